"""Where every value of a JSON text stands. Only run when someone asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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


def positions(text: str) -> dict[Path, Position]:
    """Line and column of every path: of a field its key, of an item its start."""
    source = Source(text)
    return {path: source.position(start) for path, start, _ in _walk(text)}


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
