"""Sheets: phases and touchpoints across, lanes down, curves over all of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from journeykit.view.figures import Column, Row, Sheet
from journeykit.view.layout.deck import crowded, place_cards, place_names
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.header import place_header
from journeykit.view.layout.legend import place_topics, topics_of
from journeykit.view.layout.poster import enlarged
from journeykit.view.layout.sheets.cards import lay_out_cards
from journeykit.view.layout.sheets.cells import CellBlock, set_cells
from journeykit.view.layout.sheets.chevrons import set_bands
from journeykit.view.layout.sheets.feeling import FeelingRow, set_feeling
from journeykit.view.layout.sheets.grid import HEAD_GAP, PAD, hue_numbers, set_grid
from journeykit.view.layout.sheets.heads import ColumnHead, is_gone
from journeykit.view.layout.sheets.split import SheetPart
from journeykit.view.scene import Align, Box, Group, Item, Line, Scene

__all__ = ["lay_out_sheet"]

_ROW_PAD = 8.0
_HEAD = 2000.0
"""Width of the head of a very long map."""
_BAR = 52.0
"""Height of a full bar."""


def lay_out_sheet(
    sheet: Sheet,
    desk: Desk,
    max_width: float | None = None,
    part: SheetPart | None = None,
) -> Scene:
    """Lay out a sheet.

    The cost grows with the number of columns and of texts, not faster.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: a small sheet is not widened beyond it, in points; None means
            to a usual width.
        part: what is known of the sheet where it is a part of another.

    Returns:
        The scene.
    """
    if sheet.cards and not sheet.groups and not sheet.columns and not sheet.rows:
        return lay_out_cards(sheet, desk, max_width)
    return _SheetLayout(sheet, desk, max_width, part).scene()


class _SheetLayout:
    """Works out one sheet from top to bottom; lives only while it does."""

    def __init__(
        self,
        sheet: Sheet,
        desk: Desk,
        max_width: float | None = None,
        part: SheetPart | None = None,
    ) -> None:
        self.sheet, self.desk, self.theme = sheet, desk, desk.theme
        self.part = part or SheetPart(sheet)
        self.grid = set_grid(sheet, desk, max_width, self.part.poster, self.part.span)
        self.right = max(self.grid.right, self.grid.left + self.part.span)
        self.margin, self.head, self.groups = self.grid.margin, self.grid.head, self.grid.groups
        self.poster = self.grid.poster
        self.over = enlarged(desk, self.poster.near)
        self.hues = hue_numbers(sheet)
        gone = evolve(desk, theme=desk.theme.replace(ink=desk.theme.muted))
        self.desks = [gone if is_gone(column) else desk for column in sheet.columns]
        self.back: list[Item] = []
        self.columns: list[list[Item]] = [[] for _ in sheet.columns]
        self.front: list[Item] = []

    def scene(self) -> Scene:
        sheet, gap = self.sheet, self.theme.gap
        left, width = self.margin, self.right - self.margin
        far, size = self.poster.far, self.poster.head
        large = enlarged(self.desk, size, title=far)
        # On a very long map cards stay near the title, where both are seen at once.
        across = min(width, _HEAD * size)
        # Many or long cards go to the foot of a map, and their names stay at its head.
        below = sheet.cards if self.groups and crowded(sheet.cards, across, large, size) else ()
        head, height = place_header(
            sheet.title, sheet.subtitle, sheet.fields, () if below else sheet.cards,
            x=left, y=self.margin, width=across, desk=large, size=size,
        )  # fmt: skip
        y = self.margin + height
        if below:
            y += large.theme.gap
            names, height = place_names(below, x=left, y=y, width=across, desk=large, size=size)
            head += names
            y += height
        y += 2.5 * large.theme.gap
        y = self._body(y) if self.groups else self._message(y, width)
        topics = topics_of(sheet, self.over)
        if topics:
            y += 1.5 * gap
            items, height = place_topics(topics, left, y, width, self.over)
            self.front.append(Group(tuple(items)))
            y += height
        if below:
            y += 2.5 * gap
            cards, height = place_cards(below, x=left, y=y, width=width, desk=large, size=size)
            self.front += cards
            y += height
        columns = [
            Group(tuple(items), id=column.id, title=_words(column))
            for column, items in zip(sheet.columns, self.columns, strict=True)
            if items
        ]
        return Scene(
            self.right + self.margin,
            y + self.margin,
            (Group(tuple(head)), *self.back, *columns, *self.front),
            id=sheet.id, title=sheet.title, description=sheet.description,
            ground=self.theme.ground, locale=sheet.locale,
        )  # fmt: skip

    # --- down ---------------------------------------------------------------

    def _message(self, y: float, width: float) -> float:
        """What stands in place of a map without phases: its description, or a dash."""
        text = self.desk.setter.wrap(
            self.sheet.description or "–", min(width, 560), self.desk.quiet
        )
        self.front += text.place(self.margin, y, min(width, 560))
        return y + text.height

    def _body(self, y: float) -> float:
        y = self._chevrons(y)
        top = y = self._goals(y)
        self.back.append(Group(()))
        place_of_bands = len(self.back) - 1
        y = self._column_heads(y)
        for row in self.sheet.rows:
            y = self._row(row, y)
        bands: list[Item] = []
        for group, left, width in zip(
            self.groups, self.grid.group_lefts, self.grid.group_widths, strict=True
        ):
            if self.hues[group.id] % 2 == 0:
                bands.append(Box(left, top, width, y - top, fill=self.theme.band))
        self.back[place_of_bands] = Group(tuple(bands))
        return y

    def _chevrons(self, y: float) -> float:
        colors = [self.theme.hue(self.hues[group.id]) for group in self.groups]
        bands, height = set_bands(
            self.grid, colors, y, self.desk,
            resumed=self.part.resumed, unfinished=self.part.unfinished,
        )  # fmt: skip
        self.back += bands
        return y + height

    def _goals(self, y: float) -> float:
        goals = [
            self.desk.setter.wrap(group.subtitle or "", width - 2 * PAD, self.over.aside)
            for group, width in zip(self.groups, self.grid.group_widths, strict=True)
        ]
        height = max(goal.height for goal in goals)
        for goal, left, width in zip(
            goals, self.grid.group_lefts, self.grid.group_widths, strict=True
        ):
            self.back += goal.place(left + PAD, y + 5, width - 2 * PAD)
        return y + (height + 14 if height else 4)

    def _column_heads(self, y: float) -> float:
        if not self.sheet.columns:
            return y
        heads = [
            ColumnHead.of(column, width - 2 * PAD, self.desk)
            for column, width in zip(self.sheet.columns, self.grid.widths, strict=True)
        ]
        title_height = max(head.title.height for head in heads)
        for head, column, left in zip(heads, self.columns, self.grid.lefts, strict=True):
            column.extend(head.place(left + PAD, y + _ROW_PAD, title_height))
        return y + _ROW_PAD + title_height + max(head.worded_height for head in heads) + _ROW_PAD

    def _row(self, row: Row, y: float) -> float:
        y = self._divide(row, y)
        room = self.head - HEAD_GAP
        title = self.desk.setter.wrap(row.title, room, self.over.label)
        items: list[Item] = list(title.place(self.margin, y + _ROW_PAD, room))
        taken = title.height
        if row.note:
            note = self.desk.setter.wrap(row.note, room, self.desk.note)
            items += note.place(self.margin, y + _ROW_PAD + taken + 2, room)
            taken += note.height + 2
        if row.curves:
            height = self._curves(row, y, taken, items)
        else:
            blocks = set_cells(
                row.cells,
                [width - 2 * PAD for width in self.grid.widths],
                self.desks,
                hues=[self.theme.hue(self.hues[c.group]) for c in self.sheet.columns],
                reach=_BAR * self.poster.head,
            )
            height = max([taken, *(block.height for block in blocks)]) + 2 * _ROW_PAD
            self._cells(row, blocks, y)
        self.back.append(Group(tuple(items), id=f"row-{row.id}"))
        return y + height

    def _cells(self, row: Row, blocks: Sequence[CellBlock], y: float) -> None:
        for block, column, items, left, width in zip(
            blocks, self.sheet.columns, self.columns, self.grid.lefts, self.grid.widths, strict=True
        ):
            if block.entries:
                entries = tuple(block.place(left + PAD, y + _ROW_PAD, width - 2 * PAD))
                items.append(Group(entries, id=f"cell-{row.id}-{column.id}"))

    def _curves(self, row: Row, y: float, taken: float, items: list[Item]) -> float:
        feeling: FeelingRow = set_feeling(
            row, self.grid.lefts, self.grid.widths, self.desk, far=self.poster.far,
            edges=[self.part.edges.get((row.id, c.id), (None, None)) for c in row.curves],
        )  # fmt: skip
        room = self.head - HEAD_GAP
        words = [self.desk.setter.wrap(word, room, self.over.note) for word in row.ends or ()]
        # The word for the upper end must not meet the title of the row.
        down = 0.0
        if words:
            down = max(0.0, taken + _ROW_PAD + words[0].height / 2 + 2 - feeling.levels[0])
        for word, level in zip(words, feeling.levels, strict=False):
            top = y + down + level - word.height / 2
            items += word.place(self.margin, top, room, Align.RIGHT)
        self.front.append(feeling.place(y + down))
        return down + max(feeling.height, taken + 2 * _ROW_PAD)

    def _divide(self, row: Row, y: float) -> float:
        """Draw the line above a row: a thin rule, or a dividing line with its words."""
        right = self.grid.right
        if row.line_above is None:
            self.back.append(Line(self.margin, y, right, y, stroke=self.theme.rule))
            return y
        # The words stand in the column of row titles, and the line runs beside them.
        words = self.desk.setter.wrap(row.line_above, self.head - HEAD_GAP, self.desk.note)
        height = words.height + 6
        self.back += words.place(self.margin, y + 3, self.head - HEAD_GAP)
        middle = y + height / 2
        self.back.append(
            Line(
                self.grid.left, middle, right, middle,
                stroke=self.theme.muted, thickness=1.2, dash=(7, 4),
            )
        )  # fmt: skip
        return y + height


def _words(column: Column) -> str:
    """A touchpoint with its signs, in words."""
    return "; ".join([column.title, *(mark.label for mark in column.marks)])
