"""The five kinds of figure: what a reader should see, before any drawing.

A figure says content and meaning, never geometry, colour or markup: text stays
text, and meaning is a `Tone` or a `Mark` that every renderer can show in its own
way. A new analysis needs only a function that returns one of these; a new
renderer needs only to draw them.
"""

from journeykit.view.figures.chart import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
)
from journeykit.view.figures.graph import Edge, Graph, Node, NodeGroup
from journeykit.view.figures.marks import Mark, MarkKind, Tone
from journeykit.view.figures.page import FIGURES, Figure, Page
from journeykit.view.figures.sheet import (
    Card,
    Cell,
    Column,
    ColumnGroup,
    Curve,
    CurvePoint,
    Entry,
    Field,
    Row,
    Sheet,
)
from journeykit.view.figures.table import Shading, Table, TableColumn, TableValue, ValueKind

__all__ = [
    "FIGURES",
    "Axis",
    "AxisGroup",
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
    "Guide",
    "Mark",
    "MarkKind",
    "Node",
    "NodeGroup",
    "Page",
    "Point",
    "Row",
    "Series",
    "SeriesKind",
    "Shading",
    "Sheet",
    "Table",
    "TableColumn",
    "TableValue",
    "Tone",
    "ValueKind",
]
