"""Measuring a map against a log of events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeykit.analyzers.bindings import bound_for
from journeykit.analyzers.measured.figures import (
    MeasuredGroup,
    MeasuredMove,
    MeasuredPhase,
    MeasuredTouchpoint,
    MoveKind,
    share_of,
)
from journeykit.analyzers.measured.layout import KnownWay, Layout, layout_of
from journeykit.analyzers.measured.result import MeasuredJourney
from journeykit.analyzers.paths.wording import left_out
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.medians import median_ranks
from journeykit.events.conditions import any_of
from journeykit.events.durations import Duration, as_microseconds
from journeykit.events.log import EventLog
from journeykit.events.mapped.members import member_counts
from journeykit.events.mapped.moves import MoveCount, count_moves
from journeykit.events.mapped.visits import PlaceCount, Visits, count_visits
from journeykit.events.moments import Moment, as_us
from journeykit.model import Journey, Persona

__all__ = ["measure"]


def measure(
    journey: Journey,
    log: EventLog,
    *,
    within: Duration | None = None,
    until: Moment | None = None,
    personas: Persona | str | Iterable[Persona | str] | None = None,
    confidence: float = 0.95,
) -> MeasuredJourney:
    """Measure a map against a log: who reaches, leaves and comes back to each touchpoint, and when.

    Touchpoints are the events that they are bound to (see `bind`); events on no
    touchpoint are not looked at. One that could be several counts for the one that is
    nearest, in the order of the map, to where the customer was last; of two the later. Events at one time are taken as the log orders them:
    by its column `order`, else by rows in memory and by names elsewhere.
    Counted are customers, each once:

    - reach: customers with an event at the touchpoint, of all with one on the map.
    - visits and returns: events at one touchpoint in a row are a visit; who was at
      another touchpoint in between and came back has returned.
    - drop-off: of those who reached it, the share who have no event at a later
      touchpoint after their first event here. With `within`, they must have it in this
      time; those whose time is not over at the end of the log are left out of
      the share, and those of them who have not gone on yet are `waiting`, not lost.
    - exits: customers whose last event on the map is here.
    - times: from the event before a visit, and to the one after it; from a
      customer's first event here to the first at a later touchpoint.

    Later is a touchpoint that stands after this one on the map and, where the map has
    transitions, that its ways lead to; loops do not count as ways on. So on
    branches nobody is expected where no way leads. Of phases the same figures are
    given; later are the phases after it.

    A customer belongs to a persona if one event passes all tests of its
    `segment`; all events of the customer then count for it. Customers whose columns change
    may belong to several personas, and are counted for each.

    Args:
        journey: the map, with touchpoints bound to events.
        log: the events.
        within: longest time from a customer's first event at a touchpoint to one at a
            later one, such as "7d"; None sets no limit.
        until: when observation ended: later events are left out; a date includes the
            whole day. None is the last event of the log.
        personas: those that are measured apart, or their ids; None for all with a segment.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        The figures; its `journey` is the map with them written in.

    Raises:
        InvalidValueError: if no touchpoint is bound to events, or an argument makes no sense.
        NotFoundError: if a binding or segment names a column that the log does not
            have, or `personas` one that the map does not have.

    Source:
        Wilson 1927 for shares; Conover 1999, section 3.2, for medians.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy", [Phase("Purchase", [
        ...     Touchpoint("Cart", events="cart"), Touchpoint("Pay", events="paid"),
        ... ])])
        >>> log = EventLog([("ann", "cart", 0), ("ann", "paid", 60), ("bob", "cart", 5)])
        >>> measured = measure(journey, log)
        >>> measured.touchpoint("cart").drop_off.share
        0.5
        >>> measured.touchpoint("pay").before.median_s
        60.0
    """
    quantile(confidence, owner="measure")
    within_us = None if within is None else as_microseconds(within, owner="measure", field="within")
    if until is not None and isinstance(log, EventLog):
        as_us(until, owner="measure", field="until", end=True)
        log = log.between(until=until)
    bindings = bound_for("measure", journey, log, personas=personas)
    layout = layout_of(journey, bindings)
    extent = log.extent
    end_us = (extent.last_us or 0) if until is None else as_us(
        until, owner="measure", field="until", end=True
    )  # fmt: skip
    counting = _Counting(layout, within_us, end_us, confidence)
    whole = counting.group(log)
    groups = tuple(
        counting.group(persona.customers_of(log)).replace(
            persona=persona.persona, name=persona.name
        )
        for persona in bindings.personas
    )
    members = member_counts(
        log, [p.condition for p in bindings.personas], among=any_of(*bindings.conditions)
    )
    return MeasuredJourney(
        original=journey,
        bindings=bindings,
        whole=whole,
        personas=groups,
        in_no_persona=members.get((), 0),
        in_several=sum(n for held, n in members.items() if len(held) > 1),
        customers_of_log=extent.customers,
        first_us=extent.first_us,
        end_us=end_us,
        within_us=within_us,
        confidence=confidence,
        notes=left_out(log),
    )


class _Counting:
    """How the customers of a log are counted."""

    def __init__(
        self, layout: Layout, within_us: int | None, end_us: int, confidence: float
    ) -> None:
        self.layout = layout
        self.within_us = within_us
        self.end_us = end_us
        self.confidence = confidence

    def group(self, log: EventLog) -> MeasuredGroup:
        """The map measured on the customers of a log."""
        layout = self.layout
        found = count_visits(
            log, layout.states, layout.places, within_us=self.within_us, end_us=self.end_us,
            ranks=lambda n: median_ranks(n, self.confidence),
        )  # fmt: skip
        bound = layout.bindings.touchpoints
        touchpoints = tuple(
            MeasuredTouchpoint(
                id=b.touchpoint, name=b.name, phase=b.phase, position=b.position,
                **self._figures(found, number),
            )
            for number, b in enumerate(bound)
        )  # fmt: skip
        phases = tuple(
            MeasuredPhase(
                id=phase.id, name=phase.name,
                touchpoints=tuple(bound[n].touchpoint for n in mine),
                **self._figures(found, len(bound) + place),
            )
            for place, (phase, mine) in enumerate(layout.phases)
        )  # fmt: skip
        return MeasuredGroup(
            customers=found.customers, events=found.events, touchpoints=touchpoints, phases=phases,
            moves=self._moves(count_moves(log, layout.states), found.places),
        )  # fmt: skip

    def _figures(self, found: Visits, number: int) -> dict[str, Any]:
        """What a touchpoint and a phase have in common."""
        place, counts = self.layout.places[number], found.places[number]
        lost = counts.over - counts.over_and_on
        last = not place.later
        return {
            "reach": share_of(counts.customers, found.customers, self.confidence),
            "visits": counts.visits,
            "returns": share_of(counts.returned, counts.customers, self.confidence),
            "starts": counts.starts,
            "went_on": None if last else counts.went_on,
            "waiting": None if last else counts.customers - counts.went_on - lost,
            "drop_off": None if last else share_of(lost, counts.over, self.confidence),
            "exits": share_of(counts.exits, counts.customers, self.confidence),
            "before": found.before[number],
            "after": found.after[number],
            "onward": found.onward[number],
        }

    def _moves(
        self, moves: tuple[MoveCount, ...], places: tuple[PlaceCount, ...]
    ) -> tuple[MeasuredMove, ...]:
        """The moves that were seen, and the ways of the map that nobody took."""
        known, bound = self.layout.ways, self.layout.bindings.touchpoints
        counted = {(m.source, m.target): m for m in moves}
        taken = [
            self._move(bound[a].touchpoint, bound[b].touchpoint, places[a], m, _way(known, a, b))
            for (a, b), m in counted.items()
        ]
        unused = [
            self._move(bound[a].touchpoint, bound[b].touchpoint, places[a], None, way)
            for (a, b), way in known.items()
            if (a, b) not in counted and way.kind is MoveKind.WAY
        ]
        return (*taken, *unused)

    def _move(
        self, source: str, target: str, here: PlaceCount, move: MoveCount | None, way: KnownWay
    ) -> MeasuredMove:
        customers = move.customers if move else 0
        return MeasuredMove(
            source=source, target=target, kind=way.kind, transition=way.transition,
            customers=share_of(customers, here.customers, self.confidence),
            count=move.count if move else 0,
            median_s=move.median_s if move else None,
        )  # fmt: skip


def _way(known: dict[tuple[int, int], KnownWay], a: int, b: int) -> KnownWay:
    """What the map says of a move."""
    unknown = MoveKind.AGAIN if a == b else MoveKind.UNMAPPED
    return known.get((a, b), KnownWay(kind=unknown))
