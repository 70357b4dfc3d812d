"""Rules about pain points and what could be done about them (JK8)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Opportunity, PainPoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, number

TOPIC = "plan"


@rule(code="JK807", on=Opportunity, topic=TOPIC, severity=Severity.INFO, requires="plan-missing")
def opportunity_not_taken_up(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """No initiative takes up an opportunity.

    Why:
        There is a plan, and this is not in it: by decision or by oversight. A
        dropped initiative counts, for that was a decision.

    Bad:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
          - text: Show the price with shipping
        initiatives:
          - title: New payment provider
            opportunities: [every-card]

    Good:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
          - text: Show the price with shipping
            id: full-price
        initiatives:
          - title: New payment provider
            opportunities: [every-card]
          - title: Prices with shipping
            opportunities: [full-price]
            status: dropped

    Source:
        journeykit: a decision against something is worth writing down.
    """
    planned = context.is_mentioned("opportunity", opportunity.id)
    # What customers lack most is told by `most-wanted-not-planned`.
    if not planned and opportunity != _most_wanted(context):
        yield Problem(
            f"no initiative takes up {call(opportunity)}",
            hint="plan one, or write one down as dropped so that the decision is known",
        )


@rule(code="JK818", on=Opportunity, topic=TOPIC, requires="plan-missing")
def most_wanted_not_planned(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """Nothing is planned for what customers want and lack most.

    Why:
        The opportunity that the map's own figures rank first is the one that nobody
        works on. Either the plan is wrong or the figures are.

    Bad:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
            importance: 6
            satisfaction: 5
          - text: Show the price with shipping
            importance: 9
            satisfaction: 3
        initiatives:
          - title: New payment provider
            opportunities: [every-card]

    Good:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
            importance: 6
            satisfaction: 5
          - text: Show the price with shipping
            id: full-price
            importance: 9
            satisfaction: 3
        initiatives:
          - title: Prices with shipping
            opportunities: [full-price]

    Source:
        Ulwick, Jobs to be Done, 2016: importance and unmet importance rank outcomes.
    """
    planned = context.is_mentioned("opportunity", opportunity.id)
    if not planned and opportunity == _most_wanted(context):
        yield Problem(
            f"no initiative takes up {call(opportunity)}, which customers want and lack most",
            hint="plan one, or write one down as dropped so that the decision is known",
        )


def _most_wanted(context: Context) -> Opportunity | None:
    """The opportunity with the highest opportunity score, the first of equals; None without any."""
    scored = [
        (importance + max(importance - satisfaction, 0), -number, opportunity)
        for number, (_, opportunity) in enumerate(context.each(Opportunity))
        if (importance := opportunity.importance) is not None
        and (satisfaction := opportunity.satisfaction) is not None
    ]
    return max(scored)[2] if scored else None


@rule(code="JK808", on=Opportunity, topic=TOPIC, empty="pain_points")
def opportunity_for_nothing(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """An opportunity answers no pain and belongs to no touchpoint.

    Why:
        Readers cannot see where on the map it applies, and no figure of the map
        can rank it.

    Bad:
        opportunities:
          - text: Let customers pay with every card

    Good:
        opportunities:
          - text: Let customers pay with every card
            touchpoints: [pay]
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Source:
        Nielsen Norman Group, Journey Mapping 101: opportunities come from the map.
    """
    if not opportunity.touchpoints:
        yield Problem(
            f"{call(opportunity)} names no pain point and no touchpoint", "pain_points",
            hint="name the ids of the pain points that it answers, or where it applies",
        )  # fmt: skip


@rule(code="JK812", on=PainPoint, topic=TOPIC, severity=Severity.INFO, default=False)
def pain_without_opportunity(pain: PainPoint, context: Context) -> Iterator[Problem]:
    """No opportunity answers a pain point.

    Why:
        For maps on which every pain is to be answered. Finding and ranking such
        gaps is otherwise what gap analysis does, so this rule is off by default.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused
                    id: refused
        opportunities:
          - text: Let customers pay with every card
            pain_points: [refused]

    Source:
        journeykit: opportunity gap.
    """
    if not context.is_mentioned("pain point", pain.id):
        yield Problem(
            f"no opportunity answers {call(pain)}",
            hint="add an opportunity that names it under `pain_points`",
        )


@rule(code="JK813", on=PainPoint, topic=TOPIC, severity=Severity.INFO, empty="severity")
def pain_without_severity(pain: PainPoint, context: Context) -> Iterator[Problem]:
    """A pain point does not say how bad it is.

    Why:
        What makes customers leave and what makes them sigh stand side by side
        and look alike. What the customer does about it tells the two apart.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused
                    severity: abandonment

    Source:
        Atlassian's three grades: trivial, needs a workaround, causes abandonment.
    """
    yield Problem(
        f"{call(pain)} has no severity", "severity",
        hint="write trivial, workaround or abandonment, by what the customer does about it",
    )  # fmt: skip


_SCORES = ("reach", "impact", "confidence", "effort")


@rule(code="JK814", on=Opportunity, topic=TOPIC, severity=Severity.INFO)
def score_incomplete(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """An opportunity has some of the figures that rank it, but not all.

    Why:
        RICE needs reach, impact, confidence and effort; ICE needs the last
        three; the opportunity score needs importance and satisfaction. An
        opportunity with a part of them drops out of the ranking.

    Bad:
        opportunities:
          - text: Let customers pay with every card
            reach: 4000
            impact: 2

    Good:
        opportunities:
          - text: Let customers pay with every card
            reach: 4000
            impact: 2
            confidence: 0.8
            effort: 3

    Source:
        McBride, RICE, Intercom 2016; Ulwick, Jobs to be Done, 2016, for the
        opportunity score.
    """
    given = [name for name in _SCORES if getattr(opportunity, name) is not None]
    missing = [name for name in _SCORES if name not in given]
    ice = {"impact", "confidence", "effort"} <= set(given)
    if given and missing and not ice:
        yield Problem(
            f"{call(opportunity)} has {' and '.join(given)}, but no {' and no '.join(missing)}",
            missing[0], key="rice", hint="add what is missing, or take the others out",
        )  # fmt: skip
    pair = (opportunity.importance, opportunity.satisfaction)
    if (pair[0] is None) != (pair[1] is None):
        has, lacks = "importance", "satisfaction"
        if pair[0] is None:
            has, lacks = lacks, has
        yield Problem(
            f"{call(opportunity)} has {has}, but no {lacks}", lacks, key="odi",
            hint="ask customers for both, on the same scale",
        )  # fmt: skip


@rule(code="JK815", on=Opportunity, topic=TOPIC, severity=Severity.ERROR, filled="confidence")
def confidence_off_scale(opportunity: Opportunity, context: Context) -> Iterator[Problem]:
    """A confidence is on no scale that a ranking knows.

    Why:
        Beside a reach it is a share from 0 to 1, as RICE has it; otherwise it
        goes up to 10, as ICE has it. 80 for 80 percent makes the score a
        hundred times too high.

    Bad:
        opportunities:
          - text: Let customers pay with every card
            reach: 4000
            impact: 2
            confidence: 80
            effort: 3

    Good:
        opportunities:
          - text: Let customers pay with every card
            reach: 4000
            impact: 2
            confidence: 0.8
            effort: 3

    Source:
        McBride, RICE, Intercom 2016: confidence is a percentage of 1.
    """
    confidence = opportunity.confidence
    if confidence is None:
        return
    most = 10 if opportunity.reach is None else 1
    if confidence > most:
        yield Problem(
            f"{call(opportunity)} has the confidence {number(confidence)}; it goes from 0 to "
            f"{most}{' beside a reach (RICE)' if most == 1 else ' (ICE)'}",
            "confidence",
            hint=f"write {number(confidence / 100)} for {number(confidence)} %"
            if confidence <= 100 else "correct the figure",
        )  # fmt: skip
