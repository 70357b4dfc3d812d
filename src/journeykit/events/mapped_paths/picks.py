"""Who did something that a map does not have, or left out something that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import narwhals as nw

from journeykit.events.engines.rows import EVENT, Rows
from journeykit.events.mapped_paths.reading import CHANNEL, FAILED, STOP, MapReading
from journeykit.events.mapped_paths.ways import visits
from journeykit.events.paths.shapes import PLACE
from journeykit.events.paths.walk import flag

__all__ = [
    "who_began",
    "who_came",
    "who_did",
    "who_failed",
    "who_missed",
    "who_moved",
    "who_reversed",
    "who_was_there",
]


def who_was_there(reading: MapReading) -> Any:
    """All customers, or sessions, of the log.

    Returns:
        A frame of the library that the log came from, one row each, with the column of
        customers (and of sessions, where these have a column); as all here do.
    """
    return _those(reading, reading.rows(), lambda rows: rows)


def who_did(reading: MapReading, event: str) -> Any:
    """Those with an event where it is no touchpoint."""
    wanted = nw.col(STOP).is_null() & (nw.col(EVENT) == event)
    return _those(reading, reading.rows(), lambda rows: rows.filter(wanted))


def who_came(reading: MapReading, touchpoint: str, channel: str) -> Any:
    """Those who came to a touchpoint in a channel."""
    wanted = (nw.col(STOP) == touchpoint) & (nw.col(CHANNEL) == channel)
    return _those(reading, reading.rows(), lambda rows: rows.filter(wanted))


def who_failed(reading: MapReading, touchpoint: str) -> Any:
    """Those for whom a touchpoint failed."""
    wanted = (nw.col(STOP) == touchpoint) & nw.col(FAILED)
    return _those(reading, reading.rows(), lambda rows: rows.filter(wanted))


def who_began(reading: MapReading, touchpoint: str) -> Any:
    """Those for whom a touchpoint was the first."""
    wanted = (nw.col(PLACE) == 1) & (nw.col(STOP) == touchpoint)
    return _those(reading, visits(reading), lambda rows: rows.filter(wanted))


def who_moved(reading: MapReading, source: str, target: str) -> Any:
    """Those who went from one touchpoint right to another."""

    def pick(rows: Rows) -> Rows:
        rows = rows.with_columns(_then=rows.following(nw.col(STOP)))
        return rows.filter((nw.col(STOP) == source) & (nw.col("_then") == target))

    return _those(reading, visits(reading), pick)


def who_missed(reading: MapReading, touchpoint: str, beyond: Iterable[str]) -> Any:
    """Those who came to one of some touchpoints, and never to another."""
    later = list(beyond)

    def pick(rows: Rows) -> Rows:
        rows = rows.with_columns(_one=flag(nw.col(STOP) == touchpoint))
        rows = rows.with_columns(_had=rows.final(nw.col("_one")))
        return rows.filter((nw.col("_had") == 0) & nw.col(STOP).is_in(later))

    return _those(reading, visits(reading), pick)


def who_reversed(reading: MapReading, first: str, second: str) -> Any:
    """Those who came to both, and to the second for the first time before the first."""

    def pick(rows: Rows) -> Rows:
        rows = rows.with_columns(_one=flag(nw.col(STOP) == second))
        rows = rows.with_columns(_seen=rows.running_sum(nw.col("_one")))
        rows = rows.with_columns(_is=flag(nw.col(STOP) == first))
        rows = rows.with_columns(_nth=rows.running_sum(nw.col("_is")))
        return rows.filter((nw.col("_is") == 1) & (nw.col("_nth") == 1) & (nw.col("_seen") > 0))

    return _those(reading, visits(reading), pick)


def _those(reading: MapReading, parts: Iterator[Rows], pick: Callable[[Rows], Rows]) -> Any:
    """The units that have one of the rows picked, by name."""
    found = []
    for rows in parts:
        names = rows.named(rows.last({"_end": rows.clock}))
        units = pick(rows).frame.select(*rows.ids).unique()
        both = names.join(units, on=list(rows.ids), how="semi")
        found.append(both.select(*rows.keys).unique())
    whole = found[0] if len(found) == 1 else nw.concat(found)
    return reading.log.source.native(whole.unique())
