"""Lengths of time, as people write them: "7d", "1h30m", a timedelta."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TypeAlias

from journeykit.errors import InvalidValueError

__all__ = ["Duration", "as_microseconds", "in_words"]

Duration: TypeAlias = "str | timedelta"
"""A length of time: "7d", "1h30m" (w, d, h, m, s, ms, us) or a timedelta."""

_UNITS = {
    "w": 604_800_000_000,
    "d": 86_400_000_000,
    "h": 3_600_000_000,
    "m": 60_000_000,
    "s": 1_000_000,
    "ms": 1_000,
    "us": 1,
}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|us|[wdhms])")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[^\W\d]{3,})?")
_LONGEST = 2**53


def as_microseconds(value: Duration, *, owner: str = "duration", field: str = "value") -> int:
    """How long, in whole microseconds.

    Args:
        value: a text such as "7d" or "1h30m", or a timedelta.
        owner: who asks, for the error.
        field: for which argument, for the error.

    Raises:
        InvalidValueError: if it is no length of time, is negative, or is longer than 285 years.

    Examples:
        >>> as_microseconds("1h30m")
        5400000000
    """
    if isinstance(value, timedelta):
        length = value // timedelta(microseconds=1)
    elif isinstance(value, str):
        text = value.strip()
        if not text or _PART.sub("", text).strip():
            raise _refused(owner, field, value)
        length = round(sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text)))
    else:
        raise _refused(owner, field, value)
    if not 0 <= length < _LONGEST:
        raise _refused(owner, field, value)
    return length


def _refused(owner: str, field: str, value: object) -> InvalidValueError:
    # A number, or a text that begins with one, such as "14" or "14 days".
    number = None if isinstance(value, bool) else _NUMBER.fullmatch(str(value).strip())
    text = None if number is None else number[1]
    hint = f"write the unit: '{text}s' for seconds, '{text}d' for days" if text else None
    return InvalidValueError(
        owner, field, got=value, hint=hint,
        expected='a length of time such as "7d", "1h30m" or a timedelta',
    )  # fmt: skip


def in_words(microseconds: int) -> str:
    """A length of time as text.

    Examples:
        >>> in_words(5_400_000_000), in_words(604_800_000_000), in_words(0)
        ('1 hour 30 minutes', '7 days', '0 seconds')
    """
    names = {"d": "day", "h": "hour", "m": "minute", "s": "second", "ms": "ms", "us": "µs"}
    parts = []
    rest = microseconds
    for unit, name in names.items():
        number, rest = divmod(rest, _UNITS[unit])
        if number:
            plural = "" if number == 1 or name in {"ms", "µs"} else "s"
            parts.append(f"{number:,} {name}{plural}")
    return " ".join(parts) or "0 seconds"
