"""Names of lines at their ends, so that nobody has to look them up in a legend."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeykit.view.figures import AxisKind, Chart, Series, SeriesKind
from journeykit.view.layout.charts.plot import Plot, finite
from journeykit.view.layout.charts.series import series_color
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.layout.tints import legible
from journeykit.view.scene import Align, Bounds, Item, Line

__all__ = ["ends_width", "named_at_ends", "place_ends"]

_MOST = 8
_WIDEST = 130.0
_AWAY = 16.0
_APART = 1.0


def named_at_ends(chart: Chart) -> bool:
    """Whether the series of a chart are named where their lines end: a few stairs over numbers."""
    drawn = [series for series in chart.series if series.points]
    return (
        1 < len(drawn) <= _MOST
        and chart.x.kind is not AxisKind.CATEGORY
        and all(series.kind is SeriesKind.STEPS for series in drawn)
    )


def ends_width(chart: Chart, desk: Desk) -> float:
    """Room that names need on the right of the plot, in points; 0 where there are none."""
    if not named_at_ends(chart):
        return 0.0
    return max(_AWAY + _name(each, 0, desk).width for each in chart.series)


def place_ends(chart: Chart, plot: Plot, area: Bounds) -> list[Item]:
    """Write the names beside the ends of the lines, in their order, with a line to each.

    Args:
        chart: the figure.
        plot: where points lie.
        area: of the plot; names stand on its right.
    """
    ends = []
    for index, series in enumerate(chart.series):
        points = finite(series)
        if points:
            x, y = max(plot.spot(point, series) for point in points)
            ends.append((y, x, index, _name(series, index, plot.desk)))
    ends.sort(key=lambda end: (end[0], end[2]))
    tops = _apart([(y, name.height) for y, _, _, name in ends], area)
    items: list[Item] = []
    for (y, x, index, name), top in zip(ends, tops, strict=True):
        color = series_color(index, plot.desk, SeriesKind.STEPS)
        middle = top + name.height / 2
        items.append(Line(x + 1, y, area.right + 4, y, stroke=color, thickness=0.7, dash=(1, 2)))
        items.append(
            Line(area.right + 4, y, area.right + _AWAY - 3, middle, stroke=color, thickness=0.7)
        )
        items += name.place(area.right + _AWAY, top, name.width, Align.LEFT)
    return items


def _name(series: Series, index: int, desk: Desk) -> Paragraph:
    color = legible(desk.theme.hue(index), desk.theme.ink, [desk.theme.ground])
    return desk.setter.wrap(series.title, _WIDEST, Style(desk.theme.text_size, color, bold=True))


def _apart(wishes: Sequence[tuple[float, float]], area: Bounds) -> list[float]:
    """Upper edges of names, as near to their middles as keeps them apart, from top to bottom."""
    tops: list[float] = []
    free = -math.inf
    for middle, height in wishes:
        tops.append(max(middle - height / 2, free))
        free = tops[-1] + height + _APART
    # What was pushed out below moves up again.
    floor = max(area.bottom, area.y + sum(height + _APART for _, height in wishes))
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], floor - wishes[place][1])
        floor = tops[place] - _APART
    return tops
