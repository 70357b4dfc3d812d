"""What each unit reached: one row a customer, session or attempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import CLOCK, NEVER, Rows
from journeykit.events.funnels.definition import Attribution, Count, FunnelDefinition, Order
from journeykit.events.funnels.joins import joined
from journeykit.events.funnels.marks import mark, marks_of, prepared
from journeykit.events.funnels.ordered import walk_open, walk_ordered
from journeykit.events.funnels.strict import walk_strict
from journeykit.events.funnels.unordered import walk_unordered
from journeykit.events.funnels.walk import Walked
from journeykit.events.log import EventLog

__all__ = [
    "END",
    "EXCLUDED",
    "START",
    "WAITING",
    "Attempts",
    "attempts",
    "came",
    "events_of",
    "reached",
    "step_us",
    "took",
    "value",
]

EXCLUDED = "excluded"
"""Name of the column that tells whether an exclusion removed the unit."""

WAITING = "waiting"
"""Name of the column that tells whether the unit's window was open when observation ended."""


def took(number: int) -> str:
    """Name of the column that tells whether the unit took a step."""
    return f"took_{number}"


def came(number: int) -> str:
    """Name of the column that tells whether the unit came to a step from the one before."""
    return f"came_{number}"


def step_us(number: int) -> str:
    """Name of the column with the microseconds from the step before, in the counted attempt."""
    return f"us_{number}"


def value(number: int) -> str:
    """Name of the column with a value of the breakdown."""
    return f"value_{number}"


START = "start_us"
"""Name of the column with the start of the counted attempt, in microseconds since 1970."""

END = "end_us"
"""Name of the column with the end of the counted attempt, in microseconds since 1970."""


@frozen(kw_only=True, eq=False)
class Attempts:
    """What the units of a part of the log reached.

    Attributes:
        units: a Narwhals frame with one row for each unit that took a step or was excluded.
        rows: the rows that they come from, which name them.
        events: the events as they were before the walk, on the same clock.
    """

    units: Any
    rows: Rows
    events: Rows


def attempts(
    log: EventLog, d: FunnelDefinition, *, details: bool = False, end_us: int | None = None
) -> Iterator[Attempts]:
    """What each unit reached, part by part.

    Args:
        log: the events.
        d: what the funnel counts.
        details: whether the times of the counted attempt are wanted.
        end_us: when observation ended, in microseconds since 1970; None does
            without telling whose window was still open.
    """
    for rows in events_of(log, d):
        yield reached(rows, d, details=details, end_us=end_us)


def events_of(
    log: EventLog,
    d: FunnelDefinition,
    *,
    also: Mapping[str, Condition] | None = None,
    whole: bool = False,
) -> Iterator[Rows]:
    """The events that a funnel looks at, part by part, for `reached`.

    Args:
        log: the events.
        d: what the funnel counts.
        also: more events to bring, and the truth columns that mark them.
        whole: bring all events.
    """
    return log.rows(
        "sessions" if d.count is Count.SESSIONS else "customers",
        marks={**marks_of(d), **(also or {})},
        columns={value(n): column for n, column in enumerate(d.by)},
        marked_only=d.order is not Order.STRICT and not whole,
        reach_us=d.within_us,
        cuts=d.count is Count.ATTEMPTS,
        split=d.by if d.attribution is Attribution.ALL else (),
    )


def reached(
    rows: Rows, d: FunnelDefinition, *, details: bool = False, end_us: int | None = None
) -> Attempts:
    """What each unit of a part of the log reached; see `attempts`."""
    walk = {
        Order.ORDERED: walk_open if d.open else walk_ordered,
        Order.STRICT: walk_strict,
        Order.ANY: walk_unordered,
    }[d.order]
    by_step = d.attribution is Attribution.STEP
    ready = prepared(rows, d)
    walked = walk(ready, d, details=details or by_step)
    if details or by_step:
        walked = _settled(walked)
    units = _ended(walked, d, end_us=end_us, details=details or by_step)
    if d.by:
        units = _valued(units, ready, d)
    return Attempts(units=units, rows=walked.rows, events=ready)


