"""Runs of text as the outlines of their letters.

Imported on first use only, because it loads matplotlib.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from journeykit.renderers.matplotlib.faces import Face

__all__ = ["EM", "length", "outline"]

EM = TextToPath.FONT_SCALE
"""Size of the type in which outlines are made."""


def outline(text: str, face: Face) -> Path | None:
    """Shape a run of text and give the outlines of its letters.

    Args:
        text: on one line; each character has a glyph in the face.
        face: the typefaces.

    Returns:
        The outline from the start of the baseline on, in type of the size `EM`;
        None for a text without ink, such as a space.
    """
    shaper, glyphs = _shaper(face.paths)
    # The glyphs are numbers and never change, so threads may share them.
    letters, _, _ = shaper.get_glyphs_with_font(_font(face), text, glyphs)
    vertices, codes = [], []
    for glyph, x, y, _ in letters:
        corners, kinds = glyphs[glyph]
        if len(corners):
            vertices.append(np.add(corners, (x, y)))
            codes.append(kinds)
    if not vertices:
        return None
    return Path(np.concatenate(vertices), np.concatenate(codes))


def length(text: str, face: Face) -> float:
    """How long the outline of a run of text is, in type of the size `EM`."""
    font = _font(face)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return float(width / 64)


def _font(face: Face) -> Any:
    font = face.font()
    font.set_size(EM, TextToPath.DPI)
    return font


@lru_cache(maxsize=64)
def _shaper(_: tuple[Any, ...]) -> tuple[TextToPath, dict[str, Any]]:
    """What makes outlines of a face, and those that it has made so far."""
    return TextToPath(), {}
