"""Times are the same microseconds since 1970 (UTC), whatever holds them."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pyarrow as pa
import pytest
from hypothesis import given, settings

import engines
from journeykit.errors import InvalidValueError
from journeykit.events.log import EventLog

QUICK = ("polars", "duckdb", "ibis")
START = datetime(1970, 1, 1, tzinfo=UTC)

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))

KINDS = {
    "naive, us": (pa.timestamp("us"), lambda t: t.replace(tzinfo=None)),
    "naive, ns": (pa.timestamp("ns"), lambda t: t.replace(tzinfo=None)),
    "naive, ms": (pa.timestamp("ms"), lambda t: whole(t, 1_000).replace(tzinfo=None)),
    "naive, s": (pa.timestamp("s"), lambda t: whole(t, 1_000_000).replace(tzinfo=None)),
    "zoned": (pa.timestamp("us", "America/New_York"), lambda t: t),
    "date": (pa.date32(), lambda t: t.date()),
    "seconds": (pa.int64(), lambda t: us(t) // 1_000_000),
    "milliseconds": (pa.int64(), lambda t: us(t) // 1_000),
    "microseconds": (pa.int64(), us := lambda t: (t - START) // timedelta(microseconds=1)),
    "nanoseconds": (pa.int64(), lambda t: us(t) * 1_000 + 999),
    "seconds with a fraction": (pa.float64(), lambda t: us(t) / 1_000_000),
}
"""How a time may be held, and as what: Arrow's type and the value of a moment."""

UNITS = {"seconds": "s", "milliseconds": "ms", "microseconds": "us", "nanoseconds": "ns"}


def whole(moment, ticks):
    """A moment without what is below so many microseconds."""
    return moment - timedelta(microseconds=moment.microsecond % ticks)


def expected_us(kind, moment):
    """The microseconds that can be known of a moment, once it is held so."""
    ticks = {"naive, ms": 1_000, "milliseconds": 1_000, "naive, s": 10**6, "seconds": 10**6}
    if kind == "date":
        return us(datetime(moment.year, moment.month, moment.day, tzinfo=UTC))
    return us(moment) // ticks.get(kind, 1) * ticks.get(kind, 1)


def table_of(moments):
    """One customer a moment, in order, with a column for each kind of time."""
    columns = {
        kind: pa.array([held(moment) for moment in moments], arrow_type)
        for kind, (arrow_type, held) in KINDS.items()
    }
    customers = pa.array(range(len(moments)), pa.int64())
    return pa.table({"customer": customers, "event": ["home"] * len(moments), **columns})


def log_of(table, kind):
    """A log with the times of one kind."""
    unit = "s" if kind == "seconds with a fraction" else UNITS.get(kind)
    return EventLog(table, time=kind, time_unit=unit)


def moments_of(log):
    """The times of a log in microseconds, by customer."""
    times = {}
    for rows in log.rows():
        units = rows.named(rows.last({"at": rows.moment}))
        times |= {row["customer"]: row["at"] for row in engines.rows(units.to_native())}
    return [times[customer] for customer in sorted(times)]


@pytest.mark.parametrize("engine", QUICK)
@settings(max_examples=4)
@given(moments=st.lists(MOMENTS, min_size=10, max_size=30))
def test_times_are_equal_on_all_engines(engine, moments):
    """Naive, zoned, dates and numbers mean the same moments wherever they are kept."""
    table = engines.placed(table_of(moments), engine)

    for kind in KINDS:
        expected = [expected_us(kind, moment) for moment in moments]
        assert expected == moments_of(log_of(table, kind)), kind


def test_times_are_equal_on_spark():
    """The zone of the session shifts nothing, even a time of day that it does not know."""
    days = [datetime(1960, 3, 8, 2, 30, 0, 723_456, UTC), datetime(2020, 3, 8, 2, 30, tzinfo=UTC)]
    moments = [
        *days,
        datetime(1969, 12, 31, 23, tzinfo=UTC),
        datetime(2020, 11, 1, 5, 59, tzinfo=UTC),
    ]
    spark = engines.spark()
    table = engines.placed(table_of(moments), "pyspark")
    texts = [
        f"({i}, 'home', timestamp_ntz'{t:%Y-%m-%d %H:%M:%S.%f}')" for i, t in enumerate(moments)
    ]
    naive = spark.sql(f"select * from values {', '.join(texts)} as t(customer, event, naive)")
    spark.conf.set("spark.sql.session.timeZone", "America/New_York")
    try:
        assert [us(moment) for moment in moments] == moments_of(EventLog(naive, time="naive"))
        for kind in KINDS:
            expected = [expected_us(kind, moment) for moment in moments]
            assert expected == moments_of(log_of(table, kind)), kind
    finally:
        spark.conf.set("spark.sql.session.timeZone", "UTC")


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_text_is_no_time(engine):
    """It is said how to parse it, not guessed."""
    table = engines.table({"customer": ["ann"], "event": ["home"], "time": ["2026-01-01"]}, engine)
    with pytest.raises(InvalidValueError, match=r"EventLog.time: .*to_datetime") as caught:
        EventLog(table)
    assert "'time' of type String" == caught.value.got


@pytest.mark.parametrize(
    ("numbers", "unit"),
    [([0, 5], "s"), ([1_700_000_000], "s"), ([1_700_000_000_000], "ms"), ([1.7e15], "us"),
     ([17 * 10**17, None], "ns"), ([None], "s"), ([float("nan"), 5.0], "s"),
     ([1_700_000_000] * 3 + [1_700_000_000_000], "s"),
     ([1_700_000_000, 1_700_000_000_000, 1_700_000_000_001], "ms")],
)  # fmt: skip
def test_what_numbers_count_is_told_by_their_size(numbers, unit):
    """The size of most decides; missing ones have none."""
    rows = [{"customer": "ann", "event": "home", "time": number} for number in numbers]
    assert unit == EventLog(rows).time_unit


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("none", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_no_time_is_a_missing_one(engine, none):
    """Not a number is not known, and infinity is no time."""
    log = EventLog(
        engines.table({"customer": ["a"] * 2, "event": ["b"] * 2, "time": [none, 1.5]}, engine)
    )
    assert (1, 1_500_000, 1) == (log.extent.events, log.extent.first_us, log.extent.left_out)


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("far", [17 * 10**17, -17 * 10**17, 1.7e18])
def test_a_number_of_a_far_smaller_unit_stays_far_away(engine, far):
    """Nanoseconds among seconds: in microseconds there is no room for so many, and the report says so."""
    seconds = [type(far)(1_700_000_000 + second) for second in range(4)]
    times: list[object] = [*seconds, far]
    table = {"customer": list("abcde"), "event": ["home"] * 5, "time": times}
    log = EventLog(engines.table(table, engine))
    ends = log.extent.first_us if far < 0 else log.extent.last_us
    assert ("s", 2**61 // 10**6 * 10**6) == (log.time_unit, abs(ends))
    assert "mixed-units" in [finding.kind for finding in log.quality()]
