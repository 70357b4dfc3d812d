"""What stands below a strip: names of places, rows of further figures, labels without room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.view.figures import Chart, Point, Series, SeriesKind
from journeykit.view.layout.charts.captions import Label, set_caption, tone_style
from journeykit.view.layout.charts.series import finite
from journeykit.view.layout.charts.strip_labels import label_styles
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import sign
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Item, Line

__all__ = ["Strip", "details_of", "place_feet"]

_PAD = 9.0
_SIGN = 9.0


@frozen
class Strip:
    """A part of a chart over named places.

    Attributes:
        start: its first place.
        end: the place after its last.
        left: left edge of its plot.
        step: width of a place.
    """

    start: int
    end: int
    left: float
    step: float

    @property
    def right(self) -> float:
        """Right edge of its plot."""
        return self.left + (self.end - self.start) * self.step


def details_of(chart: Chart) -> list[tuple[Series, int]]:
    """The rows of further figures: the series, and which of its details."""
    return [(series, index) for series in chart.series for index in range(len(series.details))]


def place_feet(
    chart: Chart, strip: Strip, y: float, homeless: Sequence[Label], desk: Desk
) -> list[Item]:
    """Lay out what stands below a strip.

    Args:
        chart: the figure.
        strip: which part of it.
        y: where what is drawn above ends.
        homeless: labels that found no room at their points.
        desk: theme and typesetter.
    """
    setter, start, end = desk.setter, strip.start, strip.end
    width = strip.step - _PAD
    items: list[Item] = []
    y += 7
    rows: list[tuple[str, list[Paragraph | None], list[Point | None]]] = []
    names = [setter.wrap(name, width, desk.body) for name in chart.x.categories]
    named = list(names[start:end])
    rows.append(("", [*named], [None] * len(named)))
    for series, index in details_of(chart):
        at = {round(p.x): p for p in finite(series) if index < len(p.details)}
        row: list[Paragraph | None] = []
        points = [at.get(place) for place in range(start, end)]
        for point in points:
            if point is None:
                row.append(None)
                continue
            style = desk.body if index == 0 else desk.note
            if index == 0:
                style = tone_style(point, style.size, desk, quiet=desk.theme.ink)
            room = width - (2 * _SIGN if index == 0 else 0)
            row.append(setter.wrap(point.details[index], room, style))
        rows.append((series.details[index], row, points if index == 0 else [None] * len(row)))
    for title, row, points in rows:
        head = setter.wrap(title, strip.left - 10, desk.note)
        if title:
            items.append(Line(0, y, strip.right, y, stroke=desk.theme.rule))
            y += 5
        items += head.place(0, y, strip.left - 10)
        for column, (words, point) in enumerate(zip(row, points, strict=True)):
            if words is None:
                continue
            left = strip.left + column * strip.step + (strip.step - words.width) / 2
            items += words.place(left, y, words.width, Align.CENTER)
            if point is not None and words.lines:
                middle = y + words.style.size * 0.68
                items += sign(point.tone, left - _SIGN, middle, desk)
        tallest = max([head.height, *(words.height for words in row if words is not None)])
        y += tallest + 5
    return [*items, *_homeless(chart, strip, y, homeless, desk)]


def _homeless(
    chart: Chart, strip: Strip, y: float, homeless: Sequence[Label], desk: Desk
) -> Iterator[Item]:
    """The labels without room, below the names of their places."""
    width = strip.step - _PAD
    bars = sum(series.kind is SeriesKind.BARS for series in chart.series)
    by_place: dict[int, list[Label]] = {}
    for label in homeless:
        place = min(max(round(label.point.x), strip.start), strip.end - 1)
        by_place.setdefault(place, []).append(label)
    for place, labels in by_place.items():
        at_y, left = y, strip.left + (place - strip.start) * strip.step + _PAD / 2
        for label in labels:
            styles = label_styles(label.point, label.series, desk, bars=bars)
            caption = set_caption(label.point.label or "", width - _SIGN, styles, desk)
            yield from sign(label.point.tone, left, at_y + styles[0].size * 0.68, desk)
            yield from caption.place(left + _SIGN, at_y, width - _SIGN)
            at_y += caption.height + 3
