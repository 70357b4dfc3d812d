"""Steps of a funnel as bars with their figures, whether a map or a log counted them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from journeykit.view.figures import TableColumn, ValueKind
from journeykit.view.format import format_percent, format_value
from journeykit.view.labels import Labels

if TYPE_CHECKING:
    from journeykit.analyzers.dropoff import DropOffStep
    from journeykit.analyzers.funnels import FunnelStep

    Step: TypeAlias = DropOffStep | FunnelStep

__all__ = ["figures_of", "heads", "interval_text", "share_text", "worst_of"]

_WIDE = 0.03
"""From this width on an interval is written without decimals, which would pretend exactness."""


def heads(words: Labels, confidence: float, *, sure: bool) -> tuple[str, ...]:
    """The names of the figures that stand with the bars.

    Args:
        words: of the language.
        confidence: of the intervals, between 0 and 1.
        sure: whether there are intervals.
    """
    interval = (words("funnel_interval", f"{100 * confidence:g}"),) if sure else ()
    return (words("funnel_lost"), *interval, words("funnel_from_start"))


def figures_of(step: Step, locale: str | None, *, sure: bool) -> tuple[str, ...]:
    """The figures of a step, one for each of `heads`; empty where there is none."""
    lost = "" if not step.drop_off else share_text(-step.drop_off, locale)
    interval = (interval_text(step.drop_off_interval, locale),) if sure else ()
    left = "" if step.from_start is None else share_text(step.from_start, locale)
    return (lost, *interval, left)


def share_text(share: float, locale: str | None) -> str:
    """A share in whole percent; small ones with decimals, so that nothing becomes nothing."""
    size = abs(share)
    return format_percent(
        share, 0 if size >= 0.0995 or not size else 1 if size >= 0.001 else 2, locale
    )


def interval_text(interval: tuple[float, float] | None, locale: str | None) -> str:
    """An interval of shares, no finer than it is wide; nothing where there is none."""
    if interval is None:
        return ""
    decimals = 0 if interval[1] - interval[0] >= _WIDE else 1
    return format_value(interval, TableColumn("", ValueKind.INTERVAL, decimals=decimals), locale)


def worst_of(steps: Iterable[Step]) -> dict[int, list[str]]:
    """Which steps stand out, by place, and why, as keys of words.

    One loses most customers, one the highest share. Where only one loses any there is
    nothing to compare.
    """
    losing = [(place, s) for place, s in enumerate(steps) if s.loss is not None and s.loss > 0]
    found: dict[int, list[str]] = {}
    if len(losing) > 1:
        most = max(losing, key=lambda item: item[1].loss or 0)
        steepest = max(losing, key=lambda item: (item[1].drop_off or 0.0, item[1].loss or 0))
        found[most[0]] = ["funnel_most"]
        found.setdefault(steepest[0], []).append("funnel_steepest")
    return found
