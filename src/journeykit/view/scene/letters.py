"""Letters: a run of text on one line, and how far type reaches."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.view.scene.bounds import Bounds

__all__ = ["ASCENT", "DESCENT", "Align", "Text"]

ASCENT = 0.93
"""How far type reaches above its baseline, accents included, as a part of its size."""

DESCENT = 0.24
"""How far type reaches below its baseline, as a part of its size."""


class Align(StrEnum):
    """Which part of a text its x says."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@frozen(repr=False)
class Text(Value):
    """A run of text on one line.

    Attributes:
        x: where it is anchored; `align` says with which of its parts.
        y: its baseline.
        text: what is written, with nothing escaped.
        size: of the type.
        color: of the type.
        width: how long it is, as measured when it was placed.
        bold: whether it is semibold.
        italic: whether it is italic.
        align: left, center or right.
        rtl: whether it is written from right to left.
    """

    x: float
    y: float
    text: str
    size: float = field(kw_only=True)
    color: str = field(kw_only=True)
    width: float = field(kw_only=True)
    bold: bool = field(default=False, kw_only=True)
    italic: bool = field(default=False, kw_only=True)
    align: Align = field(default=Align.LEFT, kw_only=True)
    rtl: bool = field(default=False, kw_only=True)

    @property
    def left(self) -> float:
        """Where its left end is, however it is anchored."""
        if self.align is Align.LEFT:
            return self.x
        return self.x - (self.width / 2 if self.align is Align.CENTER else self.width)

    @property
    def bounds(self) -> Bounds:
        """Where it lies, from the top of a capital's accent to the bottom of a `g`."""
        height = (ASCENT + DESCENT) * self.size
        return Bounds(self.left, self.y - ASCENT * self.size, self.width, height)
