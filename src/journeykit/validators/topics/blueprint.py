"""Rules about the layers of a service blueprint (JKB)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.errors import shown
from journeykit.model import Journey, JourneyState, Lane, LaneRole, Touchpoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "blueprint"

_LAYERS = (LaneRole.FRONTSTAGE, LaneRole.BACKSTAGE, LaneRole.SUPPORT)


@rule(code="JKB01", on=Journey, topic=TOPIC)
def blueprint_without_actions(journey: Journey, context: Context) -> Iterator[Problem]:
    """A blueprint shows what staff do, but never what customers do.

    Why:
        A blueprint hangs on the row of customer actions: the line of
        interaction lies below it. Without that row it is a process chart.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                frontstage: [Hands over the terminal]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Holds the card to the terminal]
                frontstage: [Hands over the terminal]

    Source:
        Shostack 1984, Harvard Business Review 62(1); Bitner, Ostrom and Morgan
        2008, California Management Review 50(3).
    """
    filled = context.lookups.filled
    if "actions" not in filled and not filled.isdisjoint(_LAYERS):
        yield Problem(
            "the journey has blueprint layers, but no customer actions",
            hint="start from what the customer does at each touchpoint: `actions`",
        )


@rule(code="JKB02", on=Touchpoint, topic=TOPIC, filled="backstage", empty="frontstage")
def backstage_without_frontstage(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """Staff work out of sight at a touchpoint, but nothing comes into sight.

    Why:
        Backstage work serves something that the customer sees. Where nothing
        is there, a step across the line of visibility was left out, or the work
        belongs to another touchpoint.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Waits]
                backstage: [Checks the credit]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Waits]
                frontstage: [Says how long the check takes]
                backstage: [Checks the credit]

    Source:
        Bitner, Ostrom and Morgan 2008, California Management Review 50(3): the
        line of visibility.
    """
    yield Problem(
        f"{call(touchpoint)} has work backstage, but nothing frontstage", "frontstage",
        hint="say what the customer sees of it, be it a message",
    )  # fmt: skip


@rule(code="JKB03", on=Touchpoint, topic=TOPIC, filled="support")
def support_without_stage(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """Systems or partners support a touchpoint at which nobody does anything.

    Why:
        Support processes serve those who serve the customer. Where neither the
        front nor the back of the stage is told, nobody can see whom.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Holds the card to the terminal]
                support: [Payment provider]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Holds the card to the terminal]
                frontstage: [Terminal shows the amount]
                support: [Payment provider]

    Source:
        Bitner, Ostrom and Morgan 2008, California Management Review 50(3): the
        line of internal interaction.
    """
    if not touchpoint.frontstage and not touchpoint.backstage:
        yield Problem(
            f"{call(touchpoint)} has support, but nothing front- or backstage that it serves",
            "support", hint="say which work of staff or screen it supports",
        )  # fmt: skip


_RANK = {role: index for index, role in enumerate(LaneRole)}


@rule(code="JKB04", on=Journey, topic=TOPIC)
def layers_out_of_order(journey: Journey, context: Context) -> Iterator[Problem]:
    """The lanes of a blueprint are not in the order of its lines.

    Why:
        Lanes are drawn in the order in which they are listed. The lines of
        interaction, of visibility and of internal interaction mean something
        only with what customers see above what they do not.

    Bad:
        lanes:
          - title: Behind the scenes
            role: backstage
          - title: What the customer does
            role: actions
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Waits]
                frontstage: [Says how long it takes]
                backstage: [Checks the credit]

    Good:
        lanes:
          - title: What the customer does
            role: actions
          - title: Behind the scenes
            role: backstage
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Waits]
                frontstage: [Says how long it takes]
                backstage: [Checks the credit]

    Source:
        Bitner, Ostrom and Morgan 2008, California Management Review 50(3).
    """
    ordered = (LaneRole.ACTIONS, *_LAYERS)
    deepest: Lane | None = None
    for place, lane in context.each(Lane):
        if lane.role not in ordered:
            continue
        if deepest is not None and _RANK[lane.role] < _RANK[deepest.role]:
            yield Problem(
                f"{call(lane)} ({lane.role}) stands below {shown(deepest.title)} ({deepest.role})",
                at=place,
                hint=f"list them as {', '.join(ordered)}",
            )
        else:
            deepest = lane


@rule(code="JKB05", on=Touchpoint, topic=TOPIC, severity=Severity.INFO, default=False)
def blueprint_with_hole(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """Most of a map is a blueprint, and this touchpoint is not.

    Why:
        An empty column reads as if nobody inside had anything to do with it.
        Most often, nobody has asked them yet.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Choose
                frontstage: [Answers questions]
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Choose
                frontstage: [Answers questions]
              - name: Pay
                frontstage: [Terminal shows the amount]

    Source:
        journeykit: coverage gap.
    """
    is_blueprint = not context.lookups.filled.isdisjoint(_LAYERS)
    if is_blueprint and not (touchpoint.frontstage or touchpoint.backstage or touchpoint.support):
        yield Problem(
            f"{call(touchpoint)} has no blueprint layer, though others have", "frontstage",
            hint="ask those who work there what happens in front and behind",
        )  # fmt: skip


@rule(code="JKB06", on=Touchpoint, topic=TOPIC, severity=Severity.INFO, default=False)
def physical_evidence_missing(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """Staff act in front of the customer, but nothing is there to see or to hold.

    Why:
        Customers judge a service by the things around it: a page, a letter, a
        receipt, a room. The topmost row of a blueprint lists them. Planned
        journeys are spared.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Pays in cash]
                frontstage: [Counts the change]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                actions: [Pays in cash]
                physical_evidence: [Receipt]
                frontstage: [Counts the change]

    Source:
        Bitner 1992, Journal of Marketing 56(2): servicescapes.
    """
    planned = context.journey.state is JourneyState.PLANNED
    if touchpoint.frontstage and not touchpoint.physical_evidence and not planned:
        yield Problem(
            f"{call(touchpoint)} has a frontstage, but no physical evidence", "physical_evidence",
            hint="say what the customer sees, hears or holds there",
        )  # fmt: skip
