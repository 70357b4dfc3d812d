"""Means against a figure and against each other, held against scipy."""

import numpy as np
import pytest
import scipy.stats as reference
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import SignificanceMethod, compare_means, compare_with

SAMPLES = st.lists(st.integers(1, 5), min_size=3, max_size=30).filter(lambda s: len(set(s)) > 1)


def told(sample):
    return float(np.mean(sample)), float(np.std(sample, ddof=1)), len(sample)


@given(SAMPLES, st.floats(1, 5))
def test_against_a_figure(sample, against):
    """The t, p and interval of `ttest_1samp`."""
    found = compare_with(*told(sample), against)
    expected = reference.ttest_1samp(sample, against)
    low, high = expected.confidence_interval(0.95)

    assert pytest.approx(float(expected.pvalue), abs=1e-12) == found.test.p
    assert pytest.approx((low - against, high - against)) == (found.low, found.high)
    assert SignificanceMethod.STUDENT_T is found.test.method


@given(SAMPLES, SAMPLES)
def test_against_each_other(first, second):
    """The t, p and interval of `ttest_ind(equal_var=False)`."""
    found = compare_means(told(first), told(second))
    expected = reference.ttest_ind(first, second, equal_var=False)
    low, high = expected.confidence_interval(0.95)

    assert pytest.approx(float(expected.statistic)) == found.test.statistic
    assert pytest.approx(float(expected.pvalue), abs=1e-12) == found.test.p
    assert pytest.approx((low, high)) == (found.low, found.high)


@pytest.mark.parametrize("sample", [(3.0, 0.0, 1), (3.0, 0.0, 12)])
def test_what_does_not_vary_is_not_tested(sample):
    """One answer, or answers that are all alike, tell no p value."""
    assert compare_with(*sample, 1.0).test.p is None
    assert compare_means(sample, sample).test.p is None
    assert 2.0 == compare_with(*sample, 1.0).difference
