"""Tests of two shares, held against scipy and statsmodels."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import (
    SignificanceMethod,
    compare_rates,
    fisher_test,
    newcombe_interval,
    two_proportion_test,
)
from journeykit.errors import InvalidValueError

counts = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: (min(pair), pair[1]))


def test_pooled_z_equals_that_of_statsmodels():
    """`proportions_ztest` of statsmodels 0.15.0 gives the same z and p."""
    test = two_proportion_test(56, 70, 48, 80)

    assert pytest.approx((2.6501719513, 0.0080450814), abs=1e-10) == (test.statistic, test.p)
    assert pytest.approx(70 * 46 / 150) == test.smallest_expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((56, 70, 48, 80), 0.012521129749209154),
        ((3, 12, 0, 9), 0.2285714285714286),
        ((0, 5, 5, 5), 0.007936507936507936),
        ((300_000, 1_000_000, 301_500, 1_000_000), 0.02081294195208232),
    ],
)
def test_fisher_equals_scipy(table, expected):
    """`fisher_exact` of scipy 1.17.1 gives the same p, with a million in a group too."""
    assert pytest.approx(expected, rel=1e-8) == fisher_test(*table).p


def exact(k1, n1, k2, n2):
    """The definition of Fisher's p in whole numbers."""
    successes = k1 + k2
    tables = {
        k: math.comb(n1, k) * math.comb(n2, successes - k)
        for k in range(max(0, successes - n2), min(n1, successes) + 1)
    }
    unlike = sum(number for number in tables.values() if number <= tables[k1])
    return float(Fraction(unlike, sum(tables.values())))


@given(counts, counts)
def test_fisher_equals_its_definition(first, second):
    """Counting all tables with the same margins gives the same p."""
    assert pytest.approx(exact(*first, *second), rel=1e-10) == fisher_test(*first, *second).p


def test_fisher_agrees_with_the_normal_test_in_large_groups():
    """Of two million customers both tests say nearly the same, and Fisher's is worked out."""
    exact = fisher_test(500_000, 1_000_000, 501_000, 1_000_000).p
    normal = two_proportion_test(500_000, 1_000_000, 501_000, 1_000_000).p

    assert pytest.approx(normal, rel=0.01) == exact


@given(counts, counts)
def test_groups_may_be_swapped(first, second):
    """The other way round z turns its sign, and no p changes."""
    there, back = two_proportion_test(*first, *second), two_proportion_test(*second, *first)

    assert pytest.approx(fisher_test(*first, *second).p) == fisher_test(*second, *first).p
    if there.p is None:
        assert back.p is None
    else:
        assert pytest.approx((-there.statistic, there.p)) == (back.statistic, back.p)
        assert 0 <= there.p <= 1


@given(counts, counts)
def test_a_comparison_holds_together(first, second):
    """The difference lies within its limits; Fisher decides where cells are small."""
    result = compare_rates(*first, *second)
    back = compare_rates(*second, *first)

    assert result.first - result.second == result.difference == -back.difference
    assert (result.low, result.high) == newcombe_interval(*first, *second)
    small = result.test.smallest_expected < 5
    assert (SignificanceMethod.FISHER if small else SignificanceMethod.POOLED_Z) == (
        result.test.method
    )
    assert result.test.p is not None


def test_groups_without_customers_tell_nothing():
    """An empty group has no share, no difference and no p value."""
    result = compare_rates(3, 12, 0, 0)

    assert (0.25, None, None, None, None) == (
        result.first, result.second, result.difference, result.low, result.high,
    )  # fmt: skip
    assert result.test.p is None
    assert compare_rates(0, 0, 0, 0).test.p is None


def test_groups_that_all_did_the_same_are_alike():
    """The pooled z is 0 / 0 there; Fisher says 1."""
    assert two_proportion_test(5, 5, 70, 70).p is None
    assert compare_rates(5, 5, 70, 70).test.p == 1


@pytest.mark.parametrize("function", [two_proportion_test, fisher_test, compare_rates])
@pytest.mark.parametrize("wrong", [(5, 4, 1, 2), (1, 2, -1, 2), (1, 2, math.nan, 2)])
def test_impossible_counts_are_refused(function, wrong):
    """The message names the function and the argument."""
    with pytest.raises(InvalidValueError, match=rf"{function.__name__}\.k[12]: expected"):
        function(*wrong)


def test_fisher_wants_whole_customers():
    """There is no table of half customers."""
    with pytest.raises(InvalidValueError, match=r"fisher_test\.n1: expected a whole number"):
        fisher_test(1, 2.5, 1, 2)
