"""The series of a chart: bars, lines and points between two scales."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeykit.view.figures import MarkKind, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.bars import draw_bar, hatch_of, point_words, whisker
from journeykit.view.layout.charts.plot import RADIUS, Plot, finite, spot_radius
from journeykit.view.layout.curve import bezier, distinct, halves, samples
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.legend import Swatch
from journeykit.view.layout.marks import draw_mark, mark_width, shape, signed_disc
from journeykit.view.layout.sheets.feeling import CURVE_DASHES, curve_color
from journeykit.view.layout.spots import TINT
from journeykit.view.scene import Bounds, Box, Disc, Group, Item, Line, Path, Polygon, Segment

__all__ = ["block", "draw_series", "series_color", "series_swatch", "traced", "within"]

_MANY = 80
_NOTCH = 4.5


def draw_series(series: Series, index: int, plot: Plot) -> Iterator[Item]:
    """Draw a series, without its labels."""
    points = finite(series)
    seen = [point for point in points if plot.shows(point, series)]
    if not points:
        return
    if series.kind is SeriesKind.BARS:
        for point in seen:
            yield draw_bar(point, series, index, plot)
        return
    color = series_color(index, plot.desk, series.kind)
    if series.kind is not SeriesKind.POINTS:
        near = plot.near(points, series)
        yield from _band(near, series, plot, color)
        yield from _line(near, series, index, plot, color)
    else:
        for point in seen:
            yield from whisker(point, series, plot, color)
    if series.kind is SeriesKind.STEPS:
        # Who was seen no further leaves a notch in the line.
        for point in seen:
            if point.open:
                x, y = plot.spot(point, series)
                yield Line(x, y - _NOTCH, x, y + _NOTCH, stroke=color, thickness=1.3)
    elif len(seen) <= _MANY:
        for point in seen:
            yield _spot(point, series, index, plot, color)


def series_color(index: int, desk: Desk, kind: SeriesKind) -> str:
    """Colour of the n-th series; curves have those of a map."""
    return curve_color(index, desk) if kind is SeriesKind.CURVE else desk.theme.hue(index)


def traced(series: Series, plot: Plot) -> list[tuple[float, float]]:
    """What is drawn of a line, as points no more than a few points apart; empty for others."""
    spots = _spots(plot.near(finite(series), series), series, plot)
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
        if point.before is not None:
            top, bottom = min(top, plot.y(point.before)), max(bottom, plot.y(point.before))
        if point.pending is not None:
            top = min(top, plot.y(point.y + point.pending))
    else:
        radius = spot_radius(point, plot.desk) + 1
        width, top, bottom = 2 * radius, y - radius, y + radius
    if point.interval is not None and series.kind in (SeriesKind.BARS, SeriesKind.POINTS):
        low, high = plot.y(point.interval[0]), plot.y(point.interval[1])
        top, bottom = min(top, low, high), max(bottom, low, high)
    return Bounds(x - width / 2, top, width, bottom - top)


def series_swatch(series: Series, index: int, desk: Desk) -> Swatch:
    """The entry of a legend for a series, in the colour of its points where they have one tone."""
    color = series_color(index, desk, series.kind)
    tones = {point.tone for point in series.points}
    if series.kind is SeriesKind.POINTS and len(tones) == 1 and tones != {Tone.NEUTRAL}:
        color = desk.color(*tones)

    def draw(x: float, y: float) -> Iterator[Item]:
        if series.kind is SeriesKind.BARS:
            yield Box(x + 6, y - 5, 14, 10, fill=color, hatch=hatch_of(index, desk))
            return
        if series.kind not in (SeriesKind.POINTS, SeriesKind.ESTIMATES):
            dash = CURVE_DASHES[index % len(CURVE_DASHES)]
            yield Line(x, y, x + 26, y, stroke=color, dash=dash, thickness=2)
        if series.kind is not SeriesKind.STEPS:
            yield from shape(index, x + 13, y, 4, color, ground=desk.theme.ground)

    return Swatch(26.0, draw, series.title)


def _spot(point: Point, series: Series, index: int, plot: Plot, color: str) -> Group:
    theme = plot.desk.theme
    x, y = plot.spot(point, series)
    items: list[Item] = []
    marks = {mark.kind: mark for mark in point.marks}
    radius = spot_radius(point, plot.desk)
    if MarkKind.MOMENT in marks:
        items.append(Disc(x, y, radius, fill=theme.ground, stroke=theme.priority, thickness=1.8))
    signed = point.tone in (Tone.POSITIVE, Tone.NEGATIVE)
    if MarkKind.PRIORITY in marks:
        mark = marks[MarkKind.PRIORITY]
        half = mark_width(mark, plot.desk) / 2
        items.append(Disc(x, y, half + 1.2, fill=theme.ground))
        items += draw_mark(mark, x - half, y, plot.desk)
    elif index == 0 and not point.open and (signed or series.kind is SeriesKind.CURVE):
        value = 1 if point.tone is Tone.POSITIVE else -1 if signed else 0
        items += signed_disc(value, x, y, RADIUS + 0.8, plot.desk)
    else:
        toned = point.tone is not Tone.NEUTRAL and series.kind is not SeriesKind.CURVE
        fill = plot.desk.color(point.tone) if toned else color
        items += shape(index, x, y, RADIUS, fill, ground=theme.ground, hollow=point.open)
    if MarkKind.UNSUPPORTED in marks:
        items.append(Disc(x, y, RADIUS + 2.4, stroke=theme.muted, thickness=1.0, dash=(2, 1.5)))
    words = [point_words(point, series), *(mark.label for mark in point.marks)]
    return Group(tuple(items), id=point.id, title="; ".join(word for word in words if word))


def _line(
    points: Sequence[Point], series: Series, index: int, plot: Plot, color: str
) -> Iterator[Item]:
    spots = _spots(points, series, plot)
    dash = CURVE_DASHES[index % len(CURVE_DASHES)]
    theme = plot.desk.theme
    curved = series.kind is SeriesKind.CURVE
    thickness = 2.0 if not curved else 2.8 if index == 0 else 2.0
    if curved:
        spots = distinct(spots)
    # A band is a tint already: on a second one signs would be faint.
    banded = any(point.interval is not None for point in points)
    if curved and index == 0 and plot.y.low < 0 < plot.y.high and not banded:
        yield from halves(
            within(samples(spots), plot.span),
            plot.zero, above=theme.positive, below=theme.negative, opacity=TINT,
        )  # fmt: skip
    if curved and plot.span is None:
        yield bezier(spots, stroke=color, thickness=thickness, dash=dash)
        return
    if curved:
        spots = samples(spots, step=2.0)
    elif series.kind is SeriesKind.STEPS:
        spots = _stairs(spots)
    spots = within(spots, plot.span)
    if spots:
        segments = tuple(Segment(x, y) for x, y in spots[1:])
        yield Path(*spots[0], segments, stroke=color, thickness=thickness, dash=dash)


def within(
    line: Sequence[tuple[float, float]], span: tuple[float, float] | None
) -> list[tuple[float, float]]:
    """The part of a line between two x, cut where it enters and leaves.

    Args:
        line: (x, y) from left to right.
        span: left and right edge, or None for all of it.

    Examples:
        >>> within([(0, 0), (10, 10)], (2, 4))
        [(2, 2.0), (4, 4.0)]
    """
    if span is None:
        return list(line)
    left, right = span
    result = [(x, y) for x, y in line[:1] if left <= x <= right]
    for (x0, y0), (x1, y1) in pairwise(line):
        result += (
            (edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)) for edge in span if x0 < edge < x1
        )
        if left <= x1 <= right:
            result.append((x1, y1))
    return result


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
    low, high = within(low, plot.span), within(high, plot.span)
    if low and high:
        yield Polygon((*high, *reversed(low)), fill=color, opacity=0.16)


def _spots(points: Sequence[Point], series: Series, plot: Plot) -> list[tuple[float, float]]:
    return [plot.spot(point, series) for point in points]


def _stairs(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Level to the next point, then straight up or down to it."""
    result = list(spots[:1])
    for (_, before), (x, y) in pairwise(spots):
        result += [(x, before), (x, y)]
    return result
