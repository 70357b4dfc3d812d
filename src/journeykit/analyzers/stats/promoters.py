"""How sure a Net Promoter Score is, and whether two of them differ."""

from __future__ import annotations

import math

from journeykit.analyzers.stats.checks import check_trials
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.tails import normal_p
from journeykit.analyzers.stats.verdicts import Comparison, SignificanceMethod, SignificanceTest

__all__ = ["compare_net_promoters", "net_promoter_interval", "net_promoter_variance"]

_ADDED = 0.75
"""Promoters, and detractors, that are added before the interval; as many again are passive."""


def net_promoter_variance(promoters: float, detractors: float, answers: float) -> float:
    """The variance of one answer to a Net Promoter question: 1, 0 or -1.

    With p and d the shares of promoters and detractors: p + d - (p - d)². That of the
    score of n answers, on -1 to 1, is an n-th of it.

    Args:
        promoters: how many answered 9 or 10.
        detractors: how many answered 0 to 6.
        answers: how many answered at all, more than none.

    Raises:
        InvalidValueError: if there are more promoters and detractors than answers.

    Source:
        Rocks 2016, The American Statistician 70(4), 365-372.

    Examples:
        >>> round(net_promoter_variance(50, 20, 100), 2)
        0.61
    """
    check_trials(
        "net_promoter_variance", promoters + detractors, answers, name="promoters + detractors"
    )
    up, down = promoters / answers, detractors / answers
    return max(0.0, up + down - (up - down) ** 2)


def net_promoter_interval(
    promoters: float, detractors: float, answers: float, *, confidence: float = 0.95
) -> tuple[float, float]:
    """An interval of a Net Promoter Score, on -100 to 100: the adjusted Wald interval.

    Three quarters of a promoter and of a detractor and one and a half passive answers
    are added; then score ± z·sqrt(variance / n). Unlike the plain formula it holds
    for few answers, and for those that are all alike.

    Args:
        promoters: how many answered 9 or 10.
        detractors: how many answered 0 to 6.
        answers: how many answered at all; with none the interval is all of -100 to 100.
        confidence: share of such intervals that hold the true score, between 0 and 1.

    Raises:
        InvalidValueError: if there are more promoters and detractors than answers,
            or the confidence is not between 0 and 1.

    Source:
        Rocks 2016, The American Statistician 70(4), 365-372.

    Examples:
        >>> low, high = net_promoter_interval(50, 20, 100)
        >>> f"{low:.1f} {high:.1f}"
        '14.1 44.2'
    """
    check_trials(
        "net_promoter_interval", promoters + detractors, answers, name="promoters + detractors"
    )
    z = quantile(confidence)
    if answers == 0:
        return -100.0, 100.0
    up, down, number = promoters + _ADDED, detractors + _ADDED, answers + 4 * _ADDED
    half = z * math.sqrt(net_promoter_variance(up, down, number) / number)
    middle, score = (up - down) / number, (promoters - detractors) / answers
    # The middle is nearer to 0 than the score, which has to lie within.
    low, high = min(middle - half, score), max(middle + half, score)
    return max(-100.0, 100 * low), min(100.0, 100 * high)


def compare_net_promoters(
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    *,
    confidence: float = 0.95,
) -> Comparison:
    """Compare two Net Promoter Scores, of different people.

    To both groups answers are added as for `net_promoter_interval`; the limits are
    the difference of these scores ± z·sqrt(v1/n1 + v2/n2), and the test divides it by
    the same root.

    Args:
        first: promoters, detractors and all answers of the first group.
        second: those of the other group, more than none.
        confidence: confidence of the interval, between 0 and 1.

    Returns:
        The scores and their difference as they are, on -100 to 100, with the limits.

    Raises:
        InvalidValueError: if there are more promoters and detractors than answers,
            or the confidence is not between 0 and 1.

    Source:
        Rocks 2016, The American Statistician 70(4), 365-372, for the answers added.

    Examples:
        >>> result = compare_net_promoters((120, 40, 200), (90, 60, 200))
        >>> f"{result.difference:.0f} ({result.low:.1f} to {result.high:.1f})"
        '25 (8.6 to 40.7)'
    """
    z = quantile(confidence)
    scores, added, variances = [], [], []
    for up, down, answers in (first, second):
        # The plain variance refuses what can be no answers.
        net_promoter_variance(up, down, answers)
        ups, downs, number = up + _ADDED, down + _ADDED, answers + 4 * _ADDED
        scores.append(100 * (up - down) / answers)
        added.append((ups - downs) / number)
        variances.append(net_promoter_variance(ups, downs, number) / number)
    error = math.sqrt(sum(variances))
    by = added[0] - added[1]
    test = SignificanceTest(
        method=SignificanceMethod.NORMAL, statistic=by / error, p=normal_p(by / error)
    )
    difference = scores[0] - scores[1]
    # Answers that are added pull it to the middle, away from a difference that few gave.
    return Comparison(
        first=scores[0], second=scores[1], difference=difference, test=test,
        low=min(difference, 100 * (by - z * error)), high=max(difference, 100 * (by + z * error)),
    )  # fmt: skip
