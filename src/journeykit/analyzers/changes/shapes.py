"""What a type of the model is made of, read from the type itself: a new field needs no line here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

import attrs
from attrs import Attribute, frozen

from journeykit.model import FrozenDict
from journeykit.model.element import Value

__all__ = ["Shape", "Slot", "Whole", "held_by", "shape_of", "slots_of"]

Whole: TypeAlias = Value | str
"""Whatever can come, go and move: a value of the model, or one text of a list."""

Slot: TypeAlias = str | tuple[str, str]
"""Where a plain value stands: a field, or the entry of a field that maps names to values."""

TEXT = "text"
"""The slot of one text of a list."""


@frozen
class Shape:
    """The fields of a type, by what they hold.

    Attributes:
        plain: one plain value each.
        mappings: plain values by name.
        series: several values, or texts, in order.
        singles: one value of the model, or none.
        refs: which of them name elements by id, each with the kind of these.
        first: the field that says what it is.
        defaults: what a field holds where nothing is said.
        aliases: by which names the constructor takes the fields.
    """

    plain: tuple[str, ...]
    mappings: tuple[str, ...]
    series: tuple[str, ...]
    singles: tuple[str, ...]
    refs: dict[str, str]
    first: str
    defaults: dict[str, Any]
    aliases: dict[str, str]


def shape_of(kind: Any) -> Shape:
    """What a type of the model is made of; what does not count for its equality is left out."""
    return _shape(kind)


@cache
def _shape(kind: Any) -> Shape:
    hints = get_type_hints(kind)
    kept = [field for field in attrs.fields(kind) if field.eq]
    by_sort: dict[str, list[str]] = {"plain": [], "mappings": [], "series": [], "singles": []}
    for field in kept:
        by_sort[_sort(hints[field.name])].append(field.name)
    return Shape(
        **{sort: tuple(names) for sort, names in by_sort.items()},
        refs={f.name: f.metadata["ref"] for f in kept if "ref" in f.metadata},
        first=next(f.name for f in kept if not f.kw_only),
        defaults={f.name: f.default for f in kept if _has_default(f)},
        aliases={f.name: f.alias or f.name for f in kept},
    )


def _has_default(field: Attribute[Any]) -> bool:
    return field.default is not attrs.NOTHING and not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _sort(hint: Any) -> str:
    if get_origin(hint) is FrozenDict:
        return "mappings"
    if get_origin(hint) is tuple:
        # A pair is one thing; a tuple of any length is a list.
        return "series" if get_args(hint)[-1] is Ellipsis else "plain"
    kinds = (hint, *get_args(hint))
    return (
        "singles" if any(isinstance(k, type) and issubclass(k, Value) for k in kinds) else "plain"
    )


def held_by(whole: Whole) -> Iterator[tuple[str, tuple[Whole, ...]]]:
    """The fields of a value that hold further ones, with what they hold."""
    if isinstance(whole, str):
        return
    shape = shape_of(type(whole))
    for name in shape.series:
        held = getattr(whole, name)
        if held:
            yield name, held
    for name in shape.singles:
        held = getattr(whole, name)
        if held is not None:
            yield name, (held,)


def slots_of(whole: Whole) -> dict[Slot, Any]:
    """The plain values of a value, by slot."""
    if isinstance(whole, str):
        return {TEXT: whole}
    shape = shape_of(type(whole))
    found: dict[Slot, Any] = {name: getattr(whole, name) for name in shape.plain}
    for name in shape.mappings:
        found.update({(name, key): value for key, value in getattr(whole, name).items()})
    return found
