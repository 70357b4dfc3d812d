"""Moments in time, as people write them and as microseconds since 1970 (UTC)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from journeykit.errors import InvalidValueError

__all__ = ["Moment", "as_text", "as_time", "as_us"]

Moment: TypeAlias = "str | date | datetime | int"
"""A moment: a datetime or date (UTC unless it has a zone), ISO text, or microseconds since 1970."""

_YEAR_US = 365.2425 * 86_400_000_000
_START = datetime(1970, 1, 1, tzinfo=UTC)


def as_us(value: Moment, *, owner: str, field: str, end: bool = False) -> int:
    """A moment in microseconds since 1970 (UTC).

    Args:
        value: the moment; a date stands for its first instant.
        owner: who asks, for the error.
        field: for which argument, for the error.
        end: a date stands for its last instant instead.

    Raises:
        InvalidValueError: if it is no moment.

    Examples:
        >>> as_us("1970-01-02", owner="funnel", field="since")
        86400000000
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    moment: date | None = value if isinstance(value, date) else None
    if isinstance(value, str):
        try:
            day = len(value.strip()) == len("2026-01-31")
            moment = date.fromisoformat(value.strip()) if day else datetime.fromisoformat(value)
        except ValueError:
            moment = None
    if moment is None:
        raise InvalidValueError(
            owner, field, expected='a datetime, a date or ISO text such as "2026-01-31"', got=value
        )
    if not isinstance(moment, datetime):
        first = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
        whole = timedelta(days=1) - timedelta(microseconds=1) if end else timedelta(0)
        return (first - _START + whole) // timedelta(microseconds=1)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _START) // timedelta(microseconds=1)


def as_time(microseconds: int) -> datetime:
    """A moment given in microseconds since 1970 (UTC)."""
    return _START + timedelta(microseconds=microseconds)


def as_text(microseconds: int) -> str:
    """A moment as text, no longer than it needs to be.

    Examples:
        >>> as_text(0), as_text(60_000_000), as_text(10**18)
        ('1970-01-01', '1970-01-01 00:01:00', 'the year 33659')
    """
    try:
        moment = as_time(microseconds)
    except OverflowError:
        # No calendar of Python goes so far: the unit of the times is another.
        return f"the year {1970 + round(microseconds / _YEAR_US)}"
    day = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    return f"{moment:%Y-%m-%d}" if day else f"{moment:%Y-%m-%d %H:%M:%S}"
