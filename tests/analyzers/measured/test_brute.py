"""A measured map agrees with plain loops over lists, and engines with each other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.measured import brute
from engines import table
from journeykit.analyzers.measured import MeasuredGroup, MeasuredJourney, MeasuredPlace, measure
from journeykit.analyzers.stats.medians import median_ranks
from journeykit.events.log import EventLog
from journeykit.model import EventBinding, Journey, Persona, Phase, Touchpoint, Transition

NAMES = "abcde"
IDS = ("one", "two", "three", "four")
DEVICES = ("x", "y")


@st.composite
def logs(draw: st.DrawFn) -> list[brute.Row]:
    """Events of a dozen customers, many at one time, in any order."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([f"c{n}" for n in range(12)]), st.sampled_from(NAMES),
                st.integers(0, 9), st.sampled_from([*DEVICES, None]),
            ),
            min_size=12, max_size=60,
        )
    )  # fmt: skip
    return [brute.Row(c, e, t, n, d) for n, (c, e, t, d) in enumerate(rows)]


BINDINGS = st.builds(
    EventBinding,
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
    where=st.sampled_from([{}, {}, {"device": "x"}, {"device": ["y"]}]),
)


@st.composite
def maps(draw: st.DrawFn) -> Journey:
    """Four touchpoints in two phases, some bound to the same events, some to none."""
    touchpoints = [
        Touchpoint(id, events=draw(st.lists(BINDINGS, min_size=id == "one", max_size=2)))
        for id in IDS
    ]
    cut = draw(st.integers(1, 3))
    ways = draw(
        st.lists(
            st.builds(
                Transition, st.sampled_from(IDS), st.sampled_from(IDS),
                kind=st.sampled_from(["happy", "loop", "exception"]),
            ),
            max_size=5, unique_by=lambda t: t.id,
        )
    )  # fmt: skip
    return Journey(
        "Map", [Phase("A", touchpoints[:cut]), Phase("B", touchpoints[cut:])], transitions=ways,
        personas=[Persona("X", segment={"device": "x"}), Persona("Y", segment={"device": "y"})],
    )  # fmt: skip


