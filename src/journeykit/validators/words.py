"""Words that the messages of rules share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

import attrs

from journeykit.errors import shown
from journeykit.model import KINDS, Atlas, FrozenDict, Journey, Measurement, Suppression
from journeykit.model.element import Value
from journeykit.model.structure import HOLDERS

__all__ = ["call", "name_of", "number", "plural", "texts"]

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


@cache
def _prose_fields(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The fields of a type that hold prose, and what gets all of them at once."""
    names = tuple(
        a.name
        for a in attrs.fields(kind)
        if a.repr
        and a.name not in _NOT_PROSE
        # What it holds has its own texts.
        and a.name not in HOLDERS.get(kind.__name__, ())
        # The lanes of a touchpoint are mentioned by the keys; their values are texts.
        and ("ref" not in a.metadata or a.metadata["ref"] == "lane")
    )
    # Of a single name it would give the bare value.
    return names, attrgetter(*names) if len(names) > 1 else lambda v: tuple(
        getattr(v, n) for n in names
    )


def texts(value: Value) -> list[tuple[str, int | None, str]]:
    """All texts of a value itself that people read, as (field, position or None, text).

    Ids, references and the values that it holds are left out.

    Examples:
        >>> from journeykit.model import Touchpoint
        >>> texts(Touchpoint("Pay", channel="web", actions=["Type the number"]))
        [('name', None, 'Pay'), ('actions', 0, 'Type the number')]
    """
    found: list[tuple[str, int | None, str]] = []
    kind: Any = type(value)
    names, get = _prose_fields(kind)
    for name, held in zip(names, get(value), strict=True):
        # Most fields are empty.
        if held is None or held == ():
            continue
        if type(held) is str:
            found.append((name, None, held))
        elif type(held) is tuple:
            found += [(name, i, item) for i, item in enumerate(held) if type(item) is str]
        elif type(held) is FrozenDict:
            items = (item if type(item) is tuple else (item,) for item in held.values())
            found += [(name, None, each) for item in items for each in item if type(each) is str]
    return found
