"""Intervals hold the truth as often as they promise, and p values do not cry wolf.

Each law is tried on a number of simulated samples with a fixed seed. A share of
`RUNS` samples that should be 95 % has the standard error sqrt(.95 · .05 / RUNS);
four of them are allowed, and 0.005 for what the formulas themselves are short of.
"""

import math

import numpy as np
import pytest

from journeykit.analyzers.stats import (
    aalen_johansen,
    kaplan_meier,
    log_rank,
    newcombe_interval,
    two_proportion_test,
    wilson_interval,
)

RUNS = 1800
NEAR = 4 * math.sqrt(0.95 * 0.05 / RUNS) + 0.005


@pytest.fixture
def rng():
    """The same numbers each time."""
    return np.random.default_rng(20260101)


def covered(hits):
    """Whether 95 % intervals held the truth about as often as they promise."""
    return pytest.approx(0.95, abs=NEAR) == np.mean(hits)


def uniform(p_values):
    """Whether p values are even, by the largest distance of their steps from the diagonal.

    1.95 / sqrt(RUNS) is exceeded by chance once in a thousand (Kolmogorov).
    """
    ranked = np.sort(p_values)
    distance = np.abs(ranked - (np.arange(len(ranked)) + 0.5) / len(ranked)).max()
    return distance < 1.95 / math.sqrt(len(ranked))


@pytest.mark.parametrize("number", [12, 40, 400])
def test_wilson_covers(rng, number):
    """Over shares from 2 % to 98 %, in small groups too."""
    shares = rng.uniform(0.02, 0.98, RUNS)
    hits = []
    for share, k in zip(shares, rng.binomial(number, shares), strict=True):
        low, high = wilson_interval(int(k), number)
        hits.append(low <= share <= high)

    assert covered(hits)


def test_newcombe_covers(rng):
    """For two groups of unlike size and any two shares."""
    first, second = rng.uniform(0.05, 0.95, (2, RUNS))
    samples = zip(first, second, rng.binomial(30, first), rng.binomial(55, second), strict=True)
    hits = []
    for p, q, k1, k2 in samples:
        low, high = newcombe_interval(int(k1), 30, int(k2), 55)
        hits.append(low <= p - q <= high)

    assert covered(hits)


def waits(rng, number, runs):
    """Times until an event and whether it was seen before the customer was lost to sight."""
    reached, lost = rng.exponential(1, (runs, number)), rng.exponential(2, (runs, number))
    return np.minimum(reached, lost), reached <= lost


def test_kaplan_meier_covers(rng):
    """The share, the median and the mean up to 1, a third lost to sight by chance."""
    hits = {"share": [], "median": [], "mean": []}
    for times, seen in zip(*waits(rng, 80, RUNS), strict=True):
        curve = kaplan_meier(times, observed=seen)
        share, median, mean = curve.survival_at(1), curve.median, curve.restricted_mean(1)
        hits["share"].append(share.low <= math.exp(-1) <= share.high)
        # A limit that was not reached is beyond all times.
        hits["median"].append(median.low <= math.log(2) <= (median.high or math.inf))
        hits["mean"].append(mean.low <= 1 - math.exp(-1) <= mean.high)

    assert all(covered(held) for held in hits.values())


def test_aalen_johansen_covers(rng):
    """Two exits at rates 2 and 1: by 0.5 the first has taken 2/3 of those who left."""
    hits = []
    for _ in range(RUNS // 3):
        exits = np.stack([rng.exponential(mean, 80) for mean in (0.5, 1, 1)])
        causes = np.array(["buy", "leave", None])[exits.argmin(axis=0)]
        bought, _ = aalen_johansen(exits.min(axis=0), causes=causes.tolist())
        share = bought.share_at(0.5)
        hits.append(share.low <= 2 / 3 * (1 - math.exp(-1.5)) <= share.high)

    assert pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / len(hits))) == np.mean(hits)


def test_pooled_z_does_not_cry_wolf(rng):
    """Without a difference every p value is as likely as every other."""
    successes = rng.binomial(5000, 0.3, (RUNS, 2)).tolist()

    assert uniform([two_proportion_test(a, 5000, b, 5000).p for a, b in successes])


def test_log_rank_does_not_cry_wolf(rng):
    """Three groups of one kind differ by chance alone."""
    groups = [zip(*waits(rng, 60, RUNS // 3), strict=True) for _ in range(3)]
    p_values = [
        log_rank([kaplan_meier(times, observed=seen) for times, seen in trio]).p
        for trio in zip(*groups, strict=True)
    ]

    assert uniform(p_values)
