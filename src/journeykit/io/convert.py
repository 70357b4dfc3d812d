"""Journeys to and from plain data: mappings, lists, texts, numbers, true and false.

The home of cattrs. Its converter finds, for every type of the model, the hook
that reads and the hook that writes it; the hooks are made once, from the fields
and annotations of the class, so that a new field needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import attrs
import cattrs

from journeykit.errors import InvalidValueError, shown
from journeykit.io.build import Structure, builder, in_files
from journeykit.io.faults import Fault, split_figure
from journeykit.model import (
    Atlas,
    Emotion,
    FrozenDict,
    Journey,
    Measurement,
    Suppression,
    Touchpoint,
    Transition,
)
from journeykit.model.element import Value
from journeykit.model.emotion import Rating
from journeykit.model.fields import check_whole

__all__ = [
    "FILE_KEYS",
    "VERSION",
    "Nested",
    "converter",
    "file_fields",
    "from_data",
    "nested_fields",
    "to_data",
]

V = TypeVar("V", bound=Value)

VERSION = 1
"""The version of the shape of files. It grows only when old readers would misread new files."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

FILE_KEYS = ("journeykit", "$schema")
"""Keys at the top of a file that are about the file, not the journey."""

_SAID: Mapping[type[Value], str] = {Journey: "a journey", Atlas: "an atlas"}

# Long lists go last, so that what is said of a whole stands before its parts.
_BULK = ("touchpoints", "phases")


@attrs.frozen
class Nested:
    """A field that holds values of the model.

    Attributes:
        kind: the type of the values.
        many: whether it holds several.
    """

    kind: type[Value]
    many: bool


