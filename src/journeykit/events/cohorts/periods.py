"""Periods of time: days, weeks and months of the calendar, or lengths from a customer's start."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.model.element import Value

__all__ = ["CALENDAR", "DAY_US", "Period", "as_period", "label_of", "local_of", "number_of"]

CALENDAR: Final = ("day", "week", "month")
"""The periods of the calendar; weeks begin on Monday."""

DAY_US: Final = 86_400_000_000
"""Microseconds of a day."""

_DAYS_BEFORE_MONDAY = 3
"""Days from Monday, 29 December 1969, to the first of 1970."""
_DAYS_BEFORE_MARCH = 719_468
"""Days from 1 March of the year 0 to the first of 1970, in the Gregorian calendar."""


@frozen(kw_only=True)
class Period(Value):
    """How time is cut.

    Attributes:
        unit: the calendar unit by which customers are put into cohorts.
        length_us: microseconds of a period that is counted from a customer's start;
            None takes the unit of the calendar for that, too.
        zone: name of the time zone of the calendar.
    """

    unit: str
    length_us: int | None = None
    zone: str = field(default="UTC")

    def __str__(self) -> str:
        if self.length_us is None:
            return self.unit
        return f"{in_words(self.length_us)} from the start"


def as_period(value: str | Duration, zone: str = "UTC", *, owner: str) -> Period:
    """A period as people write it.

    Args:
        value: "day", "week" or "month", or a length of time such as "24h".
        zone: name of the time zone of the calendar, such as "Europe/Zurich".
        owner: who asks, for the error.

    Raises:
        NotFoundError: if there is no such calendar unit or time zone.
        InvalidValueError: if it is no length of time, or none at all.

    Examples:
        >>> str(as_period("week", owner="retention")), str(as_period("24h", owner="retention"))
        ('week', '1 day from the start')
        >>> as_period("24h", owner="retention").unit
        'day'
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise NotFoundError("time zone", zone, ("UTC",)) from error
    if value in CALENDAR:
        return Period(unit=str(value), zone=zone)
    if isinstance(value, str) and value.strip().isalpha():
        raise NotFoundError("period", value, CALENDAR)
    length = as_microseconds(value, owner=owner, field="period")
    if not length:
        raise InvalidValueError(owner, "period", expected="a length above 0", got=value)
    unit = "day" if length < 7 * DAY_US else "week" if length < 28 * DAY_US else "month"
    return Period(unit=unit, length_us=length, zone=zone)


def number_of(local_us: Any, unit: str) -> Any:
    """The number of the calendar period in which a moment lies.

    Args:
        local_us: microseconds from 1970 by the clock of the zone: a whole
            number, or a column of them.
        unit: "day" (0 is the first of 1970), "week" (0 is that day's week) or
            "month" (12 times the year, plus 0 for January).

    Source:
        Months from days by counting from March, so that the leap day comes last: as
        in Hinnant 2013, chrono-Compatible Low-Level Date Algorithms.

    Examples:
        >>> [number_of(31 * DAY_US, unit) for unit in CALENDAR]
        [31, 4, 23641]
    """
    days = local_us // DAY_US
    if unit == "day":
        return days
    if unit == "week":
        return (days + _DAYS_BEFORE_MONDAY) // 7
    since = days + _DAYS_BEFORE_MARCH
    era = since // 146_097
    day = since - era * 146_097
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    of_year = day - (year * 365 + year // 4 - year // 100)
    return (era * 400 + year) * 12 + (of_year * 5 + 2) // 153 + 2


def label_of(number: int, unit: str) -> str:
    """A calendar period as people write it: its first day, or its month.

    Examples:
        >>> label_of(31, "day"), label_of(4, "week"), label_of(23641, "month")
        ('1970-02-01', '1970-01-26', '1970-02')
    """
    if unit == "month":
        return f"{number // 12:04d}-{number % 12 + 1:02d}"
    days = number if unit == "day" else number * 7 - _DAYS_BEFORE_MONDAY
    try:
        return str(date(1970, 1, 1) + timedelta(days=days))
    except OverflowError:
        return f"day {days:,} since 1970"


def local_of(us: int, zone: str) -> int:
    """What the clocks of a zone show at a moment, in microseconds from 1970."""
    if zone == "UTC":
        return us
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC)
    return (shown - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
