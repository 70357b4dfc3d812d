"""What is asked about: events by name, names or condition, and patterns of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from journeykit.analyzers.paths.wording import left_out
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.events.log import EventLog
from journeykit.events.names import unknown_names
from journeykit.events.paths.around import ANCHOR, Anchor, anchor_on
from journeykit.events.paths.walk import as_condition
from journeykit.events.patterns.anchor import mark_matches
from journeykit.events.patterns.locate import marks_of
from journeykit.events.patterns.pattern import Pattern

__all__ = ["Asked", "as_anchor", "as_asked", "notes_on"]

Asked: TypeAlias = "str | Iterable[str] | Condition | Pattern"
"""Events by name, names or condition; or a pattern, of which matches are meant."""


def as_asked(value: Asked) -> Condition | Pattern:
    """A condition or a pattern."""
    return value if isinstance(value, Pattern) else as_condition(value)


def as_anchor(value: Condition | Pattern, *, at: Literal["start", "end"] = "start") -> Anchor:
    """How the events are found that are asked about.

    Args:
        value: what is asked about.
        at: which event of a match of a pattern is meant, the first or the last.
    """
    if isinstance(value, Condition):
        return anchor_on(value)

    def find(rows: Rows) -> Rows:
        return mark_matches(rows, value, ANCHOR, at=at)

    return Anchor(marks=marks_of(value), find=find)


def notes_on(log: EventLog, *asked: Condition | Pattern | None) -> tuple[str, ...]:
    """What a reader should know of a log: rows left out, and events that it does not have.

    Raises:
        NotFoundError: if an unfiltered log does not have an event that is asked about.
    """
    names: list[str] = []
    for one in asked:
        if isinstance(one, Pattern):
            names += [name for item in one.items for name in item.events]
        elif one is not None:
            names += one.names
    return (*unknown_names(log, names), *left_out(log))
