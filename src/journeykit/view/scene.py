"""A figure as geometry: boxes, lines and runs of text, measured and placed.

A scene is what is left when layout is done and drawing has not begun. Whoever
draws it decides nothing: no text is wrapped, no colour chosen, no place found.
Lengths are points (1/72 inch), the origin is at the top left, y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeAlias, cast

from attrs import evolve, field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_tuple

__all__ = [
    "ASCENT",
    "DESCENT",
    "Align",
    "Bounds",
    "Box",
    "Disc",
    "Group",
    "Item",
    "Line",
    "Path",
    "Polygon",
    "Scene",
    "Segment",
    "Text",
    "hatch_lines",
    "mirrored",
    "stacked",
    "texts",
]

Coordinates: TypeAlias = tuple[float, float]

ASCENT = 0.93
"""How far type reaches above its baseline, accents included, as a part of its size."""

DESCENT = 0.24
"""How far type reaches below its baseline, as a part of its size."""


class Align(StrEnum):
    """Which part of a text its x says."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@frozen(repr=False)
class Bounds(Value):
    """A rectangle: where something lies.

    Attributes:
        x: left edge.
        y: upper edge.
        width: from left to right, not negative.
        height: from top to bottom, not negative.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    def meets(self, other: Bounds, *, slack: float = 0.0) -> bool:
        """Tell whether two rectangles share more than `slack` points in both directions.

        Examples:
            >>> Bounds(0, 0, 10, 10).meets(Bounds(9, 0, 10, 10))
            True
            >>> Bounds(0, 0, 10, 10).meets(Bounds(10, 0, 10, 10))
            False
        """
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    def holds(self, other: Bounds, *, slack: float = 0.0) -> bool:
        """Tell whether the other rectangle lies within this one, give or take `slack` points."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@frozen(repr=False)
