"""The user's own engine: every step is a query that runs where the log lives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

import narwhals as nw

from journeykit.events.engines.rows import CLOCK, NEVER, PIECE, Rows

__all__ = ["LazyRows"]


class LazyRows(Rows):
    """Rows of a lazy frame: running values are windows over the keys.

    Args:
        frame: lazy Narwhals frame with `CLOCK`.
        keys: columns that tell the units apart.
        tick_us: microseconds that one tick lasts.
        order: columns that order the rows of a unit, the clock first.
    """

    origin_us = 0

    def __init__(
        self,
        frame: nw.LazyFrame[Any],
        *,
        keys: tuple[str, ...],
        tick_us: int = 1,
        order: tuple[str, ...] = (CLOCK,),
    ) -> None:
        self.frame = frame
        self.keys = keys
        self.tick_us = tick_us
        self.order = order

    @property
    def moment(self) -> nw.Expr:
        """The time of the row in microseconds since 1970 (UTC)."""
        return self.clock * self.tick_us

    @property
    def floor(self) -> nw.Expr:
        """Times below it are not of the unit of the row: only `NEVER`."""
        return nw.lit(NEVER + 1)

    def over(self, frame: nw.LazyFrame[Any]) -> Self:
        """The same rows with other columns, or fewer rows."""
        return type(self)(frame, keys=self.keys, tick_us=self.tick_us, order=self.order)

    def running_max(self, times: nw.Expr) -> nw.Expr:
        """The latest of some times so far, this row among them."""
        return times.cum_max().over(*self.keys, order_by=self.order)

    def running_sum(self, numbers: nw.Expr) -> nw.Expr:
        """The sum so far within the unit."""
        return numbers.cum_sum().over(*self.keys, order_by=self.order)

    def before(self, times: nw.Expr) -> nw.Expr:
        """The time at the row before; `NEVER` at the first row of a unit."""
        return self.previous(times).fill_null(NEVER)

    def previous(self, values: nw.Expr) -> nw.Expr:
        """The value at the row before; missing at the first row of a unit."""
        return values.shift(1).over(*self.keys, order_by=self.order)

    def following(self, values: nw.Expr) -> nw.Expr:
        """The value at the row after; missing at the last row of a unit."""
        return values.shift(-1).over(*self.keys, order_by=self.order)

    def final(self, times: nw.Expr) -> nw.Expr:
        """The latest time of the whole unit, at each of its rows."""
        return times.max().over(*self.keys)

    def cut(self, starts: nw.Expr) -> Self:
        """Smaller units: one more begins at each row of which `starts` holds."""
        if PIECE in self.keys:
            starts = starts | self.previous(self.clock).is_null()
        keys = tuple(key for key in self.keys if key != PIECE)
        # `starts` may look at other rows itself: one engine cannot do both at once.
        rows = self.with_columns(_starts=nw.when(starts).then(1).otherwise(0))
        number = nw.col("_starts").cum_sum().over(*keys, order_by=self.order)
        frame = rows.frame.with_columns(number.alias(PIECE)).drop("_starts")
        return type(self)(frame, keys=(*keys, PIECE), tick_us=self.tick_us, order=self.order)

    def moments(self, sums: Iterable[str]) -> Self:
        """One row for all rows of a unit at one time, with sums of columns of numbers."""
        totals = self.frame.group_by(*self.keys, CLOCK).agg(*(nw.col(name).sum() for name in sums))
        return type(self)(totals, keys=self.keys, tick_us=self.tick_us)

    def last(self, columns: Mapping[str, nw.Expr]) -> nw.LazyFrame[Any]:
        """One row a unit: its keys, and columns of times that never fall, as they end."""
        named = self.frame.select(*self.keys, **columns)
        ends: nw.LazyFrame[Any] = named.group_by(*self.keys).agg(
            *(nw.col(name).max() for name in columns)
        )
        return ends

    def named(self, units: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame as it is: a lazy one carries its keys."""
        return units
