"""What comes right after an event."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import COUNT, EVENT, UNITS
from journeykit.events.log import EventLog
from journeykit.events.paths.around import Anchor, anchored
from journeykit.events.paths.waits import Waits, wait_times
from journeykit.events.paths.walk import END, check_names, collected, walked
from journeykit.model.element import Value

__all__ = ["NextCount", "next_counts"]

_TARGET, _WAIT = "_target", "_wait"


@frozen(kw_only=True)
class NextCount(Value):
    """How often an event comes next.

    Attributes:
        event: the event, or `END` where the path ends.
        count: how often.
        paths: on how many paths.
        waits: how long it takes to get there; None at the end of a path.
    """

    event: str
    count: int
    paths: int
    waits: Waits | None = None


def next_counts(
    log: EventLog,
    *,
    after: Anchor,
    which: str = "last",
    count: str = "customers",
    customers: Any = None,
) -> tuple[NextCount, ...]:
    """Count what comes right after an event, most frequent first.

    Args:
        log: the events.
        after: the event.
        which: "first", "last" or "each" occurrence of it on a path.
        count: whose paths: "customers" or "sessions".
        customers: only the paths of these.

    Raises:
        NotFoundError: if `which` is not known.
    """
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    timed: list[tuple[int, Any]] = []
    for part in walked(log, count=count, customers=customers, marks=after.marks):
        rows = part.with_columns(
            **{_TARGET: part.following(nw.col(EVENT)), "_next": part.following(part.clock)}
        )
        # Times are taken before the anchor is found, which may number the rows.
        rows = after.find(rows.with_columns(**{_WAIT: nw.col("_next") - rows.clock}))
        rows = anchored(rows, which)
        for row in collected(rows.tally(_TARGET)):
            check_names([row[_TARGET]])
            total = totals[END if row[_TARGET] is None else row[_TARGET]]
            total[0] += int(row[COUNT])
            total[1] += int(row[UNITS])
        known = rows.frame.filter(~nw.col(_TARGET).is_null())
        timed.append((rows.tick_us, known.select(_TARGET, _WAIT)))
    waits = wait_times(timed, [_TARGET])
    counts = [
        NextCount(event=event, count=number, paths=paths, waits=waits.get((event,)))
        for event, (number, paths) in totals.items()
    ]
    return tuple(sorted(counts, key=lambda c: (-c.count, c.event)))
