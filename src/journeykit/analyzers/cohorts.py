"""Who comes back: retention by cohort, from a log of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.wording import group_name, left_out
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import quantile, wilson_interval
from journeykit.analyzers.wording import aligned, listed, percent, percents, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.cohorts.back import CohortCount, RetentionKind, count_back
from journeykit.events.cohorts.periods import Period, as_period, label_of
from journeykit.events.conditions import Condition
from journeykit.events.durations import Duration
from journeykit.events.frames import frame
from journeykit.events.log import EventLog, need_log
from journeykit.events.moments import Moment, as_text, as_us
from journeykit.events.names import unknown_names
from journeykit.events.paths.walk import as_condition
from journeykit.model.element import Value

__all__ = ["Cohort", "RetentionCell", "RetentionGroup", "RetentionResult", "retention"]


_WHEN = {
    RetentionKind.ON: "in that very period",
    RetentionKind.WITHIN: "in that period or an earlier one after the first",
    RetentionKind.FROM: "in that period or any later one",
}


@frozen(kw_only=True)
class RetentionCell(Value):
    """Who came back in one period.

    Attributes:
        period: its number; 0 is the period of the start.
        customers: those for whom it is over: of nobody else can be told who
            did not come back.
        back: how many of them came back; None where it is over for nobody.
        share: back / customers, or None.
        interval: Wilson interval of the share, or None.
    """

    period: int
    customers: int
    back: int | None = None
    share: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def observed(self) -> bool:
        """Whether the period is over for anybody."""
        return self.back is not None


@frozen(kw_only=True)
class Cohort(Value):
    """Customers who began in the same period of the calendar.

    Attributes:
        label: the period: its first day, or its month.
        number: its number; those of neighbours follow each other.
        customers: how many began.
        cells: who came back, by period; all cohorts have as many.
    """

    label: str
    number: int
    customers: int
    cells: tuple[RetentionCell, ...]


@frozen(kw_only=True, repr=False)
class RetentionGroup(Result):
    """Who came back, of one group or of all.

    Attributes:
        value: what the customers of the group have in common; None for all, and
            for those without a value.
        customers: how many began.
        cohorts: those who began in the same period, the earliest first.
        total: who came back, of all cohorts for which the period is over.
    """

    value: Any = None
    customers: int
    cohorts: tuple[Cohort, ...]
    total: tuple[RetentionCell, ...]

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "group": str, "cohort": str, "size": int, "period": int, "customers": int,
        "back": int, "share": float, "share_low": float, "share_high": float,
    }  # fmt: skip

    def cohort(self, label: str) -> Cohort:
        """The customers who began in a period, such as "2026-01-31".

        Raises:
            NotFoundError: if nobody began there.
        """
        for cohort in self.cohorts:
            if cohort.label == label:
                return cohort
        raise NotFoundError("cohort", label, [cohort.label for cohort in self.cohorts])

    def matrix(self, figure: str = "share", backend: str | None = None) -> Any:
        """A figure as a table: a row for each cohort, a column for each period.

        Args:
            figure: "share", "back" or "customers"; cells not observed are empty.
            backend: "polars", "pandas" or "pyarrow"; None takes the first that is installed.

        Raises:
            NotFoundError: if there is no such figure or backend.
        """
        kinds: dict[str, type] = {"share": float, "back": int, "customers": int}
        if figure not in kinds:
            raise NotFoundError("figure", figure, kinds)
        columns: dict[str, list[Any]] = {
            "cohort": [cohort.label for cohort in self.cohorts],
            "size": [cohort.customers for cohort in self.cohorts],
        }
        types: dict[str, type] = {"cohort": str, "size": int}
        for cell in self.total:
            name = str(cell.period)
            types[name] = kinds[figure]
            columns[name] = [getattr(c.cells[cell.period], figure) for c in self.cohorts]
        return frame(columns, backend, types=types)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each cohort and period."""
        for cohort in self.cohorts:
            for c in cohort.cells:
                yield (
                    group_name(self.value), cohort.label, cohort.customers, c.period, c.customers,
                    c.back, c.share, *(c.interval or (None, None)),
                )  # fmt: skip

    def summary(self) -> str:
        """The shares of all cohorts together, by period."""
        return "\n".join(aligned([_in_words(cell) for cell in self.total], right=[0, 1, 2]))

    def __repr__(self) -> str:
        sizes = f"{plural(self.customers, 'customer')} in {plural(len(self.cohorts), 'cohort')}"
        return f"<{type(self).__name__} {sizes}>"


