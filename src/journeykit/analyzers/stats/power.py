"""How large a change has to be to be seen, and how many it takes to see one."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.tails import special_functions
from journeykit.errors import InvalidValueError

__all__ = [
    "detectable_difference",
    "detectable_mean_difference",
    "detectable_rate_difference",
    "mean_sample_size",
    "rate_sample_size",
    "welch_error",
]

_HALVINGS = 60
"""So often is a range cut in half: then no more digits of a float are left."""


def rate_sample_size(
    p1: float, p2: float, *, ratio: float = 1.0, alpha: float = 0.05, power: float = 0.8
) -> float:
    """How many it takes in the first group to tell two shares apart.

    With r the ratio of the groups, q = 1 - p and p̄ = (p1 + r p2) / (1 + r):
    n1 = (z(α/2) sqrt((1 + r) p̄ q̄) + z(β) sqrt(r p1 q1 + p2 q2))² / (r (p2 - p1)²),
    for the pooled z without continuity correction.

    Args:
        p1: the one share.
        p2: the other, unlike it.
        ratio: size of the second group as a multiple of the first, above 0.
        alpha: level of the test, two-sided.
        power: chance that the difference is found, between 0 and 1.

    Returns:
        Size of the first group, not rounded; at least 1.

    Raises:
        InvalidValueError: if a share is not within 0 and 1, the two are equal, or an
            option is out of range.

    Source:
        Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions,
        chapter 4; with groups of one size as `power.prop.test` of R.

    Examples:
        >>> round(rate_sample_size(0.5, 0.75, power=0.9), 1)
        76.7
    """
    owner = "rate_sample_size"
    for name, share in (("p1", p1), ("p2", p2)):
        if not 0 <= share <= 1:
            raise InvalidValueError(owner, name, expected="a share from 0 to 1", got=share)
    if p1 == p2:
        raise InvalidValueError(owner, "p2", expected=f"a share other than p1 ({p1:g})", got=p2)
    _above(owner, "ratio", ratio)
    z_alpha, z_beta = _normal(owner, alpha, power)
    both = (p1 + ratio * p2) / (1 + ratio)
    needed = z_alpha * math.sqrt((1 + ratio) * both * (1 - both)) + z_beta * math.sqrt(
        ratio * p1 * (1 - p1) + p2 * (1 - p2)
    )
    return max(1.0, needed * needed / (ratio * (p2 - p1) ** 2))


def detectable_rate_difference(
    p: float, n1: float, n2: float, *, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The least difference of two shares that groups of these sizes let one see reliably.

    The other share p2 for which `rate_sample_size` is n1, searched upwards and
    downwards from p; the farther of the two, so that what is as large is seen in
    either direction.

    Args:
        p: the share of the first group, from 0 to 1.
        n1: size of the first group, above 0.
        n2: size of the second group, above 0.
        alpha: level of the test, two-sided.
        power: chance that the difference is found.

    Returns:
        The difference as a share, above 0; None where even the largest possible
        would not be seen so often.

    Raises:
        InvalidValueError: if an argument is out of range.

    Source:
        See `rate_sample_size`.

    Examples:
        >>> round(detectable_rate_difference(0.5, 50, 50, power=0.9), 4)
        0.3026
        >>> detectable_rate_difference(0.7, 4, 4) is None
        True
    """
    owner = "detectable_rate_difference"
    if not 0 <= p <= 1:
        raise InvalidValueError(owner, "p", expected="a share from 0 to 1", got=p)
    _above(owner, "n1", n1)
    _above(owner, "n2", n2)
    _normal(owner, alpha, power)

    def seen(difference: float) -> bool:
        return rate_sample_size(p, p + difference, ratio=n2 / n1, alpha=alpha, power=power) <= n1

    ways = [end for end in (1 - p, -p) if end and seen(end)]
    return max((abs(_least(seen, end)) for end in ways), default=None)


def mean_sample_size(
    difference: float,
    std_dev_1: float,
    std_dev_2: float,
    *,
    ratio: float = 1.0,
    alpha: float = 0.05,
    power: float = 0.8,
) -> float:
    """How many it takes in the first group to tell two means apart by Welch's test.

    The n at which the difference is the one of `detectable_mean_difference`.

    Args:
        difference: of the means, other than 0.
        std_dev_1: standard deviation of the first group.
        std_dev_2: of the second.
        ratio: size of the second group as a multiple of the first, above 0.
        alpha: level of the test, two-sided.
        power: chance that the difference is found.

    Returns:
        Size of the first group, not rounded; at least so many that both have two.

    Raises:
        InvalidValueError: if an argument is out of range.
        MissingDependencyError: if scipy is not installed.

    Source:
        See `detectable_mean_difference`.

    Examples:
        >>> round(mean_sample_size(1, 1, 1, power=0.9), 2)
        22.02
    """
    owner = "mean_sample_size"
    if not (math.isfinite(difference) and difference):
        raise InvalidValueError(owner, "difference", expected="a number but 0", got=difference)
    _above(owner, "ratio", ratio)

    def seen(n: float) -> bool:
        least = detectable_mean_difference(
            std_dev_1, n, std_dev_2, n * ratio, alpha=alpha, power=power
        )
        return least is not None and least <= abs(difference)

    few = 2 * max(1.0, 1 / ratio)
    many = few
    while not seen(many):
        many *= 2
    return few if seen(few) else few + _least(lambda more: seen(few + more), many - few)


