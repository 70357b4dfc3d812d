"""What has to be done to one journey to get another, in its smallest steps."""

from __future__ import annotations

from typing import Any, TypeAlias

from attrs import Factory, frozen

from journeykit.analyzers.changes.apart import Apart, Key, Place
from journeykit.analyzers.changes.shapes import Slot, slots_of

__all__ = ["ABSENT", "Edit", "Edits", "edits_of"]

Edit: TypeAlias = tuple[str, Key, Any]
"""Which step: "place", "value" or "order"; of which key; and of which slot or field."""


class _Absent:
    """What stands where a mapping has no such name."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@frozen
class Edits:
    """The steps from one journey to another.

    Attributes:
        places: where values lie that are new or have moved; None for those that are
            taken out. What goes with its holder is not named.
        values: what stands in each slot that has changed, and in all of what is new.
        orders: the fields in which what stays has another order.
        gone: the keys of all that is not there any more.
    """

    places: dict[Key, Place | None] = Factory(dict)
    values: dict[tuple[Key, Slot], Any] = Factory(dict)
    orders: tuple[Place, ...] = ()
    gone: frozenset[Key] = frozenset()


def edits_of(base: Apart, side: Apart) -> Edits:
    """The steps from one journey to another that shares its keys."""
    gone = frozenset(base.parts.keys() - side.parts.keys())
    places: dict[Key, Place | None] = {}
    values: dict[tuple[Key, Slot], Any] = {}
    for key, part in base.parts.items():
        if key in gone and part.place is not None and part.place[0] not in gone:
            places[key] = None
    for key, part in side.parts.items():
        was = base.parts.get(key)
        if was is None or was.place != part.place:
            places[key] = part.place
        if was is not None and was.whole == part.whole:
            continue
        new = slots_of(part.whole)
        old = {} if was is None else slots_of(was.whole)
        values.update(
            {(key, slot): value for slot, value in new.items() if _differs(old, slot, value)}
        )
        values.update({(key, slot): ABSENT for slot in old if slot not in new})
    orders = tuple(
        place for place, keys in base.lists.items() if _reordered(keys, side.lists.get(place, ()))
    )
    return Edits(places, values, orders, gone)


def _differs(old: dict[Slot, Any], slot: Slot, value: Any) -> bool:
    return slot not in old or old[slot] != value


def _reordered(before: tuple[Key, ...], after: tuple[Key, ...]) -> bool:
    if before == after:
        return False
    known, kept = set(before), set(after)
    return [key for key in before if key in kept] != [key for key in after if key in known]
