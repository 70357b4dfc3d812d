"""Characters: what a reader sees as one, which way they run, and which cannot be drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["SOFT_HYPHEN", "clean", "clusters", "is_rtl", "joins"]

SOFT_HYPHEN = "\u00ad"
"""Where a word may break, and shows a hyphen if it does."""

_LEFT_TO_RIGHT = "\u200e"
"""The left-to-right mark, a character of no width."""


def clusters(text: str) -> Iterator[str]:
    r"""Cut a text into what a reader sees as single characters.

    Combining marks stay with their base, the parts of a joined emoji with each
    other, regional indicators in pairs, and consonants of Indic scripts with
    those that a virama binds to them. This is the heart of the extended
    grapheme clusters of Unicode Standard Annex 29, without its rare cases.

    Examples:
        >>> [len(cluster) for cluster in clusters("e\u0301a")]
        [2, 1]
        >>> len(list(clusters("\U0001f469\u200d\U0001f680!")))
        2
    """
    cluster = ""
    for character in text:
        if cluster and not joins(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def joins(cluster: str, character: str) -> bool:
    """Tell whether a character belongs to the cluster before it."""
    if character.isascii():
        return False
    last = cluster[-1]
    if _extends(character) or last == "\u200d":
        return True
    if unicodedata.combining(last) == 9 and unicodedata.category(character) == "Lo":
        return True
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        # A flag is two regional indicators; a third begins the next flag.
        return len(cluster) == 1 and "\U0001f1e6" <= last <= "\U0001f1ff"
    # Hangul written in parts: vowels and finals follow their initial.
    return "\u1160" <= character <= "\u11ff" and "\u1100" <= last <= "\u11ff"


@lru_cache(maxsize=4096)
def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


@lru_cache(maxsize=16384)
def is_rtl(text: str) -> bool:
    r"""Tell whether a text reads from right to left: its first strong character decides.

    That may be a mark of no width, before a name in another script.

    Examples:
        >>> is_rtl("مرحبا"), is_rtl("12 Hello"), is_rtl("\u200fHello")
        (True, False, True)
    """
    for character in text:
        if character == _LEFT_TO_RIGHT:
            # It orders the digits beside it, and says nothing of the whole.
            continue
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


def clean(text: str) -> str:
    r"""Make a text drawable: control characters become U+FFFD, tabs become spaces.

    Line breaks and soft hyphens stay, and the marks that order the digits and signs
    beside them. What opens or closes a direction goes: runs are placed one by one,
    and one left open would leak into nothing.

    Examples:
        >>> clean("a\tb\x00c")
        'a b\ufffdc'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_drawable, text.replace("\r\n", "\n")))


@lru_cache(maxsize=4096)
def _drawable(character: str) -> str:
    if character in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff":
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE:
        return "\ufffd"
    return character
