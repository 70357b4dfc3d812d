"""Cards to hang up: who somebody is on a panel of their hue, what is known of them beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from journeykit.view.figures import Card, Field, Mark, Sheet
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk, initials
from journeykit.view.layout.header import place_header
from journeykit.view.layout.marks import draw_mark, mark_width
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Box, Disc, Group, Item, Line, Path, Scene, Segment, Text

__all__ = ["lay_out_cards"]

_PANEL = 236.0
_COLUMN = 210.0
_AVATAR = 40.0
_PAD = 24.0
_BETWEEN = 26.0
_BAR = 7.0
_ROUND = 12.0


def lay_out_cards(sheet: Sheet, desk: Desk, max_width: float | None = None) -> Scene:
    """Lay out a sheet that has cards and nothing else.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: in points; cards stand below each other where it is too narrow
            for two. None means that there is no limit.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin, gap = 3 * theme.gap, 3 * theme.gap
    alone = len(sheet.cards) == 1
    most = max(sum(field.level is None for field in card.fields) for card in sheet.cards)
    columns = 2 if most > 2 else min(most, 1)
    width = _PANEL + (columns * (_COLUMN + _BETWEEN) + _BETWEEN if columns else 0.0)
    across = min(len(sheet.cards), max(1, math.ceil(math.sqrt(len(sheet.cards) / 1.4))))
    while max_width is not None and across > 1 and across * (width + gap) > max_width:
        across -= 1
    right = margin + across * (width + gap) - gap
    items: list[Item] = []
    y = margin
    if not alone or sheet.cards[0].title != sheet.title or sheet.subtitle or sheet.fields:
        head, height = place_header(
            sheet.title, sheet.subtitle, sheet.fields, (),
            x=margin, y=margin, width=right - margin, desk=desk,
        )  # fmt: skip
        items.append(Group(tuple(head)))
        y += height + 2.5 * theme.gap
    blocks = [
        _Poster.of(card, number if card.hue is None else card.hue, columns, desk)
        for number, card in enumerate(sheet.cards)
    ]
    for start in range(0, len(blocks), across):
        row = blocks[start : start + across]
        tallest = max(block.height for block in row)
        for place, block in enumerate(row):
            items.append(block.place(margin + place * (width + gap), y, width, tallest))
        y += tallest + gap
    return Scene(
        right + margin, y - gap + margin, tuple(items), id=sheet.id, title=sheet.title,
        description=sheet.description, ground=theme.ground, locale=sheet.locale,
    )  # fmt: skip


@frozen
class _Block:
    """A field, measured: its label, and its texts with what stands before each."""

    field: Field
    label: Paragraph
    texts: tuple[tuple[Paragraph, Mark | None, float], ...]
    height: float

    @classmethod
    def of(cls, field: Field, desk: Desk) -> _Block:
        label = desk.setter.wrap(field.label, _COLUMN, desk.label)
        height = label.height + 6
        texts = []
        several = len(field.text) > 1
        for index, text in enumerate(field.text):
            mark = field.marks[index] if index < len(field.marks) else None
            indent = 12.0 if several else 0.0
            if mark is not None:
                indent = mark_width(mark, desk) + 7
            paragraph = desk.setter.wrap(text, _COLUMN - indent, desk.body)
            texts.append((paragraph, mark, indent))
            height += paragraph.height + 3
        return cls(field, label, tuple(texts), height)

    def place(self, x: float, y: float, hue: str, desk: Desk) -> Iterable[Item]:
        yield from self.label.place(x, y, _COLUMN)
        y += self.label.height + 2
        yield Line(x, y, x + _COLUMN, y, stroke=hue, thickness=1.2)
        y += 4
        for paragraph, mark, indent in self.texts:
            middle = y + paragraph.style.size * 0.66
            if mark is not None:
                yield from draw_mark(mark, x, middle, desk)
            elif indent:
                yield Disc(x + 4, middle, 1.5, fill=desk.theme.muted)
            yield from paragraph.place(x + indent, y, _COLUMN - indent)
            y += paragraph.height + 3


