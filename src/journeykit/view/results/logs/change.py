"""Why a conversion changed, and what a fix would bring, as tables."""

from __future__ import annotations

from journeykit.analyzers.funnels.change import ConversionChange
from journeykit.analyzers.funnels.impact import FixImpact
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.format import format_number
from journeykit.view.labels import labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, note_of, signed_points

__all__ = ["VIEWS"]


def change_table(result: ConversionChange, *, locale: str | None = None) -> Table:
    """See which part of a difference comes from other rates, and which from another mix.

    Args:
        result: the change.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    ways = words("log_step_from_to", result.start, result.step)
    title = words("log_change", result.first, result.second, ways)
    p = result.parts
    parts = (signed_points(share, locale) for share in (p.change, p.rate_part, p.mix_part))
    subtitle = words("log_change_parts", *parts)
    share, number = ValueKind.PERCENT, ValueKind.NUMBER
    names = (result.first, result.second)
    return Table(
        "conversion-change",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(result.over),
            *(TableColumn(words("log_share_in", name), share, decimals=1) for name in names),
            *(TableColumn(words("log_rate_in", name), share, decimals=1) for name in names),
            TableColumn(words("head_rate_part"), number, decimals=1, signed=True),
            TableColumn(words("head_mix_part"), number, decimals=1, signed=True),
        ),
        rows=[
            (
                s.segment, s.weight_before, s.weight_after, s.rate_before, s.rate_after,
                100 * s.rate_part, 100 * s.mix_part,
            )
            for s in p.segments
        ],
        note=note_of(words("log_exact_split")),
        locale=locale,
    )  # fmt: skip


def impact_table(result: FixImpact, *, locale: str | None = None) -> Table:
    """See how many more would come to the end if some of those lost were won back.

    Args:
        result: the impact.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    gain = "–" if result.value is None else format_number(result.value, 0, locale)
    title = words("log_fix", result.step, gain)
    limits = None
    if result.low is not None and result.high is not None:
        ends = (format_number(limit, 0, locale) for limit in (result.low, result.high))
        limits = words("log_limits", *ends)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    return Table(
        "fix-impact",
        title,
        description=described(title, None),
        columns=(
            TableColumn(words("head_lost"), number),
            TableColumn(words("head_lift"), share, decimals=0),
            TableColumn(words("head_survival"), share, decimals=1),
            TableColumn(words("head_gain"), number, decimals=0),
            TableColumn(words("funnel_interval", f"{100 * result.confidence:g}")),
            TableColumn(words("head_at_end_now"), number),
        ),
        rows=[(result.loss, result.lift, result.survival, result.value, limits, result.end)],
        note=note_of(words("log_fix_rests", share_text(result.lift, locale))),
        locale=locale,
    )


VIEWS: Views = {
    ConversionChange: {"parts": (Table, change_table)},
    FixImpact: {"table": (Table, impact_table)},
}
