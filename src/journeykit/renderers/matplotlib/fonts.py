"""Typefaces: which of them draw text of a style, and how long it will be.

Imported on first use only, because it loads matplotlib.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import define, field

from journeykit.renderers.matplotlib.faces import Face
from journeykit.renderers.matplotlib.typefaces import Catalogue, Cut, catalogue_of
from journeykit.view.layout.text import EstimatedMeasure

__all__ = ["TOFU", "FontMeasure", "Fonts", "fonts_of"]

TOFU = "\u25a1"
"""What stands for a character that no installed typeface has."""

_SILENT = ("Cf", "Cc")  # categories of characters that are not seen

_LAST = "DejaVu Sans"  # ships with matplotlib, so it is always there

# Asked in turn for characters that the theme's own typefaces lack. Colour
# emoji typefaces are not among them: they hold pictures, not outlines.
_FURTHER = (
    "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC",
    "Noto Sans KR", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari",
    "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai", "Noto Emoji", "Noto Sans Symbols",
    "Noto Sans Symbols 2", "IPAexGothic", "WenQuanYi Zen Hei", "Lohit Devanagari", "Unifont",
    "Hiragino Sans", "Hiragino Kaku Gothic ProN", "PingFang SC", "Apple SD Gothic Neo",
    "Geeza Pro", "Kohinoor Devanagari", "Arial Unicode MS", "Yu Gothic", "Meiryo",
    "Microsoft YaHei", "Malgun Gothic", "Nirmala UI", "Segoe UI Symbol", "Symbola",
)  # fmt: skip

_BOLD = (600, 700, 800, 500, 900)
"""What serves as semibold, best first."""

_ESTIMATE = EstimatedMeasure()


@define
class Fonts:
    """The installed typefaces of a list, and the faces that they make.

    Attributes:
        families: those that are installed, by preference.
        catalogue: the files of each.
    """

    families: tuple[str, ...]
    catalogue: Catalogue
    _faces: dict[tuple[bool, bool], Face] = field(factory=dict, init=False)

    def face(self, *, bold: bool = False, italic: bool = False) -> Face:
        """The face for a style.

        A character that no slanted or semibold file has is written upright or
        regular: many typefaces have no slanted Arabic, and none needs it.

        Args:
            bold: whether it should be semibold.
            italic: whether it should be slanted.
        """
        found = self._faces.get((bold, italic))
        if found is None:
            # Best first: a missing slant does less harm than a missing weight.
            styles = [
                (b, i) for b in dict.fromkeys((bold, False)) for i in dict.fromkeys((italic, False))
            ]
            files = [
                (family, path)
                for style in styles
                for family in self.families
                if (path := self._file(family, *style)) is not None
            ]
            # Whatever it lacks, the first typeface is not left for another one.
            own = next(pair for pair in files if pair[0] == self.families[0])
            found = Face(tuple(dict.fromkeys([own, *files])), 700 if bold else 400, italic)
            self._faces[bold, italic] = found
        return found

    def drawable(self, text: str) -> str:
        """The text with a box for every character that no typeface has."""
        return text if self.face().holds(text) else "".join(map(self._or_box, text))

    def missing(self, text: str) -> Iterator[str]:
        """The characters of a text for which there is no glyph."""
        if self.face().holds(text):
            return iter(())
        has = self.face().has
        return (c for c in text if not has(c) and unicodedata.category(c) not in _SILENT)

    def _or_box(self, character: str) -> str:
        if self.face().has(character):
            return character
        # A mark without its letter would be a box of its own: the letter's box is enough.
        return "" if unicodedata.category(character) in (*_SILENT, "Mn", "Mc", "Me") else TOFU

    def _file(self, family: str, bold: bool, italic: bool) -> Any:
        """The file in which a family has a style, or None."""
        cuts = [cut for cut in self.catalogue[family] if cut.slanted == italic]
        if not bold:
            return _nearest(cuts)
        found = {cut.weight: cut.path for cut in cuts}
        return next((found[weight] for weight in _BOLD if weight in found), None)


@define
class FontMeasure:
    """Measures with the typefaces that will draw; see `journeykit.view.layout.Measure`.

    It adds up the widths of single characters. Shaping (kerning, ligatures,
    joined letters) makes a run shorter rather than longer, so boxes hold.

    Attributes:
        fonts: the typefaces.
    """

    fonts: Fonts
    _widths: dict[tuple[bool, bool], dict[str, float]] = field(factory=dict, init=False)

    def width(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Length of a text on one line, in points."""
        widths = self._widths.setdefault((bold, italic), {})
        try:
            return sum([widths[character] for character in text]) * size
        except KeyError:
            for character in text:
                if character not in widths:
                    widths[character] = self._width(character, bold=bold, italic=italic)
        return sum([widths[character] for character in text]) * size

    def _width(self, character: str, *, bold: bool, italic: bool) -> float:
        face = self.fonts.face(bold=bold, italic=italic)
        width = face.advance(character)
        if width is not None:
            return width
        # The viewer of an SVG may have the glyph; a picture shows a box.
        box = face.advance(TOFU) or 1.0
        estimate = _ESTIMATE.width(character, 1.0)
        return max(box, estimate) if estimate else 0.0


@lru_cache(maxsize=64)
def fonts_of(families: tuple[str, ...]) -> Fonts:
    """The installed ones of some typefaces, and after them those that fill their gaps.

    Args:
        families: by preference, by name or by the path of a font file; names that
            are not installed are passed over.

    Raises:
        RenderError: if a path leads to no font.
    """
    names, catalogue = catalogue_of(families)
    wanted = dict.fromkeys((*names, _LAST, *_FURTHER))
    return Fonts(tuple(f for f in wanted if _usable(catalogue.get(f, ()))), catalogue)


def _usable(cuts: Sequence[Cut]) -> bool:
    """Whether a family has an upright cut to write text with, and its file is still there."""
    path = _nearest([cut for cut in cuts if not cut.slanted])
    return path is not None and os.path.isfile(path)


def _nearest(cuts: Sequence[Cut]) -> Any:
    """The file of the cut that is nearest to regular, or None."""
    return min(cuts, key=lambda cut: (abs(cut.weight - 400), cut.weight)).path if cuts else None
