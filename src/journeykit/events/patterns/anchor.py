"""Matches of a path pattern as places in a path, around which others can look."""

from __future__ import annotations

from typing import Literal

import narwhals as nw

from journeykit.events.engines.rows import CLOCK, LATER, Rows
from journeykit.events.patterns.locate import FOUND, START, locate
from journeykit.events.patterns.pattern import Pattern

__all__ = ["mark_matches"]

_NEXT = "_next_start"


def mark_matches(
    rows: Rows, pattern: Pattern, name: str, *, at: Literal["start", "end"] = "start"
) -> Rows:
    """Mark the events with which tightest matches of a pattern begin or end.

    Args:
        rows: paths, with the marks of the pattern.
        pattern: what to find.
        name: name of the truth column.
        at: "end" marks the last event of each match; "start" the first of each that
            shares no event with the match before.

    Returns:
        The rows, numbered, with the column.
    """
    rows = locate(rows, pattern)
    if at == "end":
        return rows.with_columns(**{name: nw.col(FOUND)})
    # Later matches start later: the earliest start to come is that of the next to end.
    starts = nw.when(nw.col(FOUND)).then(nw.col(START)).otherwise(LATER)
    rows = rows.with_columns(**{_NEXT: rows.coming_min(starts)})
    return rows.with_columns(**{name: nw.col(_NEXT) == nw.col(CLOCK) - 1})
