"""Heads of a sheet: chevrons of phases, names and signs of touchpoints."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.view.figures import Column, MarkKind
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Item

__all__ = ["TIP", "ColumnHead", "aside", "chevron"]

TIP = 9.0
"""How far a chevron reaches into the next."""

_SLIT = 3.0


@frozen
class ColumnHead:
    """Name and signs of a touchpoint, measured."""

    column: Column
    title: Paragraph
    channels: tuple[tuple[float, Paragraph], ...]
    channel_height: float
    width: float
    desk: Desk

    @classmethod
    def of(cls, column: Column, width: float, desk: Desk) -> ColumnHead:
        """Set the head of a column of this width."""
        title = desk.setter.wrap(column.title, width - aside(column, desk), desk.column)
        channels = tuple(
            (mark_width(mark, desk), desk.setter.wrap(mark.label, width - 13, desk.note))
            for mark in column.marks
            if mark.kind is MarkKind.CHANNEL
        )
        height = sum(max(name.height, 13.0) + 2 for _, name in channels)
        return cls(column, title, channels, height + 3 if channels else 0.0, width, desk)

    def place(self, x: float, y: float, title_height: float) -> Iterator[Item]:
        """Draw it at (x, y), with the channels below the tallest name of all heads."""
        yield from self.title.place(x, y, self.width - aside(self.column, self.desk))
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


def aside(column: Column, desk: Desk) -> float:
    """The room that signs take beside the name of a touchpoint."""
    return sum(
        mark_width(mark, desk) + 4 for mark in column.marks if mark.kind is not MarkKind.CHANNEL
    )


def chevron(
    left: float, y: float, width: float, height: float, *, first: bool
) -> tuple[tuple[float, float], ...]:
    """A band that points to the next; neighbours are a slit apart."""
    right, middle, bottom = left + width - _SLIT, y + height / 2, y + height
    notch = () if first else ((left + TIP, middle),)
    return (
        (left, y), (right, y), (right + TIP, middle), (right, bottom), (left, bottom), *notch,
    )  # fmt: skip
