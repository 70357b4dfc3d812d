"""What must hold of every picture of a graph: edges keep clear of heads, nodes and words."""

from __future__ import annotations

from cProfile import Profile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.view import Filter, view
from journeykit.view.figures import Edge, Graph, MarkKind, Node, NodeGroup, Tone
from journeykit.view.layout import lay_out
from journeykit.view.layout.graphs.spread import apart, pack
from journeykit.view.scene import Bounds, Box, Path, texts
from journeykit.view.theme import DARK, LIGHT, PRINT
from view.layout_samples import LANGUAGES, graph, groups, leaves, overlaps, strays

WAYS = ("happy", "unhappy", "exception", "alternative", "loop", "has", "owns")
WORDS = (None, "no", "asks again", "gives the file to the people of the support desk")


# --- what is where ----------------------------------------------------------


def parts(figure, theme=LIGHT):
    """The nodes by id, the heads, the edges with their ends, and the words at edges."""
    (scene,) = lay_out(figure, theme=theme)
    ids = {node.id for node in figure.nodes}
    names = {group.label for group in figure.groups}
    nodes, heads, edges, inside = {}, [], [], set()
    ends = {f"{edge.source} → {edge.target}": (edge.source, edge.target) for edge in figure.edges}
    for found in groups(scene.items):
        title = (found.title or "").split(": ")[0]
        if found.id in ids:
            nodes[found.id] = found.items[0].bounds
            inside |= set(map(id, texts(found.items)))
        elif title in ends:
            edges.append((*ends[title], found))
        elif isinstance(found.items[0] if found.items else None, Box) and names & {
            " ".join(run.text for run in texts(found.items))
        }:
            heads.append(found.items[0].bounds)
            inside |= set(map(id, texts(found.items)))
    words = [run.bounds for run in texts(scene.items) if id(run) not in inside]
    return scene, nodes, heads, edges, words


def spots(item):
    """Points along the lines of an edge, a few points apart."""
    for path in leaves([item]):
        if not isinstance(path, Path):
            continue
        x, y = path.x, path.y
        for segment in path.segments:
            (x1, y1), (x2, y2) = segment.control or ((x, y), (segment.x, segment.y))
            for k in range(25):
                t, u = k / 24, 1 - k / 24
                yield (
                    u**3 * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * segment.x,
                    u**3 * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * segment.y,
                )
            x, y = segment.x, segment.y


def within(spot, box):
    return box.x + 0.6 < spot[0] < box.right - 0.6 and box.y + 0.6 < spot[1] < box.bottom - 0.6


def faults(figure, theme=LIGHT):
    """What a reader would complain about."""
    scene, nodes, heads, edges, words = parts(figure, theme)
    named = {node.group for node in figure.nodes} & {group.id for group in figure.groups}
    assert len(heads) >= len(named)
    assert len(nodes) == len(figure.nodes)
    found = [f"texts meet: {pair}" for pair in overlaps(scene)]
    found += [f"leaves the paper: {item}" for item in strays(scene)]
    boxes = [*nodes.values(), *heads]
    found += [
        f"words {word} lie on {box}"
        for word in words
        for box in boxes
        if word.meets(box, slack=0.6)
    ]
    for source, target, drawn in edges:
        for spot in spots(drawn):
            found += [f"{source} → {target} crosses a head" for head in heads if within(spot, head)]
            found += [
                f"{source} → {target} crosses {id}"
                for id, box in nodes.items()
                if id not in (source, target) and within(spot, box)
            ]
            found += [f"{source} → {target} strikes words" for word in words if within(spot, word)]
    return sorted(set(found))


# --- laws -------------------------------------------------------------------


