"""R squared divided among figures, held against published figures, permutations and simulation."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import ImportanceMethod, relative_importance
from journeykit.errors import InvalidValueError

SHAPLEY, WEIGHTS = ImportanceMethod.SHAPLEY, ImportanceMethod.RELATIVE_WEIGHTS

# Motor Trend 1974, as in R's `mtcars`: miles per gallon, cylinders, displacement, power, weight.
CARS = np.array(
    [
        [21, 6, 160, 110, 2.62], [21, 6, 160, 110, 2.875], [22.8, 4, 108, 93, 2.32],
        [21.4, 6, 258, 110, 3.215], [18.7, 8, 360, 175, 3.44], [18.1, 6, 225, 105, 3.46],
        [14.3, 8, 360, 245, 3.57], [24.4, 4, 146.7, 62, 3.19], [22.8, 4, 140.8, 95, 3.15],
        [19.2, 6, 167.6, 123, 3.44], [17.8, 6, 167.6, 123, 3.44], [16.4, 8, 275.8, 180, 4.07],
        [17.3, 8, 275.8, 180, 3.73], [15.2, 8, 275.8, 180, 3.78], [10.4, 8, 472, 205, 5.25],
        [10.4, 8, 460, 215, 5.424], [14.7, 8, 440, 230, 5.345], [32.4, 4, 78.7, 66, 2.2],
        [30.4, 4, 75.7, 52, 1.615], [33.9, 4, 71.1, 65, 1.835], [21.5, 4, 120.1, 97, 2.465],
        [15.5, 8, 318, 150, 3.52], [15.2, 8, 304, 150, 3.435], [13.3, 8, 350, 245, 3.84],
        [19.2, 8, 400, 175, 3.845], [27.3, 4, 79, 66, 1.935], [26, 4, 120.3, 91, 2.14],
        [30.4, 4, 95.1, 113, 1.513], [15.8, 8, 351, 264, 3.17], [19.7, 6, 145, 175, 2.77],
        [15, 8, 301, 335, 3.57], [21.4, 4, 121, 109, 2.78],
    ]
)  # fmt: skip

# Swiss districts around 1888, as in R's `swiss`: fertility, farmers, army examination, schooling,
# Catholics, infant mortality.
SWISS = np.array(
    [
        [80.2, 17, 15, 12, 9.96, 22.2], [83.1, 45.1, 6, 9, 84.84, 22.2],
        [92.5, 39.7, 5, 5, 93.4, 20.2], [85.8, 36.5, 12, 7, 33.77, 20.3],
        [76.9, 43.5, 17, 15, 5.16, 20.6], [76.1, 35.3, 9, 7, 90.57, 26.6],
        [83.8, 70.2, 16, 7, 92.85, 23.6], [92.4, 67.8, 14, 8, 97.16, 24.9],
        [82.4, 53.3, 12, 7, 97.67, 21], [82.9, 45.2, 16, 13, 91.38, 24.4],
        [87.1, 64.5, 14, 6, 98.61, 24.5], [64.1, 62, 21, 12, 8.52, 16.5],
        [66.9, 67.5, 14, 7, 2.27, 19.1], [68.9, 60.7, 19, 12, 4.43, 22.7],
        [61.7, 69.3, 22, 5, 2.82, 18.7], [68.3, 72.6, 18, 2, 24.2, 21.2],
        [71.7, 34, 17, 8, 3.3, 20], [55.7, 19.4, 26, 28, 12.11, 20.2],
        [54.3, 15.2, 31, 20, 2.15, 10.8], [65.1, 73, 19, 9, 2.84, 20],
        [65.5, 59.8, 22, 10, 5.23, 18], [65, 55.1, 14, 3, 4.52, 22.4],
        [56.6, 50.9, 22, 12, 15.14, 16.7], [57.4, 54.1, 20, 6, 4.2, 15.3],
        [72.5, 71.2, 12, 1, 2.4, 21], [74.2, 58.1, 14, 8, 5.23, 23.8], [72, 63.5, 6, 3, 2.56, 18],
        [60.5, 60.8, 16, 10, 7.72, 16.3], [58.3, 26.8, 25, 19, 18.46, 20.9],
        [65.4, 49.5, 15, 8, 6.1, 22.5], [75.5, 85.9, 3, 2, 99.71, 15.1],
        [69.3, 84.9, 7, 6, 99.68, 19.8], [77.3, 89.7, 5, 2, 100, 18.3],
        [70.5, 78.2, 12, 6, 98.96, 19.4], [79.4, 64.9, 7, 3, 98.22, 20.2],
        [65, 75.9, 9, 9, 99.06, 17.8], [92.2, 84.6, 3, 3, 99.46, 16.3],
        [79.3, 63.1, 13, 13, 96.83, 18.1], [70.4, 38.4, 26, 12, 5.62, 20.3],
        [65.7, 7.7, 29, 11, 13.79, 20.5], [72.7, 16.7, 22, 13, 11.22, 18.9],
        [64.4, 17.6, 35, 32, 16.92, 23], [77.6, 37.6, 15, 7, 4.97, 20],
        [67.6, 18.7, 25, 7, 8.65, 19.5], [35, 1.2, 37, 53, 42.34, 18],
        [44.7, 46.6, 16, 29, 50.43, 18.2], [42.8, 27.7, 22, 29, 58.33, 19.3],
    ]
)  # fmt: skip


def values(found):
    return [part.value for part in found.parts]


def r_squared(rows, outcome, chosen):
    """By least squares, from the rows."""
    if not chosen:
        return 0.0
    design = np.column_stack([np.ones(len(rows)), rows[:, list(chosen)]])
    residual = outcome - design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    return 1 - residual @ residual / ((outcome - outcome.mean()) ** 2).sum()


def by_orders(rows, outcome):
    """Lindeman, Merenda and Gold to the letter: what each adds, over all orders."""
    size = rows.shape[1]
    added = np.zeros(size)
    orders = list(itertools.permutations(range(size)))
    for order in orders:
        for place, figure in enumerate(order):
            before = r_squared(rows, outcome, order[:place])
            added[figure] += r_squared(rows, outcome, order[: place + 1]) - before
    return added / len(orders)


@st.composite
def samples(draw):
    """Correlated figures and an outcome, from a seed."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    size = draw(st.integers(2, 4))
    rows = rng.normal(size=(25, size)) @ rng.normal(size=(size, size)) + rng.normal(size=(25, size))
    return rows, rows @ rng.normal(size=size) + 2 * rng.normal(size=25)


