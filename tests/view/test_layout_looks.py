"""What a reader would complain about, held on scenes: broken words, strips, signs without words."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.model import LaneRole
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import view
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Curve,
    CurvePoint,
    Edge,
    Graph,
    MarkKind,
    Node,
    NodeGroup,
    Point,
    Row,
    Series,
    SeriesKind,
    Table,
    TableColumn,
)
from journeykit.view.layout import lay_out
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.graphs.layers import arrange
from journeykit.view.layout.sheets.feeling import set_feeling
from journeykit.view.layout.text import Typesetter
from journeykit.view.scene import texts
from journeykit.view.theme import LIGHT
from view.layout_samples import graph, groups, overlaps

FONTS = FontMeasure(fonts_of(LIGHT.families))


def lines(figure):
    (scene,) = lay_out(figure, measure=FONTS)
    return [text.text for text in texts(scene.items)]


def chain(groups_count, each):
    """A path through so many groups of so many nodes, with a way back."""
    count = groups_count * each
    return Graph(
        "g", "Flow",
        groups=[NodeGroup(f"p{i}", f"Phase {i}") for i in range(groups_count)],
        nodes=[Node(f"n{i}", f"Step {i}", group=f"p{i // each}") for i in range(count)],
        edges=[
            *(Edge(f"n{i}", f"n{i + 1}") for i in range(count - 1)),
            Edge(f"n{count - 1}", "n0", label="again"),
        ],
    )  # fmt: skip


@given(
    lengths=st.lists(st.floats(1, 500, allow_nan=False), min_size=1, max_size=30),
    limit=st.floats(1, 1500, allow_nan=False),
)
def test_lines_hold_what_they_are_given(lengths, limit):
    """No line of several pieces is longer than allowed, and there are no more than needed."""
    starts = folds(lengths, limit)
    cuts = [0, *starts, len(lengths)]
    parts = [lengths[a:b] for a, b in pairwise(cuts)]
    assert all(parts)
    assert all(len(part) == 1 or sum(part) <= limit * (1 + 1e-9) for part in parts)
    used, needed = 0.0, 1
    for index, length in enumerate(lengths):
        if index and used + length > limit:
            needed, used = needed + 1, 0.0
        used += length
    assert needed == len(parts)


@pytest.mark.parametrize("shape", [(3, 6), (1, 30), (20, 3)])
def test_a_long_flow_is_folded(shape):
    """It stays as wide as a screen; every edge, and each phase once by its id, is drawn."""
    figure = chain(*shape)
    (scene,) = lay_out(figure, measure=FONTS)
    assert scene.width < 1400
    assert not overlaps(scene)
    found = Counter(group.id for group in groups(scene.items) if group.id)
    assert {node.id for node in figure.nodes} | {g.id for g in figure.groups} <= set(found)
    assert 1 == max(found.values())
    titles = [group.title for group in groups(scene.items) if group.title]
    assert len(figure.edges) == sum(" → " in title for title in titles)


def test_a_short_flow_stays_in_one_line():
    """What fits beside each other is not folded."""
    (scene,) = lay_out(chain(2, 2), measure=FONTS)
    tops = {group.bounds.y for group in groups(scene.items) if group.id in ("n0", "n3")}
    assert 1 == len(tops)


def test_a_tree_keeps_the_order_of_the_figure():
    """Going to and fro does not mix up what needs no mixing."""
    nodes = [Node(n, n) for n in ("root", "a", "b", "c", "a1", "b1", "c1", "shared")]
    edges = [Edge("root", n) for n in "abc"] + [Edge(n, f"{n}1") for n in "abc"]
    edges += [Edge("c", "shared"), Edge("a", "shared")]
    rows = arrange(Graph("g", "G", nodes=nodes, edges=edges)).rows
    assert [("a",), ("b",), ("c",)] == list(rows[1])


def test_nodes_are_as_wide_as_their_words():
    """A word is not broken while there is room to be had."""
    figure = Graph("g", "G", nodes=[Node("a", "Die Meldebestätigung herunterladen")])
    assert "Meldebestätigung" in " ".join(lines(figure)).split()


def test_names_below_a_chart_keep_their_words():
    """Places of a category axis are as wide as the longest word."""
    names = ("Get the confirmation", "Pay", "Wait", "Ride to work", *map(str, range(8)))
    chart = Chart(
        "c", "C", x=Axis(kind=AxisKind.CATEGORY, categories=names),
        series=[Series("s", "s", [Point(i, i) for i in range(len(names))])],
    )  # fmt: skip
    assert any(text.endswith("confirmation") for text in lines(chart))


def quadrant(points):
    return Chart(
        "q", "Q", x=Axis("x", low=0, high=10, split=5), y=Axis("y", low=0, high=10, split=5),
        series=[Series("s", "s", points, kind=SeriesKind.POINTS)],
        quadrants=("NW", "NE", "SW", "SE"),
    )  # fmt: skip


def test_points_of_quadrants_carry_their_words():
    """A label takes more lines where one line finds no room."""
    label = "Invitation that shows the first three tasks"
    words = lines(quadrant([Point(1, 5, label=label), Point(1, 5, label=label)]))
    assert not any(label in line for line in words)
    assert 2 * label.split() == [w for line in words for w in line.split() if w in label.split()]


@pytest.mark.parametrize(("x", "y", "corner"), [(0.5, 0.3, 2), (9.5, 0.3, 3), (0.5, 9.7, 0)])
def test_words_of_quadrants_make_room_for_points(x, y, corner):
    """Where a point lies in the outer corner of a part, its word moves to another one."""
    figure = quadrant([Point(x, y), Point(5, 5)])
    figure = figure.replace(quadrants=("Northwest", "Northeast", "Southwest", "Southeast"))
    (scene,) = lay_out(figure, measure=FONTS)
    (far,) = lay_out(figure.replace(series=quadrant([Point(5, 5)]).series), measure=FONTS)

    def place(scene, word):
        (run,) = [run for run in texts(scene.items) if run.text == word]
        return round(run.left), round(run.y)

    moved = [word for word in figure.quadrants if place(scene, word) != place(far, word)]
    assert [figure.quadrants[corner]] == moved


def test_labels_without_room_are_numbered():
    """What is listed below the chart can be found in it."""
    label = "Deliver in windows of two hours, with a message on the day"
    figure = quadrant([Point(8 + i % 2, 1 + i * 0.4, label=f"{label} {i:02}") for i in range(9)])
    words = lines(figure)
    listed = [line for line in words if line.endswith(")")]
    assert listed
    numbered = [line.split()[0] for line in listed if line.split()[0].isdecimal()]
    assert numbered
    assert all(words.count(number) >= 1 for number in numbered)
    (scene,) = lay_out(figure, measure=FONTS)
    assert not overlaps(scene)


def test_a_table_of_nothing_says_so():
    """Without rows the description stands in their place."""
    columns = [TableColumn("What")]
    assert "No findings." in lines(Table("t", "T", description="No findings.", columns=columns))
    assert "Many." not in lines(Table("t", "T", description="Many.", columns=columns, rows=[["a"]]))


def test_heads_of_a_table_take_one_line_where_there_is_room():
    """A narrow table leaves room for the whole head."""
    assert "From the start" in lines(Table("t", "T", columns=[TableColumn("From the start")]))


def test_a_legend_explains_moments_of_truth_once():
    """The sign is one, whatever the kind."""
    marks = [m for m in view(jk.example()).legend if m.kind is MarkKind.MOMENT]
    assert ["moment of truth"] == [mark.label for mark in marks]


def test_the_funnel_gives_the_interval_of_each_share():
    """A share without its uncertainty would be taken too seriously."""
    (series,) = view(jk.drop_off(jk.example())).series
    assert ("86,000", ("−29%", "28.7–29.2%", "71%")) == (
        series.points[1].label, series.points[1].details,
    )  # fmt: skip
    assert ("246", ("−62%", "59–66%", "0.2%")) == (
        series.points[-1].label, series.points[-1].details,
    )  # fmt: skip


def test_a_plan_names_its_metrics_and_units():
    """Ids and bare shares are for machines."""
    plan = view(jk.example("software-onboarding"), "plan")
    assert ("Import done", None, "53.0%", "80.0%") == plan.rows[0][-4:]


def test_findings_of_the_flow_are_named():
    """Touchpoints are called by their names, not by their ids."""
    cells = [row[1] for row in view(jk.flow(jk.example())).rows]
    assert "Choose a delivery day, Take the box in" in cells
    assert "Write a review → Tell the ward" in cells


def test_a_concept_map_reads_in_one_direction():
    """From the persona to the plan, every edge leads to the right."""
    figure = view(jk.example(), "concepts")
    assert not arrange(figure).around
    assert "addressed by" in {edge.kind for edge in figure.edges}


def test_a_folded_flow_keeps_nodes_apart():
    """Nodes of all kinds, with loops and edges back, do not meet."""
    figure = graph(25)
    (scene,) = lay_out(figure, measure=FONTS)
    boxes = [g.items[0].bounds for g in groups(scene.items) if (g.id or "").startswith("n")]
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


def card_heights(journey):
    """Height of each card of a map by its id."""
    figure = view(journey)
    (scene,) = lay_out(figure, measure=FONTS)
    ids = {card.id for card in figure.cards}
    return {g.id: g.bounds.height for g in groups(scene.items) if g.id in ids}


def test_cards_use_the_width_of_the_map():
    """On a wide map what a persona wants stands side by side, and the head stays low."""
    assert card_heights(jk.example())["mira"] < 150


def test_a_card_with_a_name_alone_is_small():
    """It takes no more of the head than it has to say."""
    journey = jk.Journey("x", [jk.Phase("A", ["a"] * 12)], personas=[jk.Persona("User")])
    (scene,) = lay_out(view(journey), measure=FONTS)
    (card,) = (g for g in groups(scene.items) if g.title == "User")
    assert card.bounds.width < 0.15 * scene.width


@pytest.mark.parametrize("labels", [None, "so-so"])
def test_a_row_of_feelings_keeps_no_room_that_nothing_takes(labels):
    """It ends soon below its lowest word or point, and begins soon above its highest."""
    points = [CurvePoint(i, 0.5, 0.2, label=labels) for i in range(4)]
    row = Row("f", "Feeling", LaneRole.EMOTIONS, curves=[Curve("c", "C", points)])
    feeling = set_feeling(row, [0, 100, 200, 300], [100] * 4, Desk(LIGHT, Typesetter(FONTS)))
    low, high = feeling.levels[2], feeling.levels[0]
    assert 0 < high <= 20
    assert 0 < feeling.height - low <= 20


def test_parts_of_a_map_keep_the_hues_and_are_about_equally_wide():
    """A phase has one colour wherever it stands, and no part is a rest."""
    figure = view(jk.example())
    (whole,) = lay_out(figure, measure=FONTS)
    parts = lay_out(figure, measure=FONTS, max_width=1300)
    assert 3 == len(parts)

    def hues(scene):
        ids = {group.id for group in figure.groups}
        return {g.id: g.items[0].fill for g in groups(scene.items) if g.id in ids}

    assert hues(whole) == {id: hue for part in parts for id, hue in hues(part).items()}
    assert max(part.width for part in parts) < 1.6 * min(part.width for part in parts)


def test_lists_in_a_table_show_where_a_text_begins():
    """Two texts in a cell are told from one that is wrapped."""
    (row,) = view(jk.example(), "personas").rows
    assert "• Commute by bike before spring\n• Pay by the month through her employer" == row[2]


def test_figures_of_the_german_example_carry_german_units():
    """Units of the library's own metrics are not mixed into another language."""
    figure = view(jk.example("public-service"))
    words = " ".join(e.text for row in figure.rows for cell in row.cells for e in cell.entries)
    assert "customers" not in words
    assert "points" not in words


def test_a_good_end_is_praised_above_the_line():
    """The last point is no low for lying below the one before."""
    points = [CurvePoint(i, 0.5, 0.9 - i / 10, label="fine") for i in range(3)]
    row = Row("f", "Feeling", LaneRole.EMOTIONS, curves=[Curve("c", "C", points)])
    feeling = set_feeling(row, [0, 200, 400], [200] * 3, Desk(LIGHT, Typesetter(FONTS)))
    assert all(text.y < feeling.levels[1] - 62 * 0.7 for text in texts(feeling.items))
