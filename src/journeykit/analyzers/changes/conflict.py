"""A conflict of two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from journeykit.analyzers.changes.clashes import Clash
from journeykit.analyzers.changes.shapes import slots_of
from journeykit.analyzers.changes.side import Side
from journeykit.analyzers.changes.union import SIDES, Step, Union
from journeykit.analyzers.changes.words import name_of, quoted, said, slot_word
from journeykit.analyzers.wording import listed
from journeykit.model.element import Value

__all__ = ["Conflict", "conflicts_of"]


@frozen(kw_only=True, repr=False)
class Conflict(Value):
    """Something that both sides have changed, and not alike.

    Attributes:
        where: what it is about, such as "Touchpoint 'Pay', channel".
        base: what was there, in words.
        ours: what our side has made of it.
        theirs: what their side has made of it.
        path: the way to it in the base, or else in the side that has it.
        steps: the steps of the two sides that exclude each other.
    """

    where: str
    base: str
    ours: str
    theirs: str
    path: tuple[str | int, ...] = field(default=(), repr=False)
    steps: tuple[Step, ...] = field(default=(), repr=False)

    @property
    def line(self) -> str:
        """The conflict in a line."""
        return f"{self.where}: was {self.base}; ours: {self.ours}; theirs: {self.theirs}"


def conflicts_of(union: Union, clashes: tuple[Clash, ...]) -> tuple[Conflict, ...]:
    """What the two sides do not agree on, in words."""
    base = Side(union.base)
    sides = {"base": base, **{side: Side(union.sides[side]) for side in SIDES}}
    return tuple(_conflict(sides, clash) for clash in clashes)


def _conflict(sides: Mapping[str, Side], clash: Clash) -> Conflict:
    there = next(side for side in sides.values() if clash.key in side.apart.parts)
    words = {name: _told(name, side, sides["base"], clash) for name, side in sides.items()}
    return Conflict(
        where=there.where(clash.key, clash.slot), path=there.path(clash.key, clash.slot),
        steps=clash.steps, **words,
    )  # fmt: skip


def _told(name: str, side: Side, base: Side, clash: Clash) -> str:
    """What one version has, of what the versions do not agree on."""
    key = clash.key
    if key not in side.apart.parts:
        return "not there" if name == "base" else "removed"
    whole = side.whole(key)
    if clash.what == "place":
        holder = side.whole(side.place(key)[0])
        return f"in {quoted(name_of(holder, side.journey))}" if isinstance(holder, Value) else ""
    if clash.what == "order":
        keys = side.apart.lists.get((key, str(clash.slot)), ())
        return listed(map(side.name, keys), limit=8)
    if clash.what == "removed":
        return "there" if name == "base" else _changed(name, side, base, clash)
    owner = None if isinstance(whole, str) else type(whole)
    if clash.what == "value" and clash.slot is not None:
        return said(slots_of(whole).get(clash.slot), owner, clash.slot, side.journey)
    changed = dict.fromkeys(slot for _, _, _, slot in clash.steps)
    slots = slots_of(whole)
    return ", ".join(
        f"{slot_word(s)} {said(slots.get(s), owner, s, side.journey)}" for s in changed
    )


def _changed(name: str, side: Side, base: Side, clash: Clash) -> str:
    """What the one has changed that the other has taken out."""

    def told() -> Iterator[str]:
        for editor, what, key, slot in clash.steps:
            if editor != name:
                continue
            if what == "place":
                yield f"{side.item(key)} {'moved' if key in base.apart.parts else 'added'}"
            else:
                yield side.slot(key, slot)

    return f"changed ({listed(dict.fromkeys(told()), limit=3)})"
