"""Events where the user keeps them: DuckDB, PySpark, Ibis and other lazy frames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

import narwhals as nw
from attrs import evolve, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.engines.lazy import LazyRows
from journeykit.events.engines.rows import CLOCK, EVENT
from journeykit.events.engines.source import Extent, Source, Wanted
from journeykit.events.engines.times import microseconds
from journeykit.events.roles import Roles

__all__ = ["LazySource"]

_ORDER = "_order"


@frozen(kw_only=True, eq=False, slots=False)
class LazySource(Source):
    """A lazy frame of any engine that Narwhals speaks to.

    Attributes:
        frame: the events.
        roles: which column is what.
        tick_us: for numbers as times, the microseconds of one; 0 for nanoseconds.
    """

    frame: nw.LazyFrame[Any]
    roles: Roles
    tick_us: int = 1_000_000

    @cached_property
    def schema(self) -> nw.Schema:
        """The columns with their types."""
        return self.frame.collect_schema()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(self.schema.names())

    @cached_property
    def _extent(self) -> Extent:
        r = self.roles
        time = self._time()
        known = nw.all_horizontal(
            *(~nw.col(name).is_null() for name in r.columns), ignore_nulls=False
        )
        missing = {f"no_{i}": nw.col(name).is_null() for i, name in enumerate(r.columns)}
        facts = self.frame.with_columns(_time=time, _known=known, **missing)
        used = nw.col("_known")
        counted = facts.select(
            nw.when(used).then(1).otherwise(0).sum().alias("events"),
            nw.when(used).then(nw.col("_time")).min().alias("first"),
            nw.when(used).then(nw.col("_time")).max().alias("last"),
            *(nw.when(nw.col(name)).then(1).otherwise(0).sum().alias(name) for name in missing),
        )
        row = counted.collect(backend="pyarrow").rows(named=True)[0]
        customers = facts.filter(used).select(nw.col(r.customer).n_unique().alias("n"))
        return Extent(
            events=row["events"] or 0,
            customers=customers.collect(backend="pyarrow").item(),
            first_us=row["first"], last_us=row["last"],
            without_customer=row["no_0"] or 0, without_event=row["no_1"] or 0,
            without_time=row["no_2"] or 0,
        )  # fmt: skip

    def extent(self) -> Extent:
        """How large the log is; one pass over the events, remembered."""
        return self._extent

    def rows(self, wanted: Wanted) -> Iterator[LazyRows]:
        """The events in order: one part, for the engine cuts them itself."""
        r = self.roles
        order = {_ORDER: nw.col(r.order)} if r.order else {}
        marks = {
            name: condition.named(r.event) & condition.passed()
            for name, condition in wanted.marks.items()
        }
        brought = {new: nw.col(old) for new, old in wanted.columns.items()}
        known = nw.all_horizontal(
            *(~nw.col(name).is_null() for name in r.columns), ignore_nulls=False
        )
        rows = self.frame.filter(known).select(
            *wanted.keys,
            **{CLOCK: self._time(), EVENT: nw.col(r.event)},
            **order, **marks, **brought,
        )  # fmt: skip
        if wanted.marked_only:
            rows = rows.filter(nw.any_horizontal(*(nw.col(n) for n in marks), ignore_nulls=False))
        # Without a column of order, events of one time are taken in order of
        # their names: any order would do, but it must be the same each time.
        by = (CLOCK, _ORDER) if r.order else (CLOCK, EVENT)
        yield LazyRows(rows, keys=wanted.keys, order=by)

    def filter(self, keep: nw.Expr) -> Self:
        """The events of which something holds."""
        return evolve(self, frame=self.frame.filter(keep))

    def with_columns(self, **columns: nw.Expr) -> Self:
        """The same events with more columns."""
        return evolve(self, frame=self.frame.with_columns(**columns))

    def native(self, frame: Any) -> Any:
        """A Narwhals frame as one of the user's own library."""
        return nw.to_native(frame)

    def _time(self) -> nw.Expr:
        """The time in microseconds since 1970 (UTC)."""
        name = self.roles.time
        kind = self.schema[name]
        if kind.is_integer():
            time = nw.col(name).cast(nw.Int64())
            return time * self.tick_us if self.tick_us else time // 1000
        if kind.is_numeric():
            return (nw.col(name) * (self.tick_us or 0.001)).round().cast(nw.Int64())
        if kind in (nw.Date, nw.Datetime):
            return microseconds(name, kind)
        raise InvalidValueError(
            "EventLog", "time", got=f"{name!r} of type {kind}",
            expected="a column of times, dates or numbers since 1970",
        )  # fmt: skip
