"""Sheets: phases and touchpoints across, lanes down, curves over all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeykit.view.figures import Column, Mark, MarkKind, Row, Sheet
from journeykit.view.layout.cells import CellBlock, set_cell
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.feeling import CURVE_DASHES, FeelingRow, curve_color, set_feeling
from journeykit.view.layout.grid import HEAD_GAP, PAD, hue_numbers, set_grid
from journeykit.view.layout.header import place_header
from journeykit.view.layout.heads import TIP, ColumnHead, chevron
from journeykit.view.layout.legend import Swatch, line_swatch, mark_swatch, place_legend
from journeykit.view.scene import Align, Box, Group, Item, Line, Polygon, Scene

__all__ = ["lay_out_sheet"]

_ROW_PAD = 8.0


def lay_out_sheet(
    sheet: Sheet,
    desk: Desk,
    max_width: float | None = None,
    hues: Mapping[str, int] | None = None,
) -> Scene:
    """Lay out a sheet.

    The cost grows with the number of columns and of texts, not faster.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: a small sheet is not widened beyond it, in points; None means
            to a usual width.
        hues: number of the hue of each group by its id, where the sheet is a part
            of another; by default they are numbered in turn.

    Returns:
        The scene.
    """
    return _SheetLayout(sheet, desk, max_width, hues).scene()


class _SheetLayout:
    """Works out one sheet from top to bottom; lives only while it does."""

    def __init__(
        self,
        sheet: Sheet,
        desk: Desk,
        max_width: float | None = None,
        hues: Mapping[str, int] | None = None,
    ) -> None:
        self.sheet, self.desk, self.theme = sheet, desk, desk.theme
        self.grid = set_grid(sheet, desk, max_width)
        self.margin, self.head, self.groups = self.grid.margin, self.grid.head, self.grid.groups
        self.hues = hue_numbers(sheet) if hues is None else hues
        self.back: list[Item] = []
        self.columns: list[list[Item]] = [[] for _ in sheet.columns]
        self.front: list[Item] = []

    def scene(self) -> Scene:
        sheet, gap = self.sheet, self.theme.gap
        left, width = self.margin, self.grid.right - self.margin
        head, height = place_header(
            sheet.title, sheet.subtitle, sheet.fields, sheet.cards,
            x=left, y=self.margin, width=width, desk=self.desk,
        )  # fmt: skip
        y = self.margin + height + 2.5 * gap
        if not self.groups:
            y = self._message(y, width)
        else:
            y = self._body(y)
        swatches = self._swatches()
        if swatches:
            y += 1.5 * gap
            items, height = place_legend(swatches, left, y, width, self.desk)
            self.front.append(Group(tuple(items), title=None))
            y += height
        columns = [
            Group(tuple(items), id=column.id, title=_words(column))
            for column, items in zip(sheet.columns, self.columns, strict=True)
            if items
        ]
        return Scene(
            self.grid.right + self.margin,
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
        names = [
            self.desk.setter.wrap(group.title, width - 2 * PAD - 2 * TIP, self.desk.group)
            for group, width in zip(self.groups, self.grid.group_widths, strict=True)
        ]
        height = max(name.height for name in names) + 2 * self.theme.gap
        for index, (group, name, left, width) in enumerate(
            zip(self.groups, names, self.grid.group_lefts, self.grid.group_widths, strict=True)
        ):
            points = chevron(left, y, width, height, first=index == 0)
            inset = PAD + (TIP if index else 2)
            items: list[Item] = [Polygon(points, fill=self.theme.hue(self.hues[group.id]))]
            top = y + (height - name.height) / 2
            items += name.place(left + inset, top, width - inset - TIP - PAD)
            self.back.append(Group(tuple(items), id=group.id, title=group.title))
        return y + height

    def _goals(self, y: float) -> float:
        goals = [
            self.desk.setter.wrap(group.subtitle or "", width - 2 * PAD, self.desk.aside)
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
        return y + _ROW_PAD + title_height + max(head.channel_height for head in heads) + _ROW_PAD

    def _row(self, row: Row, y: float) -> float:
        y = self._divide(row, y)
        title = self.desk.setter.wrap(row.title, self.head - HEAD_GAP, self.desk.label)
        items: list[Item] = list(title.place(self.margin, y + _ROW_PAD, self.head - HEAD_GAP))
        if row.curves:
            height = self._curves(row, y, title.height, items)
        else:
            blocks = [
                set_cell(cell, width - 2 * PAD, self.desk)
                for cell, width in zip(row.cells, self.grid.widths, strict=True)
            ]
            height = max([title.height, *(block.height for block in blocks)]) + 2 * _ROW_PAD
            self._cells(blocks, y)
        self.back.append(Group(tuple(items), id=f"row-{row.id}"))
        return y + height

    def _cells(self, blocks: Sequence[CellBlock], y: float) -> None:
        for block, column, left, width in zip(
            blocks, self.columns, self.grid.lefts, self.grid.widths, strict=True
        ):
            if block.entries:
                column.extend(block.place(left + PAD, y + _ROW_PAD, width - 2 * PAD))

    def _curves(self, row: Row, y: float, title_height: float, items: list[Item]) -> float:
        feeling: FeelingRow = set_feeling(row, self.grid.lefts, self.grid.widths, self.desk)
        words = [
            self.desk.setter.wrap(word, self.head - HEAD_GAP, self.desk.note)
            for word in row.ends or ()
        ]
        # The word for the upper end must not meet the title of the row.
        down = 0.0
        if words:
            down = max(0.0, title_height + _ROW_PAD + words[0].height / 2 + 2 - feeling.levels[0])
        for word, level in zip(words, feeling.levels, strict=False):
            top = y + down + level - word.height / 2
            items += word.place(self.margin, top, self.head - HEAD_GAP, Align.RIGHT)
        self.front.append(feeling.place(y + down))
        return down + max(feeling.height, title_height + 2 * _ROW_PAD)

    def _divide(self, row: Row, y: float) -> float:
        """Draw the line above a row: a thin rule, or a dividing line with its words."""
        right = self.grid.group_lefts[-1] + self.grid.group_widths[-1]
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

    # --- legend -------------------------------------------------------------

    def _swatches(self) -> list[Swatch]:
        # Marks that look alike, such as the kinds of moments of truth, share a sign.
        alike: dict[tuple[MarkKind, int], list[Mark]] = {}
        for mark in self.sheet.legend:
            alike.setdefault((mark.kind, mark.value), []).append(mark)
        swatches = [
            mark_swatch(
                marks[0].replace(label=" / ".join(dict.fromkeys(m.label for m in marks))),
                self.desk,
            )
            for marks in alike.values()
        ]
        seen = set()
        for row in self.sheet.rows:
            if len(row.curves) < 2:
                continue
            for index, curve in enumerate(row.curves):
                if (index, curve.title) not in seen:
                    seen.add((index, curve.title))
                    swatches.append(
                        line_swatch(
                            curve.title, curve_color(index, self.desk), CURVE_DASHES[index % 4],
                            2.2 if index == 0 else 1.7,
                        )
                    )  # fmt: skip
        return swatches


def _words(column: Column) -> str:
    """A touchpoint with its signs, in words."""
    return "; ".join([column.title, *(mark.label for mark in column.marks)])
