"""Text is measured and wrapped before anything is drawn.

Nothing is ever cut: a line breaks at spaces, after hyphens and slashes, between
the characters of scripts that write none, and as a last resort inside a word,
but never inside what a reader sees as one character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from attrs import Factory, define, field, frozen

from journeykit.view.scene import Align, Text

__all__ = [
    "LINE",
    "EstimatedMeasure",
    "Measure",
    "Paragraph",
    "Style",
    "TextLine",
    "Typesetter",
    "clean",
    "clusters",
    "is_rtl",
    "pieces",
]

LINE = 1.3
"""Distance from line to line, as a multiple of the size of the type."""

_FIRST = 1.0
"""Distance from the top of a line to its baseline, as a multiple of the size."""


class Measure(Protocol):
    """Tells how long a run of text will be."""

    def width(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Length of a text on one line.

        Args:
            text: what is written.
            size: of the type, in points.
            bold: whether it is semibold.
            italic: whether it is italic.

        Returns:
            Points; never less than what is drawn.
        """
        ...


@frozen
class EstimatedMeasure:
    """Measures by a table of usual widths, without opening a font.

    It errs on the side of too long, so that boxes hold in most typefaces.
    Slanted letters count as wide as upright ones.

    Examples:
        >>> EstimatedMeasure().width("ill", 10) < EstimatedMeasure().width("www", 10)
        True
    """

    def width(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,  # noqa: ARG002
    ) -> float:
        """Length of a text on one line; see `Measure.width`."""
        factor = 1.1 if bold else 1.0
        return size * factor * sum(map(_usual_width, text))


_WIDTHS = {
    **dict.fromkeys("iIjl|!'`.,:;·‘’ ", 0.36),
    **dict.fromkeys('frt()[]{}/\\-"“”°*¡', 0.46),
    **dict.fromkeys("mMwW%@—…", 1.0),
}


@lru_cache(maxsize=4096)
def _usual_width(character: str) -> float:
    """Width of a character as a multiple of the size of the type."""
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    return 0.78 if character.isupper() else 0.66