@st.composite
def any_graphs(draw):
    """Graphs of all shapes: with and without groups, long edges, loops, edges that go back."""
    count = draw(st.integers(1, 14))
    bands = draw(st.integers(0, 5))
    homes = st.sampled_from([None, *(f"g{i}" for i in range(bands))])
    nodes = [
        Node(
            f"n{i}", draw(st.sampled_from(["Pay", "Ask the neighbours for help"])),
            group=draw(homes), tone=draw(st.sampled_from(Tone)),
            kind=draw(st.sampled_from(["touchpoint", "phase", "pain point", "channel"])),
        )
        for i in range(count)
    ]  # fmt: skip
    ends = st.integers(0, count - 1)
    edges = [
        Edge(
            f"n{source}", f"n{target}", kind=draw(st.sampled_from(WAYS)),
            label=draw(st.sampled_from(WORDS)),
            weight=draw(st.sampled_from([None, 0.0, 30.0, 86_000.0])),
        )
        for source, target in draw(st.lists(st.tuples(ends, ends), max_size=24))
    ]  # fmt: skip
    bands_drawn = [NodeGroup(f"g{i}", f"Phase {i}") for i in range(bands)]
    return Graph("g", "Any", groups=bands_drawn, nodes=nodes, edges=edges)


@settings(max_examples=120, deadline=None)
@given(any_graphs())
def test_edges_keep_clear_of_all_but_their_ends(figure):
    """No edge crosses a head, a foreign node or words; words lie on nothing."""
    assert [] == faults(figure)


def level_and_upright(drawn):
    """The straight pieces of an edge, with a little less at both ends, as thin rectangles."""
    for path in leaves([drawn]):
        if not isinstance(path, Path):
            continue
        x, y = path.x, path.y
        for segment in path.segments:
            if segment.control is None and abs(segment.x - x) + abs(segment.y - y) > 24:
                left, top = min(x, segment.x), min(y, segment.y)
                wide, high = abs(segment.x - x), abs(segment.y - y)
                if wide < 0.01 or high < 0.01:
                    yield Bounds(
                        left + 10 * (wide > 0.01) - 0.5, top + 10 * (high > 0.01) - 0.5,
                        max(wide - 20, 0) + 1, max(high - 20, 0) + 1,
                    )  # fmt: skip
            x, y = segment.x, segment.y


@settings(max_examples=60, deadline=None)
@given(any_graphs())
def test_no_two_edges_run_on_one_another(figure):
    """Edges cross, but none hides a stretch of another; those that join share a trunk once."""
    _, _, _, edges, _ = parts(figure)
    kinds = {}
    for index, (*_, drawn) in enumerate(edges):
        for piece in level_and_upright(drawn):
            kinds.setdefault(index, []).append(piece)
    ends = [(source, target) for source, target, _ in edges]
    for a, first in kinds.items():
        for b, second in kinds.items():
            # Relations without words may start and end in one point.
            if a < b and not set(ends[a]) & set(ends[b]):
                assert not any(
                    p.meets(q) and (p.width > p.height) == (q.width > q.height)
                    for p in first
                    for q in second
                ), (ends[a], ends[b])


@settings(max_examples=30, deadline=None)
@given(any_graphs())
def test_every_edge_is_drawn(figure):
    """Each edge between two nodes is a group of its own; loops at a node share one."""
    _, _, _, edges, _ = parts(figure)
    between = [edge for edge in figure.edges if edge.source != edge.target]
    looped = {edge.source for edge in figure.edges if edge.source == edge.target}
    assert len(between) + len(looped) == len(edges)


@pytest.mark.parametrize("name", ["retail-purchase", "software-onboarding", "public-service"])
@pytest.mark.parametrize("kind", ["flow", "concepts"])
@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_examples_are_clear(name, kind, theme):
    """The journeys of the library have no fault in any theme."""
    assert [] == faults(view(jk.example(name), kind), theme)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_scripts_are_clear(language):
    """The same in long German words, Japanese, Hindi and emoji; Arabic is mirrored."""
    assert [] == faults(graph(12, language))


