"""Conditions and lengths of time: what they mean, in words, and what they refuse."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engines
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import (
    Condition,
    at_least,
    at_most,
    contains,
    is_missing,
    is_not,
    is_set,
)
from journeykit.events.durations import as_microseconds, in_words
from journeykit.events.log import EventLog


def test_conditions_in_words():
    """As a person would say it."""
    where = {"device": ["mobile", "tablet"], "price": at_least(5), "page": contains("shop")}
    condition = Condition(("cart", "paid"), where=where)

    expected = (
        "cart or paid where device is 'mobile' or 'tablet' and price at least 5 "
        "and page contains 'shop'"
    )
    assert expected == str(condition)
    assert "any event where page missing" == str(Condition(where={"page": is_missing()}))


def test_conditions_are_values():
    """Equal where they mean the same, and hashable."""
    assert Condition("cart", where={"device": "mobile"}) == Condition(
        ["cart"], where={"device": ["mobile"]}
    )
    assert 1 == len({Condition("cart"), Condition(("cart",))})
    assert Condition("cart").apart(Condition("paid"))
    assert not Condition("cart").apart(Condition(["paid", "cart"]))
    assert not Condition("cart").apart(Condition())


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb", "ibis"])
@pytest.mark.parametrize(
    ("test", "rows"),
    [
        (5, {1}), ([5, 7], {1, 2}), (is_not(5), {2, 3}), (is_set(), {1, 2}), (is_missing(), {3}),
        (at_least(6), {2}), (at_most(5), {1}), (contains("7"), {2}),
    ],
)  # fmt: skip
def test_tests_hold_alike_on_every_engine(engine, test, rows):
    """A missing value passes `is_missing` and `is_not` only."""
    table = {"customer": ["a"] * 3, "event": ["x"] * 3, "time": [1, 2, 3], "n": [5, 7, None]}
    log = EventLog(engines.table(table, engine)).where(n=test)
    assert rows == {row["time"] for row in engines.rows(log.to_frame())}


@pytest.mark.parametrize(
    ("tests", "message"),
    [
        ({"n": "5"}, r"EventLog.where.n: expected a value as the column holds, Int64, got '5'"),
        ({"n": at_least("5")}, "Int64, got '5'"),
        ({"event": 5}, "String, got 5"),
        ({"vip": 1}, "Boolean, got 1"),
        ({"m": 1}, "no column of the log 'm'"),
    ],
)
def test_values_of_another_kind_are_refused(tests, message):
    """They could never be met: that is a slip, not a count of zero."""
    log = EventLog([{"customer": "a", "event": "x", "time": 1, "n": 5, "vip": True}])
    with pytest.raises((InvalidValueError, NotFoundError), match=message):
        log.where(**tests)
    with pytest.raises((InvalidValueError, NotFoundError)):
        log.rows(marks={"m0": Condition(where=tests)})


@pytest.mark.parametrize(
    ("text", "us"),
    [("7d", 604_800_000_000), ("1h30m", 5_400_000_000), ("1.5 h", 5_400_000_000), ("1w", 604_800_000_000),
     ("250ms", 250_000), ("3us", 3), ("0s", 0), (timedelta(minutes=1), 60_000_000)],
)  # fmt: skip
def test_lengths_of_time(text, us):
    """As people write them."""
    assert us == as_microseconds(text)


@pytest.mark.parametrize(
    "value", ["", "7", "d", "7 days", "-1d", "1e99d", 7, None, timedelta(-1), "300000w"]
)
def test_what_is_no_length_of_time(value):
    """A number without a unit least of all."""
    with pytest.raises(InvalidValueError, match=r"funnel.within: expected a length of time"):
        as_microseconds(value, owner="funnel", field="within")


@pytest.mark.parametrize("value", [14, "14", "14 days", "14 Tage"])
def test_a_number_without_a_unit_is_told_how_to_write_it(value: object) -> None:
    """Which one is meant, a number alone cannot tell; nor is it guessed from a word."""
    with pytest.raises(InvalidValueError, match="write the unit: '14s' for seconds, '14d' for"):
        as_microseconds(value)  # type: ignore[arg-type]


@given(st.integers(0, 2**52))
def test_words_of_a_length_say_all_of_it(us):
    """Read back, they are the same length."""
    units = {"day": "d", "hour": "h", "minute": "m", "second": "s", "ms": "ms", "µs": "us"}
    words = in_words(us).replace(",", "").split()
    text = "".join(
        n + units[u if u in ("ms", "µs") else u.removesuffix("s")]
        for n, u in zip(words[::2], words[1::2], strict=True)
    )
    assert us == as_microseconds(text)


@pytest.mark.parametrize("engine", ["polars", "duckdb", "ibis"])
def test_days_are_compared_with_days(engine):
    """A text is refused, alike on every engine; so is what is looked for by is_missing."""
    arrow = pytest.importorskip("pyarrow").table(
        {
            "customer": ["a", "b"],
            "event": ["x", "x"],
            "time": [1, 2],
            "day": [date(2026, 1, 1), None],
        }
    )
    log = EventLog(engines.placed(arrow, engine))
    assert 1 == log.where(day=date(2026, 1, 1)).extent.events
    assert 0 == log.where(day=at_least(date(2026, 1, 2))).extent.events
    for test in ("2026-01-01", at_least("2026-01-01"), ["2026-01-01"]):
        with pytest.raises(InvalidValueError, match=r"where\.day: .*datetime\.date\(2026, 1, 31\)"):
            log.where(day=test)
    with pytest.raises(InvalidValueError, match=r"where\.day: .*is_missing\(\)"):
        log.where(day=None)


def test_columns_of_lists_are_compared_with_nothing():
    """They hold no single value."""
    frame = pytest.importorskip("polars").DataFrame(
        {"customer": ["a"], "event": ["x"], "time": [1], "tags": [["new"]]}
    )
    with pytest.raises(InvalidValueError, match=r"where\.tags: .*List\(String\), got 'new'"):
        EventLog(frame).where(tags="new")
