"""A journey with all that it shares with others filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, TypeAlias, TypeVar, cast

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
    made = copy(value)
    object.__setattr__(made, name, held)
    return made


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
        mentions: set[tuple[type[Element], str]] = set()
        _gather(waiting.pop(), mentions)
        for kind, id in mentions:
            if id in own[kind] or id in added.get(kind, ()):
                continue
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


def _gather(value: Value, found: set[tuple[type[Element], str]]) -> None:
    """Put the kind and id of all that a value, and what it holds, mentions into a set."""
    for name, kind in _NAMING.get(type(value), ()):
        held = getattr(value, name)
        if type(held) is str:
            found.add((kind, held))
        elif held:
            for id in held:
                found.add((kind, id))
    for name in HOLDERS.get(type(value).__name__, ()):
        inner = getattr(value, name)
        if type(inner) is tuple:
            for each in inner:
                _gather(each, found)
        elif inner is not None:
            _gather(inner, found)
