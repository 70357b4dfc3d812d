"""Events in order on one clock, of which each query takes what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Self

import narwhals as nw
import polars as pl
from attrs import define, frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.memory import UNIT, MemoryRows
from journeykit.events.engines.rows import CLOCK, EVENT
from journeykit.events.engines.source import Wanted

__all__ = ["Clock", "Part"]

_ROW = "_row"
_SLICE_ROWS = 3_000_000
"""What is worked out at once: more columns of more rows than that leave the caches, and cost memory."""
_PIECE = 1_000_000
_LARGEST = 2**61 - 1
"""No clock runs further: that is before `LATER`, and `NEVER` can be taken from it in 64 bits."""
_FEW_NAMES = 255
"""So many events have numbers of 8 bits: Polars keeps one of the 256 for itself."""


@frozen
class Clock:
    """One clock for units one after the other, whose times never come near each other.

    Attributes:
        stride: ticks from the begin of a unit to that of the next.
        units: how many units it runs through before it begins anew.
    """

    stride: int
    units: int

    @classmethod
    def of(cls, span: int) -> Self:
        """A clock for units that last so many ticks at most; as many lie between two of them."""
        stride = 2 * (span + 1)
        return cls(stride, max(1, _LARGEST // stride))

    def times(self, unit: pl.Series, time: pl.Series) -> pl.Series:
        """The clock at events.

        Args:
            unit: numbers of units, from 0, in order.
            time: ticks since the first event of all.
        """
        pieces = []
        for start in range(0, len(unit), _PIECE):
            begun = unit.slice(start, _PIECE).cast(pl.Int64) % self.units
            pieces.append(time.slice(start, _PIECE).cast(pl.Int64) + begun * self.stride)
        return pl.concat(pieces, rechunk=True) if pieces else pl.Series([], dtype=pl.Int64)


@define(eq=False, slots=False)
class Part:
    """Events of some customers in order of unit and time; of one time, in order of the rows.

    Attributes:
        rows: `UNIT` from 0, `CLOCK` in ticks, and `EVENT`.
        frame: the events with all columns, as they came.
        keys: columns that name the unit.
        first_us: time of the first event, in microseconds since 1970.
        tick_us: microseconds that a tick lasts.
        units: how many units there are.
        span: ticks from the first event to the last.
        missing: events left out for want of a customer, an event, a time.
        placed: finds the places of the rows in `frame`.
    """

    rows: pl.DataFrame
    frame: pl.LazyFrame
    keys: tuple[str, ...]
    first_us: int
    tick_us: int
    units: int
    span: int
    missing: tuple[int, int, int]
    placed: Callable[[], pl.Series]

    @classmethod
    def of(cls, ordered: pl.DataFrame, known: pl.DataType, *, few: bool, **what: Any) -> Self:
        """Put events that were sorted on their clock.

        Args:
            ordered: columns "unit", "time" and "code", in order of unit and time; used up.
            known: the type that knows the names of the codes.
            few: whether no other part has to know the same names.
            **what: `frame`, `keys`, `first_us`, `tick_us`, `missing` and `placed`.
        """
        span = int(ordered["time"].max() or 0)  # type: ignore[arg-type]
        # Column by column, and piece by piece: what is used up is freed before more is made.
        unit = _numbered(ordered.drop_in_place("unit"))
        event = _named(ordered.drop_in_place("code"), known, few=few)
        units = int(unit[-1]) + 1 if len(unit) else 0
        clock = Clock.of(span)
        times = clock.times(unit, ordered.drop_in_place("time"))
        rows = pl.DataFrame({UNIT: unit, CLOCK: times, EVENT: event})
        return cls(rows=rows, units=units, span=span, **what)

    @cached_property
    def places(self) -> pl.Series:
        """Where the rows stand in `frame`; found when first asked for."""
        return self.placed()

    @cached_property
    def _names(self) -> nw.DataFrame[Any]:
        first = (pl.col(UNIT) != pl.col(UNIT).shift(1)).fill_null(value=True)
        places = self.places.filter(self.rows.select(first).to_series())
        return nw.from_native(self.frame.select(self.keys).collect()[places], eager_only=True)

    def names(self, units: nw.Series[Any]) -> nw.DataFrame[Any]:
        """The keys of units, by their numbers."""
        return nw.from_native(self._names.to_native()[units.to_native()], eager_only=True)

    def laid_out(self, wanted: Wanted) -> Iterator[MemoryRows]:
        """What a query needs of the events, on one clock."""
        rows = self.rows
        if wanted.columns:
            rows = rows.with_columns(self.places.alias(_ROW))
        by_name = all(c.events and not c.where for c in wanted.marks.values())
        if wanted.marked_only and by_name:
            # Fewer rows are marked sooner.
            names = {name for condition in wanted.marks.values() for name in condition.events}
            rows = rows.filter(pl.col(EVENT).is_in(sorted(names)))
        rows = rows.with_columns(
            self._meets(rows, condition).alias(name) for name, condition in wanted.marks.items()
        )
        if wanted.marked_only and not by_name:
            rows = rows.filter(pl.any_horizontal(*wanted.marks))
        if wanted.columns:
            brought = self.frame.select(**{new: pl.col(old) for new, old in wanted.columns.items()})
            rows = rows.hstack(brought.collect()[rows[_ROW]]).drop(_ROW)
        reach = self.span if wanted.reach_us is None else wanted.reach_us // self.tick_us
        apart = min(reach, self.span) + 1
        clock = Clock.of(self.span)
        for begun, first, last in self._slices(len(rows), clock, apart if wanted.cuts else 0):
            start, end = rows[UNIT].search_sorted(pl.Series([first, last], dtype=pl.UInt32))
            laid = rows.slice(start, end - start)
            if wanted.cuts and first > begun:
                # Pieces are moved apart, so that the clock has to begin anew.
                laid = laid.with_columns(pl.col(CLOCK) - (first - begun) * clock.stride)
            yield MemoryRows(
                frame=nw.from_native(laid, eager_only=True),
                keys=self.keys, tick_us=self.tick_us, apart=apart, origin_us=self.first_us,
                names=self.names, first=first if wanted.cuts else begun,
                stride=clock.stride, lasts=self.span,
            )  # fmt: skip

    def _slices(self, rows: int, clock: Clock, apart: int) -> Iterator[tuple[int, int, int]]:
        """Units to be worked out at once: where their clock begins, the first, and the one after.

        Args:
            rows: how many rows there are in all.
            clock: which the rows go by.
            apart: by how many ticks each row may be moved.
        """
        needed = self.units * clock.stride * bool(apart) + rows * apart
        slices = max(1, -(-needed // _LARGEST), -(-rows // _SLICE_ROWS))
        size = max(1, -(-self.units // slices))
        for begun in range(0, max(1, self.units), clock.units):
            end = min(begun + clock.units, self.units)
            for first in range(begun, max(end, begun + 1), size):
                yield begun, first, min(first + size, end)

    def _meets(self, rows: pl.DataFrame, condition: Condition) -> pl.Series:
        """Which rows meet a condition; all of the part, if it is one on other columns."""
        named = nw.from_native(rows, eager_only=True).select(condition.named(EVENT).alias(EVENT))
        meets: pl.Series = named[EVENT].to_native()
        if condition.where:
            raw = nw.from_native(self.frame.select(*condition.where).collect(), eager_only=True)
            passed = raw.select(condition.passed().alias(EVENT))[EVENT].to_native()
            meets = meets & passed[self.places]
        return meets


def _numbered(unit: pl.Series) -> pl.Series:
    """Numbers from 0 for units that stand in order."""
    changes = unit.slice(1) != unit.head(max(0, len(unit) - 1))
    first = pl.Series([False] * min(1, len(unit)), dtype=pl.Boolean)
    return pl.concat([first, changes], rechunk=True).cum_sum().cast(pl.UInt32)


def _named(codes: pl.Series, known: pl.DataType, *, few: bool) -> pl.Series:
    """Numbers of events with the names that they stand for.

    Args:
        codes: the numbers, by the names that are known.
        known: the type that knows the names; other parts of a log have it too.
        few: take one of 8 bits where that will do.
    """
    number = int(codes.max() or 0) + 1  # type: ignore[arg-type]
    if not few or number > _FEW_NAMES or not len(codes):
        return codes.cat.to(known)
    numbers = pl.Series(range(number), dtype=codes.dtype)
    names = numbers.cat.to(known).cast(pl.String)
    short = names.cast(pl.Categorical(pl.Categories.random("journeykit", pl.UInt8)))
    return codes.cast(pl.UInt8).cat.to(short.dtype)
