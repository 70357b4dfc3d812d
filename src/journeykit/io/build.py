"""Values built as their constructors would, at the cost of the fields that are given.

A constructor made by attrs converts and checks every field, the absent ones
too. A touchpoint has 27 fields, of which a file usually gives three, and a
default is known to be sound. What is built here goes through the same
converters, validators and `__attrs_post_init__` as in the constructor; a test
holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import attrs

from journeykit.errors import InvalidValueError, did_you_mean
from journeykit.io.faults import Fault, split_figure
from journeykit.model.element import Value

__all__ = ["Structure", "builder", "in_files"]

V = TypeVar("V", bound=Value)

Structure = Callable[[Any], Any]
"""Makes from what a file holds under a key what the constructor takes."""


def in_files(field: attrs.Attribute[Any]) -> bool:
    """Whether a field is one that files hold: all are, unless they say otherwise."""
    return field.name != "origin" and field.metadata.get("file", True) is True


def builder(
    kind: type[V], structures: Mapping[str, Structure], short: Mapping[str, str] | None = None
) -> Callable[[dict[Any, Any]], V]:
    """Make the function that builds values of a type from mappings of a file.

    Args:
        kind: the type.
        structures: for the keys under which there are nested values, what makes these.
        short: keys for one of what another field holds several of. Where that other
            is not given as well, the value goes there at once.

    Returns:
        A function from a mapping to a value. It raises `Fault`. A key without a
        value (null) counts as not given, unless the field has no default.
    """
    fields = [field for field in attrs.fields(kind) if field.init and in_files(field)]
    named = {_key(field): field for field in fields}
    known = frozenset(named)
    required = frozenset(key for key, field in named.items() if field.default is attrs.NOTHING)

    def check_keys(given: dict[Any, Any]) -> None:
        if not known.issuperset(given):
            raise _unknown_key(kind, next(key for key in given if key not in known), named, given)
        if not required.issubset(given):
            missing = next(key for key in named if key in required and key not in given)
            raise Fault(f"{kind.__name__}: expected the key {missing!r}, which is missing")

    if "_attrs_cached_hash" in getattr(kind, "__slots__", ()):
        return _with_constructor(kind, structures, check_keys, required)

    full = {key: _step(kind, key, field, structures) for key, field in named.items()}
    shortened = dict(full)
    for key, many in (short or {}).items():
        field = named[many]
        one = _one_of(structures.get(key))
        shortened[key] = (one, _setter(kind, field), field.validator, field, True)
    longer = next(iter((short or {}).values()), None)

    defaults = [
        (_setter(kind, field), _plain_default(field))
        for field in attrs.fields(kind)
        if field.init and field.default is not attrs.NOTHING and not _is_late(field)
    ]
    # Defaults that are made from other fields, such as an id from the name.
    late = [
        (key, _setter(kind, field), field.default.factory, field.converter)
        for key, field in named.items()
        if _is_late(field)
    ]
    needed = tuple(required)
    finish: Callable[[V], None] | None = getattr(kind, "__attrs_post_init__", None)
    new = kind.__new__

    def build(given: dict[Any, Any]) -> V:
        for key in needed:
            if key not in given:
                check_keys(given)
        made = new(kind)
        for put, default in defaults:
            put(made, default)
        steps = full if longer in given else shortened
        for key, value in given.items():
            try:
                convert, put, validate, field, optional = steps[key]
            except KeyError:
                raise _unknown_key(kind, key, named, given) from None
            if value is None and optional:
                continue
            try:
                got = value if convert is None else convert(value)
                put(made, got)
                if validate is not None:
                    validate(made, field, got)
            except Fault as fault:
                fault.within(key)
                raise
            except InvalidValueError as error:
                raise Fault.of(error, key, value) from None
        try:
            for key, put, factory, convert in late:
                if given.get(key) is None:
                    got = factory(made)
                    put(made, got if convert is None else convert(got))
            if finish is not None:
                finish(made)
        except InvalidValueError as error:
            raise _late_fault(error, given) from None
        return made

    return build


_Step = tuple[
    Callable[[Any], Any] | None,
    Callable[[Any, Any], None],
    Callable[[Any, Any, Any], Any] | None,
    "attrs.Attribute[Any]",
    bool,
]
"""How a value is converted, put and checked, for which field, and whether that has a default."""


def _step(
    kind: type[V], key: str, field: attrs.Attribute[Any], structures: Mapping[str, Structure]
) -> _Step:
    return (
        _chained(structures.get(key), field.converter),
        _setter(kind, field),
        field.validator,
        field,
        field.default is not attrs.NOTHING,
    )


def _chained(structure: Structure | None, convert: Any) -> Callable[[Any], Any] | None:
    if structure is None or convert is None:
        return structure or convert
    return lambda value: convert(structure(value))


def _one_of(structure: Structure | None) -> Structure:
    return lambda value: (value if structure is None else structure(value),)


def _with_constructor(
    kind: type[V],
    structures: Mapping[str, Structure],
    check_keys: Callable[[dict[Any, Any]], None],
    required: frozenset[str],
) -> Callable[[dict[Any, Any]], V]:
    """For a type that keeps more than its fields, which only its constructor sets up."""

    def build(given: dict[Any, Any]) -> V:
        check_keys(given)
        arguments = {}
        for key, value in given.items():
            if value is None and key not in required:
                continue
            structure = structures.get(key)
            try:
                arguments[key] = value if structure is None else structure(value)
            except Fault as fault:
                fault.within(key)
                raise
        try:
            return kind(**arguments)
        except InvalidValueError as error:
            raise _late_fault(error, given) from None

    return build


def _late_fault(error: InvalidValueError, given: dict[Any, Any]) -> Fault:
    """Find the key to which a refusal by the whole value belongs."""
    key = error.field.partition("[")[0]
    # One feeling is written `emotion`, but checked as the last of `emotions`.
    for candidate in ("emotion", key) if key == "emotions" else (key,):
        if given.get(candidate) is not None:
            return Fault.of(error, candidate, given[candidate])
    if key in given:
        return Fault.of(error, key, given[key])
    return Fault.said(error)


def _unknown_key(
    kind: type, key: object, known: Mapping[str, Any], given: Mapping[Any, Any]
) -> Fault:
    near = did_you_mean(key, known)
    hint = split_figure(given, key)
    if hint is None:
        hint = f"did you mean {near!r}?" if near else "known: " + ", ".join(known)
    return Fault(f"unknown key {key!r} in a {kind.__name__}", hint=hint).within(cast("str", key))


def _key(field: attrs.Attribute[Any]) -> str:
    return field.alias or field.name


def _is_late(field: attrs.Attribute[Any]) -> bool:
    return isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _plain_default(field: attrs.Attribute[Any]) -> object:
    convert: Any = field.converter
    return field.default if convert is None else convert(field.default)


def _setter(kind: type, field: attrs.Attribute[Any]) -> Callable[[Any, Any], None]:
    """Sets a slot of a frozen value that is still being made."""
    setter: Callable[[Any, Any], None] = getattr(kind, field.name).__set__
    return setter
