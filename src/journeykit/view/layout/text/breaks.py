"""Where a line may break: between words, within words, within addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from journeykit.view.layout.text.characters import SOFT_HYPHEN, joins

__all__ = ["Piece", "cuts", "pieces"]

_SPACES = frozenset(" \t\u1680\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_BREAK_AFTER = frozenset("-/\u2010\u2012\u2013\u2014|\\_&")
# A line of Chinese or Japanese neither starts with what closes nor ends with what opens.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー）］｝〉》」』】〕〗〙〟’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻!?),.:;]}%‰℃"
)
_NEVER_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“([{¥$€£")

# Most lines hold none of these, and break at plain spaces alone.
_SPECIAL = re.compile("[-/|\\\\_&\u00ad\u1100-\u200f\u2010\u2012-\u2014\u2028-\U0010ffff]")
_WORDS = re.compile("([^ \t]*)([ \t]*)")

# Web and mail addresses, paths and names of programs: a hyphen would become a part of them.
_ADDRESS = re.compile(r"://|\w[@._\\]\w|\w/\w*/\w")
_JOINTS = frozenset("/\\._-?=&#@:")


class Piece(NamedTuple):
    """What stays together on a line.

    Attributes:
        text: the letters.
        gap: the spaces after it, which vanish at the end of a line; or a soft
            hyphen, which shows only there; or nothing.
        address: whether it is part of an address, in which a hyphen would be wrong.
    """

    text: str
    gap: str = ""
    address: bool = False


def pieces(line: str) -> Iterator[Piece]:
    """Cut a line where it may break.

    Examples:
        >>> [piece.text for piece in pieces("up-to-date form")]
        ['up-', 'to-', 'date', 'form']
    """
    if _SPECIAL.search(line):
        yield from _careful_pieces(line)
        return
    for word, gap in _WORDS.findall(line):
        if word or gap:
            yield Piece(word, gap, "." in word and _is_address(word))


def _careful_pieces(line: str) -> Iterator[Piece]:
    for token, spaces in _tokens(line):
        address = _is_address(token)
        word = ""
        for character in token:
            if character == SOFT_HYPHEN:
                yield Piece(word, SOFT_HYPHEN, address)
                word = ""
                continue
            if word and _may_break(word, character):
                yield Piece(word, "", address)
                word = ""
            word += character
        if word or spaces:
            yield Piece(word, spaces.replace("\u200b", ""), address)


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    """Words as spaces part them, each with the spaces after it."""
    start, length = 0, len(line)
    while start < length:
        middle = start
        while middle < length and line[middle] not in _SPACES:
            middle += 1
        end = middle
        while end < length and line[end] in _SPACES:
            end += 1
        yield line[start:middle], line[middle:end]
        start = end


@lru_cache(maxsize=4096)
def _is_address(word: str) -> bool:
    return _ADDRESS.search(word) is not None


def _may_break(word: str, character: str) -> bool:
    last = word[-1]
    if last in _BREAK_AFTER:
        # "-5", "--" and "e-bike" stay whole.
        return len(word) > 2 and character.isalpha() and word[-2].isalnum()
    if character.isascii() and last.isascii():
        return False
    if not (_is_ideographic(character) or _is_ideographic(last)):
        return False
    return character not in _NEVER_FIRST and last not in _NEVER_LAST and not joins(word, character)


@lru_cache(maxsize=4096)
def _is_ideographic(character: str) -> bool:
    """Whether lines may break on both sides, as the script writes no spaces."""
    return unicodedata.east_asian_width(character) in ("W", "F") and not (
        "\uac00" <= character <= "\ud7af"  # Korean has spaces
    )


# --- within a word ----------------------------------------------------------

_VOWELS = frozenset("aeiouyæøœıαεηιουωаеиоуыэюяіє")
# Stand for one sound, or begin a syllable together.
_SOUNDS = (
    "schl", "schm", "schn", "schr", "schw", "sch", "spr", "str", "ch", "ck", "ph", "rh", "sh", "th",
    "bl", "br", "dr", "fl", "fr", "gr", "kr", "pl", "pr", "tr",
)  # fmt: skip
_NEVER_PARTED = frozenset(("sc", "ch", "ck", "ph", "qu", "rh", "sh", "th"))
# German compounds join their parts with an s behind these endings.
_JOINED = re.compile("(?:heit|keit|ling|schaft|tat|tion|ung)s(?=[a-z]{3})")


class Cut(NamedTuple):
    """A place within a word that is longer than its line.

    Attributes:
        hyphen: whether a hyphen shows that the word goes on.
        worth: 2 where a reader would part the word, 1 where that does little
            harm, 0 for the last resort.
    """

    hyphen: bool
    worth: int


def cuts(characters: Sequence[str], *, address: bool = False) -> list[Cut]:
    """Say of each place between the characters of a word what it is to break there.

    Addresses break after their joints, and never with a hyphen. Other words break
    with one wherever two letters of an alphabet meet that has hyphens (Latin,
    Greek, Cyrillic), best between syllables. Those are told by a rule of thumb,
    no dictionary: the last consonant before a vowel goes to the next line, and
    what stands for one sound stays together (after paragraphs 110 and 111 of the
    official German spelling rules, which does for other languages).

    Args:
        characters: of the word, as a reader sees them.
        address: whether the word is part of an address.

    Returns:
        As many as there are characters; the n-th is the place before the n-th.

    Examples:
        >>> word = "Rechtsschutz"
        >>> [word[:n] for n, cut in enumerate(cuts(word)) if cut.worth == 2]
        ['Rechts']
    """
    if address:
        return [
            Cut(False, 2 if n > 0 and characters[n - 1] in _JOINTS else 1)
            for n in range(len(characters))
        ]
    letters = [_letter(character) for character in characters]
    found = [Cut(False, 1)] * len(letters)
    start = 0
    for end in range(len(letters) + 1):
        if end == len(letters) or not letters[end]:
            found[start + 1 : end] = _cuts_of(letters[start:end])
            start = end + 1
    return found


def _cuts_of(letters: Sequence[str]) -> Iterator[Cut]:
    """The places within a word of letters alone, from the second on."""
    count = len(letters)
    good = set(_syllables(letters))
    for match in _JOINED.finditer("".join(letters)):
        good -= {match.end() - 1}
        good |= {match.end()}
    for place in range(1, count):
        enough = place >= 2 and count - place >= 3
        parted = letters[place - 1] + letters[place] in _NEVER_PARTED
        yield Cut(True, 2 if enough and place in good else int(enough and not parted))


def _syllables(letters: Sequence[str]) -> Iterator[int]:
    """Places before what a vowel begins its syllable with, if another vowel was before."""
    start = 0
    spoken = False
    for place, letter in enumerate(letters):
        if letter in _VOWELS:
            onset = place - _sound("".join(letters[start:place]))
            if spoken and onset < place:
                yield onset
            spoken, start = True, place + 1


def _sound(consonants: str) -> int:
    """How many of some consonants belong to the vowel behind them."""
    return next((len(s) for s in _SOUNDS if consonants.endswith(s)), min(1, len(consonants)))


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    """The small letter without accents, or nothing if its script has no hyphens."""
    base = unicodedata.normalize("NFD", character)[0]
    if not base.isalpha():
        return ""
    alphabet = unicodedata.name(base, "").partition(" ")[0]
    return base.lower() if alphabet in ("LATIN", "GREEK", "CYRILLIC") else ""
