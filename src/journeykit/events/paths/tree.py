"""Paths as a tree: from which place to which event, step by step."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import COUNT, EVENT
from journeykit.events.log import EventLog
from journeykit.events.paths.shapes import PLACE, Shape, shaped
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["TreeEdge", "tree_edges"]

_TARGET = "_target"


@frozen(kw_only=True)
class TreeEdge(Value):
    """A step from one place of paths to the next.

    Attributes:
        step: number of the place that it leaves, from 1.
        source: the event there.
        target: the event at the next place.
        count: how many paths take it.
        mean_s: mean time that it takes, in seconds.
    """

    step: int
    source: str
    target: str
    count: int
    mean_s: float


def tree_edges(
    log: EventLog, shape: Shape, *, length: int, customers: Any = None
) -> tuple[TreeEdge, ...]:
    """Count the steps of the first events of each path, by place.

    Args:
        log: the events.
        shape: which part of each path.
        length: how many events of each path.
        customers: only the paths of these.

    Returns:
        By place, the most frequent first.
    """
    totals: dict[tuple[int, str, str], list[float]] = defaultdict(lambda: [0, 0.0])
    for part in shaped(log, shape, customers=customers):
        rows = part.with_columns(
            **{_TARGET: part.following(nw.col(EVENT)), "_next": part.following(part.clock)}
        )
        rows = rows.filter(~nw.col(_TARGET).is_null() & (nw.col(PLACE) < length))
        wait = (nw.col("_next") - rows.clock).cast(nw.Float64()) * rows.tick_us / 1e6
        counted = rows.frame.with_columns(_wait=wait).group_by(PLACE, EVENT, _TARGET)
        for row in collected(counted.agg(nw.len().alias(COUNT), nw.col("_wait").sum())):
            total = totals[int(row[PLACE]), row[EVENT], row[_TARGET]]
            total[0] += int(row[COUNT])
            total[1] += float(row["_wait"])
    edges = [
        TreeEdge(
            step=step, source=source, target=target, count=int(number), mean_s=seconds / number
        )
        for (step, source, target), (number, seconds) in totals.items()
    ]
    return tuple(sorted(edges, key=lambda e: (e.step, -e.count, e.source, e.target)))
