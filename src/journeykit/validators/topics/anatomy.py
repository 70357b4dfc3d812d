"""Rules about the parts that every map has (JK3): actor, scenario, phases, actions, feelings.

The parts are those of Nielsen Norman Group's anatomy of a journey map.
"""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Journey, JourneyState, Opportunity, Phase, Touchpoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "anatomy"


@rule(code="JK301", on=Journey, topic=TOPIC)
def actor_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A journey says not whose it is.

    Why:
        The same shop is another journey for a first-time buyer and for a
        regular. A map of nobody in particular is true of nobody.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        personas:
          - name: Mira

    Source:
        Nielsen Norman Group, Journey Mapping 101: the actor.
    """
    if not journey.personas:
        yield Problem(
            "the journey has no persona", "personas",
            hint="name the one customer whose journey it is, as a persona",
        )  # fmt: skip


@rule(code="JK302", on=Journey, topic=TOPIC)
def scenario_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A journey says not what situation it starts from.

    Why:
        Actions make sense only towards a goal in a situation. Readers who do
        not know it judge each touchpoint by another story.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        scenario: Her old bike was stolen, and she needs one by Monday.

    Source:
        Nielsen Norman Group, Journey Mapping 101: scenario and expectations.
    """
    if journey.scenario is None:
        yield Problem(
            "the journey has no scenario", "scenario",
            hint="say in a sentence what brings the customer here",
        )  # fmt: skip


@rule(code="JK303", on=Journey, topic=TOPIC)
def expectations_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A journey says not what the customer expects of it.

    Why:
        Good and bad are measured against what was expected. Expectations may
        stand at the journey, or at its touchpoints.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        expectations:
          - Find a bike that fits within an hour

    Source:
        Nielsen Norman Group, Journey Mapping 101: scenario and expectations.
    """
    if not journey.expectations and all(t.expectation is None for t in journey.touchpoints):
        yield Problem(
            "nothing says what the customer expects", "expectations",
            hint="list what the customer hopes or takes for granted beforehand",
        )  # fmt: skip


@rule(code="JK304", on=Touchpoint, topic=TOPIC, empty="channel")
def touchpoint_without_channel(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint says not where it happens.

    Why:
        A touchpoint is a meeting, and a meeting has a place. Breaks between
        channels, where customers get lost, show only if channels are there.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                channel: web

    Source:
        CJML: a communication point has an initiator, a receiver and a channel.
    """
    yield Problem(
        f"{call(touchpoint)} has no channel", "channel",
        hint="say where it happens, such as web, store or phone",
    )  # fmt: skip


