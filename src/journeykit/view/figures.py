"""The five kinds of figure: what a reader should see, before any drawing.

A figure says content and meaning, never geometry, colour or markup: text stays
text, and meaning is a `Tone` or a `Mark` that every renderer can show in its own
way. A new analysis needs only a function that returns one of these; a new
renderer needs only to draw them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model import LaneRole
from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple

__all__ = [
    "Axis",
    "AxisKind",
    "Card",
    "Cell",
    "Chart",
    "Column",
    "ColumnGroup",
    "Curve",
    "CurvePoint",
    "Edge",
    "Entry",
    "Field",
    "Figure",
    "Graph",
    "Mark",
    "MarkKind",
    "Node",
    "NodeGroup",
    "Page",
    "Point",
    "Row",
    "Series",
    "SeriesKind",
    "Sheet",
    "Table",
    "TableColumn",
    "Tone",
    "ValueKind",
]


class Tone(StrEnum):
    """What a thing means to the reader. Renderers add a sign to it beside the colour."""

    NEUTRAL = "neutral"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    MUTED = "muted"
    PRIORITY = "priority"


class MarkKind(StrEnum):
    """A small sign beside a text. Each has a `value` and a text equivalent."""

    SEVERITY = "severity"
    """How bad a pain point is: value 1 to 3 of 3."""
    PRIORITY = "priority"
    """Rank of an opportunity: value from 1."""
    CHANNEL = "channel"
    """Where it happens: value is the position of the channel in the sheet."""
    MOMENT = "moment"
    """A moment of truth: value 1."""
    UNSUPPORTED = "unsupported"
    """The claim rests on no evidence: value 1."""
    PERSONA = "persona"
    """Whom it concerns: value is the position of the persona in the sheet."""


@frozen(repr=False)
class Mark(Value):
    """A small sign beside a text.

    Attributes:
        kind: what the sign says.
        value: a rank, a level or a position, by kind.
        label: the same in words, for text renderers, legends and screen readers.
    """

    kind: MarkKind
    value: int
    label: str


@frozen(repr=False)
class Entry(Value):
    """One text in a cell, with its signs.

    Attributes:
        text: the text, with nothing escaped.
        id: id of the element that it stands for, or None.
        marks: signs, in order.
        tone: what it means.
        quote: whether it is what somebody said.
    """

    text: str
    id: str | None = field(default=None, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    quote: bool = field(default=False, kw_only=True)


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
    """

    id: str
    title: str
    subtitle: str | None = None


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
    """

    id: str
    title: str
    role: LaneRole
    cells: tuple[Cell, ...] = field(default=(), converter=as_tuple, kw_only=True)
    curves: tuple[Curve, ...] = field(default=(), converter=as_tuple, kw_only=True)
    ends: tuple[str, str, str] | None = field(default=None, kw_only=True)
    line_above: str | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Field(Value):
    """A labelled text, such as "Scenario: replaces the car".

    Attributes:
        label: what it is.
        text: what it says; several texts are a list.
    """

    label: str
    text: tuple[str, ...] = field(converter=as_texts)


@frozen(repr=False)
class Card(Value):
    """A block about one thing, such as a persona.

    Attributes:
        id: id of the element.
        title: its name.
        subtitle: a line below the name, or None.
        quote: what it says of itself, or None.
        fields: labelled texts.
    """

    id: str
    title: str
    subtitle: str | None = field(default=None, kw_only=True)
    quote: str | None = field(default=None, kw_only=True)
    fields: tuple[Field, ...] = field(default=(), converter=as_tuple, kw_only=True)


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


@frozen(repr=False)
class Node(Value):
    """A node of a graph.

    Attributes:
        id: identifier, unique in the graph.
        label: what is written in it.
        group: id of the node group that it lies in, or None.
        kind: what it is, such as "touchpoint" or "persona"; renderers pick a shape by it.
        tone: what it means.
        marks: signs in it.
        details: further lines of text.
    """

    id: str
    label: str
    group: str | None = field(default=None, kw_only=True)
    kind: str = field(default="touchpoint", kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    details: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)


@frozen(repr=False)
class NodeGroup(Value):
    """A frame around nodes of a graph: a phase.

    Attributes:
        id: identifier, unique in the graph.
        label: what is written at it.
    """

    id: str
    label: str


@frozen(repr=False)
class Edge(Value):
    """An edge of a graph.

    Attributes:
        source: id of the node where it starts.
        target: id of the node where it ends.
        label: what is written at it, or None.
        kind: what it means, such as "happy", "exception" or "has"; renderers
            pick a line style by it.
        weight: how much runs along it, or None; thickness grows with it.
    """

    source: str
    target: str
    label: str | None = field(default=None, kw_only=True)
    kind: str = field(default="happy", kw_only=True)
    weight: float | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Graph(Value):
    """Nodes in groups, and edges between them.

    Used for flow, transitions, concept map, loops.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        groups: frames, in order.
        nodes: in order.
        edges: in order; both ends must be nodes.
        directed: whether edges have a direction.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    groups: tuple[NodeGroup, ...] = field(default=(), converter=as_tuple, kw_only=True)
    nodes: tuple[Node, ...] = field(default=(), converter=as_tuple, kw_only=True)
    edges: tuple[Edge, ...] = field(default=(), converter=as_tuple, kw_only=True)
    directed: bool = field(default=True, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise InvalidValueError(
                "Graph", "nodes", expected="nodes with distinct ids",
                got=f"{len(self.nodes)} nodes with {len(known)} ids",
            )  # fmt: skip
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in known:
                    raise InvalidValueError(
                        "Graph", "edges", expected="ends that are nodes", got=end
                    )


class ValueKind(StrEnum):
    """What a column of a table holds, which decides how it is written and aligned."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    """A share from 0 to 1, written as a percentage."""
    INTERVAL = "interval"
    """A pair of shares, written as percentages."""
    DATE = "date"


TableValue: TypeAlias = str | int | float | bool | dt.date | tuple[float, float] | None


@frozen(repr=False)
class TableColumn(Value):
    """A column of a table.

    Attributes:
        title: what stands at its head.
        kind: what it holds.
        unit: written at its head, or None.
        decimals: digits after the point for numbers and percentages.
    """

    title: str
    kind: ValueKind = ValueKind.TEXT
    unit: str | None = field(default=None, kw_only=True)
    decimals: int | None = field(default=None, kw_only=True)


def _rows(rows: Iterable[Iterable[TableValue]]) -> tuple[tuple[TableValue, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen(repr=False)
class Table(Value):
    """Typed columns and rows of plain values; None is an empty cell.

    Used for findings, personas, funnel figures, the action plan.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        columns: in order.
        rows: in order, each with one value for each column.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    columns: tuple[TableColumn, ...] = field(default=(), converter=as_tuple, kw_only=True)
    rows: tuple[tuple[TableValue, ...], ...] = field(default=(), converter=_rows, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise InvalidValueError(
                    "Table", f"rows[{index}]", expected=f"{len(self.columns)} values", got=len(row)
                )


class AxisKind(StrEnum):
    """What an axis counts."""

    CATEGORY = "category"
    """Places 0, 1, 2, ... named by `Axis.categories`."""
    NUMBER = "number"
    PERCENT = "percent"
    """Shares, written as percentages."""
    TIME = "time"
    """Days as ordinals of `datetime.date`."""


@frozen(repr=False)
class Axis(Value):
    """An axis of a chart.

    Attributes:
        title: what it counts, or None.
        kind: category, number, percent or time.
        categories: names of the places, for a category axis.
        low: where it starts, or None for as the data need.
        high: where it ends, or None for as the data need.
        ticks: words at certain values, such as ((-1, "upset"), (1, "delighted")).
        split: a value at which the axis is divided into two halves (quadrants), or None.
    """

    title: str | None = None
    kind: AxisKind = field(default=AxisKind.NUMBER, kw_only=True)
    categories: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    low: float | None = field(default=None, kw_only=True)
    high: float | None = field(default=None, kw_only=True)
    ticks: tuple[tuple[float, str], ...] = field(default=(), converter=as_tuple, kw_only=True)
    split: float | None = field(default=None, kw_only=True)


class SeriesKind(StrEnum):
    """How the points of a series are drawn."""

    BARS = "bars"
    LINE = "line"
    """Straight from point to point."""
    CURVE = "curve"
    """Smooth, without going beyond the points."""
    STEPS = "steps"
    """Level, then a jump: survival curves."""
    POINTS = "points"
    SPANS = "spans"
    """Horizontal bars from `x` to `x_end`: time spans."""


@frozen(repr=False)
class Point(Value):
    """A point of a series.

    Attributes:
        x: position on the x axis.
        y: position on the y axis.
        label: text to write at it, or None.
        interval: uncertainty (low, high) of y, or None.
        x_end: end of a span, or None.
        tone: what it means.
        id: id of the element that it stands for, or None.
    """

    x: float
    y: float
    label: str | None = field(default=None, kw_only=True)
    interval: tuple[float, float] | None = field(default=None, kw_only=True)
    x_end: float | None = field(default=None, kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    id: str | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Series(Value):
    """Points that belong together.

    Attributes:
        id: identifier within the chart.
        title: what it is, for a legend.
        points: from left to right (for spans: from top to bottom).
        kind: how it is drawn.
    """

    id: str
    title: str
    points: tuple[Point, ...] = field(converter=as_tuple)
    kind: SeriesKind = field(default=SeriesKind.LINE, kw_only=True)


@frozen(repr=False)
class Chart(Value):
    """Series over two axes.

    Used for funnel, emotion curve, survival, opportunity matrix, plan timeline, before and after.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        x: the horizontal axis.
        y: the vertical axis; for spans a category axis, top first.
        series: what is drawn.
        quadrants: words for the four parts of a chart whose two axes are split:
            top left, top right, bottom left, bottom right; or None.
        note: a line below, such as the method and its source, or None.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    x: Axis = field(default=Axis(), kw_only=True)
    y: Axis = field(default=Axis(), kw_only=True)
    series: tuple[Series, ...] = field(default=(), converter=as_tuple, kw_only=True)
    quadrants: tuple[str, str, str, str] | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Page(Value):
    """A title and a sequence of figures: a report.

    Attributes:
        id: identifier for links and element ids.
        title: what it is about.
        description: an opening paragraph, or empty.
        figures: in order; a page may hold pages, which are its sections.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)


Figure: TypeAlias = Sheet | Graph | Table | Chart | Page
"""Any of the five kinds."""
