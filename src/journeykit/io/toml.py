"""Journeys from TOML."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from journeykit.io.source import Source
from journeykit.model.origin import Path, Position

__all__ = ["index", "read"]

_MAX_CHARACTERS = 8 * 2**20

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_HEADER = re.compile(r"[ \t]*(?P<open>\[\[?)(?P<keys>[^\]#]*(?:\"[^\"]*\"[^\]#]*)*)\]\]?")
_KEY = re.compile(r"[ \t]*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([\w-]+))[ \t]*(\.|=|$)")


def read(source: Source) -> Any:
    """Parse a text. Dates and times become ISO 8601 texts, as in the other formats.

    Raises:
        FormatError: if it is not TOML.
    """
    source.limit(_MAX_CHARACTERS, "TOML")
    try:
        return _plain(tomllib.loads(source.text))
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        message = str(error)[: found.start()] if found else str(error)
        at = None
        if found:
            end = source.position(len(source.text.rstrip()))
            at = (int(found["line"]), int(found["column"])) if found["line"] else end
        raise source.error(f"not valid TOML: {message[:1].lower()}{message[1:]}", at=at) from None
    except RecursionError:
        raise source.error("nested too deeply for a journey", hint="is it a journey?") from None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def index(text: str) -> Mapping[Path, Position]:
    """Line and column of the tables and keys of a TOML text that start a line.

    What stands in an inline table or list is found as part of the key that holds it.
    """
    found: dict[Path, Position] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in _lines(text):
        header = _HEADER.match(line)
        if header:
            names = _keys(header["keys"])
            here = _resolve(names[:-1], counts)
            if header["open"] == "[[":
                listed = (*here, *names[-1:])
                found.setdefault(listed, (number, header.start("open") + 1))
                here = (*listed, counts.get(listed, 0))
                counts[listed] = counts.get(listed, 0) + 1
            else:
                here = _resolve(names, counts)
            found.setdefault(here, (number, header.start("open") + 1))
            continue
        names = _keys(line)
        if names:
            column = len(line) - len(line.lstrip()) + 1
            for length in range(1, len(names) + 1):
                found.setdefault((*here, *names[:length]), (number, column))
    return found


def _resolve(names: list[str], counts: Mapping[Path, int]) -> Path:
    """The path of a table: below a list of tables it is the last one of these."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def _keys(text: str) -> list[str]:
    """The dotted key at the start of a text: all of it, or up to an equals sign."""
    names: list[str] = []
    start = 0
    while found := _KEY.match(text, start):
        names.append(next(part for part in found.groups() if part is not None))
        if found[4] != ".":
            return names
        start = found.end()
    return []


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a TOML text that do not stand within a text or list of several lines."""
    closing: str | None = None
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if closing is None and depth == 0:
            yield number, line
            rest = line.partition("=")[2] if "=" in line else ""
        else:
            rest = line
        depth, closing = _open_ends(rest, depth, closing)


_TOML_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]]|\\.')


def _open_ends(text: str, depth: int, closing: str | None) -> tuple[int, str | None]:
    """How many lists, and which long text, are still open at the end of a line."""
    start = 0
    while True:
        if closing is not None:
            end = text.find(closing, start)
            if end < 0:
                return depth, closing
            start, closing = end + 3, None
        token = _TOML_TOKEN.search(text, start)
        if token is None:
            return depth, None
        start = token.end()
        if token[0] in ('"""', "'''"):
            closing = token[0]
        elif token[0] == "[":
            depth += 1
        elif token[0] == "]":
            depth -= 1
