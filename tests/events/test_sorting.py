"""Events in memory are put in order of customer and time, and lose nothing on the way."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.events import EventLog
from journeykit.events.engines.rows import EVENT

KEYS = {
    "small numbers": (lambda k: k, pl.Int64),
    "negative numbers": (lambda k: k - 20, pl.Int64),
    "numbers far apart": (lambda k: k * 10**15, pl.Int64),
    "numbers above 63 bits": (lambda k: k + 2**63, pl.UInt64),
    "texts": (lambda k: f"c{k}", pl.String),
    "some missing": (lambda k: k or None, pl.Int64),
}


@pytest.mark.parametrize("kind", KEYS)
@given(
    events=st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.integers(0, 9)),
        min_size=1,
        max_size=40,
    ),
    unit=st.sampled_from(["ms", "us"]),
)
def test_events_of_one_time_keep_their_order(kind, events, unit):
    """Whatever names the customers, and however many events share a time, the order is that of
    a stable sort, and each event keeps its name and its other columns."""
    key, dtype = KEYS[kind]
    schema = {"customer": dtype, "event": pl.String, "time": pl.Datetime(unit)}
    rows = [(key(customer), event, time) for customer, event, time in events]
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_row_index("place")
    log = EventLog(frame)
    whole = frame.drop_nulls("customer").sort("customer", "time", maintain_order=True)
    expected = {
        name: group.select("event", "place").rows()
        for (name,), group in whole.group_by("customer", maintain_order=True)
    }
    got = {}
    for part in log.rows(columns={"place": "place", "customer": "customer"}):
        for name, event, place in part.frame.select("customer", EVENT, "place").rows():
            got.setdefault(name, []).append((event, place))
    assert expected == got
