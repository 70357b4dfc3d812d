"""Intervals, held against figures that other tools printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import (
    clopper_pearson_interval,
    jeffreys_interval,
    mean_interval,
    newcombe_interval,
    quantile,
    wilson_interval,
)
from journeykit.errors import InvalidValueError


@pytest.mark.parametrize(
    ("successes", "trials", "expected"),
    [
        (0, 10, (0, 0.2775327999)),
        (1, 10, (0.0178762131, 0.4041500268)),
        (7, 10, (0.3967781475, 0.8922087326)),
        (10, 10, (0.7224672001, 1)),
        (45, 120, (0.2935242979, 0.4642304937)),
    ],
)
def test_interval_equals_that_of_scipy(successes, trials, expected):
    """The limits agree with scipy 1.17.1 to ten digits."""
    assert pytest.approx(expected, abs=1e-10) == wilson_interval(successes, trials)


def test_nothing_is_known_without_trials():
    """No trial leaves all of 0 to 1 open."""
    assert (0.0, 1.0) == wilson_interval(0, 0)


@given(st.floats(0, 1), st.floats(0, 1e300), st.floats(0.01, 0.999))
def test_interval_holds_the_share_and_stays_within_0_and_1(share, trials, confidence):
    """Whatever the counts, 0 <= low <= share <= high <= 1."""
    successes = min(share * trials, trials)

    low, high = wilson_interval(successes, trials, confidence=confidence)

    assert 0 <= low <= high <= 1
    if trials:
        assert low <= successes / trials + 1e-9
        assert successes / trials <= high + 1e-9


@given(st.integers(0, 500), st.integers(1, 500))
def test_interval_of_the_failures_is_the_mirror_image(successes, more):
    """Swapping success and failure swaps the limits."""
    trials = successes + more

    low, high = wilson_interval(successes, trials)

    mirrored = wilson_interval(trials - successes, trials)
    assert pytest.approx((1 - high, 1 - low), abs=1e-12) == mirrored


def test_more_confidence_is_a_wider_interval():
    """99 % reach farther than 95 %."""
    low, high = wilson_interval(7, 10)
    wide_low, wide_high = wilson_interval(7, 10, confidence=0.99)

    assert wide_low < low < high < wide_high


@pytest.mark.parametrize(
    ("successes", "trials"), [(11, 10), (-1, 10), (1, math.inf), (math.nan, 10), (0, math.nan)]
)
def test_impossible_counts_are_refused(successes, trials):
    """Successes lie within 0 and trials."""
    with pytest.raises(InvalidValueError, match="a number from 0 to trials"):
        wilson_interval(successes, trials)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_confidence_is_a_share(confidence):
    """95 is refused, 0.95 is meant."""
    with pytest.raises(InvalidValueError, match=r"such as 0\.95"):
        quantile(confidence)


counts = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: (min(pair), pair[1]))


@pytest.mark.parametrize(
    ("interval", "successes", "expected"),
    [
        (clopper_pearson_interval, 7, (0.3475471499, 0.9332604888)),
        (clopper_pearson_interval, 0, (0, 0.3084971078)),
        (clopper_pearson_interval, 10, (0.6915028922, 1)),
        (jeffreys_interval, 7, (0.39418168, 0.90730541)),
        (jeffreys_interval, 0, (0, 0.2171962675)),
        (jeffreys_interval, 10, (0.7828037325, 1)),
    ],
)
def test_interval_from_the_beta_distribution_equals_that_of_scipy(interval, successes, expected):
    """The limits for 10 trials agree with `scipy.stats.beta` 1.17.1, the ends being 0 and 1."""
    pytest.importorskip("scipy")

    assert pytest.approx(expected, abs=1e-8) == interval(successes, 10)


@given(counts, st.floats(0.5, 0.999))
def test_an_exact_interval_is_wider_than_the_alternatives(pair, confidence):
    """Clopper-Pearson holds Jeffreys' limits, and every interval its estimate."""
    pytest.importorskip("scipy")
    k, n = pair

    low, high = clopper_pearson_interval(k, n, confidence=confidence)
    inner_low, inner_high = jeffreys_interval(k, n, confidence=confidence)

    assert 0 <= low <= inner_low + 1e-12
    assert inner_low <= inner_high
    assert inner_high - 1e-12 <= high <= 1
    assert low <= k / n <= high


@pytest.mark.parametrize("interval", [clopper_pearson_interval, jeffreys_interval])
def test_nothing_is_known_without_trials_whatever_the_method(interval):
    """No trial leaves all of 0 to 1 open."""
    pytest.importorskip("scipy")

    assert (0.0, 1.0) == interval(0, 0)


def test_difference_equals_the_published_one():
    """Newcombe's own example (1998, table II, a): 56/70 against 48/80."""
    low, high = newcombe_interval(56, 70, 48, 80)

    assert ("0.0524", "0.3339") == (f"{low:.4f}", f"{high:.4f}")
    assert pytest.approx((0.0524314724, 0.3338726540), abs=1e-10) == (low, high)


@given(counts, counts)
def test_difference_turns_its_sign_with_the_groups(first, second):
    """Swapping the groups mirrors the limits at 0; they hold the difference, within -1 and 1."""
    low, high = newcombe_interval(*first, *second)
    other_low, other_high = newcombe_interval(*second, *first)

    assert (low, high) == (-other_high, -other_low)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-12 <= low <= difference + 1e-12
    assert difference - 1e-12 <= high <= 1 + 1e-12


def test_difference_to_nobody_is_open():
    """With an empty group all of -1 to 1 is left."""
    assert (-1.0, 1.0) == newcombe_interval(3, 10, 0, 0)


def test_mean_interval_equals_that_of_scipy():
    """The limits agree with `scipy.stats.t.interval` 1.17.1; one value tells no spread."""
    pytest.importorskip("scipy")

    assert pytest.approx((9.693995864795834, 14.306004135204166)) == mean_interval(12, 3, 9)
    assert mean_interval(12, 0, 1) is None
    assert (12.0, 12.0) == mean_interval(12, 0, 5)


@pytest.mark.parametrize("wrong", [(math.nan, 1, 5), (1, -1, 5), (1, 1, math.inf)])
def test_impossible_means_are_refused(wrong):
    """What is not finite, or a negative spread, is no sample."""
    with pytest.raises(InvalidValueError, match=r"mean_interval\."):
        mean_interval(*wrong)