def test_relative_weights_equal_those_of_rwa():
    """The vignette "regression methods" of the R package rwa 0.1.1 prints these raw weights."""
    found = relative_importance(CARS[:, 1:], CARS[:, 0], method=WEIGHTS)

    assert pytest.approx([0.2096904, 0.1883043, 0.1799590, 0.2706812], abs=5e-8) == values(found)


def test_shapley_equals_lmg_of_relaimpo():
    """Grömping 2006, Journal of Statistical Software 17(1), prints these for `swiss`."""
    found = relative_importance(SWISS[:, 1:], SWISS[:, 0], method=SHAPLEY)

    published = [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]
    assert pytest.approx(published, abs=5e-9) == values(found)
    assert 0.7067 == round(found.r_squared.value, 4)


@given(samples())
def test_shapley_is_the_mean_over_all_orders(sample):
    """All subsets by their correlations give what regressions in all orders give."""
    rows, outcome = sample
    found = relative_importance(rows, outcome, method=SHAPLEY)

    assert pytest.approx(by_orders(rows, outcome), abs=1e-9) == values(found)


@given(samples(), st.sampled_from([SHAPLEY, WEIGHTS]))
def test_parts_add_up_to_r_squared(sample, method):
    """R squared is that of the regression on all figures, and no part is below nothing."""
    rows, outcome = sample
    found = relative_importance(rows, outcome, method=method)

    whole = r_squared(rows, outcome, range(rows.shape[1]))
    assert pytest.approx(whole) == found.r_squared.value == pytest.approx(sum(values(found)))
    assert 0 <= min(values(found))
    assert all(part.low <= part.value <= part.high for part in found.parts)


@given(samples())
def test_of_two_figures_both_methods_are_one(sample):
    """For two predictors Johnson's weights are Shapley's values."""
    rows, outcome = sample
    shapley, weights = (
        relative_importance(rows[:, :2], outcome, method=method) for method in (SHAPLEY, WEIGHTS)
    )

    assert pytest.approx(values(shapley)) == values(weights)
    assert pytest.approx([p.std_error for p in shapley.parts], rel=1e-5) == [
        p.std_error for p in weights.parts
    ]


@pytest.mark.parametrize("method", [SHAPLEY, WEIGHTS])
def test_parts_of_uncorrelated_figures_are_squared_correlations(method):
    """Without overlap there is nothing to divide."""
    rows = np.array(list(itertools.product([-1, 1], repeat=3)) * 3, float)
    outcome = rows @ [3, 2, 1] + np.tile([0.5, -0.5, 0.1], 8)
    found = relative_importance(rows, outcome, method=method)

    squares = [np.corrcoef(rows[:, i], outcome)[0, 1] ** 2 for i in range(3)]
    assert pytest.approx(squares) == values(found)
    assert pytest.approx([math.sqrt(square) for square in squares]) == list(found.correlations)


