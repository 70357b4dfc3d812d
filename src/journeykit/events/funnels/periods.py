"""A funnel over time: what became of those who entered in each period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import narwhals as nw
from attrs import frozen

from journeykit.errors import InvalidValueError
from journeykit.events.cohorts.periods import CALENDAR, Period, as_period
from journeykit.events.funnels.attempts import events_of, reached
from journeykit.events.funnels.definition import FunnelDefinition
from journeykit.events.funnels.run import FunnelRun, Tally, added
from journeykit.events.moments import as_text, as_time, as_us
from journeykit.model.element import Value

__all__ = ["Span", "calendar", "spans", "tallies_by_span"]

_AT = "_at"
"""Name of the column with the time in microseconds since 1970 (UTC)."""

_MOST = 2000
"""So many periods are counted; more are no curve any more, but a time that is wrong."""


@frozen(kw_only=True)
class Span(Value):
    """A period of the calendar.

    Attributes:
        start_us: its first instant, in microseconds since 1970 (UTC).
        end_us: its last instant.
    """

    start_us: int
    end_us: int


def calendar(period: str, zone: str = "UTC") -> Period:
    """A period of the calendar, from its name.

    Raises:
        NotFoundError: if there is no such period or time zone.
        InvalidValueError: if it is a length of time: that has no place in the calendar.
    """
    made = as_period(period, zone, owner="funnel_trend")
    if made.length_us is not None:
        raise InvalidValueError(
            "funnel_trend", "period", expected=f"one of {', '.join(CALENDAR)}", got=period
        )
    return made


def spans(first_us: int, last_us: int, period: Period) -> tuple[Span, ...]:
    """The periods from that of one time to that of another, those without events too.

    Args:
        first_us: the one time, in microseconds since 1970 (UTC).
        last_us: the other, not before it.
        period: the unit of the calendar and its time zone.

    Raises:
        InvalidValueError: if they are more than 2,000, or beyond the calendar.

    Examples:
        >>> day_us = 86_400_000_000
        >>> [span.start_us // day_us for span in spans(0, 40 * day_us, calendar("month"))]
        [0, 31]
    """
    try:
        found = tuple(islice(_spans(first_us, last_us, period), _MOST + 1))
    except OverflowError:
        # No calendar goes so far.
        found = ()
    if not 0 < len(found) <= _MOST:
        got = f"{as_text(first_us)} to {as_text(last_us)} by {period.unit}"
        raise InvalidValueError(
            "funnel_trend", "period", expected=f"at most {_MOST:,} periods of the calendar", got=got,
            hint="take longer ones, or give since= and until=: some times may be wrong",
        )  # fmt: skip
    return found


def _spans(first_us: int, last_us: int, period: Period) -> Iterator[Span]:
    zone = ZoneInfo(period.zone)
    day = _first_day(as_time(first_us).astimezone(zone).date(), period.unit)
    start_us = _midnight_us(day, zone)
    while start_us <= last_us:
        day = _next(day, period.unit)
        next_us = _midnight_us(day, zone)
        yield Span(start_us=start_us, end_us=next_us - 1)
        start_us = next_us


def _midnight_us(day: date, zone: ZoneInfo) -> int:
    # Days on which clocks change are longer or shorter: each midnight is looked up.
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return as_us(midnight, owner="funnel_trend", field="period")


def _first_day(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _next(day: date, unit: str) -> date:
    if unit == "month":
        return (day + timedelta(days=31)).replace(day=1)
    return day + timedelta(days=7 if unit == "week" else 1)


def tallies_by_span(run: FunnelRun, periods: tuple[Span, ...]) -> tuple[Tally, ...]:
    """The counts of the attempts that begin in each period, one after the other.

    Args:
        run: the funnel; times outside its `since_us` and `until_us` do not count.
        periods: when attempts begin.
    """
    d = run.definition
    found: list[list[Tally]] = [[] for _ in periods]
    # The events are put in order once, and walked for each period from there.
    for rows in events_of(run.log, d):
        timed = rows.with_columns(**{_AT: rows.moment})
        for tallies, (part, near) in zip(found, _parts(d, periods), strict=True):
            of_period = FunnelRun(log=run.log, definition=part, end_us=run.end_us)
            walked = reached(timed.filter(near), part, end_us=run.end_us)
            tallies.extend(of_period.tallied([walked]))
    return tuple(added(tallies, len(d.steps)) for tallies in found)


def _parts(
    d: FunnelDefinition, periods: tuple[Span, ...]
) -> Iterator[tuple[FunnelDefinition, nw.Expr]]:
    """For each period its funnel, and which events matter to it."""
    at = nw.col(_AT)
    firsts = any(step.first_time for step in d.steps)
    for span in periods:
        since_us = span.start_us if d.since_us is None else max(span.start_us, d.since_us)
        until_us = span.end_us if d.until_us is None else min(span.end_us, d.until_us)
        part = d.replace(since_us=since_us, until_us=until_us, past_end=True)
        # What a customer's first event is, earlier ones decide.
        near = ~at.is_null() if firsts else at >= since_us
        if d.within_us is not None:
            near = near & (at <= until_us + d.within_us)
        if d.until_us is not None and not d.past_end:
            near = near & (at <= d.until_us)
        yield part, near
