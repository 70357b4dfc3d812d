"""Opportunity scores of a survey, as a forest and as a table."""

from __future__ import annotations

from journeykit.analyzers.unmet import OpportunityBand, OpportunityScore, OpportunityScores
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.logs.common import Views, described, note_of

__all__ = ["VIEWS"]

_HIGHEST = 20.0
_BANDS = ((10.0, OpportunityBand.NEUTRAL), (12.0, OpportunityBand.SOLID), (15.0, OpportunityBand.MAJOR))  # fmt: skip


def scores_chart(result: OpportunityScores, *, locale: str | None = None) -> Chart:
    """See the opportunity scores of each segment, with how sure they are.

    Args:
        result: the scores.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = words("unmet_scores"), _headline(result, words, locale)
    points = [
        Point(
            item.score, place, interval=item.interval,
            tone=Tone.PRIORITY if item.band is OpportunityBand.MAJOR else Tone.NEUTRAL,
            details=(
                format_number(item.score, 1, locale),
                *(format_number(x, 1, locale) for x in (item.importance, item.satisfaction)),
                format_number(min(item.importance_n, item.satisfaction_n), locale=locale),
            ),
        )
        for place, item in enumerate(result.items)
    ]  # fmt: skip
    heads = ("head_score", "head_importance", "head_satisfaction", "change_answers")
    return Chart(
        "unmet",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(words("unmet_axis"), low=0, high=_HIGHEST),
        y=Axis(
            kind=AxisKind.CATEGORY, categories=[_name(item, words) for item in result.items]
        ),
        series=[
            Series(
                "scores", words("head_score"), points, kind=SeriesKind.ESTIMATES,
                details=tuple(map(words, heads)),
            )
        ],
        guides=[Guide(limit, words(f"band_{band}")) for limit, band in _BANDS] if points else (),
        note=_note(result, words),
        locale=locale,
    )  # fmt: skip


def _headline(result: OpportunityScores, words: Labels, locale: str | None) -> str | None:
    if not result.items:
        return None
    best = max(result.items, key=lambda item: item.score)
    figures = (format_number(x, 1, locale) for x in (best.score, *best.interval))
    return words("unmet_first", _name(best, words), *figures)


def _name(item: OpportunityScore, words: Labels) -> str:
    return item.outcome if item.segment is None else words("titled", item.segment, item.outcome)


def _note(result: OpportunityScores, words: Labels) -> str | None:
    return note_of(
        words("unmet_sure", f"{100 * result.confidence:g}"),
        words("log_too_few", ", ".join(result.refused)) if result.refused else None,
    )


def scores_table(result: OpportunityScores, *, locale: str | None = None) -> Table:
    """See importance, satisfaction and score of each outcome, by segment.

    Args:
        result: the scores.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = words("unmet_scores"), _headline(result, words, locale)
    number = ValueKind.NUMBER
    return Table(
        "unmet-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            *((TableColumn(result.by),) if result.by is not None else ()),
            TableColumn(words("head_rank"), number),
            TableColumn(words("head_outcome")),
            TableColumn(words("head_importance"), number, decimals=1),
            TableColumn(words("head_satisfaction"), number, decimals=1),
            TableColumn(words("head_score"), number, decimals=1),
            TableColumn(words("funnel_interval", f"{100 * result.confidence:g}"), number, decimals=1),
            TableColumn(words("head_band")),
            TableColumn(words("change_answers"), number),
        ),
        rows=[
            (
                *((item.segment,) if result.by is not None else ()),
                item.rank, item.outcome, item.importance, item.satisfaction, item.score,
                item.interval, words(f"band_{item.band}"),
                min(item.importance_n, item.satisfaction_n),
            )
            for item in result.items
        ],
        note=_note(result, words),
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {
    OpportunityScores: {"scores": (Chart, scores_chart), "table": (Table, scores_table)}
}
