"""Holds a map against a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journeykit.analyzers.bindings import Bindings, bound_for
from journeykit.analyzers.funnels.findings import check_level
from journeykit.analyzers.paths.variants import at_least_one
from journeykit.analyzers.paths.wording import left_out
from journeykit.analyzers.reality.channels import channels_of
from journeykit.analyzers.reality.checks import CHECKS
from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.fitness import fitness_of
from journeykit.analyzers.reality.grounds import Grounds
from journeykit.analyzers.reality.observation import Observation
from journeykit.analyzers.reality.plan import Plan, plan_of
from journeykit.analyzers.reality.result import (
    Conformance,
    ConformanceOptions,
    ObservedMove,
    ObservedTouchpoint,
)
from journeykit.analyzers.reality.tally import passing
from journeykit.analyzers.reality.words import OWNER, naming
from journeykit.analyzers.stats import quantile, wilson_interval
from journeykit.analyzers.wording import listed, percent, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import Condition
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.events.log import EventLog
from journeykit.events.mapped_paths.counts import map_counts
from journeykit.events.mapped_paths.reading import MapReading
from journeykit.events.mapped_paths.ways import MapWays, map_ways
from journeykit.events.names import unknown_names
from journeykit.events.paths.walk import as_condition
from journeykit.model import Journey

__all__ = ["conformance"]


def conformance(
    journey: Journey,
    log: EventLog,
    *,
    within: Duration | None = None,
    count: str = "customers",
    persona: str | None = None,
    confidence: float = 0.95,
    channel_column: str | None = None,
    channels: Mapping[Any, str] | None = None,
    failed: str | Iterable[str] | Condition | Mapping[str, Any] | None = None,
    unmapped: str = "apart",
    min_share: float = 0.05,
    min_customers: int = 10,
    noise: float = 0.05,
    alpha: float = 0.05,
    most_ways: int = 200_000,
) -> Conformance:
    """Hold a map against what customers really did.

    Events become touchpoints as the map binds them; one that is several touchpoints
    counts for the one that is nearest to where the customer was last. A path is the touchpoints of a customer in order;
    one that is repeated at once is one visit, whatever else lies between. Deviations:

    - never seen: a bound touchpoint whose events nobody has, of all in the log;
    - never mapped: an event that is no touchpoint, of all in the log;
    - skipped: of those who come to a touchpoint to which the map has no way around this
      one, those who never come to it;
    - reversed: of those who come to both, those whose first visits are in the other order;
      only where the map leads from the one to the other, and no walk through it visits
      the other first;
    - unknown transition: of those at a touchpoint, those who go from it right to one
      to which the map has no way;
    - unknown start: of all on the map, those whose first touchpoint is none of its starts;
    - other channel: of those at a touchpoint whose channel is known, those in another;
    - failed: of those at a touchpoint, those for whom it failed.

    Touchpoints without events, and those that are not for all personas, may be passed
    unseen; those that nobody comes to lower the fitness alone (see `Fitness`). Without
    transitions the order of the map is the way.

    A reversed order is listed if so many would be unlikely were it no more than `noise`
    of the customers: exact binomial test, p values adjusted by Benjamini-Hochberg over
    all orders. One that follows from another of touchpoints nearer to each other, which
    is reversed for at least as large a share, is counted and not listed.

    Args:
        journey: the map, with touchpoints bound to events.
        log: the events.
        within: how long after a customer's first touchpoint the path is followed, such
            as "30d"; None to the end of the log.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        persona: id of a persona: only customers of its segment are looked at, and they
            may pass what is for others only.
        confidence: confidence of the intervals, between 0 and 1.
        channel_column: column that tells in which channel an event happened.
        channels: the id of the map's channel by value of that column; values that
            are not named here are looked for among ids and names of channels.
        failed: which events failed: names, values of columns such as
            `{"status": "error"}`, or a condition.
        unmapped: what events are that are no touchpoint: "apart" from the
            fitness, or "moves" of the log, which lower it.
        min_share: the least share of a deviation that is listed.
        min_customers: the least number of customers of one that is listed.
        noise: the share in reversed order that is no wonder: clocks, tabs side by side.
        alpha: level below which the adjusted p value of a reversed order counts.
        most_ways: how many different ways are looked at, the most frequent; a note
            says which share of the customers they cover, where that is not all.

    Returns:
        The deviations, those first whose share is surely the largest (by the lower limit
        of its interval), the fitness, and `actual()` for the journey as it was.

    Raises:
        InvalidValueError: if nothing on the map is bound, the persona has no segment, or
            an option means nothing.
        NotFoundError: if there is no such persona, column, channel, value of the column of
            channels, event that fails, or unit.

    Source:
        Kinds of deviation as in CJML: Halvorsrud, Kvale and Følstad 2016, Improving
        service quality through customer journey analysis, Journal of Service Theory and
        Practice 26(6), 840-867.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> journey = Journey("Buy", [Phase("Buy", [
        ...     Touchpoint("Look", events="look"), Touchpoint("Cart", events="cart"),
        ...     Touchpoint("Pay", events="pay"),
        ... ])])
        >>> log = EventLog([("ann", "look", 0), ("ann", "cart", 5), ("ann", "pay", 9),
        ...                 ("bob", "look", 0), ("bob", "pay", 7), ("bob", "help", 8)])
        >>> fit = conformance(journey, log, min_customers=1)
        >>> fit
        <Conformance of 'Buy': 3 deviations, fitness 0.90>
        >>> [deviation.title for deviation in fit][:2]
        ["'Cart' is skipped", "'help' is not on the map"]
    """
    options = _options(
        count=count, persona=persona, within=within, confidence=confidence, min_share=min_share,
        min_customers=min_customers, noise=noise, alpha=alpha, unmapped=unmapped,
    )  # fmt: skip
    at_least_one(OWNER, most_ways=most_ways)
    bindings = bound_for(OWNER, journey, log, personas=persona)
    if persona is not None:
        log = _customers_of(persona, bindings, log)
    values = channels_of(journey, log, channel_column, channels)
    fails = None if failed is None else _failing(failed)
    slips = () if fails is None else unknown_names(log, fails.names)
    reading = MapReading(
        log=log, touchpoints={b.touchpoint: b.condition for b in bindings.touchpoints},
        shared=bindings.together,
        count=count, channel=channel_column, channels=values, failed=fails,
        within_us=None if within is None else as_microseconds(within, owner=OWNER, field="within"),
    )  # fmt: skip
    counts = map_counts(reading)
    # A touchpoint all events of which counted for others cannot be seen.
    hidden = {id for id, seen in counts.seen.items() if seen and not counts.came[id]}
    whole = plan_of(
        journey, (id for id in reading.touchpoints if id not in hidden), persona=persona
    )
    # That nobody comes to a touchpoint is said once, not again of all who pass it by.
    plan = plan_of(journey, (id for id, came in counts.came.items() if came), persona=persona)
    ways = map_ways(reading, most=most_ways, beside=unmapped == "moves")
    grounds = Grounds(
        journey=journey, bindings=bindings, plan=plan, counts=counts,
        passing=passing(ways.items, plan),
        naming=naming(journey, count), options=options, fails=fails is not None,
    )  # fmt: skip
    all_found = [deviation for check in CHECKS for deviation in check(grounds)]
    large = [found for found in all_found if _is_told(found, options)]
    told = [found for found in large if not _is_implied(found, large, plan)]
    to_end, until_left = fitness_of(ways.items, whole, confidence=confidence)
    return Conformance(
        title=journey.title, locale=journey.locale, options=options,
        items=tuple(sorted(told, key=lambda found: found.rank_key)),
        below=len(all_found) - len(large), implied=len(large) - len(told),
        units=counts.units, on_map=counts.on_map,
        fitness=to_end, fitness_until_left=until_left,
        touchpoints=tuple(_touchpoints(grounds)), moves=_moves(grounds),
        ways=ways.number, covered=ways.covered,
        invisible=tuple(id for id in whole.touchpoints if id not in whole.visible),
        notes=(*slips, *_notes(grounds, ways, hidden), *_rare(all_found, large), *left_out(log)),
        observation=Observation(
            journey=journey, reading=reading, plan=plan,
            invisible=frozenset(whole.touchpoints) - whole.visible, order=grounds.passing.order,
        ),
    )  # fmt: skip


def _customers_of(persona: str, bindings: Bindings, log: EventLog) -> EventLog:
    """The events of a persona's customers."""
    if not bindings.personas:
        raise InvalidValueError(
            OWNER, "persona", got=persona, expected="a persona with a segment",
            hint='say what its customers hold in the log: segment={"device": "mobile"}',
        )  # fmt: skip
    return bindings.personas[0].customers_of(log)


