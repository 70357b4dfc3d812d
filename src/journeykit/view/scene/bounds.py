"""Rectangles: where something lies, and what fits into them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from journeykit.model.element import Value

__all__ = ["Bounds", "Coordinates", "around", "hatch_lines"]

Coordinates: TypeAlias = tuple[float, float]
"""A point: (x, y)."""


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


def around(points: Iterable[Coordinates]) -> Bounds:
    """The smallest rectangle around some points, at least one."""
    pairs = list(points)
    xs = [x for x, _ in pairs]
    ys = [y for _, y in pairs]
    return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


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
