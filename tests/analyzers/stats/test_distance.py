"""The distance of two rows of shares, held against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import jensen_shannon
from journeykit.errors import InvalidValueError

rows = st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(any)


def test_distance_equals_that_of_scipy():
    """`scipy.spatial.distance.jensenshannon` 1.17.1 with base 2 gives the same."""
    assert pytest.approx(0.35286151643903174) == jensen_shannon([8, 2], [4, 6])


@given(rows, rows, rows)
def test_it_is_a_distance(a, b, c):
    """From 0 to 1, the same both ways, 0 to itself, never shorter by a detour."""
    assert 0 <= jensen_shannon(a, b) <= 1
    assert pytest.approx(jensen_shannon(a, b), abs=1e-9) == jensen_shannon(b, a)
    assert pytest.approx(0, abs=1e-7) == jensen_shannon(a, [3 * count for count in a])
    detour = jensen_shannon(a, b) + jensen_shannon(b, c)
    assert jensen_shannon(a, c) <= detour + 1e-7


def test_nothing_is_far_from_nothing():
    """A row without counts has no shares; without overlap the distance is 1."""
    assert jensen_shannon([0, 0], [1, 2]) is None
    assert 1 == jensen_shannon([1, 0], [0, 9])


def test_rows_of_two_lengths_are_refused():
    """Both count the same things in the same order."""
    with pytest.raises(InvalidValueError, match=r"jensen_shannon\.rows"):
        jensen_shannon([1, 2], [1, 2, 3])
