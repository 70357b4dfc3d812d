"""Times as whole microseconds since 1970 (UTC), the same on every engine."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import narwhals as nw

__all__ = ["microseconds", "with_microseconds"]

_DAYS_TO_1970 = 719_162
"""Days from the first day of year 1 to that of 1970, in the Gregorian calendar."""

_MOST_US = 2**61
"""No time is further from 1970, some 73,000 years: the span between two of them has room."""

_MOST_NS = 2**63 - 2**10
"""The most nanoseconds that there is room for, as a number with a fraction may be."""


def microseconds(column: str, kind: nw.dtypes.DType, tick_us: int) -> nw.Expr:
    """A column of a Polars frame, or of numbers anywhere, in microseconds since 1970 (UTC).

    Args:
        column: name of the column.
        kind: its type: a number, `Date` or `Datetime`.
        tick_us: for numbers, the microseconds of one; 0 for nanoseconds.
    """
    time = nw.col(column)
    if kind == nw.Date:
        time = time.cast(nw.Datetime("us"))
    if not kind.is_numeric():
        return time.dt.timestamp("us")
    if kind.is_integer():
        return _scaled(_held(time.cast(nw.Int64()), tick_us), tick_us)
    number = time.cast(nw.Float64())
    # Infinity is no time, as little as what is no number.
    number = _held(nw.when(number.is_finite()).then(number), tick_us)
    whole = number.floor()
    # Engines differ in how they round a half, but not in what is below.
    part = ((number - whole) * tick_us + 0.5).floor().cast(nw.Int64())
    return _scaled(whole.cast(nw.Int64()), tick_us) + part


def _held(number: nw.Expr, tick_us: int) -> nw.Expr:
    """A number that its count of microseconds has room for: one of a smaller unit may have none."""
    most = _MOST_US // tick_us if tick_us else _MOST_NS
    below = nw.when(number < -most).then(-most).otherwise(number)
    return nw.when(number > most).then(most).otherwise(below)


def _scaled(whole: nw.Expr, tick_us: int) -> nw.Expr:
    if tick_us:
        return whole * tick_us
    # Ibis divides by way of floats: in two steps, and half of one up, it is exact all the same.
    below = (whole % 10**9 + 10**9) % 10**9
    return (whole - below + 10**9 // 2) // 10**9 * 1_000_000 + below // 1000


def with_microseconds(
    frame: nw.LazyFrame[Any], column: str, tick_us: int, name: str
) -> nw.LazyFrame[Any]:
    """A lazy frame with the time in microseconds since 1970 (UTC) as one more column.

    Narwhals has no word for it on lazy engines: those that have one of their own
    are asked in their own language, the others for the parts of the calendar date.

    Args:
        frame: lazy frame of any engine but Polars.
        column: name of the column of times.
        tick_us: for numbers, the microseconds of one; 0 for nanoseconds.
        name: name of the new column.
    """
    kind = frame.collect_schema()[column]
    if kind.is_numeric():
        return frame.with_columns(**{name: microseconds(column, kind, tick_us)})
    zoned = isinstance(kind, nw.Datetime) and kind.time_zone is not None
    engine = frame.implementation
    native: Any = frame.to_native()
    if engine.is_duckdb():
        native = _duckdb(native, column, name)
    elif zoned and engine.is_pyspark():
        native = _spark(native, column, name)
    elif engine.is_ibis() and (zoned or native.get_backend().name == "duckdb"):
        native = _ibis(native, column, name)
    else:
        return frame.with_columns(**{name: _by_calendar(column, kind)})
    timed: nw.LazyFrame[Any] = nw.from_native(native)
    return timed


def _duckdb(relation: Any, column: str, name: str) -> Any:
    duckdb: Any = import_module("duckdb")
    time = duckdb.FunctionExpression("epoch_us", duckdb.ColumnExpression(column))
    return relation.select(duckdb.StarExpression(), time.alias(name))


def _spark(frame: Any, column: str, name: str) -> Any:
    functions: Any = import_module("pyspark.sql.functions")
    quoted = column.replace("`", "``")
    return frame.withColumn(name, functions.unix_micros(functions.col(f"`{quoted}`")))


def _ibis(table: Any, column: str, name: str) -> Any:
    ibis: Any = import_module("ibis")
    time = table[column]
    if table.get_backend().name != "duckdb":
        start = ibis.timestamp("1970-01-01T00:00:00+00:00")
        return table.mutate(**{name: time.delta(start, unit="microsecond")})

    # By the parts that Ibis knows, the zone of the session would shift what has a zone.
    def epoch_us(time: Any) -> Any: ...

    counted = ibis.udf.scalar.builtin(epoch_us, signature=((time.type(),), "int64"))
    return table.mutate(**{name: counted(time)})


def _by_calendar(column: str, kind: nw.dtypes.DType) -> nw.Expr:
    """From the parts of a calendar date, which all engines know, the count follows exactly."""
    part = nw.col(column).dt
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
    # Spark counts what is below a second backwards before 1970.
    below = (part.microsecond().cast(nw.Int64()) + 1_000_000) % 1_000_000
    return seconds * 1_000_000 + below
