"""The typesetter: measures words and fills lines with them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, define, field

from journeykit.view.layout.text.breaks import Piece, cuts, pieces
from journeykit.view.layout.text.characters import SOFT_HYPHEN, clean, clusters, is_rtl
from journeykit.view.layout.text.lines import Paragraph, Style, TextLine
from journeykit.view.layout.text.measure import EstimatedMeasure, Measure

__all__ = ["Typesetter"]

_HYPHEN = "-"

# A break between syllables may leave this part of a line empty that another would fill.
_RAGGED = 0.5


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
            text: what is written; its own line breaks are kept, and its soft
                hyphens show where a line breaks at them.
            width: how long a line may be, in points.
            style: how it is written.

        Returns:
            Lines no longer than `width`, unless a single character is.
        """
        text = clean(text)
        if "\n" not in text:
            whole = text.replace(SOFT_HYPHEN, "")
            short = self.width(whole, style)
            if short <= width:
                whole = whole.strip(" ")
                line = TextLine(whole, short, not whole.isascii() and is_rtl(whole))
                return Paragraph((line,) if whole else (), style, self.by_script)
        lines: list[TextLine] = []
        for part in text.split("\n"):
            lines += self._fill(part, width, style, rtl=is_rtl(part))
        return Paragraph(tuple(lines) if text.strip() else (), style, self.by_script)

    def longest_word(self, text: str, style: Style) -> float:
        """Length of the longest piece of a text that a line should not break."""
        return max(
            (
                self.width(piece.text + _HYPHEN * (piece.gap == SOFT_HYPHEN), style)
                for piece in pieces(clean(text))
            ),
            default=0.0,
        )

    def _fill(self, part: str, width: float, style: Style, *, rtl: bool) -> Iterator[TextLine]:
        """Lines of a text without line breaks."""
        line, length, gap = "", 0.0, ""
        for piece in pieces(part):
            word = piece.text
            long = self.width(word, style) if word else 0.0
            hyphen = self.width(_HYPHEN, style) if piece.gap == SOFT_HYPHEN else 0.0
            gap_width = self.width(gap, style) if gap and gap != SOFT_HYPHEN else 0.0
            if line and length + gap_width + long + hyphen > width:
                yield self._ended(line, length, gap, width, style, rtl=rtl)
                line, length, gap, gap_width = "", 0.0, "", 0.0
            if long > width:
                # Even an empty line does not hold the word: the last resort.
                *full, (word, long, _) = self._chop(piece, width, style)
                yield from (TextLine(text, wide, rtl, broken) for text, wide, broken in full)
            if line:
                line += word if gap == SOFT_HYPHEN else gap + word
                length += gap_width + long
            else:
                line, length = word, long
            gap = piece.gap
        yield TextLine(line, length, rtl)

    def _ended(
        self, line: str, length: float, gap: str, width: float, style: Style, *, rtl: bool
    ) -> TextLine:
        """A full line, with the hyphen that a soft one becomes at its end."""
        if gap == SOFT_HYPHEN:
            longer = length + self.width(_HYPHEN, style)
            if longer <= width:
                return TextLine(line + _HYPHEN, longer, rtl, broken=True)
        return TextLine(line, length, rtl)

    def _chop(self, piece: Piece, width: float, style: Style) -> Iterator[tuple[str, float, bool]]:
        """Parts of a word that is longer than a line, and whether a hyphen ends each."""
        characters = list(clusters(piece.text))
        places = cuts(characters, address=piece.address)
        lengths = [self.width(character, style) for character in characters]
        hyphen = self.width(_HYPHEN, style)
        start = 0
        while True:
            # The best place of each worth, as far right as a line holds.
            best = {0: (start + 1, lengths[start])}
            length = 0.0
            for place in range(start, len(characters)):
                hyphenated = length + (hyphen if places[place].hyphen else 0.0)
                if place > start and hyphenated <= width:
                    best[places[place].worth] = (place, length)
                if place > start and length + lengths[place] > width:
                    break
                length += lengths[place]
            else:
                yield "".join(characters[start:]), length, False
                return
            cut, length = max(best.values())
            for worth in (1, 2):
                if worth in best and best[worth][1] >= (1 - _RAGGED) * length:
                    cut, length = best[worth]
            text = "".join(characters[start:cut])
            if places[cut].hyphen and length + hyphen <= width:
                yield text + _HYPHEN, length + hyphen, True
            else:
                yield text, length, False
            start = cut
