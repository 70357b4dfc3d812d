"""Text is measured and wrapped before anything is drawn.

Nothing is ever cut: a line breaks at spaces, after hyphens and slashes, between
the characters of scripts that write none, at soft hyphens, and as a last resort
inside a word, with a hyphen where the script has one, but never inside what a
reader sees as one character.
"""

from __future__ import annotations

from journeykit.view.layout.text.breaks import Piece, cuts, pieces
from journeykit.view.layout.text.characters import SOFT_HYPHEN, clean, clusters, is_rtl
from journeykit.view.layout.text.lines import LINE, Paragraph, Style, TextLine
from journeykit.view.layout.text.measure import EstimatedMeasure, Measure
from journeykit.view.layout.text.setting import Typesetter

__all__ = [
    "LINE",
    "SOFT_HYPHEN",
    "EstimatedMeasure",
    "Measure",
    "Paragraph",
    "Piece",
    "Style",
    "TextLine",
    "Typesetter",
    "clean",
    "clusters",
    "cuts",
    "is_rtl",
    "pieces",
]
