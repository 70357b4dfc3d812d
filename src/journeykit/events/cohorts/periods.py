"""Periods of time: days, weeks and months of the calendar, or lengths from a customer's start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import narwhals as nw
from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.model.element import Value

__all__ = [
    "CALENDAR",
    "DAY_US",
    "Period",
    "as_period",
    "label_of",
    "local_of",
    "number_of",
    "with_number",
]

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


_MONTH: dict[str, Callable[[Any], Any]] = {
    "_since": lambda at: at["_days"] + _DAYS_BEFORE_MARCH,
    "_era": lambda at: at["_since"] // 146_097,
    "_day": lambda at: at["_since"] - at["_era"] * 146_097,
    "_leaps": lambda at: at["_day"] // 1_460 - at["_day"] // 36_524 + at["_day"] // 146_096,
    "_year": lambda at: (at["_day"] - at["_leaps"]) // 365,
    "_left": lambda at: at["_year"] * 365 + at["_year"] // 4 - at["_year"] // 100,
    "_of_year": lambda at: (at["_day"] - at["_left"]) * 5 + 2,
    "_number": lambda at: (at["_era"] * 400 + at["_year"]) * 12 + at["_of_year"] // 153 + 2,
}
"""The month of a day, step by step: written as one, it would be a text of gigabytes to a database.

Years begin in March, so that the leap day comes last. Source: Hinnant 2013,
chrono-Compatible Low-Level Date Algorithms.
"""

_STEPS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "day": {"_number": lambda at: at["_days"]},
    "week": {"_number": lambda at: (at["_days"] + _DAYS_BEFORE_MONDAY) // 7},
    "month": _MONTH,
}


def number_of(local_us: int, unit: str) -> int:
    """The number of the calendar period in which a moment lies.

    Args:
        local_us: microseconds from 1970 by the clock of the zone.
        unit: "day" (0 is the first of 1970), "week" (0 is that day's week) or
            "month" (12 times the year, plus 0 for January).

    Examples:
        >>> [number_of(31 * DAY_US, unit) for unit in CALENDAR]
        [31, 4, 23641]
    """
    at = {"_days": local_us // DAY_US}
    for name, step in _STEPS[unit].items():
        at[name] = step(at)
    return at["_number"]


def with_number(frame: Any, local_us: nw.Expr, name: str, unit: str) -> Any:
    """The rows of a frame with the number of the calendar period in which a moment lies.

    Args:
        frame: a Narwhals frame.
        local_us: the moment, as for `number_of`.
        name: name of the new column.
        unit: as for `number_of`.
    """
    frame = frame.with_columns(_days=local_us // DAY_US)
    for column, step in _STEPS[unit].items():
        frame = frame.with_columns(**{column: step(_Columns())})
    return frame.with_columns(nw.col("_number").alias(name))


class _Columns:
    """Columns by name, as a mapping of them."""

    def __getitem__(self, name: str) -> nw.Expr:
        return nw.col(name)


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
