"""Sheets as Markdown: a head, a table or two for each phase, a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.model import LaneRole
from journeykit.renderers.markdown.text import (
    BREAK,
    bullet,
    emphasis,
    heading,
    inline,
    paragraph,
    prose,
    strong,
    table,
)
from journeykit.renderers.signs import FEELING_SIGNS, TONE_SIGNS, feeling_sign, mark_sign
from journeykit.renderers.words import word
from journeykit.view.figures import (
    Card,
    Column,
    CurvePoint,
    Entry,
    Field,
    Mark,
    MarkKind,
    Row,
    Sheet,
    Tone,
)
from journeykit.view.format import format_signed, quoted

__all__ = ["sheet_blocks"]

# In these rows every entry has the tone: a sign at each would say nothing.
_IMPLIED = {
    LaneRole.PAIN_POINTS: Tone.NEGATIVE,
    LaneRole.BARRIERS: Tone.NEGATIVE,
    LaneRole.OPPORTUNITIES: Tone.PRIORITY,
}
# A rank and a missing proof are explained once, in the legend; other signs by words beside them.
_BY_LEGEND = (MarkKind.PRIORITY, MarkKind.UNSUPPORTED)


@frozen
class _Line:
    """A row of the sheet as it is written: a title, and a cell for each column.

    Attributes:
        title: what stands at its head, in Markdown.
        cells: one for each column of the sheet, in Markdown.
        above: words on a dividing line above it, in Markdown, or empty.
    """

    title: str
    cells: Sequence[str]
    above: str = ""


def sheet_blocks(sheet: Sheet, level: int, *, max_columns: int, legend: bool) -> Iterator[str]:
    """The blocks of a sheet, below its title.

    Args:
        sheet: the sheet.
        level: level of its title.
        max_columns: how many columns a table may have beside its heads.
        legend: whether to explain the signs.
    """
    if sheet.subtitle:
        yield emphasis(sheet.subtitle)
    if sheet.description:
        yield prose(sheet.description)
    if sheet.fields:
        yield "\n".join(_field(each) for each in sheet.fields)
    for card in sheet.cards:
        if card.title != sheet.title:
            yield heading(card.title, level + 1)
        yield from _card(card, sheet.locale)
    explained = frozenset(mark.kind for mark in sheet.legend if mark.kind in _BY_LEGEND)
    lines = _lines(sheet, explained if legend else frozenset())
    for title, subtitle, positions in _bands(sheet):
        if title:
            yield heading(title, level + 1)
        if subtitle:
            yield emphasis(subtitle)
        if positions:
            yield from _tables(sheet, lines, positions, max_columns)
        else:
            yield emphasis(word("empty", sheet.locale))
    if not sheet.groups and not sheet.columns and not sheet.cards:
        yield emphasis(word("empty", sheet.locale))
    if legend:
        yield from _legend(sheet)


def _field(item: Field, depth: int = 0) -> str:
    """A labelled text in a line; several texts are a list below it."""
    label = strong(f"{item.label}:")
    if len(item.text) == 1:
        return bullet(f"{label} {inline(item.text[0])}", depth)
    lines = [bullet(label, depth), *(bullet(inline(text), depth + 1) for text in item.text)]
    return "\n".join(lines)


def _card(card: Card, locale: str | None) -> Iterator[str]:
    if card.subtitle:
        yield emphasis(card.subtitle)
    if card.quote:
        yield f"> {paragraph(quoted(card.quote, locale))}"
    if card.fields:
        yield "\n".join(_field(each) for each in card.fields)


def _bands(sheet: Sheet) -> list[tuple[str, str | None, list[int]]]:
    """The groups with the positions of their columns; an unknown group goes by its id."""
    titles = {group.id: (group.title, group.subtitle) for group in reversed(sheet.groups)}
    positions: dict[str, list[int]] = {group.id: [] for group in sheet.groups}
    for index, column in enumerate(sheet.columns):
        positions.setdefault(column.group, []).append(index)
    return [(*titles.get(id, (id, None)), columns) for id, columns in positions.items()]


# --- rows ---------------------------------------------------------------------


def _lines(sheet: Sheet, explained: frozenset[MarkKind]) -> list[_Line]:
    """Every row of the sheet in Markdown; a row of curves is a line for each curve."""
    lines = []
    for row in sheet.rows:
        above = inline(row.line_above) if row.line_above else ""
        if row.cells:
            cells = [
                _joined([_entry(e, row.role, explained, sheet.locale) for e in cell.entries])
                for cell in row.cells
            ]
            lines.append(_Line(inline(row.title), cells, above))
            above = ""
        for title, cells in _curves(row, sheet, explained):
            lines.append(_Line(title, cells, above))
            above = ""
    return lines


def _curves(
    row: Row, sheet: Sheet, explained: frozenset[MarkKind]
) -> Iterator[tuple[str, list[str]]]:
    several = len(row.curves) > 1
    # What the head of a column says is not said again at each point below it.
    said = dict(enumerate(frozenset(column.marks) for column in sheet.columns))
    for curve in row.curves:
        points: dict[int, list[str]] = {}
        for point in curve.points:
            marks = [mark for mark in point.marks if mark not in said.get(point.column, ())]
            written = _point(point, marks, explained, sheet.locale)
            points.setdefault(point.column, []).append(written)
        title = f"{row.title} · {curve.title}" if several else row.title
        cells = [BREAK.join(points.get(index, ())) for index in range(len(sheet.columns))]
        yield inline(title), cells


def _point(
    point: CurvePoint, marks: Sequence[Mark], explained: frozenset[MarkKind], locale: str | None
) -> str:
    """A point of a curve: sign, figure, and what is said at it."""
    parts = [feeling_sign(point.value), format_signed(point.value, 1, locale)]
    if point.label:
        parts.append(emphasis(quoted(point.label, locale)) if point.quote else inline(point.label))
    parts += [mark_sign(m) if m.kind in explained else _explained(m) for m in marks]
    return " ".join(parts)


def _joined(entries: Sequence[str]) -> str:
    return entries[0] if len(entries) == 1 else BREAK.join(f"• {entry}" for entry in entries)


def _entry(
    entry: Entry,
    role: LaneRole,
    explained: frozenset[MarkKind],
    locale: str | None,
) -> str:
    """A text with its signs before it, and behind it the words that no legend gives."""
    signs = [sign for sign in map(mark_sign, entry.marks) if sign]
    kinds = {mark.kind for mark in entry.marks}
    loud = MarkKind.SEVERITY in kinds or MarkKind.PRIORITY in kinds
    if not loud and TONE_SIGNS[entry.tone] and _IMPLIED.get(role) is not entry.tone:
        signs.insert(0, TONE_SIGNS[entry.tone])
    if entry.quote:
        text = emphasis(quoted(entry.text, locale)) if entry.text.strip() else ""
    else:
        text = emphasis(entry.text) if entry.tone is Tone.MUTED else inline(entry.text)
    words = [mark.label for mark in entry.marks if mark.kind not in explained]
    # A note that has brackets of its own, such as an interval, gets no second pair.
    bracketed = entry.note is not None and entry.note.endswith(")")
    behind = [entry.note if bracketed else f"({entry.note})"] if entry.note else []
    behind = [inline(note) for note in behind]
    behind += [emphasis(f"({', '.join(words)})")] if words else []
    return " ".join(part for part in (*signs, text, *behind) if part)


# --- tables -------------------------------------------------------------------


def _tables(
    sheet: Sheet, lines: Sequence[_Line], positions: Sequence[int], max_columns: int
) -> Iterator[str]:
    """The tables of a phase: turned or cut where it is too wide to be read."""
    present = [line for line in lines if any(line.cells[index] for index in positions)]
    if len(positions) > max_columns and len(present) <= max_columns:
        yield _turned(sheet, present, positions)
        return
    count = -(-len(positions) // max_columns)
    for part in range(count):
        # Parts of nearly the same width read better than a last one of a single column.
        start, end = (len(positions) * p // count for p in (part, part + 1))
        yield _upright(sheet, lines, positions[start:end])


def _upright(sheet: Sheet, lines: Sequence[_Line], positions: Sequence[int]) -> str:
    """A row for each lane; a lane that says nothing here is left out."""
    rows: list[list[str]] = []
    above = ""
    for line in lines:
        # A dividing line stays where it is, though the lane below it says nothing.
        above = line.above or above
        cells = [line.cells[index] for index in positions]
        if not any(cells):
            continue
        if above:
            rows.append([f"*— {above} —*", *([""] * len(positions))])
            above = ""
        rows.append([f"**{line.title}**" if line.title else "", *cells])
    return table(["", *(_head(sheet.columns[index]) for index in positions)], rows)


def _turned(sheet: Sheet, lines: Sequence[_Line], positions: Sequence[int]) -> str:
    """A row for each touchpoint."""
    heads = [f"*{line.above}* ▸ {line.title}" if line.above else line.title for line in lines]
    rows = [
        [_head(sheet.columns[index], bold=True), *(line.cells[index] for line in lines)]
        for index in positions
    ]
    return table([inline(word("touchpoint", sheet.locale)), *heads], rows)


def _head(column: Column, *, bold: bool = False) -> str:
    title = strong(column.title) if bold else inline(column.title)
    marks = [_explained(mark) for mark in column.marks]
    return BREAK.join(part for part in (title, " · ".join(marks)) if part)


# --- legend -------------------------------------------------------------------


def _legend(sheet: Sheet) -> Iterator[str]:
    """The signs in words, in a line."""
    parts = []
    for row in sheet.rows:
        if row.ends and row.curves:
            signs = zip(FEELING_SIGNS, row.ends, strict=True)
            parts.append(", ".join(f"{sign} {inline(end)}" for sign, end in signs))
            break
    ranks = [mark for mark in sheet.legend if mark.kind is MarkKind.PRIORITY]
    for mark in sheet.legend:
        if mark.kind is MarkKind.PRIORITY and len(ranks) > 2:
            if mark is ranks[0]:
                parts.append(f"{_explained(ranks[0])} … {_explained(ranks[-1])}")
        elif mark.kind is MarkKind.SEVERITY or mark.kind in _BY_LEGEND:
            parts.append(_explained(mark))
    parts += [f"{inline(row.title)} = {inline(row.note)}" for row in sheet.rows if row.note]
    if parts:
        yield f"{strong(word('legend', sheet.locale) + ':')} {' · '.join(parts)}"


def _explained(mark: Mark) -> str:
    """A sign and its words."""
    return f"{mark_sign(mark)} {inline(mark.label)}".strip()
