"""How sure a share, a difference of shares or a mean is."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.tails import special_functions
from journeykit.errors import InvalidValueError

__all__ = [
    "clopper_pearson_interval",
    "jeffreys_interval",
    "mean_interval",
    "newcombe_interval",
    "quantile",
    "square_and_add",
    "wilson_interval",
]


def wilson_interval(
    successes: float, trials: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """The Wilson score interval of a share.

    With p = k/n and z the normal quantile: (p + z²/2n ± z·sqrt(p(1-p)/n +
    z²/4n²)) / (1 + z²/n). It never leaves 0 to 1, and holds where few customers
    or extreme shares make the usual p ± 1.96 standard errors fail.

    Args:
        successes: how many of the trials succeeded, k.
        trials: how many there were, n; with none the interval is all of 0 to 1,
            for nothing is known.
        confidence: share of such intervals that hold the true share, between 0 and 1.

    Returns:
        The lower and the upper limit, as shares.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.

    Source:
        Wilson 1927; recommended for small n by Brown, Cai and DasGupta 2001,
        Statistical Science 16(2), 101-133.

    Examples:
        >>> low, high = wilson_interval(45, 120)
        >>> f"{low:.4f} {high:.4f}"
        '0.2935 0.4642'
    """
    check_trials("wilson_interval", successes, trials)
    z = quantile(confidence)
    if trials == 0:
        return 0.0, 1.0
    share = successes / trials
    # The formula multiplied by n: nothing is squared that could run over.
    width = trials + z * z
    middle = (successes + z * z / 2) / width
    half = z * math.sqrt(share * (1 - share) * trials + z * z / 4) / width
    # At the ends the limit is 0 or 1 exactly; rounding would leave a crumb.
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == trials else min(1.0, middle + half)
    return low, high


def jeffreys_interval(
    successes: float, trials: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """The Jeffreys interval of a share: quantiles of Beta(k + ½, n - k + ½).

    An alternative to Wilson's with equal tails; 0 is the lower limit where none
    succeeded, 1 the upper where all did.

    Args:
        successes: how many of the trials succeeded, k.
        trials: how many there were, n; with none the interval is all of 0 to 1.
        confidence: share of such intervals that hold the true share, between 0 and 1.

    Returns:
        The lower and the upper limit, as shares.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.
        MissingDependencyError: if scipy is not installed.

    Source:
        Brown, Cai and DasGupta 2001, Statistical Science 16(2), 101-133.

    Examples:
        >>> low, high = jeffreys_interval(7, 10)
        >>> f"{low:.4f} {high:.4f}"
        '0.3942 0.9073'
    """
    check_trials("jeffreys_interval", successes, trials)
    return _beta_interval("a Jeffreys interval", successes, trials, confidence, (0.5, 0.5))


def clopper_pearson_interval(
    successes: float, trials: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """The Clopper-Pearson interval of a share, for where coverage must be guaranteed.

    From the quantile of Beta(k, n - k + 1) to that of Beta(k + 1, n - k). It holds the
    true share at least as often as promised, at the price of being wider than needed.

    Args:
        successes: how many of the trials succeeded, k.
        trials: how many there were, n; with none the interval is all of 0 to 1.
        confidence: share of such intervals that at least hold the true share.

    Returns:
        The lower and the upper limit, as shares.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.
        MissingDependencyError: if scipy is not installed.

    Source:
        Clopper and Pearson 1934, Biometrika 26(4), 404-413.

    Examples:
        >>> low, high = clopper_pearson_interval(7, 10)
        >>> f"{low:.4f} {high:.4f}"
        '0.3475 0.9333'
    """
    check_trials("clopper_pearson_interval", successes, trials)
    return _beta_interval("a Clopper-Pearson interval", successes, trials, confidence, (0, 1))


def _beta_interval(
    purpose: str,
    successes: float,
    trials: float,
    confidence: float,
    prior: tuple[float, float],
) -> tuple[float, float]:
    """Quantiles of Beta(k + a, n - k + b) below and Beta(k + b, n - k + a) above."""
    quantile(confidence)
    inverse = special_functions(purpose).betaincinv
    failures = trials - successes
    a, b = prior
    tail = (1 - confidence) / 2
    low = 0.0 if successes == 0 else float(inverse(successes + a, failures + b, tail))
    high = 1.0 if failures == 0 else float(inverse(successes + b, failures + a, 1 - tail))
    return low, high


def newcombe_interval(
    k1: float, n1: float, k2: float, n2: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Newcombe's interval of the difference of two shares, his method 10.

    With p the shares, l and u their Wilson limits and d = p1 - p2: from
    d - sqrt((p1-l1)² + (u2-p2)²) to d + sqrt((u1-p1)² + (p2-l2)²).

    Args:
        k1: successes of the first group.
        n1: trials of the first group.
        k2: successes of the second group.
        n2: trials of the second group; a group without trials leaves all of -1 to 1.
        confidence: share of such intervals that hold the true difference.

    Returns:
        The lower and the upper limit of k1/n1 - k2/n2.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.

    Source:
        Newcombe 1998, Statistics in Medicine 17, 873-890.

    Examples:
        >>> low, high = newcombe_interval(56, 70, 48, 80)
        >>> f"{low:.4f} {high:.4f}"
        '0.0524 0.3339'
    """
    check_trials("newcombe_interval", k1, n1, name="k1")
    check_trials("newcombe_interval", k2, n2, name="k2")
    first = wilson_interval(k1, n1, confidence=confidence)
    second = wilson_interval(k2, n2, confidence=confidence)
    if n1 == 0 or n2 == 0:
        return -1.0, 1.0
    return square_and_add(k1 / n1, first, k2 / n2, second)


