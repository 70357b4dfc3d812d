"""Spans of time in rows: plans."""

from __future__ import annotations

import math

from attrs import frozen

from journeykit.view.figures import Chart, Point, Series, SeriesKind, Tone
from journeykit.view.layout.axes import Scale, scale_of, ticks_of
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Box, Group, Item, Line, Polygon

__all__ = ["has_spans", "lay_out_spans"]

_WIDTH = 620.0
_HEAD = 190.0
_BAR = 11.0
_LANE_PAD = 5.0


@frozen
class _Span:
    """A span with its label, where it goes from left to right."""

    point: Point
    index: int
    series: Series
    start: float
    end: float
    label: Paragraph
    label_left: float

    @property
    def left(self) -> float:
        return min(self.start - 6, self.label_left)

    @property
    def right(self) -> float:
        return max(self.end + 6, self.label_left + self.label.width)


def lay_out_spans(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    """Lay out the plot of a chart of spans, from (0, 0).

    Every row is as high as the spans in it that overlap.

    Args:
        chart: with a category axis for its rows.
        desk: theme and typesetter.

    Returns:
        Width, items and height.
    """
    theme = desk.theme
    names = [desk.setter.wrap(name, _HEAD, desk.body) for name in chart.y.categories]
    left = max((name.width for name in names), default=0.0) + 14
    right = left + _WIDTH
    values = [
        value
        for series in chart.series
        for point in series.points
        for value in (point.x, point.x if point.x_end is None else point.x_end)
    ]
    x = scale_of(chart.x, values, left, right, room=0.03)
    ticks = ticks_of(chart.x, x, 7, chart.locale)
    items: list[Item] = []
    top = 0.0
    if chart.x.title:
        title = desk.setter.wrap(chart.x.title, _WIDTH, desk.label)
        items += title.place(left, 0, _WIDTH)
        top = title.height + 2
    rows = _rows(chart, x, left, right, desk)
    y = top + desk.note.line + 6
    grid = len(items)
    for index, name in enumerate(names):
        lanes = _lanes(rows[index])
        heights = [
            max(span.label.height + (2 if span.label.lines else 0) for span in lane)
            + _BAR
            + _LANE_PAD
            for lane in lanes
        ]
        height = max(sum(heights), name.height) + 2 * _LANE_PAD
        if index % 2 == 0:
            items.insert(grid, Box(0, y, right, height, fill=theme.band))
            grid += 1
        items += name.place(0, y + _LANE_PAD, left - 14)
        at = y + _LANE_PAD
        for lane, lane_height in zip(lanes, heights, strict=True):
            for span in lane:
                items.append(_drawn(span, at, lane_height, desk))
            at += lane_height
        y += height
    lines: list[Item] = []
    for value, text in ticks:
        at = x(value)
        words = desk.setter.wrap(text, 120, desk.note)
        place = min(max(at - words.width / 2, 0), right - words.width)
        lines += words.place(place, top, words.width)
        lines.append(Line(at, top + desk.note.line + 2, at, y, stroke=theme.rule))
    items[grid:grid] = lines
    return right, items, y


def _rows(chart: Chart, x: Scale, left: float, right: float, desk: Desk) -> list[list[_Span]]:
    """The spans of each row, from left to right."""
    rows: list[list[_Span]] = [[] for _ in chart.y.categories]
    for index, series in enumerate(chart.series):
        for point in series.points:
            row = round(point.y) if math.isfinite(point.y) else -1
            if not (0 <= row < len(rows) and math.isfinite(point.x)):
                continue
            ends = sorted((x(point.x), x(point.x if point.x_end is None else point.x_end)))
            label = desk.setter.wrap(point.label or "", min(260.0, right - left), desk.note)
            # A label starts where its span does, unless it would leave the plot.
            at = max(min(ends[0], right - label.width), left)
            rows[row].append(_Span(point, index, series, ends[0], ends[1], label, at))
    for spans in rows:
        spans.sort(key=lambda span: (span.left, span.right))
    return rows


def _lanes(spans: list[_Span]) -> list[list[_Span]]:
    """Spans in as few lanes as keep them and their labels apart."""
    lanes: list[list[_Span]] = []
    for span in spans:
        for lane in lanes:
            if lane[-1].right + 8 <= span.left:
                lane.append(span)
                break
        else:
            lanes.append([span])
    return lanes


def _drawn(span: _Span, y: float, height: float, desk: Desk) -> Group:
    theme, tone = desk.theme, span.point.tone
    color = theme.hue(span.index) if tone is Tone.NEUTRAL else desk.color(tone)
    items: list[Item] = list(span.label.place(span.label_left, y, span.label.width, Align.LEFT))
    middle = y + height - _LANE_PAD - _BAR / 2
    if span.end - span.start < 1.5:
        # A day is a point in time: a diamond.
        x, half = span.start, _BAR * 0.55
        corners = ((x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle))
        items.append(Polygon(corners, fill=color))
    else:
        hatch = theme.ground if tone is Tone.NEGATIVE else None
        dash = (3.0, 2.0) if tone is Tone.MUTED else ()
        items.append(
            Box(
                span.start, middle - _BAR / 2, span.end - span.start, _BAR, radius=0 if hatch else 3,
                fill=None if dash else color, stroke=color, dash=dash, hatch=hatch,
            )
        )  # fmt: skip
    words = ": ".join(part for part in (span.series.title, span.point.label) if part)
    return Group(tuple(items), id=span.point.id, title=words)


def has_spans(chart: Chart) -> bool:
    """Whether a chart is one of spans."""
    return any(series.kind is SeriesKind.SPANS for series in chart.series)
