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
from oracle import Definition, Exclusion, Step

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
@given(definitions(order=("ordered", "strict")), st.integers(0, 999))
def test_duckdb_says_what_polars_says(d, seed):
    """The same counts, groups, people and times for small definitions, drawn at random.

    Larger ones grow to queries that take DuckDB minutes to plan: steps that share
    events in any order, and exclusions beside optional steps.
    """
    pytest.importorskip("duckdb")
    d = d._replace(steps=d.steps[:3], exclude=())

    assert facts(d, "polars", seed) == facts(d, "duckdb", seed)


@pytest.mark.parametrize("engine", ["duckdb", "ibis", "pyspark"])
@pytest.mark.parametrize("name", FUNNELS)
def test_an_engine_says_what_polars_says(name, engine):
    """The same counts, groups, people and times on every engine."""
    assert facts(FUNNELS[name], "polars", 7) == facts(FUNNELS[name], engine, 7)
