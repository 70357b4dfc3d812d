"""Smooth curves that never go beyond their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from journeykit.view.scene import Path, Polygon, Segment

__all__ = ["bezier", "distinct", "halves", "pchip_slopes", "samples", "stretches"]

Coordinates: TypeAlias = tuple[float, float]


def distinct(points: Sequence[Coordinates], *, apart: float = 0.5) -> list[Coordinates]:
    """Sort points by x and move those that share one slightly apart, so that a curve can run."""
    ordered = sorted(points, key=lambda point: point[0])
    result: list[Coordinates] = []
    for x, y in ordered:
        result.append((max(x, result[-1][0] + apart) if result else x, y))
    return result


def pchip_slopes(points: Sequence[Coordinates]) -> list[float]:
    """Slopes of a monotone cubic interpolation at its points.

    Between two points the curve is monotone, so that it never shows a low or a
    high that is not in the data.

    Args:
        points: (x, y), x strictly increasing.

    Returns:
        dy/dx at each point.

    Source:
        Fritsch and Butland 1984, "A method for constructing local monotone
        piecewise cubic interpolants"; the ends as in Moler 2004, section 3.6.

    Examples:
        >>> pchip_slopes([(0, 0), (1, 1), (2, 0)])[1]
        0.0
    """
    count = len(points)
    if count < 2:
        return [0.0] * count
    steps = [b[0] - a[0] for a, b in pairwise(points)]
    rises = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    if count == 2:
        return [rises[0], rises[0]]
    slopes = [_end_slope(steps[0], steps[1], rises[0], rises[1])]
    for index in range(1, count - 1):
        before, after = rises[index - 1], rises[index]
        if before * after <= 0:
            slopes.append(0.0)
            continue
        left, right = steps[index - 1], steps[index]
        first, second = 2 * right + left, right + 2 * left
        slopes.append((first + second) / (first / before + second / after))
    slopes.append(_end_slope(steps[-1], steps[-2], rises[-1], rises[-2]))
    return slopes


def _end_slope(near: float, far: float, rise: float, next_rise: float) -> float:
    slope = ((2 * near + far) * rise - near * next_rise) / (near + far)
    if slope * rise <= 0:
        return 0.0
    if rise * next_rise <= 0 and abs(slope) > 3 * abs(rise):
        return 3 * rise
    return slope


def bezier(
    points: Sequence[Coordinates], *, stroke: str, thickness: float, dash: tuple[float, ...] = ()
) -> Path:
    """The curve through points as a path of cubic Bezier pieces.

    Args:
        points: (x, y), x strictly increasing, at least one.
        stroke: colour.
        thickness: in points.
        dash: lengths of dashes and gaps in turn.
    """
    segments = []
    for (x0, y0), (x1, y1), m0, m1 in _pieces(points):
        third = (x1 - x0) / 3
        control = ((x0 + third, y0 + m0 * third), (x1 - third, y1 - m1 * third))
        segments.append(Segment(x1, y1, control))
    return Path(*points[0], tuple(segments), stroke=stroke, thickness=thickness, dash=dash)


def stretches(points: Sequence[Coordinates], chosen: Sequence[bool]) -> Iterator[Path]:
    """The pieces of the curve around chosen points, halfway to their neighbours.

    Args:
        points: (x, y), x strictly increasing.
        chosen: for each point whether it is meant.

    Yields:
        A path for each run of chosen points, without a colour; at either end of the
        curve it ends with the point.

    Examples:
        >>> [path.x for path in stretches([(0, 0), (10, 4), (20, 0)], [False, True, False])]
        [5.0]
    """
    start: Coordinates | None = None
    segments: list[Segment] = []
    for index, ((x0, y0), (x1, y1), m0, m1) in enumerate(_pieces(points)):
        third = (x1 - x0) / 3
        cubic = ((x0, y0), (x0 + third, y0 + m0 * third), (x1 - third, y1 - m1 * third), (x1, y1))
        for half, wanted in zip(_halved(cubic), chosen[index : index + 2], strict=True):
            if wanted:
                start = start or half[0]
                segments.append(Segment(*half[3], (half[1], half[2])))
            elif start is not None:
                yield Path(*start, tuple(segments))
                start, segments = None, []
    if start is not None:
        yield Path(*start, tuple(segments))


_Cubic: TypeAlias = tuple[Coordinates, Coordinates, Coordinates, Coordinates]


def _halved(cubic: _Cubic) -> tuple[_Cubic, _Cubic]:
    """A cubic Bezier piece as two, after de Casteljau."""

    def middle(a: Coordinates, b: Coordinates) -> Coordinates:
        return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2

    p0, p1, p2, p3 = cubic
    a, b, c = middle(p0, p1), middle(p1, p2), middle(p2, p3)
    d, e = middle(a, b), middle(b, c)
    f = middle(d, e)
    return (p0, a, d, f), (f, e, c, p3)


def samples(points: Sequence[Coordinates], *, step: float = 4.0) -> list[Coordinates]:
    """Points along the curve, no more than `step` apart in x, the given ones among them."""
    if not points:
        return []
    result = [points[0]]
    for (x0, y0), (x1, y1), m0, m1 in _pieces(points):
        width = x1 - x0
        count = max(1, int(width // step) + 1)
        for index in range(1, count):
            t = index / count
            rest = 1 - t
            y = (
                (1 + 2 * t) * rest * rest * y0
                + t * rest * rest * width * m0
                + t * t * (3 - 2 * t) * y1
                + t * t * (t - 1) * width * m1
            )
            result.append((x0 + t * width, y))
        result.append((x1, y1))
    return result


def _pieces(
    points: Sequence[Coordinates],
) -> Iterator[tuple[Coordinates, Coordinates, float, float]]:
    """Start, end, and the slopes at both, of each piece of the curve."""
    slopes = pchip_slopes(points)
    for (start, end), (before, after) in zip(pairwise(points), pairwise(slopes), strict=True):
        yield start, end, before, after


def halves(
    line: Sequence[Coordinates], level: float, *, above: str, below: str, opacity: float
) -> Iterator[Polygon]:
    """The areas between a line and a level, those above it and those below in turn.

    Args:
        line: (x, y) from left to right; y grows downwards.
        level: y of the level.
        above: colour of areas above it.
        below: colour of areas below it.
        opacity: of the fill.
    """
    area: list[Coordinates] = []
    side = 0
    for x, y in line:
        now = (y < level) - (y > level)
        if side and now and now != side:
            x0, y0 = area[-1]
            crossing = (x0 + (x - x0) * (level - y0) / (y - y0), level)
            yield _area([*area, crossing], level, above if side > 0 else below, opacity)
            area = [crossing]
        area.append((x, y))
        side = now or side
    if side and len(area) > 1:
        yield _area(area, level, above if side > 0 else below, opacity)


def _area(line: list[Coordinates], level: float, fill: str, opacity: float) -> Polygon:
    corners = [(line[0][0], level), *line, (line[-1][0], level)]
    return Polygon(tuple(corners), fill=fill, opacity=opacity)
