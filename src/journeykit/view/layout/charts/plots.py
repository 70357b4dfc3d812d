"""Charts over numbers: series between two axes, perhaps in four parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from journeykit.view.figures import AxisKind, Chart, SeriesKind
from journeykit.view.layout.charts.axes import Scale, scale_of, ticks_at, ticks_of
from journeykit.view.layout.charts.counts import counted_at, counts_width, place_counts
from journeykit.view.layout.charts.guides import guide_values, place_guides
from journeykit.view.layout.charts.line_ends import ends_width, named_at_ends, place_ends
from journeykit.view.layout.charts.plot import Plot, bar_slots, finite, shifts_of
from journeykit.view.layout.charts.plot_labels import PlotLabels
from journeykit.view.layout.charts.series import block, draw_series
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import beads
from journeykit.view.layout.text import Style
from journeykit.view.scene import Align, Bounds, Box, Item, Line

__all__ = ["lay_out_plot"]

_WIDTH = 640.0
_HEIGHT = 300.0
_QUADRANT_HEIGHT = 500.0
_TICK_GAP = 8.0
_MOST_LABEL = 168.0
_APART = 8.0
_SHADE = 0.09


def lay_out_plot(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    """Lay out the plot of a chart whose axes are numbers, from (0, 0).

    Args:
        chart: the figure.
        desk: theme and typesetter.

    Returns:
        Width, items and height.
    """
    return _PlotLayout(chart, desk).lay_out()


class _PlotLayout:
    """Works out the plot with its axes, from (0, 0); lives only while it does."""

    def __init__(self, chart: Chart, desk: Desk) -> None:
        self.chart, self.desk, self.theme = chart, desk, desk.theme
        self.labels = PlotLabels(chart, desk)
        self.items: list[Item] = []
        self.words: list[Bounds] = []
        self.splits: list[Bounds] = []
        self.masks: list[Item] = []

    def lay_out(self) -> tuple[float, list[Item], float]:
        """Width, items and height."""
        chart, desk = self.chart, self.desk
        top = 0.0
        if chart.y.title:
            title = desk.setter.wrap(chart.y.title, _WIDTH, desk.label)
            self.items += title.place(0, 0, _WIDTH)
            top = title.height + 10
        plot_height = _QUADRANT_HEIGHT if chart.quadrants else _HEIGHT
        if chart.y.kind is AxisKind.CATEGORY:
            rows = [
                desk.setter.wrap(name, _MOST_LABEL, desk.note).height for name in chart.y.categories
            ]
            plot_height = max(plot_height, max([26.0, *rows], default=0.0) * 1.25 * len(rows))
        bottom = top + plot_height
        y = self._y_scale(top, bottom)
        ticks = ticks_of(chart.y, y, 6, chart.locale)
        names = [desk.setter.wrap(text, _MOST_LABEL, desk.note) for _, text in ticks]
        left = max((name.width for name in names), default=0.0) + _TICK_GAP
        left = max(left, counts_width(chart, desk) + 12)
        width = _WIDTH
        gap = self._bar_gap()
        x = scale_of(
            chart.x,
            [
                *(p.x + d for s in chart.series for p in s.points for d in (-gap / 2, gap / 2)),
                *guide_values(chart.guides, vertical=True),
                *(value for s in chart.series for value, _ in s.counts),
            ],
            left,
            left + width,
            room=0.08 if chart.quadrants else 0.0 if gap else 0.04,
        )
        free = math.inf
        for (value, _), name in sorted(zip(ticks, names, strict=True), key=lambda t: -y(t[0][0])):
            at = y(value)
            self.items.append(Line(left, at, left + width, at, stroke=self.theme.rule))
            # Words of two ticks that are all but one place would run into each other.
            if at + name.height / 2 <= free:
                self.items += name.place(0, at - name.height / 2, left - _TICK_GAP, Align.RIGHT)
                free = at - name.height / 2
        area = Bounds(left, top, width, plot_height)
        shifts = shifts_of(chart.series, desk) if chart.quadrants else {}
        slots = bar_slots(chart.series, self._bar_step(x, gap))
        plot = Plot(x, y, slots, desk, shifts=shifts)
        points = [block(p, series, plot) for series in chart.series for p in finite(series)]
        self._splits(area, x, y, points)
        guides = place_guides(
            chart.guides, (x, y), area, desk, taken=(*self.words, *self.splits, *points)
        )
        self.items += guides.items
        self.words += guides.words
        self.items += self.masks
        for index, series in reversed(list(enumerate(chart.series))):
            self.items += draw_series(series, index, plot)
        self.items += guides.labels
        if chart.x.kind is AxisKind.CATEGORY or y.low < 0 < y.high:
            base = plot.zero if y.low < 0 < y.high else bottom
            self.items.append(Line(left, base, left + width, base, stroke=self.theme.muted))
        if named_at_ends(chart):
            self.items += place_ends(chart, plot, area)
        below = self._x_axis(x, area)
        slants = [bead for line in guides.lines for bead in beads(line)]
        labels, below = self.labels.place(plot, area, self.words, [*self.splits, *slants], below)
        return left + width + ends_width(chart, desk), [*self.items, *labels], below

    # --- sizes --------------------------------------------------------------

    def _y_scale(self, top: float, bottom: float) -> Scale:
        chart = self.chart
        if chart.y.kind is AxisKind.CATEGORY:
            return scale_of(chart.y, (), top, bottom)
        values = [
            value
            for series in chart.series
            for point in series.points
            for value in (point.y, *(point.interval or ()))
        ]
        bars = any(series.kind is SeriesKind.BARS for series in chart.series)
        # Labels stand above the highest point and below the lowest.
        values += guide_values(chart.guides, vertical=False)
        tallest = self.labels.tallest
        up = tallest + 6 if tallest else 4.0
        down = 0.0
        if tallest and (not bars or any(value < 0 for value in values)):
            down = 0.0 if chart.quadrants else tallest + 6
        room = 0.08 if chart.quadrants else 0.0 if bars else 0.04
        if chart.quadrants:
            up = 0.0
        return scale_of(chart.y, values, bottom - down, top + up, from_zero=bars, room=room)

    def _bar_gap(self) -> float:
        """The least distance of bars that stand at numbers; 0 where there are none."""
        if self.chart.x.kind is AxisKind.CATEGORY:
            return 0.0
        bars = [s for s in self.chart.series if s.kind is SeriesKind.BARS]
        xs = sorted({point.x for series in bars for point in finite(series)})
        apart = [after - before for before, after in pairwise(xs)]
        return min(apart, default=1.0) if xs else 0.0

    def _bar_step(self, x: Scale, gap: float) -> float:
        """Points between two places at which bars stand."""
        return abs(x.end - x.start) / (x.high - x.low) * (gap or 1.0)

    # --- axes ---------------------------------------------------------------

    def _splits(self, area: Bounds, x: Scale, y: Scale, points: Sequence[Bounds]) -> None:
        """The lines that divide the plot, and the words for its parts."""
        chart, theme = self.chart, self.theme
        middle_x = middle_y = None
        if chart.x.split is not None:
            middle_x = x(chart.x.split)
            self.splits.append(Bounds(middle_x - 1, area.y, 2, area.height))
            self.items.append(
                Line(middle_x, area.y, middle_x, area.bottom, stroke=theme.muted, dash=(5, 4))
            )
        if chart.y.split is not None:
            middle_y = y(chart.y.split)
            self.splits.append(Bounds(area.x, middle_y - 1, area.width, 2))
            self.items.append(
                Line(area.x, middle_y, area.right, middle_y, stroke=theme.muted, dash=(5, 4))
            )
        if chart.quadrants is None:
            return
        middle_x = area.x + area.width / 2 if middle_x is None else middle_x
        middle_y = area.y + area.height / 2 if middle_y is None else middle_y
        # The four words stand in the outer corners, where points are rarest.
        for index, text in enumerate(chart.quadrants):
            on_right, below = index % 2 == 1, index >= 2
            start, end = (middle_x, area.right) if on_right else (area.x, middle_x)
            first, last = (middle_y, area.bottom) if below else (area.y, middle_y)
            focused = index == chart.focus
            if focused:
                shade = Box(
                    start, first, end - start, last - first, fill=theme.priority, opacity=_SHADE
                )
                self.items.insert(0, shade)
            style = Style(theme.group_size, theme.ink if focused else theme.muted, bold=True)
            words = self.desk.setter.wrap(text, max(end - start - 16, 24), style)
            across = [start + 8, end - 8 - words.width][:: -1 if on_right else 1]
            down = [first + 6, last - words.height - 6][:: -1 if below else 1]
            corners = [
                Bounds(left, top, words.width, words.height) for top in down for left in across
            ]
            # Where a point lies in the outer corner, another one of the part is free.
            free = (c for c in corners if not any(c.meets(point) for point in points))
            place = next(free, corners[0])
            align = Align.RIGHT if on_right else Align.LEFT
            if not focused:
                # Lines that run to a corner stay out of its word.
                self.masks.append(
                    Box(place.x - 4, place.y, words.width + 8, words.height, fill=theme.ground)
                )
            self.masks += words.place(place.x, place.y, words.width, align)
            self.words.append(place)

    def _x_axis(self, x: Scale, area: Bounds) -> float:
        """Texts below the plot; returns where they end."""
        chart, desk = self.chart, self.desk
        category = chart.x.kind is AxisKind.CATEGORY
        most = 8
        ticks = ticks_of(chart.x, x, most, chart.locale)
        counted = counted_at(chart, x, desk)
        if counted:
            ticks = ticks_at(chart.x, counted, chart.locale)
        elif not category and not chart.x.ticks:
            widest = max((desk.setter.width(text, desk.note) for _, text in ticks), default=1.0)
            fit = max(2, int(area.width // (widest + 18)))
            ticks = ticks_of(chart.x, x, min(most, fit), chart.locale)
        places = [x(value) for value, _ in ticks]
        y = area.bottom + 5
        tallest, free = 0.0, -math.inf
        for index, ((_, text), at) in enumerate(zip(ticks, places, strict=True)):
            room = min(
                [abs(at - other) for other in places[max(index - 1, 0) : index + 2] if other != at],
                default=area.width,
            ) - _APART  # fmt: skip
            words = desk.setter.wrap(text, max(min(room, _MOST_LABEL), 8), desk.note)
            # The outermost texts stay within the figure.
            half = words.width / 2
            at_text = min(max(at, half), max(area.right - half, half))
            if at_text - half >= free:
                self.items += words.place(at_text - half, y, words.width, Align.CENTER)
                free = at_text + half
            if not category:
                self.items.append(
                    Line(at, area.bottom, at, area.bottom + 4, stroke=self.theme.muted)
                )
            tallest = max(tallest, words.height)
        if not category:
            self.items.append(
                Line(area.x, area.bottom, area.right, area.bottom, stroke=self.theme.muted)
            )
        bottom = y + tallest
        if chart.x.title:
            title = desk.setter.wrap(chart.x.title, area.width, desk.label)
            self.items += title.place(area.x, bottom + 3, area.width, Align.CENTER)
            bottom += title.height + 3
        items, bottom = place_counts(chart, counted, x, area, bottom, desk=desk)
        self.items += items
        return bottom
