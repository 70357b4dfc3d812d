"""Draft personas: how they differ in the half that showed it and in the other, and as a table."""

from __future__ import annotations

from journeykit.analyzers.problems.draft import (
    DraftPersona,
    DraftPersonas,
    Trait,
    TraitKind,
    segment_text,
)
from journeykit.analyzers.stats import Comparison
from journeykit.view.figures import (
    Axis,
    Chart,
    Guide,
    Point,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.format import format_signed
from journeykit.view.labels import Labels, labels
from journeykit.view.results.logs.common import Views, described, note_of, p_value
from journeykit.view.results.logs.estimates import estimates_chart
from journeykit.view.words.text import capital

__all__ = ["VIEWS"]


def drafts_chart(result: DraftPersonas, *, top: int = 10, locale: str | None = None) -> Chart:
    """See what each draft does otherwise, as the other half of the customers shows it.

    Args:
        result: the drafts.
        top: how many behaviours are drawn, those of the largest drafts.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), words("draft_mark")
    told = [(draft, trait) for draft in result.items for trait in (*draft.traits, *draft.lost)]
    drawn, unseen = told[:top], max(0, len(told) - top)
    return estimates_chart(
        "draft-personas", title, subtitle,
        x=Axis(words("log_difference_of_shares")),
        names=[words("titled", _segment(draft), _behaviour(trait, words)) for draft, trait in drawn],
        points=[_point(trait, place, locale) for place, (_, trait) in enumerate(drawn)],
        of=words("draft_second"),
        details=(words("draft_first"), words("draft_second"), words("head_p_adjusted")),
        guide=Guide(0, words("log_no_difference")),
        open_means=words("draft_lost"),
        note=note_of(words("log_not_listed", unseen) if unseen else None, _given(result, words)),
        locale=locale,
    )  # fmt: skip


def _point(trait: Trait, place: int, locale: str | None) -> Point:
    c = trait.again
    value, low, high = (100 * (share or 0.0) for share in (c.difference, c.low, c.high))
    # To do otherwise is neither good nor bad.
    return Point(
        value, place, interval=(low, high), open=not trait.holds,
        details=(_points(trait.found, locale), _points(c, locale), p_value(trait.p, locale)),
    )  # fmt: skip


def _points(c: Comparison, locale: str | None) -> str:
    return format_signed(100 * (c.difference or 0.0), 1, locale)


def _segment(draft: DraftPersona) -> str:
    return segment_text(draft.persona.segment)


def _behaviour(trait: Trait, words: Labels) -> str:
    if trait.kind in (TraitKind.ON, TraitKind.SOON):
        return words(f"draft_{trait.kind}", words("log_step_from_to", *trait.of))
    return words(
        "find_again" if trait.kind is TraitKind.AGAIN else f"draft_{trait.kind}", *trait.of
    )


def _given(result: DraftPersonas, words: Labels) -> str | None:
    """What is left out because it comes with the segments."""
    told = [
        words("titled", _segment(draft), _behaviour(trait, words))
        for draft in result.items
        for trait in draft.given
    ]
    return capital(words("titled", words("draft_given"), "; ".join(told))) if told else None


def _verdict(trait: Trait) -> str:
    return "draft_given" if trait.given else "log_holds" if trait.holds else "log_may_be_chance"


def _title(result: DraftPersonas, words: Labels) -> str:
    n = len(result.items)
    return words("draft_many", n) if n > 1 else words("draft_one" if n else "draft_none")


def drafts_table(result: DraftPersonas, *, locale: str | None = None) -> Table:
    """See every behaviour of each draft with its shares in both halves.

    Args:
        result: the drafts.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), words("draft_mark")
    share = ValueKind.PERCENT
    return Table(
        "draft-personas-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_segment")),
            TableColumn(words("head_customers"), ValueKind.NUMBER),
            TableColumn(words("head_behaviour")),
            TableColumn(words("draft_first"), share, decimals=1),
            TableColumn(words("log_all_others"), share, decimals=1),
            TableColumn(words("draft_second"), share, decimals=1),
            TableColumn(words("log_all_others"), share, decimals=1),
            TableColumn(words("head_p_adjusted")),
            TableColumn(words("head_verdict")),
        ),
        rows=[
            (
                _segment(draft), draft.customers, _behaviour(trait, words),
                trait.found.first, trait.found.second, trait.again.first, trait.again.second,
                p_value(trait.p, locale),
                words(_verdict(trait)),
            )
            for draft in result.items
            for trait in (*draft.traits, *draft.lost, *draft.given)
        ],
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {
    DraftPersonas: {"drafts": (Chart, drafts_chart), "table": (Table, drafts_table)},
}
