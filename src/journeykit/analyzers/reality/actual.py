"""The journey as it was: of one customer, or of the group (CJML's actual journey)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import define, field

from journeykit.analyzers.changes.order import in_order
from journeykit.analyzers.reality.observation import Observation
from journeykit.events.mapped_paths.single import Done
from journeykit.events.moments import as_text
from journeykit.model import (
    Channel,
    Journey,
    JourneyState,
    PainPoint,
    Phase,
    Touchpoint,
    Transition,
    TransitionKind,
    slug,
)
from journeykit.model.fields import Scalar

__all__ = ["group_journey", "journey_of"]

_Moves = Mapping[tuple[str, str], int]


@define
class _Visited:
    """A touchpoint of a customer: when, how often, where, and whether it worked."""

    us: int
    times: int = 0
    failures: int = 0
    channel: str | None = None
    event: str | None = field(default=None)


def journey_of(observation: Observation, done: Sequence[Done], customer: object) -> Journey:
    """The journey of one customer.

    Args:
        observation: the map and the log.
        done: what the customer did, in order.
        customer: the customer's name.
    """
    plan = observation.journey
    ids = _ids_of_events(plan, done)
    visited: dict[str, _Visited] = {}
    walked: list[str] = []
    for one in done:
        id = one.touchpoint or ids[one.event]
        visit = visited.setdefault(id, _Visited(one.us))
        visit.failures += one.failed
        visit.event = None if one.touchpoint else one.event
        visit.channel = visit.channel or one.channel
        if not walked or walked[-1] != id:
            visit.times += 1
            walked.append(id)
    touchpoints = {id: _touchpoint(plan, id, visit) for id, visit in visited.items()}
    moves: dict[tuple[str, str], int] = defaultdict(int)
    for move in pairwise(walked):
        moves[move] += 1
    told: dict[str, Scalar] = {"customer": str(customer)}
    if done:
        told |= {"began": as_text(done[0].us), "ended": as_text(done[-1].us)}
    for id, visit in visited.items():
        told |= {f"{id}: first": as_text(visit.us), f"{id}: visits": visit.times}
        if visit.failures:
            told[f"{id}: failures"] = visit.failures
    found = _with_invisible(list(touchpoints.values()), observation)
    actual = _actual(plan, found, moves, id=slug(str(customer)) or "customer")
    return actual.replace(metadata={**plan.metadata, **told})


def group_journey(
    observation: Observation, shares: Mapping[str, float], moves: _Moves, *, least: float
) -> Journey:
    """The journey of all customers together.

    Args:
        observation: the map and the log.
        shares: by touchpoint the share of customers who come to it.
        moves: how many customers go from one touchpoint right to another.
        least: the least share of a touchpoint that belongs to it.
    """
    plan = observation.journey
    kept = [t for t in plan.touchpoints if shares.get(t.id, 0.0) >= least]
    ordered = _with_invisible(_in_order_of_most(kept, observation), observation)
    return _actual(plan, ordered, moves, id="group")


def _with_invisible(seen: list[Touchpoint], observation: Observation) -> list[Touchpoint]:
    """Those that the log cannot show, too, as far as customers came: nothing speaks against them."""
    plan = observation.journey
    found = list(seen)
    places = {touchpoint.id: place for place, touchpoint in enumerate(plan.touchpoints)}
    last = max((places[t.id] for t in seen if t.id in places), default=-1)
    before: str | None = None
    for touchpoint in plan.touchpoints[:last]:
        ids = [one.id for one in found]
        if touchpoint.id in observation.invisible and touchpoint.id not in ids:
            found.insert(ids.index(before) + 1 if before else 0, touchpoint)
            before = touchpoint.id
        elif touchpoint.id in ids:
            before = touchpoint.id
    return found


def _in_order_of_most(kept: Sequence[Touchpoint], observation: Observation) -> list[Touchpoint]:
    """Touchpoints moved before those that most customers come to later, else as on the map."""
    ordered: list[Touchpoint] = []
    for touchpoint in kept:
        place = len(ordered)
        while place and _is_first(touchpoint.id, ordered[place - 1].id, observation):
            place -= 1
        ordered.insert(place, touchpoint)
    return ordered


def _is_first(later: str, earlier: str, observation: Observation) -> bool:
    """Whether most of those with both come to the later one of the map first."""
    pair = observation.order.get((earlier, later))
    return pair is not None and 2 * pair.customers > pair.of


def _ids_of_events(plan: Journey, done: Iterable[Done]) -> dict[str, str]:
    """For each event that is no touchpoint the id of one that stands for it."""
    taken = {touchpoint.id for touchpoint in plan.touchpoints}
    ids: dict[str, str] = {}
    for one in done:
        if one.touchpoint is None and one.event not in ids:
            id = slug(one.event) or "event"
            while id in taken:
                id += "-unmapped"
            taken.add(id)
            ids[one.event] = id
    return ids


def _touchpoint(plan: Journey, id: str, visit: _Visited) -> Touchpoint:
    if visit.event is not None:
        found = Touchpoint(visit.event, id=id, events=visit.event)
    else:
        found = plan.touchpoint(id)
    if visit.channel is not None:
        found = found.replace(channel=_channel_id(plan, visit.channel))
    if visit.failures:
        times = "once" if visit.failures == 1 else f"{visit.failures:,} times"
        pain = PainPoint(f"Failed {times}", id=f"{id}-failed")
        found = found.replace(pain_points=(*found.pain_points, pain))
    return found


def _channel_id(plan: Journey, channel: str) -> str:
    return channel if plan.find(Channel, channel) else slug(channel) or channel


def _actual(plan: Journey, touchpoints: Sequence[Touchpoint], moves: _Moves, *, id: str) -> Journey:
    """The plan with other touchpoints, in their order, each in its phase."""
    place = {touchpoint.id: number for number, touchpoint in enumerate(touchpoints)}
    transitions = [
        Transition(
            source, target, count=count,
            kind=TransitionKind.LOOP if place[target] < place[source] else TransitionKind.HAPPY,
        )
        for (source, target), count in moves.items()
        if source in place and target in place
    ]  # fmt: skip
    channels = plan.channels
    if channels:
        known = {channel.id for channel in channels}
        new = dict.fromkeys(t.channel for t in touchpoints if t.channel and t.channel not in known)
        channels = (*channels, *map(Channel, filter(None, new)))
    return plan.replace(
        id=f"{plan.id}-actual-{id}", state=JourneyState.ACTUAL, transitions=transitions,
        phases=_phases(plan, touchpoints), channels=channels,
    )  # fmt: skip


def _phases(plan: Journey, touchpoints: Sequence[Touchpoint]) -> list[Phase]:
    """The phases in order, each once, with as few touchpoints as can be in another than their own.

    What comes out of turn, and what is on no map, stands in the phase in which it happens.
    """
    home = {
        t.id: at for at, phase in reversed(list(enumerate(plan.phases))) for t in phase.touchpoints
    }
    planned = [t.id for t in touchpoints if t.id in home]
    # A place within the phase makes one run of all that does not go back.
    places = [home[id] * len(planned) + at for at, id in enumerate(planned)]
    # From the end, for of two that are the wrong way round the earlier is the one in turn.
    in_turn = {planned[-1 - at] for at in in_order([-place for place in reversed(places)])}
    here = next((home[id] for id in planned if id in in_turn), 0)
    held: dict[int, list[Touchpoint]] = {}
    for touchpoint in touchpoints:
        if touchpoint.id in in_turn:
            here = home[touchpoint.id]
        held.setdefault(here, []).append(touchpoint)
    return [plan.phases[at].replace(touchpoints=some) for at, some in held.items()]
