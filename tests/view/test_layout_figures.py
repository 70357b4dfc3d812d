"""What must hold of every scene: no text meets another or leaves the paper, at any size."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import pytest

from journeykit.model import LaneRole
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Column,
    Curve,
    CurvePoint,
    Edge,
    Graph,
    Node,
    Page,
    Point,
    Row,
    Series,
    SeriesKind,
    Sheet,
    Table,
    TableColumn,
)
from journeykit.view.layout import lay_out
from journeykit.view.scene import Path, texts
from journeykit.view.theme import DARK, LIGHT, PRINT
from view.layout_samples import (
    LANGUAGES,
    charts,
    column_overlaps,
    figures,
    graph,
    groups,
    leaves,
    overlaps,
    sheet,
    strays,
    table,
)

FONTS = FontMeasure(fonts_of(LIGHT.families))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 3, 12, 25, 60])
def test_texts_of_a_sheet_keep_apart(count, language):
    """In a map of any size and language no two texts meet and nothing leaves its place."""
    figure = sheet(count, language, curves=1 + count % 2)
    (scene,) = lay_out(figure, measure=FONTS)
    assert [] == overlaps(scene)
    assert [] == strays(scene)
    assert [] == column_overlaps(figure, scene)


@pytest.mark.parametrize("measure", [None, FONTS], ids=["estimated", "fonts"])
@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_texts_keep_apart_in_every_theme(theme, measure):
    """The theme and the measure do not matter."""
    (scene,) = lay_out(sheet(9, "de", curves=2), theme=theme, measure=measure)
    assert [] == overlaps(scene)
    assert [] == strays(scene)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 3, 12, 25])
def test_texts_of_a_graph_keep_apart(count, language):
    """In a graph neither nodes nor labels of edges meet."""
    (scene,) = lay_out(graph(count, language), measure=FONTS)
    assert [] == overlaps(scene)
    assert [] == strays(scene)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_charts_tables_and_pages_keep_apart(language):
    """The same holds of the other kinds of figure."""
    for figure in [table(5, language), *charts(language), *figures(language)]:
        (scene,) = lay_out(figure, measure=FONTS)
        assert [] == overlaps(scene), figure.id
        assert [] == strays(scene), figure.id


@pytest.mark.parametrize("curves", [1, 2, 3])
@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_labels_do_not_touch_the_curve(language, curves):
    """No curve runs through a text."""
    (scene,) = lay_out(sheet(25, language, curves=curves), measure=FONTS)
    boxes = sorted((run.bounds for run in texts(scene.items)), key=lambda box: box.x)
    xs, widest = [box.x for box in boxes], max(box.width for box in boxes)
    spots = [spot for item in leaves(scene.items) if isinstance(item, Path) for spot in along(item)]
    assert len(spots) > 500
    for x, y in spots:
        for box in boxes[bisect_left(xs, x - widest) : bisect_right(xs, x)]:
            assert not (box.x < x < box.right and box.y < y < box.bottom)


def along(path):
    """Points along a path of Bezier curves."""
    x, y = path.x, path.y
    for segment in path.segments:
        if segment.control:
            (x1, y1), (x2, y2) = segment.control
            for k in range(21):
                t, u = k / 20, 1 - k / 20
                yield (
                    u**3 * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * segment.x,
                    u**3 * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * segment.y,
                )
        x, y = segment.x, segment.y


def test_every_text_of_a_figure_is_drawn():
    """Nothing is cut: all words of all labels are in the scene, in order."""
    figure = sheet(12, "en", curves=2)
    (scene,) = lay_out(figure, measure=FONTS)
    written = " ".join(run.text for run in texts(scene.items))
    for row in figure.rows:
        for cell in row.cells:
            for entry in cell.entries:
                assert entry.text.split()[0] in written
    labels = sum(bool(p.label) for row in figure.rows for c in row.curves for p in c.points)
    said = sum(e.quote for row in figure.rows for c in row.cells for e in c.entries)
    said += sum(bool(card.quote) for card in figure.cards)
    assert labels <= written.count("Why")
    assert said <= written.count("“")


def test_elements_keep_their_ids():
    """Touchpoints, phases, entries, personas and rows are groups with their ids."""
    figure = sheet(6, "en")
    (scene,) = lay_out(figure)
    ids = {group.id for group in groups(scene.items)}
    expected = {column.id for column in figure.columns} | {group.id for group in figure.groups}
    expected |= {card.id for card in figure.cards} | {f"row-{row.id}" for row in figure.rows}
    expected |= {e.id for row in figure.rows for c in row.cells for e in c.entries if e.id}
    assert set() == expected - ids


def test_a_sheet_without_phases_says_what_it_is():
    """An empty map shows its title and its description."""
    (scene,) = lay_out(Sheet("m", "Buy a bike", description="A journey of 0 phases."))
    assert ["Buy a bike", "A journey of 0 phases."] == [run.text for run in texts(scene.items)]


def test_columns_of_an_undeclared_group_get_a_band():
    """A group that only columns name is drawn under its id."""
    (scene,) = lay_out(Sheet("m", "M", columns=[Column("a", "A", "ghost")]))
    assert "ghost" in [run.text for run in texts(scene.items)]


def test_rows_grow_with_their_content():
    """A long text makes its row higher instead of running out of it."""
    short, long = sheet(3, "en"), sheet(3, "de")
    assert lay_out(short)[0].height < lay_out(long)[0].height


def test_a_wide_sheet_is_cut_between_phases():
    """Every part keeps to the width, and together they hold each touchpoint once."""
    figure = sheet(25, "en", curves=2)
    scenes = lay_out(figure, measure=FONTS, max_width=1000)
    assert len(scenes) > 2
    assert all(scene.width <= 1000 for scene in scenes)
    ids = [g.id for scene in scenes for g in groups(scene.items)]
    assert [1] * 25 == [ids.count(column.id) for column in figure.columns]
    assert all([] == overlaps(scene) and [] == strays(scene) for scene in scenes)
    assert scenes[0].title.endswith(f"(1/{len(scenes)})")


def test_a_phase_that_is_too_wide_is_cut_too():
    """Where one phase alone is too wide, it goes on in the next part."""
    scenes = lay_out(sheet(7, "en"), max_width=520)
    assert len(scenes) > 2
    assert all(scene.width <= 520 for scene in scenes)


def test_a_sheet_that_fits_is_not_cut():
    """A limit that is not reached changes nothing."""
    figure = sheet(3, "en")
    assert lay_out(figure) == lay_out(figure, max_width=5000)
    assert 1 == len(lay_out(Sheet("m", "M"), max_width=10))


def test_arabic_maps_run_from_right_to_left():
    """The first touchpoint stands right, its row title right of it."""
    figure = sheet(3, "ar")
    (scene,) = lay_out(figure)
    places = {group.id: group.bounds for group in groups(scene.items)}
    assert places["t0"].x > places["t1"].x > places["t2"].x
    assert places["row-doing"].x > places["t0"].x


def test_layout_is_deterministic():
    """The same figure gives an equal scene."""
    assert lay_out(sheet(12, curves=2)) == lay_out(sheet(12, curves=2))


def test_nodes_do_not_overlap():
    """Boxes of nodes keep apart, and edges of neighbours run from left to right."""
    figure = graph(25)
    (scene,) = lay_out(figure, measure=FONTS)
    ids = {node.id for node in figure.nodes}
    boxes = [g.items[0].bounds for g in groups(scene.items) if g.id in ids]
    assert 25 == len(boxes)
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_a_chain_reads_from_left_to_right():
    """Nodes stand in the order of the edges between them."""
    figure = Graph(
        "g", "G", nodes=[Node(n, n) for n in "cab"], edges=[Edge("a", "b"), Edge("b", "c")]
    )
    (scene,) = lay_out(figure)
    x = {g.id: g.bounds.x for g in groups(scene.items) if g.id}
    assert x["a"] < x["b"] < x["c"]


def test_an_undirected_graph_has_no_arrows():
    """Without direction an edge is a line alone."""
    nodes = [Node("a", "A"), Node("b", "B")]
    edges = [Edge("a", "b", label="knows"), Edge("b", "a", weight=3), Edge("a", "a")]
    sizes = [
        len(list(leaves(lay_out(Graph("g", "G", nodes=nodes, edges=edges, directed=d))[0].items)))
        for d in (True, False)
    ]
    assert 3 == sizes[0] - sizes[1]


@pytest.mark.parametrize(
    "figure",
    [
        Chart("c", "Empty"),
        Chart("c", "Empty", x=Axis(kind=AxisKind.CATEGORY), y=Axis(kind=AxisKind.CATEGORY)),
        Chart("c", "One", series=[Series("s", "S", [Point(1, 1, label="here")])]),
        Chart("c", "Not finite", series=[Series("s", "S", [Point(float("nan"), 1), Point(1, float("inf"))])]),
        Chart("c", "Wrong way", x=Axis(low=5, high=1), series=[Series("s", "S", [Point(3, 3)])]),
        Chart("c", "Huge", series=[Series("s", "S", [Point(0, 1e300), Point(1e-300, -1e300)])]),
        Chart(
            "c", "Same place",
            series=[Series("s", "S", [Point(1, v) for v in (0.1, 0.9)], kind=SeriesKind.CURVE)],
        ),
        Chart(
            "c", "Spans", y=Axis(kind=AxisKind.CATEGORY, categories=["a"]),
            series=[Series("s", "S", [Point(1, 7, x_end=2), Point(float("nan"), 0)], kind=SeriesKind.SPANS)],
        ),
        Chart(
            "c", "Bars over numbers",
            series=[
                Series("s", "S", [Point(5, 1), Point(9, -2, label="low")], kind=SeriesKind.BARS),
                Series("t", "T", [Point(5, 1)], kind=SeriesKind.BARS),
            ],
        ),
        Chart("c", "One bar", series=[Series("s", "S", [Point(5, 1)], kind=SeriesKind.BARS)]),
        Table("t", "Empty"),
        Table("t", "No rows", columns=[TableColumn("A")]),
        Graph("g", "Empty"),
        Graph("g", "Edgeless", nodes=[Node("a", "A")], groups=[]),
        Page("p", "Empty"),
        Sheet(
            "m", "Curves alone",
            rows=[Row("f", "F", LaneRole.EMOTIONS, curves=[Curve("c", "C", [])])],
        ),
        Sheet(
            "m", "Empty curve", columns=[Column("a", "A", "g")],
            rows=[Row("f", "F", LaneRole.EMOTIONS, curves=[Curve("c", "C", [])])],
        ),
        Sheet(
            "m", "One point", columns=[Column("a", "A", "g")],
            rows=[Row("f", "F", LaneRole.EMOTIONS, curves=[Curve("c", "C", [CurvePoint(0, 0, 1, label="x")])])],
        ),
    ],
    ids=lambda figure: figure.title,
)  # fmt: skip
def test_poor_figures_are_drawn_all_the_same(figure):
    """What is empty, alone or not finite raises nothing and stays on the paper."""
    (scene,) = lay_out(figure, measure=FONTS)
    assert [] == overlaps(scene)
    assert [] == strays(scene)
