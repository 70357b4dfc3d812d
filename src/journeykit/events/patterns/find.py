"""Who meets a path pattern, how often, and how long it takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import CLOCK, NEVER, TIME, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.waits import Waits, wait_times
from journeykit.events.paths.walk import collected
from journeykit.events.patterns.locate import FOUND, SINCE, locate, marks_of
from journeykit.events.patterns.pattern import Pattern
from journeykit.model.element import Value

__all__ = ["PatternCounts", "count_pattern", "customers_of"]

_LAST = "_last_found"
_ONE = "_one"


@frozen(kw_only=True)
class PatternCounts(Value):
    """How often a pattern is met.

    Attributes:
        units: paths that were searched.
        matching: paths that meet it.
        customers: customers with such a path.
        matches: tightest matches in all paths.
        waits: times from the first to the last event of a match; None without any.
    """

    units: int
    matching: int
    customers: int
    matches: int
    waits: Waits | None


def count_pattern(
    log: EventLog, pattern: Pattern, *, count: str = "customers", within_us: int | None = None
) -> PatternCounts:
    """Count the paths that meet a pattern, and the matches in them.

    Args:
        log: the events.
        pattern: what to find.
        count: whose paths: "customers" or "sessions".
        within_us: longest time from first to last event of a match, in microseconds.
    """
    units = matching = customers = 0
    found = []
    for rows in _located(log, pattern, count, within_us):
        ends = _ends(rows)
        met = nw.when(_met(rows)).then(1).otherwise(0)
        row = collected(ends.select(nw.len().alias("units"), met.sum().alias("met")))[0]
        units += int(row["units"])
        matching += int(row["met"] or 0)
        if count != "customers":
            names = rows.named(ends.filter(_met(rows))).select(log.roles.customer).unique()
            customers += int(collected(names.select(nw.len().alias("n")))[0]["n"])
        took = rows.frame.filter(nw.col(FOUND)).select(
            nw.lit(1).alias(_ONE), _wait=nw.col(TIME) - nw.col(SINCE)
        )
        found.append((rows.tick_us, took))
    waits = wait_times(found, [_ONE]).get((1,)) if found else None
    return PatternCounts(
        units=units, matching=matching, waits=waits,
        customers=matching if count == "customers" else customers,
        matches=0 if waits is None else waits.count,
    )  # fmt: skip


def customers_of(
    log: EventLog, pattern: Pattern, *, count: str = "customers", within_us: int | None = None
) -> Any:
    """The customers with a path that meets a pattern, as a frame of the user's library.

    Args:
        log: the events.
        pattern: what to find.
        count: whose paths: "customers" or "sessions".
        within_us: longest time from first to last event of a match, in microseconds.
    """
    found = [
        rows.named(_ends(rows).filter(_met(rows))).select(log.roles.customer).unique()
        for rows in _located(log, pattern, count, within_us)
    ]
    return log.source.native(found[0] if len(found) == 1 else nw.concat(found))


def _located(log: EventLog, pattern: Pattern, count: str, within_us: int | None) -> Iterator[Rows]:
    for rows in log.rows(count, marks=marks_of(pattern)):
        yield locate(rows, pattern, within_us=within_us)


def _ends(rows: Rows) -> Any:
    """One row a path, with the place where its last match ends."""
    place = nw.when(nw.col(FOUND)).then(nw.col(CLOCK)).otherwise(NEVER)
    marked = rows.with_columns(**{_LAST: rows.running_max(place)})
    return marked.last({_LAST: nw.col(_LAST)})


def _met(rows: Rows) -> nw.Expr:
    return nw.col(_LAST) >= rows.floor
