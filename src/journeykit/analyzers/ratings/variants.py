"""The variants of CSAT, CES and NPS: each on the scale that it is asked on, and on no other."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from attrs import frozen

from journeykit.analyzers.stats import (
    Comparison,
    Estimate,
    compare_means,
    compare_net_promoters,
    compare_rates,
    mean_interval,
    net_promoter_interval,
    wilson_interval,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import STANDARD_METRICS, Scale
from journeykit.model.element import Value

__all__ = ["Spread", "Variant", "fitting", "spread_of", "variant_of"]

Tally = Mapping[float, int]
"""How many gave each score."""


@frozen(repr=False)
class Spread(Value):
    """Number, mean and standard deviation of scores.

    Attributes:
        n: how many.
        mean: their mean, or None where there is none.
        std_dev: their standard deviation, with n - 1 in the denominator; 0 for a single one.
    """

    n: int
    mean: float | None
    std_dev: float


def spread_of(tally: Tally) -> Spread:
    """Number, mean and standard deviation of the scores of a tally.

    Examples:
        >>> spread_of({4.0: 3, 2.0: 1})
        Spread(4, 3.5, 1.0)
    """
    n = sum(tally.values())
    if not n:
        return Spread(0, None, 0.0)
    mean = math.fsum(score * number for score, number in tally.items()) / n
    squares = math.fsum(number * (score - mean) ** 2 for score, number in tally.items())
    return Spread(n, mean, math.sqrt(squares / (n - 1)) if n > 1 else 0.0)


@frozen(kw_only=True)
class Variant:
    """One exact way to make a figure of answers.

    Attributes:
        metric: id of the metric in `STANDARD_METRICS`.
        asked: the scale that it is asked on, in words.
        fits: whether it is asked on a scale.
        compute: the figure of a tally that is not empty, with its interval.
        compare: the figures of two tallies of different people, with their difference.
        whole: whether answers between whole figures have no place in it.
    """

    metric: str
    asked: str
    fits: Callable[[Scale], bool]
    compute: Callable[[Tally, Scale, float], Estimate]
    compare: Callable[[Tally, Tally, Scale, float], Comparison]
    whole: bool = True

    def score(self, tally: Tally, scale: Scale, *, question: str, confidence: float) -> Estimate:
        """The figure of a tally; without a value where there is no answer.

        Raises:
            InvalidValueError: if the scale is another, or an answer is no whole figure.
        """
        self.check(scale, question)
        if self.whole and any(score != int(score) for score in tally):
            between = next(score for score in tally if score != int(score))
            raise InvalidValueError(
                "survey_scores", "metrics", expected=f"whole answers to {question!r} for "
                f"{self.metric}", got=between, hint="a mean takes answers between whole figures",
            )  # fmt: skip
        return self.compute(tally, scale, confidence) if any(tally.values()) else Estimate()

    def check(self, scale: Scale, question: str) -> None:
        """Refuse a scale that this variant is not asked on, and say which variants fit.

        Raises:
            InvalidValueError: if the scale is another one.
        """
        if self.fits(scale):
            return
        others = fitting(scale)
        hint = f"on {scale.id} there are {', '.join(others)}" if others else (
            f"on {scale.id} there is no standard figure: measure_feelings takes any scale"
        )  # fmt: skip
        raise InvalidValueError(
            "survey_scores", "metrics", expected=f"{self.metric} to be asked {self.asked}",
            got=f"{question!r} on {scale.id}", hint=hint,
        )  # fmt: skip


def _on(worst: float, best: float) -> Callable[[Scale], bool]:
    return lambda scale: (scale.worst, scale.best) == (worst, best)


def _from_floor(scale: Scale) -> bool:
    return 0 <= scale.worst < scale.best


def _share_from(least: float) -> Callable[[Tally, Scale, float], Estimate]:
    """The percentage of answers of at least a figure, with Wilson's interval."""

    def compute(tally: Tally, _scale: Scale, confidence: float) -> Estimate:
        n = sum(tally.values())
        there = sum(number for score, number in tally.items() if score >= least)
        low, high = wilson_interval(there, n, confidence=confidence)
        return Estimate(100 * there / n, low=100 * low, high=100 * high)

    return compute


def _compare_shares(least: float) -> Callable[[Tally, Tally, Scale, float], Comparison]:
    """Two percentages of answers of at least a figure."""

    def compare(tally: Tally, other: Tally, _scale: Scale, confidence: float) -> Comparison:
        (k1, n1), (k2, n2) = (
            (sum(n for score, n in some.items() if score >= least), sum(some.values()))
            for some in (tally, other)
        )
        return _stretched(compare_rates(k1, n1, k2, n2, confidence=confidence), 100)

    return compare


