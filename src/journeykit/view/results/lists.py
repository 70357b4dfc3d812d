"""Gaps, moments of truth, ways and priorities as tables."""

from __future__ import annotations

from journeykit.analyzers.gaps import Gap, Gaps, Weight
from journeykit.analyzers.moments import Moments
from journeykit.analyzers.ranked import Method, Priorities, RankedOpportunity
from journeykit.analyzers.shape import Flow
from journeykit.model import slug
from journeykit.view.figures import Table, TableColumn, TableValue, ValueKind
from journeykit.view.labels import Labels, labels
from journeykit.view.words.results import (
    describe_flow,
    describe_gaps,
    describe_moments,
    describe_priorities,
)

__all__ = ["flow_table", "gap_table", "moment_table", "priority_table"]


def gap_table(result: Gaps) -> Table:
    """See the gaps, the weightiest first."""
    words = labels(result.locale)
    return Table(
        slug(f"{result.title} gaps"),
        words("titled", result.title, words("head_gaps")),
        description=describe_gaps(result),
        columns=(
            TableColumn(words("head_weight")),
            TableColumn(words("head_gap")),
            TableColumn(words("head_why")),
            TableColumn(words("head_what_to_do")),
            TableColumn(words("head_where")),
        ),
        rows=tuple(
            (
                _weight(gap, words),
                gap.title,
                gap.reason,
                gap.hint,
                _where(gap, words),
            )
            for gap in result
        ),
        locale=result.locale,
    )


def _weight(gap: Gap, words: Labels) -> str:
    """How heavy a gap is, by signs and by words."""
    full = int(gap.weight)
    return f"{'●' * full}{'○' * (len(Weight) - full)}\n{words(f'weight_{gap.weight.name.lower()}')}"


def _where(gap: Gap, words: Labels) -> str:
    place = gap.where or words("whole_journey")
    return f"{words(f'gap_{gap.kind.value}')}\n{place}"


def moment_table(result: Moments) -> Table:
    """See the declared and the suggested moments of truth, with what speaks for each."""
    words = labels(result.locale)
    return Table(
        slug(f"{result.title} moments of truth"),
        words("titled", result.title, words("head_moments")),
        description=describe_moments(result),
        columns=(
            TableColumn(words("head_touchpoint")),
            TableColumn(words("head_moment")),
            TableColumn(words("head_signs")),
        ),
        rows=tuple(
            (
                moment.name,
                words("moment_suggested")
                if moment.declared is None
                else f"◉ {words(f'moment_{moment.declared.value}')}",
                "\n".join(f"• {sign.text}" for sign in moment.signs) or None,
            )
            for moment in (*result.declared, *result.suggested)
        ),
        locale=result.locale,
    )


def flow_table(result: Flow) -> Table:
    """See what stands out in the ways between touchpoints."""
    words = labels(result.locale)
    rows: list[tuple[TableValue, ...]] = []
    for key, spots in (
        ("way_start", result.starts),
        ("way_end", result.ends),
        ("way_dead_end", result.dead_ends),
        ("way_unreachable", result.unreachable),
    ):
        rows += [(words(key), spot.name, spot.reason) for spot in spots]
    loop, branch, hand_off = words("way_loop"), words("head_branch"), words("way_hand_off")
    rows += [(loop, ", ".join(found.names), found.reason) for found in result.loops]
    rows += [(branch, found.name, found.reason) for found in result.branches]
    rows += [
        (hand_off, words("log_step_from_to", found.source_name, found.target_name), found.reason)
        for found in result.hand_offs
    ]
    return Table(
        slug(f"{result.title} flow"),
        words("titled", result.title, words("head_flow")),
        description=describe_flow(result),
        columns=[TableColumn(words(f"head_{key}")) for key in ("what", "where", "why")],
        rows=tuple(rows),
        locale=result.locale,
    )


def priority_table(result: Priorities) -> Table:
    """See the opportunities ranked, each with what its score rests on."""
    words = labels(result.locale)
    return Table(
        slug(f"{result.title} priorities"),
        words("titled", result.title, words("head_priorities")),
        description=describe_priorities(result),
        columns=(
            TableColumn(words("head_rank"), ValueKind.NUMBER),
            TableColumn(words("head_opportunity")),
            TableColumn(words("head_score"), ValueKind.NUMBER, decimals=1),
            TableColumn(words("head_method")),
            TableColumn(words("head_rests_on")),
            TableColumn(words("head_owner")),
        ),
        rows=tuple(
            (
                item.rank,
                item.text,
                item.score,
                _method(item, words),
                _rests_on(item, words) or ", ".join(item.missing) or None,
                item.owner,
            )
            for item in result
        ),
        locale=result.locale,
    )


def _rests_on(item: RankedOpportunity, words: Labels) -> str:
    """The figures behind a score; of a fix impact what is measured, estimated and assumed."""
    if item.method is not Method.FIX_IMPACT:
        return item.rests_on
    return "\n".join(
        words("titled", words(f"ground_{ground.kind}"), ground.text) for ground in item.grounds
    )


def _method(item: RankedOpportunity, words: Labels) -> str | None:
    return None if item.method is Method.UNSCORED else words(f"method_{item.method.value}")
