"""Rules about the shape of a map (JK1): phases, touchpoints, ways between them."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.errors import shown
from journeykit.model import (
    KINDS,
    STAGES,
    Journey,
    Phase,
    Place,
    Touchpoint,
    TouchpointCategory,
    Transition,
    TransitionKind,
)
from journeykit.model.element import Element
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "structure"


def _same_way(transition: Transition) -> tuple[object, ...]:
    return (transition.source, transition.target, transition.kind, transition.label)


@rule(code="JK101", on=Journey, topic=TOPIC, severity=Severity.ERROR)
def duplicate_id(journey: Journey, context: Context) -> Iterator[Problem]:
    """Two elements of one kind share an id.

    Why:
        References, edits and comparisons go by id. Where two elements share
        one, all of them reach the first only. The same pain point may be told
        at several touchpoints, as long as it is told in the same words.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay by card
                id: pay
              - name: Pay by transfer
                id: pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay by card
              - name: Pay by transfer

    Source:
        journeykit: every element has a stable id.
    """
    for word, kind in KINDS.items():
        first: dict[str, tuple[Place, Element]] = {}
        held = context.each(kind)
        if len({element.id for _, element in held}) == len(held):
            continue
        for place, element in held:
            known = first.setdefault(element.id, (place, element))
            if known[0] is place or (word == "pain point" and known[1] == element):
                continue
            if isinstance(element, Transition) and isinstance(known[1], Transition):  # noqa: SIM102
                if _same_way(element) == _same_way(known[1]):
                    continue  # `duplicate-transition` says it better
            yield Problem(
                f"{call(element)} has the id {element.id!r}, which {call(known[1])} has already",
                "id", at=place, key=word,
                hint="give one of the two another `id`",
            )  # fmt: skip


@rule(code="JK102", on=Journey, topic=TOPIC)
def journey_without_phases(journey: Journey, context: Context) -> Iterator[Problem]:
    """A journey has no phases.

    Why:
        Phases give the map its shape: without them there is nowhere to put a
        touchpoint, and nothing to draw or to measure.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        phases:
          - name: Look around
            touchpoints:
              - name: See the ad

    Source:
        Nielsen Norman Group, Journey Mapping 101: journey phases are one of the
        five parts of every map.
    """
    if not journey.phases:
        yield Problem(
            "the journey has no phases", "phases",
            hint="name the stretches of the journey, such as awareness, purchase, use",
        )  # fmt: skip


@rule(code="JK103", on=Phase, topic=TOPIC, empty="touchpoints")
def phase_without_touchpoints(phase: Phase, context: Context) -> Iterator[Problem]:
    """A phase has no touchpoints.

    Why:
        Either nothing happens to the customer in this phase, and then it is no
        phase, or what happens has been left out.

    Bad:
        phases:
          - name: Look around

    Good:
        phases:
          - name: Look around
            touchpoints:
              - name: Compare prices

    Source:
        TheyDo asks for at least one step in every phase; so do we.
    """
    yield Problem(
        f"{call(phase)} has no touchpoints", "touchpoints",
        hint="say where customer and company meet in it, or take the phase out",
    )  # fmt: skip


@rule(code="JK104", on=Transition, topic=TOPIC)
def transition_to_itself(transition: Transition, context: Context) -> Iterator[Problem]:
    """A transition leads back to where it starts and is not marked as a loop.

    Why:
        A step that is repeated is a loop, and is drawn and counted as one. Where
        no loop is meant, source or target is a slip.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
        transitions:
          - source: pay
            target: pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
        transitions:
          - source: pay
            target: pay
            kind: loop

    Source:
        journeykit: kinds of transition.
    """
    if transition.source == transition.target and transition.kind is not TransitionKind.LOOP:
        yield Problem(
            f"the transition starts and ends at {shown(transition.source)}", "target",
            hint="write `kind: loop` if it is repeated, or correct the target",
        )  # fmt: skip


@rule(code="JK105", on=Journey, topic=TOPIC)
def duplicate_transition(journey: Journey, context: Context) -> Iterator[Problem]:
    """The same way is written twice.

    Why:
        Two transitions of one kind and label between the same touchpoints say
        the same thing; their counts would be added, or one of them lost.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
              - name: Pay
        transitions:
          - source: cart
            target: pay
            count: 120
          - source: cart
            target: pay
            count: 80

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
              - name: Pay
        transitions:
          - source: cart
            target: pay
            count: 120
          - id: pay-later
            source: cart
            target: pay
            kind: alternative
            count: 80

    Source:
        journeykit: a way is told by source, target, kind and label.
    """
    seen: set[tuple[object, ...]] = set()
    for place, transition in context.each(Transition):
        way = _same_way(transition)
        if way in seen:
            yield Problem(
                f"there is already a {transition.kind} transition from "
                f"{shown(transition.source)} to {shown(transition.target)}",
                at=place,
                hint="join the two, or tell them apart by `kind` or `label`",
            )
        seen.add(way)


@rule(code="JK106", on=Journey, topic=TOPIC)
def ambiguous_name(journey: Journey, context: Context) -> Iterator[Problem]:
    """Two elements that stand side by side have the same name.

    Why:
        A reader of the drawn map sees names, not ids, and cannot tell two
        phases, two personas, two channels, or two touchpoints of one phase
        apart when they are called alike.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
              - name: Pay
                id: pay-again

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
              - name: Pay the rest
                id: pay-again

    Source:
        journeykit: ids are for tools, names for people.
    """
    seen: dict[tuple[object, ...], str] = {}
    for word in ("persona", "channel", "phase", "touchpoint"):
        held = context.each(KINDS[word])
        names = {e.name.casefold().strip() for _, e in held}  # type: ignore[attr-defined]
        if len(names) == len(held):
            continue
        for place, element in held:
            name: str = element.name  # type: ignore[attr-defined]
            phase = place.parent.path if place.parent is not None else ()
            key = (word, phase, name.casefold().strip())
            other = seen.setdefault(key, element.id)
            if other != element.id:  # the same id is a fault of its own: `duplicate-id`
                yield Problem(
                    f"{call(element)} is called like the {word} with the id {other!r}",
                    "name", at=place, hint="tell the two apart by name",
                )  # fmt: skip


@rule(code="JK107", on=Touchpoint, topic=TOPIC)
def touchpoint_off_the_way(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A journey has transitions, but none of them touches this touchpoint.

    Why:
        Once transitions are written, they alone are the way: a touchpoint that
        none of them names is reached by nobody.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
              - name: Voucher
              - name: Pay
        transitions:
          - source: cart
            target: pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Cart
              - name: Voucher
              - name: Pay
        transitions:
          - source: cart
            target: voucher
          - source: voucher
            target: pay

    Source:
        journeykit: without transitions, the order of touchpoints is the way.
    """
    if not context.journey.transitions:
        return
    ways = context.mentions("touchpoint").get(touchpoint.id, ())
    if not any(isinstance(reference.place.element, Transition) for reference in ways):
        yield Problem(
            f"no transition leads to {call(touchpoint)} or away from it",
            hint="add the transitions that customers take, or take the touchpoint out",
        )


