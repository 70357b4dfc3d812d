"""Where the points of a row of curves are, and how large all of it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from journeykit.view.figures import CurvePoint, MarkKind
from journeykit.view.layout.desk import Desk
from journeykit.view.scene import Bounds

__all__ = [
    "CURVE_DASHES",
    "LATER",
    "LINE",
    "RADIUS",
    "TINT",
    "Edges",
    "Sizes",
    "Spots",
    "curve_color",
    "is_baseless",
    "is_moment",
]

Edges: TypeAlias = tuple[float | None, float | None]
"""Values of a curve at the left and at the right edge, or None where nothing is beyond."""

CURVE_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (1.5, 2.5), (8.0, 3.0, 1.5, 3.0))
"""Dashes of the first, second, ... curve of a row."""
LINE = 2.6
"""Thickness of the first curve of a row."""
LATER = 0.75
"""Thickness of the later ones, as a part of that."""
RADIUS = 5.4
"""Of a point."""
TINT = 0.12
"""Opacity of the areas between the first curve and neutral."""

_RING = 9.4
_HALO = 1.45
"""Ground around a point in a broken ring, as a multiple of its radius."""
_REACH = 66.0
"""Points from neutral to either end."""


def curve_color(index: int, desk: Desk) -> str:
    """Colour of the n-th curve of a row: the first is ink."""
    return desk.theme.ink if index == 0 else desk.theme.hue(index + 3)


def is_moment(point: CurvePoint) -> bool:
    """Whether it is a moment of truth."""
    return any(mark.kind is MarkKind.MOMENT for mark in point.marks)


def is_baseless(point: CurvePoint) -> bool:
    """Whether it rests on no evidence."""
    return any(mark.kind is MarkKind.UNSUPPORTED for mark in point.marks)


@frozen
class Sizes:
    """How large the parts of a row are, for curves that are seen from so far away.

    Attributes:
        far: how much larger the curves are than usual.
    """

    far: float

    @property
    def radius(self) -> float:
        """Of a point."""
        return float(RADIUS * self.far**0.6)

    @property
    def ring(self) -> float:
        """Radius of what surrounds a moment of truth."""
        return float(_RING * self.far**0.6)

    @property
    def reach(self) -> float:
        """From neutral to either end."""
        return _REACH * self.far

    @property
    def text(self) -> float:
        """Factor of the labels."""
        return float(self.far**0.45)

    def line(self, index: int) -> float:
        """Thickness of the n-th curve."""
        return LINE * self.far * (1.0 if index == 0 else LATER)


@frozen
class Spots:
    """Where points are.

    Attributes:
        lefts: left edge of each column.
        widths: width of each column.
        sizes: of all parts.
        zero: y of neutral.
    """

    lefts: Sequence[float]
    widths: Sequence[float]
    sizes: Sizes
    zero: float

    def of(self, point: CurvePoint) -> tuple[float, float]:
        """The centre of a point."""
        width = self.widths[point.column]
        # A point on the very edge of a column would seem to belong to two.
        inset = min(self.sizes.ring, width / 4)
        offset = inset + min(max(point.offset, 0), 1) * (width - 2 * inset)
        return self.lefts[point.column] + offset, self.zero - point.value * self.sizes.reach

    def radius(self, point: CurvePoint) -> float:
        """Of a point with what surrounds it."""
        if is_moment(point):
            return self.sizes.ring
        return self.sizes.radius * (_HALO if is_baseless(point) else 1.0)

    def block(self, point: CurvePoint) -> Bounds:
        """The square that a point takes."""
        x, y = self.of(point)
        radius = self.radius(point) + 1
        return Bounds(x - radius, y - radius, 2 * radius, 2 * radius)
