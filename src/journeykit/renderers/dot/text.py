r"""Texts in DOT, with every text kept as text.

DOT has two kinds of text. A *name* (of a node or a cluster) is what Graphviz
compares; in it a backslash is a backslash. A *label* is what it draws; in it
`\N`, `\n`, `\l` and HTML entities have a meaning of their own.

Source: the grammar and the type "escString" of Graphviz's documentation, tried
against Graphviz 14.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["label", "label_text", "name", "names"]

# NUL ends a string in C, and UTF-8 cannot hold half of a surrogate pair.
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
REPLACEMENT = "\ufffd"

_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_END = re.compile(r"\r\n?")

# A backslash that no other one escapes, before a quote, a line end, or the closing quote.
_LOOSE_BACKSLASH = re.compile(r'(?<!\\)(?:\\\\)*\\(?=["\r\n]|\Z)')


def label(text: str) -> str:
    r"""Write a text as a label, in quotes, so that it is drawn as these very characters.

    Examples:
        >>> print(label('a\\N "b"'))
        "a\\N \"b\""
    """
    text = UNWRITABLE.sub(REPLACEMENT, _LINE_END.sub("\n", text))
    text = _ENTITY.sub("&amp;", text.replace("\\", "\\\\"))
    return '"' + text.replace('"', '\\"').replace("\n", "\\n") + '"'


def label_text(value: str) -> str:
    r"""The text of a label, from the value that Graphviz holds of it.

    Examples:
        >>> label_text("a\\\\N &amp;lt;")
        'a\\N &lt;'
    """
    text = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value, flags=re.DOTALL)
    return re.sub(r"&amp;(?=#?\w+;)", "&", text)


def names(ids: Iterable[str]) -> dict[str, str]:
    r"""The name of each id.

    An id is its own name, unless Graphviz cannot hold it: an empty one, one
    that starts with "%" (Graphviz takes it for nameless), one with NUL, or with
    a backslash where that would escape a quote. Such a one gets a name that no
    other has; its `id` attribute holds it as it is.

    Examples:
        >>> names(["pay", "50%", "%"])
        {'pay': 'pay', '50%': '50%', '%': '_%'}
    """
    ids = tuple(ids)
    found = {id: id for id in ids if _is_name(id)}
    taken = set(found)
    for id in ids:
        if id not in found:
            made = UNWRITABLE.sub(REPLACEMENT, id).replace("\\", "\\\\")
            if not made or made.startswith("%"):
                made = f"_{made}"
            while made in taken:
                made += "_"
            taken.add(made)
            found[id] = made
    return {id: found[id] for id in ids}


def _is_name(id: str) -> bool:
    return bool(id) and not (
        id.startswith("%") or UNWRITABLE.search(id) or _LOOSE_BACKSLASH.search(id)
    )


def name(made: str) -> str:
    """Write a name that `names` has made, in quotes."""
    return '"' + made.replace('"', '\\"') + '"'
