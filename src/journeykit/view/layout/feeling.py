"""The row of curves: what customers feel, over all columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.view.figures import Curve, CurvePoint, MarkKind, Row, Tone
from journeykit.view.format import format_signed, quoted
from journeykit.view.layout.curve import bezier, distinct, halves, samples, stretches
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import Placement, Placer, sorted_lines
from journeykit.view.layout.marks import shape, signed_disc
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Bounds, Disc, Group, Item, Line
from journeykit.view.tones import tone_of

__all__ = ["CURVE_DASHES", "LATER", "LINE", "FeelingRow", "curve_color", "set_feeling"]

CURVE_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (1.5, 2.5), (8.0, 3.0, 1.5, 3.0))
"""Dashes of the first, second, ... curve of a row."""

LINE = 2.6
"""Thickness of the first curve of a row."""
LATER = 0.75
"""Thickness of the later ones, as a part of that."""

_RADIUS = 5.4
_RING = 9.4
_REACH = 66.0
"""Points from neutral to either end."""
_END = 8.0
"""Points that stay free above and below all that is drawn."""
_HALO = 1.45
"""Ground around a point in a broken ring, as a multiple of its radius."""
_STUMP = 7.0
_CORE = 0.52
"""How much of a line is left out where it rests on nothing."""


@frozen
class _Sizes:
    """How large the parts of a row are, for curves that are seen from so far away."""

    far: float

    @property
    def radius(self) -> float:
        """Of a point."""
        return float(_RADIUS * self.far**0.6)

    @property
    def ring(self) -> float:
        """Radius of what surrounds a point."""
        return float(_RING * self.far**0.6)

    @property
    def reach(self) -> float:
        """From neutral to either end."""
        return _REACH * self.far

    @property
    def text(self) -> float:
        """Factor of the labels."""
        return float(self.far**0.45)

    def line(self, index: int) -> float:
        """Thickness of the n-th curve."""
        return LINE * self.far * (1.0 if index == 0 else LATER)


def curve_color(index: int, desk: Desk) -> str:
    """Colour of the n-th curve of a row: the first is ink."""
    return desk.theme.ink if index == 0 else desk.theme.hue(index + 3)


@frozen
class _Label:
    """What is written beside a point.

    Attributes:
        point: the point.
        curve: position of its curve.
        x: of the point.
        y: of the point.
        radius: of the point with what surrounds it.
        high: whether it looks better above the point.
        lines: paragraphs below each other.
        indent: room for the sign of the curve before the text.
    """

    point: CurvePoint
    curve: int
    x: float
    y: float
    radius: float
    high: bool
    lines: tuple[Paragraph, ...]
    indent: float

    @property
    def width(self) -> float:
        """Of all of it, in points."""
        return max(line.width for line in self.lines) + self.indent

    @property
    def height(self) -> float:
        """Of all of it, in points."""
        return sum(line.height for line in self.lines)


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
) -> FeelingRow:
    """Lay out a row of curves.

    Args:
        row: with its curves.
        lefts: left edge of each column.
        widths: width of each column.
        desk: theme and typesetter.
        far: how much larger the curves are than usual.
    """
    return _Feeling(row, lefts, widths, desk, _Sizes(far)).lay_out()


class _Feeling:
    """Works out one row; lives only while it does."""

    def __init__(
        self, row: Row, lefts: Sequence[float], widths: Sequence[float], desk: Desk, sizes: _Sizes
    ) -> None:
        self.row, self.lefts, self.widths, self.desk = row, lefts, widths, desk
        self.sizes, self.reach = sizes, sizes.reach
        # Most labels sit beside their point. What finds no room goes to a strip below.
        labelled = any(point.label for curve in row.curves for point in curve.points)
        lines = 2 * desk.body.line * sizes.text + 15 if labelled or len(row.curves) > 1 else 4.0
        head = lines + sizes.ring
        self.zero = head + self.reach
        self.bottom = head + 2 * self.reach + head

    def lay_out(self) -> FeelingRow:
        levels = (self.zero - self.reach, self.zero, self.zero + self.reach)
        if not self.lefts:
            return FeelingRow(self.bottom, levels, ())
        paths = [self._through(curve) for curve in self.row.curves]
        lines = [samples(path) for path in paths]
        items = [*self._ground(lines), *self._curves(paths)]
        placed: list[Item] = []
        for index, curve in reversed(list(enumerate(self.row.curves))):
            placed += (self._point(point, curve, index) for point in curve.points)
        strip, labels = self._labels(lines)
        drawn = Group((*placed, *labels))
        top, bottom = levels[0] - _END, levels[2] + _END
        if drawn.items:
            top, bottom = min(top, drawn.bounds.y), max(bottom, drawn.bounds.bottom)
        # Room that was kept for labels, and that none has taken, would be waste.
        spare = max(0.0, top - _END)
        height = self.bottom + strip if strip else min(self.bottom, bottom + _END)
        return FeelingRow(
            height - spare,
            (levels[0] - spare, levels[1] - spare, levels[2] - spare),
            (Group((*items, drawn)).moved(0, -spare),),
        )

    def _ground(self, lines: Sequence[list[tuple[float, float]]]) -> Iterator[Item]:
        """The line of neutral, and the areas between it and the first curve."""
        theme = self.desk.theme
        left, right = self.lefts[0], self.lefts[-1] + self.widths[-1]
        yield Line(
            left, self.zero, right, self.zero, stroke=theme.neutral, thickness=0.7, dash=(2, 2.5)
        )
        if lines:
            yield from halves(
                lines[0], self.zero, above=theme.positive, below=theme.negative, opacity=0.12
            )

    def _curves(self, paths: Sequence[list[tuple[float, float]]]) -> Iterator[Item]:
        """The curves, the first on top; hollow where they rest on nothing."""
        for index, path in reversed(list(enumerate(paths))):
            if not path:
                continue
            thickness = self.sizes.line(index)
            color = curve_color(index, self.desk)
            scale = self.sizes.far if index else 1.0
            dash = tuple(length * scale for length in CURVE_DASHES[index % 4])
            yield bezier(path, stroke=color, dash=dash, thickness=thickness)
            points = sorted(self.row.curves[index].points, key=lambda p: self._spot(p)[0])
            hollow = [_is_baseless(point) for point in points]
            for piece in stretches(path, hollow):
                yield piece.replace(stroke=self.desk.theme.ground, thickness=thickness * _CORE)

    def _spot(self, point: CurvePoint) -> tuple[float, float]:
        width = self.widths[point.column]
        # A point on the very edge of a column would seem to belong to two.
        inset = min(self.sizes.ring, width / 4)
        offset = inset + min(max(point.offset, 0), 1) * (width - 2 * inset)
        return self.lefts[point.column] + offset, self.zero - point.value * self.reach

    def _point(self, point: CurvePoint, curve: Curve, index: int) -> Group:
        theme, radius = self.desk.theme, self.sizes.radius
        x, y = self._spot(point)
        items: list[Item] = []
        thick = radius / _RADIUS
        if _is_moment(point):
            items.append(
                Disc(
                    x, y, self.sizes.ring,
                    fill=theme.ground, stroke=theme.priority, thickness=1.8 * thick,
                )
            )  # fmt: skip
        if _is_baseless(point):
            # A ground of its own keeps the broken ring off the line.
            if not _is_moment(point):
                items.append(Disc(x, y, radius * _HALO, fill=theme.ground))
            ring = Disc(
                x, y, radius * 1.37,
                stroke=theme.muted, thickness=1.1 * thick, dash=(2.2 * thick, 1.7 * thick),
            )  # fmt: skip
            items.append(ring)
        if index == 0:
            items += signed_disc(point.value, x, y, radius, self.desk)
        else:
            items += shape(index, x, y, radius * 0.9, curve_color(index, self.desk))
        words = [f"{curve.title}: {format_signed(point.value, 1, self.desk.locale)}"]
        words += [point.label] if point.label else []
        words += [mark.label for mark in point.marks]
        return Group(tuple(items), title="; ".join(words))

    def _labels(self, lines: list[list[tuple[float, float]]]) -> tuple[float, list[Item]]:
        """Place the labels; returns the height of the strip for those without room."""
        wanted = self._wanted()
        if not wanted:
            return 0.0, []
        blocks = sorted(
            (self._block(point) for curve in self.row.curves for point in curve.points),
            key=lambda block: block.x,
        )
        left, right = self.lefts[0], self.lefts[-1] + self.widths[-1]
        area = Bounds(left + 1, 3, right - left - 2, self.bottom - 6)
        widest = max(label.width for label in wanted)
        placer = Placer(area, sorted_lines(lines), blocks, widest=widest, level=self.zero)
        items: list[Item] = []
        homeless: dict[int, list[_Label]] = {}
        for label in wanted:
            found = placer.place(
                label.x, label.y, label.width, label.height, prefer_above=label.high
            )
            if found is None:
                homeless.setdefault(label.point.column, []).append(label)
                continue
            items += _leader(found, label, self.desk.theme.muted)
            items += self._written(label, found.bounds.x, found.bounds.y, found.bounds.width)
        texts = [Group((item,)).bounds for item in items]
        return self._strip(homeless, items, [*blocks, *texts], lines)

    def _written(self, label: _Label, x: float, y: float, width: float) -> Iterator[Item]:
        """The lines of a label in a box; those of later curves with the sign of their curve."""
        for line in label.lines:
            yield from line.place(x + label.indent, y, width - label.indent, Align.CENTER)
            y += line.height
        if label.indent:
            first = label.lines[-1]
            radius = first.style.size * 0.34
            middle = y - first.height + first.style.size * 0.64
            start = x + (width - label.indent - first.lines[0].width) / 2
            color = curve_color(label.curve, self.desk)
            yield from shape(label.curve, start + radius, middle, radius, color)

    def _strip(
        self,
        homeless: dict[int, list[_Label]],
        items: list[Item],
        drawn: Sequence[Bounds],
        lines: Sequence[Sequence[tuple[float, float]]],
    ) -> tuple[float, list[Item]]:
        """Put labels that found no room into their columns, below all that is drawn there."""
        size = self.desk.theme.text_size * self.sizes.text
        lead, lowest = 1.2 * size, 0.0
        for column, labels in homeless.items():
            left, width = self.lefts[column], self.widths[column]
            place = Bounds(left, 0, width, self.bottom * 2)
            ends = [bounds.bottom for bounds in drawn if bounds.meets(place)]
            ends += [y for line in lines for x, y in line if left <= x <= left + width]
            y = max(ends, default=self.zero) + _END + 4
            for label in labels:
                room = width - 16 - lead
                narrow = self._label(label.point, label.curve, label.high, room)
                if narrow is None:
                    continue
                x, middle = left + 8, y + size * 0.66
                radius = lead / 3
                if label.curve == 0:
                    items += signed_disc(label.point.value, x + radius, middle, radius, self.desk)
                else:
                    color = curve_color(label.curve, self.desk)
                    items += shape(label.curve, x + radius, middle, radius * 0.9, color)
                for line in narrow.lines:
                    items += line.place(x + lead, y, room)
                    y += line.height
                y += 4
            lowest = max(lowest, y)
        return max(0.0, lowest - self.bottom), items

    def _wanted(self) -> list[_Label]:
        """What is to be written, from left to right."""
        labels = [
            self._label(point, index, high, self.widths[point.column] * 1.05 * self.sizes.text)
            for index, curve in enumerate(self.row.curves)
            for point, high in zip(curve.points, self._sides(curve), strict=True)
        ]
        found = [label for label in labels if label is not None]
        return sorted(found, key=lambda label: (label.x, label.y))

    def _sides(self, curve: Curve) -> list[bool]:
        """For each point of a curve whether its label looks better above it."""
        sides = [_is_high(curve.points, index) for index in range(len(curve.points))]
        others = [other.points[0].value for other in self.row.curves if other.points]
        if sides and len(others) > 1:
            # The name of the highest stands above it, and those of the others below.
            sides[0] = curve.points[0].value >= max(others)
        return sides

    def _label(self, point: CurvePoint, curve: int, high: bool, width: float) -> _Label | None:
        """The label of a point, with the name of its curve at the first; None where it has none."""
        size = self.desk.theme.text_size * self.sizes.text
        color = curve_color(curve, self.desk)
        lines = []
        whole = self.row.curves[curve]
        several = len(self.row.curves) > 1
        if several and point is whole.points[0]:
            name = Style(size, color, bold=True)
            lines.append(self.desk.setter.wrap(whole.title, width, name))
        indent = 0.0
        if point.label:
            text = quoted(point.label, self.desk.locale) if point.quote else point.label
            tone = tone_of(point.value)
            if curve == 0:
                color = self.desk.color(Tone.MUTED if tone is Tone.NEUTRAL else tone)
            else:
                indent = size
            style = Style(size, color, italic=point.quote)
            lines.append(self.desk.setter.wrap(text, width - indent, style))
        lines = [line for line in lines if line.lines]
        if not lines:
            return None
        x, y = self._spot(point)
        return _Label(point, curve, x, y, self._radius(point), high, tuple(lines), indent)

    def _block(self, point: CurvePoint) -> Bounds:
        x, y = self._spot(point)
        radius = self._radius(point) + 1
        return Bounds(x - radius, y - radius, 2 * radius, 2 * radius)

    def _radius(self, point: CurvePoint) -> float:
        """Of a point with what surrounds it."""
        if _is_moment(point):
            return self.sizes.ring
        return self.sizes.radius * (_HALO if _is_baseless(point) else 1.0)

    def _through(self, curve: Curve) -> list[tuple[float, float]]:
        return distinct([self._spot(point) for point in curve.points])


def _is_moment(point: CurvePoint) -> bool:
    return any(mark.kind is MarkKind.MOMENT for mark in point.marks)


def _is_baseless(point: CurvePoint) -> bool:
    return any(mark.kind is MarkKind.UNSUPPORTED for mark in point.marks)


def _is_high(points: Sequence[CurvePoint], index: int) -> bool:
    """Whether a label looks better above: at a high, or where the feeling is good."""
    value = points[index].value
    around = [point.value for point in points[max(index - 1, 0) : index + 2]]
    # The end of a line has one neighbour, which makes it neither a high nor a low.
    if 0 < index < len(points) - 1 and min(around) < max(around):
        if value >= max(around):
            return True
        if value <= min(around):
            return False
    return value >= 0


def _leader(found: Placement, label: _Label, muted: str) -> Iterator[Item]:
    """The thin line from a point to a label that stands off."""
    if found.leader is None:
        return
    x, start, end = found.leader
    # It begins outside the point, rings and all; a stump of it would say nothing.
    outside = label.radius + 1.5
    if abs(end - label.y) > outside + _STUMP:
        start = label.y + math.copysign(outside, start - label.y)
        yield Line(x, start, x, end, stroke=muted, thickness=0.6)
