"""A share of the customers, the same ones on every engine."""

from __future__ import annotations

from hashlib import md5
from importlib import import_module
from typing import Any

import narwhals as nw

from journeykit.errors import InvalidValueError

__all__ = ["sampled"]

_DIGITS = 8
_DIGEST = "_digest"


def sampled(
    frame: nw.LazyFrame[Any], customer: str, *, share: float, seed: int
) -> nw.LazyFrame[Any]:
    """The customers of whom a digest of seed and name is small enough.

    MD5 is what all engines know; nothing secret depends on it.

    Args:
        frame: the events.
        customer: the column of customers.
        share: part of the customers, from 0 to 1.
        seed: another one takes other customers.

    Raises:
        InvalidValueError: if the engine cannot tell digests.
    """
    known = frame.filter(~nw.col(customer).is_null()).select(customer)
    if share == 1:
        return known
    native: Any = known.to_native()
    engine = frame.implementation
    if engine.is_polars():
        native = _polars(native, customer, seed)
    elif engine.is_duckdb():
        duckdb: Any = import_module("duckdb")
        call = duckdb.FunctionExpression
        text = duckdb.ColumnExpression(customer).cast("VARCHAR")
        digest = call("md5", call("concat", duckdb.ConstantExpression(f"{seed}:"), text))
        native = native.select(duckdb.StarExpression(), digest.alias(_DIGEST))
    elif engine.is_pyspark():
        f: Any = import_module("pyspark.sql.functions")
        text = f.concat(f.lit(f"{seed}:"), native[customer].cast("string"))
        native = native.withColumn(_DIGEST, f.md5(text))
    elif engine.is_ibis():
        ibis: Any = import_module("ibis")
        text = ibis.literal(f"{seed}:") + native[customer].cast("string")
        native = native.mutate(**{_DIGEST: text.hexdigest("md5")})
    else:
        raise InvalidValueError(
            "EventLog.sample", "engine", got=str(engine),
            expected="Polars, DuckDB, PySpark or Ibis", hint="sample customers there, then log.only",
        )  # fmt: skip
    digests: nw.LazyFrame[Any] = nw.from_native(native)
    bound = f"{round(share * 16**_DIGITS):0{_DIGITS}x}"
    return digests.filter(nw.col(_DIGEST) < bound).select(customer)


def _polars(customers: Any, customer: str, seed: int) -> Any:
    """Customers with their digests: Polars knows none, Python does."""
    import polars as pl

    def digests(names: pl.Series) -> pl.Series:
        texts = (f"{seed}:{name}".encode() for name in names)
        return pl.Series(
            [md5(text, usedforsecurity=False).hexdigest() for text in texts], dtype=pl.String
        )

    name = pl.col(customer).cast(pl.String)
    digest = name.map_batches(digests, return_dtype=pl.String).alias(_DIGEST)
    return customers.unique().with_columns(digest)
