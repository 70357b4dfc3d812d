"""Faces: the font files that draw text of one style, and how matplotlib is told of them.

Imported on first use only, because it loads matplotlib.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from attrs import frozen
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

__all__ = ["Face", "FaceProperties"]


@frozen(slots=False)
class Face:
    """What draws text of one style: files in turn, for each character the first that has it.

    Attributes:
        files: the name of each file's family, and the file. A family may come
            twice, such as upright after slanted for what has no slanted letters.
        weight: from 400 (regular) over 600 to 700 (bold).
        italic: whether it is slanted.
    """

    files: tuple[tuple[str, Any], ...]
    weight: int
    italic: bool

    @cached_property
    def paths(self) -> tuple[Any, ...]:
        """The files."""
        return tuple(path for _, path in self.files)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """The code points for which there is a glyph."""
        return frozenset().union(*map(_coverage, self.paths))

    def has(self, character: str) -> bool:
        """Whether there is a glyph for a character."""
        return ord(character) in self.coverage

    def holds(self, text: str) -> bool:
        """Whether there is a glyph for each character."""
        return self.coverage.issuperset(map(ord, text))

    def advance(self, character: str) -> float | None:
        """Width of a character as a multiple of the size, or None where there is no glyph."""
        path = self.file(character)
        return None if path is None else _advance(path, character)

    def file(self, character: str) -> Any:
        """The file that draws a character, or None where there is no glyph."""
        point = ord(character)
        return next((path for path in self.paths if point in _coverage(path)), None)

    def font(self) -> Any:
        """All files as one font of matplotlib, for this thread alone.

        A font keeps its size and its text, so threads must not share one
        (https://github.com/matplotlib/matplotlib/issues/19560): matplotlib keeps
        one a thread.
        """
        return get_font(self.paths)

    def properties(self, size: float) -> FontProperties:
        """The same for artists of matplotlib.

        Args:
            size: of the type, in points.
        """
        return FaceProperties(self, size)


class FaceProperties(FontProperties):
    """Properties that name the files of a face, so that no global list needs to know them.

    matplotlib looks up one family after the other: it copies the properties, sets
    the family on the copy, and takes the copy's file if that has one
    (`FontManager._find_fonts_by_props` and `findfont` in matplotlib 3.11). So these
    choose the file as soon as they are given one of their own families. A copy of
    `FontProperties` would be a plain one; a copy of these is not.
    """

    def __init__(self, face: Face, size: float) -> None:
        # A tuple, since `FontProperties` hashes all attributes.
        self._files: tuple[tuple[str, Any], ...] = ()
        families: dict[str, Any] = {}
        for family, path in face.files:
            families[family if family not in families else f"{family} ({len(families)})"] = path
        super().__init__(
            family=list(families), weight=face.weight, size=size,
            style="italic" if face.italic else "normal",
            # What is not said would come from global settings.
            variant="normal", stretch="normal", math_fontfamily="dejavusans",
        )  # fmt: skip
        self._files = tuple(families.items())

    def set_family(self, family: Any) -> None:
        """Choose families by name; one that the face has chooses its file."""
        super().set_family(family)
        if self._files:
            self.set_file(dict(self._files).get(family) if isinstance(family, str) else None)

    set_name = set_family

    def __copy__(self) -> FaceProperties:
        new = FaceProperties.__new__(FaceProperties)
        new.__dict__.update(self.__dict__)
        return new


@lru_cache(maxsize=128)
def _coverage(path: Any) -> frozenset[int]:
    return frozenset(get_font(path).get_charmap())


@lru_cache(maxsize=65536)
def _advance(path: Any, character: str) -> float:
    font = get_font(path)
    glyph = font.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance / font.units_per_EM)
