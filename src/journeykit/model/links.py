"""How journeys open into each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from journeykit.model.element import Value

__all__ = ["Link", "circles"]


@frozen(repr=False)
class Link(Value):
    """A touchpoint that opens into a journey.

    Attributes:
        source: id of the journey that the touchpoint belongs to.
        touchpoint: id of the touchpoint.
        target: id of the journey into which it opens, whether there is one or not.
    """

    source: str
    touchpoint: str
    target: str


def circles(links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Journeys that open into each other in a circle, each circle once.

    Args:
        links: in any order.

    Returns:
        The ids along each circle, the least of them first. Where circles share
        journeys, not every way around is told, but each journey on one is on one
        that is told or leads into one.

    Examples:
        >>> circles([Link("a", "t", "b"), Link("b", "u", "a"), Link("c", "v", "a")])
        (('a', 'b'),)
    """
    ways: dict[str, list[str]] = {}
    for link in sorted(links, key=lambda link: (link.source, link.target)):
        ways.setdefault(link.source, []).append(link.target)
    found = dict.fromkeys(_turned(circle) for circle in _walked(ways))
    return tuple(found)


def _walked(ways: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Walk every way once, depth first, and tell where it comes back to itself."""
    done: set[str] = set()
    for start in ways:
        if start in done:
            continue
        path = [start]
        on_path = {start}
        # By hand, for a chain of journeys may be longer than the call stack.
        open_ways = [iter(ways[start])]
        while path:
            target = next(open_ways[-1], None)
            if target is None:
                open_ways.pop()
                done.add(path[-1])
                on_path.remove(path.pop())
            elif target in on_path:
                yield path[path.index(target) :]
            elif target not in done:
                path.append(target)
                on_path.add(target)
                open_ways.append(iter(ways.get(target, ())))


def _turned(circle: list[str]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first])
