"""Whether the rows of a table of counts differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from journeykit.analyzers.stats.tails import chi_square_p
from journeykit.analyzers.stats.verdicts import SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError

__all__ = ["chi_square_test", "counts_table", "g_test"]


def chi_square_test(rows: Iterable[Sequence[float]]) -> SignificanceTest:
    """Pearson's test whether the rows of a table have the same shares.

    With O the counts and E = row total x column total / total:
    chi² = Σ (O - E)² / E, (rows - 1)(columns - 1) degrees of freedom, no
    correction. Rows and columns without a count say nothing and are left out.

    Args:
        rows: one sequence of counts a group, all of one length.

    Returns:
        The test; without a p value where fewer than two rows or columns are left.

    Raises:
        InvalidValueError: if a count is negative or not finite, or the rows
            differ in length.

    Source:
        Pearson 1900, Philosophical Magazine 50(302), 157-175.

    Examples:
        >>> test = chi_square_test([[56, 14], [48, 32]])
        >>> f"{test.statistic:.4f} {test.df} {test.p:.4f}"
        '7.0234 1 0.0080'
    """
    return _test(
        "chi_square_test", rows, SignificanceMethod.CHI_SQUARE,
        lambda seen, expected: (seen - expected) ** 2 / expected,
    )  # fmt: skip


def g_test(rows: Iterable[Sequence[float]]) -> SignificanceTest:
    """The likelihood-ratio test whether the rows of a table have the same shares.

    With O the counts and E = row total x column total / total:
    G = 2 Σ O ln(O / E), (rows - 1)(columns - 1) degrees of freedom, no
    correction. Rows and columns without a count say nothing and are left out.

    Args:
        rows: one sequence of counts a group, all of one length.

    Returns:
        The test; without a p value where fewer than two rows or columns are left.

    Raises:
        InvalidValueError: if a count is negative or not finite, or the rows
            differ in length.

    Source:
        Sokal and Rohlf 1995, Biometry, chapter 17; Wilks 1938, Annals of
        Mathematical Statistics 9(1), 60-62.

    Examples:
        >>> test = g_test([[56, 14], [48, 32]])
        >>> f"{test.statistic:.4f} {test.df} {test.p:.4f}"
        '7.1841 1 0.0074'
    """
    return _test(
        "g_test", rows, SignificanceMethod.G,
        lambda seen, expected: 2 * seen * math.log(seen / expected) if seen else 0.0,
    )  # fmt: skip


def counts_table(owner: str, rows: Iterable[Sequence[float]]) -> list[list[float]]:
    """Refuse what is no table of counts.

    Args:
        owner: name of the function that was called.
        rows: one sequence of counts a group.

    Raises:
        InvalidValueError: if a count is negative or not finite, or the rows
            differ in length.
    """
    table = [list(row) for row in rows]
    for row in table:
        if len(row) != len(table[0]):
            raise InvalidValueError(
                owner, "rows", expected=f"rows of one length ({len(table[0])})", got=row
            )
        for number in row:
            if not (math.isfinite(number) and number >= 0):
                raise InvalidValueError(
                    owner, "rows", expected="finite counts of at least 0", got=number
                )
    return table


def _test(
    owner: str,
    rows: Iterable[Sequence[float]],
    method: SignificanceMethod,
    part: Callable[[float, float], float],
) -> SignificanceTest:
    table = [row for row in counts_table(owner, rows) if any(row)]
    columns = [column for column in zip(*table, strict=True) if any(column)]
    if len(table) < 2 or len(columns) < 2:
        return SignificanceTest(method=method)
    rows_total = [math.fsum(row) for row in table]
    total = math.fsum(rows_total)
    smallest, parts = math.inf, []
    for column in columns:
        share = math.fsum(column) / total
        for seen, row_total in zip(column, rows_total, strict=True):
            expected = row_total * share
            smallest = min(smallest, expected)
            parts.append(part(seen, expected))
    # The parts of G have either sign: their sum may miss 0 by a rounding.
    statistic = max(0.0, math.fsum(parts))
    df = (len(table) - 1) * (len(columns) - 1)
    return SignificanceTest(
        method=method, statistic=statistic, df=df, p=chi_square_p(statistic, df),
        smallest_expected=smallest,
    )  # fmt: skip
