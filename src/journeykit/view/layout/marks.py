"""The small signs of a map. Each differs in shape or number, never in colour alone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from journeykit.view.figures import Mark, MarkKind, Tone
from journeykit.view.layout.desk import Desk, initials
from journeykit.view.layout.text import Style
from journeykit.view.scene import (
    Align,
    Bounds,
    Box,
    Disc,
    Item,
    Line,
    Path,
    Polygon,
    Segment,
    Text,
    hatch_lines,
)
from journeykit.view.tones import tone_of

__all__ = ["SHAPES", "draw_mark", "hatched", "mark_width", "shape", "sign", "signed_disc"]

SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "bar", "wedge", "cross")
"""Signs of channels and series, in turn; the next round of them is hollow."""

_DOT = 2.7
_DOT_STEP = 7.4
_RANK_RADIUS = 7.4
_STRIP = 5.0
_STEP = 4.5
"""Points between two lines of hatching."""


def mark_width(mark: Mark, desk: Desk) -> float:
    """How wide the sign is, in points."""
    if mark.kind is MarkKind.SEVERITY:
        return 2 * _DOT_STEP + 2 * _DOT + 1
    if mark.kind is MarkKind.PRIORITY:
        return 2 * _rank_radius(mark, desk)
    if mark.kind is MarkKind.PERSONA:
        return _pill_width(mark, desk)
    return {
        MarkKind.CHANNEL: 8.0,
        MarkKind.MOMENT: 10.4,
        MarkKind.UNSUPPORTED: _STRIP,
        MarkKind.CHANGE: 10.4,
    }[mark.kind]


def draw_mark(
    mark: Mark, x: float, y: float, desk: Desk, *, height: float = 10.0
) -> Iterator[Item]:
    """Draw a sign.

    Args:
        mark: what it says.
        x: its left edge.
        y: its middle, from top to bottom.
        desk: the theme.
        height: of the strip that marks what rests on nothing.
    """
    theme = desk.theme
    if mark.kind is MarkKind.SEVERITY:
        for index in range(3):
            full = index < mark.value
            yield Disc(
                x + _DOT + 0.5 + index * _DOT_STEP, y, _DOT,
                fill=theme.negative if full else None, stroke=theme.negative, thickness=0.9,
            )  # fmt: skip
    elif mark.kind is MarkKind.PRIORITY:
        yield from _rank(mark, x, y, desk)
    elif mark.kind is MarkKind.CHANNEL:
        yield from shape(mark.value, x + 4, y, 3.8, theme.hue(mark.value))
    elif mark.kind is MarkKind.MOMENT:
        yield Disc(x + 5.2, y, 4.4, stroke=theme.priority, thickness=1.6)
        yield Disc(x + 5.2, y, 1.5, fill=theme.priority)
    elif mark.kind is MarkKind.UNSUPPORTED:
        yield from hatched(Bounds(x, y - height / 2, _STRIP, height), theme.muted)
    elif mark.kind is MarkKind.CHANGE:
        yield from _change(mark.value, x, y, desk)
    else:
        yield from _pill(mark, x, y, desk)


def hatched(bounds: Bounds, color: str) -> Iterator[Line]:
    """Fill a rectangle with slanted lines: what stands there rests on nothing."""
    for x1, y1, x2, y2 in hatch_lines(bounds, step=_STEP):
        yield Line(x1, y1, x2, y2, stroke=color, thickness=1.1)


def shape(
    index: int,
    x: float,
    y: float,
    radius: float,
    color: str,
    *,
    ground: str | None = None,
    hollow: bool = False,
) -> Iterator[Item]:
    """Draw the sign of the n-th channel or series around a point.

    Args:
        index: position of the channel or series.
        x: centre.
        y: centre.
        radius: half of its size.
        color: its colour.
        ground: colour inside hollow signs, or None.
        hollow: whether it is hollow where it else is full, and full where it else is hollow.
    """
    hollow = hollow != (index // len(SHAPES) % 2 == 1)
    fill, stroke = (ground, color) if hollow else (color, None)
    name = SHAPES[index % len(SHAPES)]
    thickness = 1.4
    if name == "circle":
        yield Disc(x, y, radius, fill=fill, stroke=stroke, thickness=thickness)
        return
    if name in ("square", "bar"):
        half_width, half_height = radius * 0.88, radius * (0.88 if name == "square" else 0.45)
        corners = _rectangle(x, y, half_width, half_height)
    elif name == "cross":
        arm, half = radius, radius * 0.36
        corners = tuple(
            (x + dx, y + dy)
            for dx, dy in (
                (-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half),
                (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half),
                (-half, -half),
            )
        )  # fmt: skip
    else:
        count, turn = {
            "triangle": (3, -90),
            "diamond": (4, -90),
            "hexagon": (6, -90),
            "wedge": (3, 90),
        }[name]
        corners = tuple(
            (
                x + radius * 1.08 * math.cos(math.radians(turn + 360 * k / count)),
                y + radius * 1.08 * math.sin(math.radians(turn + 360 * k / count)),
            )
            for k in range(count)
        )
    yield Polygon(corners, fill=fill, stroke=stroke, thickness=thickness)


def sign(tone: Tone, x: float, y: float, desk: Desk) -> Iterator[Item]:
    """Draw the sign of a meaning, 7 points wide: up, down, or a ring for what has priority."""
    color = desk.color(tone)
    if tone is Tone.POSITIVE:
        yield Polygon(((x, y + 2.6), (x + 6, y + 2.6), (x + 3, y - 2.8)), fill=color)
    elif tone is Tone.NEGATIVE:
        yield Polygon(((x, y - 2.6), (x + 6, y - 2.6), (x + 3, y + 2.8)), fill=color)
    elif tone is Tone.PRIORITY:
        yield Disc(x + 3, y, 2.6, stroke=color, thickness=1.3)


def signed_disc(value: float, x: float, y: float, radius: float, desk: Desk) -> Iterator[Item]:
    """Draw a point with the sign of its value in it: plus, minus, or nothing near zero."""
    theme = desk.theme
    tone = tone_of(value)
    if tone is Tone.NEUTRAL:
        yield Disc(x, y, radius - 0.8, fill=theme.ground, stroke=theme.neutral, thickness=2.0)
        return
    color = desk.color(tone)
    yield Disc(x, y, radius, fill=color, stroke=theme.ground, thickness=1.2)
    arm, stroke = radius * 0.5, theme.on(color)
    yield Line(x - arm, y, x + arm, y, stroke=stroke, thickness=1.3)
    if value > 0:
        yield Line(x, y - arm, x, y + arm, stroke=stroke, thickness=1.3)


def _rectangle(
    x: float, y: float, half_width: float, half_height: float
) -> tuple[tuple[float, float], ...]:
    return (
        (x - half_width, y - half_height),
        (x + half_width, y - half_height),
        (x + half_width, y + half_height),
        (x - half_width, y + half_height),
    )


def _rank_style(mark: Mark, desk: Desk) -> Style:
    # The first three stand out; the rest are outlined.
    theme = desk.theme
    color = theme.on(theme.priority) if mark.value <= 3 else theme.ink
    return Style(theme.note_size, color, bold=True)


def _rank_radius(mark: Mark, desk: Desk) -> float:
    width = desk.setter.width(str(mark.value), _rank_style(mark, desk))
    return max(_RANK_RADIUS, width / 2 + 2.4)


def _rank(mark: Mark, x: float, y: float, desk: Desk) -> Iterator[Item]:
    theme = desk.theme
    style = _rank_style(mark, desk)
    radius = _rank_radius(mark, desk)
    top = mark.value <= 3
    yield Disc(
        x + radius, y, radius if top else radius - 0.5,
        fill=theme.priority if top else None, stroke=None if top else theme.priority, thickness=1.1,
    )  # fmt: skip
    yield _centred(str(mark.value), x + radius, y, style, desk)


def _change(value: int, x: float, y: float, desk: Desk) -> Iterator[Item]:
    """A small box with a plus (new), a minus (gone), an arrow (moved) or a wave (changed)."""
    ink, middle = desk.theme.ink, x + 5.2
    yield Box(x + 0.4, y - 4.8, 9.6, 9.6, stroke=ink, thickness=0.9, radius=2)
    if value == 4:
        wave = Segment(middle + 3, y, ((middle - 1, y - 4.5), (middle + 1, y + 4.5)))
        yield Path(middle - 3, y, (wave,), stroke=ink, thickness=1.3)
        return
    yield Line(middle - 2.8, y, middle + 2.8, y, stroke=ink, thickness=1.3)
    if value == 1:
        yield Line(middle, y - 2.8, middle, y + 2.8, stroke=ink, thickness=1.3)
    elif value == 3:
        tip = ((middle + 0.6, y - 2.4), (middle + 3, y), (middle + 0.6, y + 2.4))
        yield Polygon(tip, fill=ink)


def _pill_style(desk: Desk) -> Style:
    return Style(desk.theme.note_size * 0.86, desk.theme.ink, bold=True)


def _pill_width(mark: Mark, desk: Desk) -> float:
    return desk.setter.width(initials(mark.label), _pill_style(desk)) + 7


def _pill(mark: Mark, x: float, y: float, desk: Desk) -> Iterator[Item]:
    width = _pill_width(mark, desk)
    hue = desk.theme.hue(mark.value)
    yield Box(x, y - 5.6, width, 11.2, stroke=hue, thickness=1.1, radius=5.6)
    yield _centred(initials(mark.label), x + width / 2, y, _pill_style(desk), desk)


def _centred(text: str, x: float, y: float, style: Style, desk: Desk) -> Text:
    """A run of text whose capitals are centred on a point."""
    return Text(
        x, y + 0.36 * style.size, text, size=style.size, color=style.color, bold=style.bold,
        width=desk.setter.width(text, style), align=Align.CENTER,
    )  # fmt: skip
