"""How much of what an outcome varies goes with each of several figures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from attrs import frozen

from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.verdicts import Estimate
from journeykit.errors import InvalidValueError, MissingDependencyError
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.stats.arrays import Floats

__all__ = ["MOST_EXACT", "Importance", "ImportanceMethod", "relative_importance"]

MOST_EXACT = 15
"""From more figures than this on, all their sets are too many to look at for each question."""

_CHUNK = 8192
_STEP = 1e-5
_SINGULAR = 1e-9


class ImportanceMethod(StrEnum):
    """How R² is divided among the figures."""

    SHAPLEY = "shapley"
    """What a figure adds to R², as a mean over all orders in which figures can come in (LMG)."""
    RELATIVE_WEIGHTS = "relative weights"
    """By way of the uncorrelated figures that are nearest to the given ones (Johnson)."""


@frozen(kw_only=True, repr=False)
class Importance(Value):
    """R² of a linear regression, divided among its predictors.

    Attributes:
        parts: the part of each predictor, in the order given; they add up to R².
        r_squared: share of the variance of the outcome that goes with all of them.
        correlations: plain correlation of each predictor with the outcome.
        covariance: of the errors of the parts, a row for each predictor.
        method: how R² is divided.
        n: how many rows the regression rests on; of pairwise ones those of the rarest pair.
    """

    parts: tuple[Estimate, ...]
    r_squared: Estimate
    correlations: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    method: ImportanceMethod
    n: int


def relative_importance(
    predictors: Sequence[Sequence[float]] | Floats,
    outcome: Sequence[float] | Floats,
    *,
    method: ImportanceMethod | None = None,
    pairwise: bool = False,
    names: Sequence[str] | None = None,
    confidence: float = 0.95,
) -> Importance:
    """Divide what goes with an outcome among correlated figures.

    R² of the linear regression on all of them is divided in one of two ways. Shapley,
    also known as LMG: what a figure adds to R² when it comes in, as a mean over all orders
    in which the figures can come in. Exact, over all 2^p sets of p figures, from
    the matrix of correlations. Relative weights: with R the correlations of the figures,
    r those with the outcome, and Λ = R^½, the parts are (Λ∘Λ)(β∘β) with
    β = Λ⁻¹ r; hardly more work for many figures than for few. Both add up to R², neither
    is below 0, and of two figures they are the same. An outcome of 0 and 1 is taken as a number.

    The intervals are normal ones, cut at 0 and 1, by the delta method: how much each
    row moves each correlation, and each correlation a part. They assume nothing of
    how answers are distributed, and involve no chance.

    Args:
        predictors: a row for each respondent, a column for each figure; NaN is missing.
        outcome: one figure for each row; NaN is missing.
        method: how to divide; None takes Shapley up to 15 figures, else relative weights.
        pairwise: whether each correlation rests on all rows that have both figures;
            otherwise rows that lack any figure are left out.
        names: of the figures, for errors; None numbers them.
        confidence: confidence of the intervals, between 0 and 1.

    Raises:
        InvalidValueError: if fewer rows are left than figures, a figure does not
            vary or follows from others, or there are too many for the method.
        MissingDependencyError: if numpy is not installed.

    Source:
        Lindeman, Merenda and Gold 1980, Introduction to Bivariate and Multivariate
        Analysis, 119 ff.; Grömping 2006, Journal of Statistical Software 17(1).
        Johnson 2000, Multivariate Behavioral Research 35(1), 1-19.

    Examples:
        >>> rows = [(1, 2), (2, 1), (3, 5), (4, 3), (5, 4), (2, 2), (4, 5)]
        >>> found = relative_importance(rows, [1, 2, 4, 4, 5, 1, 5])
        >>> [f"{part.value:.3f}" for part in found.parts], f"{found.r_squared.value:.3f}"
        (['0.560', '0.380'], '0.940')
    """
    try:
        import numpy as np
    except ImportError as error:
        raise MissingDependencyError("numpy", extra="events", purpose="importance") from error
    z = quantile(confidence)
    table = np.column_stack([np.asarray(predictors, float), np.asarray(outcome, float)])
    if not pairwise:
        table = table[~np.isnan(table).any(axis=1)]
    number = table.shape[1] - 1
    way = method or (
        ImportanceMethod.SHAPLEY if number <= MOST_EXACT else ImportanceMethod.RELATIVE_WEIGHTS
    )
    if way is ImportanceMethod.SHAPLEY and number > MOST_EXACT:
        raise InvalidValueError(
            "relative_importance", "method", expected=f"relative weights for more than {MOST_EXACT}",
            got=f"{way} of {number}",
        )  # fmt: skip
    pairs = _Pairs.of(table)
    matrix = pairs.matrix(number + 1)
    _check(matrix, pairs.least, names or [f"predictors[{at}]" for at in range(number)])
    if way is ImportanceMethod.SHAPLEY:
        parts, slopes = _shapley(matrix)
    else:
        parts, slopes = _weights(matrix), _slopes_of_weights(matrix)
    errors = pairs.covariance(table, np.column_stack([slopes, slopes.sum(axis=1)]))
    known = zip(
        [*parts.tolist(), float(parts.sum())], np.sqrt(np.diag(errors)).tolist(), strict=True
    )
    *estimates, r_squared = (_estimate(value, error, z) for value, error in known)
    return Importance(
        parts=tuple(estimates), r_squared=r_squared, correlations=tuple(matrix[-1, :-1].tolist()),
        covariance=tuple(map(tuple, errors[:-1, :-1].tolist())), method=way, n=pairs.least,
    )  # fmt: skip


def _estimate(value: float, error: float, z: float) -> Estimate:
    # Rounding may leave a crumb below nothing.
    value = min(1.0, max(0.0, value))
    return Estimate(
        value, low=max(0.0, value - z * error), high=min(1.0, value + z * error), std_error=error
    )


@frozen(eq=False)
class _Pairs:
    """What the rows that have both figures of a pair tell of it, for each pair of columns.

    Attributes:
        first, second: the columns of each pair.
        count: rows that have both.
        r: their correlation.
        means, scales: mean and standard deviation of either column in these rows.
    """

    first: Any
    second: Any
    count: Any
    r: Any
    means: tuple[Any, Any]
    scales: tuple[Any, Any]

    @classmethod
    def of(cls, table: Floats) -> _Pairs:
        import numpy as np

        there = ~np.isnan(table)
        held = there.astype(float)
        known = np.where(there, table, 0.0)
        middle = known.sum(axis=0) / np.maximum(held.sum(axis=0), 1)
        # About the middle sums of squares keep their digits.
        values = np.where(there, table - middle, 0.0)
        first, second = np.triu_indices(table.shape[1], k=1)
        count = (held.T @ held)[first, second]
        sums, squares = values.T @ held, (values * values).T @ held
        with np.errstate(invalid="ignore", divide="ignore"):
            a, b = sums[first, second] / count, sums[second, first] / count
            var_a = squares[first, second] / count - a * a
            var_b = squares[second, first] / count - b * b
            scale_a, scale_b = np.sqrt(np.maximum(var_a, 0)), np.sqrt(np.maximum(var_b, 0))
            both = (values.T @ values)[first, second] / count - a * b
            r = both / (scale_a * scale_b)
        means = a + middle[first], b + middle[second]
        return cls(first, second, count, r, means, (scale_a, scale_b))

    @property
    def least(self) -> int:
        """The rows of the pair that has fewest."""
        return int(self.count.min())

    def matrix(self, size: int) -> Floats:
        """The correlations as a matrix."""
        import numpy as np

        full: Floats = np.eye(size)
        full[self.first, self.second] = full[self.second, self.first] = self.r
        return full

    def covariance(self, table: Floats, slopes: Floats) -> Floats:
        """The covariance of figures that change by `slopes` with each correlation.

        A row moves the correlation r of two figures, in units of their deviations a and b,
        by ab - r(a² + b²)/2 over the number of rows.
        """
        import numpy as np

        width = slopes.shape[1]
        total: Floats = np.zeros((width, width))
        for start in range(0, len(table), _CHUNK):
            rows = table[start : start + _CHUNK]
            a = (rows[:, self.first] - self.means[0]) / self.scales[0]
            b = (rows[:, self.second] - self.means[1]) / self.scales[1]
            moved = (a * b - self.r * (a * a + b * b) / 2) / self.count
            by_row = np.nan_to_num(moved, copy=False) @ slopes
            total += by_row.T @ by_row
        return total


def _check(matrix: Floats, least: int, names: Sequence[str]) -> None:
    """Refuse what no regression can be made of."""
    import numpy as np

    owner = "relative_importance"
    if least <= len(names) + 1:
        raise InvalidValueError(
            owner, "predictors", expected=f"more than {len(names) + 1} rows that have all figures",
            got=least,
        )  # fmt: skip
    if not np.isfinite(matrix).all():
        stuck = int((~np.isfinite(matrix)).sum(axis=0).argmax())
        name = [*names, "the outcome"][stuck]
        raise InvalidValueError(
            owner, "predictors", expected="figures that differ in the rows that count", got=name
        )
    if np.linalg.eigvalsh(matrix).min() < -_SINGULAR:
        raise InvalidValueError(
            owner, "pairwise", expected="pairs that agree with each other", got=True,
            hint="they rest on rows too unlike: leave out rows that lack a figure instead",
        )  # fmt: skip
    if np.linalg.eigvalsh(matrix[:-1, :-1]).min() < _SINGULAR:
        among = np.abs(np.triu(matrix[:-1, :-1], k=1))
        a, b = divmod(int(among.argmax()), len(names))
        raise InvalidValueError(
            owner, "predictors", expected="figures none of which follows from others",
            got=f"{names[a]} and {names[b]} with a correlation of {matrix[a, b]:.3f}",
            hint="leave one of them out",
        )  # fmt: skip


def _shapley(matrix: Floats) -> tuple[Floats, Floats]:
    """The parts, and for each pair of columns how a part changes with its correlation.

    With b the coefficients within a set, R² = b·r, and changes by 2b with a correlation
    with the outcome, by -2 b b' with one between two figures.
    """
    import numpy as np

    size = len(matrix) - 1
    first, second = np.triu_indices(size + 1, k=1)
    parts: Floats = np.zeros(size)
    slopes: Floats = np.zeros((len(first), size))
    for inside, coefficients in _regressions(matrix):
        # Minus the outcome stands in the last column: one product does for both kinds of pair.
        full = np.column_stack([coefficients, np.full(len(coefficients), -1.0)])
        chances = _chances(inside, size)
        parts += (coefficients @ matrix[-1, :-1]) @ chances
        for start in range(0, len(full), _CHUNK):
            some = slice(start, start + _CHUNK)
            change = -2 * full[some][:, first] * full[some][:, second]
            slopes += change.T @ chances[some]
    return parts, slopes


def _regressions(matrix: Floats) -> Iterator[tuple[Any, Floats]]:
    """For the sets of each size: which figures are inside, and their coefficients."""
    import numpy as np

    size = len(matrix) - 1
    for many in range(1, size + 1):
        chosen = np.array(list(combinations(range(size), many)))
        among = matrix[chosen[:, :, None], chosen[:, None, :]]
        solved = np.linalg.solve(among, matrix[chosen, -1][:, :, None])[:, :, 0]
        inside = np.zeros((len(chosen), size), dtype=bool)
        coefficients = np.zeros((len(chosen), size))
        np.put_along_axis(inside, chosen, True, axis=1)
        np.put_along_axis(coefficients, chosen, solved, axis=1)
        yield inside, coefficients


def _chances(inside: Any, size: int) -> Floats:
    """With what weight R² of each set counts for each figure: as the set it has just joined, or joins.

    Of all orders, s!(p - s - 1)!/p! have just the s figures of a set before the next one.
    """
    import numpy as np

    many = int(inside[0].sum())
    joined = 1 / (size * math.comb(size - 1, many - 1))
    joins = 1 / (size * math.comb(size - 1, many)) if many < size else 0.0
    weights: Floats = np.where(inside, joined, -joins)
    return weights


def _weights(matrices: Floats) -> Floats:
    """Johnson's parts, for one matrix of correlations or many at once."""
    import numpy as np

    roots, vectors = np.linalg.eigh(matrices[..., :-1, :-1])
    swapped = np.swapaxes(vectors, -1, -2)
    root = np.sqrt(roots)[..., None, :]
    half = (vectors * root) @ swapped
    beta = ((vectors / root) @ swapped @ matrices[..., :-1, -1:])[..., 0]
    parts: Floats = ((half * half) @ (beta * beta)[..., None])[..., 0]
    return parts


def _slopes_of_weights(matrix: Floats) -> Floats:
    """How Johnson's parts change with each correlation, by differences."""
    import numpy as np

    first, second = np.triu_indices(len(matrix), k=1)
    slopes = []
    for a, b in zip(first, second, strict=True):
        near = np.repeat(matrix[None], 2, axis=0)
        near[:, a, b] += (_STEP, -_STEP)
        near[:, b, a] = near[:, a, b]
        up, down = _weights(near)
        slopes.append((up - down) / (2 * _STEP))
    return np.array(slopes)
