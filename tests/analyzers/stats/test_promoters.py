"""How sure a Net Promoter Score is, held against simulation."""

import math

import numpy as np
import pytest

from journeykit.analyzers.stats import net_promoter_interval, net_promoter_variance
from journeykit.errors import InvalidValueError

RUNS = 1800


@pytest.mark.parametrize("number", [15, 60, 400])
@pytest.mark.parametrize("shares", [(0.5, 0.2), (0.1, 0.6), (0.85, 0.05), (0.34, 0.33)])
def test_intervals_hold_the_true_score(number, shares):
    """About 95 of 100 do, for few answers too; none is far too narrow."""
    rng = np.random.default_rng(20260101)
    up, down = shares
    drawn = rng.multinomial(number, [up, down, 1 - up - down], size=RUNS)
    held = 0
    for promoters, detractors, _ in drawn.tolist():
        low, high = net_promoter_interval(promoters, detractors, number)
        held += low <= 100 * (up - down) <= high

    assert 0.95 - 4 * math.sqrt(0.95 * 0.05 / RUNS) - 0.005 <= held / RUNS <= 0.985


def test_the_variance_is_that_of_the_answers():
    """Of 1, 0 and -1, one a promoter, one passive, one a detractor."""
    answers = [1] * 50 + [0] * 30 + [-1] * 20

    assert pytest.approx(np.var(answers)) == net_promoter_variance(50, 20, 100)


def test_of_many_answers_the_plain_formula_is_near():
    """What is added for few answers is nothing to a hundred thousand."""
    low, high = net_promoter_interval(50_000, 20_000, 100_000)
    half = 100 * 1.959964 * math.sqrt(net_promoter_variance(50, 20, 100) / 100_000)

    assert pytest.approx((30 - half, 30 + half), abs=0.01) == (low, high)


@pytest.mark.parametrize(
    ("promoters", "detractors", "answers"), [(1, 0, 1), (0, 1, 1), (9, 0, 9), (0, 0, 3)]
)
def test_the_score_lies_within(promoters, detractors, answers):
    """Also where all answers are alike; and it is never an interval of no width."""
    low, high = net_promoter_interval(promoters, detractors, answers)

    assert -100 <= low <= 100 * (promoters - detractors) / answers <= high <= 100
    assert low < high


def test_what_can_mean_nothing():
    """More promoters and detractors than answers are refused; none at all tell nothing."""
    assert (-100, 100) == net_promoter_interval(0, 0, 0)
    with pytest.raises(InvalidValueError, match=r"promoters \+ detractors"):
        net_promoter_interval(6, 5, 10)
