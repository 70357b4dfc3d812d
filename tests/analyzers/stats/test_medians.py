"""The ranks that hold a median between them keep their confidence."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats.medians import median_ranks
from journeykit.errors import InvalidValueError


@given(st.integers(1, 400), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_ranks_cover_the_median_as_often_as_they_say(n, confidence):
    """By the exact binomial chance that too few of n figures lie below it, or above."""
    ranks = median_ranks(n, confidence)
    if ranks is None:
        assert n < 12
        return
    low, high = ranks
    assert 1 <= low < high <= n
    assert n + 1 == low + high
    missed = 2 * sum(math.comb(n, below) for below in range(low)) / 2**n
    assert confidence <= 1 - missed


def test_ranks_of_a_hundred_are_those_of_the_textbook():
    """40 and 61 at 95 %, as tables of the sign test give them."""
    assert (40, 61) == median_ranks(100)
    assert median_ranks(5) is None
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        median_ranks(5, 95)
