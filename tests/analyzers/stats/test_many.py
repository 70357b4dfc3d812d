"""p values adjusted for their number."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import benjamini_hochberg, holm
from journeykit.errors import InvalidValueError

P_VALUES = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
many = st.lists(st.floats(0, 1))


def test_benjamini_hochberg_equals_scipy():
    """`false_discovery_control` of scipy 1.17.1 gives the same."""
    expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.74 / 7, 0.216, 0.216, 0.216]

    assert pytest.approx(expected, abs=1e-12) == benjamini_hochberg(P_VALUES)


def test_holm_equals_statsmodels():
    """`multipletests(method="holm")` of statsmodels 0.15.0 gives the same."""
    expected = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615]

    assert pytest.approx(expected, abs=1e-12) == holm(P_VALUES)


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
@given(many)
def test_adjusted_values_keep_order_and_never_fall(adjust, p_values):
    """No p value gets smaller or exceeds 1, the smaller stays smaller, ties stay ties."""
    adjusted = adjust(p_values)

    assert len(p_values) == len(adjusted)
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert all(before <= after <= 1 for before, after in pairs)
    for (p, a), (q, b) in pairwise(pairs):
        assert a <= b
        assert p != q or a == b


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
@given(many, st.randoms())
def test_the_order_of_tests_means_nothing(adjust, p_values, random):
    """Each test gets its own value wherever it stands."""
    order = list(range(len(p_values)))
    random.shuffle(order)

    adjusted = adjust(p_values)

    assert tuple(adjusted[i] for i in order) == adjust([p_values[i] for i in order])


@given(many)
def test_holm_is_the_stricter(p_values):
    """Against even one false alarm more is asked than against many."""
    for bh, stricter in zip(benjamini_hochberg(p_values), holm(p_values), strict=True):
        assert bh <= stricter or pytest.approx(stricter) == bh


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
def test_one_test_needs_no_adjustment(adjust):
    """Nor does none."""
    assert (0.03,) == adjust([0.03])
    assert () == adjust([])


@pytest.mark.parametrize("adjust", [benjamini_hochberg, holm])
@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_what_is_no_p_value_is_refused(adjust, wrong):
    """p values lie within 0 and 1."""
    with pytest.raises(InvalidValueError, match="p values from 0 to 1"):
        adjust([0.5, wrong])
