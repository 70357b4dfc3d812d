"""What is written along curves: words and quotes at points, and the names of the curves."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.view.figures import Curve, CurvePoint, Row, Tone
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.labels import Placement, Placer, sorted_lines
from journeykit.view.layout.marks import shape, signed_disc
from journeykit.view.layout.spots import TINT, Spots, curve_color
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.layout.tints import on_tints
from journeykit.view.scene import Align, Bounds, Group, Item, Line
from journeykit.view.tones import tone_of

__all__ = ["place_sayings"]

_STUMP = 7.0
"""A line to a label that would be shorter is not drawn."""
_BELOW = 12.0
"""Points between what is drawn and the words that found no room beside it."""


@frozen
class _Saying:
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


def place_sayings(
    row: Row,
    spots: Spots,
    lines: Sequence[Sequence[tuple[float, float]]],
    bottom: float,
    desk: Desk,
) -> list[Item]:
    """Write what belongs to the points of a row, near them and touching nothing.

    Args:
        row: with its curves.
        spots: where the points are.
        lines: samples of each curve.
        bottom: where the room beside the curves ends; what finds none there
            stands in its column below all that is drawn.
        desk: theme and typesetter.
    """
    return _Sayings(row, spots, desk).place(lines, bottom)


class _Sayings:
    """Works out one row; lives only while it does."""

    def __init__(self, row: Row, spots: Spots, desk: Desk) -> None:
        self.row, self.spots, self.desk = row, spots, desk
        self.size = desk.theme.text_size * spots.sizes.text

    def place(self, lines: Sequence[Sequence[tuple[float, float]]], bottom: float) -> list[Item]:
        """See `place_sayings`."""
        wanted = self._wanted()
        if not wanted:
            return []
        spots = self.spots
        blocks = sorted(
            (spots.block(point) for curve in self.row.curves for point in curve.points),
            key=lambda block: block.x,
        )
        left, right = spots.lefts[0], spots.lefts[-1] + spots.widths[-1]
        area = Bounds(left + 1, 3, right - left - 2, bottom - 6)
        widest = max(saying.width for saying in wanted)
        placer = Placer(area, sorted_lines(lines), blocks, widest=widest, level=spots.zero)
        items: list[Item] = []
        homeless: dict[int, list[_Saying]] = {}
        for saying in wanted:
            found = placer.place(
                saying.x, saying.y, saying.width, saying.height, prefer_above=saying.high
            )
            if found is None:
                homeless.setdefault(saying.point.column, []).append(saying)
                continue
            items += _leader(found, saying, self.desk.theme.muted)
            items += self._written(saying, found.bounds.x, found.bounds.y, found.bounds.width)
        drawn = [*blocks, *(Group((item,)).bounds for item in items)]
        for column, sayings in homeless.items():
            items += self._below(column, sayings, drawn, lines)
        return items

    def _written(self, saying: _Saying, x: float, y: float, width: float) -> Iterator[Item]:
        """The lines of a saying in a box; those of later curves with the sign of their curve."""
        for line in saying.lines:
            yield from line.place(x + saying.indent, y, width - saying.indent, Align.CENTER)
            y += line.height
        if saying.indent:
            last = saying.lines[-1]
            radius = last.style.size * 0.34
            middle = y - last.height + last.style.size * 0.64
            start = x + (width - saying.indent - last.lines[0].width) / 2
            color = curve_color(saying.curve, self.desk)
            yield from shape(saying.curve, start + radius, middle, radius, color)

    def _below(
        self,
        column: int,
        sayings: Sequence[_Saying],
        drawn: Sequence[Bounds],
        lines: Sequence[Sequence[tuple[float, float]]],
    ) -> Iterator[Item]:
        """What found no room, in its column below all that is drawn there."""
        left, width = self.spots.lefts[column], self.spots.widths[column]
        right = left + width
        ends = [b.bottom for b in drawn if b.x < right and b.right > left]
        for run in lines:
            ends += (y for _, y in run[bisect_left(run, (left,)) : bisect_left(run, (right,))])
        y = max(ends, default=self.spots.zero) + _BELOW
        lead = 1.2 * self.size
        radius = lead / 3
        for saying in sayings:
            room = width - 16 - lead
            narrow = self._saying(saying.point, saying.curve, saying.high, room)
            if narrow is None:
                continue
            x, middle = left + 8 + radius, y + self.size * 0.66
            if saying.curve == 0:
                yield from signed_disc(saying.point.value, x, middle, radius, self.desk)
            else:
                color = curve_color(saying.curve, self.desk)
                yield from shape(saying.curve, x, middle, radius * 0.9, color)
            for line in narrow.lines:
                yield from line.place(left + 8 + lead, y, room)
                y += line.height
            y += 4

    def _wanted(self) -> list[_Saying]:
        """What is to be written, from left to right."""
        scale = 1.05 * self.spots.sizes.text
        found = [
            self._saying(point, index, high, self.spots.widths[point.column] * scale)
            for index, curve in enumerate(self.row.curves)
            for point, high in zip(curve.points, self._sides(curve), strict=True)
        ]
        sayings = [saying for saying in found if saying is not None]
        return sorted(sayings, key=lambda saying: (saying.x, saying.y))

    def _sides(self, curve: Curve) -> list[bool]:
        """For each point of a curve whether its label looks better above it."""
        sides = [_is_high(curve.points, index) for index in range(len(curve.points))]
        firsts = [other.points[0].value for other in self.row.curves if other.points]
        if sides and len(firsts) > 1:
            # The name of the highest stands above it, and those of the others below.
            sides[0] = curve.points[0].value >= max(firsts)
        return sides

    def _type(self, color: str) -> str:
        """The colour of type in a colour, which may stand on the areas beside a curve."""
        return on_tints(color, self.desk.theme, TINT)

    def _saying(self, point: CurvePoint, curve: int, high: bool, width: float) -> _Saying | None:
        """What is written at a point, with the name of its curve at the first; or None."""
        color = curve_color(curve, self.desk)
        whole = self.row.curves[curve]
        lines = []
        if len(self.row.curves) > 1 and point is whole.points[0]:
            lines.append(
                self.desk.setter.wrap(
                    whole.title, width, Style(self.size, self._type(color), bold=True)
                )
            )
        indent = 0.0
        if point.label:
            text = quoted(point.label, self.desk.locale) if point.quote else point.label
            if curve == 0:
                tone = tone_of(point.value)
                color = self.desk.color(Tone.MUTED if tone is Tone.NEUTRAL else tone)
            else:
                indent = self.size
            style = Style(self.size, self._type(color), italic=point.quote)
            lines.append(self.desk.setter.wrap(text, width - indent, style))
        lines = [line for line in lines if line.lines]
        if not lines:
            return None
        x, y = self.spots.of(point)
        radius = self.spots.radius(point)
        return _Saying(point, curve, x, y, radius, high, tuple(lines), indent)


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


def _leader(found: Placement, saying: _Saying, muted: str) -> Iterator[Item]:
    """The thin line from a point to a label that stands off."""
    if found.leader is None:
        return
    x, start, end = found.leader
    # It begins outside the point, rings and all; a stump of it would say nothing.
    outside = saying.radius + 1.5
    if abs(end - saying.y) > outside + _STUMP:
        start = saying.y + math.copysign(outside, start - saying.y)
        yield Line(x, start, x, end, stroke=muted, thickness=0.6)
