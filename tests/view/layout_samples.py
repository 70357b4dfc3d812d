"""Figures of all kinds, sizes and languages, and what must hold of every scene."""

from __future__ import annotations

from itertools import pairwise

from journeykit.model import LaneRole
from journeykit.view.figures import (
    Axis,
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
from journeykit.view.scene import Bounds, Group, Item, Scene, texts

LANGUAGES = {
    "en": ("Checkout", "Fills a cart on the phone and waits", "Why do I need an account for that?"),
    "de": (
        "Rechtsschutzversicherungsabschluss",
        "Füllt das Berufsunfähigkeitsversicherungsformular aus, geht weiter",
        "Donaudampfschifffahrtsgesellschaftskapitän?",
    ),
    "ja": (
        "購入手続き",
        "電話でカートに商品を入れて、支払いを待っています。",
        "なぜアカウントが必要なのですか？",
    ),
    "ar": ("إتمام الشراء", "يملأ السلة على الهاتف وينتظر التأكيد", "لماذا أحتاج إلى حساب؟"),
    "hi": ("भुगतान", "फ़ोन पर कार्ट भरता है और प्रतीक्षा करता है", "मुझे खाते की आवश्यकता क्यों है?"),
    "emoji": ("Pay 💳", "Taps 👩🏽‍🚀 and 🇩🇪🇫🇷 twice 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉", "Yay 🥳!"),
    "hostile": (
        "$\\frac{a}{b}$ <b>&amp;",
        "a\x00b\u202e|c`\"'\n\n  $x_1$ \ud7ff\ufffe",
        "%s{0}\\N{x}",
    ),
}
"""A name, a text and a quote in each of several languages."""


def marks(index: int) -> tuple[Mark, ...]:
    """Signs for the n-th of something, of every kind in turn."""
    kinds = (
        Mark(MarkKind.SEVERITY, index % 3 + 1, "hurts"),
        Mark(MarkKind.PRIORITY, index * 7 + 1, "ranks"),
        Mark(MarkKind.UNSUPPORTED, 1, "rests on no evidence"),
        Mark(MarkKind.PERSONA, index % 3, "Mira Köhler"),
        Mark(MarkKind.MOMENT, 1, "moment of truth"),
        Mark(MarkKind.CHANNEL, index, "web"),
    )
    return kinds[: index % 7]


def sheet(count: int, language: str = "en", *, curves: int = 1) -> Sheet:
    """A map with so many touchpoints, with every kind of row and sign."""
    name, text, quote = LANGUAGES[language]
    groups = max(1, count // 4)
    # One group has no column at all.
    bands = [ColumnGroup(f"g{i}", f"{name} {i}", text if i % 2 else None) for i in range(groups)]
    bands.append(ColumnGroup("empty", name))
    columns = [
        Column(
            f"t{i}", f"{name} {i}" if i % 3 else text, f"g{min(i // 4, groups - 1)}",
            marks=(Mark(MarkKind.CHANNEL, i % 11, name), *((marks(4)[2:3]) if i % 5 == 0 else ())),
        )
        for i in range(count)
    ]  # fmt: skip
    lines = [
        Curve(
            f"c{c}", f"{name} {c}",
            [
                CurvePoint(
                    i, 0.25 + 0.5 * (k % 2), ((i * 37 + c * 11 + k * 5) % 21 - 10) / 10,
                    label=quote if (i + k) % 3 != 2 else None, quote=True,
                    marks=(Mark(MarkKind.MOMENT, 1, "moment"),) if i % 4 == 0 else (),
                )
                for i in range(count)
                for k in range(1 + (i % 4 == 1))
            ],
        )
        for c in range(curves)
    ]  # fmt: skip
    rows = [
        Row("doing", name, LaneRole.ACTIONS, cells=_cells(count, lambda i: (Entry(text),))),
        Row("feeling", name, LaneRole.EMOTIONS, curves=lines, ends=("delighted", name, "upset")),
        Row(
            "pains", text, LaneRole.PAIN_POINTS, line_above=text,
            cells=_cells(
                count,
                lambda i: tuple(
                    Entry(
                        text, id=f"e{i}-{k}", marks=marks(i + k), quote=k % 2 == 1,
                        tone=list(Tone)[(i + k) % 5],
                    )
                    for k in range(i % 4)
                ),
            ),
        ),
    ]  # fmt: skip
    cards = [
        Card(
            f"p{i}",
            f"{name} Köhler",
            subtitle=text,
            quote=quote,
            fields=[Field(name, [text, quote])],
        )
        for i in range(count % 4)
    ]
    return Sheet(
        "map", f"{name}: {text}", description=text, subtitle=text,
        fields=[Field(name, text), Field("Expects", [text, quote])], cards=cards, groups=bands,
        columns=columns, rows=rows, legend=[*marks(6), Mark(MarkKind.CHANNEL, 12, text)],
        locale=language if len(language) == 2 else None,
    )  # fmt: skip


def _cells(count, entries):
    return [Cell(entries(i)) for i in range(count)]


def graph(count: int, language: str = "en") -> Graph:
    """A graph with groups, long edges, edges that go back, loops, and every kind of edge."""
    name, text, quote = LANGUAGES[language]
    kinds = ("happy", "unhappy", "exception", "alternative", "loop", "has")
    nodes = [
        Node(
            f"n{i}", text if i % 3 == 0 else name, group=f"g{i // 4}" if i % 7 else None,
            kind=("touchpoint", "persona", "phase", "channel")[i % 4], marks=marks(i),
            details=(quote,) if i % 2 else (), tone=list(Tone)[i % 5],
        )
        for i in range(count)
    ]  # fmt: skip
    pairs = [(i, i + 1) for i in range(count - 1)]
    pairs += [(i, (i * 5 + 3) % count) for i in range(count)]
    pairs += [(i, i) for i in range(0, count, 6)] * 2
    edges = [
        Edge(
            f"n{a}", f"n{b}", label=quote if i % 3 == 0 else None, kind=kinds[i % 6],
            weight=float(i * 10) if i % 2 else None,
        )
        for i, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    groups = [NodeGroup(f"g{i}", name) for i in range((count + 3) // 4)]
    return Graph("flow", name, description=text, groups=groups, nodes=nodes, edges=edges)


def table(count: int, language: str = "en") -> Table:
    """A table with columns of every kind."""
    name, text, quote = LANGUAGES[language]
    return Table(
        "table", name, description=text,
        columns=[
            TableColumn(name), TableColumn(text), TableColumn("Share", ValueKind.PERCENT),
            TableColumn("Interval", ValueKind.INTERVAL, unit=name), TableColumn(quote),
        ],
        rows=[[name, text * (i % 4), 0.1 * i, (0.1, 0.2), quote if i % 2 else None] for i in range(count)],
    )  # fmt: skip


def charts(language: str = "en") -> list[Chart]:
    """Charts with series of every kind."""
    name, text, quote = LANGUAGES[language]
    places = Axis(name, kind=AxisKind.CATEGORY, categories=[name, text, quote, name])
    bars = [
        Series(
            f"s{k}", f"{name} {k}",
            [
                Point(
                    i, (9 - 3 * i) * (1 + k), label=f"{name}\n{i}", interval=(8 - 3 * i, 11 - 3 * i),
                    tone=list(Tone)[i],
                )
                for i in range(4)
            ],
            kind=SeriesKind.BARS,
        )
        for k in range(2)
    ]  # fmt: skip
    lines = [
        Series(
            kind.value, kind.value,
            [
                Point(i, ((i * 7 + k * 3) % 11 - 5) / 5, label=quote if i % 2 else None,
                      interval=(-0.5, 0.5) if k % 2 else None, tone=list(Tone)[i % 5])
                for i in range(9)
            ],
            kind=kind,
        )
        for k, kind in enumerate((SeriesKind.LINE, SeriesKind.CURVE, SeriesKind.STEPS, SeriesKind.POINTS))
    ]  # fmt: skip
    scattered = Series(
        "o",
        name,
        [Point(i % 4 * 3, i % 3 * 4, label=text) for i in range(9)],
        kind=SeriesKind.POINTS,
    )
    spans = Series(
        "p", name,
        [
            Point(738000 + 40 * i, i % 3, x_end=738000 + 60 * i if i % 4 else None, label=text,
                  tone=list(Tone)[i % 5])
            for i in range(8)
        ],
        kind=SeriesKind.SPANS,
    )  # fmt: skip
    rows = Axis(kind=AxisKind.CATEGORY, categories=[name, text, quote])
    return [
        Chart("bars", name, description=text, x=places, y=Axis(text), series=bars, note=text),
        Chart("lines", name, x=Axis(text), y=Axis("valence", low=-1, high=1), series=lines),
        Chart(
            "quadrants", name, x=Axis(name, split=5), y=Axis(name, split=5), series=[scattered],
            quadrants=(name, text, quote, name),
        ),
        Chart("spans", name, x=Axis(text, kind=AxisKind.TIME), y=rows, series=[spans], note=text),
        Chart("dots", name, x=Axis(kind=AxisKind.PERCENT), y=rows,
              series=[Series("d", name, [Point(0.2 * i, i) for i in range(3)], kind=SeriesKind.POINTS)]),
    ]  # fmt: skip


def figures(language: str = "en") -> list[Figure]:
    """One figure of each kind, and a page of them."""
    name, text, _ = LANGUAGES[language]
    some: list[Figure] = [sheet(6, language, curves=2), graph(9, language), table(3, language)]
    some += charts(language)
    return [*some, Page("page", name, description=text, figures=[*some, Page("part", "Part")])]


# --- what must hold ---------------------------------------------------------


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of texts that run into each other."""
    runs = sorted(texts(scene.items), key=lambda run: run.bounds.y)
    found = []
    open_runs: list = []
    for run in runs:
        bounds = run.bounds
        open_runs = [other for other in open_runs if other.bounds.bottom > bounds.y]
        found += [
            (other.text, run.text) for other in open_runs if other.bounds.meets(bounds, slack=0.6)
        ]
        open_runs.append(run)
    return found


def strays(scene: Scene) -> list[Item]:
    """Items that leave the paper."""
    paper = Bounds(0, 0, scene.width, scene.height)
    return [item for item in leaves(scene.items) if not paper.holds(item.bounds, slack=0.5)]


def leaves(items):
    """All items that are no groups, at any depth."""
    for item in items:
        if isinstance(item, Group):
            yield from leaves(item.items)
        else:
            yield item


def groups(items):
    """All groups, at any depth, the outer before the inner."""
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def column_overlaps(figure: Sheet, scene: Scene) -> list[tuple[str, str]]:
    """Pairs of neighbouring touchpoints whose texts are not side by side."""
    places = {group.id: group for group in groups(scene.items)}
    spans = []
    for column in figure.columns:
        found = [run.bounds for run in texts(places[column.id].items)]
        spans.append((column.id, min(b.x for b in found), max(b.right for b in found)))
    spans.sort(key=lambda span: span[1])
    return [(a[0], b[0]) for a, b in pairwise(spans) if a[2] > b[1] + 0.01]