@cache
def _annotations(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def nested_fields(kind: type[Value]) -> Mapping[str, Nested]:
    """The keys of a type under which there are values of the model."""
    key: Any = kind
    return _nested_fields(key)


@cache
def _nested_fields(kind: Any) -> dict[str, Nested]:
    found = {}
    for field in attrs.fields(kind):
        nested = _nested(_annotations(kind)[field.name])
        if nested is not None and in_files(field):
            found[field.alias or field.name] = nested
    return found


def _nested(annotation: Any) -> Nested | None:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return Nested(annotation, many=False)
    many = typing.get_origin(annotation) is tuple
    if many or isinstance(annotation, types.UnionType) or typing.get_origin(annotation):
        for part in typing.get_args(annotation):
            if isinstance(part, type) and issubclass(part, Value):
                return Nested(part, many)
    return None


def file_fields(kind: type[Value]) -> list[attrs.Attribute[Any]]:
    """The fields of a type that files hold, in the order in which they are written."""
    fields = [f for f in attrs.fields(kind) if in_files(f) and not f.name.startswith("_")]
    return sorted(fields, key=lambda field: field.name in _BULK)


# --- reading ------------------------------------------------------------------


def _structure_hook(kind: type[Value], through: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Make the hook that reads one value: a mapping, or what stands for one."""

    def of(nested: Nested) -> Structure:
        item = through.get_structure_hook(nested.kind)
        if nested.kind is Measurement:
            return _measurements(item)
        return _items(item, nested.kind) if nested.many else _one(item, nested.kind)

    structures: dict[str, Structure] = {
        key: of(nested) for key, nested in nested_fields(kind).items()
    }
    if kind is Measurement:
        structures["interval"] = _pair
    key: Any = kind
    for field in attrs.fields(kind):
        if dt.date in typing.get_args(_annotations(key)[field.name]):
            structures[field.alias or field.name] = _date
        elif field.validator is check_whole:
            structures[field.alias or field.name] = _whole
    build = builder(kind, structures, {"emotion": "emotions"} if kind is Touchpoint else None)
    first = attrs.fields(kind)[0].name
    is_short = _SHORT.get(kind, _is_text)

    def structure(value: Any, _: Any = None) -> Any:
        if type(value) is dict:
            return build(value)
        if is_short(value):
            # What stands for a value must be sound as well, and is named as itself.
            try:
                return build({first if kind is not Emotion else "valence": value})
            except Fault as fault:
                raise Fault(fault.message, hint=fault.hint) from None
        # Whatever else it is, the field that gets it says what it expects.
        return value

    return structure


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return type(value) is float or type(value) is int


def _never(_: object) -> bool:
    return False


# What a type may be written as, other than a mapping or its first text.
_SHORT: dict[type[Value], Callable[[object], bool]] = {
    Emotion: _is_number,
    Rating: _never,
    Suppression: _never,
    # A pair of ids, which the field of the journey takes as it is.
    Transition: _never,
}


def _one(item: Callable[[Any, Any], Any], kind: type) -> Structure:
    return lambda value: item(value, kind)


def _items(item: Callable[[Any, Any], Any], kind: type) -> Structure:
    def structure(value: Any) -> Any:
        if type(value) is not list:
            return item(value, kind)
        made: list[Any] = []
        try:
            for each in value:
                made.append(item(each, kind))  # noqa: PERF401 - its length is the index
        except Fault as fault:
            fault.within(len(made))
            raise
        return tuple(made)

    return structure


def _measurements(item: Callable[[Any, Any], Any]) -> Structure:
    """Measurements, or a mapping from metrics to their figures."""
    items = _items(item, Measurement)

    def structure(value: Any) -> Any:
        if type(value) is not dict or isinstance(value.get("metric"), str):
            return items(value)
        made = []
        for metric, figure in value.items():
            try:
                made.append(item({"metric": metric, "value": figure}, Measurement))
            except Fault as fault:
                hint = split_figure(value, metric) or fault.hint
                raise Fault(fault.message, hint=hint).within(metric) from None
        return tuple(made)

    return structure


def _pair(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


def _date(value: Any) -> Any:
    # Python reads other forms of ISO 8601 too, which the schema and people do not.
    if isinstance(value, str) and not _DATE.fullmatch(value):
        raise Fault(f"expected a date such as 2026-11-30, got {shown(value)}")
    return value


def _whole(value: Any) -> Any:
    """JSON does not tell 3.0 from 3."""
    return int(value) if type(value) is float and value.is_integer() else value


# --- writing ------------------------------------------------------------------

_ALWAYS = object()


def _unstructure_hook(kind: type[Value], through: cattrs.Converter) -> Callable[[Any], Any]:
    """Make the hook that writes one value: a mapping of what is not at its default."""
    steps = [
        (
            field.name,
            _ALWAYS if field.name == "id" else field.default,
            _writer(kind, field, through),
        )
        for field in file_fields(kind)
    ]

    def unstructure(value: Any) -> dict[str, Any]:
        data = {}
        for name, default, write in steps:
            got = getattr(value, name)
            if got is default or (default is not _ALWAYS and _is_default(value, got, default)):
                continue
            data[name] = got if write is None else write(got)
        return data

    return unstructure


def _is_default(value: Value, got: object, default: Any) -> bool:
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return bool(got == default)
    try:
        return bool(got == default.factory(value))
    except InvalidValueError:
        # Without this field the others would not make a value: it has to be said.
        return False


def _writer(
    kind: type[Value], field: attrs.Attribute[Any], through: cattrs.Converter
) -> Callable[[Any], Any] | None:
    nested = nested_fields(kind).get(field.name)
    if nested is not None:
        item = through.get_unstructure_hook(nested.kind)
        if not nested.many:
            return lambda value: None if value is None else item(value)
        return lambda values: [item(each) for each in values]
    key: Any = kind
    annotation = _annotations(key)[field.name]
    kinds = {annotation, *typing.get_args(annotation)}
    if typing.get_origin(annotation) is FrozenDict:
        return _plain_mapping
    if any(isinstance(each, type) and issubclass(each, StrEnum) for each in kinds):
        return str
    if dt.date in kinds:
        return lambda value: None if value is None else value.isoformat()
    if float in kinds:
        return _figure
    if any(float in typing.get_args(each) for each in kinds):
        return lambda value: None if value is None else [_figure(each) for each in value]
    if any(typing.get_origin(each) is tuple for each in kinds):
        return lambda value: None if value is None else list(value)
    return None


# Beyond, not every whole number is a float.
_MAX_WHOLE = 2.0**53


def _figure(value: Any) -> Any:
    """A figure as people write it: without a point where it has no decimals."""
    if type(value) is float and value.is_integer() and abs(value) < _MAX_WHOLE:
        return int(value)
    return value


def _plain_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(item) if type(item) is tuple else item for key, item in value.items()}


# --- the two ways -------------------------------------------------------------


@cache
def converter() -> cattrs.Converter:
    """The converter with the hooks of all types of the model."""

    def is_value(kind: Any) -> bool:
        return isinstance(kind, type) and issubclass(kind, Value)

    made = cattrs.Converter()
    made.register_structure_hook_factory(is_value, lambda kind: _structure_hook(kind, made))
    made.register_unstructure_hook_factory(is_value, lambda kind: _unstructure_hook(kind, made))
    return made


def from_data(data: object, kind: type[V]) -> V:
    """Make a journey, or an atlas without journeys, from what a file holds.

    Args:
        data: mappings, lists and scalars, as a parser gives them.
        kind: `Journey` or `Atlas`.

    Raises:
        Fault: if it cannot be a journey, with the way to the offending value.
    """
    if type(data) is not dict:
        what = "a list" if isinstance(data, list) else shown(data)
        raise Fault(
            f"expected a mapping with the fields of {_SAID[kind]}, got {what}",
            hint="it starts with a line such as `title: Buy a bike`",
        )
    if any(key in data for key in FILE_KEYS):
        _check_file_keys(data)
        data = {key: value for key, value in data.items() if key not in FILE_KEYS}
    made: V = converter().structure(data, kind)
    return made


def _check_file_keys(data: Mapping[str, Any]) -> None:
    version = data.get("journeykit", VERSION)
    if isinstance(version, bool) or version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        raise Fault(
            f"expected a file of version {VERSION} (`journeykit: {VERSION}`), got version "
            f"{shown(version)}",
            hint="a newer journeykit reads it: pip install --upgrade journeykit"
            if newer
            else f"write `journeykit: {VERSION}`, or leave the line out",
        ).within("journeykit")
    if not isinstance(data.get("$schema", ""), str):
        got = shown(data["$schema"])
        raise Fault(f"expected the address of a schema, got {got}").within("$schema")


def to_data(value: Journey | Atlas) -> dict[str, Any]:
    """Make the plain data that a file holds, version first; of an atlas, what is shared."""
    return {"journeykit": VERSION, **converter().unstructure(value)}
