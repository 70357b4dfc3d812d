"""Pairs of figures that differ in one feature, to see whether a renderer shows it.

A renderer that gives the same bytes for both, and the same losses, drops the
feature in silence: whoever reads what it wrote will not know that there was more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from journeykit.errors import NotFoundError
from journeykit.model import LaneRole
from journeykit.testing.chart_features import chart_features
from journeykit.testing.feature import Feature, sample_marks
from journeykit.testing.large import large_pairs
from journeykit.view.figures import (
    FIGURES,
    Card,
    Cell,
    Chart,
    Column,
    ColumnGroup,
    Curve,
    CurvePoint,
    Edge,
    Entry,
    Field,
    Graph,
    Mark,
    MarkKind,
    Node,
    NodeGroup,
    Page,
    Point,
    Row,
    Series,
    Shading,
    Sheet,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)

__all__ = ["features"]


def features(kind: type, *, size: int = 60) -> tuple[Feature, ...]:
    """What figures of a kind can say, a feature each, a part after what it is part of.

    Args:
        kind: one of `FIGURES`.
        size: how many parts large figures have.

    Examples:
        >>> [feature.name for feature in features(Table)][:3]
        ['the description', 'a column', 'a row']
    """
    if kind not in FIGURES:
        raise NotFoundError("kind of figure", kind, [each.__name__ for each in FIGURES])
    return _features(kind, size)


@cache
def _features(kind: type, size: int) -> tuple[Feature, ...]:
    makers = {Sheet: _of_sheets, Graph: _of_graphs, Table: _of_tables, Chart: chart_features}
    pairs = large_pairs(kind, size)
    large = (Feature(name, without, having, of=of) for name, without, having, of in pairs)
    return (*makers.get(kind, _of_pages)(), *large)


# --- sheets -------------------------------------------------------------------


def _sheet(*entries: Entry, **changes: Any) -> Sheet:
    """A sheet of two columns and a row, with these entries in the first cell."""
    cells = (Cell(entries or (Entry("first text"),)), Cell([Entry("second text")]))
    given: dict[str, Any] = {
        "groups": (ColumnGroup("g1", "Group one"), ColumnGroup("g2", "Group two")),
        "columns": (Column("c1", "Column one", "g1"), Column("c2", "Column two", "g2")),
        "rows": (Row("r1", "Row one", LaneRole.ACTIONS, cells=cells),),
        "locale": "en",
    }
    return Sheet("sheet", "A sheet", **{**given, **changes})


def _curved(*points: CurvePoint, ends: bool = False, curves: int = 1) -> Sheet:
    """The sheet with a row of curves below."""
    words = ("best end", "middle", "worst end") if ends else None
    lines = tuple(Curve(f"v{n}", f"Curve {n}", points) for n in range(curves))
    row = Row("r2", "Row of curves", LaneRole.EMOTIONS, curves=lines, ends=words)
    return _sheet(rows=(*_sheet().rows, row))


def _of_sheets() -> Iterator[Feature]:
    plain = _sheet()
    columns, groups, row = plain.columns, plain.groups, plain.rows[0]
    yield Feature("the description", plain, _sheet(description="In words"))
    yield Feature("the subtitle", plain, _sheet(subtitle="What it rests on"))
    head = "a field at the head"
    yield Feature(head, plain, _sheet(fields=[Field("Label", "said")]))
    one, two = ([Field("Label", text)] for text in (["said"], ["said", "more"]))
    yield Feature("a further text of a field", _sheet(fields=one), _sheet(fields=two), of=head)
    field = one[0]
    # What these two say, the text says as well.
    for what, better in (
        ("a mark at a text of a field", field.replace(marks=[Mark(MarkKind.CHANNEL, 1, "said")])),
        ("the level of a field", field.replace(level=0.4)),
    ):
        yield Feature(what, _sheet(fields=one), _sheet(fields=[better]), of=head, hint=True)
    card = _sheet(cards=[Card("k", "Card")])
    yield Feature("a card", plain, card)
    said = {"subtitle": "below", "quote": "So it said", "fields": [Field("Label", "x")]}
    for name, value in said.items():
        further: dict[str, Any] = {name: value}
        having = _sheet(cards=[Card("k", "Card", **further)])
        yield Feature(f"the {name} of a card", card, having, of="a card")
    dyed_card = _sheet(cards=[Card("k", "Card", hue=3)])
    yield Feature("the hue of a card", card, dyed_card, of="a card", hint=True)
    empty = ColumnGroup("g3", "Group three")
    yield Feature("a group without columns", plain, _sheet(groups=[*groups, empty]))
    told = ColumnGroup("g1", "Group one", "its goal")
    yield Feature("the subtitle of a group", plain, _sheet(groups=[told, groups[1]]))
    dyed = _sheet(groups=[groups[0].replace(hue=3), groups[1]])
    yield Feature("the hue of a group", plain, dyed, hint=True)
    below = Row("r3", "Row three", LaneRole.BACKSTAGE, cells=row.cells)
    more = _sheet(rows=[row, below])
    yield Feature("a row", plain, more)
    lined = _sheet(rows=[row, below.replace(line_above="Line above")])
    yield Feature("the line above a row", more, lined, of="a row")
    noted = _sheet(rows=[row, below.replace(note="Note below")])
    yield Feature("the note of a row", more, noted, of="a row")
    other = _sheet(rows=[row, below.replace(role=LaneRole.PAIN_POINTS)])
    yield Feature("the role of a row", more, other, of="a row", hint=True)
    for mark in sample_marks():
        head_marks = _sheet(columns=[columns[0].replace(marks=[mark]), columns[1]], legend=[mark])
        yield Feature(f"a mark at a column: {mark.kind}", plain, head_marks)
    yield from _of_entries(plain)
    yield from _of_curves(plain)
    yield Feature("the locale", plain, _sheet(locale="de"), hint=True)


def _of_entries(plain: Sheet) -> Iterator[Feature]:
    text = Entry("first text")
    yield Feature("a further entry in a cell", plain, _sheet(text, Entry("further text")))
    yield Feature("whether an entry is a quote", plain, _sheet(text.replace(quote=True)))
    yield Feature("the level of an entry", plain, _sheet(text.replace(level=0.4)))
    level = text.replace(level=0.4)
    spread = "the interval of the level of an entry"
    yield Feature(spread, _sheet(level), _sheet(level.replace(interval=(0.3, 0.5))), hint=True)
    yield Feature("the note of an entry", plain, _sheet(text.replace(note="its note")))
    for mark in sample_marks():
        having = _sheet(text.replace(marks=[mark]), legend=[mark])
        yield Feature(f"a mark at an entry: {mark.kind}", plain, having)
    for tone in Tone:
        if tone is not Tone.NEUTRAL:
            toned = _sheet(text.replace(tone=tone))
            yield Feature(f"the tone of an entry: {tone}", plain, toned, hint=True)


def _of_curves(plain: Sheet) -> Iterator[Feature]:
    row, line = "a row of curves", "the curve of a row"
    start, end = CurvePoint(0, 0.5, 0.4), CurvePoint(1, 0.5, -0.6)
    curve = _curved(start, end)
    yield Feature(row, plain, curve)
    # The row is there in both, with nothing in its cells: what differs is the line alone.
    flat = curve.rows[-1].replace(curves=(), cells=(Cell(), Cell()))
    yield Feature(line, plain.replace(rows=[*plain.rows, flat]), curve, of=row)
    yield Feature("the value of a point", curve, _curved(start, end.replace(value=0.6)), of=line)
    further = _curved(start, start.replace(offset=0.9, value=-0.2), end)
    yield Feature("a further point in a column", curve, further, of=line)
    moved = _curved(start.replace(offset=0.1), end)
    yield Feature("where in its column a point is", curve, moved, of=line, hint=True)
    yield Feature("a second curve", curve, _curved(start, end, curves=2), of=line)
    yield Feature("the words for the ends", curve, _curved(start, end, ends=True), of=row)
    said = _curved(start.replace(label="a word"), end)
    yield Feature("the label of a point", curve, said, of=line)
    quoted = _curved(start.replace(label="a word", quote=True), end)
    yield Feature("whether a label is a quote", said, quoted, of="the label of a point")
    for mark in sample_marks():
        marked = _curved(start.replace(marks=[mark]), end).replace(legend=[mark])
        yield Feature(f"a mark at a point: {mark.kind}", curve, marked, of=line)


# --- graphs -------------------------------------------------------------------


def _graph(node: Node, *edges: Edge, **changes: Any) -> Graph:
    """A graph of a given node, another one, and edges."""
    given = {"nodes": (node, Node("n2", "Node two")), "edges": edges, "locale": "en"}
    return Graph("graph", "A graph", **{**given, **changes})


def _of_graphs() -> Iterator[Feature]:
    node, edge = Node("n1", "Node one"), Edge("n1", "n2")
    plain = _graph(node, edge)
    yield Feature("the description", plain, _graph(node, edge, description="In words"))
    yield Feature("a node", plain, plain.replace(nodes=[*plain.nodes, Node("n3", "Node three")]))
    yield Feature("the subtitle", plain, _graph(node, edge, subtitle="Which part it shows"))
    yield Feature("the note", plain, _graph(node, edge, note="What is left out"))
    framed = _graph(node.replace(group="g1"), edge, groups=[NodeGroup("g1", "Group one")])
    yield Feature("a group", plain, framed)
    dyed = framed.replace(groups=[NodeGroup("g1", "Group one", hue=3)])
    yield Feature("the hue of a group", framed, dyed, of="a group", hint=True)
    yield Feature("the kind of a node", plain, _graph(node.replace(kind="persona"), edge))
    yield Feature("a detail of a node", plain, _graph(node.replace(details=["a detail"]), edge))
    for mark in sample_marks():
        marked = _graph(node.replace(marks=[mark]), edge)
        yield Feature(f"a mark at a node: {mark.kind}", plain, marked)
    for tone in Tone:
        if tone is not Tone.NEUTRAL:
            toned = _graph(node.replace(tone=tone), edge)
            yield Feature(f"the tone of a node: {tone}", plain, toned, hint=True)
    yield Feature("an edge", _graph(node), plain)
    said_of_edges: dict[str, Any] = {
        "label": "a label",
        "kind": "exception",
        "weight": 4.0,
        "details": ["34%"],
    }
    for name, said in said_of_edges.items():
        having = _graph(node, edge.replace(**{name: said}))
        yield Feature(f"the {name} of an edge", plain, having, of="an edge")
    weighed = _graph(node, edge.replace(weight=4.0))
    counted = weighed.replace(weight_unit="customers")
    yield Feature("what weights count", weighed, counted, of="the weight of an edge")
    line = _graph(node, edge, directed=False)
    yield Feature("whether edges have a direction", plain, line, of="an edge")
    yield Feature("the locale", plain, _graph(node, edge, locale="de"), hint=True)


# --- tables -------------------------------------------------------------------


def _of_tables() -> Iterator[Feature]:
    text, number = TableColumn("Text"), TableColumn("Number", ValueKind.NUMBER)
    rows: tuple[tuple[Any, ...], ...] = (("first text", 0), ("second text", 2.5))
    plain = Table("table", "A table", columns=[text, number], rows=rows, locale="en")
    yield Feature("the description", plain, plain.replace(description="In words"))
    narrow = plain.replace(columns=[text], rows=[row[:1] for row in rows])
    yield Feature("a column", narrow, plain)
    yield Feature("a row", plain.replace(rows=rows[:1]), plain)
    yield Feature("the order of rows", plain, plain.replace(rows=rows[::-1]), of="a row")
    united = plain.replace(columns=[text, number.replace(unit="km")])
    yield Feature("the unit of a column", plain, united, of="a column")
    exact = plain.replace(columns=[text, number.replace(decimals=2)])
    yield Feature("the decimals of a column", plain, exact, of="a column", hint=True)
    unknown = plain.replace(rows=[("first text", None), rows[1]])
    yield Feature("an empty value beside 0", plain, unknown, of="a column")
    yield Feature("the subtitle", plain, plain.replace(subtitle="What it comes to"))
    yield Feature("the note", plain, plain.replace(note="A note"))
    shared = plain.replace(columns=[text, number.replace(heading="Shared")])
    yield Feature("the heading of a column", plain, shared, of="a column")
    signed = plain.replace(columns=[text, number.replace(signed=True)])
    yield Feature("the signs of a column", plain, signed, of="a column", hint=True)
    first = plain.replace(columns=[text, number.replace(anchor=True)])
    yield Feature("which column is the anchor", plain, first, of="a column", hint=True)
    shading = Shading(high=5)
    dyed = plain.replace(columns=[text, number.replace(shaded=True)], shading=shading)
    yield Feature("the shade of cells", plain, dyed, of="a column", hint=True)
    # What empty cells mean need not be said where none is empty.
    gap = dyed.replace(rows=[("first text", None), rows[1]])
    for name, said in (("title", "Its title"), ("ends", ("few", "many")), ("empty", "to come")):
        having = gap.replace(shading=shading.replace(**{name: said}))
        yield Feature(f"the {name} of a shading", gap, having, of="the shade of cells")
    for name, end in (("low", -5), ("high", 9)):
        having = dyed.replace(shading=shading.replace(**{name: end}))
        yield Feature(f"the {name} of a shading", dyed, having, of="the shade of cells", hint=True)
    yield Feature("the locale", plain, plain.replace(locale="de"), hint=True)


# --- pages --------------------------------------------------------------------


def _of_pages() -> Iterator[Feature]:
    table = Table("t", "A table", columns=[TableColumn("Text")], rows=[["first text"]])
    series = Series("s1", "Series one", [Point(0, 3), Point(1, 5)])
    chart = Chart("chart", "A chart", series=[series], locale="en")
    plain = Page("page", "A page", figures=[table, chart], locale="en")
    yield Feature("the description", plain, plain.replace(description="In words"))
    yield Feature("a figure", plain.replace(figures=[table]), plain)
    yield Feature("the order of figures", plain, plain.replace(figures=[chart, table]))
    section = Page("section", "A section", figures=[chart])
    yield Feature("the locale", plain, plain.replace(locale="de"), hint=True)
    yield Feature("a page in a page", plain, plain.replace(figures=[table, section]))
