"""The area between two axes, and where points lie in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from attrs import Factory, frozen

from journeykit.view.figures import MarkKind, Point, Series, SeriesKind
from journeykit.view.layout.charts.axes import Scale
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import mark_width

__all__ = ["RADIUS", "Plot", "bar_slots", "finite", "shifts_of", "spot_radius"]

RADIUS = 4.6
"""Of the sign of a point, in points of length."""

_RING = 4.0
_NEIGHBOURS = 3
_LONE, _SHARED = 0.84, 0.72


@frozen
class Plot:
    """The area between two axes.

    Attributes:
        x: scale of the horizontal axis.
        y: scale of the vertical axis.
        bars: middle of the n-th bar series relative to its place, and width of a bar.
        desk: theme and typesetter.
        hues: number of the hue of each place, where bars are coloured by place; or none.
        span: left and right edge of what is seen, or None where all is.
        shifts: how far points step aside that would hide each other, by their identity.
    """

    x: Scale
    y: Scale
    bars: tuple[dict[str, float], float]
    desk: Desk
    hues: tuple[int, ...] = ()
    span: tuple[float, float] | None = None
    shifts: Mapping[int, float] = Factory(dict)

    def spot(self, point: Point, series: Series) -> tuple[float, float]:
        """Where a point lies."""
        aside = self.bars[0].get(series.id, 0.0) + self.shifts.get(id(point), 0.0)
        x = self.x(point.x) + aside
        if id(point) in self.shifts:
            x = min(max(x, self.x.start), self.x.end)
        return x, self.y(point.y)

    def shows(self, point: Point, series: Series) -> bool:
        """Whether a point lies in what is seen."""
        x = self.spot(point, series)[0]
        return self.span is None or self.span[0] <= x <= self.span[1]

    def near(self, points: Sequence[Point], series: Series) -> list[Point]:
        """The points that decide on what is seen of a line, from left to right."""
        ordered = sorted(points, key=lambda point: point.x)
        if self.span is None:
            return ordered
        seen = [index for index, point in enumerate(ordered) if self.shows(point, series)]
        if not seen:
            return ordered
        # The slope of a curve at a point depends on its neighbours alone.
        return ordered[max(seen[0] - _NEIGHBOURS, 0) : seen[-1] + _NEIGHBOURS + 1]

    @property
    def zero(self) -> float:
        """Where zero lies on the vertical axis, or the end that is nearest to it."""
        return self.y(0.0)


def bar_slots(series: Sequence[Series], step: float) -> tuple[dict[str, float], float]:
    """Where bars stand that share a place.

    Args:
        series: all series of a chart.
        step: points between two places.

    Returns:
        The middle of the bars of each series relative to the place, and the width of a bar.
    """
    ids = [one.id for one in series if one.kind is SeriesKind.BARS]
    width = step * (_LONE if len(ids) == 1 else _SHARED) / max(len(ids), 1)
    offsets = {id: (index - (len(ids) - 1) / 2) * width for index, id in enumerate(ids)}
    return offsets, width * 0.94


def shifts_of(series: Sequence[Series], desk: Desk) -> dict[int, float]:
    """How far points step aside that stand alone and share a place, by their identity.

    Args:
        series: all series of a chart; lines and bars stay where they are.
        desk: for the size of points.
    """
    places: dict[tuple[float, float], list[Point]] = {}
    for one in series:
        if one.kind is SeriesKind.POINTS:
            for point in finite(one):
                places.setdefault((point.x, point.y), []).append(point)
    found = {}
    for points in places.values():
        wide = 2 * max(spot_radius(point, desk) for point in points)
        for index, point in enumerate(points):
            found[id(point)] = (index - (len(points) - 1) / 2) * wide
    return found


def finite(series: Series) -> list[Point]:
    """The points that can be drawn."""
    return [p for p in series.points if math.isfinite(p.x) and math.isfinite(p.y)]


def spot_radius(point: Point, desk: Desk) -> float:
    """Radius of all that is drawn at a point, in points of length."""
    radius = RADIUS
    for mark in point.marks:
        if mark.kind is MarkKind.PRIORITY:
            radius = max(radius, mark_width(mark, desk) / 2 + 1.2)
        elif mark.kind is MarkKind.MOMENT:
            radius = max(radius, RADIUS + _RING)
        elif mark.kind is MarkKind.UNSUPPORTED:
            radius = max(radius, RADIUS + 3.0)
    return radius
