"""Legends: signs with their words, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from journeykit.model import LaneRole
from journeykit.view.figures import Curve, Mark, MarkKind, Sheet
from journeykit.view.labels import labels
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, hatched, mark_width, shape
from journeykit.view.layout.spots import CURVE_DASHES, LATER, LINE, curve_color
from journeykit.view.layout.text import Style
from journeykit.view.scene import Bounds, Disc, Item, Line

__all__ = [
    "Swatch",
    "curve_swatch",
    "line_swatch",
    "mark_swatch",
    "place_legend",
    "place_topics",
    "topics_of",
]

_BETWEEN = 22.0
_AFTER_SIGN = 6.0


@frozen
class Swatch:
    """A sign of a legend with its words.

    Attributes:
        width: of the sign, in points; 0 where the words stand alone.
        draw: draws the sign, given its left edge and its middle.
        label: the words.
    """

    width: float
    draw: Callable[[float, float], Iterable[Item]]
    label: str


def mark_swatch(mark: Mark, desk: Desk) -> Swatch:
    """The entry of a legend for a mark."""
    if mark.kind is MarkKind.UNSUPPORTED:
        return Swatch(32.0, lambda x, y: _baseless(x, y, desk), mark.label)
    return Swatch(mark_width(mark, desk), lambda x, y: draw_mark(mark, x, y, desk), mark.label)


def _baseless(x: float, y: float, desk: Desk) -> Iterable[Item]:
    """Both forms of what rests on nothing: hatching, and a point in a broken ring."""
    color = desk.theme.muted
    yield from hatched(Bounds(x, y - 5, 14, 10), color)
    yield Disc(x + 25, y, 3.0, fill=color)
    yield Disc(x + 25, y, 6.2, stroke=color, thickness=1.2, dash=(2.2, 1.7))


def curve_swatch(curve: Curve, index: int, desk: Desk) -> Swatch:
    """The entry of a legend for the n-th curve of a row: its line with its sign on it."""
    color = curve_color(index, desk)

    def draw(x: float, y: float) -> Iterable[Item]:
        thickness = LINE * (1.0 if index == 0 else LATER)
        dash = CURVE_DASHES[index % len(CURVE_DASHES)]
        yield Line(x, y, x + 36, y, stroke=color, dash=dash, thickness=thickness)
        yield from shape(index, x + 18, y, 4.6, color)

    return Swatch(36.0, draw, curve.title)


def line_swatch(label: str, color: str, dash: tuple[float, ...], thickness: float) -> Swatch:
    """The entry of a legend for a line."""
    return Swatch(
        26.0,
        lambda x, y: (Line(x, y, x + 26, y, stroke=color, dash=dash, thickness=thickness),),
        label,
    )


def place_legend(
    swatches: Sequence[Swatch], x: float, y: float, width: float, desk: Desk
) -> tuple[list[Item], float]:
    """Lay out a legend.

    Args:
        swatches: the entries, in order.
        x: left edge.
        y: upper edge.
        width: where lines end.
        desk: theme and typesetter.

    Returns:
        The items, and the height that they take.
    """
    items: list[Item] = []
    style = desk.note
    line = max(style.line, 17.0)
    at, top, tallest = x, y, 0.0
    for swatch in swatches:
        lead = swatch.width + _AFTER_SIGN if swatch.width else 0.0
        words = desk.setter.wrap(swatch.label, max(width - lead, 20.0), style)
        long = lead + words.width
        if at > x and at + long > x + width:
            at, top, tallest = x, top + tallest, 0.0
        items += swatch.draw(at, top + line / 2)
        items += words.place(at + lead, top + (line - style.line) / 2, words.width)
        tallest = max(tallest, line, words.height + 4)
        at += long + _BETWEEN
    return items, top + tallest - y if swatches else 0.0


_TOPICS = {
    MarkKind.SEVERITY: "legend_severity",
    MarkKind.CHANNEL: "legend_channel",
    MarkKind.PERSONA: "legend_persona",
    MarkKind.CHANGE: "legend_change",
}


def topics_of(sheet: Sheet, desk: Desk) -> list[tuple[str, list[Swatch]]]:
    """The legend of a sheet: signs by topic, and the curves where there are several."""
    words = labels(desk.locale)
    # Marks that look alike, such as the kinds of moments of truth, share a sign.
    alike: dict[tuple[MarkKind, int], list[Mark]] = {}
    for mark in sheet.legend:
        alike.setdefault((mark.kind, mark.value), []).append(mark)
    topics: dict[str, list[Swatch]] = {}
    for (kind, _), marks in alike.items():
        label = " / ".join(dict.fromkeys(mark.label for mark in marks))
        swatch = mark_swatch(marks[0].replace(label=label), desk)
        topics.setdefault(words(_TOPICS.get(kind, "legend_signs")), []).append(swatch)
    seen = set()
    several = [row for row in sheet.rows if len(row.curves) > 1]
    # Lines that mean the same in the rows of several personas are of none of them.
    shared = len(several) > 1 and all(row.role is LaneRole.EMOTIONS for row in several)
    for row in several:
        heading = words(row.role) if shared else row.title
        for index, curve in enumerate(row.curves):
            if (index, curve.title) not in seen:
                seen.add((index, curve.title))
                topics.setdefault(heading, []).append(curve_swatch(curve, index, desk))
    return list(topics.items())


def place_topics(
    topics: Sequence[tuple[str, Sequence[Swatch]]], x: float, y: float, width: float, desk: Desk
) -> tuple[list[Item], float]:
    """Lay out a legend by topics: each a block with a heading, side by side while they fit.

    Args:
        topics: headings with their entries, in order.
        x: left edge.
        y: upper edge.
        width: where lines end.
        desk: theme and typesetter.

    Returns:
        The items, and the height that they take.
    """
    items: list[Item] = []
    style = Style(desk.theme.note_size, desk.theme.ink, bold=True)
    at, top, tallest = x, y, 0.0
    gap = 2 * _BETWEEN
    for heading, swatches in topics:
        head = desk.setter.wrap(heading, width, style)
        long = max(head.width, _length(swatches, desk))
        if at > x and at + long > x + width:
            at, top, tallest = x, top + tallest + desk.theme.gap, 0.0
        room = min(long, x + width - at) + 0.1
        items += head.place(at, top, room)
        entries, height = place_legend(swatches, at, top + head.height + 3, room, desk)
        items += entries
        tallest = max(tallest, head.height + 3 + height)
        at += room + gap
    return items, top + tallest - y if topics else 0.0


def _length(swatches: Sequence[Swatch], desk: Desk) -> float:
    """How long entries are on one line."""
    words = (desk.setter.wrap(swatch.label, 1e9, desk.note).width for swatch in swatches)
    signs = (swatch.width + _AFTER_SIGN + _BETWEEN for swatch in swatches)
    return sum(words) + sum(signs) - _BETWEEN
