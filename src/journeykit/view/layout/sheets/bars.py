"""Bars in a row of cells: how much is left, with the figure above and what was lost."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from journeykit.view.figures import Entry, MarkKind, Tone
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import hatched
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Bounds, Box, Group, Item, Line

__all__ = ["BarBlock", "set_bar"]

_ABOVE = 3.0
"""Points between a bar and what stands above it."""


@frozen
class BarBlock:
    """An entry with a level, measured.

    Attributes:
        entry: what it says.
        figure: its text.
        note: what is said of it besides, or None.
        reach: height of a full bar.
        room: height that is kept above a full bar for figure and note.
        hue: colour of the bar.
        desk: theme and typesetter.
    """

    entry: Entry
    figure: Paragraph
    note: Paragraph | None
    reach: float
    room: float
    hue: str
    desk: Desk

    @property
    def height(self) -> float:
        """Of all of it, in points."""
        return self.room + self.reach

    def with_room(self, room: float) -> BarBlock:
        """The same with as much room as its neighbours have, so that all bars stand level."""
        return evolve(self, room=max(room, self.room))

    def place(self, x: float, y: float, width: float) -> Group:
        """Put it into a column; the texts stand right above the bar.

        Args:
            x: left edge.
            y: upper edge.
            width: of the column, as it was given when the entry was set.
        """
        theme = self.desk.theme
        floor = y + self.height
        top = self._at(floor, self.entry.level or 0.0)
        baseless = any(mark.kind is MarkKind.UNSUPPORTED for mark in self.entry.marks)
        items: list[Item] = [Line(x, floor, x + width, floor, stroke=theme.rule, thickness=0.8)]
        if baseless:
            items += hatched(Bounds(x, top, width, floor - top), theme.muted)
        elif floor > top:
            items.append(Box(x, top, width, floor - top, fill=self.hue, opacity=_TINT))
        dash = (3.0, 2.0) if baseless else ()
        items.append(Line(x, top, x + width, top, stroke=self.hue, thickness=2.2, dash=dash))
        above = top - _ABOVE
        if self.entry.interval is not None:
            ends = self._at(floor, self.entry.interval[1]), self._at(floor, self.entry.interval[0])
            items += _whisker(x + width / 2, *ends, theme.ink)
            above = min(above, ends[0] - _ABOVE)
        if self.note is not None:
            above -= self.note.height
            items += self.note.place(x, above, width)
        items += self.figure.place(x, above - self.figure.height, width)
        words = [self.entry.text, self.entry.note or ""]
        words += [mark.label for mark in self.entry.marks]
        return Group(tuple(items), id=self.entry.id, title="; ".join(filter(None, words)))

    def _at(self, floor: float, level: float) -> float:
        return floor - min(max(level, 0.0), 1.0) * self.reach


_TINT = 0.3
_CAP = 3.0


def _whisker(x: float, top: float, bottom: float, color: str) -> Iterator[Line]:
    """The uncertainty of a bar: a line with a cap at each end."""
    yield Line(x, top, x, bottom, stroke=color, thickness=1.1)
    for y in (top, bottom):
        yield Line(x - _CAP, y, x + _CAP, y, stroke=color, thickness=1.1)


def set_bar(entry: Entry, width: float, desk: Desk, *, hue: str, reach: float) -> BarBlock:
    """Measure an entry with a level for a column.

    Args:
        entry: what it says.
        width: of the column, in points.
        desk: theme and typesetter.
        hue: colour of the bar.
        reach: height of a full bar, in points.
    """
    theme = desk.theme
    figure = desk.setter.wrap(
        entry.text, width, Style(theme.column_size + 0.5, theme.ink, bold=True)
    )
    color = theme.negative if entry.tone is Tone.NEGATIVE else theme.muted
    note = (
        desk.setter.wrap(entry.note, width, Style(theme.note_size, color)) if entry.note else None
    )
    room = figure.height + (note.height if note is not None else 0.0) + _ABOVE
    return BarBlock(entry, figure, note, reach, room, hue, desk)