def log_of(rows: list[brute.Row], engine: str, parts: int = 1) -> EventLog:
    """The log on an engine, in one part or several."""
    columns: dict[str, list[Any]] = {
        name: [getattr(row, name) for row in rows] for name in brute.Row._fields
    }
    log = EventLog(table(columns, engine), order="row", time_unit="s")
    if parts > 1:
        few = attrs.evolve(log.source, part_rows=max(1, len(rows) // parts))
        log = log._with(few, None, "in parts")
    return log


def check_place(expected: dict[str, Any], found: MeasuredPlace) -> None:
    """All figures of a place."""
    e = {name: expected.get(name, 0) for name in ("customers", "visits", "returned", "exits")}
    assert e == {
        "customers": found.customers, "visits": found.visits,
        "returned": found.returns.count, "exits": found.exits.count,
    }  # fmt: skip
    assert expected.get("starts", 0) == found.starts
    for name, times in (
        ("before", found.before), ("after", found.after), ("onward", found.onward)
    ):  # fmt: skip
        values = expected[name]
        assert len(values) == times.n
        if values:
            quantiles = {
                0.25: times.q25_s,
                0.5: times.median_s,
                0.75: times.q75_s,
                0.9: times.q90_s,
            }
            assert {q: pytest.approx(brute.quantile(values, q)) for q in quantiles} == quantiles
        ranks = median_ranks(len(values), 0.8)
        limits = tuple(sorted(values)[rank - 1] for rank in ranks) if ranks else None
        assert (None if limits is None else pytest.approx(limits)) == times.median_interval


def check_going_on(expected: dict[str, Any], found: MeasuredPlace, *, last: bool) -> None:
    """Who went on, who is lost, who waits."""
    if last:
        assert (None, None, None) == (found.went_on, found.waiting, found.drop_off)
        return
    assert found.drop_off is not None
    got = (found.went_on, found.drop_off.count, found.drop_off.of, found.waiting)
    assert tuple(expected.get(name, 0) for name in ("went_on", "lost", "over", "waiting")) == got


def check_group(
    journey: Journey, rows: list[brute.Row], group: MeasuredGroup, within: int | None, end: int
) -> None:
    """All figures of some customers."""
    paths = brute.paths(journey, rows)
    bound = [t.id for t in journey.touchpoints if t.events]
    assert len(paths) == group.customers
    assert sum(map(len, paths.values())) == group.events
    assert bound == [t.id for t in group.touchpoints]
    for found in group.touchpoints:
        on = brute.later(journey, found.id) & set(bound)
        expected = brute.place(paths, {found.id}, on, within=within, end=end)
        check_place(expected, found)
        check_going_on(expected, found, last=not on)
    after: set[str] = set()
    for phase in reversed(group.phases):
        expected = brute.place(paths, set(phase.touchpoints), after, within=within, end=end)
        check_place(expected, phase)
        check_going_on(expected, phase, last=not after)
        after |= set(phase.touchpoints)
    taken = {(m.source, m.target): (m.count, m.customers.count) for m in group.moves if m.count}
    assert brute.moves(paths) == taken


def measured(
    journey: Journey,
    log: EventLog,
    within: int | None,
    until: int | None,
    personas: tuple[str, ...] | None = (),
) -> MeasuredJourney:
    """By seconds."""
    moment = None if until is None else datetime.fromtimestamp(until, UTC)
    length = None if within is None else f"{within}s"
    return measure(journey, log, within=length, until=moment, personas=personas, confidence=0.8)


@settings(max_examples=20)
@given(
    maps(),
    logs(),
    st.none() | st.integers(0, 6),
    st.none() | st.integers(5, 8),
    st.integers(1, 2),
)
def test_all_figures_agree_with_plain_loops(
    journey: Journey, rows: list[brute.Row], within: int | None, until: int | None, parts: int
) -> None:
    """Of touchpoints, phases, moves and personas, with windows, ends, ties and shared events."""
    kept = [row for row in rows if until is None or row.time <= until]
    result = measured(journey, log_of(rows, "polars", parts), within, until, None)
    end = max((row.time for row in kept), default=0) if until is None else until
    check_group(journey, kept, result.whole, within, end)
    members = {device: {row.customer for row in kept if row.device == device} for device in DEVICES}
    for device, group in zip(DEVICES, result.personas, strict=True):
        mine = [row for row in kept if row.customer in members[device]]
        check_group(journey, mine, group, within, end)
    everybody = set(brute.paths(journey, kept))
    assert len(everybody - members["x"] - members["y"]) == result.in_no_persona
    assert len(everybody & members["x"] & members["y"]) == result.in_several


@pytest.mark.parametrize("engine", ["duckdb"])
@settings(max_examples=3, deadline=None)
@given(maps(), logs(), st.none() | st.integers(0, 6))
def test_engines_agree(
    engine: str, journey: Journey, rows: list[brute.Row], within: int | None
) -> None:
    """A log in a database gives the same result, to the last figure."""
    expected = measured(journey, log_of(rows, "polars"), within, None)
    assert expected == measured(journey, log_of(rows, engine), within, None)


def figures(group: MeasuredGroup) -> list[Any]:
    """All that is counted, without ids."""
    places = (*group.touchpoints, *group.phases)
    names = ("id", "name", "phase", "touchpoints")
    return [
        [
            getattr(place, field.name)
            for field in attrs.fields(type(place))
            if field.name not in names
        ]
        for place in places
    ]


@settings(max_examples=8)
@given(maps(), logs(), st.none() | st.integers(0, 6))
def test_other_ids_change_no_number(
    journey: Journey, rows: list[brute.Row], within: int | None
) -> None:
    """Nor do other names: a map is measured by its bindings and ways."""
    log = log_of(rows, "polars")
    renamed = journey.with_ids(Touchpoint, {id: f"{id}-new" for id in IDS})
    renamed = renamed.with_ids(Phase, {"a": "first"})
    expected = measured(journey, log, within, None)
    found = measured(renamed, log, within, None)
    assert figures(expected.whole) == figures(found.whole)
    assert [f"{t.id}-new" for t in expected.touchpoints] == [t.id for t in found.touchpoints]


@settings(max_examples=8)
@given(maps(), logs(), st.none() | st.integers(0, 6))
def test_counts_of_parts_of_the_customers_add_up(
    journey: Journey, rows: list[brute.Row], within: int | None
) -> None:
    """What some customers did and what the others did is what all did."""
    log = log_of(rows, "polars")
    end = max(row.time for row in rows)
    some = {row.customer for row in rows if row.customer < "c5"}
    parts = [log.only([*some, "nobody"]), log.without_customers(customer=[*some, "nobody"])]
    whole = measured(journey, log, within, end).whole
    groups = [measured(journey, part, within, end).whole for part in parts]
    for number, place in enumerate(whole.touchpoints):
        mine = [group.touchpoints[number] for group in groups]
        assert place.customers == sum(p.customers for p in mine)
        assert place.visits == sum(p.visits for p in mine)
        assert place.exits.count == sum(p.exits.count for p in mine)
        assert place.before.n == sum(p.before.n for p in mine)
        if place.drop_off is not None:
            lost = [p.drop_off.count for p in mine if p.drop_off is not None]
            assert place.drop_off.count == sum(lost)