@frozen(kw_only=True, repr=False)
class RetentionResult(RetentionGroup):
    """Who came back, of all customers and of each group.

    Attributes:
        start: with which event a customer begins; None is the first of all.
        back: with which event one comes back; None is any.
        period: how time is cut.
        kind: when one must have come back to count for a period.
        until_us: end of observation, in microseconds since 1970.
        confidence: confidence of the intervals, between 0 and 1.
        by: column by which customers are grouped, or None.
        groups: the groups, most customers first; none if they are not grouped.
        notes: what a reader should know before trusting the figures.
    """

    start: Condition | None
    back: Condition | None
    period: Period
    kind: RetentionKind
    until_us: int
    confidence: float
    by: str | None = None
    groups: tuple[RetentionGroup, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each cohort and period, of each group if customers are grouped."""
        if self.by is None:
            yield from RetentionGroup.rows(self)
        for group in self.groups:
            yield from group.rows()

    def summary(self) -> str:
        """What is counted, the shares of all cohorts together, and the groups."""
        start = "the first event" if self.start is None else str(self.start)
        back = "any event" if self.back is None else str(self.back)
        sizes = f"{plural(self.customers, 'customer')} in {plural(len(self.cohorts), 'cohort')}"
        lines = [
            f"Retention by {self.period}: {sizes}",
            f"From {start} on; back with {back} {_WHEN[self.kind]}.",
        ]
        if self.total:
            lines.append(RetentionGroup.summary(self))
        for group in self.groups:
            shares = listed(
                (f"{c.period}: {percent(c.share)}" for c in group.total if c.share is not None),
                limit=8,
            )
            name = group_name(group.value) or "(none)"
            lines.append(f"{self.by} {name}, {plural(group.customers, 'customer')}: {shares}.")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])


def _in_words(cell: RetentionCell) -> tuple[str, str, str]:
    if cell.back is None or cell.share is None or cell.interval is None:
        return (f"period {cell.period}", "", "not over yet")
    sure = f"{percent(cell.share)} ({percents(cell.interval)})"
    return (f"period {cell.period}", f"{cell.back:,} of {cell.customers:,}", sure)


def retention(
    log: EventLog,
    start: str | Iterable[str] | Condition | None = None,
    back: str | Iterable[str] | Condition | None = None,
    *,
    period: str | Duration = "week",
    periods: int = 12,
    kind: str = "on",
    by: str | None = None,
    until: Moment | None = None,
    zone: str = "UTC",
    confidence: float = 0.95,
) -> RetentionResult:
    """Count who comes back, by the period in which they began.

    A customer begins with the first event that meets `start`, and belongs to the
    cohort of that day, week (from Monday) or month. Period 0 is that of the start,
    period 1 the next. An event that meets `back`, from the start on, brings the
    customer back; the event of the start itself does so in period 0, if it meets it.

    A period counts only for customers for whom it is over when observation ends:
    others may still come back. Such cells are not observed, never 0, and the
    total of a period is taken over those for whom it is over.

    Args:
        log: the events.
        start: with which event a customer begins: a name, several, or a
            condition such as a step; None is the first event of all.
        back: with which event one comes back; None is any.
        period: "day", "week" or "month" of the calendar; or a length such as "24h",
            counted from each customer's own start: cohorts are then by day,
            from "7d" on by week, from "28d" on by month.
        periods: the last period that is asked for.
        kind: "on" counts who came back in the very period (classic, N-day);
            "within" who did in any period from the first after the start up to it;
            "from" who did in it or any later one (rolling, unbounded).
        by: column by which customers are grouped: the first value that each holds.
        until: end of observation; a date stands for its end. None is the time of the last event,
            so that the period in which it lies is not over.
        zone: time zone of the calendar, such as "Europe/Zurich"; for logs in memory.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        Cohorts with their customers, and share back in each period.

    Raises:
        NotFoundError: if there is no such period, kind, column or time zone, or the
            log has no event of a name.
        InvalidValueError: if an option is out of range, or the engine knows no zones.

    Examples:
        >>> day = 86_400
        >>> log = EventLog([("ann", "join", 0), ("ann", "play", day), ("ann", "play", 3 * day),
        ...                 ("bob", "join", 0), ("cid", "join", day), ("cid", "play", 2 * day)])
        >>> result = retention(log, "join", period="day")
        >>> [(c.label, c.customers, [cell.back for cell in c.cells]) for c in result.cohorts]
        [('1970-01-01', 2, [2, 1, 0]), ('1970-01-02', 1, [1, 1, None])]
        >>> result.total[1].back, result.total[1].customers
        (2, 3)
    """
    need_log("retention", log)
    quantile(confidence)
    owner = "retention"
    if type(periods) is not int or periods < 0:
        raise InvalidValueError(owner, "periods", expected="a whole number from 0", got=periods)
    if kind not in list(RetentionKind):
        raise NotFoundError("kind of retention", kind, list(RetentionKind))
    cut = as_period(period, zone, owner=owner)
    starts, backs = (None if c is None else as_condition(c) for c in (start, back))
    until_us = (
        log.extent.last_us or 0
        if until is None
        else as_us(until, owner=owner, field="until", end=True)
    )
    asked = [name for condition in (starts, backs) if condition for name in condition.names]
    notes = unknown_names(log, asked)
    counts = count_back(
        log, start=starts, back=backs, period=cut, kind=RetentionKind(kind),
        last=periods, until_us=until_us, by=by,
    )  # fmt: skip
    longest = max((count.over for count in counts), default=-1)
    last = min(periods, max(longest, 0)) if counts else -1
    table = _Table(cut.unit, RetentionKind(kind), last, confidence)
    groups: dict[Any, list[CohortCount]] = defaultdict(list)
    for count in counts:
        groups[count.group].append(count)
    whole = table.group(None, counts)
    parts = [table.group(value, some) for value, some in groups.items()] if by else []
    return RetentionResult(
        customers=whole.customers, cohorts=whole.cohorts, total=whole.total,
        start=starts, back=backs, period=cut, kind=RetentionKind(kind), until_us=until_us,
        confidence=confidence, by=by, notes=(*notes, *_notes(log, whole, RetentionKind(kind), until_us)),
        groups=tuple(sorted(parts, key=lambda g: (-g.customers, group_name(g.value)))),
    )  # fmt: skip


@frozen
class _Table:
    """Puts counts together."""

    unit: str
    kind: RetentionKind
    last: int
    confidence: float

    def group(self, value: Any, counts: Iterable[CohortCount]) -> RetentionGroup:
        by_number: dict[int, list[CohortCount]] = defaultdict(list)
        for count in counts:
            by_number[count.cohort].append(count)
        whole = [count for some in by_number.values() for count in some]
        cohorts = tuple(
            Cohort(
                label=label_of(number, self.unit), number=number,
                customers=sum(count.customers for count in some), cells=self.cells(some),
            )
            for number, some in sorted(by_number.items())
        )  # fmt: skip
        return RetentionGroup(
            value=value, cohorts=cohorts, total=self.cells(whole),
            customers=sum(count.customers for count in whole),
        )  # fmt: skip

    def cells(self, counts: list[CohortCount]) -> tuple[RetentionCell, ...]:
        return tuple(self.cell(period, counts) for period in range(self.last + 1))

    def cell(self, period: int, counts: list[CohortCount]) -> RetentionCell:
        over = [count for count in counts if count.over >= period]
        customers = sum(count.customers for count in over)
        if not customers:
            return RetentionCell(period=period, customers=0)
        back = sum(
            number
            for count in over
            for when, number in count.back.items()
            if self._counts(when, period)
        )
        return RetentionCell(
            period=period, customers=customers, back=back, share=back / customers,
            interval=wilson_interval(back, customers, confidence=self.confidence),
        )  # fmt: skip

    def _counts(self, when: int, period: int) -> bool:
        """Whether those who came back at one period count for another."""
        if self.kind is RetentionKind.FROM:
            return when >= period
        if self.kind is RetentionKind.WITHIN and period:
            return 0 < when <= period
        return when == period


def _notes(log: EventLog, whole: RetentionGroup, kind: RetentionKind, until_us: int) -> list[str]:
    notes = list(left_out(log))
    if whole.cohorts:
        notes.append(f"observed until {as_text(until_us)} (UTC), what is not over by then left out")
    if len({cell.customers for cell in whole.total}) > 1:
        notes.append("later periods are told by those who began early enough only")
    if kind is RetentionKind.FROM:
        notes.append("those who began earlier had more time to come back later")
    return notes
