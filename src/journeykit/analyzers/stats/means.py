"""Whether means differ: from a figure, or from each other."""

from __future__ import annotations

import math

from journeykit.analyzers.stats.intervals import mean_interval, quantile
from journeykit.analyzers.stats.tails import special_functions
from journeykit.analyzers.stats.verdicts import Comparison, SignificanceMethod, SignificanceTest

__all__ = ["compare_means", "compare_with"]


def compare_with(
    mean: float, std_dev: float, number: float, against: float = 0.0, *, confidence: float = 0.95
) -> Comparison:
    """Compare a mean with a figure, by Student's t with n - 1 degrees of freedom.

    Of differences within pairs, each of one respondent, this is the paired test.

    Args:
        mean: the mean of the sample.
        std_dev: its standard deviation, with n - 1 in the denominator.
        number: how many were measured.
        against: the figure.
        confidence: confidence of the interval, between 0 and 1.

    Returns:
        The mean, the figure and their difference; without limits where fewer than two
        were measured, without a p value also where all were alike.

    Raises:
        InvalidValueError: if the deviation is negative, a figure is not finite, or the
            confidence is not between 0 and 1.
        MissingDependencyError: if scipy is not installed.

    Source:
        Student 1908, Biometrika 6(1), 1-25.

    Examples:
        >>> result = compare_with(3.4, 1.2, 36, 3.0)
        >>> f"{result.difference:.1f} ({result.low:.2f} to {result.high:.2f}), p {result.test.p:.3f}"
        '0.4 (-0.01 to 0.81), p 0.053'
    """
    limits = mean_interval(mean, std_dev, number, confidence=confidence)
    low, high = (None, None) if limits is None else (limit - against for limit in limits)
    error = std_dev / math.sqrt(number) if number >= 2 else 0.0
    test = _test(SignificanceMethod.STUDENT_T, mean - against, error, number - 1)
    return Comparison(
        first=mean, second=against, difference=mean - against, low=low, high=high, test=test
    )


def compare_means(
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    *,
    confidence: float = 0.95,
) -> Comparison:
    """Compare the means of two groups of different people, whose spread may differ.

    With v = s²/n of each group: t = difference / sqrt(v1 + v2), with
    (v1 + v2)² / (v1²/(n1 - 1) + v2²/(n2 - 1)) degrees of freedom.

    Args:
        first: mean, standard deviation (with n - 1 in the denominator) and number.
        second: those of the other group.
        confidence: confidence of the interval, between 0 and 1.

    Returns:
        The means and their difference; without limits and p value where a group has fewer
        than two, or in both all were alike.

    Raises:
        InvalidValueError: if the confidence is not between 0 and 1.
        MissingDependencyError: if scipy is not installed.

    Source:
        Welch 1947, Biometrika 34(1/2), 28-35.

    Examples:
        >>> result = compare_means((3.4, 1.2, 36), (3.0, 0.8, 50))
        >>> f"{result.difference:.1f} ({result.low:.2f} to {result.high:.2f}), p {result.test.p:.3f}"
        '0.4 (-0.06 to 0.86), p 0.087'
    """
    quantile(confidence)
    (mean_1, std_1, n_1), (mean_2, std_2, n_2) = first, second
    known = n_1 >= 2 and n_2 >= 2 and (std_1 > 0 or std_2 > 0)
    parts = (std_1**2 / n_1, std_2**2 / n_2) if known else (0.0, 0.0)
    squares = parts[0] ** 2 / (n_1 - 1) + parts[1] ** 2 / (n_2 - 1) if known else 0.0
    df = sum(parts) ** 2 / squares if squares else 0.0
    difference, error = mean_1 - mean_2, math.sqrt(sum(parts))
    test = _test(SignificanceMethod.WELCH, difference, error, df)
    low = high = None
    if error:
        t = special_functions("the interval of a difference").stdtrit(df, (1 + confidence) / 2)
        low, high = difference - float(t) * error, difference + float(t) * error
    return Comparison(
        first=mean_1, second=mean_2, difference=difference, low=low, high=high, test=test
    )


def _test(method: SignificanceMethod, by: float, error: float, df: float) -> SignificanceTest:
    if not error:
        return SignificanceTest(method=method)
    t = by / error
    tail = float(special_functions("a t test").stdtr(df, -abs(t)))
    return SignificanceTest(method=method, statistic=t, p=min(1.0, 2 * tail))
