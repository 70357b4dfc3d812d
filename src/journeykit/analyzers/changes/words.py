"""Values of a journey in the words of a change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from journeykit.analyzers.changes.edits import ABSENT
from journeykit.analyzers.changes.shapes import Slot, Whole, shape_of
from journeykit.analyzers.wording import listed
from journeykit.model import (
    KINDS,
    Emotion,
    EventBinding,
    Journey,
    Measurement,
    Transition,
)
from journeykit.model.element import Element, Value

__all__ = [
    "became",
    "content_of",
    "kind_word",
    "label_of",
    "name_of",
    "quoted",
    "referred",
    "said",
    "slot_word",
    "value_text",
]

_LONGEST = 60
_SHARED = 24

_KIND_WORDS: dict[type[Value], str] = {kind: word for word, kind in KINDS.items()}
_VALUE_WORDS: dict[type[Value], str] = {
    Journey: "journey", Emotion: "feeling", EventBinding: "event binding",
    Measurement: "measurement",
}  # fmt: skip


def quoted(text: str) -> str:
    r"""A text in quotes, on one line and not too long.

    Examples:
        >>> quoted("Where is\nmy parcel?")
        "'Where is my parcel?'"
    """
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}'"


def kind_word(kind: type[Value]) -> str:
    """What a type is called, such as "pain point"."""
    return _KIND_WORDS.get(kind) or _VALUE_WORDS.get(kind) or kind.__name__.lower()


def name_of(element: Value, journey: Journey) -> str:
    """What an element is called; a transition by its two ends."""
    if isinstance(element, Transition):
        return " → ".join(
            referred("touchpoint", id, journey) for id in (element.source, element.target)
        )
    return str(getattr(element, shape_of(type(element)).first))


def referred(kind: str, id: str, journey: Journey) -> str:
    """The name of what an id stands for, or the id where the journey does not know it."""
    found = journey.find(KINDS[kind], id)
    return id if found is None else name_of(found, journey)


def label_of(whole: Whole, journey: Journey, number: int | None = None) -> str:
    """A value within an element, such as "pain point 'Fees come late'" or "feeling 2".

    Args:
        whole: the value.
        journey: the journey, which knows names.
        number: its place among its like, from 1, or None where it has none beside it.
    """
    if isinstance(whole, str):
        return quoted(whole)
    word = kind_word(type(whole))
    if isinstance(whole, Measurement):
        return referred("metric", whole.metric, journey)
    if isinstance(whole, Emotion):
        whose = f"of {referred('persona', whole.persona, journey)}" if whole.persona else None
        which = quoted(whole.label) if whole.label else None if number is None else str(number)
        return " ".join(filter(None, (word, which, whose)))
    first = getattr(whole, shape_of(type(whole)).first)
    told = listed(first, 3) if isinstance(first, tuple) else quoted(str(first))
    return f"{word} {told}" if isinstance(whole, Element) or number else word


def content_of(whole: Whole, journey: Journey) -> str:
    """A value within an element with what it says, such as "feeling +0.4 'relieved'"."""
    label = label_of(whole, journey, 1)
    if isinstance(whole, Emotion):
        rest = label_of(whole, journey).removeprefix(kind_word(Emotion))
        return f"{kind_word(Emotion)} {whole.valence:+g}{rest}"
    if isinstance(whole, Measurement):
        return label if whole.value is None else f"{label} {_number(whole.value)}"
    return label


def slot_word(slot: Slot) -> str:
    """What a slot is called.

    Examples:
        >>> slot_word("moment_of_truth"), slot_word(("demographics", "age"))
        ('moment of truth', 'demographics age')
    """
    return " ".join(slot if isinstance(slot, tuple) else slot.split("_"))


def said(value: Any, owner: type[Any] | None, slot: Slot, journey: Journey) -> str:
    """A plain value as it stands in a slot of a type; what it refers to by name."""
    refs = {} if owner is None else shape_of(owner).refs
    kind = refs.get(slot) if isinstance(slot, str) else None
    if value is None or value is ABSENT:
        return "nothing"
    if kind is not None and isinstance(value, str):
        return quoted(referred(kind, value, journey))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, tuple):
        return listed((_plain(each) for each in value), limit=3) or "nothing"
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    # Members of an enumeration are words of the library: they stand without quotes.
    is_free = type(value) is str
    return (
        quoted(value)
        if is_free
        else _number(value)
        if isinstance(value, int | float)
        else str(value)
    )


def _number(value: float) -> str:
    text = f"{value:.6g}"
    return f"{value:,}" if isinstance(value, int) and "e" in text else text


def became(
    old: Any, new: Any, owner: type | None, slot: Slot, journeys: tuple[Journey, Journey]
) -> str:
    """What has become of a plain value, such as "-0.8 (0.4 → -0.4)"."""
    was = said(old, owner, slot, journeys[0])
    now = said(new, owner, slot, journeys[1])
    if new is None or new is ABSENT:
        return f"{was} removed"
    if old is None or old is ABSENT:
        return f"{now} added"
    if _is_figure(old) and _is_figure(new):
        return f"{_difference(new - old)} ({was} → {now})"
    if was == now and isinstance(old, str) and isinstance(new, str):
        was, now = _apart(old, new)
    return f"{was} → {now}"


def value_text(value: Any, journey: Journey) -> str | None:
    """A value as a cell of a table; None where there is none."""
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    if isinstance(value, Element):
        return name_of(value, journey)
    return (
        content_of(value, journey) if isinstance(value, Value) else said(value, None, "", journey)
    )


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _difference(value: float) -> str:
    # Nobody has written the last digits of 0.30000000000000004.
    return f"{float(f'{value:.6g}'):+g}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two long texts from where they begin to differ."""
    same = (index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    start = max(0, next(same, min(len(old), len(new))) - _SHARED)
    dots = "…" if start else ""
    return quoted(dots + old[start:]), quoted(dots + new[start:])
