"""Characters that no typeface has: which, and what to install."""

from __future__ import annotations

import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from journeykit.renderers.protocol import Loss
from journeykit.view.scene import Scene, texts

if TYPE_CHECKING:
    from journeykit.renderers.matplotlib.fonts import Fonts

__all__ = ["MissingGlyphWarning", "missing_glyphs"]

_JAPANESE = frozenset(("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"))


class MissingGlyphWarning(UserWarning):
    """No installed typeface has some of the characters; boxes stand in their place."""


def missing_glyphs(scenes: Sequence[Scene], fonts: Fonts) -> list[Loss]:
    """Warn of characters without a glyph, once for all of them.

    Args:
        scenes: what is to be drawn.
        fonts: what draws it.

    Returns:
        How many are lost, if any.
    """
    counts = Counter(
        character
        for scene in scenes
        for run in texts(scene.items)
        for character in fonts.missing(run.text)
    )
    if not counts:
        return []
    some = " ".join(list(counts)[:12]) + (" ..." if len(counts) > 12 else "")
    msg = (
        f"no installed typeface has {len(counts)} of the characters, and boxes are drawn "
        f"instead: {some}; {_hint(counts)}"
    )
    warnings.warn(msg, MissingGlyphWarning, stacklevel=4)
    noun = "character" if counts.total() == 1 else "characters"
    return [Loss(f"{noun} drawn as boxes, for want of a typeface", counts.total())]


def _hint(characters: Iterable[str]) -> str:
    """What would help: an extra for Japanese, and a typeface for each other script."""
    hints: dict[str, None] = {}
    families: dict[str, None] = {}
    for character in characters:
        script = unicodedata.name(character, "SYMBOL").partition(" ")[0]
        if script in _JAPANESE:
            hints["pip install 'journeykit[japanese]'"] = None
        elif unicodedata.category(character)[0] in "LMN":
            families[f"Noto Sans {script.title()}"] = None
        else:
            families["Noto Emoji"] = None
    if families:
        wanted = ", ".join(sorted(families))
        hints[f"install {wanted}, or name a font file that has them in Theme.families"] = None
    return "; ".join(hints)
