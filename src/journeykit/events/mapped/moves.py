"""The ways that customers take from touchpoint to touchpoint."""

from __future__ import annotations

from collections import defaultdict

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import COUNT, UNITS
from journeykit.events.log import EventLog
from journeykit.events.mapped.states import HERE, States, on_map
from journeykit.events.paths.waits import wait_times
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["MoveCount", "count_moves"]

_FROM, _TO = "_from", "_to"


@frozen(kw_only=True)
class MoveCount(Value):
    """How often customers go straight from one touchpoint to another.

    Attributes:
        source: number of the touchpoint.
        target: number of the one that comes next; the same if it happens again at once.
        count: how often.
        customers: how many customers do.
        median_s: half of the moves took no longer, in seconds.
    """

    source: int
    target: int
    count: int
    customers: int
    median_s: float


def count_moves(log: EventLog, states: States) -> tuple[MoveCount, ...]:
    """Count the moves from each touchpoint to the next one; events on no touchpoint do not matter."""
    totals: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    timed = []
    for part in on_map(log, states):
        rows = part.with_columns(
            _next=part.following(nw.col(HERE)), _wait=part.following(part.clock) - part.clock
        )
        moves = rows.frame.filter(~nw.col("_next").is_null()).select(
            *rows.ids, nw.col(HERE).alias(_FROM), nw.col("_next").alias(_TO), "_wait"
        )
        each = moves.group_by(*rows.ids, _FROM, _TO).agg(nw.len().alias(COUNT))
        counted = each.group_by(_FROM, _TO).agg(nw.col(COUNT).sum(), nw.len().alias(UNITS))
        for row in collected(counted):
            total = totals[int(row[_FROM]), int(row[_TO])]
            total[0] += int(row[COUNT])
            total[1] += int(row[UNITS])
        timed.append((rows.tick_us, moves))
    waits = wait_times(timed, [_FROM, _TO]) if timed else {}
    moves_found = [
        MoveCount(
            source=a, target=b, count=count, customers=customers, median_s=waits[a, b].median_s
        )
        for (a, b), (count, customers) in totals.items()
    ]
    return tuple(sorted(moves_found, key=lambda m: (-m.customers, -m.count, m.source, m.target)))
