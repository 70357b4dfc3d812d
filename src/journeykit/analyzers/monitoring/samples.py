"""What was measured in a period, with all that a comparison needs to know of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from statistics import fmean, stdev
from typing import Any, Self

from attrs import field, frozen

from journeykit.analyzers.stats import (
    mean_interval,
    net_promoter_interval,
    net_promoter_variance,
    quantile,
    wilson_interval,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import STANDARD_METRICS, Measurement, Metric
from journeykit.model.element import Value
from journeykit.model.fields import Scalar
from journeykit.model.frozendict import EMPTY
from journeykit.model.persona import Segment, as_segment

__all__ = ["Sample", "SampleKind", "is_share"]

Interval = tuple[float, float]
_NO_SHARE = "csat_percent_of_max"
_NPS = "nps"


class SampleKind(StrEnum):
    """What kind of figure was measured, which decides how two of them are compared."""

    SHARE = "share"
    """So many of so many; in the unit of the metric, 0 to 1 or percent."""
    MEAN = "mean"
    """A mean, with the standard deviation of single answers."""
    NPS = "nps"
    """A Net Promoter Score, with how many promote and detract."""
    ESTIMATE = "estimate"
    """A figure of which only the confidence interval is known."""
    BARE = "bare"
    """A figure of which nothing says how sure it is."""


def _metric(value: Metric | str | None) -> Metric | None:
    """A metric by its id; an unknown one is a metric of that id and no more."""
    if value is None or isinstance(value, Metric):
        return value
    return STANDARD_METRICS.get(value) or Metric(value, id=value)


def _named(value: Metric | str | None) -> Metric | None:
    """A metric as people name it: one of their own, or a standard one by its id."""
    if isinstance(value, str) and value not in STANDARD_METRICS:
        raise NotFoundError(
            "standard metric (give a Metric for one of your own)", value, STANDARD_METRICS
        )
    return _metric(value)


@frozen(kw_only=True, repr=False)
class Sample(Value):
    """A figure of one period, for one segment, with how sure it is.

    Made by `Sample.share`, `Sample.mean`, `Sample.nps`, `Sample.of` values, or
    `Sample.measured` by a map.

    Attributes:
        kind: what kind of figure it is.
        value: the figure, in the unit of the metric.
        n: how many answers, customers or events are behind it, or None.
        metric: the metric, or None where it does not matter.
        period: when, as in `Measurement.period`, or None.
        segment: for whom: columns with the values that count.
        spread: standard deviation of single answers in the unit of the metric, or None.
        counts: for a share how many of all, for a Net Promoter Score promoters and
            detractors; else none.
        interval: confidence interval of an estimate, or None.
        confidence: confidence of that interval.
        notes: what a reader should know of it.
    """

    kind: SampleKind
    value: float
    n: int | None = None
    metric: Metric | None = field(default=None, converter=_metric)
    period: str | None = None
    segment: Segment = field(default=EMPTY, converter=as_segment)
    spread: float | None = None
    counts: tuple[int, ...] = ()
    interval: Interval | None = None
    confidence: float = 0.95
    notes: tuple[str, ...] = ()

    @classmethod
    def share(
        cls,
        successes: int,
        n: int,
        *,
        metric: Metric | str | None = None,
        period: str | None = None,
        segment: Mapping[str, Scalar] | None = None,
    ) -> Self:
        """So many of n.

        Args:
            successes: how many, from 0 to n.
            n: of how many, at least 1.
            metric: the metric, or its id; with the unit "%" the figure is a percentage.
            period: when, such as "2026-01/2026-03".
            segment: for whom.

        Raises:
            InvalidValueError: if the counts can mean nothing, or the metric is no share.
            NotFoundError: if there is no such standard metric.

        Examples:
            >>> Sample.share(28, 40, metric="csat_top2").value
            70.0
        """
        _check_count("n", n, 1)
        _check_count("successes", successes, 0, n)
        made = _named(metric)
        _check_metric(SampleKind.SHARE, made)
        return cls(
            kind=SampleKind.SHARE, value=_whole(made) * successes / n, n=n, counts=(successes,),
            metric=made, period=period, segment=segment or {},
        )  # fmt: skip

    @classmethod
    def mean(
        cls,
        mean: float,
        std_dev: float,
        n: int,
        *,
        metric: Metric | str | None = None,
        period: str | None = None,
        segment: Mapping[str, Scalar] | None = None,
    ) -> Self:
        """The mean of n answers.

        Args:
            mean: the mean.
            std_dev: standard deviation of the answers, with n - 1 in the denominator.
            n: how many answers, at least 1.
            metric: the metric, or its id.
            period: when.
            segment: for whom.

        Raises:
            InvalidValueError: if a figure can mean nothing, or the metric is no mean.
            NotFoundError: if there is no such standard metric.
        """
        _check_count("n", n, 1)
        if not math.isfinite(mean):
            raise InvalidValueError("Sample.mean", "mean", expected="a finite number", got=mean)
        if not 0 <= std_dev < math.inf:
            raise InvalidValueError(
                "Sample.mean", "std_dev", expected="a finite number of at least 0", got=std_dev
            )
        made = _named(metric)
        _check_metric(SampleKind.MEAN, made, mean)
        return cls(
            kind=SampleKind.MEAN, value=float(mean), n=n, spread=float(std_dev),
            metric=made, period=period, segment=segment or {},
        )  # fmt: skip

    @classmethod
    def nps(
        cls,
        promoters: int,
        passives: int,
        detractors: int,
        *,
        period: str | None = None,
        segment: Mapping[str, Scalar] | None = None,
    ) -> Self:
        """A Net Promoter Score, from answers of 0 to 10.

        Args:
            promoters: answers of 9 and 10.
            passives: answers of 7 and 8.
            detractors: answers of 0 to 6.
            period: when.
            segment: for whom.

        Raises:
            InvalidValueError: if a count is negative, or nobody answered.

        Examples:
            >>> Sample.nps(50, 30, 20).value
            30.0
        """
        for name, number in (
            ("promoters", promoters), ("passives", passives), ("detractors", detractors),
        ):  # fmt: skip
            _check_count(name, number, 0)
        n = promoters + passives + detractors
        _check_count("promoters + passives + detractors", n, 1)
        return cls(
            kind=SampleKind.NPS, value=100 * (promoters - detractors) / n, n=n,
            counts=(promoters, detractors), metric=STANDARD_METRICS[_NPS], period=period,
            spread=100 * math.sqrt(max(0.0, net_promoter_variance(promoters, detractors, n))),
            segment=segment or {},
        )  # fmt: skip

    @classmethod
    def of(
        cls,
        values: Iterable[float | bool | None],
        *,
        metric: Metric | str | None = None,
        period: str | None = None,
        segment: Mapping[str, Scalar] | None = None,
    ) -> Self:
        """The values themselves, such as a column of a data frame: true or false, or numbers.

        Missing values (None, not a number) are left out, and a note says how many. Of answers
        to a survey, of which a figure such as CSAT is made, give the `Ratings`.

        Args:
            values: true and false (also 1 and 0 where the metric is a share) make a share,
                other numbers a mean.
            metric: the metric, or its id.
            period: when.
            segment: for whom.

        Raises:
            InvalidValueError: if there is no value, or one is no number.
            NotFoundError: if there is no such standard metric.

        Examples:
            >>> Sample.of([True, False, True, None]).counts
            (2,)
            >>> Sample.of([30, 50, 40], metric="wait_s").value
            40.0
        """
        given = list(values)
        there = [value for value in given if value is not None and value == value]  # noqa: PLR0124
        for value in there:
            if not isinstance(value, int | float) and not hasattr(value, "__float__"):
                raise InvalidValueError(
                    "Sample.of", "values", expected="numbers, or true and false", got=value
                )
        _check_count("values that are there", len(there), 1)
        figures = [float(value) for value in there]
        made = _named(metric)
        more: dict[str, Any] = {"metric": made, "period": period, "segment": segment}
        flags = all(type(value).__name__ in ("bool", "bool_") for value in there)
        if flags or (made is not None and is_share(made) and set(figures) <= {0.0, 1.0}):
            sample = cls.share(round(math.fsum(figures)), len(figures), **more)
        else:
            spread = stdev(figures) if len(figures) > 1 else 0.0
            sample = cls.mean(fmean(figures), spread, len(figures), **more)
        missing = len(given) - len(there)
        left_out = f"{missing:,} missing {'value' if missing == 1 else 'values'} left out"
        return sample.replace(notes=(left_out,)) if missing else sample

    @classmethod
    def measured(
        cls, measurement: Measurement, *, metric: Metric | None = None, confidence: float = 0.95
    ) -> Self:
        """What a map says was measured.

        A share with an n is so many of n. Any other figure is as sure as its interval
        says; a Net Promoter Score with an n and no interval is taken to have
        no passive answers, which makes it as unsure as it can be.

        Args:
            measurement: with a value.
            metric: what is measured; by default the standard metric of that id.
            confidence: of the interval of the measurement, which does not say it itself.

        Raises:
            InvalidValueError: if the measurement has no value, one that its metric cannot
                have, or an interval that does not hold it.
        """
        value, n = measurement.value, measurement.n or None
        if value is None:
            raise InvalidValueError(
                "Sample.measured", "value", expected="a measurement with a value", got=measurement
            )
        known = metric or _metric(measurement.metric)
        _check_holds("Sample.measured", "value", known, value)
        bare = cls(
            kind=SampleKind.BARE, value=value, n=n, metric=known, period=measurement.period,
            segment=measurement.segment,
        )  # fmt: skip
        if n is not None and known is not None and is_share(known):
            return bare.replace(kind=SampleKind.SHARE, counts=(round(value * n / _whole(known)),))
        if measurement.interval is not None:
            low, high = measurement.interval
            if not low <= value <= high:
                raise InvalidValueError(
                    "Sample.measured", "interval", expected=f"limits that hold the value {value:g}",
                    got=measurement.interval,
                )  # fmt: skip
            return bare.replace(
                kind=SampleKind.ESTIMATE, interval=(low, high), confidence=confidence
            )
        if measurement.metric == _NPS and n is not None:
            up = round(n * (1 + value / 100) / 2)
            note = "nobody says how many answers were passive; none is the least sure it can be"
            return bare.replace(
                kind=SampleKind.NPS, counts=(up, n - up), notes=(note,),
                spread=100 * math.sqrt(max(0.0, net_promoter_variance(up, n - up, n))),
            )  # fmt: skip
        return bare

    @property
    def whole(self) -> float:
        """What all of n is in the unit of a share: 1, or 100 percent."""
        return _whole(self.metric)

    def limits(self, confidence: float = 0.95) -> Interval | None:
        """The confidence interval of the figure, or None where nothing says how sure it is.

        Wilson's for shares, Student's for means, the adjusted Wald interval for a Net
        Promoter Score; that of an estimate is widened or narrowed by the normal quantiles.

        Args:
            confidence: share of such intervals that hold the true figure.

        Raises:
            InvalidValueError: if the confidence is not between 0 and 1.
        """
        z = quantile(confidence)
        n = self.n or 0
        if self.kind is SampleKind.SHARE:
            low, high = wilson_interval(self.counts[0], n, confidence=confidence)
            return self.whole * low, self.whole * high
        if self.kind is SampleKind.MEAN:
            return mean_interval(self.value, self.spread or 0.0, n, confidence=confidence)
        if self.kind is SampleKind.NPS:
            up, down = self.counts
            low, high = net_promoter_interval(up, down, n, confidence=confidence)
            # Answers that are added pull it to the middle, away from a score that few gave.
            return min(low, self.value), max(high, self.value)
        if self.interval is None:
            return None
        wider = z / quantile(self.confidence)
        low, high = self.interval
        return self.value - wider * (self.value - low), self.value + wider * (high - self.value)


def is_share(metric: Metric) -> bool:
    """Whether a metric is so many of all: a share, or a percentage of answers or customers.

    A percentage from 0 to 100 counts as one, but for CSAT in percent of the maximum,
    which is a mean.

    Examples:
        >>> is_share(STANDARD_METRICS["csat_top2"]), is_share(STANDARD_METRICS["csat_mean"])
        (True, False)
    """
    if metric.id == _NO_SHARE:
        return False
    return (metric.unit, metric.low, metric.high) in (("share", 0, 1), ("%", 0, 100))


def _whole(metric: Metric | None) -> float:
    return 100.0 if metric is not None and metric.unit == "%" else 1.0


def _check_count(name: str, value: object, low: int, high: int | None = None) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < low:
        expected = f"a whole number of at least {low}"
    elif high is not None and value > high:
        expected = f"at most n ({high})"
    else:
        return
    part = isinstance(value, float) and 0 < value < 1
    hint = "give how many, not a share: 28 of 40 is share(28, 40)" if part else None
    raise InvalidValueError("Sample", name, expected=expected, got=value, hint=hint)


def _check_metric(kind: SampleKind, metric: Metric | None, value: float | None = None) -> None:
    """Refuse a standard metric that is of another kind, or cannot have a value."""
    if metric is None:
        return
    if metric == STANDARD_METRICS.get(metric.id):
        right = SampleKind.NPS if metric.id == _NPS else SampleKind.MEAN
        right = SampleKind.SHARE if is_share(metric) else right
        if right is not kind:
            raise InvalidValueError(
                f"Sample.{kind}", "metric", expected=f"a metric that is a {kind}", got=metric.id,
                hint=f"make it with Sample.{right}(...)",
            )  # fmt: skip
    if value is not None:
        _check_holds(f"Sample.{kind}", str(kind), metric, value)


def _check_holds(owner: str, name: str, metric: Metric | None, value: float) -> None:
    if metric is not None and not metric.holds(value):
        low, high = ("..." if end is None else f"{end:g}" for end in (metric.low, metric.high))
        raise InvalidValueError(
            owner, name, expected=f"a value of {metric.id} from {low} to {high}", got=value
        )
