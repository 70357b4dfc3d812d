"""Labels of a strip: on bars, and beside the points of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.view.figures import Chart, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.axes import ticks_of
from journeykit.view.layout.charts.captions import Caption, Label, set_caption, tone_style
from journeykit.view.layout.charts.plot import Plot, bar_slots, finite
from journeykit.view.layout.charts.series import block, traced, within
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import Placer, sorted_lines
from journeykit.view.layout.marks import sign
from journeykit.view.layout.text import Style
from journeykit.view.scene import Align, Bounds, Item, Line

__all__ = ["StripLabels", "label_styles"]

_SIGN = 9.0
_TICKS = 3
_MOST_SAID = 150.0
_FEW = 2
_REACH = 1.7
"""How many places wide a label of a line may be."""


def label_styles(point: Point, series: Series, desk: Desk, *, bars: int) -> tuple[Style, Style]:
    """How the first line of a label is written, and how the others are.

    Args:
        point: whose label it is.
        series: to which the point belongs.
        desk: the theme.
        bars: how many series of bars share a place.
    """
    theme, plain = desk.theme, point.replace(tone=Tone.NEUTRAL)
    small = tone_style(plain, theme.note_size, desk, quiet=theme.muted)
    if series.kind is SeriesKind.BARS:
        size = desk.group.size
        if bars > 1:
            size = desk.column.size if bars <= _FEW else theme.text_size
        large = tone_style(plain, size, desk, quiet=theme.ink, bold=True)
        return large, tone_style(point, theme.note_size, desk, quiet=theme.muted)
    size = theme.text_size if series.kind is SeriesKind.CURVE else theme.note_size
    return tone_style(point, size, desk, quiet=theme.ink), small


class StripLabels:
    """The labels of a chart over named places.

    Attributes:
        chart: the figure.
        desk: theme and typesetter.
        step: width of a place.
        bars: the series of bars.
        labels: what is written at points, measured.
    """

    def __init__(self, chart: Chart, desk: Desk, step: float) -> None:
        self.chart, self.desk, self.theme, self.step = chart, desk, desk.theme, step
        self.bars = [series for series in chart.series if series.kind is SeriesKind.BARS]
        self.labels = [
            Label(point, series, caption)
            for series in chart.series
            for point in finite(series)
            if point.label and (caption := self._caption(point, series)).parts
        ]

    def _caption(self, point: Point, series: Series) -> Caption:
        width = self._slot() if series in self.bars else _REACH * self.step
        styles = label_styles(point, series, self.desk, bars=len(self.bars))
        return set_caption(point.label or "", width, styles, self.desk)

    def _slot(self) -> float:
        """Width of what is written at a bar: a lone one may use what is left of its place."""
        many = len(self.bars)
        return self.step - 4 if many == 1 else bar_slots(self.bars, self.step)[1] - 2

    def place(
        self, plot: Plot, area: Bounds, words: Sequence[Bounds]
    ) -> tuple[list[Item], list[Label]]:
        """Write labels at their points.

        Args:
            plot: where points lie, and which are seen.
            area: of the plot; labels of lines may stand a little above and below it.
            words: other words, which they must not meet.

        Returns:
            The items, and the labels that found no room.
        """
        items: list[Item] = []
        homeless: list[Label] = []
        seen = [label for label in self.labels if plot.shows(label.point, label.series)]
        lines = sorted_lines(
            within(traced(series, plot), plot.span) for series in self.chart.series
        )
        blocks = [
            block(p, s, plot) for s in self.chart.series for p in finite(s) if plot.shows(p, s)
        ]
        blocks.sort(key=lambda bounds: bounds.x)
        tallest = max(
            (label.caption.height for label in seen if label.series not in self.bars), default=0.0
        )
        room = tallest * 2 + 16 if tallest else 0.0
        canvas = Bounds(area.x, area.y - room, area.width, area.height + 2 * room)
        widest = max((label.caption.width for label in seen), default=0.0)
        level = plot.zero if plot.y.low < 0 < plot.y.high else None
        placer = Placer(canvas, lines, blocks, widest=widest, level=level)
        for bounds in words:
            placer.take(bounds)
        ticks = ticks_of(self.chart.y, plot.y, _TICKS, self.chart.locale)
        for value, _ in ticks if len(ticks) <= _TICKS else ():
            # Words step over the few lines that there are; among many they could not.
            placer.take(Bounds(area.x, plot.y(value) - 0.5, area.width, 1.0), crossable=True)
        for label in seen:
            if label.series in self.bars:
                narrow = self._is_too_narrow(label)
                homeless += self._below(label, homeless) if narrow else ()
                parts = label.caption.parts[:1] if narrow else label.caption.parts
                on_bar = Label(label.point, label.series, Caption(parts))
                items += self._on_bar(on_bar, plot, placer)
        rest = [label for label in seen if label.series not in self.bars]
        for label in sorted(rest, key=lambda label: plot.spot(label.point, label.series)[0]):
            x, y = plot.spot(label.point, label.series)
            found = placer.place(
                x, y, label.caption.width, label.caption.height,
                prefer_above=label.point.tone is not Tone.NEGATIVE and label.point.y >= 0,
            )  # fmt: skip
            if found is None:
                homeless.append(label)
                continue
            if found.leader is not None:
                at, start, end = found.leader
                items.append(Line(at, start, at, end, stroke=self.theme.muted, thickness=0.6))
            bounds = found.bounds
            items += label.caption.place(bounds.x, bounds.y, bounds.width, Align.CENTER)
        return items, homeless

    def _is_too_narrow(self, label: Label) -> bool:
        """Whether a bar is too narrow for what is said of it beyond its figure."""
        style = label_styles(label.point, label.series, self.desk, bars=len(self.bars))[1]
        tail = _tail(label.point)
        if len(self.bars) == 1:
            return self.desk.setter.longest_word(tail, style) > self._slot()
        # Among other bars it stands in one line, with its sign, or not at all.
        return self.desk.setter.wrap(tail, _MOST_SAID, style).width + _SIGN > self._slot()

    def _below(self, label: Label, others: Sequence[Label]) -> Iterator[Label]:
        """What is said of a bar, to stand below its place; once what is said of all there."""
        tail, x = _tail(label.point), label.point.x
        there = [p for series in self.bars for p in series.points if p.x == x]
        if all(_tail(point) == tail for point in there):
            if any(other.point.x == x for other in others):
                return
            said = tail
        else:
            said = f"{label.series.title}: {tail}"
        yield Label(label.point.replace(label=said), label.series, label.caption)

    def _on_bar(self, label: Label, plot: Plot, placer: Placer) -> Iterator[Item]:
        """The caption of a bar: its figure on what is left, and above all what is said of it."""
        point = label.point
        bounds = block(point, label.series, plot)
        figure, said = Caption(label.caption.parts[:1]), Caption(label.caption.parts[1:])
        if point.y < 0:
            top = bounds.bottom + 3
            yield from self._centred(label.caption, bounds, top, placer)
            return
        end = plot.y(point.y) if point.interval is None else bounds.y
        top = bounds.y - figure.height - 3
        inside = point.before is not None and end - figure.height - 7 > bounds.y
        yield from self._centred(figure, bounds, end - figure.height - 3 if inside else top, placer)
        if not said.parts:
            return
        above = bounds.y if inside else top
        signed = point.tone not in (Tone.NEUTRAL, Tone.MUTED)
        aside = _SIGN if signed else 0.0
        style = said.parts[0].style
        lines = _tail(point)
        # What follows is lower, as a rule: words may reach over the next places.
        first = bounds.x if point.before is not None else bounds.x + bounds.width / 2
        room = plot.span[1] if plot.span is not None else plot.x.end
        wide = self.desk.setter.wrap(lines, _MOST_SAID, style)
        reaches = point.before is not None and len(self.bars) == 1
        if reaches and first + aside + wide.width <= room:
            said = Caption((wide,))
            placer.take(Bounds(first, above - said.height - 3, aside + said.width, said.height))
            yield from said.place(first + aside, above - said.height - 3, said.width)
        else:
            first = bounds.x + bounds.width / 2 - said.width / 2 - aside
            yield from self._centred(said, bounds, above - said.height - 3, placer)
        if signed:
            middle = above - said.height - 3 + style.size * 0.68
            yield from sign(point.tone, first, middle, self.desk)

    @staticmethod
    def _centred(caption: Caption, bounds: Bounds, top: float, placer: Placer) -> Iterator[Item]:
        left = bounds.x + bounds.width / 2 - caption.width / 2
        placer.take(Bounds(left, top, caption.width, caption.height))
        yield from caption.place(left, top, caption.width, Align.CENTER)


def _tail(point: Point) -> str:
    """What a label says beyond its first line."""
    return (point.label or "").partition("\n")[2]
