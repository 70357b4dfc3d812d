"""The head of a figure: title, what it rests on, labelled texts, cards."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from journeykit.view.figures import Card, Field
from journeykit.view.layout.deck import (
    are_names,
    beside_title,
    place_cards,
    place_in_row,
    place_names,
)
from journeykit.view.layout.desk import Desk
from journeykit.view.scene import Item

__all__ = ["place_header"]

_TITLE_NEEDS = 330.0
_LONGEST = 820.0  # longer lines are hard to follow


def place_header(
    title: str,
    subtitle: str | None,
    fields: Sequence[Field],
    cards: Sequence[Card],
    *,
    x: float,
    y: float,
    width: float,
    desk: Desk,
    small: bool = False,
    size: float = 1.0,
) -> tuple[list[Item], float]:
    """Lay out the head of a figure.

    Cards stand right of the title where there is room, and else below it; of
    those that hold nothing else, the names stand in a line below it.

    Args:
        title: of the figure.
        subtitle: a line below it, or None.
        fields: labelled texts below that.
        cards: blocks, such as personas.
        x: left edge.
        y: upper edge.
        width: of the figure without its margins.
        desk: theme and typesetter.
        small: whether the title is that of a figure smaller than a map.
        size: how much larger cards are than usual; their type is that of the desk.

    Returns:
        The items, and the height that they take.
    """
    if small:
        desk = evolve(desk, theme=desk.theme.replace(title_size=desk.theme.title_size * 0.75))
    gap = desk.theme.gap
    names, cards = (cards, ()) if are_names(cards) else ((), cards)
    each = beside_title(cards, width, gap, size)
    beside = len(cards) * (each + 2 * gap)
    right = bool(cards) and width - beside >= _TITLE_NEEDS * size
    items, height = _title_block(
        title, subtitle, fields, x=x, y=y, width=width - beside if right else width,
        longest=_LONGEST * size, desk=desk,
    )  # fmt: skip
    if names:
        line, more = place_names(names, x=x, y=y + height + gap, width=width, desk=desk, size=size)
        return [*items, *line], height + gap + more
    if right:
        left = x + width - beside + 2 * gap
        row, tallest = place_in_row(cards, 0, each, x=left, y=y, desk=desk, size=size)
        return [*items, *row], max(height, tallest)
    if cards:
        top = y + height + 2 * gap
        rows, more = place_cards(cards, x=x, y=top, width=width, desk=desk, size=size)
        return [*items, *rows], height + 2 * gap + more
    return items, height


def _title_block(
    title: str, subtitle: str | None, fields: Sequence[Field],
    *, x: float, y: float, width: float, longest: float, desk: Desk,
) -> tuple[list[Item], float]:  # fmt: skip
    setter, gap = desk.setter, desk.theme.gap
    items: list[Item] = []
    top = y
    heading = setter.wrap(title, width, desk.title)
    items += heading.place(x, top, width)
    top += heading.height
    if subtitle:
        line = setter.wrap(subtitle, width, desk.quiet)
        items += line.place(x, top + gap * 0.5, width)
        top += line.height + gap * 0.5
    width = min(width, longest)
    if fields:
        top += gap
        labels = [setter.wrap(field.label, width * 0.3, desk.label) for field in fields]
        indent = max(label.width for label in labels) + 2 * gap
        for field, label in zip(fields, labels, strict=True):
            items += label.place(x, top, indent - 2 * gap)
            below = label.height
            row = top
            for text in field.text:
                body = setter.wrap(text, width - indent, desk.body)
                items += body.place(x + indent, row, width - indent)
                row += body.height + 1
            top += max(below, row - top) + gap * 0.4
    return items, top - y
