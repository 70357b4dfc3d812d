"""Rules about figures: their scales, and what was measured (JK6)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.errors import shown
from journeykit.model import (
    FrozenDict,
    Measurement,
    Metric,
    Touchpoint,
)
from journeykit.model.period import days_of
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, number

TOPIC = "metrics"


def figures(measurement: Measurement) -> Iterator[tuple[str, int | None, float]]:
    """The figures of a measurement that are in the unit of its metric: field, position, figure."""
    if measurement.value is not None:
        yield "value", None, measurement.value
    for index, end in enumerate(measurement.interval or ()):
        yield "interval", index, end
    if measurement.target is not None:
        yield "target", None, measurement.target


def range_of(metric: Metric) -> str:
    """The range of a metric in words, with its unit."""
    low, high = metric.low, metric.high
    if low is not None and high is not None:
        return f"{number(low)} to {number(high, metric.unit)}"
    if high is not None:
        return f"at most {number(high, metric.unit)}"
    return "any number" if low is None else f"at least {number(low, metric.unit)}"


def is_share(metric: Metric) -> bool:
    """Whether a metric is a part of a whole, from 0 to 1."""
    return metric.low == 0 and metric.high == 1


def is_percentage(metric: Metric) -> bool:
    """Whether a metric is a percentage, from 0 to 100."""
    return metric.high == 100 and (metric.unit or "").casefold() in ("%", "percent", "per cent")


def range_hint(metric: Metric, figure: float) -> str:
    """What to write instead of a figure that is out of range."""
    if is_share(metric) and 1 < figure <= 100:
        return (
            f"a share is a number from 0 to 1: write {number(figure / 100)} for {number(figure)} %"
        )
    return "correct the figure, or name the metric that was measured"


@rule(code="JK601", on=Measurement, topic=TOPIC, severity=Severity.ERROR)
def figure_out_of_range(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A figure lies where its metric cannot.

    Why:
        The figure was told in percent where the metric is a share, or belongs
        to another variant: there are three figures called CSAT and two called
        CES. Comparing it with others would be comparing unlike things.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: conversion
                    value: 34

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: conversion
                    value: 0.34

    Source:
        journeykit: the ranges of the standard metrics.
    """
    metric = context.metric(measurement.metric)
    if metric is None:
        return
    for field, index, figure in figures(measurement):
        if not metric.holds(figure):
            yield Problem(
                f"{number(figure)} is no possible {field} of {metric.name} ({metric.id}): "
                f"it is {range_of(metric)}",
                field, index=index, hint=range_hint(metric, figure), key=f"{metric.id} {index}",
            )  # fmt: skip


