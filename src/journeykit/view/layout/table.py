"""Tables: columns as wide as their content asks for, texts wrapped, values aligned by kind."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Table, ValueKind
from journeykit.view.format import format_value
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.header import place_header
from journeykit.view.layout.heat import has_shades, place_scale, place_shades
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Box, Group, Item, Line, Scene

__all__ = ["column_widths", "lay_out_table"]

_PAD = 9.0
_WIDEST_COLUMN = 300.0
_WIDTH = 1040.0
_HALVINGS = 60
_REPEAT = 30
"""After so many rows the heads are said again, if as many as a third of that follow."""
_LEAST_WIDTH = 360.0
_NOTE = 820.0


def lay_out_table(table: Table, desk: Desk) -> Scene:
    """Lay out a table.

    Args:
        table: the figure.
        desk: theme and typesetter.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    body, wide, tall = (place_shades if has_shades(table) else _place_plain)(table, desk)
    inner = max(wide, _LEAST_WIDTH)
    head, height = place_header(
        table.title,
        table.subtitle,
        (),
        (),
        x=margin,
        y=margin,
        width=inner,
        desk=desk,
        small=True,
    )
    y = margin + height + 1.5 * theme.gap
    items: list[Item] = [Group(tuple(head)), Group(tuple(body)).moved(margin, y)]
    y += tall
    if not table.rows and table.description:
        # A table of nothing says so, where its rows would be.
        words = desk.setter.wrap(table.description, inner - 2 * _PAD, desk.quiet)
        items += words.place(margin + _PAD, y + 7, inner - 2 * _PAD)
        y += words.height + 14
    if table.shading is not None:
        scale, height = place_scale(table, table.shading, inner, desk)
        items.append(Group(tuple(scale)).moved(margin, y + theme.gap))
        y += height + theme.gap
    if table.note:
        note = desk.setter.wrap(table.note, min(inner, _NOTE), desk.note)
        items += note.place(margin, y + theme.gap, inner)
        y += note.height + theme.gap
    return Scene(
        inner + 2 * margin, y + margin, tuple(items), id=table.id, title=table.title,
        description=table.description, ground=theme.ground, locale=table.locale,
    )  # fmt: skip


def _place_plain(table: Table, desk: Desk) -> tuple[list[Item], float, float]:
    """The heads and the rows, from (0, 0); items, width and height."""
    theme = desk.theme
    heads = [column.head for column in table.columns]
    texts = [
        [
            format_value(value, column, table.locale)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    widths = _widths(heads, texts, desk)
    items: list[Item] = []
    y, right = 0.0, sum(widths)
    aligns = [Align.LEFT if c.kind is ValueKind.TEXT else Align.RIGHT for c in table.columns]
    titles = [
        desk.setter.wrap(text, width - 2 * _PAD, desk.label)
        for text, width in zip(heads, widths, strict=True)
    ]
    tallest = max((title.height for title in titles), default=0.0)

    def headed(top: float) -> float:
        # Heads stand on the line, whether they take one line or three.
        tops = [top + tallest - title.height for title in titles]
        items.append(Group(tuple(_placed(titles, aligns, widths, tops))))
        line = top + tallest + 6
        items.append(Line(0, line, right, line, stroke=theme.muted, thickness=1.2))
        return line

    if titles:
        y = headed(y)
    for index, row in enumerate(texts):
        if index and index % _REPEAT == 0 and len(texts) - index >= _REPEAT // 3:
            y = headed(y + 10)
        cells = [
            desk.setter.wrap(text, width - 2 * _PAD, desk.body)
            for text, width in zip(row, widths, strict=True)
        ]
        height = max([desk.body.line, *(cell.height for cell in cells)]) + 10
        parts: list[Item] = []
        if index % 2 == 1:
            parts.append(Box(0, y, right, height, fill=theme.band))
        parts += _placed(cells, aligns, widths, [y + 5] * len(cells))
        items.append(Group(tuple(parts), id=f"{table.id}-row-{index + 1}"))
        y += height
    if titles:
        items.append(Line(0, y, right, y, stroke=theme.rule))
    return items, right, y


def column_widths(
    needed: Sequence[float], natural: Sequence[float], available: float
) -> list[float]:
    """Share out a width among columns.

    Args:
        needed: for each column, the width in which its words stay whole.
        natural: for each column, the width in which its texts stay on one line.
        available: width to share out, in points.

    Returns:
        The natural widths where they fit; else the same for all, but to no column
        more than is natural to it, so that short texts stay on one line and long
        ones share the rest. Never less than needed.

    Examples:
        >>> column_widths([10, 10], [10, 90], 50)
        [10.0, 40.0]
    """
    if sum(natural) <= available:
        return [float(width) for width in natural]
    pairs = list(zip(needed, natural, strict=True))
    low, high = 0.0, max(natural, default=0.0)
    for _ in range(_HALVINGS):
        level = (low + high) / 2
        if sum(max(narrow, min(wide, level)) for narrow, wide in pairs) > available:
            high = level
        else:
            low = level
    return [round(float(max(narrow, min(wide, low))), 9) for narrow, wide in pairs]


def _widths(heads: Sequence[str], texts: Sequence[Sequence[str]], desk: Desk) -> list[float]:
    needed, natural, roomy = [], [], []
    for index, head in enumerate(heads):
        need = wide = desk.setter.longest_word(head, desk.label)
        for row in texts:
            text = row[index]
            need = max(need, desk.setter.longest_word(text, desk.body))
            for line in text.split("\n"):
                wide = max(wide, desk.setter.width(line, desk.body))
        # A head of several words may take several lines where room is short; a value should not.
        needed.append(min(need, _WIDEST_COLUMN) + 2 * _PAD + 1)
        natural.append(min(max(wide, need), _WIDEST_COLUMN) + 2 * _PAD + 1)
        whole = desk.setter.width(head, desk.label) + 2 * _PAD + 1
        roomy.append(max(natural[-1], min(whole, _WIDEST_COLUMN)))
    return roomy if sum(roomy) <= _WIDTH else column_widths(needed, natural, _WIDTH)


def _placed(
    cells: Sequence[Paragraph],
    aligns: Sequence[Align],
    widths: Sequence[float],
    tops: Sequence[float],
) -> list[Item]:
    items: list[Item] = []
    x = 0.0
    for cell, align, width, top in zip(cells, aligns, widths, tops, strict=True):
        items += cell.place(x + _PAD, top, width - 2 * _PAD, align)
        x += width
    return items
