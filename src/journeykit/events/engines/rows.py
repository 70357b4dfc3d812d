"""Events in order of time, as a query sees them: the same words on every engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Self

import narwhals as nw

__all__ = ["CLOCK", "EVENT", "NEVER", "PIECE", "Rows"]

CLOCK = "_clock"
"""Name of the column of times: whole ticks that only grow within a unit."""

EVENT = "_event"
"""Name of the column of events."""

PIECE = "_piece"
"""Name of the column that tells apart the pieces into which a unit was cut."""

NEVER = -(2**61)
"""A time before all times; two of them apart still fit 64 bits."""


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

    @abstractmethod
    def over(self, frame: Any) -> Self:
        """The same rows with other columns, or fewer rows in the same order."""

    def with_columns(self, **columns: nw.Expr) -> Self:
        """The rows with more columns."""
        return self.over(self.frame.with_columns(**columns)) if columns else self

    def filter(self, keep: nw.Expr) -> Self:
        """The rows of which something holds."""
        return self.over(self.frame.filter(keep))

    @abstractmethod
    def running_max(self, times: nw.Expr) -> nw.Expr:
        """The latest of some times so far, this row among them; no missing values."""

    @abstractmethod
    def running_sum(self, numbers: nw.Expr) -> nw.Expr:
        """The sum so far within the unit, this row among them; no missing values."""

    @abstractmethod
    def before(self, times: nw.Expr) -> nw.Expr:
        """The time at the row before; below `floor` at the first row of a unit."""

    @abstractmethod
    def previous(self, values: nw.Expr) -> nw.Expr:
        """The value at the row before; missing at the first row of a unit."""

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
    def moments(self, sums: Iterable[str]) -> Self:
        """One row for all rows of a unit at one time, with sums of columns of numbers.

        Other columns than clock and sums are not kept.
        """

    @abstractmethod
    def last(self, columns: Mapping[str, nw.Expr]) -> Any:
        """One row a unit, with columns of times that never fall, as they end.

        Returns:
            A Narwhals frame, to be given to `named`.
        """

    @abstractmethod
    def named(self, units: Any) -> Any:
        """A frame of `last`, fewer rows or more columns of it, with the keys of each unit."""