@rule(code="JK602", on=Measurement, topic=TOPIC)
def share_for_percentage(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A figure below 1 stands where percent are counted.

    Why:
        0.71 percent of satisfied customers would be remarkable; 71 percent is
        most likely meant. Nothing else will notice, for both are in range.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 0.71

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 71

    Source:
        journeykit: shares go from 0 to 1, percentages from 0 to 100.
    """
    metric = context.metric(measurement.metric)
    if metric is None or not is_percentage(metric):
        return
    for field, index, figure in figures(measurement):
        if 0 < figure < 1:
            yield Problem(
                f"{number(figure)} looks like a share, but {metric.name} ({metric.id}) is "
                "counted in percent",
                field, index=index, key=f"{metric.id} {index}",
                hint=f"write {number(figure * 100)}, if that is meant",
            )  # fmt: skip


@rule(code="JK603", on=Measurement, topic=TOPIC, filled="value", empty="n")
def figure_without_n(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A measured figure does not say on how many answers it rests.

    Why:
        71 percent of 14 answers and 71 percent of 1,400 call for different
        deeds. Counts of customers say it themselves.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: nps
                    value: 31

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: nps
                    value: 31
                    n: 412

    Source:
        Wilson 1927, Journal of the American Statistical Association 22: how sure
        a share is depends on n.
    """
    metric = context.metric(measurement.metric)
    is_count = metric is not None and metric.unit == "customers"
    if not is_count:
        yield Problem(
            f"{shown(measurement.metric)} was measured, but n is not given", "n",
            hint="add the number of answers, customers or events behind it",
            key=measurement.metric,
        )  # fmt: skip


@rule(
    code="JK604", on=Measurement, topic=TOPIC, severity=Severity.INFO, filled="n", empty="interval"
)
def figure_of_few(
    measurement: Measurement, context: Context, *, minimum: int = 30
) -> Iterator[Problem]:
    """A figure rests on few answers and has no interval.

    Why:
        With few answers a figure may be far from the truth. An interval says
        how far; without it, readers take the figure at its word.

    Options:
        minimum: from how many answers on a bare figure will do.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 71
                    n: 14

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 71
                    n: 14
                    interval: [45, 88]

    Source:
        Brown, Cai and DasGupta 2001, Statistical Science 16(2): intervals for
        shares of few.
    """
    n = measurement.n
    if measurement.value is not None and n is not None and n < minimum:
        yield Problem(
            f"{shown(measurement.metric)} rests on {n} only, and has no interval", "n",
            hint="add the interval, such as Wilson's for a share", key=measurement.metric,
        )  # fmt: skip


@rule(code="JK605", on=Measurement, topic=TOPIC, severity=Severity.ERROR, filled="interval")
def value_outside_interval(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A figure lies outside its own confidence interval.

    Why:
        The interval is drawn around the figure; one of the two is of another
        metric, another unit or another period.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 71
                    n: 400
                    interval: [0.66, 0.75]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: csat_top2
                    value: 71
                    n: 400
                    interval: [66, 75]

    Source:
        journeykit: an interval is in the unit of its metric.
    """
    value, interval = measurement.value, measurement.interval
    if value is not None and interval is not None and not interval[0] <= value <= interval[1]:
        yield Problem(
            f"the value {number(value)} of {shown(measurement.metric)} is not within its interval, "
            f"{number(interval[0])} to {number(interval[1])}",
            "interval", key=measurement.metric,
            hint="give both in the unit of the metric, and of the same period",
        )  # fmt: skip


@rule(code="JK606", on=Measurement, topic=TOPIC, severity=Severity.INFO, filled="target")
def target_already_met(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A figure has reached its target, or the target points the wrong way.

    Why:
        A target that is met asks for nothing. On a metric of which less is
        better, such as effort, a higher target is a slip.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: ces_1
                    value: 2.4
                    n: 400
                    target: 4

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: ces_1
                    value: 2.4
                    n: 400
                    target: 1.8

    Source:
        Customer Effort Score 1.0 counts effort, and less is better; 2.0 counts
        ease, and more is better.
    """
    metric = context.metric(measurement.metric)
    value, target = measurement.value, measurement.target
    if metric is None or metric.higher_is_better is None or value is None or target is None:
        return
    if value == target or (value > target) == metric.higher_is_better:
        better = "higher" if metric.higher_is_better else "lower"
        yield Problem(
            f"the target {number(target)} of {shown(measurement.metric)} is met: the value is "
            f"{number(value)}, and {better} is better",
            "target", key=measurement.metric,
            hint="set the next target, or correct its direction",
        )  # fmt: skip


@rule(code="JK612", on=Touchpoint, topic=TOPIC, severity=Severity.ERROR, filled="metrics")
def measured_twice(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint has two values of one metric for the same customers and time.

    Why:
        Both cannot be true, and which one is drawn is chance.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: nps, value: 31, n: 400}
                  - {metric: nps, value: 12, n: 400}

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: nps, value: 31, n: 400, period: 2026-Q1}
                  - {metric: nps, value: 12, n: 400, period: 2026-Q2}

    Source:
        journeykit: a figure belongs to a metric, a segment and a period.
    """
    seen: dict[tuple[str, str | None, FrozenDict[str, object]], float] = {}
    for index, measurement in enumerate(touchpoint.metrics):
        if measurement.value is None:
            continue
        key = (measurement.metric, measurement.period, measurement.segment)
        other = seen.setdefault(key, measurement.value)
        if other != measurement.value:
            yield Problem(
                f"{call(touchpoint)} has {shown(measurement.metric)} twice: {number(other)} and "
                f"{number(measurement.value)}",
                "metrics", index=index, key=measurement.metric,
                hint="say of which `period` or `segment` each is, or take one out",
            )  # fmt: skip


@rule(code="JK613", on=Measurement, topic=TOPIC, filled="period")
def period_unreadable(measurement: Measurement, context: Context) -> Iterator[Problem]:
    """A period is no date and no interval of dates, or runs backwards.

    Why:
        "Last spring" means another spring every year. Figures are set side by
        side and marked as old by their period.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: nps, value: 31, n: 400, period: last spring}

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: nps, value: 31, n: 400, period: 2026-01/2026-03}

    Source:
        ISO 8601-1 for dates and intervals; quarters and halves as in ISO 8601-2
        are written 2026-Q1 and 2026-H1 by most people.
    """
    if measurement.period is None:
        return
    ends = [days_of(part) for part in measurement.period.strip().split("/")]
    dates = [end[0] for end in ends if end is not None]
    hint = "write 2026, 2026-Q1, 2026-03, 2026-03-31, or two of these with / between"
    if len(dates) < len(ends) or len(ends) > 2:
        problem = f"the period {shown(measurement.period)} is no date and no interval"
    elif dates[0] > dates[-1]:
        problem = f"the period {shown(measurement.period)} ends before it begins"
        hint = "write the earlier date first"
    else:
        return
    yield Problem(problem, "period", hint=hint, key=f"{measurement.metric} {measurement.period}")
