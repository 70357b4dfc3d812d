"""Score tests, changes and effects against textbook tests, tables and an independent fit."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import mantel_haenszel, newcombe_interval, two_proportion_test
from journeykit.analyzers.stats.change_points import greatest_of_dates_p
from journeykit.analyzers.stats.rate_model import Flag, RateModel
from journeykit.errors import InvalidValueError


@given(st.integers(30, 300), st.integers(30, 300), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_two_groups_are_the_pooled_z(n1, n2, p1, p2):
    """With nothing else known the score is that of two shares, or a little more careful."""
    k1, k2 = round(n1 * p1), round(n2 * p2)
    score = RateModel([k1, k2], [n1, n2], [0, 0], [[0, 1]], minimum=10).fit().score(Flag(((0, 0),)))
    pooled = two_proportion_test(k1, n1, k2, n2).statistic
    assert score is not None
    assert pooled is not None
    assert abs(score.z) <= abs(pooled) + 0.01
    assert pytest.approx(pooled, rel=0.2, abs=0.05) == score.z


def test_strata_are_the_mantel_haenszel_test():
    """With shares of their own for strata it is the test of Mantel and Haenszel, but for N - 1."""
    tables = [(30, 100, 40, 80), (60, 150, 90, 140), (20, 60, 45, 90)]
    cells = [
        (k, n, day, who)
        for day, (a, b, c, d) in enumerate(tables)
        for k, n, who in ((a, b, 0), (c, d, 1))
    ]
    k, n, days, who = (list(column) for column in zip(*cells, strict=True))
    score = RateModel(k, n, days, [who], minimum=10).fit().score(Flag(((0, 0),)))
    assert score is not None
    assert pytest.approx(mantel_haenszel(tables).test.statistic, rel=0.02) == score.z**2


@pytest.mark.parametrize(
    ("trimmed", "chi_square", "p"),
    [(0.15, 8.68, 0.05), (0.15, 12.16, 0.01), (0.05, 9.84, 0.05), (0.05, 13.01, 0.01)],
)
def test_the_best_of_all_days_has_the_published_limits(trimmed, chi_square, p):
    """Andrews 2003, Econometrica 71(1), 395-397: critical values of the supremum of Wald tests."""
    found = greatest_of_dates_p(math.sqrt(chi_square), trimmed, 1 - trimmed)
    assert pytest.approx(p, rel=0.25) == found


def test_no_figure_below_one_is_a_change():
    """A small distance is no change, however few days there are."""
    assert 1.0 == greatest_of_dates_p(0.5, 0.4, 0.6)


def made(*, fall=0.0, since=60, days=120, a_day=40, seed=1, wave=0.0):
    """Trials on each day of two kinds, of which those of kind 1 succeed less from a day on."""
    random = Random(seed).random
    rows = []
    for day in range(days):
        for kind in (0, 1):
            share = 0.6 - fall * (kind == 1 and day >= since) + wave * math.sin(day / days * 6.28)
            rows.append((sum(random() < share for _ in range(a_day)), a_day, day, kind))
    k, n, of, kinds = (list(column) for column in zip(*rows, strict=True))
    return RateModel(k, n, of, [kinds], minimum=50)


def test_a_change_is_dated():
    """The day is found, its interval holds it, and the other kind did not change."""
    fit = made(fall=0.2).fit(factors=True)
    one, other = fit.change(((0, 1),)), fit.change(((0, 0),))
    assert one is not None
    assert other is not None
    assert one.low <= 60 <= one.high
    assert abs(one.day - 60) <= 3
    assert one.p < 1e-6 < other.p


def test_few_changes_are_found_where_none_is():
    """Of 100 series at most a few more than 5 are called changed at the 5 % level."""
    found = [made(seed=seed, a_day=15).fit().change() for seed in range(100)]
    assert sum(change is not None and change.p < 0.05 for change in found) <= 9
    assert None not in found


def test_an_effect_is_what_others_tell():
    """Of two groups the interval is about Newcombe's; expected is the share of the others."""
    flag = Flag(((0, 0),))
    model = RateModel([30, 240], [100, 400], [0, 0], [[0, 1]], minimum=10)
    effect = model.fit([flag]).effect(0, flag)
    assert pytest.approx(60, abs=0.1) == effect.expected
    assert pytest.approx(newcombe_interval(30, 100, 240, 400), abs=0.003) == (
        effect.low,
        effect.high,
    )


def test_nobody_at_all_is_no_wider_than_others():
    """Where none of a group succeed the interval still is one of shares."""
    flag = Flag(((0, 0),))
    model = RateModel([0, 240], [100, 400], [0, 0], [[0, 1]], minimum=10)
    effect = model.fit([flag]).effect(0, flag)
    assert -0.66 < effect.low < -0.6 < effect.high < -0.53


def test_a_known_flag_explains_what_goes_with_it():
    """Given the kind that is worse, a kind that mostly goes with it differs no more."""
    rows = [(30, 100, 0, 0), (3, 10, 0, 1), (6, 10, 1, 0), (60, 100, 1, 1)]
    k, n, one, other = (list(column) for column in zip(*rows, strict=True))
    model = RateModel(k, n, [0] * 4, [one, other], minimum=10)
    alone, given_it = (model.fit(known).score(Flag(((1, 0),))) for known in ([], [Flag(((0, 0),))]))
    assert alone is not None
    assert given_it is not None
    assert alone.p < 1e-3
    assert pytest.approx(1.0, abs=0.01) == given_it.p


def test_too_few_are_not_tested():
    """Fewer than the minimum, or hardly any success, is no test at all."""
    model = RateModel([5, 50], [9, 100], [0, 0], [[0, 1]], minimum=10)
    assert model.fit().score(Flag(((0, 0),))) is None
    rare = RateModel([0, 2], [100, 100], [0, 0], [[0, 1]], minimum=10)
    assert rare.fit().score(Flag(((0, 0),))) is None
    assert rare.fit().change() is None


def test_cells_have_to_match():
    """Lists of different lengths are refused."""
    with pytest.raises(InvalidValueError, match="one length"):
        RateModel([1], [2, 3], [0])


def test_the_fit_is_that_of_another_optimiser():
    """Logistic regression by scipy's minimiser gives the same coefficients."""
    optimize = pytest.importorskip("scipy.optimize")
    model = made(fall=0.2, a_day=20)
    flag = Flag(((0, 1),), since=60)
    fit = model.fit([flag])

    def unlikely(beta):
        line = fit.design @ beta
        return float((model.n * np.logaddexp(0, line) - model.k * line).sum())

    best = optimize.minimize(unlikely, np.zeros(len(fit.beta)), method="BFGS")
    assert pytest.approx(best.x, abs=0.01) == fit.beta


def test_where_all_succeed_no_day_is_a_change():
    """Every day is as good as any other, and the interval holds them all."""
    days = list(range(60))
    change = RateModel([10] * 60, [10] * 60, days, minimum=10).fit().change()
    assert change is not None
    assert 1 == change.p
    assert change.low < 10
    assert change.high > 50
