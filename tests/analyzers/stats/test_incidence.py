"""Leaving by several exits, held against lifelines."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import Estimate, aalen_johansen, kaplan_meier
from journeykit.errors import InvalidValueError

CAUSES = ["1", "2", None, "1", "1", "2", None, "1"]
FIRST, SECOND = aalen_johansen(range(1, 9), causes=CAUSES)

followed = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["buy", "leave", None])), min_size=1, max_size=60
)


def curves_of(rows):
    """One row a customer."""
    return aalen_johansen([moment for moment, _ in rows], causes=[cause for _, cause in rows])


def test_curve_equals_that_of_lifelines():
    """`AalenJohansenFitter` of lifelines 0.30.3: shares and their variance."""
    for moment, share in {1: 0.125, 4: 0.275, 5: 0.425, 8: 0.725}.items():
        assert pytest.approx(share) == FIRST.share_at(moment).value
    variances = [0.013671875] * 3 + [0.027921875] + [0.035046875] * 3
    # At the end, where nobody is left, lifelines divides 0 by 0.
    assert pytest.approx(variances) == [error**2 for error in FIRST.std_error[:-1]]


def test_exits_share_those_who_left():
    """All shares and those who stay add up to 1 at each time; each exit counts its own."""
    assert ("1", "2") == (FIRST.cause, SECOND.cause)
    assert (4, 2) == (sum(FIRST.events), sum(SECOND.events))
    stay = kaplan_meier(range(1, 9), observed=[cause is not None for cause in CAUSES]).survival
    for shares in zip(FIRST.share, SECOND.share, stay, strict=True):
        assert pytest.approx(1) == sum(shares)


@given(followed)
def test_shares_of_any_rows_hold_together(rows):
    """They rise, add up to 1 with those who stay, and lie within their limits."""
    curves = curves_of(rows)
    stay = kaplan_meier(
        [moment for moment, _ in rows], observed=[cause is not None for _, cause in rows]
    )

    for index, left in enumerate(stay.survival):
        assert pytest.approx(1) == left + sum(curve.share[index] for curve in curves)
    for curve in curves:
        assert sorted(curve.share) == list(curve.share)
        assert (stay.times, stay.at_risk) == (curve.times, curve.at_risk)
        for low, share, high in zip(curve.low, curve.share, curve.high, strict=True):
            if low is not None:
                assert 0 <= low <= share <= high <= 1


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60))
def test_one_exit_is_kaplan_meier(rows):
    """With one exit share, error and limits are 1 - those of Kaplan-Meier."""
    survival = kaplan_meier([moment for moment, _ in rows], observed=[seen for _, seen in rows])

    curves = curves_of([(moment, "paid" if seen else None) for moment, seen in rows])

    assert bool(curves) == any(seen for _, seen in rows)
    for curve in curves:
        for index, share in enumerate(survival.survival):
            assert pytest.approx(1 - share, abs=1e-12) == curve.share[index]
            if survival.low[index] is not None:
                assert pytest.approx(survival.std_error[index], abs=1e-7) == curve.std_error[index]
                assert pytest.approx(1 - survival.low[index], abs=1e-6) == curve.high[index]
                assert pytest.approx(1 - survival.high[index], abs=1e-6) == curve.low[index]


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ab")), min_size=1, max_size=60))
def test_without_censoring_it_is_the_share_itself(rows):
    """Then the curves count, and their errors are those of shares, to the very end."""
    number = len(rows)
    for curve in curves_of(rows):
        for moment, share, error in zip(curve.times, curve.share, curve.std_error, strict=True):
            counted = sum(t <= moment and cause == curve.cause for t, cause in rows) / number
            assert pytest.approx(counted) == share
            assert pytest.approx(math.sqrt(counted * (1 - counted) / number), abs=1e-7) == error


@given(followed)
def test_each_exit_alone_overstates(rows):
    """1 - Kaplan-Meier of one exit, the others taken as lost to sight, is never less."""
    for curve in curves_of(rows):
        alone = kaplan_meier(
            [moment for moment, _ in rows], observed=[cause == curve.cause for _, cause in rows]
        )
        for share, survival in zip(curve.share, alone.survival, strict=True):
            assert share <= 1 - survival + 1e-12


@given(followed)
def test_counted_rows_are_the_same_as_single_ones(rows):
    """What an engine has added up gives the curves of the customers themselves."""
    moments = sorted({moment for moment, _ in rows})
    names = {cause for _, cause in rows if cause is not None}
    events = {name: [rows.count((moment, name)) for moment in moments] for name in names}
    censored = [rows.count((moment, None)) for moment in moments]

    assert curves_of(rows) == aalen_johansen(moments, events=events, censored=censored)


def test_nothing_is_said_of_what_nobody_saw():
    """Before the first time it is 0; after the last unknown, unless all had left."""
    still_there = aalen_johansen([1, 2], causes=["buy", None])[0]

    assert Estimate(0.0, std_error=0.0) == FIRST.share_at(0.5)
    assert Estimate() == still_there.share_at(3)
    assert pytest.approx(0.725) == FIRST.share_at(99).value
    assert () == aalen_johansen([], causes=[])


def test_what_is_no_observation_is_refused():
    """Exits are said in one way, and a time is at least 0."""
    with pytest.raises(InvalidValueError, match="causes, or events with censored, got 'both'"):
        aalen_johansen([1], causes=["buy"], events={"buy": [1]}, censored=[0])
    with pytest.raises(InvalidValueError, match="causes, or events with censored"):
        aalen_johansen([1])
    with pytest.raises(InvalidValueError, match="share_at"):
        FIRST.share_at(-1)
    assert "<IncidenceCurve '1': 4 events>" == repr(FIRST)
