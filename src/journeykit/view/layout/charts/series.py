"""The series of a chart: bars, lines and points between two scales."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import Factory, frozen

from journeykit.view.figures import MarkKind, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.axes import Scale
from journeykit.view.layout.curve import bezier, distinct, halves, samples
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.legend import Swatch
from journeykit.view.layout.marks import draw_mark, mark_width, shape, signed_disc
from journeykit.view.layout.sheets.feeling import CURVE_DASHES, curve_color
from journeykit.view.layout.spots import TINT
from journeykit.view.scene import Bounds, Box, Disc, Group, Item, Line, Path, Polygon, Segment

__all__ = [
    "Plot",
    "bar_slots",
    "block",
    "draw_series",
    "finite",
    "pending_box",
    "series_color",
    "series_swatch",
    "shifts_of",
    "spot_radius",
    "traced",
    "within",
]

_RADIUS = 4.6
_RING = 4.0
_LEAST_BAR = 1.2
_GHOST = 0.2
_NEIGHBOURS = 3
_LONE, _SHARED = 0.84, 0.72
_MANY = 80
_WHISKER = 4.0
_NOTCH = 4.5


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


def draw_series(series: Series, index: int, plot: Plot) -> Iterator[Item]:
    """Draw a series, without its labels."""
    points = finite(series)
    seen = [point for point in points if plot.shows(point, series)]
    if not points:
        return
    if series.kind is SeriesKind.BARS:
        for point in seen:
            yield _bar(point, series, index, plot)
        return
    color = series_color(index, plot.desk, series.kind)
    if series.kind is not SeriesKind.POINTS:
        near = plot.near(points, series)
        yield from _band(near, series, plot, color)
        yield from _line(near, series, index, plot, color)
    else:
        for point in seen:
            yield from _whisker(point, series, plot, color)
    if series.kind is SeriesKind.STEPS:
        # Who was seen no further leaves a notch in the line.
        for point in seen:
            if point.open:
                x, y = plot.spot(point, series)
                yield Line(x, y - _NOTCH, x, y + _NOTCH, stroke=color, thickness=1.3)
    elif len(seen) <= _MANY:
        for point in seen:
            yield _spot(point, series, index, plot, color)


def finite(series: Series) -> list[Point]:
    """The points that can be drawn."""
    return [p for p in series.points if math.isfinite(p.x) and math.isfinite(p.y)]


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
    """The entry of a legend for a series."""
    color = series_color(index, desk, series.kind)

    def draw(x: float, y: float) -> Iterator[Item]:
        if series.kind is SeriesKind.BARS:
            yield Box(x + 6, y - 5, 14, 10, fill=color, hatch=_hatch(index, desk))
            return
        if series.kind not in (SeriesKind.POINTS, SeriesKind.ESTIMATES):
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
    toned = point.tone not in (Tone.NEUTRAL, Tone.MUTED)
    place = round(point.x)
    usual = theme.hue(plot.hues[place] if 0 <= place < len(plot.hues) else index)
    color = plot.desk.color(point.tone) if toned else usual
    # What stands out is hatched and framed, and so seen without its colour.
    hatch = theme.ground if point.tone is Tone.NEGATIVE else _hatch(index, plot.desk)
    items: list[Item] = []
    if point.before is not None and math.isfinite(point.before):
        # What is no more there stands as a pale shape on what is.
        top = plot.y(point.before)
        items.append(
            Box(
                x - width / 2, min(y, top), width, abs(y - top),
                fill=color if toned else theme.neutral, opacity=_GHOST,
            )
        )  # fmt: skip
        hatch, color = _hatch(index, plot.desk), usual
    height = max(abs(zero - y), _LEAST_BAR if point.y else 0.0)
    left, top = x - width / 2, zero - height if point.y > 0 else zero
    if point.pending is not None and math.isfinite(point.pending):
        # What may still come stands on what is there.
        end = plot.y(point.y + point.pending)
        items.append(pending_box(left, min(y, end), (width, abs(y - end)), color))
    if point.open or point.tone is Tone.MUTED:
        # Not settled, or aside from the way: an outline.
        items.append(
            Box(
                left, top, width, height, fill=theme.ground, stroke=color, thickness=1.3,
                hatch=color if point.open else None, dash=(4, 2.5),
            )
        )  # fmt: skip
    else:
        items.append(
            Box(left, top, width, height, fill=color, stroke=color if hatch else None, hatch=hatch)
        )
    items += _whisker(point, series, plot, theme.ink)
    return Group(tuple(items), id=point.id, title=_words(point, series))


def pending_box(x: float, y: float, size: tuple[float, float], color: str) -> Box:
    """What may still come: hatched, without a ground.

    Args:
        x: left edge.
        y: upper edge.
        size: width and height.
        color: of the bar that it belongs to.
    """
    return Box(x, y, *size, stroke=color, thickness=0.8, hatch=color)


def _whisker(point: Point, series: Series, plot: Plot, color: str) -> Iterator[Line]:
    if point.interval is None or not all(map(math.isfinite, point.interval)):
        return
    x, _ = plot.spot(point, series)
    low, high = plot.y(point.interval[0]), plot.y(point.interval[1])
    yield Line(x, low, x, high, stroke=color, thickness=1.3)
    for y in (low, high):
        yield Line(x - _WHISKER, y, x + _WHISKER, y, stroke=color, thickness=1.3)


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
        items += signed_disc(value, x, y, _RADIUS + 0.8, plot.desk)
    else:
        toned = point.tone is not Tone.NEUTRAL and series.kind is not SeriesKind.CURVE
        fill = plot.desk.color(point.tone) if toned else color
        items += shape(index, x, y, _RADIUS, fill, ground=theme.ground, hollow=point.open)
    if MarkKind.UNSUPPORTED in marks:
        items.append(Disc(x, y, _RADIUS + 2.4, stroke=theme.muted, thickness=1.0, dash=(2, 1.5)))
    words = [_words(point, series), *(mark.label for mark in point.marks)]
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
    if curved and index == 0 and plot.y.low < 0 < plot.y.high:
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


def _words(point: Point, series: Series) -> str:
    return ": ".join(part for part in (series.title, point.label) if part)


def spot_radius(point: Point, desk: Desk) -> float:
    """Radius of all that is drawn at a point, in points of length."""
    radius = _RADIUS
    for mark in point.marks:
        if mark.kind is MarkKind.PRIORITY:
            radius = max(radius, mark_width(mark, desk) / 2 + 1.2)
        elif mark.kind is MarkKind.MOMENT:
            radius = max(radius, _RADIUS + _RING)
        elif mark.kind is MarkKind.UNSUPPORTED:
            radius = max(radius, _RADIUS + 3.0)
    return radius
