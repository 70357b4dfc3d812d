"""Rules about who the journey is about (JK4)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Emotion, Journey, Persona, Touchpoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, plural

TOPIC = "personas"


@rule(code="JK401", on=Journey, topic=TOPIC)
def several_actors(journey: Journey, context: Context, *, most: int = 1) -> Iterator[Problem]:
    """One map shows several points of view.

    Why:
        The feelings of two people average into those of none, and each reader
        follows another. Tools sell maps with many personas all the same; raise
        `most` where that is meant.

    Options:
        most: how many personas a map may have.

    Bad:
        personas:
          - name: Mira
          - name: Jonas

    Good:
        personas:
          - name: Mira

    Source:
        Nielsen Norman Group, Journey Mapping 101: one point of view per map.
    """
    count = len(journey.personas)
    if count > max(most, 0):
        yield Problem(
            f"the map shows {plural(count, 'persona')}", "personas",
            hint="make a map for each, or set the rule's option `most` where one map is meant",
        )  # fmt: skip


@rule(code="JK402", on=Persona, topic=TOPIC, empty="goals")
def persona_without_goals(persona: Persona, context: Context) -> Iterator[Problem]:
    """A persona wants nothing.

    Why:
        Goals and needs explain what a persona does; age and hobbies do not.

    Bad:
        personas:
          - name: Mira
            demographics:
              age: 34

    Good:
        personas:
          - name: Mira
            goals:
              - Ride to work all year

    Source:
        Cooper, The Inmates Are Running the Asylum, 1999: personas are defined by
        their goals.
    """
    if not persona.needs:
        yield Problem(
            f"{call(persona)} has no goals and no needs", "goals",
            hint="say what the persona wants to reach",
        )  # fmt: skip


@rule(code="JK403", on=Journey, topic=TOPIC, severity=Severity.ERROR)
def shares_above_one(journey: Journey, context: Context) -> Iterator[Problem]:
    """The personas make up more than all customers.

    Why:
        Shares are parts of all customers, and figures for the whole are
        weighted by them.

    Bad:
        personas:
          - name: Mira
            share: 0.7
          - name: Jonas
            share: 0.6

    Good:
        personas:
          - name: Mira
            share: 0.7
          - name: Jonas
            share: 0.3

    Source:
        journeykit: a share is a part of all customers, from 0 to 1.
    """
    total = sum(persona.share for persona in journey.personas if persona.share is not None)
    if total > 1 + 1e-9:
        yield Problem(
            f"the shares of the personas add up to {total:.10g}", "personas",
            hint="correct the shares so that they add up to 1 at most",
        )  # fmt: skip


@rule(code="JK404", on=Journey, topic=TOPIC)
def unused_persona(journey: Journey, context: Context) -> Iterator[Problem]:
    """A persona has no part in the journey.

    Why:
        Every touchpoint names those whom it concerns, and this persona is never
        among them. A touchpoint that names nobody concerns everybody.

    Bad:
        personas:
          - name: Mira
          - name: Jonas
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                personas: [mira]

    Good:
        personas:
          - name: Mira
          - name: Jonas
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                personas: [mira]
              - name: Help to carry it home
                personas: [jonas]

    Source:
        journeykit: touchpoints without personas concern all of them.
    """
    if not journey.touchpoints or not all(t.personas for t in journey.touchpoints):
        return
    for place, persona in context.each(Persona):
        if not context.is_mentioned("persona", persona.id):
            yield Problem(
                f"no touchpoint concerns {call(persona)}",
                at=place, hint="name the persona at its touchpoints, or take it out",
            )  # fmt: skip


@rule(code="JK405", on=Journey, topic=TOPIC)
def personas_of_one_segment(journey: Journey, context: Context) -> Iterator[Problem]:
    """Two personas are the same customers in the data.

    Why:
        Measured, the two will always show the same figures. They are one
        persona, or a column that tells them apart is missing.

    Bad:
        personas:
          - name: Mira
            segment:
              device: mobile
          - name: Jonas
            segment:
              device: mobile

    Good:
        personas:
          - name: Mira
            segment:
              device: mobile
          - name: Jonas
            segment:
              device: desktop

    Source:
        journeykit: a segment is the persona in the data.
    """
    seen: dict[object, Persona] = {}
    for place, persona in context.each(Persona):
        if not persona.segment:
            continue
        # Neither the order of the columns nor that of the values matters.
        key = frozenset((column, frozenset(values)) for column, values in persona.segment.items())
        other = seen.setdefault(key, persona)
        if other is not persona:
            yield Problem(
                f"{call(persona)} has the same segment as {call(other)}", "segment",
                at=place, hint="add a column that tells the two apart",
            )  # fmt: skip


@rule(code="JK406", on=Persona, topic=TOPIC, filled="preferred_channels")
def preferred_channel_unserved(persona: Persona, context: Context) -> Iterator[Problem]:
    """A persona prefers a channel in which nothing happens.

    Why:
        The journey makes this customer go where they would rather not. Either
        it should serve the channel, or the preference plays no part here.

    Bad:
        personas:
          - name: Mira
            preferred_channels: [chat]
        phases:
          - name: Buy
            touchpoints:
              - name: Ask about sizes
                channel: phone

    Good:
        personas:
          - name: Mira
            preferred_channels: [chat]
        phases:
          - name: Buy
            touchpoints:
              - name: Ask about sizes
                channel: chat

    Source:
        journeykit: channel gap, as seen by a persona.
    """
    # Without any channel on the map, `touchpoint-without-channel` has said it.
    served = context.lookups.channels_in_use
    for index, channel in enumerate(persona.preferred_channels):
        if served and channel not in served:
            yield Problem(
                f"{call(persona)} prefers the channel {channel!r}, in which no touchpoint happens",
                "preferred_channels", index=index, key=channel,
                hint="serve the channel at a touchpoint, or take the preference out",
            )  # fmt: skip


@rule(
    code="JK407", on=Persona, topic=TOPIC, severity=Severity.INFO, default=False, empty="evidence"
)
def persona_without_evidence(persona: Persona, context: Context) -> Iterator[Problem]:
    """A persona rests on no evidence.

    Why:
        A persona made up at a table is a guess about customers. That is a fair
        start, and should be told from one that research has met.

    Bad:
        personas:
          - name: Mira

    Good:
        personas:
          - name: Mira
            evidence: [interviews]
        evidence:
          - source: Interviews
            kind: interview

    Source:
        Nielsen Norman Group: proto-personas and research-based personas.
    """
    yield Problem(
        f"{call(persona)} rests on no evidence", "evidence",
        hint="name the research behind it, or evidence of the kind assumption",
    )  # fmt: skip


@rule(code="JK408", on=Emotion, topic=TOPIC, severity=Severity.ERROR, filled="persona")
def feeling_of_absent_persona(emotion: Emotion, context: Context) -> Iterator[Problem]:
    """A persona feels something at a touchpoint that does not concern it.

    Why:
        The touchpoint lists whom it concerns, and this persona is not among
        them: one of the two is wrong, and the persona's curve with it.

    Bad:
        personas:
          - name: Mira
          - name: Jonas
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                personas: [mira]
                emotions:
                  - valence: -0.4
                    persona: jonas

    Good:
        personas:
          - name: Mira
          - name: Jonas
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                personas: [mira, jonas]
                emotions:
                  - valence: -0.4
                    persona: jonas

    Source:
        journeykit: a touchpoint with personas concerns only these.
    """
    touchpoint = context.holder(Touchpoint)
    if touchpoint is None or emotion.persona is None or not touchpoint.personas:
        return
    if emotion.persona not in touchpoint.personas:
        yield Problem(
            f"{call(touchpoint)} does not concern the persona {emotion.persona!r}, who feels "
            "something there",
            "persona", key=emotion.persona,
            hint="add the persona to the touchpoint, or correct the emotion",
        )  # fmt: skip


@rule(code="JK409", on=Persona, topic=TOPIC, severity=Severity.INFO, default=False, empty="segment")
def persona_without_segment(persona: Persona, context: Context) -> Iterator[Problem]:
    """A map that is bound to events does not say who the persona is in them.

    Why:
        With a segment, every figure of the log can be told for this persona;
        without one, only for all customers at once.

    Bad:
        personas:
          - name: Mira
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                events: [paid]

    Good:
        personas:
          - name: Mira
            segment:
              device: mobile
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                events: [paid]

    Source:
        journeykit: a segment is the persona in the data.
    """
    if "events" in context.lookups.filled:
        yield Problem(
            f"{call(persona)} has no segment, though touchpoints are bound to events", "segment",
            hint="name the columns of the log, and their values, that pick these customers",
        )  # fmt: skip
