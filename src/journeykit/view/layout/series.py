"""The series of a chart: bars, lines and points between two scales."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.view.figures import Point, Series, SeriesKind, Tone
from journeykit.view.layout.axes import Scale
from journeykit.view.layout.curve import bezier, distinct, halves, samples
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.feeling import CURVE_DASHES
from journeykit.view.layout.legend import Swatch
from journeykit.view.layout.marks import shape, signed_disc
from journeykit.view.scene import Bounds, Box, Group, Item, Line, Path, Polygon, Segment

__all__ = ["Plot", "bar_slots", "draw_series", "series_swatch", "spot_radius"]

_RADIUS = 4.6
_MANY = 80
_WHISKER = 4.0


@frozen
class Plot:
    """The area between two axes.

    Attributes:
        x: scale of the horizontal axis.
        y: scale of the vertical axis.
        bars: middle of the n-th bar series relative to its place, and width of a bar.
        desk: theme and typesetter.
    """

    x: Scale
    y: Scale
    bars: tuple[dict[str, float], float]
    desk: Desk

    def spot(self, point: Point, series: Series) -> tuple[float, float]:
        """Where a point lies."""
        return self.x(point.x) + self.bars[0].get(series.id, 0.0), self.y(point.y)

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
    width = step * 0.72 / max(len(ids), 1)
    offsets = {id: (index - (len(ids) - 1) / 2) * width for index, id in enumerate(ids)}
    return offsets, width * 0.94


def draw_series(series: Series, index: int, plot: Plot) -> Iterator[Item]:
    """Draw a series, without its labels."""
    points = finite(series)
    if not points:
        return
    if series.kind is SeriesKind.BARS:
        for point in points:
            yield _bar(point, series, index, plot)
        return
    color = series_color(index, plot.desk)
    if series.kind is not SeriesKind.POINTS:
        yield from _band(points, series, plot, color)
        yield from _line(points, series, index, plot, color)
    else:
        for point in points:
            yield from _whisker(point, series, plot, color)
    if series.kind is not SeriesKind.STEPS and len(points) <= _MANY:
        for point in points:
            yield _spot(point, series, index, plot, color)


def finite(series: Series) -> list[Point]:
    """The points that can be drawn."""
    return [p for p in series.points if math.isfinite(p.x) and math.isfinite(p.y)]


def series_color(index: int, desk: Desk) -> str:
    """Colour of the n-th series."""
    return desk.theme.hue(index)


def traced(series: Series, plot: Plot) -> list[tuple[float, float]]:
    """What is drawn of a line, as points no more than a few points apart; empty for others."""
    spots = _spots(finite(series), series, plot)
    if series.kind is SeriesKind.CURVE:
        return samples(distinct(spots))
    if series.kind is SeriesKind.STEPS:
        spots = _stairs(spots)
    elif series.kind is not SeriesKind.LINE:
        return []
    result = spots[:1]
    for (x0, y0), (x1, y1) in pairwise(spots):
        count = int(abs(x1 - x0) // 4) + 1
        result += (
            (x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(1, count + 1)
        )
    return result


def block(point: Point, series: Series, plot: Plot) -> Bounds:
    """The room that a point takes, with its interval."""
    x, y = plot.spot(point, series)
    if series.kind is SeriesKind.BARS:
        width = plot.bars[1]
        top, bottom = min(y, plot.zero), max(y, plot.zero)
    else:
        width, top, bottom = 2 * _RADIUS + 2, y - _RADIUS - 1, y + _RADIUS + 1
    if point.interval is not None and series.kind in (SeriesKind.BARS, SeriesKind.POINTS):
        low, high = plot.y(point.interval[0]), plot.y(point.interval[1])
        top, bottom = min(top, low, high), max(bottom, low, high)
    return Bounds(x - width / 2, top, width, bottom - top)


def series_swatch(series: Series, index: int, desk: Desk) -> Swatch:
    """The entry of a legend for a series."""
    color = series_color(index, desk)

    def draw(x: float, y: float) -> Iterator[Item]:
        if series.kind is SeriesKind.BARS:
            yield Box(x + 6, y - 5, 14, 10, fill=color, hatch=_hatch(index, desk))
            return
        if series.kind is not SeriesKind.POINTS:
            dash = CURVE_DASHES[index % len(CURVE_DASHES)]
            yield Line(x, y, x + 26, y, stroke=color, dash=dash, thickness=2)
        if series.kind is not SeriesKind.STEPS:
            yield from shape(index, x + 13, y, 4, color, ground=desk.theme.ground)

    return Swatch(26.0, draw, series.title)


def _hatch(index: int, desk: Desk) -> str | None:
    """Every second series of bars is hatched, so that they differ in grey too."""
    return desk.theme.ground if index % 2 else None


def _bar(point: Point, series: Series, index: int, plot: Plot) -> Group:
    theme = plot.desk.theme
    x, y = plot.spot(point, series)
    width, zero = plot.bars[1], plot.zero
    toned = point.tone is not Tone.NEUTRAL
    color = plot.desk.color(point.tone) if toned else series_color(index, plot.desk)
    # What stands out is hatched and framed, and so seen without its colour.
    hatch = theme.ground if point.tone is Tone.NEGATIVE else _hatch(index, plot.desk)
    items: list[Item] = [
        Box(
            x - width / 2, min(y, zero), width, abs(zero - y),
            fill=color, stroke=color if hatch else None, hatch=hatch,
        ),
        *_whisker(point, series, plot, theme.ink),
    ]  # fmt: skip
    return Group(tuple(items), id=point.id, title=_words(point, series))


def _whisker(point: Point, series: Series, plot: Plot, color: str) -> Iterator[Line]:
    if point.interval is None or not all(map(math.isfinite, point.interval)):
        return
    x, _ = plot.spot(point, series)
    low, high = plot.y(point.interval[0]), plot.y(point.interval[1])
    yield Line(x, low, x, high, stroke=color, thickness=1.3)
    for y in (low, high):
        yield Line(x - _WHISKER, y, x + _WHISKER, y, stroke=color, thickness=1.3)


def _spot(point: Point, series: Series, index: int, plot: Plot, color: str) -> Group:
    x, y = plot.spot(point, series)
    items: list[Item] = []
    if point.tone in (Tone.POSITIVE, Tone.NEGATIVE):
        items += signed_disc(
            1 if point.tone is Tone.POSITIVE else -1, x, y, _RADIUS + 0.8, plot.desk
        )
    else:
        toned = point.tone is not Tone.NEUTRAL
        fill = plot.desk.color(point.tone) if toned else color
        items += shape(index, x, y, _RADIUS, fill, ground=plot.desk.theme.ground)
    return Group(tuple(items), id=point.id, title=_words(point, series))


def _line(
    points: Sequence[Point], series: Series, index: int, plot: Plot, color: str
) -> Iterator[Item]:
    spots = _spots(points, series, plot)
    dash = CURVE_DASHES[index % len(CURVE_DASHES)]
    theme = plot.desk.theme
    if series.kind is SeriesKind.CURVE:
        spots = distinct(spots)
        if index == 0 and plot.y.low < 0 < plot.y.high:
            yield from halves(
                samples(spots), plot.zero, above=theme.positive, below=theme.negative, opacity=0.12
            )
        yield bezier(spots, stroke=color, thickness=2.2, dash=dash)
        return
    if series.kind is SeriesKind.STEPS:
        spots = _stairs(spots)
    segments = tuple(Segment(x, y) for x, y in spots[1:])
    yield Path(*spots[0], segments, stroke=color, thickness=2.0, dash=dash)


def _band(points: Sequence[Point], series: Series, plot: Plot, color: str) -> Iterator[Polygon]:
    """The intervals of a line as a band around it."""
    known = [
        (plot.spot(p, series)[0], plot.y(p.interval[0]), plot.y(p.interval[1]))
        for p in points
        if p.interval is not None and all(map(math.isfinite, p.interval))
    ]
    if len(known) < 2:
        return
    low = [(x, bottom) for x, bottom, _ in known]
    high = [(x, top) for x, _, top in known]
    if series.kind is SeriesKind.STEPS:
        low, high = _stairs(low), _stairs(high)
    elif series.kind is SeriesKind.CURVE:
        low, high = samples(distinct(low)), samples(distinct(high))
    yield Polygon((*high, *reversed(low)), fill=color, opacity=0.16)


def _spots(points: Sequence[Point], series: Series, plot: Plot) -> list[tuple[float, float]]:
    return [plot.spot(point, series) for point in points]


def _stairs(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Level to the next point, then straight up or down to it."""
    result = list(spots[:1])
    for (_, before), (x, y) in pairwise(spots):
        result += [(x, before), (x, y)]
    return result


def _words(point: Point, series: Series) -> str:
    return ": ".join(part for part in (series.title, point.label) if part)


def spot_radius() -> float:
    """Radius of a point, in points of length."""
    return _RADIUS
