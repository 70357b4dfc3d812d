"""The user's own engine: every step is a query that runs where the log lives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

import narwhals as nw
from typing_extensions import override

from journeykit.events.engines.rows import CLOCK, COUNT, NEVER, PIECE, TIME, UNITS, Rows

__all__ = ["LazyRows"]

_END = "_end"
"""Name of the column that tells whether a row is the last of its unit."""

_FLAT = "_flat"
"""Name of a column in which all rows hold the same."""

_DEEP = 6
"""So many windows, one over the other, are planned soon enough in whatever way."""


class LazyRows(Rows):
    """Rows of a lazy frame: running values are windows over the keys.

    Args:
        frame: lazy Narwhals frame with `CLOCK`.
        keys: columns that tell the units apart.
        tick_us: microseconds that one tick lasts.
        order: columns that order the rows of a unit, the clock first.
        floor: time below all times of the unit.
        doubles: whether the engine plans what lies below a window of units twice, and so
            each query of many windows as often as two to the power of their number.
        depth: how many windows lie one over the other so far.
    """

    origin_us = 0

    def __init__(
        self,
        frame: nw.LazyFrame[Any],
        *,
        keys: tuple[str, ...],
        tick_us: int = 1,
        order: tuple[str, ...] = (CLOCK,),
        floor: int = NEVER + 1,
        doubles: bool = False,
        depth: int = 0,
    ) -> None:
        self.frame = frame
        self.keys = keys
        self.tick_us = tick_us
        self.order = order
        self._floor = floor
        self._doubles = doubles
        self._depth = depth
        self._asked = False

    @property
    def moment(self) -> nw.Expr:
        """The time of the row in microseconds since 1970 (UTC)."""
        return self.clock * self.tick_us

    @property
    def floor(self) -> nw.Expr:
        """Times below it are not of the unit of the row: only `NEVER`."""
        return nw.lit(self._floor)

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns that tell the units apart, in `frame` and in that of `last`."""
        return self.keys

    @property
    def place(self) -> nw.Expr:
        """A number that grows with each row, within the unit."""
        ones = nw.when(nw.col(CLOCK).is_null()).then(0).otherwise(1)
        return self._window(ones.cum_sum(), by=self.keys)

    def over(self, frame: nw.LazyFrame[Any]) -> Self:
        """The same rows with other columns, or fewer rows."""
        return self._with(frame)

    @override
    def with_columns(self, **columns: nw.Expr) -> Self:
        """The rows with more columns."""
        if not columns or not self._asked:
            return super().with_columns(**columns)
        if not self._doubles or self._depth < _DEEP:
            return self._with(self.frame.with_columns(**columns), depth=self._depth + 1)
        # DuckDB up to 1.5 looks twice at all below a window, unless one beside it is over
        # all rows: https://github.com/duckdb/duckdb/issues/25373. One over equals costs least.
        frame = self.frame
        if _FLAT not in frame.collect_schema().names():
            frame = frame.with_columns(nw.lit(0).alias(_FLAT))
        flat = nw.col(_FLAT).cum_max().over(order_by=_FLAT)
        return self._with(frame.with_columns(**columns, **{_FLAT: flat}))

    def _window(self, values: nw.Expr, *, by: Iterable[str], ordered: bool = True) -> nw.Expr:
        """Values over the rows that agree in some columns; the next columns are a window then."""
        self._asked = True
        return values.over(*by, order_by=self.order) if ordered else values.over(*by)

    def running_max(self, times: nw.Expr) -> nw.Expr:
        """The latest of some times so far, this row among them."""
        return self._window(times.cum_max(), by=self.keys)

    def coming_min(self, times: nw.Expr) -> nw.Expr:
        """The earliest of some times from this row on."""
        return self._window(times.cum_min(reverse=True), by=self.keys)

    def running_sum(self, numbers: nw.Expr) -> nw.Expr:
        """The sum so far within the unit."""
        return self._window(numbers.cum_sum(), by=self.keys)

    def before(self, times: nw.Expr) -> nw.Expr:
        """The time at the row before; `NEVER` at the first row of a unit."""
        return self.previous(times).fill_null(NEVER)

    def previous(self, values: nw.Expr, *, by: int = 1) -> nw.Expr:
        """The value so many rows before; missing where the unit has no such row."""
        return self._window(values.shift(by), by=self.keys)

    def following(self, values: nw.Expr) -> nw.Expr:
        """The value at the row after; missing at the last row of a unit."""
        return self._window(values.shift(-1), by=self.keys)

    def final(self, times: nw.Expr) -> nw.Expr:
        """The latest time of the whole unit, at each of its rows."""
        return self._window(times.max(), by=self.keys, ordered=False)

    def cut(self, starts: nw.Expr) -> Self:
        """Smaller units: one more begins at each row of which `starts` holds."""
        if PIECE in self.keys:
            starts = starts | self.previous(self.clock).is_null()
        keys = tuple(key for key in self.keys if key != PIECE)
        # `starts` may look at other rows itself: one engine cannot do both at once.
        rows = self.with_columns(_starts=nw.when(starts).then(1).otherwise(0))
        number = nw.col("_starts").cum_sum().over(*keys, order_by=self.order)
        frame = rows.frame.with_columns(number.alias(PIECE)).drop("_starts")
        return self._with(frame, keys=(*keys, PIECE), depth=self._depth + 2)

    def numbered(self) -> Self:
        """The same rows on a clock that counts them, from 1 in each unit."""
        number = self.running_sum(nw.when(self.clock.is_null()).then(0).otherwise(1))
        rows = self.with_columns(**{TIME: nw.col(CLOCK)}, _number=number)
        frame = rows.frame.with_columns(nw.col("_number").alias(CLOCK)).drop("_number")
        return self._with(frame, order=(CLOCK,), floor=0, depth=self._depth + 1)

    def counted(self, truths: Mapping[str, nw.Expr], *, together: bool) -> Self:
        """The rows, or one for all rows of a unit at one time, with columns that count events."""
        numbers = {name: meets.cast(nw.Int8()) for name, meets in truths.items()}
        frame = self.frame.with_columns(**numbers)
        if not together:
            return self.over(frame)
        sums = frame.group_by(*self.keys, CLOCK).agg(*(nw.col(name).sum() for name in truths))
        return self._with(sums, order=(CLOCK,))

    def at_least(self, name: str, number: int = 1) -> nw.Expr:
        """Whether a column of `counted` has counted so many events."""
        return nw.col(name) >= number

    @override
    def narrowed(self, keep: nw.Expr, kept: Iterable[str], ended: Iterable[str]) -> Self:
        """The rows of which something holds, and the last of each unit, which tells how it ended."""
        known = _END in self.frame.collect_schema().names()
        rows = self if known else self.with_columns(**{_END: self.following(self.clock).is_null()})
        return rows.filter(keep | nw.col(_END))

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

    def _with(
        self,
        frame: nw.LazyFrame[Any],
        *,
        keys: tuple[str, ...] | None = None,
        order: tuple[str, ...] | None = None,
        floor: int | None = None,
        depth: int | None = None,
    ) -> Self:
        return type(self)(
            frame, keys=keys or self.keys, tick_us=self.tick_us, order=order or self.order,
            floor=self._floor if floor is None else floor, doubles=self._doubles,
            depth=self._depth if depth is None else depth,
        )  # fmt: skip

    def tally(self, *columns: str) -> nw.LazyFrame[Any]:
        """How many rows hold each combination of values, and in how many units."""
        each = self.frame.group_by(*self.keys, *columns).agg(nw.len().alias(COUNT))
        counted: nw.LazyFrame[Any] = each.group_by(*columns).agg(
            nw.col(COUNT).sum(), nw.len().alias(UNITS)
        )
        return counted

    def recall(self, column: str, **values: str) -> Self:
        """The rows with what the row before of the same unit and with the same `column` held."""
        keys = (*self.keys, column)
        seen = {
            name: self._window(nw.col(value).shift(1), by=keys) for name, value in values.items()
        }
        return self.with_columns(**seen)
