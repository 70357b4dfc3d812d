"""What is wrong with a value, and the way to it, before its line is known."""

from __future__ import annotations

import re

from journeykit.errors import InvalidValueError, shown
from journeykit.model.origin import Path

__all__ = ["Fault"]

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
        fault = cls(
            str(
                InvalidValueError(error.owner, error.field, expected=error.expected, got=error.got)
            ),
            hint=error.hint or _hint(error),
        )
        indexed = _INDEXED.fullmatch(error.field)
        if indexed and isinstance(value, list):
            fault.within(min(int(indexed["index"]), len(value) - 1))
        return fault.within(key)


def _hint(error: InvalidValueError) -> str | None:
    """Help with the commonest slip of YAML: a figure where a text is meant."""
    if error.expected.startswith("text") and isinstance(error.got, int | float):
        return f'in quotes it is text: "{shown(error.got)}"'
    if "Emotion" in error.expected and isinstance(error.got, str):
        return "a number is a valence; to name the feeling: {valence: 0.5, label: happy}"
    return None
