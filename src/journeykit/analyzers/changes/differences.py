"""What has changed from one version of a journey to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.changes.apart import apart
from journeykit.analyzers.changes.change import Change, ChangeKind, LikelyRename
from journeykit.analyzers.changes.edits import edits_of
from journeykit.analyzers.changes.merging import merge
from journeykit.analyzers.changes.side import Side
from journeykit.analyzers.changes.telling import changes_of, likely_renames
from journeykit.analyzers.changes.words import value_text
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import KINDS, Journey

__all__ = ["JourneyDiff", "diff"]


@frozen(kw_only=True, repr=False)
class JourneyDiff(Listing[Change]):
    """What has changed from one journey to another, the weightiest first.

    Attributes:
        before: the earlier journey.
        after: the later journey.
        items: the changes; none where the two are equal.
        renames: what is gone and new and the same but for the id: likely the same
            thing under another id. It is told as gone and new all the same.
    """

    before: Journey
    after: Journey
    items: tuple[Change, ...] = field(default=())
    renames: tuple[LikelyRename, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "rank": int, "kind": str, "weight": int, "element": str, "id": str, "name": str,
        "phase": str, "field": str, "old": str, "new": str, "text": str,
    }  # fmt: skip

    @property
    def title(self) -> str:
        """The title of the later journey."""
        return self.after.title

    @property
    def locale(self) -> str | None:
        """Language of the texts as BCP 47, or None."""
        return self.after.locale or self.before.locale

    @cached_property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes there are of each kind; kinds without any are left out."""
        found = Counter(change.kind for change in self.items)
        return {kind: found[kind] for kind in ChangeKind if kind in found}

    def of(self, element: str) -> tuple[Change, ...]:
        """The changes that are told of elements of one kind, such as "touchpoint".

        Args:
            element: one of `KINDS`, or "journey".

        Raises:
            NotFoundError: if there is no such kind.
        """
        known = ("journey", *KINDS)
        if element not in known:
            raise NotFoundError("kind of element", element, known)
        return tuple(change for change in self.items if change.element == element)

    def apply(self, journey: Journey) -> Journey:
        """Make the same changes to a journey.

        To `before` this gives `after`. Another journey may differ from `before`
        wherever nothing has changed, as where others have worked on it meanwhile.

        Args:
            journey: the journey to change.

        Raises:
            InvalidValueError: if the journey has something else where the changes are
                to be made; `merge` shows all such places and lets one choose.
        """
        merged = merge(self.before, journey, self.after)
        if merged.journey is not None:
            return merged.journey
        first, more = merged.conflicts[0], len(merged.conflicts) - 1
        also = f", and {plural(more, 'place')} more" if more else ""
        raise InvalidValueError(
            "JourneyDiff", "apply", expected="a journey that is as it was wherever something changes",
            got=journey,
            hint=f"{first.where}: it was {first.base}, the changes make it {first.theirs}, but "
            f"this journey has {first.ours}{also}; merge(diff.before, journey, diff.after) shows "
            f"every conflict and lets you choose",
        )  # fmt: skip

    def reversed(self) -> JourneyDiff:
        """What undoes the changes."""
        return diff(self.after, self.before)

    def then(self, other: JourneyDiff) -> JourneyDiff:
        """Both changes as one.

        Raises:
            InvalidValueError: if the other cannot be made after this one.
        """
        return diff(self.before, other.apply(self.after))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a change, the weightiest first."""
        for rank, change in enumerate(self.items, start=1):
            yield (
                rank, change.kind, int(change.weight), change.element, change.id, change.name,
                change.phase, change.field, value_text(change.old, self.before),
                value_text(change.new, self.after), change.text,
            )  # fmt: skip

    def summary(self, limit: int = 20) -> str:
        """The changes counted by kind, the first of them in a line each, and likely renames.

        Args:
            limit: how many changes to write out.
        """
        if not self.items:
            return f"Changes of {self.title!r}: none"
        counted = ", ".join(f"{count:,} {kind}" for kind, count in self.counts.items())
        found = plural(len(self.items), "change")
        lines = [f"Changes of {self.title!r}: {found} ({counted})"]
        lines += [f"- {change.line}" for change in self.items[:limit]]
        if len(self.items) > limit:
            lines.append(f"and {len(self.items) - limit:,} more")
        lines += [
            f"Renamed id of {rename.element} {rename.name!r}: {rename.old} → {rename.new}? "
            "If so, give the earlier journey the new id (with_ids), and compare again."
            for rename in self.renames
        ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<JourneyDiff of {self.title!r}: {plural(len(self.items), 'change')}>"


def diff(before: Journey, after: Journey) -> JourneyDiff:
    """Find out what has changed from one version of a journey to another.

    Things are the same where kind and id are, wherever they lie; so a touchpoint that
    was renamed and moved to another phase has changed and is no other. Every field of
    every type counts. Order counts too: of things that stand in another order, the
    fewest are told as moved.

    Args:
        before: the earlier journey.
        after: the later journey.

    Returns:
        The changes; `apply` makes them to another journey.

    Raises:
        InvalidValueError: if one of the two is no journey.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> before = Journey("Buy a bike", [
        ...     Phase("Look", ["See the ad", Touchpoint("Pay", emotion=0.4)]),
        ...     Phase("Purchase", ["Cart"]),
        ... ])
        >>> after = before.move("pay", phase="purchase").rename(Touchpoint, "cart", "Basket")
        >>> print(diff(before, after).summary())
        Changes of 'Buy a bike': 2 changes (1 moved, 1 renamed)
        - Touchpoint 'Pay' moved from 'Look' to 'Purchase'
        - Touchpoint 'Basket' renamed, was 'Cart'
        >>> diff(before, after).apply(before) == after
        True
    """
    for name, journey in (("before", before), ("after", after)):
        if not isinstance(journey, Journey):
            raise InvalidValueError(
                "diff",
                name,
                expected="a Journey",
                got=journey,
                hint="journeykit.load(path) reads one",
            )
    was = Side(apart(before))
    now = Side(apart(after, was.apart))
    edits = edits_of(was.apart, now.apart)
    return JourneyDiff(
        before=before, after=after, items=changes_of(was, now, edits),
        renames=likely_renames(was, now, edits),
    )  # fmt: skip