_ORDER = {stage: index for index, stage in enumerate(STAGES)}


@rule(code="JK108", on=Journey, topic=TOPIC, severity=Severity.INFO)
def stage_out_of_order(journey: Journey, context: Context) -> Iterator[Problem]:
    """A phase comes after one whose standard stage is later.

    Why:
        Comparisons between journeys line phases up by stage. A journey may well
        go back, but more often a stage was mistaken.

    Bad:
        phases:
          - name: Order
            stage: purchase
            touchpoints:
              - name: Pay
          - name: Look around
            stage: awareness
            touchpoints:
              - name: See the ad

    Good:
        phases:
          - name: Look around
            stage: awareness
            touchpoints:
              - name: See the ad
          - name: Order
            stage: purchase
            touchpoints:
              - name: Pay

    Source:
        journeykit: the usual order of the standard stages.
    """
    latest: tuple[int, str] | None = None
    for place, phase in context.each(Phase):
        rank = _ORDER.get(phase.stage or "")
        if rank is None:
            continue
        if latest is not None and rank < latest[0]:
            yield Problem(
                f"{call(phase)} is of the stage {phase.stage}, but comes after {shown(latest[1])} "
                f"of the stage {STAGES[latest[0]]}",
                "stage", at=place, hint="correct the stage, or move the phase",
            )  # fmt: skip
        elif latest is None or rank > latest[0]:
            latest = (rank, phase.name)


_CATEGORIES = list(TouchpointCategory)


@rule(code="JK109", on=Journey, topic=TOPIC, severity=Severity.INFO)
def category_out_of_order(journey: Journey, context: Context) -> Iterator[Problem]:
    """A touchpoint before the purchase comes after one that follows it.

    Why:
        Categories are seen from the purchase. Where they run backwards, either
        the journey holds two purchases, or a category was mistaken.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Write a review
                category: post-purchase
              - name: Compare prices
                category: pre-purchase

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Compare prices
                category: pre-purchase
              - name: Write a review
                category: post-purchase

    Source:
        Lemon and Verhoef 2016, Journal of Marketing 80(6): the three stages of
        the customer experience.
    """
    latest: tuple[int, str] | None = None
    for place, touchpoint in context.each(Touchpoint):
        if touchpoint.category is None:
            continue
        rank = _CATEGORIES.index(touchpoint.category)
        if latest is not None and rank < latest[0]:
            yield Problem(
                f"{call(touchpoint)} is {touchpoint.category}, but comes after "
                f"{shown(latest[1])}, which is {_CATEGORIES[latest[0]]}",
                "category", at=place, hint="correct the category, or move the touchpoint",
            )  # fmt: skip
        elif latest is None or rank > latest[0]:
            latest = (rank, touchpoint.name)
