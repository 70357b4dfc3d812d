"""Rules about counts of customers along the way (JK607 and JK608)."""

# Every rule is given an element and a context, whether it looks at both or not.

from __future__ import annotations

from collections.abc import Iterator

from journeykit.errors import shown
from journeykit.model import (
    Journey,
    Touchpoint,
    Transition,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "metrics"


def _count_of(touchpoint: Touchpoint) -> int | None:
    """How many customers reach a touchpoint, over all segments and periods."""
    counts = [
        m.value
        for m in touchpoint.metrics
        if m.metric == "customers" and not m.segment and m.value is not None
    ]
    # Figures of several periods cannot be set against each other.
    return int(counts[0]) if len(counts) == 1 else None


@rule(code="JK607", on=Journey, topic=TOPIC)
def customers_grow(journey: Journey, context: Context) -> Iterator[Problem]:
    """More customers reach a touchpoint than the one before.

    Why:
        Along one way, customers can only get fewer. Where they grow, some enter
        in between, the two figures are of different periods, or the order of
        the map is not that of the customers. Journeys with transitions are
        spared: their ways may join.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
                metrics: [{metric: customers, value: 400}]
              - name: Pay
                metrics: [{metric: customers, value: 900}]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
                metrics: [{metric: customers, value: 900}]
              - name: Pay
                metrics: [{metric: customers, value: 400}]

    Source:
        A funnel counts those of the step before: N(k) <= N(k-1).
    """
    if journey.transitions:
        return
    before: tuple[str, int] | None = None
    for place, touchpoint in context.each(Touchpoint):
        count = _count_of(touchpoint)
        if count is None:
            continue
        if before is not None and count > before[1]:
            yield Problem(
                f"{call(touchpoint)} is reached by {count} customers, but {shown(before[0])} "
                f"before it by {before[1]} only",
                "metrics", at=place,
                hint="measure both over one period, or add the transitions by which others come in",
            )  # fmt: skip
        before = (touchpoint.name, count)


@rule(code="JK608", on=Transition, topic=TOPIC, severity=Severity.ERROR)
def transition_exceeds_source(transition: Transition, context: Context) -> Iterator[Problem]:
    """More customers take a transition than are at its source.

    Why:
        Counts are of customers, not of visits: nobody can leave a touchpoint
        who was never there.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
                metrics: [{metric: customers, value: 400}]
              - name: Pay
        transitions:
          - source: cart
            target: pay
            count: 900

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
                metrics: [{metric: customers, value: 900}]
              - name: Pay
        transitions:
          - source: cart
            target: pay
            count: 400

    Source:
        journeykit: a transition counts how many customers took it.
    """
    source = context.journey.find(Touchpoint, transition.source)
    there = None if source is None else _count_of(source)
    # Of a figure below 0 `figure-out-of-range` speaks.
    if source is None or transition.count is None or there is None or there < 0:
        return
    if transition.count > there:
        yield Problem(
            f"{transition.count} customers go from {shown(source.name)} to "
            f"{shown(transition.target)}, but {there} were there",
            "count", hint="count customers in both, over one period",
        )  # fmt: skip
