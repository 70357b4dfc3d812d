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
    """A text beside a point.

    Attributes:
        column: position of the column that it belongs to.
        x: of the point.
        y: of the point.
        text: what is written.
        style: how it is written.
        paragraph: the same, wrapped.
        high: whether it looks better above the point.
        value: of the point; None for the name of a curve.
        radius: of the point with what surrounds it.
    """

    column: int
    x: float
    y: float
    text: str
    style: Style
    paragraph: Paragraph
    high: bool
    value: float | None
    radius: float


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
        widest = max(label.paragraph.width for label in wanted)
        placer = Placer(area, sorted_lines(lines), blocks, widest=widest, level=self.zero)
        items: list[Item] = []
        homeless: dict[int, list[_Label]] = {}
        for label in wanted:
            found = placer.place(
                label.x, label.y, label.paragraph.width, label.paragraph.height,
                prefer_above=label.high,
            )  # fmt: skip
            if found is not None:
                items += _drawn(found, label, self.desk.theme.muted)
            elif label.value is not None:
                homeless.setdefault(label.column, []).append(label)
        return self._strip(homeless, items)

    def _strip(
        self, homeless: dict[int, list[_Label]], items: list[Item]
    ) -> tuple[float, list[Item]]:
        """Put labels that found no room into their columns below the curves."""
        strip = 0.0
        for column, labels in homeless.items():
            y = self.bottom
            for label in labels:
                width = self.widths[column] - 26
                paragraph = self.desk.setter.wrap(label.text, width, label.style)
                x = self.lefts[column] + 8
                items += signed_disc(label.value or 0.0, x + 4, y + 7, 3.8, self.desk)
                items += paragraph.place(x + 12, y, width)
                y += paragraph.height + 4
            strip = max(strip, y - self.bottom)
        return strip + (4 if strip else 0), items

    def _wanted(self) -> list[_Label]:
        labels = list(self._names()) if len(self.row.curves) > 1 else []
        for curve in self.row.curves:
            for index, point in enumerate(curve.points):
                if point.label:
                    text = quoted(point.label, self.desk.locale) if point.quote else point.label
                    high = _is_high(curve.points, index)
                    labels.append(self._label(point, text, self._style(point), high, point.value))
        found = [label for label in labels if label.paragraph.lines]
        # Names of curves come first: they have their place at the first points.
        return sorted(found, key=lambda label: (label.x, label.value is not None, label.y))

    def _names(self) -> Iterator[_Label]:
        """The names of the curves, at their first points: the highest above, the others below."""
        begun = [(i, c, c.points[0]) for i, c in enumerate(self.row.curves) if c.points]
        highest = max((point.value for _, _, point in begun), default=0.0)
        size = self.desk.theme.text_size * self.sizes.text
        for index, curve, point in begun:
            style = Style(size, curve_color(index, self.desk), bold=True)
            yield self._label(point, curve.title, style, point.value == highest, None)

    def _label(
        self, point: CurvePoint, text: str, style: Style, high: bool, value: float | None
    ) -> _Label:
        x, y = self._spot(point)
        width = self.widths[point.column] * 1.05 * self.sizes.text
        paragraph = self.desk.setter.wrap(text, width, style)
        radius = self._radius(point)
        return _Label(point.column, x, y, text, style, paragraph, high, value, radius)

    def _style(self, point: CurvePoint) -> Style:
        tone = tone_of(point.value)
        color = self.desk.color(Tone.MUTED if tone is Tone.NEUTRAL else tone)
        size = self.desk.theme.text_size * self.sizes.text
        return Style(size, color, italic=point.quote)

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


def _drawn(found: Placement, label: _Label, muted: str) -> list[Item]:
    items: list[Item] = []
    if found.leader is not None:
        x, start, end = found.leader
        # It begins outside the point, rings and all; a stump of it would say nothing.
        outside = label.radius + 1.5
        start = label.y + math.copysign(outside, start - label.y)
        if abs(end - label.y) > outside + _STUMP:
            items.append(Line(x, start, x, end, stroke=muted, thickness=0.6))
    bounds = found.bounds
    items += label.paragraph.place(bounds.x, bounds.y, bounds.width, Align.CENTER)
    return items
