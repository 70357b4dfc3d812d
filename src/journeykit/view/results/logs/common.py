"""What the views of results of event logs have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from journeykit.analyzers.funnels.findings import Adjustment
from journeykit.analyzers.paths.difference import REST
from journeykit.events.paths.walk import END, START
from journeykit.view.figures import Figure
from journeykit.view.format import format_duration, format_number, format_signed
from journeykit.view.labels import Labels
from journeykit.view.words.short import short
from journeykit.view.words.text import capital, joined, sentence

__all__ = [
    "ADJUSTMENTS",
    "Kinds",
    "Views",
    "described",
    "duration",
    "joined",
    "kept",
    "minus",
    "node_name",
    "note_of",
    "p_value",
    "signed_points",
    "units",
]

Kinds: TypeAlias = Mapping[str, tuple[type, Callable[..., Figure]]]
"""The views of one result by name, the usual one first, with the figure that comes out."""

Views: TypeAlias = Mapping[type, Kinds]

ADJUSTMENTS = {
    Adjustment.BENJAMINI_HOCHBERG: "Benjamini-Hochberg",
    Adjustment.HOLM: "Holm",
}
"""How p values are adjusted, by the names of those who found it."""


def units(count: str, number: float, words: Labels, locale: str | None) -> str:
    """A number of what is counted.

    Args:
        count: "customers", "sessions" or "attempts".
        number: how many.
        words: of the language.
        locale: language as BCP 47, or None.

    Examples:
        >>> from journeykit.view.labels import labels
        >>> units("customers", 8412, labels("en"), None), units("sessions", 1, labels("en"), None)
        ('8,412 customers', '1 session')
    """
    if number == 1:
        return words(_ONE[count])
    return words(f"log_{count}", format_number(number, locale=locale))


_ONE = {"customers": "log_customer", "sessions": "log_session", "attempts": "log_attempt"}


def duration(seconds: float | None, locale: str | None) -> str | None:
    """A length of time as a cell of a table, or None."""
    return None if seconds is None else format_duration(seconds, locale)


def node_name(event: str, words: Labels) -> str:
    """The name of an event; start and end of paths in words."""
    return words({START: "log_start", END: "log_end"}[event]) if event in (START, END) else event


def kept(nodes: Sequence[str], top: int) -> tuple[tuple[str, ...], int]:
    """The first events of a list, start and end of paths beside them, and how many are left out."""
    events = [name for name in nodes if name not in (START, END)]
    chosen = {START, END, *events[:top]}
    return tuple(name for name in nodes if name in chosen), max(0, len(events) - top)


def minus(a: str, b: str, words: Labels) -> str:
    """The name of a difference of two groups."""
    names = (words("log_all_others") if name == REST else name or "–" for name in (a, b))
    return words("log_minus", *names)


def signed_points(share: float, locale: str | None) -> str:
    """A difference of shares in percentage points, with its sign."""
    return format_signed(100 * share, 1, locale)


def p_value(p: float | None, locale: str | None) -> str:
    """An adjusted p value, no finer than it can be; nothing where there was no test.

    Examples:
        >>> p_value(0.0312, None), p_value(1e-9, "de"), p_value(None, None)
        ('0.031', '< 0,001', '')
    """
    if p is None:
        return ""
    return f"< {format_number(0.001, 3, locale)}" if p < 0.001 else format_number(p, 3, locale)


def note_of(*texts: str | None, notes: Iterable[str] = ()) -> str | None:
    """The line below a figure: what it says of itself, and what the analysis noted."""
    return joined([*texts, *map(capital, notes)])


def described(title: str, subtitle: str | None) -> str:
    """The short form of a figure whose heads say it all."""
    return short([sentence(title), subtitle or ""])
