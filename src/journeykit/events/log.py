"""A log of events: what customers did, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Self

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition, as_tests
from journeykit.events.engines.source import Extent, Progress, Source
from journeykit.events.roles import TIME_UNITS, Roles, check_columns

__all__ = ["EventLog"]


@frozen(eq=False, repr=False, init=False)
class EventLog:
    """Events of customers, wherever they are: in memory, in files, in a warehouse, on a cluster.

    The log is not copied and never changed. Frames of pandas, Polars and
    PyArrow, and plain tuples, are worked on in memory by Polars; a Polars
    `LazyFrame` that scans files is read in parts when it is long; DuckDB,
    PySpark and Ibis do the work where the data is, and only results come back.

    Args:
        data: a frame of pandas, Polars (eager or lazy), PyArrow, DuckDB, PySpark
            or Ibis; or tuples of customer, event and time; or mappings.
        customer: column of who did it.
        event: column of what was done.
        time: column of when: times, dates, or numbers since 1970.
        session: column of the visit it belongs to, unique within the customer.
        order: column that breaks ties of time, lowest first. Without it events
            in memory keep the order of the rows, elsewhere that of their names.
        time_unit: what numbers as times count: "s", "ms", "us" or "ns"; None takes
            seconds, milliseconds, ... by their size, see `time_unit` of the log.
        progress: called with (parts done, all parts) while a long log is read.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if data is no frame, or a column cannot be what it is said to be.
        MissingDependencyError: if Polars is needed and not installed.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60), ("bob", "home", 5)])
        >>> log
        EventLog(3 events of 2 customers, 1970-01-01 00:00:00 to 1970-01-01 00:01:00 UTC)
    """

    source: Source = field()
    roles: Roles = field()
    time_unit: str = field()

    def __init__(
        self,
        data: Any,
        *,
        customer: str = "customer",
        event: str = "event",
        time: str = "time",
        session: str | None = None,
        order: str | None = None,
        time_unit: str | None = None,
        progress: Progress | None = None,
    ) -> None:
        from journeykit.events.engines.choose import source_of

        roles = Roles(customer=customer, event=event, time=time, session=session, order=order)
        if time_unit is not None and time_unit not in TIME_UNITS:
            raise InvalidValueError(
                "EventLog", "time_unit", expected="'s', 'ms', 'us' or 'ns'", got=time_unit
            )
        source, unit = source_of(data, roles, time_unit, progress)
        self.__attrs_init__(source=source, roles=roles, time_unit=unit)

    @property
    def extent(self) -> Extent:
        """How many events, customers and unusable rows; one pass over the log, remembered."""
        return self.source.extent()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the log."""
        return self.source.names

    def where(self, *events: str, **tests: Any) -> Self:
        """The events that meet a condition.

        Args:
            *events: names of events, any one of which is kept; none keeps all.
            **tests: for each column the value, values or test that it has to hold.

        Examples:
            >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60)])
            >>> log.where("paid").extent.events
            1
        """
        check_columns("EventLog.where", {name: name for name in tests}, self.columns)
        condition = Condition(events or None, where=as_tests(tests))
        keep = condition.named(self.roles.event) & condition.passed()
        return self._with(self.source.filter(keep))

    def _with(self, source: Source) -> Self:
        log = object.__new__(type(self))
        log.__attrs_init__(source=source, roles=self.roles, time_unit=self.time_unit)
        return log

    def __repr__(self) -> str:
        e = self.extent
        if e.first_us is None or e.last_us is None:
            return "EventLog(no events)"
        first, last = (f"{as_time(us):%Y-%m-%d %H:%M:%S}" for us in (e.first_us, e.last_us))
        return f"EventLog({e.events:,} events of {e.customers:,} customers, {first} to {last} UTC)"


def as_time(microseconds: int) -> datetime:
    """A moment given in microseconds since 1970 (UTC)."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
