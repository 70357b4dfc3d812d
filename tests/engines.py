"""One table on every engine that a log of events may live on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pytest

ENGINES = ("polars", "pandas", "pyarrow", "duckdb", "ibis", "pyspark")
"""Names of the engines, as their packages are called."""


@cache
def spark() -> Any:
    """One session for all tests: two threads, as little around them as there can be."""
    session = pytest.importorskip("pyspark.sql").SparkSession
    options = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.session.timeZone": "UTC",
        # Plans stay as they are written, and tiny queries start sooner.
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.log.level": "ERROR",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
    }
    builder = session.builder.master("local[2]").appName("journeykit")
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@cache
def duck() -> Any:
    """One database in memory for all tests."""
    return pytest.importorskip("duckdb").connect()


@cache
def ibis_backend() -> Any:
    """One Ibis connection for all tests."""
    return pytest.importorskip("ibis").duckdb.connect()


def table(columns: Mapping[str, Sequence[Any]], engine: str) -> Any:
    """Columns of texts or numbers as a table of an engine; None is a missing value.

    Args:
        columns: values by name of the column.
        engine: one of `ENGINES`; the test is skipped where it is not installed.
    """
    pa = pytest.importorskip("pyarrow")
    known = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    kinds = {
        name: known[next((type(v) for v in values if v is not None), str)]
        for name, values in columns.items()
    }
    return placed(
        pa.table({name: pa.array(list(columns[name]), kinds[name]) for name in columns}), engine
    )


def placed(arrow: Any, engine: str) -> Any:
    """A table of PyArrow as one of an engine; the test is skipped where that is not installed."""
    pytest.importorskip(engine)
    match engine:
        case "pyarrow":
            return arrow
        case "polars":
            return pytest.importorskip("polars").from_arrow(arrow)
        case "pandas":
            return arrow.to_pandas()
        case "duckdb":
            return duck().from_arrow(arrow)
        case "ibis":
            return pytest.importorskip("ibis").memtable(arrow)
        case _:
            return spark().createDataFrame(arrow)


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any library."""
    nw = pytest.importorskip("narwhals")
    known = nw.from_native(frame)
    if isinstance(known, nw.LazyFrame):
        known = known.collect(backend="pyarrow")
    return list(known.rows(named=True))
