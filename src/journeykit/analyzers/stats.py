"""How sure a share is."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from journeykit.errors import InvalidValueError

__all__ = ["quantile", "wilson_interval"]


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
    if not (math.isfinite(trials) and 0 <= successes <= trials):
        raise InvalidValueError(
            "wilson_interval", "successes", expected=f"a number from 0 to trials ({trials!r})",
            got=successes,
        )  # fmt: skip
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


@lru_cache(maxsize=32)
def quantile(confidence: float) -> float:
    """The normal quantile that a two-sided interval of some confidence reaches to.

    Raises:
        InvalidValueError: if the confidence is not between 0 and 1.

    Examples:
        >>> round(quantile(0.95), 4)
        1.96
    """
    if not 0 < confidence < 1:
        raise InvalidValueError(
            "interval", "confidence", expected="a share between 0 and 1, such as 0.95",
            got=confidence,
        )  # fmt: skip
    return NormalDist().inv_cdf((1 + confidence) / 2)
