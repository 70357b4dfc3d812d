"""Who comes to which touchpoint, what else they do, in which channel, and what fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import narwhals as nw
from attrs import field, frozen

from journeykit.events.engines.rows import COUNT, EVENT, UNITS, Rows
from journeykit.events.mapped_paths.people import FIRST, LAST, few, known
from journeykit.events.mapped_paths.reading import (
    BESIDE,
    CHANNEL,
    FAILED,
    SEVERAL,
    STOP,
    MapReading,
)
from journeykit.events.paths.walk import collected, flag
from journeykit.model.element import Value

__all__ = ["MapCounts", "Who", "map_counts"]


@frozen(kw_only=True)
class Who(Value):
    """How many units, and some customers by name.

    Attributes:
        units: how many customers or sessions.
        examples: a few customers.
    """

    units: int = 0
    examples: tuple[Any, ...] = ()


@frozen(kw_only=True)
class MapCounts(Value):
    """What a map finds in a log, and what it does not.

    Attributes:
        units: all customers or sessions.
        on_map: those who come to a touchpoint.
        seen: by touchpoint those who have one of its events, be it that of others, too.
        came: by touchpoint those for whom an event counts for it.
        beside: by event those who have it where it is no touchpoint.
        several: how many events could be several touchpoints.
        channels: by touchpoint and channel.
        told: by touchpoint those whose channel is known.
        failed: by touchpoint those for whom it failed.
        failures: how many events failed.
        failures_beside: how many of them are no touchpoint.
    """

    units: int
    on_map: int
    seen: dict[str, int]
    came: dict[str, int]
    beside: dict[str, Who]
    several: int
    channels: dict[tuple[str, str], Who] = field(factory=dict)
    told: dict[str, int] = field(factory=dict)
    failed: dict[str, Who] = field(factory=dict)
    failures: int = 0
    failures_beside: int = 0


def map_counts(reading: MapReading) -> MapCounts:
    """Count who comes to which touchpoint, and what else there is.

    Args:
        reading: the log, and the events that touchpoints are.
    """
    names = {f"_t{number}": id for number, id in enumerate(reading.touchpoints)}
    totals: dict[str, int] = defaultdict(int)
    beside, channels, failed = _Tally(), _Tally(), _Tally()
    came: dict[str, int] = defaultdict(int)
    told: dict[str, int] = defaultdict(int)
    failures = {False: 0, True: 0}
    for rows in reading.rows():
        for name, number in _met(rows, names).items():
            totals[name] += number
        mapped = rows.filter(~nw.col(STOP).is_null())
        _add(came, mapped)
        beside.add(rows.filter(nw.col(STOP).is_null()), EVENT)
        if reading.channel is not None:
            known_channel = mapped.filter(~nw.col(CHANNEL).is_null())
            channels.add(known_channel, STOP, CHANNEL)
            _add(told, known_channel)
        if reading.failed is not None:
            failed.add(mapped.filter(nw.col(FAILED)), STOP)
            for row in collected(rows.filter(nw.col(FAILED)).tally(BESIDE)):
                failures[bool(row[BESIDE])] += int(row[COUNT])
    return MapCounts(
        units=totals["units"], on_map=totals["on_map"], several=totals["several"],
        seen={id: totals[name] for name, id in names.items()},
        came={id: came[id] for id in reading.touchpoints},
        beside={event: who for (event,), who in beside.all().items()},
        channels={(stop, channel): who for (stop, channel), who in channels.all().items()},
        told=dict(told),
        failed={stop: who for (stop,), who in failed.all().items()},
        failures=sum(failures.values()), failures_beside=failures[True],
    )  # fmt: skip


def _met(rows: Rows, names: Iterable[str]) -> dict[str, int]:
    """How many units meet each mark, are on the map, and are there at all."""
    marks = {name: flag(nw.col(name)) for name in names}
    marks["on_map"] = flag(~nw.col(STOP).is_null())
    flags = rows.frame.select(*rows.ids, several=flag(nw.col(SEVERAL) > 1), **marks)
    each = flags.group_by(*rows.ids).agg(
        *(nw.col(name).max() for name in marks), nw.col("several").sum()
    )
    sums = [nw.col(name).sum() for name in (*marks, "several")]
    (found,) = collected(each.select(nw.len().alias("units"), *sums))
    return {name: int(number or 0) for name, number in found.items()}


def _add(totals: dict[str, int], rows: Rows) -> None:
    """Add how many units come to each touchpoint."""
    for row in collected(rows.tally(STOP)):
        totals[row[STOP]] += int(row[UNITS])


class _Tally:
    """Units by values of some columns, with a few of their customers."""

    def __init__(self) -> None:
        self._units: dict[tuple[Any, ...], int] = defaultdict(int)
        self._people: dict[tuple[Any, ...], set[Any]] = defaultdict(set)

    def add(self, rows: Rows, *columns: str) -> None:
        units = known(rows, rows.frame.select(*rows.ids, *columns).unique())
        found = units.group_by(*columns).agg(
            nw.len().alias(UNITS), nw.col(FIRST).max().alias(LAST), nw.col(FIRST).min()
        )
        for row in collected(found):
            key = tuple(row[column] for column in columns)
            self._units[key] += int(row[UNITS])
            self._people[key] |= {row[FIRST], row[LAST]}

    def all(self) -> dict[tuple[Any, ...], Who]:
        """Most units first."""
        order = sorted(self._units, key=lambda key: (-self._units[key], tuple(map(str, key))))
        return {key: Who(units=self._units[key], examples=few(self._people[key])) for key in order}
