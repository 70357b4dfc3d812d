"""What mending a pain would bring to the end: from what a log measured at its touchpoints."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from journeykit.analyzers.formulas import fix_impact
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.wording import percent
from journeykit.errors import InvalidValueError
from journeykit.model import Journey, Touchpoint
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.funnels.result import FunnelResult
    from journeykit.analyzers.measured import MeasuredJourney
    from journeykit.analyzers.measured.figures import MeasuredGroup, MeasuredTouchpoint
    from journeykit.events.log import EventLog

    MeasuredLosses: TypeAlias = FunnelResult | MeasuredJourney

__all__ = ["Gain", "Ground", "GroundKind", "LossAt", "Losses", "losses_of"]

_LOST = "(lost)"


class GroundKind(StrEnum):
    """How far a figure behind a score can be trusted."""

    MEASURED = "measured"
    """Counted in data."""
    ESTIMATED = "estimated"
    """Worked out, or judged by people with evidence."""
    ASSUMED = "assumed"
    """Said by somebody; nothing shows it."""


@frozen(repr=False)
class Ground(Value):
    """What a score rests on.

    Attributes:
        kind: measured, estimated or assumed.
        text: the figure in words.
    """

    kind: GroundKind
    text: str


@frozen(kw_only=True, repr=False)
class LossAt(Value):
    """Those who are lost at a touchpoint: they came there, and to no later place.

    Attributes:
        name: name of the touchpoint, or of the step.
        lost: how many are lost.
        of: of how many.
        survival: share of those who go on from there that comes to the end, or None.
        place: place of the step in a chain of nested steps, or None.
    """

    name: str
    lost: int
    of: int
    survival: float | None
    place: int | None = None


@frozen(kw_only=True, repr=False)
class Gain(Value):
    """Customers whom a fix would bring to the end.

    Attributes:
        value: how many.
        interval: limits that know of chance in what was counted, not in the lift; or None.
        grounds: what it rests on.
    """

    value: float
    interval: tuple[float, float] | None
    grounds: tuple[Ground, ...]


@frozen(kw_only=True, repr=False)
class Losses(Value):
    """What was measured of the losses at the touchpoints of a map.

    Attributes:
        at: what is lost at each touchpoint by id, where that is known.
        end: name of what counts as the end.
        how: how it is known who comes there, where that is not counted; or "".
        shares: of nested steps how many of how many came on from each to the next.
        confidence: confidence of the limits.
    """

    at: Mapping[str, LossAt]
    end: str
    how: str = ""
    shares: tuple[tuple[int, int], ...] = ()
    confidence: float

    def gain(self, touchpoints: Iterable[str], lift: float) -> Gain | None:
        """What winning back a share of those lost at touchpoints would bring.

        The gains of several touchpoints are added: what a fix of one sends on to the
        next is not counted once more.

        Args:
            touchpoints: ids; those of which nothing is known are left out.
            lift: share of those lost that is won back, from 0 to 1.

        Returns:
            The gain, or None where nothing is known of any of them.
        """
        known = [self.at[id] for id in dict.fromkeys(touchpoints) if id in self.at]
        # Touchpoints may share a step: its loss is one.
        found = list({(loss.name, loss.place): loss for loss in known}.values())
        told = [(loss, loss.survival) for loss in found if loss.survival is not None]
        if not told:
            return None
        value = math.fsum(fix_impact(loss.lost, lift, survival) for loss, survival in told)
        spread = self._spread([loss for loss, _ in told])
        interval = None
        if value and spread is not None:
            wide = math.exp(quantile(self.confidence) * spread)
            interval = value / wide, value * wide
        return Gain(value=value, interval=interval, grounds=tuple(self._grounds(told, lift)))

    def _spread(self, losses: Sequence[LossAt]) -> float | None:
        """The standard error of the logarithm of the gain, by the delta method.

        Of nested steps with the shares p_j = k_j/n_j the gain is proportional to
        Π p_j Σ (1/p_i - 1), the product over all steps from the first loss on, the sum
        over the losses. Elsewhere the losses l of n, and the survivals s of those n - l who
        go on, are taken to be independent shares: Σ s² l (n - l) / n + l² s (1 - s) / (n - l).
        """
        if not self.shares:
            parts = [(loss.lost, loss.of, loss.survival or 0.0) for loss in losses]
            total = math.fsum(lost * s for lost, _, s in parts)
            variance = math.fsum(
                s * s * lost * (of - lost) / of + lost * lost * s * (1 - s) / (of - lost)
                for lost, of, s in parts
                if lost < of
            )
            return math.sqrt(variance) / total if total else None
        places = {loss.place for loss in losses if loss.place is not None}
        first = min(places)
        if any(not k for k, _ in self.shares[first:]):
            return None
        sought = math.fsum(n / k - 1 for p, (k, n) in enumerate(self.shares) if p in places)
        if not sought:
            return None
        variance = 0.0
        for place, (k, n) in enumerate(self.shares[first:], start=first):
            slope = 1 - (n / k / sought if place in places else 0.0)
            variance += slope * slope * (n - k) / (n * k)
        return math.sqrt(variance)

    def _grounds(self, told: Sequence[tuple[LossAt, float]], lift: float) -> Iterator[Ground]:
        lost = "; ".join(f"{loss.lost:,} of {loss.of:,} lost at {loss.name!r}" for loss, _ in told)
        yield Ground(GroundKind.MEASURED, lost)
        ends = ", ".join(percent(survival) for _, survival in told)
        on = f"{ends} of those who go on come to {self.end!r}{self.how}, as those won back would"
        yield Ground(GroundKind.ESTIMATED, on)
        yield Ground(GroundKind.ASSUMED, f"{percent(lift)} of those lost are won back")


def losses_of(
    journey: Journey,
    measured: MeasuredLosses,
    *,
    goal: str | None = None,
    log: EventLog | None = None,
) -> Losses:
    """What a funnel, or a measured map, says of the losses at the touchpoints of a map.

    A step of a funnel is a touchpoint by its id or name, or by an event that the
    touchpoint is bound to; those are lost there who took it and not the next
    required step.

    Args:
        journey: the map.
        measured: the funnel, or the map measured.
        goal: id of the touchpoint of a measured map that counts as the end; the last unless given.
        log: the log that the map was measured by: then who comes to the end is counted;
            otherwise it is estimated by a Markov chain of the moves between touchpoints.

    Raises:
        InvalidValueError: if it is neither, no step of the funnel is a touchpoint, or a
            funnel is given a goal or a log.
        NotFoundError: if the goal is not measured.
    """
    from journeykit.analyzers.funnels.result import FunnelResult
    from journeykit.analyzers.measured import MeasuredJourney
    from journeykit.events.log import EventLog

    if log is not None and not isinstance(log, EventLog):
        raise InvalidValueError(
            "rank_opportunities",
            "log",
            got=log,
            expected="the EventLog that the map was measured by",
        )
    if isinstance(measured, FunnelResult):
        for name, value in (("goal", goal), ("log", log)):
            if value is not None:
                raise InvalidValueError(
                    "rank_opportunities", name, expected=f"no {name} beside a funnel", got=value,
                    hint="a funnel has its log, and ends with its last step",
                )  # fmt: skip
        return _of_funnel(journey, measured)
    if isinstance(measured, MeasuredJourney):
        return _of_map(measured, goal, log)
    raise InvalidValueError(
        "rank_opportunities", "measured", got=measured,
        expected="a FunnelResult or a MeasuredJourney",
        hint="make one with funnel(log, steps) or measure(journey, log)",
    )  # fmt: skip


def _of_funnel(journey: Journey, result: FunnelResult) -> Losses:
    steps = [step for step in result.steps if not step.optional]
    shares = tuple((b.came, a.customers) for a, b in pairwise(steps))
    survivals = [1.0]
    for k, n in reversed(shares[1:]):
        survivals.insert(0, survivals[0] * k / n if n else 0.0)
    at = {}
    for place, (step, (k, n), survival) in enumerate(zip(steps, shares, survivals, strict=False)):
        events = result.definition.steps[step.number].events
        for touchpoint in journey.touchpoints:
            if _is(touchpoint, step.name, events):
                at[touchpoint.id] = LossAt(
                    name=touchpoint.name, lost=n - k, of=n, place=place,
                    survival=survival if k else None,
                )  # fmt: skip
    if not at:
        raise InvalidValueError(
            "rank_opportunities", "measured", got=result.definition.names,
            expected="a funnel whose steps are touchpoints of the map",
            hint="name steps by ids of touchpoints, or bind touchpoints to events",
        )  # fmt: skip
    return Losses(at=at, end=steps[-1].name, shares=shares, confidence=result.confidence)


def _is(touchpoint: Touchpoint, name: str, events: Iterable[str]) -> bool:
    bound = {event for binding in touchpoint.events for event in binding.events}
    return name in (touchpoint.id, touchpoint.name) or not bound.isdisjoint(events)


def _of_map(measured: MeasuredJourney, goal: str | None, log: EventLog | None) -> Losses:
    """The losses of a measured map, and who of those that go on comes to the end."""
    group = measured.whole
    ends = group.touchpoints[-1:] if goal is None else (group.touchpoint(goal),)
    if not ends:
        return Losses(at={}, end="", confidence=measured.confidence)
    end = ends[0]
    chances = {} if log is not None else _chances(group, end.id)
    at = {}
    for touchpoint in group.touchpoints:
        lost = touchpoint.drop_off
        if lost is None or touchpoint.position >= end.position:
            continue
        if log is None:
            survival = _onward(group, touchpoint.id, chances)
        else:
            survival = _counted(measured, touchpoint, end.id, log)
        at[touchpoint.id] = LossAt(
            name=touchpoint.name, lost=lost.count, of=lost.of, survival=survival
        )
    how = " (roughly, by a chain of their moves)" if log is None else ""
    return Losses(at=at, end=end.name, how=how, confidence=measured.confidence)


def _counted(
    measured: MeasuredJourney, touchpoint: MeasuredTouchpoint, end: str, log: EventLog
) -> float | None:
    """The share of those who go on from their first event at a touchpoint that comes to the end."""
    from journeykit.analyzers.funnels import funnel

    if not touchpoint.went_on:
        return None
    # Two touchpoints may have one name; their ids differ.
    steps = {
        bound.touchpoint: bound.step.replace(name=bound.touchpoint)
        for bound in measured.bindings.touchpoints
    }
    within = measured.within_us
    result = funnel(
        log, [steps[touchpoint.id], steps[end]], entry="first",
        within=None if within is None else dt.timedelta(microseconds=within),
    )  # fmt: skip
    # One event may be both places: it is counted at the end, and has not gone on.
    return min(1.0, result.steps[1].customers / touchpoint.went_on)


def _chances(group: MeasuredGroup, end: str) -> Mapping[str, float]:
    """The chance to come to the end from each touchpoint, if only where one is matters."""
    from journeykit.analyzers.stats import absorbing_chain

    counts: dict[tuple[str, str], float] = {}
    for move in group.moves:
        if move.count and move.source not in (end, move.target):
            counts[move.source, move.target] = move.count
    for touchpoint in group.touchpoints:
        if touchpoint.exits.count and touchpoint.id != end:
            counts[touchpoint.id, _LOST] = touchpoint.exits.count
    states = {source for source, _ in counts}
    if not any(target == end for _, target in counts):
        return {end: 1.0}
    try:
        chain = absorbing_chain(counts, start=min(states), absorbing=[end, _LOST])
    except InvalidValueError:
        # Whoever is in some ring may still go on: what becomes of them is not known yet.
        return {end: 1.0}
    found = {state: chain.chance(state, end) for state in states}
    return {end: 1.0} | {state: chance for state, chance in found.items() if chance is not None}


def _onward(group: MeasuredGroup, touchpoint: str, chances: Mapping[str, float]) -> float | None:
    """The chance to come to the end of those who go on from a touchpoint."""
    moves = [
        (m.count, chances[m.target])
        for m in group.moves
        if m.source == touchpoint != m.target and m.target in chances and m.count
    ]
    total = sum(count for count, _ in moves)
    return math.fsum(count * chance for count, chance in moves) / total if total else None
