"""Typefaces that travel with a picture, so that it looks the same to everybody."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from journeykit.renderers.matplotlib.svg import is_slanted
from journeykit.view.scene import Text

if TYPE_CHECKING:
    from journeykit.renderers.matplotlib.fonts import Fonts

__all__ = ["Embedding", "embed"]

_Style: TypeAlias = tuple[bool, bool]
"""Whether a text is bold, and whether it is slanted."""


@frozen
class Embedding:
    """The typefaces of a picture, as rules of a style sheet.

    Attributes:
        family: by which name the rules know them; None where there are none.
        rules: the rules.
        refused: families that may not be embedded, or cannot.
        loose: styles of which that is true of some characters: whether bold, whether
            slanted. How long they come out is up to the viewer.
    """

    family: str | None
    rules: str
    refused: tuple[str, ...]
    loose: frozenset[_Style]


def embed(runs: Iterable[Text], fonts: Fonts) -> Embedding:
    """Embed what draws some runs of text, and no more characters than they have.

    Each style becomes one typeface for the viewer: of several files, each with the
    characters that it was measured with. The name of the family is made of its
    content. So neither what a reader has installed nor another picture in the same
    page gets in the way.

    Args:
        runs: texts, placed.
        fonts: what they were measured with.
    """
    rules: list[str] = []
    refused: dict[str, None] = {}
    loose: set[_Style] = set()
    for (bold, italic), characters in sorted(_characters(runs).items()):
        look = f"font-weight:{600 if bold else 400};font-style:{'italic' if italic else 'normal'}"
        for family, path, points in _files(characters, fonts, bold=bold, italic=italic):
            source = _source(path, points)
            if source is None:
                refused[family] = None
                loose.add((bold, italic))
            else:
                rules.append(f"{look};src:{source};unicode-range:{_ranges(points)}")
    name = None
    if rules:
        name = f"journeykit-{hashlib.sha256(''.join(rules).encode()).hexdigest()[:12]}"
    sheet = "\n".join(f"@font-face{{font-family:{name};{rule}}}" for rule in rules)
    return Embedding(name, sheet, tuple(refused), frozenset(loose))


def _characters(runs: Iterable[Text]) -> dict[_Style, set[str]]:
    """The characters of each style: bold or not, slanted or not."""
    found: dict[_Style, set[str]] = {}
    texts: dict[_Style, set[str]] = {}
    for run in runs:
        texts.setdefault((run.bold, is_slanted(run)), set()).add(run.text)
    for style, lines in texts.items():
        text = "\n".join(sorted(lines))
        # A viewer may compose a letter and its mark, or take them apart.
        forms = (text, *(unicodedata.normalize(form, text) for form in ("NFC", "NFKD")))
        found[style] = set().union(*forms)
    return found


def _files(
    characters: Iterable[str], fonts: Fonts, *, bold: bool, italic: bool
) -> Iterator[tuple[str, Any, frozenset[int]]]:
    """The files of a style: family, path and the characters that it draws."""
    face = fonts.face(bold=bold, italic=italic)
    drawn: dict[Any, set[int]] = {}
    for character in characters:
        path = face.file(character)
        if path is not None:
            drawn.setdefault(path, set()).add(ord(character))
    # In the order of the face, each file once.
    families = {path: family for family, path in reversed(face.files)}
    for path in dict.fromkeys(face.paths):
        if path in drawn:
            yield families[path], path, frozenset(drawn[path])


def _source(path: Any, points: frozenset[int]) -> str | None:
    from journeykit.renderers.matplotlib.subsets import subset

    data = subset(path, points)
    if data is None:
        return None
    return f"url(data:font/woff;base64,{base64.b64encode(data).decode()})"


def _ranges(points: Iterable[int]) -> str:
    """Code points as a style sheet writes them."""
    ranges: list[tuple[int, int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    return ",".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in ranges)
