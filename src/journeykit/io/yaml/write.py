"""YAML as people write it: blocks, two blanks a level, lists indented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeykit.io.yaml.scalars import has_odd, written

__all__ = ["entry_lines", "item_lines", "write"]

# YAML lets a key without a question mark be 1,024 characters long.
_MAX_KEY = 1000


def write(data: Mapping[str, Any]) -> str:
    """Write plain data as a YAML document."""
    lines = (line for key, value in data.items() for line in entry_lines(key, value))
    return "\n".join(lines) + "\n"


def entry_lines(key: str, value: object) -> Iterator[str]:
    """The lines of a key with its value, from column 0."""
    head = written(key)
    if len(head) > _MAX_KEY:
        # The key in front of a mark of its own, and the value behind another.
        yield f"? {head}"
        yield from _marked(":", value)
        return
    yield from _after(f"{head}:", value)


def item_lines(value: object) -> Iterator[str]:
    """The lines of an item of a list, from column 0."""
    yield from _marked("-", value)


def _marked(mark: str, value: object) -> Iterator[str]:
    """A value behind a mark of one character, on whose line it starts."""
    if isinstance(value, dict | list) and value:
        first = True
        for line in _block(value):
            yield f"{mark} {line}" if first else _indented(line)
            first = False
        return
    yield from _after(mark, value)


def _after(head: str, value: object) -> Iterator[str]:
    """A value behind a head: on its line, or on the lines below it."""
    if isinstance(value, dict | list):
        if not value:
            yield f"{head} {'{}' if isinstance(value, dict) else '[]'}"
            return
        yield head
        for line in _block(value):
            yield _indented(line)
        return
    if isinstance(value, str) and "\n" in value:
        literal = _literal(value)
        if literal is not None:
            yield f"{head} {literal[0]}"
            for line in literal[1:]:
                yield _indented(line)
            return
    yield f"{head} {written(value)}"


def _block(value: dict[str, Any] | list[Any]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from entry_lines(key, item)
    else:
        for item in value:
            yield from item_lines(item)


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


def _literal(text: str) -> list[str] | None:
    """A text of several lines as it stands, or None where that would not give it back."""
    ends = text.endswith("\n")
    lines = (text[:-1] if ends else text).split("\n")
    # Blanks at the start of the first line set the indentation; blanks at the
    # end of a line are lost by editors; empty lines at the ends by YAML.
    safe = (
        lines[0][:1] not in ("", " ", "\t")
        and lines[-1] != ""
        and all(line == line.rstrip() and not line.startswith("\t") for line in lines)
        and not has_odd(text)
    )
    return ["|" if ends else "|-", *lines] if safe else None
