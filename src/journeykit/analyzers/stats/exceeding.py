"""Whether a share is larger than one that nobody would wonder at."""

from __future__ import annotations

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.tails import special_functions
from journeykit.analyzers.stats.verdicts import SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError

__all__ = ["exceeds_test"]


def exceeds_test(successes: int, trials: int, share: float) -> SignificanceTest:
    """Test, exactly and one-sided, whether a share is larger than some other.

    The p value is the chance of at least so many successes if each trial succeeds
    with the given chance: P(X >= k) of the binomial distribution, by the
    incomplete beta function I_share(k, n - k + 1).

    Args:
        successes: how many of the trials succeeded, k.
        trials: how many there were, n.
        share: the share that is no wonder, from 0 to 1.

    Returns:
        The test; without a p value where there is no trial.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the share is none.
        MissingDependencyError: if scipy is not installed.

    Source:
        Abramowitz and Stegun 1964, 26.5.24.

    Examples:
        >>> round(exceeds_test(8, 10, 0.5).p, 6), exceeds_test(0, 10, 0.5).p
        (0.054688, 1.0)
    """
    check_trials("exceeds_test", successes, trials, name="successes")
    if not 0 <= share <= 1:
        raise InvalidValueError("exceeds_test", "share", expected="a share from 0 to 1", got=share)
    p: float | None = 1.0 if trials else None
    if successes:
        tail = special_functions("an exact test of a share").betainc
        p = float(tail(successes, trials - successes + 1, share))
    return SignificanceTest(method=SignificanceMethod.BINOMIAL, p=p)
