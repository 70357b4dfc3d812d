"""Tables with shaded cells: compact columns under shared heads, and a scale below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import evolve

from journeykit.view.figures import Shading, Table, TableColumn, TableValue, ValueKind
from journeykit.view.format import format_value
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.legend import Swatch, place_legend
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.layout.tints import mixed, shaded
from journeykit.view.scene import Align, Box, Group, Item, Line
from journeykit.view.words.phrases import phrases

__all__ = ["has_shades", "place_scale", "place_shades"]

_PAD = 7.0
_BETWEEN = 1.5
_CELL = 21.0
_NARROWEST = 30.0
_WIDEST = 1120.0
_WIDEST_TEXT = 220.0
_STRIPS = 22.0
_FRAME = 3.0
_SCALE = 7
_TITLE = 110.0
_STEP = 17.0


def has_shades(table: Table) -> bool:
    """Whether a table has columns that are shaded, share a head, or count from an anchor."""
    return any(column.shaded or column.heading or column.anchor for column in table.columns)


def place_shades(table: Table, desk: Desk) -> tuple[list[Item], float, float]:
    """Lay out the columns and rows of a table with shades, from (0, 0).

    Args:
        table: the figure; columns that do not fit beside each other go on below,
            behind the columns before the first shaded one.
        desk: theme and typesetter.

    Returns:
        Items, width and height.
    """
    return _Shades(table, desk).lay_out()


class _Shades:
    """Works out the strips of a table with shades; lives only while it does."""

    def __init__(self, table: Table, desk: Desk) -> None:
        self.table, self.desk, self.theme = table, desk, desk.theme
        self.cell = evolve(desk.note, color=desk.theme.ink)
        self.head = evolve(desk.note, bold=True)
        self.widths = self._widths()

    def lay_out(self) -> tuple[list[Item], float, float]:
        """Items, width and height."""
        count = len(self.table.columns)
        first = next((i for i, c in enumerate(self.table.columns) if c.shaded), count)
        fixed = sum(self.widths[:first])
        starts = folds(self.widths[first:], max(_WIDEST - fixed, _WIDEST / 2))
        items: list[Item] = []
        width = y = 0.0
        for number, (start, end) in enumerate(pairwise((0, *starts, count - first))):
            own = range(first + start, first + end)
            columns = [*range(first), *own]
            y += _STRIPS if number else 0.0
            # What stands before is said in the first strip: a row with nothing further ends there.
            rows = [
                row
                for row, values in enumerate(self.table.rows)
                if not number or any(values[column] is not None for column in own)
            ]
            items += self._strip(columns, rows, y)
            y = Group(tuple(items)).bounds.bottom
            width = max(width, sum(self.widths[column] for column in columns))
        return items, width, y

    def _widths(self) -> list[float]:
        """As wide as words and values ask for; all shaded columns alike."""
        setter, found = self.desk.setter, []
        for index, column in enumerate(self.table.columns):
            title = column.head
            style = self.cell if column.shaded else self.desk.body
            widths = [
                setter.width(line, style)
                for row in self.table.rows
                for line in self._text(row[index], column).split("\n")
            ]
            need = max([setter.longest_word(title, self.head), *widths], default=0.0)
            if not column.shaded:
                need = max(need, min(setter.width(title, self.head), _WIDEST_TEXT / 2))
            found.append(min(need, _WIDEST_TEXT) + 2 * _PAD)
        alike = [w for w, c in zip(found, self.table.columns, strict=True) if c.shaded]
        wide = max([_NARROWEST, *(width - _PAD for width in alike)])
        widths = [
            (wide if column.shaded else width) + (2 * _FRAME if column.anchor else 0.0)
            for width, column in zip(found, self.table.columns, strict=True)
        ]
        # The words that columns share stay whole, however few the columns are.
        for heading, members in groupby(range(len(widths)), self._heading):
            group = list(members)
            need = setter.longest_word(heading or "", self.desk.label) + _PAD
            spare = (need - sum(widths[place] for place in group)) / len(group)
            for place in group if heading else ():
                widths[place] += max(spare, 0.0)
        return widths

    def _heading(self, column: int) -> str | None:
        return self.table.columns[column].heading

    def _text(self, value: TableValue, column: TableColumn) -> str:
        return format_value(value, column, self.table.locale)

    # --- a strip ------------------------------------------------------------

    def _strip(self, columns: Sequence[int], rows: Sequence[int], y: float) -> Iterator[Item]:
        """Heads and rows of some columns."""
        lefts = {}
        x = 0.0
        for column in columns:
            lefts[column] = x
            x += self.widths[column]
        heads, y = self._headings(columns, lefts, y)
        yield from heads
        titles = [self._head(column) for column in columns]
        tallest = max((title.height for title in titles), default=0.0)
        top = y
        for column, title in zip(columns, titles, strict=True):
            at = top + tallest - title.height
            yield from self._aligned(title, column, lefts[column], at)
        y += tallest + 5
        yield Line(0, y, x, y, stroke=self.theme.muted, thickness=1.2)
        y += 3
        for number in rows:
            row = self.table.rows[number]
            cells = [self._cell(row[column], column) for column in columns]
            height = max([_CELL, *(cell.height + 8 for cell in cells)])
            parts: list[Item] = []
            for column, cell in zip(columns, cells, strict=True):
                parts += self._ground(row[column], column, lefts[column], y, height)
                middle = y + (height - cell.height) / 2
                parts += self._aligned(cell, column, lefts[column], middle)
            yield Group(tuple(parts), id=f"{self.table.id}-row-{number + 1}-{columns[-1] + 1}")
            y += height
        for column in columns:
            if self.table.columns[column].anchor:
                yield Box(
                    lefts[column] + 0.8, top - 3, self.widths[column] - 1.6, y - top + 4,
                    stroke=self.theme.ink, thickness=1.6, radius=3,
                )  # fmt: skip

    def _headings(
        self, columns: Sequence[int], lefts: dict[int, float], y: float
    ) -> tuple[list[Item], float]:
        """What neighbours share, over a line as long as they are."""
        spans = []
        for heading, members in groupby(columns, self._heading):
            group = list(members)
            if heading:
                left, last = lefts[group[0]] + 2, group[-1]
                right = lefts[last] + self.widths[last] - 2
                words = self.desk.setter.wrap(
                    heading, max(right - left, _NARROWEST), self.desk.label
                )
                spans.append((left, right, words))
        tallest = max((words.height for *_, words in spans), default=0.0)
        items: list[Item] = []
        for left, right, words in spans:
            items += words.place(left, y + tallest - words.height, right - left)
            items.append(
                Line(left, y + tallest + 3, right, y + tallest + 3, stroke=self.theme.rule)
            )
        return items, y + tallest + 8 if spans else y

    def _head(self, column: int) -> Paragraph:
        kind = self.table.columns[column]
        style = evolve(self.head, color=self.theme.ink) if kind.anchor else self.head
        return self.desk.setter.wrap(kind.head, self.widths[column] - _PAD, style)

    def _cell(self, value: TableValue, column: int) -> Paragraph:
        kind = self.table.columns[column]
        style = self._style(value, kind) if kind.shaded else self.desk.body
        text = self._text(value, kind)
        return self.desk.setter.wrap(
            text, self.widths[column] - (2 if kind.shaded else _PAD), style
        )

    def _style(self, value: TableValue, column: TableColumn) -> Style:
        shade = self._shade(value, column)
        if shade is None:
            return self.cell
        color, opacity = shade
        return evolve(self.cell, color=self.theme.on(mixed(color, self.theme.ground, opacity)))

    def _shade(self, value: TableValue, column: TableColumn) -> tuple[str, float] | None:
        """The ground of a cell; None where there is nothing to shade."""
        known = isinstance(value, int | float) and math.isfinite(value)
        if self.table.shading is None or not column.shaded or not known:
            return None
        return shaded(float(value), self.table.shading, self.theme)  # type: ignore[arg-type]

    def _ground(
        self, value: TableValue, column: int, x: float, y: float, height: float
    ) -> Iterator[Item]:
        kind = self.table.columns[column]
        shade = self._shade(value, kind)
        if shade is not None:
            aside = _BETWEEN / 2 + (_FRAME if kind.anchor else 0.0)
            yield Box(
                x + aside, y + _BETWEEN / 2, self.widths[column] - 2 * aside, height - _BETWEEN,
                fill=shade[0], opacity=shade[1], radius=2,
            )  # fmt: skip

    def _aligned(self, words: Paragraph, column: int, x: float, y: float) -> Iterator[Item]:
        """Shaded columns are centred, numbers end and texts start at the same place."""
        kind, width = self.table.columns[column], self.widths[column]
        if kind.shaded:
            return words.place(x, y, width, Align.CENTER)
        align = Align.LEFT if kind.kind is ValueKind.TEXT else Align.RIGHT
        first = x if kind.kind is ValueKind.TEXT else x + _PAD / 2
        return words.place(first, y, width - 1.5 * _PAD, align)


def place_scale(
    table: Table, shading: Shading, width: float, desk: Desk
) -> tuple[list[Item], float]:
    """Lay out what the shades of a table stand for, from (0, 0): a scale, and an empty cell.

    Args:
        table: the figure.
        shading: its shading.
        width: where lines end.
        desk: theme and typesetter.

    Returns:
        The items, and the height that they take.
    """
    column = next((each for each in table.columns if each.shaded), TableColumn(""))
    ends = [format_value(end, column, table.locale) for end in (shading.low, shading.high)]
    if shading.ends is not None:
        low, high = (*shading.ends, "", "")[:2]
        ends = [f"{low} {ends[0]}".strip(), f"{ends[1]} {high}".strip()]
    style = evolve(desk.note, color=desk.theme.ink)
    long = _SCALE * _STEP
    room = max((width - long - _TITLE) / 2, _NARROWEST)
    first, last = (desk.setter.wrap(text, room, style) for text in ends)

    def scale(at: float, middle: float) -> Iterator[Item]:
        yield from first.place(at, middle - first.height / 2, first.width)
        left = at + first.width + 6
        for index in range(_SCALE):
            value = shading.low + (shading.high - shading.low) * index / (_SCALE - 1)
            fill, opacity = shaded(value, shading, desk.theme)
            yield Box(
                left + index * _STEP, middle - 6, _STEP - _BETWEEN, 12, fill=fill, opacity=opacity,
                radius=2,
            )  # fmt: skip
        yield from last.place(left + long + 6, middle - last.height / 2, last.width)

    swatches = [Swatch(first.width + long + last.width + 12, scale, shading.title or "")]
    places = [place for place, each in enumerate(table.columns) if each.shaded]
    if shading.empty and any(row[place] is None for row in table.rows for place in places):
        # Nothing is drawn there, and so is its sign.
        words = phrases(table.locale)("empty_cells", shading.empty)
        swatches.append(Swatch(0.0, lambda *_: (), words))
    tall = max(first.height, last.height, 17.0) - 17.0
    items, height = place_legend(swatches, 0, tall / 2, width, desk)
    return items, height + tall
