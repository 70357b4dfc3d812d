"""Two sides of a journey brought together: the outcome, where they agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from attrs import NOTHING, frozen

from journeykit.analyzers.changes.apart import ROOT, Apart, Key, Place, apart
from journeykit.analyzers.changes.edits import ABSENT, Edits, edits_of
from journeykit.analyzers.changes.order import woven
from journeykit.analyzers.changes.shapes import Slot, Whole, shape_of, slots_of
from journeykit.model import FrozenDict, Journey
from journeykit.model.element import Value

__all__ = ["SIDES", "Step", "Union"]

SIDES = ("ours", "theirs")

Step: TypeAlias = tuple[str, str, Key, Any]
"""A step of a side: the side; "place", "value" or "order"; the key; and the slot or field."""

_NONE: frozenset[Step] = frozenset()


@frozen(slots=False)
class Union:
    """Three versions of a journey, taken apart with the same keys.

    Attributes:
        base: the version that both sides started from.
        sides: both sides, by name.
        edits: the steps from the base to each of them.
    """

    base: Apart
    sides: Mapping[str, Apart]
    edits: Mapping[str, Edits]

    @classmethod
    def of(cls, base: Journey, ours: Journey, theirs: Journey) -> Union:
        """Take three versions apart."""
        origin = apart(base)
        sides = {"ours": apart(ours, origin), "theirs": apart(theirs, origin)}
        return cls(origin, sides, {side: edits_of(origin, each) for side, each in sides.items()})

    def part(self, key: Key) -> Whole:
        """What a key stands for: as it was, or as the side has it that has added it."""
        held = (each.parts.get(key) for each in (self.base, *self.sides.values()))
        return next(part.whole for part in held if part is not None)

    def outcome(self, dropped: Collection[Step] = _NONE) -> Journey:
        """The journey in which the steps of both sides are made.

        Args:
            dropped: steps that are not made.

        Raises:
            InvalidValueError: if the two sides together make what can mean nothing.
        """
        members: dict[Key, dict[str, tuple[Key, ...]]] = {}
        lists = {place: None for each in (*self.sides.values(), self.base) for place in each.lists}
        for place in lists:
            keys = self.order(place, dropped) or ()
            members.setdefault(place[0], {})[place[1]] = tuple(
                key for key in keys if self._place(key, dropped) == place
            )

        def made(key: Key) -> Whole:
            held = members.get(key, {})
            return self.made(
                key, {name: tuple(map(made, keys)) for name, keys in held.items()}, dropped
            )

        journey = made(ROOT)
        assert isinstance(journey, Journey)  # noqa: S101
        return journey

    def made(
        self, key: Key, held: Mapping[str, tuple[Whole, ...]], dropped: Collection[Step] = _NONE
    ) -> Whole:
        """A value with the steps of both sides made, and what it holds put in."""
        whole = self.part(key)
        was = self.base.parts.get(key)
        slots = {} if was is None else slots_of(was.whole)
        for slot in self._edited.get(key, ()):
            slots[slot] = self._value(key, slot, slots.get(slot, ABSENT), dropped)
        if isinstance(whole, str):
            return next(iter(slots.values()))  # type: ignore[no-any-return]
        return _built(type(whole), slots, held)

    @cached_property
    def _edited(self) -> Mapping[Key, list[Slot]]:
        found: dict[Key, list[Slot]] = {}
        for edits in self.edits.values():
            for key, slot in edits.values:
                found.setdefault(key, []).append(slot)
        return found

    def _value(self, key: Key, slot: Slot, was: Any, dropped: Collection[Step]) -> Any:
        """What stands in a slot: as the side has it that has changed it, or else as it was."""
        new = [
            edits.values[key, slot]
            for side, edits in self.edits.items()
            if (key, slot) in edits.values and (side, "value", key, slot) not in dropped
        ]
        if not new:
            return was
        return new[0] if new[0] != self._default(key, slot) else new[-1]

    def agrees(self, key: Key, slot: Slot) -> bool:
        """Whether the sides do not both change a slot, or do it alike.

        Of what both have added, one may say what the other leaves open.
        """
        new = [
            edits.values[key, slot] for edits in self.edits.values() if (key, slot) in edits.values
        ]
        return len(new) < 2 or new[0] == new[1] or self._default(key, slot) in new

    def _default(self, key: Key, slot: Slot) -> Any:
        """What a slot of something new holds where nothing is said; NOTHING for what is not new."""
        whole = self.part(key)
        if key in self.base.parts or isinstance(whole, str):
            return NOTHING
        return (
            shape_of(type(whole)).defaults.get(slot, NOTHING) if isinstance(slot, str) else NOTHING
        )

    def _place(self, key: Key, dropped: Collection[Step]) -> Place | None:
        for side, edits in self.edits.items():
            if key in edits.places and (side, "place", key, None) not in dropped:
                return edits.places[key]
        was = self.base.parts.get(key)
        return None if was is None else was.place

    def order(self, place: Place, dropped: Collection[Step] = _NONE) -> tuple[Key, ...] | None:
        """The order of all that either side has in a field; None where they do not agree."""
        was = self.base.lists.get(place, ())
        ours, theirs = (
            was if place[0] in self.edits[side].gone else self.sides[side].lists.get(place, ())
            for side in SIDES
        )
        if was == ours == theirs:
            return was
        others = {"ours": "theirs", "theirs": "ours"}
        prefer = next((others[side] for side in SIDES if (side, "order", *place) in dropped), None)
        return woven(was, ours, theirs, prefer=prefer)


def _built(
    kind: type[Value], slots: Mapping[Slot, Any], held: Mapping[str, tuple[Whole, ...]]
) -> Value:
    """A value of a type from what stands in its slots and what it holds."""
    shape = shape_of(kind)
    fields: dict[str, Any] = {name: {} for name in shape.mappings}
    for slot, value in slots.items():
        if isinstance(slot, str):
            fields[slot] = value
        elif value is not ABSENT:
            fields[slot[0]][slot[1]] = value
    fields.update({name: FrozenDict(fields[name]) for name in shape.mappings})
    fields.update({name: held.get(name, ()) for name in shape.series})
    fields.update({name: next(iter(held.get(name, ())), None) for name in shape.singles})
    return kind(**{shape.aliases[name]: value for name, value in fields.items()})
