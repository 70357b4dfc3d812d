"""What is wrong with a YAML text: seen before it is scanned, or said by the scanner."""

from __future__ import annotations

import re
from typing import Any

from journeykit.errors import FormatError
from journeykit.io.source import Source

__all__ = ["check_sane", "plainly"]

# Above this size a text has to show that it is a journey before it is scanned.
_LARGE = 256 * 2**10

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")

# The scanner takes quadratic time over a tag. No text of a map has a run like this.
_ENDLESS = re.compile(r"(?:^|[\s\[{,:])(!\S{100000})")


def check_sane(source: Source) -> None:
    """Refuse nonsense before the scanner spends its time on it."""
    found = _CONTROL.search(source.text)
    if found:
        raise source.error(
            f"expected text, got the control character U+{ord(found[0]):04X}",
            offset=found.start(),
            hint='in double quotes it can be written as an escape, such as "\\x07"; '
            "is this a text file?",
        )
    found = _ENDLESS.search(source.text)
    if found:
        raise source.error(
            "expected a tag of sensible length",
            offset=found.start(1), hint="put the text in quotes",
        )  # fmt: skip
    if len(source.text) > _LARGE and not re.search(r"\btitle['\"]?\s*:", source.text):
        raise source.error(
            "expected a journey, got a long text without any `title:`", hint="is it a journey?"
        )


# A part of what the scanner says, what the author should hear, and what to do.
_PLAINLY: tuple[tuple[str, str, str | None], ...] = (
    (
        "mapping values are not allowed",
        "a second colon on one line, or a key in the wrong place",
        "put a text that holds `: ` in quotes; keys of one mapping start in one column",
    ),
    (
        "cannot start any token",
        "a character that no value can start with",
        "put the text in quotes; indent with blanks, not tabs",
    ),
    (
        "could not find expected ':'",
        "a line that is neither `key: value` nor part of a text",
        "is the colon missing, or the blank behind it?",
    ),
    (
        "but found '<block mapping start>'",
        "a line that is indented further than its neighbours",
        "keys of one mapping start in one column",
    ),
    (
        "expected <block end>",
        "a line that does not fit the indentation around it",
        "items of one list, and keys of one mapping, start in one column",
    ),
    (
        "found unexpected end of stream",
        "a quoted text that does not end",
        "its second quote is missing",
    ),
    (
        "expected ',' or",
        "a list or mapping in brackets that is not closed",
        "commas separate its entries, and a bracket closes it",
    ),
    ("found unknown escape character", "an escape that YAML does not know", "write \\\\ for \\"),
    ("found undefined tag handle", "a tag of an unknown kind", "leave the `!...` out"),
)

_SHOWN_AT_START = ("found unexpected end of stream", "could not find expected ':'")


def plainly(source: Source, error: Any) -> FormatError:
    """Turn an error of the scanner into one clear sentence."""
    problem = str(error.problem or error.context or "unreadable")
    mark = error.problem_mark or error.context_mark
    known = next((entry for entry in _PLAINLY if entry[0] in problem), None)
    part, message, hint = known or ("", problem, None)
    # What never ends, or lacks its colon, is best shown where it starts.
    if part in _SHOWN_AT_START and error.context_mark is not None:
        mark = error.context_mark
    offset = None if mark is None else min(mark.index, len(source.text))
    if offset is not None:
        special = _tab(source.text, offset) or _behind_closed(source.text, offset, problem)
        message, hint = special or (message, hint)
    return source.error(f"not valid YAML: {message}", offset=offset, hint=hint)


def _tab(text: str, offset: int) -> tuple[str, str] | None:
    line = text[text.rfind("\n", 0, offset) + 1 : offset + 1]
    if not line.endswith("\t") or line.strip():
        return None
    return "a tab in the indentation (shown as →)", "indent with blanks, two a level"


def _behind_closed(text: str, offset: int, problem: str) -> tuple[str, str] | None:
    """A text that starts with a bracket or a quote, and goes on behind the closing one."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset].rstrip(" \t")
    if "expected <block end>" not in problem or not before.endswith(("}", "]", '"', "'")):
        return None
    what = "quote" if before[-1] in "\"'" else "bracket"
    return (
        f"more text behind a closing {what}",
        "put the whole text in quotes, such as '{x} y', with single quotes around double ones",
    )
