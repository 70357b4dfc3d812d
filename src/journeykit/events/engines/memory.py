"""The embedded engine: Polars in memory, one clock for all units.

Rows are sorted once by customer and time, and put on a clock that never
overlaps between units: they follow each other at a distance longer than the
log. A time of one unit is then always too old for the next, so that running
values need no partition: each is one pass over one column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

import narwhals as nw
import polars as pl
from attrs import evolve, frozen

from journeykit.events.engines.rows import CLOCK, COUNT, NEVER, PIECE, TIME, UNITS, Rows

__all__ = ["UNIT", "MemoryRows"]

UNIT = "_unit"
"""Name of the column that numbers the units, in order of the rows."""

_FLOOR = "_floor"
"""Name of the column with the time at which the clock of a row's unit began, where it was moved."""

_EPOCH = "_epoch"
"""Name of the column with the clock's stand at `origin_us`, once units were cut."""

_MANY = 127
"""More events than that at one time are as many as anybody asks for."""

_OWNER = "_owner"
"""Name of the column with the number of the unit before it was cut."""


@frozen(kw_only=True)
class MemoryRows(Rows):
    """Sorted rows of a Polars frame.

    Attributes:
        frame: eager Narwhals frame with `UNIT` and `CLOCK`, sorted by both.
        keys: columns that name the unit.
        tick_us: microseconds that one tick lasts.
        apart: ticks after which nothing of a unit matters any more.
        origin_us: microseconds since 1970 at which an uncut unit's clock stands at its floor.
        names: from numbers of units to a frame of their keys.
        first: number of the unit with which the clock began.
        stride: ticks from the floor of a unit to that of the next, until units are cut.
        lasts: ticks from the first event to the last; no two of a unit are further apart,
            and none of two units are as near.
        ended: before rows were left out, how columns ended in the units that were there.
    """

    frame: nw.DataFrame[Any]
    keys: tuple[str, ...]
    tick_us: int
    apart: int
    origin_us: int
    names: Callable[[nw.Series[Any]], nw.DataFrame[Any]]
    first: int
    stride: int
    lasts: int
    ended: tuple[nw.DataFrame[Any], ...] = ()

    @property
    def moment(self) -> nw.Expr:
        """The time of the row in microseconds since 1970 (UTC), cut or not."""
        return (self.clock - self._epoch) * self.tick_us + self.origin_us

    @property
    def floor(self) -> nw.Expr:
        """Times below it are not of this unit."""
        return nw.col(_FLOOR) if _FLOOR in self.frame.columns else self._began

    @property
    def ids(self) -> tuple[str, ...]:
        """The columns that tell the units apart, in `frame` and in that of `last`."""
        return (UNIT,)

    @property
    def place(self) -> nw.Expr:
        """A number that grows with each row, over all units."""
        return nw.when(nw.col(CLOCK).is_null()).then(0).otherwise(1).cum_sum()

    def over(self, frame: nw.DataFrame[Any]) -> Self:
        """The same rows with other columns, or fewer rows in the same order."""
        return evolve(self, frame=frame)

    def within(self, start: nw.Expr, limit_us: int | None) -> nw.Expr:
        """Whether a time is of the unit of the row, and no longer ago than the limit."""
        if self._is_moved:
            return super().within(start, limit_us)
        limit = self.lasts if limit_us is None else min(limit_us // self.tick_us, self.lasts)
        # What lies in another unit is longer ago than that.
        return self.clock - start <= limit

    @property
    def _is_moved(self) -> bool:
        return _FLOOR in self.frame.columns

    def running_max(self, times: nw.Expr) -> nw.Expr:
        """The latest of some times so far; what another unit left lies below `floor`."""
        return times.cum_max()

    def coming_min(self, times: nw.Expr) -> nw.Expr:
        """The earliest of some times from this row on; the next units' are later."""
        return times.cum_min(reverse=True)

    def running_sum(self, numbers: nw.Expr) -> nw.Expr:
        """The sum so far within the unit."""
        return _running_sum(numbers, UNIT)

    def before(self, times: nw.Expr) -> nw.Expr:
        """The time at the row before: one of another unit lies below `floor` as it is."""
        return times.shift(1).fill_null(NEVER)

    def previous(self, values: nw.Expr, *, by: int = 1) -> nw.Expr:
        """The value so many rows before; missing where the unit has no such row."""
        return nw.when(~_first(rows=by)).then(values.shift(by))

    def following(self, values: nw.Expr) -> nw.Expr:
        """The value at the row after; missing at the last row of a unit."""
        return nw.when(~_last()).then(values.shift(-1))

    def final(self, times: nw.Expr) -> nw.Expr:
        """The latest time of the whole unit, at each of its rows."""
        return times.max().over(UNIT)

    def cut(self, starts: nw.Expr) -> Self:
        """Smaller units: one more begins at each row of which `starts` holds."""
        begins = _first() | starts
        # What was cut before goes on counting at the starts of its pieces.
        counted = begins if self._owner == _OWNER else starts
        frame = self.frame.with_columns(
            _running_sum(nw.when(counted).then(1).otherwise(0), self._owner).alias(PIECE),
            nw.col(self._owner).alias(_OWNER),
            self._epoch.alias(_EPOCH),
            begins.alias("_begins"),
            nw.when(begins).then(1).otherwise(0).cum_sum().alias(UNIT),
        )
        # Pieces of one customer follow each other closely: they are moved apart.
        frame = frame.with_columns(nw.col(CLOCK, _EPOCH) + nw.col(UNIT) * self.apart)
        floor = nw.when(nw.col("_begins")).then(nw.col(CLOCK)).otherwise(NEVER).cum_max()
        return evolve(self, frame=frame.with_columns(floor.alias(_FLOOR)).drop("_begins"))

    def numbered(self) -> Self:
        """The same rows on a clock that counts them, one number left free between units."""
        frame = self.frame.with_columns(nw.col(CLOCK).alias(TIME)).with_row_index(CLOCK + "_row")
        number = nw.col(CLOCK + "_row").cast(nw.Int64()) + nw.col(UNIT).cast(nw.Int64())
        frame = frame.with_columns(number.alias(CLOCK)).drop(CLOCK + "_row")
        floor = nw.when(_first()).then(nw.col(CLOCK) - 1).otherwise(NEVER).cum_max()
        return evolve(self, frame=frame.with_columns(floor.alias(_FLOOR)), apart=len(frame) + 1)

    def counted(self, truths: Mapping[str, nw.Expr], *, together: bool) -> Self:
        """The rows, or one for all rows of a unit at one time, with columns that count events.

        Of single events truths tell as much as numbers, in an eighth of the space.
        """
        if not together:
            return self.with_columns(**truths)
        kept = self.frame.select(*self._fixed(), CLOCK, **truths)
        ends = _ends_of(kept, CLOCK)
        if ends.all():
            return self.over(kept)
        names = list(truths)
        kept = kept.with_columns(nw.col(*names).cast(nw.Int8()))
        rows = kept.filter(ends)
        # Few events share their moment: only their sums are worked out.
        shared = ~ends | ~ends.shift(1).fill_null(value=True)
        totals = kept.filter(shared).select(*(nw.col(name).cum_sum() for name in names))
        totals = totals.filter(ends.filter(shared))
        places = shared.filter(ends).arg_true()
        summed = [
            rows[name].scatter(
                places,
                (total - total.shift(1).fill_null(0))
                .clip(upper_bound=_MANY)
                .cast(rows[name].dtype),
            )
            for name, total in ((name, totals[name]) for name in names)
        ]
        return self.over(rows.with_columns(*summed))

    def at_least(self, name: str, number: int = 1) -> nw.Expr:
        """Whether a column of `counted` has counted so many events."""
        column = nw.col(name)
        if self.frame.schema[name] != nw.Boolean():
            return column >= number
        return column if number <= 1 else column & ~column

    def last(self, columns: Mapping[str, nw.Expr]) -> nw.DataFrame[Any]:
        """One row a unit, with columns of times that never fall, as they end."""
        return self._ends(self.frame).select(*self._fixed(), **columns)

    def narrowed(self, keep: nw.Expr, kept: Iterable[str], ended: Iterable[str]) -> Self:
        """Only the rows of which something holds: what comes next works on fewer of them."""
        fixed = [*self._fixed(), CLOCK]
        ends = self.frame.select(*fixed, *ended).filter(_ends_of(self.frame, UNIT))
        rows = self.frame.filter(keep).select(*fixed, *kept)
        return evolve(self, frame=rows, ended=(*self.ended, ends))

    def _ends(self, frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
        """The last row of each unit, with how columns ended before rows were left out."""
        ends = frame.filter(_ends_of(frame, UNIT))
        if not self.ended:
            return ends
        first, *later = (nw.to_native(ended) for ended in (*self.ended, ends))
        number = first[UNIT][-1] + 1 if len(first) else 0
        places = pl.zeros(number, dtype=pl.UInt32, eager=True)
        places = places.scatter(first[UNIT], pl.int_range(len(first), dtype=pl.UInt32, eager=True))
        columns: dict[str, pl.Series] = {}
        for ended in later:
            at = places.gather(ended[UNIT])
            for name in ended.columns:
                if name not in first.columns and name not in columns:
                    never = pl.repeat(NEVER, len(first), dtype=pl.Int64, eager=True)
                    columns[name] = never.scatter(at, ended[name])
        return nw.from_native(first.with_columns(**columns), eager_only=True)

    def named(self, units: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
        """The units with their keys."""
        names = self.names(units[self._owner])
        return units.with_columns(*(names[key] for key in names.columns))

    def tally(self, *columns: str) -> nw.DataFrame[Any]:
        """How many rows hold each combination of values, and in how many units."""
        # Rows of a unit follow each other, within each combination too.
        return self.frame.group_by(*columns).agg(nw.len().alias(COUNT), _first().sum().alias(UNITS))

    def recall(self, column: str, **values: str) -> Self:
        """The rows with what the row before of the same unit and with the same `column` held."""
        place = "_recalled"
        kept = self.frame.select(UNIT, column, *values.values()).with_row_index(place)
        ordered = kept.sort(UNIT, column, place)
        same = (nw.col(UNIT) == nw.col(UNIT).shift(1)) & (nw.col(column) == nw.col(column).shift(1))
        seen = ordered.select(
            place, **{name: nw.when(same).then(nw.col(v).shift(1)) for name, v in values.items()}
        ).sort(place)
        return self.over(self.frame.with_columns(*(seen[name] for name in values)))

    def _fixed(self) -> list[str]:
        """Columns that are the same at all rows of a unit."""
        fixed = (UNIT, _FLOOR, _OWNER, _EPOCH, PIECE)
        return [name for name in fixed if name in self.frame.columns]

    @property
    def _owner(self) -> str:
        """The column that numbers the units as they were before any cut."""
        return _OWNER if _OWNER in self.frame.columns else UNIT

    @property
    def _epoch(self) -> nw.Expr:
        """The clock's stand at `origin_us`."""
        return nw.col(_EPOCH) if _EPOCH in self.frame.columns else self._began

    @property
    def _began(self) -> nw.Expr:
        """The time at which the clock of a unit began, as long as nothing has moved it."""
        return (nw.col(UNIT).cast(nw.Int64()) - self.first) * self.stride


def _first(unit: str = UNIT, *, rows: int = 1) -> nw.Expr:
    return (nw.col(unit) != nw.col(unit).shift(rows)).fill_null(value=True)


def _last() -> nw.Expr:
    return (nw.col(UNIT) != nw.col(UNIT).shift(-1)).fill_null(value=True)


def _ends_of(frame: nw.DataFrame[Any], column: str) -> nw.Series[Any]:
    """At which rows a column ends to hold one value; as `_last`, with no copy of the column."""
    values: pl.Series = frame[column].to_native()
    changes = values.slice(1) != values.head(max(0, len(values) - 1))
    end = pl.Series([True] * min(1, len(values)), dtype=pl.Boolean)
    return nw.from_native(pl.concat([changes, end], rechunk=True), series_only=True)


def _running_sum(numbers: nw.Expr, unit: str) -> nw.Expr:
    total = numbers.cum_sum()
    # Sums never fall, so that the one before a unit's first row runs on as a maximum.
    before = nw.when(_first(unit)).then(total - numbers).otherwise(0)
    return total - before.cum_max()
