"""How sure a median is, whatever the figures are distributed like."""

from __future__ import annotations

import math

from journeykit.analyzers.stats.intervals import quantile

__all__ = ["median_ranks"]


def median_ranks(n: int, confidence: float = 0.95) -> tuple[int, int] | None:
    """Which of n figures in order hold the median between them.

    The median lies between the figures of ranks l and n + 1 - l unless fewer than l
    of the n lie below it, or above it: each a binomial chance with p = 1/2. The
    ranks n/2 -+ z·sqrt(n)/2, rounded outwards, keep the confidence.

    Args:
        n: how many figures there are.
        confidence: share of such intervals that hold the true median, between 0 and 1.

    Returns:
        The ranks of the lower and the upper limit, from 1; None where there are too
        few figures even for the lowest and the highest.

    Raises:
        InvalidValueError: if the confidence is not between 0 and 1.

    Source:
        Conover 1999, Practical Nonparametric Statistics, section 3.2.

    Examples:
        >>> median_ranks(100), median_ranks(5)
        ((40, 61), None)
    """
    low = math.floor((n - quantile(confidence) * math.sqrt(n)) / 2)
    return (low, n + 1 - low) if low >= 1 else None
