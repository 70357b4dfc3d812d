"""What works with the standard library and numpy alone, and what says that it does not."""

import sys

import pytest

from journeykit.analyzers import stats
from journeykit.analyzers.stats import transient
from journeykit.errors import MissingDependencyError


@pytest.fixture(autouse=True)
def no_scipy(monkeypatch):
    """Importing scipy fails, loaded or not."""
    for name in [name for name in sys.modules if name.split(".")[0] == "scipy"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy", None)


@pytest.mark.parametrize(
    "call",
    [
        lambda: stats.jeffreys_interval(7, 10),
        lambda: stats.clopper_pearson_interval(7, 10),
        lambda: stats.mean_interval(12, 3, 9),
    ],
)
def test_inverse_distributions_name_the_extra(call):
    """The message says how to get it."""
    with pytest.raises(MissingDependencyError, match=r"pip install 'journeykit\[events\]'"):
        call()


def test_very_many_states_name_the_extra(monkeypatch):
    """A large chain is solved sparsely, which takes scipy; a small one does without."""
    counts = {("a", "b"): 1, ("b", "paid"): 1}
    assert 2 == stats.absorbing_chain(counts, start="a", absorbing=["paid"]).steps_from("a")
    monkeypatch.setattr(transient, "DENSE_STATES", 1)

    with pytest.raises(MissingDependencyError, match="a Markov chain of 2 states"):
        stats.absorbing_chain(counts, start="a", absorbing=["paid"])


def test_everything_else_does_without():
    """Shares, tests, odds, curves and parts need no scipy."""
    curve = stats.kaplan_meier([1, 2, 3], observed=[True, False, True])

    assert stats.wilson_interval(7, 10)
    assert stats.compare_rates(56, 70, 48, 80).test.p
    assert stats.fisher_test(1, 9, 5, 9).p
    assert stats.g_test([[1, 2], [3, 4]]).p
    assert stats.mantel_haenszel([(1, 9, 5, 9)]).test.p
    assert stats.log_rank([curve, stats.kaplan_meier([2, 2, 4])]).p
    assert stats.aalen_johansen([1, 2], causes=["buy", None])
    assert stats.jensen_shannon([1, 2], [2, 1])