def _stretched(found: Comparison, by: float) -> Comparison:
    """A comparison in another unit."""
    names = ("first", "second", "difference", "low", "high")
    figures = {name: getattr(found, name) for name in names}
    return found.replace(**{k: None if v is None else by * v for k, v in figures.items()})


def _mean(tally: Tally, scale: Scale, confidence: float) -> Estimate:
    """The mean, with Student's interval, which ends where the scale does."""
    spread = spread_of(tally)
    if spread.mean is None:
        return Estimate()
    limits = mean_interval(spread.mean, spread.std_dev, spread.n, confidence=confidence)
    if limits is None:
        return Estimate(spread.mean)
    ends = sorted((scale.worst, scale.best))
    return Estimate(spread.mean, low=max(ends[0], limits[0]), high=min(ends[1], limits[1]))


def _compare_means(tally: Tally, other: Tally, _scale: Scale, confidence: float) -> Comparison:
    first, second = (
        (spread.mean or 0.0, spread.std_dev, spread.n)
        for spread in (spread_of(tally), spread_of(other))
    )
    return compare_means(first, second, confidence=confidence)


def _compare_percents(tally: Tally, other: Tally, scale: Scale, confidence: float) -> Comparison:
    return _stretched(_compare_means(tally, other, scale, confidence), 100 / scale.best)


def _percent_of_max(tally: Tally, scale: Scale, confidence: float) -> Estimate:
    mean = _mean(tally, scale, confidence)
    value, low, high = (
        None if figure is None else 100 * figure / scale.best
        for figure in (mean.value, mean.low, mean.high)
    )
    return Estimate(value, low=low, high=high)


def _nps(tally: Tally, _scale: Scale, confidence: float) -> Estimate:
    promoters, detractors, n = _promoters(tally)
    low, high = net_promoter_interval(promoters, detractors, n, confidence=confidence)
    return Estimate(100 * (promoters - detractors) / n, low=low, high=high)


def _compare_nps(tally: Tally, other: Tally, _scale: Scale, confidence: float) -> Comparison:
    return compare_net_promoters(_promoters(tally), _promoters(other), confidence=confidence)


def _promoters(tally: Tally) -> tuple[int, int, int]:
    """Promoters, detractors and all answers."""
    promoters = sum(number for score, number in tally.items() if score >= 9)
    detractors = sum(number for score, number in tally.items() if score <= 6)
    return promoters, detractors, sum(tally.values())


_UP_TO_FIVE = "on 1..5, 5 being best"
_VARIANTS = {
    variant.metric: variant
    for variant in (
        Variant(metric="nps", asked="on 0..10, 10 being best", fits=_on(0, 10), compute=_nps, compare=_compare_nps),
        Variant(
            metric="csat_top2", asked=_UP_TO_FIVE, fits=_on(1, 5), compute=_share_from(4), compare=_compare_shares(4)
        ),
        Variant(metric="csat_mean", asked=_UP_TO_FIVE, fits=_on(1, 5), compute=_mean, compare=_compare_means, whole=False),
        Variant(
            metric="csat_percent_of_max", asked="from 0 or more up to the best figure",
            fits=_from_floor, compute=_percent_of_max, compare=_compare_percents, whole=False,
        ),
        Variant(
            metric="ces_1", asked="on 5..1: how much effort it took, 1 being best",
            fits=_on(5, 1), compute=_mean, compare=_compare_means, whole=False,
        ),
        Variant(
            metric="ces_2", asked="on 1..7, 7 being best", fits=_on(1, 7), compute=_mean, compare=_compare_means,
            whole=False,
        ),
        Variant(
            metric="ces_2_agree", asked="on 1..7, 7 being best", fits=_on(1, 7),
            compute=_share_from(5), compare=_compare_shares(5),
        ),
    )
}  # fmt: skip


def variant_of(metric: str) -> Variant:
    """The variant of a metric, by its id.

    Raises:
        NotFoundError: if the metric is none of answers on a scale.
    """
    if metric not in _VARIANTS:
        raise NotFoundError("metric of answers", metric, _VARIANTS)
    return _VARIANTS[metric]


def fitting(scale: Scale) -> tuple[str, ...]:
    """The ids of the metrics that are asked on a scale.

    Examples:
        >>> fitting(Scale("0..10", 0, 10))
        ('nps', 'csat_percent_of_max')
    """
    return tuple(metric for metric in STANDARD_METRICS if metric in _VARIANTS
                 and _VARIANTS[metric].fits(scale))  # fmt: skip
