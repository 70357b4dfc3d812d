"""Counts of first ways through some steps, worked out where the log is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.cohorts.periods import DAY_US
from journeykit.events.engines.rows import EVENT, LATER
from journeykit.events.passages.walk import AGAIN, TIME, Passages, column, took
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["Between", "Cell", "Repeats", "Stratum", "between", "cells", "repeats", "wait_us"]

_N, _ON, _SOON, _AGAIN, _DAY = "_n", "_on", "_soon", "_again", "_day"
_LEVEL, _SINCE, _STRATUM = "_level", "_since", "_stratum"

_AT_ONCE_US = 30 * 60 * 1_000_000
"""What follows later is of another visit."""


@frozen(kw_only=True)
class Cell(Value):
    """Customers with the same values who reached a step on one day.

    Attributes:
        values: one for each column; None where it is not known.
        day: days since 1970 (UTC).
        reached: how many reached the step, and could be watched long enough.
        on: how many of them took the next step in time.
        soon: how many of these were no slower than is usual.
        again: how many took the step again first.
    """

    values: tuple[str | None, ...]
    day: int
    reached: int
    on: int
    soon: int
    again: int


def wait_us(passages: Passages, step: int, shares: Sequence[float]) -> tuple[int, ...]:
    """The waits from a step to the next within which shares of those who went on did so.

    Args:
        passages: the first ways of customers.
        step: number of the step.
        shares: from 0 to 1.

    Returns:
        Microseconds, one for each share; none where nobody went on.
    """
    wait = (nw.col(f"{TIME}{step + 1}") - nw.col(f"{TIME}{step}")).cast(nw.Float64())
    parts = [units.filter(took(step + 1)).select(_wait=wait) for units in passages.units]
    whole = parts[0] if len(parts) == 1 else nw.concat(parts)
    made = [
        nw.col("_wait").quantile(share, interpolation="linear").alias(f"q{n}")
        for n, share in enumerate(shares)
    ]
    (row,) = collected(whole.select(*made))
    found = [row[f"q{n}"] for n in range(len(shares))]
    return () if any(value is None for value in found) else tuple(map(round, found))


def cells(
    passages: Passages, step: int, *, horizon_us: int, usual_us: int, end_us: int
) -> tuple[Cell, ...]:
    """What became of those who reached a step, by day and values.

    All are watched equally long: who reached the step too late to be is left out.

    Args:
        passages: the first ways of customers.
        step: number of the step.
        horizon_us: how long they are watched.
        usual_us: up to here a wait is no longer than usual.
        end_us: when observation ended, in microseconds since 1970.
    """
    at, then = nw.col(f"{TIME}{step}"), nw.col(f"{TIME}{step + 1}")
    keys = [column(n) for n in range(len(passages.by))]
    again = nw.col(f"{AGAIN}{step}")
    totals: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * 4)
    for units in passages.units:
        told = units.filter(took(step) & (at + horizon_us <= end_us)).with_columns(
            _day=at // DAY_US,
            _on=_one(then <= at + horizon_us),
            _soon=_one(then <= at + min(horizon_us, usual_us)),
            _again=_one(again <= at + horizon_us),
        )
        sums = (nw.col(name).sum() for name in (_ON, _SOON, _AGAIN))
        for row in collected(told.group_by(*keys, _DAY).agg(nw.len().alias(_N), *sums)):
            total = totals[(*(row[key] for key in keys), int(row[_DAY]))]
            for place, name in enumerate((_N, _ON, _SOON, _AGAIN)):
                total[place] += int(row[name])
    return tuple(
        Cell(values=key[:-1], day=key[-1], reached=n, on=on, soon=soon, again=repeated)
        for key, (n, on, soon, repeated) in sorted(totals.items(), key=_order)
    )


def _one(holds: nw.Expr) -> nw.Expr:
    return nw.when(holds).then(1).otherwise(0)


def _order(item: tuple[tuple[Any, ...], list[int]]) -> tuple[Any, ...]:
    return tuple((value is not None, value) for value in item[0])


@frozen(kw_only=True)
class Stratum(Value):
    """Customers who are told apart when others are compared: with certain values, in some of the time.

    Attributes:
        step: number of the step that it matters at.
        where: numbers of columns with the value that counts.
        since: first day of reaching the step, since 1970, or None.
        until: the day before which it ended, or None.
    """

    step: int
    where: tuple[tuple[int, str | None], ...] = ()
    since: int | None = None
    until: int | None = None

    def holds(self, cell: Cell) -> bool:
        """Whether customers of a cell are meant."""
        return (
            all(cell.values[number] == value for number, value in self.where)
            and (self.since is None or cell.day >= self.since)
            and (self.until is None or cell.day < self.until)
        )


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
    """

    step: int
    event: str
    stratum: int
    n: int
    on: int
    early: int
    late: int


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
    totals: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0] * 4)
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
                _on=_one(came), _stratum=_stratum(strata, step),
                _early=_one(rows.clock <= at + usual),
                _late=_one((rows.clock > at + usual) & (rows.clock <= at + 2 * usual)),
            )  # fmt: skip
            each = seen.frame.group_by(*rows.ids, EVENT, _ON, _STRATUM).agg(
                nw.col("_early").sum(), nw.col("_late").sum()
            )
            counts = each.group_by(EVENT, _ON, _STRATUM).agg(
                nw.len().alias(_N), nw.col("_early").sum(), nw.col("_late").sum()
            )
            for row in collected(counts):
                total = totals[step, str(row[EVENT]), int(row[_STRATUM])]
                total[0] += int(row[_N])
                if row[_ON]:
                    total[1] += int(row[_N])
                else:
                    total[2] += int(row["_early"])
                    total[3] += int(row["_late"])
    return tuple(
        Between(step=step, event=event, stratum=stratum, n=n, on=on, early=early, late=late)
        for (step, event, stratum), (n, on, early, late) in sorted(totals.items())
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
        told = following.with_columns(_again=_one((nw.col("_next") == nw.col(EVENT)) & soon))
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
