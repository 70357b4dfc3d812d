"""How much of a distribution lies beyond a figure: what makes a statistic a p value."""

from __future__ import annotations

import math
from typing import Any

from journeykit.errors import MissingDependencyError

__all__ = ["chi_square_p", "normal_p", "special_functions"]


def normal_p(z: float) -> float:
    """The two-sided p value of a standard normal z: erfc(|z| / sqrt(2)).

    Examples:
        >>> round(normal_p(1.96), 4)
        0.05
    """
    return math.erfc(abs(z) / math.sqrt(2))


def chi_square_p(chi_square: float, df: int) -> float:
    """The upper tail of the chi-square distribution, in closed form.

    With h = chi²/2, the sum over k = 0 .. df/2 - 1 of exp(-h) h^k / k! where df is
    even, and erfc(sqrt(h)) plus the sum over k = 1 .. (df-1)/2 of
    exp(-h) h^(k-½) / Γ(k+½) where it is odd.

    Args:
        chi_square: the statistic, at least 0.
        df: degrees of freedom, at least 1.

    Source:
        Abramowitz and Stegun 1964, 26.4.4 and 26.4.5.

    Examples:
        >>> round(chi_square_p(3.841459, 1), 4), round(chi_square_p(9.487729, 4), 4)
        (0.05, 0.05)
    """
    if chi_square <= 0:
        return 1.0
    half = chi_square / 2
    odd = df % 2
    powers = [k - odd / 2 for k in range(odd, (df + odd) // 2)]
    terms = [math.exp(k * math.log(half) - half - math.lgamma(k + 1)) for k in powers]
    tail = math.erfc(math.sqrt(half)) if odd else 0.0
    return min(1.0, math.fsum([tail, *terms]))


def special_functions(purpose: str) -> Any:
    """The module `scipy.special`, for what the standard library cannot invert.

    Args:
        purpose: what needs it, for the message.

    Raises:
        MissingDependencyError: if scipy is not installed.
    """
    try:
        import scipy.special as functions
    except ImportError as error:
        raise MissingDependencyError("scipy", extra="events", purpose=purpose) from error
    return functions
