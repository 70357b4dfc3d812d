"""A funnel says the same of a log wherever that is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from conformance.generated import arguments, crowd, definitions, event_log
from engines import rows
from oracle import Definition, Event, Exclusion, Step

pytest.importorskip("polars")

HOME, CART, PAID = (Step((name,)) for name in "abc")

FUNNELS = {
    "ordered": Definition((HOME, CART, PAID), within=3),
    "strict": Definition((HOME, CART, PAID), order="strict", ties="row"),
    "any": Definition((HOME, CART, PAID), order="any", within=2),
    "with an optional step": Definition(
        (HOME, CART._replace(optional=True), Step(("b", "c"), within=4), PAID),
        ties="row", within=5, entry="first", since=1, until=5,
    ),
    "with an exclusion": Definition(
        (HOME, CART, PAID._replace(first_time=True)),
        ties="strict", entry="latest", exclude=(Exclusion("x", 0, 2),),
    ),
}  # fmt: skip


def facts(d: Definition, engine: str, seed: int) -> dict[str, Any]:
    """All that a funnel says of a crowd: counts, groups, people, times, those left out."""
    result = jk.funnel(event_log(crowd(seed), engine), **arguments(d), by="device")
    last = d.required[-1]
    people = sorted(row["customer"] for row in rows(result.customers(last)))
    times = [] if d.order == "any" else [result.times(b) for _, b in pairwise(d.required)]
    return {
        "steps": result.steps,
        "groups": {group.value: group for group in result.groups},
        "excluded": result.excluded,
        "people": people,
        "times": [(t.n, pytest.approx(t.mean_s), pytest.approx(t.median_s)) for t in times],
    }


@settings(max_examples=6)
@given(definitions(), st.integers(0, 999))
def test_duckdb_says_what_polars_says(d, seed):
    """The same counts, groups, people and times for any definition, drawn at random."""
    pytest.importorskip("duckdb")

    assert facts(d, "polars", seed) == facts(d, "duckdb", seed)


MANY = 12

LONG = {
    "the same step again and again": Definition((HOME,) * MANY, within=6),
    "one of two events, again and again": Definition(
        tuple(Step((name, other)) for name, other in ("ab", "bc") * (MANY // 2)), ties="row"
    ),
    "with no event between": Definition((HOME,) * MANY, order="strict"),
    "in any order": Definition((HOME,) * MANY, order="any"),
    "in any order, of events that take several": Definition(
        (Step(("a", "b")), Step(("b", "c")), Step(("a", "c"))) * 2, order="any"
    ),
    "with an exclusion": Definition(
        (HOME, CART, PAID) * 4, exclude=(Exclusion("x", 0, 11),), ties="row"
    ),
}  # fmt: skip
"""Each window below another doubles the time that DuckDB takes to plan: it took minutes or hours."""


@pytest.mark.parametrize("name", LONG)
def test_many_steps_are_planned_in_time(name):
    """The counts of funnels whose windows lie dozens deep are those of Polars."""
    pytest.importorskip("duckdb")
    polars, duckdb = (
        jk.funnel(event_log(crowd(7), engine), **arguments(LONG[name]))
        for engine in ("polars", "duckdb")
    )

    assert 0 < polars.steps[1].customers
    assert polars.steps == duckdb.steps
    assert polars.excluded == duckdb.excluded


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_times_of_many_steps_in_any_order_are_those_between_events_in_order(engine):
    """Times are put in order by exchanging neighbours, which must not grow with each exchange."""
    names = [f"step {n}" for n in range(9)]
    log = [Event(who, n, 10 * at + at, at) for who in "ab" for at, n in enumerate(names[::-1])]
    result = jk.funnel(event_log(log, engine), names, order="any", within="2h")

    assert [2] * 9 == [step.customers for step in result.steps]
    assert [11.0] * 8 == [result.times(name).mean_s for name in names[1:]]


@pytest.mark.parametrize("engine", ["duckdb", "ibis", "pyspark"])
@pytest.mark.parametrize("name", FUNNELS)
def test_an_engine_says_what_polars_says(name, engine):
    """The same counts, groups, people and times on every engine."""
    assert facts(FUNNELS[name], "polars", 7) == facts(FUNNELS[name], engine, 7)
