"""The part of a font file that a picture needs, as WOFF.

Imported on first use only, because it loads fontTools.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

__all__ = ["subset"]

# Outlines, widths, and what shapes and places letters. All else would cost space
# (instructions, bitmaps), stand in the way (signatures), or change each time
# (FontForge's dates).
_TABLES = frozenset({
    "GlyphOrder", "head", "hhea", "hmtx", "maxp", "OS/2", "name", "post", "cmap",
    "glyf", "loca", "CFF ", "CFF2", "GDEF", "GSUB", "GPOS", "kern",
    "fvar", "gvar", "avar", "HVAR", "MVAR",
})  # fmt: skip

# Never on by themselves for text on a line, but with glyphs of their own.
_UNUSED = ("frac", "numr", "dnom", "valt", "vert", "vkrn", "vpal", "vrt2", "vchw", "vhal")

# Of the names, who made it and where its licence is. The name of the family may be
# reserved for what its authors release, which a part of it is not.
_NAMES = [0, 14]

# What a file allows: table `OS/2`, field `fsType`, of the OpenType specification,
# https://learn.microsoft.com/typography/opentype/spec/os2#fstype.
_USAGE, _EDITABLE, _WHOLE, _BITMAPS = 0x000F, 0x0008, 0x0100, 0x0200


@lru_cache(maxsize=128)
def subset(path: Any, characters: frozenset[int]) -> bytes | None:
    """Cut some characters out of a font, with all forms that shaping may choose.

    The same font and characters give the same bytes: dates stay those of the font.

    Args:
        path: of the file, with the number of the face within it.
        characters: code points; those that the font lacks are passed over.

    Returns:
        A font in WOFF, which all browsers read; None where the font does not allow
        it, or is built in a way that cannot be taken apart.
    """
    try:
        with Path(path).open("rb") as file:
            font = TTFont(
                file, fontNumber=getattr(path, "face_index", 0), lazy=True,
                recalcTimestamp=False, recalcBBoxes=False,
            )  # fmt: skip
            return _cut(font, characters) if _may_be_embedded(font) else None
    # Fonts are broken in many ways, of which drawing notices few.
    except Exception:
        return None


def _may_be_embedded(font: Any) -> bool:
    """Whether a font allows to be embedded in part in what its reader may edit."""
    if "OS/2" not in font:
        return False
    allows: int = font["OS/2"].fsType
    free = not allows & _USAGE or allows & _EDITABLE
    return bool(free and not allows & (_WHOLE | _BITMAPS))


def _cut(font: Any, characters: frozenset[int]) -> bytes:
    for table in set(font.keys()) - _TABLES:
        del font[table]
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = False
    options.name_IDs = _NAMES
    options.layout_features = [f for f in options.layout_features if f not in _UNUSED]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if "fvar" in font:
        # A browser would turn the weight up by what is asked for; pictures are
        # measured with the cut that the file has by default.
        usual = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        instantiateVariableFont(font, usual, inplace=True)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
