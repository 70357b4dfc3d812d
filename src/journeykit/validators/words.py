"""Words that the messages of rules share."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias, cast

import attrs

from journeykit.errors import shown
from journeykit.model import KINDS, Atlas, FrozenDict, Journey, Measurement, Suppression
from journeykit.model.element import Value
from journeykit.model.structure import HOLDERS, Place

__all__ = ["Column", "bare_texts", "call", "name_of", "number", "plural", "prose", "texts"]

_WORDS: dict[type, str] = {kind: word for word, kind in KINDS.items()} | {
    Atlas: "atlas",
    Journey: "journey",
    Measurement: "measurement",
    Suppression: "suppression",
}

# These are for machines, come from data, or name elements by id: no reader sees their text.
_NOT_PROSE = frozenset(
    (
        "at", "events", "id", "journey", "kind", "locale", "metadata", "period", "rule", "scale", "segment",
        "stage", "unit", "url", "where",
    )
)  # fmt: skip


def name_of(value: Value) -> str | None:
    """What a value is called: its name, title, text, or None where it has none."""
    for name in ("name", "title", "text", "statement"):
        found = getattr(value, name, None)
        if isinstance(found, str):
            return found
    # The source of evidence is its name; that of a transition is an id.
    source = getattr(value, "source", None)
    target = getattr(value, "target", None)
    if isinstance(source, str):
        return f"{source} to {target}" if isinstance(target, str) else source
    metric = getattr(value, "metric", None)
    return metric if isinstance(metric, str) else None


def call(value: Value) -> str:
    """Name a value in a message: its kind and what it is called.

    Examples:
        >>> from journeykit.model import Touchpoint
        >>> call(Touchpoint("See the ad"))
        "touchpoint 'See the ad'"
    """
    word = _WORDS.get(type(value), type(value).__name__.lower())
    name = name_of(value)
    return word if name is None else f"{word} {shown(name)}"


def number(value: float, unit: str | None = None) -> str:
    """Write a figure as people do: no trailing zeros, its unit behind it.

    Examples:
        >>> number(71.0, "%"), number(0.25), number(1200000.0)
        ('71 %', '0.25', '1200000')
    """
    text = f"{value:.10g}"
    return text if unit in (None, "share") else f"{text} {unit}"


def plural(count: int, word: str) -> str:
    """A count with its word.

    Examples:
        >>> plural(1, "persona"), plural(3, "persona")
        ('1 persona', '3 personas')
    """
    return f"{count} {word}{'' if count == 1 else 's'}"


def _may_hold_text(annotation: Any) -> bool:
    if annotation is str or typing.get_origin(annotation) is FrozenDict:
        return True
    return any(map(_may_hold_text, typing.get_args(annotation)))


@cache
def _prose_fields(kind: type[Any]) -> tuple[tuple[str, Callable[[Place], object]], ...]:
    """The fields of a type that hold prose, each with what gets it at a place."""
    told = typing.get_type_hints(kind)
    return tuple(
        (a.name, attrgetter(f"element.{a.name}"))
        for a in attrs.fields(kind)
        if a.repr
        and a.name not in _NOT_PROSE
        and _may_hold_text(told[a.name])
        # What it holds has its own texts.
        and a.name not in HOLDERS.get(kind.__name__, ())
        # The lanes of a touchpoint are mentioned by the keys; their values are texts.
        and ("ref" not in a.metadata or a.metadata["ref"] == "lane")
    )


Column: TypeAlias = tuple[Sequence[Place], str, Sequence[object]]
"""A field with prose of all values of one type: their places, its name, and what it holds at each."""


def prose(places: Sequence[Place]) -> list[Column]:
    """The fields of values of one type that hold texts which people read, but for those empty everywhere.

    Ids, references and the values that they hold are left out.

    Args:
        places: where the values are.
    """
    kind: Any = type(places[0].element) if places else None
    columns: list[Column] = []
    for name, get in () if kind is None else _prose_fields(kind):
        values = list(map(get, places))
        if any(values):
            columns.append((places, name, values))
    return columns


def texts(column: Column) -> list[tuple[Place, str, int | None, str]]:
    """The texts of a field, as (place, field, position or None, text).

    Examples:
        >>> from journeykit.model import Touchpoint
        >>> place = Place((), Touchpoint("Pay", channel="web", actions=["Type the number"]))
        >>> [found[1:] for column in prose([place]) for found in texts(column)]
        [('name', None, 'Pay'), ('actions', 0, 'Type the number')]
    """
    places, name, values = column
    found: list[tuple[Place, str, int | None, str]] = []
    for place, held in zip(places, values, strict=True):
        if type(held) is str:
            found.append((place, name, None, held))
        elif type(held) is tuple:
            found += [
                (place, name, i, item) for i, item in enumerate(held) if isinstance(item, str)
            ]
        elif type(held) is FrozenDict:
            items = (item if type(item) is tuple else (item,) for item in held.values())
            told = (each for item in items for each in item if isinstance(each, str))
            found += [(place, name, None, each) for each in told]
    return found


def bare_texts(column: Column) -> list[str]:
    """The texts of `texts`, in the same order, and not where they are: that takes far less time."""
    values = column[2]
    kinds = set(map(type, values)) - {type(None)}
    if kinds == {str}:
        return list(filter(None, cast("Sequence[str]", values)))
    if kinds == {tuple}:
        items = chain.from_iterable(cast("Sequence[tuple[object, ...]]", values))
        return [item for item in items if isinstance(item, str)]
    return [text for *_, text in texts(column)]
