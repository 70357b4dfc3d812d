"""One version of a journey in words: what things are called, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from journeykit.analyzers.changes.apart import ROOT, Apart, Key, Place
from journeykit.analyzers.changes.shapes import Slot, Whole, shape_of
from journeykit.analyzers.changes.words import (
    content_of,
    kind_word,
    label_of,
    name_of,
    quoted,
    referred,
    slot_word,
)
from journeykit.model import Emotion, Journey, Phase
from journeykit.model.element import Element, Value

__all__ = ["Side"]


@frozen(slots=False)
class Side:
    """One version of a journey, taken apart, in words."""

    apart: Apart

    @property
    def journey(self) -> Journey:
        """The journey as a whole."""
        whole = self.whole(ROOT)
        assert isinstance(whole, Journey)  # noqa: S101
        return whole

    def whole(self, key: Key) -> Whole:
        """What a key stands for here."""
        return self.apart.parts[key].whole

    def place(self, key: Key) -> Place:
        """Where it lies here; never asked of the journey itself."""
        place = self.apart.parts[key].place
        assert place is not None  # noqa: S101
        return place

    def subject(self, key: Key) -> Key:
        """The element that a change of it is told of: of the journey, or of a phase."""
        while key != ROOT and not self.is_subject(key):
            key = self.place(key)[0]
        return key

    def is_subject(self, key: Key) -> bool:
        """Whether a change of it is told of it itself."""
        if key == ROOT:
            return True
        holder = self.whole(self.place(key)[0])
        return isinstance(self.whole(key), Element) and isinstance(holder, Journey | Phase)

    def phase(self, key: Key) -> str | None:
        """Id of the phase in which it lies, or that it is."""
        while key != ROOT:
            whole = self.whole(key)
            if isinstance(whole, Phase):
                return whole.id
            key = self.place(key)[0]
        return None

    @cached_property
    def _indices(self) -> Mapping[Key, int]:
        return {key: n for keys in self.apart.lists.values() for n, key in enumerate(keys)}

    def path(self, key: Key, slot: Slot | None = None) -> tuple[str | int, ...]:
        """The way to it, or to one of its slots, from the journey."""
        own = () if slot is None or isinstance(self.whole(key), str) else _steps(slot)
        if key == ROOT:
            return own
        holder, name = self.place(key)
        owner = self.whole(holder)
        single = isinstance(owner, Value) and name in shape_of(type(owner)).singles
        at = (name,) if single else (name, self._indices[key])
        return (*self.path(holder), *at, *own)

    # --- in words -----------------------------------------------------------------

    def name(self, key: Key) -> str:
        """What it is called."""
        whole = self.whole(key)
        return whole if isinstance(whole, str) else name_of(whole, self.journey)

    def behind(self, key: Key) -> str:
        """What it stands behind."""
        index = self._indices[key]
        if index == 0:
            return "first"
        return f"after {quoted(self.name(self.apart.lists[self.place(key)][index - 1]))}"

    def item(self, key: Key) -> str:
        """Something within an element, such as "pain point 'Late'" or "thoughts: 'Is it safe?'"."""
        whole = self.whole(key)
        holder, name = self.place(key)
        of = self._of(holder)
        if not isinstance(whole, str):
            return f"{content_of(whole, self.journey)}{of}"
        kind = shape_of(type(self.whole(holder))).refs.get(name)
        text = referred(kind, whole, self.journey) if kind else whole
        return f"{slot_word(name)}{of}: {quoted(text)}"

    def slot(self, key: Key, slot: Slot) -> str:
        """A slot as its element would call it, such as "severity of pain point 'Late'"."""
        if isinstance(self.whole(key), str):
            holder, name = self.place(key)
            return f"{slot_word(name)}{self._of(holder)}"
        if isinstance(self.whole(key), Emotion) and self._is_alone(key):
            return slot_word(slot)
        return f"{slot_word(slot)}{self._of(key)}"

    def where(self, key: Key, slot: Slot | None = None) -> str:
        """Where it is, such as "Touchpoint 'Pay', channel"."""
        subject = self.subject(key)
        told = None if key == subject else self.item(key)
        if slot is not None:
            told = self.slot(key, slot)
        element = self.whole(subject)
        head = kind_word(type(element)).capitalize() if isinstance(element, Value) else ""
        if subject != ROOT:
            head = f"{head} {quoted(self.name(subject))}"
        return head if told is None else f"{head}, {told}"

    def _of(self, key: Key) -> str:
        """Which of the values within an element, where it is not the element itself."""
        if self.is_subject(key):
            return ""
        number = None if self._is_alone(key) else self._indices[key] + 1
        holder = self.place(key)[0]
        return f" of {label_of(self.whole(key), self.journey, number)}{self._of(holder)}"

    def _is_alone(self, key: Key) -> bool:
        return len(self.apart.lists[self.place(key)]) == 1


def _steps(slot: Slot) -> tuple[str, ...]:
    return slot if isinstance(slot, tuple) else (slot,)
