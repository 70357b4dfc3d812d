"""Captions of points: what matters most in large type, the rest below it in small."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.view.figures import Point, Series, Tone
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.spots import TINT
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.layout.tints import on_tints
from journeykit.view.scene import Align, Text

__all__ = ["Caption", "Label", "set_caption", "tone_style"]


@frozen
class Caption:
    """A label of one or two paragraphs, measured.

    Attributes:
        parts: its paragraphs, from top to bottom.
    """

    parts: tuple[Paragraph, ...]

    @property
    def width(self) -> float:
        """Length of the longest line, in points."""
        return max((part.width for part in self.parts), default=0.0)

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return sum(part.height for part in self.parts)

    def place(self, x: float, y: float, width: float, align: Align = Align.LEFT) -> Iterator[Text]:
        """Put it into a box whose upper left corner is (x, y)."""
        for part in self.parts:
            yield from part.place(x, y, width, align)
            y += part.height


@frozen
class Label:
    """What is written at a point.

    Attributes:
        point: whose label it is.
        series: to which the point belongs.
        caption: the words.
    """

    point: Point
    series: Series
    caption: Caption


def set_caption(text: str, width: float, styles: tuple[Style, Style], desk: Desk) -> Caption:
    """Set a label.

    Args:
        text: what it says; its first line is what matters most.
        width: how long a line may be, in points.
        styles: of the first line, and of the others.
        desk: theme and typesetter.
    """
    first, rest = styles
    head, _, tail = text.partition("\n")
    parts = (desk.setter.wrap(head, width, first), desk.setter.wrap(tail, width, rest))
    return Caption(tuple(part for part in parts if part.lines))


def tone_style(point: Point, size: float, desk: Desk, *, quiet: str, bold: bool = False) -> Style:
    """How words of a point are written: bold in its colour where it has a meaning.

    Args:
        point: whose words they are.
        size: of the type.
        desk: the theme.
        quiet: colour of a point without a meaning.
        bold: whether its words are semibold, too.
    """
    if point.tone in (Tone.NEUTRAL, Tone.MUTED):
        return Style(size, quiet, bold=bold)
    # Words of a curve may stand on the areas beside it.
    return Style(size, on_tints(desk.color(point.tone), desk.theme, TINT), bold=True)
