"""Charts: a head, a plot, a legend and a note."""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import evolve

from journeykit.view.figures import AxisKind, Chart, Mark, MarkKind, SeriesKind
from journeykit.view.layout.charts.form_keys import form_swatches
from journeykit.view.layout.charts.line_ends import named_at_ends
from journeykit.view.layout.charts.plots import lay_out_plot
from journeykit.view.layout.charts.rows import has_rows, lay_out_rows, row_swatch
from journeykit.view.layout.charts.series import series_swatch
from journeykit.view.layout.charts.strips import lay_out_strips
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.header import place_header
from journeykit.view.layout.legend import Swatch, mark_swatch, place_legend
from journeykit.view.scene import Disc, Group, Item, Scene

__all__ = ["follows_script", "lay_out_chart"]

_NOTE = 820.0
_EMPTY = 440.0


def lay_out_chart(chart: Chart, desk: Desk) -> Scene:
    """Lay out a chart.

    Args:
        chart: the figure.
        desk: theme and typesetter.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    # In the plot words stand at their points and signs, whatever their script.
    plain = evolve(desk, setter=evolve(desk.setter, by_script=False))
    width, body, height = _plot(chart, plain) if _has_points(chart) else (_EMPTY, [], 0.0)
    head, top = place_header(
        chart.title, chart.subtitle, (), (), x=margin, y=margin, width=width, desk=desk, small=True
    )
    items: list[Item] = [Group(tuple(head))]
    y = margin + top
    if body:
        items.append(Group(tuple(body)).moved(margin, y + 2 * theme.gap))
        y += 2 * theme.gap + height
    swatches = _swatches(chart, desk)
    if swatches:
        legend, height = place_legend(swatches, margin, y + theme.gap, width, plain)
        items.append(Group(tuple(legend)))
        y += height + theme.gap
    said = chart.note
    if not body and not chart.subtitle:
        # Axes without anything in them say nothing; the words do.
        said = said or chart.description
    if said:
        note = desk.setter.wrap(said, min(width, _NOTE), desk.note if body else desk.body)
        items += note.place(margin, y + theme.gap, width)
        y += note.height + theme.gap
    return Scene(
        width + 2 * margin, y + margin, tuple(items), id=chart.id, title=chart.title,
        description=chart.description, ground=theme.ground, locale=chart.locale,
    )  # fmt: skip


def _has_points(chart: Chart) -> bool:
    points = (point for series in chart.series for point in series.points)
    return any(math.isfinite(point.x) and math.isfinite(point.y) for point in points)


def follows_script(chart: Chart) -> bool:
    """Tell whether a chart runs as its words are read.

    Steps and touchpoints follow each other as on the map, and names of rows stand
    where lines begin. Where numbers stand against numbers, they grow to the right
    in every script.
    """
    return has_rows(chart) or (chart.x.kind is AxisKind.CATEGORY and not chart.quadrants)


def _plot(chart: Chart, desk: Desk) -> tuple[float, list[Item], float]:
    if has_rows(chart):
        return lay_out_rows(chart, desk)
    if chart.x.kind is AxisKind.CATEGORY and not chart.quadrants:
        return lay_out_strips(chart, desk)
    return lay_out_plot(chart, desk)


def _swatches(chart: Chart, desk: Desk) -> list[Swatch]:
    """The entries of the legend: series where there are several, and the signs at points."""
    swatches = []
    several = len([series for series in chart.series if series.points]) > 1
    if several and not named_at_ends(chart):
        swatches = [
            row_swatch(series, index, desk)
            if series.kind in (SeriesKind.SPANS, SeriesKind.CHANGES)
            else series_swatch(series, index, desk)
            for index, series in enumerate(chart.series)
            if series.points
        ]
    swatches += form_swatches(chart, desk)
    return [*swatches, *(_mark_swatch(mark, desk) for mark in chart.legend)]


def _mark_swatch(mark: Mark, desk: Desk) -> Swatch:
    """The entry of a legend for a sign; what rests on nothing is a dashed ring at a point."""
    if mark.kind is not MarkKind.UNSUPPORTED:
        return mark_swatch(mark, desk)

    def draw(x: float, y: float) -> Iterator[Item]:
        yield Disc(x + 5.5, y, 5.2, stroke=desk.theme.muted, thickness=1.0, dash=(2, 1.5))

    return Swatch(11.0, draw, mark.label)
