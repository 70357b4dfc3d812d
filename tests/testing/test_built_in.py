"""The pictures keep the contract of renderers, each format as far as its speed allows."""

import pytest

from journeykit.renderers.matplotlib import MatplotlibRenderer, MissingGlyphWarning
from journeykit.testing import check_renderer
from journeykit.view.figures import Chart, Sheet, Table

# An SVG holds the description of the whole picture, not those of the figures on a page.
SILENT = ("description",)


def test_svg_keeps_the_contract():
    """Every text, every feature; characters without a glyph are a warning that is documented."""
    check_renderer(
        # The letters that it brings make no difference to what is told, but take their time.
        MatplotlibRenderer(embed_fonts=False),
        suffixes=[".svg"],
        size=20,
        warns=[MissingGlyphWarning],
        silent=SILENT,
    )


def test_svg_with_its_letters_keeps_the_contract():
    """They are the same each time, and in another process."""
    check_renderer(
        MatplotlibRenderer(),
        kinds=[Table],
        suffixes=[".svg"],
        size=5,
        warns=[MissingGlyphWarning],
        every_feature=False,
    )


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_pictures_keep_the_contract(suffix):
    """Small ones, as drawing takes its time: what differs by feature, differs in the SVG."""
    check_renderer(
        MatplotlibRenderer(dpi=20),
        kinds=[Sheet, Chart],
        suffixes=[suffix],
        size=5,
        warns=[MissingGlyphWarning],
        every_feature=False,
    )


def test_a_sheet_that_is_cut_keeps_the_contract():
    """Cutting loses nothing."""
    check_renderer(
        MatplotlibRenderer(max_width=400, embed_fonts=False),
        kinds=[Sheet],
        suffixes=[".svg"],
        size=20,
        warns=[MissingGlyphWarning],
        silent=SILENT,
        every_feature=False,
    )
