"""Heads of columns: names and signs of touchpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from journeykit.view.figures import Column, Entry, Mark, MarkKind
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Item, Line, Text

__all__ = ["TIP", "ColumnHead", "aside", "chevron", "is_gone", "struck"]

TIP = 9.0
"""How far a chevron reaches into the next."""

_SLIT = 3.0
_AFTER = 5.0
_BEHIND = 6.0
_GONE = 2
_WORDED = frozenset({MarkKind.CHANNEL, MarkKind.CHANGE})
"""Signs that stand below the name, with their words."""


@frozen
class ColumnHead:
    """Name and signs of a touchpoint, measured."""

    column: Column
    title: Paragraph
    worded: tuple[tuple[Mark, Paragraph], ...]
    worded_height: float
    width: float
    desk: Desk

    @classmethod
    def of(cls, column: Column, width: float, desk: Desk) -> ColumnHead:
        """Set the head of a column of this width."""
        style = desk.column
        if is_gone(column):
            style = evolve(style, color=desk.theme.muted)
        title = desk.setter.wrap(column.title, width - aside(column, desk), style)
        worded = []
        for mark in column.marks:
            if mark.kind in _WORDED:
                room = width - mark_width(mark, desk) - _AFTER
                style = Style(desk.theme.note_size, desk.theme.ink, bold=True)
                worded.append(
                    (
                        mark,
                        desk.setter.wrap(
                            mark.label, room, desk.note if mark.kind is MarkKind.CHANNEL else style
                        ),
                    )
                )
        height = sum(max(name.height, 13.0) + 2 for _, name in worded)
        return cls(column, title, tuple(worded), height + 3 if worded else 0.0, width, desk)

    def place(self, x: float, y: float, title_height: float) -> Iterator[Item]:
        """Draw it at (x, y), with the channels below the tallest name of all heads."""
        title = list(self.title.place(x, y, self.width - aside(self.column, self.desk)))
        yield from title
        if is_gone(self.column):
            yield from struck(title, self.desk)
        right = x + self._signs_end
        first = y + self.desk.column.size * 0.64
        for mark in reversed(self.column.marks):
            if mark.kind not in _WORDED:
                right -= mark_width(mark, self.desk)
                yield from draw_mark(mark, right, first, self.desk)
                right -= 4
        top = y + title_height + 3
        for mark, name in self.worded:
            yield from draw_mark(mark, x, top + self.desk.note.size * 0.66, self.desk)
            indent = mark_width(mark, self.desk) + _AFTER
            yield from name.place(x + indent, top, self.width - indent)
            top += max(name.height, 13.0) + 2

    @property
    def _signs_end(self) -> float:
        """Where signs end: behind the first line of the name, as far as it leaves room."""
        room = aside(self.column, self.desk)
        if not self.title.lines or (self.title.by_script and self.title.lines[0].rtl):
            return self.width
        return min(self.title.lines[0].width + _BEHIND + room - 4, self.width)


def aside(column: Column, desk: Desk) -> float:
    """The room that signs take beside the name of a touchpoint."""
    return sum(mark_width(mark, desk) + 4 for mark in column.marks if mark.kind not in _WORDED)


def is_gone(marked: Column | Entry) -> bool:
    """Whether a mark says that it is gone."""
    return any(mark.kind is MarkKind.CHANGE and mark.value == _GONE for mark in marked.marks)


def struck(runs: Iterable[Item], desk: Desk) -> Iterator[Line]:
    """Strike out what is gone."""
    for run in runs:
        if isinstance(run, Text):
            y = run.y - 0.3 * run.size
            yield Line(run.left, y, run.left + run.width, y, stroke=desk.theme.muted, thickness=0.6)


def chevron(
    left: float,
    y: float,
    width: float,
    height: float,
    *,
    first: bool = False,
    last: bool = False,
    tip: float = TIP,
) -> tuple[tuple[float, float], ...]:
    """A band that points to the next; neighbours are a slit apart.

    Args:
        left: where it begins.
        y: upper edge.
        width: to where the next begins.
        height: of the band.
        first: whether it begins straight, for nothing comes before it.
        last: whether its tip ends where the band does, for nothing comes behind it.
        tip: how far it reaches into the next.
    """
    right, middle, bottom = left + width - _SLIT, y + height / 2, y + height
    if last:
        right = left + width - tip
    notch = () if first else ((left + tip, middle),)
    return (
        (left, y), (right, y), (right + tip, middle), (right, bottom), (left, bottom), *notch,
    )  # fmt: skip
