"""Paper: items in groups, a sheet with all that is on it, and sheets below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, cast

from attrs import evolve, field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.view.scene.bounds import Bounds, around
from journeykit.view.scene.letters import Text
from journeykit.view.scene.shapes import Box, Disc, Line, Path, Polygon, Segment

__all__ = ["Group", "Item", "Scene", "stacked", "texts"]


@frozen(repr=False)
class Group(Value):
    """Items that belong together, such as all that stands for one touchpoint.

    Attributes:
        items: in drawing order.
        id: identifier of the element, or None.
        title: what it is, for screen readers and tool tips, or None.
    """

    items: tuple[Item, ...] = field(converter=as_tuple)
    id: str | None = field(default=None, kw_only=True)
    title: str | None = field(default=None, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """The smallest rectangle around its items; empty at the origin where there is none."""
        boxes = [item.bounds for item in self.items]
        if not boxes:
            return Bounds(0, 0, 0, 0)
        return around([(b.x, b.y) for b in boxes] + [(b.right, b.bottom) for b in boxes])

    def moved(self, dx: float, dy: float) -> Group:
        """The same items elsewhere.

        Args:
            dx: points to the right.
            dy: points down.
        """
        return Group(
            tuple(_moved(item, dx, dy) for item in self.items), id=self.id, title=self.title
        )


Item: TypeAlias = Box | Polygon | Line | Path | Disc | Text | Group
"""Anything that can be drawn."""


@frozen(repr=False)
class Scene(Value):
    """A sheet of paper with all that is on it.

    Attributes:
        width: of the paper.
        height: of the paper.
        items: in drawing order.
        id: identifier of the figure.
        title: what it shows.
        description: the figure in words.
        ground: colour of the paper.
        locale: language of the texts, or None.
    """

    width: float
    height: float
    items: tuple[Item, ...] = field(converter=as_tuple)
    id: str = field(default="figure", kw_only=True)
    title: str = field(default="", kw_only=True)
    description: str = field(default="", kw_only=True)
    ground: str = field(default="#ffffff", kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        return f"<Scene {self.title!r}: {self.width:g} x {self.height:g} pt>"


def stacked(scenes: Sequence[Scene]) -> Scene:
    """Several sheets of paper as one, below each other.

    Args:
        scenes: at least one; the first gives id, title, description and ground.
    """
    first = scenes[0]
    if len(scenes) == 1:
        return first
    parts = []
    y = 0.0
    for scene in scenes:
        parts.append(Group(scene.items).moved(0, y))
        y += scene.height
    copy: Any = evolve
    return cast(
        "Scene",
        copy(first, width=max(scene.width for scene in scenes), height=y, items=tuple(parts)),
    )


def texts(items: Iterable[Item]) -> Iterator[Text]:
    """All runs of text, in drawing order, at any depth.

    Examples:
        >>> run = Text(0, 10, "Hello", size=10, color="#000000", width=24)
        >>> [run.text for run in texts([Group([run])])]
        ['Hello']
    """
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from texts(item.items)


def _moved(item: Item, dx: float, dy: float) -> Any:
    if isinstance(item, Group):
        return item.moved(dx, dy)
    copy: Any = evolve
    if isinstance(item, Line):
        return copy(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
    if isinstance(item, Polygon):
        return copy(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    if isinstance(item, Path):
        segments = tuple(
            Segment(
                s.x + dx,
                s.y + dy,
                s.control
                and (
                    (s.control[0][0] + dx, s.control[0][1] + dy),
                    (s.control[1][0] + dx, s.control[1][1] + dy),
                ),
            )
            for s in item.segments
        )
        return copy(item, x=item.x + dx, y=item.y + dy, segments=segments)
    return copy(item, x=item.x + dx, y=item.y + dy)
