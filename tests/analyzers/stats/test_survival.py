"""Time until an event, held against lifelines."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import Estimate, kaplan_meier
from journeykit.errors import InvalidValueError

TIMES = [1, 2, 2, 3, 4, 4, 5, 6, 7, 8]
OBSERVED = [1, 1, 0, 1, 1, 0, 1, 0, 1, 0]
CURVE = kaplan_meier(TIMES, observed=OBSERVED)

followed = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60)


def curve_of(rows, **options):
    """One row a customer."""
    return kaplan_meier([time for time, _ in rows], observed=[seen for _, seen in rows], **options)


def test_curve_equals_that_of_lifelines():
    """`KaplanMeierFitter` of lifelines 0.30.3: the curve, its limits, the median."""
    expected = {1: 0.9, 2: 0.8, 3: 0.68571429, 4: 0.57142857, 5: 0.42857143, 7: 0.21428571}

    for moment, share in expected.items():
        assert pytest.approx(share, abs=1e-8) == CURVE.survival_at(moment).value
    at_three = CURVE.survival_at(3)
    assert pytest.approx((0.30458507, 0.8871485), abs=1e-8) == (at_three.low, at_three.high)
    assert 5 == CURVE.median.value
    assert (10, 9, 7, 6, 4, 3, 2, 1) == CURVE.at_risk


def test_a_curve_is_a_step_between_its_times():
    """It falls at an event, and holds until the next."""
    assert Estimate(1.0, std_error=0.0) == CURVE.survival_at(0.5)
    assert CURVE.survival_at(5) == CURVE.survival_at(6.5)
    assert (10, 9, 9, 7, 0) == tuple(CURVE.at_risk_at(moment) for moment in (0, 1.5, 2, 3, 9))


def test_nothing_is_said_of_what_nobody_saw():
    """After the last time the curve is unknown, unless all had the event."""
    assert Estimate() == CURVE.survival_at(8.1)
    assert 0 == kaplan_meier([1, 2]).survival_at(99).value


def test_where_the_formula_says_nothing_there_are_no_limits():
    """Before the first event, and where nobody is left."""
    curve = kaplan_meier([1, 2, 3], observed=[False, True, True])

    assert (1.0, 0.5, 0.0) == curve.survival
    assert (None, None) == (curve.low[0], curve.high[2])
    assert None not in (curve.low[1], curve.high[1])
    assert (0.0, None) == (curve.std_error[0], curve.std_error[2])


def test_a_median_that_was_not_reached_is_none():
    """85 of 100 had not the event when they were last seen."""
    curve = kaplan_meier([1, 2], events=[10, 5], censored=[0, 85])

    assert Estimate() == curve.median
    assert 1 == curve.time_until(0.1).value
    assert Estimate() == kaplan_meier([]).median


def test_limits_of_the_median_are_where_those_of_the_curve_cross_a_half():
    """`median_survival_times` of lifelines 0.30.3 on the limits gives the same."""
    assert Estimate(5.0, 1.0, None) == CURVE.median


def test_exactly_one_half_is_reached_in_spite_of_rounding():
    """7/8, 6/7, 5/6 and 4/5 multiply to one half or a little more."""
    assert 4 == kaplan_meier([1, 2, 3, 4, 5, 6, 7, 8]).median.value
    assert 3 == kaplan_meier([1, 2, 3, 4, 5, 6]).median.value


@given(followed)
def test_counted_rows_are_the_same_as_single_ones(rows):
    """What an engine has added up gives the curve of the customers themselves."""
    moments = sorted({moment for moment, _ in rows})
    events = [rows.count((moment, True)) for moment in moments]
    censored = [rows.count((moment, False)) for moment in moments]

    assert curve_of(rows) == kaplan_meier(moments, events=events, censored=censored)


@given(st.lists(st.integers(0, 12), min_size=1))
def test_without_censoring_it_is_the_share_itself(moments):
    """Then the curve is counting, its error that of a share, its mean the mean."""
    curve = kaplan_meier(moments)
    number = len(moments)

    for moment, share, error in zip(curve.times, curve.survival, curve.std_error, strict=True):
        later = sum(other > moment for other in moments) / number
        assert pytest.approx(later, abs=1e-12) == share
        if later:
            assert pytest.approx(math.sqrt(later * (1 - later) / number)) == error
    mean = curve.restricted_mean()
    assert pytest.approx(sum(moments) / number) == mean.value
    assert pytest.approx(np.std(moments) / math.sqrt(number)) == mean.std_error


@given(followed, st.floats(0.5, 0.999))
def test_the_curve_falls_and_its_limits_hold_it(rows, confidence):
    """From 1 towards 0, with 0 < low < S < high < 1 wherever there are limits."""
    curve = curve_of(rows, confidence=confidence)

    assert sorted(curve.survival, reverse=True) == list(curve.survival)
    assert sum(curve.events) + sum(curve.censored) == curve.number == len(rows)
    for low, share, high in zip(curve.low, curve.survival, curve.high, strict=True):
        assert (low is None) == (high is None) == (share in (0, 1))
        if low is not None:
            assert 0 <= low < share < high <= 1


@given(followed, st.randoms(), st.sampled_from([0.25, 2, 8]))
def test_neither_order_nor_unit_matter(rows, random, unit):
    """Shuffled rows give the same curve; another unit stretches its times alone."""
    curve = curve_of(rows)
    random.shuffle(rows)
    stretched = curve_of([(moment * unit, seen) for moment, seen in rows])

    assert curve == curve_of(rows)
    assert tuple(moment * unit for moment in curve.times) == stretched.times
    assert curve.survival == stretched.survival
    if curve.median.value is not None:
        assert curve.median.value * unit == stretched.median.value
    assert pytest.approx(curve.restricted_mean().value * unit) == stretched.restricted_mean().value


def test_restricted_mean_equals_the_sum_by_hand():
    """The area up to 5: 1 + .9 + .8 + .685714 + .571429; its variance written out."""
    mean = CURVE.restricted_mean(5)

    survival = [1, 0.9, 0.8, 0.8 * 6 / 7, 0.8 * 6 / 7 * 5 / 6]
    assert pytest.approx(sum(survival)) == mean.value
    ahead = [sum(survival[1:]), sum(survival[2:]), sum(survival[3:]), survival[4]]
    pairs = [(10, 9), (9, 8), (7, 6), (6, 5)]
    variance = sum(a**2 / (n * left) for a, (n, left) in zip(ahead, pairs, strict=True))
    assert pytest.approx(math.sqrt(variance)) == mean.std_error
    assert mean.low < mean.value < mean.high <= 5


def test_a_horizon_that_nobody_saw_is_refused():
    """The mean up to a time is unknown where the curve is."""
    with pytest.raises(InvalidValueError, match=r"from 0 to the last one \(8\)"):
        CURVE.restricted_mean(9)
    for horizon in (math.nan, math.inf, -1):
        with pytest.raises(InvalidValueError, match="horizon"):
            CURVE.restricted_mean(horizon)
    assert Estimate(1.0, std_error=0.0) == kaplan_meier([1]).restricted_mean()
    assert 1.5 == kaplan_meier([1, 2]).restricted_mean(9).value
    assert Estimate() == kaplan_meier([]).restricted_mean()


@pytest.mark.parametrize(
    "wrong",
    [
        {"times": [1, -2]},
        {"times": [1, math.nan]},
        {"times": [1, math.inf]},
        {"times": [[1, 2]]},
        {"times": ["soon", "late"]},
        {"times": [1, 2], "observed": [True]},
        {"times": [1], "events": [1]},
        {"times": [1], "events": [-1], "censored": [2]},
        {"times": [1], "events": [1], "censored": [0], "observed": [True]},
        {"times": [1], "confidence": 95},
    ],
)
def test_what_is_no_observation_is_refused(wrong):
    """Times and counts are finite and at least 0, and said in one way."""
    with pytest.raises(InvalidValueError):
        kaplan_meier(**wrong)


def test_questions_out_of_range_are_refused():
    """Times are at least 0, shares above 0 and at most 1."""
    with pytest.raises(InvalidValueError, match="survival_at"):
        CURVE.survival_at(-1)
    for share in (0, 1.1, math.nan):
        with pytest.raises(InvalidValueError, match="time_until"):
            CURVE.time_until(share)


def test_a_long_curve_shows_itself_briefly():
    """A value with a million times does not print them."""
    assert "<SurvivalCurve of 10: 6 events, 8 times>" == repr(CURVE)


def test_a_million_times_are_worked_out():
    """Counted rows, as an engine hands them over, each time of its own."""
    number = 1_000_000
    curve = kaplan_meier(np.arange(number), events=np.ones(number), censored=np.ones(number))

    assert number == len(curve.times)
