"""Gutters of a graph: the space between its layers, and where that puts each layer.

From left to right a gutter holds the tracks of edges that go down into the
aisle, the words at the starts of edges, the room in which edges change their
height, the words at their ends, the tracks of edges that come up, and heads.
Words lie where lines are level, so that none runs through them.
"""

from __future__ import annotations

from bisect import bisect_right

from attrs import define, field

from journeykit.view.layout.graphs.layers import Layers

__all__ = ["TRACK", "Gutter", "Gutters"]

TRACK = 8.0
"""Room from one track of an edge to the next."""

_STUB = 12.0
_CURVE = 30.0
_LEAST = 8.0
_PAD = 12.0


@define
class Gutter:
    """The space before a layer, in which edges change their height.

    Attributes:
        lines: how many edges lead through it.
        head: length of the longest head.
        start_width: of the widest words at the start of an edge.
        end_width: of the widest words at the end of one.
        outs: for each edge that goes down into the aisle, its track from the left.
        ins: for each trunk that comes up out of it, its track from the right.
        x: left edge.
        width: from left to right.
    """

    lines: int = 0
    head: float = 0.0
    start_width: float = 0.0
    end_width: float = 0.0
    outs: dict[int, int] = field(factory=dict)
    ins: dict[int, int] = field(factory=dict)
    x: float = 0.0
    width: float = 0.0

    @property
    def left(self) -> float:
        """Where the tracks that go down end."""
        return self.x + _STUB + len(self.outs) * TRACK

    @property
    def right(self) -> float:
        """Where the tracks that come up begin."""
        return self.x + self.width - self.head - 4 - len(self.ins) * TRACK

    @property
    def curve(self) -> tuple[float, float]:
        """Where edges start to change their height, and where they are level again."""
        return (
            self.left + (self.start_width and self.start_width + 6),
            self.right - (self.end_width and self.end_width + 6),
        )

    def out_of(self, edge: int) -> float:
        """The x of the track on which an edge goes down."""
        return self.x + _STUB + (self.outs[edge] + 0.5) * TRACK

    def into(self, trunk: int) -> float:
        """The x of the track on which a trunk comes up."""
        return self.x + self.width - self.head - 4 - (self.ins[trunk] + 0.5) * TRACK


class Gutters:
    """The gutters of one graph, on each side of each layer; they live while it is laid out."""

    def __init__(self, layers: Layers, breaks: tuple[int, ...], width: float) -> None:
        self.layers, self.breaks, self.width = layers, breaks, width
        self.before = [Gutter() for _ in layers.rows]
        self.after = [*self.before[1:], Gutter()]
        for first in breaks:
            self.after[first - 1] = Gutter()
        self.left = self.right = 0.0
        self._starts = {0, len(layers.rows), *breaks}

    def lines(self) -> list[tuple[int, int]]:
        """First and last layer of each line of the drawing."""
        starts = [0, *self.breaks]
        ends = [*(first - 1 for first in self.breaks), len(self.layers.rows) - 1]
        return list(zip(starts, ends, strict=True))

    def line(self, id: str) -> int:
        """The line of the drawing that a node is in."""
        return bisect_right(self.breaks, self.layers.layer[id])

    def opens(self, layer: int) -> bool:
        """Whether a line starts with a layer, or would."""
        return layer in self._starts

    def across(self, left: float) -> list[float]:
        """Put all in their place; returns the left edge of each layer.

        Args:
            left: where lines start, right of the rails.
        """
        xs: list[float] = []
        self.left = self.right = left
        for first, last in self.lines():
            x = left
            for index in range(first, last + 1):
                x = self._widen(self.before[index], x, first=index == first)
                xs.append(x)
                x += self.width
            self.right = max(self.right, self._widen(self.after[last], x, last=True))
        return xs

    @staticmethod
    def _widen(gutter: Gutter, x: float, *, first: bool = False, last: bool = False) -> float:
        """Put a gutter in its place; returns where it ends."""
        gutter.x = x
        tracks = (len(gutter.outs) + len(gutter.ins)) * TRACK
        if first:
            gutter.width = max(_PAD, gutter.head + 4 + tracks + 6)
        elif last:
            gutter.width = _STUB + tracks
        else:
            words = sum(width + 6 for width in (gutter.start_width, gutter.end_width) if width)
            # A single edge mostly is level, and has the room for its words to itself.
            curve = _LEAST if gutter.lines < 2 else _CURVE
            gutter.width = _STUB + tracks + words + curve + gutter.head + 4
        return x + gutter.width

    def edges_of(self, first: int, last: int) -> tuple[float, float]:
        """Left and right edge of the band over some layers: it meets its neighbours half way."""
        before, after = self.before[first], self.after[last]
        left = before.x if self.opens(first) else before.x + before.width / 2
        end = after.x + (after.width if self.opens(last + 1) else after.width / 2)
        return left, end
