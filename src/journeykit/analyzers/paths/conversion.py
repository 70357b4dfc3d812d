"""Conversion between two events: of those who do the one, who comes to the other?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import notes_on
from journeykit.analyzers.paths.variants import at_least_one
from journeykit.analyzers.paths.wording import unit
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import quantile, wilson_interval
from journeykit.analyzers.wording import percent, percents, plural
from journeykit.events.conditions import Condition
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.conversion import convert_counts
from journeykit.events.paths.walk import END, as_condition

__all__ = ["ConversionRate", "conversion_rate"]


@frozen(kw_only=True, repr=False)
class ConversionRate(Result):
    """How many come from one event to another.

    Attributes:
        start: the event from which they come.
        end: the event to which they come, or "path_end".
        within_us: the longest time between, in microseconds, or None.
        within_events: how many events on the end may be at most, or None.
        count: whose paths: "customers" or "sessions".
        paths: how many there are.
        with_start: how many hold the start.
        converted: how many of them come to the end, soon enough.
        with_end: how many hold the end, wherever.
        rate: converted / with_start; None without a start.
        rate_interval: its Wilson interval, or None.
        base_rate: with_end / paths: how many do it anyway; None without paths.
        lift: rate / base_rate; None where one is unknown, or nobody does it.
        notes: what a reader should know before trusting the figures.
    """

    start: str
    end: str
    within_us: int | None
    within_events: int | None
    count: str
    paths: int
    with_start: int
    converted: int
    with_end: int
    rate: float | None
    rate_interval: tuple[float, float] | None
    base_rate: float | None
    lift: float | None
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "start": str, "end": str, "paths": int, "with_start": int, "converted": int,
        "with_end": int, "rate": float, "rate_low": float, "rate_high": float,
        "base_rate": float, "lift": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row."""
        yield (
            self.start, self.end, self.paths, self.with_start, self.converted, self.with_end,
            self.rate, *(self.rate_interval or (None, None)), self.base_rate, self.lift,
        )  # fmt: skip

    def summary(self) -> str:
        """The rate beside that of all."""
        limits = []
        if self.within_events is not None:
            limits.append(plural(self.within_events, "event"))
        if self.within_us is not None:
            limits.append(in_words(self.within_us))
        head = f"From {self.start} to {self.end}"
        lines = [f"{head} within {' and '.join(limits)}" if limits else head]
        found = f"  {self.converted:,} of {unit(self.count, self.with_start)}"
        if self.rate is None or self.rate_interval is None or self.base_rate is None:
            return "\n".join([*lines, f"{found}: no rate"])
        lines.append(f"{found}: {percent(self.rate)} ({percents(self.rate_interval)})")
        lift = f", lift {self.lift:.2f}" if self.lift is not None else ""
        lines.append(f"  {percent(self.base_rate)} of all {self.paths:,} come to {self.end}{lift}")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        found = f"{self.converted:,} of {self.with_start:,}"
        return f"<ConversionRate {self.start!r} to {self.end!r}: {found}>"


def conversion_rate(
    log: EventLog,
    start: str | Iterable[str] | Condition,
    end: str | Iterable[str] | Condition,
    *,
    within: Duration | None = None,
    within_events: int | None = None,
    count: str = "customers",
    customers: Any = None,
    confidence: float = 0.95,
) -> ConversionRate:
    """Find out how many of those who do one thing come to another.

    Any start counts, not only the first. The end is a later event (in order of the log
    where both are at one time), at most `within` after the start and at most
    `within_events` events on.

    Args:
        log: the events.
        start: the event from which they come, by name, names or condition.
        end: the event to which they come; "path_end" is the end of the path, which
            stands one event after the last, at the same time.
        within: the longest time between, such as "1h".
        within_events: how many events on the end may be at most; 1 is the next one.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.
        confidence: confidence of the interval, between 0 and 1.

    Raises:
        InvalidValueError: if a limit is no length of time or no whole number from 1 on,
            or confidence is out of range.
        NotFoundError: if there is no such event or unit.

    Examples:
        >>> log = EventLog([("ann", "cart", 0), ("ann", "paid", 60), ("bob", "cart", 0)])
        >>> result = conversion_rate(log, "cart", "paid", within="1h")
        >>> result.rate, result.base_rate, result.lift
        (0.5, 0.5, 1.0)
    """
    need_log("conversion_rate", log)
    at_least_one("conversion_rate", within_events=within_events)
    quantile(confidence)
    limit = None
    if within is not None:
        limit = as_microseconds(within, owner="conversion_rate", field="within")
    first = as_condition(start)
    last = None if end == END else as_condition(end)
    notes = notes_on(log, first, last)
    found = convert_counts(
        log, start=first, end=last, within_us=limit, within_events=within_events,
        count=count, customers=customers,
    )  # fmt: skip
    rate = found.converted / found.with_start if found.with_start else None
    base = found.with_end / found.paths if found.paths else None
    interval = None
    if rate is not None:
        interval = wilson_interval(found.converted, found.with_start, confidence=confidence)
    return ConversionRate(
        start=str(first), end=END if last is None else str(last),
        within_us=limit, within_events=within_events, count=count,
        paths=found.paths, with_start=found.with_start, converted=found.converted,
        with_end=found.with_end, rate=rate, rate_interval=interval, base_rate=base,
        lift=rate / base if rate is not None and base else None, notes=notes,
    )  # fmt: skip
