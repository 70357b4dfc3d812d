"""The sheet: columns grouped by phase, rows by role, cells, and rows of curves."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model import LaneRole
from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple
from journeykit.view.figures.marks import Mark, Tone

__all__ = [
    "Card",
    "Cell",
    "Column",
    "ColumnGroup",
    "Curve",
    "CurvePoint",
    "Entry",
    "Field",
    "Row",
    "Sheet",
]


@frozen(repr=False)
class Entry(Value):
    """One text in a cell, with its signs.

    Attributes:
        text: the text, with nothing escaped.
        id: id of the element that it stands for, or None.
        marks: signs, in order.
        tone: what it means.
        quote: whether it is what somebody said.
        level: a share from 0 to 1 to see as a bar, such as the customers who are
            left, or None.
        note: a further line in small type, such as an interval or an owner, or None.
        interval: uncertainty (low, high) of the level, which the note says as well; or None.
    """

    text: str
    id: str | None = field(default=None, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    quote: bool = field(default=False, kw_only=True)
    level: float | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    interval: tuple[float, float] | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Cell(Value):
    """Where a row and a column of a sheet meet; it may be empty.

    Attributes:
        entries: the texts, in order.
    """

    entries: tuple[Entry, ...] = field(default=(), converter=as_tuple)


@frozen(repr=False)
class Column(Value):
    """A column of a sheet: a touchpoint.

    Attributes:
        id: id of the touchpoint.
        title: its name.
        group: id of the column group that it lies in.
        marks: signs at its head, such as channel and moment of truth.
    """

    id: str
    title: str
    group: str
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)


@frozen(repr=False)
class ColumnGroup(Value):
    """A band over neighbouring columns: a phase. It may have no column.

    Attributes:
        id: id of the phase.
        title: its name.
        subtitle: its goal, or None.
        hue: number of its hue, where the sheet shows a part and keeps the hues of
            the whole; None for its place among the groups.
    """

    id: str
    title: str
    subtitle: str | None = None
    hue: int | None = field(default=None, kw_only=True)


@frozen(repr=False)
class CurvePoint(Value):
    """A point of a curve over the columns of a sheet.

    Attributes:
        column: position of the column, from 0.
        offset: where in the column, from 0 (left) to 1 (right).
        value: from -1 to 1.
        label: a word or a quote to write at it, or None.
        quote: whether the label is what somebody said.
        marks: signs at it.
    """

    column: int
    offset: float
    value: float
    label: str | None = field(default=None, kw_only=True)
    quote: bool = field(default=False, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)


@frozen(repr=False)
class Curve(Value):
    """A line over the columns of a sheet, such as what a persona feels.

    Attributes:
        id: identifier within the row.
        title: what the line is, for a legend.
        points: from left to right; columns without a point are crossed.
    """

    id: str
    title: str
    points: tuple[CurvePoint, ...] = field(converter=as_tuple)


@frozen(repr=False)
class Row(Value):
    """A row of a sheet: cells under each column, or curves over all of them.

    Attributes:
        id: id of the lane.
        title: what stands at its head.
        role: what it shows; renderers pick a form by it, never by the title.
        cells: one for each column; empty where the row is a curve.
        curves: lines over the columns; empty where the row has cells.
        ends: for curves, the words for 1, 0 and -1.
        line_above: words on a dividing line above the row, such as the
            blueprint's line of visibility, or None.
        note: a further line below the title, such as what bars count, or None.
    """

    id: str
    title: str
    role: LaneRole
    cells: tuple[Cell, ...] = field(default=(), converter=as_tuple, kw_only=True)
    curves: tuple[Curve, ...] = field(default=(), converter=as_tuple, kw_only=True)
    ends: tuple[str, str, str] | None = field(default=None, kw_only=True)
    line_above: str | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)

    def at(self, columns: Sequence[int]) -> Row:
        """The row over some columns only, given by their positions, in the order to show."""
        places = {column: place for place, column in enumerate(columns)}
        curves = (
            curve.replace(
                points=(
                    point.replace(column=places[point.column])
                    for point in curve.points
                    if point.column in places
                )
            )
            for curve in self.curves
        )
        cells = tuple(self.cells[column] for column in columns) if self.cells else ()
        return self.replace(curves=tuple(curves), cells=cells)


@frozen(repr=False)
class Field(Value):
    """A labelled text, such as "Scenario: replaces the car".

    Attributes:
        label: what it is.
        text: what it says; several texts are a list.
        marks: a sign for each text, which the text says as well; or none.
        level: a share from 0 to 1 to see as a bar, which the text says as well, or None.
    """

    label: str
    text: tuple[str, ...] = field(converter=as_texts)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    level: float | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Card(Value):
    """A block about one thing, such as a persona.

    Attributes:
        id: id of the element.
        title: its name.
        subtitle: a line below the name, or None.
        quote: what it says of itself, or None.
        fields: labelled texts.
        hue: number of its hue, as of a `ColumnGroup`; None for its place among the cards.
    """

    id: str
    title: str
    subtitle: str | None = field(default=None, kw_only=True)
    quote: str | None = field(default=None, kw_only=True)
    fields: tuple[Field, ...] = field(default=(), converter=as_tuple, kw_only=True)
    hue: int | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Sheet(Value):
    """Columns grouped by phase, rows by role, cells, and rows of curves.

    Used for the journey map, the service blueprint, as-is beside to-be.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words, for those who cannot see it.
        subtitle: what it rests on, in a line, or None.
        fields: labelled texts at its head, such as the scenario.
        cards: blocks at its head, such as personas.
        groups: bands over the columns, in order; one may have no column.
        columns: in order of their groups.
        rows: from top to bottom.
        legend: the marks that occur, one of each kind and value, to explain.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    subtitle: str | None = field(default=None, kw_only=True)
    fields: tuple[Field, ...] = field(default=(), converter=as_tuple, kw_only=True)
    cards: tuple[Card, ...] = field(default=(), converter=as_tuple, kw_only=True)
    groups: tuple[ColumnGroup, ...] = field(default=(), converter=as_tuple, kw_only=True)
    columns: tuple[Column, ...] = field(default=(), converter=as_tuple, kw_only=True)
    rows: tuple[Row, ...] = field(default=(), converter=as_tuple, kw_only=True)
    legend: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            if not row.curves and len(row.cells) != len(self.columns):
                raise InvalidValueError(
                    "Sheet", f"rows[{row.id!r}].cells",
                    expected=f"one cell for each of {len(self.columns)} columns",
                    got=len(row.cells),
                )  # fmt: skip
