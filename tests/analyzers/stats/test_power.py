"""How large a change has to be to be seen, against R, published tables and simulation."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit.analyzers.stats import compare_means, two_proportion_test
from journeykit.analyzers.stats.power import (
    detectable_difference,
    detectable_mean_difference,
    detectable_rate_difference,
    mean_sample_size,
    rate_sample_size,
)
from journeykit.errors import InvalidValueError

shares = st.floats(0.01, 0.99)


def test_sizes_for_shares_are_those_of_r():
    """The examples of R's help for power.prop.test: n = 76.7, and p2 = 0.8026 for n = 50."""
    assert pytest.approx(76.7, abs=0.05) == rate_sample_size(0.5, 0.75, power=0.9)
    assert pytest.approx(0.8026, abs=5e-5) == 0.5 + detectable_rate_difference(
        0.5, 50, 50, power=0.9
    )


def test_sizes_for_shares_are_those_of_fleiss():
    """0.6 against 0.7 at 1 % with a power of 95 %: 827 in his table, with his correction."""
    n = rate_sample_size(0.6, 0.7, alpha=0.01, power=0.95)
    corrected = n / 4 * (1 + math.sqrt(1 + 4 / (n * 0.1))) ** 2
    assert 827 == round(corrected)


def test_sizes_for_means_are_those_of_r():
    """The examples of R's help for power.t.test: power 0.8689528 at n = 20, n = 22.02110."""
    assert pytest.approx(1, abs=1e-6) == detectable_mean_difference(1, 20, 1, 20, power=0.8689528)
    assert pytest.approx(22.02110, abs=1e-5) == mean_sample_size(1, 1, 1, power=0.9)


@pytest.mark.parametrize(("p", "n1", "n2"), [(0.2, 200, 200), (0.7, 80, 60), (0.05, 1000, 400)])
def test_what_is_detectable_is_detected(p, n1, n2):
    """In 3,000 simulated pairs the test finds it about as often as promised, either way."""
    rng = np.random.default_rng(20260202)
    far = detectable_rate_difference(p, n1, n2)
    other = (
        p + far if p + far < 1 and rate_sample_size(p, p + far, ratio=n2 / n1) > n1 - 1 else p - far
    )
    first, second = rng.binomial(n1, p, 3000), rng.binomial(n2, other, 3000)
    found = [
        two_proportion_test(int(k1), n1, int(k2), n2).p < 0.05
        for k1, k2 in zip(first, second, strict=True)
    ]
    # Four standard errors, and the grain of whole counts.
    assert pytest.approx(0.8, abs=0.05) == np.mean(found)


@pytest.mark.parametrize(("s1", "n1", "s2", "n2"), [(1, 12, 0.5, 40), (0.8, 400, 1.2, 100)])
def test_what_is_detectable_of_means_is_detected(s1, n1, s2, n2):
    """By Welch's test in 2,000 simulated pairs, with unlike groups of unlike spread."""
    rng = np.random.default_rng(20260909)
    far = detectable_mean_difference(s1, n1, s2, n2)
    found = []
    for _ in range(2000):
        a, b = rng.normal(4, s1, n1), rng.normal(4 + far, s2, n2)
        first, second = ((x.mean(), x.std(ddof=1), len(x)) for x in (b, a))
        found.append(compare_means(first, second).test.p < 0.05)
    assert pytest.approx(0.8, abs=0.04) == np.mean(found)


@given(shares, shares, st.floats(0.2, 5))
def test_groups_may_be_swapped(p1, p2, ratio):
    """The second group seen as the first needs the size that it had."""
    assume(abs(p1 - p2) > 0.01)
    n = rate_sample_size(p1, p2, ratio=ratio)
    swapped = rate_sample_size(p2, p1, ratio=1 / ratio)
    assert n <= 1 or swapped <= 1 or pytest.approx(n * ratio) == swapped


@given(st.integers(20, 5000), st.integers(20, 5000))
def test_more_answers_show_smaller_changes(n1, n2):
    """Where both directions are open alike; four times as many show about half of it."""
    few, many = (detectable_rate_difference(0.5, by * n1, by * n2) for by in (1, 4))
    assert few is None or few / 2.5 < many < few / 1.7


@given(st.floats(0.1, 10), st.integers(2, 500), st.floats(0.1, 10), st.integers(2, 500))
def test_means_scale(s1, n1, s2, n2):
    """Ten times the spread hides ten times the change."""
    small = detectable_mean_difference(s1, n1, s2, n2)
    large = detectable_mean_difference(10 * s1, n1, 10 * s2, n2)
    assert pytest.approx(10 * small) == large


def test_what_no_group_shows():
    """One answer does not tell how answers differ; nor do answers all alike."""
    assert detectable_mean_difference(1, 1, 1, 50) is None
    assert detectable_mean_difference(0, 50, 0, 50) is None
    assert detectable_rate_difference(0.5, 2, 2) is None
    assert 0 == detectable_difference(0)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: rate_sample_size(0.5, 0.5), "p2"),
        (lambda: rate_sample_size(1.5, 0.5), "p1"),
        (lambda: rate_sample_size(0.4, 0.5, ratio=0), "ratio"),
        (lambda: rate_sample_size(0.4, 0.5, power=0.01), "power"),
        (lambda: rate_sample_size(0.4, 0.5, alpha=0), "alpha"),
        (lambda: detectable_rate_difference(math.nan, 5, 5), "p"),
        (lambda: detectable_rate_difference(0.5, 0, 5), "n1"),
        (lambda: mean_sample_size(0, 1, 1), "difference"),
        (lambda: detectable_mean_difference(-1, 5, 1, 5), "std_dev_1"),
        (lambda: detectable_difference(-1), "std_error"),
    ],
)
def test_what_can_mean_nothing(call, field):
    """The argument is named."""
    with pytest.raises(InvalidValueError) as caught:
        call()
    assert field == caught.value.field
