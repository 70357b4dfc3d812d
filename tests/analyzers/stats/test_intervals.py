"""Wilson intervals, held against figures that scipy printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import quantile, wilson_interval
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
