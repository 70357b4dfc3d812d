"""Opportunities over two figures, in four quarters."""

from __future__ import annotations

from journeykit.analyzers.quadrants import Quadrants
from journeykit.analyzers.ranked import Priorities
from journeykit.model import slug
from journeykit.view.figures import (
    Axis,
    Chart,
    Guide,
    Mark,
    MarkKind,
    Point,
    Series,
    SeriesKind,
    Tone,
)
from journeykit.view.labels import labels
from journeykit.view.words.results import describe_quadrants

__all__ = ["effort_chart", "importance_chart"]

_HIGHEST = 10.0
_SCORES = (10.0, 15.0)
"""Ulwick's opportunity scores from which an outcome is worth pursuing, and an extreme chance."""
_UNDERSERVED, _QUICK_WIN = 3, 0


def importance_chart(result: Priorities) -> Chart:
    """See how much customers want each opportunity, and how satisfied they are today.

    Lines of equal opportunity score (importance + importance - satisfaction)
    run slanted; to the right of them the score is higher.

    Source:
        A. Ulwick, "What Customers Want", McGraw-Hill 2005, chapter 3: scores
        above 10 are opportunities, above 15 extreme ones.
    """
    words = labels(result.locale)
    guides = tuple(
        # 2 x importance - satisfaction = score, from satisfaction 0 to 10.
        Guide(score / 2, words("matrix_score", f"{score:g}"), across=(score + _HIGHEST) / 2)
        for score in _SCORES
    )
    data = result.importance_satisfaction
    chart = _matrix(result, data, "importance", _UNDERSERVED)
    return chart.replace(guides=guides if data.points else ())


def effort_chart(result: Priorities) -> Chart:
    """See what each opportunity brings, and what it costs."""
    return _matrix(result, result.impact_effort, "effort", _QUICK_WIN)


def _matrix(result: Priorities, data: Quadrants, name: str, focus: int) -> Chart:
    words = labels(result.locale)
    ranked = {item.opportunity: item for item in result if item.rank is not None}
    methods = {ranked[p.opportunity].method for p in data.points if p.opportunity in ranked}
    # A place among those scored by one method says nothing among those of another.
    one = len(methods) == 1
    points = tuple(
        Point(
            point.x, point.y, label=point.text, tone=Tone.PRIORITY, id=point.opportunity,
            marks=[
                Mark(MarkKind.PRIORITY, rank, words("priority", rank))
                for rank in (ranked[point.opportunity].rank,)
                if rank is not None
            ]
            if one and point.opportunity in ranked
            else (),
        )
        for point in data.points
    )  # fmt: skip
    # Importance and satisfaction run from 0 to 10 (ODI); impact and effort are open.
    high = _HIGHEST if name == "importance" else None
    x_title, y_title = (words(f"head_{title}") for title in (data.x_title, data.y_title))
    there = data.of(data.names[focus])
    quarters = [words(f"quadrant_{quarter.replace(' ', '_').replace('-', '_')}")
                for quarter in data.names]  # fmt: skip
    legend: tuple[Mark, ...] = ()
    if one and points:
        (method,) = methods
        legend = (
            Mark(MarkKind.PRIORITY, 1, words("matrix_rank", words(f"method_{method.value}"))),
        )
    return Chart(
        slug(f"{result.title} {name}"),
        words("titled", result.title, words("matrix_against", y_title, x_title)),
        description=describe_quadrants(data, focus, result.locale),
        subtitle=words("matrix_there", quarters[focus], len(there), len(points)) if points else None,
        x=Axis(x_title, low=0, high=high, split=data.x_split),
        y=Axis(y_title, low=0, high=high, split=data.y_split),
        series=(Series("opportunities", words("opportunities"), points, kind=SeriesKind.POINTS),),
        quadrants=(quarters[0], quarters[1], quarters[2], quarters[3]),
        focus=focus,
        legend=legend,
        note=words("matrix_left_out", len(data.left_out)) if data.left_out else None,
        locale=result.locale,
    )  # fmt: skip
