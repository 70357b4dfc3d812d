"""Every customer gets as far as the words of a funnel say: a brute force over all choices agrees."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import Any

import pytest
from hypothesis import given

import journeykit as jk
import oracle
from conformance.generated import arguments, definitions, event_log, logs
from engines import rows
from oracle import Definition, Event

pytest.importorskip("polars")


def came(result: Any, places: Sequence[int]) -> list[set[str]]:
    """Who came to each step."""
    return [{row["customer"] for row in rows(result.customers(place))} for place in places]


def counts(result: Any) -> list[int]:
    """How many came to each step."""
    return [step.customers for step in result.steps]


@given(logs(), definitions())
def test_everyone_gets_as_far_as_some_choice_of_events(log, d):
    """Counts, who they are, who stopped where, and who was left out, for all options together."""
    result = jk.funnel(event_log(log), **arguments(d))

    found = oracle.outcomes(log, d)
    places = range(len(d.steps))
    wanted = [{c for c, o in found.items() if o.reached(place, d)} for place in places]
    assert [len(who) for who in wanted] == counts(result)
    assert wanted == came(result, places)
    assert sum(o.excluded for o in found.values()) == result.excluded
    for place, after in pairwise(d.required):
        stopped = {row["customer"] for row in rows(result.dropped(place))}
        assert wanted[place] - wanted[after] == stopped


@given(logs(), definitions(order=("ordered", "strict")))
def test_times_are_those_of_the_attempt_that_counts(log, d):
    """The first attempt that converts, else the latest of the furthest; as late as can be before."""
    result = jk.funnel(event_log(log), **arguments(d))

    found = [o.times for o in oracle.outcomes(log, d).values()]
    for place, (before, step) in enumerate(pairwise(d.required)):
        waits = [times[place + 1] - times[place] for times in found if len(times) > place + 1]
        spent = result.times(step)
        assert len(waits) == spent.n, (before, step)
        if waits:
            assert pytest.approx((fmean(waits), median(waits))) == (spent.mean_s, spent.median_s)


@given(logs(), definitions(order=("ordered",)))
def test_attempts_are_cut_at_first_steps(log, d):
    """Each first step begins an attempt, which ends where the next one begins."""
    first = d.steps[0].events
    if any(set(first) & set(step.events) for step in d.steps[1:]):
        with pytest.raises(jk.JourneyKitError):
            jk.funnel(event_log(log), **arguments(d), count="attempts")
        return
    # Rows decide which attempt an event at the time of a first step belongs to.
    steps = tuple(step._replace(first_time=False) for step in d.steps)
    d = d._replace(steps=steps, ties="row", entry="best")

    result = jk.funnel(event_log(log), **arguments(d), count="attempts")

    pieces: list[Event] = []
    for unit in oracle.by_customer(log).values():
        number = 0
        for event in sorted(unit, key=lambda e: (e.time, e.row)):
            number += event.name in first
            pieces.append(event._replace(customer=f"{event.customer}, attempt {number}"))
    assert oracle.counts(pieces, d) == tuple(counts(result))


@given(logs(), definitions())
def test_sessions_are_customers_of_their_own(log, d):
    """Sessions are told apart as customers are."""
    result = jk.funnel(event_log(log, session="device"), **arguments(d), count="sessions")

    apart = [event._replace(customer=f"{event.customer}, {event.device}") for event in log]
    assert oracle.counts(apart, d) == tuple(counts(result))


@given(logs(), definitions(order=("ordered",)))
def test_open_funnels_count_who_came_on(log, d):
    """Who did a step is at it; of those, who came on is who has both in order and in time."""
    steps = tuple(step._replace(optional=False) for step in d.steps)
    d = d._replace(steps=steps, exclude=(), on_exclusion="stop", entry="best", past_end=False)

    result = jk.funnel(event_log(log), **arguments(d), open=True)

    within = [event for event in log if oracle.in_range(event, d)]
    for place, step in enumerate(result.steps):
        did = {e.customer for e in within if e in candidates(log, e, place, d)}
        assert len(did) == step.customers
        if place:
            both = d._replace(steps=steps[place - 1 : place + 1])
            assert oracle.counts(log, both)[1] == step.came


def candidates(log: Sequence[Event], event: Event, place: int, d: Definition) -> list[Event]:
    """Events of a customer that can be a step."""
    return oracle.candidates([e for e in log if e.customer == event.customer], place, d)


def taking(unit: list[Event], d: Definition) -> list[Event]:
    """The events of a customer that meet a step, in order."""
    fit = {e for place in range(len(d.steps)) for e in oracle.candidates(unit, place, d)}
    end = None if d.past_end else d.until
    known = [
        e for e in oracle.remembered(unit, d)
        if (d.since is None or e.time >= d.since) and (end is None or e.time <= end)
    ]  # fmt: skip
    return sorted(fit & set(known), key=lambda e: (e.time, e.row))


@given(logs(), definitions(order=("ordered", "strict")))
def test_groups_are_told_apart_by_the_value_of_the_customer(log, d):
    """First and last values over the events that meet a step; a missing value is a group."""
    for attribution, pick in (("first", 0), ("last", -1)):
        result = jk.funnel(event_log(log), **arguments(d), by="device", attribution=attribution)

        wanted: dict[tuple[str | None], list[int]] = {}
        found = oracle.outcomes(log, d)
        for customer, unit in oracle.by_customer(log).items():
            values = [e.device for e in taking(unit, d) if e.device]
            place = wanted.setdefault((values[pick] if values else None,), [0] * len(d.steps))
            for number in range(len(d.steps)):
                place[number] += found[customer].reached(number, d)
        groups = {group.value: counts(group) for group in result.groups}
        assert {v: n for v, n in wanted.items() if any(n)} == {
            v: n for v, n in groups.items() if any(n)
        }


@given(logs(), definitions())
def test_each_value_by_its_own_events(log, d):
    """With all events, each value has the funnel of the events that carry it."""
    result = jk.funnel(event_log(log), **arguments(d), by="device", attribution="all")

    for device in {event.device for event in log}:
        if device is not None:
            own = [event for event in log if event.device == device]
            found = [counts(g) for g in result.groups if g.value == (device,)]
            assert list(oracle.counts(own, d)) == (found[0] if found else [0] * len(d.steps))


@given(definitions())
def test_nobody_comes_to_any_step_of_an_empty_log(d):
    """A log without events is counted as any other."""
    assert [0] * len(d.steps) == counts(jk.funnel(event_log([]), **arguments(d)))
