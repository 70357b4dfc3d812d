"""Odds ratios, held against statsmodels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import (
    HALDANE_ANSCOMBE,
    Estimate,
    mantel_haenszel,
    odds_ratio,
    two_proportion_test,
)
from journeykit.errors import InvalidValueError

counts = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: (min(pair), pair[1]))
STRATA = [(56, 70, 48, 80), (20, 60, 15, 70)]


def test_ratio_equals_that_of_statsmodels():
    """`Table2x2` of statsmodels 0.15.0 gives the same ratio and limits."""
    ratio = odds_ratio(56, 70, 48, 80)

    assert pytest.approx((8 / 3, 1.2762178705364342, 5.572019696074382)) == (
        ratio.value, ratio.low, ratio.high,
    )  # fmt: skip


def test_prior_of_one_is_that_of_the_published_query():
    """(s + 1)(F - f + 1) / ((S - s + 1)(f + 1)), as PostHog ranks what goes with drop-off."""
    converted, with_event, dropped, with_event_too = 40, 30, 60, 0

    expected = (30 + 1) * (60 - 0 + 1) / ((40 - 30 + 1) * (0 + 1))

    ratio = odds_ratio(with_event, converted, with_event_too, dropped, prior=1)
    assert pytest.approx(expected) == ratio.value


def test_common_ratio_equals_that_of_statsmodels():
    """`StratifiedTable` of statsmodels 0.15.0: ratio, limits after Robins, test uncorrected."""
    common = mantel_haenszel(STRATA)

    assert pytest.approx((2.2437979251240416, 1.3143348479104597, 3.8305528737939563)) == (
        common.ratio.value, common.ratio.low, common.ratio.high,
    )  # fmt: skip
    assert pytest.approx((8.889444203446438, 0.002868240301761693)) == (
        common.test.statistic, common.test.p,
    )  # fmt: skip
    assert 2 == common.strata


def test_strata_undo_a_misleading_mix():
    """Better in every stratum, worse in all: the common ratio keeps to the strata."""
    strata = [(81, 87, 234, 270), (192, 263, 55, 80)]

    whole = odds_ratio(81 + 192, 87 + 263, 234 + 55, 270 + 80)

    assert whole.value < 1 < mantel_haenszel(strata).ratio.value


def test_one_stratum_is_the_plain_ratio():
    """Nothing is pooled; the test differs from z² by n / (n - 1)."""
    common = mantel_haenszel(STRATA[:1])

    assert pytest.approx(odds_ratio(*STRATA[0]).value) == common.ratio.value
    z = two_proportion_test(*STRATA[0]).statistic
    assert pytest.approx(z**2 * 149 / 150) == common.test.statistic


@given(counts, counts, st.sampled_from([HALDANE_ANSCOMBE, 1]))
def test_swapped_groups_turn_the_ratio(first, second, prior):
    """The other way round it is the inverse, and the limits hold it."""
    there = odds_ratio(*first, *second, prior=prior)
    back = odds_ratio(*second, *first, prior=prior)

    assert pytest.approx((1 / there.value, 1 / there.high, 1 / there.low)) == (
        back.value, back.low, back.high,
    )  # fmt: skip
    assert there.low <= there.value <= there.high


def test_empty_cells_are_not_divided_by():
    """Without a prior the ratio is unknown or 0, and has no limits."""
    assert Estimate() == odds_ratio(5, 5, 2, 6)
    assert Estimate(0.0) == odds_ratio(0, 5, 2, 6)
    assert Estimate() == mantel_haenszel([(5, 5, 2, 6)]).ratio
    assert Estimate(0.0) == mantel_haenszel([(0, 5, 2, 6)]).ratio


def test_strata_that_tell_nothing_are_left_out():
    """Where a group is empty, or all did the same, there is nothing to compare."""
    silent = [(0, 0, 3, 9), (4, 4, 2, 2), (0, 7, 0, 9)]

    assert mantel_haenszel(STRATA) == mantel_haenszel([*STRATA, *silent])
    nothing = mantel_haenszel(silent)
    assert (Estimate(), None, 0) == (nothing.ratio, nothing.test.p, nothing.strata)


def test_a_negative_prior_is_refused():
    """Counts are added, not taken away."""
    with pytest.raises(InvalidValueError, match=r"odds_ratio\.prior.*HALDANE_ANSCOMBE"):
        odds_ratio(1, 2, 1, 2, prior=-1)
