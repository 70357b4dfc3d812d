"""XES, the standard of process mining for event logs (IEEE 1849-2016), read as a stream."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.parsers import expat

import polars as pl
from attrs import define, field

from journeykit.errors import FormatError

__all__ = ["read_xes"]

_CASE = "case:"
"""What names of attributes of a trace begin with, as columns of its events."""

_TYPES: dict[str, Callable[[str], Any]] = {
    "string": str, "id": str, "int": int, "float": float,
    "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    "date": datetime.fromisoformat,
}  # fmt: skip


def read_xes(path: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The events of a log, and the offsets from UTC that its times are written with.

    A row an event, with the attributes of the event and, named `case:...`, those of
    its trace. Attributes of attributes, lists and what stands outside of traces and
    events are left out. Nothing that the file refers to is fetched, and a file that
    declares entities is refused.

    Raises:
        FormatError: if it is no XML, no XES, or a value is not of its type.
    """
    reading = _Reading(path)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.StartDoctypeDeclHandler = reading.doctype
    reading.parser = parser
    try:
        with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise FormatError(
            f"expected XML: {expat.ErrorString(error.code)}",
            file=path, line=error.lineno, column=error.offset + 1,
        ) from error  # fmt: skip
    except (gzip.BadGzipFile, EOFError) as error:
        raise FormatError(f"expected a gzipped file: {error}", file=path) from error
    return reading.frame(), tuple(sorted(reading.offsets))


@define
class _Reading:
    """What is known of a log so far.

    Attributes:
        file: the file, for errors.
        path: the elements that are open, the log first.
        trace: attributes of the trace that is open.
        event: attributes of the event that is open.
        columns: values by name; a column is filled up when its next value comes.
        kinds: types of values by name of the column.
        events: events that are complete.
        offsets: what the times are apart from UTC, as texts.
    """

    file: str
    parser: Any = None
    path: list[str] = field(factory=list)
    trace: dict[str, Any] = field(factory=dict)
    event: dict[str, Any] = field(factory=dict)
    columns: dict[str, list[Any]] = field(factory=dict)
    kinds: dict[str, set[str]] = field(factory=dict)
    events: int = 0
    offsets: set[str] = field(factory=set)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = tag.rpartition(":")[2]
        if not self.path and tag != "log":
            raise self._error(f"expected the element 'log', got {tag!r}")
        if tag == "trace":
            self.trace = {}
        elif tag == "event":
            self.event = dict(self.trace) if "trace" in self.path else {}
        elif tag in _TYPES and self.path[-1] in ("trace", "event"):
            self._attribute(tag, attributes)
        self.path.append(tag)

    def _attribute(self, tag: str, attributes: dict[str, str]) -> None:
        text = attributes.get("value", "")
        name = attributes.get("key", "")
        try:
            value = _TYPES[tag](text)
        except (ValueError, KeyError) as error:
            raise self._error(
                f"expected a value of type {tag} for {name!r}, got {text!r}"
            ) from error
        if isinstance(value, datetime):
            self.offsets.add(value.isoformat()[-6:] if value.tzinfo else "")
        if self.path[-1] == "trace":
            name = _CASE + name
            self.trace[name] = value
        else:
            self.event[name] = value
        self.kinds.setdefault(name, set()).add(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.path.pop()
        if tag.rpartition(":")[2] != "event":
            return
        for name, value in self.event.items():
            column = self.columns.setdefault(name, [])
            column.extend([None] * (self.events - len(column)))
            column.append(value)
        self.events += 1

    def doctype(self, *_: Any) -> None:
        """The file declares what its entities stand for: nothing good comes of it."""
        raise self._error("expected XES, got XML with a document type declaration")

    def frame(self) -> pl.DataFrame:
        """A row an event."""
        series: list[pl.Series] = []
        for name, values in self.columns.items():
            values.extend([None] * (self.events - len(values)))
            kinds = self.kinds[name]
            if kinds == {"date"}:
                series.append(
                    pl.Series(name, [_utc(value) for value in values], pl.Datetime("us", "UTC"))
                )
            elif kinds <= {"int", "float"} or len(kinds) == 1:
                series.append(pl.Series(name, values, strict=False))
            else:
                texts = [None if value is None else str(value) for value in values]
                series.append(pl.Series(name, texts, pl.String))
        return pl.DataFrame(series)

    def _error(self, message: str) -> FormatError:
        return FormatError(
            message, file=self.file,
            line=self.parser.CurrentLineNumber, column=self.parser.CurrentColumnNumber + 1,
        )  # fmt: skip


def _utc(time: datetime | None) -> datetime | None:
    """A time in UTC; one without a zone is taken as such."""
    if time is None:
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