# --- what a reader sees as one character ------------------------------------


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
        if cluster and not _joins(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _joins(cluster: str, character: str) -> bool:
    """Whether a character belongs to the cluster before it."""
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
    """Tell whether a text reads from right to left: its first strong character decides.

    Examples:
        >>> is_rtl("مرحبا"), is_rtl("12 Hello")
        (True, False)
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


# --- where a line may break -------------------------------------------------

_SPACES = frozenset(" \t\u1680\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_BREAK_AFTER = frozenset("-/\u2010\u2012\u2013\u2014|\\_&")
# A line of Chinese or Japanese neither starts with what closes nor ends with what opens.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー）］｝〉》」』】〕〗〙〟’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻!?),.:;]}%‰℃"
)
_NEVER_LAST = frozenset("（［｛〈《「『【〔〖〘〝‘“([{¥$€£")


@lru_cache(maxsize=4096)
def _is_ideographic(character: str) -> bool:
    """Whether lines may break on both sides, as the script writes no spaces."""
    return unicodedata.east_asian_width(character) in ("W", "F") and not (
        "\uac00" <= character <= "\ud7af"  # Korean has spaces
    )


def clean(text: str) -> str:
    r"""Make a text drawable: control characters become U+FFFD, tabs become spaces.

    Line breaks stay; formatting marks for direction go, because runs are placed
    one by one and a mark left open would leak into nothing.

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
    if (
        character
        in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
    ):
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE:
        return "\ufffd"
    return character


def pieces(line: str) -> Iterator[tuple[str, str]]:
    """Cut a line where it may break.

    Yields:
        What stays together, and the spaces after it (which vanish at a line's end).

    Examples:
        >>> list(pieces("up-to-date form"))
        [('up-', ''), ('to-', ''), ('date', ' '), ('form', '')]
    """
    word = ""
    index = 0
    length = len(line)
    while index < length:
        character = line[index]
        if character in _SPACES:
            end = index
            while end < length and line[end] in _SPACES:
                end += 1
            yield word, line[index:end].replace("\u200b", "")
            word = ""
            index = end
            continue
        if word and _may_break(word, character):
            yield word, ""
            word = ""
        word += character
        index += 1
    if word:
        yield word, ""


def _may_break(word: str, character: str) -> bool:
    last = word[-1]
    if last in _BREAK_AFTER:
        # "-5", "--" and "e-bike" stay whole.
        return len(word) > 2 and character.isalpha() and word[-2].isalnum()
    if character.isascii() and last.isascii():
        return False
    if not (_is_ideographic(character) or _is_ideographic(last)):
        return False
    return character not in _NEVER_FIRST and last not in _NEVER_LAST and not _joins(word, character)


# --- lines ------------------------------------------------------------------


@frozen
class Style:
    """How a text is written.

    Attributes:
        size: of the type, in points.
        color: "#rrggbb".
        bold: whether it is semibold.
        italic: whether it is italic.
    """

    size: float
    color: str
    bold: bool = False
    italic: bool = False

    @property
    def line(self) -> float:
        """Distance from line to line, in points."""
        return self.size * LINE


@frozen
class TextLine:
    """A line of wrapped text.

    Attributes:
        text: what is written.
        width: how long it is, in points.
        rtl: whether it is written from right to left.
    """

    text: str
    width: float
    rtl: bool = False


@frozen
class Paragraph:
    """A wrapped text, ready to be placed.

    Attributes:
        lines: in order; empty for an empty text.
        style: how it is written.
        by_script: whether lines that read from right to left start at the right.
    """

    lines: tuple[TextLine, ...]
    style: Style
    by_script: bool = True

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.style.line

    @property
    def width(self) -> float:
        """Length of the longest line, in points."""
        return max((line.width for line in self.lines), default=0.0)

    def place(self, x: float, y: float, width: float, align: Align = Align.LEFT) -> Iterator[Text]:
        """Put it into a box.

        Args:
            x: left edge of the box.
            y: top of the first line.
            width: of the box, in points.
            align: where lines stand in the box.
        """
        style = self.style
        baseline = y + _FIRST * style.size
        for line in self.lines:
            side = align
            if self.by_script and line.rtl and align is not Align.CENTER:
                side = Align.RIGHT if align is Align.LEFT else Align.LEFT
            anchor = x
            if side is not Align.LEFT:
                anchor = x + (width / 2 if side is Align.CENTER else width)
            if line.text:
                yield Text(
                    anchor, baseline, line.text, size=style.size, color=style.color,
                    width=line.width, bold=style.bold, italic=style.italic, align=side,
                    rtl=line.rtl,
                )  # fmt: skip
            baseline += style.line


@define
class Typesetter:
    """Measures and wraps, and remembers each word that it has measured.

    Attributes:
        measure: tells how long a run of text is.
        by_script: whether lines that read from right to left start at the right;
            not where the whole figure is mirrored afterwards.
    """

    measure: Measure = Factory(EstimatedMeasure)
    by_script: bool = True
    _words: dict[tuple[str, float, bool, bool], float] = field(factory=dict, init=False)

    def width(self, text: str, style: Style) -> float:
        """Length of a text on one line, in points."""
        key = (text, style.size, style.bold, style.italic)
        width = self._words.get(key)
        if width is None:
            width = self.measure.width(text, style.size, bold=style.bold, italic=style.italic)
            self._words[key] = width
        return width

    def wrap(self, text: str, width: float, style: Style) -> Paragraph:
        """Break a text into lines.

        Args:
            text: what is written; its own line breaks are kept.
            width: how long a line may be, in points.
            style: how it is written.

        Returns:
            Lines no longer than `width`, unless a single character is.
        """
        text = clean(text)
        if "\n" not in text:
            short = self.width(text, style)
            if short <= width:
                whole = text.strip(" ")
                line = TextLine(whole, short, not whole.isascii() and is_rtl(whole))
                return Paragraph((line,) if whole else (), style, self.by_script)
        lines: list[TextLine] = []
        for part in text.split("\n"):
            rtl = is_rtl(part)
            lines += (TextLine(t, w, rtl) for t, w in self._fill(part, width, style))
        return Paragraph(tuple(lines) if text.strip() else (), style, self.by_script)

    def longest_word(self, text: str, style: Style) -> float:
        """Length of the longest piece of a text that a line should not break."""
        return max((self.width(word, style) for word, _ in pieces(clean(text))), default=0.0)

    def _fill(self, part: str, width: float, style: Style) -> Iterator[tuple[str, float]]:
        """Lines of a text without line breaks, each with its length."""
        line, length, gap = "", 0.0, ""
        for word, spaces in pieces(part):
            long = self.width(word, style) if word else 0.0
            gap_width = self.width(gap, style) if gap else 0.0
            if line and length + gap_width + long > width:
                yield line, length
                line, length, gap, gap_width = "", 0.0, "", 0.0
            rest = word
            if long > width:
                # Even an empty line does not hold the word: the last resort.
                *full, (rest, long) = self._chop(word, width, style)
                yield from full
            if line:
                line += gap + rest
                length += gap_width + long
            else:
                line, length = rest, long
            gap = spaces
        yield line, length

    def _chop(self, word: str, width: float, style: Style) -> Iterator[tuple[str, float]]:
        """Pieces of a word that is longer than a line."""
        piece, length = "", 0.0
        for cluster in clusters(word):
            long = self.width(cluster, style)
            if piece and length + long > width:
                yield piece, length
                piece, length = "", 0.0
            piece += cluster
            length += long
        yield piece, length
