"""What plain YAML words mean, and how texts are written so that they stay texts.

Reading follows the core schema of YAML 1.2: `yes`, `on` and `NO` are texts, and
so are dates, which the fields that hold dates convert. Writing is warier: what
any version of YAML would take for something else is put in quotes.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["double_quoted", "has_odd", "plain_value", "written", "written_flow"]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# More digits than any figure has; Python takes quadratic time over them, and refuses.
_MAX_DIGITS = 400


def plain_value(word: str) -> Any:
    """The value of a word without quotes, by the core schema of YAML 1.2.

    Raises:
        ValueError: if it is a number of too many digits.

    Examples:
        >>> [plain_value(word) for word in ("NO", "true", "0x1F", "1e3", "2026-11-30", "~")]
        ['NO', True, 31, 1000.0, '2026-11-30', None]
    """
    if word in _NULL:
        return None
    first = word[0]
    if first in "tTfF":
        return _BOOL.get(word, word)
    if first not in "0123456789+-.":
        return word
    if _INT.fullmatch(word):
        if len(word) > _MAX_DIGITS:
            msg = f"expected a figure of at most {_MAX_DIGITS} digits, got {len(word)}"
            raise ValueError(msg)
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    if _BASED.fullmatch(word) and len(word) <= _MAX_DIGITS:
        return int(word[2:], 8 if word[1] == "o" else 16)
    if _NOT_FINITE.fullmatch(word):
        return float(word.replace(".", "", 1))
    return word


# What YAML 1.1 or 1.2, or a reader in a hurry, takes for something other than text.
_SPECIAL = re.compile(
    r"""
      ~ | null | true | false | yes | no | on | off | = | <<             # words
    | [-+.]? [0-9] [0-9_,:.eExXoObBTtZz/ +-]* [a-fA-F0-9_]*              # figures, dates, times
    | [-+]? \. (?: inf | nan | [0-9] .* )
    | [-.]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A text may stand bare if it starts like a word and holds nothing that YAML reads.
_BARE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~][^\t\n]*|-[^\s\-.,\[\]{}][^\t\n]*")
_READ_WITHIN = re.compile(r":(?:\s|$)|\s\#")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
# Invisible, or turned into something else by YAML or by an editor: always escaped.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_ESCAPED = re.compile('["\\\\\t\n]|' + _ODD.pattern)
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    code = ord(sign)
    return _NAMED.get(sign) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def has_odd(text: str) -> bool:
    """Whether a text holds a character that has to be escaped wherever it stands."""
    return _ODD.search(text) is not None


def double_quoted(text: str) -> str:
    r"""A text in double quotes, on one line.

    Examples:
        >>> print(double_quoted('say "hi"\n'))
        "say \"hi\"\n"
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _text(text: str, *, flow: bool) -> str:
    if (
        text
        and _BARE.fullmatch(text)
        and text == text.strip()
        and not _SPECIAL.fullmatch(text)
        and not _READ_WITHIN.search(text)
        and not _ODD.search(text)
        and not (flow and _FLOW_SIGNS.search(text))
    ):
        return text
    return double_quoted(text)


def _scalar(value: Any, *, flow: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value, flow=flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    written = float.__repr__(value)
    # YAML 1.1 takes 1e-05 for a text: it wants the point.
    return written.replace("e", ".0e") if "e" in written and "." not in written else written


def written(value: object) -> str:
    """A scalar on one line of block style.

    Examples:
        >>> [written(value) for value in ("See the ad", "no", "12:30", 0.5, True, 1e-5)]
        ['See the ad', '"no"', '"12:30"', '0.5', 'true', '1.0e-05']
    """
    return _scalar(value, flow=False)


def written_flow(value: object) -> str:
    """A value in flow style, on one line.

    Examples:
        >>> written_flow({"valence": 0.4, "label": "glad, proud"})
        '{valence: 0.4, label: "glad, proud"}'
    """
    if isinstance(value, dict):
        pairs = (f"{_scalar(k, flow=True)}: {written_flow(v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written_flow, value)) + "]"
    return _scalar(value, flow=True)
