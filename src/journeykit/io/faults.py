"""What is wrong with a value, and the way to it, before its line is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from journeykit.errors import InvalidValueError, shown
from journeykit.model.origin import Path

__all__ = ["Fault", "split_figure"]

_INDEXED = re.compile(r"(?P<field>\w+)\[(?P<index>\d+)\]")


class Fault(Exception):  # noqa: N818 - never leaves the package; FormatError does
    """A value that cannot be read. It gathers its path while it rises.

    Positions cost a second look at the text, so they are found only once
    something is wrong: by the path.

    Attributes:
        message: what was expected and what came.
        hint: what to do, where there is an obvious answer.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self._steps: list[str | int] = []

    def within(self, step: str | int) -> Fault:
        """Say one more step of the way, from the inside out."""
        self._steps.append(step)
        return self

    @property
    def path(self) -> Path:
        """The way to the value, from the top of the file."""
        return tuple(reversed(self._steps))

    @classmethod
    def of(cls, error: InvalidValueError, key: str, value: object) -> Fault:
        """Turn a refusal by a type into a fault at the key that was given.

        Args:
            error: the refusal.
            key: the key in the file.
            value: what stands under the key.
        """
        fault = cls.said(error)
        indexed = _INDEXED.fullmatch(error.field)
        if indexed and isinstance(value, list):
            fault.within(min(int(indexed["index"]), len(value) - 1))
        elif isinstance(value, dict):
            within = _entry_of(error, value)
            if within is not None:
                fault.within(within)
            if error.expected.startswith("keys") and fault.hint is None:
                fault.hint = split_figure(value, error.got)
        return fault.within(key)

    @classmethod
    def said(cls, error: InvalidValueError) -> Fault:
        """Turn a refusal by a type into a fault that has no place yet."""
        if error.got is None:
            where = f"{error.owner}.{error.field}" if error.field else error.owner
            return cls(
                f"{where}: expected {error.expected}, but the value is missing",
                hint=error.hint or "write it, or take the empty entry out",
            )
        bare = InvalidValueError(error.owner, error.field, expected=error.expected, got=error.got)
        return cls(str(bare), hint=error.hint or _hint(error))


def _entry_of(error: InvalidValueError, value: dict[Any, Any]) -> Any:
    """The key of a free mapping that a refusal of the mapping is about, or None."""
    if error.expected.startswith("keys"):
        return next((key for key in value if key is error.got or key == error.got), None)
    return next((key for key in value if error.expected.endswith(f" under {key!r}")), None)


def split_figure(given: Mapping[Any, Any], key: object) -> str | None:
    """Help where a comma in a figure has made a second key out of its end.

    Examples:
        >>> split_figure({"customers": 3, 870: None}, 870)
        'the comma splits the figure: write 3870'
        >>> split_figure({"nps": 0, 2: None}, 2)
        'the comma splits the figure: write 0.2'
    """
    keys = list(given)
    if isinstance(key, bool) or not isinstance(key, int | float) or given.get(key) is not None:
        return None
    place = keys.index(key)
    before = given[keys[place - 1]] if place else None
    if isinstance(before, bool) or not isinstance(before, int | float):
        return None
    thousands = f"{before}{key:03d}" if isinstance(before, int) and isinstance(key, int) else None
    decimal = f"{before}.{key}"
    if thousands is None:
        written = "it without a comma, with a point before its decimals"
    elif before == 0 or not 0 <= key < 1000:
        written = decimal
    elif key >= 100:
        written = thousands
    else:
        written = f"{thousands}, or {decimal}"
    return f"the comma splits the figure: write {written}"


_YES = frozenset({"yes", "y", "on"})
_NO = frozenset({"no", "n", "off"})
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"[-+]?\d*,\d+")


def _hint(error: InvalidValueError) -> str | None:
    """Help with the commonest slips of YAML, such as a figure where a text is meant."""
    got = error.got
    if isinstance(got, str) and ("number" in error.expected or "valence" in error.expected):
        if _THOUSANDS.fullmatch(got) and not got.lstrip("+-").startswith("0"):
            return f"figures have no commas: write {got.replace(',', '')}"
        if _DECIMAL.fullmatch(got):
            return f"decimals stand behind a point: write {got.replace(',', '.')}"
    if isinstance(got, str) and error.field == "moment_of_truth":
        if got.lower() in _YES:
            return "write `true`: YAML 1.2 knows no other word for it"
        if got.lower() in _NO:
            return "write `false`, or take the line out"
    if error.expected.startswith("text") and isinstance(error.got, int | float):
        return f'in quotes it is text: "{shown(error.got)}"'
    if "Emotion" in error.expected and isinstance(error.got, str):
        return "a number is a valence; to name the feeling: {valence: 0.5, label: happy}"
    return None