@rule(
    code="JK305", on=Touchpoint, topic=TOPIC, requires="blueprint-without-actions", empty="actions"
)
def touchpoint_without_actions(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint says not what the customer does.

    Why:
        A name is a heading; what the customer does under it is where effort
        and mistakes become visible.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions:
                  - Looks for the card, types its number twice

    Source:
        Nielsen Norman Group, Journey Mapping 101: actions, mindsets, emotions.
    """
    yield Problem(
        f"{call(touchpoint)} has no customer actions", "actions",
        hint="say what the customer does, in the customer's words",
    )  # fmt: skip


def _is_planned(context: Context) -> bool:
    # CJML: how it was experienced is told by the customer, so only of actual journeys.
    return context.journey.state is JourneyState.PLANNED


@rule(code="JK306", on=Touchpoint, topic=TOPIC, empty="thoughts")
def touchpoint_without_thoughts(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint says not what the customer thinks.

    Why:
        Questions and doubts are why customers stop. A map of actions alone is
        a process chart. Planned journeys are spared: nobody has taken them yet.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts:
                  - Is this page safe?

    Source:
        Nielsen Norman Group, Journey Mapping 101: actions, mindsets, emotions.
    """
    if not _is_planned(context):
        yield Problem(
            f"{call(touchpoint)} has no thoughts", "thoughts",
            hint="say what goes through the customer's mind, best as a quote",
        )  # fmt: skip


@rule(code="JK307", on=Touchpoint, topic=TOPIC, empty="emotions")
def touchpoint_without_emotion(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint says not what the customer feels.

    Why:
        The curve of feelings is what a journey map is read for; where a point
        is missing, it is drawn across a hole. Planned journeys are spared.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions:
                  - valence: -0.4
                    label: uneasy

    Source:
        Nielsen Norman Group, Journey Mapping 101: actions, mindsets, emotions.
    """
    if not _is_planned(context):
        yield Problem(
            f"{call(touchpoint)} has no emotion", "emotions",
            hint="say how pleasant it is, as a valence from -1 to 1",
        )  # fmt: skip


@rule(code="JK308", on=Journey, topic=TOPIC, requires="journey-without-phases")
def opportunities_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A map of how it is draws no conclusion.

    Why:
        A map is made to change something. What could be better belongs on it,
        with someone who owns it. Maps of the future are spared: they are the
        conclusion.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
        opportunities:
          - text: Take cards of all banks

    Source:
        Nielsen Norman Group, Journey Mapping 101: opportunities, with ownership
        and metrics.
    """
    settled = journey.state in (JourneyState.FUTURE, JourneyState.PLANNED)
    if not journey.opportunities and not settled:
        yield Problem(
            "the journey names no opportunity", "opportunities",
            hint="say what could be better, and for which pain point",
        )  # fmt: skip


@rule(code="JK309", on=Opportunity, topic=TOPIC, empty="owner")
def opportunity_without_owner(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """An opportunity has no owner.

    Why:
        What belongs to everybody is done by nobody.

    Bad:
        opportunities:
          - text: Take cards of all banks

    Good:
        opportunities:
          - text: Take cards of all banks
            owner: Payments team

    Source:
        Nielsen Norman Group, Journey Mapping 101: internal ownership.
    """
    yield Problem(
        f"{call(opportunity)} has no owner", "owner",
        hint="name who would have to act",
    )  # fmt: skip


@rule(code="JK310", on=Opportunity, topic=TOPIC, empty="metric")
def opportunity_without_metric(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """An opportunity names no metric that would show success.

    Why:
        Without a figure that should move, nobody can say afterwards whether
        the change was worth it.

    Bad:
        opportunities:
          - text: Take cards of all banks

    Good:
        opportunities:
          - text: Take cards of all banks
            metric: conversion

    Source:
        Nielsen Norman Group, Journey Mapping 101: metrics.
    """
    yield Problem(
        f"{call(opportunity)} names no metric", "metric",
        hint="name the figure that it should move, such as conversion or ces_2",
    )  # fmt: skip


@rule(code="JK311", on=Journey, topic=TOPIC, severity=Severity.INFO)
def state_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A journey says not whether it shows what is or what should be.

    Why:
        Readers take a wish for a fact, or a fact for a wish. The two are also
        compared with each other, and that needs to know which is which.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        state: current

    Source:
        CJML: planned and actual journeys are kept apart.
    """
    if journey.state is None:
        yield Problem(
            "the journey has no state", "state",
            hint="write current, future, planned or actual",
        )  # fmt: skip


@rule(code="JK312", on=Phase, topic=TOPIC, severity=Severity.INFO, default=False, empty="goal")
def phase_without_goal(phase: Phase, context: Context) -> Iterator[Problem]:
    """A phase says not what the customer wants to have reached at its end.

    Why:
        With a goal, one can tell whether the phase succeeded for the customer,
        and where it ends.

    Bad:
        phases:
          - name: Look around

    Good:
        phases:
          - name: Look around
            goal: Know which two bikes to try

    Source:
        journeykit: a phase is a stretch of the journey with one goal.
    """
    yield Problem(
        f"{call(phase)} has no goal", "goal",
        hint="say what the customer wants to have reached at its end",
    )  # fmt: skip


@rule(
    code="JK313", on=Touchpoint, topic=TOPIC, severity=Severity.INFO, default=False, empty="owner"
)
def touchpoint_without_owner(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """Nobody inside answers for a touchpoint.

    Why:
        Moments between two departments are where customers are lost, and they
        are the ones that nobody owns. An owner of the phase will do.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            owner: Shop team
            touchpoints:
              - name: Pay

    Source:
        Heart of the Customer: moments of truth lie at hand-offs between silos.
    """
    phase = context.holder(Phase)
    if phase is None or phase.owner is None:
        yield Problem(
            f"nobody owns {call(touchpoint)}", "owner",
            hint="name the team that answers for it, here or at its phase",
        )  # fmt: skip
