"""Who comes to each place of a map, how often, how long it takes, and who goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import LATER, Rows
from journeykit.events.log import EventLog
from journeykit.events.mapped.states import HERE, NOWHERE, States, as_place, on_map
from journeykit.events.mapped.times import AT, WAIT, PlaceTimes, Ranks, place_times
from journeykit.events.paths.walk import collected, flag
from journeykit.model.element import Value

__all__ = ["Place", "PlaceCount", "Visits", "count_visits"]

_FIELDS = ("customers", "visits", "returned", "starts", "exits", "over", "went_on", "over_and_on")


@frozen(kw_only=True)
class Place(Value):
    """A touchpoint or phase: where customers can be.

    Attributes:
        touchpoints: numbers of the touchpoints that it is.
        later: numbers of the touchpoints that are further on; those who come
            there have gone on.
    """

    touchpoints: tuple[int, ...]
    later: tuple[int, ...]


@frozen(kw_only=True)
class PlaceCount(Value):
    """What happened at a place.

    Attributes:
        customers: how many came here.
        visits: how often they came from elsewhere on the map, or first.
        returned: how many were here, then elsewhere on the map, then here again.
        starts: how many were first seen on the map here.
        exits: how many were last seen on the map here, and long enough ago.
        over: how many came here first so long ago that their time to go on is over.
        went_on: how many came to a later place after their first event here, in time.
        over_and_on: how many of these have their time over.
    """

    customers: int = 0
    visits: int = 0
    returned: int = 0
    starts: int = 0
    exits: int = 0
    over: int = 0
    went_on: int = 0
    over_and_on: int = 0


@frozen(kw_only=True)
class Visits(Value):
    """What happened at each of several places.

    Attributes:
        customers: how many customers have an event on the map.
        events: how many events are on the map.
        places: for each place the counts.
        before: for each place the times from the event on the map before a visit to its first.
        after: for each place the times from the last event of a visit to the next on the map.
        onward: for each place the times from a customer's first event there to the
            first at a later place, of those who went on.
    """

    customers: int
    events: int
    places: tuple[PlaceCount, ...]
    before: tuple[PlaceTimes, ...]
    after: tuple[PlaceTimes, ...]
    onward: tuple[PlaceTimes, ...]


def count_visits(
    log: EventLog,
    states: States,
    places: Sequence[Place],
    *,
    within_us: int | None = None,
    end_us: int = 0,
    ranks: Ranks,
) -> Visits:
    """Count who comes where on a map, and who goes on from there.

    Only events that are a touchpoint are looked at; events at one time are taken
    in order of the rows.

    Args:
        log: the events.
        states: which events are which touchpoints.
        places: what is counted.
        within_us: the longest time from a customer's first event at a place to one at a
            later place, in microseconds, for the customer to have gone on; None for any.
        end_us: when observation ended, in microseconds since 1970 (UTC).
        ranks: which two of so many times hold the median between them.
    """
    numbers = [
        tuple(n for n, place in enumerate(places) if touchpoint in place.touchpoints)
        for touchpoint in range(len(states.conditions))
    ]
    totals = [defaultdict[str, int](int) for _ in places]
    customers = events = 0
    before, after, onward = [], [], []
    for part in on_map(log, states):
        tick = part.tick_us
        (size,) = collected(
            part.frame.group_by(*part.ids).agg(nw.len().alias("n"))
            .select(nw.len().alias("customers"), nw.col("n").sum().alias("events"))
        )  # fmt: skip
        customers += int(size["customers"])
        events += int(size["events"] or 0)
        rows = _with_neighbours(part)
        people = _people(rows, places, numbers, within_us=within_us, end_us=end_us)
        for row in collected(people.group_by(AT).agg(_sums())):
            for name in _FIELDS:
                totals[int(row[AT])][name] += int(row[name])
        # Waits of places are few columns: those of all parts are looked at together.
        stays = _stays(rows, numbers, _between)
        came = nw.col("_arrives") & ~nw.col("_since").is_null()
        before.append((tick, _waits(stays, "_since", came)))
        goes = nw.col("_leaves") & ~nw.col("_until").is_null()
        after.append((tick, _waits(stays, "_until", goes)))
        onward.append((tick, _waits(people, "_on", nw.col("_went"))))
    figures = [place_times(parts, len(places), ranks) for parts in (before, after, onward)]
    return Visits(
        customers=customers, events=events,
        places=tuple(PlaceCount(**total) for total in totals),
        before=figures[0], after=figures[1], onward=figures[2],
    )  # fmt: skip


def _with_neighbours(rows: Rows) -> Rows:
    """The rows with the touchpoint before and the one that comes next, and the time between."""
    return rows.with_columns(
        _previous=rows.previous(nw.col(HERE)),
        _following=rows.following(nw.col(HERE)),
        _since=rows.clock - rows.previous(rows.clock),
        _until=rows.following(rows.clock) - rows.clock,
    )


def _stays(
    rows: Rows, numbers: Sequence[Sequence[int]], columns: Callable[[nw.Expr], dict[str, nw.Expr]]
) -> Any:
    """One row for each event and each place that it is: whether it begins or ends a visit, and more.

    Args:
        rows: with their neighbours.
        numbers: for each touchpoint the numbers of the places that it is.
        columns: from the number of the place, further columns to make.
    """
    levels = range(max(map(len, numbers)))
    frame = rows.frame.with_columns(
        **{f"_p{n}": as_place("_previous", numbers, n).fill_null(NOWHERE) for n in levels},
        **{f"_n{n}": as_place("_following", numbers, n).fill_null(NOWHERE) for n in levels},
    )
    at = nw.col(AT)

    def elsewhere(neighbour: str) -> nw.Expr:
        others = (nw.col(f"{neighbour}{n}") != at for n in levels)
        return nw.all_horizontal(*others, ignore_nulls=False)

    stays = [
        frame.with_columns(as_place(HERE, numbers, level).alias(AT))
        .filter(at != NOWHERE)
        .select(*rows.ids, AT, _arrives=elsewhere("_p"), _leaves=elsewhere("_n"), **columns(at))
        for level in levels
    ]
    return stays[0] if len(stays) == 1 else nw.concat(stays)


def _between(_: nw.Expr) -> dict[str, nw.Expr]:
    return {name: nw.col(name) for name in ("_since", "_until")}


def _later(number: int) -> str:
    return f"_l{number}"


def _people(
    part: Rows,
    places: Sequence[Place],
    numbers: Sequence[Sequence[int]],
    *,
    within_us: int | None,
    end_us: int,
) -> Any:
    """One row for each customer and place."""
    rows = _with_later(part, places)

    def told(at: nw.Expr) -> dict[str, nw.Expr]:
        onward = nw.lit(LATER)
        for number, place in enumerate(places):
            if place.later:
                onward = nw.when(at == number).then(nw.col(_later(number))).otherwise(onward)
        return {
            "_clock": rows.clock,
            "_onward": onward,
            "_final": nw.col("_final"),
            "_over": nw.lit(value=True) if within_us is None else rows.moment + within_us <= end_us,
            "_starts": nw.col("_previous").is_null(),
            "_ends": nw.col("_following").is_null(),
        }

    people = (
        _stays(rows, numbers, told)
        .group_by(*rows.ids, AT)
        .agg(
            nw.col("_clock").min().alias("_first"),
            # What comes next never comes earlier at a later row.
            nw.col("_onward").min(),
            nw.col("_final").max(),
            _many(nw.col("_arrives")).alias("_visits"),
            flag(nw.col("_starts")).max().alias("_started"),
            flag(nw.col("_ends") & nw.col("_over")).max().alias("_ended"),
            flag(nw.col("_over")).max().alias("_was_over"),
        )
    )
    wait = nw.col("_onward") - nw.col("_first")
    went = nw.col("_onward") <= nw.col("_final")
    if within_us is not None:
        went = went & (wait <= within_us // rows.tick_us)
    return people.with_columns(_went=went, _on=wait)


def _with_later(rows: Rows, places: Sequence[Place]) -> Rows:
    """The rows with the last time of the customer, and for each place when a later one comes."""
    return rows.with_columns(
        _final=rows.final(rows.clock),
        **{
            _later(n): rows.coming_min(
                nw.when(nw.col(HERE).is_in(list(place.later))).then(rows.clock).otherwise(LATER)
            )
            for n, place in enumerate(places)
            if place.later
        },
    )


def _many(holds: nw.Expr) -> nw.Expr:
    return flag(holds).sum()


def _sums() -> list[nw.Expr]:
    over, went = nw.col("_was_over") == 1, nw.col("_went")
    made = (
        nw.len(), nw.col("_visits").sum(), _many(nw.col("_visits") > 1),
        nw.col("_started").sum(), nw.col("_ended").sum(),
        nw.col("_was_over").sum(), _many(went), _many(went & over),
    )  # fmt: skip
    return [one.alias(name) for name, one in zip(_FIELDS, made, strict=True)]


def _waits(frame: Any, wait: str, meant: nw.Expr) -> Any:
    return frame.filter(meant).select(AT, nw.col(wait).alias(WAIT))
