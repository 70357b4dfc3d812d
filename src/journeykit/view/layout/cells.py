"""What stands in a cell: texts with their signs, measured and then placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from journeykit.view.figures import Cell, Entry, Mark, MarkKind, Tone
from journeykit.view.format import quoted
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width, sign
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Group, Item

__all__ = ["CellBlock", "EntryBlock", "set_cell", "set_entry"]

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
        height: of all of it, in points.
        desk: theme and typesetter.
        lead: sign that stands left of the text, or None.
        above: signs that stand above the text.
        indent: where the text begins.
        head: height of the lines of signs.
    """

    entry: Entry
    paragraph: Paragraph
    height: float
    desk: Desk
    lead: Mark | None
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
            middle = y + 6 + placed.line * _MARK_LINE
            items += draw_mark(placed.mark, left + placed.x, middle, self.desk)
        first = y + self.head + self.paragraph.style.size * 0.64
        if self.lead is not None:
            items += draw_mark(self.lead, left, max(first, y + 7.6), self.desk)
        elif self.signed:
            items += sign(self.entry.tone, left, first, self.desk)
        items += self.paragraph.place(x + self.indent, y + self.head, width - self.indent)
        words = [self.entry.text, *(mark.label for mark in self.entry.marks)]
        return Group(tuple(items), id=self.entry.id, title="; ".join(words))


_MARK_LINE = 13.0


def set_entry(entry: Entry, width: float, desk: Desk) -> EntryBlock:
    """Measure an entry for a column.

    Args:
        entry: what it says.
        width: of the column, in points.
        desk: theme and typesetter.
    """
    lead = unsupported = None
    others: list[Mark] = []
    for mark in entry.marks:
        if mark.kind is MarkKind.PRIORITY and lead is None:
            lead = mark
        elif mark.kind is MarkKind.UNSUPPORTED:
            unsupported = mark
        else:
            others.append(mark)
    indent = _STRIP if unsupported is not None else 0.0
    above = tuple(_flow(others, width - indent, desk))
    head = (above[-1].line + 1) * _MARK_LINE + 1 if above else 0.0
    severe = any(mark.kind is MarkKind.SEVERITY for mark in others)
    toned = entry.tone in (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY)
    signed = toned and lead is None and not severe
    if lead is not None:
        indent += mark_width(lead, desk) + _AFTER_MARK
    elif signed:
        indent += _SIGN
    text = quoted(entry.text, desk.locale) if entry.quote else entry.text
    paragraph = desk.setter.wrap(text, width - indent, _style(entry, desk))
    height = head + max(paragraph.height, 15.2 if lead is not None else 0.0)
    return EntryBlock(
        entry, paragraph, height, desk, lead, above, indent, head, unsupported, signed
    )


def _style(entry: Entry, desk: Desk) -> Style:
    if entry.quote:
        return desk.quote
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
        height: of all of them, in points.
    """

    entries: tuple[EntryBlock, ...]
    height: float

    def place(self, x: float, y: float, width: float) -> Iterator[Group]:
        """Put it into a column; see `EntryBlock.place`."""
        for entry in self.entries:
            yield entry.place(x, y, width)
            y += entry.height + _BETWEEN


def set_cell(cell: Cell, width: float, desk: Desk) -> CellBlock:
    """Measure a cell for a column; see `set_entry`."""
    blocks = tuple(set_entry(entry, width, desk) for entry in cell.entries)
    height = sum(block.height for block in blocks) + _BETWEEN * max(len(blocks) - 1, 0)
    return CellBlock(blocks, height)
