"""How likely the best of many dates looks like a change where there is none."""

from __future__ import annotations

import math

__all__ = ["CHANGE_INTERVAL", "greatest_of_dates_p"]

CHANGE_INTERVAL = 7.35
"""Dates whose chi-square is less than this below that of the best one are a 95 % interval.

The limit of the likelihood ratio of a date is not chi-square: Hansen 2000,
Econometrica 68(3), 575-603, table 1.
"""


def greatest_of_dates_p(z: float, first: float, last: float) -> float:
    """The p value of the greatest |z| of all dates at which a share may have changed.

    With φ the normal density, b = |z|, and the share of all information that lies before
    the first and the last date tried: 4φ(b)/b + φ(b)(b - 1/b) ln(last (1 - first) /
    ((1 - last) first)). It is a little too large for small b, where nothing is found anyway.

    Args:
        z: the greatest of the standardised differences of before and after, of either sign.
        first: share of the information before the first date, above 0.
        last: share of it before the last date, below 1 and not below `first`.

    Source:
        Miller and Siegmund 1982, Biometrics 38(4), 1011-1016.

    Examples:
        >>> round(greatest_of_dates_p(3.0, 0.1, 0.9), 3)
        0.058
    """
    b = abs(z)
    if b < 1:
        return 1.0
    density = math.exp(-b * b / 2) / math.sqrt(2 * math.pi)
    spread = math.log(last * (1 - first) / ((1 - last) * first))
    return min(1.0, 4 * density / b + density * (b - 1 / b) * spread)
