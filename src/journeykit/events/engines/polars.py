"""Events in memory or in files, prepared by Polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Self, cast

import narwhals as nw
import polars as pl
from attrs import evolve, field, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.engines.memory import MemoryRows
from journeykit.events.engines.part import Part
from journeykit.events.engines.rows import EVENT
from journeykit.events.engines.sorting import BITS, Keyed, places, sort_events
from journeykit.events.engines.source import Extent, Source, Wanted
from journeykit.events.engines.times import microseconds
from journeykit.events.progress import Progress
from journeykit.events.roles import Roles

__all__ = ["PolarsSource"]

_ROW = "_row"
_TIME = "_time"
_PART_ROWS = 16_000_000
_TICKS = (1_000_000, 1_000)
"""Lengths of a tick, in microseconds, the longest first."""


def _as_it_is(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


@frozen(kw_only=True, eq=False, slots=False)
class PolarsSource(Source):
    """A Polars frame: in memory as it is, from files in parts where it is long.

    Attributes:
        frame: the events; one that scans files is read when it is needed.
        roles: which column is what.
        tick_us: for numbers as times, the microseconds of one; 0 for nanoseconds.
        user: makes of a Polars frame one of the user's own library.
        part_rows: rows that are worked on at once.
        progress: called after each part.
    """

    frame: pl.LazyFrame
    roles: Roles
    tick_us: int = 1_000_000
    user: Callable[[pl.DataFrame], Any] = _as_it_is
    part_rows: int = _PART_ROWS
    progress: Progress | None = None
    _parts: dict[tuple[str, ...], Part] = field(factory=dict, init=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        # What was prepared is prepared again where it is needed.
        return {**self.__dict__, "_parts": {}}

    @cached_property
    def schema(self) -> pl.Schema:
        """The columns with their types."""
        return self.frame.collect_schema()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(self.schema.names())

    @property
    def events(self) -> nw.LazyFrame[Any]:
        """The rows as they came."""
        return nw.from_native(self.frame)

    @property
    def time(self) -> nw.Expr:
        """When, in microseconds since 1970 (UTC)."""
        kind = nw.from_native(self.frame).collect_schema()[self.roles.time]
        return microseconds(self.roles.time, kind, self.tick_us)

    @cached_property
    def _extent(self) -> Extent:
        r = self.roles
        if self._count <= self.part_rows:
            # Queries need the events in order anyway, and in order all this is known.
            part = next(self._prepared((r.customer,)))
            no_customer, no_event, no_time = part.missing
            last_us = part.first_us + part.span * part.tick_us
            return Extent(
                events=len(part.rows), customers=part.units,
                first_us=part.first_us if part.units else None,
                last_us=last_us if part.units else None,
                without_customer=no_customer, without_event=no_event, without_time=no_time,
                left_out=self._count - len(part.rows),
            )  # fmt: skip
        used = (r.customer, r.event, _TIME)
        whole = pl.all_horizontal(pl.col(*used).is_not_null())
        time = pl.col(_TIME).filter(whole)
        missing = {f"no_{index}": pl.col(c).null_count() for index, c in enumerate(used)}
        timed = nw.from_native(self.frame).with_columns(**{_TIME: self.time}).to_native()
        row = timed.select(
            whole.sum().alias("events"), whole.not_().sum().alias("left_out"),
            pl.col(r.customer).filter(whole).n_unique().alias("customers"),
            time.min().alias("first"), time.max().alias("last"), **missing,
        ).collect(engine="streaming").row(0, named=True)  # fmt: skip
        return Extent(
            events=row["events"], customers=row["customers"],
            first_us=row["first"], last_us=row["last"],
            without_customer=row["no_0"], without_event=row["no_1"], without_time=row["no_2"],
            left_out=row["left_out"],
        )  # fmt: skip

    def extent(self) -> Extent:
        """How large the log is; one pass over the events, remembered."""
        return self._extent

    def rows(self, wanted: Wanted) -> Iterator[MemoryRows]:
        """The events in order, in parts of whole customers."""
        for part in self._prepared(wanted.keys):
            yield from part.laid_out(wanted)

    def filter(self, keep: nw.Expr) -> Self:
        """The events of which something holds."""
        return evolve(self, frame=nw.from_native(self.frame).filter(keep).to_native())

    def among(self, customers: nw.LazyFrame[Any] | list[Any], *, keep: bool = True) -> Self:
        """The events of some customers, or of all others, in the order that they have."""
        name = self.roles.customer
        if isinstance(customers, list):
            named = pl.LazyFrame({name: customers}, strict=False).cast(self.schema[name])
        else:
            named = nw.to_native(customers).select(name)
        frame = self.frame.join(
            named.unique(), on=name, how="semi" if keep else "anti", maintain_order="left"
        )
        return evolve(self, frame=frame)

    def with_columns(self, **columns: nw.Expr) -> Self:
        """The same events with more columns."""
        return evolve(self, frame=nw.from_native(self.frame).with_columns(**columns).to_native())

    def numbered(self, name: str) -> Self:
        """The same events with the numbers of their rows."""
        return evolve(self, frame=self.frame.with_row_index(name))

    def native(self, frame: Any) -> Any:
        """A Narwhals frame as one of the user's own library."""
        return self.user(nw.to_native(frame.lazy().collect()))

    @cached_property
    def _count(self) -> int:
        return int(self.frame.select(pl.len()).collect().item())

    def _prepared(self, keys: tuple[str, ...]) -> Iterator[Part]:
        """The events by parts; remembered where they are one."""
        number = max(1, -(-self._count // self.part_rows))
        if number == 1:
            if keys not in self._parts:
                self._parts[keys] = self._part(self.frame, keys)
            yield self._parts[keys]
            return
        for index in range(number):
            mine = pl.col(self.roles.customer).hash(seed=7) % number == index
            yield self._part(self.frame.filter(mine), keys)
            if self.progress:
                self.progress(index + 1, number)

    def _part(self, frame: pl.LazyFrame, keys: tuple[str, ...]) -> Part:
        # Names live as long as a column of them does.
        names = pl.Series([], dtype=self._named)
        taken = self._taken(frame, keys)
        return Part.of(
            sort_events(taken.keyed), names.dtype, few=frame is self.frame,
            frame=frame, keys=keys, first_us=taken.first_us, tick_us=taken.tick_us,
            missing=taken.missing, placed=lambda: self._places(frame, keys),
        )  # fmt: skip

    def _taken(self, frame: pl.LazyFrame, keys: tuple[str, ...]) -> _Taken:
        """The events that can be used, as numbers."""
        return self._packed(frame, keys) or self._read(frame, keys)

    def _packed(self, frame: pl.LazyFrame, keys: tuple[str, ...]) -> _Taken | None:
        """The same, packed while they are read; None where keys are no numbers or some are missing."""
        if self.roles.order or not all(self.schema[key].is_integer() for key in keys):
            return None
        time = pl.col(_TIME)
        bounds = {"first": time.min(), "last": time.max(), "nulls": time.null_count()}
        for index, key in enumerate(keys):
            bounds |= {f"low{index}": pl.col(key).min(), f"high{index}": pl.col(key).max()}
            bounds["nulls"] = bounds["nulls"] + pl.col(key).null_count()
        for tick in () if self._known_tick_us else _TICKS:
            bounds[f"tick{tick}"] = (time % tick == 0).all()
        timed = self._timed(frame)
        found = timed.select(**bounds).collect(engine="streaming").row(0, named=True)
        if found["first"] is None or found["nulls"]:
            return None
        tick_us = self._known_tick_us or next((t for t in _TICKS if found[f"tick{t}"]), 1)
        unit, units = pl.lit(0, pl.Int64), 1
        for index, key in enumerate(keys):
            low, span = found[f"low{index}"], found[f"high{index}"] - found[f"low{index}"] + 1
            unit = unit * span + (pl.col(key).cast(pl.Int64, strict=False) - low)
            units *= span
        time_bits = ((found["last"] - found["first"]) // tick_us).bit_length()
        far = any(abs(found[f"low{index}"]) >= 1 << BITS - 3 for index in range(len(keys)))
        if far or units.bit_length() + time_bits > BITS:
            return None
        moment = unit * (1 << time_bits) + (time - found["first"]) // tick_us
        code = pl.col(self.roles.event).cast(pl.String).cast(self._named).to_physical()
        got = timed.select(moment=moment, code=code).collect(engine="streaming")
        if got["code"].null_count():
            return None
        return _Taken(
            keyed=Keyed(got, time_bits), first_us=found["first"], tick_us=tick_us,
            missing=(0, 0, 0),
        )  # fmt: skip

    def _read(self, frame: pl.LazyFrame, keys: tuple[str, ...]) -> _Taken:
        """The events that can be used, as numbers, and how many lack a customer, an event, a time."""
        order = [self.roles.order] if self.roles.order else []
        event = pl.col(self.roles.event).cast(pl.String).cast(self._named)
        got = self._timed(frame).select(
            *(pl.col(key).alias(f"_key{index}") for index, key in enumerate(keys)),
            pl.col(_TIME), event.alias(EVENT), *order,
        ).collect(engine="streaming")  # fmt: skip
        # Keys beyond the customer may be missing: that is a value of its own.
        whole = ["_key0", EVENT, _TIME]
        no_customer, no_event, no_time = (got[name].null_count() for name in whole)
        if no_customer or no_event or no_time or order:
            got = got.with_row_index(_ROW).drop_nulls(whole)
        if order:
            got = got.sort(order, maintain_order=True)
        first_us, tick_us = int(got[_TIME].min() or 0), self._tick_us(got[_TIME])  # type: ignore[arg-type]
        time = got.drop_in_place(_TIME) - first_us
        if tick_us > 1:
            time = time // tick_us
        unit = _numbers([got.drop_in_place(f"_key{index}") for index in range(len(keys))])
        return _Taken(
            keyed=Keyed.of(unit, time, got.drop_in_place(EVENT).to_physical()),
            first_us=first_us, tick_us=tick_us, missing=(no_customer, no_event, no_time),
            places=got[_ROW] if _ROW in got.columns else None,
        )  # fmt: skip

    def _timed(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        return nw.from_native(frame).with_columns(**{_TIME: self.time}).to_native()

    def _places(self, frame: pl.LazyFrame, keys: tuple[str, ...]) -> pl.Series:
        """Where the events of a part stand in its frame."""
        taken = self._taken(frame, keys)
        found = places(taken.keyed)
        return found if taken.places is None else taken.places[found]

    @cached_property
    def _named(self) -> pl.Categorical:
        # Names of its own: those of others would make the numbers of events larger.
        return pl.Categorical(pl.Categories.random("journeykit"))

    @property
    def _known_tick_us(self) -> int | None:
        """Microseconds of a tick, where the type of the column tells it."""
        kind = self.schema[self.roles.time]
        if kind == pl.Datetime("ms"):
            return 1_000
        return self.tick_us if kind.is_integer() and self.tick_us else None

    def _tick_us(self, times: pl.Series) -> int:
        """Microseconds that divide every time: the longer a tick, the further a clock reaches."""
        if self._known_tick_us:
            return self._known_tick_us
        for tick in _TICKS:
            if (times.head(1000) % tick == 0).all() and (times % tick == 0).all():
                return tick
        return 1


@frozen(kw_only=True, eq=False)
class _Taken:
    """Events as numbers.

    Attributes:
        keyed: units, times and codes; from 0.
        first_us: time of the first event, in microseconds since 1970.
        tick_us: microseconds that a tick lasts.
        missing: events left out for want of a customer, an event, a time.
        places: where they stand in their frame, unless all do in order.
    """

    keyed: Keyed
    first_us: int
    tick_us: int
    missing: tuple[int, int, int]
    places: pl.Series | None = None


def _numbers(keys: list[pl.Series]) -> pl.Series:
    """Whole numbers from 0 that tell rows of different keys apart."""
    total: pl.Series | None = None
    for key in keys:
        if key.dtype.is_integer():
            low, high = key.min(), key.max()
            if high is not None and int(high) - int(low) < 2 * len(key) + 1000:  # type: ignore[arg-type]
                numbers = (key - int(low)).cast(pl.Int64)  # type: ignore[arg-type]
            else:
                numbers = key.rank("dense").cast(pl.Int64) - 1
        else:
            numbers = (
                key.cast(pl.String)
                .cast(pl.Categorical(pl.Categories.random("journeykit")))
                .to_physical()
                .cast(pl.Int64)
            )
        if key.null_count():
            numbers = (numbers + 1).fill_null(0)
        if total is None:
            total = numbers
        else:
            total = total * (cast("int", numbers.max() or 0) + 1) + numbers
    if total is None:
        raise InvalidValueError("unit", "keys", expected="at least one column", got=())
    return total
