"""Sheets: phases and touchpoints across, lanes down, curves over all of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from journeykit.view.figures import Column, ColumnGroup, Mark, MarkKind, Row, Sheet
from journeykit.view.layout.cells import CellBlock, set_cell
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.feeling import CURVE_DASHES, FeelingRow, curve_color, set_feeling
from journeykit.view.layout.header import place_header
from journeykit.view.layout.legend import Swatch, line_swatch, mark_swatch, place_legend
from journeykit.view.layout.marks import draw_mark, mark_width
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Box, Group, Item, Line, Polygon, Scene

__all__ = ["hue_numbers", "lay_out_sheet", "split_sheet"]

_PAD = 6.0
_WIDEST = 1.6
_NARROW = 0.62
_LEAST_WIDTH = 640.0
_TIP = 9.0
_SLIT = 3.0
_ROW_PAD = 8.0
_HEAD_GAP = 10.0
_HALVINGS = 12


@frozen
class _Grid:
    """Where columns and groups are.

    Attributes:
        lefts: left edge of each column.
        widths: width of each column.
        group_lefts: left edge of each group.
        group_widths: width of each group.
        left: left edge of the first group.
        right: right edge of the last group.
    """

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    group_lefts: tuple[float, ...]
    group_widths: tuple[float, ...]
    left: float
    right: float


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
        self.margin = 3 * self.theme.gap
        most = math.inf if max_width is None else max_width - 2 * self.margin
        self.head = self._head_width()
        self.least = max(min(_LEAST_WIDTH, most), self.head)
        self.groups = _groups(sheet)
        self.hues = hue_numbers(sheet) if hues is None else hues
        self.grid = self._grid()
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

    # --- across -------------------------------------------------------------

    def _grid(self) -> _Grid:
        """Widths of columns: the theme's, wider where a word needs it or there is room."""
        sheet, theme = self.sheet, self.theme
        usual = theme.column_width
        members: dict[str, list[int]] = {group.id: [] for group in self.groups}
        for index, column in enumerate(sheet.columns):
            members[column.group].append(index)
        widths = [self._needed(index, usual) for index in range(len(sheet.columns))]
        group_widths = []
        for group in self.groups:
            inside = members[group.id]
            need = min(
                self.desk.setter.longest_word(group.title, self.desk.group)
                + 2 * _PAD
                + 2 * _TIP
                + 4,
                usual * _WIDEST,
            )
            total = sum(widths[i] for i in inside)
            if inside and total < need:
                for i in inside:
                    widths[i] *= need / total
                total = need
            group_widths.append(total if inside else max(need, usual * _NARROW))
        left = self.margin + self.head
        lacking = self.least - self.head - sum(group_widths)
        if lacking > 0 and group_widths:
            # A small map fills its sheet, but columns do not become absurdly wide.
            factor = min(1 + lacking / sum(group_widths), 2.0)
            widths = [width * factor for width in widths]
            group_widths = [width * factor for width in group_widths]
        lefts = [0.0] * len(widths)
        group_lefts = []
        x = left
        for group, group_width in zip(self.groups, group_widths, strict=True):
            group_lefts.append(x)
            at = x
            for i in members[group.id]:
                lefts[i] = at
                at += widths[i]
            x += group_width
        right = max(x, self.margin + self.least)
        return _Grid(
            tuple(lefts), tuple(widths), tuple(group_lefts), tuple(group_widths), left,
            right,
        )  # fmt: skip

    def _head_width(self) -> float:
        """Width of the row titles: the theme's, wider where a word needs it."""
        setter, desk = self.desk.setter, self.desk
        words = (setter.longest_word(row.title, desk.label) for row in self.sheet.rows)
        usual = self.theme.head_width
        return min(max(usual, max(words, default=0.0) + _HEAD_GAP + 1), usual * _WIDEST)

    def _needed(self, index: int, usual: float) -> float:
        """Width of a column in which its words stay whole, within reason."""
        setter, desk = self.desk.setter, self.desk
        column = self.sheet.columns[index]
        need = setter.longest_word(column.title, desk.column) + _aside(column, desk)
        for row in self.sheet.rows:
            if not row.curves:
                for entry in row.cells[index].entries:
                    style = desk.quote if entry.quote else desk.body
                    need = max(need, setter.longest_word(entry.text, style))
        return min(max(usual, need + 2 * _PAD + 2), usual * _WIDEST)

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
            self.desk.setter.wrap(group.title, width - 2 * _PAD - 2 * _TIP, self.desk.group)
            for group, width in zip(self.groups, self.grid.group_widths, strict=True)
        ]
        height = max(name.height for name in names) + 2 * self.theme.gap
        for index, (group, name, left, width) in enumerate(
            zip(self.groups, names, self.grid.group_lefts, self.grid.group_widths, strict=True)
        ):
            points = _chevron(left, y, width, height, first=index == 0)
            inset = _PAD + (_TIP if index else 2)
            items: list[Item] = [Polygon(points, fill=self.theme.hue(self.hues[group.id]))]
            top = y + (height - name.height) / 2
            items += name.place(left + inset, top, width - inset - _TIP - _PAD)
            self.back.append(Group(tuple(items), id=group.id, title=group.title))
        return y + height

    def _goals(self, y: float) -> float:
        goals = [
            self.desk.setter.wrap(group.subtitle or "", width - 2 * _PAD, self.desk.aside)
            for group, width in zip(self.groups, self.grid.group_widths, strict=True)
        ]
        height = max(goal.height for goal in goals)
        for goal, left, width in zip(
            goals, self.grid.group_lefts, self.grid.group_widths, strict=True
        ):
            self.back += goal.place(left + _PAD, y + 5, width - 2 * _PAD)
        return y + (height + 14 if height else 4)

    def _column_heads(self, y: float) -> float:
        if not self.sheet.columns:
            return y
        heads = [
            _ColumnHead.of(column, width - 2 * _PAD, self.desk)
            for column, width in zip(self.sheet.columns, self.grid.widths, strict=True)
        ]
        title_height = max(head.title.height for head in heads)
        for head, column, left in zip(heads, self.columns, self.grid.lefts, strict=True):
            column.extend(head.place(left + _PAD, y + _ROW_PAD, title_height))
        return y + _ROW_PAD + title_height + max(head.channel_height for head in heads) + _ROW_PAD

    def _row(self, row: Row, y: float) -> float:
        y = self._divide(row, y)
        title = self.desk.setter.wrap(row.title, self.head - _HEAD_GAP, self.desk.label)
        items: list[Item] = list(title.place(self.margin, y + _ROW_PAD, self.head - _HEAD_GAP))
        if row.curves:
            height = self._curves(row, y, title.height, items)
        else:
            blocks = [
                set_cell(cell, width - 2 * _PAD, self.desk)
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
                column.extend(block.place(left + _PAD, y + _ROW_PAD, width - 2 * _PAD))

    def _curves(self, row: Row, y: float, title_height: float, items: list[Item]) -> float:
        feeling: FeelingRow = set_feeling(row, self.grid.lefts, self.grid.widths, self.desk)
        words = [
            self.desk.setter.wrap(word, self.head - _HEAD_GAP, self.desk.note)
            for word in row.ends or ()
        ]
        # The word for the upper end must not meet the title of the row.
        down = 0.0
        if words:
            down = max(0.0, title_height + _ROW_PAD + words[0].height / 2 + 2 - feeling.levels[0])
        for word, level in zip(words, feeling.levels, strict=False):
            top = y + down + level - word.height / 2
            items += word.place(self.margin, top, self.head - _HEAD_GAP, Align.RIGHT)
        self.front.append(feeling.place(y + down))
        return down + max(feeling.height, title_height + 2 * _ROW_PAD)

    def _divide(self, row: Row, y: float) -> float:
        """Draw the line above a row: a thin rule, or a dividing line with its words."""
        right = self.grid.group_lefts[-1] + self.grid.group_widths[-1]
        if row.line_above is None:
            self.back.append(Line(self.margin, y, right, y, stroke=self.theme.rule))
            return y
        # The words stand in the column of row titles, and the line runs beside them.
        words = self.desk.setter.wrap(row.line_above, self.head - _HEAD_GAP, self.desk.note)
        height = words.height + 6
        self.back += words.place(self.margin, y + 3, self.head - _HEAD_GAP)
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


@frozen
class _ColumnHead:
    """Name and signs of a touchpoint, measured."""

    column: Column
    title: Paragraph
    channels: tuple[tuple[float, Paragraph], ...]
    channel_height: float
    width: float
    desk: Desk

    @classmethod
    def of(cls, column: Column, width: float, desk: Desk) -> _ColumnHead:
        title = desk.setter.wrap(column.title, width - _aside(column, desk), desk.column)
        channels = tuple(
            (mark_width(mark, desk), desk.setter.wrap(mark.label, width - 13, desk.note))
            for mark in column.marks
            if mark.kind is MarkKind.CHANNEL
        )
        height = sum(max(name.height, 13.0) + 2 for _, name in channels)
        return cls(column, title, channels, height + 3 if channels else 0.0, width, desk)

    def place(self, x: float, y: float, title_height: float) -> Iterator[Item]:
        yield from self.title.place(x, y, self.width - _aside(self.column, self.desk))
        right = x + self.width
        first = y + self.desk.column.size * 0.64
        for mark in reversed(self.column.marks):
            if mark.kind is not MarkKind.CHANNEL:
                right -= mark_width(mark, self.desk)
                yield from draw_mark(mark, right, first, self.desk)
                right -= 4
        top = y + title_height + 3
        marks = [mark for mark in self.column.marks if mark.kind is MarkKind.CHANNEL]
        for mark, (_, name) in zip(marks, self.channels, strict=True):
            yield from draw_mark(mark, x, top + self.desk.note.size * 0.66, self.desk)
            yield from name.place(x + 13, top, self.width - 13)
            top += max(name.height, 13.0) + 2


def _aside(column: Column, desk: Desk) -> float:
    """The room that signs take beside the name of a touchpoint."""
    return sum(
        mark_width(mark, desk) + 4 for mark in column.marks if mark.kind is not MarkKind.CHANNEL
    )


def hue_numbers(sheet: Sheet) -> dict[str, int]:
    """The number of the hue of each group, by its id."""
    return {group.id: number for number, group in enumerate(_groups(sheet))}


def _groups(sheet: Sheet) -> tuple[ColumnGroup, ...]:
    """The bands of a sheet, with one for each name that columns use and nobody declared."""
    known = {group.id: group for group in sheet.groups}
    for column in sheet.columns:
        if column.group not in known:
            known[column.group] = ColumnGroup(column.group, column.group)
    return tuple(known.values())


def _chevron(
    left: float, y: float, width: float, height: float, *, first: bool
) -> tuple[tuple[float, float], ...]:
    """A band that points to the next; neighbours are a slit apart."""
    right, middle, bottom = left + width - _SLIT, y + height / 2, y + height
    notch = () if first else ((left + _TIP, middle),)
    return (
        (left, y), (right, y), (right + _TIP, middle), (right, bottom), (left, bottom), *notch,
    )  # fmt: skip


def _words(column: Column) -> str:
    """A touchpoint with its signs, in words."""
    return "; ".join([column.title, *(mark.label for mark in column.marks)])


def split_sheet(sheet: Sheet, desk: Desk, max_width: float) -> tuple[Sheet, ...]:
    """Cut a sheet that is too wide into sheets that are not.

    It is cut between phases, and inside a phase only where that alone is too
    wide. The first part keeps the head, the last the legend.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: in points; a single column may still be wider.

    Returns:
        The parts, in order; the sheet itself where it fits.
    """
    layout = _SheetLayout(sheet, desk)
    if layout.grid.right + layout.margin <= max_width or not layout.groups:
        return (sheet,)
    room = max_width - 2 * layout.margin - layout.head
    parts = _parts(layout, room)
    if len(parts) < 2:
        return (sheet,)
    # As many parts as are needed, but about equally wide.
    low, high = 0.0, room
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = _parts(layout, middle)
        if len(found) > len(parts) or _cuts(found) > _cuts(parts):
            low = middle
        else:
            high = middle
    parts = _parts(layout, high)
    return tuple(
        _part(sheet, part, number, len(parts)) for number, part in enumerate(parts, start=1)
    )


_Part = list[tuple[ColumnGroup, list[int]]]


def _cuts(parts: Sequence[_Part]) -> int:
    """How many pieces of phases the parts hold: the more, the more phases are cut."""
    return sum(map(len, parts))


def _parts(layout: _SheetLayout, room: float) -> list[_Part]:
    members: dict[str, list[int]] = {group.id: [] for group in layout.groups}
    for index, column in enumerate(layout.sheet.columns):
        members[column.group].append(index)
    parts: list[_Part] = [[]]
    used = 0.0
    for group, width in zip(layout.groups, layout.grid.group_widths, strict=True):
        if used + width <= room:
            parts[-1].append((group, members[group.id]))
            used += width
            continue
        if parts[-1]:
            parts.append([])
        used = 0.0
        chunk: list[int] = []
        for index in members[group.id]:
            if chunk and used + layout.grid.widths[index] > room:
                parts[-1].append((group, chunk))
                parts.append([])
                chunk, used = [], 0.0
            chunk.append(index)
            used += layout.grid.widths[index]
        parts[-1].append((group, chunk))
        used = used or width
    return [part for part in parts if part]


def _part(sheet: Sheet, part: _Part, number: int, count: int) -> Sheet:
    indices = [index for _, inside in part for index in inside]
    new = {index: place for place, index in enumerate(indices)}
    rows = []
    for row in sheet.rows:
        curves = tuple(
            curve.replace(
                points=tuple(
                    point.replace(column=new[point.column])
                    for point in curve.points
                    if point.column in new
                )
            )
            for curve in row.curves
        )
        cells = tuple(row.cells[index] for index in indices) if row.cells else ()
        rows.append(row.replace(curves=curves, cells=cells))
    first = number == 1
    return sheet.replace(
        id=sheet.id if first else f"{sheet.id}-{number}",
        title=f"{sheet.title} ({number}/{count})",
        subtitle=sheet.subtitle if first else None,
        fields=sheet.fields if first else (),
        cards=sheet.cards if first else (),
        groups=tuple(group for group, _ in part),
        columns=tuple(sheet.columns[index] for index in indices),
        rows=tuple(rows),
        legend=sheet.legend if number == count else (),
    )
