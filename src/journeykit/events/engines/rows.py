"""Events in order of time, as a query sees them: the same words on every engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Self

import narwhals as nw

__all__ = ["CLOCK", "COUNT", "EVENT", "LATER", "NEVER", "PIECE", "TIME", "UNITS", "Rows"]

CLOCK = "_clock"
"""Name of the column of times: whole ticks that only grow within a unit."""

EVENT = "_event"
"""Name of the column of events."""

PIECE = "_piece"
"""Name of the column that tells apart the pieces into which a unit was cut."""

COUNT = "_count"
"""Name of the column that counts rows."""

UNITS = "_units"
"""Name of the column that counts units."""

NEVER = -(2**61)
"""A time before all times; two of them apart still fit 64 bits."""

LATER = 2**61
"""A time after all times."""


TIME = "_when"
"""Name of the column of times in rows that are numbered."""


class Rows(ABC):
    """Rows in order, cut into units: what one customer, session or attempt did.

    A query adds columns and asks for running values; no row of one unit ever
    sees another unit. Times are read off `clock`: differences are durations in
    ticks, and two times compare within one unit only. A time of another unit,
    and `NEVER`, lies below `floor`.

    Attributes:
        frame: the rows as a Narwhals frame, lazy where the engine is; its
            column `EVENT` holds the name of the event.
        keys: columns that tell the units apart.
        tick_us: microseconds that one tick lasts.
        origin_us: microseconds since 1970 at which the clock stands at `floor`,
            unless units were cut.
    """

    frame: Any
    keys: tuple[str, ...]
    tick_us: int
    origin_us: int

    @property
    def clock(self) -> nw.Expr:
        """The time of the row."""
        return nw.col(CLOCK)

    @property
    @abstractmethod
    def moment(self) -> nw.Expr:
        """The time of the row in microseconds since 1970 (UTC), cut or not."""

    @property
    @abstractmethod
    def floor(self) -> nw.Expr:
        """Times below it are not of the unit of the row."""

    @property
    @abstractmethod
    def ids(self) -> tuple[str, ...]:
        """The columns that tell the units apart, in `frame` and in that of `last`."""

    @property
    @abstractmethod
    def place(self) -> nw.Expr:
        """A number that grows with each row; those of other units do not lie among a unit's own."""

    @abstractmethod
    def over(self, frame: Any) -> Self:
        """The same rows with other columns, or fewer rows in the same order."""

    def with_columns(self, **columns: nw.Expr) -> Self:
        """The rows with more columns."""
        return self.over(self.frame.with_columns(**columns)) if columns else self

    def filter(self, keep: nw.Expr) -> Self:
        """The rows of which something holds."""
        return self.over(self.frame.filter(keep))

    def within(self, start: nw.Expr, limit_us: int | None) -> nw.Expr:
        """Whether a time is of the unit of the row, and no longer ago than the limit."""
        known = start >= self.floor
        if limit_us is None:
            return known
        return known & (self.clock - start <= limit_us // self.tick_us)

    @abstractmethod
    def running_max(self, times: nw.Expr) -> nw.Expr:
        """The latest of some times so far, this row among them; no missing values."""

    @abstractmethod
    def coming_min(self, times: nw.Expr) -> nw.Expr:
        """The earliest of some times from this row on; that of another unit is later than all its own.

        Rows without a time hold `LATER`.
        """

    @abstractmethod
    def running_sum(self, numbers: nw.Expr) -> nw.Expr:
        """The sum so far within the unit, this row among them; no missing values."""

    @abstractmethod
    def before(self, times: nw.Expr) -> nw.Expr:
        """The time at the row before; below `floor` at the first row of a unit."""

    @abstractmethod
    def previous(self, values: nw.Expr, *, by: int = 1) -> nw.Expr:
        """The value so many rows before; missing where the unit has no such row."""

    @abstractmethod
    def following(self, values: nw.Expr) -> nw.Expr:
        """The value at the row after; missing at the last row of a unit."""

    @abstractmethod
    def final(self, times: nw.Expr) -> nw.Expr:
        """The latest time of the whole unit, at each of its rows."""

    @abstractmethod
    def cut(self, starts: nw.Expr) -> Self:
        """Smaller units: one more begins at each row of which `starts` holds.

        The frame gets the column `PIECE`, which numbers them within the unit that was
        never cut, from 0 or 1. What is cut twice is cut at the starts of both.
        """

    @abstractmethod
    def numbered(self) -> Self:
        """The same rows on a clock that counts them: the first stands one above `floor`.

        The time is kept in the column `TIME`, in ticks that never fall within a unit;
        `moment` is not known any more.
        """

    @abstractmethod
    def counted(self, truths: Mapping[str, nw.Expr], *, together: bool) -> Self:
        """The rows with columns that count events, to be asked with `at_least`.

        Args:
            truths: by name what an event has to meet to be counted.
            together: make one row of all rows of a unit at one time; of the other
                columns only the clock is kept.
        """

    @abstractmethod
    def at_least(self, name: str, number: int = 1) -> nw.Expr:
        """Whether a column of `counted` has counted so many events."""

    @abstractmethod
    def last(self, columns: Mapping[str, nw.Expr]) -> Any:
        """One row a unit, with columns of times that never fall, as they end.

        Returns:
            A Narwhals frame, to be given to `named`.
        """

    @abstractmethod
    def named(self, units: Any) -> Any:
        """A frame of `last`, fewer rows or more columns of it, with the keys of each unit."""

    @abstractmethod
    def narrowed(self, keep: nw.Expr, kept: Iterable[str], ended: Iterable[str]) -> Self:
        """The rows of which something holds, and maybe others: what comes next needs no more.

        `last` still tells how `ended` end in every unit that is there now.

        Args:
            keep: which rows are needed.
            kept: which columns are needed, beside those that tell units and times.
            ended: columns of times that never fall.
        """

    @abstractmethod
    def tally(self, *columns: str) -> Any:
        """How many rows hold each combination of values, and in how many units.

        Returns:
            A Narwhals frame with the columns, `COUNT` and `UNITS`.
        """

    @abstractmethod
    def recall(self, column: str, **values: str) -> Self:
        """The rows with what the row before of the same unit and with the same `column` held.

        Args:
            column: rows with different values in it do not see each other.
            **values: column to look at, by the name of the new column; missing at
                the first row of each value.
        """