@frozen
class _Poster:
    """A card, measured."""

    card: Card
    hue: str
    panel: tuple[tuple[Paragraph, float], ...]
    shares: tuple[tuple[Paragraph, Paragraph, float], ...]
    columns: tuple[tuple[_Block, ...], ...]
    height: float
    desk: Desk

    @classmethod
    def of(cls, card: Card, hue: int, across: int, desk: Desk) -> _Poster:
        theme, setter = desk.theme, desk.setter
        color = theme.hue(hue)
        ink = theme.on(color)
        inner = _PANEL - 2 * _PAD
        name = Style(theme.title_size * 0.92, ink, bold=True)
        body = evolve(desk.body, color=ink)
        panel = []
        height = _PAD + 2 * _AVATAR + 14
        for text, style, space in (
            (card.title, name, 2.0),
            (card.subtitle, evolve(body, size=body.size * 1.1), 14.0),
            (
                card.quote and quoted(card.quote, desk.locale),
                Style(theme.group_size, ink, italic=True),
                18.0,
            ),
        ):
            if text:
                paragraph = setter.wrap(text, inner, style)
                panel.append((paragraph, space))
                height += paragraph.height + space
        shares = []
        for field in card.fields:
            if field.level is not None:
                figure = setter.wrap(", ".join(field.text), inner, name)
                label = setter.wrap(field.label, inner, body)
                shares.append((figure, label, field.level))
                height += figure.height + label.height + _BAR + 22
        columns = _columns([_Block.of(f, desk) for f in card.fields if f.level is None], across)
        longest = max((_height(column) for column in columns), default=0.0)
        return cls(
            card, color, tuple(panel), tuple(shares), columns,
            max(height + _PAD - 8, longest + 2 * _PAD), desk,
        )  # fmt: skip

    def place(self, x: float, y: float, width: float, height: float) -> Group:
        theme = self.desk.theme
        ink = theme.on(self.hue)
        items: list[Item] = [
            Box(x, y, width, height, fill=theme.band, stroke=theme.rule, radius=_ROUND),
            _panel(x, y, height, self.hue)
            if width > _PANEL
            else Box(x, y, width, height, fill=self.hue, radius=_ROUND),
            *self._face(x + _PAD + _AVATAR, y + _PAD + _AVATAR),
        ]
        left, inner = x + _PAD, _PANEL - 2 * _PAD
        top = y + _PAD + 2 * _AVATAR + 14
        for paragraph, space in self.panel:
            items += paragraph.place(left, top, inner)
            top += paragraph.height + space
        # How many there are stands at the foot of the panel.
        foot = y + height - _PAD
        for figure, label, level in reversed(self.shares):
            foot -= _BAR
            items.append(Box(left, foot, inner, _BAR, stroke=ink, thickness=0.9, radius=_BAR / 2))
            if level > 0:
                # Less than a round end cannot be drawn.
                long = min(max(inner * level, _BAR), inner)
                items.append(Box(left, foot, long, _BAR, fill=ink, radius=_BAR / 2))
            foot -= label.height + 5
            items += label.place(left, foot, inner)
            foot -= figure.height
            items += figure.place(left, foot, inner)
            foot -= 14
        at = x + _PANEL + _BETWEEN
        for column in self.columns:
            top = y + _PAD
            for block in column:
                items += block.place(at, top, self.hue, self.desk)
                top += block.height + 14
            at += _COLUMN + _BETWEEN
        return Group(tuple(items), id=self.card.id, title=self.card.title)

    def _face(self, x: float, y: float) -> Iterable[Item]:
        theme, letters = self.desk.theme, initials(self.card.title)
        style = Style(_AVATAR * 0.72, self.hue, bold=True)
        yield Disc(x, y, _AVATAR, fill=theme.on(self.hue))
        yield Text(
            x, y + 0.36 * style.size, letters, size=style.size, color=style.color, bold=True,
            width=self.desk.setter.width(letters, style), align=Align.CENTER,
        )  # fmt: skip


def _panel(x: float, y: float, height: float, hue: str) -> Path:
    """A panel with round corners on its outer side."""
    right, bottom, near = x + _PANEL, y + height, _ROUND * 0.4477
    return Path(
        x + _ROUND, y,
        (
            Segment(right, y),
            Segment(right, bottom),
            Segment(x + _ROUND, bottom),
            Segment(x, bottom - _ROUND, ((x + near, bottom), (x, bottom - near))),
            Segment(x, y + _ROUND),
            Segment(x + _ROUND, y, ((x, y + near), (x + near, y))),
        ),
        closed=True, fill=hue, stroke=hue, thickness=0.8,
    )  # fmt: skip


def _height(column: Sequence[_Block]) -> float:
    return sum(block.height + 14 for block in column) - 14 if column else 0.0


def _columns(blocks: Sequence[_Block], across: int) -> tuple[tuple[_Block, ...], ...]:
    """The blocks in order, read down each column, in columns about equally tall."""
    if not blocks:
        return ()
    low, high = max(block.height for block in blocks), _height(blocks)
    best = _filled(blocks, high)
    for _ in range(12):
        middle = (low + high) / 2
        found = _filled(blocks, middle)
        if len(found) > across:
            low = middle
        else:
            best, high = found, middle
    return best


def _filled(blocks: Sequence[_Block], room: float) -> tuple[tuple[_Block, ...], ...]:
    columns: list[list[_Block]] = [[]]
    for block in blocks:
        if columns[-1] and _height([*columns[-1], block]) > room:
            columns.append([])
        columns[-1].append(block)
    return tuple(map(tuple, columns))