def _failing(failed: str | Iterable[str] | Condition | Mapping[str, Any]) -> Condition:
    return Condition(where=failed) if isinstance(failed, Mapping) else as_condition(failed)


def _options(*, within: Duration | None, **given: Any) -> ConformanceOptions:
    """What was asked, once it is known to mean something."""
    quantile(given["confidence"], owner=OWNER)
    check_level(OWNER, given["alpha"])
    at_least_one(OWNER, min_customers=given["min_customers"])
    for name in ("min_share", "noise"):
        share = given[name]
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise InvalidValueError(OWNER, name, expected="a share from 0 to 1", got=share)
    if given["unmapped"] not in ("apart", "moves"):
        raise NotFoundError("place of unmapped events", given["unmapped"], ("apart", "moves"))
    told = None
    if within is not None:
        told = in_words(as_microseconds(within, owner=OWNER, field="within"))
    return ConformanceOptions(within=told, **given)


def _rare(found: Iterable[Deviation], told: Iterable[Deviation]) -> Iterator[str]:
    """Events that are no touchpoint and that few do: no deviation to look into, but a fact."""
    names = {deviation.event for deviation in told}
    rare = [
        f"{deviation.event!r} ({percent(deviation.share)})"
        for deviation in found
        if deviation.kind is DeviationKind.NEVER_MAPPED and deviation.event not in names
    ]
    if rare:
        yield f"not on the map, and done by few: {listed(rare, limit=8)}"


