"""What is counted below the axis of a plot, such as how many are still at risk."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Chart, Series
from journeykit.view.format import format_number
from journeykit.view.layout.charts.axes import Scale
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.layout.tints import legible
from journeykit.view.scene import Align, Bounds, Item

__all__ = ["counted_at", "counts_width", "place_counts"]

_WIDEST = 110.0
_APART = 6.0
_GAP = 9.0


def counted_at(chart: Chart, x: Scale, desk: Desk) -> list[float]:
    """The places of an axis at which something is counted, as many as have room.

    Args:
        chart: the figure.
        x: the scale of the axis.
        desk: theme and typesetter.
    """
    values = {value for series in chart.series for value, _ in series.counts}
    places = sorted(value for value in values if x.low <= value <= x.high)
    if len(places) < 2:
        return places
    numbers = [
        format_number(n, None, chart.locale) for each in chart.series for _, n in each.counts
    ]
    need = max(desk.setter.width(number, desk.note) for number in numbers) + _APART
    room = abs(x(places[-1]) - x(places[0])) / (len(places) - 1)
    return places[:: max(1, -int(-need // max(room, 1.0)))]


def counts_width(chart: Chart, desk: Desk) -> float:
    """Room that the names of the rows need on the left of the plot, in points."""
    rows = _rows(chart, desk)
    firsts = [min(series.counts) for series, _ in rows]
    widths = [
        desk.setter.width(format_number(number, None, chart.locale), desk.note)
        for _, number in firsts
    ]
    # The first number may stand at the very left of the plot.
    names = max((name.width for _, name in rows), default=0.0)
    return names + max(widths) / 2 if names else 0.0


def place_counts(
    chart: Chart, places: Sequence[float], scale: Scale, area: Bounds, top: float, *, desk: Desk
) -> tuple[list[Item], float]:
    """Write a row of numbers for each series below the axis.

    Args:
        chart: the figure.
        places: at which the numbers stand.
        scale: of the horizontal axis.
        area: of the plot.
        top: where the rows start.
        desk: theme and typesetter.

    Returns:
        The items, and where they end.
    """
    items: list[Item] = []
    rows = _rows(chart, desk)
    if not rows:
        return items, top
    top += _GAP
    if chart.counts_title:
        title = desk.setter.wrap(chart.counts_title, area.right, desk.label)
        items += title.place(area.x, top, area.width)
        top += title.height + 2
    style = Style(desk.theme.note_size, desk.theme.ink)
    for series, name in rows:
        items += name.place(0, top, name.width)
        known = dict(series.counts)
        for value in places:
            if value in known:
                number = format_number(known[value], None, chart.locale)
                words = desk.setter.wrap(number, area.width, style)
                left = min(scale(value) - words.width / 2, area.right - words.width)
                items += words.place(left, top, words.width, Align.CENTER)
        top += max(name.height, style.line) + 1
    return items, top


def _rows(chart: Chart, desk: Desk) -> list[tuple[Series, Paragraph]]:
    """The series with counts, each with its name; a lone one is named by the chart."""
    found = []
    for index, series in enumerate(chart.series):
        if series.counts:
            color = legible(desk.theme.hue(index), desk.theme.ink, [desk.theme.ground])
            style = Style(desk.theme.note_size, color, bold=True)
            title = series.title if len(chart.series) > 1 else ""
            found.append((series, desk.setter.wrap(title, _WIDEST, style)))
    return found
