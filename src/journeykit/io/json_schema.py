"""The JSON Schema of journey files, made from the types of the model.

Titles and descriptions come from the docstrings, ranges and choices from the
validators: there is nothing here to keep in step with the model.
"""

from __future__ import annotations

import datetime as dt
import inspect
import re
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs

from journeykit.io.build import in_files
from journeykit.io.convert import VERSION, Nested, nested_fields
from journeykit.model import (
    SCALES,
    Atlas,
    Emotion,
    FrozenDict,
    Journey,
    MomentOfTruth,
    Rating,
    Suppression,
    Touchpoint,
    Transition,
)
from journeykit.model import fields as checks
from journeykit.model.element import Value

__all__ = ["schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Types that no plain text stands for.
_WITHOUT_TEXT = (Emotion, Rating, Suppression, Transition)

_TEXT = {"type": "string", "pattern": r"\S"}
_SCALAR = {"type": ["string", "number", "boolean"]}
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
# Not every reader checks the format, so the pattern knows how long months are.
_DATE = {
    "type": "string",
    "format": "date",
    "pattern": "^(?!0000)(?:[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    f"|{_LEAP}-02-29)$",
}

Shape = dict[str, Any]


def schema(kind: type[Journey | Atlas] = Journey) -> Shape:
    """The schema, draft 2020-12. See `journeykit.io.schema`."""
    kinds = _kinds(kind)
    root = _object(kind)
    file_keys = {
        "journeykit": {"const": VERSION, "description": "Version of the shape of this file."},
        "$schema": {"type": "string", "description": "Address of this schema, for editors."},
    }
    return {
        "$schema": _DIALECT,
        "$id": f"urn:journeykit:schema:{'' if kind is Journey else 'atlas:'}{VERSION}",
        **root,
        "properties": {**file_keys, **root["properties"]},
        "$defs": {each.__name__: _item(each) for each in kinds if each is not kind},
    }


def _kinds(kind: type[Value]) -> list[type[Value]]:
    """A type and all that it can hold, each once, sorted by name."""
    found = {kind}
    waiting = [kind]
    while waiting:
        for nested in nested_fields(waiting.pop()).values():
            if nested.kind not in found:
                found.add(nested.kind)
                waiting.append(nested.kind)
    return sorted(found, key=lambda each: each.__name__)


def _item(kind: type[Value]) -> Shape:
    """A value of a type, or what stands for one."""
    shape = _object(kind)
    short: list[Shape] = []
    if kind is Emotion:
        short = [{"type": "number", "minimum": -1, "maximum": 1, "description": "A valence."}]
    elif kind is Transition:
        short = [_pair(_TEXT)]
    elif kind not in _WITHOUT_TEXT:
        first = attrs.fields(kind)[0].name
        short = [{**_TEXT, "description": f"The {first} alone."}]
    return {"anyOf": [shape, *short]} if short else shape


def _pair(item: Shape) -> Shape:
    return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


