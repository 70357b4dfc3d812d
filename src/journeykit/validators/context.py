"""What a rule may look at beyond the element that it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

import attrs
from attrs import Factory, field, frozen

from journeykit.model import (
    KINDS,
    STANDARD_METRICS,
    Atlas,
    Evidence,
    EvidenceKind,
    Journey,
    Metric,
    Place,
    Reference,
    Touchpoint,
)
from journeykit.model.element import Value
from journeykit.model.structure import REFERRING
from journeykit.validators.words import Column, bare_texts, prose, texts

__all__ = ["Context", "Lookups"]

V = TypeVar("V", bound=Value)

_MENTIONS = {
    owner: [(attrgetter(f"element.{name}"), word) for name, word in fields]
    for owner, fields in REFERRING.items()
}
_FIELDS = {a.name: attrgetter(a.name) for a in attrs.fields(Touchpoint)}


@frozen(eq=False, repr=False)
class Lookups(Value):
    """Tables over a journey, each made once, when the first rule asks for it.

    Attributes:
        journey: the journey.
        elsewhere: ids that other journeys of the atlas know, by kind.
    """

    journey: Journey
    elsewhere: Mapping[str, Collection[str]] = field(factory=dict, kw_only=True)
    _pairs: dict[type[Any], tuple[tuple[Place, Any], ...]] = field(factory=dict, init=False)

    @cached_property
    def places(self) -> Mapping[type[Any], tuple[Place, ...]]:
        """All places by the exact type of what is there."""
        found: dict[type[Any], list[Place]] = {}
        for place in self.journey.places:
            found.setdefault(type(place.element), []).append(place)
        return {kind: tuple(places) for kind, places in found.items()}

    def pairs(self, kind: type[Any]) -> tuple[tuple[Place, Any], ...]:
        """All values of a type in order of the map, each with its place."""
        if kind not in self._pairs:
            self._pairs[kind] = tuple((p, p.element) for p in self.places.get(kind, ()))
        return self._pairs[kind]

    @cached_property
    def texts(self) -> Sequence[tuple[Place, str, int | None, str]]:
        """All texts that people read, as (place, field, position or None, text), by type and field."""
        return [found for column in self._prose for found in texts(column)]

    @cached_property
    def bare_texts(self) -> Sequence[str]:
        """The texts of `texts` by themselves: to see that all is well takes no more."""
        return [text for column in self._prose for text in bare_texts(column)]

    @cached_property
    def _prose(self) -> Sequence[Column]:
        return [column for places in self.places.values() for column in prose(places)]

    @property
    def text_lists(self) -> Iterator[tuple[str, ...]]:
        """The lists of several texts by themselves."""
        held = (each for _, _, values in self._prose for each in values)
        return (each for each in held if type(each) is tuple and len(each) > 1)

    @cached_property
    def folded(self) -> str:
        """All texts that people read in one, a line each, as they compare whatever their case."""
        lines = self.bare_texts
        whole = "\n".join(("", *lines, ""))
        if whole.count("\n") > len(lines) + 1:
            whole = "\n".join(("", *(line.replace("\n", " ") for line in lines), ""))
        return whole.casefold()

    @cached_property
    def ids(self) -> Mapping[str, AbstractSet[str]]:
        """The ids of all elements, by kind."""
        return {
            word: {element.id for element in self.journey.all(kind)} for word, kind in KINDS.items()
        }

    @cached_property
    def _lists(self) -> Sequence[tuple[str, str | Collection[str]]]:
        """All that names elements by id, as (kind, what a field holds)."""
        return [
            (word, held)
            for owner, places in self.places.items()
            for get, word in _MENTIONS.get(owner, ())
            for held in map(get, places)
            if held
        ]

    @cached_property
    def has_repeats(self) -> bool:
        """Whether some list of ids has one twice."""
        return any(type(ids) is tuple and len(ids) > len(set(ids)) for _, ids in self._lists)

    @cached_property
    def mentioned(self) -> Mapping[str, AbstractSet[str]]:
        """The ids that are mentioned anywhere, by kind; `mentions` tells where, at a higher price."""
        found: dict[str, set[str]] = {word: set() for word in KINDS}
        for word, held in self._lists:
            if isinstance(held, str):
                found[word].add(held)
            else:
                found[word].update(held)
        return found

    @cached_property
    def unknown(self) -> Mapping[str, AbstractSet[str]]:
        """The ids that are mentioned and lead nowhere, by kind; of kinds that have some."""
        ids = {**self.ids, "metric": self.ids["metric"] | STANDARD_METRICS.keys()}
        found: dict[str, AbstractSet[str]] = {}
        for word, mentioned in self.mentioned.items():
            lost = mentioned - ids[word]
            if lost:
                lost = lost - frozenset(self.elsewhere.get(word, ()))
            # Channels are free names until a journey declares some.
            if lost and (word != "channel" or ids[word]):
                found[word] = lost
        return found

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
    def assumed(self) -> frozenset[str]:
        """The ids of evidence that is a mere assumption."""
        sources = self.journey.evidence
        return frozenset(e.id for e in sources if e.kind is EvidenceKind.ASSUMPTION)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The fields of touchpoints that are filled anywhere on the map."""
        touchpoints = self.journey.touchpoints
        return frozenset(name for name, get in _FIELDS.items() if any(map(get, touchpoints)))


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
        return cast("Journey | Atlas", self.place.root.element)

    def at(self, place: Place) -> Context:
        """The same context at another place."""
        return Context(self.journey, self.today, place=place, lookups=self.lookups)

    def each(self, kind: type[V]) -> tuple[tuple[Place, V], ...]:
        """All values of a type in order of the map, each with its place."""
        return cast("tuple[tuple[Place, V], ...]", self.lookups.pairs(kind))

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

    def is_mentioned(self, kind: str, id: str) -> bool:
        """Whether anything refers to an element; kinds are the keys of `journeykit.model.journey.KINDS`."""
        return id in self.lookups.mentioned.get(kind, ())

    def mentions(self, kind: str) -> Mapping[str, tuple[Reference, ...]]:
        """All references to elements of a kind, a key of `journeykit.model.journey.KINDS`, by id."""
        return self.lookups.mentions.get(kind, {})

    def knows(self, kind: str, id: str) -> bool:
        """Whether another journey of the atlas has what an id mentions."""
        return id in self.lookups.elsewhere.get(kind, ())