def _is_told(found: Deviation, options: ConformanceOptions) -> bool:
    """Whether a deviation is large enough, and no chance."""
    if found.kind is DeviationKind.NEVER_SEEN:
        return True
    large = found.share >= options.min_share and found.customers >= options.min_customers
    return large and (found.p_adjusted is None or found.p_adjusted < options.alpha)


def _is_implied(found: Deviation, others: Iterable[Deviation], plan: Plan) -> bool:
    """Whether a reversed order follows from one of touchpoints that lie nearer to each other.

    Who begins with the second of four has it before the first, but so are the third and
    fourth: that the first comes late is said once.
    """
    if found.kind is not DeviationKind.REVERSED:
        return False
    second, first = found.touchpoints
    return any(
        other.kind is DeviationKind.REVERSED
        and other.share >= found.share
        and other.touchpoints != found.touchpoints
        and (other.touchpoints[0] == second or second in plan.before[other.touchpoints[0]])
        and (other.touchpoints[1] == first or other.touchpoints[1] in plan.before[first])
        for other in others
    )


def _touchpoints(found: Grounds) -> Iterator[ObservedTouchpoint]:
    for bound in found.bindings.touchpoints:
        customers, of = found.counts.came[bound.touchpoint], found.counts.on_map
        yield ObservedTouchpoint(
            touchpoint=bound.touchpoint, name=bound.name, customers=customers,
            share=customers / of if of else 0.0,
            interval=wilson_interval(customers, of, confidence=found.options.confidence),
        )  # fmt: skip


def _moves(found: Grounds) -> tuple[ObservedMove, ...]:
    moves = [
        ObservedMove(
            source=source, target=target, count=move.times, customers=move.customers,
            known=found.plan.knows(source, target), examples=move.examples,
        )
        for (source, target), move in found.passing.moves.items()
    ]  # fmt: skip
    return tuple(sorted(moves, key=lambda move: (-move.count, move.source, move.target)))


def _failures(found: Grounds) -> Iterator[str]:
    """Failures that no touchpoint can tell of."""
    counts = found.counts
    if found.fails and not counts.failures:
        yield "no event of the log failed: see what `failed` asks for"
    elif counts.failures_beside:
        yield (
            f"{counts.failures_beside:,} of {plural(counts.failures, 'event')} that failed are no "
            "touchpoint: bind them, to see where"
        )


def _notes(found: Grounds, ways: MapWays, hidden: set[str]) -> Iterator[str]:
    """What a reader should know before trusting the figures."""
    for bound in found.bindings.personas if found.options.persona else ():
        yield f"only customers of {bound.name!r}"
    if found.options.within is not None:
        yield f"paths end {found.options.within} after their first touchpoint"
    yield from (shared.rule for shared in found.bindings.shared)
    yield from _failures(found)
    if hidden:
        names = listed(found.naming.quoted(id) for id in sorted(hidden))
        yield f"not told apart from other touchpoints: {names}"
    if ways.covered < ways.units:
        share = 100 * ways.covered / ways.units
        yield (
            f"order, ways and fitness rest on {ways.covered:,} of {ways.units:,} "
            f"({share:.1f} %): those on the {len(ways.items):,} most frequent of {ways.number:,} ways"
        )
    if ways.cut:
        yield f"of {ways.cut:,} longer paths the first {ways.compared:,} visits are looked at"
