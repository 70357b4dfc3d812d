"""Which engine a log is worked on with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import methodcaller
from typing import Any

import narwhals as nw

from journeykit.errors import InvalidValueError, MissingDependencyError
from journeykit.events.engines.source import Source
from journeykit.events.progress import Progress
from journeykit.events.roles import TIME_UNITS, Roles, check_columns

__all__ = ["source_of"]

_BY_SIZE = (("s", 10**11), ("ms", 10**14), ("us", 10**17))
"""Numbers below the bound count the unit: 10**11 seconds are the year 5138, as milliseconds 1973."""


def source_of(
    data: Any, roles: Roles, time_unit: str | None, progress: Progress | None
) -> tuple[Source, str]:
    """The engine for some data, and what numbers as times count."""
    frame = _seen(data)
    if isinstance(frame, nw.LazyFrame) and frame.implementation != nw.Implementation.POLARS:
        from journeykit.events.engines.warehouse import LazySource

        _check_names(frame)
        lazy = _checked(frame, roles)
        unit = time_unit or _guess(lazy, roles.time)
        return LazySource.of(lazy, roles, TIME_UNITS[unit]), unit

    try:
        import polars as pl
    except ImportError as error:
        raise MissingDependencyError("polars", extra="events", purpose="event logs") from error
    from journeykit.events.engines.polars import PolarsSource

    user: Any = None
    if isinstance(frame, nw.DataFrame):
        user = _back(frame.implementation)
        frame = _in_polars(frame).lazy()
    elif not isinstance(frame, nw.LazyFrame):
        frame = nw.from_native(_table(data, roles, pl).lazy())
    lazy = _checked(_with_types(frame, roles, pl), roles)
    unit = time_unit or _guess(lazy, roles.time)
    source = PolarsSource(
        frame=lazy.to_native(), roles=roles, tick_us=TIME_UNITS[unit], progress=progress,
        **({"user": user} if user else {}),
    )  # fmt: skip
    return source, unit


def _checked(frame: nw.LazyFrame[Any], roles: Roles) -> nw.LazyFrame[Any]:
    """The frame with names of events as text, once its columns can be what they are said to be."""
    schema = frame.collect_schema()
    asked = {
        role: getattr(roles, role) for role in ("customer", "event", "time", "session", "order")
    }
    check_columns("EventLog", asked, schema.names())
    for role in ("customer", "session"):
        if asked[role] is not None:
            _check_name(role, asked[role], schema[asked[role]])
    _check_time(roles.time, schema[roles.time])
    kind = schema[roles.event]
    if kind in (nw.String, nw.Categorical):
        return frame
    if kind in (nw.Enum, nw.Boolean) or kind.is_integer():
        return frame.with_columns(nw.col(roles.event).cast(nw.String()))
    raise InvalidValueError(
        "EventLog", "event", got=f"{roles.event!r} of type {kind}", expected="a column of names",
    )  # fmt: skip


def _seen(data: Any) -> Any:
    """The data as a frame of Narwhals, or as it is where it is none."""
    try:
        return nw.from_native(data, pass_through=True)
    except nw.exceptions.DuplicateError:
        names = [str(name) for name in getattr(data, "column_names", None) or data.columns]
        raise InvalidValueError(
            "EventLog", "data", expected="columns of different names",
            got=sorted({name for name in names if names.count(name) > 1}),
            hint="rename one of them, or leave it out",
        ) from None  # fmt: skip


def _check_names(frame: nw.LazyFrame[Any]) -> None:
    engine = frame.implementation
    # What stands before a dot these engines take for a table; and they put names in quotes.
    refused = '."' if engine.is_duckdb() else "." if engine.is_pyspark() else ""
    for name in frame.collect_schema().names():
        plain = "".join("_" if sign in refused else sign for sign in name)
        if plain != name:
            raise InvalidValueError(
                "EventLog", "data", got=name,
                expected=f"names of columns without {' or '.join(refused)}, which this engine misreads",
                hint=f"rename it to {plain!r} first",
            )  # fmt: skip


def _with_types(frame: nw.LazyFrame[Any], roles: Roles, pl: Any) -> nw.LazyFrame[Any]:
    """The frame with a type even for columns in which everything is missing."""
    native: Any = frame.to_native()
    empty = [name for name, kind in native.collect_schema().items() if kind == pl.Null]
    kinds = {name: pl.Int64 if name == roles.time else pl.String for name in empty}
    typed: nw.LazyFrame[Any] = nw.from_native(native.cast(kinds))
    return typed


def _check_name(role: str, column: str, kind: Any) -> None:
    hint = None
    if kind.is_float():
        hint = (
            "whole numbers of which some are missing become such in pandas: "
            f"df[{column!r}].astype('Int64') keeps them whole"
        )
    elif not kind.is_nested() and kind != nw.Object:
        return
    raise InvalidValueError(
        "EventLog", role, got=f"{column!r} of type {kind}", hint=hint,
        expected="a column of texts or whole numbers",
    )  # fmt: skip


def _check_time(column: str, kind: Any) -> None:
    if kind.is_numeric() or kind in (nw.Date, nw.Datetime):
        return
    hint = (
        "read files with read_events, which parses texts; in a frame use pandas.to_datetime, "
        "polars' str.to_datetime or SQL's CAST(... AS TIMESTAMP)"
    )
    raise InvalidValueError(
        "EventLog", "time", got=f"{column!r} of type {kind}",
        expected="a column of times, dates or numbers since 1970",
        hint=hint if kind in (nw.String, nw.Categorical) else None,
    )  # fmt: skip


def _guess(frame: nw.LazyFrame[Any], column: str) -> str:
    """What numbers as times count: the unit that fits most of them by its size."""
    kind = frame.collect_schema()[column]
    if not kind.is_numeric():
        return "us"
    known = frame.filter(nw.col(column).is_finite()) if kind.is_float() else frame
    near = {unit: (nw.col(column) < bound) & (nw.col(column) > -bound) for unit, bound in _BY_SIZE}
    sums = [nw.when(holds).then(1).otherwise(0).sum().alias(unit) for unit, holds in near.items()]
    row = known.select(*sums, ns=nw.col(column).count()).collect().row(0)
    below = [int(number or 0) for number in row]
    # Each count holds those of the units before it.
    fits = {unit: n - m for unit, n, m in zip((*near, "ns"), below, [0, *below], strict=False)}
    return max(reversed(fits), key=lambda unit: fits[unit]) if below[-1] else "s"


def _in_polars(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """A frame of another library as one of Polars."""
    try:
        return nw.from_native(frame.to_polars(), eager_only=True)
    except (TypeError, ValueError) as error:
        for name in frame.columns:
            try:
                frame.select(name).to_polars()
            except (TypeError, ValueError) as culprit:
                raise InvalidValueError(
                    "EventLog", f"data[{name!r}]", expected="values of one type", got=str(culprit),
                    hint=f"make them all texts: df[{name!r}].astype(str)",
                ) from culprit  # fmt: skip
        raise InvalidValueError(
            "EventLog", "data", expected="a frame that Polars can read", got=str(error)
        ) from error


def _back(implementation: nw.Implementation) -> Any:
    """From a Polars frame to one of the user's library."""
    if implementation.is_pandas():
        return methodcaller("to_pandas")
    if implementation.is_pyarrow():
        return methodcaller("to_arrow")
    return None


def _table(data: Any, roles: Roles, pl: Any) -> Any:
    """A Polars frame of tuples or mappings."""
    if hasattr(data, "__arrow_c_stream__"):
        return pl.DataFrame(data)
    expected = "a data frame, or tuples of customer, event and time"
    if isinstance(data, str | bytes | Mapping) or not isinstance(data, Iterable):
        hint = "read files with read_events" if isinstance(data, str) else None
        if isinstance(data, Mapping):
            hint = "make a frame of columns first: polars.DataFrame(...)"
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
