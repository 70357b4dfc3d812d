"""Compare two samples, and say what the difference comes to."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from attrs import frozen

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.monitoring.changes import ChangeVerdict, MetricChange, MetricChanges
from journeykit.analyzers.monitoring.samples import Sample, SampleKind
from journeykit.analyzers.monitoring.seasons import compare_periods, days_off
from journeykit.analyzers.stats import (
    MIN_TRIALS,
    Comparison,
    compare_estimates,
    compare_means,
    compare_net_promoters,
    compare_rates,
    detectable_difference,
    detectable_mean_difference,
    detectable_rate_difference,
    mean_sample_size,
    quantile,
    rate_sample_size,
    too_few,
)
from journeykit.errors import InvalidValueError
from journeykit.model import Metric

__all__ = ["Options", "compare_samples", "judged", "options_of", "pair"]

_COUNT = "customers"
_SPREAD = (SampleKind.MEAN, SampleKind.NPS)


@frozen(kw_only=True)
class Options:
    """How changes are judged; see `before_after`.

    Attributes:
        alpha: level of the tests.
        power: chance with which a change is to be found.
        confidence: confidence of the intervals.
        adjust: how p values are adjusted.
        minimum: the least number of answers that is compared.
        practical: the least change that matters, or None.
        wished: the change that is hoped for, or None.
        holidays: days unlike others.
    """

    alpha: float = 0.05
    power: float = 0.8
    confidence: float = 0.95
    adjust: Adjustment = Adjustment.HOLM
    minimum: int = MIN_TRIALS
    practical: float | None = None
    wished: float | None = None
    holidays: tuple[dt.date, ...] = ()


def options_of(
    *,
    alpha: float,
    power: float,
    confidence: float,
    adjust: Adjustment | str,
    minimum: int,
    practical: float | None,
    wished: float | None,
    holidays: Iterable[dt.date | str],
) -> Options:
    """The options as they were given, checked."""
    owner = "before_after"
    check_level(owner, alpha)
    quantile(confidence, owner=owner)
    if not alpha < power < 1:
        raise InvalidValueError(
            owner, "power", expected=f"a chance between alpha ({alpha:g}) and 1", got=power
        )
    if practical is not None and not (_is_number(practical) and 0 < practical < math.inf):
        raise InvalidValueError(
            owner, "practical", expected="a number above 0, in the unit of the metric",
            got=practical,
        )  # fmt: skip
    if wished is not None and not (_is_number(wished) and math.isfinite(wished) and wished):
        raise InvalidValueError(
            owner, "wished", expected="a change other than 0, in the unit of the metric",
            got=wished,
        )  # fmt: skip
    return Options(
        alpha=alpha, power=power, confidence=confidence,
        adjust=option(Adjustment, adjust, "adjust"), minimum=minimum, practical=practical,
        wished=wished, holidays=days_off(holidays),
    )  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def pair(
    before: Sample,
    after: Sample,
    options: Options,
    *,
    metric: Metric,
    where: str | None = None,
    touchpoint: str | None = None,
    wished: float | None = None,
) -> MetricChange:
    """One metric before and after, its p value not yet adjusted."""
    refusal = _refusal(before, after, options.minimum)
    comparison = None
    if refusal is None:
        comparison = compare_samples(before, after, confidence=options.confidence)
        if comparison.low is None:
            refusal = "all answers are alike, or too few, so nobody can say how sure it is"
    aim = options.wished if options.wished is not None else wished
    return MetricChange(
        metric=metric, where=where, touchpoint=touchpoint, before=before, after=after,
        comparison=comparison, refusal=refusal, practical=options.practical, wished=aim,
        detectable=None if refusal else _detectable(before, after, options),
        needed=None if refusal else _needed(before, after, aim or options.practical, options),
        warnings=compare_periods(before.period, after.period, holidays=options.holidays),
    )  # fmt: skip


def _refusal(before: Sample, after: Sample, minimum: int) -> str | None:
    for name, sample in (("before", before), ("after", after)):
        if sample.kind is SampleKind.BARE:
            if sample.metric is not None and sample.metric.id == _COUNT:
                return "a count is no sample: compare the share of customers that comes on"
            if sample.n == 0:
                return f"nobody was counted {name}"
            lacks = "an n or an interval" if sample.n is None else "an interval"
            return f"nobody says how sure the figure {name} is: give {lacks}"
    sizes = [sample.n for sample in (before, after) if sample.n is not None]
    return too_few(*sizes, minimum=minimum) if sizes else None


def compare_samples(before: Sample, after: Sample, *, confidence: float = 0.95) -> Comparison:
    """The difference of two samples, after minus before, with limits and a test.

    Two shares are compared by Newcombe's interval and the pooled z, or Fisher's exact
    test; two means by Welch's t; two Net Promoter Scores by `compare_net_promoters`;
    all else by `compare_estimates` of their limits.

    Args:
        before: what was measured before.
        after: what was measured after, in the same unit.
        confidence: confidence of the limits.

    Returns:
        With `after` as the first figure; without limits where nothing says how sure
        one of the two is.
    """
    kinds = {before.kind, after.kind}
    if kinds == {SampleKind.SHARE}:
        c = compare_rates(
            after.counts[0], after.n or 0, before.counts[0], before.n or 0, confidence=confidence
        )
        by = after.whole
        return c.replace(
            first=after.value, second=before.value, difference=after.value - before.value,
            low=by * (c.low or 0.0), high=by * (c.high or 0.0),
        )  # fmt: skip
    if kinds == {SampleKind.MEAN}:
        first, second = ((s.value, s.spread or 0.0, s.n or 0) for s in (after, before))
        return compare_means(first, second, confidence=confidence)
    if kinds == {SampleKind.NPS}:
        first, second = ((s.counts[0], s.counts[1], s.n or 0) for s in (after, before))
        return compare_net_promoters(first, second, confidence=confidence)
    limits = [sample.limits(confidence) for sample in (before, after)]
    old, new = (each or (s.value, s.value) for s, each in zip((before, after), limits, strict=True))
    c = compare_estimates(after.value, new, before.value, old, confidence=confidence)
    return c if None not in limits else c.replace(low=None, high=None)


def _detectable(before: Sample, after: Sample, options: Options) -> float | None:
    """The least change that would be seen with so many answers, in the unit of the metric."""
    asked = {"alpha": options.alpha, "power": options.power}
    kinds = {before.kind, after.kind}
    n1, n2 = before.n or 0, after.n or 0
    if kinds == {SampleKind.SHARE}:
        found = detectable_rate_difference(before.value / before.whole, n1, n2, **asked)
        return None if found is None else before.whole * found
    if kinds <= set(_SPREAD):
        return detectable_mean_difference(
            before.spread or 0.0, n1, after.spread or 0.0, n2, **asked
        )
    widths = [limits[1] - limits[0] for s in (before, after) if (limits := s.limits(0.95))]
    error = math.hypot(*widths) / (2 * quantile(0.95))
    return detectable_difference(error, **asked) if len(widths) == 2 else None


def _needed(before: Sample, after: Sample, aim: float | None, options: Options) -> int | None:
    """How many answers each period needs so that a change is seen; None where nobody can say."""
    if not aim:
        return None
    asked = {"alpha": options.alpha, "power": options.power}
    kinds = {before.kind, after.kind}
    if kinds == {SampleKind.SHARE}:
        share = before.value / before.whole
        ends = [share + sign * aim / before.whole for sign in (1, -1)]
        # A change that goes beyond all shares is taken the other way.
        possible = [end for end in ends if 0 <= end <= 1]
        if not possible:
            return None
        return math.ceil(rate_sample_size(share, possible[0], **asked))
    if kinds <= set(_SPREAD) and (before.spread or after.spread):
        return math.ceil(mean_sample_size(aim, before.spread or 0.0, after.spread or 0.0, **asked))
    return None


def judged(
    items: Sequence[MetricChange],
    options: Options,
    *,
    title: str,
    left_out: Iterable[str] = (),
    notes: Iterable[str] = (),
    locale: str | None = None,
) -> MetricChanges:
    """All changes, their p values adjusted together, each with its verdict."""
    raw = [
        item.comparison.test.p if item.comparison and not item.refusal else None for item in items
    ]
    told = []
    for item, p in zip(items, adjusted(raw, options.adjust), strict=True):
        one = item.replace(p_adjusted=p, holds=p is not None and p < options.alpha)
        told.append(one.replace(verdict=_verdict(one)))
    return MetricChanges(
        title=title, items=tuple(told), tests=sum(p is not None for p in raw),
        adjust=options.adjust, alpha=options.alpha, power=options.power,
        confidence=options.confidence, left_out=tuple(left_out), notes=tuple(notes), locale=locale,
    )  # fmt: skip


def _verdict(item: MetricChange) -> ChangeVerdict:
    c = item.comparison
    if c is None or c.difference is None or c.low is None or c.high is None or item.refusal:
        return ChangeVerdict.UNKNOWN
    small = item.practical is not None and max(-c.low, c.high) < item.practical
    if not item.holds:
        return ChangeVerdict.ALIKE if small else ChangeVerdict.MAY_BE_CHANCE
    if small:
        return ChangeVerdict.TOO_SMALL
    better = item.metric.higher_is_better
    if better is None:
        return ChangeVerdict.OTHER
    return ChangeVerdict.BETTER if (c.difference > 0) is better else ChangeVerdict.WORSE
