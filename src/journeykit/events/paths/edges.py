"""Which event follows which: how often, on how many paths, after how long."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import COUNT, EVENT, UNITS, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.waits import Waits, wait_times
from journeykit.events.paths.walk import END, GROUP, START, check_names, collected, walked
from journeykit.model.element import Value

__all__ = ["EdgeCount", "edge_counts", "edge_waits"]

_TARGET = "_target"


@frozen(kw_only=True)
class EdgeCount(Value):
    """How often one event follows another.

    Attributes:
        group: the group of the paths, or None.
        source: the event, or `START`.
        target: the event right after it, or `END`.
        count: how often.
        paths: on how many paths at least once.
    """

    group: Any
    source: str
    target: str
    count: int
    paths: int


def edge_counts(
    log: EventLog, *, count: str = "customers", by: str | None = None, customers: Any = None
) -> list[EdgeCount]:
    """Count which event follows which, starts and ends of paths among them.

    Args:
        log: the events.
        count: whose paths: "customers" or "sessions".
        by: column by which paths are grouped.
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        InvalidValueError: if an event is named like the start or the end of paths.
    """
    totals: dict[tuple[Any, str, str], list[int]] = defaultdict(lambda: [0, 0])
    groups = () if by is None else (GROUP,)
    for rows in walked(log, count=count, by=by, customers=customers):
        for row in collected(_followed(rows).tally(*groups, EVENT, _TARGET)):
            source, target = row[EVENT], row[_TARGET]
            check_names([source])
            edge = (row.get(GROUP), source, END if target is None else target)
            totals[edge][0] += int(row[COUNT])
            totals[edge][1] += int(row[UNITS])
    # What leaves an event has come to it: from another event, or as the start of a path.
    starts: dict[tuple[Any, str], int] = defaultdict(int)
    for (group, source, target), (number, _) in totals.items():
        starts[group, source] += number
        if target != END:
            starts[group, target] -= number
    counted = [
        EdgeCount(group=group, source=source, target=target, count=number, paths=paths)
        for (group, source, target), (number, paths) in totals.items()
    ]
    return counted + [
        EdgeCount(group=group, source=START, target=event, count=number, paths=number)
        for (group, event), number in starts.items()
        if number
    ]


def edge_waits(
    log: EventLog, *, count: str = "customers", by: str | None = None, customers: Any = None
) -> dict[tuple[Any, ...], Waits]:
    """How long it takes from each event to the one right after it.

    Returns:
        By (group, source, target) if paths are grouped, else by (source, target).
    """
    keys = (EVENT, _TARGET) if by is None else (GROUP, EVENT, _TARGET)
    return wait_times(
        (
            (rows.tick_us, _timed(rows))
            for rows in walked(log, count=count, by=by, customers=customers)
        ),
        keys,
    )


def _followed(rows: Rows) -> Rows:
    return rows.with_columns(**{_TARGET: rows.following(nw.col(EVENT))})


def _timed(rows: Rows) -> Any:
    timed = _followed(rows).with_columns(_wait=rows.following(rows.clock) - rows.clock)
    return timed.filter(~nw.col(_TARGET).is_null()).frame
