"""Gaps between two maps of one journey: as it is and should be, as it was and was planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.analyzers.changes.order import moved
from journeykit.analyzers.gaps.context import NOTICEABLE, STEEP, Context, Found, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.ways import Stop
from journeykit.analyzers.wording import signed
from journeykit.model import Journey, JourneyState

__all__ = ["deviation", "to_be"]

_CJML = (JourneyState.PLANNED, JourneyState.ACTUAL)


def to_be(context: Context) -> Iterator[Found]:
    """What keeps the journey as it is from the journey as it should be."""
    return _compare(context, GapKind.TO_BE)


def deviation(context: Context) -> Iterator[Found]:
    """How the journey that happened departs from the one that was planned (CJML)."""
    return _compare(context, GapKind.DEVIATION)


def _kind(journey: Journey, against: Journey) -> GapKind:
    planned = journey.state in _CJML or against.state in _CJML
    return GapKind.DEVIATION if planned else GapKind.TO_BE


def _compare(context: Context, kind: GapKind) -> Iterator[Found]:
    against = context.against
    if against is None:
        yield "no journey to compare with was given (against=...)"
        return
    if kind is not _kind(context.journey, against):
        wanted = "planned or actual" if kind is GapKind.DEVIATION else "current and future"
        yield f"the two journeys are not {wanted}"
        return
    here, there = _by_id(context.stops), _by_id(context.against_stops)
    goal = "the plan" if kind is GapKind.DEVIATION else "the journey as it should be"
    for id, stop in there.items():
        if id not in here:
            yield _missing(kind, stop, goal)
    for id, stop in here.items():
        if id not in there:
            yield Gap(
                kind=kind, check="extra", title=f"{stop.name!r} should not be there",
                reason=f"{goal} has no such touchpoint", weight=Weight.UNMANAGED,
                hint="Find out why customers come here, then spare them the step, or allow for it",
                **touching(stop),
            )  # fmt: skip
    common = [stop for id, stop in here.items() if id in there]
    yield from _reordered(kind, common, there, goal)
    for stop in common:
        yield from _differences(context.journey, against, kind, stop, there[stop.id])


def _by_id(along: Sequence[Stop]) -> dict[str, Stop]:
    found: dict[str, Stop] = {}
    for stop in along:
        found.setdefault(stop.id, stop)
    return found


def _missing(kind: GapKind, stop: Stop, goal: str) -> Gap:
    is_moment = stop.touchpoint.moment_of_truth is not None
    return Gap(
        kind=kind, check="missing", title=f"{stop.name!r} is missing",
        reason=f"{goal} has it{' as a moment of truth' if is_moment else ''}, this journey has not",
        hint="Say what has to happen before customers can come here",
        weight=Weight.HURTS if is_moment else Weight.UNMANAGED, **touching(stop),
    )  # fmt: skip


def _reordered(
    kind: GapKind, common: Sequence[Stop], there: dict[str, Stop], goal: str
) -> Iterator[Gap]:
    # What lies in another phase is told as that, and not as out of turn besides.
    stayed = [stop.id for stop in common if stop.phase.id == there[stop.id].phase.id]
    shifted = moved(stayed, there)
    planned = sorted(common, key=lambda stop: there[stop.id].position)
    before = dict(zip((stop.id for stop in planned[1:]), planned, strict=False))
    for index, stop in enumerate(common):
        if stop.id not in shifted:
            continue
        # Moved touchpoints are never first in both orders, so one of the two follows something.
        now = f"after {common[index - 1].name!r}" if index else "first"
        due = f"after {before[stop.id].name!r}" if stop.id in before else "first"
        yield Gap(
            kind=kind, check="reordered", title=f"{stop.name!r} comes out of turn",
            reason=f"it comes {now}, and in {goal} {due}",
            hint="See whether customers choose this order or are forced into it",
            weight=Weight.INCOMPLETE, **touching(stop),
        )  # fmt: skip


def _differences(
    journey: Journey, against: Journey, kind: GapKind, stop: Stop, other: Stop
) -> Iterator[Gap]:
    if stop.phase.id != other.phase.id:
        yield Gap(
            kind=kind, check="other-phase", title=f"{stop.name!r} lies in another phase",
            reason=f"it lies in {stop.phase.name!r}, and should in {other.phase.name!r}",
            hint="See whether the phases mean the same on both maps",
            weight=Weight.INCOMPLETE, **touching(stop),
        )  # fmt: skip
    here, there = stop.touchpoint.channel, other.touchpoint.channel
    if here != there and there is not None:
        now = "in no channel that the map names" if here is None else journey.channel_name(here)
        yield Gap(
            kind=kind, check="other-channel", title=f"{stop.name!r} happens in another channel",
            reason=f"it is {now}, and should be {against.channel_name(there)}",
            hint="Find out what keeps customers from the channel that is meant for them",
            weight=Weight.UNMANAGED, **touching(stop),
        )  # fmt: skip
    felt, due = stop.touchpoint.valence, other.touchpoint.valence
    if felt is None or due is None or abs(due - felt) < NOTICEABLE:
        return
    worse = due > felt
    hurts = worse and (felt < 0 <= due or due - felt >= STEEP)
    yield Gap(
        kind=kind, check="other-feeling",
        title=f"{stop.name!r} feels {'worse' if worse else 'better'} than it should",
        reason=f"customers feel {signed(felt)}, and should feel {signed(due)}",
        hint="Close the difference" if worse else "Learn what goes better, and keep it",
        weight=Weight.HURTS if hurts else Weight.UNMANAGED if worse else Weight.INCOMPLETE,
        **touching(stop, size=abs(due - felt), unit="valence"),
    )  # fmt: skip
