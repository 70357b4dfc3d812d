"""What customers do on the way: between steps, again at once, and at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.cohorts.periods import DAY_US
from journeykit.events.engines.rows import EVENT, LATER
from journeykit.events.log import EventLog
from journeykit.events.passages.tallies import Stratum, order_of
from journeykit.events.passages.walk import TIME, Passages, column, values
from journeykit.events.paths.walk import collected, flag
from journeykit.model.element import Value

__all__ = ["Between", "EventUse", "Repeats", "between", "repeats", "uses"]

_N, _ON, _AGAIN, _STRATUM = "_n", "_on", "_again", "_stratum"

_AT_ONCE_US = 30 * 60 * 1_000_000
"""What follows later is of another visit."""


@frozen(kw_only=True)
class Between(Value):
    """An event after one step and before the next.

    Attributes:
        step: number of the one step.
        event: name of the event.
        stratum: which strata the customers are in, as a sum of powers of 2.
        n: how many customers it happened to.
        on: how many of them took the next step in time.
        early: how often it happened in the usual time after the step to those who did not.
        late: how often in a time as long after that.
        times: how often in all the time that they were watched.
    """

    step: int
    event: str
    stratum: int
    n: int
    on: int
    early: int
    late: int
    times: int


def between(
    passages: Passages,
    horizons_us: Mapping[int, int],
    usual_us: Mapping[int, int],
    strata: Sequence[Stratum],
    *,
    end_us: int,
) -> tuple[Between, ...]:
    """What happened after each step and before the next, while customers were watched.

    Events that take a step are left out.

    Args:
        passages: the first ways of customers.
        horizons_us: by number of the step how long customers are watched.
        usual_us: by number of the step how long it usually takes.
        strata: customers told apart; their place at a step is the power of 2.
        end_us: when observation ended, in microseconds since 1970.
    """
    steps = sorted(horizons_us)
    totals: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0] * 5)
    marks = nw.any_horizontal(
        *(nw.col(f"_m{n}") for n in range(len(passages.steps))), ignore_nulls=False
    )
    for part in passages.rows(whole=True):
        tick = part.tick_us
        rows = part.with_columns(_wall=part.moment - part.clock * tick).filter(~marks)
        for step in steps:
            at, then = nw.col(f"{TIME}{step}"), nw.col(f"{TIME}{step + 1}")
            horizon, usual = horizons_us[step] // tick, usual_us[step] // tick
            came = (then <= at + horizon) & (then < LATER)
            inside = (at < LATER) & (rows.clock > at) & (rows.clock < then)
            inside = inside & (rows.clock <= at + horizon)
            seen = rows.filter(inside).with_columns(_reached=nw.col("_wall") + at * tick)
            if passages.within_us is not None:
                limit = nw.col(f"{TIME}0") + passages.within_us // tick
                seen = seen.filter(at <= limit)
                came = came & (then <= limit)
            seen = seen.filter(nw.col("_reached") + horizons_us[step] <= end_us)
            seen = seen.with_columns(
                _on=flag(came), _stratum=_stratum(strata, step),
                _early=flag(rows.clock <= at + usual),
                _late=flag((rows.clock > at + usual) & (rows.clock <= at + 2 * usual)),
            )  # fmt: skip
            each = seen.frame.group_by(*rows.ids, EVENT, _ON, _STRATUM).agg(
                nw.col("_early").sum(), nw.col("_late").sum(), nw.len().alias("_times")
            )
            counts = each.group_by(EVENT, _ON, _STRATUM).agg(
                nw.len().alias(_N), nw.col("_early", "_late", "_times").sum()
            )
            for row in collected(counts):
                total = totals[step, str(row[EVENT]), int(row[_STRATUM])]
                total[0] += int(row[_N])
                if row[_ON]:
                    total[1] += int(row[_N])
                else:
                    for place, name in enumerate(("_early", "_late", "_times"), 2):
                        total[place] += int(row[name])
    return tuple(
        Between(
            step=step, event=event, stratum=stratum, n=n, on=on, early=early, late=late, times=times
        )
        for (step, event, stratum), (n, on, early, late, times) in sorted(totals.items())
    )


def _stratum(strata: Sequence[Stratum], step: int) -> nw.Expr:
    number = nw.col(f"{TIME}0") * 0
    for place, stratum in enumerate(s for s in strata if s.step == step):
        holds = nw.col(f"{TIME}0") < LATER
        for index, value in stratum.where:
            cell = nw.col(column(index))
            holds = holds & (cell.is_null() if value is None else (cell == value))
        if stratum.since is not None:
            holds = holds & (nw.col("_reached") // DAY_US >= stratum.since)
        if stratum.until is not None:
            holds = holds & (nw.col("_reached") // DAY_US < stratum.until)
        number = number + nw.when(holds).then(2**place).otherwise(0)
    return number


@frozen(kw_only=True)
class Repeats(Value):
    """How many customers do an event again at once.

    Attributes:
        event: its name.
        customers: those who did it.
        again: those of them who did it again as the very next thing, within half an hour.
    """

    event: str
    customers: int
    again: int


def repeats(passages: Passages) -> tuple[Repeats, ...]:
    """How many customers do each event again with nothing else between and in the same visit, by name."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rows in passages.log.rows():
        following = rows.with_columns(
            _next=rows.following(nw.col(EVENT)), _then=rows.following(rows.clock)
        )
        soon = nw.col("_then") - rows.clock <= _AT_ONCE_US // rows.tick_us
        told = following.with_columns(_again=flag((nw.col("_next") == nw.col(EVENT)) & soon))
        each = told.frame.group_by(*rows.ids, EVENT).agg(nw.col(_AGAIN).max())
        counts = each.group_by(EVENT).agg(nw.len().alias(_N), nw.col(_AGAIN).sum())
        for row in collected(counts):
            total = totals[str(row[EVENT])]
            total[0] += int(row[_N])
            total[1] += int(row[_AGAIN])
    return tuple(
        Repeats(event=event, customers=n, again=again)
        for event, (n, again) in sorted(totals.items())
    )


