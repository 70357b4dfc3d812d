"""Figures to try a renderer on: of each kind a small, an empty, a hostile and a large one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from journeykit.model import LaneRole
from journeykit.testing.log_figures import log_figures
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
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
    Figure,
    Graph,
    Guide,
    Mark,
    MarkKind,
    Node,
    NodeGroup,
    Page,
    Point,
    Row,
    Series,
    SeriesKind,
    Sheet,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)

__all__ = ["HOSTILE_TEXTS", "Variety", "figure"]

HOSTILE_TEXTS: tuple[str, ...] = (
    "plain",
    "",
    "\"quoted\" and 'quoted'",
    "back\\slash \\N \\n \\l \\",
    "two\nlines\r\nand\ta tab",
    "a|b | c || d",
    "<b>bold</b> <!-- --> <script>alert(1)</script> &amp; &x; R&D",
    "*a* _b_ `c` ~~d~~ **e** __f__ [g](h) ![i](j) <k@l.m>",
    "# heading",
    "- item",
    "1. item",
    "--- ``` ===",
    "https://example.org/a_b?c=1&d=2 www.example.org mail@example.org",
    "$x^2$ $$ \\frac{1}{2} %d %s {} {0}",
    "nul\0 escape\x1b[31m bell\a delete\x7f next\x85line",
    "half a pair \ud83d and \udc00",
    "emoji 🎉 👩\u200d👩\u200d👧 🇦🇹 e\u0301",
    "العربية עברית \u202eoverride\u202c",
    "日本語の文章、とても長い。",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "=1+1 +1 -1 @x ;comment #12 %%comment",
    "]]> }} --> */ ''' \"\"\"",
    "\ufeffmark \u00a0space\u2028line\u2029paragraph \uffff",
    "%start",
    "x" * 300,
)
"""Texts on which renderers stumble: the markup of formats, and what has no sign at all."""


class Variety(StrEnum):
    """What a figure tries."""

    SMALL = "small"
    """A few parts, every feature used once."""
    EMPTY = "empty"
    """Nothing but id and title."""
    HOSTILE = "hostile"
    """The small one with every text of `HOSTILE_TEXTS`, ids of graphs included."""
    LARGE = "large"
    """Many parts."""


def figure(kind: type, variety: Variety | str = Variety.SMALL, *, size: int = 60) -> Figure:
    """A figure of a kind.

    Args:
        kind: one of `FIGURES`.
        variety: what it tries.
        size: how many touchpoints, nodes, rows or points a large one has.

    Examples:
        >>> figure(Table, "empty")
        Table('table', 'An empty Table')
        >>> len(figure(Graph, "large", size=100).nodes)
        100
    """
    variety = Variety(variety)
    if variety is Variety.EMPTY:
        empty: Figure = kind(kind.__name__.lower(), f"An empty {kind.__name__}")
        return empty
    text, count = _plain, 3
    if variety is Variety.HOSTILE:
        text, count = _hostile, len(HOSTILE_TEXTS)
    elif variety is Variety.LARGE:
        count = size
    return _MAKERS[kind](count, text)


_Text = Callable[[int], str]


def _plain(index: int) -> str:
    return f"Text {index}"


def _hostile(index: int) -> str:
    return HOSTILE_TEXTS[index % len(HOSTILE_TEXTS)]


_ROLES = (LaneRole.ACTIONS, LaneRole.PAIN_POINTS, LaneRole.OPPORTUNITIES, LaneRole.BACKSTAGE)
_TONES = tuple(Tone)


def _sheet(count: int, text: _Text) -> Sheet:
    groups = max(1, count // 4)
    marks = tuple(Mark(kind, 1, text(i)) for i, kind in enumerate(MarkKind))
    columns = tuple(
        Column(f"c{i}", text(i), f"g{i * groups // count}", marks=marks[i % 2 : 4 : 2])
        for i in range(count)
    )
    rows = tuple(
        Row(
            f"r{r}",
            text(r),
            role,
            cells=tuple(_cell(i + r, text, marks) for i in range(count)),
            line_above=text(r) if role is LaneRole.BACKSTAGE else None,
            note=text(r + 10) if role is LaneRole.ACTIONS else None,
        )
        for r, role in enumerate(_ROLES)
    )
    curves = tuple(
        Curve(f"v{v}", text(v), tuple(_curve_point(i, v, text, marks) for i in range(count)))
        for v in range(2)
    )
    feelings = Row(
        "feelings", text(5), LaneRole.EMOTIONS, curves=curves, ends=(text(1), text(2), text(3))
    )
    return Sheet(
        "sheet",
        text(0) or "Sheet",
        description=text(6),
        subtitle=text(7),
        fields=tuple(Field(text(i), (text(i + 1),) * (i + 1)) for i in range(2)),
        cards=(
            Card(
                "card", text(3), subtitle=text(4), quote=text(5), fields=(Field(text(6), text(7)),)
            ),
        ),
        groups=(
            *(ColumnGroup(f"g{g}", text(g), text(g + 1)) for g in range(groups)),
            ColumnGroup("no-columns", text(8)),
        ),
        columns=columns,
        rows=(*rows[:2], feelings, *rows[2:]),
        legend=marks,
        locale="en",
    )


def _cell(index: int, text: _Text, marks: tuple[Mark, ...]) -> Cell:
    return Cell(
        tuple(
            Entry(
                text(index + e),
                id=f"e{index}-{e}",
                marks=marks[e : e + 2],
                tone=_TONES[(index + e) % len(_TONES)],
                quote=e == 1,
                level=(index + e) % 5 / 4 if e == 0 else None,
                note=text(index + 9) if e == 0 else None,
            )
            for e in range(index % 3)
        )
    )


def _curve_point(index: int, curve: int, text: _Text, marks: tuple[Mark, ...]) -> CurvePoint:
    value = ((index * 7 + curve * 3) % 21 - 10) / 10
    label = text(index) if index % 2 else None
    return CurvePoint(
        index, 0.5, value, label=label, quote=index % 4 == 1, marks=marks[3:4] if index == 1 else ()
    )


def _graph(count: int, text: _Text) -> Graph:
    kinds = ("touchpoint", "persona", "channel", "pain point", "opportunity", text(8))
    nodes = tuple(
        Node(
            # Ids are hostile, too, and still distinct; the first one is empty where that is tried.
            text(i) if i < len(HOSTILE_TEXTS) else f"{text(i)} {i}",
            text(i),
            group=None if i % 5 == 4 else f"g{i % 3}",
            kind=kinds[i % len(kinds)],
            tone=_TONES[i % len(_TONES)],
            marks=(Mark(MarkKind.CHANNEL, 0, text(i + 1)), Mark(MarkKind.MOMENT, 1, text(i + 2)))
            if i % 2
            else (),
            details=(text(i + 3),) if i % 3 else (),
        )
        for i in range(count)
    )
    ways = ("happy", "unhappy", "exception", "alternative", "loop", text(9), "unmapped", "hidden")
    edges = tuple(
        Edge(
            nodes[i].id,
            nodes[(i + 1 + i % 3) % count].id,
            label=text(i) if i % 2 else None,
            kind=ways[i % len(ways)],
            weight=float(i) if i % 3 else None,
        )
        for i in range(count)
    )
    return Graph(
        "graph",
        text(0) or "Graph",
        description=text(6),
        subtitle=text(7),
        groups=tuple(NodeGroup(f"g{g}", text(g)) for g in range(2)),
        nodes=nodes,
        edges=edges,
        weight_unit=text(3),
        locale="en",
    )


def _table(count: int, text: _Text) -> Table:
    return Table(
        "table",
        text(0) or "Table",
        description=text(6),
        columns=(
            TableColumn(text(1)),
            TableColumn(text(2), ValueKind.NUMBER, unit=text(3), decimals=1),
            TableColumn(text(4), ValueKind.PERCENT),
            TableColumn(text(5), ValueKind.INTERVAL),
            TableColumn(text(6), ValueKind.DATE),
        ),
        rows=tuple(
            (
                text(i),
                None if i % 7 == 6 else (i - 1) * 1234.5,
                i / count,
                (i / count, (i + 1) / count),
                dt.date(2026, 1, 1) + dt.timedelta(days=i),
            )
            for i in range(count)
        ),
        locale="en",
    )


def _chart(count: int, text: _Text) -> Chart:
    kinds = (SeriesKind.BARS, SeriesKind.LINE, SeriesKind.POINTS)
    series = tuple(
        Series(
            f"s{s}",
            text(s),
            tuple(
                Point(
                    i,
                    ((i * 7 + s * 5) % 11) / 10,
                    label=text(i) if i % 3 == s else None,
                    interval=(0.1, 0.9) if s == 1 else None,
                    before=((i * 7 + 9) % 11) / 10 if kind is SeriesKind.BARS and i else None,
                    details=(text(i + 1), text(i + 2)) if kind is SeriesKind.BARS else (),
                    marks=(Mark(MarkKind.MOMENT, 1, text(i)),) if i % 4 == 1 else (),
                    tone=_TONES[i % len(_TONES)],
                    id=f"p{s}-{i}",
                )
                for i in range(count)
            ),
            kind=kind,
            details=(text(2), text(3)) if kind is SeriesKind.BARS else (),
        )
        for s, kind in enumerate(kinds)
    )
    return Chart(
        "chart",
        text(0) or "Chart",
        description=text(6),
        subtitle=text(5),
        x=Axis(
            text(1),
            kind=AxisKind.CATEGORY,
            categories=tuple(text(i) for i in range(count)),
            groups=(AxisGroup(text(2), count // 2), AxisGroup(text(3), count - count // 2)),
        ),
        y=Axis(text(2), kind=AxisKind.PERCENT, low=0, high=1, ticks=((0, text(3)), (1, text(4)))),
        series=series,
        guides=(Guide(0.5, text(8)), Guide(0.7, text(9), vertical=False)),
        legend=(Mark(MarkKind.MOMENT, 1, text(10)),),
        note=text(7),
        locale="en",
    )


def _plan(count: int, text: _Text) -> Chart:
    start = dt.date(2026, 1, 1).toordinal()
    return Chart(
        "plan",
        text(1) or "Plan",
        x=Axis(text(2), kind=AxisKind.TIME),
        y=Axis(kind=AxisKind.CATEGORY, categories=tuple(text(i) for i in range(count))),
        series=(
            Series(
                "spans",
                text(3),
                tuple(
                    Point(start + 7 * i, i, x_end=start + 7 * i + 30, label=text(i))
                    for i in range(count)
                ),
                kind=SeriesKind.SPANS,
            ),
        ),
        locale="en",
    )


def _changes(count: int, text: _Text) -> Chart:
    return Chart(
        "changes",
        text(1) or "Changes",
        x=Axis(text(2), kind=AxisKind.PERCENT, low=0, high=1),
        y=Axis(kind=AxisKind.CATEGORY, categories=tuple(text(i) for i in range(count))),
        series=(
            Series(
                "changes",
                text(3),
                tuple(
                    Point(i % 7 / 10, i, x_end=i % 5 / 5, label=text(i), tone=_TONES[i % 3])
                    for i in range(count)
                ),
                kind=SeriesKind.CHANGES,
            ),
        ),
        locale="en",
    )


def _quadrants(count: int, text: _Text) -> Chart:
    return Chart(
        "quadrants",
        text(1) or "Quadrants",
        x=Axis(text(2), low=0, high=10, split=5),
        y=Axis(text(3), low=0, high=10, split=5),
        series=(
            Series(
                "points",
                text(4),
                # One in each quarter at least.
                tuple(
                    Point(
                        (2, 8, 3, 9)[i % 4] + i % 5 / 5,
                        (8, 7, 2, 3)[i % 4],
                        label=text(i),
                        marks=(Mark(MarkKind.PRIORITY, i + 1, text(i)),) if i % 2 else (),
                    )
                    for i in range(max(count, 4))
                ),
                kind=SeriesKind.POINTS,
            ),
        ),
        quadrants=(text(5), text(6), text(7), text(8)),
        focus=3,
        guides=(Guide(5, text(9), across=10),),
        locale="en",
    )


def _page(count: int, text: _Text) -> Page:
    part = min(count, len(HOSTILE_TEXTS))
    inner = Page(
        "section",
        text(2) or "Section",
        description=text(3),
        figures=(_plan(part, text), _changes(part, text), _quadrants(part, text)),
    )
    logs = Page("logs", text(3) or "Logs", figures=log_figures(part, text))
    return Page(
        "page",
        text(0) or "Page",
        description=text(6),
        figures=(_sheet(part, text), _table(count, text), _chart(part, text), inner, logs),
        locale="en",
    )


_MAKERS: Mapping[type, Callable[[int, _Text], Figure]] = {
    Sheet: _sheet,
    Graph: _graph,
    Table: _table,
    Chart: _chart,
    Page: _page,
}
