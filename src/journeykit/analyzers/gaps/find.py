"""Runs the checks and ranks what they find."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.analyzers.gaps.context import Check, Context
from journeykit.analyzers.gaps.coverage import empty_stretch
from journeykit.analyzers.gaps.experience import (
    expected_feeling,
    low_point,
    missing_feedback,
    only_burden,
    persona_left_out,
    steep_fall,
    unanswered_expectation,
)
from journeykit.analyzers.gaps.gap import Gap, GapKind, Gaps, SkippedCheck
from journeykit.analyzers.gaps.handing import channel_change, owner_change, without_owner
from journeykit.analyzers.gaps.proof import missed_target, unmeasured, unsupported, without_metric
from journeykit.analyzers.gaps.remedy import unanswered_pain, unready_opportunity
from journeykit.analyzers.gaps.versus import deviation, to_be
from journeykit.errors import NotFoundError
from journeykit.model import Journey

__all__ = ["CHECKS", "find_gaps"]

CHECKS: tuple[tuple[GapKind, str, Check], ...] = (
    (GapKind.EXPECTATION, "expected-feeling", expected_feeling),
    (GapKind.EXPECTATION, "unanswered-expectation", unanswered_expectation),
    (GapKind.EMOTION, "low-point", low_point),
    (GapKind.EMOTION, "steep-fall", steep_fall),
    (GapKind.CHANNEL, "channel-change", channel_change),
    (GapKind.OWNERSHIP, "owner-change", owner_change),
    (GapKind.OWNERSHIP, "without-owner", without_owner),
    (GapKind.VALUE, "persona-left-out", persona_left_out),
    (GapKind.VALUE, "only-burden", only_burden),
    (GapKind.OPPORTUNITY, "unanswered-pain", unanswered_pain),
    (GapKind.OPPORTUNITY, "unready-opportunity", unready_opportunity),
    (GapKind.FEEDBACK, "missing-feedback", missing_feedback),
    (GapKind.METRIC, "without-metric", without_metric),
    (GapKind.METRIC, "unmeasured", unmeasured),
    (GapKind.METRIC, "missed-target", missed_target),
    (GapKind.EVIDENCE, "unsupported", unsupported),
    (GapKind.COVERAGE, "empty-stretch", empty_stretch),
    (GapKind.TO_BE, "to-be", to_be),
    (GapKind.DEVIATION, "deviation", deviation),
)
"""Every check: the kind of gap that it looks for, its name, and the function."""


def find_gaps(
    journey: Journey,
    *,
    kinds: Iterable[GapKind | str] | None = None,
    against: Journey | None = None,
) -> Gaps:
    """Find what a map leaves open, the gravest first.

    Gaps are ranked by what they mean to customers, see `Gap.rank_key`. Valences
    that differ by less than 0.25, half a point of a five-point scale, count as
    equal; a fall of 1 or more is steep. Feelings are looked at for each persona
    on its own. A change of channel is a gap where the mood falls across it, and
    where customers cross from online to offline or back at a moment of truth or
    without one owner for both sides; all changes are in `flow(journey).hand_offs`.
    The cost grows with the number of touchpoints, times personas.

    Args:
        journey: the map.
        kinds: kinds of gap to look for; None takes all.
        against: the same journey as it should be, or as it was planned.
            Touchpoints are matched by id. Where one of the two maps has the state
            "planned" or "actual", differences are deviations, otherwise they
            are gaps between as-is and to-be.

    Returns:
        The gaps, and the checks that could not run or left something out, with the reason.

    Raises:
        NotFoundError: if there is no such kind of gap.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy a bike", [Phase("Purchase", [
        ...     Touchpoint("Try", emotion=0.8), Touchpoint("Pay", emotion=-0.6),
        ... ])])
        >>> gaps = find_gaps(journey)
        >>> gaps.items[0].title
        "Customers feel bad at 'Pay'"
        >>> [gap.check for gap in gaps.at("try")]
        ['without-owner', 'without-metric']
    """
    wanted = _wanted(kinds)
    context = Context(journey, against)
    gaps: list[Gap] = []
    skipped: list[SkippedCheck] = []
    checks = [(kind, name, check) for kind, name, check in CHECKS if kind in wanted]
    for kind, name, check in checks:
        for found in check(context):
            if isinstance(found, Gap):
                gaps.append(found)
            else:
                skipped.append(SkippedCheck(check=name, kind=kind, reason=found))
    gaps.sort(key=lambda gap: gap.rank_key)
    return Gaps(
        title=journey.title, locale=journey.locale, items=tuple(gaps), skipped=tuple(skipped),
        checks=tuple(name for _, name, _ in checks),
    )  # fmt: skip


def _wanted(kinds: Iterable[GapKind | str] | None) -> frozenset[str]:
    known = frozenset(map(str, GapKind))
    if kinds is None:
        return known
    asked = [kinds] if isinstance(kinds, str) else list(kinds)
    for kind in asked:
        if kind not in known:
            raise NotFoundError("kind of gap", kind, sorted(known))
    return frozenset(map(str, asked))
