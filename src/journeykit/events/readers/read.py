"""A log from files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from journeykit.errors import FormatError, InvalidValueError, MissingDependencyError, NotFoundError
from journeykit.events.log import EventLog
from journeykit.events.progress import Progress

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LogMissingError", "read_events"]

Paths: TypeAlias = "str | os.PathLike[str] | Sequence[str | os.PathLike[str]]"

_FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".parquet": "parquet", ".pq": "parquet", ".xes": "xes",
}  # fmt: skip
_BY_XES = {"customer": "case:concept:name", "event": "concept:name", "time": "time:timestamp"}
"""Names of columns by the standard of process mining."""


class LogMissingError(NotFoundError, FileNotFoundError):
    """There is no such file; the message names the nearest one beside it."""


def read_events(
    path: Paths,
    *,
    customer: str | None = None,
    event: str | None = None,
    time: str | None = None,
    session: str | None = None,
    order: str | None = None,
    time_unit: str | None = None,
    time_format: str | None = None,
    format: str | None = None,
    separator: str | None = None,
    progress: Progress | bool | None = None,
) -> EventLog:
    """Read a log from a file, or from several with the same columns.

    CSV (`.csv`, `.tsv`, `.txt`) and XES (`.xes`), gzipped (`.gz`) or not, are read
    into memory; Parquet (`.parquet`, `.pq`) stays where it is, and is read in
    parts when it is long. Of XES, attributes of a trace are columns named `case:...`.

    Args:
        path: the file, or several; "logs/*.parquet" stands for all such files.
        customer: column of who did it; None stands for "case:concept:name", as process
            mining names it, where there is one, else for "customer".
        event: column of what was done; None for "concept:name" or else "event".
        time: column of when; None for "time:timestamp" or else "time".
        session: column of the visit it belongs to, unique within the customer.
        order: column that breaks ties of time, lowest first; None takes the order of the rows.
        time_unit: what numbers as times count: "s", "ms", "us" or "ns"; None goes by their size.
        time_format: how times are written that are texts, as in "%d.%m.%Y %H:%M:%S"; None
            takes what ISO 8601 allows. Times without a zone are taken as UTC.
        format: "csv", "parquet" or "xes"; None goes by the name of the file.
        separator: what stands between the cells of CSV; None finds out.
        progress: called with (parts done, all parts) while a long log is read;
            True draws a bar, False nothing, None a bar on a terminal or in a notebook.

    Raises:
        LogMissingError: if there is no such file.
        NotFoundError: if there is no such format or column.
        FormatError: if a file is not what its name says, or a time cannot be read.
        InvalidValueError: if no file is given.
        MissingDependencyError: if Polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise MissingDependencyError("polars", extra="events", purpose="event logs") from error
    from journeykit.events.readers.texts import offsets_of, parse_times

    files = _files(path)
    frames: list[pl.LazyFrame] = []
    offsets: set[str] = set()
    for file in files:
        kind = _format(file, format)
        frame, written = _read(file, kind, separator)
        names = frame.collect_schema().names()
        _check_same(file, names, files[0], frames[0] if frames and kind != "xes" else None)
        when = time or _default("time", names)
        if when in names:
            offsets.update(written or offsets_of(frame, when))
            line = 2 if kind == "csv" else None
            frame = parse_times(frame, when, time_format=time_format, file=file, line=line)
        frames.append(frame)
    whole = frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed")
    if all(_format(file, format) != "parquet" for file in files):
        whole = whole.collect().lazy()
    names = whole.collect_schema().names()
    roles = {
        "customer": customer or _default("customer", names),
        "event": event or _default("event", names),
        "time": time or _default("time", names),
    }
    return EventLog(
        whole, **roles, session=session, order=order, time_unit=time_unit, progress=progress,
        offsets=tuple(sorted(offsets)),
    )  # fmt: skip


def _files(path: Paths) -> list[str]:
    """The files that are meant, each of which is there."""
    given = list(path) if isinstance(path, list | tuple) else [path]
    files: list[str] = []
    for each in given:
        if not isinstance(each, str | os.PathLike):
            raise InvalidValueError(
                "read_events", "path", expected="a path, or a list of paths", got=each,
                hint="data that is loaded already goes to EventLog(...)",
            )  # fmt: skip
        one = os.fspath(each)
        if os.path.isdir(one):
            raise InvalidValueError(
                "read_events", "path", expected="a file, not a folder", got=one,
                hint=f"all files of one kind in it: {os.path.join(one, '*.parquet')!r}",
            )  # fmt: skip
        found = sorted(glob(one)) if has_magic(one) and not os.path.exists(one) else [one]
        files.extend(found)
        if not found or not ("://" in one or os.path.isfile(found[0])):
            beside = Path(one).parent
            near = [str(p) for p in beside.iterdir()] if beside.is_dir() else []
            raise LogMissingError("file", one, near)
    if not files:
        raise InvalidValueError("read_events", "path", expected="at least one file", got=path)
    return files


def _format(file: str, format: str | None) -> str:
    """The format of a file, by what was said or by its name."""
    if format is not None:
        if format not in _FORMATS.values():
            raise NotFoundError("format of logs", format, sorted(set(_FORMATS.values())))
        return format
    suffix = Path(file.lower().removesuffix(".gz")).suffix
    if suffix not in _FORMATS:
        raise NotFoundError("format of logs for the suffix", suffix, sorted(_FORMATS))
    return _FORMATS[suffix]


def _read(file: str, kind: str, separator: str | None) -> tuple[pl.LazyFrame, tuple[str, ...]]:
    """A file as a frame, and the offsets of its times where the reader knows them."""
    from journeykit.events.readers.tables import read_csv, scan_parquet
    from journeykit.events.readers.xes import read_xes

    if kind != "parquet" and "://" in file:
        raise InvalidValueError(
            "read_events", "path", expected="a file on this machine", got=file,
            hint="only Parquet is read from elsewhere: fetch the file first",
        )  # fmt: skip
    if kind == "xes":
        frame, offsets = read_xes(file)
        return frame.lazy(), offsets
    if kind == "csv":
        return read_csv(file, separator=separator).lazy(), ()
    return scan_parquet(file), ()


def _default(role: str, names: list[str]) -> str:
    return _BY_XES[role] if _BY_XES[role] in names else role


def _check_same(file: str, names: list[str], first: str, frame: pl.LazyFrame | None) -> None:
    """Refuse a file with other columns than the first one."""
    if frame is None:
        return
    expected = frame.collect_schema().names()
    if set(names) != set(expected):
        lacking = sorted(set(expected) - set(names))
        more = sorted(set(names) - set(expected))
        raise FormatError(
            f"expected the columns of {first}: lacks {lacking}, has also {more}", file=file
        )
