"""First ways through steps against a plain loop over customers, in memory, in parts and in a database."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("polars")

from engines import table
from journeykit.events.cohorts.periods import DAY_US
from journeykit.events.conditions import Condition
from journeykit.events.funnels.steps import as_step
from journeykit.events.log import EventLog
from journeykit.events.passages.around import between, repeats, uses
from journeykit.events.passages.reach import reach
from journeykit.events.passages.tallies import Stratum, cells, wait_us
from journeykit.events.passages.walk import Passages

S = 1_000_000
STEPS = tuple(map(as_step, ("a", "b", ("c", "d"))))
HORIZON, USUAL, END = 4, 2, 12
Row = tuple[str, str, int, str | None]


@st.composite
def worlds(draw: st.DrawFn) -> list[Row]:
    """Events of eight customers; a customer does one thing at a time."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([f"c{n}" for n in range(8)]), st.sampled_from("abcdx"),
                st.integers(0, END), st.sampled_from(["u", "v", None]),
            ),
            min_size=8, max_size=50, unique_by=lambda row: (row[0], row[2]),
        )
    )  # fmt: skip
    return sorted(rows, key=lambda row: row[2])


def log_of(rows: list[Row], engine: str = "polars", parts: int = 1) -> EventLog:
    """The log on an engine, with the place of each row to put ties in order."""
    names = ("customer", "event", "time", "group")
    columns: dict[str, list[Any]] = {n: [row[i] for row in rows] for i, n in enumerate(names)}
    columns["row"] = list(range(len(rows)))
    log = EventLog(table(columns, engine), order="row", time_unit="s")
    if parts > 1:
        few = attrs.evolve(log.source, part_rows=max(1, len(rows) // parts))
        log = log._with(few, None, "in parts")
    return log


def ways(
    rows: list[Row], among: str = "abcd"
) -> list[tuple[list[tuple[int, str]], str | None, list[int]]]:
    """Each customer's events, first value at some of them, and times of the steps taken the first time."""
    people: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        people[row[0]].append(row)
    found = []
    for own in people.values():
        own.sort(key=lambda row: row[2])
        value = next((row[3] for row in own if row[3] is not None and row[1] in among), None)
        times: list[int] = []
        for step in STEPS:
            after = times[-1] if times else -1
            took = [row[2] for row in own if row[1] in step.events and row[2] > after]
            if not took:
                break
            times.append(took[0])
        found.append(([(row[2], row[1]) for row in own], value, times))
    return found


def tallied(rows: list[Row], step: int) -> dict[tuple[str | None, int], tuple[int, ...]]:
    """Who reached a step in time to be watched, came on, soon, and did it again first."""
    counts: dict[tuple[str | None, int], list[int]] = defaultdict(lambda: [0] * 4)
    for own, value, times in ways(rows):
        if len(times) <= step or times[step] + HORIZON > max(row[2] for row in rows):
            continue
        at = times[step]
        then = times[step + 1] if len(times) > step + 1 else 99
        again = [t for t, event in own if event in STEPS[step].events and at < t < then]
        cell = counts[value, at * S // DAY_US]
        cell[0] += 1
        cell[1] += then <= at + HORIZON
        cell[2] += then <= at + USUAL
        cell[3] += bool(again) and again[0] <= at + HORIZON
    return {key: tuple(of) for key, of in counts.items()}


def counted(passages: Passages, step: int) -> dict[tuple[str | None, int], tuple[int, ...]]:
    found = cells(
        passages, step, horizon_us=HORIZON * S, usual_us=USUAL * S,
        end_us=passages.log.extent.last_us or 0,
    )  # fmt: skip
    return {(c.values[0], c.day): (c.reached, c.on, c.soon, c.again) for c in found}


@settings(max_examples=25)
@given(worlds(), st.integers(1, 2), st.integers(0, 1))
def test_cells(rows: list[Row], parts: int, step: int) -> None:
    """Whoever reached a step early enough counts, by value and day, whatever the parts."""
    passages = Passages(log=log_of(rows, parts=parts), steps=STEPS, by=("group",))
    assert tallied(rows, step) == counted(passages, step)


@settings(max_examples=15)
@given(worlds(), st.sampled_from([0.25, 0.5, 1.0]))
def test_waits(rows: list[Row], share: float) -> None:
    """Waits are those of customers who came on, from the first time at each step."""
    waits = sorted(t[1] - t[0] for _, _, t in ways(rows) if len(t) > 1)
    found = wait_us(Passages(log=log_of(rows), steps=STEPS), 0, [share])
    if not waits:
        assert () == found
        return
    place = share * (len(waits) - 1)
    low, part = int(place), place - int(place)
    high = waits[min(low + 1, len(waits) - 1)]
    assert pytest.approx((waits[low] + part * (high - waits[low])) * S) == found[0]


@settings(max_examples=25)
@given(worlds(), st.integers(1, 2))
def test_between(rows: list[Row], parts: int) -> None:
    """Events between two steps are counted once a customer, apart for those who came on."""
    end = max(row[2] for row in rows)
    expected: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0] * 5)
    for own, value, times in ways(rows):
        if not times or times[0] + HORIZON > end:
            continue
        at, then = times[0], times[1] if len(times) > 1 else 99
        seen = [t for t, e in own if e == "x" and at < t < then and t <= at + HORIZON]
        if not seen:
            continue
        counts = expected["x", int(value == "u")]
        came = then <= at + HORIZON
        counts[0] += 1
        counts[1] += came
        if not came:
            counts[2] += sum(t <= at + USUAL for t in seen)
            counts[3] += sum(at + USUAL < t <= at + 2 * USUAL for t in seen)
            counts[4] += len(seen)
    found = between(
        Passages(log=log_of(rows, parts=parts), steps=STEPS, by=("group",)),
        {0: HORIZON * S}, {0: USUAL * S}, [Stratum(step=0, where=((0, "u"),))], end_us=end * S,
    )  # fmt: skip
    assert {key: tuple(of) for key, of in expected.items()} == {
        (b.event, b.stratum): (b.n, b.on, b.early, b.late, b.times) for b in found
    }


@settings(max_examples=15)
@given(worlds())
def test_uses_repeats_and_reach(rows: list[Row]) -> None:
    """Who ever did an event, began with it, or did it twice in a row, by a plain loop."""
    log = log_of(rows)
    people = ways(rows, among="abcdx")
    did = {(v, e): 0 for _, v, _ in people for e in "abcdx"}
    first = dict(did)
    again = dict.fromkeys("abcdx", 0)
    for own, value, _ in people:
        for event in {event for _, event in own}:
            did[value, event] += 1
        first[value, own[0][1]] += 1
        for event in {a for (_, a), (_, b) in pairwise(own) if a == b}:
            again[event] += 1
    used = uses(log, ["group"])
    assert {k: n for k, n in did.items() if n} == {
        (use.values[0], event): n for use in used for event, n in use.events.items()
    }
    assert {k: n for k, n in first.items() if n} == {
        (use.values[0], event): n for use in used for event, n in use.first.items()
    }
    told = repeats(Passages(log=log, steps=STEPS))
    assert {e: again[e] for _, e, _, _ in rows} == {r.event: r.again for r in told}
    customers = tuple(len({row[0] for row in rows if row[1] in of}) for of in ("a", "bx"))
    assert customers == reach(log, [Condition("a"), Condition(["b", "x"])])


def test_a_window_ends_the_way():
    """What comes later than the window after the first step was not taken."""
    rows: list[Row] = [("ann", "a", 0, None), ("ann", "b", 2, None), ("ann", "c", 9, None)]
    log = log_of([*rows, ("bob", "x", 12, None)])
    for within_us, came in ((None, 1), (5 * S, 0)):
        passages = Passages(log=log, steps=STEPS, within_us=within_us)
        (cell,) = cells(passages, 1, horizon_us=8 * S, usual_us=S, end_us=12 * S)
        assert came == cell.on


def test_one_event_takes_one_step():
    """Where the same event may take two steps, it takes them one after the other."""
    log = log_of([("ann", "a", 0, None), ("bob", "a", 0, None), ("bob", "a", 3, None)])
    passages = Passages(log=log, steps=(as_step("a"), as_step("a")))
    (cell,) = cells(passages, 0, horizon_us=3 * S, usual_us=S, end_us=3 * S)
    assert (2, 1) == (cell.reached, cell.on)


@pytest.mark.parametrize("engine", ["duckdb", "ibis"])
def test_engines_agree(engine):
    """A database gives the same counts as memory."""
    kinds = "abxacdbxa"
    rows: list[Row] = [
        (f"c{n % 7}", kinds[n * n % 9], n // 3, ("u", "v", None)[n % 3]) for n in range(40)
    ]
    end = max(row[2] for row in rows) * S
    found = []
    for log in (log_of(rows), log_of(rows, engine)):
        p = Passages(log=log, steps=STEPS, by=("group",))
        counts = counted(p, 0)
        seen = between(p, {0: HORIZON * S}, {0: USUAL * S}, [Stratum(step=0, since=0)], end_us=end)
        found.append((counts, seen, repeats(p), uses(log, ["group"]), reach(log, [Condition("a")])))
    assert found[0] == found[1]


def test_halves_are_all_customers():
    """The two halves share nobody and leave nobody out, and the seed decides."""
    log = log_of([(f"c{n}", "a", n % 12, None) for n in range(200)])
    one, other = (set(half.to_frame()["customer"].to_list()) for half in log.split(seed=3))
    assert 200 == len(one | other)
    assert set() == one & other
    assert 60 < len(one) < 140
    assert one != set(log.split(seed=4)[0].to_frame()["customer"].to_list())
