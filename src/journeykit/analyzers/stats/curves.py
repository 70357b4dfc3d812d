"""Whether groups differ in how long it takes them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.analyzers.stats.intervals import quantile, square_and_add
from journeykit.analyzers.stats.lifetable import ROUNDING, at_risk_at
from journeykit.analyzers.stats.survival import SurvivalCurve
from journeykit.analyzers.stats.tails import chi_square_p, normal_p
from journeykit.analyzers.stats.verdicts import (
    Comparison,
    Estimate,
    SignificanceMethod,
    SignificanceTest,
)

if TYPE_CHECKING:
    from journeykit.analyzers.stats.arrays import Floats

__all__ = ["log_rank", "restricted_mean_difference", "survival_difference"]


def log_rank(curves: Sequence[SurvivalCurve]) -> SignificanceTest:
    """Test whether survival curves differ anywhere, by the log-rank test.

    At each time with d events among n at risk, a group with n_g of them is
    expected to have d n_g / n; chi² is the square of the summed distances, weighed by
    the generalised inverse of their hypergeometric covariance. It sees little where
    curves cross: compare restricted means then.

    Args:
        curves: one a group, as `kaplan_meier` makes them.

    Returns:
        The test, with one degree of freedom less than groups, not counting those
        that were never at risk of an event beside another; without a p value
        where none was.

    Source:
        Mantel 1966, Cancer Chemotherapy Reports 50(3), 163-170; Peto and Peto
        1972, Journal of the Royal Statistical Society A 135(2), 185-207.

    Examples:
        >>> from journeykit.analyzers.stats import kaplan_meier
        >>> slow = kaplan_meier([5, 8, 9, 9], observed=[True, True, True, False])
        >>> quick = kaplan_meier([1, 2, 2, 4])
        >>> test = log_rank([slow, quick])
        >>> f"{test.statistic:.2f} {test.df} {test.p:.3f}"
        '7.29 1 0.007'
    """
    import numpy as np

    nothing = SignificanceTest(method=SignificanceMethod.LOG_RANK)
    if not any(curve.times for curve in curves):
        return nothing
    columns = [(np.asarray(c.times), np.asarray(c.events)) for c in curves]
    moments = np.unique(np.concatenate([times[events > 0] for times, events in columns]))
    at_risk = np.stack([at_risk_at(c.times, c.at_risk, moments) for c in curves])
    events = np.stack([_events_at(times, had, moments) for times, had in columns])
    total, gone = at_risk.sum(axis=0), events.sum(axis=0)
    distance = (events - at_risk * gone / total).sum(axis=1)
    # Of one at risk in all, what happens to whom is no question.
    open_times = total > 1
    at_risk, total, gone = at_risk[:, open_times], total[open_times], gone[open_times]
    weight, share = gone * (total - gone) / (total - 1), at_risk / total
    variance = (weight * share * (1 - share)).sum(axis=1)
    groups = variance > 0
    if not groups.any():
        return nothing
    # As correlations, groups of a few and of millions stand side by side.
    share, scale = share[groups], np.sqrt(variance[groups])
    correlation = -(weight * share) @ share.T / np.outer(scale, scale)
    np.fill_diagonal(correlation, 1.0)
    values, vectors = np.linalg.eigh(correlation)
    # The distances sum up to 0: at least one direction says nothing new.
    telling = values > ROUNDING
    parts = (vectors.T @ (distance[groups] / scale))[telling] ** 2 / values[telling]
    statistic, df = float(parts.sum()), int(telling.sum())
    return nothing.replace(statistic=statistic, df=df, p=chi_square_p(statistic, df))


def _events_at(times: Floats, events: Floats, moments: Floats) -> Floats:
    import numpy as np

    some = events > 0
    counts = np.zeros_like(moments)
    counts[np.searchsorted(moments, times[some])] = events[some]
    return counts


def survival_difference(first: SurvivalCurve, second: SurvivalCurve, time: float) -> Comparison:
    """Compare two survival curves at one time, named beforehand.

    The test is (φ1 - φ2)² / (Var φ1 + Var φ2) with φ = log(-log S), which holds in
    small groups too; the limits of the difference come from those of the curves.

    Args:
        first: the first curve.
        second: the second curve, of other customers.
        time: when, in the unit of the times.

    Returns:
        The shares that had not had the event by then; what the curves do not
        tell is None, as where one has no event yet or ends before.

    Raises:
        InvalidValueError: if the time is not at least 0.

    Source:
        Klein, Logan, Harhoff and Andersen 2007, Statistics in Medicine 26(24),
        4505-4519; limits by Zou and Donner 2008, same journal 27(10), 1693-1702.

    Examples:
        >>> from journeykit.analyzers.stats import kaplan_meier
        >>> slow = kaplan_meier([5, 8, 9, 9], observed=[True, True, True, False])
        >>> quick = kaplan_meier([1, 2, 5, 7])
        >>> result = survival_difference(slow, quick, 6)
        >>> f"{result.difference:.2f} {result.test.p:.2f}"
        '0.50 0.18'
    """
    a, b = first.survival_at(time), second.survival_at(time)
    test = SignificanceTest(method=SignificanceMethod.FIXED_TIME)
    low = high = None
    if a.value is not None and b.value is not None and _limited(a) and _limited(b):
        (level, variance), (other, other_variance) = _log_minus_log(a), _log_minus_log(b)
        statistic = (level - other) ** 2 / (variance + other_variance)
        test = test.replace(statistic=statistic, df=1, p=chi_square_p(statistic, 1))
        low, high = square_and_add(a.value, _limits(a), b.value, _limits(b))
    return _comparison(a, b, low, high, test)


def restricted_mean_difference(
    first: SurvivalCurve, second: SurvivalCurve, horizon: float | None = None
) -> Comparison:
    """Compare the mean times without the event up to a horizon; for curves that cross, too.

    z = (m1 - m2) / sqrt(se1² + se2²), two-sided.

    Args:
        first: the first curve.
        second: the second curve, of other customers.
        horizon: in the unit of the times; None takes the last time of the curve
            that ends first.

    Returns:
        The two means, their difference and its limits in the unit of the times;
        without limits and test where a group has no event that tells its spread.

    Raises:
        InvalidValueError: if the horizon is negative, or after the last time
            of a curve on which some have not had the event.

    Source:
        Royston and Parmar 2013, BMC Medical Research Methodology 13, 152.

    Examples:
        >>> from journeykit.analyzers.stats import kaplan_meier
        >>> slow = kaplan_meier([5, 8, 9, 9], observed=[True, True, True, False])
        >>> quick = kaplan_meier([1, 2, 5, 7])
        >>> result = restricted_mean_difference(slow, quick)
        >>> f"{result.difference:.2f} ({result.low:.2f} to {result.high:.2f})"
        '2.75 (0.26 to 5.24)'
    """
    if horizon is None and first.times and second.times:
        horizon = min(first.times[-1], second.times[-1])
    a, b = first.restricted_mean(horizon), second.restricted_mean(horizon)
    test = SignificanceTest(method=SignificanceMethod.RESTRICTED_MEAN)
    low = high = None
    if a.value is not None and b.value is not None and _limited(a) and _limited(b):
        error = math.hypot(a.std_error or 0.0, b.std_error or 0.0)
        difference, half = a.value - b.value, quantile(first.confidence) * error
        low, high = difference - half, difference + half
        test = test.replace(statistic=difference / error, p=normal_p(difference / error))
    return _comparison(a, b, low, high, test)


def _comparison(
    a: Estimate, b: Estimate, low: float | None, high: float | None, test: SignificanceTest
) -> Comparison:
    known = a.value is not None and b.value is not None
    return Comparison(
        first=a.value,
        second=b.value,
        difference=(a.value or 0.0) - (b.value or 0.0) if known else None,
        low=low,
        high=high,
        test=test,
    )


def _limited(share: Estimate) -> bool:
    return share.low is not None


def _limits(share: Estimate) -> tuple[float, float]:
    return share.low or 0.0, share.high or 0.0


def _log_minus_log(share: Estimate) -> tuple[float, float]:
    """log(-log S), and its variance."""
    level = share.value or 0.0
    return math.log(-math.log(level)), ((share.std_error or 0.0) / (level * math.log(level))) ** 2
