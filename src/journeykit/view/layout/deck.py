"""Cards: blocks about one thing each, such as a persona, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from journeykit.view.figures import Card
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk, initials
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Box, Disc, Group, Item, Text

__all__ = ["are_names", "beside_title", "crowded", "place_cards", "place_in_row", "place_names"]

_WIDEST = 720.0
_WIDE = 470.0
_NARROW = 300.0
_SPLIT = 400.0
"""From this width on a card has two parts side by side."""
_LONG_TITLE = 820.0
_TITLE = 430.0
"""What cards in their wider forms leave the title."""
_PAD = 14.0
_AVATAR = 21.0
_MOST = 4
_HIGHEST = 300.0
_NAME = 11.0


def place_cards(
    cards: Sequence[Card], *, x: float, y: float, width: float, desk: Desk, size: float = 1.0
) -> tuple[list[Item], float]:
    """Lay out cards in rows; see `place_header`.

    Returns:
        The items, and the height that they take.
    """
    gap = desk.theme.gap
    across, each = _across(cards, width, gap, size)
    items: list[Item] = []
    top = y
    for start in range(0, len(cards), across):
        some = cards[start : start + across]
        row, tallest = place_in_row(some, start, each, x=x, y=top, desk=desk, size=size)
        items += row
        top += tallest + 2 * gap
    return items, max(top - 2 * gap - y, 0.0)


def place_in_row(
    cards: Sequence[Card], first: int, each: float, *, x: float, y: float, desk: Desk, size: float
) -> tuple[list[Group], float]:
    """Lay out cards side by side, all as high as the tallest.

    Args:
        cards: the cards.
        first: position of the first among all cards.
        each: width of each.
        x: left edge.
        y: upper edge.
        desk: theme and typesetter.
        size: as for `place_header`.

    Returns:
        The cards, and the height that they take.
    """
    blocks = [
        _CardBlock.of(card, each, index, desk, size) for index, card in enumerate(cards, first)
    ]
    tallest = max(block.height for block in blocks)
    step = each + 2 * desk.theme.gap
    return [b.place(x + k * step, y, tallest) for k, b in enumerate(blocks)], tallest


def _across(cards: Sequence[Card], width: float, gap: float, size: float) -> tuple[int, float]:
    """How many cards stand in a row, and how wide each is: rows about equally full."""
    room = width + 2 * gap
    most = max(1, min(len(cards), int(room // (_NARROW * size + 2 * gap))))
    rows = -(-len(cards) // most)
    across = -(-len(cards) // rows)
    return across, room / across - 2 * gap


def are_names(cards: Sequence[Card]) -> bool:
    """Tell whether all that cards hold are names: a line of them says as much as boxes."""
    return not any(card.fields or card.quote or card.subtitle for card in cards)


def crowded(cards: Sequence[Card], width: float, desk: Desk, size: float = 1.0) -> bool:
    """Tell whether cards would push what is below them off the first look.

    Args:
        cards: the cards.
        width: of the figure without its margins.
        desk: theme and typesetter.
        size: as for `place_header`.
    """
    if len(cards) > _MOST:
        return not are_names(cards)
    if not cards or are_names(cards):
        return False
    _, each = _across(cards, width, desk.theme.gap, size)
    blocks = (_CardBlock.of(card, each, index, desk, size) for index, card in enumerate(cards))
    return max((block.height for block in blocks), default=0.0) > _HIGHEST * size


def place_names(
    cards: Sequence[Card], *, x: float, y: float, width: float, desk: Desk, size: float = 1.0
) -> tuple[list[Item], float]:
    """Lay out the names of cards, each with its initials.

    Each is a group with the title of its card. Where all that cards hold are names
    (see `are_names`), it stands for the card, and has its id.

    Returns:
        The items, and the height that they take.
    """
    whole = are_names(cards)
    radius, gap = _NAME * size, desk.theme.gap
    line = max(2 * radius, desk.body.line) + gap / 2
    items: list[Item] = []
    at, top = x, y
    for index, card in enumerate(cards):
        room = width - 2 * radius - 6
        name = desk.setter.wrap(card.title, room, desk.body)
        long = 2 * radius + 6 + name.width
        if at > x and at + long > x + width:
            at, top = x, top + line
        place = top + radius - desk.body.line / 2
        parts = (
            *_avatar(card, index, (at + radius, top + radius), radius, desk, letters=0.8),
            *name.place(at + 2 * radius + 6, place, name.width),
        )
        items.append(Group(parts, id=card.id if whole else None, title=card.title))
        if len(name.lines) > 1:
            # A name of several lines has them for itself.
            at, top = x, top + max(line, name.height + gap)
            continue
        at += long + 2 * gap
    return items, top + (line if at > x else 0.0) - y


def _avatar(
    card: Card,
    index: int,
    centre: tuple[float, float],
    radius: float,
    desk: Desk,
    *,
    letters: float = 0.66,
) -> tuple[Item, Item]:
    """A disc with the initials of a card, whose size is a share of its radius."""
    theme, (x, y) = desk.theme, centre
    who = initials(card.title)
    hue = theme.hue(index if card.hue is None else card.hue)
    style = Style(radius * letters, theme.on(hue), bold=True)
    return (
        Disc(x, y, radius, fill=hue),
        Text(
            x, y + 0.36 * style.size, who, size=style.size, color=style.color, bold=True,
            width=desk.setter.width(who, style), align=Align.CENTER,
        ),
    )  # fmt: skip


def beside_title(cards: Sequence[Card], width: float, gap: float, size: float) -> float:
    """How wide cards beside the title are: the widest form that leaves the title enough."""
    several = any(len(card.fields) > 1 for card in cards)
    for form, title in ((_WIDEST, _LONG_TITLE), (_WIDE, _TITLE)):
        each = form * size
        fits = width - len(cards) * (each + 2 * gap) >= title * size
        if fits and (several or form == _WIDE):
            return each
    return _NARROW * size


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
    size: float

    @classmethod
    def of(cls, card: Card, width: float, index: int, desk: Desk, size: float) -> _CardBlock:
        setter = desk.setter
        pad, radius, bullet = _PAD * size, _AVATAR * size, 10 * size
        inner = width - 2 * pad
        wide = width >= _SPLIT * size and bool(card.fields)
        across = min(max(len(card.fields), 1), 3) if width >= _WIDEST * size - 1 else 1
        left = inner * (0.48 if across == 1 else 0.36 if across == 2 else 0.31) if wide else inner
        indent = 2 * radius + 12 * size
        parts: list[_Part] = []
        name = Style(desk.theme.group_size - 1, desk.theme.ink, bold=True)
        y = pad
        for text, style in (
            (card.title, name),
            (card.subtitle, desk.quiet),
            (card.quote and quoted(card.quote, desk.locale), desk.quote),
        ):
            if text:
                y += 5 if style is desk.quote else 0
                paragraph = setter.wrap(text, left - indent, style)
                parts.append(_Part(paragraph, pad + indent, y, left - indent))
                y += paragraph.height + 1
        if len(parts) == 1 and not card.fields:
            # A name alone stands beside the middle of the initials.
            (only,) = parts
            middle = max(pad, pad + radius - only.paragraph.height / 2)
            parts = [evolve(only, y=middle)]
        y = max(y, pad + 2 * radius)
        start, x, column = (
            (pad, pad + left + 16 * size, inner - left - 16 * size) if wide else (y + 6, pad, inner)
        )
        ends = [start] * across
        column = (column - 16 * size * (across - 1)) / across
        for number, field in enumerate(card.fields):
            # Beside each other first; what is left goes below.
            place = number % across
            at, end = x + place * (column + 16 * size), ends[place]
            label = setter.wrap(field.label, column, desk.label)
            parts.append(_Part(label, at, end, column))
            end += label.height + 1
            for text in field.text:
                body = setter.wrap(text, column - bullet, desk.body)
                parts.append(_Part(body, at + bullet, end, column - bullet, bullet=True))
                end += body.height + 1
            ends[place] = end + 5
        height = max(y, max(ends) - 5 if card.fields else y) + pad - 2
        return cls(card, index, width, height, tuple(parts), desk, size)

    def place(self, x: float, y: float, height: float) -> Group:
        theme, desk, size = self.desk.theme, self.desk, self.size
        radius = _AVATAR * size
        middle = _PAD * size + radius
        items: list[Item] = [
            Box(x, y, self.width, height, fill=theme.band, stroke=theme.rule, radius=8 * size),
            *_avatar(self.card, self.index, (x + middle, y + middle), radius, desk),
        ]
        for part in self.parts:
            items += part.paragraph.place(x + part.x, y + part.y, part.width)
            if part.bullet and part.paragraph.lines:
                rtl = part.paragraph.by_script and part.paragraph.lines[0].rtl
                dot = x + part.x + (part.width + 5 * size if rtl else -6 * size)
                level = y + part.y + part.paragraph.style.size * 0.66
                items.append(Disc(dot, level, 1.4 * size, fill=theme.muted))
        return Group(tuple(items), id=self.card.id, title=self.card.title)
