"""Rules about mentions of one element by another (JK2)."""

# Every rule is given an element and a context, whether it looks at both or not.

from __future__ import annotations

from collections.abc import Collection, Iterator

from journeykit.errors import did_you_mean
from journeykit.model import (
    KINDS,
    PLURALS,
    STANDARD_METRICS,
    Channel,
    Evidence,
    FrozenDict,
    Journey,
    Lane,
    LaneRole,
    Metric,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "references"

# Looking for the nearest id costs time in proportion to the ids that there
# are; these bounds keep a map in which everything dangles from taking minutes.
_MOST_SUGGESTIONS = 100
_MOST_CHOICES = 300


def _nearest(id: str, choices: Collection[str]) -> str | None:
    if len(choices) > _MOST_CHOICES:
        choices = [choice for choice in choices if choice[:2] == id[:2]][:_MOST_CHOICES]
    return did_you_mean(id, choices)


@rule(code="JK201", on=Journey, topic=TOPIC, severity=Severity.ERROR)
def dangling_reference(journey: Journey, context: Context) -> Iterator[Problem]:
    """An id is mentioned that no element has.

    Why:
        What refers to nothing is drawn without it, counted without it, and
        compared without it: the connection that the author meant is not there.
        Channels are free names until the journey declares channels. Metrics are
        those of the journey and the standard ones.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [checkout-survey]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [checkout-survey]
        evidence:
          - source: Checkout survey
            kind: survey

    Source:
        journeykit: references go by id.
    """
    unknown = context.lookups.unknown
    hints: dict[tuple[str, str], str] = {}
    # To say where each mention is costs more than to see that all is well.
    for reference in journey.references if unknown else ():
        kind, id = reference.kind, reference.id
        if id not in unknown.get(kind, ()):
            continue
        if (kind, id) not in hints:
            known = [element.id for element in journey.all(KINDS[kind])]
            known += STANDARD_METRICS if kind == "metric" else ()
            near = _nearest(id, known) if len(hints) < _MOST_SUGGESTIONS else None
            hints[kind, id] = (
                f"did you mean {near!r}?" if near
                else f"correct the id, or add it to the journey's {PLURALS[KINDS[kind]]}"
                if kind != "pain point"
                else "correct the id, or add the pain point to a touchpoint"
            )  # fmt: skip
        element = reference.place.element
        # In a mapping the id is a key, and has no position of its own.
        keyed = isinstance(getattr(element, reference.field), FrozenDict)
        yield Problem(
            f"{call(element)} mentions the {kind} {id!r}, which does not exist",
            reference.field,
            at=reference.place,
            index=None if keyed else reference.index,
            hint=hints[kind, id],
            key=id,
        )


@rule(code="JK202", on=Journey, topic=TOPIC)
def repeated_reference(journey: Journey, context: Context) -> Iterator[Problem]:
    """The same id stands twice in one list.

    Why:
        It says nothing that it has not said once, and whoever counts the list
        counts it double.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [checkout-survey, checkout-survey]
        evidence:
          - source: Checkout survey

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [checkout-survey]
        evidence:
          - source: Checkout survey

    Source:
        journeykit: references go by id.
    """
    if not context.lookups.has_repeats:
        return
    seen: set[tuple[object, ...]] = set()
    for reference in journey.references:
        if reference.index is None:
            continue
        key = (reference.place.path, reference.field, reference.id)
        if key in seen:
            yield Problem(
                f"{call(reference.place.element)} mentions the {reference.kind} "
                f"{reference.id!r} twice",
                reference.field, at=reference.place, index=reference.index, key=reference.id,
                hint="take one of them out",
            )  # fmt: skip
        seen.add(key)


@rule(code="JK203", on=Channel, topic=TOPIC, severity=Severity.INFO)
def unused_channel(channel: Channel, context: Context) -> Iterator[Problem]:
    """A declared channel serves no touchpoint.

    Why:
        Either the channel is not part of this journey, or a touchpoint in it
        has been forgotten.

    Bad:
        channels:
          - name: Web
          - name: Fax
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                channel: web

    Good:
        channels:
          - name: Web
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                channel: web

    Source:
        journeykit: coverage of channels.
    """
    if channel.id not in context.lookups.channels_in_use:
        yield Problem(
            f"no touchpoint happens in the {call(channel)}",
            hint="name it at the touchpoints that it serves, or take it out",
        )


@rule(code="JK204", on=Evidence, topic=TOPIC, severity=Severity.INFO)
def unused_evidence(evidence: Evidence, context: Context) -> Iterator[Problem]:
    """Nothing rests on a source of evidence.

    Why:
        The work of gathering it was done; the claims that it supports should
        say so, for they look like guesses now.

    Bad:
        evidence:
          - source: Checkout survey
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        evidence:
          - source: Checkout survey
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [checkout-survey]

    Source:
        Smaply's advice to mark each step by how far research backs it.
    """
    if not context.is_mentioned("evidence", evidence.id):
        yield Problem(
            f"nothing rests on {call(evidence)}",
            hint="name it under `evidence` of what it supports, or take it out",
        )


@rule(code="JK205", on=Metric, topic=TOPIC, severity=Severity.INFO)
def unused_metric(metric: Metric, context: Context) -> Iterator[Problem]:
    """A declared metric is neither measured nor aimed at.

    Why:
        A metric that no touchpoint, objective, opportunity or initiative names
        tells a reader nothing.

    Bad:
        metrics:
          - name: Calls per order
            unit: calls

    Good:
        metrics:
          - name: Calls per order
            unit: calls
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - metric: calls-per-order
                    value: 0.4

    Source:
        journeykit: metrics are declared to be used.
    """
    if not context.is_mentioned("metric", metric.id):
        yield Problem(
            f"nothing measures {call(metric)} or aims at it",
            hint="name it where it is measured, or take it out",
        )


@rule(code="JK206", on=Journey, topic=TOPIC, severity=Severity.INFO)
def empty_lane(journey: Journey, context: Context) -> Iterator[Problem]:
    """A declared lane is empty under every touchpoint.

    Why:
        An empty row takes room and reads as if nothing were the case, where
        most often nobody has looked yet.

    Bad:
        lanes:
          - title: Legal basis
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        lanes:
          - title: Legal basis
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                lanes:
                  legal-basis: Contract

    Source:
        BilLogic's sweep for silent lanes, after which the coverage gap is named.
    """
    for place, lane in context.each(Lane):
        if lane.role is LaneRole.OPPORTUNITIES:
            filled = bool(journey.opportunities)
        else:
            # All other roles are named after the field that holds their texts.
            filled = lane.role in context.lookups.filled
        if not filled and not context.is_mentioned("lane", lane.id):
            yield Problem(
                f"{call(lane)} is empty under every touchpoint",
                at=place, hint="fill it at a touchpoint at least, or take it out",
            )  # fmt: skip
