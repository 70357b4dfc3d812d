"""Times as whole microseconds, in arithmetic that every engine knows."""

from __future__ import annotations

import narwhals as nw

__all__ = ["microseconds"]

_DAYS_TO_1970 = 719_162
"""Days from the first day of year 1 to that of 1970, in the Gregorian calendar."""


def microseconds(column: str, kind: nw.dtypes.DType) -> nw.Expr:
    """A column of dates or times in microseconds since 1970 (UTC).

    Engines differ in how they count time, or do not tell. All of them know the
    parts of a calendar date, from which the count follows exactly.

    Args:
        column: name of the column.
        kind: its type, `Date` or `Datetime`; one with a zone is turned to UTC first.
    """
    time = nw.col(column)
    if isinstance(kind, nw.Datetime) and kind.time_zone is not None:
        time = time.dt.convert_time_zone("UTC")
    part = time.dt
    years = part.year().cast(nw.Int64()) - 1
    days = (
        years * 365 + years // 4 - years // 100 + years // 400
        + part.ordinal_day().cast(nw.Int64()) - 1 - _DAYS_TO_1970
    )  # fmt: skip
    if kind == nw.Date:
        return days * 86_400_000_000
    seconds = (
        (days * 24 + part.hour().cast(nw.Int64())) * 60 + part.minute().cast(nw.Int64())
    ) * 60 + part.second().cast(nw.Int64())
    return seconds * 1_000_000 + part.microsecond().cast(nw.Int64())
