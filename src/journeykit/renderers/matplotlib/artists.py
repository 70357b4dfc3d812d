"""Scenes as matplotlib figures.

Imported on first use only, because it loads matplotlib. Neither pyplot nor any
global setting is touched: all that matters is said on each artist.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text as TextArtist
from matplotlib.transforms import Affine2D

from journeykit.renderers.matplotlib.faces import Face
from journeykit.renderers.matplotlib.fonts import Fonts
from journeykit.renderers.matplotlib.outlines import EM, length, outline
from journeykit.view import scene as s

__all__ = ["draw_scene"]

_RTL_MARK = "\u200f"


def draw_scene(scene: s.Scene, fonts: Fonts, *, dpi: float, outlined: bool = False) -> Figure:
    """Make a matplotlib figure of a scene.

    Args:
        scene: what to draw.
        fonts: the typefaces.
        dpi: pixels per inch.
        outlined: whether to fill the outlines of letters instead of asking for
            hinted glyphs. Hinting moves each letter to whole pixels, which at
            low resolutions makes a line up to a tenth longer than measured.

    Returns:
        The figure, with one artist for each item and no axes.
    """
    figure = Figure(
        figsize=(scene.width / 72, scene.height / 72), dpi=dpi, facecolor=scene.ground,
        edgecolor="none", linewidth=0.0,
    )  # fmt: skip
    figure.set_layout_engine("none")
    # From points with y down to pixels with y up; matplotlib scales the latter by itself.
    to_inches = Affine2D().scale(1 / 72, -1 / 72).translate(0, scene.height / 72)
    transform = to_inches + figure.dpi_scale_trans
    drawer = _Drawer(fonts, transform, outlined)
    drawer.plain(figure.patch)
    for item in scene.items:
        figure.add_artist(drawer.artist(item))
    return figure


class GroupArtist(Artist):
    """Artists that belong together and are drawn in order."""

    def __init__(self, children: list[Artist], title: str | None) -> None:
        super().__init__()
        self._children = children
        self.set_label(title or "")

    def get_children(self) -> list[Artist]:
        return self._children

    def set_figure(self, fig: Any) -> None:
        super().set_figure(fig)
        for child in self._children:
            child.set_figure(fig)

    def draw(self, renderer: Any) -> None:
        if not self.get_visible():
            return
        renderer.open_group("group", gid=self.get_gid())
        for child in self._children:
            child.draw(renderer)
        renderer.close_group("group")
        self.stale = False


class OutlinedText(Artist):
    """A run of text drawn as the outlines of its letters, exactly as long as measured."""

    def __init__(self, text: s.Text, shown: str, face: Face, transform: Any) -> None:
        super().__init__()
        self._text, self._shown, self._face = text, shown, face
        self.set_transform(transform)

    def draw(self, renderer: Any) -> None:
        if not self.get_visible():
            return
        text = self._text
        path = outline(self._shown, self._face)
        if path is None:
            return
        pixels = renderer.points_to_pixels(text.size / EM)
        x, y = self.get_transform().transform((text.x, text.y))
        if text.align is not s.Align.LEFT:
            part = 0.5 if text.align is s.Align.CENTER else 1.0
            x -= part * pixels * length(self._shown, self._face)
        place = Affine2D().scale(pixels).translate(x, y)
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        gc.set_antialiased(True)
        renderer.draw_path(gc, path, place, to_rgba(text.color))
        gc.restore()
        self.stale = False


class _Drawer:
    """Makes artists of items."""

    def __init__(self, fonts: Fonts, transform: Any, outlined: bool) -> None:
        self.fonts, self.transform, self.outlined = fonts, transform, outlined
        self.makers: dict[type, Callable[[Any], Artist]] = {
            s.Box: self.box,
            s.Polygon: self.polygon,
            s.Line: self.line,
            s.Path: self.path,
            s.Disc: self.disc,
            s.Text: self.text,
            s.Group: self.group,
        }

    def artist(self, item: s.Item) -> Artist:
        return self.plain(self.makers[type(item)](item))

    def plain(self, artist: Artist) -> Artist:
        # Taken from global settings otherwise, such as those of `xkcd()`.
        artist.set_path_effects([])
        artist.set_sketch_params(None)
        artist.set_clip_on(False)
        artist.set_in_layout(False)
        # Drawn in the order of the scene; matplotlib puts texts over lines over patches.
        artist.set_zorder(0)
        return artist

    def look(self, item: Any, *, fill: str | None = None, opacity: float = 1.0) -> dict[str, Any]:
        dash = getattr(item, "dash", ())
        thickness = item.thickness
        return {
            "facecolor": (fill, opacity) if fill else "none",
            "edgecolor": item.stroke or "none",
            "linewidth": thickness if item.stroke else 0.0,
            # matplotlib scales dashes by the width of the line; ours are points.
            "linestyle": (0, [length / thickness for length in dash]) if dash else "solid",
            "capstyle": "butt",
            "joinstyle": "round",
            "antialiased": True,
            "transform": self.transform,
        }

    def box(self, box: s.Box) -> Artist:
        look = self.look(box, fill=box.fill, opacity=box.opacity)
        if box.radius:
            radius = min(box.radius, box.width / 2, box.height / 2)
            patch: Artist = FancyBboxPatch(
                (box.x, box.y), box.width, box.height,
                boxstyle=f"round,pad=0,rounding_size={radius:.4f}", **look,
            )  # fmt: skip
        else:
            patch = Rectangle((box.x, box.y), box.width, box.height, **look)
        if box.hatch is None:
            return patch
        lines = [
            self.artist(s.Line(*ends, stroke=box.hatch, thickness=0.6))
            for ends in s.hatch_lines(box.bounds)
        ]
        return GroupArtist([self.plain(patch), *lines], None)

    def polygon(self, polygon: s.Polygon) -> Artist:
        vertices = [*polygon.points, polygon.points[0]]
        codes = [Outline.MOVETO, *[Outline.LINETO] * (len(vertices) - 2), Outline.CLOSEPOLY]
        look = self.look(polygon, fill=polygon.fill, opacity=polygon.opacity)
        return PathPatch(Outline(vertices, codes), **look)

    def line(self, line: s.Line) -> Artist:
        return PathPatch(Outline([(line.x1, line.y1), (line.x2, line.y2)]), **self.look(line))

    def path(self, path: s.Path) -> Artist:
        vertices: list[tuple[float, float]] = [(path.x, path.y)]
        codes = [Outline.MOVETO]
        for segment in path.segments:
            if segment.control is None:
                codes.append(Outline.LINETO)
            else:
                vertices += segment.control
                codes += [Outline.CURVE4] * 3
            vertices.append((segment.x, segment.y))
        if path.closed:
            vertices.append(vertices[0])
            codes.append(Outline.CLOSEPOLY)
        look = self.look(path, fill=path.fill, opacity=path.opacity)
        # Open lines join others: a straight piece stays where the curve before it ends.
        snap = None if path.closed else False
        return PathPatch(Outline(vertices, codes), snap=snap, **look)

    def disc(self, disc: s.Disc) -> Artist:
        return Circle((disc.x, disc.y), disc.radius, **self.look(disc, fill=disc.fill))

    def text(self, text: s.Text) -> Artist:
        # A line may hold but the digits or signs of its paragraph, and reads as that does.
        mark = _RTL_MARK if text.rtl else ""
        shown = f"{mark}{self.fonts.drawable(text.text)}"
        face = self.fonts.face(bold=text.bold, italic=text.italic)
        if self.outlined:
            return OutlinedText(text, shown, face, self.transform)
        return TextArtist(
            text.x, text.y, shown, color=text.color, fontproperties=face.properties(text.size),
            horizontalalignment=text.align.value, verticalalignment="baseline",
            parse_math=False, usetex=False, antialiased=True, transform=self.transform,
        )  # fmt: skip

    def group(self, group: s.Group) -> Artist:
        artist = GroupArtist([self.artist(item) for item in group.items], group.title)
        if group.id is not None:
            artist.set_gid(group.id)
        return artist
