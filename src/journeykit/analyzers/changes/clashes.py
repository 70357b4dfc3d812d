"""What the two sides of a journey do not agree on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import frozen

from journeykit.analyzers.changes.apart import Key
from journeykit.analyzers.changes.shapes import Slot
from journeykit.analyzers.changes.union import SIDES, Step, Union
from journeykit.errors import InvalidValueError

__all__ = ["Clash", "clashes_of"]


@frozen
class Clash:
    """Steps of the two sides that cannot both be made.

    Attributes:
        key: what they are about.
        steps: the steps; to prefer a side is to drop those of the other.
        what: "value", "order" or "place" that both have changed; "removed" where one
            side has taken out what the other has changed; "together" where what both
            have changed can mean nothing.
        slot: the plain value, or the field of the order; None where it is about the whole.
        remover: the side that has taken it out, or None.
    """

    key: Key
    steps: tuple[Step, ...]
    what: str
    slot: Slot | None = None
    remover: str | None = None


def clashes_of(union: Union) -> tuple[Clash, ...]:
    """All that the two sides do not agree on, in order of the map."""
    found = [*_removals(union), *_places(union), *_values(union), *_orders(union)]
    keys = chain.from_iterable(each.in_order() for each in (union.base, *union.sides.values()))
    order = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return tuple(sorted(found, key=lambda clash: order[clash.key]))


def _removals(union: Union) -> Iterator[Clash]:
    """What one side has taken out, and the other has changed or put something into."""
    for remover, editor in (SIDES, SIDES[::-1]):
        steps: dict[Key, list[Step]] = {}
        for key, step in _into_gone(union, remover, editor):
            steps.setdefault(_topmost(union, key, remover), []).append(step)
        for root, edited in steps.items():
            removal: Step = (remover, "place", root, None)
            yield Clash(root, (removal, *edited), "removed", remover=remover)


def _into_gone(union: Union, remover: str, editor: str) -> Iterator[tuple[Key, Step]]:
    """What one side has done to what the other has taken out."""
    gone, edits = union.edits[remover].gone, union.edits[editor]
    for key, place in edits.places.items():
        if place is not None and (key in gone or place[0] in gone):
            yield key if key in gone else place[0], (editor, "place", key, None)
    for key, slot in edits.values:
        if key in gone:
            yield key, (editor, "value", key, slot)
    for key, name in edits.orders:
        if key in gone:
            yield key, (editor, "order", key, name)


def _topmost(union: Union, key: Key, side: str) -> Key:
    """The outermost of what a side has taken out together with a value."""
    gone = union.edits[side].gone
    while (place := union.base.parts[key].place) is not None and place[0] in gone:
        key = place[0]
    return key


def _places(union: Union) -> Iterator[Clash]:
    """What both sides have put in different places."""
    ours, theirs = (union.edits[side].places for side in SIDES)
    for key, place in ours.items():
        # Taken out by one side and moved by the other is told as a removal.
        if None not in (place, theirs.get(key)) and theirs[key] != place:
            yield Clash(key, _of_both("place", key, None), "place")


def _values(union: Union) -> Iterator[Clash]:
    """The slots that both sides have changed, and those that do not go together."""
    ours, theirs = (union.edits[side].values for side in SIDES)
    split: dict[Key, list[Slot]] = {key: [] for key, _ in ours}
    for key, slot in ours:
        if not union.agrees(key, slot):
            split[key].append(slot)
    both = {key for key, _ in theirs}
    for key, slots in split.items():
        if key in both and not _can_be(union, key, slots):
            yield Clash(key, _all_of(union, key), "together")
        else:
            yield from (Clash(key, _of_both("value", key, slot), "value", slot) for slot in slots)


def _can_be(union: Union, key: Key, split: list[Slot]) -> bool:
    """Whether a value can mean something as both have changed it, whichever side is preferred."""
    for side in SIDES:
        try:
            union.made(key, {}, {(side, "value", key, slot) for slot in split})
        except InvalidValueError:
            return False
    return True


def _all_of(union: Union, key: Key) -> tuple[Step, ...]:
    """All that both sides have changed in the slots of a value."""
    return tuple(
        (side, "value", known, slot)
        for side in SIDES
        for known, slot in union.edits[side].values
        if known == key
    )


def _orders(union: Union) -> Iterator[Clash]:
    """The fields in which both sides have changed the order, differently."""
    for place in union.edits["ours"].orders:
        if place in union.edits["theirs"].orders and union.order(place) is None:
            yield Clash(place[0], _of_both("order", *place), "order", place[1])


def _of_both(what: str, key: Key, slot: Slot | None) -> tuple[Step, ...]:
    return tuple((side, what, key, slot) for side in SIDES)
