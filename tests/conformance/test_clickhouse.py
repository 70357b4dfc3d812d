"""ClickHouse's own `windowFunnel` counts as this library does, where it can say the same."""

import json
import random
from collections import Counter
from typing import Any

import pytest

import journeykit as jk
from conformance.generated import arguments, event_log
from oracle import Definition, Event, Step

chdb = pytest.importorskip("chdb")
pq = pytest.importorskip("pyarrow.parquet")

UNITS = 3000


def funnel(steps: list[str], within: int, **more: Any) -> Definition:
    """A funnel of events with one letter each; several letters are any of them."""
    return Definition(tuple(Step(tuple(step)) for step in steps), within=within, **more)


DEFAULT = [funnel(list("abc"), within) for within in (0, 1, 2, 3, 9)] + [
    funnel(["ab", "c"], 2),
    funnel(list("cabx"), 3),
]
"""No event takes two steps: the default mode would let one event take both."""

ONCE = [
    funnel(list(steps), within)
    for steps in ("abc", "aab", "aba", "abab", "aaa")
    for within in (1, 3, 9)
] + [funnel(["a", "ab", "c"], 2), funnel(["ab", "a", "c"], 3), funnel(["ab", "bc", "ac"], 3)]

INCREASE = [funnel(list(steps), 4, ties="strict") for steps in ("abc", "cab", "bxa")]


@pytest.fixture(scope="module")
def log() -> list[Event]:
    """What some thousands of customers did within seven seconds."""
    drawn = random.Random(20261122)
    return [
        Event(f"{unit:04d}", drawn.choice("abcx"), drawn.randint(0, 6), row)
        for unit in range(UNITS)
        for row in range(drawn.randint(1, 9))
    ]


def levels(
    log: list[Event], definitions: list[Definition], mode: str, path
) -> list[dict[str, int]]:
    """How far each customer got in each funnel, as ClickHouse counts it."""
    import pyarrow as pa

    file = path / "log.parquet"
    columns = {"u": [e.customer for e in log], "e": [e.name for e in log]}
    times = pa.array([e.time for e in log], pa.uint64())
    pq.write_table(pa.table({**columns, "t": times}), file)
    asked = [
        f"windowFunnel({d.within}{mode})(t, "
        + ", ".join(f"e IN {(*step.events, step.events[0])}" for step in d.steps)
        + f") AS d{n}"
        for n, d in enumerate(definitions)
    ]
    query = f"SELECT u, {', '.join(asked)} FROM file('{file}') GROUP BY u"
    rows = json.loads(str(chdb.query(query, "JSONCompact")))["data"]
    return [{row[0]: row[1 + n] for row in rows} for n in range(len(definitions))]


def reached(log: list[Event], definition: Definition) -> dict[str, int]:
    """How far each customer got, as this library counts it."""
    result = jk.funnel(event_log(log), **arguments(definition))
    found = {event.customer: 0 for event in log}
    for place in range(len(definition.steps)):
        for customer in result.customers(place)["customer"]:
            found[customer] = place + 1
    return found


@pytest.mark.parametrize(("mode", "definitions"), [("", DEFAULT), (", 'strict_once'", ONCE)])
def test_levels_are_those_of_clickhouse(log, mode, definitions, tmp_path):
    """Each customer gets as far as `windowFunnel` says, in every funnel."""
    for expected, definition in zip(
        levels(log, definitions, mode, tmp_path), definitions, strict=True
    ):
        assert expected == reached(log, definition), definition


def test_levels_of_times_that_increase(log, tmp_path):
    """Each step later than the one before is `strict_increase` where no two events tie.

    With ties ClickHouse may find less: a first step at the time of a later one
    makes it forget the attempt that had begun before.
    """
    moments = Counter((event.customer, event.time) for event in log)
    tied = {customer for (customer, _), number in moments.items() if number > 1}
    found = levels(log, INCREASE, ", 'strict_increase'", tmp_path)
    for theirs, definition in zip(found, INCREASE, strict=True):
        ours = reached(log, definition)
        assert {c: n for c, n in theirs.items() if c not in tied} == {
            c: n for c, n in ours.items() if c not in tied
        }
        assert all(level <= ours[customer] for customer, level in theirs.items())
