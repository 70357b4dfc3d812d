"""Periods as measurements write them: a year, quarter, month, week or day, or two of these."""

from __future__ import annotations

import calendar
import datetime as dt
import re

__all__ = ["days_between", "days_of"]

Days = tuple[dt.date, dt.date]

_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|([QH])([1-4])|W(\d{2})))?")
_MONTHS = {"H": 6, "Q": 3}


def days_of(text: str) -> Days | None:
    """The first and the last day of a year, half-year, quarter, month, week or day.

    Args:
        text: ISO 8601, or a quarter or half-year as most people write them, such as
            2026-Q1; None is returned for any other text.

    Examples:
        >>> [str(day) for day in days_of("2026-Q1")], days_of("last spring")
        (['2026-01-01', '2026-03-31'], None)
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, month, day, kind, part, week = match.groups()
    try:
        if week:
            first = dt.date.fromisocalendar(int(year), int(week), 1)
            return first, first + dt.timedelta(days=6)
        if day:
            first = dt.date(int(year), int(month), int(day))
            return first, first
        months = _MONTHS[kind] if kind else 1 if month else 12
        begin = (int(part) - 1) * months + 1 if kind else int(month or 1)
        end = begin + months - 1
        last = calendar.monthrange(int(year), end)[1]
        return dt.date(int(year), begin, 1), dt.date(int(year), end, last)
    except (ValueError, OverflowError):
        return None


def days_between(period: str | None) -> Days | None:
    """The first and the last day of a period: one text of `days_of`, or two with / between.

    Args:
        period: as in `Measurement.period`; None is returned where it is none, or cannot
            be read, or ends before it begins.

    Examples:
        >>> [str(day) for day in days_between("2026-01/2026-03")]
        ['2026-01-01', '2026-03-31']
    """
    if period is None:
        return None
    parts = [days_of(part) for part in period.strip().split("/")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len(parts) > 2 or known[0][0] > known[-1][0]:
        return None
    return known[0][0], known[-1][1]
