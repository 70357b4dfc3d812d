"""How the fields of every model type accept and refuse values.

Converters coerce where there is one meaning and otherwise pass the value on
unchanged; validators then refuse what can mean nothing, with the field, what
was expected and what came. They are plain functions, because that is what
both type checkers follow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journeykit.errors import InvalidValueError, did_you_mean
from journeykit.model.frozendict import EMPTY, FrozenDict

if TYPE_CHECKING:
    from typing import Protocol

    import attrs

    # A protocol is slow to make, and only type checkers ask for this one.
    class Identified(Protocol):
        """Whatever has an id: any element of a journey."""

        @property
        def id(self) -> str:
            """By which others refer to it."""
            ...


__all__ = [
    "Check",
    "Scalar",
    "as_date",
    "as_float",
    "as_float_or_none",
    "as_mapping",
    "as_ref",
    "as_refs",
    "as_texts",
    "as_tuple",
    "check_date",
    "check_each",
    "check_interval",
    "check_is",
    "check_mapping",
    "check_number",
    "check_text",
    "check_text_lists",
    "check_text_or_none",
    "check_texts",
    "check_whole",
    "elements",
    "every",
    "member",
    "pairs_of",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Scalar = str | int | float | bool
Check = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def refuse(
    instance: object,
    attribute: attrs.Attribute[Any],
    expected: str,
    got: object,
    hint: str | None = None,
    *,
    index: int | None = None,
) -> InvalidValueError:
    """Build the error for a field; the caller raises it."""
    name = attribute.alias or attribute.name
    if index is not None:
        name = f"{name}[{index}]"
    return InvalidValueError(type(instance).__name__, name, expected=expected, got=got, hint=hint)


# --- converters -------------------------------------------------------------


def every(value: T | Iterable[T]) -> tuple[T, ...]:
    """One value or several become a tuple; a string or mapping counts as one."""
    if type(value) is tuple:
        return value
    # What files give; asking whether something can be walked takes far longer.
    if type(value) is list:
        return tuple(value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return tuple(value)
    return (cast("T", value),)


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Any series of values becomes a tuple."""
    return tuple(value)


def elements(kind: type[T], value: Any) -> tuple[T, ...]:
    """One element or several become a tuple; a text stands for the element of that name."""
    if type(value) is tuple and not value:
        return ()
    items: tuple[Any, ...] = every(value)
    for item in items:
        if isinstance(item, str):
            make: Any = kind
            return tuple(make(each) if isinstance(each, str) else each for each in items)
    return items


