"""Differences of survival curves, held against lifelines."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import (
    kaplan_meier,
    log_rank,
    restricted_mean_difference,
    survival_difference,
)
from journeykit.errors import InvalidValueError

FIRST = kaplan_meier([1, 2, 2, 3, 4, 4, 5, 6, 7, 8], observed=[1, 1, 0, 1, 1, 0, 1, 0, 1, 0])
SECOND = kaplan_meier([2, 3, 5, 6, 7, 9, 9, 10], observed=[1, 0, 1, 0, 1, 1, 0, 0])
THIRD = kaplan_meier([1, 1, 2, 2, 3, 4, 6, 6], observed=[1, 1, 1, 0, 1, 1, 1, 0])

curves = st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=40).map(
    lambda rows: kaplan_meier([t for t, _ in rows], observed=[seen for _, seen in rows])
)


def test_log_rank_equals_that_of_lifelines():
    """`multivariate_logrank_test` of lifelines 0.30.3, with two groups and with three."""
    two, three = log_rank([FIRST, SECOND]), log_rank([FIRST, SECOND, THIRD])

    assert pytest.approx((1.8446386453, 0.1744082414), abs=1e-10) == (two.statistic, two.p)
    assert pytest.approx((5.367513010970947, 0.06830607944318276), abs=1e-9) == (
        three.statistic,
        three.p,
    )
    assert (1, 2) == (two.df, three.df)


@given(curves, curves, curves)
def test_the_order_of_groups_means_nothing(a, b, c):
    """Whichever group is left out of the equations, the test is the same."""
    there, back = log_rank([a, b, c]), log_rank([c, a, b])

    assert there.df == back.df
    if there.p is not None:
        assert pytest.approx((there.statistic, there.p), rel=1e-6, abs=1e-9) == (
            back.statistic, back.p,
        )  # fmt: skip


def test_groups_that_tell_nothing_leave_the_test_alone():
    """A group that was never at risk of an event is no group."""
    early = kaplan_meier([0.5, 0.6], observed=[False, False])

    assert pytest.approx(log_rank([FIRST, SECOND]).p) == log_rank([FIRST, early, SECOND]).p
    for nothing in ([], [FIRST], [FIRST, early], [kaplan_meier([]), kaplan_meier([])]):
        assert (None, None) == (log_rank(nothing).p, log_rank(nothing).df)


def test_a_group_that_is_left_alone_does_not_spoil_the_test():
    """Who has the event when all others are gone is compared with nobody."""
    last = kaplan_meier([0.5, 99], observed=[False, True])

    there, back = log_rank([FIRST, SECOND, last]), log_rank([last, SECOND, FIRST])

    assert pytest.approx((2, there.p)) == (back.df, back.p)
    assert log_rank([kaplan_meier([99]), kaplan_meier([1], observed=[False])]).p is None


def test_a_small_group_beside_millions_counts_as_a_group():
    """Its distance is not lost in the figures of the others."""
    large = [kaplan_meier(range(1, 9), events=[n] * 8, censored=[0] * 8) for n in (3e6, 4e6)]
    small = kaplan_meier([1, 1, 1])

    test = log_rank([*large, small])

    assert 2 == test.df
    assert test.p < 0.001


def test_the_same_customers_twice_are_alike():
    """No distance, p = 1."""
    assert pytest.approx((0, 1)) == (log_rank([FIRST, FIRST]).statistic, log_rank([FIRST, FIRST]).p)


def test_difference_at_a_time_equals_that_of_lifelines():
    """`survival_difference_at_fixed_point_in_time_test` of lifelines 0.30.3 at an event of both.

    Between events lifelines draws a line through the variances, which are steps.
    """
    result = survival_difference(FIRST, SECOND, 5)

    assert pytest.approx((1.3094466671887772, 0.25249486370823165)) == (
        result.test.statistic,
        result.test.p,
    )
    assert pytest.approx(result.first - result.second) == result.difference
    assert result.low < result.difference < result.high


def test_a_difference_that_the_curves_do_not_tell_is_none():
    """After the end of one curve, or before its first event, there is no test."""
    late = survival_difference(FIRST, SECOND, 9)
    early = survival_difference(FIRST, SECOND, 1)

    assert (None, None, None) == (late.first, late.difference, late.test.p)
    assert (pytest.approx(-0.1), None, None) == (early.difference, early.low, early.test.p)


def test_difference_of_restricted_means():
    """Means and errors are those of the curves, up to the end of the shorter one."""
    result = restricted_mean_difference(FIRST, SECOND)

    a, b = FIRST.restricted_mean(8), SECOND.restricted_mean(8)
    assert (a.value, b.value, a.value - b.value) == (
        result.first, result.second, result.difference,
    )  # fmt: skip
    z = (a.value - b.value) / math.hypot(a.std_error, b.std_error)
    assert pytest.approx(z) == result.test.statistic
    assert pytest.approx(result.difference) == (result.low + result.high) / 2
    assert restricted_mean_difference(FIRST, kaplan_meier([])).test.p is None
    with pytest.raises(InvalidValueError, match="horizon"):
        restricted_mean_difference(FIRST, SECOND, 9)


@given(curves, curves, st.integers(0, 12))
def test_groups_may_be_swapped(a, b, moment):
    """The other way round the difference turns its sign, and no p changes."""
    there, back = survival_difference(a, b, moment), survival_difference(b, a, moment)

    assert there.test.p == (None if back.test.p is None else pytest.approx(back.test.p))
    if there.difference is not None:
        assert -there.difference == back.difference
    if there.low is not None:
        assert (-there.high, -there.low) == (back.low, back.high)
        assert there.low <= there.difference <= there.high
