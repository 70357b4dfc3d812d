"""The row of curves: what customers feel, over all columns."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from journeykit.view.figures import Curve, CurvePoint, MarkKind, Row, Tone
from journeykit.view.format import quoted
from journeykit.view.layout.curve import bezier, distinct, halves, samples
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import Placement, Placer, sorted_lines
from journeykit.view.layout.marks import shape, signed_disc
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Bounds, Disc, Group, Item, Line
from journeykit.view.tones import tone_of

__all__ = ["CURVE_DASHES", "FeelingRow", "curve_color", "set_feeling"]

CURVE_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (1.5, 2.5), (8.0, 3.0, 1.5, 3.0))
"""Dashes of the first, second, ... curve of a row."""

_RADIUS = 5.4
_RING = 9.4
_REACH = 62.0
"""Points from neutral to either end."""
_END = 8.0
"""Points that stay free above and below all that is drawn."""


def curve_color(index: int, desk: Desk) -> str:
    """Colour of the n-th curve of a row: the first is ink."""
    return desk.theme.ink if index == 0 else desk.theme.hue(index + 3)


@frozen
class _Label:
    point: CurvePoint
    x: float
    y: float
    paragraph: Paragraph
    high: bool


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
    row: Row, lefts: Sequence[float], widths: Sequence[float], desk: Desk
) -> FeelingRow:
    """Lay out a row of curves.

    Args:
        row: with its curves.
        lefts: left edge of each column.
        widths: width of each column.
        desk: theme and typesetter.
    """
    # Most labels sit beside their point. What finds no room goes to a strip below
    # the curves, and if much of it would, the curves get more room first.
    has_labels = any(point.label for curve in row.curves for point in curve.points)
    head = 2 * desk.body.line + _RING + 15 if has_labels else _RING + 4
    return _Feeling(row, lefts, widths, desk, head).lay_out()


class _Feeling:
    """Works out one row; lives only while it does."""

    def __init__(
        self, row: Row, lefts: Sequence[float], widths: Sequence[float], desk: Desk, head: float
    ) -> None:
        self.row, self.lefts, self.widths, self.desk = row, lefts, widths, desk
        self.head = head
        self.zero = head + _REACH
        self.bottom = head + 2 * _REACH + head

    def lay_out(self) -> FeelingRow:
        levels = (self.zero - _REACH, self.zero, self.zero + _REACH)
        if not self.lefts:
            return FeelingRow(self.bottom, levels, ())
        desk, theme = self.desk, self.desk.theme
        left, right = self.lefts[0], self.lefts[-1] + self.widths[-1]
        items: list[Item] = [
            Line(
                left,
                self.zero,
                right,
                self.zero,
                stroke=theme.neutral,
                thickness=0.7,
                dash=(2, 2.5),
            )
        ]
        paths = [self._through(curve) for curve in self.row.curves]
        lines = [samples(path) for path in paths]
        if lines:
            items += halves(
                lines[0], self.zero, above=theme.positive, below=theme.negative, opacity=0.12
            )
        for index, path in reversed(list(enumerate(paths))):
            if path:
                items.append(
                    bezier(
                        path, stroke=curve_color(index, desk), dash=CURVE_DASHES[index % 4],
                        thickness=2.2 if index == 0 else 1.7,
                    )
                )  # fmt: skip
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

    def _spot(self, point: CurvePoint) -> tuple[float, float]:
        width = self.widths[point.column]
        # A point on the very edge of a column would seem to belong to two.
        inset = _RING
        offset = inset + min(max(point.offset, 0), 1) * (width - 2 * inset)
        return self.lefts[point.column] + offset, self.zero - point.value * _REACH

    def _through(self, curve: Curve) -> list[tuple[float, float]]:
        return distinct([self._spot(point) for point in curve.points])

    def _point(self, point: CurvePoint, curve: Curve, index: int) -> Group:
        theme = self.desk.theme
        x, y = self._spot(point)
        items: list[Item] = []
        kinds = {mark.kind for mark in point.marks}
        if MarkKind.MOMENT in kinds:
            items.append(Disc(x, y, _RING, fill=theme.ground, stroke=theme.priority, thickness=1.8))
        if index == 0:
            items += signed_disc(point.value, x, y, _RADIUS, self.desk)
        else:
            items += shape(index, x, y, _RADIUS * 0.8, curve_color(index, self.desk))
        if MarkKind.UNSUPPORTED in kinds:
            items.append(Disc(x, y, _RADIUS + 2, stroke=theme.muted, thickness=1.0, dash=(2, 1.5)))
        words = [f"{curve.title}: {point.value:+.1f}".replace("-", "\u2212")]
        words += [point.label] if point.label else []
        words += [mark.label for mark in point.marks]
        return Group(tuple(items), title="; ".join(words))

    def _labels(self, lines: list[list[tuple[float, float]]]) -> tuple[float, list[Item]]:
        """Place the labels; returns the height of the strip for those without room."""
        theme = self.desk.theme
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
            if found is None:
                homeless.setdefault(label.point.column, []).append(label)
            else:
                items += _drawn(found, label, theme.muted)
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
                text = self._text(label.point)
                paragraph = self.desk.setter.wrap(text, width, label.paragraph.style)
                x = self.lefts[column] + 8
                items += signed_disc(label.point.value, x + 4, y + 7, 3.8, self.desk)
                items += paragraph.place(x + 12, y, width)
                y += paragraph.height + 4
            strip = max(strip, y - self.bottom)
        return strip + (4 if strip else 0), items

    def _wanted(self) -> list[_Label]:
        labels = []
        for curve in self.row.curves:
            for index, point in enumerate(curve.points):
                if point.label:
                    x, y = self._spot(point)
                    style = self._style(point)
                    width = self.widths[point.column] * 1.05
                    paragraph = self.desk.setter.wrap(self._text(point), width, style)
                    if paragraph.lines:
                        high = _is_high(curve.points, index)
                        labels.append(_Label(point, x, y, paragraph, high))
        return sorted(labels, key=lambda label: (label.x, label.y))

    def _text(self, point: CurvePoint) -> str:
        text = point.label or ""
        return quoted(text, self.desk.locale) if point.quote else text

    def _style(self, point: CurvePoint) -> Style:
        tone = tone_of(point.value)
        color = self.desk.color(Tone.MUTED if tone is Tone.NEUTRAL else tone)
        return Style(self.desk.theme.text_size, color, italic=point.quote)

    def _block(self, point: CurvePoint) -> Bounds:
        x, y = self._spot(point)
        radius = _RING + 1 if any(m.kind is MarkKind.MOMENT for m in point.marks) else _RADIUS + 1
        return Bounds(x - radius, y - radius, 2 * radius, 2 * radius)


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
        items.append(Line(x, start, x, end, stroke=muted, thickness=0.6))
    bounds = found.bounds
    items += label.paragraph.place(bounds.x, bounds.y, bounds.width, Align.CENTER)
    return items
