"""The row of curves: what customers feel, over all columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.view.figures import Curve, CurvePoint, Row
from journeykit.view.format import format_signed
from journeykit.view.layout.curve import bezier, distinct, halves, samples, stretches
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import shape, signed_disc
from journeykit.view.layout.sheets.sayings import place_sayings
from journeykit.view.layout.spots import (
    CURVE_DASHES,
    RADIUS,
    TINT,
    Edges,
    Sizes,
    Spots,
    curve_color,
    is_baseless,
    is_moment,
)
from journeykit.view.scene import Disc, Group, Item, Line

__all__ = ["CURVE_DASHES", "FeelingRow", "curve_color", "set_feeling"]

_END = 8.0
"""Points that stay free above and below all that is drawn."""
_CORE = 0.52
"""How much of a line is left out where it rests on nothing."""


@frozen
class FeelingRow:
    """A row of curves, measured and placed relative to its upper edge.

    Attributes:
        height: of the row, in points.
        levels: y of 1, 0 and -1.
        items: curves, points and labels.
    """

    height: float
    levels: tuple[float, float, float]
    items: tuple[Item, ...]

    def place(self, y: float) -> Group:
        """Put it under what is above it."""
        return Group(self.items).moved(0, y)


def set_feeling(
    row: Row,
    lefts: Sequence[float],
    widths: Sequence[float],
    desk: Desk,
    *,
    far: float = 1.0,
    edges: Sequence[Edges] = (),
) -> FeelingRow:
    """Lay out a row of curves.

    Args:
        row: with its curves.
        lefts: left edge of each column.
        widths: width of each column.
        desk: theme and typesetter.
        far: how much larger the curves are than usual.
        edges: for each curve its values at the left and the right edge, where it
            comes from or goes on elsewhere; by default nothing is beyond.
    """
    sizes = Sizes(far)
    # Most labels sit beside their point. What finds no room goes below.
    labelled = any(point.label for curve in row.curves for point in curve.points)
    lines = 2 * desk.body.line * sizes.text + 15 if labelled or len(row.curves) > 1 else 4.0
    head = lines + sizes.ring
    zero = head + sizes.reach
    spots = Spots(lefts, widths, sizes, zero)
    return _Feeling(row, spots, desk, edges).lay_out(zero + sizes.reach + head)


class _Feeling:
    """Works out one row; lives only while it does."""

    def __init__(self, row: Row, spots: Spots, desk: Desk, edges: Sequence[Edges]) -> None:
        self.row, self.spots, self.sizes, self.desk = row, spots, spots.sizes, desk
        self.edges = edges or [(None, None)] * len(row.curves)

    def lay_out(self, bottom: float) -> FeelingRow:
        zero, reach = self.spots.zero, self.sizes.reach
        levels = (zero - reach, zero, zero + reach)
        if not self.spots.lefts:
            return FeelingRow(bottom, levels, ())
        curves = self.row.curves
        paths = [self._path(index) for index in range(len(curves))]
        lines = [samples(path) for path in paths]
        items = [*self._ground(lines), *self._curves(paths)]
        points = [
            self._point(point, curve, index)
            for index, curve in reversed(list(enumerate(curves)))
            for point in curve.points
        ]
        drawn = Group((*points, *place_sayings(self.row, self.spots, lines, bottom, self.desk)))
        top, end = levels[0] - _END, levels[2] + _END
        if drawn.items:
            top, end = min(top, drawn.bounds.y), max(end, drawn.bounds.bottom)
        # Room that was kept for labels, and that none has taken, would be waste.
        spare = max(0.0, top - _END)
        return FeelingRow(
            end + _END - spare,
            (levels[0] - spare, levels[1] - spare, levels[2] - spare),
            (Group((*items, drawn)).moved(0, -spare),),
        )

    def _path(self, index: int) -> list[tuple[float, float]]:
        """Where the n-th curve runs: through its points, and to the edges if it goes on there."""
        path = distinct([self.spots.of(point) for point in self.row.curves[index].points])
        left, right = self.spots.lefts[0], self.spots.lefts[-1] + self.spots.widths[-1]
        before, after = self.edges[index]
        if before is not None:
            path.insert(0, (left, self.spots.zero - before * self.sizes.reach))
        if after is not None:
            path.append((right, self.spots.zero - after * self.sizes.reach))
        return path

    def _ground(self, lines: Sequence[list[tuple[float, float]]]) -> Iterator[Item]:
        """The line of neutral, and the areas between it and the first curve."""
        theme, zero = self.desk.theme, self.spots.zero
        left, right = self.spots.lefts[0], self.spots.lefts[-1] + self.spots.widths[-1]
        yield Line(left, zero, right, zero, stroke=theme.neutral, thickness=0.7, dash=(2, 2.5))
        if lines:
            yield from halves(
                lines[0], zero, above=theme.positive, below=theme.negative, opacity=TINT
            )

    def _curves(self, paths: Sequence[list[tuple[float, float]]]) -> Iterator[Item]:
        """The curves, the first on top; hollow where they rest on nothing."""
        for index, path in reversed(list(enumerate(paths))):
            if not path:
                continue
            thickness = self.sizes.line(index)
            scale = self.sizes.far if index else 1.0
            dash = tuple(length * scale for length in CURVE_DASHES[index % len(CURVE_DASHES)])
            yield bezier(path, stroke=curve_color(index, self.desk), dash=dash, thickness=thickness)
            points = sorted(self.row.curves[index].points, key=lambda p: self.spots.of(p)[0])
            before, after = self.edges[index]
            baseless = [is_baseless(point) for point in points]
            baseless = [*([False] if before is not None else []), *baseless]
            baseless += [False] if after is not None else []
            for piece in stretches(path, baseless):
                yield piece.replace(stroke=self.desk.theme.ground, thickness=thickness * _CORE)

    def _point(self, point: CurvePoint, curve: Curve, index: int) -> Group:
        theme, radius = self.desk.theme, self.sizes.radius
        x, y = self.spots.of(point)
        around = self.spots.radius(point)
        thick = radius / RADIUS
        items: list[Item] = []
        if is_moment(point):
            items.append(
                Disc(x, y, around, fill=theme.ground, stroke=theme.priority, thickness=1.8 * thick)
            )
        if is_baseless(point):
            # A ground of its own keeps the broken ring off the line.
            items.append(Disc(x, y, min(around, radius * 1.45), fill=theme.ground))
            items.append(
                Disc(
                    x, y, radius * 1.37,
                    stroke=theme.muted, thickness=1.1 * thick, dash=(2.2 * thick, 1.7 * thick),
                )
            )  # fmt: skip
        if index == 0:
            items += signed_disc(point.value, x, y, radius, self.desk)
        else:
            items += shape(index, x, y, radius * 0.9, curve_color(index, self.desk))
        words = [f"{curve.title}: {format_signed(point.value, 1, self.desk.locale)}"]
        words += [point.label] if point.label else []
        words += [mark.label for mark in point.marks]
        return Group(tuple(items), title="; ".join(words))
