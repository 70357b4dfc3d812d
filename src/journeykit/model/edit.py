"""Edits that return new journeys.

All are functions from a journey to a journey; `Journey` offers them as
methods. Whatever an edit does not mention stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import evolve

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Element, Value
from journeykit.model.frozendict import FrozenDict
from journeykit.model.phase import Phase
from journeykit.model.plan import PainPoint
from journeykit.model.structure import HOLDERS, KINDS, PLURALS, REFERRING
from journeykit.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from journeykit.model.journey import Journey

__all__ = [
    "move",
    "rename",
    "with_element",
    "with_ids",
    "with_phase",
    "with_touchpoint",
    "without",
]

E = TypeVar("E", bound=Element)
V = TypeVar("V", bound=Value)


def with_phase(
    journey: Journey, phase: Phase, *, before: str | None = None, after: str | None = None
) -> Journey:
    """Put a phase in: in place of the one of its id, or beside another, or at the end."""
    _expect(Phase, phase, "with_phase")
    return journey.replace(phases=_put(journey.phases, phase, "phase", before, after))


def with_touchpoint(
    journey: Journey,
    touchpoint: Touchpoint,
    *,
    phase: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> Journey:
    """Put a touchpoint in: in place of the one of its id, or beside another, or last."""
    _expect(Touchpoint, touchpoint, "with_touchpoint")
    if journey.find(Touchpoint, touchpoint.id) is not None:
        if phase is None and before is None and after is None:
            home = journey.phase_of(touchpoint.id)
            return _with_touchpoints(journey, home, _put(home.touchpoints, touchpoint))
        _home(journey, phase, before, after, touchpoint)
        journey = without(journey, Touchpoint, touchpoint.id)
    home = _home(journey, phase, before, after, touchpoint)
    put = _put(home.touchpoints, touchpoint, "touchpoint", before, after)
    return _with_touchpoints(journey, home, put)


def _with_touchpoints(
    journey: Journey, home: Phase, touchpoints: tuple[Touchpoint, ...]
) -> Journey:
    return with_phase(journey, home.replace(touchpoints=touchpoints))


def with_element(journey: Journey, element: Element) -> Journey:
    """Put an element of any kind in: in place of the one of its kind and id, or at the end."""
    kind = type(element)
    if isinstance(element, Touchpoint):
        return with_touchpoint(journey, element)
    if isinstance(element, PainPoint):
        journey.get(PainPoint, element.id)
        return _map_touchpoints(
            journey,
            lambda t: tuple(element if p.id == element.id else p for p in t.pain_points),
        )
    if kind not in PLURALS:
        raise InvalidValueError(
            "Journey", "with_element", expected="an element such as a Persona", got=element
        )
    return journey.replace(**{PLURALS[kind]: _put(journey.all(kind), element)})


def move(
    journey: Journey,
    touchpoint_id: str,
    *,
    phase: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> Journey:
    """Move a touchpoint to the end of a phase, or beside another touchpoint."""
    touchpoint = journey.touchpoint(touchpoint_id)
    if touchpoint_id in (before, after):
        return journey
    _home(journey, phase, before, after, touchpoint)
    return with_touchpoint(journey, touchpoint, phase=phase, before=before, after=after)


def without(journey: Journey, kind: type[Element], id: str) -> Journey:
    """Take the element of this kind and id out."""
    found = journey.get(kind, id)
    if kind is Touchpoint:
        home = journey.phase_of(id)
        kept = tuple(t for t in home.touchpoints if t is not found)
        return with_phase(journey, home.replace(touchpoints=kept))
    if kind is PainPoint:
        return _map_touchpoints(
            journey, lambda t: tuple(pain for pain in t.pain_points if pain.id != id)
        )
    name = PLURALS[kind]
    return journey.replace(
        **{name: tuple(element for element in journey.all(kind) if element is not found)}
    )


def rename(journey: Journey, kind: type[Element], id: str, name: str) -> Journey:
    """Give an element another name; its id stays."""
    element = journey.get(kind, id)
    # Every kind has its name first, whatever the field is called.
    first = element.__attrs_attrs__[0].name
    if first == "source" and kind is KINDS["transition"]:
        raise InvalidValueError(
            "Transition", "source", expected="another kind of element (a transition has no name)",
            got=name,
        )  # fmt: skip
    renamed = element.replace(**{first: name, "id": id})
    if kind is Touchpoint:
        return with_touchpoint(journey, renamed)  # type: ignore[arg-type]
    if kind is PainPoint:
        return _map_touchpoints(
            journey,
            lambda t: tuple(p.replace(text=name) if p.id == id else p for p in t.pain_points),
        )
    elements = tuple(renamed if e is element else e for e in journey.all(kind))
    return journey.replace(**{PLURALS[kind]: elements})


def with_ids(journey: Journey, kind: type[Element], ids: Mapping[str, str]) -> Journey:
    """Give elements of one kind other ids, and change every reference to them.

    Raises:
        NotFoundError: if an old id does not exist.
        InvalidValueError: if two elements would end up with one id.
    """
    for old in ids:
        journey.get(kind, old)
    final = [ids.get(element.id, element.id) for element in journey.all(kind)]
    before = len({element.id for element in journey.all(kind)})
    if len(set(final)) < before:
        twice = next(id for id in final if final.count(id) > 1)
        raise InvalidValueError(
            kind.__name__, "id", expected="ids that are still distinct", got=twice
        )
    word = next(word for word, known in KINDS.items() if known is kind)
    # A suppression names an element by id alone, whatever its kind.
    suppressions = tuple(
        s.replace(at=ids.get(s.at, s.at)) if s.at is not None else s for s in journey.suppressions
    )
    return _relabel(journey, kind, word, ids).replace(suppressions=suppressions)


def _relabel(value: V, kind: type[Element], word: str, ids: Mapping[str, str]) -> V:
    """Apply new ids to a value and all that it holds; what does not change is shared."""
    changes: dict[str, Any] = {}
    if isinstance(value, kind) and value.id in ids:
        changes["id"] = ids[value.id]
    for name, refers_to in REFERRING.get(type(value), ()):
        if refers_to != word:
            continue
        old = getattr(value, name)
        if isinstance(old, str):
            new: Any = ids.get(old, old)
        elif isinstance(old, FrozenDict):
            new = FrozenDict({ids.get(key, key): item for key, item in old.items()})
        else:
            new = old and tuple(ids.get(id, id) for id in old)
        if new != old:
            changes[name] = new
    for name in HOLDERS.get(type(value).__name__, ()):
        held = getattr(value, name)
        if isinstance(held, tuple):
            relabelled = tuple(_relabel(item, kind, word, ids) for item in held)
            if any(a is not b for a, b in zip(held, relabelled, strict=True)):
                changes[name] = relabelled
    # An element whose id was the slug of its name keeps the id when only a
    # reference changes: evolve copies every field, the id among them.
    copy: Any = evolve
    return cast("V", copy(value, **changes)) if changes else value


def _expect(kind: type, value: object, method: str) -> None:
    if not isinstance(value, kind):
        raise InvalidValueError("Journey", method, expected=f"a {kind.__name__}", got=value)


def _put(
    elements: Sequence[E],
    new: E,
    word: str = "element",
    before: str | None = None,
    after: str | None = None,
) -> tuple[E, ...]:
    """Put an element in place of the one of its id, or beside another, or last."""
    _one_place(before, after)
    ids = [element.id for element in elements]
    beside = before if before is not None else after
    if beside is None:
        at = ids.index(new.id) if new.id in ids else len(ids)
        return (*elements[:at], new, *elements[at + 1 :])
    kept = [element for element in elements if element.id != new.id]
    ids = [element.id for element in kept]
    if beside not in ids:
        raise NotFoundError(word, beside, ids)
    at = ids.index(beside) + (after is not None)
    return (*kept[:at], new, *kept[at:])


def _one_place(before: str | None, after: str | None) -> None:
    if before is not None and after is not None:
        raise InvalidValueError("Journey", "after", expected="nothing beside before=...", got=after)


def _home(
    journey: Journey,
    phase: str | None,
    before: str | None,
    after: str | None,
    touchpoint: Touchpoint,
) -> Phase:
    """The phase into which a touchpoint goes."""
    _one_place(before, after)
    beside = before if before is not None else after
    if beside is not None:
        home = journey.phase_of(beside)
        if phase is not None and home.id != phase:
            raise InvalidValueError(
                "Journey", "before" if before is not None else "after",
                expected=f"a touchpoint of the phase {phase!r}", got=beside,
            )  # fmt: skip
        return home
    if phase is None:
        raise InvalidValueError(
            "Journey", "phase", expected=f"the id of the phase for {touchpoint.id!r}", got=None,
            hint="give phase=..., before=... or after=...",
        )  # fmt: skip
    return journey.phase(phase)


def _map_touchpoints(journey: Journey, pain_points: Any) -> Journey:
    """Replace the pain points of every touchpoint where they change."""
    phases = []
    for phase in journey.phases:
        touchpoints = []
        for touchpoint in phase.touchpoints:
            new = pain_points(touchpoint)
            same = new == touchpoint.pain_points
            touchpoints.append(touchpoint if same else touchpoint.replace(pain_points=new))
        phases.append(phase.replace(touchpoints=tuple(touchpoints)))
    return journey.replace(phases=tuple(phases))
