"""When groups are too small to compare."""

import pytest

from journeykit.analyzers.stats import MIN_TRIALS, fisher_test, too_few, wilson_interval


def test_the_smallest_group_is_named():
    """With how many it would take; enough is no objection."""
    assert "too few to compare: 3 of at least 10" == too_few(120, 3, 7)
    assert too_few(10, 10) is None
    assert "too few to compare: 10 of at least 30" == too_few(10, 40, minimum=30)
    assert "too few to compare: 0 of at least 10" == too_few()


def test_the_reasons_given_for_the_least_size_hold():
    """What the documentation of the number says is true."""
    assert 10 == MIN_TRIALS
    assert ("0.24", "0.76") == tuple(f"{limit:.2f}" for limit in wilson_interval(5, 10))
    assert fisher_test(0, 10, 4, 10).p > 0.05 > fisher_test(0, 10, 5, 10).p
    assert fisher_test(0, 5, 4, 5).p < 0.05
    assert fisher_test(0, 3, 3, 3).p == pytest.approx(0.1)
