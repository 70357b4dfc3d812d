"""What conversions hang on, by a Markov chain: as bars and as a table."""

from __future__ import annotations

from journeykit.analyzers.paths.markov import MarkovResult
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
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, note_of, units

__all__ = ["VIEWS"]


def removal_chart(result: MarkovResult, *, top: int = 8, locale: str | None = None) -> Chart:
    """See which share of conversions hangs on each event, and the chance to convert from there.

    Args:
        result: the chain, solved.
        top: how many events are shown, those on which most hangs.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    states = [state for state in result.items if state.removal_effect is not None][:top]
    unseen = len(result.items) - len(states)
    points = [
        Point(
            place, state.removal_effect or 0.0,
            label=share_text(state.removal_effect or 0.0, locale),
            details=(share_text(state.chance, locale), format_number(state.steps, 1, locale)),
        )
        for place, state in enumerate(states)
    ]  # fmt: skip
    return Chart(
        "markov",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.CATEGORY, categories=[state.name for state in states]),
        y=Axis(words("log_removal"), kind=AxisKind.PERCENT, low=0),
        series=[
            Series(
                "removal", words("head_removal"), points, kind=SeriesKind.BARS,
                details=(words("log_chance_here"), words("log_moves")),
            )
        ],
        note=note_of(
            words("log_markov_note", result.order),
            words("log_rows_left", unseen) if unseen else None,
            notes=result.notes,
        ),
        locale=locale,
    )  # fmt: skip


def _title(result: MarkovResult, words: Labels, locale: str | None) -> str:
    paths = units(result.count, result.paths, words, locale)
    return words("log_chance", str(result.converted), share_text(result.chance, locale), paths)


def _headline(result: MarkovResult, words: Labels, locale: str | None) -> str | None:
    for state in result.items[:1]:
        if state.removal_effect:
            return words("log_hangs_on", state.name, share_text(state.removal_effect, locale))
    return None


def chance_table(result: MarkovResult, *, locale: str | None = None) -> Table:
    """See the chance to convert from each event, and all that goes with it.

    Args:
        result: the chain, solved.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    return Table(
        "markov-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_event")),
            TableColumn(words("log_chance_here"), share, decimals=1),
            TableColumn(words("log_moves"), number, decimals=1),
            TableColumn(words("head_visits"), number, decimals=2),
            TableColumn(words("head_removal"), share, decimals=1),
            TableColumn(words("head_credit"), share, decimals=1),
        ),
        rows=[
            (s.name, s.chance, s.steps, s.visits, s.removal_effect, s.credit) for s in result
        ],
        note=note_of(words("log_markov_note", result.order), notes=result.notes),
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {MarkovResult: {"removal": (Chart, removal_chart), "table": (Table, chance_table)}}
