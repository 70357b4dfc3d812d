"""A change in the language of the journey: what it is about, what was, and what will be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from journeykit.analyzers.changes import Change, ChangeKind, JourneyDiff
from journeykit.analyzers.changes.shapes import shape_of
from journeykit.analyzers.changes.words import label_of, name_of, quoted, said, slot_word
from journeykit.errors import NotFoundError
from journeykit.model import KINDS, Emotion, Journey, Measurement, PainPoint, Touchpoint
from journeykit.model.element import Element, Value
from journeykit.view.format import DASH
from journeykit.view.journeys.pairs import becomes
from journeykit.view.labels import Labels, language
from journeykit.view.languages import LANGUAGES

__all__ = ["change_text"]


def change_text(change: Change, result: JourneyDiff, words: Labels) -> str:
    """What a change says beside its kind; in English the words of the change itself.

    Args:
        change: one of the result.
        result: the changes.
        words: of the language of the result.
    """
    spoken = language(result.locale)
    if spoken == "en" or spoken not in LANGUAGES:
        return change.text
    if change.kind is ChangeKind.RENAMED:
        return words("was", change.old)
    if change.kind is ChangeKind.MOVED and not change.field:
        return _place(change, result, words)
    if not change.field:
        return ""
    journey = result.before if change.kind is ChangeKind.REMOVED else result.after
    return words("titled", _about(change, journey, words), _became(change, result, words))


def _place(change: Change, result: JourneyDiff, words: Labels) -> str:
    """Where something stood that stands elsewhere."""
    before = result.before
    if change.old is not None:
        return words("moved_from", before.phase(change.old).name)
    kind = KINDS[change.element]
    among: Sequence[Element] = before.all(kind)
    if kind is Touchpoint:
        among = before.phase_of(change.id).touchpoints
    index = [element.id for element in among].index(change.id)
    return (
        words("moved_after", name_of(among[index - 1], before)) if index else words("moved_first")
    )


def _about(change: Change, journey: Journey, words: Labels) -> str:
    """The field, and of which pain point or measurement."""
    label = _label(next(step for step in reversed(change.path) if isinstance(step, str)), words)
    holder = _at(journey, change.path[:-1])
    if isinstance(holder, PainPoint | Measurement):
        return f"{label} ({_named(holder, journey)})"
    return label


def _label(name: str, words: Labels) -> str:
    """What a field is called: as its lane, as a head, as a kind, or else in English."""
    found = (_word(key, words) for key in (name, f"head_{name}", f"kind_{name}"))
    # Some words want a number.
    return next((word for word in found if word and not re.search(r"[{\d]", word)), slot_word(name))


def _word(key: str, words: Labels) -> str | None:
    try:
        return words(key)
    except NotFoundError:
        return None


def _became(change: Change, result: JourneyDiff, words: Labels) -> str:
    if change.kind is ChangeKind.MOVED:
        left = None if change.old is None else result.before.find(Touchpoint, change.old)
        return words("change_moved") if left is None else words("moved_from", left.name)
    was, now = (
        DASH if value is None else _said(value, change.path, journey, words)
        for value, journey in ((change.old, result.before), (change.new, result.after))
    )
    if change.kind is ChangeKind.CHANGED:
        return becomes((was, now), words)
    return was if change.kind is ChangeKind.REMOVED else now


def _said(value: Any, path: tuple[str | int, ...], journey: Journey, words: Labels) -> str:
    if isinstance(value, Value):
        return _named(value, journey)
    # A text of a list stands in the field of the list.
    at = path[:-1] if isinstance(path[-1], int) else path
    name = str(at[-1])
    if isinstance(value, StrEnum):
        own = _word(f"{name.partition('_')[0]}_{value}", words)
        return own or str(value)
    holder = _at(journey, at[:-1])
    return said(value, type(holder) if isinstance(holder, Value) else None, name, journey)


def _named(value: Value, journey: Journey) -> str:
    """What a value within an element is known by, without the word for its kind."""
    if isinstance(value, Measurement):
        return label_of(value, journey)
    if isinstance(value, Emotion):
        return " ".join(filter(None, (f"{value.valence:+g}", value.label and quoted(value.label))))
    first = getattr(value, shape_of(type(value)).first)
    return ", ".join(map(quoted, first)) if isinstance(first, tuple) else quoted(str(first))


def _at(journey: Journey, path: tuple[str | int, ...]) -> Any:
    """What stands at a path; None where this version has nothing there."""
    whole: Any = journey
    try:
        for step in path:
            whole = whole[step] if isinstance(step, int) else getattr(whole, step)
    except (AttributeError, LookupError):
        return None
    return whole
