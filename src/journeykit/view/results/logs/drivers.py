"""What goes with an outcome: parts of its variance, and importance against performance."""

from __future__ import annotations

from journeykit.analyzers.ratings import Driver, Drivers, MissingAnswers, PerformanceQuadrant
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number, format_percent, format_signed
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, note_of
from journeykit.view.results.logs.estimates import estimates_chart

__all__ = ["VIEWS"]

_ORDER = (
    PerformanceQuadrant.CONCENTRATE, PerformanceQuadrant.KEEP_UP,
    PerformanceQuadrant.LOW_PRIORITY, PerformanceQuadrant.OVERKILL,
)  # fmt: skip
"""Top left, top right, bottom left, bottom right: performance runs to the right, importance up."""


def driver_chart(result: Drivers, *, top: int = 15, locale: str | None = None) -> Chart:
    """See how much of the outcome goes with each question, and how surely.

    Args:
        result: what goes with the outcome.
        top: how many are drawn, the most important.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    drawn = result.items[:top]
    unseen = len(result.items) - len(drawn)
    return estimates_chart(
        "drivers", title, subtitle,
        x=Axis(words("rate_part"), kind=AxisKind.PERCENT, low=0),
        names=[item.name for item in drawn],
        points=[_point(item, row, words, locale) for row, item in enumerate(drawn)],
        of=words("rate_part"),
        details=(words("head_of_explained"), words("rate_mean"), words("head_quadrant")),
        note=note_of(
            words("log_not_listed", unseen) if unseen else None, _method(result, words, locale)
        ),
        locale=locale,
    )  # fmt: skip


def _point(item: Driver, row: int, words: Labels, locale: str | None) -> Point:
    weak = item.quadrant is PerformanceQuadrant.CONCENTRATE
    return Point(
        item.part.value or 0.0, row, interval=item.part.interval,
        tone=Tone.NEGATIVE if weak else Tone.NEUTRAL, id=item.touchpoint,
        details=(
            share_text(item.share, locale), format_signed(item.performance, 2, locale),
            _quadrant(item.quadrant, words),
        ),
    )  # fmt: skip


def _quadrant(quadrant: PerformanceQuadrant, words: Labels) -> str:
    return words(f"quadrant_{quadrant.value.replace(' ', '_')}")


def _title(result: Drivers, words: Labels) -> str:
    outcome = result.outcome
    if result.yes is not None:
        outcome = f"{outcome} = {result.yes}"
    return words("rate_goes_with", outcome)


def _headline(result: Drivers, words: Labels, locale: str | None) -> str | None:
    first = result.items[0]
    explained = format_percent(result.r_squared.value or 0.0, 0, locale)
    most = format_percent(first.share, 0, locale)
    return words("rate_explained", explained, len(result.items), most, first.name)


def _method(result: Drivers, words: Labels, locale: str | None) -> str:
    way = words("rate_shapley" if result.method == "shapley" else "rate_relative_weights")
    rests = "rate_complete" if result.missing is MissingAnswers.COMPLETE else "rate_pairwise"
    counts = (format_number(n, locale=locale) for n in (result.n, result.respondents))
    return f"{words('rate_not_causes')} {way} {words(rests, *counts)}"


def performance_chart(result: Drivers, *, locale: str | None = None) -> Chart:
    """See importance against performance, in four quarters.

    Args:
        result: what goes with the outcome.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    importance, performance = words("head_importance"), words("head_performance")
    title = words("titled", _title(result, words), words("matrix_against", importance, performance))
    weak = [item.name for item in result.of(PerformanceQuadrant.CONCENTRATE)]
    there = ", ".join(weak) if weak else "–"
    quarters = [_quadrant(quadrant, words) for quadrant in _ORDER]
    subtitle = words("rate_there", quarters[0], there)
    important = share_text(result.importance_split, locale)
    splits = words("rate_splits", important, format_signed(result.performance_split, 2, locale))
    points = [
        Point(
            item.performance, item.share, label=item.name, id=item.touchpoint,
            tone=Tone.NEGATIVE if item.quadrant is _ORDER[0] else Tone.PRIORITY,
        )
        for item in result.items
    ]  # fmt: skip
    return Chart(
        "importance-performance",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(words("rate_mean"), split=result.performance_split),
        y=Axis(importance, kind=AxisKind.PERCENT, low=0, split=result.importance_split),
        series=[Series("drivers", importance, points, kind=SeriesKind.POINTS)],
        quadrants=(quarters[0], quarters[1], quarters[2], quarters[3]),
        focus=0,
        note=note_of(splits, _method(result, words, locale)),
        locale=locale,
    )


def driver_table(result: Drivers, *, locale: str | None = None) -> Table:
    """See all questions with their parts, limits and ratings.

    Args:
        result: what goes with the outcome.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    return Table(
        "drivers-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_rank"), number),
            TableColumn(words("head_question")),
            TableColumn(words("head_of_explained"), share, decimals=1),
            TableColumn(words("head_of_variance"), share, decimals=1),
            TableColumn(words("head_interval"), ValueKind.INTERVAL, decimals=1),
            TableColumn(words("head_correlation"), number, decimals=2, signed=True),
            TableColumn(words("head_answers"), number),
            TableColumn(words("rate_mean"), number, decimals=2, signed=True),
            TableColumn(words("head_quadrant")),
        ),
        rows=[
            (
                i.rank, i.name, i.share, i.part.value, i.part.interval, i.correlation, i.n,
                i.performance, _quadrant(i.quadrant, words),
            )
            for i in result.items
        ],
        note=note_of(_method(result, words, locale)),
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {
    Drivers: {
        "drivers": (Chart, driver_chart),
        "performance": (Chart, performance_chart),
        "table": (Table, driver_table),
    },
}
