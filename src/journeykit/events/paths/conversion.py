"""Who comes from one event to another, soon enough."""

from __future__ import annotations

from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import collected, flag, walked
from journeykit.model.element import Value

__all__ = ["ConversionCount", "convert_counts"]

_START, _END = "_begin", "_finish"
_FACTS = ("_started", "_converted", "_ended")


@frozen(kw_only=True)
class ConversionCount(Value):
    """How many paths get from one event to another.

    Attributes:
        paths: how many paths there are.
        with_start: how many hold the start.
        converted: how many of them hold the end after it, soon enough.
        with_end: how many hold the end, wherever.
    """

    paths: int
    with_start: int
    converted: int
    with_end: int


def convert_counts(
    log: EventLog,
    *,
    start: Condition,
    end: Condition | None,
    within_us: int | None = None,
    within_events: int | None = None,
    count: str = "customers",
    customers: Any = None,
) -> ConversionCount:
    """Count who comes from one event to another.

    The latest start before an end is the nearest in time and in events, so that
    no other has to be looked at.

    Args:
        log: the events.
        start: the event from which paths come.
        end: the later event to which they come; None is the end of the path, one
            event after the last.
        within_us: the longest time between, in microseconds; None for any.
        within_events: how many events on the end may be at most; 1 is the next one.
        count: whose paths: "customers" or "sessions".
        customers: only the paths of these.
    """
    totals = [0, 0, 0, 0]
    marks = {_START: start} if end is None else {_START: start, _END: end}
    for rows in walked(log, count=count, customers=customers, marks=marks):
        facts = _facts(rows, path_end=end is None, within_us=within_us, most=within_events)
        units = facts.frame.group_by(*facts.ids).agg(nw.col(*_FACTS).max())
        (row,) = collected(units.select(nw.len().alias("_paths"), nw.col(*_FACTS).sum()))
        for index, name in enumerate(("_paths", *_FACTS)):
            totals[index] += int(row[name] or 0)
    paths, with_start, converted, with_end = totals
    return ConversionCount(
        paths=paths, with_start=with_start, converted=converted, with_end=with_end
    )


def _facts(rows: Rows, *, path_end: bool, within_us: int | None, most: int | None) -> Rows:
    """Rows with ones where a path starts, is converted, and ends."""
    rows = rows.with_columns(_place=rows.place, _following=rows.following(rows.clock))
    started = nw.col(_START)
    rows = rows.with_columns(
        _at=rows.running_max(nw.when(started).then(rows.clock).otherwise(NEVER)),
        _nth=rows.running_max(nw.when(started).then(nw.col("_place")).otherwise(NEVER)),
    )
    if path_end:
        # It stands one event after the last, at the same time.
        ends, events = nw.col("_following").is_null(), nw.col("_place") + 1 - nw.col("_nth")
    else:
        # Only what was before counts: an event that is both does not convert itself.
        rows = rows.with_columns(_at=rows.before(nw.col("_at")), _nth=rows.before(nw.col("_nth")))
        ends, events = nw.col(_END), nw.col("_place") - nw.col("_nth")
    converted = ends & (nw.col("_at") >= rows.floor)
    if within_us is not None:
        converted = converted & (rows.clock - nw.col("_at") <= within_us // rows.tick_us)
    if most is not None:
        converted = converted & (events <= most)
    return rows.with_columns(_started=flag(started), _converted=flag(converted), _ended=flag(ends))
