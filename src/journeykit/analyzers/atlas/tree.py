"""Journeys within journeys: which opens into which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.atlas.given import check_given
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import plural
from journeykit.model import Atlas, Link, Touchpoint
from journeykit.model.element import Value
from journeykit.model.links import circles

__all__ = ["JourneyBranch", "JourneyTree", "journey_tree"]


@frozen(kw_only=True, repr=False)
class JourneyBranch(Value):
    """A journey at one place of the tree.

    Attributes:
        id: its id.
        title: what it is called; the id where there is no such journey.
        depth: how many links lead to it: 0 at a root.
        parent: id of the journey that opens into it, or None at a root.
        touchpoint: id of the touchpoint that opens into it, or None at a root.
        touchpoint_name: what that is called, or None.
        exists: whether there is such a journey.
        told: whether what it opens into stands below another branch: it is linked
            several times, or it is on a circle.
    """

    id: str
    title: str
    depth: int
    parent: str | None = None
    touchpoint: str | None = None
    touchpoint_name: str | None = None
    exists: bool = True
    told: bool = False


@frozen(kw_only=True, repr=False)
class JourneyTree(Listing[JourneyBranch]):
    """The journeys of an atlas as they open into each other.

    Attributes:
        title: of the atlas.
        items: the tree from the top, each journey above what it opens into.
        circles: ids of journeys that open into each other in a circle.
        alone: (id, title) of the journeys that are linked to no other.
        locale: language of the journeys, or None where they have several, or none.
    """

    title: str
    items: tuple[JourneyBranch, ...]
    circles: tuple[tuple[str, ...], ...] = ()
    alone: tuple[tuple[str, str], ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "id": str, "title": str, "depth": int, "parent": str, "touchpoint": str, "exists": bool,
    }  # fmt: skip

    @property
    def roots(self) -> tuple[str, ...]:
        """The ids of the journeys at the top."""
        return tuple(branch.id for branch in self.items if branch.parent is None)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each place of the tree."""
        for b in self.items:
            yield (b.id, b.title, b.depth, b.parent, b.touchpoint, b.exists)

    def summary(self) -> str:
        """The tree with indents, and what is wrong with it."""
        links = sum(branch.parent is not None for branch in self.items)
        lines = [f"{self.title}: {plural(links, 'link')} between journeys"]
        for branch in self.items:
            said = branch.title if branch.exists else f"{branch.title} (there is no such journey)"
            if branch.touchpoint_name is not None:
                said += f", at {branch.touchpoint_name!r}"
            if branch.told:
                said += " (see above)"
            lines.append(f"{'  ' * (branch.depth + 1)}{said}")
        lines += [f"A circle: {' > '.join((*c, c[0]))}" for c in self.circles]
        if self.alone:
            lines.append(f"{plural(len(self.alone), 'journey')} linked to no other")
        return "\n".join(lines)

    def __repr__(self) -> str:
        links = sum(branch.parent is not None for branch in self.items)
        return f"<JourneyTree of {self.title!r}: {plural(links, 'link')}>"


def journey_tree(atlas: Atlas) -> JourneyTree:
    """See which journeys open into which.

    At the top stand the journeys that none opens into; of a circle that nothing
    leads into, the first of its ids. A journey to which several links lead is
    told in full below the first of them.

    Args:
        atlas: the journeys; `Touchpoint.journey` links them.

    Raises:
        InvalidValueError: if it is given anything else.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> pay = Touchpoint("Pay", journey="checkout")
        >>> tree = journey_tree(Atlas([Journey("Buy", [Phase("Purchase", [pay])]),
        ...                            Journey("Checkout")]))
        >>> print(tree.summary())
        Atlas: 1 link between journeys
          Buy
            Checkout, at 'Pay'
    """
    check_given("journey_tree", atlas)
    below: dict[str, list[Link]] = {}
    for link in atlas.links:
        below.setdefault(link.source, []).append(link)
    reached = {link.target for link in atlas.links}
    # From the roots first: what is then left lies on circles that nothing leads into.
    starts = [id for id in below if id not in reached] + list(below)
    items: list[JourneyBranch] = []
    done: set[str] = set()
    for start in starts:
        if start not in done:
            items += _branches(atlas, start, below, done)
    return JourneyTree(
        title=atlas.title or "Atlas",
        items=tuple(items),
        circles=circles(atlas.links),
        alone=tuple((journey.id, journey.title) for journey in atlas.alone),
        locale=atlas.locale,
    )


def _branches(
    atlas: Atlas, start: str, below: Mapping[str, list[Link]], done: set[str]
) -> Iterator[JourneyBranch]:
    """A journey and all below it, from the top; those that were told are not told again."""
    # By hand, for a chain of journeys may be longer than the call stack.
    waiting: list[tuple[str, int, Link | None]] = [(start, 0, None)]
    while waiting:
        id, depth, link = waiting.pop()
        journey = atlas.find(id)
        told = id in done and id in below
        done.add(id)
        name = None
        if link is not None:
            touchpoint = atlas.journey(link.source).find(Touchpoint, link.touchpoint)
            name = link.touchpoint if touchpoint is None else touchpoint.name
        yield JourneyBranch(
            id=id,
            title=id if journey is None else journey.title,
            depth=depth,
            parent=None if link is None else link.source,
            touchpoint=None if link is None else link.touchpoint,
            touchpoint_name=name,
            exists=journey is not None,
            told=told,
        )
        if not told:
            waiting += [(each.target, depth + 1, each) for each in reversed(below.get(id, []))]
