"""Whether two shares differ."""

from __future__ import annotations

import math
from collections.abc import Iterator

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.intervals import newcombe_interval, quantile
from journeykit.analyzers.stats.tails import normal_p
from journeykit.analyzers.stats.verdicts import Comparison, SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError

__all__ = ["compare_rates", "fisher_test", "two_proportion_test"]

SMALL_CELL = 5
"""Below this expected count the normal distribution is a poor stand-in (Cochran 1954)."""


def two_proportion_test(k1: float, n1: float, k2: float, n2: float) -> SignificanceTest:
    """Test whether two shares differ, by the pooled z.

    With p1, p2 the shares and p that of both groups together:
    z = (p1 - p2) / sqrt(p(1-p)(1/n1 + 1/n2)), two-sided. Its square is the
    chi-square of the two by two table without correction.

    Args:
        k1: successes of the first group.
        n1: trials of the first group.
        k2: successes of the second group.
        n2: trials of the second group.

    Returns:
        The test; without a p value where a group is empty, or all of both
        groups did the same.

    Raises:
        InvalidValueError: if successes are not within 0 and trials.

    Source:
        Fleiss, Levin and Paik 2003, Statistical Methods for Rates and
        Proportions, chapter 3.

    Examples:
        >>> test = two_proportion_test(56, 70, 48, 80)
        >>> f"{test.statistic:.4f} {test.p:.4f}"
        '2.6502 0.0080'
    """
    check_trials("two_proportion_test", k1, n1, name="k1")
    check_trials("two_proportion_test", k2, n2, name="k2")
    smallest = _smallest_expected(k1, n1, k2, n2)
    successes, trials = k1 + k2, n1 + n2
    if n1 == 0 or n2 == 0 or successes in (0, trials):
        return SignificanceTest(method=SignificanceMethod.POOLED_Z, smallest_expected=smallest)
    pooled = successes / trials
    error = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    z = (k1 / n1 - k2 / n2) / error
    return SignificanceTest(
        method=SignificanceMethod.POOLED_Z, statistic=z, p=normal_p(z), smallest_expected=smallest
    )


def _smallest_expected(k1: float, n1: float, k2: float, n2: float) -> float | None:
    trials = n1 + n2
    if trials == 0:
        return None
    return min(n1, n2) * min(k1 + k2, trials - k1 - k2) / trials


def fisher_test(k1: int, n1: int, k2: int, n2: int) -> SignificanceTest:
    """Test whether two shares differ, exactly, whatever the size of the groups.

    The p value is the chance, all margins held, of a table that is no likelier
    than the one seen. Chances follow from one another by ratios, from the
    likeliest table outwards, so that a million customers take a tenth of a
    second. A p value below about 1e-300 is 0.

    Args:
        k1: successes of the first group, whole.
        n1: trials of the first group, whole.
        k2: successes of the second group, whole.
        n2: trials of the second group, whole.

    Returns:
        The test; without a p value where a group is empty.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or a count
            is not whole.

    Source:
        Fisher 1935, The logic of inductive inference, Journal of the Royal
        Statistical Society 98(1), 39-82; two-sided as in R and scipy.

    Examples:
        >>> round(fisher_test(56, 70, 48, 80).p, 4)
        0.0125
    """
    check_trials("fisher_test", k1, n1, name="k1")
    check_trials("fisher_test", k2, n2, name="k2")
    for name, number in (("k1", k1), ("n1", n1), ("k2", k2), ("n2", n2)):
        if number != int(number):
            raise InvalidValueError("fisher_test", name, expected="a whole number", got=number)
    k1, n1, k2, n2 = int(k1), int(n1), int(k2), int(n2)
    p = None if n1 == 0 or n2 == 0 else _fisher_p(k1, n1, k1 + k2, n2)
    return SignificanceTest(
        method=SignificanceMethod.FISHER, p=p, smallest_expected=_smallest_expected(k1, n1, k2, n2)
    )


def _fisher_p(k1: int, n1: int, successes: int, n2: int) -> float:
    mode = (successes + 1) * (n1 + 1) // (n1 + n2 + 2)
    chances = dict(_chances(mode, n1, successes, n2, step=1))
    chances.update(_chances(mode, n1, successes, n2, step=-1))
    # Two tables as likely as each other may differ by a rounding.
    limit = chances.get(k1, 0.0) * (1 + 1e-7)
    unlike = math.fsum(chance for chance in chances.values() if chance <= limit)
    return min(1.0, unlike / math.fsum(chances.values()))


def _chances(
    mode: int, n1: int, successes: int, n2: int, *, step: int
) -> Iterator[tuple[int, float]]:
    """Tables from the likeliest one on, each with its chance in terms of that one."""
    k, chance = mode, 1.0
    others = n2 - successes
    while chance > 0:
        yield k, chance
        if step > 0:
            chance *= (n1 - k) * (successes - k) / ((k + 1) * (others + k + 1))
        else:
            chance *= k * (others + k) / ((n1 - k + 1) * (successes - k + 1))
        k += step


def compare_rates(k1: int, n1: int, k2: int, n2: int, *, confidence: float = 0.95) -> Comparison:
    """Compare two shares: their difference, its Newcombe interval, and a test.

    The test is Fisher's where a cell of the table is expected to hold fewer
    than 5, else the pooled z; its `method` says which.

    Args:
        k1: successes of the first group.
        n1: trials of the first group.
        k2: successes of the second group.
        n2: trials of the second group.
        confidence: confidence of the interval, between 0 and 1.

    Returns:
        The shares and what can be said of them; with an empty group no
        difference, limits or p value. Whether the groups are large enough to be worth
        comparing is the caller's to decide, see `too_few`.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.

    Source:
        Cochran 1954, Biometrics 10(4), 417-451, for the rule of 5.

    Examples:
        >>> result = compare_rates(56, 70, 48, 80)
        >>> f"{result.difference:.2f} ({result.low:.2f} to {result.high:.2f})"
        '0.20 (0.05 to 0.33)'
        >>> print(result.test.method, compare_rates(3, 12, 0, 9).test.method, sep=", ")
        pooled z, Fisher exact
    """
    check_trials("compare_rates", k1, n1, name="k1")
    check_trials("compare_rates", k2, n2, name="k2")
    quantile(confidence)
    test = two_proportion_test(k1, n1, k2, n2)
    if test.smallest_expected is not None and test.smallest_expected < SMALL_CELL:
        test = fisher_test(k1, n1, k2, n2)
    first = k1 / n1 if n1 else None
    second = k2 / n2 if n2 else None
    if first is None or second is None:
        return Comparison(
            first=first, second=second, difference=None, low=None, high=None, test=test
        )
    low, high = newcombe_interval(k1, n1, k2, n2, confidence=confidence)
    return Comparison(
        first=first, second=second, difference=first - second, low=low, high=high, test=test
    )
