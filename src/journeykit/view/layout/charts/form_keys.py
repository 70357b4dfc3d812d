"""What forms of bars and points stand for: what may still come, and what is not settled."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.view.figures import Chart, SeriesKind
from journeykit.view.labels import labels
from journeykit.view.layout.charts.bars import pending_box
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.legend import Swatch
from journeykit.view.layout.marks import shape
from journeykit.view.scene import Box, Item, Line

__all__ = ["form_swatches"]


def form_swatches(chart: Chart, desk: Desk) -> Iterator[Swatch]:
    """The entries of the legend for what is pending, and for open points."""
    points = [point for series in chart.series for point in series.points]
    color, ground = desk.theme.muted, desk.theme.ground
    if any(point.pending is not None for point in points):

        def pending(x: float, y: float) -> Iterator[Item]:
            yield pending_box(x + 6, y - 5, (14, 10), color)

        yield Swatch(26.0, pending, labels(chart.locale)("chart_pending"))
    if not chart.open_means:
        return
    opens = {
        index: series.kind
        for index, series in enumerate(chart.series)
        if any(point.open for point in series.points)
    }
    kinds = set(opens.values())

    def opened(x: float, y: float) -> Iterator[Item]:
        if kinds == {SeriesKind.STEPS}:
            yield Line(x, y, x + 26, y, stroke=color, thickness=1.6)
            yield Line(x + 13, y - 4.5, x + 13, y + 4.5, stroke=color, thickness=1.3)
        elif kinds == {SeriesKind.BARS}:
            yield Box(x + 6, y - 5, 14, 10, fill=ground, stroke=color, hatch=color, dash=(4, 2.5))
        else:
            # Of several series with open points none stands for all.
            index = next(iter(opens)) if len(opens) == 1 else 0
            yield from shape(index, x + 13, y, 4.3, color, ground=ground, hollow=True)

    yield Swatch(26.0, opened, chart.open_means)