@given(samples(), st.sampled_from([SHAPLEY, WEIGHTS]))
def test_order_and_units_of_figures_change_nothing(sample, method):
    """Parts follow their figures, whatever they are counted in."""
    rows, outcome = sample
    found = relative_importance(rows, outcome, method=method)
    turned = relative_importance(rows[:, ::-1] * -7 + 3, outcome / 5, method=method)

    assert pytest.approx(values(found)) == values(turned)[::-1]


@given(samples(), st.sampled_from([SHAPLEY, WEIGHTS]))
def test_without_missing_figures_pairs_tell_the_same(sample, method):
    """Pairwise and complete differ only where something is missing."""
    rows, outcome = sample
    complete, pairwise = (
        relative_importance(rows, outcome, method=method, pairwise=p) for p in (False, True)
    )

    assert pytest.approx(values(complete)) == values(pairwise)
    assert 25 == complete.n == pairwise.n


def test_missing_figures():
    """Complete rows only, or for each pair those that have both; n says how many."""
    rows = CARS[:, 1:].copy()
    rows[:4, 0] = np.nan
    rows[3:9, 2] = np.nan
    complete = relative_importance(rows, CARS[:, 0])
    pairwise = relative_importance(rows[:, [0, 2]], CARS[:, 0], pairwise=True)

    assert 32 - 9 == complete.n == pairwise.n
    assert pytest.approx(values(relative_importance(CARS[9:, 1:], CARS[9:, 0]))) == values(complete)
    # As `cor(use = "pairwise.complete.obs")` of R counts.
    first = np.corrcoef(CARS[4:, 1], CARS[4:, 0])[0, 1]
    assert pytest.approx(first) == pairwise.correlations[0]


def test_one_figure_has_all_of_r_squared():
    """Then it is the squared correlation."""
    for method in (SHAPLEY, WEIGHTS):
        found = relative_importance(CARS[:, 1:2], CARS[:, 0], method=method)
        assert pytest.approx(found.correlations[0] ** 2) == found.parts[0].value


@pytest.mark.parametrize("method", [SHAPLEY, WEIGHTS])
def test_intervals_hold_the_truth(method):
    """95 % limits hold the parts of a large sample about as often, of yes and no answers too."""
    rng = np.random.default_rng(7)

    def drawn(number):
        common = rng.normal(size=(number, 1))
        rows = np.clip(np.round(3 + common + rng.normal(size=(number, 3))), 1, 5)
        chance = rows @ [0.6, 0.3, 0.1] + rng.normal(size=number)
        return rows, (chance > 3).astype(float)

    truth = values(relative_importance(*drawn(400_000), method=method))
    runs = 300
    held = np.zeros(3)
    for _ in range(runs):
        found = relative_importance(*drawn(250), method=method)
        held += [p.low <= t <= p.high for p, t in zip(found.parts, truth, strict=True)]

    # Four standard errors of a share of 300, and a little that the normal limits are short of.
    assert pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / runs) + 0.01) == held.mean() / runs


def test_the_method_goes_by_the_number_of_figures():
    """All sets of fifteen are looked at; of sixteen they are too many."""
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(60, 16))
    outcome = rows.sum(axis=1) + rng.normal(size=60)

    assert SHAPLEY is relative_importance(rows[:, :15], outcome).method
    assert WEIGHTS is relative_importance(rows, outcome).method
    with pytest.raises(InvalidValueError, match="relative weights for more than 15"):
        relative_importance(rows, outcome, method=SHAPLEY)


@pytest.mark.parametrize(
    ("rows", "outcome", "words"),
    [
        ([[1, 2]] * 2, [1, 2], "more than 3 rows"),
        ([], [], "more than 2 rows"),
        ([[1, n] for n in range(9)], range(9), "figures that differ.*search"),
        ([[n % 3, n] for n in range(9)], [5] * 9, "figures that differ.*the outcome"),
        (
            [[n, 2 * n] for n in range(9)],
            [1, 0, 2] * 3,
            "search and pay with a correlation of 1.000",
        ),
    ],
)
def test_what_no_regression_can_be_made_of(rows, outcome, words):
    """The error names what is in the way."""
    table = np.array(rows, float).reshape(len(rows), -1) if len(rows) else np.zeros((0, 1))
    names = ["search", "pay"][: table.shape[1]]
    with pytest.raises(InvalidValueError, match=words):
        relative_importance(table, list(outcome), names=names)


def test_pairs_that_contradict_each_other():
    """Three correlations that no rows could have together are refused."""
    nan = math.nan
    up = [(n, n, nan, n % 3) for n in range(9)] + [(n, nan, n, n % 4) for n in range(9)]
    down = [(nan, n, -n, n % 2) for n in range(9)]
    table = np.array(up + down, float)
    with pytest.raises(InvalidValueError, match="pairs that agree with each other"):
        relative_importance(table[:, :3], table[:, 3], pairwise=True)