def detectable_mean_difference(
    std_dev_1: float,
    n1: float,
    std_dev_2: float,
    n2: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
) -> float | None:
    """The least difference of two means that groups of these sizes let one see reliably.

    δ s, with s = sqrt(s1²/n1 + s2²/n2) and δ the non-centrality at which Student's t
    with Welch's degrees of freedom exceeds its critical value with the wanted power.

    Args:
        std_dev_1: standard deviation of the first group.
        n1: its size.
        std_dev_2: standard deviation of the second group.
        n2: its size.
        alpha: level of the test, two-sided.
        power: chance that the difference is found.

    Returns:
        The difference in the unit of the deviations, or None where a group has
        fewer than two, or nothing deviates.

    Raises:
        InvalidValueError: if an argument is out of range.
        MissingDependencyError: if scipy is not installed.

    Source:
        Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 2;
        with groups alike as `power.t.test` of R.

    Examples:
        >>> round(detectable_mean_difference(1, 20, 1, 20, power=0.8689528), 3)
        1.0
    """
    _normal("detectable_mean_difference", alpha, power)
    error, df = welch_error(std_dev_1, n1, std_dev_2, n2)
    if not df:
        return None
    functions = special_functions("the power of a test of means")
    critical = float(functions.stdtrit(df, 1 - alpha / 2))
    return error * float(functions.nctdtrinc(df, 1 - power, critical))


def detectable_difference(std_error: float, *, alpha: float = 0.05, power: float = 0.8) -> float:
    """The least difference that is seen reliably where only its standard error is known.

    (z(α/2) + z(β)) times the standard error.

    Args:
        std_error: standard error of the difference, at least 0.
        alpha: level of the test, two-sided.
        power: chance that the difference is found.

    Raises:
        InvalidValueError: if an argument is out of range.

    Source:
        Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 2.

    Examples:
        >>> round(detectable_difference(1), 3)
        2.802
    """
    if not 0 <= std_error < math.inf:
        raise InvalidValueError(
            "detectable_difference", "std_error", expected="a number of at least 0", got=std_error
        )
    return sum(_normal("detectable_difference", alpha, power)) * std_error


def welch_error(
    std_dev_1: float, n1: float, std_dev_2: float, n2: float
) -> tuple[float, float | None]:
    """The standard error of a difference of means, and its degrees of freedom.

    Args:
        std_dev_1: standard deviation of the first group.
        n1: its size.
        std_dev_2: standard deviation of the second group.
        n2: its size.

    Returns:
        sqrt(s1²/n1 + s2²/n2), and the degrees of freedom after Welch and
        Satterthwaite; these are None where a group has fewer than two, or nothing deviates.

    Raises:
        InvalidValueError: if a deviation is negative, or a figure is not finite.

    Source:
        Welch 1947, Biometrika 34, 28-35.

    Examples:
        >>> welch_error(3, 9, 4, 8)[0]
        1.7320508075688772
    """
    figures = {"std_dev_1": std_dev_1, "n1": n1, "std_dev_2": std_dev_2, "n2": n2}
    for name, figure in figures.items():
        if not 0 <= figure < math.inf:
            raise InvalidValueError(
                "welch_error", name, expected="a finite number of at least 0", got=figure
            )
    if n1 < 2 or n2 < 2:
        return math.inf, None
    one, other = std_dev_1 * std_dev_1 / n1, std_dev_2 * std_dev_2 / n2
    both = one + other
    if not both:
        return 0.0, None
    # As shares of their sum the parts cannot run under when they are squared.
    df = 1 / ((one / both) ** 2 / (n1 - 1) + (other / both) ** 2 / (n2 - 1))
    return math.sqrt(both), df


def _least(seen: Callable[[float], bool], end: float) -> float:
    """The figure nearest to 0, towards an end at which it is, from which on a thing is seen."""
    unseen, found = 0.0, end
    for _ in range(_HALVINGS):
        middle = (unseen + found) / 2
        if middle and seen(middle):
            found = middle
        else:
            unseen = middle
    return found


def _normal(owner: str, alpha: float, power: float) -> tuple[float, float]:
    """The normal quantiles of a level and of a power."""
    if not 0 < alpha < 1:
        raise InvalidValueError(
            owner, "alpha", expected="a level between 0 and 1, such as 0.05", got=alpha
        )
    if not alpha < power < 1:
        raise InvalidValueError(
            owner, "power", expected=f"a chance between alpha ({alpha:g}) and 1, such as 0.8",
            got=power,
        )  # fmt: skip
    return quantile(1 - alpha), NormalDist().inv_cdf(power)


def _above(owner: str, name: str, value: float) -> None:
    if not 0 < value < math.inf:
        raise InvalidValueError(owner, name, expected="a finite number above 0", got=value)