def square_and_add(
    first: float,
    first_limits: tuple[float, float],
    second: float,
    second_limits: tuple[float, float],
) -> tuple[float, float]:
    """The limits of a difference, from the limits of the two figures.

    Args:
        first: the first figure.
        first_limits: its lower and upper limit.
        second: the second figure, found independently of the first.
        second_limits: its lower and upper limit.

    Returns:
        The lower and the upper limit of first - second.

    Source:
        Zou and Donner 2008, Statistics in Medicine 27(10), 1693-1702.

    Examples:
        >>> square_and_add(5, (2, 9), 1, (-2, 5))
        (-1.0, 9.0)
    """
    low = first - second - math.hypot(first - first_limits[0], second_limits[1] - second)
    high = first - second + math.hypot(first_limits[1] - first, second - second_limits[0])
    return low, high


def mean_interval(
    mean: float, std_dev: float, number: float, *, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Student's interval of a mean: mean ± t(n - 1) · s / sqrt(n).

    Args:
        mean: the mean of the sample.
        std_dev: its standard deviation s, with n - 1 in the denominator.
        number: how many were measured, n.
        confidence: share of such intervals that hold the true mean.

    Returns:
        The lower and the upper limit, or None where fewer than two were
        measured: one value does not tell how values differ.

    Raises:
        InvalidValueError: if the deviation is negative, a figure is not finite, or the
            confidence is not between 0 and 1.
        MissingDependencyError: if scipy is not installed.

    Source:
        Student 1908, Biometrika 6(1), 1-25.

    Examples:
        >>> low, high = mean_interval(12.0, 3.0, 9)
        >>> f"{low:.3f} {high:.3f}"
        '9.694 14.306'
    """
    for name, figure in (("mean", mean), ("std_dev", std_dev), ("number", number)):
        if not math.isfinite(figure):
            raise InvalidValueError("mean_interval", name, expected="a finite number", got=figure)
    if std_dev < 0:
        raise InvalidValueError(
            "mean_interval", "std_dev", expected="a number of at least 0", got=std_dev
        )
    quantile(confidence)
    if number < 2:
        return None
    t = float(special_functions("the interval of a mean").stdtrit(number - 1, (1 + confidence) / 2))
    half = t * std_dev / math.sqrt(number)
    return mean - half, mean + half


@lru_cache(maxsize=32)
def quantile(confidence: float, *, owner: str = "interval") -> float:
    """The normal quantile that a two-sided interval of some confidence reaches to.

    Args:
        confidence: between 0 and 1.
        owner: the function that was called, for an error.

    Raises:
        InvalidValueError: if the confidence is not between 0 and 1.

    Examples:
        >>> round(quantile(0.95), 4)
        1.96
    """
    if not 0 < confidence < 1:
        raise InvalidValueError(
            owner, "confidence", expected="a share between 0 and 1, such as 0.95",
            got=confidence,
        )  # fmt: skip
    return NormalDist().inv_cdf((1 + confidence) / 2)
