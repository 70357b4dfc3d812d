"""Where every value of a JSON text stands. Only run when someone asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import cast

from journeykit.io.source import Source
from journeykit.model.origin import Path, Position

__all__ = ["positions", "second_key", "tokens"]

# The text is valid JSON, for it has been parsed: a text, a sign, or a bare word.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def tokens(text: str) -> Iterator[tuple[int, str]]:
    """The tokens of a JSON text, each with the offset where it starts."""
    for found in _TOKEN.finditer(text):
        yield found.start(), found.group()


def _walk(text: str) -> Iterator[tuple[Path, int, bool]]:
    """Every key and item, in order: its path, its offset, and whether it is a key.

    The path is kept on a stack, not on the call stack: depth costs nothing.
    """
    path: list[str | int] = []
    in_list: list[bool] = []
    expects_key = False
    for start, sign in tokens(text):
        if sign == ",":
            if in_list[-1]:
                path[-1] = cast("int", path[-1]) + 1
            else:
                expects_key = True
        elif sign == ":":
            expects_key = False
        elif sign in ("]", "}"):
            path.pop()
            in_list.pop()
            expects_key = False
        elif expects_key:
            path[-1] = json.loads(sign)
            yield tuple(path), start, True
        else:
            if not in_list or in_list[-1]:
                yield tuple(path), start, False
            if sign in ("[", "{"):
                in_list.append(sign == "[")
                path.append(0 if sign == "[" else "")
                expects_key = sign == "{"


class Positions(Mapping[Path, Position]):
    """Line and column of every path: of a field its key, of an item its start.

    Each list and mapping is looked through when something in it is asked for, and
    what lies below is skipped at the speed of the parser: most findings are about
    few places.
    """

    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._starts: dict[Path, Mapping[str | int, tuple[int, int]]] = {}

    def __getitem__(self, path: Path) -> Position:
        """The position of a path.

        Raises:
            KeyError: if there is none.
        """
        if not path:
            return self._source.position(_blank(self._source.text, 0))
        return self._source.position(self._within(path[:-1])[path[-1]][0])

    def _within(self, path: Path) -> Mapping[str | int, tuple[int, int]]:
        """Of all that a list or mapping holds, where it stands, and where its value starts."""
        known = self._starts.get(path)
        if known is None:
            start = self._within(path[:-1])[path[-1]][1] if path else _blank(self._source.text, 0)
            known = self._starts[path] = _held(self._source.text, start)
        return known

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _, _ in _walk(self._source.text))

    def __len__(self) -> int:
        return sum(1 for _ in self)


# Parses a value from an offset on, and tells where it ends.
_parse = json.JSONDecoder().raw_decode
_BLANKS = re.compile(r"[ \t\n\r]*")


def _blank(text: str, start: int) -> int:
    """The offset of the next sign that is no blank."""
    found = _BLANKS.match(text, start)
    return start if found is None else found.end()


def _held(text: str, start: int) -> dict[str | int, tuple[int, int]]:
    """Of all that the list or mapping at an offset holds: where it stands, where its value starts.

    Of anything else there is nothing.
    """
    found: dict[str | int, tuple[int, int]] = {}
    if text[start] not in "[{":
        return found
    is_list = text[start] == "["
    here = _blank(text, start + 1)
    while text[here] not in "]}":
        key: str | int = len(found)
        value = here
        if not is_list:
            key, end = _parse(text, here)
            value = _blank(text, _blank(text, end) + 1)
        found[key] = (here, value)
        _, end = _parse(text, value)
        here = _blank(text, end)
        if text[here] == ",":
            here = _blank(text, here + 1)
    return found


def positions(text: str) -> Mapping[Path, Position]:
    """Line and column of every path: of a field its key, of an item its start."""
    return Positions(text)


def second_key(text: str) -> tuple[str, int]:
    """The first key that a mapping has twice, and where it stands the second time.

    One mapping of a list may repeat the keys of another, which has another path.

    Raises:
        LookupError: if there is none.
    """
    seen: set[Path] = set()
    for path, start, is_key in _walk(text):
        if is_key:
            if path in seen:
                return str(path[-1]), start
            seen.add(path)
    msg = "no key stands twice"
    raise LookupError(msg)
