"""Counts of first ways through some steps, worked out where the log is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.cohorts.periods import DAY_US
from journeykit.events.passages.walk import AGAIN, TIME, Passages, column, took
from journeykit.events.paths.walk import collected, flag
from journeykit.model.element import Value

__all__ = ["Cell", "Stratum", "cells", "order_of", "wait_us"]

_N, _ON, _SOON, _AGAIN, _DAY = "_n", "_on", "_soon", "_again", "_day"


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
            _on=flag(then <= at + horizon_us),
            _soon=flag(then <= at + min(horizon_us, usual_us)),
            _again=flag(again <= at + horizon_us),
        )
        sums = (nw.col(name).sum() for name in (_ON, _SOON, _AGAIN))
        for row in collected(told.group_by(*keys, _DAY).agg(nw.len().alias(_N), *sums)):
            total = totals[(*(row[key] for key in keys), int(row[_DAY]))]
            for place, name in enumerate((_N, _ON, _SOON, _AGAIN)):
                total[place] += int(row[name])
    return tuple(
        Cell(values=key[:-1], day=key[-1], reached=n, on=on, soon=soon, again=repeated)
        for key, (n, on, soon, repeated) in sorted(
            totals.items(), key=lambda item: order_of(item[0])
        )
    )


def order_of(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """By what keys are sorted, of which some values are missing."""
    return tuple((value is not None, value) for value in key)


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
