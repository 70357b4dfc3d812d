"""Tables in files, as frames of Polars."""

from __future__ import annotations

import gzip

import polars as pl

from journeykit.errors import FormatError

__all__ = ["read_csv", "scan_parquet"]

_SAMPLE = 10_000
_SEPARATORS = ",;\t|"


def read_csv(path: str, *, separator: str | None) -> pl.DataFrame:
    """A table of comma-separated values, gzipped or not.

    Args:
        path: the file.
        separator: between the cells; None takes what the first line has most of.

    Raises:
        FormatError: if the file holds no table.
    """
    between = separator or _separator(path)
    try:
        head = pl.read_csv(path, separator=between, infer_schema=False, n_rows=_SAMPLE)
        # As a number, 007 would lose its zeros.
        zeros = head.select(pl.all().str.contains(r"^0\d").any())
        kept = [name for name in head.columns if zeros[name].item()]
        return pl.read_csv(
            path, separator=between, infer_schema_length=_SAMPLE,
            schema_overrides=dict.fromkeys(kept, pl.String),
        )  # fmt: skip
    except pl.exceptions.NoDataError as error:
        raise FormatError(
            "expected a table with a line of names of columns, got an empty file", file=path
        ) from error
    except pl.exceptions.PolarsError as error:
        raise FormatError(
            f"expected comma-separated values in UTF-8: {_said(error)}", file=path,
            hint="separators other than the first line's are given by separator=';'",
        ) from error  # fmt: skip


def _separator(path: str) -> str:
    try:
        with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:
            first = file.readline(65_536).decode("utf-8", "replace")
    except (gzip.BadGzipFile, EOFError) as error:
        raise FormatError(f"expected a gzipped file: {error}", file=path) from error
    if first.startswith("\ufffd\ufffd"):
        raise FormatError(
            "expected UTF-8, got what looks like UTF-16", file=path,
            hint="save it anew as UTF-8, or load it with pandas.read_csv(path, encoding='utf-16')",
        )  # fmt: skip
    return max(_SEPARATORS, key=first.count)


def scan_parquet(path: str) -> pl.LazyFrame:
    """A table in Parquet, read when it is needed.

    Raises:
        FormatError: if the file is not Parquet.
    """
    try:
        frame = pl.scan_parquet(path)
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FormatError(f"expected a Parquet file: {_said(error)}", file=path) from error
    return frame


def _said(error: Exception) -> str:
    """The first line of an error of Polars: what follows is about its own options."""
    return str(error).partition("\n")[0]
