"""Which engine a log is worked on with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from journeykit.errors import InvalidValueError, MissingDependencyError
from journeykit.events.engines.source import Progress, Source
from journeykit.events.roles import TIME_UNITS, Roles, check_columns

__all__ = ["source_of"]

_BY_SIZE = (("s", 10**11), ("ms", 10**14), ("us", 10**17))
"""Numbers below the bound count the unit: 10**11 seconds are the year 5138, as milliseconds 1973."""


def source_of(
    data: Any, roles: Roles, time_unit: str | None, progress: Progress | None
) -> tuple[Source, str]:
    """The engine for some data, and what numbers as times count."""
    frame = nw.from_native(data, pass_through=True)
    if isinstance(frame, nw.LazyFrame) and frame.implementation != nw.Implementation.POLARS:
        from journeykit.events.engines.warehouse import LazySource

        _check(roles, frame.collect_schema().names())
        unit = time_unit or _guess(frame, roles)
        return LazySource(frame=frame, roles=roles, tick_us=TIME_UNITS[unit]), unit

    try:
        import polars as pl
    except ImportError as error:
        raise MissingDependencyError("polars", extra="events", purpose="event logs") from error
    from journeykit.events.engines.polars import PolarsSource

    user: Any = None
    if isinstance(frame, nw.LazyFrame):
        lazy = frame.to_native()
    elif isinstance(frame, nw.DataFrame):
        user = _back(frame.implementation)
        lazy = frame.to_polars().lazy()
    else:
        lazy = _table(data, roles, pl).lazy()
    _check(roles, lazy.collect_schema().names())
    unit = time_unit or _guess(nw.from_native(lazy), roles)
    source = PolarsSource(
        frame=lazy, roles=roles, tick_us=TIME_UNITS[unit], progress=progress,
        **({"user": user} if user else {}),
    )  # fmt: skip
    return source, unit


def _check(roles: Roles, names: list[str]) -> None:
    asked = {
        role: getattr(roles, role) for role in ("customer", "event", "time", "session", "order")
    }
    check_columns("EventLog", asked, names)


def _guess(frame: Any, roles: Roles) -> str:
    """What numbers as times count, by the size of the largest."""
    kind = frame.collect_schema()[roles.time]
    if not kind.is_numeric():
        return "us"
    largest = frame.select(nw.col(roles.time).max().alias("m")).collect(backend="pyarrow").item()
    size = abs(largest or 0)
    return next((unit for unit, bound in _BY_SIZE if size < bound), "ns")


def _back(implementation: nw.Implementation) -> Any:
    """From a Polars frame to one of the user's library."""
    if implementation.is_pandas():
        return lambda frame: frame.to_pandas()
    if implementation.is_pyarrow():
        return lambda frame: frame.to_arrow()
    return None


def _table(data: Any, roles: Roles, pl: Any) -> Any:
    """A Polars frame of tuples or mappings."""
    expected = "a data frame, or tuples of customer, event and time"
    if isinstance(data, str | bytes | Mapping) or not isinstance(data, Iterable):
        hint = "read files with read_events" if isinstance(data, str) else None
        raise InvalidValueError("EventLog", "data", expected=expected, got=data, hint=hint)
    names = list(roles.columns)
    rows = list(data)
    if not rows:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String) | {roles.time: pl.Int64})
    if all(isinstance(row, Mapping) for row in rows):
        return pl.from_dicts(rows, infer_schema_length=None)
    for index, row in enumerate(rows):
        if not isinstance(row, tuple | list) or len(row) != len(names):
            raise InvalidValueError(
                "EventLog",
                f"data[{index}]",
                expected="a tuple of customer, event and time",
                got=row,
            )
    try:
        return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None, strict=True)
    except (TypeError, pl.exceptions.PolarsError) as error:
        raise InvalidValueError(
            "EventLog",
            "data",
            expected="customers, events and times of one type each",
            got=str(error),
        ) from error
