"""How long units take from one step of a funnel to another, and who was not followed that far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.events.funnels.attempts import (
    START,
    Attempts,
    events_of,
    reached,
    step_us,
    took,
    value,
)
from journeykit.events.funnels.definition import FunnelDefinition
from journeykit.events.funnels.joins import joined
from journeykit.events.funnels.run import FunnelRun
from journeykit.model.element import Value

__all__ = [
    "FollowUp",
    "Wait",
    "follow",
    "since_start",
    "timed_units",
    "watched_until",
]

_MOST = 100_000
"""So many different waits are told apart; more are rounded up to a tick."""

_FAR = 2**61
"""A time after all times."""

_BEGUN, _STOP = "_begun", "_stop"
_WAIT, _OUTCOME, _N, _TOTAL = "_wait", "_outcome", "_n", "_total"


@frozen(kw_only=True)
class Wait(Value):
    """Units of one value that were followed for one length of time.

    Attributes:
        value: the values of the columns of the breakdown; empty without one.
        outcome: 0 for those last seen on their way, 1 for those who took the
            step, 2 and on for those who left by the first exit, the second, ...
        wait_us: how long, in microseconds.
        number: how many.
        total_us: their waits added up, before any rounding.
    """

    value: tuple[Any, ...]
    outcome: int
    wait_us: int
    number: int
    total_us: float


@frozen(kw_only=True)
class FollowUp(Value):
    """How long all units were followed, and how that ended.

    Attributes:
        waits: the counts.
        tick_us: waits are rounded up to a multiple of it; None are as they were.
    """

    waits: tuple[Wait, ...]
    tick_us: int | None = None


def since_start(d: FunnelDefinition, step: int) -> nw.Expr:
    """Microseconds from the first step of the counted attempt to another that it took."""
    since: nw.Expr = nw.lit(0)
    for number in d.required[1:]:
        if number < step or (number == step and not d.steps[step].optional):
            since = since + nw.col(step_us(number))
    return since + nw.col(step_us(step)) if d.steps[step].optional else since


def watched_until(d: FunnelDefinition, end_us: int) -> nw.Expr:
    """When the unit was last watched: observation ended, or the window of the counted attempt."""
    end: nw.Expr = nw.lit(end_us)
    if d.within_us is None:
        return end
    return nw.min_horizontal(end, nw.col(START) + d.within_us)


def timed_units(part: Attempts) -> Any:
    """The units of a part with the times of the counted attempt.

    Raises:
        InvalidValueError: if nobody can say when steps were taken.
    """
    if START not in part.units.collect_schema().names():
        raise InvalidValueError(
            "funnel", "steps", expected="a funnel that tells when its steps were taken", got="none",
            hint="an open funnel has no common start, and in any order one event must not take two steps",
        )  # fmt: skip
    return part.units


def follow(
    run: FunnelRun, start: int, step: int, exits: Mapping[str, Condition] | None = None
) -> FollowUp:
    """Follow those who took a step until they take another, leave by an exit, or are lost to sight.

    Time counts from when the counted attempt took the first of the two steps.
    An exit is an event after that, and before the other step is taken.

    Args:
        run: the funnel.
        start: number of the step from which.
        step: number of the step to which.
        exits: what ends it, by name.

    Raises:
        InvalidValueError: if nobody can say when steps were taken.
    """
    if run.end_us is None:
        return FollowUp(waits=())
    d, marks = run.definition, {f"_exit{n}": c for n, c in enumerate((exits or {}).values())}
    keys = [value(n) for n in range(len(d.by))]
    frames = [
        _waits(part, d, (start, step), list(marks), run.end_us).select(*keys, _WAIT, _OUTCOME)
        for part in _parts(run, marks)
    ]
    whole = frames[0] if len(frames) == 1 else nw.concat(frames)
    found = _counted(whole, keys, most=_MOST + 1)
    tick_us = None
    if len(found) > _MOST:
        longest_us = run.end_us - (run.log.extent.first_us or 0)
        longest_us = longest_us if d.within_us is None else min(longest_us, d.within_us)
        tick_us = _tick_us(longest_us)
        short = (nw.col(_WAIT) + tick_us - 1) % tick_us
        rounded = nw.col(_WAIT) + (tick_us - 1) - short
        found = _counted(whole.with_columns(_exact=nw.col(_WAIT), **{_WAIT: rounded}), keys)
    waits = [
        Wait(
            value=tuple(row[key] for key in keys), outcome=int(row[_OUTCOME]),
            wait_us=int(row[_WAIT]), number=int(row[_N]), total_us=float(row[_TOTAL]),
        )
        for row in found
    ]  # fmt: skip
    return FollowUp(waits=tuple(waits), tick_us=tick_us)


def _tick_us(longest_us: int) -> int:
    tick_us = -(-longest_us // (_MOST // 10)) or 1
    return tick_us if tick_us < 1_000_000 else -(-tick_us // 1_000_000) * 1_000_000


def _counted(frame: Any, keys: list[str], *, most: int | None = None) -> list[dict[str, Any]]:
    exact = "_exact" if "_exact" in frame.collect_schema().names() else _WAIT
    counts = (
        frame.with_columns(_float=nw.col(exact).cast(nw.Float64()))
        .group_by(*keys, _OUTCOME, _WAIT)
        .agg(nw.len().alias(_N), nw.col("_float").sum().alias(_TOTAL))
    )
    if most is not None:
        counts = counts.head(most)
    if isinstance(counts, nw.LazyFrame):
        counts = counts.collect(backend="pyarrow")
    return list(counts.rows(named=True))


def _parts(run: FunnelRun, marks: Mapping[str, Condition]) -> Iterator[Attempts]:
    if not marks:
        yield from run.parts()
        return
    for rows in events_of(run.log, run.definition, also=marks):
        yield reached(rows, run.definition, details=True, end_us=run.end_us)


def _waits(
    part: Attempts, d: FunnelDefinition, ends: tuple[int, int], marks: list[str], end_us: int
) -> Any:
    """Those who took the first step, with how long they were followed and how it ended."""
    start, step = ends
    units = timed_units(part).filter(nw.col(took(start)))
    arrived = nw.col(took(step)) & ~since_start(d, step).is_null()
    units = units.with_columns(**{_BEGUN: nw.col(START) + since_start(d, start)})
    units = units.with_columns(
        _arrived=arrived,
        **{
            _STOP: nw.when(arrived)
            .then(nw.col(START) + since_start(d, step))
            .otherwise(nw.max_horizontal(nw.col(_BEGUN), watched_until(d, end_us)))
        },
    )
    outcome = nw.when(nw.col("_arrived")).then(1).otherwise(0)
    if not marks:
        return units.with_columns(**{_OUTCOME: outcome, _WAIT: nw.col(_STOP) - nw.col(_BEGUN)})
    first = _first_exits(part.events, units, marks)
    units = joined(units, first, part.rows.ids, how="left")
    units = units.with_columns(**{mark: nw.col(mark).fill_null(_FAR) for mark in marks})
    earliest = nw.min_horizontal(*(nw.col(mark) for mark in marks)) if len(marks) > 1 else nw.col(marks[0])  # fmt: skip
    units = units.with_columns(_left=earliest)
    for number in reversed(range(len(marks))):
        left = (nw.col("_left") < _FAR) & (nw.col(marks[number]) == nw.col("_left"))
        outcome = nw.when(left).then(2 + number).otherwise(outcome)
    until = nw.when(nw.col("_left") < _FAR).then(nw.col("_left")).otherwise(nw.col(_STOP))
    return units.with_columns(**{_OUTCOME: outcome, _WAIT: until - nw.col(_BEGUN)})


def _first_exits(events: Rows, units: Any, marks: list[str]) -> Any:
    """For each unit when it first left by each exit, between its start and its stop."""
    any_exit = nw.any_horizontal(*(nw.col(mark) for mark in marks), ignore_nulls=False)
    moments = events.filter(any_exit).with_columns(_moment=events.moment).frame
    moments = moments.select(*events.ids, "_moment", *marks)
    spans = units.select(*events.ids, _BEGUN, _STOP, "_arrived")
    moment = nw.col("_moment")
    between = (moment > nw.col(_BEGUN)) & (
        (moment < nw.col(_STOP)) | ((moment == nw.col(_STOP)) & ~nw.col("_arrived"))
    )
    left = joined(moments, spans, events.ids).filter(between)
    when = {mark: nw.when(nw.col(mark)).then(moment).otherwise(_FAR) for mark in marks}
    timed = left.select(*events.ids, **when)
    return timed.group_by(*events.ids).agg(*(nw.col(mark).min() for mark in marks))