def as_texts(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text or several become a tuple of texts."""
    return value if type(value) is tuple else every(value)


def as_ref(value: Identified | str | None) -> str | None:
    """A reference: an id, or the element itself, which gives its id."""
    return value if value is None or isinstance(value, str) else _id_of(value)


def as_refs(value: Identified | str | Iterable[Identified | str]) -> tuple[str, ...]:
    """References, one or several: ids, or the elements themselves."""
    if type(value) is tuple and not value:
        return ()
    items: Any = every(value)
    for item in items:
        if type(item) is not str:
            return tuple(each if type(each) is str else _id_of(each) for each in items)
    return cast("tuple[str, ...]", items)


def _id_of(value: Any) -> Any:
    # What has no id passes on, and the validator of the field refuses it.
    return getattr(value, "id", value)


def as_float(value: float) -> float:
    """An int becomes a float, so that 1 and 1.0 are written alike."""
    if type(value) is int:
        try:
            return float(value)
        except OverflowError:
            return value
    return value


def as_float_or_none(value: float | None) -> float | None:
    """An int becomes a float; None stays."""
    return None if value is None else as_float(value)


def as_date(value: date | str | None) -> date | None:
    """An ISO 8601 text such as `2026-11-30` becomes a date."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return cast("date", value)
    return value


def as_mapping(value: Mapping[str, Scalar]) -> FrozenDict[str, Scalar]:
    """A mapping of names to scalars becomes immutable."""
    return _frozen(value)


def pairs_of(value: Mapping[str, T | Iterable[T]]) -> FrozenDict[str, tuple[T, ...]]:
    """A mapping of names to one or several values becomes immutable."""
    if type(value) is FrozenDict:
        return cast("FrozenDict[str, tuple[T, ...]]", value)
    if not isinstance(value, Mapping):
        return value
    return FrozenDict({key: every(item) for key, item in value.items()})


def _frozen(value: Mapping[str, T]) -> FrozenDict[str, T]:
    if type(value) is FrozenDict or not isinstance(value, Mapping):
        return cast("FrozenDict[str, T]", value)
    return FrozenDict(value)


def member(kind: type[E], value: object) -> E:
    """The member of an enumeration, by its value; anything else passes on."""
    if type(value) is kind:
        return value
    found = kind._value2member_map_.get(value) if isinstance(value, str) else None
    return cast("E", value if found is None else found)


# --- validators -------------------------------------------------------------


def _fault_of_text(value: object) -> str | None:
    """Say what a text should be, or None where it is fine."""
    if not isinstance(value, str):
        return "text"
    if not value or value.isspace():
        return "text that is not blank"
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "text without lone surrogates (it cannot be written as UTF-8)"
    return None


def check_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes text that is not blank."""
    # The usual case first, here and below.
    if type(value) is str and value and value.isascii() and not value.isspace():
        return
    fault = _fault_of_text(value)
    if fault:
        raise refuse(instance, attribute, fault, value)


def check_text_or_none(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes text that is not blank, or nothing."""
    if type(value) is str and value and value.isascii() and not value.isspace():
        return
    if value is not None:
        fault = _fault_of_text(value)
        if fault:
            raise refuse(instance, attribute, fault, value)


def check_texts(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes texts, none of them blank."""
    if value:
        texts: Any = value
        for index, text in enumerate(texts):
            if type(text) is str and text and text.isascii() and not text.isspace():
                continue
            fault = _fault_of_text(text)
            if fault:
                raise refuse(instance, attribute, fault, text, index=index)


def check_date(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes a date without a time, or nothing."""
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise refuse(instance, attribute, "a date such as 2026-11-30", value)


def check_is(kind: type, expected: str) -> Check:
    """The field takes an instance of one type, or nothing.

    For an enumeration the error lists its values and names the nearest.
    """

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None and not isinstance(value, kind):
            wanted, hint = expected, None
            if issubclass(kind, StrEnum):
                values = [str(item) for item in kind]
                wanted = f"{expected} ({', '.join(values)})"
                near = did_you_mean(value, values)
                hint = f"did you mean {near!r}?" if near else None
            raise refuse(instance, attribute, wanted, value, hint)

    return check


def check_each(kind: type, expected: str) -> Check:
    """The field takes a tuple of instances of one type."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value:
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                if not isinstance(item, kind):
                    raise refuse(instance, attribute, expected, item, index=index)

    return check


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        # A whole number too large for a float is as good as infinite.
        return False


def check_number(
    low: float | None = None, high: float | None = None, *, above: float | None = None
) -> Check:
    """The field takes a finite number in a range, or nothing."""
    expected = "a finite number"
    if low is not None and high is not None:
        expected = f"a number from {low:g} to {high:g}"
    elif low is not None:
        expected = f"a finite number of at least {low:g}"
    elif above is not None:
        expected = f"a finite number above {above:g}"

    def check(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        # The usual case first; within two ends nothing is infinite or NaN.
        if value is None or (
            type(value) is float and low is not None and high is not None and low <= value <= high
        ):
            return
        fine = (
            _is_number(value)
            and (low is None or value >= low)
            and (high is None or value <= high)
            and (above is None or value > above)
        )
        if not fine:
            raise refuse(instance, attribute, expected, value)

    return check


def check_whole(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes a whole number of at least 0, or nothing."""
    if value is not None and (type(value) is not int or value < 0):
        raise refuse(instance, attribute, "a whole number of at least 0", value)


def check_interval(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field takes (low, high), two finite numbers in order, or nothing."""
    if value is None:
        return
    pair = cast("tuple[Any, ...]", value)
    if (
        not isinstance(value, tuple)
        or len(pair) != 2
        or not all(map(_is_number, pair))
        or pair[0] > pair[1]
    ):
        raise refuse(instance, attribute, "two numbers (low, high), the lower first", value)


def _is_scalar(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, str | int | bool)


def check_text_lists(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field maps texts to tuples of texts."""
    check_mapping(instance, attribute, value)
    for key, texts in cast("FrozenDict[str, tuple[object, ...]]", value).items():
        for text in texts:
            fault = _fault_of_text(text)
            if fault:
                raise refuse(instance, attribute, f"{fault} under {key!r}", text)


def check_mapping(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """The field maps texts to scalars, or to tuples of scalars."""
    if value is EMPTY:
        return
    if not isinstance(value, FrozenDict):
        raise refuse(instance, attribute, "a mapping of names to values", value)
    for key, item in value.items():
        if _fault_of_text(key):
            raise refuse(instance, attribute, "keys that are text and not blank", key)
        for each in item if isinstance(item, tuple) else (item,):
            if not _is_scalar(each):
                raise refuse(
                    instance,
                    attribute,
                    f"text, a finite number, true or false under {key!r}",
                    each,
                )
            if isinstance(each, str) and not each.isascii():
                try:
                    each.encode()
                except UnicodeEncodeError:
                    raise refuse(
                        instance, attribute, f"text without lone surrogates under {key!r}", each
                    ) from None
