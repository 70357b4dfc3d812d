"""Gutters of a graph: the space between its layers, and where that puts each layer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import define, field

from journeykit.view.figures import Graph
from journeykit.view.layout.layers import Layers
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Bounds

__all__ = ["TRACK", "Gutter", "Gutters"]

TRACK = 5.0
"""Room from one upright piece of an edge to the next."""

_GUTTER = 46.0
_PAD = 12.0


@define
class Gutter:
    """The space before a layer, in which edges change their height.

    Attributes:
        tracks: how many upright pieces of edges it holds.
        label_width: of the widest label in it.
        x: left edge.
        width: from left to right.
        taken: where labels are.
    """

    tracks: int = 0
    label_width: float = 0.0
    x: float = 0.0
    width: float = 0.0
    taken: list[Bounds] = field(factory=list)

    def track(self) -> int:
        """The number of a new upright track."""
        self.tracks += 1
        return self.tracks - 1


class Gutters:
    """The gutters of one graph, on each side of each layer; they live while it is laid out."""

    def __init__(
        self,
        graph: Graph,
        layers: Layers,
        breaks: tuple[int, ...],
        texts: Sequence[Paragraph],
        width: float,
    ) -> None:
        self.graph, self.layers, self.breaks = graph, layers, breaks
        self.texts, self.width = texts, width
        self.before = [Gutter() for _ in layers.rows]
        self.after = [*self.before[1:], Gutter()]
        for first in breaks:
            self.after[first - 1] = Gutter()
        self.rails: dict[int, int] = {}

    def lines(self) -> list[tuple[int, int]]:
        """First and last layer of each line of the drawing."""
        starts = [0, *self.breaks]
        ends = [*(first - 1 for first in self.breaks), len(self.layers.rows) - 1]
        return list(zip(starts, ends, strict=True))

    def line(self, id: str) -> int:
        """The line of the drawing that a node is in."""
        return bisect_right(self.breaks, self.layers.layer[id])

    def reserve(self) -> dict[int, tuple[int, int]]:
        """Count what each gutter has to hold; returns the tracks of the edges that go around."""
        layer = self.layers.layer
        for number, chain in self.layers.chains.items():
            gutter = self.after[layer[chain[0][0]]]
            gutter.label_width = max(gutter.label_width, self.texts[number].width)
        tracks = {}
        for number in self.layers.around:
            edge = self.graph.edges[number]
            out = self.after[layer[edge.source]].track()
            tracks[number] = (out, self.before[layer[edge.target]].track())
            if self.line(edge.target) - self.line(edge.source) not in (0, 1):
                self.rails[number] = len(self.rails)
        return tracks

    def across(self) -> tuple[list[float], float]:
        """The left edge of each layer, and the width of all."""
        xs: list[float] = []
        widest = 0.0
        for first, last in self.lines():
            x = len(self.rails) * TRACK + TRACK if self.rails else 0.0
            for index in range(first, last + 1):
                x = self._widen(self.before[index], x, edge=index == first)
                xs.append(x)
                x += self.width
            widest = max(widest, self._widen(self.after[last], x, edge=True))
        return xs, widest

    @staticmethod
    def _widen(gutter: Gutter, x: float, *, edge: bool) -> float:
        """Put a gutter in its place; returns where it ends."""
        width = _PAD + 2 if edge else max(_GUTTER, gutter.label_width + 28)
        gutter.x = x
        gutter.width = width + gutter.tracks * TRACK + (10 if gutter.tracks and edge else 0)
        return x + gutter.width

    def edges_of(self, first: int, last: int) -> tuple[float, float]:
        """Left and right edge of the band over some layers: it meets its neighbours half way."""
        before, after = self.before[first], self.after[last]
        left = before.x if self._opens(first) else before.x + before.width / 2
        end = after.x + (after.width if self._opens(last + 1) else after.width / 2)
        return left, end

    def _opens(self, layer: int) -> bool:
        """Whether a line starts with a layer, or would."""
        return layer in (0, len(self.layers.rows), *self.breaks)
