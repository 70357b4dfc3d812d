"""p values of many tests at once: by chance alone one in twenty is below 0.05."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from journeykit.errors import InvalidValueError

__all__ = ["benjamini_hochberg", "holm"]


def benjamini_hochberg(p_values: Iterable[float]) -> tuple[float, ...]:
    """Adjust p values so that few of the findings are false alarms.

    Those of at most q after the adjustment are findings of which a share of q is
    expected to be false. With p(i) the i-th smallest of m: the least of
    p(j) m / j over j >= i, at most 1.

    Args:
        p_values: one a test, from 0 to 1; tests without a p value are no tests.

    Returns:
        The adjusted p values, in the order given.

    Raises:
        InvalidValueError: if a p value is not within 0 and 1.

    Source:
        Benjamini and Hochberg 1995, Journal of the Royal Statistical Society
        B 57(1), 289-300.

    Examples:
        >>> benjamini_hochberg([0.01, 0.5, 0.02])
        (0.03, 0.5, 0.03)
    """
    given, order = _ranked("benjamini_hochberg", p_values)
    number = len(given)
    # A factor of at least 1 comes first: no rounding makes a p value smaller.
    raw = [given[index] * (number / rank) for rank, index in enumerate(order, start=1)]
    falling = accumulate(reversed(raw), min)
    return _in_place(order, reversed(list(falling)))


def holm(p_values: Iterable[float]) -> tuple[float, ...]:
    """Adjust p values so that even one false alarm is unlikely.

    With p(i) the i-th smallest of m: the greatest of p(j) (m - j + 1) over
    j <= i, at most 1.

    Args:
        p_values: one a test, from 0 to 1; tests without a p value are no tests.

    Returns:
        The adjusted p values, in the order given.

    Raises:
        InvalidValueError: if a p value is not within 0 and 1.

    Source:
        Holm 1979, Scandinavian Journal of Statistics 6(2), 65-70.

    Examples:
        >>> holm([0.01, 0.5, 0.02])
        (0.03, 0.5, 0.04)
    """
    given, order = _ranked("holm", p_values)
    number = len(given)
    raw = [given[index] * (number - before) for before, index in enumerate(order)]
    return _in_place(order, accumulate(raw, max))


def _ranked(owner: str, p_values: Iterable[float]) -> tuple[list[float], list[int]]:
    """The p values as given, and their places from the smallest on."""
    given = list(p_values)
    for p in given:
        if not 0 <= p <= 1:
            raise InvalidValueError(owner, "p_values", expected="p values from 0 to 1", got=p)
    return given, sorted(range(len(given)), key=given.__getitem__)


def _in_place(order: list[int], adjusted: Iterable[float]) -> tuple[float, ...]:
    placed = sorted(zip(order, adjusted, strict=True))
    return tuple(float(min(1.0, p)) for _, p in placed)
