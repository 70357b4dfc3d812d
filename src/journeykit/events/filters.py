"""Less of a log: some of its events, or all events of some customers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Self

import narwhals as nw
from attrs import evolve, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition, as_tests, check_tests, is_missing
from journeykit.events.engines.samples import sampled
from journeykit.events.engines.source import Source
from journeykit.events.moments import Moment, as_us
from journeykit.events.roles import Roles, check_columns

__all__ = ["KEPT", "Filters", "Gap"]

_MOST = 1_000
"""The most logs that a column is split into."""

KEPT = "_kept"
"""Name of the column that tells which events later filters keep of a log that is cut."""


@frozen(kw_only=True, eq=False)
class Gap:
    """Where sessions are cut: at waits longer than `us`, in the log as it was at that time.

    Later filters of events must not move the cuts, so they only mark the events.
    """

    us: int
    source: Source

    @property
    def marked(self) -> bool:
        """Whether there were later filters."""
        return KEPT in self.source.names


class Filters(ABC):
    """What a log can leave out. Nothing is worked out before a query asks for it."""

    __slots__ = ()

    source: Source
    roles: Roles
    gap: Gap | None

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """The columns of the log."""

    @abstractmethod
    def _with(self, source: Source, gap: Gap | None, told: str) -> Self:
        """Another log that came of this one, and how."""

    def where(self, *events: str, **tests: Any) -> Self:
        """The events that meet a condition.

        Args:
            *events: names of events, any one of which is kept; none keeps all.
            **tests: for each column the value, values or test that it has to hold.

        Raises:
            NotFoundError: if there is no such column.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60)])
            >>> log.where("paid").extent.events
            1
        """
        keep, told = self._condition("EventLog.where", events, tests)
        return self._filtered(keep, f"filtered: {told}")

    def between(self, since: Moment | None = None, until: Moment | None = None) -> Self:
        """The events of a time, both ends of it included.

        Args:
            since: the first moment: a datetime or date (UTC unless it has a zone), or
                ISO text; None takes all from the first event on.
            until: the last moment; a date stands for the whole day.

        Raises:
            InvalidValueError: if one is no moment, or the end comes before the start.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 90_000)])
            >>> log.between("1970-01-02", "1970-01-02").extent.events
            1
        """
        owner, time = "EventLog.between", self.source.time
        keep = ~time.is_null()
        told = []
        first = None if since is None else as_us(since, owner=owner, field="since")
        last = None if until is None else as_us(until, owner=owner, field="until", end=True)
        if first is not None:
            keep, told = keep & (time >= first), [f"from {since}"]
        if last is not None:
            keep, told = keep & (time <= last), [*told, f"to {until}"]
        if first is not None and last is not None and last < first:
            raise InvalidValueError(owner, "until", expected=f"no time before {since}", got=until)
        return self._filtered(keep, " ".join(["filtered:", *told]))

    def only_customers(self, *events: str, **tests: Any) -> Self:
        """All events of the customers who ever did something.

        Args:
            *events: names of events, any one of which is meant; none means any event.
            **tests: for each column the value, values or test that the same event has to
                hold; the `segment` of a persona fits.

        Raises:
            NotFoundError: if there is no such column.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> log = EventLog([("ann", "home", 0), ("ann", "paid", 60), ("bob", "home", 5)])
            >>> log.only_customers("paid").extent.events
            2
        """
        keep, told = self._condition("EventLog.only_customers", events, tests)
        return self._among(self.source.filter(keep).events, f"customers with {told}")

    def without_customers(self, *events: str, **tests: Any) -> Self:
        """All events of the customers who never did something; else as `only_customers`."""
        keep, told = self._condition("EventLog.without_customers", events, tests)
        return self._among(self.source.filter(keep).events, f"customers without {told}", keep=False)

    def only(self, customers: Any) -> Self:
        """All events of some customers.

        Args:
            customers: their names, or a frame with the column of customers, such as
                results hand out.

        Raises:
            NotFoundError: if the frame has no such column.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> EventLog([("ann", "home", 0), ("bob", "home", 5)]).only(["bob"]).extent.events
            1
        """
        frame = nw.from_native(customers, pass_through=True)
        if not isinstance(frame, nw.LazyFrame | nw.DataFrame):
            names = [customers] if isinstance(customers, str) else list(customers)
            return self._among(names, f"{len(names):,} customers by name")
        name = self.roles.customer
        check_columns("EventLog.only", {"customer": name}, frame.collect_schema().names())
        if isinstance(frame, nw.LazyFrame):
            if frame.implementation == self.source.events.implementation:
                return self._among(frame, "some customers")
            frame = frame.select(name).collect()
        names = frame[name].unique().drop_nulls().to_list()
        return self._among(names, f"{len(names):,} customers by name")

    def sample(self, share: float, *, seed: int = 0) -> Self:
        """All events of a share of the customers, the same ones on every engine.

        Args:
            share: part of the customers, from 0 to 1; about so many are taken.
            seed: another one takes other customers.

        Raises:
            InvalidValueError: if the share is none.
        """
        if not 0 <= share <= 1:
            raise InvalidValueError(
                "EventLog.sample", "share", expected="a share from 0 to 1", got=share
            )
        chosen = sampled(self.source.events, self.roles.customer, share=share, seed=seed)
        return self._among(chosen, f"a sample of {share:.4%} of the customers, seed {seed}")

    def split(self, *, seed: int = 0) -> tuple[Self, Self]:
        """The customers in two halves, the same ones on every engine: what one shows, the other can confirm.

        Args:
            seed: another one splits them otherwise.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> log = EventLog([(n, "home", 0) for n in range(100)])
            >>> sum(half.extent.customers for half in log.split(seed=1))
            100
        """
        chosen = sampled(self.source.events, self.roles.customer, share=0.5, seed=seed)
        told = f"of the customers, seed {seed}"
        return (
            self._among(chosen, f"one half {told}"),
            self._among(chosen, f"the other half {told}", keep=False),
        )

    def segments(self, column: str) -> dict[Any, Self]:
        """A log for each value of a column, in order of the values.

        The events that hold no value are the log of None, the last one.

        Raises:
            NotFoundError: if there is no such column.
            InvalidValueError: if it has more than 1,000 values.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> rows = [{"customer": "ann", "event": "home", "time": 0, "device": "mobile"}]
            >>> list(EventLog(rows).segments("device"))
            ['mobile']
        """
        check_columns("EventLog.segments", {"column": column}, self.columns)
        found = (
            self.source.events.select(column).unique().head(_MOST + 1).collect()[column].to_list()
        )
        if len(found) > _MOST:
            raise InvalidValueError(
                "EventLog.segments", "column", got=column,
                expected=f"a column of at most {_MOST:,} values",
            )  # fmt: skip
        values = sorted((value for value in found if value is not None), key=lambda v: (str(v), v))
        logs = {value: self.where(**{column: value}) for value in values}
        if None in found:
            logs[None] = self.where(**{column: is_missing()})
        return logs

    def rename(self, names: Mapping[str, str]) -> Self:
        """The same events by other names; several that get one name become one.

        Args:
            names: for each name the new one; others stay as they are.

        Raises:
            InvalidValueError: if it is no mapping.

        Examples:
            >>> from journeykit.events.log import EventLog
            >>> log = EventLog([("ann", "/pricing/", 0), ("ann", "/pricing", 60)])
            >>> log.rename({"/pricing/": "/pricing"}).event_names
            ('/pricing',)
        """
        if not isinstance(names, Mapping):
            raise InvalidValueError(
                "EventLog.rename", "names", expected="a mapping of old names to new ones", got=names,
                hint="write {'/pricing/': '/pricing'}",
            )  # fmt: skip
        told = f"{len(names):,} name{'' if len(names) == 1 else 's'} changed"
        event = nw.col(self.roles.event).cast(nw.String())
        renamed = event
        for new in dict.fromkeys(names.values()):
            old = [name for name in names if names[name] == new]
            renamed = nw.when(event.is_in(old)).then(nw.lit(new)).otherwise(renamed)
        column = {self.roles.event: renamed}
        gap = self.gap
        if gap is not None:
            gap = evolve(gap, source=gap.source.with_columns(**column))
        return self._with(self.source.with_columns(**column), gap, told)

    def _condition(
        self, owner: str, events: tuple[str, ...], tests: Mapping[str, Any]
    ) -> tuple[nw.Expr, str]:
        """A condition as expression and in words."""
        condition = Condition(events or None, where=as_tests(tests))
        check_tests(owner, condition.where, self.source.events.collect_schema())
        keep = condition.named(self.roles.event) & condition.passed()
        return keep, str(condition).removeprefix("any event where ")

    def _filtered(self, keep: nw.Expr, told: str) -> Self:
        """The events of which something holds, in sessions as they are."""
        gap = self.gap
        if gap is not None:
            both = keep & nw.col(KEPT) if gap.marked else keep
            gap = evolve(gap, source=gap.source.with_columns(**{KEPT: both}))
        return self._with(self.source.filter(keep), gap, told)

    def _among(
        self, customers: nw.LazyFrame[Any] | list[Any], told: str, *, keep: bool = True
    ) -> Self:
        """All events of some customers, or of all others."""
        gap = self.gap
        if gap is not None:
            gap = evolve(gap, source=gap.source.among(customers, keep=keep))
        return self._with(self.source.among(customers, keep=keep), gap, f"filtered: {told}")
