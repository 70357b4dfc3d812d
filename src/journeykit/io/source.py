"""The text that is read, and errors that point into it."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from attrs import frozen

from journeykit.errors import FormatError, NotFoundError
from journeykit.model.origin import Position

__all__ = ["MAX_BYTES", "FileMissingError", "Source", "in_bytes", "read_bytes"]

MAX_BYTES = 64 * 2**20
"""The largest file that is read, in bytes. The largest real maps stay below one thousandth of it."""

# A longer line is no help to a reader, and its caret would be off the screen.
_MAX_EXCERPT = 240

_SHORT = 100_000

_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class FileMissingError(NotFoundError, FileNotFoundError):
    """There is no such file; the message names the nearest one beside it."""


@frozen
class Source:
    r"""A text and its name.

    Line ends are `\n` alone and there is no byte order mark: `decoded` sees to it.

    Attributes:
        text: the text.
        file: name of the file that it comes from, or None for text from memory.
    """

    text: str
    file: str | None = None

    @classmethod
    def decoded(cls, content: str | bytes, file: str | None = None) -> Source:
        """Make a source from text or UTF-8 bytes.

        Raises:
            FormatError: if the bytes are not UTF-8, or there is nothing in them.
        """
        text = content if isinstance(content, str) else _decode(content, file)
        text = text.removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        source = cls(text, file)
        if not text or text.isspace():
            what = "file" if file is not None else "text"
            raise source.error(
                f"the {what} is empty: expected a journey", hint="the least is a line `title: ...`"
            )
        return source

    def position(self, offset: int) -> Position:
        """Line and column of a character, both from 1."""
        if len(self.text) < _SHORT:
            # To count is quicker than to make a table, which few findings would use.
            start = self.text.rfind("\n", 0, offset) + 1
            return self.text.count("\n", 0, start) + 1, offset - start + 1
        row = bisect_right(self._line_starts, offset) - 1
        return row + 1, offset - self._line_starts[row] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        lengths = map((1).__add__, map(len, self.text.split("\n")))
        return [0, *accumulate(lengths)][:-1]

    def excerpt(self, line: int) -> str | None:
        """A line as it is shown in an error, or None where showing it is no help."""
        if not 0 < line <= len(self._line_starts):
            return None
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        shown = self.text[start : len(self.text) if end < 0 else end]
        if len(shown) > _MAX_EXCERPT:
            return None
        # One character each, so that the caret still stands below its column. Tabs
        # in the indentation are seen, for they are often what is wrong.
        text = shown.lstrip()
        indent = shown[: len(shown) - len(text)].replace("\t", "→")
        return indent + _UNSHOWABLE.sub(" ", text)

    def error(
        self,
        message: str,
        *,
        at: Position | None = None,
        offset: int | None = None,
        hint: str | None = None,
    ) -> FormatError:
        """Build an error that points into the text; the caller raises it.

        Args:
            message: what was expected and what came.
            at: line and column.
            offset: position in the text, where line and column are not at hand.
            hint: what to do.
        """
        if at is None and offset is not None:
            at = self.position(offset)
        line, column = at or (None, None)
        return FormatError(
            message, file=self.file, line=line, column=column, hint=hint,
            excerpt=None if line is None else self.excerpt(line),
        )  # fmt: skip

    def limit(self, most: int, what: str) -> None:
        """Refuse a text that is longer than its format can sensibly be.

        Args:
            most: the limit in characters.
            what: name of the format, for the message.
        """
        if len(self.text) > most:
            raise self.error(
                f"too large: {what} is read up to {in_bytes(most)}, this has "
                f"{len(self.text):,} characters",
                hint="a map of this size belongs in JSON, if it is a map",
            )


def _decode(data: bytes, file: str | None) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        start = error.start
    line_start = data.rfind(b"\n", 0, start) + 1
    mark = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    raise FormatError(
        f"expected UTF-8 text, got the byte 0x{data[start]:02x} at byte offset {start}",
        file=file,
        line=data.count(b"\n", 0, start) + 1,
        # All before the offending byte is sound.
        column=len(data[line_start:start].decode()) + 1,
        hint=f"the file is {mark}: save it as UTF-8" if mark else "save the file as UTF-8",
    ) from None


def read_bytes(path: str | os.PathLike[str], *, most: int = MAX_BYTES) -> bytes:
    """Read a file, but no more of it than the limit.

    Args:
        path: the file.
        most: the limit in bytes.

    Raises:
        FileMissingError: if there is no such file, with the nearest name beside it.
        FormatError: if the file is too large, or cannot be read.
    """
    name = os.fspath(path)
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > most else file.read(most + 1)
    except FileNotFoundError:
        raise FileMissingError("file", name, _beside(Path(path))) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FormatError(f"the file cannot be read: {reason}", file=name) from error
    size = max(size, len(data))
    if size > most:
        raise FormatError(
            f"too large: files are read up to {in_bytes(most)}, this has {in_bytes(size)}",
            file=name, hint="a journey map is a small text; is this the file you mean?",
        )  # fmt: skip
    return data


def _beside(path: Path) -> list[str]:
    """Files of the same folder and the same ending, as they would be written."""
    try:
        return sorted(
            str(path.parent / near.name)
            for near in path.parent.iterdir()
            if near.suffix == path.suffix
        )
    except OSError:
        return []


def in_bytes(count: int) -> str:
    """A size in words.

    Examples:
        >>> in_bytes(64 * 2**20), in_bytes(1500)
        ('64 MB', '1 kB')
    """
    for unit, name in ((2**30, "GB"), (2**20, "MB"), (2**10, "kB")):
        if count >= unit:
            return f"{count // unit} {name}"
    return f"{count} bytes"
