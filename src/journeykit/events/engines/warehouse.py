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
from journeykit.events.engines.times import with_microseconds
from journeykit.events.roles import Roles

__all__ = ["LazySource"]

_ORDER = "_order"
_TIME = "_time"


@frozen(kw_only=True, eq=False, slots=False)
class LazySource(Source):
    """A lazy frame of any engine that Narwhals speaks to.

    Attributes:
        frame: the events, with one more column for the time in microseconds.
        roles: which column is what.
    """

    frame: nw.LazyFrame[Any]
    roles: Roles

    def __getstate__(self) -> None:
        raise InvalidValueError(
            "EventLog", "", expected="a log in memory or in files, to be pickled",
            got=str(self.frame.implementation),
            hint="it lives in a connection: open that anew where the log is needed",
        )  # fmt: skip

    @classmethod
    def of(cls, frame: nw.LazyFrame[Any], roles: Roles, tick_us: int) -> Self:
        """The source for a frame.

        Args:
            frame: the events.
            roles: which column is what.
            tick_us: for numbers as times, the microseconds of one; 0 for nanoseconds.
        """
        return cls(frame=with_microseconds(frame, roles.time, tick_us, _TIME), roles=roles)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(name for name in self.frame.collect_schema().names() if name != _TIME)

    @property
    def events(self) -> nw.LazyFrame[Any]:
        """The rows as they came."""
        return self.frame.drop(_TIME)

    @property
    def time(self) -> nw.Expr:
        """When, in microseconds since 1970 (UTC)."""
        return nw.col(_TIME)

    @property
    def _known(self) -> nw.Expr:
        """Whether customer, event and time are known."""
        used = (self.roles.customer, self.roles.event, _TIME)
        return nw.all_horizontal(*(~nw.col(name).is_null() for name in used), ignore_nulls=False)

    @cached_property
    def _extent(self) -> Extent:
        r = self.roles
        used = (r.customer, r.event, _TIME)
        missing = {f"no_{i}": nw.col(name).is_null() for i, name in enumerate(used)}
        facts = self.frame.with_columns(_known=self._known, **missing)
        known = nw.col("_known")
        counted = facts.select(
            nw.when(known).then(1).otherwise(0).sum().alias("events"),
            nw.when(known).then(0).otherwise(1).sum().alias("left_out"),
            nw.when(known).then(self.time).min().alias("first"),
            nw.when(known).then(self.time).max().alias("last"),
            *(nw.when(nw.col(name)).then(1).otherwise(0).sum().alias(name) for name in missing),
        )
        row = counted.collect(backend="pyarrow").rows(named=True)[0]
        customers = facts.filter(known).select(nw.col(r.customer).n_unique().alias("n"))
        counts = ("events", "no_0", "no_1", "no_2", "left_out")
        # Sums are missing where there are no rows, and decimal numbers on some engines.
        events, no_customer, no_event, no_time, left_out = (int(row[c] or 0) for c in counts)
        return Extent(
            events=events, customers=customers.collect(backend="pyarrow").item(),
            first_us=row["first"], last_us=row["last"],
            without_customer=no_customer, without_event=no_event, without_time=no_time,
            left_out=left_out,
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
        rows = self.frame.filter(self._known).select(
            *wanted.keys,
            **{CLOCK: self.time, EVENT: nw.col(r.event)},
            **order, **marks, **brought,
        )  # fmt: skip
        if wanted.marked_only:
            rows = rows.filter(nw.any_horizontal(*(nw.col(n) for n in marks), ignore_nulls=False))
        # Without a column of order, events of one time are taken in order of
        # their names: any order would do, but it must be the same each time.
        by = (CLOCK, _ORDER) if r.order else (CLOCK, EVENT)
        yield LazyRows(rows, keys=wanted.keys, order=by, doubles=_is_duckdb(rows))

    def filter(self, keep: nw.Expr) -> Self:
        """The events of which something holds."""
        return evolve(self, frame=self.frame.filter(keep))

    def among(self, customers: nw.LazyFrame[Any] | list[Any], *, keep: bool = True) -> Self:
        """The events of some customers, or of all others."""
        name = self.roles.customer
        if isinstance(customers, list):
            meant = nw.col(name).is_in(customers)
            return self.filter(meant if keep else ~meant)
        named = customers.select(name).unique()
        return evolve(self, frame=self.frame.join(named, on=name, how="semi" if keep else "anti"))

    def with_columns(self, **columns: nw.Expr) -> Self:
        """The same events with more columns."""
        return evolve(self, frame=self.frame.with_columns(**columns))

    def numbered(self, name: str) -> None:  # noqa: ARG002
        """Rows have no order of their own."""
        return

    def native(self, frame: Any) -> Any:
        """A Narwhals frame as one of the user's own library."""
        return nw.to_native(frame)


def _is_duckdb(frame: nw.LazyFrame[Any]) -> bool:
    """Whether DuckDB does the work, maybe behind Ibis."""
    if frame.implementation.is_ibis():
        return str(nw.to_native(frame).get_backend().name) == "duckdb"
    return bool(frame.implementation.is_duckdb())
