"""Labels of a plot: beside their points, farther off with a line to them, or listed below."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from journeykit.view.figures import Chart, MarkKind, Point, Series, SeriesKind
from journeykit.view.format import format_on_axis
from journeykit.view.layout.charts.captions import Caption, Label, set_caption, tone_style
from journeykit.view.layout.charts.plot import Plot, finite, spot_radius
from journeykit.view.layout.charts.series import block, traced
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import Placement, Placer, beads, sorted_lines
from journeykit.view.layout.text import Style
from journeykit.view.scene import Align, Bounds, Item, Line

__all__ = ["PlotLabels"]

_MOST_LABEL = 168.0
_NARROWER = (132.0, 104.0, 80.0)
_FEW, _MANY = 24, 60
"""Up to how many labels every order is tried, and lines lead to those without room beside."""
_HOMELESS = 1000.0
"""What a label without a place costs, against a point of line to one that has."""


class PlotLabels:
    """The labels of a chart over numbers.

    Attributes:
        chart: the figure.
        desk: theme and typesetter.
        labels: what is written at points, measured.
    """

    def __init__(self, chart: Chart, desk: Desk) -> None:
        self.chart, self.desk, self.theme = chart, desk, desk.theme
        self.places = Counter((p.x, p.y) for series in chart.series for p in series.points)
        self.labels = list(self._labels())

    @property
    def tallest(self) -> float:
        """Height of the tallest label, in points; 0 where there is none."""
        return max((label.caption.height for label in self.labels), default=0.0)

    def _labels(self) -> Iterator[Label]:
        for series in self.chart.series:
            for point in finite(series):
                if point.label:
                    caption = self._caption(point, series, _MOST_LABEL)
                    if caption.parts:
                        yield Label(point, series, caption)

    def _caption(self, point: Point, series: Series, width: float) -> Caption:
        first, theme = self._style(point, series), self.theme
        rest = Style(theme.note_size, theme.muted)
        return set_caption(self._said(point), width, (first, rest), self.desk)

    def _said(self, point: Point) -> str:
        """The words of a label; with the rank where several points share a place."""
        ranks = [mark.value for mark in point.marks if mark.kind is MarkKind.PRIORITY]
        crowded = self.places[point.x, point.y] > 1
        return f"{ranks[0]}: {point.label}" if ranks and crowded else point.label or ""

    def _style(self, point: Point, series: Series) -> Style:
        theme = self.theme
        # In quarters the place says what is good: words are ink, and easy to read.
        if self.chart.quadrants:
            return Style(theme.text_size, theme.ink)
        size = theme.note_size if series.kind is not SeriesKind.CURVE else theme.text_size
        return tone_style(point, size, self.desk, quiet=theme.ink)

    def place(
        self,
        plot: Plot,
        area: Bounds,
        words: Sequence[Bounds],
        crossable: Sequence[Bounds],
        below: float,
    ) -> tuple[list[Item], float]:
        """Write labels at their points; those without room are listed below the chart.

        Args:
            plot: where points lie.
            area: where labels may stand.
            words: other words, which they must not meet.
            crossable: lines that labels must not meet, but lines to labels may cross.
            below: where the list below the chart starts.

        Returns:
            The items, and where the list ends.
        """
        chart = self.chart
        lines = sorted_lines(traced(series, plot) for series in chart.series)
        blocks = [block(p, s, plot) for s in chart.series for p in finite(s)]
        blocks = sorted([*blocks, *words], key=lambda bounds: bounds.x)
        widest = max((label.caption.width for label in self.labels), default=0.0)
        bars = [label for label in self.labels if label.series.kind is SeriesKind.BARS]
        rest = [label for label in self.labels if label.series.kind is not SeriesKind.BARS]
        best: tuple[float, list[Item], list[Label], Placer] | None = None
        for order in _orders(rest, plot):
            placer = Placer(area, lines, blocks, widest=widest)
            items = [item for label in bars for item in self._on_bar(label, plot, placer)]
            if not lines:
                for bounds in crossable:
                    placer.take(bounds, crossable=True)
            homeless: list[Label] = []
            reached = 0.0
            for label in order:
                found = self._beside(label, plot, placer, alone=not lines)
                if found is None:
                    homeless.append(label)
                    continue
                caption, place = found
                items += self._written(caption, place, plot.spot(label.point, label.series)[0])
                reached += _length(place)
            cost = len(homeless) * _HOMELESS + reached
            if best is None or cost < best[0]:
                best = cost, items, homeless, placer
            if not cost or lines:
                break
        if best is None:
            return [], below
        _, items, homeless, placer = best
        listed, below = self._listed(homeless, plot, placer, (area, below))
        return [*items, *listed], below

    def _beside(
        self, label: Label, plot: Plot, placer: Placer, *, alone: bool
    ) -> tuple[Caption, Placement] | None:
        """A place for a label beside its point, or farther off with a line to it."""
        x, y = plot.spot(label.point, label.series)
        caption = label.caption
        if alone:
            found = self._around(label, x, y, placer)
        else:
            size = (caption.width, caption.height)
            place = placer.place(x, y, *size, prefer_above=label.point.y >= 0)
            found = None if place is None else (caption, place)
        if found is not None:
            # Labels are not asked for from left to right, and must meet none of them.
            placer.take(found[1].bounds)
            for bead in beads(found[1].tether) if found[1].tether is not None else ():
                placer.take(bead)
        return found

    def _around(
        self, label: Label, x: float, y: float, placer: Placer
    ) -> tuple[Caption, Placement] | None:
        """A place beside a point that stands alone, in more lines or farther off if need be."""
        point, series = label.point, label.series
        radius = spot_radius(point, self.desk)
        longest = self.desk.setter.longest_word(point.label or "", self._style(point, series))
        widths = [width for width in (_MOST_LABEL, *_NARROWER) if width >= longest]
        captions = [self._caption(point, series, width) for width in widths or [_MOST_LABEL]]
        for words in captions:
            found = placer.place_around(x, y, words.width, words.height, radius=radius)
            if found is not None:
                return words, found
        if len(self.labels) > _MANY:
            return None
        reached = [
            (words, found)
            for words in captions
            if (found := placer.reach(x, y, words.width, words.height, radius=radius))
        ]
        return min(reached, key=lambda each: _length(each[1]), default=None)

    def _written(self, words: Caption, place: Placement, x: float) -> Iterator[Item]:
        """A label in its place, with the line that leads to it."""
        if place.leader is not None:
            at, start, end = place.leader
            yield Line(at, start, at, end, stroke=self.theme.muted, thickness=0.6)
        if place.tether is not None:
            yield Line(*place.tether, stroke=self.theme.muted, thickness=0.8)
        bounds = place.bounds
        yield from words.place(bounds.x, bounds.y, bounds.width, _side(bounds, x))

    def _on_bar(self, label: Label, plot: Plot, placer: Placer) -> Iterator[Item]:
        bounds = block(label.point, label.series, plot)
        words = label.caption
        top = bounds.bottom + 3 if label.point.y < 0 else bounds.y - words.height - 3
        left = bounds.x + bounds.width / 2 - words.width / 2
        placer.take(Bounds(left, top, words.width, words.height))
        yield from words.place(left, top, words.width, Align.CENTER)

    def _listed(
        self, labels: list[Label], plot: Plot, placer: Placer, room: tuple[Bounds, float]
    ) -> tuple[list[Item], float]:
        """The labels that found no room, numbered, with the values at which their points are."""
        area, below = room
        items: list[Item] = []
        if not labels:
            return items, below
        below += 6
        for number, label in enumerate(labels, 1):
            chart, point = self.chart, label.point
            ranks = [mark.value for mark in point.marks if mark.kind is MarkKind.PRIORITY]
            style = Style(self.theme.note_size, self.theme.ink, bold=True)
            sign = self.desk.setter.wrap(str(number), _MOST_LABEL, style)
            x, y = plot.spot(point, label.series)
            found = None
            if not placer.lines and not ranks:
                found = placer.place_around(
                    x, y, sign.width, sign.height, radius=spot_radius(point, self.desk)
                )
            numbered = f"{number}  " if found is not None else f"{ranks[0]}  " if ranks else ""
            if found is not None:
                items += sign.place(found.bounds.x, found.bounds.y, sign.width)
            place = (
                format_on_axis(point.x, chart.x, None, chart.locale),
                format_on_axis(point.y, chart.y, None, chart.locale),
            )
            text = f"{numbered}{point.label} ({'; '.join(place)})"
            words = self.desk.setter.wrap(text, area.right, self.desk.note)
            items += words.place(0, below, area.right)
            below += words.height + 1
        return items, below


def _orders(labels: list[Label], plot: Plot) -> Iterator[list[Label]]:
    """Orders in which labels may choose their places: from each of the four sides."""
    spots = {id(label): plot.spot(label.point, label.series) for label in labels}
    from_left = sorted(labels, key=lambda label: spots[id(label)][0])
    from_top = sorted(labels, key=lambda label: spots[id(label)][1])
    orders = (from_left, from_left[::-1], from_top, from_top[::-1])
    yield from orders[: len(orders) if len(labels) <= _FEW else 1]


def _length(place: Placement) -> float:
    """How long the line to a label is; 0 where there is none."""
    if place.tether is None:
        return 0.0
    x1, y1, x2, y2 = place.tether
    return math.hypot(x2 - x1, y2 - y1)


def _side(bounds: Bounds, x: float) -> Align:
    """How the lines of a label stand: flush with the point that they belong to."""
    if bounds.x > x:
        return Align.LEFT
    return Align.RIGHT if bounds.right < x else Align.CENTER
