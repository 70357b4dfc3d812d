"""A sheet in words: its head, then column by column, as one would walk the journey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journeykit.model import LaneRole
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
from journeykit.view.format import format_percent, format_signed, quoted
from journeykit.view.labels import Labels
from journeykit.view.tones import NEUTRAL_BAND
from journeykit.view.words.phrases import phrases
from journeykit.view.words.text import in_brackets, listed, one_line, sentence, subtitle

__all__ = ["mark_words", "sheet_in_words", "tone_words", "unsaid_signs"]

# What the role of a row says of all its texts.
_IMPLIED = {LaneRole.PAIN_POINTS: Tone.NEGATIVE, LaneRole.OPPORTUNITIES: Tone.PRIORITY}
_QUIET = (Tone.NEUTRAL, Tone.MUTED)

# From here on a feeling is as good, or as bad, as the word at the end of the scale says.
_STRONG = 0.75


def mark_words(mark: Mark, words: Labels) -> str:
    """A sign in words; for a channel and a persona, with what it is."""
    label = one_line(mark.label)
    if label and mark.kind in (MarkKind.CHANNEL, MarkKind.PERSONA):
        return words(f"{mark.kind}_is", label)
    return label


def tone_words(tone: Tone, words: Labels) -> str:
    """What colour says in a picture; nothing for the two quiet tones."""
    return "" if tone in _QUIET else words(f"tone_{tone}")


def sheet_in_words(sheet: Sheet) -> Iterator[str]:
    """The blocks of a sheet, below its title and its description."""
    words = phrases(sheet.locale)
    blocks = [subtitle(sheet)]
    blocks.append("\n".join(filter(None, (_field(each) for each in sheet.fields))))
    blocks += [_card(card, sheet.locale) for card in sheet.cards]
    blocks.append("\n".join(_key(sheet, words)))
    blocks += _columns(sheet, words)
    if not sheet.groups and not sheet.columns and not sheet.cards:
        blocks.append(words("empty"))
    blocks.append(unsaid_signs(sheet.legend, blocks, words))
    return (block for block in blocks if block)


def unsaid_signs(legend: Iterable[Mark], blocks: Iterable[str], words: Labels) -> str:
    """The words of a legend that were not said before.

    Most signs are said where they stand; a legend may explain several by one word.
    """
    said = "\n".join(blocks)
    labels = (one_line(mark.label) for mark in legend)
    return listed(words("signs"), dict.fromkeys(label for label in labels if label not in said))


def _field(item: Field) -> str:
    return listed(one_line(item.label), (one_line(text) for text in item.text)) or sentence(
        one_line(item.label)
    )


def _card(card: Card, locale: str | None) -> str:
    lines = [sentence(one_line(card.title)), sentence(one_line(card.subtitle or ""))]
    if card.quote:
        lines.append(sentence(quoted(one_line(card.quote), locale)))
    lines += [_field(each) for each in card.fields]
    return "\n".join(filter(None, lines))


def _key(sheet: Sheet, words: Labels) -> Iterator[str]:
    """How to read what follows: scales, dividing lines, rows that say nothing."""
    silent = []
    for row in sheet.rows:
        title = one_line(row.title)
        if row.line_above:
            yield sentence(words("lies_above", one_line(row.line_above), title))
        if row.curves:
            name = in_brackets(title, (one_line(curve.title) for curve in row.curves))
            if row.ends:
                high, middle, low = map(one_line, row.ends)
                yield sentence(words("runs", name, low, middle, high))
            else:
                yield sentence(name)
        elif title and not any(cell.entries for cell in row.cells):
            silent.append(title)
        if row.note:
            yield listed(title, [one_line(row.note)])
    if silent and sheet.columns:
        yield listed(words("without_content"), [", ".join(silent)])
    elif silent:
        yield sentence(", ".join(silent))


def _columns(sheet: Sheet, words: Labels) -> Iterator[str]:
    """A block for each group, and one for each of its columns."""
    felt = _felt(sheet)
    groups = _groups(sheet)
    for number, (title, goal, columns) in enumerate(groups, 1):
        name = words("phase_at", number, len(groups), one_line(title))
        empty = "" if columns else words("empty")
        yield " ".join(filter(None, (sentence(name), sentence(one_line(goal)), empty)))
        for index in columns:
            yield _column(sheet, index, felt, words)


def _groups(sheet: Sheet) -> list[tuple[str, str, list[int]]]:
    """Each group with its title, its subtitle and the positions of its columns.

    Of groups that share an id the first has the columns; one that is not known
    goes by its id.
    """
    positions: dict[str, list[int]] = {}
    for index, column in enumerate(sheet.columns):
        positions.setdefault(column.group, []).append(index)
    known = [
        (group.title, group.subtitle or "", positions.pop(group.id, [])) for group in sheet.groups
    ]
    return known + [(id, "", columns) for id, columns in positions.items()]


def _felt(sheet: Sheet) -> Mapping[tuple[str, str, int], list[CurvePoint]]:
    """The points of each curve in each column."""
    found: dict[tuple[str, str, int], list[CurvePoint]] = {}
    for row in sheet.rows:
        for curve in row.curves:
            for point in curve.points:
                found.setdefault((row.id, curve.id, point.column), []).append(point)
    return found


def _column(
    sheet: Sheet, index: int, felt: Mapping[tuple[str, str, int], list[CurvePoint]], words: Labels
) -> str:
    """What happens at a touchpoint, row by row."""
    column = sheet.columns[index]
    lines = [_head(column, index, len(sheet.columns), words)]
    for row in sheet.rows:
        if row.cells:
            entries = (_entry(e, row, sheet.locale, words) for e in row.cells[index].entries)
            lines.append(listed(one_line(row.title), entries))
        for curve in row.curves:
            points = felt.get((row.id, curve.id, index), ())
            names = [row.title, curve.title] if len(row.curves) > 1 else [row.title]
            lines.append(
                listed(
                    ", ".join(map(one_line, names)),
                    ["; ".join(_points(points, column, row, sheet.locale, words))],
                )
            )
    return "\n".join(filter(None, lines))


def _head(column: Column, index: int, count: int, words: Labels) -> str:
    name = words("touchpoint_at", index + 1, count, one_line(column.title))
    return sentence(in_brackets(name, (mark_words(mark, words) for mark in column.marks)))


def _entry(entry: Entry, row: Row, locale: str | None, words: Labels) -> str:
    """A text of a cell; in brackets what its signs, its colour and its bar say."""
    text = one_line(entry.text)
    behind = [mark_words(mark, words) for mark in entry.marks]
    if entry.tone is not _IMPLIED.get(row.role):
        behind.append(tone_words(entry.tone, words))
    if entry.level is not None:
        # Short bars differ by less than one in a hundred.
        decimals = 0 if entry.level >= 0.1 else 1
        behind.append(words("bar", format_percent(entry.level, decimals, locale)))
    if entry.note:
        behind.append(one_line(entry.note))
    return in_brackets(quoted(text, locale) if entry.quote and text else text, behind)


def _points(
    points: Sequence[CurvePoint], column: Column, row: Row, locale: str | None, words: Labels
) -> Iterator[str]:
    """The feelings of a column, in order, each as a figure and in words."""
    for number, point in enumerate(points):
        figure = format_signed(point.value, 1, locale)
        # What the head of the column says is not said again at each of its points.
        behind = [mark_words(mark, words) for mark in point.marks if mark not in column.marks]
        text = in_brackets(figure, [_degree(point.value, row, words), *behind])
        label = one_line(point.label or "")
        if label:
            text += f": {quoted(label, locale) if point.quote else label}"
        yield words("then", text) if number else text


def _degree(value: float, row: Row, words: Labels) -> str:
    """How good a value is, in the words of the row's scale."""
    if row.ends is None:
        return ""
    high, middle, low = map(one_line, row.ends)
    if abs(value) <= NEUTRAL_BAND:
        return middle
    end = high if value > 0 else low
    return end if abs(value) >= _STRONG or not end else words("towards", end)
