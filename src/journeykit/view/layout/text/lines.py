"""Wrapped text: lines in a style, ready to be placed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.view.scene import Align, Text

__all__ = ["LINE", "Paragraph", "Style", "TextLine"]

LINE = 1.3
"""Distance from line to line, as a multiple of the size of the type."""

_FIRST = 1.0
"""Distance from the top of a line to its baseline, as a multiple of the size."""


@frozen
class Style:
    """How a text is written.

    Attributes:
        size: of the type, in points.
        color: "#rrggbb".
        bold: whether it is semibold.
        italic: whether it is italic.
    """

    size: float
    color: str
    bold: bool = False
    italic: bool = False

    @property
    def line(self) -> float:
        """Distance from line to line, in points."""
        return self.size * LINE


@frozen
class TextLine:
    """A line of wrapped text.

    Attributes:
        text: what is written.
        width: how long it is, in points.
        rtl: whether it is written from right to left.
        broken: whether its last character is a hyphen that the text does not have,
            since a word goes on in the next line.
    """

    text: str
    width: float
    rtl: bool = False
    broken: bool = False


@frozen
class Paragraph:
    """A wrapped text, ready to be placed.

    Attributes:
        lines: in order; empty for an empty text.
        style: how it is written.
        by_script: whether lines that read from right to left start at the right.
    """

    lines: tuple[TextLine, ...]
    style: Style
    by_script: bool = True

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.style.line

    @property
    def width(self) -> float:
        """Length of the longest line, in points."""
        return max((line.width for line in self.lines), default=0.0)

    def place(self, x: float, y: float, width: float, align: Align = Align.LEFT) -> Iterator[Text]:
        """Put it into a box.

        Args:
            x: left edge of the box.
            y: top of the first line.
            width: of the box, in points.
            align: where lines stand in the box.
        """
        style = self.style
        baseline = y + _FIRST * style.size
        for line in self.lines:
            side = align
            if self.by_script and line.rtl and align is not Align.CENTER:
                side = Align.RIGHT if align is Align.LEFT else Align.LEFT
            anchor = x
            if side is not Align.LEFT:
                anchor = x + (width / 2 if side is Align.CENTER else width)
            if line.text:
                yield Text(
                    anchor, baseline, line.text, size=style.size, color=style.color,
                    width=line.width, bold=style.bold, italic=style.italic, align=side,
                    rtl=line.rtl,
                )  # fmt: skip
            baseline += style.line
