"""Typefaces: which one draws a run of text, and how long it will be.

Imported on first use only, because it loads matplotlib.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any

from attrs import define, field, frozen
from matplotlib.font_manager import FontProperties, fontManager, get_font, weight_dict
from matplotlib.ft2font import LoadFlags

from journeykit.view.layout.text import EstimatedMeasure

__all__ = ["TOFU", "Face", "FontMeasure", "Fonts", "fonts_of"]

TOFU = "\u25a1"
"""What stands for a character that no installed typeface has."""

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

_ESTIMATE = EstimatedMeasure()
_LOCK = threading.Lock()


@frozen
class Face:
    """What draws a run of text.

    Attributes:
        families: typefaces in turn, for each character the first that has it.
        weight: from 400 (regular) over 600 to 700 (bold).
        italic: whether it is slanted.
        paths: the files of the families.
    """

    families: tuple[str, ...]
    weight: int
    italic: bool
    paths: tuple[Any, ...] = field(eq=False)

    def properties(self, size: float) -> FontProperties:
        """The same for matplotlib.

        Args:
            size: of the type, in points.
        """
        return FontProperties(
            family=list(self.families), weight=self.weight, size=size,
            style="italic" if self.italic else "normal",
            # What is not said would come from global settings.
            variant="normal", stretch="normal", math_fontfamily="dejavusans",
        )  # fmt: skip

    def has(self, character: str) -> bool:
        """Whether one of the typefaces has a glyph for a character."""
        return any(ord(character) in _coverage(path) for path in self.paths)

    def advance(self, character: str) -> float | None:
        """Width of a character as a multiple of the size, or None where there is no glyph."""
        for path in self.paths:
            if ord(character) in _coverage(path):
                return _advance(path, character)
        return None


@define
class Fonts:
    """The installed typefaces of a list, and the choice among their faces.

    Attributes:
        families: those that are installed, by preference.
    """

    families: tuple[str, ...]
    _faces: dict[tuple[bool, bool], tuple[Face, ...]] = field(factory=dict, init=False)

    def face(self, text: str, *, bold: bool = False, italic: bool = False) -> Face:
        """The face for a run of text.

        A whole run takes one face. Where the slanted or the bold one lacks a
        character (many have no Arabic), the run is written upright or regular.

        Args:
            text: the run.
            bold: whether it should be semibold.
            italic: whether it should be slanted.
        """
        faces = self.faces(bold=bold, italic=italic)
        for face in faces:
            if all(face.has(character) for character in text):
                return face
        return faces[-1]

    def faces(self, *, bold: bool, italic: bool) -> tuple[Face, ...]:
        """The faces to try in turn; the last of them is upright and regular."""
        found = self._faces.get((bold, italic))
        if found is None:
            found = tuple(self._candidates(bold=bold, italic=italic))
            self._faces[bold, italic] = found
        return found

    def drawable(self, text: str) -> str:
        """The text with a box for every character that no typeface has."""
        face = self.face(text)
        if all(map(face.has, text)):
            return text
        return "".join(map(self._or_box, text))

    def missing(self, text: str) -> Iterator[str]:
        """The characters of a text for which there is no glyph."""
        last = self.faces(bold=False, italic=False)[-1]
        return (c for c in text if not last.has(c) and unicodedata.category(c) not in _SILENT)

    def _or_box(self, character: str) -> str:
        if self.faces(bold=False, italic=False)[-1].has(character):
            return character
        # A mark without its letter would be a box of its own: the letter's box is enough.
        return "" if unicodedata.category(character) in (*_SILENT, "Mn", "Mc", "Me") else TOFU

    def _candidates(self, *, bold: bool, italic: bool) -> Iterator[Face]:
        # Semibold only where the first typeface has it: mixed weights look like a fault.
        if bold:
            yield from self._face(self.families[:1], 600, italic)
            yield from self._face(self.families, 700, italic)
            if italic:
                yield from self._face(self.families, 700, False)
        elif italic:
            yield from self._face(self.families, 400, True)
        yield from self._face(self.families, 400, False)

    @staticmethod
    def _face(families: Iterable[str], weight: int, italic: bool) -> Iterator[Face]:
        # Only families that have exactly this face: for others matplotlib would
        # take the nearest, and write a line to the log each time.
        exact = tuple(f for f in families if (weight, italic) in _styles().get(f, ()))
        if exact:
            paths = tuple(_file(family, weight, italic) for family in exact)
            yield Face(exact, weight, italic, paths)


_SILENT = ("Cf", "Cc")


@define
class FontMeasure:
    """Measures with the typefaces that will draw; see `journeykit.view.layout.Measure`.

    It adds up the widths of single characters. Shaping (kerning, ligatures,
    joined letters) makes a run shorter rather than longer, so boxes hold.

    Attributes:
        fonts: the typefaces.
    """

    fonts: Fonts
    _widths: dict[tuple[str, bool, bool], float] = field(factory=dict, init=False)

    def width(self, text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
        """Length of a text on one line, in points."""
        widths = self._widths
        total = 0.0
        for character in text:
            key = (character, bold, italic)
            width = widths.get(key)
            if width is None:
                width = widths[key] = self._width(*key)
            total += width
        return total * size

    def _width(self, character: str, bold: bool, italic: bool) -> float:
        for face in self.fonts.faces(bold=bold, italic=italic):
            width = face.advance(character)
            if width is not None:
                return width
        # The viewer of an SVG may have the glyph; a picture shows a box.
        box = self.fonts.faces(bold=bold, italic=italic)[-1].advance(TOFU) or 1.0
        estimate = _ESTIMATE.width(character, 1.0)
        return max(box, estimate) if estimate else 0.0


@lru_cache(maxsize=64)
def fonts_of(families: tuple[str, ...]) -> Fonts:
    """The installed ones of some typefaces, and after them those that fill their gaps.

    Args:
        families: by preference; those that are not installed are passed over.
    """
    _add_font_packages()
    known = _styles()
    wanted = dict.fromkeys((*families, _LAST, *_FURTHER))
    return Fonts(tuple(f for f in wanted if (400, False) in known.get(f, ())))


def _add_font_packages() -> None:
    """Make typefaces known that are installed as Python packages, such as font-source-sans-pro.

    Such packages name themselves by an entry point, and matplotlib does not look for them.
    """
    with _LOCK:
        if not entry_points(group="fonts_ttf"):
            return
        known = {entry.fname for entry in fontManager.ttflist}
        for point in entry_points(group="fonts_ttf"):
            for file in (point.dist and point.dist.files) or ():
                path = str(file.locate())
                if path.lower().endswith(".ttf") and path not in known:
                    fontManager.addfont(path)
                    _styles.cache_clear()


@lru_cache(maxsize=1)
def _styles() -> dict[str, set[tuple[int, bool]]]:
    """(weight, slanted) of the faces of each installed family, of usual width."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for entry in fontManager.ttflist:
        weight = entry.weight if isinstance(entry.weight, int) else weight_dict[entry.weight]
        if entry.stretch == "normal" and entry.variant == "normal":
            slanted = entry.style != "normal"
            found.setdefault(entry.name, set()).add((int(weight), slanted))
    return found


@lru_cache(maxsize=512)
def _file(family: str, weight: int, italic: bool) -> Any:
    wanted = FontProperties(
        family=[family], weight=weight, style="italic" if italic else "normal",
        variant="normal", stretch="normal", size=10.0,
    )  # fmt: skip
    return fontManager.findfont(wanted, fallback_to_default=False)


@lru_cache(maxsize=128)
def _coverage(path: Any) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


@lru_cache(maxsize=65536)
def _advance(path: Any, character: str) -> float:
    font = get_font(path)
    glyph = font.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance / font.units_per_EM)