def long_flow(count):
    """A path through phases of six, with ways back, exceptions, and ways over others."""
    nodes = [Node(f"n{i}", f"Step {i}", group=f"p{i // 6}") for i in range(count)]
    edges = [Edge(a.id, b.id, weight=900 - i % 800) for i, (a, b) in enumerate(pairwise(nodes))]
    edges += [Edge(f"n{i}", f"n{i - 4}", kind="loop", label="again") for i in range(5, count, 7)]
    edges += [Edge(f"n{i}", f"n{(i + 17) % count}", kind="exception") for i in range(0, count, 9)]
    edges += [Edge(f"n{i}", f"n{i + 2}", kind="alternative") for i in range(1, count - 2, 8)]
    phases = [NodeGroup(f"p{i}", f"Phase {i}") for i in range((count + 5) // 6)]
    return Graph("g", "Long", groups=phases, nodes=nodes, edges=edges)


def test_sixty_touchpoints_with_loops_are_clear():
    """A long flow with ways back, exceptions and alternatives stays readable, and narrow."""
    figure = long_flow(60)
    assert [] == faults(figure)
    assert lay_out(figure)[0].width < 1500


def test_the_cost_of_a_flow_grows_linearly():
    """Ten times the touchpoints take ten times the calls, however long the machine takes."""

    def calls(count):
        figure, profile = long_flow(count), Profile()
        profile.runcall(lay_out, figure)
        return sum(entry.callcount for entry in profile.getstats()) / count

    few, many = calls(120), calls(1200)
    assert many / few < 1.15


# --- kinds without colour ---------------------------------------------------


def looks(kinds):
    """For each kind of edge what of its form is no colour."""
    nodes = [Node(n, n) for n in "ab"]
    found = []
    for kind in kinds:
        _, _, _, ((_, _, drawn),), _ = parts(
            Graph("g", "G", nodes=nodes, edges=[Edge("a", "b", kind=kind)])
        )
        line = drawn.items[0]
        rest = [
            (type(item).__name__, getattr(item, "fill", None) is None, item.stroke is None)
            for item in drawn.items[1:]
        ]
        found.append((line.dash, tuple(rest)))
    return found


def test_kinds_of_way_differ_without_colour():
    """Each has a dash, a head or a sign of its own."""
    kinds = ("happy", "unhappy", "exception", "alternative", "loop")
    assert len(kinds) == len({dash for dash, _ in looks(kinds)})
    heads = {rest for _, rest in looks(kinds)}
    assert len(kinds) == len(heads)


def test_relations_come_in_few_forms():
    """What belongs together, what hurts, what helps: three lines in the key."""
    scene = lay_out(view(jk.example(), "concepts"))[0]
    said = [run.text for run in texts(scene.items)]
    assert {"takes, has", "hurts by", "addressed by, improved by, taken up by"} <= set(said)


def test_the_key_speaks_the_language_of_the_journey():
    """Kinds, relations, heads of columns and what is counted are in German."""
    said = set()
    for kind in ("flow", "concepts"):
        (scene,) = lay_out(view(jk.example("public-service"), kind))
        said |= {run.text for run in texts(scene.items)}
    assert {"geplanter Weg", "10.000 Kunden", "geht, hat", "Kontaktpunkt", "Kanal"} <= said


def test_a_graph_of_many_kinds_explains_its_forms():
    """Without columns named after them, the key names the kinds of node."""
    nodes = [
        Node("a", "Ada", kind="persona"),
        Node("b", "Pay"),
        Node("c", "Slow", kind="pain point"),
    ]
    (scene,) = lay_out(Graph("g", "G", nodes=nodes))
    said = [run.text for run in texts(scene.items)]
    assert {"persona", "touchpoint", "pain point"} <= set(said)


def test_thickness_is_explained_by_what_is_counted():
    """Two round numbers show how thick how many are."""
    nodes = [Node(n, n) for n in "abc"]
    edges = [Edge("a", "b", weight=1_400), Edge("b", "c", weight=20)]
    (scene,) = lay_out(Graph("g", "G", nodes=nodes, edges=edges, weight_unit="customers"))
    said = [run.text for run in texts(scene.items)]
    assert {"100 customers", "1,000 customers"} <= set(said)


# --- channels, groups, filters ----------------------------------------------


def test_channels_are_said_by_signs_instead_of_lines():
    """A touchpoint bears the sign of its channel; no line leads across the map to it."""
    figure = view(jk.example(), "concepts")
    through = [edge for edge in figure.edges if edge.kind == "through"]
    marks = {
        node.id: {mark for mark in node.marks if mark.kind is MarkKind.CHANNEL}
        for node in figure.nodes
    }
    assert through
    assert all(marks[edge.source] & marks[edge.target] for edge in through)
    _, _, _, edges, _ = parts(figure)
    assert not {(e.source, e.target) for e in through} & {(a, b) for a, b, _ in edges}


def test_a_part_keeps_the_hues_of_the_whole():
    """A phase that is left has the colour that it has beside the others."""

    def hues(figure):
        (scene,) = lay_out(figure)
        named = {group.id: group.label for group in figure.groups}
        return {
            named[found.id]: found.items[0].fill
            for found in groups(scene.items)
            if found.id in named
        }

    journey = jk.example()
    last = [journey.phases[2].id, journey.phases[4].id]
    for kind in ("flow", "concepts"):
        whole, part = view(journey, kind), view(journey, kind, only=Filter(phases=last))
        assert 0 < len(part.nodes) < len(whole.nodes)
        assert hues(part).items() <= hues(whole).items()
        assert set(part.nodes) <= set(whole.nodes)
        assert set(part.edges) <= set(whole.edges)
        assert part.subtitle is not None
        assert whole.subtitle is None


def test_ways_that_lead_to_one_node_join():
    """Three ways of one kind into the next line end in one head, as thick as all together."""
    nodes = [Node(f"n{i}", f"Step {i}", group=f"p{i // 8}") for i in range(16)]
    edges = [
        *(Edge(a.id, b.id) for a, b in pairwise(nodes[:8])),
        *(Edge(a.id, b.id) for a, b in pairwise(nodes[8:])),
    ]
    edges += [Edge(f"n{i}", "n8", weight=100.0) for i in (3, 5, 7)]
    figure = Graph(
        "g", "G", groups=[NodeGroup("p0", "A"), NodeGroup("p1", "B")], nodes=nodes, edges=edges
    )
    _, _, _, drawn, _ = parts(figure)
    joined = [found for _, target, found in drawn if target == "n8"]
    heads = [item for found in joined for item in found.items if not isinstance(item, Path)]
    assert (3, 1) == (len(joined), len(heads))


# --- spreading --------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(0, 50)), min_size=1, max_size=20),
    st.data(),
)
def test_places_keep_their_distance(pairs, data):
    """Whatever is wanted, neighbours are as far apart as asked, in the same order."""
    wanted = [want for want, _ in pairs]
    between = [distance for _, distance in pairs[1:]]
    weights = data.draw(st.lists(st.floats(0.1, 9), min_size=len(wanted), max_size=len(wanted)))
    places = apart(wanted, between, weights)
    assert len(wanted) == len(places)
    assert all(b - a >= d - 1e-6 for (a, b), d in zip(pairwise(places), between, strict=True))


@given(
    st.dictionaries(
        st.integers(), st.tuples(st.floats(0, 99), st.floats(0, 99)).map(sorted).map(tuple)
    )
)
def test_runs_on_a_track_keep_apart(runs):
    """Each run has a track, and no two on one track come nearer than asked."""
    tracks = pack(runs, 3)
    assert sorted(runs) == sorted(key for track in tracks for key in track)
    for track in tracks:
        standing = sorted(runs[key] for key in track)
        assert all(a[1] + 3 <= b[0] for a, b in pairwise(standing))
