"""A log of events: what customers did, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw
from attrs import evolve, field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import Condition, check_tests
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.events.engines.rows import COUNT, EVENT, UNITS, Rows
from journeykit.events.engines.source import Extent, Source, Wanted
from journeykit.events.filters import KEPT, Filters, Gap
from journeykit.events.frames import frame
from journeykit.events.moments import Moment, as_text
from journeykit.events.progress import Progress, as_progress
from journeykit.events.quality import LogQuality
from journeykit.events.roles import TIME_UNITS, Roles

__all__ = ["EventLog", "need_log"]


@frozen(eq=False, repr=False, init=False)
class EventLog(Filters):
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
        progress: called with (parts done, all parts) while a long log is read;
            True draws a bar, False nothing, None a bar on a terminal or in a notebook.
        offsets: offsets from UTC that the times were written with, where they were texts.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if data is no frame, or a column cannot be what it is said to be.
        MissingDependencyError: if Polars is needed and not installed.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60), ("bob", "home", 5)])
        >>> log
        EventLog(3 events of 2 customers, 1970-01-01 to 1970-01-01 00:01:00 UTC)
    """

    source: Source = field()
    roles: Roles = field()
    time_unit: str = field()
    offsets: tuple[str, ...] = field(default=())
    history: tuple[str, ...] = field(default=())
    gap: Gap | None = field(default=None)

    if TYPE_CHECKING:

        def __attrs_init__(self, **fields: Any) -> None: ...

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
        progress: Progress | bool | None = None,
        offsets: tuple[str, ...] = (),
    ) -> None:
        from journeykit.events.engines.choose import source_of

        roles = Roles(customer=customer, event=event, time=time, session=session, order=order)
        if time_unit is not None and time_unit not in TIME_UNITS:
            raise InvalidValueError(
                "EventLog", "time_unit", expected="'s', 'ms', 'us' or 'ns'", got=time_unit
            )
        source, unit = source_of(data, roles, time_unit, as_progress(progress))
        self.__attrs_init__(source=source, roles=roles, time_unit=unit, offsets=offsets)

    @property
    def extent(self) -> Extent:
        """How many events, customers and unusable rows; one pass over the log, remembered."""
        return self.source.extent()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the log."""
        return self.source.names

    def rows(
        self,
        count: str = "customers",
        *,
        marks: Mapping[str, Condition] | None = None,
        columns: Mapping[str, str] | None = None,
        marked_only: bool = False,
        reach_us: int | None = None,
        cuts: bool = False,
        split: tuple[str, ...] = (),
    ) -> Iterator[Rows]:
        """The events in order, cut into the units that a query counts.

        Args:
            count: "customers" or "sessions".
            marks: truth columns to make, by name: whether a row meets a condition.
            columns: columns of the log to bring along, by the name that they get.
            marked_only: leave out rows that meet none of the conditions.
            reach_us: the longest time apart, in microseconds, at which two rows of
                a unit still matter, or None where all do.
            cuts: whether the query will cut the units into smaller ones.
            split: columns each value of which makes a unit of its own.

        Returns:
            One or more parts; no customer is in two of them.

        Raises:
            NotFoundError: if such units are not known, or a column of a condition.
            InvalidValueError: if the log has no sessions, or a column holds values of
                another kind than a condition asks for.
        """
        schema = self.source.events.collect_schema()
        for condition in (marks or {}).values():
            for one in condition.alternatives:
                check_tests("where", one.where, schema)
        simple, joined = _apart(marks or {})
        wanted = Wanted(
            keys=(*self._keys(count), *split), marks=simple, columns=columns or {},
            marked_only=marked_only, reach_us=reach_us, cuts=cuts,
        )  # fmt: skip
        if count == "customers" or self.gap is None:
            return (_together(rows, joined) for rows in self.source.rows(wanted))
        if split:
            raise InvalidValueError(
                "EventLog", "sessions", got=split, expected="whole sessions, not one for each value",
                hint="name a column of sessions, session=..., or take another attribution",
            )  # fmt: skip
        return (_together(rows, joined) for rows in self._cut(self.gap, wanted))

    def _keys(self, count: str) -> tuple[str, ...]:
        if count not in ("customers", "sessions"):
            raise NotFoundError("unit to count", count, ("customers", "sessions"))
        if count == "customers" or self.gap is not None:
            return (self.roles.customer,)
        if self.roles.session is None:
            raise InvalidValueError(
                "EventLog", "sessions", expected="a log with sessions", got=None,
                hint='cut them by log.sessions("30m"), or name their column: session="visit"',
            )  # fmt: skip
        return (self.roles.customer, self.roles.session)

    @staticmethod
    def _cut(gap: Gap, wanted: Wanted) -> Iterator[Rows]:
        """Sessions in order: cut where all events are there, then filtered."""
        kept = {KEPT: KEPT} if gap.marked else {}
        whole = evolve(wanted, columns={**wanted.columns, **kept}, marked_only=False, cuts=True)
        for rows in gap.source.rows(whole):
            wait = rows.clock - rows.previous(rows.clock)
            cut = rows.cut(wait > gap.us // rows.tick_us)
            if kept:
                cut = cut.filter(nw.col(KEPT))
            if wanted.marked_only:
                marked = [nw.col(name) for name in wanted.marks]
                cut = cut.filter(nw.any_horizontal(*marked, ignore_nulls=False))
            yield cut

    def sessions(self, gap: Duration) -> Self:
        """The same events, cut into sessions: one ends where nothing follows for a while.

        Queries with `count="sessions"` then count them. Filters that come later
        leave the sessions as they are; those that came before are cut as filtered.

        Args:
            gap: the longest wait within a session, such as "30m"; after a longer one
                a new session begins.

        Raises:
            InvalidValueError: if the gap is no length of time.

        Examples:
            >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("ann", "home", 9000)])
            >>> log.sessions("30m").history
            ('sessions end after 30 minutes without an event',)
        """
        us = as_microseconds(gap, owner="EventLog.sessions", field="gap")
        told = f"sessions end after {in_words(us)} without an event"
        return self._with(self.source, Gap(us=us, source=self.source), told)

    @cached_property
    def _tally(self) -> dict[str, tuple[int, int]]:
        """Events and customers by name of the event, the most frequent first."""
        counts: dict[str, tuple[int, int]] = {}
        for rows in self.rows():
            totals = rows.tally(EVENT).select(nw.col(EVENT).cast(nw.String()), COUNT, UNITS)
            for name, events, customers in totals.lazy().collect().iter_rows():
                before = counts.get(name, (0, 0))
                counts[name] = (before[0] + int(events), before[1] + int(customers))
        return dict(sorted(counts.items(), key=lambda item: (-item[1][0], item[0])))

    @property
    def event_names(self) -> tuple[str, ...]:
        """The names of events, the most frequent first; one pass over the log, remembered."""
        return tuple(self._tally)

    def events(self, backend: str | None = None) -> Any:
        """A frame of the names of events: `event`, `events` and `customers`, the most frequent first.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first of
                these that is installed.

        Raises:
            NotFoundError: if there is no such backend.
        """
        columns: dict[str, list[Any]] = {
            "event": list(self._tally),
            "events": [events for events, _ in self._tally.values()],
            "customers": [customers for _, customers in self._tally.values()],
        }
        return frame(columns, backend, types={"event": str, "events": int, "customers": int})

    def quality(self, *, today: Moment | None = None) -> LogQuality:
        """What is wrong, or odd, with the log: some small queries over all of it.

        Args:
            today: the day of the check: times more than a year after it are wrong. None
                takes the time in which 99 % of the events lie.

        Returns:
            Findings, each with its count, examples, what journeykit does, and what to do.

        Raises:
            InvalidValueError: if `today` is no moment.

        Examples:
            >>> EventLog([("ann", "Cart", 9e8), (None, "cart ", 9e8)]).quality().ok
            False
        """
        from journeykit.events.checks import check_log

        return check_log(self, today=today)

    def to_frame(self) -> Any:
        """The events with all their columns, as a frame of the user's own library.

        Plain tuples become a frame of Polars. Where the log lives in a warehouse or on
        a cluster the frame is lazy; one of Polars is read.
        """
        return self.source.native(self.source.events)

    def _with(self, source: Source, gap: Gap | None, told: str) -> Self:
        log = object.__new__(type(self))
        history = (*self.history, told)
        log.__attrs_init__(
            source=source, roles=self.roles, time_unit=self.time_unit, offsets=self.offsets,
            history=history, gap=gap,
        )  # fmt: skip
        return log

    def _facts(self) -> dict[str, str]:
        """What is told of the log at a glance."""
        e = self.extent
        if e.first_us is None or e.last_us is None:
            size = "no events"
        else:
            when = f"{as_text(e.first_us)} to {as_text(e.last_us)} UTC"
            size = f"{_many(e.events, 'event')} of {_many(e.customers, 'customer')}, {when}"
        left_out = f"{_many(e.left_out, 'row')}, see quality()" if e.left_out else ""
        return {"": size, "left out": left_out, "history": "; ".join(self.history)}

    def __repr__(self) -> str:
        size, left_out, history = self._facts().values()
        parts = [size, f"left out: {left_out}" if left_out else "", history]
        return f"EventLog({'; '.join(part for part in parts if part)})"

    def _repr_html_(self) -> str:
        facts = self._facts() | {"columns": ", ".join(self.columns)}
        rows = (
            f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>"
            for name, text in facts.items()
            if text
        )
        return f"<table><caption>EventLog</caption>{''.join(rows)}</table>"


def need_log(owner: str, log: Any) -> None:
    """Refuse what is no log, such as the frame that one is made of.

    Raises:
        InvalidValueError: if it is none; the owner is who asks.
    """
    if not isinstance(log, EventLog):
        raise InvalidValueError(
            owner, "log", expected="an EventLog", got=log,
            hint="journeykit.EventLog(frame, customer=..., event=..., time=...) makes one",
        )  # fmt: skip


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _apart(
    marks: Mapping[str, Condition],
) -> tuple[dict[str, Condition], dict[str, tuple[str, ...]]]:
    """Marks of conditions that have no others, and which of them together make those that have."""
    simple: dict[str, Condition] = {}
    joined: dict[str, tuple[str, ...]] = {}
    for name, condition in marks.items():
        own, *others = condition.alternatives
        more = {f"{name}_or{number}": other for number, other in enumerate(others)}
        simple |= {name: own, **more}
        if more:
            joined[name] = tuple(more)
    return simple, joined


def _together(rows: Rows, joined: Mapping[str, tuple[str, ...]]) -> Rows:
    """The rows with one mark for each condition."""
    if not joined:
        return rows
    made = {
        name: nw.any_horizontal(nw.col(name, *more), ignore_nulls=False)
        for name, more in joined.items()
    }
    helpers = [name for more in joined.values() for name in more]
    return rows.over(rows.with_columns(**made).frame.drop(*helpers))
