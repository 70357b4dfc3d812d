"""How many customers ever do what."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import collected, flag

__all__ = ["reach"]


def reach(log: EventLog, conditions: Sequence[Condition]) -> tuple[int, ...]:
    """How many customers have an event that meets each condition; one pass over the log.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60), ("bob", "home", 5)])
        >>> reach(log, [Condition("home"), Condition("paid")])
        (2, 1)
    """
    marks = {f"_m{number}": condition for number, condition in enumerate(conditions)}
    counts = [0] * len(marks)
    for rows in log.rows(marks=marks, marked_only=True):
        marked = rows.with_columns(**{name: flag(nw.col(name)) for name in marks})
        each = marked.frame.group_by(*rows.ids).agg(*(nw.col(name).max() for name in marks))
        for row in collected(each.select(*(nw.col(name).sum() for name in marks))):
            counts = [n + int(row[name] or 0) for n, name in zip(counts, marks, strict=True)]
    return tuple(counts)
