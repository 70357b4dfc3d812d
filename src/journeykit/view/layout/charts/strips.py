"""Charts over named places: one strip, or as many below each other as the places need."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate, pairwise

from attrs import evolve

from journeykit.view.figures import Chart, SeriesKind
from journeykit.view.layout.charts.axes import Scale, scale_of, ticks_of
from journeykit.view.layout.charts.guides import guide_values, place_guides
from journeykit.view.layout.charts.plot import Plot, bar_slots, finite
from journeykit.view.layout.charts.series import block, draw_series
from journeykit.view.layout.charts.strip_feet import Strip, details_of, place_feet
from journeykit.view.layout.charts.strip_labels import StripLabels, label_styles
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.sheets.heads import chevron
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Bounds, Box, Group, Item, Line, Polygon

__all__ = ["lay_out_strips"]

_WIDEST = 1440.0
_LEAST = 560.0
_HEIGHT = 230.0
_LEAST_HEIGHT = 34.0
_STEP = 62.0
_MOST_STEP = 132.0
_WIDEST_STEP = 150.0
_WIDEST_BAR = 52.0
_PAD = 9.0
_HEAD = 25.0
_MOST_LEFT = 118.0
_BETWEEN = 30.0
_SIGN = 9.0


def lay_out_strips(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    """Lay out the plot of a chart over named places, from (0, 0).

    Args:
        chart: with a category axis from left to right.
        desk: theme and typesetter.

    Returns:
        Width, items and height.
    """
    return _Strips(chart, desk).lay_out()


class _Strips:
    """Works out the strips; lives only while it does."""

    def __init__(self, chart: Chart, desk: Desk) -> None:
        self.chart, self.desk, self.theme = chart, desk, desk.theme
        self.count = max(len(chart.x.categories), 1)
        self.bars = [s for s in chart.series if s.kind is SeriesKind.BARS]
        self.details = details_of(chart)
        # Of what is written at every bar, no scale has to be read.
        self.said = bool(self.bars) and all(
            s.kind is SeriesKind.BARS and all(p.label for p in s.points) for s in chart.series
        )
        self.full = self._full()
        self.left = self._left()
        self.step = self._step()
        self.cuts = self._cuts()
        self.labels = StripLabels(chart, desk, self.step)

    def lay_out(self) -> tuple[float, list[Item], float]:
        """Width, items and height."""
        starts = [0, *self.cuts, self.count]
        strips = list(pairwise(starts))
        width = self.left + max(end - start for start, end in strips) * self.step
        items: list[Item] = []
        y = 0.0
        for number, (start, end) in enumerate(strips):
            strip = Group(tuple(self._strip(start, end)))
            top = strip.bounds.y
            items.append(strip.moved(0, y - top))
            y += strip.bounds.height + (_BETWEEN if number < len(strips) - 1 else 0.0)
        if self.chart.x.title:
            title = self.desk.setter.wrap(self.chart.x.title, width - self.left, self.desk.label)
            items += title.place(self.left, y + 4, width - self.left, Align.CENTER)
            y += title.height + 4
        return width, items, y

    # --- sizes --------------------------------------------------------------

    def _left(self) -> float:
        """Width of what stands left of the plot: values, and names of further figures."""
        setter, desk = self.desk.setter, self.desk
        texts = [text for _, text in ticks_of(self.chart.y, self.full, 6, self.chart.locale)]
        need = 0.0 if self.said else max(
            (setter.wrap(text, _MOST_LEFT, desk.note).width for text in texts), default=0.0
        )  # fmt: skip
        if self.details:
            need = _MOST_LEFT - 10
        elif self.chart.y.title:
            words = setter.wrap(self.chart.y.title, _MOST_LEFT - 10, desk.label)
            need = max(need, words.width)
        return need + 11

    def _step(self) -> float:
        """Width of a place: as its words ask for, and as there is room."""
        setter, desk = self.desk.setter, self.desk
        need = _STEP
        for name in self.chart.x.categories:
            need = max(need, setter.longest_word(name, desk.body) + _PAD)
        for group in self.chart.x.groups:
            if group.size > 0:
                long = setter.longest_word(group.title, self._group_style()) + 32
                need = max(need, long / group.size)
        for series, index in self.details:
            for point in series.points:
                if index < len(point.details):
                    style, aside = (desk.body, 2 * _SIGN + 4) if index == 0 else (desk.note, 4)
                    need = max(need, setter.width(point.details[index], style) + aside + _PAD)
        for series in self.chart.series:
            for point in series.points:
                for line in (point.between or "").split("\n"):
                    need = max(need, setter.width(line, desk.note) + 2 * _PAD)
        for series in self.bars:
            for point in series.points:
                first = (point.label or "").split("\n")[0]
                long = (
                    setter.width(first, label_styles(point, series, desk, bars=len(self.bars))[0])
                    + 6
                )
                many = len(self.bars)
                need = max(need, min(long, 96.0) * (many / 0.66 if many > 1 else 1.0))
        need = min(need, max(_WIDEST_STEP, _WIDEST_BAR * len(self.bars)))
        # Few places fill a sheet, but none becomes absurdly wide.
        return max(need, min((_LEAST - self.left) / self.count, _MOST_STEP))

    def _cuts(self) -> list[int]:
        """The places at which a new strip starts; between groups where that costs no strip."""
        limit = max(_WIDEST - self.left, self.step)
        by_place = folds([self.step] * self.count, limit)
        sizes = [group.size for group in self.chart.x.groups if group.size > 0]
        if not by_place or sum(sizes) != self.count or max(sizes) * self.step > limit:
            return by_place
        edges = [0, *accumulate(sizes)]
        by_group = folds([size * self.step for size in sizes], limit)
        return by_place if len(by_group) > len(by_place) else [edges[i] for i in by_group]

    def _group_style(self, hue: str | None = None) -> Style:
        """Name of a phase, in the colour that reads on its hue."""
        color = self.theme.on_hue if hue is None else self.theme.on(hue)
        return Style(self.theme.column_size + 0.5, color, bold=True)

    def _full(self) -> Scale:
        """The scale of all values, in a plot of full height."""
        chart = self.chart
        values = [
            value
            for series in chart.series
            for point in series.points
            for value in (point.y, *(point.interval or ()), *_known(point.before))
        ]
        values += guide_values(chart.guides, vertical=False)
        room = 0.0 if self.bars else 0.04
        return scale_of(chart.y, values, _HEIGHT, 0.0, from_zero=bool(self.bars), room=room)

    def _scale(self, start: int, end: int) -> Scale:
        """The scale of a strip: bars that are all low take less room, at the same scale."""
        full = self.full
        if not self.said or full.low != 0 or not self.cuts:
            return full
        highest = max(
            [
                max(p.y, *_known(p.before), *(p.interval or ()), p.y)
                for s in self.bars for p in finite(s) if start <= p.x < end
            ],
            default=0.0,
        )  # fmt: skip
        height = max(_HEIGHT * highest / full.high, _LEAST_HEIGHT)
        return evolve(full, high=full.high * height / _HEIGHT, start=height)

    # --- a strip ------------------------------------------------------------

    def _strip(self, start: int, end: int) -> Iterator[Item]:
        """The items of a strip; its plot goes from y = 0 down."""
        chart, theme, left = self.chart, self.theme, self.left
        right = left + (end - start) * self.step
        y = self._scale(start, end)
        first = left - start * self.step
        x = Scale(-0.5, self.count - 0.5, first, first + self.count * self.step)
        whole = (start, end) == (0, self.count)
        hues = self._hues() if len(self.bars) == 1 else ()
        plot = Plot(
            x, y, bar_slots(chart.series, self.step), self.desk, hues,
            None if whole else (left, right),
        )  # fmt: skip
        area = Bounds(left, 0.0, right - left, y.start)
        drawn: list[Item] = list(self._grid(plot, area))
        blocks = [
            block(point, series, plot)
            for series in chart.series
            for point in finite(series)
            if chart.guides and plot.shows(point, series)
        ]
        guides = place_guides(chart.guides, (x, y), area, self.desk, taken=blocks)
        drawn += guides.items
        for index, series in reversed(list(enumerate(chart.series))):
            drawn += draw_series(series, index, plot)
        if self.bars or y.low < 0 < y.high:
            base = plot.zero
            drawn.append(Line(left, base, right, base, stroke=theme.muted))
        drawn += guides.labels
        written, homeless = self.labels.place(plot, area, guides.words)
        body = Group((*drawn, *written))
        foot = max(body.bounds.bottom, area.bottom)
        below = place_feet(chart, Strip(start, end, left, self.step), foot, homeless, self.desk)
        top = min(body.bounds.y, 0.0) - 8
        if chart.y.title:
            title = self.desk.setter.wrap(chart.y.title, left - 10, self.desk.label)
            if not self.said:
                top = min(top, -title.height - 14)
            yield from title.place(0, top + 4, left - 10)
        bottom = Group(tuple(below)).bounds.bottom if below else area.bottom
        yield from self._heads(start, end, top, bottom)
        yield body
        yield from below

    def _hues(self) -> tuple[int, ...]:
        axis = self.chart.x
        groups = zip(axis.groups, axis.hues, strict=True)
        return tuple(hue for group, hue in groups for _ in range(group.size))

    def _heads(self, start: int, end: int, top: float, bottom: float) -> Iterator[Item]:
        """The chevrons of groups, and a pale ground below every second."""
        desk, place = self.desk, 0
        heads: list[tuple[int, str, float, float, Paragraph]] = []
        for number, group in enumerate(self.chart.x.groups):
            a, b = max(place, start), min(place + group.size, end)
            place += group.size
            if a >= b:
                continue
            left = self.left + (a - start) * self.step
            width = (b - a) * self.step
            if number % 2 == 0:
                yield Box(left, top, width - 3, bottom - top + 4, fill=self.theme.band)
            color = self.theme.hue(self.chart.x.hues[number])
            words = desk.setter.wrap(group.title, width - 30, self._group_style(color))
            heads.append((number, color, left, width, words))
        height = max([_HEAD, *(words.height + 8 for *_, words in heads)])
        for number, color, left, width, words in heads:
            first, last = left == self.left, number == heads[-1][0]
            corners = chevron(left, top - height, width, height, first=first, last=last)
            yield Polygon(corners, fill=color)
            yield from words.place(left + 15, top - height / 2 - words.height / 2, width - 30)

    def _grid(self, plot: Plot, area: Bounds) -> Iterator[Item]:
        """Values at the left, with a line for each."""
        if self.said:
            return
        chart, desk, theme = self.chart, self.desk, self.theme
        free = math.inf
        for value, text in sorted(ticks_of(chart.y, plot.y, 6, chart.locale)):
            at = plot.y(value)
            middle = value == 0 and plot.y.low < 0
            if not middle:
                yield Line(area.x, at, area.right, at, stroke=theme.rule)
            words = desk.setter.wrap(text, self.left - 10, desk.note)
            # Words of two values that are all but one place would run into each other.
            if at + words.height / 2 <= free:
                top = at - words.height / 2
                yield from words.place(0, top, self.left - 10, Align.RIGHT)
                free = top


def _known(value: float | None) -> tuple[float, ...]:
    return () if value is None else (value,)