def _settled(walked: Walked) -> Walked:
    """The walk with the times of full attempts as they were once the first was full."""
    if walked.unsorted or walked.came or not walked.times:
        return walked
    rows = walked.rows.with_columns(_done=walked.rows.before(nw.col(walked.starts[-1])))
    first = nw.col("_done") < rows.floor
    full = {
        f"_c{name}": nw.when(first).then(nw.col(name)).otherwise(NEVER) for name in walked.times[-1]
    }
    rows = rows.with_columns(**full)
    rows = rows.with_columns(**{name: rows.running_max(nw.col(name)) for name in full})
    return walked.replace(rows=rows, times=(*walked.times[:-1], tuple(full)))


def _ended(walked: Walked, d: FunnelDefinition, *, end_us: int | None, details: bool) -> Any:
    """One row a unit, with what it reached."""
    rows = walked.rows
    named = {
        *walked.starts, *walked.came,
        *(name for level in walked.times for name in level),
        *(name for names in walked.via.values() for name in names if name),
        *(name for pairs in walked.via_times.values() for pair in pairs if pair for name in pair),
        *(name for pairs in walked.spoiled.values() for pair in pairs for name in pair),
    }  # fmt: skip
    columns = {name: nw.col(name) for name in sorted(named)}
    timed = details or (end_us is not None and d.within_us is not None)
    if timed:
        columns |= {"_now": rows.moment, "_at": rows.clock}
    ends = rows.last(columns).with_columns(_began=rows.floor)
    got = {name: nw.col(name) >= nw.col("_began") for name in named}
    if d.open:
        return _opened(ends, walked, got, rows.tick_us, details=details)
    # Whoever got to a step got to those before it as well.
    places = {_got(place): got[name] for place, name in enumerate(walked.starts)}
    ends = ends.with_columns(**places, **{_got(len(places)): nw.lit(value=False)})
    spoilt = nw.lit(value=False)
    for place, pairs in walked.spoiled.items():
        for ended, own in pairs:
            spoilt = spoilt | (_at(place) & (nw.col(ended) == nw.col(own)))
    # Named once: what took each step asks for it again.
    ends = ends.with_columns(**{EXCLUDED: spoilt})
    spoilt = nw.col(EXCLUDED)
    made: dict[str, nw.Expr] = {}
    for place, number in enumerate(d.required):
        made[took(number)] = nw.col(_got(place)) & ~spoilt
    for number, names in walked.via.items():
        through = nw.lit(value=False)
        for place, passed in enumerate(names):
            if passed:
                through = through | (_at(place) & got[passed])
        made[took(number)] = through & ~spoilt
    if end_us is not None and d.within_us is not None:
        # The start of the furthest attempt, on the clock; a full one waits for nothing.
        start = nw.lit(NEVER, nw.Int64())
        for place, name in enumerate(walked.starts[:-1]):
            start = nw.when(nw.col(_got(place))).then(nw.col(name)).otherwise(start)
        start = nw.when(nw.col(_got(len(places) - 1))).then(NEVER).otherwise(start)
        began_us = nw.col("_now") - (nw.col("_at") - start) * rows.tick_us
        waiting = (start > NEVER) & (began_us + d.within_us > end_us)
        made[WAITING] = waiting & ~spoilt
    if details:
        ends, taken = _taken(ends, walked)
        columns |= {name: nw.col(name) for names in taken for name in names}
        made |= _times(walked, d, taken)
    # Times are of no more use, and few columns are filtered sooner.
    return ends.with_columns(**made).drop(*columns, "_began").filter(nw.col(_got(0)))


def _got(place: int) -> str:
    """Name of the column that tells whether the unit got to a required step."""
    return f"_got{place}"


def _at(place: int) -> nw.Expr:
    """Whether a required step is the unit's furthest."""
    return nw.col(_got(place)) & ~nw.col(_got(place + 1))


def _opened(
    ends: Any, walked: Walked, got: dict[str, nw.Expr], tick_us: int, *, details: bool
) -> Any:
    made = {took(n): got[name] for n, name in enumerate(walked.starts)}
    made |= {came(n): got[name] for n, name in enumerate(walked.came) if n}
    if details:
        for n, pair in enumerate(walked.times):
            if n:
                lasted = (nw.col(pair[1]) - nw.col(pair[0])) * tick_us
                made[step_us(n)] = nw.when(got[pair[0]]).then(lasted)
    return ends.with_columns(**made)


