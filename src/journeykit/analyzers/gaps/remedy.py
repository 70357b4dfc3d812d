"""Gaps between what hurts and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.analyzers.gaps.context import Context, Found, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.priorities import methods_of
from journeykit.analyzers.ways import Stop
from journeykit.analyzers.wording import listed, percent
from journeykit.model import InitiativeStatus, PainPoint

__all__ = ["unanswered_pain", "unready_opportunity"]


def unanswered_pain(context: Context) -> Iterator[Found]:
    """No opportunity takes up a pain point."""
    if not any(stop.touchpoint.pain_points for stop in context.stops):
        yield "no touchpoint has a pain point"
    addressed = {id for o in context.journey.opportunities for id in o.pain_points}
    for stop in context.stops:
        for pain in stop.touchpoint.pain_points:
            if pain.id not in addressed:
                yield Gap(
                    kind=GapKind.OPPORTUNITY, check="unanswered-pain",
                    title=f"Nothing is planned against {pain.text!r}",
                    reason=f"{_how_bad(pain)}, and no opportunity addresses it",
                    hint="Add an opportunity that names this pain point",
                    weight=Weight.INCOMPLETE if pain.severity is None else Weight(pain.severity.rank),
                    **touching(
                        stop, where=f"{stop.path}/{pain.id}", size=pain.frequency,
                        unit=None if pain.frequency is None else "share of customers",
                        evidence=pain.evidence,
                    ),
                )  # fmt: skip


def _how_bad(pain: PainPoint) -> str:
    words = {1: "it is trivial", 2: "customers work around it", 3: "customers give up over it"}
    text = (
        "how bad it is the map does not say" if pain.severity is None else words[pain.severity.rank]
    )
    return text if pain.frequency is None else f"{text} ({percent(pain.frequency)} meet it)"


def unready_opportunity(context: Context) -> Iterator[Found]:
    """An opportunity lacks an owner, figures to rank it, or an initiative."""
    journey = context.journey
    if not journey.opportunities:
        yield "the map has no opportunities"
        return
    taken_up = {
        id
        for initiative in journey.initiatives
        if initiative.status is not InitiativeStatus.DROPPED
        for id in initiative.opportunities
    }
    homes: dict[str, list[Stop]] = {}
    by_id: dict[str, Stop] = {}
    for stop in context.stops:
        by_id.setdefault(stop.id, stop)
        for pain in stop.touchpoint.pain_points:
            homes.setdefault(pain.id, []).append(stop)
    for opportunity in journey.opportunities:
        missing = [] if opportunity.owner is not None else ["an owner"]
        if not methods_of(opportunity):
            missing.append("figures to rank it")
        if opportunity.id not in taken_up:
            missing.append("an initiative")
        if not missing:
            continue
        places = [s for id in opportunity.pain_points for s in homes.get(id, ())]
        places += [by_id[id] for id in opportunity.touchpoints if id in by_id]
        ids = tuple(dict.fromkeys(s.id for s in places))
        yield Gap(
            kind=GapKind.OPPORTUNITY, check="unready-opportunity", where=opportunity.id,
            title=f"{opportunity.text!r} is not ready to be worked on",
            reason=f"it lacks {listed(missing)}",
            hint="Complete it, or drop it", weight=Weight.INCOMPLETE,
            touchpoints=ids, evidence=opportunity.evidence,
            position=min((s.position for s in places), default=0),
        )  # fmt: skip
