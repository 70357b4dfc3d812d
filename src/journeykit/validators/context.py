"""What a rule may look at beyond the element that it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import attrs
from attrs import Factory, field, frozen

from journeykit.model import (
    STANDARD_METRICS,
    Atlas,
    Evidence,
    Journey,
    Metric,
    Place,
    Reference,
    Touchpoint,
)
from journeykit.model.element import Value
from journeykit.validators.words import texts

__all__ = ["Context", "Lookups"]

V = TypeVar("V", bound=Value)


@frozen(eq=False, repr=False)
class Lookups(Value):
    """Tables over a journey, each made once, when the first rule asks for it.

    Attributes:
        journey: the journey.
        elsewhere: ids that other journeys of the atlas know, by kind.
    """

    journey: Journey
    elsewhere: Mapping[str, Collection[str]] = field(factory=dict, kw_only=True)

    @cached_property
    def places(self) -> Mapping[type[Any], tuple[Place, ...]]:
        """All places by the exact type of what is there."""
        found: dict[type[Any], list[Place]] = {}
        for place in self.journey.places:
            found.setdefault(type(place.element), []).append(place)
        return {kind: tuple(places) for kind, places in found.items()}

    @cached_property
    def texts(self) -> Sequence[tuple[Place, str, int | None, str]]:
        """All texts that people read, as (place, field, position or None, text)."""
        return [(place, *found) for place in self.journey.places for found in texts(place.element)]

    @cached_property
    def mentions(self) -> Mapping[str, Mapping[str, tuple[Reference, ...]]]:
        """All references, by the kind and the id that they mention."""
        found: dict[str, dict[str, list[Reference]]] = {}
        for reference in self.journey.references:
            found.setdefault(reference.kind, {}).setdefault(reference.id, []).append(reference)
        return {
            kind: {id: tuple(references) for id, references in by_id.items()}
            for kind, by_id in found.items()
        }

    @cached_property
    def channels_in_use(self) -> frozenset[str]:
        """The channels in which touchpoints happen, by id."""
        return frozenset(t.channel for t in self.journey.touchpoints if t.channel is not None)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The fields of touchpoints that are filled anywhere on the map."""
        names = [a.name for a in attrs.fields(Touchpoint)]
        return frozenset(
            name for name in names if any(getattr(t, name) for t in self.journey.touchpoints)
        )


def _lookups(context: Context) -> Lookups:
    return Lookups(context.journey)


def _root(context: Context) -> Place:
    return context.journey.places[0]


@frozen(eq=False, repr=False)
class Context(Value):
    """Where a rule stands, and what it may look up; every look-up is cheap.

    Attributes:
        journey: the whole journey; an empty one for rules about an atlas.
        today: the day of the check; rules never ask a clock.
        place: where the element is that the rule is given.
        lookups: tables shared by all contexts of a run.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> context = Context(Journey("Buy a bike", [Phase("Look around")]), date(2026, 6, 1))
        >>> [phase.name for place, phase in context.each(Phase)]
        ['Look around']
    """

    journey: Journey
    today: date
    place: Place = field(default=Factory(_root, takes_self=True), kw_only=True)
    lookups: Lookups = field(default=Factory(_lookups, takes_self=True), kw_only=True)

    @property
    def root(self) -> Journey | Atlas:
        """What is checked: the journey, or an atlas."""
        place = self.place
        while place.parent is not None:
            place = place.parent
        return cast("Journey | Atlas", place.element)

    def at(self, place: Place) -> Context:
        """The same context at another place."""
        return Context(self.journey, self.today, place=place, lookups=self.lookups)

    def each(self, kind: type[V]) -> tuple[tuple[Place, V], ...]:
        """All values of a type in order of the map, each with its place."""
        places = self.lookups.places.get(kind, ())
        return tuple((place, cast("V", place.element)) for place in places)

    def holder(self, kind: type[V]) -> V | None:
        """The nearest value of a type that holds the element, or None."""
        place = self.place.parent
        while place is not None:
            if isinstance(place.element, kind):
                return place.element
            place = place.parent
        return None

    def metric(self, id: str | None) -> Metric | None:
        """The metric of this id, declared by the journey or standard; None where there is none."""
        if id is None:
            return None
        return self.journey.find(Metric, id) or STANDARD_METRICS.get(id)

    def evidence(self, ids: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence of these ids; ids that lead nowhere are left out."""
        found = (self.journey.find(Evidence, id) for id in ids)
        return tuple(evidence for evidence in found if evidence is not None)

    def mentions(self, kind: str) -> Mapping[str, tuple[Reference, ...]]:
        """All references to elements of a kind, a key of `journeykit.model.journey.KINDS`, by id."""
        return self.lookups.mentions.get(kind, {})

    def knows(self, kind: str, id: str) -> bool:
        """Whether another journey of the atlas has what an id mentions."""
        return id in self.lookups.elsewhere.get(kind, ())
