"""Who came back, and in which period: counted by cohort on any engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import narwhals as nw
from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.cohorts.periods import Period, local_of, number_of, with_number
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import GROUP, collected, walked
from journeykit.model.element import Value

__all__ = ["CohortCount", "RetentionKind", "count_back"]

_BEGAN, _BACK, _ENTRY = "_began", "_back", "_entry"
_NOW, _BEFORE, _COHORT, _OVER, _IN, _N = "_now", "_before", "_cohort", "_over", "_in", "_n"


class RetentionKind(StrEnum):
    """When a customer must have come back to count for a period."""

    ON = "on"
    """In that very period."""
    WITHIN = "within"
    """In that period or an earlier one after the first; for the first, in it."""
    FROM = "from"
    """In that period or any later one, also called rolling or unbounded."""


@frozen(kw_only=True)
class CohortCount(Value):
    """Customers who began in one period, and can be watched for as long.

    Attributes:
        group: value of the column by which customers are grouped, or None.
        cohort: number of the period in which they began.
        over: number of their last period that is over; -1 if not even the first is.
        customers: how many they are.
        back: how many came back by the number of a period: in it (on), in it for
            the first time since the first (within), in it for the last time (from).
    """

    group: Any
    cohort: int
    over: int
    customers: int
    back: Mapping[int, int] = field(factory=dict)


def count_back(
    log: EventLog,
    *,
    start: Condition | None,
    back: Condition | None,
    period: Period,
    kind: RetentionKind,
    last: int,
    until_us: int,
    by: str | None = None,
) -> tuple[CohortCount, ...]:
    """Count who began when, and who of them came back when.

    Args:
        log: the events.
        start: with which event a customer begins; None is the first of all.
        back: with which event one comes back; None is any.
        period: how time is cut.
        kind: when one must have come back.
        last: the last period that is asked for.
        until_us: end of observation, in microseconds since 1970; later events do not count.
        by: column by which customers are grouped: the first value that each holds.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if the engine knows no other time zone than UTC.
    """
    marks = {
        name: condition
        for name, condition in ((_BEGAN, start), (_BACK, back))
        if condition is not None
    }
    sizes: dict[tuple[Any, int, int], int] = defaultdict(int)
    came: dict[tuple[Any, int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    cohort = ([GROUP] if by else []) + [_COHORT, _OVER]
    for part in walked(log, by=by, marks=marks):
        rows = _entered(part, start)
        each = [*rows.ids, *cohort]
        began = _timed(rows.filter(nw.col(_BEGAN)), period, until_us).select(*each).unique()
        for row in collected(began.group_by(*cohort).agg(nw.len().alias(_N))):
            sizes[_key(row)] += int(row[_N])
        seen = rows if back is None else rows.filter(nw.col(_BACK))
        times = _timed(_thinned(seen, period), period, until_us)
        for row in collected(_returns(times, each, cohort, kind, last)):
            came[_key(row)][int(row[_IN])] += int(row[_N])
    return tuple(
        CohortCount(group=group, cohort=number, over=over, customers=customers,
                    back=dict(came[group, number, over]))
        for (group, number, over), customers in sizes.items()
    )  # fmt: skip


def _key(row: dict[str, Any]) -> tuple[Any, int, int]:
    return row.get(GROUP), int(row[_COHORT]), int(row[_OVER])


def _entered(rows: Rows, start: Condition | None) -> Rows:
    """The rows from each customer's start on, with the time of the start; it is marked.

    What is done at the time of the start counts, wherever its row is: nobody
    knows which came first.
    """
    if start is None:
        rows = rows.with_columns(**{_ENTRY: rows.previous(rows.clock)})
        rows = rows.with_columns(**{_BEGAN: nw.col(_ENTRY).is_null()})
        first = nw.when(nw.col(_BEGAN)).then(rows.clock).otherwise(NEVER)
        rows = rows.with_columns(**{_ENTRY: rows.running_max(first)})
    else:
        # The latest of times that run backwards is the earliest.
        first = nw.when(nw.col(_BEGAN)).then(0 - rows.clock).otherwise(NEVER)
        rows = rows.with_columns(**{_ENTRY: 0 - rows.final(first)})
        rows = rows.filter(rows.clock >= nw.col(_ENTRY))
        rows = rows.with_columns(**{_BEGAN: nw.col(_BEGAN) & (rows.clock == nw.col(_ENTRY))})
    ago = (rows.clock - nw.col(_ENTRY)) * rows.tick_us
    return rows.with_columns(**{_NOW: rows.moment, _ENTRY: rows.moment - ago})


def _thinned(rows: Rows, period: Period) -> Rows:
    """Of rows that follow each other in one period, the first: the others tell nothing new."""
    if period.length_us is None:
        # Months cost more to work out than days leave to be worked out.
        unit = "day" if period.unit == "month" else period.unit
        rows = rows.over(with_number(rows.frame, _local(rows, _NOW, period.zone), _IN, unit))
    else:
        inside = (nw.col(_NOW) - nw.col(_ENTRY)) // period.length_us
        rows = rows.with_columns(**{_IN: inside})
    rows = rows.with_columns(**{_BEFORE: rows.previous(nw.col(_IN))})
    return rows.filter(nw.col(_BEFORE).is_null() | (nw.col(_BEFORE) != nw.col(_IN)))


def _timed(rows: Rows, period: Period, until_us: int) -> Any:
    """Rows with the cohort, the period they lie in, and the last that is over."""
    frame = rows.frame.filter(nw.col(_NOW) <= until_us)
    unit = period.unit
    frame = with_number(frame, _local(rows, _ENTRY, period.zone), _COHORT, unit)
    if period.length_us is None:
        frame = with_number(frame, _local(rows, _NOW, period.zone), _IN, unit)
        now = number_of(local_of(until_us + 1, period.zone), unit)
        inside, over = nw.col(_IN) - nw.col(_COHORT), now - nw.col(_COHORT) - 1
    else:
        inside = (nw.col(_NOW) - nw.col(_ENTRY)) // period.length_us
        over = (until_us + 1 - nw.col(_ENTRY)) // period.length_us - 1
    return frame.with_columns(**{_IN: inside, _OVER: over})


def _local(rows: Rows, name: str, zone: str) -> nw.Expr:
    """Microseconds since 1970 as the clocks of a zone show them."""
    if zone == "UTC":
        return nw.col(name)
    if isinstance(rows.frame, nw.LazyFrame):
        raise InvalidValueError(
            "retention", "zone", expected="'UTC', for the log is not in memory", got=zone,
            hint="bring the log into memory, as a frame of Polars or pandas",
        )  # fmt: skip
    moment = nw.col(name).cast(nw.Datetime("us")).dt.replace_time_zone("UTC")
    return moment.dt.convert_time_zone(zone).dt.replace_time_zone(None).dt.timestamp("us")


def _returns(frame: Any, each: list[str], cohort: list[str], kind: RetentionKind, last: int) -> Any:
    """How many customers of each cohort came back by period."""
    number = nw.col(_IN)
    match kind:
        case RetentionKind.ON:
            once = frame.filter(number <= last).select(*each, _IN).unique()
        case RetentionKind.WITHIN:
            # The first period is one of its own: nearly everybody is there.
            later = nw.when(number > 0).then(1).otherwise(0)
            known = frame.filter(number <= last).with_columns(_later=later)
            once = known.group_by(*each, "_later").agg(number.min().alias(_IN))
        case RetentionKind.FROM:
            once = frame.group_by(*each).agg(number.max().alias(_IN))
    return once.group_by(*cohort, _IN).agg(nw.len().alias(_N))
