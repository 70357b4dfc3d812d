"""Times that are written as texts."""

from __future__ import annotations

import polars as pl

from journeykit.errors import FormatError

__all__ = ["offsets_of", "parse_times"]

_FORMATS = (
    "%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z",
    "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M%#z", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
)  # fmt: skip
"""Ways to write a time by ISO 8601, the most telling first."""

_SAMPLE = 1_000


def parse_times(
    frame: pl.LazyFrame, column: str, *, time_format: str | None, file: str, line: int | None
) -> pl.LazyFrame:
    """The frame with texts as times, once all of them are known to be times.

    Args:
        frame: the events.
        column: the column of times; one that holds no texts is left as it is.
        time_format: how they are written, as in Polars' `str.to_datetime`; None finds out
            which way of ISO 8601 it is.
        file: where they come from, for the error.
        line: line of the first row, for the error, or None where there are no lines.

    Raises:
        FormatError: if one of them is no time.
    """
    if frame.collect_schema()[column] != pl.String:
        return frame
    text = pl.col(column).str.strip_chars()
    text = pl.when(text != "").then(text)
    known = frame.select(text).drop_nulls().head(_SAMPLE).collect().to_series()
    way = time_format or _way(known)
    time = _parsed(text, way)
    wrong = (
        frame.with_row_index("_row")
        .filter(text.is_not_null() & time.is_null())
        .select("_row", column)
        .head(1)
        .collect()
    )
    if len(wrong):
        row, got = wrong.row(0)
        asked = f"a time written as {time_format}"
        if not time_format:
            fit = known.to_frame(column).filter(_parsed(pl.col(column), way).is_not_null())
            like = repr(fit.row(0)[0]) if len(fit) else "2026-01-31 12:30:00, by ISO 8601"
            asked = f"a time like {like}"
        raise FormatError(
            f"row {row + 1}, column {column!r}: expected {asked}, got {got!r}",
            file=file, line=None if line is None else line + row + _breaks(frame, row),
            hint="say how times are written: time_format='%d.%m.%Y %H:%M:%S'",
        )  # fmt: skip
    return frame.with_columns(time.alias(column))


def offsets_of(frame: pl.LazyFrame, column: str) -> tuple[str, ...]:
    """The offsets from UTC that texts of times end with, such as "+01:00" or "Z"."""
    if frame.collect_schema()[column] != pl.String:
        return ()
    offset = pl.col(column).str.extract(r"\d(Z|[+-]\d{2}:?\d{2})\s*$")
    found = frame.select(offset).drop_nulls().unique().collect().to_series()
    return tuple(sorted(found))


def _parsed(text: pl.Expr, way: str) -> pl.Expr:
    if way == "%Y-%m-%d":
        return text.str.to_date(way, strict=False)
    return text.str.to_datetime(way, strict=False, time_unit="us")


def _way(sample: pl.Series) -> str:
    """The way in which most of some texts are written."""

    def fits(way: str) -> int:
        parsed = sample.to_frame("time").select(_parsed(pl.col("time"), way))
        return len(parsed.drop_nulls())

    return max(_FORMATS, key=fits)


def _breaks(frame: pl.LazyFrame, row: int) -> int:
    """The line ends within cells above a row."""
    texts = frame.head(row).select(pl.col(pl.String).str.count_matches("\n").sum()).collect()
    return sum(texts.row(0)) if texts.width else 0
