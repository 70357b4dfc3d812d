"""Rows of estimates with their intervals: the chart that most findings of a log are drawn as."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Axis, AxisKind, Chart, Guide, Point, Series, SeriesKind
from journeykit.view.results.logs.common import described

__all__ = ["estimates_chart"]


def estimates_chart(
    id: str,
    title: str,
    subtitle: str | None,
    *,
    x: Axis,
    names: Sequence[str],
    points: Sequence[Point],
    of: str,
    details: Sequence[str],
    guide: Guide | None = None,
    open_means: str | None = None,
    note: str | None = None,
    locale: str | None = None,
) -> Chart:
    """A row for each finding, with its point, its interval and its figures in words.

    Args:
        id: identifier of the chart.
        title: what it shows.
        subtitle: what it comes to, in a sentence, or None.
        x: what is estimated.
        names: of the rows, top first.
        points: one a row, in the same order.
        of: what the points are, in words.
        details: heads of the figures beside the rows.
        guide: a line where there is no difference, or None; none is drawn without rows.
        open_means: what it means that a point is open; not said where none is.
        note: a line below, or None.
        locale: language as BCP 47, or None.
    """
    return Chart(
        id,
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=x,
        y=Axis(kind=AxisKind.CATEGORY, categories=names),
        series=[Series("estimates", of, points, kind=SeriesKind.ESTIMATES, details=details)],
        guides=[guide] if guide is not None and points else (),
        open_means=open_means if any(point.open for point in points) else None,
        note=note,
        locale=locale,
    )
