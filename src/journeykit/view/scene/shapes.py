"""Shapes: boxes, polygons, lines, paths and discs."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.view.scene.bounds import Bounds, Coordinates, around

__all__ = ["Box", "Disc", "Line", "Path", "Polygon", "Segment"]


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
        return around(self.points)


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
        return around(((self.x1, self.y1), (self.x2, self.y2)))


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
        return around(points)


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
