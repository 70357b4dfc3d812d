"""Tables of answers, whatever holds them, as frames in memory."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw

from journeykit.errors import InvalidValueError, MissingDependencyError, NotFoundError
from journeykit.events.roles import check_columns

__all__ = ["Frame", "as_wide", "records", "table_of"]

Frame = nw.DataFrame[Any]
"""A frame of Polars, by way of Narwhals."""

_CSV = (".csv", ".tsv", ".txt")
_PARQUET = (".parquet", ".pq")
_ROW = "_row"


def table_of(data: Any, owner: str, names: Sequence[str] = ()) -> Frame:
    """A frame of another library, rows, or a file, as a frame of Polars.

    Args:
        data: a frame that Narwhals reads, mappings, tuples, or the path of a file.
        owner: who asks, for errors.
        names: the columns of tuples; without them tuples are refused.

    Raises:
        InvalidValueError: if it is none of these.
        NotFoundError: if there is no such file, or its suffix is not known.
        FormatError: if a file is not what its name says.
        MissingDependencyError: if Polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise MissingDependencyError("polars", extra="events", purpose="ratings") from error
    if isinstance(data, str | os.PathLike):
        return nw.from_native(_read(os.fspath(data)), eager_only=True)
    frame = nw.from_native(data, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        return frame.collect(backend="polars")
    if isinstance(frame, nw.DataFrame):
        columns = [_series(frame[name], pl) for name in frame.columns]
        return nw.from_native(pl.DataFrame(columns), eager_only=True)
    if isinstance(data, bytes | Mapping) or not isinstance(data, Iterable):
        raise InvalidValueError(owner, "data", expected=_expected(names), got=data)
    rows: list[Any] = list(data)
    known = rows and all(isinstance(row, Mapping) for row in rows)
    fits = names and all(isinstance(row, tuple | list) and len(row) == len(names) for row in rows)
    if not known and not fits and rows:
        at = next(i for i, row in enumerate(rows) if not isinstance(row, Mapping))
        raise InvalidValueError(owner, f"data[{at}]", expected=_expected(names), got=rows[at])
    heads = list(dict.fromkeys(name for row in rows for name in row)) if known else list(names)
    cells = (
        [[row.get(name) for row in rows] for name in heads] if known else zip(*rows, strict=True)
    )
    series = [_of_cells(name, list(values), pl) for name, values in zip(heads, cells, strict=False)]
    if not series:
        series = [pl.Series(name, [], pl.String) for name in heads]
    return nw.from_native(pl.DataFrame(series), eager_only=True)


def _expected(names: Sequence[str]) -> str:
    rows = f"tuples of {', '.join(names)}" if names else "mappings, one a respondent"
    return f"a data frame, {rows}, or the path of a file of CSV or Parquet"


def _read(file: str) -> Any:
    from journeykit.events.readers.read import LogMissingError
    from journeykit.events.readers.tables import read_csv, scan_parquet

    suffix = Path(file.lower().removesuffix(".gz")).suffix
    if suffix not in (*_CSV, *_PARQUET):
        raise NotFoundError("format of ratings for the suffix", suffix, [*_CSV, *_PARQUET])
    if not os.path.isfile(file):
        beside = Path(file).parent
        near = [str(path) for path in beside.iterdir()] if beside.is_dir() else []
        raise LogMissingError("file", file, near)
    return scan_parquet(file).collect() if suffix in _PARQUET else read_csv(file, separator=None)


def _series(series: nw.Series[Any], pl: Any) -> Any:
    """A column of another library; one of mixed values becomes texts."""
    try:
        return series.to_polars()
    except (TypeError, ValueError):
        return _of_cells(series.name, series.to_list(), pl)


def _of_cells(name: str, values: list[Any], pl: Any) -> Any:
    cells = [None if isinstance(v, float) and math.isnan(v) else v for v in values]
    if len({type(v) in (int, float) for v in cells if v is not None}) > 1:
        cells = [None if v is None else str(v) for v in cells]
    return pl.Series(name, cells, strict=False)


def as_wide(
    frame: Frame, respondent: str, question: str, score: str, keep: Sequence[str]
) -> tuple[Frame, int, int]:
    """A long table as a wide one: a row for each respondent, a column for each question.

    Of several answers of a respondent to a question the last counts, of several values of
    another column the first that is there.

    Args:
        frame: a row for each answer.
        respondent: column of who answered.
        question: column of what was asked.
        score: column of the answer.
        keep: the questions, in order.

    Returns:
        The wide table; rows without a respondent or question, which are left out; and
        respondents who answer a question more than once.
    """
    known = frame.filter(~nw.col(respondent).is_null(), ~nw.col(question).is_null())
    ordered = known.with_row_index(_ROW)
    last = ordered.group_by(respondent, question).agg(nw.col(_ROW).max(), nw.len().alias("_times"))
    repeated = int(last.filter(nw.col("_times") > 1)[respondent].n_unique())
    others = [name for name in frame.columns if name not in (respondent, question, score)]
    wide = ordered.group_by(respondent, drop_null_keys=True).agg(nw.col(_ROW).min()).sort(_ROW)
    for name in others:
        there = ordered.filter(~nw.col(name).is_null())
        first = there.unique(respondent, keep="first", order_by=_ROW).select(respondent, name)
        wide = wide.join(first, on=respondent, how="left")
    kept = ordered.join(last.select(_ROW), on=_ROW, how="semi")
    asked = kept.filter(nw.col(question).is_in(list(keep)))
    answers = asked.pivot(on=question, index=respondent, values=score)
    wide = wide.join(answers.select(respondent, *keep), on=respondent, how="left")
    return wide.sort(_ROW).drop(_ROW), len(frame) - len(known), repeated


def records(data: Any, owner: str, columns: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """The rows of a table as mappings, by the names that its columns are given.

    Args:
        data: as for `table_of`.
        owner: who asks, for errors.
        columns: for each name the column, or None where there is none: then the cells are None.

    Raises:
        NotFoundError: if there is no such column or file.
        InvalidValueError: if data is no table.
        MissingDependencyError: if Polars is not installed.
    """
    asked = {name: column for name, column in columns.items() if column is not None}
    frame = table_of(data, owner, list(asked.values()))
    check_columns(owner, asked, frame.columns)
    chosen = frame.select(**{name: nw.col(column) for name, column in asked.items()})
    empty = dict.fromkeys(columns)
    return [{**empty, **row} for row in chosen.rows(named=True)]
