"""Where a journey was read from, so that findings can name a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import frozen

__all__ = ["Note", "Origin", "Path", "Position"]

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and positions, such as ("phases", 0, "name")."""

Position: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""


@frozen
class Note:
    """Something the author should know about how a text was read.

    Attributes:
        message: what the reader made of it, such as "the score 30 is outside 1 to 5".
        line: line in the text, from 1.
        column: column in that line, from 1.
        hint: how to write it so that it is read as meant, or None.
        key: short name of the case, such as "score-off-scale".
    """

    message: str
    line: int
    column: int = 1
    hint: str | None = None
    key: str = ""


@frozen(eq=False)
class Origin:
    """The text of a journey, with a lazy index of where each value stands in it.

    Attributes:
        file: name of the file, or None for text from memory.
        text: the text that was read.
        index: finds the position of every path in the text; called once, and
            only when someone asks, for most journeys have nothing to report.
        notes: what the author should know of how the text was read; a rule reports them.
    """

    file: str | None
    text: str
    index: Callable[[str], Mapping[Path, Position]]
    notes: tuple[Note, ...] = ()

    @cached_property
    def _positions(self) -> Mapping[Path, Position]:
        return self.index(self.text)

    def locate(self, path: Path) -> Position | None:
        """Line and column of a path, or of the nearest value that holds it."""
        for length in range(len(path), -1, -1):
            found = self._positions.get(path[:length])
            if found is not None:
                return found
        return None

    def line(self, number: int) -> str:
        """The text of a line, by its number from 1."""
        lines = self._lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")
