"""Rules about the metrics that a journey declares (JK609 to JK611)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import (
    STANDARD_METRICS,
    Measurement,
    Metric,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "metrics"


@rule(code="JK609", on=Metric, topic=TOPIC)
def standard_metric_redefined(metric: Metric, context: Context) -> Iterator[Problem]:
    """A journey gives a standard id to a metric of its own.

    Why:
        Whoever compares journeys by id takes the two for one. A variant needs a
        name of its own, as the standard ones have.

    Bad:
        metrics:
          - name: Effort on a scale to ten
            id: ces_1
            low: 1
            high: 10

    Good:
        metrics:
          - name: Effort on a scale to ten
            id: ces_ten
            low: 1
            high: 10

    Source:
        Three incompatible figures are published under the name CSAT.
    """
    standard = STANDARD_METRICS.get(metric.id)
    if standard is None:
        return
    differing = [
        name
        for name in ("unit", "low", "high", "higher_is_better")
        if getattr(metric, name) != getattr(standard, name)
    ]
    if differing:
        yield Problem(
            f"{call(metric)} has the id of the standard metric {standard.name}, but another "
            f"{' and another '.join(differing)}",
            "id", hint="give it an id of its own, or leave it out to use the standard one",
        )  # fmt: skip


@rule(code="JK610", on=Metric, topic=TOPIC, severity=Severity.INFO)
def metric_without_unit(metric: Metric, context: Context) -> Iterator[Problem]:
    """A metric does not say in what it is counted.

    Why:
        A bare 3 may be minutes or hours. Axes, tables and comparisons write the
        unit that the metric declares.

    Bad:
        metrics:
          - name: Time to answer

    Good:
        metrics:
          - name: Time to answer
            unit: h

    Source:
        journeykit: a metric is one exact variant of a measure.
    """
    if metric.unit is None:
        yield Problem(
            f"{call(metric)} has no unit", "unit", hint="say what one is, such as %, points, s"
        )


@rule(code="JK611", on=Metric, topic=TOPIC, severity=Severity.INFO)
def metric_without_direction(metric: Metric, context: Context) -> Iterator[Problem]:
    """Something aims at a metric of which nobody says whether more is better.

    Why:
        Whether a target is ambitious or a slip, and whether a change was for
        the better, follows from the direction.

    Bad:
        metrics:
          - name: Calls per order
            unit: calls
        objectives:
          - statement: Fewer calls
            metric: calls-per-order

    Good:
        metrics:
          - name: Calls per order
            unit: calls
            higher_is_better: false
        objectives:
          - statement: Fewer calls
            metric: calls-per-order

    Source:
        journeykit: a metric is one exact variant of a measure.
    """
    mentions = context.mentions("metric").get(metric.id, ())
    aimed = any(not isinstance(reference.place.element, Measurement) for reference in mentions)
    if aimed and metric.higher_is_better is None:
        yield Problem(
            f"{call(metric)} is aimed at, but has no direction", "higher_is_better",
            hint="write true where more is better, false where less is",
        )  # fmt: skip