def _taken(ends: Any, walked: Walked) -> tuple[Any, list[tuple[str, ...]]]:
    """The units, and by place of the furthest step the times at which the attempt took each step."""
    if not walked.unsorted:
        return ends, list(walked.times)
    number = len(walked.starts)
    made = {}
    for place, (*names, since) in enumerate(walked.times):
        for n, name in enumerate(names):
            used = nw.col(name) >= nw.col(since)
            made[f"_u{place}_{n}"] = nw.when(used).then(nw.col(name)).otherwise(NEVER)
    if made:
        ends = ends.with_columns(**made)
    # Neighbours are exchanged in rounds: each value is named before it is compared again.
    for turn in range(number if made else 0):
        made = {}
        for place in range(number):
            for n in range(turn % 2, number - 1, 2):
                low, high = f"_u{place}_{n}", f"_u{place}_{n + 1}"
                made[low] = nw.min_horizontal(nw.col(low), nw.col(high))
                made[high] = nw.max_horizontal(nw.col(low), nw.col(high))
        ends = ends.with_columns(**made)
    return ends, [
        tuple(f"_u{place}_{n}" for n in range(number)) for place in range(len(walked.times))
    ]


def _times(walked: Walked, d: FunnelDefinition, named: list[tuple[str, ...]]) -> dict[str, nw.Expr]:
    """When the counted attempt began and ended, and how long each step took."""
    if not walked.times:
        unknown = nw.lit(None, nw.Int64())
        return {step_us(number): unknown for number in range(1, len(d.steps))}
    tick_us = walked.rows.tick_us
    # In any order the steps that were not taken lie before all others.
    taken = [[nw.col(n) for n in names[-place - 1 :]] for place, names in enumerate(named)]

    def chosen(of: list[nw.Expr | None]) -> nw.Expr:
        """For each unit the value that belongs to its furthest step."""
        found: nw.Expr = nw.lit(None, nw.Int64())
        for place, expr in enumerate(of):
            if expr is not None:
                found = nw.when(_at(place)).then(expr).otherwise(found)
        return found

    made = {}
    for place, step in enumerate(d.required):
        if place:
            made[step_us(step)] = chosen(
                [(t[place] - t[place - 1]) * tick_us if len(t) > place else None for t in taken]
            )
    for step, pairs in walked.via_times.items():
        passed: list[nw.Expr | None] = [
            nw.when(nw.col(p[0]) >= walked.rows.floor).then((nw.col(p[1]) - nw.col(p[0])) * tick_us)
            if p
            else None
            for p in pairs
        ]
        made[step_us(step)] = chosen(passed)
    ago = chosen([nw.col("_at") - t[0] for t in taken])
    made[START] = nw.col("_now") - ago * tick_us
    done = chosen([nw.col("_at") - t[-1] for t in taken])
    made[END] = nw.col("_now") - done * tick_us
    for place, step in enumerate(d.required):
        made[f"_t{step}"] = chosen([t[place] if len(t) > place else None for t in taken])
    return made


def _valued(units: Any, rows: Rows, d: FunnelDefinition) -> Any:
    """The units with the values that they count for."""
    names = [value(n) for n in range(len(d.by))]
    if d.attribution is Attribution.ALL:
        # Each value makes units of its own: it is one of their keys.
        by = {name: nw.col(column) for name, column in zip(names, d.by, strict=True)}
        return rows.named(units).with_columns(**by)
    steps = nw.any_horizontal(*(nw.col(mark(n)) for n in range(len(d.steps))), ignore_nulls=False)
    if d.attribution is Attribution.STEP:
        number = d.attribution_step or 0
        own = units.select(*rows.ids, nw.col(f"_t{number}").alias("_when"))
        takers = rows.filter(nw.col(mark(number)))
        takers = takers.over(joined(takers.frame, own, rows.ids)).filter(
            nw.col(CLOCK) == nw.col("_when")
        )
    else:
        there = nw.any_horizontal(*(~nw.col(name).is_null() for name in names), ignore_nulls=False)
        takers = rows.filter(steps & there)
    edge = takers.following if d.attribution is Attribution.LAST else takers.previous
    ends = takers.with_columns(_edge=edge(takers.clock))
    values = ends.frame.filter(nw.col("_edge").is_null()).select(*rows.ids, *names)
    return joined(units, values, rows.ids, how="left")
