"""Limits of chance, trends, and figures with limits alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import compare_rates, wilson_interval
from journeykit.analyzers.stats.control import (
    control_limits,
    estimate_trend_test,
    rate_trend_test,
)
from journeykit.analyzers.stats.estimates import compare_estimates
from journeykit.analyzers.stats.promoters import compare_net_promoters
from journeykit.errors import InvalidValueError

counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_limits_are_those_of_a_p_chart():
    """Centre 0.2 and sqrt(0.2 x 0.8 / n), worked out by hand."""
    limits = control_limits([(20, 100), (80, 400)], widen=False)
    assert pytest.approx(0.2) == limits.centre
    assert pytest.approx((0.04, 0.02)) == limits.sigmas
    assert 1 == limits.widening


def test_limits_stand_on_the_baseline():
    """What comes later does not move them; who was not there has none."""
    limits = control_limits([(20, 100), (20, 100), (90, 100), (0, 0)], baseline=2)
    assert pytest.approx(0.2) == limits.centre
    assert limits.sigmas[3] is None


def test_ordinary_days_of_many_customers_stay_within():
    """Where days differ by a point of their own, pure chance alone would cry wolf; widened limits do not."""
    rng = np.random.default_rng(20260303)
    shares = 0.3 + rng.normal(0, 0.01, 200)
    days = [(int(k), 20_000) for k in rng.binomial(20_000, shares)]

    def beyond(limits):
        return sum(
            abs(k / n - limits.centre) > 3 * sigma
            for (k, n), sigma in zip(days, limits.sigmas, strict=True)
        )

    assert beyond(control_limits(days, widen=False)) > 20
    assert beyond(control_limits(days)) <= 3


def test_the_trend_of_two_periods_is_the_test_of_two_shares():
    """Cochran and Armitage's z of two groups is the pooled z."""
    test = rate_trend_test([(48, 80), (56, 70)])
    assert pytest.approx(0.0080450814) == test.p
    assert pytest.approx(2.6501719513) == test.statistic


@given(st.lists(counts, min_size=2, max_size=6))
def test_a_trend_turns_with_time(periods):
    """Backwards what rose falls, as surely."""
    there, back = rate_trend_test(periods), rate_trend_test(periods[::-1])
    assert (there.p is None) == (back.p is None)
    if there.p is not None:
        assert pytest.approx(there.p) == back.p
        assert pytest.approx(there.statistic, abs=1e-9) == -back.statistic


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 3)), min_size=2, max_size=6))
def test_a_trend_of_estimates_turns_with_time(periods):
    """Backwards what rose falls, as surely; a level added changes nothing."""
    values, errors = ([period[place] for period in periods] for place in (0, 1))
    there, back = (
        estimate_trend_test(values, errors),
        estimate_trend_test(values[::-1], errors[::-1]),
    )
    assert pytest.approx(there.statistic, abs=1e-9) == -back.statistic
    higher = estimate_trend_test([value + 7 for value in values], errors)
    assert pytest.approx(there.statistic, abs=1e-6) == higher.statistic


def test_a_trend_of_estimates_is_a_line_through_them():
    """0, 1, 2 with an error of 1: a slope of 1 with the standard error 1 / sqrt(2)."""
    test = estimate_trend_test([0, 1, 2], [1, 1, 1])
    assert pytest.approx(2**0.5) == test.statistic
    assert estimate_trend_test([1], [1]).p is None
    with pytest.raises(InvalidValueError, match="above 0"):
        estimate_trend_test([1, 2], [1, 0])


def test_nothing_rises_where_all_did_the_same():
    """All, none, one period or nobody: no p value."""
    for periods in ([(5, 5), (9, 9)], [(0, 5), (0, 9)], [(3, 5)], [(0, 0), (0, 0)], []):
        assert rate_trend_test(periods).p is None


@given(counts, counts)
def test_estimates_of_shares_are_newcombe(first, second):
    """From two Wilson intervals the limits are those of the difference of two shares."""
    c = compare_rates(*first, *second)
    shares = [k / n for k, n in (first, second)]
    limits = [wilson_interval(k, n) for k, n in (first, second)]
    found = compare_estimates(shares[0], limits[0], shares[1], limits[1])
    assert pytest.approx((c.low, c.high)) == (found.low, found.high)


@given(st.floats(-9, 9), st.floats(0.01, 9), st.floats(-9, 9), st.floats(0.01, 9))
def test_the_test_of_estimates_mirrors_the_limits(a, wide_a, b, wide_b):
    """p is below 5 % just where 0 lies outside the 95 % limits."""
    c = compare_estimates(a, (a - wide_a, a + wide_a), b, (b - wide_b, b + wide_b))
    outside = c.low > 0 or c.high < 0
    assert outside == (c.test.p < 0.05) or pytest.approx(0.05, abs=1e-9) == c.test.p


def test_exact_estimates_have_no_test():
    """Without any width there is no chance to weigh."""
    assert compare_estimates(1, (1, 1), 2, (2, 2)).test.p is None
    with pytest.raises(InvalidValueError, match="limits that hold"):
        compare_estimates(1, (2, 3), 2, (2, 2))


@pytest.mark.parametrize(
    ("n1", "n2", "first", "second"),
    [
        (20, 30, (0.5, 0.3), (0.3, 0.3)),
        (100, 80, (0.5, 0.2), (0.6, 0.1)),
        (30, 30, (0.8, 0.05), (0.7, 0.1)),
    ],
)
def test_limits_of_net_promoter_differences_cover(n1, n2, first, second):
    """At least as often as promised, in small groups too, by simulation."""
    rng = np.random.default_rng(20260404)
    runs = 1500
    truth = 100 * (first[0] - first[1] - second[0] + second[1])
    groups = [
        rng.multinomial(n, [*shares, 1 - sum(shares)], runs)
        for n, shares in ((n1, first), (n2, second))
    ]
    hits = []
    for (up, down, _), (up2, down2, _) in zip(*groups, strict=True):
        c = compare_net_promoters((int(up), int(down), n1), (int(up2), int(down2), n2))
        hits.append(c.low <= truth <= c.high)
    assert 0.93 <= np.mean(hits) <= 0.985


@pytest.mark.parametrize(
    ("periods", "baseline"), [([], None), ([(1, 2)], 2), ([(3, 2)], None), ([(0, 0)], None)]
)
def test_limits_of_nothing(periods, baseline):
    """Refused, with the reason."""
    with pytest.raises(InvalidValueError):
        control_limits(periods, baseline=baseline)
