"""The reference pictures, and how two pictures are compared.

`python tests/images/pictures.py` compares, with `--update` it draws the references
anew; `make images` and `make images-update` do so with the typefaces that matplotlib
and the extras bring, and no others. All else about pictures is proven on scenes:
these few catch what only shows when a scene becomes pixels.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

# Before matplotlib makes its list of typefaces.
os.environ["MPL_IGNORE_SYSTEM_FONTS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

import matplotlib as mpl
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

import journeykit as jk
from journeykit.renderers.matplotlib import MatplotlibRenderer
from journeykit.view import DARK, LIGHT, PRINT, Filter, Theme, view
from journeykit.view.figures import Figure
from journeys import rich_journey

__all__ = ["DPI", "HERE", "PICTURES", "PINNED", "TOLERANCE", "difference", "draw", "unready"]

HERE = Path(__file__).parent

PINNED = "3.11.2"
"""The matplotlib that drew the references; it brings FreeType, so letters depend on it."""

WINDOW = 6
"""Width and height of the smallest part of a picture that is compared, in pixels."""

TOLERANCE = 12.0
"""How much a part may differ, in the mean of its pixels, of 255.

The smallest sign of a map, a dot of severity, is 4 pixels wide at the resolution of
the references: lost, it changes the window around it by twice as much as this, and
`test_images.py` tries it. Smoothing of edges differs between processors by one or two.
"""

DPI = 54.0
"""Resolution of the references."""


_LANES = ("emotions", "pain_points", "opportunities", "metrics")


def _map(language: str, size: int) -> Callable[[], Figure]:
    """A map of the lanes that are pictures; those of plain text alike are left out."""
    only = Filter(lanes=_LANES)
    return lambda: view(rich_journey(size, language, personas=1), "map", only=only)


PICTURES: dict[str, tuple[Callable[[], Figure], Theme]] = {
    "map-light": (_map("en", 3), LIGHT),
    "map-dark": (_map("en", 3), DARK),
    "map-print": (_map("en", 3), PRINT),
    "map-right-to-left": (_map("he", 3), LIGHT),
    "blueprint-german": (lambda: view(rich_journey(3, "de", personas=0), "blueprint"), LIGHT),
    "flow": (lambda: view(rich_journey(7), "flow"), LIGHT),
    "funnel": (lambda: view(jk.drop_off(rich_journey(7))), LIGHT),
    "matrix": (lambda: view(jk.rank_opportunities(rich_journey(12)), "importance"), LIGHT),
}
"""What is drawn, by the name of its file."""


def unready() -> str | None:
    """Why pictures cannot be compared here, or None."""
    from journeykit.renderers.matplotlib.fonts import fonts_of

    if mpl.__version__ != PINNED:
        return f"the references are those of matplotlib {PINNED}, and this is {mpl.__version__}"
    if "Source Sans Pro" not in fonts_of(LIGHT.families).families:
        return "the references are drawn in Source Sans Pro: pip install 'journeykit[type]'"
    return None


def draw(name: str) -> bytes:
    """Draw one of the pictures as PNG."""
    figure, theme = PICTURES[name]
    return MatplotlibRenderer(dpi=DPI).render(figure(), theme=theme, suffix=".png").data


def difference(one: bytes, other: bytes) -> float:
    """The mean difference, of 255, where two pictures differ most; infinite if their sizes do.

    It is the largest, over all windows of `WINDOW` by `WINDOW` pixels wherever they
    start, of the mean over their pixels of the largest difference of red, green and blue.
    """
    first, second = (
        np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.float32)
        for data in (one, other)
    )
    if first.shape != second.shape:
        return float("inf")
    pixels = np.abs(first - second).max(axis=2)
    rows = sliding_window_view(pixels, WINDOW, axis=0).mean(axis=-1)
    return float(sliding_window_view(rows, WINDOW, axis=1).mean(axis=-1).max())


def main() -> int:
    """Compare, or draw anew."""
    reason = unready()
    if reason:
        print(reason)
        return 1
    bad = 0
    for name in PICTURES:
        path = HERE / f"{name}.png"
        data = draw(name)
        if "--update" in sys.argv:
            # All is opaque, so three channels do.
            Image.open(io.BytesIO(data)).convert("RGB").save(path, optimize=True)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
        else:
            found = difference(path.read_bytes(), data) if path.exists() else float("inf")
            bad += found > TOLERANCE
            print(f"{path.name}: differs by {found:.1f} (at most {TOLERANCE:g})")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