def _object(kind: type[Value]) -> Shape:
    title, described = _documented(kind)
    hints = typing.get_type_hints(kind)
    nested = nested_fields(kind)
    properties: dict[str, Shape] = {}
    required = []
    for field in attrs.fields(kind):
        key = field.alias or field.name
        if not in_files(field):
            continue
        shape = _field(kind, field, hints[field.name], nested.get(key))
        text = described.get(key)
        properties[key] = {"description": text, **shape} if text else shape
        if field.default is attrs.NOTHING:
            required.append(key)
    made: Shape = {
        "title": kind.__name__,
        "description": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if kind is Emotion:
        # A feeling is told as a valence, or on a scale.
        made["anyOf"] = [
            {"required": ["valence"], "properties": {"valence": {"type": "number"}}},
            {"required": ["rating"], "properties": {"rating": {"type": "object"}}},
        ]
    if kind is Rating:
        # A scale that has no name of its own is told by its ends.
        made["anyOf"] = [
            {"properties": {"scale": {"enum": sorted(SCALES)}}},
            {
                "required": ["worst", "best"],
                "properties": {"worst": {"type": "number"}, "best": {"type": "number"}},
            },
        ]
    if required:
        made["required"] = required
    return made


def _field(
    kind: type[Value], field: attrs.Attribute[Any], hint: Any, nested: Nested | None
) -> Shape:
    optional = field.default is not attrs.NOTHING
    if nested is not None:
        item: Shape = {"$ref": f"#/$defs/{nested.kind.__name__}"}
        shapes = [item]
        if nested.many:
            shapes.append({"type": "array", "items": item})
        if (kind, field.name) == (Touchpoint, "metrics"):
            shapes.append(_figures())
        return _any_of([*shapes, {"type": "null"}] if optional else shapes)
    shape = _plain(field, hint)
    return _or_null(shape) if optional else shape


def _figures() -> Shape:
    return {
        "type": "object",
        "description": "Values by the id of their metric.",
        "propertyNames": {"pattern": r"\S", "not": {"const": "metric"}},
        "additionalProperties": {"type": ["number", "null"]},
    }


def _any_of(shapes: list[Shape]) -> Shape:
    return {"anyOf": shapes}


def _or_null(shape: Shape) -> Shape:
    if isinstance(shape.get("type"), str) and "enum" not in shape:
        return {**shape, "type": [shape["type"], "null"]}
    return _any_of([shape, {"type": "null"}])


def _plain(field: attrs.Attribute[Any], hint: Any) -> Shape:
    """The shape of a field that holds no values of the model."""
    check: Any = field.validator
    parts = {hint, *typing.get_args(hint)}
    choices = next((p for p in parts if isinstance(p, type) and issubclass(p, StrEnum)), None)
    if choices is not None:
        names: Shape = {"enum": [str(item) for item in choices]}
        return _any_of([names, {"type": "boolean"}]) if choices is MomentOfTruth else names
    if dt.date in parts:
        return _DATE
    if typing.get_origin(hint) is FrozenDict:
        return _mapping(hint, texts=check is checks.check_text_lists)
    if check is checks.check_interval:
        return _pair({"type": "number"})
    if check is checks.check_whole:
        return {"type": "integer", "minimum": 0}
    if typing.get_origin(hint) is tuple:
        return _any_of([_TEXT, {"type": "array", "items": _TEXT}])
    if bool in parts:
        return {"type": "boolean"}
    if float in parts:
        return {"type": "number", **_range(check)}
    return dict(_TEXT)


def _mapping(hint: Any, *, texts: bool) -> Shape:
    item = typing.get_args(hint)[1]
    several = typing.get_origin(item) is tuple
    text_or_scalar: Shape = dict(_TEXT if texts else _SCALAR)
    return {
        "type": "object",
        "propertyNames": {"pattern": r"\S"},
        "additionalProperties": _any_of(
            [text_or_scalar, {"type": "array", "items": text_or_scalar}]
        )
        if several
        else text_or_scalar,
    }


def _range(check: Callable[..., Any]) -> Shape:
    """The range that a validator holds a number to."""
    bounds = inspect.getclosurevars(check).nonlocals
    names = {"low": "minimum", "high": "maximum", "above": "exclusiveMinimum"}
    return {word: bounds[name] for name, word in names.items() if bounds.get(name) is not None}


_ENTRY = re.compile(r"^    (\w+): ", re.MULTILINE)


def _documented(kind: type) -> tuple[str, dict[str, str]]:
    """The first line of a docstring, and its section Attributes by name."""
    text = inspect.getdoc(kind) or ""
    title = text.partition("\n")[0]
    section = re.search(r"^Attributes:\n((?:[ ]{4}.*\n?|\n)*)", text, re.MULTILINE)
    parts = _ENTRY.split(section[1]) if section else [""]
    described = {
        name: " ".join(words.split()) for name, words in zip(parts[1::2], parts[2::2], strict=True)
    }
    return title, {name: words[:1].upper() + words[1:] for name, words in described.items()}
