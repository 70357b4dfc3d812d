"""Scores of surveys as estimates and as tables, and what became of the answers."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.ratings import SurveyScore, SurveyScores
from journeykit.errors import NotFoundError
from journeykit.events.ratings import Question, RatingsQuality
from journeykit.model import Metric
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.logs.common import Views, described, note_of, p_value
from journeykit.view.words.text import capital

__all__ = ["VIEWS"]


def score_chart(
    result: SurveyScores, *, metric: str | None = None, locale: str | None = None
) -> Chart:
    """See one figure of each question, or of each segment, with its interval.

    Args:
        result: the figures.
        metric: id of the metric; None takes the first.
        locale: language as BCP 47; None is English.

    Raises:
        NotFoundError: if there is no such metric among the figures.
    """
    words = labels(locale)
    chosen = _metric(result, metric)
    items = [i for i in result.items if chosen is not None and i.metric == chosen.id]
    title, subtitle = _title(result, chosen, words), _direction(chosen, words)
    known = [(row, item.value, item) for row, item in enumerate(items) if item.value is not None]
    points = [
        Point(value, row, interval=item.interval, details=_details(item, value, words, locale))
        for row, value, item in known
    ]  # fmt: skip
    return Chart(
        "survey-scores",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(None if chosen is None else chosen.unit),
        y=Axis(kind=AxisKind.CATEGORY, categories=_names(items)),
        series=[
            Series(
                "scores", "" if chosen is None else chosen.name, points, kind=SeriesKind.ESTIMATES,
                details=(words("head_score"), words("head_interval"), words("head_answers")),
            )
        ],
        note=note_of(words("rate_chance", f"{100 * result.confidence:g}")),
        locale=locale,
    )  # fmt: skip


def _metric(result: SurveyScores, metric: str | None) -> Metric | None:
    if metric is None:
        return next(iter(result.metrics), None)
    for known in result.metrics:
        if known.id == metric:
            return known
    raise NotFoundError("metric of these scores", metric, [known.id for known in result.metrics])


def _title(result: SurveyScores, metric: Metric | None, words: Labels) -> str:
    by = words("rate_by_question") if result.by is None else words("rate_by", result.by)
    return capital(by) if metric is None else words("titled", metric.name, by)


def _direction(metric: Metric | None, words: Labels) -> str | None:
    if metric is None or metric.higher_is_better is None:
        return None
    return words("rate_better_high" if metric.higher_is_better else "rate_better_low")


def _names(items: Sequence[SurveyScore]) -> list[str]:
    """What stands at each row: the question, and the segment where there are any."""
    several = len({item.question for item in items}) > 1
    return [
        item.question if item.group is None
        else f"{item.question}, {item.group}" if several else item.group
        for item in items
    ]  # fmt: skip


def _details(
    item: SurveyScore, value: float, words: Labels, locale: str | None
) -> tuple[str, str, str]:
    decimals = 2 if abs(value) < 10 else 1
    limits = ""
    if item.interval is not None:
        low, high = (format_number(limit, decimals, locale) for limit in item.interval)
        limits = words("log_limits", low, high)
    return format_number(value, decimals, locale), limits, format_number(item.n, locale=locale)


def score_table(result: SurveyScores, *, locale: str | None = None) -> Table:
    """See all figures with their intervals and how many answers they rest on.

    Args:
        result: the figures.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    metrics = {metric.id: metric for metric in result.metrics}
    only = next(iter(metrics.values())) if len(metrics) == 1 else None
    title, subtitle = _title(result, only, words), _direction(only, words)
    tests = _tests(result, words)
    number = ValueKind.NUMBER
    return Table(
        "survey-scores-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_question")),
            *([] if result.by is None else [TableColumn(words("head_segment"))]),
            TableColumn(words("head_metric")),
            TableColumn(words("head_score"), number, decimals=2),
            TableColumn(words("head_interval"), number, decimals=2),
            TableColumn(words("head_answers"), number),
            TableColumn(words("head_asked"), number),
            *([] if tests is None else [
                TableColumn(capital(words("log_all_others")), number, decimals=2),
                TableColumn(words("head_p_adjusted")),
            ]),
        ),
        rows=[
            (
                i.question, *([] if result.by is None else [i.group]), metrics[i.metric].name,
                i.value, i.interval, i.n, i.asked,
                *([] if tests is None else [
                    None if i.others is None else i.others.second, p_value(i.p_adjusted, locale)
                ]),
            )
            for i in result.items
        ],
        note=note_of(words("rate_chance", f"{100 * result.confidence:g}"), tests),
        locale=locale,
    )  # fmt: skip


def _tests(result: SurveyScores, words: Labels) -> str | None:
    """How many segments were tested, and when a difference holds."""
    number = sum(item.p_adjusted is not None for item in result.items)
    if not number:
        return None
    return words("log_tests", number, result.adjust.title(), f"{result.alpha:g}")


def quality_table(result: RatingsQuality, *, locale: str | None = None) -> Table:
    """See for each question which answers are scores, and what the others are.

    Args:
        result: what became of the answers.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title = words("rate_quality", format_number(result.respondents, locale=locale))
    strays = sum(q.off_scale + q.unread for q in result.questions)
    subtitle = (
        words("rate_strays", format_number(strays, locale=locale))
        if strays
        else words("rate_all_scores")
    )
    counted = ("scores", "missing", "not_applicable")
    told = {"rate_repeated": result.repeated, "rate_nameless": result.nameless}
    notes = [words(key, format_number(n, locale=locale)) for key, n in told.items() if n]
    return Table(
        "ratings-quality",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_question")),
            TableColumn(words("head_touchpoint")),
            TableColumn(words("head_scale")),
            *(TableColumn(words(f"head_{head}"), ValueKind.NUMBER) for head in counted),
            TableColumn(words("head_off_scale")),
            TableColumn(words("head_unread")),
        ),
        rows=[_quality_row(question, locale) for question in result.questions],
        note=note_of(words("rate_only_scores"), *notes),
        locale=locale,
    )


def _quality_row(q: Question, locale: str | None) -> tuple[str | float | None, ...]:
    def strays(number: int, examples: Sequence[str]) -> str | None:
        return "\n".join([format_number(number, locale=locale), *examples]) if number else None

    return (
        q.column, q.touchpoint, q.scale.id, q.answered, q.missing, q.not_applicable,
        strays(q.off_scale, q.off_examples), strays(q.unread, q.unread_examples),
    )  # fmt: skip


VIEWS: Views = {
    SurveyScores: {"scores": (Chart, score_chart), "table": (Table, score_table)},
    RatingsQuality: {"questions": (Table, quality_table)},
}
