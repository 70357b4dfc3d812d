"""The head of a figure: title, what it rests on, labelled texts, cards."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from journeykit.view.figures import Card, Field
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk, initials
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Box, Disc, Group, Item, Text

__all__ = ["place_header"]

_CARD_WIDEST = 720.0
_CARD_WIDE = 470.0
_CARD_NARROW = 300.0
_CARD_BARE = 190.0
_TITLE_NEEDS = 330.0
_LONGEST = 820.0  # longer lines are hard to follow
_PAD = 14.0
_AVATAR = 21.0


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
) -> tuple[list[Item], float]:
    """Lay out the head of a figure.

    Cards stand right of the title where there is room, and else below it.

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

    Returns:
        The items, and the height that they take.
    """
    if small:
        desk = evolve(desk, theme=desk.theme.replace(title_size=desk.theme.title_size * 0.75))
    gap = desk.theme.gap
    each = _card_width(cards, width, gap)
    beside = len(cards) * (each + 2 * gap)
    right = bool(cards) and width - beside >= _TITLE_NEEDS
    text_width = width - beside if right else width
    items, height = _title_block(title, subtitle, fields, x=x, y=y, width=text_width, desk=desk)
    if not cards:
        return items, height
    if right:
        left, top = x + width - beside + 2 * gap, y
        across = len(cards)
    else:
        across = max(1, min(len(cards), int((width + 2 * gap) // (_CARD_NARROW + 2 * gap))))
        each = min(_CARD_WIDE, (width + 2 * gap) / across - 2 * gap)
        left, top = x, y + height + 2 * gap
    bottom = y + height
    for start in range(0, len(cards), across):
        blocks = [
            _CardBlock.of(card, each, index if card.hue is None else card.hue, desk)
            for index, card in enumerate(cards[start : start + across], start)
        ]
        tallest = max(block.height for block in blocks)
        for column, block in enumerate(blocks):
            items.append(block.place(left + column * (each + 2 * gap), top, tallest))
        top += tallest + gap
        bottom = max(bottom, top - gap)
    return items, bottom - y


def _card_width(cards: Sequence[Card], width: float, gap: float) -> float:
    """How wide cards beside the title are: the widest form that leaves the title enough."""
    if not any(card.fields or card.quote or card.subtitle for card in cards):
        return _CARD_BARE
    for each, title in ((_CARD_WIDEST, _LONGEST), (_CARD_WIDE, 1.3 * _TITLE_NEEDS)):
        several = any(len(card.fields) > 1 for card in cards)
        if width - len(cards) * (each + 2 * gap) >= title and (several or each == _CARD_WIDE):
            return each
    return _CARD_NARROW


def _title_block(
    title: str, subtitle: str | None, fields: Sequence[Field],
    *, x: float, y: float, width: float, desk: Desk,
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
    width = min(width, _LONGEST)
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


@frozen
class _Part:
    """A paragraph with its place in a card."""

    paragraph: Paragraph
    x: float
    y: float
    width: float
    bullet: bool = False


@frozen
class _CardBlock:
    """A card, measured."""

    card: Card
    index: int
    width: float
    height: float
    parts: tuple[_Part, ...]
    desk: Desk

    @classmethod
    def of(cls, card: Card, width: float, index: int, desk: Desk) -> _CardBlock:
        setter = desk.setter
        inner = width - 2 * _PAD
        wide = width >= _CARD_WIDE - 1 and bool(card.fields)
        across = min(len(card.fields), 3) if width >= _CARD_WIDEST - 1 else 1
        left = inner * (0.48 if across == 1 else 0.36 if across == 2 else 0.31) if wide else inner
        indent = 2 * _AVATAR + 12
        parts: list[_Part] = []
        name = Style(desk.theme.group_size - 1, desk.theme.ink, bold=True)
        y = _PAD
        for text, style in (
            (card.title, name),
            (card.subtitle, desk.quiet),
            (card.quote and quoted(card.quote, desk.locale), desk.quote),
        ):
            if text:
                y += 5 if style is desk.quote else 0
                paragraph = setter.wrap(text, left - indent, style)
                parts.append(_Part(paragraph, _PAD + indent, y, left - indent))
                y += paragraph.height + 1
        if len(parts) == 1 and not card.fields:
            # A name alone stands beside the middle of the initials.
            (only,) = parts
            middle = max(_PAD, _PAD + _AVATAR - only.paragraph.height / 2)
            parts = [evolve(only, y=middle)]
        y = max(y, _PAD + 2 * _AVATAR)
        start, x, column = (
            (_PAD, _PAD + left + 16, inner - left - 16) if wide else (y + 6, _PAD, inner)
        )
        ends = [start] * across
        column = (column - 16 * (across - 1)) / across
        for number, field in enumerate(card.fields):
            # Beside each other first; what is left goes below.
            place = number % across
            at, end = x + place * (column + 16), ends[place]
            label = setter.wrap(field.label, column, desk.label)
            parts.append(_Part(label, at, end, column))
            end += label.height + 1
            for text in field.text:
                body = setter.wrap(text, column - 10, desk.body)
                parts.append(_Part(body, at + 10, end, column - 10, bullet=True))
                end += body.height + 1
            ends[place] = end + 5
        height = max(y, max(ends) - 5 if card.fields else y) + _PAD - 2
        return cls(card, index, width, height, tuple(parts), desk)

    def place(self, x: float, y: float, height: float) -> Group:
        theme, desk = self.desk.theme, self.desk
        letters = initials(self.card.title)
        style = Style(theme.group_size, theme.on_hue, bold=True)
        centre_x, centre_y = x + _PAD + _AVATAR, y + _PAD + _AVATAR
        items: list[Item] = [
            Box(x, y, self.width, height, fill=theme.band, stroke=theme.rule, radius=8),
            Disc(centre_x, centre_y, _AVATAR, fill=theme.hue(self.index)),
            Text(
                centre_x, centre_y + 0.36 * style.size, letters, size=style.size,
                color=style.color, bold=True, width=desk.setter.width(letters, style),
                align=Align.CENTER,
            ),
        ]  # fmt: skip
        for part in self.parts:
            items += part.paragraph.place(x + part.x, y + part.y, part.width)
            if part.bullet and part.paragraph.lines:
                rtl = part.paragraph.by_script and part.paragraph.lines[0].rtl
                dot = x + part.x + (part.width + 5 if rtl else -6)
                middle = y + part.y + part.paragraph.style.size * 0.66
                items.append(Disc(dot, middle, 1.4, fill=theme.muted))
        return Group(tuple(items), id=self.card.id, title=self.card.title)