class Box(Value):
    """A rectangle, perhaps with round corners.

    Attributes:
        x: left edge.
        y: upper edge.
        width: from left to right.
        height: from top to bottom.
        fill: colour inside, "#rrggbb", or None.
        stroke: colour of the outline, or None.
        thickness: of the outline.
        radius: of the corners.
        dash: lengths of dashes and gaps in turn; empty for a solid outline.
        hatch: colour of slanted lines inside, or None.
        opacity: of the fill, from 0 to 1.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str | None = field(default=None, kw_only=True)
    stroke: str | None = field(default=None, kw_only=True)
    thickness: float = field(default=0.8, kw_only=True)
    radius: float = field(default=0.0, kw_only=True)
    dash: tuple[float, ...] = field(default=(), converter=as_tuple, kw_only=True)
    hatch: str | None = field(default=None, kw_only=True)
    opacity: float = field(default=1.0, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """Where it lies."""
        return Bounds(self.x, self.y, self.width, self.height)


@frozen(repr=False)
class Polygon(Value):
    """Straight edges from point to point and back to the first, such as a chevron.

    Attributes:
        points: (x, y) of the corners, in order.
        fill: colour inside, or None.
        stroke: colour of the outline, or None.
        thickness: of the outline.
        opacity: of the fill, from 0 to 1.
    """

    points: tuple[Coordinates, ...] = field(converter=as_tuple)
    fill: str | None = field(default=None, kw_only=True)
    stroke: str | None = field(default=None, kw_only=True)
    thickness: float = field(default=0.8, kw_only=True)
    opacity: float = field(default=1.0, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """The smallest rectangle around it."""
        return _around(self.points)


@frozen(repr=False)
class Line(Value):
    """A straight line.

    Attributes:
        x1: where it starts.
        y1: where it starts.
        x2: where it ends.
        y2: where it ends.
        stroke: its colour.
        thickness: its width.
        dash: lengths of dashes and gaps in turn; empty for a solid line.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = field(kw_only=True)
    thickness: float = field(default=0.8, kw_only=True)
    dash: tuple[float, ...] = field(default=(), converter=as_tuple, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """The smallest rectangle around it."""
        return _around(((self.x1, self.y1), (self.x2, self.y2)))


@frozen(repr=False)
class Segment(Value):
    """A piece of a path that goes on from where the last one ended.

    Attributes:
        x: where it ends.
        y: where it ends.
        control: two control points of a cubic Bezier curve, or None for a straight piece.
    """

    x: float
    y: float
    control: tuple[Coordinates, Coordinates] | None = None


@frozen(repr=False)
class Path(Value):
    """An open or closed path of straight and curved pieces.

    Attributes:
        x: where it starts.
        y: where it starts.
        segments: the pieces, in order.
        closed: whether it runs back to the start.
        fill: colour inside, or None.
        stroke: its colour, or None.
        thickness: its width.
        dash: lengths of dashes and gaps in turn; empty for a solid line.
        opacity: of the fill, from 0 to 1.
    """

    x: float
    y: float
    segments: tuple[Segment, ...] = field(converter=as_tuple)
    closed: bool = field(default=False, kw_only=True)
    fill: str | None = field(default=None, kw_only=True)
    stroke: str | None = field(default=None, kw_only=True)
    thickness: float = field(default=0.8, kw_only=True)
    dash: tuple[float, ...] = field(default=(), converter=as_tuple, kw_only=True)
    opacity: float = field(default=1.0, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """A rectangle around its ends and control points, and so around it."""
        points: list[Coordinates] = [(self.x, self.y)]
        for segment in self.segments:
            points += segment.control or ()
            points.append((segment.x, segment.y))
        return _around(points)


@frozen(repr=False)
class Disc(Value):
    """A circle.

    Attributes:
        x: its centre.
        y: its centre.
        radius: from the centre to the outline.
        fill: colour inside, or None.
        stroke: colour of the outline, or None.
        thickness: of the outline.
        dash: lengths of dashes and gaps in turn; empty for a solid outline.
    """

    x: float
    y: float
    radius: float
    fill: str | None = field(default=None, kw_only=True)
    stroke: str | None = field(default=None, kw_only=True)
    thickness: float = field(default=0.8, kw_only=True)
    dash: tuple[float, ...] = field(default=(), converter=as_tuple, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        """The smallest rectangle around it."""
        return Bounds(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@frozen(repr=False)
class Text(Value):
    """A run of text on one line.

    Attributes:
        x: where it is anchored; `align` says with which of its parts.
        y: its baseline.
        text: what is written, with nothing escaped.
        size: of the type.
        color: of the type.
        width: how long it is, as measured when it was placed.
        bold: whether it is semibold.
        italic: whether it is italic.
        align: left, center or right.
        rtl: whether it is written from right to left.
    """

    x: float
    y: float
    text: str
    size: float = field(kw_only=True)
    color: str = field(kw_only=True)
    width: float = field(kw_only=True)
    bold: bool = field(default=False, kw_only=True)
    italic: bool = field(default=False, kw_only=True)
    align: Align = field(default=Align.LEFT, kw_only=True)
    rtl: bool = field(default=False, kw_only=True)

    @property
    def left(self) -> float:
        """Where its left end is, however it is anchored."""
        if self.align is Align.LEFT:
            return self.x
        return self.x - (self.width / 2 if self.align is Align.CENTER else self.width)

    @property
    def bounds(self) -> Bounds:
        """Where it lies, from the top of a capital's accent to the bottom of a `g`."""
        height = (ASCENT + DESCENT) * self.size
        return Bounds(self.left, self.y - ASCENT * self.size, self.width, height)


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
        return _around([(b.x, b.y) for b in boxes] + [(b.right, b.bottom) for b in boxes])

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


def mirrored(scene: Scene) -> Scene:
    """The same sheet of paper seen in a mirror, with letters still the right way round.

    Figures in scripts that are written from right to left are laid out from
    left to right and then turned: phases run to the left, row titles stand right.
    """
    copy: Any = evolve
    items = tuple(_mirrored(item, scene.width) for item in scene.items)
    return cast("Scene", copy(scene, items=items))


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


def hatch_lines(bounds: Bounds, *, step: float = 4.0) -> list[tuple[float, float, float, float]]:
    """Slanted lines that fill a rectangle and do not leave it.

    Args:
        bounds: the rectangle.
        step: points between two lines, along the edge.

    Returns:
        (x1, y1, x2, y2) of each line, from lower left to upper right.

    Examples:
        >>> hatch_lines(Bounds(0, 0, 4, 4))
        [(0.0, 4.0, 4.0, 0.0)]
    """
    lines = []
    for index in range(1, math.ceil((bounds.width + bounds.height) / step)):
        # The line x + y = along, clipped at the four edges.
        along = index * step
        down = min(along, bounds.height)
        across = min(along, bounds.width)
        lines.append(
            (
                bounds.x + along - down,
                bounds.y + down,
                bounds.x + across,
                bounds.y + along - across,
            )
        )
    return lines


def _around(points: Iterable[Coordinates]) -> Bounds:
    pairs = list(points)
    xs = [x for x, _ in pairs]
    ys = [y for _, y in pairs]
    return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


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


def _mirrored(item: Item, width: float) -> Any:
    copy: Any = evolve
    if isinstance(item, Group):
        return copy(item, items=tuple(_mirrored(inner, width) for inner in item.items))
    if isinstance(item, Text):
        sides = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}
        return copy(item, x=width - item.x, align=sides.get(item.align, item.align))
    if isinstance(item, Box):
        return copy(item, x=width - item.x - item.width)
    if isinstance(item, Line):
        return copy(item, x1=width - item.x1, x2=width - item.x2)
    if isinstance(item, Polygon):
        return copy(item, points=tuple((width - x, y) for x, y in item.points))
    if isinstance(item, Path):
        segments = tuple(
            Segment(
                width - s.x,
                s.y,
                s.control
                and (
                    (width - s.control[0][0], s.control[0][1]),
                    (width - s.control[1][0], s.control[1][1]),
                ),
            )
            for s in item.segments
        )
        return copy(item, x=width - item.x, segments=segments)
    return copy(item, x=width - item.x)
