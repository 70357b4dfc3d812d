"""What stands in a cell: texts with their signs, measured and then placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from journeykit.view.figures import Cell, Entry, Mark, MarkKind, Tone
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width, sign
from journeykit.view.layout.sheets.bars import BarBlock, set_bar
from journeykit.view.layout.sheets.heads import is_gone, struck
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Group, Item

__all__ = ["CellBlock", "EntryBlock", "set_cells", "set_entry"]

_BETWEEN = 7.0
_AFTER_MARK = 5.0
_STRIP = 8.0
_SIGN = 10.0


@frozen
class _PlacedMark:
    """A sign in the lines above a text."""

    mark: Mark
    x: float
    line: int


@frozen
class EntryBlock:
    """An entry, measured.

    Attributes:
        entry: what it says.
        paragraph: its text, wrapped.
        note: what is said of it besides, or None.
        height: of all of it, in points.
        desk: theme and typesetter.
        above: signs that stand above the text.
        indent: where the text begins.
        head: height of the lines of signs.
        unsupported: the mark that it rests on nothing, or None.
        signed: whether the sign of its tone stands before it.
    """

    entry: Entry
    paragraph: Paragraph
    note: Paragraph | None
    height: float
    desk: Desk
    above: tuple[_PlacedMark, ...]
    indent: float
    head: float
    unsupported: Mark | None
    signed: bool

    def place(self, x: float, y: float, width: float) -> Group:
        """Put it into a column.

        Args:
            x: left edge.
            y: upper edge.
            width: of the column, as it was given when the entry was set.
        """
        items: list[Item] = []
        left = x
        if self.unsupported is not None:
            middle = y + self.height / 2
            items += draw_mark(self.unsupported, left, middle, self.desk, height=self.height - 2)
            left += _STRIP
        for placed in self.above:
            middle = y + _MARK_LINE / 2 + placed.line * _MARK_LINE
            items += draw_mark(placed.mark, left + placed.x, middle, self.desk)
        if self.signed:
            first = y + self.head + self.paragraph.style.size * 0.64
            items += sign(self.entry.tone, left, first, self.desk)
        text = list(self.paragraph.place(x + self.indent, y + self.head, width - self.indent))
        items += text
        if is_gone(self.entry):
            items += struck(text, self.desk)
        if self.note is not None:
            below = y + self.head + self.paragraph.height
            items += self.note.place(x + self.indent, below, width - self.indent)
        words = [self.entry.text, self.entry.note or ""]
        words += [mark.label for mark in self.entry.marks]
        return Group(tuple(items), id=self.entry.id, title="; ".join(filter(None, words)))


_MARK_LINE = 15.0


def set_entry(entry: Entry, width: float, desk: Desk) -> EntryBlock:
    """Measure an entry for a column.

    Args:
        entry: what it says.
        width: of the column, in points.
        desk: theme and typesetter.
    """
    others = [mark for mark in entry.marks if mark.kind is not MarkKind.UNSUPPORTED]
    unsupported = next((m for m in entry.marks if m.kind is MarkKind.UNSUPPORTED), None)
    indent = _STRIP if unsupported is not None else 0.0
    above = tuple(_flow(others, width - indent, desk))
    head = (above[-1].line + 1) * _MARK_LINE + 1 if above else 0.0
    # Severity and rank say what the sign of the tone would.
    loud = any(mark.kind in (MarkKind.SEVERITY, MarkKind.PRIORITY) for mark in others)
    signed = entry.tone in (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY) and not loud
    if signed:
        indent += _SIGN
    text = quoted(entry.text, desk.locale) if entry.quote else entry.text
    paragraph = desk.setter.wrap(text, width - indent, _style(entry, desk))
    note = desk.setter.wrap(entry.note, width - indent, desk.note) if entry.note else None
    height = head + paragraph.height + (note.height if note is not None else 0.0)
    return EntryBlock(
        entry, paragraph, note, height, desk, above, indent, head, unsupported, signed
    )


def _style(entry: Entry, desk: Desk) -> Style:
    if is_gone(entry):
        return desk.quiet
    if entry.quote:
        style = desk.quote
        return evolve(style, color=desk.theme.muted) if entry.tone is Tone.MUTED else style
    return desk.quiet if entry.tone is Tone.MUTED else desk.body


def _flow(marks: Iterable[Mark], width: float, desk: Desk) -> Iterator[_PlacedMark]:
    """Signs one after the other, in as many lines as they need."""
    x, line = 0.0, 0
    for mark in marks:
        long = mark_width(mark, desk)
        if x > 0 and x + long > width:
            x, line = 0.0, line + 1
        yield _PlacedMark(mark, x, line)
        x += long + _AFTER_MARK


@frozen
class CellBlock:
    """A cell, measured.

    Attributes:
        entries: the texts, in order.
        top: what stays free above them.
    """

    entries: tuple[EntryBlock | BarBlock, ...]
    top: float = 0.0

    @property
    def height(self) -> float:
        """Of all entries, in points."""
        gaps = _BETWEEN * max(len(self.entries) - 1, 0)
        return self.top + sum(entry.height for entry in self.entries) + gaps

    def place(self, x: float, y: float, width: float) -> Iterator[Group]:
        """Put it into a column; see `EntryBlock.place`."""
        y += self.top
        for entry in self.entries:
            yield entry.place(x, y, width)
            y += entry.height + _BETWEEN


def set_cells(
    cells: Sequence[Cell],
    widths: Sequence[float],
    desks: Sequence[Desk],
    *,
    hues: Sequence[str],
    reach: float,
) -> list[CellBlock]:
    """Measure the cells of a row, so that the bars in them stand on one level.

    Args:
        cells: one for each column.
        widths: of the columns, in points.
        desks: theme and typesetter of each column.
        hues: colours of bars by column.
        reach: height of a full bar, in points.
    """
    columns = []
    for cell, width, desk, hue in zip(cells, widths, desks, hues, strict=True):
        bars = [e for e in cell.entries if e.level is not None]
        others = [e for e in cell.entries if e.level is None]
        columns.append(
            (
                [set_bar(entry, width, desk, hue=hue, reach=reach) for entry in bars],
                [set_entry(entry, width, desk) for entry in others],
            )
        )
    room = max((bar.room for bars, _ in columns for bar in bars), default=0.0)
    # Texts begin below the bars of all columns, also where a column has none.
    most = max((len(bars) for bars, _ in columns), default=0)
    top = most * (room + reach + _BETWEEN)
    return [
        CellBlock((*(bar.with_room(room) for bar in bars), *others), top if not bars else 0.0)
        for bars, others in columns
    ]
