"""Charts in rows: spans of time, changes from before to after, and estimates."""

from __future__ import annotations

import math

from attrs import frozen

from journeykit.view.figures import Chart, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.arrows import draw_row_mark, row_swatch
from journeykit.view.layout.charts.axes import Scale, scale_of, ticks_of
from journeykit.view.layout.charts.captions import Caption, set_caption, tone_style
from journeykit.view.layout.charts.estimates import has_estimates, lay_out_estimates
from journeykit.view.layout.charts.guides import guide_values, place_guides
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import sign
from journeykit.view.layout.text import Style
from journeykit.view.scene import Bounds, Box, Group, Item, Line

__all__ = ["has_rows", "lay_out_rows", "row_swatch"]

_WIDTH = 660.0
_HEAD = 220.0
_MARK = 12.0
_PAD = 6.0
_BESIDE = 9.0
_SIGN = 9.0
_DAY = 4.0
_MOST_LABEL = 300.0
_KINDS = (SeriesKind.SPANS, SeriesKind.CHANGES)


def has_rows(chart: Chart) -> bool:
    """Whether a chart is one of spans, changes or estimates."""
    return any(series.kind in _KINDS for series in chart.series) or has_estimates(chart)


def lay_out_rows(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    """Lay out the plot of a chart of spans, changes or estimates, from (0, 0).

    Every row is as high as what overlaps in it asks for.

    Args:
        chart: with a category axis for its rows.
        desk: theme and typesetter.

    Returns:
        Width, items and height.
    """
    return lay_out_estimates(chart, desk) if has_estimates(chart) else _Rows(chart, desk).lay_out()


@frozen
class _Span:
    """A span or a change with its label, where it goes from left to right."""

    point: Point
    index: int
    series: Series
    start: float
    end: float
    label: Caption
    label_left: float
    above: bool

    @property
    def left(self) -> float:
        left = min(self.start, self.end) - 6
        aside = _SIGN if _is_signed(self.point) else 0.0
        return min(left, self.label_left - aside) if self.label.parts else left

    @property
    def right(self) -> float:
        right = max(self.start, self.end) + 6
        return max(right, self.label_left + self.label.width) if self.label.parts else right

    @property
    def height(self) -> float:
        if not self.label.parts:
            return _MARK
        return self.label.height + 2 + _MARK if self.above else max(self.label.height, _MARK)


class _Rows:
    """Works out the rows; lives only while it does."""

    def __init__(self, chart: Chart, desk: Desk) -> None:
        self.chart, self.desk, self.theme = chart, desk, desk.theme
        self.names = [desk.setter.wrap(name, _HEAD, desk.body) for name in chart.y.categories]
        titles = [
            desk.setter.wrap(group.title, _HEAD, desk.label).width + 12 for group in chart.y.groups
        ]
        self.left = max([0.0, *(name.width + 12 for name in self.names), *titles]) + 14
        self.right = self.left + _WIDTH
        values = [
            value
            for series in chart.series
            for point in series.points
            for value in (point.x, point.x if point.x_end is None else point.x_end)
        ]
        values += guide_values(chart.guides, vertical=True)
        self.x = scale_of(chart.x, values, self.left + 8, self.right - 8 - self._aside(), room=0.03)

    def _aside(self) -> float:
        """Room right of the last value, where the labels of changes stand."""
        if any(series.kind is not SeriesKind.CHANGES for series in self.chart.series):
            return 0.0
        points = [point for series in self.chart.series for point in series.points]
        widest = max((self._label(point).width for point in points), default=0.0)
        return min(widest + _BESIDE + _SIGN, _WIDTH / 3) if widest else 0.0

    def lay_out(self) -> tuple[float, list[Item], float]:
        """Width, items and height."""
        chart, desk = self.chart, self.desk
        items: list[Item] = []
        top = 0.0
        if chart.x.title:
            title = desk.setter.wrap(chart.x.title, _WIDTH, desk.label)
            items += title.place(self.left, 0, _WIDTH)
            top = title.height + 2
        # Words of guides have a line of their own above the rows, and meet no label there.
        start = top + desk.note.line + 6
        if any(guide.vertical for guide in chart.guides):
            start += desk.note.line + 6
        grounds, drawn, y = self._rows(start)
        lines: list[Item] = []
        for value, text in ticks_of(chart.x, self.x, 7, chart.locale):
            at = self.x(value)
            words = desk.setter.wrap(text, 110, desk.note)
            place = min(max(at - words.width / 2, 0), self.right - words.width)
            lines += words.place(place, top, words.width)
            zero = value == 0 and self.x.low < 0
            stroke = self.theme.neutral if zero else self.theme.rule
            lines.append(Line(at, top + words.height + 2, at, y, stroke=stroke))
        area = Bounds(self.left, top + desk.note.line + 2, _WIDTH, y - top - desk.note.line - 2)
        rows = Scale(-0.5, max(len(self.names), 1) - 0.5, start, y)
        guides = place_guides(chart.guides, (self.x, rows), area, desk)
        return self.right, [*items, *grounds, *lines, *guides.items, *drawn, *guides.labels], y

    def _rows(self, y: float) -> tuple[list[Item], list[Item], float]:
        """Grounds, what stands on them, and where the last row ends."""
        theme, desk = self.theme, self.desk
        grounds: list[Item] = []
        drawn: list[Item] = []
        spans = self._spans()
        firsts = self._firsts()
        for index, name in enumerate(self.names):
            for hue, title in firsts.get(index, ()):
                words = desk.setter.wrap(
                    title, self.right - 12, Style(desk.column.size, theme.ink, bold=True)
                )
                y += 9 if index else 3
                drawn.append(Box(0, y + 1, 4, words.height - 1, fill=theme.hue(hue)))
                drawn += words.place(12, y, self.right - 12)
                y += words.height + 5
            lanes = _lanes(spans[index])
            heights = [max(span.height for span in lane) + _PAD for lane in lanes]
            height = max(sum(heights) - _PAD, name.height) + 2 * _PAD
            if index % 2 == 0:
                grounds.append(Box(0, y, self.right, height, fill=theme.band))
            # The name stands beside the first of what it names.
            first = heights[0] - _PAD if lanes else 0.0
            drawn += name.place(12, y + _PAD + max(first - name.height, 0.0) / 2, self.left - 26)
            at = y + _PAD
            spare = (height - 2 * _PAD - (sum(heights) - _PAD)) / 2 if lanes else 0.0
            at += max(spare, 0.0)
            for lane, lane_height in zip(lanes, heights, strict=True):
                for span in lane:
                    ground = theme.band if index % 2 == 0 else theme.ground
                    drawn.append(self._drawn(span, at, lane_height - _PAD, ground))
                at += lane_height
            y += height
        return grounds, drawn, y

    def _firsts(self) -> dict[int, list[tuple[int, str]]]:
        """The groups that start at each row, with the numbers of their hues."""
        found: dict[int, list[tuple[int, str]]] = {}
        row = 0
        axis = self.chart.y
        for group, hue in zip(axis.groups, axis.hues, strict=True):
            if group.size > 0:
                found.setdefault(row, []).append((hue, group.title))
            row += group.size
        return found

    def _spans(self) -> list[list[_Span]]:
        """The spans of each row, from left to right."""
        rows: list[list[_Span]] = [[] for _ in self.names]
        for index, series in enumerate(self.chart.series):
            for point in series.points:
                row = round(point.y) if math.isfinite(point.y) else -1
                if 0 <= row < len(rows) and math.isfinite(point.x):
                    rows[row].append(self._span(point, series, index))
        for spans in rows:
            spans.sort(key=lambda span: (span.left, span.right))
        return rows

    def _span(self, point: Point, series: Series, index: int) -> _Span:
        end = point.x if point.x_end is None or not math.isfinite(point.x_end) else point.x_end
        first, last = self.x(point.x), self.x(end)
        if series.kind is SeriesKind.SPANS:
            first, last = sorted((first, last))
        label = self._label(point)
        low, high = min(first, last), max(first, last)
        aside = _SIGN if _is_signed(point) else 0.0
        away = _BESIDE + (_DAY if series.kind is SeriesKind.SPANS and high - low < 2 else 0.0)
        beside = high + away + aside
        if beside + label.width <= self.right:
            return _Span(point, index, series, first, last, label, beside, above=False)
        beside = low - away - label.width
        if beside >= self.left:
            return _Span(point, index, series, first, last, label, beside, above=False)
        # Above, where it starts, unless it would leave the plot.
        at = max(min(low + aside, self.right - label.width), self.left + aside)
        return _Span(point, index, series, first, last, label, at, above=True)

    def _label(self, point: Point) -> Caption:
        desk = self.desk
        main = tone_style(point, desk.theme.note_size, desk, quiet=desk.theme.ink)
        rest = Style(desk.theme.note_size, desk.theme.muted)
        return set_caption(point.label or "", min(_MOST_LABEL, _WIDTH), (main, rest), desk)

    def _drawn(self, span: _Span, y: float, height: float, ground: str) -> Group:
        label, point = span.label, span.point
        top = y + max(height - span.height, 0.0) / 2
        middle = y + height / 2
        if span.above and label.parts:
            middle = top + span.height - _MARK / 2
        else:
            top = middle - label.height / 2
        items: list[Item] = []
        if label.parts:
            # Lines of values and guides stay out of the words.
            aside = _SIGN if _is_signed(point) else 0.0
            items.append(
                Box(
                    span.label_left - aside - 2, top, label.width + aside + 4, label.height,
                    fill=ground,
                )
            )  # fmt: skip
        items += label.place(span.label_left, top, label.width)
        if label.parts and _is_signed(point):
            first = top + label.parts[0].style.size * 0.68
            items += sign(point.tone, span.label_left - _SIGN, first, self.desk)
        items += draw_row_mark(
            point, span.series, span.index, (span.start, span.end, middle), self.desk
        )
        words = ": ".join(part for part in (span.series.title, point.label) if part)
        return Group(tuple(items), id=point.id, title=words)


def _is_signed(point: Point) -> bool:
    """Whether the meaning of a point has a sign."""
    return point.tone not in (Tone.NEUTRAL, Tone.MUTED)


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
