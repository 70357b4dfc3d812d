"""The figures of a measured map: shares, times, touchpoints, phases and moves."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import NotFoundError
from journeykit.events.mapped.times import PlaceTimes
from journeykit.model.element import Value

__all__ = [
    "MeasuredGroup",
    "MeasuredMove",
    "MeasuredPhase",
    "MeasuredPlace",
    "MeasuredShare",
    "MeasuredTouchpoint",
    "MoveKind",
    "share_of",
]


@frozen(repr=False)
class MeasuredShare(Value):
    """A part of a number of customers.

    Attributes:
        count: how many they are.
        of: of how many.
        share: count / of, or None of nobody.
        interval: its Wilson interval, or None.
    """

    count: int
    of: int
    share: float | None = field(default=None, kw_only=True)
    interval: tuple[float, float] | None = field(default=None, kw_only=True)


def share_of(count: int, of: int, confidence: float) -> MeasuredShare:
    """A part of a number of customers, with its interval.

    Examples:
        >>> share_of(30, 120, 0.95).share
        0.25
    """
    if not of:
        return MeasuredShare(count, of)
    interval = wilson_interval(count, of, confidence=confidence)
    return MeasuredShare(count, of, share=count / of, interval=interval)


@frozen(kw_only=True, repr=False)
class MeasuredPlace(Value):
    """A touchpoint or phase and what customers did there.

    Attributes:
        id: id of the touchpoint or phase.
        name: its name.
        reach: customers with an event here, of all with an event on the map.
        visits: how often they came here: events here in a row are one visit,
            whatever events on no touchpoint lie between.
        returns: those of them who were elsewhere on the map in between and came back.
        starts: how many were first seen on the map here.
        went_on: how many had an event at a later place after their first one
            here, in time; None where the map has no later place that is bound.
        waiting: those who did not, and whose time to do so is not over yet.
        drop_off: those who never went on, of those whose time is over; None where
            the map has no later place that is bound.
        exits: those whose last event on the map is here, of all who came here;
            if going on has its time, only those for whom it is over.
        before: times from the event on the map before a visit to its first event.
        after: times from the last event of a visit to the next event on the map.
        onward: times from a customer's first event here to the first one after it
            at a later place, of those who went on.
    """

    id: str
    name: str
    reach: MeasuredShare
    visits: int
    returns: MeasuredShare
    starts: int
    went_on: int | None
    waiting: int | None
    drop_off: MeasuredShare | None
    exits: MeasuredShare
    before: PlaceTimes
    after: PlaceTimes
    onward: PlaceTimes

    @property
    def customers(self) -> int:
        """How many customers came here."""
        return self.reach.count

    @property
    def conversion(self) -> MeasuredShare | None:
        """Those who went on, of those whose time is over: what drop-off leaves."""
        lost = self.drop_off
        if lost is None or lost.share is None or lost.interval is None:
            return None
        low, high = lost.interval
        return MeasuredShare(
            lost.of - lost.count, lost.of, share=1 - lost.share, interval=(1 - high, 1 - low)
        )


@frozen(kw_only=True, repr=False)
class MeasuredTouchpoint(MeasuredPlace):
    """A touchpoint and what customers did there.

    Later places are the touchpoints that stand after it on the map and, where the map
    has transitions, that ways lead to from it which are no loops.

    Attributes:
        phase: id of its phase.
        position: its place among all touchpoints of the map, from 0.
    """

    phase: str
    position: int


@frozen(kw_only=True, repr=False)
class MeasuredPhase(MeasuredPlace):
    """A phase and what customers did there; later places are the phases after it.

    Attributes:
        touchpoints: ids of its touchpoints that are bound.
    """

    touchpoints: tuple[str, ...]


class MoveKind(StrEnum):
    """Whether the map knows a move."""

    WAY = "way"
    """A way of the map: a transition, or the next touchpoint where it has none."""
    HIDDEN = "hidden"
    """Ways of the map lead there, through touchpoints that are bound to no events."""
    UNMAPPED = "unmapped"
    """The map does not have it."""
    AGAIN = "again"
    """The same touchpoint again at once."""


@frozen(kw_only=True, repr=False)
class MeasuredMove(Value):
    """A way that customers really take: the next event on the map is at the target.

    Attributes:
        source: id of the touchpoint.
        target: id of the one that comes next.
        kind: whether the map knows it.
        customers: how many customers took it, of all who came to the source.
        count: how often it was taken.
        median_s: half of the moves took no longer, in seconds; None without any.
        transition: id of the transition of the map, or None.
    """

    source: str
    target: str
    kind: MoveKind
    customers: MeasuredShare
    count: int
    median_s: float | None = None
    transition: str | None = None


@frozen(kw_only=True, repr=False)
class MeasuredGroup(Value):
    """The map measured on some customers: all, or those of one persona.

    Attributes:
        persona: id of the persona, or None for all customers.
        name: its name; empty for all customers.
        customers: how many have an event on the map.
        events: how many events of theirs are on the map.
        touchpoints: those that are bound to events, in order of the map.
        phases: those with such touchpoints, in order of the map.
        moves: from touchpoint to touchpoint, most customers first; ways of the map
            between bound touchpoints are among them even where nobody takes them.
    """

    persona: str | None = None
    name: str = ""
    customers: int
    events: int
    touchpoints: tuple[MeasuredTouchpoint, ...]
    phases: tuple[MeasuredPhase, ...]
    moves: tuple[MeasuredMove, ...]

    def touchpoint(self, id: str) -> MeasuredTouchpoint:
        """A touchpoint by its id.

        Raises:
            NotFoundError: if it is not there, or bound to no events.
        """
        for touchpoint in self.touchpoints:
            if touchpoint.id == id:
                return touchpoint
        raise NotFoundError("measured touchpoint", id, [t.id for t in self.touchpoints])

    def phase(self, id: str) -> MeasuredPhase:
        """A phase by its id.

        Raises:
            NotFoundError: if it is not there, or has no touchpoint that is bound to events.
        """
        for phase in self.phases:
            if phase.id == id:
                return phase
        raise NotFoundError("measured phase", id, [p.id for p in self.phases])

    def moves_of(self, *kinds: MoveKind) -> tuple[MeasuredMove, ...]:
        """The moves of some kinds that somebody took, most customers first."""
        return tuple(m for m in self.moves if m.kind in kinds and m.count)

    @property
    def worst(self) -> MeasuredTouchpoint | None:
        """The touchpoint where most customers are lost for good; None where none is."""
        losing = [t for t in self.touchpoints if t.drop_off is not None and t.drop_off.count]
        return max(losing, key=lambda t: t.drop_off.count if t.drop_off else 0, default=None)

    @property
    def steepest(self) -> MeasuredTouchpoint | None:
        """The touchpoint of the highest drop-off, by the lower end of its interval; or None."""

        def at_least(place: MeasuredTouchpoint) -> float:
            interval = place.drop_off.interval if place.drop_off else None
            return interval[0] if interval else 0.0

        losing = [t for t in self.touchpoints if t.drop_off is not None and t.drop_off.count]
        return max(losing, key=at_least, default=None)
