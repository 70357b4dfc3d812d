"""Periods that cannot be compared, and what would be comparable."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.monitoring import SeasonFault, compare_periods
from journeykit.errors import InvalidValueError


def faults(*periods, **options):
    return [warning.fault for warning in compare_periods(*periods, **options)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, "2026-01", [SeasonFault.UNKNOWN]),
        ("2026-01", "last spring", [SeasonFault.UNKNOWN]),
        ("2026-03", "2026-01", [SeasonFault.ORDER, SeasonFault.SEASON]),
        ("2026-01/2026-03", "2026-03/2026-05", [SeasonFault.OVERLAP, SeasonFault.SEASON]),
        ("2026-01/2026-02", "2026-03", [SeasonFault.LENGTH, SeasonFault.SEASON]),
        ("2026-01-05/2026-01-09", "2026-01-10/2026-01-14", [SeasonFault.WEEKDAYS]),
        ("2026-Q1", "2026-Q3", [SeasonFault.SEASON]),
        ("2025-12", "2026-01", []),
        ("2025-Q1", "2026-Q1", []),
        ("2026-W10", "2026-W11", []),
    ],
)
def test_what_makes_periods_unlike(before, after, expected):
    """Order, common days, lengths, weekdays and seasons, in this order."""
    assert expected == faults(before, after)


def test_what_would_be_comparable_is_said():
    """The same weekdays a year earlier."""
    (warning,) = compare_periods("2026-03-30/2026-06-07", "2026-06-15/2026-08-23")
    assert "compare with 2025-06-16 to 2025-08-24, 52 weeks before" == warning.hint
    assert () == compare_periods("2025-06-16/2025-08-24", "2026-06-15/2026-08-23")


def test_holidays_count_where_one_period_has_more():
    """They are days as the caller knows them; no country is guessed."""
    found = compare_periods("2025-11", "2025-12", holidays=["2025-12-25", dt.date(2025, 12, 26)])
    assert [SeasonFault.HOLIDAYS] == [warning.fault for warning in found]
    assert "0 holidays before, 2 after" == found[0].text
    with pytest.raises(InvalidValueError, match="holidays"):
        compare_periods("2025-11", "2025-12", holidays=["Christmas"])


days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))


@given(days, st.integers(0, 400))
def test_a_year_before_is_like(first, more):
    """Whatever the period, the same one 52 weeks before is of its season and its weekdays."""
    last = first + dt.timedelta(days=more)
    year = dt.timedelta(days=364)
    found = faults(f"{first - year}/{last - year}", f"{first}/{last}")
    assert found == ([SeasonFault.OVERLAP] if more >= 364 else [])


@given(days, days, st.integers(0, 60), st.integers(0, 60))
def test_weekdays_are_counted(first, second, more, also):
    """By hand: the share of each weekday among the days."""
    ends = [(d, d + dt.timedelta(days=n)) for d, n in ((first, more), (second, also))]
    shares = []
    for start, end in ends:
        weekdays = [(start + dt.timedelta(days=n)).weekday() for n in range((end - start).days + 1)]
        shares.append([weekdays.count(day) / len(weekdays) for day in range(7)])
    unlike = max(abs(a - b) for a, b in zip(*shares, strict=True)) > 0.05
    periods = [f"{start}/{end}" for start, end in ends]
    assert unlike == (SeasonFault.WEEKDAYS in faults(*periods))
