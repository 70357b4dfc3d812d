"""By how much the odds of two groups differ, in one table or over strata."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import frozen

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.tails import chi_square_p
from journeykit.analyzers.stats.verdicts import Estimate, SignificanceMethod, SignificanceTest
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

__all__ = ["HALDANE_ANSCOMBE", "CommonOddsRatio", "mantel_haenszel", "odds_ratio"]

HALDANE_ANSCOMBE = 0.5
"""The count that Haldane and Anscombe (both 1956) add to each cell against bias and zeros."""


def odds_ratio(
    k1: float, n1: float, k2: float, n2: float, *, prior: float = 0.0, confidence: float = 0.95
) -> Estimate:
    """The odds of the first group divided by those of the second.

    With a the `prior`, added to every cell: OR = (k1+a)(n2-k2+a) / ((n1-k1+a)(k2+a));
    limits after Woolf: exp(ln OR ± z sqrt(Σ 1 / (cell + a))).

    Args:
        k1: successes of the first group.
        n1: trials of the first group.
        k2: successes of the second group.
        n2: trials of the second group.
        prior: count added to each cell: 0 for the plain ratio,
            `HALDANE_ANSCOMBE` (0.5), or 1, which draws small groups more strongly to 1.
        confidence: confidence of the limits, between 0 and 1.

    Returns:
        The ratio, its limits, and the standard error *of its logarithm*. The
        value is None where the denominator is 0, the limits and the error where a cell is.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, the prior
            is negative, or the confidence is not between 0 and 1.

    Source:
        Woolf 1955, Annals of Human Genetics 19(4), 251-253; Haldane 1956,
        same journal 20(4), 309-311; Anscombe 1956, Biometrika 43, 461-464.

    Examples:
        >>> ratio = odds_ratio(56, 70, 48, 80)
        >>> f"{ratio.value:.3f} ({ratio.low:.3f} to {ratio.high:.3f})"
        '2.667 (1.276 to 5.572)'
        >>> odds_ratio(5, 5, 2, 6).value is None
        True
        >>> round(odds_ratio(5, 5, 2, 6, prior=HALDANE_ANSCOMBE).value, 2)
        19.8
    """
    check_trials("odds_ratio", k1, n1, name="k1")
    check_trials("odds_ratio", k2, n2, name="k2")
    if not 0 <= prior < math.inf:
        raise InvalidValueError(
            "odds_ratio", "prior", expected="a number of at least 0", got=prior,
            hint="HALDANE_ANSCOMBE is 0.5",
        )  # fmt: skip
    z = quantile(confidence)
    a, b, c, d = (count + prior for count in (k1, n1 - k1, k2, n2 - k2))
    if b * c == 0:
        return Estimate()
    ratio = a * d / (b * c)
    if ratio == 0:
        return Estimate(0.0)
    error = math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return _limits(ratio, error, z)


def _limits(ratio: float, error: float, z: float) -> Estimate:
    spread = math.exp(z * error)
    return Estimate(ratio, ratio / spread, ratio * spread, std_error=error)


@frozen(kw_only=True, repr=False)
class CommonOddsRatio(Value):
    """One odds ratio for several strata, such as periods, devices or countries.

    Attributes:
        ratio: the ratio with its limits; `std_error` is that of its logarithm.
        test: the test that the ratio is 1 in every stratum.
        strata: how many strata told something.
    """

    ratio: Estimate
    test: SignificanceTest
    strata: int


def mantel_haenszel(
    strata: Iterable[tuple[float, float, float, float]], *, confidence: float = 0.95
) -> CommonOddsRatio:
    """The odds ratio of two groups over strata, so that their mix does not mislead.

    With cells a, b (successes and failures of the first group), c, d (of the
    second) and N their sum in a stratum: OR = Σ ad/N / Σ bc/N. Its limits use
    the variance of Robins, Breslow and Greenland; the test is (Σ a - Σ E(a))² /
    Σ Var(a) without correction, 1 degree of freedom.

    Args:
        strata: (k1, n1, k2, n2) for each: successes and trials of the first
            and of the second group. Strata in which a group is empty, or all
            customers did the same, tell nothing.
        confidence: confidence of the limits, between 0 and 1.

    Returns:
        The ratio and the test; what cannot be told is None.

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or the
            confidence is not between 0 and 1.

    Source:
        Mantel and Haenszel 1959, Journal of the National Cancer Institute
        22(4), 719-748; Robins, Breslow and Greenland 1986, Biometrics 42(2),
        311-323.

    Examples:
        >>> common = mantel_haenszel([(56, 70, 48, 80), (20, 60, 15, 70)])
        >>> f"{common.ratio.value:.3f} {common.test.p:.4f}"
        '2.244 0.0029'
    """
    z = quantile(confidence)
    used = [stratum for stratum in map(_checked, strata) if stratum is not None]
    test = SignificanceTest(method=SignificanceMethod.MANTEL_HAENSZEL)
    if not used:
        return CommonOddsRatio(ratio=Estimate(), test=test, strata=0)
    up = down = up_up = cross = down_down = distance = variance = 0.0
    for k1, n1, k2, n2 in used:
        a, b, c, d, total = k1, n1 - k1, k2, n2 - k2, n1 + n2
        r, s, p, q = a * d / total, b * c / total, (a + d) / total, (b + c) / total
        up, down = up + r, down + s
        up_up, cross, down_down = up_up + p * r, cross + p * s + q * r, down_down + q * s
        distance += a - n1 * (a + c) / total
        variance += n1 * n2 * (a + c) * (b + d) / (total * total * (total - 1))
    chi_square = distance**2 / variance
    test = test.replace(statistic=chi_square, df=1, p=chi_square_p(chi_square, 1))
    if down == 0 or up == 0:
        ratio = Estimate() if down == 0 else Estimate(0.0)
    else:
        error = math.sqrt(up_up / (2 * up**2) + cross / (2 * up * down) + down_down / (2 * down**2))
        ratio = _limits(up / down, error, z)
    return CommonOddsRatio(ratio=ratio, test=test, strata=len(used))


def _checked(
    stratum: tuple[float, float, float, float],
) -> tuple[float, float, float, float] | None:
    """A stratum that tells something, or None."""
    k1, n1, k2, n2 = stratum
    check_trials("mantel_haenszel", k1, n1, name="k1")
    check_trials("mantel_haenszel", k2, n2, name="k2")
    if n1 == 0 or n2 == 0 or k1 + k2 in (0, n1 + n2) or n1 + n2 <= 1:
        return None
    return stratum
