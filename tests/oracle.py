"""What a funnel is, word for word: every choice of events is tried.

Nothing here is meant to be fast or clever, and nothing is shared with the library.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, permutations
from typing import NamedTuple


class Event(NamedTuple):
    """What a customer did: `row` is its place in the log."""

    customer: str
    name: str
    time: int
    row: int
    device: str | None = None


class Step(NamedTuple):
    """Events, any one of which is the step; `within` counts from the step taken before."""

    events: tuple[str, ...]
    optional: bool = False
    first_time: bool = False
    within: int | None = None


class Exclusion(NamedTuple):
    """An event that must not come between two steps, given by their places."""

    event: str
    after: int
    before: int


class Definition(NamedTuple):
    """A funnel; names and values are those of `jk.funnel`, times are seconds."""

    steps: tuple[Step, ...]
    order: str = "ordered"
    ties: str = "any"
    within: int | None = None
    entry: str = "best"
    exclude: tuple[Exclusion, ...] = ()
    on_exclusion: str = "remove"
    since: int | None = None
    until: int | None = None
    past_end: bool = True

    @property
    def required(self) -> tuple[int, ...]:
        """Places of the steps that are not optional."""
        return tuple(i for i, step in enumerate(self.steps) if not step.optional)


class Attempt(NamedTuple):
    """Events with the places of the steps that they take."""

    taken: tuple[int, ...]
    events: tuple[Event, ...]

    @property
    def backwards(self) -> tuple[int, ...]:
        """Its times, the last one first."""
        return tuple(event.time for event in reversed(self.events))


class Outcome(NamedTuple):
    """What became of a customer.

    Attributes:
        level: how many of the steps that are not optional were reached.
        passed: places of the optional steps that were taken on the way.
        excluded: whether the customer leaves the funnel for an event that must not come.
        times: of the counted attempt, one for each step that is not optional.
    """

    level: int
    passed: frozenset[int] = frozenset()
    excluded: bool = False
    times: tuple[int, ...] = ()

    def reached(self, place: int, d: Definition) -> bool:
        """Whether the customer came to a step."""
        if d.order == "any":
            return self.level > place
        if place in d.required:
            return self.level > d.required.index(place)
        return place in self.passed


def earlier(a: Event, b: Event, ties: str) -> bool:
    """Whether b can come after a."""
    if ties == "row":
        return (a.time, a.row) < (b.time, b.row)
    return a.time < b.time if ties == "strict" else a.time <= b.time


def between(a: Event, x: Event, b: Event, ties: str) -> bool:
    """Whether x lies between a and b."""
    if ties == "row":
        return (a.time, a.row) < (x.time, x.row) < (b.time, b.row)
    return a.time < x.time < b.time


def neighbours(events: tuple[Event, ...], unit: list[Event], ties: str) -> bool:
    """Whether nothing else of the unit happened between the events of an attempt."""
    others = [x for x in unit if x not in events]
    if ties == "row":
        return not any(between(a, x, b, ties) for a, b in pairwise(events) for x in others)
    if ties == "strict":
        # Nobody knows the order at one time: none of the orders may put one between.
        return not any(a.time <= x.time <= b.time for a, b in pairwise(events) for x in others)
    # Some order of the events at one time has the others of the first time in
    # front of the attempt and those of the last time behind it.
    return not any(events[0].time < x.time < events[-1].time for x in others)


def in_range(event: Event, d: Definition) -> bool:
    """Whether an attempt may begin with the event."""
    return (d.since is None or d.since <= event.time) and (d.until is None or event.time <= d.until)


def candidates(unit: list[Event], place: int, d: Definition) -> list[Event]:
    """Events that can be the step."""
    step = d.steps[place]
    found = [event for event in unit if event.name in step.events]
    return firsts(found, "row") if step.first_time else found


def firsts(events: list[Event], ties: str) -> list[Event]:
    """The first of some events: all of the first time, unless rows tell them apart."""
    if not events:
        return []
    if ties == "row":
        return [min(events, key=lambda e: (e.time, e.row))]
    return [e for e in events if e.time == min(x.time for x in events)]


def starts(unit: list[Event], d: Definition) -> list[Event]:
    """Events that can be the first of an attempt."""
    found = [event for event in candidates(unit, d.required[0], d) if in_range(event, d)]
    return firsts(found, d.ties) if d.entry == "first" else found


def remembered(unit: list[Event], d: Definition) -> list[Event]:
    """With entry "latest", what came before the last event that can begin is forgotten."""
    begins = starts(unit, d)
    if d.entry != "latest" or not begins:
        return unit
    if d.ties == "row":
        last = max((e.time, e.row) for e in begins)
        return [e for e in unit if (e.time, e.row) >= last]
    return [e for e in unit if e.time >= max(x.time for x in begins)]


def in_time(attempt: Attempt, d: Definition) -> bool:
    """Whether windows and the end of the range are kept."""
    first, last = attempt.events[0], attempt.events[-1]
    waits = [b.time - a.time for a, b in pairwise(attempt.events)]
    limits = [d.steps[place].within for place in attempt.taken[1:]]
    return (
        (d.within is None or last.time - first.time <= d.within)
        and all(limit is None or wait <= limit for wait, limit in zip(waits, limits, strict=True))
        and (d.past_end or d.until is None or last.time <= d.until)
    )


def undisturbed(attempt: Attempt, unit: list[Event], d: Definition) -> bool:
    """Whether no excluded event came between."""
    at = dict(zip(attempt.taken, attempt.events, strict=True))
    return not any(
        between(at[e.after], x, at[place], d.ties)
        for e in d.exclude
        if e.after in at
        for place in at
        if e.after < place <= e.before
        for x in unit
        if x.name == e.event
    )


def attempts(unit: list[Event], d: Definition, taken: tuple[int, ...]) -> Iterator[Attempt]:
    """All attempts that take just these steps."""
    allowed = [starts(unit, d)] + [candidates(unit, place, d) for place in taken[1:]]
    for events in permutations(remembered(unit, d), len(taken)):
        attempt = Attempt(taken, events)
        if (
            all(event in fits for event, fits in zip(events, allowed, strict=True))
            and all(earlier(a, b, d.ties) for a, b in pairwise(events))
            and (d.order != "strict" or neighbours(events, unit, d.ties))
            and in_time(attempt, d)
            and undisturbed(attempt, unit, d)
        ):
            yield attempt


def ways(d: Definition, level: int) -> Iterator[tuple[int, ...]]:
    """Steps that an attempt may take which gets as far as a level: with some optional ones."""
    required = d.required[:level]
    end = d.required[level] if level < len(d.required) else len(d.steps)
    free = [i for i, step in enumerate(d.steps[:end]) if step.optional]
    for number in range(len(free) + 1):
        for chosen in combinations(free, number):
            yield tuple(sorted((*required, *chosen)))


def outcome(unit: list[Event], d: Definition) -> Outcome:
    """What became of a customer, in a funnel whose steps have an order."""
    for level in range(len(d.required), 0, -1):
        furthest = list(attempts(unit, d, d.required[:level]))
        if not furthest:
            continue
        if level == len(d.required):
            end = min(attempt.events[-1].time for attempt in furthest)
            furthest = [a for a in furthest if a.events[-1].time == end]
        counted = max(furthest, key=lambda attempt: attempt.backwards)
        if d.on_exclusion == "remove" and ended(counted, unit, d):
            return Outcome(0, excluded=True)
        passed = {
            place
            for taken in ways(d, level)
            if next(attempts(unit, d, taken), None)
            for place in taken
            if d.steps[place].optional
        }
        return Outcome(level, frozenset(passed), times=tuple(reversed(counted.backwards)))
    return Outcome(0)


def ended(attempt: Attempt, unit: list[Event], d: Definition) -> bool:
    """Whether an excluded event ended an attempt before it came to the step that ends the ban."""
    at = dict(zip(attempt.taken, attempt.events, strict=True))
    first = attempt.events[0]
    return any(
        earlier(at[e.after], x, "row" if d.ties == "row" else "strict")
        and (d.past_end or d.until is None or x.time <= d.until)
        and (d.within is None or x.time - first.time <= d.within)
        for e in d.exclude
        if e.after in at and e.before not in at
        for x in unit
        if x.name == e.event
    )


def outcome_in_any_order(unit: list[Event], d: Definition) -> Outcome:
    """How many steps distinct events within one window fill, in whatever order."""
    for level in range(len(d.steps), 0, -1):
        found = [
            tuple(sorted(event.time for event in events))
            for places in combinations(range(len(d.steps)), level)
            for events in permutations(unit, level)
            if all(e in candidates(unit, p, d) for e, p in zip(events, places, strict=True))
            and any_order_in_time(events, d)
            and together(events, unit, d)
        ]
        if found:
            if level == len(d.steps):
                end = min(times[-1] for times in found)
                found = [times for times in found if times[-1] == end]
            return Outcome(level, times=max(found, key=lambda times: times[::-1]))
    return Outcome(0)


def any_order_in_time(events: tuple[Event, ...], d: Definition) -> bool:
    """Whether events lie within one window and, as none is the first step, all in the range."""
    times = [event.time for event in events]
    return all(in_range(event, d) for event in events) and (
        d.within is None or max(times) - min(times) <= d.within
    )


def together(events: tuple[Event, ...], unit: list[Event], d: Definition) -> bool:
    """Whether no excluded event lies between the first of some events and the last."""
    ordered = sorted(events, key=lambda event: (event.time, event.row))
    return not any(
        between(ordered[0], x, ordered[-1], d.ties)
        for e in d.exclude
        for x in unit
        if x.name == e.event
    )


def by_customer(log: list[Event]) -> dict[str, list[Event]]:
    """The events of each customer."""
    return {c: [e for e in log if e.customer == c] for c in sorted({e.customer for e in log})}


def outcomes(log: list[Event], d: Definition) -> dict[str, Outcome]:
    """What became of each customer."""
    become = outcome_in_any_order if d.order == "any" else outcome
    return {customer: become(unit, d) for customer, unit in by_customer(log).items()}


def counts(log: list[Event], d: Definition) -> tuple[int, ...]:
    """How many came to each step."""
    found = outcomes(log, d).values()
    return tuple(sum(o.reached(place, d) for o in found) for place in range(len(d.steps)))
