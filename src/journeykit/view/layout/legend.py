"""Legends: signs with their words, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from journeykit.view.figures import Mark
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width
from journeykit.view.scene import Item, Line

__all__ = ["Swatch", "line_swatch", "mark_swatch", "place_legend"]


@frozen
class Swatch:
    """A sign of a legend with its words.

    Attributes:
        width: of the sign, in points.
        draw: draws the sign, given its left edge and its middle.
        label: the words.
    """

    width: float
    draw: Callable[[float, float], Iterable[Item]]
    label: str


def mark_swatch(mark: Mark, desk: Desk) -> Swatch:
    """The entry of a legend for a mark."""
    return Swatch(mark_width(mark, desk), lambda x, y: draw_mark(mark, x, y, desk), mark.label)


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
        room = max(width - swatch.width - 6, 20.0)
        words = desk.setter.wrap(swatch.label, room, style)
        long = swatch.width + 6 + words.width
        if at > x and at + long > x + width:
            at, top, tallest = x, top + tallest, 0.0
        items += swatch.draw(at, top + line / 2)
        items += words.place(at + swatch.width + 6, top + (line - style.line) / 2, words.width)
        tallest = max(tallest, line, words.height + 4)
        at += long + 22
    return items, top + tallest - y if swatches else 0.0
