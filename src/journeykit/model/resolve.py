"""A journey with all that it shares with others filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from journeykit.model.element import Element, Value
from journeykit.model.journey import Journey
from journeykit.model.phase import Phase
from journeykit.model.plan import Opportunity, PainPoint
from journeykit.model.shared import SHARED, called, is_mention
from journeykit.model.structure import HOLDERS, KINDS, PLURALS, REFERRING
from journeykit.model.touchpoint import Touchpoint

__all__ = ["Definitions", "resolve"]

E = TypeVar("E", bound=Element)
V = TypeVar("V", bound=Value)

Definitions: TypeAlias = Mapping[type[Element], Mapping[str, Element]]
"""What counts for each id, by kind."""

# Pain points stand at touchpoints: a list of them could not say where.
_LISTED = tuple(kind for kind in SHARED if kind is not PainPoint)


def resolve(
    journey: Journey,
    definitions: Definitions,
    addressing: Mapping[str, Sequence[Opportunity]],
) -> Journey:
    """Fill in what a journey shares; see `Atlas.resolved`.

    Args:
        journey: the journey; it is returned itself where there is nothing to fill in.
        definitions: what counts for each id.
        addressing: opportunities to add, by the pain points that they address.

    Returns:
        The journey with the same origin: what it says itself stands where it stood,
        and what is added comes after it.
    """
    changes: dict[str, Any] = {}
    told: list[Value] = [journey]
    phases = tuple(_in_phase(phase, definitions[PainPoint], told) for phase in journey.phases)
    if any(a is not b for a, b in zip(phases, journey.phases, strict=True)):
        changes["phases"] = phases
    filled = {kind: _filled(journey.all(kind), definitions[kind], told) for kind in _LISTED}
    added = _missing(journey, told, definitions, addressing)
    for kind, elements in filled.items():
        complete = (*elements, *added.get(kind, {}).values())
        if complete != journey.all(kind):
            changes[PLURALS[kind]] = complete
    return journey.replace(**changes, origin=journey.origin) if changes else journey


def _filled(held: tuple[E, ...], known: Mapping[str, Element], told: list[Value]) -> tuple[E, ...]:
    """The elements, each that is but a mention replaced by what it stands for, which is told."""
    filled = tuple(_meant(element, known[element.id]) for element in held)
    if all(a is b for a, b in zip(filled, held, strict=True)):
        return held
    told.extend(filled)
    return filled


def _meant(element: E, definition: Element) -> E:
    if definition is element or not is_mention(element):
        return element
    # Of two mentions the one with a name of its own tells more than an id.
    if is_mention(definition) and not (called(element) == element.id != called(definition)):
        return element
    return cast("E", definition)


def _in_phase(phase: Phase, known: Mapping[str, Element], told: list[Value]) -> Phase:
    touchpoints = tuple(_at_touchpoint(t, known, told) for t in phase.touchpoints)
    if all(a is b for a, b in zip(touchpoints, phase.touchpoints, strict=True)):
        return phase
    return _with(phase, "touchpoints", touchpoints)


def _at_touchpoint(
    touchpoint: Touchpoint, known: Mapping[str, Element], told: list[Value]
) -> Touchpoint:
    held = touchpoint.pain_points
    filled = _filled(held, known, told) if held else held
    return touchpoint if filled is held else _with(touchpoint, "pain_points", filled)


def _with(value: V, name: str, held: tuple[Value, ...]) -> V:
    """A copy with one field changed; all others were checked when the first one was made."""
    kind = type(value)
    made = kind.__new__(kind)
    for each in _FIELDS[kind]:
        object.__setattr__(made, each, getattr(value, each))
    object.__setattr__(made, name, held)
    return made


_FIELDS: dict[type[Value], tuple[str, ...]] = {
    kind: tuple(field.name for field in attrs.fields(kind)) for kind in (Phase, Touchpoint)
}


def _missing(
    journey: Journey,
    told: list[Value],
    definitions: Definitions,
    addressing: Mapping[str, Sequence[Opportunity]],
) -> dict[type[Element], dict[str, Element]]:
    """What is mentioned in what is told and not listed, and what that mentions in turn."""
    own = {kind: {element.id for element in journey.all(kind)} for kind in _LISTED}
    added: dict[type[Element], dict[str, Element]] = {}
    if addressing:
        for pain in journey.pain_points:
            for opportunity in addressing.get(pain.id, ()):
                if opportunity.id not in own[Opportunity]:
                    added.setdefault(Opportunity, {})[opportunity.id] = opportunity
    waiting = [*told, *added.get(Opportunity, {}).values()]
    while waiting:
        mentions: dict[type[Element], set[str]] = {}
        _gather(waiting, mentions)
        waiting = []
        for kind, ids in mentions.items():
            for id in ids - own[kind] - added.get(kind, {}).keys():
                found = definitions[kind].get(id)
                if found is not None:
                    added.setdefault(kind, {})[id] = found
                    waiting.append(found)
    # In order of their ids: which mention came first means nothing.
    return {kind: dict(sorted(found.items())) for kind, found in added.items()}


# Which fields of which type name what journeys list, and which hold values that do.
_NAMING: dict[type[Value], list[tuple[str, type[Element]]]] = {
    owner: [(name, KINDS[word]) for name, word in fields if KINDS[word] in _LISTED]
    for owner, fields in REFERRING.items()
}


def _gather(values: Iterable[Value], found: dict[type[Element], set[str]]) -> None:
    """Put the ids of all that values, and what they hold, mention into a set for each kind."""
    by_type: dict[type[Value], list[Value]] = {}
    for value in values:
        by_type.setdefault(type(value), []).append(value)
    # All values of a type at once: most fields of most values are empty.
    for owner, alike in by_type.items():
        for name, kind in _NAMING.get(owner, ()):
            ids = found.setdefault(kind, set())
            for held in filter(None, map(attrgetter(name), alike)):
                if type(held) is str:
                    ids.add(held)
                else:
                    ids.update(held)
        for name in HOLDERS.get(owner.__name__, ()):
            inner: list[Value] = []
            for held in filter(None, map(attrgetter(name), alike)):
                if type(held) is tuple:
                    inner += held
                else:
                    inner.append(held)
            if inner:
                _gather(inner, found)
