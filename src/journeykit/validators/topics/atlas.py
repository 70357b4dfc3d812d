"""Rules about many journeys and what they share (JKA)."""

# Every rule is given an atlas and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

import attrs

from journeykit.errors import did_you_mean, shown
from journeykit.model import Atlas, Journey, PainPoint, Place
from journeykit.model.element import Element
from journeykit.model.links import circles
from journeykit.model.shared import SHARED, is_mention
from journeykit.model.structure import PLURALS, place_at
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call

TOPIC = "atlas"


@rule(code="JKA01", on=Atlas, topic=TOPIC, severity=Severity.ERROR)
def duplicate_journey(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """Two journeys of an atlas share an id.

    Why:
        Touchpoints open into a journey by its id, and it is found by its id. Where
        two share one, all of them reach the first only. A map of today and one of
        tomorrow are two journeys too.

    Bad:
        --- # buy.yaml
        title: Buy a bike
        --- # buy-tomorrow.yaml
        title: Buy a bike
        state: future

    Good:
        --- # buy.yaml
        title: Buy a bike
        --- # buy-tomorrow.yaml
        title: Buy a bike
        id: buy-a-bike-tomorrow
        state: future

    Source:
        journeykit: every journey has a stable id.
    """
    seen: dict[str, Journey] = {}
    for index, journey in enumerate(atlas):
        first = seen.setdefault(journey.id, journey)
        if first is not journey:
            yield Problem(
                f"{call(journey)} has the id {shown(journey.id)}, which {_told(first)} has already",
                "id", at=place_at(atlas, [("journeys", index)]), key=str(index),
                hint="give one of the two another `id`",
            )  # fmt: skip


@rule(code="JKA02", on=Atlas, topic=TOPIC, severity=Severity.ERROR)
def conflicting_definition(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """Two definitions of one id say different things.

    Why:
        A persona, channel, pain point, opportunity, metric or source of evidence
        that several journeys share by id is one thing. Where it is told in two ways,
        figures over all journeys add up what is not the same, and nobody knows
        which of the two is right. What says nothing but its name is no definition:
        it stands for the full one.

    Bad:
        --- # buy.yaml
        title: Buy a bike
        personas:
          - name: Mira
            role: Commutes by bike
        --- # repair.yaml
        title: Have it repaired
        personas:
          - name: Mira
            role: Races at weekends

    Good:
        --- # buy.yaml
        title: Buy a bike
        personas:
          - name: Mira
            role: Commutes by bike
        --- # repair.yaml
        title: Have it repaired
        personas: [mira]

    Source:
        journeykit: what journeys share is told once.
    """
    homes: dict[int, Journey] | None = None
    for kind in SHARED:
        for index, journey in enumerate(atlas):
            for position, element in enumerate(journey.all(kind)):
                counts = atlas.defined(kind, element.id)
                if counts is None or counts is element or is_mention(element) or counts == element:
                    continue
                homes = _homes(atlas) if homes is None else homes
                first = homes.get(id(counts))
                where = "the atlas" if first is None else _told(first)
                if first is journey:
                    continue  # `duplicate-id` says it better
                yield Problem(
                    f"{call(element)} has another {_differing(element, counts)} than in {where}",
                    at=_place(atlas, index, kind, position), key=where,
                    hint="tell it in full once, and by its id alone elsewhere; what is another "
                    "thing needs another `id`",
                )  # fmt: skip


def _homes(atlas: Atlas) -> dict[int, Journey]:
    """The journeys that hold the definitions that count, by the identity of these."""
    found: dict[int, Journey] = {}
    for journey in atlas:
        for kind in SHARED:
            for element in journey.all(kind):
                if atlas.defined(kind, element.id) is element:
                    found.setdefault(id(element), journey)
    return found


def _differing(element: Element, other: Element) -> str:
    names = [
        field.name
        for field in attrs.fields(type(element))
        if getattr(element, field.name) != getattr(other, field.name)
    ]
    return " and another ".join(names)


def _told(journey: Journey) -> str:
    file = journey.origin.file if journey.origin is not None else None
    return f"{call(journey)} ({file})" if file else call(journey)


def _place(atlas: Atlas, index: int, kind: type[Element], position: int) -> Place:
    """The place of an element of a journey, by its position among those of its kind."""
    root = ("journeys", index)
    if kind is not PainPoint:
        return place_at(atlas, [root, (PLURALS[kind], position)])
    for p, phase in enumerate(atlas.journeys[index].phases):
        for t, touchpoint in enumerate(phase.touchpoints):
            if position < len(touchpoint.pain_points):
                path = [("phases", p), ("touchpoints", t), ("pain_points", position)]
                return place_at(atlas, [root, *path])
            position -= len(touchpoint.pain_points)
    raise LookupError(position)


def _openings(atlas: Atlas) -> Iterator[tuple[list[tuple[str, int]], str]]:
    """Where touchpoints are that open into journeys, and into which."""
    for index, journey in enumerate(atlas):
        for p, phase in enumerate(journey.phases):
            for t, touchpoint in enumerate(phase.touchpoints):
                if touchpoint.journey is not None:
                    path = [("journeys", index), ("phases", p), ("touchpoints", t)]
                    yield path, touchpoint.journey


@rule(code="JKA03", on=Atlas, topic=TOPIC, severity=Severity.ERROR)
def dangling_journey(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """A touchpoint opens into a journey that the atlas does not have.

    Why:
        The reader is sent on to a map that is not there: it was renamed, or is
        still to be made.

    Bad:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: check-out
        --- # checkout.yaml
        title: Checkout

    Good:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: checkout
        --- # checkout.yaml
        title: Checkout

    Source:
        journeykit: references go by id.
    """
    for path, target in _openings(atlas):
        if atlas.find(target) is None:
            place = place_at(atlas, path)
            near = did_you_mean(target, [journey.id for journey in atlas])
            yield Problem(
                f"{call(place.element)} opens into the journey {shown(target)}, which does not exist",
                "journey", at=place, key=target,
                hint=f"did you mean {near!r}?" if near else "correct the id, or add the journey",
            )  # fmt: skip


@rule(code="JKA04", on=Atlas, topic=TOPIC)
def journeys_in_a_circle(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """Journeys open into each other in a circle.

    Why:
        A journey that is told in full within a step of itself has no end. Where
        customers do come back, the way back is a transition, or the start of
        another journey.

    Bad:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: checkout
        --- # checkout.yaml
        title: Checkout
        phases:
          - name: Return
            touchpoints:
              - name: Go back to the shop
                journey: buy-a-bike

    Good:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: checkout
        --- # checkout.yaml
        title: Checkout
        phases:
          - name: Return
            touchpoints:
              - name: Go back to the shop

    Source:
        journeykit: journeys within journeys make a tree.
    """
    found = circles(atlas.links)
    if not found:
        return
    places: dict[tuple[str, str], Place] = {}
    for path, target in _openings(atlas):
        place = place_at(atlas, path)
        places.setdefault((place.ids[0], target), place)
    for circle in found:
        way = (*circle, circle[0])
        yield Problem(
            f"journeys open into each other in a circle: {' > '.join(way)}",
            "journey", at=places[way[-2], way[-1]], key=" ".join(circle),
            hint="take out the link that leads back",
        )  # fmt: skip


@rule(code="JKA05", on=Atlas, topic=TOPIC, severity=Severity.INFO)
def unused_definition(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """No journey has what the atlas defines.

    Why:
        A persona that takes no journey, a pain point that nobody meets, an
        opportunity that addresses nothing: either it is not part of the picture,
        or a journey has forgotten it.

    Bad:
        --- # atlas.yaml
        channels:
          - name: Web
          - name: Fax
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                channel: web

    Good:
        --- # atlas.yaml
        channels:
          - name: Web
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                channel: web

    Source:
        journeykit: what is shared is there to be used.
    """
    unused = {id(element) for element in atlas.unused}
    for kind in SHARED if unused else ():
        for index, element in enumerate(getattr(atlas, PLURALS[kind])):
            if id(element) in unused:
                yield Problem(
                    f"no journey has the {call(element)}",
                    at=place_at(atlas, [(PLURALS[kind], index)]),
                    hint="name it in the journeys that have it, or take it out",
                )


@rule(code="JKA06", on=Atlas, topic=TOPIC, severity=Severity.INFO, default=False)
def journey_by_itself(atlas: Atlas, context: Context) -> Iterator[Problem]:
    """A journey opens into no other, and none opens into it.

    Why:
        In an atlas whose journeys are linked, a map that nothing leads to is found
        by nobody.

    Bad:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: checkout
        --- # checkout.yaml
        title: Checkout
        --- # repair.yaml
        title: Have it repaired

    Good:
        --- # buy.yaml
        title: Buy a bike
        phases:
          - name: Purchase
            touchpoints:
              - name: Pay
                journey: checkout
        --- # checkout.yaml
        title: Checkout

    Source:
        journeykit: journeys within journeys make a tree.
    """
    # Where no journey is linked, being by itself says nothing.
    alone = {id(journey) for journey in atlas.alone} if atlas.links else set[int]()
    for index, journey in enumerate(atlas):
        if id(journey) in alone:
            yield Problem(
                f"{call(journey)} is linked to no other journey",
                at=place_at(atlas, [("journeys", index)]),
                hint="write `journey: ...` at the touchpoint that opens into it",
            )
