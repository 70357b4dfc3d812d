"""A journey taken apart: every value with a key that stays its own in other versions."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from attrs import Factory, frozen

from journeykit.analyzers.changes.shapes import Whole, held_by, shape_of, slots_of
from journeykit.model import Journey
from journeykit.model.element import Element

__all__ = ["ROOT", "Apart", "Key", "Part", "Place", "apart"]

Key: TypeAlias = tuple[Any, ...]
"""What stands for one value in all versions of a journey."""

Place: TypeAlias = tuple[Key, str]
"""Where a value lies: the key of what holds it, and the field."""

ROOT: Key = ("journey",)
"""The key of the journey itself."""

_ALIKE = 0.6
"""How much of two texts must be the same for one to be the other, edited (as in `difflib`)."""

_LONG = 400


@frozen
class Part:
    """A value of a journey, and where it lies; the journey itself lies nowhere."""

    whole: Whole
    place: Place | None


@frozen
class Apart:
    """A journey taken apart.

    Attributes:
        parts: every value by key, level by level.
        lists: the keys of what each field holds, in order; empty fields are left out.
    """

    parts: dict[Key, Part] = Factory(dict)
    lists: dict[Place, tuple[Key, ...]] = Factory(dict)

    def in_order(self) -> tuple[Key, ...]:
        """All keys in order of the map: what lies in something stands right behind it."""
        held: dict[Key, list[Key]] = {}
        for (holder, _), keys in self.lists.items():
            held.setdefault(holder, []).extend(keys)
        found: list[Key] = []
        waiting = [ROOT]
        while waiting:
            found.append(key := waiting.pop())
            waiting += reversed(held.get(key, ()))
        return tuple(found)


_Held: TypeAlias = list[tuple[Place, tuple[Whole, ...]]]


def apart(journey: Journey, like: Apart | None = None) -> Apart:
    """Take a journey apart.

    Elements are the same where kind and id are: first within what holds them, then
    anywhere, so that what has moved is found; those that share an id, in their order.
    Values without an id are the same where they are equal, or else say the same in words,
    or else concern the same (a persona, a metric), in their order; so are texts that are
    alike.

    Args:
        journey: the journey.
        like: the journey whose keys it shares, taken apart, or None for keys of its own.
    """
    found = Apart({ROOT: Part(journey, None)})
    level: list[Key] = [ROOT]
    while level:
        held = [
            ((key, name), wholes)
            for key in level
            for name, wholes in held_by(found.parts[key].whole)
        ]
        keys = _own_keys(held) if like is None else _matched(held, like, found)
        level = []
        for (place, wholes), named in zip(held, keys, strict=True):
            found.lists[place] = named
            for key, whole in zip(named, wholes, strict=True):
                found.parts[key] = Part(whole, place)
                level.append(key)
    return found


def _own_keys(held: _Held) -> list[tuple[Key, ...]]:
    """Keys that depend on nothing but the journey."""
    seen: Counter[Key] = Counter()

    def key(place: Place, index: int, whole: Whole) -> Key:
        if not isinstance(whole, Element):
            return (*place, index)
        identity = _identity(whole)
        seen[identity] += 1
        return (*identity, seen[identity])

    return [
        tuple(key(place, index, whole) for index, whole in enumerate(wholes))
        for place, wholes in held
    ]


def _identity(element: Element) -> Key:
    return (type(element).__name__, element.id)


def _matched(held: _Held, like: Apart, found: Apart) -> list[tuple[Key, ...]]:
    """The keys of another journey, and new ones for what that has not."""
    named: list[list[Key | None]] = []
    taken: set[Key] = set()
    for place, wholes in held:
        keys = _beside(place, wholes, like, found)
        named.append(keys)
        taken.update(key for key in keys if key is not None)
    away = _elsewhere(held, named, like, taken)
    seen: Counter[Key] = Counter()
    for (place, wholes), keys in zip(held, named, strict=True):
        for index, whole in enumerate(wholes):
            if keys[index] is None and isinstance(whole, Element):
                waiting = away.get(_identity(whole))
                keys[index] = waiting.popleft() if waiting else None
            if keys[index] is None:
                identity = _identity(whole) if isinstance(whole, Element) else (*place, whole)
                seen[identity] += 1
                keys[index] = ("new", *identity, seen[identity])
    return [tuple(key for key in keys if key is not None) for keys in named]


def _beside(place: Place, wholes: Sequence[Whole], like: Apart, found: Apart) -> list[Key | None]:
    """The keys of those that lay in the same field before."""
    keys: list[Key | None] = [None] * len(wholes)
    before = like.lists.get(place, ())
    holder = found.parts[place[0]].whole
    if isinstance(holder, str):
        return keys
    shape = shape_of(type(holder))
    if place[1] in shape.singles:
        # There is one place for one value: before and after are the same one.
        return [(*place, 0)]
    if isinstance(wholes[0], Element):
        return _paired(keys, wholes, before, like, _identity)
    _paired(keys, wholes, before, like, lambda whole: whole)
    if isinstance(wholes[0], str):
        return keys if place[1] in shape.refs else _edited(keys, wholes, before, like)
    _paired(keys, wholes, before, like, _wording)
    return _paired(keys, wholes, before, like, _concern)


def _paired(
    keys: list[Key | None], wholes: Sequence[Any], before: Iterable[Key], like: Apart,
    by: Callable[[Any], Hashable],
) -> list[Key | None]:  # fmt: skip
    """Give what has no key yet the key of the first that is the same by some measure."""
    taken = set(keys)
    waiting: dict[Hashable, deque[Key]] = {}
    for key in before:
        if key not in taken:
            waiting.setdefault(by(like.parts[key].whole), deque()).append(key)
    for index, whole in enumerate(wholes):
        if keys[index] is None and (left := waiting.get(by(whole))):
            keys[index] = left.popleft()
    return keys


def _concern(whole: Any) -> Hashable:
    """What a value without an id is about: its kind, and the one element that it names."""
    names = (getattr(whole, name) for name in shape_of(type(whole)).refs)
    return (type(whole), *(name for name in names if isinstance(name, str)))


def _wording(whole: Any) -> Hashable:
    """What a value without an id is about, with all its texts: only its figures may differ."""
    texts = (item for item in slots_of(whole).items() if isinstance(item[1], str))
    return (_concern(whole), *texts)


def _edited(
    keys: list[Key | None], wholes: Sequence[Any], before: Sequence[Key], like: Apart
) -> list[Key | None]:
    """Texts that are left over on both sides and alike are one text, edited."""
    taken = set(keys)
    old = [key for key in before if key not in taken]
    new = [index for index, key in enumerate(keys) if key is None]
    for key, index in zip(old, new, strict=False):
        if _alike(str(like.parts[key].whole), wholes[index]):
            keys[index] = key
    return keys


def _alike(a: str, b: str) -> bool:
    # What is long is compared in part: the time for it grows with the square.
    matcher = SequenceMatcher(None, a[:_LONG], b[:_LONG], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _elsewhere(
    held: _Held, named: Sequence[Sequence[Key | None]], like: Apart, taken: set[Key]
) -> dict[Key, deque[Key]]:
    """The keys of elements that lie in the same field no more, by kind and id."""
    kinds = {
        type(whole)
        for (_, wholes), keys in zip(held, named, strict=True)
        for whole, key in zip(wholes, keys, strict=True)
        if key is None and isinstance(whole, Element)
    }
    waiting: dict[Key, deque[Key]] = {}
    if kinds:
        for key, part in like.parts.items():
            if isinstance(part.whole, Element) and type(part.whole) in kinds and key not in taken:
                waiting.setdefault(_identity(part.whole), deque()).append(key)
    return waiting
