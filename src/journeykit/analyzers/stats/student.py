"""Whether a mean differs from a figure."""

from __future__ import annotations

import math

from journeykit.analyzers.stats.intervals import mean_interval
from journeykit.analyzers.stats.tails import special_functions
from journeykit.analyzers.stats.verdicts import Comparison, SignificanceMethod, SignificanceTest

__all__ = ["compare_with"]


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
    statistic = p = None
    if limits is not None and std_dev:
        statistic = (mean - against) / (std_dev / math.sqrt(number))
        tail = special_functions("a t test").stdtr(number - 1, -abs(statistic))
        p = min(1.0, 2 * float(tail))
    test = SignificanceTest(method=SignificanceMethod.STUDENT_T, statistic=statistic, p=p)
    return Comparison(
        first=mean, second=against, difference=mean - against, low=low, high=high, test=test
    )
