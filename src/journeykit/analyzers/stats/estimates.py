"""Whether two figures differ of which only the confidence limits are known."""

from __future__ import annotations

from journeykit.analyzers.stats.intervals import quantile, square_and_add
from journeykit.analyzers.stats.tails import normal_p
from journeykit.analyzers.stats.verdicts import Comparison, SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError

__all__ = ["compare_estimates"]


def compare_estimates(
    first: float,
    first_limits: tuple[float, float],
    second: float,
    second_limits: tuple[float, float],
    *,
    confidence: float = 0.95,
) -> Comparison:
    """Compare two figures of which only the confidence limits are known.

    The limits of the difference are those of `square_and_add`. The test is its mirror:
    the difference divided by its distance from the limit on the side of 0, times the
    normal quantile; so p is below 1 - confidence just where 0 lies outside.

    Args:
        first: the first figure.
        first_limits: its lower and upper limit.
        second: the second figure, found independently of the first.
        second_limits: its lower and upper limit.
        confidence: confidence of all these limits, between 0 and 1.

    Returns:
        The figures and what can be said of them; no p value where both are exact.

    Raises:
        InvalidValueError: if limits do not hold their figure, or the confidence is
            not between 0 and 1.

    Source:
        Zou and Donner 2008, Statistics in Medicine 27(10), 1693-1702.

    Examples:
        >>> result = compare_estimates(46, (42, 50), 38, (33, 43))
        >>> f"{result.difference:.0f} ({result.low:.1f} to {result.high:.1f}), p {result.test.p:.3f}"
        '8 (1.6 to 14.4), p 0.014'
    """
    for name, value, (low, high) in (
        ("first_limits", first, first_limits),
        ("second_limits", second, second_limits),
    ):
        if not low <= value <= high:
            raise InvalidValueError(
                "compare_estimates", name, expected=f"limits that hold {value!r}", got=(low, high)
            )
    z = quantile(confidence)
    low, high = square_and_add(first, first_limits, second, second_limits)
    by = first - second
    reach = by - low if by > 0 else high - by
    test = SignificanceTest(method=SignificanceMethod.NORMAL)
    if reach:
        test = test.replace(statistic=z * by / reach, p=normal_p(z * by / reach))
    return Comparison(first=first, second=second, difference=by, low=low, high=high, test=test)
