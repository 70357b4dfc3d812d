"""Who comes back to an event, and how soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import COUNT, EVENT, UNITS
from journeykit.events.log import EventLog
from journeykit.events.paths.shapes import PLACE, Shape, shaped
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["ReturnCount", "return_counts"]

_RING, _BETWEEN = "_ring", "_between"


@frozen(kw_only=True)
class ReturnCount(Value):
    """How often an event is repeated.

    Attributes:
        event: the event.
        paths: on how many paths it happens more than once.
        count: how often it happens again.
        distance: the least number of other events between two of it on one path.
    """

    event: str
    paths: int
    count: int
    distance: int


def return_counts(
    log: EventLog,
    *,
    rings: Mapping[str, int],
    count: str = "customers",
    customers: Any = None,
) -> tuple[tuple[ReturnCount, ...], dict[int, int]]:
    """Count repeats of events, and paths that go round.

    Args:
        log: the events.
        rings: for events from which paths lead back to them, the number of their ring.
        count: whose paths: "customers" or "sessions".
        customers: only the paths of these.

    Returns:
        What is repeated, on most paths first; and for each ring on how many
        paths an event of it is come back to after another.
    """
    totals: dict[str, list[int]] = {}
    around: dict[int, int] = defaultdict(int)
    for part in shaped(log, Shape(count=count), customers=customers):
        rows = part.recall(EVENT, _since=PLACE)
        rows = rows.filter(~nw.col("_since").is_null())
        rows = rows.with_columns(**{_BETWEEN: nw.col(PLACE) - nw.col("_since") - 1})
        least = rows.frame.group_by(EVENT).agg(nw.col(_BETWEEN).min())
        for row in collected(rows.tally(EVENT).join(least, on=EVENT, how="inner")):
            total = totals.setdefault(row[EVENT], [0, 0, int(row[_BETWEEN])])
            total[0] += int(row[UNITS])
            total[1] += int(row[COUNT])
            total[2] = min(total[2], int(row[_BETWEEN]))
        if rings:
            ring = nw.col(EVENT).replace_strict(
                list(rings), list(rings.values()), default=-1, return_dtype=nw.Int64()
            )
            rows = rows.filter(nw.col(_BETWEEN) > 0).with_columns(**{_RING: ring})
            for row in collected(rows.tally(_RING)):
                around[int(row[_RING])] += int(row[UNITS])
    counts = [
        ReturnCount(event=event, paths=paths, count=number, distance=distance)
        for event, (paths, number, distance) in totals.items()
    ]
    return tuple(sorted(counts, key=lambda c: (-c.paths, -c.count, c.event))), dict(around)
