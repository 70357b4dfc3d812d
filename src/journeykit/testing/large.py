"""Large figures with and without the last of their parts, and with another one last.

A renderer that cuts off what is beyond some number is not seen by small figures; one
that leaves out the last part, whatever it is, not by counting parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from journeykit.model import LaneRole
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Cell,
    Chart,
    Column,
    ColumnGroup,
    Edge,
    Entry,
    Figure,
    Graph,
    Node,
    Page,
    Point,
    Row,
    Series,
    Sheet,
    Table,
    TableColumn,
)

__all__ = ["Pair", "large_pairs"]

Pair: TypeAlias = tuple[str, Figure, Figure, str | None]
"""What it is, a figure without it, the same with it, and what it is a part of."""

_MOST_PARTS = 12
_OTHER = "Another text"

_Make = Callable[[int, str], Figure]


def large_pairs(kind: type, size: int) -> Iterator[Pair]:
    """Pairs of large figures of a kind.

    Args:
        kind: one of `FIGURES`.
        size: how many parts the larger one of each pair has.

    Examples:
        >>> name, without, having, of = next(large_pairs(Table, 60))
        >>> name, len(without.rows), len(having.rows), of
        ('the last of many rows', 59, 60, 'a row')
    """
    for what, make, of in _LARGE[kind]:
        # The second one is a part of the first: who leaves it out and says so has said enough.
        last = f"the last of many {what}"
        count = min(size, _MOST_PARTS) if kind is Page else size
        whole = make(count, _text(count - 1))
        yield last, make(count - 1, _text(count - 2)), whole, of
        yield f"what {last} says", whole, make(count, _OTHER), last


def _text(place: int) -> str:
    return f"Text {place}"


def _texts(count: int, last: str) -> list[str]:
    return [*map(_text, range(count - 1)), last]


def _rows(count: int, last: str) -> Table:
    return Table(
        "t", "A table", columns=[TableColumn("Text")], rows=[[t] for t in _texts(count, last)]
    )


def _columns(count: int, last: str) -> Table:
    titles = _texts(count, last)
    rows = [["value"] * count]
    return Table("t", "A table", columns=list(map(TableColumn, titles)), rows=rows)


def _sheet(columns: list[str], rows: list[str], entries: list[str]) -> Sheet:
    """A sheet with these texts in its first cell."""
    ids = [f"c{place}" for place in range(len(columns))]
    first = Cell(list(map(Entry, entries)))
    others = [Cell([Entry("text")])] * (len(columns) - 1)
    return Sheet(
        "s",
        "A sheet",
        groups=[ColumnGroup("g", "Group")],
        columns=[Column(id, title, "g") for id, title in zip(ids, columns, strict=True)],
        rows=[
            Row(f"r{place}", title, LaneRole.ACTIONS, cells=[first, *others])
            for place, title in enumerate(rows)
        ],
    )


def _sheet_columns(count: int, last: str) -> Sheet:
    return _sheet(_texts(count, last), ["Row"], ["text"])


def _sheet_rows(count: int, last: str) -> Sheet:
    return _sheet(["Column"], _texts(count, last), ["text"])


def _entries(count: int, last: str) -> Sheet:
    return _sheet(["Column"], ["Row"], _texts(count, last))


def _nodes(count: int, last: str) -> Graph:
    return Graph(
        "g", "A graph", nodes=[Node(f"n{i}", t) for i, t in enumerate(_texts(count, last))]
    )


def _edges(count: int, last: str) -> Graph:
    nodes = [Node("n1", "Node one"), Node("n2", "Node two")]
    edges = [Edge("n1", "n2", label=label) for label in _texts(count, last)]
    return Graph("g", "A graph", nodes=nodes, edges=edges)


def _points(count: int, last: str) -> Chart:
    points = [Point(i, i % 7, label=text) for i, text in enumerate(_texts(count, last))]
    return Chart("c", "A chart", series=[Series("s", "Series", points)])


def _places(count: int, last: str) -> Chart:
    axis = Axis(kind=AxisKind.CATEGORY, categories=_texts(count, last))
    points = [Point(i, i % 7) for i in range(count)]
    return Chart("c", "A chart", x=axis, series=[Series("s", "Series", points)])


def _figures(count: int, last: str) -> Page:
    columns = [TableColumn("Text")]
    return Page(
        "p",
        "A page",
        figures=[
            Table(f"t{place}", title, columns=columns)
            for place, title in enumerate(_texts(count, last))
        ],
    )


_LARGE: Mapping[type, tuple[tuple[str, _Make, str | None], ...]] = {
    Sheet: (
        ("columns", _sheet_columns, None),
        ("rows", _sheet_rows, "a row"),
        ("entries of a cell", _entries, "a further entry in a cell"),
    ),
    Graph: (("nodes", _nodes, "a node"), ("edges", _edges, "the label of an edge")),
    Table: (("rows", _rows, "a row"), ("columns", _columns, "a column")),
    Chart: (
        ("points", _points, "the label of a point (line)"),
        ("places", _places, "the name of a place"),
    ),
    Page: (("figures", _figures, "a figure"),),
}
