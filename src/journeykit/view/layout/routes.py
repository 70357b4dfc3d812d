"""The edges of a graph: where they run, and how they look."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.view.figures import Edge, Graph
from journeykit.view.format import format_number
from journeykit.view.labels import labels
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.layers import Layers, Slot
from journeykit.view.layout.legend import Swatch, line_swatch
from journeykit.view.scene import Bounds, Item, Path, Polygon, Segment

__all__ = ["EdgeLook", "EdgeLooks", "arrowhead", "curve_through", "ports", "rounded"]

_DASHES = {
    "happy": (),
    "unhappy": (7.0, 3.0),
    "exception": (2.0, 2.5),
    "alternative": (9.0, 3.0, 2.0, 3.0),
    "loop": (4.0, 2.5),
}
_MORE_DASHES = (
    (), (7.0, 3.0), (2.0, 2.5), (9.0, 3.0, 2.0, 3.0), (4.0, 2.5), (12.0, 4.0),
    (6.0, 2.0, 1.5, 2.0, 1.5, 2.0),
)  # fmt: skip
_THIN, _THICK = 1.2, 5.0
_CORNER = 8.0

Coordinates = tuple[float, float]


@frozen
class EdgeLook:
    """How an edge is drawn.

    Attributes:
        color: of the line.
        dash: lengths of dashes and gaps in turn.
        thickness: in points; it grows with the weight.
    """

    color: str
    dash: tuple[float, ...]
    thickness: float


class EdgeLooks:
    """How the edges of one graph are drawn: a dash for each kind, thickness by weight."""

    def __init__(self, graph: Graph, desk: Desk) -> None:
        self.desk = desk
        self.kinds = list(dict.fromkeys(edge.kind for edge in graph.edges))
        weights = [e.weight for e in graph.edges if e.weight and math.isfinite(e.weight)]
        self.heaviest = max(weights, default=0.0)
        self.locale = graph.locale

    def look(self, edge: Edge) -> EdgeLook:
        """The look of an edge."""
        thickness = 1.5
        if edge.weight is not None and math.isfinite(edge.weight) and self.heaviest > 0:
            thickness = _THIN + (_THICK - _THIN) * max(edge.weight, 0) / self.heaviest
        return EdgeLook(self._color(edge.kind), self._dash(edge.kind), thickness)

    def text(self, edge: Edge, between: str) -> str:
        """What is written at an edge: its label, and how much runs along it.

        Args:
            edge: the edge.
            between: what stands between the two.
        """
        kind = self._word(edge.kind)
        parts = [edge.label] if edge.label and edge.label not in (edge.kind, kind) else []
        if edge.weight is not None:
            parts.append(format_number(edge.weight, None, self.locale))
        return between.join(parts)

    def swatches(self) -> list[Swatch]:
        """The legend; empty where all edges are of one kind."""
        if len(self.kinds) < 2:
            return []
        return [
            line_swatch(self._word(kind), self._color(kind), self._dash(kind), 1.8)
            for kind in self.kinds
        ]

    def _word(self, kind: str) -> str:
        if kind in _DASHES:
            return labels(self.locale)(f"transition_{kind}")
        return kind

    def _color(self, kind: str) -> str:
        theme = self.desk.theme
        if kind in ("unhappy", "exception"):
            return theme.negative
        return theme.muted if kind in _DASHES else theme.hue(self.kinds.index(kind))

    def _dash(self, kind: str) -> tuple[float, ...]:
        if kind in _DASHES:
            return _DASHES[kind]
        return _MORE_DASHES[self.kinds.index(kind) % len(_MORE_DASHES)]


def curve_through(points: Sequence[Coordinates], look: EdgeLook) -> Path:
    """A smooth line through points from left to right, level at each of them."""
    segments = []
    for (x0, y0), (x1, y1) in pairwise(points):
        half = (x1 - x0) / 2
        segments.append(Segment(x1, y1, ((x0 + half, y0), (x1 - half, y1))))
    return Path(
        *points[0], tuple(segments), stroke=look.color, thickness=look.thickness, dash=look.dash
    )


def rounded(points: Sequence[Coordinates], look: EdgeLook) -> Path:
    """A line of level and upright pieces with round corners."""
    segments: list[Segment] = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        segments += (Segment(*near), Segment(*far, (corner, corner)))
    segments.append(Segment(*points[-1]))
    return Path(
        *points[0], tuple(segments), stroke=look.color, thickness=look.thickness, dash=look.dash
    )


def arrowhead(x: float, y: float, look: EdgeLook, *, down: bool = False) -> Iterator[Item]:
    """The head of an arrow whose tip is at a point, from the left or from above."""
    long = 5.5 + look.thickness * 1.1
    half = 2.6 + look.thickness * 0.75
    if down:
        corners = ((x, y), (x - half, y - long), (x + half, y - long))
    else:
        corners = ((x, y), (x - long, y - half), (x - long, y + half))
    yield Polygon(corners, fill=look.color)


def _towards(corner: Coordinates, other: Coordinates) -> Coordinates:
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = math.hypot(dx, dy)
    share = min(_CORNER, length / 2) / length if length else 0.0
    return corner[0] + dx * share, corner[1] + dy * share


def ports(
    graph: Graph, part: Layers, bounds: Mapping[str, Bounds], middles: Mapping[Slot, float]
) -> dict[int, tuple[float, float]]:
    """Where edges leave and enter: spread over the side of a node, in order of their far ends."""
    out: dict[str, list[tuple[float, int]]] = {}
    into: dict[str, list[tuple[float, int]]] = {}
    for number, chain in part.chains.items():
        edge = graph.edges[number]
        out.setdefault(edge.source, []).append((middles[chain[1]], number))
        into.setdefault(edge.target, []).append((middles[chain[-2]], number))
    ends: dict[int, list[float]] = {number: [] for number in part.chains}
    for sides in (out, into):
        for id, edges in sides.items():
            box = bounds[id]
            step = min(12.0, (box.height - 12) / max(len(edges), 1))
            first = box.y + box.height / 2 - step * (len(edges) - 1) / 2
            for index, (_, number) in enumerate(sorted(edges)):
                ends[number].append(first + index * step)
    return {number: (pair[0], pair[1]) for number, pair in ends.items()}
