"""Periods as measurements write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.model.period import days_between, days_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-02-28", "2026-02-28", "2026-02-28"),
    ],
)
def test_each_way_to_write_a_period(text, first, last):
    """Years, halves, quarters, months, weeks of ISO 8601 and days."""
    assert (first, last) == tuple(map(str, days_of(text) or ()))


@pytest.mark.parametrize(
    "text", ["", "last spring", "2026-13", "2026-H3", "2026-02-30", "2026-W54", "0000-01", "26-01"]
)
def test_other_texts_are_no_period(text):
    """They give nothing, and no error: a rule reports them."""
    assert days_of(text) is None
    assert days_between(text) is None


@pytest.mark.parametrize("text", [None, "2026-03/2026-01", "2026-01/", "2026-01/2026-02/2026-03"])
def test_what_is_no_span(text):
    """Nothing, three parts, or an end before the beginning."""
    assert days_between(text) is None


@given(st.dates(dt.date(1000, 1, 1)), st.dates(dt.date(1000, 1, 1)))
def test_two_days_are_a_span(one, other):
    """From the earlier to the later."""
    first, last = min(one, other), max(one, other)
    assert (first, last) == days_between(f"{first}/{last}")


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_follow_each_other(year, month):
    """The day after a month is the first of the next."""
    _, last = days_of(f"{year:04}-{month:02}")
    assert last == dt.date.max or 1 == (last + dt.timedelta(days=1)).day
