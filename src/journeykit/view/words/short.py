"""Short forms: a few sentences that fit the `alt` of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeykit.view.labels import Labels
from journeykit.view.words.text import one_line

__all__ = ["LONGEST", "counted", "named", "short"]

LONGEST = 250
"""Characters of a short form at most: longer ones are tiring to listen to."""

_MANY_NAMES = 3


def short(sentences: Iterable[str]) -> str:
    """As many of some sentences as fit, the most telling first; the first one is cut if it must.

    Examples:
        >>> short(["One.", "x" * 250, "Two."])
        'One. Two.'
        >>> short(["word " * 100]).endswith("word word…")
        True
    """
    told = ""
    for sentence in filter(None, map(one_line, sentences)):
        if not told:
            told = _cut(sentence)
        elif len(told) + 1 + len(sentence) <= LONGEST:
            told = f"{told} {sentence}"
    return told


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    kept = sentence[: LONGEST - 1]
    whole = kept.rpartition(" ")[0]
    # A text without blanks is cut within.
    return f"{whole if len(whole) > LONGEST // 2 else kept}…"


def counted(words: Labels, key: str, number: int) -> str:
    """A number of things, one or several: "1 phase", "3 phases"."""
    return words(key) if number == 1 else words(f"{key}s", number)


def named(words: Labels, names: Sequence[str], joiner: str = ", ") -> str:
    """Some names, the first few of many: "a, b and 3 more"."""
    if len(names) <= _MANY_NAMES:
        return joiner.join(names)
    first = joiner.join(names[: _MANY_NAMES - 1])
    return f"{first} {words('and_more', len(names) - _MANY_NAMES + 1)}"
