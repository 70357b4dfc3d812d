"""Pictures: PNG, SVG and PDF, and matplotlib figures to build on."""

from __future__ import annotations

from journeykit.renderers.matplotlib.renderer import (
    MatplotlibRenderer,
    MissingGlyphWarning,
    to_figure,
)

__all__ = ["MatplotlibRenderer", "MissingGlyphWarning", "to_figure"]
