"""The routes of edges: curves between layers, pieces around them, heads and signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from journeykit.view.layout.graphs.looks import EdgeLook
from journeykit.view.scene import Disc, Item, Path, Polygon, Segment
from journeykit.view.scene.bounds import Coordinates

__all__ = ["CORNER", "arrowhead", "line_end", "rounded", "swung", "tail_sign"]

CORNER = 8.0
"""Radius of the corners of an edge."""

Bend = tuple[float, float, float, float]


def swung(x: float, y: float, bends: Sequence[Bend], end: float, look: EdgeLook) -> Path:
    """A line from left to right that is level but for its bends.

    Args:
        x: where it starts.
        y: where it starts.
        bends: for each change of height: its start, the height there, its end, the height there.
        end: x of its end.
        look: of the edge.
    """
    segments: list[Segment] = []
    for x0, y0, x1, y1 in bends:
        y = y1
        if y0 == y1:
            continue
        half = (x1 - x0) / 2
        segments += (Segment(x0, y0), Segment(x1, y1, ((x0 + half, y0), (x1 - half, y1))))
    segments.append(Segment(end, y))
    start = bends[0][1] if bends else y
    return _path((x, start), segments, look)


def rounded(points: Sequence[Coordinates], look: EdgeLook) -> Path:
    """A line of level and upright pieces with round corners."""
    segments: list[Segment] = []
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        segments += (Segment(*near), Segment(*far, (corner, corner)))
    segments.append(Segment(*points[-1]))
    return _path(points[0], segments, look)


def line_end(tip: float, look: EdgeLook) -> float:
    """Where a line from the left ends under its head, whose tip is at an x."""
    inside = {"full": 0.4, "open": 0.9, "dot": 0.5}
    return tip - look.reach * (1 - inside.get(look.head, 0.0))


def arrowhead(x: float, y: float, look: EdgeLook, *, down: bool = False) -> Iterator[Item]:
    """The head of an edge whose tip is at a point, from the left or from above."""
    long = look.reach
    half = 2.8 + look.thickness * 0.8
    if look.head == "dot":
        yield Disc(x - long / 2 + 1, y, long / 2, fill=look.color)
        return
    if not look.head:
        return
    if down:
        corners = ((x - half, y - long), (x, y), (x + half, y - long))
    else:
        corners = ((x - long, y - half), (x, y), (x - long, y + half))
    if look.head == "open":
        first, tip, last = corners
        segments = (Segment(*tip), Segment(*last))
        yield Path(*first, segments, stroke=look.color, thickness=max(1.5, look.thickness * 0.7))
    elif look.head == "hollow":
        yield Polygon(corners, fill=look.ground, stroke=look.color, thickness=1.2)
    else:
        yield Polygon(corners, fill=look.color)


def tail_sign(x: float, y: float, look: EdgeLook) -> Iterator[Item]:
    """The sign at the start of an edge that leaves a node at a point."""
    middle, arm = x + 6.5, 3.2 + look.thickness * 0.3
    if look.tail == "down":
        yield Polygon(
            ((middle - arm - 0.6, y - arm), (middle + arm + 0.6, y - arm), (middle, y + arm)),
            fill=look.color, stroke=look.ground, thickness=0.8,
        )  # fmt: skip
    elif look.tail == "cross":
        yield Disc(middle, y, arm + 1.2, fill=look.ground, stroke=look.color, thickness=1.1)
        arm *= 0.62
        for turn in (1, -1):
            stroke = (Segment(middle + arm, y + turn * arm),)
            yield Path(middle - arm, y - turn * arm, stroke, stroke=look.color, thickness=1.2)


def _path(start: Coordinates, segments: Sequence[Segment], look: EdgeLook) -> Path:
    return Path(*start, segments, stroke=look.color, thickness=look.thickness, dash=look.dash)


def _towards(corner: Coordinates, other: Coordinates) -> Coordinates:
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = math.hypot(dx, dy)
    share = min(CORNER, length / 2) / length if length else 0.0
    return corner[0] + dx * share, corner[1] + dy * share
