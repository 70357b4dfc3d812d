"""On Spark the log stays where it is: only counts come to the driver."""

from __future__ import annotations

import re

import pytest

import journeykit as jk
from engines import placed

pytest.importorskip("polars")
pytest.importorskip("pyspark")

CUSTOMERS = 500


@pytest.fixture(scope="module")
def log():
    """Ten events of each of many customers, who get ever further."""
    pa = pytest.importorskip("pyarrow")
    rows = [
        (f"c{n}", "home" if at == 0 else "cart" if at < 5 else "paid", at * 60 + n)
        for n in range(CUSTOMERS)
        for at in range(10 if n % 3 else 5)
    ]
    customer, event, time = zip(*rows, strict=True)
    table = pa.table({"customer": customer, "event": event, "time": time})
    return jk.EventLog(placed(table, "pyspark"), time_unit="s")


@pytest.fixture
def seen(monkeypatch):
    """What comes to the driver: rows, and the plan by which they came."""
    frame = pytest.importorskip("pyspark.sql.classic.dataframe").DataFrame
    found = []

    def spied(name):
        real = getattr(frame, name)

        def spy(self, *args, **kwargs):
            got = real(self, *args, **kwargs)
            plan = self._jdf.queryExecution().executedPlan().toString()
            found.append((got.num_rows if hasattr(got, "num_rows") else len(got), plan))
            return got

        monkeypatch.setattr(frame, name, spy)

    for name in ("toArrow", "toPandas", "collect"):
        spied(name)
    return found


def exchanges(plan):
    """How rows are moved between workers, one word each, the last first."""
    return re.findall(r"Exchange (\w+)", plan)


def test_a_funnel_on_spark_brings_only_counts(log, seen):
    """One row for each question; the events are cut by customer, and only sums go to one place."""
    result = jk.funnel(log, ["home", "cart", "paid"], within="1h")
    assert [CUSTOMERS, CUSTOMERS, CUSTOMERS - -(-CUSTOMERS // 3)] == [
        step.customers for step in result.steps
    ]
    assert seen
    assert 10 >= sum(rows for rows, _ in seen)
    windows = [plan for _, plan in seen if "Window" in plan]
    assert windows
    for plan in windows:
        # Read from the end: sums of sums in one place, below them cut by customer.
        assert "SinglePartition" == exchanges(plan)[0]
        assert {"hashpartitioning"} == set(exchanges(plan)[1:])
        assert re.search(r"hashpartitioning\(customer", plan)
        above = plan[: plan.index("SinglePartition")]
        assert "HashAggregate" in above
        assert "Window" not in above


def test_transitions_on_spark_bring_one_row_for_each_way(log, seen):
    """However long the log is, there are no more rows than ways from event to event."""
    found = jk.transitions(log)
    ways = {(edge.source, edge.target): edge.count for edge in found.steps}
    assert CUSTOMERS == ways["home", "cart"]
    assert {("home", "cart"), ("cart", "cart"), ("cart", "paid"), ("paid", "paid")} == set(ways)
    assert all(rows <= 20 for rows, _ in seen)
    assert any(re.search(r"hashpartitioning\(customer", plan) for _, plan in seen)


def test_who_they_are_stays_on_spark(log, seen):
    """Customers are a frame of Spark, made when it is asked to."""
    pyspark = pytest.importorskip("pyspark.sql")
    result = jk.funnel(log, ["home", "paid"], within="1h")
    before = len(seen)
    who = result.dropped("home")
    assert before == len(seen)
    assert isinstance(who, pyspark.DataFrame)
    assert -(-CUSTOMERS // 3) == who.count()
