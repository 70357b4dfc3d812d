"""Which events meet which of several conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import COUNT, EVENT, UNITS
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["Held", "held_counts"]


@frozen(kw_only=True)
class Held(Value):
    """Events of one name that meet the same conditions.

    Attributes:
        event: the name.
        held: numbers of the conditions that they meet, from 0; none where they meet none.
        count: how many events.
        customers: how many customers they belong to.
    """

    event: str
    held: tuple[int, ...]
    count: int
    customers: int


def held_counts(log: EventLog, conditions: Sequence[Condition]) -> tuple[Held, ...]:
    """Count events by name and by the conditions that they meet; one pass over the log.

    Args:
        log: the events.
        conditions: an event may meet several of them.

    Returns:
        The most frequent first.
    """
    marks = {f"_m{number}": condition for number, condition in enumerate(conditions)}
    totals: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(lambda: [0, 0])
    for rows in log.rows(marks=marks):
        for row in collected(rows.tally(EVENT, *marks)):
            held = tuple(number for number, mark in enumerate(marks) if row[mark])
            total = totals[str(row[EVENT]), held]
            total[0] += int(row[COUNT])
            total[1] += int(row[UNITS])
    found = [
        Held(event=event, held=held, count=count, customers=customers)
        for (event, held), (count, customers) in totals.items()
    ]
    return tuple(sorted(found, key=lambda h: (-h.count, h.event, h.held)))
