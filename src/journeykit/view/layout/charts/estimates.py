"""Estimates in rows: points with their intervals on one axis, and their figures beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import zip_longest

from attrs import frozen

from journeykit.view.figures import Chart, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.axes import Scale, scale_of, ticks_of
from journeykit.view.layout.charts.captions import tone_style
from journeykit.view.layout.charts.guides import guide_values, place_guides
from journeykit.view.layout.charts.series import series_color
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import shape
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Bounds, Box, Group, Item, Line, Polygon

__all__ = ["has_estimates", "lay_out_estimates"]

_WIDTH = 400.0
_HEAD = 250.0
_PAD = 7.0
_LANE = 19.0
_COLUMN = 150.0
_APART = 20.0
_CAP = 4.0
_RADIUS = 4.8
_TIP = 6.0


def has_estimates(chart: Chart) -> bool:
    """Whether a chart is one of estimates."""
    return any(series.kind is SeriesKind.ESTIMATES for series in chart.series)


def lay_out_estimates(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    """Lay out the plot of a chart of estimates, from (0, 0).

    Args:
        chart: with a category axis for its rows.
        desk: theme and typesetter.

    Returns:
        Width, items and height.
    """
    return _Estimates(chart, desk).lay_out()


@frozen
class _Lane:
    """An estimate in its row.

    Attributes:
        point: the estimate.
        index: position of its series.
        series: to which it belongs.
        said: what is written at it, below the name of the row.
        details: its further figures, one for each column.
    """

    point: Point
    index: int
    series: Series
    said: Paragraph
    details: tuple[Paragraph, ...]

    @property
    def height(self) -> float:
        """Of all that is written beside it, in points."""
        return max([_LANE, *(words.height for words in self.details)])


class _Estimates:
    """Works out the rows; lives only while it does."""

    def __init__(self, chart: Chart, desk: Desk) -> None:
        self.chart, self.desk, self.theme = chart, desk, desk.theme
        self.rows = self._lanes()
        self.names = [desk.setter.wrap(name, _HEAD, desk.body) for name in chart.y.categories]
        said = [lane.said.width for row in self.rows for lane in row]
        self.left = max([60.0, *(name.width for name in self.names), *said]) + 2 * _PAD + 6
        self.plot_right = self.left + _WIDTH
        self.heads = [desk.setter.wrap(name, _COLUMN, desk.label) for name in self._columns()]
        self.ends = self._column_ends()
        values = [
            value
            for series in chart.series
            for point in series.points
            for value in (point.x, *(point.interval or ()))
        ]
        values += guide_values(chart.guides, vertical=True)
        self.x = scale_of(chart.x, values, self.left + 10, self.plot_right - 10, room=0.03)

    def lay_out(self) -> tuple[float, list[Item], float]:
        """Width, items and height."""
        chart, desk, right = self.chart, self.desk, self.right
        title = desk.setter.wrap(chart.x.title or "", _WIDTH, desk.label)
        tallest = max([title.height, *(head.height for head in self.heads)])
        items: list[Item] = [*title.place(self.left + 10, tallest - title.height, _WIDTH)]
        for head, end in zip(self.heads, self.ends, strict=True):
            items += head.place(end - _COLUMN, tallest - head.height, _COLUMN, Align.RIGHT)
        top = tallest + 2
        start = top + desk.note.line + 6
        if any(guide.vertical for guide in chart.guides):
            start += desk.note.line + 6
        grounds, drawn, bottom = self._rows(start)
        lines: list[Item] = []
        for value, text in ticks_of(chart.x, self.x, 7, chart.locale):
            at = self.x(value)
            words = desk.setter.wrap(text, 110, desk.note)
            lines += words.place(at - words.width / 2, top, words.width)
            lines.append(Line(at, top + words.height + 2, at, bottom, stroke=self.theme.rule))
        area = Bounds(
            self.left, top + desk.note.line + 2, _WIDTH, bottom - top - desk.note.line - 2
        )
        rows = Scale(-0.5, max(len(self.names), 1) - 0.5, start, bottom)
        guides = place_guides(chart.guides, (self.x, rows), area, desk)
        return right, [*items, *grounds, *lines, *guides.items, *drawn, *guides.labels], bottom

    @property
    def right(self) -> float:
        """Right edge of all."""
        return self.ends[-1] + _PAD if self.ends else self.plot_right

    def _columns(self) -> list[str]:
        """The names of the further figures; empty where there is none."""
        lists = [series.details for series in self.chart.series]
        lists += [("",) * len(lane.details) for row in self.rows for lane in row]
        return [next(filter(None, names), "") for names in zip_longest(*lists, fillvalue="")]

    def _column_ends(self) -> list[float]:
        """Where the columns of further figures end."""
        ends: list[float] = []
        at = self.plot_right
        for column, head in enumerate(self.heads):
            widths = [
                lane.details[column].width
                for row in self.rows
                for lane in row
                if column < len(lane.details)
            ]
            at += max([head.width, *widths]) + _APART
            ends.append(at)
        return ends

    def _lanes(self) -> list[list[_Lane]]:
        """The estimates of each row, series by series."""
        setter, desk = self.desk.setter, self.desk
        rows: list[list[_Lane]] = [[] for _ in self.chart.y.categories]
        for index, series in enumerate(self.chart.series):
            for point in series.points:
                row = round(point.y) if math.isfinite(point.y) else -1
                if not (0 <= row < len(rows) and math.isfinite(point.x)):
                    continue
                details = [setter.wrap(text, _COLUMN, desk.body) for text in point.details]
                style = tone_style(point, desk.note.size, desk, quiet=self.theme.muted)
                said = setter.wrap(point.label or "", _HEAD, style)
                rows[row].append(_Lane(point, index, series, said, tuple(details)))
        return rows

    def _rows(self, y: float) -> tuple[list[Item], list[Item], float]:
        """Grounds, what stands on them, and where the last row ends."""
        grounds: list[Item] = []
        drawn: list[Item] = []
        for number, (name, lanes) in enumerate(zip(self.names, self.rows, strict=True)):
            said = [lane.said for lane in lanes if lane.said.lines]
            words = name.height + sum(each.height for each in said)
            height = max(sum(lane.height for lane in lanes), words, _LANE) + _PAD
            if number % 2 == 0:
                grounds.append(Box(0, y, self.right, height, fill=self.theme.band))
            at = y + (height - words) / 2
            for paragraph in (name, *said):
                drawn += paragraph.place(_PAD, at, self.left - 2 * _PAD)
                at += paragraph.height
            at = y + (height - sum(lane.height for lane in lanes)) / 2
            for lane in lanes:
                drawn.append(self._drawn(lane, at + lane.height / 2))
                at += lane.height
            y += height
        return grounds, drawn, y

    def _drawn(self, lane: _Lane, y: float) -> Group:
        point, theme = lane.point, self.theme
        toned = point.tone is not Tone.NEUTRAL
        usual = series_color(lane.index, self.desk, SeriesKind.ESTIMATES)
        color = self.desk.color(point.tone) if toned else usual
        items: list[Item] = [*self._whisker(point, y, color)]
        x = self.x(point.x)
        items += shape(lane.index, x, y, _RADIUS, color, ground=theme.ground, hollow=point.open)
        for words, end in zip(lane.details, self.ends, strict=False):
            items += words.place(end - _COLUMN, y - words.height / 2, _COLUMN, Align.RIGHT)
        title = ": ".join(filter(None, (lane.series.title, point.label)))
        return Group(tuple(items), id=point.id, title=title)

    def _whisker(self, point: Point, y: float, color: str) -> Iterator[Item]:
        """The interval of an estimate; an end beyond the axis is an arrow."""
        if point.interval is None or any(map(math.isnan, point.interval)):
            return
        low, high = (self.x(end) for end in point.interval)
        beyond = (point.interval[0] < self.x.low, point.interval[1] > self.x.high)
        yield Line(low, y, high, y, stroke=color, thickness=1.6)
        for at, way, cut in zip((low, high), (-1, 1), beyond, strict=True):
            if cut:
                corners = ((at, y - 4), (at + way * _TIP, y), (at, y + 4))
                yield Polygon(corners, fill=color)
            else:
                yield Line(at, y - _CAP, at, y + _CAP, stroke=color, thickness=1.6)
