"""Journeys as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from journeykit.io.json_positions import positions, second_key
from journeykit.io.source import MAX_BYTES, Source
from journeykit.model.origin import Path, Position

__all__ = ["index", "read", "write"]

# What the parser of the standard library says, and what the author should hear.
_PLAINLY = {
    "Expecting value": "expected a value",
    "Expecting property name enclosed in double quotes": "expected a key in double quotes",
    "Expecting ',' delimiter": "expected a comma, or the end of the list or mapping",
    "Expecting ':' delimiter": "expected a colon after the key",
    "Extra data": "expected nothing more after the journey",
    "Unterminated string starting at": "expected the end of this text: its second quote is missing",
    "Invalid control character at": "expected an escape such as \\n, got a bare control character",
    "Invalid \\escape": "expected an escape such as \\n or \\u00e9 after the backslash",
    "Invalid \\uXXXX escape": "expected four hexadecimal digits after \\u",
}

_HINTS = {
    "Expecting property name enclosed in double quotes": "is there a comma after the last entry?",
    "Expecting value": "texts stand in double quotes; is there a comma too many?",
    "Extra data": "is there a bracket too many?",
}


class _TwiceError(Exception):
    """A mapping has a key twice."""


class _NotFiniteError(Exception):
    """There is a number that JSON does not have."""


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _TwiceError
    return made


def _refuse_constant(name: str) -> float:
    raise _NotFiniteError(name)


def read(source: Source) -> Any:
    """Parse a text.

    Raises:
        FormatError: if it is not JSON, has a key twice, or NaN or Infinity.
    """
    source.limit(MAX_BYTES, "JSON")
    text = source.text
    try:
        return json.loads(text, object_pairs_hook=_mapping, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        # Newer Pythons tell the trailing comma apart; the older ones call it a missing value.
        said = error.msg
        message = _PLAINLY.get(said, said[:1].lower() + said[1:])
        raise source.error(
            f"not valid JSON: {message}", offset=error.pos, hint=_HINTS.get(said)
        ) from None
    except RecursionError:
        raise source.error("nested too deeply for a journey", hint="is it a journey?") from None
    except _NotFiniteError as error:
        raise source.error(
            f"expected a finite number, got {error}",
            offset=_outside_texts(text, str(error)),
            hint="leave the key out where a figure is unknown",
        ) from None
    except _TwiceError:
        key, offset = second_key(text)
        raise source.error(
            f"the key {key!r} stands twice in one mapping", offset=offset, hint="keep one of them"
        ) from None
    except ValueError as error:
        # A figure of thousands of digits, which Python declines to convert.
        found = _long_figure(text)
        if found is None:
            raise source.error(f"not valid JSON: {error}") from None
        offset, digits = found
        raise source.error(
            f"expected a figure of fewer digits, got one of {digits:,}",
            offset=offset, hint="is it an id? Then it belongs in quotes",
        ) from None  # fmt: skip


def _outside_texts(text: str, word: str) -> int | None:
    """Where a bare word stands, outside of texts."""
    from journeykit.io.json_positions import tokens

    return next((start for start, token in tokens(text) if token == word), None)


def _long_figure(text: str) -> tuple[int, int] | None:
    """Where the whole number with the most digits stands, and how many these are."""
    from journeykit.io.json_positions import tokens

    figures = ((len(token.lstrip("-")), start) for start, token in tokens(text)
               if token.lstrip("-").isdecimal())  # fmt: skip
    digits, start = max(figures, default=(0, 0))
    return (start, digits) if digits else None


def index(text: str) -> Mapping[Path, Position]:
    """Line and column of every path in a JSON text."""
    return positions(text)


def write(data: Mapping[str, Any]) -> str:
    """Write plain data as JSON, two blanks a level."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