@frozen(kw_only=True)
class EventUse(Value):
    """Customers with the same values, and how many of them ever did an event.

    Attributes:
        values: one for each column; None where it is not known.
        customers: how many there are.
        events: by name of the event, how many did it.
        first: by name of the event, how many began with it.
    """

    values: tuple[str | None, ...]
    customers: int
    events: Mapping[str, int]
    first: Mapping[str, int]


def uses(log: EventLog, by: Sequence[str]) -> tuple[EventUse, ...]:
    """How many customers did each event at all, and with which they began, by values.

    Args:
        log: the events.
        by: columns; the first value that a customer has counts, as text.
    """
    keys = [column(number) for number in range(len(by))]
    totals: dict[tuple[Any, ...], int] = defaultdict(int)
    did: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    began: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for part in log.rows(columns=dict(zip(keys, by, strict=True))):
        rows = part
        for name in keys:
            rows = values(rows, name)
        rows = rows.with_columns(_before=rows.previous(rows.clock))
        each = rows.frame.group_by(*rows.ids, *keys, EVENT).agg(nw.len().alias("_times"))
        for row in collected(each.group_by(*keys, EVENT).agg(nw.len().alias(_N))):
            did[tuple(row[key] for key in keys)][str(row[EVENT])] += int(row[_N])
        first = rows.frame.filter(nw.col("_before").is_null())
        for row in collected(first.group_by(*keys, EVENT).agg(nw.len().alias(_N))):
            key = tuple(row[key] for key in keys)
            began[key][str(row[EVENT])] += int(row[_N])
            totals[key] += int(row[_N])
    return tuple(
        EventUse(values=key, customers=n, events=dict(did[key]), first=dict(began[key]))
        for key, n in sorted(totals.items(), key=lambda item: order_of(item[0]))
    )
