"""How far two rows of shares are from each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeykit.analyzers.stats.tables import counts_table

__all__ = ["jensen_shannon"]


def jensen_shannon(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The Jensen-Shannon distance of two rows of counts, from 0 (same shares) to 1 (no overlap).

    With p, q the shares and m their mean: sqrt(½ Σ p log2(p/m) + ½ Σ q log2(q/m)).
    It ranks differences by size; whether one may be chance is for `g_test` to say.

    Args:
        first: counts or weights of the first group.
        second: those of the second, in the same order.

    Returns:
        The distance, or None where a row has no counts.

    Raises:
        InvalidValueError: if a count is negative or not finite, or the rows
            differ in length.

    Source:
        Lin 1991, IEEE Transactions on Information Theory 37(1), 145-151;
        Endres and Schindelin 2003, same journal 49(7), 1858-1860, for the
        square root, which is a metric.

    Examples:
        >>> round(jensen_shannon([8, 2], [4, 6]), 4)
        0.3529
        >>> jensen_shannon([1, 0], [0, 7])
        1.0
    """
    rows = counts_table("jensen_shannon", (first, second))
    totals = [math.fsum(row) for row in rows]
    if not all(totals):
        return None
    parts = []
    for a, b in zip(*rows, strict=True):
        p, q = a / totals[0], b / totals[1]
        parts += [share * math.log2(2 * share / (p + q)) for share in (p, q) if share > 0]
    return math.sqrt(min(1.0, max(0.0, math.fsum(parts) / 2)))
