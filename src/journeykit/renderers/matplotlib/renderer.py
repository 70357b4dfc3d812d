"""The renderer: figures to scenes, scenes to bytes. matplotlib is loaded on first use."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from journeykit.errors import RenderError
from journeykit.model.element import Value
from journeykit.model.fields import check_is, check_number
from journeykit.renderers.matplotlib.missing import MissingGlyphWarning, missing_glyphs
from journeykit.renderers.protocol import PROTOCOL, Loss, Rendered
from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet, Table
from journeykit.view.layout import lay_out
from journeykit.view.scene import Scene, stacked, texts
from journeykit.view.theme import Theme, as_theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

    from journeykit.renderers.matplotlib.fonts import Fonts

__all__ = ["MatplotlibRenderer", "MissingGlyphWarning", "to_figure"]

_MEDIA = {".png": "image/png", ".svg": "image/svg+xml", ".pdf": "application/pdf"}

_MOST_PIXELS = 65_000
"""The longest side of a picture that matplotlib's Agg draws is 65,535 pixels."""


@frozen(repr=False)
class MatplotlibRenderer(Value):
    """Draws pictures: PNG, SVG and PDF.

    In SVG and PDF text stays text that can be searched and copied, and looks the
    same to readers who do not have its typefaces. The same figure, theme and
    typefaces give the same bytes, in any thread.

    Attributes:
        dpi: pixels per inch of a PNG; a picture that would be longer than
            65,000 pixels is drawn with as many as fit.
        max_width: widest sheet in points (1/72 inch). A wider one is cut between
            phases, and the parts stand below each other, or on pages of a PDF.
            None means never.
        embed_fonts: whether an SVG brings the letters that it shows, in the
            typefaces that they were measured with. Without, it is smaller by 5 to
            15 kB for each style of type, and its lines are as long as the typefaces
            of its reader make them. A typeface that does not allow it is not
            embedded; lines in it are stretched to the length that was measured.

    Examples:
        >>> from journeykit.view.figures import Table, TableColumn
        >>> from journeykit.view.theme import LIGHT
        >>> table = Table("t", "Steps", columns=[TableColumn("Step")], rows=[["Home"]])
        >>> MatplotlibRenderer().render(table, theme=LIGHT, suffix=".svg").media_type
        'image/svg+xml'
    """

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "matplotlib"
    suffixes: ClassVar[tuple[str, ...]] = (".png", ".svg", ".pdf")
    draws: ClassVar[frozenset[type]] = frozenset({Sheet, Graph, Table, Chart, Page})

    dpi: float = field(default=144.0, validator=check_number(above=0), kw_only=True)
    max_width: float | None = field(default=None, validator=check_number(above=0), kw_only=True)
    embed_fonts: bool = field(default=True, validator=check_is(bool, "true or false"), kw_only=True)

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Draw a figure.

        Args:
            figure: of any kind.
            theme: colours, type and sizes.
            suffix: ".png", ".svg" or ".pdf".

        Returns:
            The bytes, with characters that could not be drawn as losses.

        Raises:
            RenderError: if there is no such format.
        """
        if suffix not in _MEDIA:
            msg = f"matplotlib draws {', '.join(self.suffixes)}, not {suffix!r}"
            raise RenderError(msg)
        fonts, scenes = _scenes(figure, theme, self.max_width, apart=suffix == ".pdf")
        losses: list[Loss] = []
        if suffix == ".svg":
            data = self._svg(stacked(scenes), fonts, theme.families, losses)
        else:
            losses += missing_glyphs(scenes, fonts)
            data = (
                self._png(stacked(scenes), fonts, losses)
                if suffix == ".png"
                else _pdf(scenes, fonts)
            )
        return Rendered(data=data, media_type=_MEDIA[suffix], suffix=suffix, losses=losses)

    def _svg(self, scene: Scene, fonts: Fonts, wanted: Sequence[str], losses: list[Loss]) -> bytes:
        from journeykit.renderers.matplotlib.embedding import embed
        from journeykit.renderers.matplotlib.svg import write_svg
        from journeykit.renderers.matplotlib.typefaces import is_file

        # A path is nothing that a reader could have, nor is it theirs to know.
        families = [*fonts.families, *(family for family in wanted if not is_file(family))]
        if not self.embed_fonts:
            return write_svg(scene, dict.fromkeys(families))
        own = embed(texts(scene.items), fonts)
        if own.refused:
            names = ", ".join(own.refused)
            what = "typeface that may" if len(own.refused) == 1 else "typefaces that may"
            losses.append(Loss(f"{what} not be embedded: {names}", len(own.refused)))
        named = dict.fromkeys((own.family, *families) if own.family else families)
        return write_svg(scene, named, rules=own.rules, held=own.loose)

    def _png(self, scene: Scene, fonts: Fonts, losses: list[Loss]) -> bytes:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from journeykit.renderers.matplotlib.artists import draw_scene

        dpi = min(self.dpi, _MOST_PIXELS / max(scene.width, scene.height) * 72)
        if dpi < self.dpi:
            losses.append(Loss(f"picture drawn at {dpi:.0f} instead of {self.dpi:g} dpi"))
        canvas = FigureCanvasAgg(draw_scene(scene, fonts, dpi=dpi, outlined=True))
        buffer = io.BytesIO()
        # Version and date would differ from machine to machine; the words are
        # the picture's text equivalent.
        metadata = {"Software": None, "Title": scene.title, "Description": scene.description}
        draw: Any = canvas.print_png  # which has no annotations
        # As small as with the usual 6 for the flat colours of a figure, and faster.
        draw(buffer, metadata=metadata, pil_kwargs={"compress_level": 4})
        return buffer.getvalue()


def to_figure(x: object, *, theme: Theme | str | None = None, **view_options: Any) -> Drawing:
    """Draw something as a matplotlib figure, to add to it or to save it another way.

    Args:
        x: a figure of `journeykit.view.figures`, or anything that
            `journeykit.view.view` takes, such as a journey or a result.
        theme: colours, type and sizes, or "light", "dark" or "print"; light by default.
        **view_options: passed on to `journeykit.view.view`.

    Returns:
        A figure that pyplot does not know of: it needs no closing.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from journeykit.renderers.matplotlib.artists import draw_scene

    if isinstance(x, Sheet | Graph | Table | Chart | Page):
        figure: Figure = x
    else:
        from journeykit.view import view

        figure = view(x, **view_options)
    fonts, scenes = _scenes(figure, as_theme(theme), None)
    missing_glyphs(scenes, fonts)
    drawing = draw_scene(stacked(scenes), fonts, dpi=100)
    FigureCanvasAgg(drawing)
    return drawing


def _scenes(
    figure: Figure, theme: Theme, max_width: float | None, *, apart: bool = False
) -> tuple[Fonts, tuple[Scene, ...]]:
    from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of

    fonts = fonts_of(theme.families)
    scenes = lay_out(
        figure, theme=theme, measure=FontMeasure(fonts), max_width=max_width, apart=apart
    )
    return fonts, scenes


def _pdf(scenes: Sequence[Scene], fonts: Fonts) -> bytes:
    from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages

    from journeykit.renderers.matplotlib.artists import draw_scene

    buffer = io.BytesIO()
    metadata = {
        "Creator": None, "Producer": None, "CreationDate": None,
        "Title": scenes[0].title, "Subject": scenes[0].description,
    }  # fmt: skip
    with PdfPages(buffer, metadata=metadata) as pages:
        for scene in scenes:
            # Not `savefig`: it takes paper and colours from global settings.
            canvas: Any = FigureCanvasPdf(draw_scene(scene, fonts, dpi=72))
            canvas.print_pdf(pages)
    return buffer.getvalue()
