"""Graphs in DOT: the same nodes, labels and groups when Graphviz reads them back."""

import re
import sys
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeykit.errors import InvalidValueError, MissingDependencyError, RenderError
from journeykit.renderers import render, to_dot
from journeykit.renderers.dot import DotRenderer
from journeykit.renderers.dot.graphviz import accessible, draw
from journeykit.renderers.dot.text import label, label_text, name, names
from journeykit.testing.figures import HOSTILE_TEXTS, figure
from journeykit.testing.renderers import check_renderer
from journeykit.view.contrast import contrast_ratio
from journeykit.view.figures import Edge, Graph, Mark, MarkKind, Node, NodeGroup, Page, Table, Tone
from journeykit.view.theme import DARK, LIGHT

pygraphviz = pytest.importorskip("pygraphviz", reason="the extra graphviz is not installed")

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"

nasty = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            [*'\\"%<>&;|{}\n\r\tNGlr', "\\\\", '\\"', "&amp;", "&#65;", "-1", "\ud800"]
        ),
        st.sampled_from(HOSTILE_TEXTS),
    ),
    max_size=5,
).map("".join)


def read(dot):
    """A graph as Graphviz reads it."""
    return pygraphviz.AGraph(string=dot)


def held(text):
    """A text as DOT can hold it."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", re.sub(r"\r\n?", "\n", text))


def simple(**changes):
    given = {
        "nodes": [Node("a", "A"), Node("b", "B")],
        "edges": [Edge("a", "b")],
    }
    return Graph("g", "Flow", **{**given, **changes})


def parse(svg):
    return ET.fromstring(svg)


def seen(svg):
    """Every text of a picture."""
    return [element.text or "" for element in parse(svg).iter(f"{SVG}text")]


# --- the text ------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.lists(nasty, unique=True, min_size=1, max_size=4))
@example(["", "_", "%", "_%", "\\", "\\\\", "\0", "\ufffd", 'a\\"', "a\\\\", 'a\\\\"'])
def test_names_and_labels_come_back(ids):
    """Graphviz reads the same ids, labels, tooltips and edges, whatever they hold."""
    graph = simple(
        nodes=[Node(id, id) for id in ids],
        edges=[Edge(id, ids[0], label=id) for id in ids],
    )
    back = read(to_dot(graph))
    own = names(ids)
    assert sorted(own.values()) == sorted(str(node) for node in back.nodes())
    assert len(ids) == len(set(own.values()))
    for id in ids:
        node = back.get_node(own[id])
        assert held(id) == label_text(node.attr["label"])
        assert held(id) == label_text(node.attr["id"])
    ends = [(str(source), str(target)) for source, target in back.edges()]
    assert sorted((own[id], own[ids[0]]) for id in ids) == sorted(ends)
    written = [label_text(edge.attr["label"] or "") for edge in back.edges()]
    assert sorted(held(id) for id in ids) == sorted(written)


@settings(max_examples=150, deadline=None)
@given(st.lists(nasty, unique=True, min_size=1, max_size=3))
def test_groups_come_back(titles):
    """Each group is a cluster with its label and its nodes, whatever its id holds."""
    groups = [NodeGroup(title, title) for title in titles]
    nodes = [Node(f"n{i}", "x", group=title) for i, title in enumerate(titles)]
    back = read(to_dot(simple(groups=groups, nodes=nodes, edges=[])))
    found = {
        label_text(cluster.graph_attr["label"]): [str(node) for node in cluster.nodes()]
        for cluster in back.subgraphs()
    }
    assert len(titles) == len(back.subgraphs())
    assert all(str(c.name).startswith("cluster") for c in back.subgraphs())
    expected = {held(title): [f"n{i}"] for i, title in enumerate(titles)}
    assert set(expected) == set(found)


@given(nasty)
def test_a_label_is_its_own_inverse(text):
    """What is written as a label reads as the text."""
    value = label(text)[1:-1].replace('\\"', '"')
    assert held(text) == label_text(value)


@pytest.mark.parametrize(
    "id", ["pay", "a b", "a\\b", "<b>", 'say "hi"', "a\nb", "ü 日本", "-1", "a:b"]
)
def test_an_id_that_graphviz_can_hold_is_the_name(id):
    """Nearly every id is the name of its node, character for character."""
    assert {id: id} == names([id])
    assert [id] == [
        str(node) for node in read(to_dot(simple(nodes=[Node(id, "x")], edges=[]))).nodes()
    ]


def test_a_quote_in_a_name_is_escaped():
    """Names are quoted, never stripped."""
    assert '"a\\"b"' == name('a"b')


def test_kinds_are_shapes_and_ways_are_line_styles():
    """What a node or an edge is shows without colour, and in words."""
    graph = simple(
        nodes=[Node("a", "A", kind="persona"), Node("b", "B", kind="pain point"), Node("c", "C")],
        edges=[
            Edge("a", "b", kind="exception"),
            Edge("b", "c", kind="loop", label="again"),
            Edge("a", "c", kind="has", label="has"),
            Edge("c", "a"),
        ],
    )
    back = read(to_dot(graph))
    shapes = [back.get_node(id).attr["shape"] for id in "abc"]
    assert ["ellipse", "octagon"] == shapes[:2]
    assert shapes[2] in (None, "", "box")
    edges = {(str(s), str(t)): back.get_edge(s, t).attr for s, t in back.edges()}
    assert ("dotted", "exception") == tuple(edges["a", "b"][k] for k in ("style", "label"))
    assert ("dotted", "again · loop") == tuple(edges["b", "c"][k] for k in ("style", "label"))
    assert ("none", "has") == tuple(edges["a", "c"][k] for k in ("arrowhead", "label"))
    ends = {pair: (edge["arrowhead"], edge["arrowtail"]) for pair, edge in edges.items()}
    assert len(ends) == len(set(ends.values()))
    assert not edges["c", "a"]["label"]


def test_kinds_speak_the_language_of_the_graph():
    """A German map has German words at its edges."""
    graph = simple(edges=[Edge("a", "b", kind="exception")], locale="de-AT")
    assert 'label="Ausnahme"' in to_dot(graph)


def test_a_picture_has_a_key_instead_of_words_at_every_edge():
    """It says kinds and thicknesses once; text keeps them where they belong."""
    graph = simple(
        edges=[Edge("a", "b", kind="exception", weight=20), Edge("b", "a", weight=700)],
        weight_unit="Kunden", locale="de", subtitle="zeigt nur A",
    )  # fmt: skip
    words = seen(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    assert {"Ausnahme", "geplanter Weg", "500 Kunden", "50 Kunden", "20", "zeigt nur A"} <= set(
        words
    )
    assert "Ausnahme · 20" in to_dot(graph)
    assert "700 Kunden" in to_dot(graph)
    assert ["a", "b"] == [str(node) for node in read(to_dot(graph)).nodes()]


def test_the_key_takes_no_name_of_the_graph():
    """Nodes that are called as those of a key stay what they are."""
    nodes = [Node(f"key_{i}", f"K {i}", kind=kind) for i, kind in enumerate(("persona", "phase"))]
    graph = Graph("g", "G", nodes=[*nodes, Node("cluster_key_3", "C")])
    words = seen(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    assert {"K 0", "K 1", "C", "persona", "phase", "touchpoint"} <= set(words)


def test_a_picture_draws_no_line_to_a_channel_that_a_node_names():
    """The channel stands in the node; text keeps the edge."""
    web = Mark(MarkKind.CHANNEL, 0, "Web")
    graph = simple(
        nodes=[Node("a", "A", marks=[web]), Node("web", "Web", kind="channel", marks=[web])],
        edges=[Edge("a", "web", kind="through")],
    )
    assert '"a" -> "web"' in to_dot(graph)
    root = parse(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    assert not [g for g in root.iter(f"{SVG}g") if "edge" in (g.get("class") or "")]


def test_weights_are_thickness_and_a_number():
    """The heaviest edge is the thickest, and each says its weight."""
    graph = simple(
        edges=[
            Edge("a", "b", weight=1000),
            Edge("b", "a", weight=500, label="500 back"),
            Edge("a", "a", weight=float("nan")),
            Edge("b", "b", weight=-3),
        ]
    )
    dot = to_dot(graph)
    assert ["3.60", "2.30", "1.00", "1.00"] == re.findall(r'penwidth="([\d.]+)"', dot)
    assert 'label="1,000"' in dot
    assert 'label="500 back"' in dot


def test_a_graph_without_weights_keeps_thin_lines():
    """Weights of zero or none change nothing."""
    assert "penwidth" not in to_dot(simple(edges=[Edge("a", "b", weight=0)]))


@pytest.mark.parametrize(
    ("tone", "sign"),
    [
        (Tone.POSITIVE, "▲ A"),
        (Tone.NEGATIVE, "▼ A"),
        (Tone.PRIORITY, "◆ A"),
        (Tone.MUTED, "A"),
        (Tone.NEUTRAL, "A"),
    ],
)
def test_a_tone_has_a_sign(tone, sign):
    """Never by colour alone."""
    back = read(to_dot(simple(nodes=[Node("a", "A", tone=tone)], edges=[])))
    node = back.get_node("a")
    assert sign == node.attr["label"]
    assert (tone is Tone.MUTED) == ("dashed" in (node.attr["style"] or ""))


def test_marks_and_details():
    """Signs stand in the first line, words below; details can be left out."""
    marks = [
        Mark(MarkKind.CHANNEL, 0, "Web"),
        Mark(MarkKind.MOMENT, 1, "moment of truth"),
        Mark(MarkKind.PERSONA, 0, "Ada"),
    ]
    graph = simple(nodes=[Node("a", "A", marks=marks, details=["Web", "2 min"])], edges=[])
    assert 'label="A ★\\nWeb\\n2 min\\nAda"' in to_dot(graph)
    assert 'label="A ★"' in to_dot(graph, options={"details": False})
    assert "moment of truth" in to_dot(graph)


def test_a_node_of_an_unknown_group_goes_by_its_id():
    """A group that is only mentioned still frames its nodes."""
    back = read(to_dot(simple(nodes=[Node("a", "A", group="lost")], edges=[])))
    assert ["lost"] == [cluster.graph_attr["label"] for cluster in back.subgraphs()]


def test_an_undirected_graph_has_no_arrows():
    """Edges without direction are written so."""
    dot = to_dot(simple(directed=False))
    assert dot.startswith('graph "g" {')
    assert '"a" -- "b"' in dot


def test_a_blank_kind_is_a_plain_node():
    """A kind that says nothing is no class."""
    dot = to_dot(simple(nodes=[Node("a", "A", kind=" ")], edges=[Edge("a", "a", kind="")]))
    assert ["a"] == [str(node) for node in read(dot).nodes()]


def test_the_theme_gives_the_colours():
    """A dark theme has a dark ground."""
    assert f'bgcolor="{DARK.ground}"' in to_dot(simple(), theme="dark")


def test_the_direction_is_an_option():
    """The graph runs where it is told; anything else is refused with a hint."""
    assert 'rankdir="TB"' in to_dot(simple(), options={"rankdir": "TB"})
    with pytest.raises(
        InvalidValueError, match=r"rankdir: expected one of LR, TB, RL, BT, got 'lr'.*'LR'"
    ):
        DotRenderer(rankdir="lr")


def test_only_graphs_are_drawn():
    """A page, even of one graph, is refused, with what can be drawn."""
    with pytest.raises(RenderError, match="draws Graph, and got a Page"):
        to_dot(Page("p", "P", figures=[simple()]))
    with pytest.raises(RenderError, match="draws Graph, and got Table"):
        DotRenderer().render(figure(Table), theme=LIGHT, suffix=".dot")


def test_what_cannot_be_written_is_reported():
    """NUL and half pairs become U+FFFD, and are counted."""
    rendered = render(simple(nodes=[Node("a", "x\0\ud800")], edges=[]), format="dot")
    assert ["2 characters that text cannot hold replaced"] == [
        str(loss) for loss in rendered.losses
    ]


# --- pictures ------------------------------------------------------------------


def test_it_keeps_the_contract_as_text():
    """Any graph, any text, the same bytes."""
    check_renderer(
        DotRenderer(), suffixes=[".dot", ".gv"], silent=("description", "the description")
    )


def test_it_keeps_the_contract_as_pictures():
    """Also where Graphviz draws."""
    silent = ("description", "the description", "what weights count")
    check_renderer(DotRenderer(), suffixes=[".svg"], size=20)
    check_renderer(DotRenderer(), suffixes=[".png", ".pdf"], size=20, silent=silent)


def test_svg_holds_its_texts_as_text():
    """Every label can be selected, searched and read aloud."""
    texts = "\n".join(HOSTILE_TEXTS)
    graph = figure(Graph, "hostile")
    data = DotRenderer(wrap_width=1e6, details=False).render(graph, theme=LIGHT, suffix=".svg").data
    words = " ".join(seen(data)).split()
    for text in (
        "&amp;",
        "<b>bold</b>",
        "R&D",
        "&x;",
        "\\N",
        "\\frac{1}{2}",
        "日本語の文章、とても長い。",
    ):
        assert text in texts
        assert text in words


def test_svg_is_accessible():
    """A picture has a title and a description, and says that it is one."""
    graph = Graph("my flow", "A & B", description="From <a> to b.", nodes=[Node("a", "A")])
    root = parse(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    ids = {element.get("id"): element.text for element in root if element.get("id")}
    assert "img" == root.get("role")
    assert ["A & B", "From <a> to b."] == [ids[i] for i in root.get("aria-labelledby").split()]


def test_svg_without_a_description():
    """An empty description is left out."""
    root = parse(DotRenderer().render(simple(), theme=LIGHT, suffix=".svg").data)
    assert "g-title" == root.get("aria-labelledby")
    assert root.find(f"{SVG}desc") is None


def test_svg_ids_are_unique():
    """A node, a group and the graph of one id are three elements; blanks become hyphens."""
    graph = Graph(
        "a", "A", groups=[NodeGroup("a", "A"), NodeGroup("b", "B")],
        nodes=[Node("a", "A", group="a"), Node("x y", "B", group="b")],
    )  # fmt: skip
    root = parse(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"a", "a-2", "x-y"} <= set(ids)
    assert not [id for id in ids if " " in id]


def test_clusters_have_tooltips_of_their_own():
    """A group does not take over what the graph says."""
    graph = Graph("g", "Flow", groups=[NodeGroup("p", "Phase")], nodes=[Node("a", "A", group="p")])
    root = parse(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    tips = [link.get(f"{XLINK}title") for link in root.iter(f"{SVG}a")]
    assert ["Phase", "A"] == tips


def test_long_labels_are_broken_in_pictures_only():
    """DOT keeps a label whole; a picture breaks its lines."""
    long = "Compare prices and delivery times with other shops"
    graph = simple(nodes=[Node("a", long)], edges=[])
    assert f'label="{long}"' in to_dot(graph)
    lines = seen(DotRenderer().render(graph, theme=LIGHT, suffix=".svg").data)
    assert len(lines) > 2
    assert long == " ".join(lines[1:]) or long == " ".join(lines[:-1])


def test_a_pdf_has_no_date(tmp_path):
    """The same picture is the same file tomorrow."""
    data = render(simple(), tmp_path / "x.pdf", format="dot").data
    assert (b"D:19700101000000" in data) == (b"CreationDate" in data)
    assert data.startswith(b"%PDF")


def test_dots_per_inch():
    """More dots, a larger PNG; SVG stays as it is."""
    small, large = (DotRenderer(dpi=dpi) for dpi in (72, 144))
    png = [len(r.render(simple(), theme=LIGHT, suffix=".png").data) for r in (small, large)]
    svg = [r.render(simple(), theme=LIGHT, suffix=".svg").data for r in (small, large)]
    assert png[0] < png[1]
    assert svg[0] == svg[1]


def test_without_graphviz_pictures_say_how_to_get_it(monkeypatch):
    """DOT itself needs nothing; pictures name the extra."""
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert to_dot(simple())
    with pytest.raises(
        MissingDependencyError, match=r"drawing SVG with Graphviz.*journeykit\[graphviz\]"
    ):
        DotRenderer().render(simple(), theme=LIGHT, suffix=".svg")


def test_what_graphviz_refuses_is_a_render_error():
    """Errors of the C library are told as ours."""
    with pytest.raises(RenderError, match="Graphviz cannot draw this graph as SVG"):
        draw("digraph {", "svg")
    with pytest.raises(RenderError, match="as NONSENSE"):
        draw("digraph {}", "nonsense")


def test_what_xml_forbids_is_replaced():
    """Control characters and numbers of such, loose ampersands, missing quotes."""
    raw = '<?xml?>\n<!-- c --><svg width="1">\n<g class="graph">\n<title>g</title>\n<text font-family="A,B">\x01 &#1; &#x1; &#65; a&b &#xffffff;</text></g></svg>'
    made = accessible(raw.encode(), id="g", title="T", description="", families=["A", "B"])
    text = next(
        parse(made.replace(b"<svg ", b'<svg xmlns="http://www.w3.org/2000/svg" ')).iter(
            f"{SVG}text"
        )
    )
    assert "� � � A a&b �" == text.text
    assert "'A', 'B', sans-serif" == text.get("font-family")


def test_heads_of_groups_read_in_any_hue():
    """A yellow is the frame of a group; its words are deepened until they read on its ground."""
    graph = simple(
        groups=[NodeGroup("g1", "One")], nodes=[Node("a", "A", group="g1"), Node("b", "B")]
    )
    for theme in (LIGHT, DARK):
        assert (theme.hue(0), theme.hue(0)) == colors_of_group(graph, theme)
    frame, words = colors_of_group(graph, LIGHT.replace(hues=("#ffb81c",)))
    assert "#ffb81c" == frame
    assert contrast_ratio(words, LIGHT.band) >= 4.5


def colors_of_group(graph, theme):
    """Of its frame and of its words."""
    dot = DotRenderer().render(graph, theme=theme, suffix=".dot").text
    return re.search(r'fontcolor="(#\w+)", color="(#\w+)"', dot.split("subgraph")[1]).group(2, 1)
