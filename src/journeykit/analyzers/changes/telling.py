"""The steps between two journeys as changes that people can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from journeykit.analyzers.changes.apart import ROOT, Key, Place
from journeykit.analyzers.changes.change import Change, ChangeKind, ChangeWeight, LikelyRename
from journeykit.analyzers.changes.edits import ABSENT, Edits
from journeykit.analyzers.changes.order import moved
from journeykit.analyzers.changes.shapes import Slot, shape_of, slots_of
from journeykit.analyzers.changes.side import Side
from journeykit.analyzers.changes.words import (
    became,
    kind_word,
    name_of,
    quoted,
)
from journeykit.model import (
    Emotion,
    Expectation,
    Journey,
    PainPoint,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.model.element import Element, Value

__all__ = ["changes_of", "likely_renames"]

_FELT = (Emotion, Expectation, PainPoint)
_MET = {
    Touchpoint: {"channel", "moment_of_truth"}, PainPoint: {"severity", "frequency"},
    Emotion: {"valence"}, Expectation: {"valence"},
}  # fmt: skip


def changes_of(before: Side, after: Side, edits: Edits) -> tuple[Change, ...]:
    """The changes, the weightiest first, then in order of the map."""
    teller = _Teller(before, after, edits)
    found = [*teller.placed(), *teller.valued(), *teller.ordered()]
    keys = dict.fromkeys((*after.apart.in_order(), *before.apart.in_order()))
    order = {key: number for number, key in enumerate(keys)}
    found.sort(
        key=lambda each: (-each[1].weight, order[each[0]], list(ChangeKind).index(each[1].kind))
    )
    return tuple(change for _, change in found)


@frozen
class _Teller:
    before: Side
    after: Side
    edits: Edits

    # Each yields what a change is about, for the order of the map, and the change.

    def placed(self) -> Iterator[tuple[Key, Change]]:
        """What has come, gone, and moved to another holder."""
        for key in self.before.apart.parts:
            topmost = key in self.edits.places
            if key in self.edits.gone and (topmost or self.before.is_subject(key)):
                yield self._come_or_gone(key, self.before, ChangeKind.REMOVED)
        for key, place in self.edits.places.items():
            if place is None:
                continue
            was = self.before.apart.parts.get(key)
            left = was is not None and was.place is not None and was.place[0] in self.edits.gone
            is_told = place[0] not in self.before.apart.parts and (was is None or left)
            # What has come with something new is told with it, but for what customers meet.
            if is_told and not self.after.is_subject(key):
                continue
            if was is not None:
                yield self._moved(key)
            else:
                yield self._come_or_gone(key, self.after, ChangeKind.ADDED)

    def _come_or_gone(self, key: Key, side: Side, kind: ChangeKind) -> tuple[Key, Change]:
        whole = side.whole(key)
        if side.is_subject(key):
            into = side.whole(side.place(key)[0])
            text = str(kind)
            if isinstance(into, Phase):
                to = "to" if kind is ChangeKind.ADDED else "from"
                text = f"{text} {to} {quoted(into.name)}"
            if kind is ChangeKind.ADDED and isinstance(whole, Phase | Touchpoint):
                text = f"{text}, {side.behind(key)}"
        else:
            text = f"{side.item(key)} {kind}"
        weight = ChangeWeight.PLAN if side.is_subject(key) else ChangeWeight.DETAIL
        if isinstance(whole, (Phase, Touchpoint, *_FELT)):
            weight = ChangeWeight.CUSTOMER
        old, new = (whole, None) if kind is ChangeKind.REMOVED else (None, whole)
        return key, self._change(key, side, kind, weight, text, old=old, new=new)

    def _moved(self, key: Key) -> tuple[Key, Change]:
        was, now = (side.whole(side.place(key)[0]) for side in (self.before, self.after))
        names = [
            quoted(name_of(holder, side.journey)) if isinstance(holder, Value) else ""
            for holder, side in ((was, self.before), (now, self.after))
        ]
        what = "" if self.after.is_subject(key) else f"{self.after.item(key)} "
        text = f"{what}moved from {names[0]} to {names[1]}"
        return key, self._change(
            key, self.after, ChangeKind.MOVED, ChangeWeight.CUSTOMER, text,
            old=getattr(was, "id", None), new=getattr(now, "id", None),
        )  # fmt: skip

    def valued(self) -> Iterator[tuple[Key, Change]]:
        """The plain values that have changed, of what was there before."""
        for key, slot in self.edits.values:
            if key in self.before.apart.parts:
                yield self._valued(key, slot)

    def _valued(self, key: Key, slot: Slot) -> tuple[Key, Change]:
        whole = self.after.whole(key)
        old, new = (
            slots_of(side.whole(key)).get(slot, ABSENT) for side in (self.before, self.after)
        )
        kind, weight = ChangeKind.CHANGED, ChangeWeight.DETAIL
        journeys = (self.before.journey, self.after.journey)
        owner = None if isinstance(whole, str) else type(whole)
        text = became(old, new, owner, slot, journeys)
        own = self.after.is_subject(key)
        if own and key != ROOT and slot == _name_field(type(whole)):
            kind, weight = ChangeKind.RENAMED, ChangeWeight.PLAN
            text = f"renamed, was {quoted(str(old))}"
        else:
            # A pain point that reads otherwise is named as it was.
            what = self.before.slot(key, slot)
            apart = owner is None or (not own and " of " in what)
            text = f"{what}{':' if apart else ''} {text}"
        if slot in _MET.get(type(whole), ()):
            weight = ChangeWeight.CUSTOMER
        elif own and not isinstance(whole, Touchpoint | Phase | Journey):
            weight = ChangeWeight.PLAN
        return key, self._change(
            key, self.after, kind, weight, text, slot=slot,
            old=None if old is ABSENT else old, new=None if new is ABSENT else new,
        )  # fmt: skip

    def ordered(self) -> Iterator[tuple[Key, Change]]:
        """What stands elsewhere among its like."""
        for place in self.edits.orders:
            if place[0] in self.edits.gone:
                continue
            was, now = (side.apart.lists[place] for side in (self.before, self.after))
            if not self.after.is_subject(now[0]):
                yield self._other_order(place)
                continue
            shifted = moved(was, now)
            for key in filter(shifted.__contains__, now):
                text = f"moved, now {self.after.behind(key)}, was {self.before.behind(key)}"
                whole = self.after.whole(key)
                met = isinstance(whole, Touchpoint | Phase)
                weight = ChangeWeight.CUSTOMER if met else ChangeWeight.DETAIL
                yield key, self._change(key, self.after, ChangeKind.MOVED, weight, text)

    def _other_order(self, place: Place) -> tuple[Key, Change]:
        key, name = place
        text = f"{self.after.slot(key, name)} in another order"
        return key, self._change(
            key, self.after, ChangeKind.MOVED, ChangeWeight.DETAIL, text, slot=name
        )

    def _change(
        self, key: Key, side: Side, kind: ChangeKind, weight: ChangeWeight, text: str, *,
        slot: Slot | None = None, old: Any = None, new: Any = None,
    ) -> Change:  # fmt: skip
        subject = side.subject(key)
        element = side.whole(subject)
        assert isinstance(element, Element)  # noqa: S101
        path = side.path(key, slot)
        own = kind is ChangeKind.RENAMED
        return Change(
            kind=kind, weight=weight, element=kind_word(type(element)), id=element.id,
            name=name_of(element, side.journey), text=text, phase=side.phase(key),
            field="" if own else _written(path[len(side.path(subject)) :]),
            old=old, new=new, path=path,
        )  # fmt: skip


def _name_field(kind: type) -> str | None:
    """The field that says what an element is called; a transition has none."""
    return None if kind is Transition else shape_of(kind).first


def _written(path: tuple[str | int, ...]) -> str:
    """The way to a value, such as "emotions[0].valence"."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def likely_renames(before: Side, after: Side, edits: Edits) -> tuple[LikelyRename, ...]:
    """What is gone and new and the same but for the id."""
    gone: dict[Value, list[str]] = {}
    for key, place in edits.places.items():
        if place is None and isinstance(element := before.whole(key), Element):
            gone.setdefault(element.replace(id="-"), []).append(element.id)
    found = []
    for key, place in edits.places.items():
        if place is None or key in before.apart.parts:
            continue
        element = after.whole(key)
        if isinstance(element, Element) and (ids := gone.get(element.replace(id="-"))):
            old, new = ids.pop(0), element.id
            name = name_of(element, after.journey)
            found.append(
                LikelyRename(element=kind_word(type(element)), old=old, new=new, name=name)
            )
    return tuple(found)
