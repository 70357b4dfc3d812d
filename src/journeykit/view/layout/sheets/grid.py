"""The grid of a sheet: how wide its row titles, columns and groups are."""

from __future__ import annotations

import math

from attrs import frozen

from journeykit.view.figures import ColumnGroup, Sheet
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.poster import Poster, enlarged, poster_of
from journeykit.view.layout.sheets.heads import TIP, aside

__all__ = ["HEAD_GAP", "PAD", "Grid", "hue_numbers", "set_grid"]

PAD = 6.0
"""Room between the edge of a column and what stands in it."""

HEAD_GAP = 10.0
"""Room between the row titles and the first column."""

_WIDEST = 1.6
_NARROW = 0.62
_LEAST_WIDTH = 640.0
_STRETCH = 2.6
"""A column of a small sheet is at most so many times as wide as usual."""
_EVEN = 1.5
"""The same for a column of a part, beside parts that hold more."""
_NAME = 1.4
"""Up to this factor columns give way to a longer name of their phase."""


@frozen
class Grid:
    """Where columns and groups are.

    Attributes:
        groups: the bands, with those that columns use and nobody declared.
        margin: around all that is drawn.
        head: width of the row titles.
        lefts: left edge of each column.
        widths: width of each column.
        group_lefts: left edge of each group.
        group_widths: width of each group.
        left: left edge of the first group.
        right: right edge of the last group, and of the sheet within its margin.
        poster: how much larger the parts are that are seen from afar.
        name: how much larger the names of groups are; all fit their bands.
    """

    groups: tuple[ColumnGroup, ...]
    margin: float
    head: float
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    group_lefts: tuple[float, ...]
    group_widths: tuple[float, ...]
    left: float
    right: float
    poster: Poster
    name: float


def set_grid(
    sheet: Sheet,
    desk: Desk,
    max_width: float | None = None,
    poster: Poster | None = None,
    span: float = 0.0,
) -> Grid:
    """Find the widths of columns: the theme's, wider where a word needs it or there is room.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: a small sheet is not widened beyond it, in points; None means
            to a usual width.
        poster: how much larger the parts are that are seen from afar; by default
            as much as the width asks for.
        span: how wide the columns of another part are together; those of this one
            become as wide, if they need not be much wider than usual.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    most = math.inf if max_width is None else max_width - 2 * margin
    groups = _groups(sheet)
    usual = theme.column_width
    members: dict[str, list[int]] = {group.id: [] for group in groups}
    for index, column in enumerate(sheet.columns):
        members[column.group].append(index)
    widths = [_needed(sheet, index, usual, desk) for index in range(len(sheet.columns))]
    group_widths = [sum(widths[i] for i in members[group.id]) for group in groups]
    if poster is None:
        poster = poster_of(_head_width(sheet, desk) + sum(group_widths), desk)
    head = _head_width(sheet, enlarged(desk, poster.near))
    wanted = min(poster.far, _NAME)
    for number, group in enumerate(groups):
        inside = members[group.id]
        need = min(_name_width(group, desk) * wanted, usual * _WIDEST)
        total = group_widths[number]
        if inside and total < need:
            for i in inside:
                widths[i] *= need / total
            total = need
        group_widths[number] = total if inside else max(need, usual * _NARROW)
    left = margin + head
    taken = sum(group_widths)
    # A small map fills its sheet, but columns do not become absurdly wide.
    least = max(min(_LEAST_WIDTH, most, head + _STRETCH * taken if groups else math.inf), head)
    least = max(least, head + min(span, _EVEN * taken))
    if 0 < taken < least - head:
        factor = (least - head) / taken
        widths = [width * factor for width in widths]
        group_widths = [width * factor for width in group_widths]
    lefts = [0.0] * len(widths)
    group_lefts = []
    x = left
    for group, group_width in zip(groups, group_widths, strict=True):
        group_lefts.append(x)
        at = x
        for i in members[group.id]:
            lefts[i] = at
            at += widths[i]
        x += group_width
    fits = (
        width / _name_width(group, desk) for group, width in zip(groups, group_widths, strict=True)
    )
    name = max(1.0, min([poster.far, *fits]))
    return Grid(
        groups, margin, head, tuple(lefts), tuple(widths), tuple(group_lefts),
        tuple(group_widths), left, x if groups else margin + least, poster, name,
    )  # fmt: skip


def _name_width(group: ColumnGroup, desk: Desk) -> float:
    """Width of a band in which the words of its name stay whole."""
    return desk.setter.longest_word(group.title, desk.group) + 2 * PAD + 2 * TIP + 4


def _head_width(sheet: Sheet, desk: Desk) -> float:
    """Width of the row titles: the theme's, wider where a word needs it."""
    setter = desk.setter
    words = (setter.longest_word(row.title, desk.label) for row in sheet.rows)
    usual = desk.theme.head_width
    return min(max(usual, max(words, default=0.0) + HEAD_GAP + 1), usual * _WIDEST)


def _needed(sheet: Sheet, index: int, usual: float, desk: Desk) -> float:
    """Width of a column in which its words stay whole, within reason."""
    setter = desk.setter
    column = sheet.columns[index]
    need = setter.longest_word(column.title, desk.column) + aside(column, desk)
    for row in sheet.rows:
        if not row.curves:
            for entry in row.cells[index].entries:
                style = desk.quote if entry.quote else desk.body
                need = max(need, setter.longest_word(entry.text, style))
    return min(max(usual, need + 2 * PAD + 2), usual * _WIDEST)


def hue_numbers(sheet: Sheet) -> dict[str, int]:
    """The number of the hue of each group, by its id."""
    return {
        group.id: number if group.hue is None else group.hue
        for number, group in enumerate(_groups(sheet))
    }


def _groups(sheet: Sheet) -> tuple[ColumnGroup, ...]:
    """The bands of a sheet, with one for each name that columns use and nobody declared."""
    known = {group.id: group for group in sheet.groups}
    for column in sheet.columns:
        if column.group not in known:
            known[column.group] = ColumnGroup(column.group, column.group)
    return tuple(known.values())
