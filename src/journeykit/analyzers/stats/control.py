"""Limits that chance keeps a share within, period by period, and whether it rises or falls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.tails import normal_p
from journeykit.analyzers.stats.verdicts import SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

__all__ = ["ControlLimits", "control_limits", "estimate_trend_test", "rate_trend_test"]

Counts = tuple[float, float]
_RANGE = 1.128
"""Mean distance of two neighbours in a row of standard normal numbers, d2 (Shewhart)."""


@frozen(kw_only=True, repr=False)
class ControlLimits(Value):
    """Where chance keeps the shares of periods.

    Attributes:
        centre: the share of all periods that make the limits.
        sigmas: for each period the standard deviation that chance gives its share; None
            where nobody was counted.
        widening: factor by which the deviations are wider than those of pure chance,
            because periods differ by more than that; 1 where they do not.
    """

    centre: float
    sigmas: tuple[float | None, ...]
    widening: float


def control_limits(
    periods: Sequence[Counts], *, baseline: int | None = None, widen: bool = True
) -> ControlLimits:
    """The centre and the standard deviations of a p chart.

    With p̄ the share of all of the baseline, σ_i = sqrt(p̄ (1 - p̄) / n_i). Where many are
    counted in each period, these are so narrow that ordinary days fall outside. So
    they are widened by the spread of z_i = (p_i - p̄) / σ_i, as the mean distance of
    neighbours / 1.128 tells it, where that is above 1.

    Args:
        periods: successes and trials of each period, in order of time.
        baseline: how many of the first periods make the limits; None takes all.
        widen: whether to widen.

    Returns:
        The centre, and the deviations of all periods, those after the baseline too.

    Raises:
        InvalidValueError: if counts can mean nothing, or the baseline has nobody or
            is longer than the periods.

    Source:
        Shewhart 1931, Economic Control of Quality of Manufactured Product; Laney
        2002, Improved control charts for attributes, Quality Engineering 14(4), 531-537.

    Examples:
        >>> limits = control_limits([(20, 100), (25, 100), (15, 100)])
        >>> f"{limits.centre:.2f} {limits.sigmas[0]:.2f} {limits.widening:.2f}"
        '0.20 0.07 1.66'
    """
    for index, (k, n) in enumerate(periods):
        check_trials("control_limits", k, n, name=f"periods[{index}]")
    first = len(periods) if baseline is None else baseline
    if not 0 < first <= len(periods):
        raise InvalidValueError(
            "control_limits", "baseline", got=baseline,
            expected=f"a number of periods from 1 to {len(periods)}",
        )  # fmt: skip
    trials = math.fsum(n for _, n in periods[:first])
    if not trials:
        raise InvalidValueError(
            "control_limits", "periods", expected="somebody counted in the baseline", got=periods
        )
    centre = math.fsum(k for k, _ in periods[:first]) / trials
    sigmas = [math.sqrt(centre * (1 - centre) / n) if n else None for _, n in periods]
    widening = _widening(periods[:first], centre, sigmas) if widen else 1.0
    wide = (None if sigma is None else widening * sigma for sigma in sigmas)
    return ControlLimits(centre=centre, sigmas=tuple(wide), widening=widening)


def _widening(periods: Sequence[Counts], centre: float, sigmas: Sequence[float | None]) -> float:
    distances = [
        (k / n - centre) / sigma for (k, n), sigma in zip(periods, sigmas, strict=False) if sigma
    ]
    steps = [abs(b - a) for a, b in pairwise(distances)]
    return max(1.0, math.fsum(steps) / len(steps) / _RANGE) if steps else 1.0


def rate_trend_test(periods: Sequence[Counts]) -> SignificanceTest:
    """Test whether a share rises or falls over periods that follow each other evenly.

    With x_i = 0, 1, ... and p̄, x̄ those of all n: z = Σ x_i (k_i - n_i p̄) /
    sqrt(p̄ (1 - p̄) Σ n_i (x_i - x̄)²).

    Args:
        periods: successes and trials of each period, in order of time.

    Returns:
        The test; its statistic is above 0 where the share rises. Without a p value
        where nothing can rise: one period, nobody, or all did the same.

    Raises:
        InvalidValueError: if successes are not within 0 and trials.

    Source:
        Cochran 1954, Biometrics 10(4), 417-451; Armitage 1955, Biometrics 11(3), 375-386.

    Examples:
        >>> test = rate_trend_test([(10, 100), (15, 100), (24, 100)])
        >>> f"{test.statistic:.3f} {test.p:.4f}"
        '2.678 0.0074'
    """
    for index, (k, n) in enumerate(periods):
        check_trials("rate_trend_test", k, n, name=f"periods[{index}]")
    test = SignificanceTest(method=SignificanceMethod.TREND)
    trials = math.fsum(n for _, n in periods)
    share = math.fsum(k for k, _ in periods) / trials if trials else 0.0
    middle = math.fsum(x * n for x, (_, n) in enumerate(periods)) / trials if trials else 0.0
    around = math.fsum(n * (x - middle) ** 2 for x, (_, n) in enumerate(periods))
    variance = share * (1 - share) * around
    if variance <= 0:
        return test
    z = math.fsum(x * (k - n * share) for x, (k, n) in enumerate(periods)) / math.sqrt(variance)
    return test.replace(statistic=z, p=normal_p(z))


def estimate_trend_test(values: Sequence[float], std_errors: Sequence[float]) -> SignificanceTest:
    """Test whether figures rise or fall over periods that follow each other evenly.

    With x_i = 0, 1, ... and w_i = 1 / s_i² the weighted slope is
    b = Σ w_i (x_i - x̄) y_i / Σ w_i (x_i - x̄)², and z = b sqrt(Σ w_i (x_i - x̄)²).

    Args:
        values: the figure of each period, in order of time.
        std_errors: its standard error, above 0.

    Returns:
        The test; its statistic is above 0 where the figures rise. Without a p value
        where there are fewer than two.

    Raises:
        InvalidValueError: if a standard error is not above 0.

    Source:
        Draper and Smith 1998, Applied Regression Analysis, chapter 9 (weights known).

    Examples:
        >>> test = estimate_trend_test([4.0, 4.2, 4.5], [0.1, 0.1, 0.1])
        >>> f"{test.statistic:.3f} {test.p:.4f}"
        '3.536 0.0004'
    """
    for error in std_errors:
        if not 0 < error < math.inf:
            raise InvalidValueError(
                "estimate_trend_test", "std_errors", expected="numbers above 0", got=error
            )
    test = SignificanceTest(method=SignificanceMethod.SLOPE)
    if len(values) < 2:
        return test
    weights = [1 / error**2 for error in std_errors]
    middle = math.fsum(x * w for x, w in enumerate(weights)) / math.fsum(weights)
    around = math.fsum(w * (x - middle) ** 2 for x, w in enumerate(weights))
    up = math.fsum(
        w * (x - middle) * y for x, (w, y) in enumerate(zip(weights, values, strict=True))
    )
    z = up / math.sqrt(around)
    return test.replace(statistic=z, p=normal_p(z))
