"""Rare ways, folded: no dead end is made up, and nothing is left out unsaid."""

from hypothesis import given
from hypothesis import strategies as st

from journeykit.view.figures import Edge, Graph, Node
from journeykit.view.rare import fold_rare

IDS = "abcdef"


@st.composite
def graphs(draw):
    """Graphs of six nodes with any ways between them."""
    pairs = draw(st.lists(st.tuples(*[st.sampled_from(IDS)] * 2), unique=True, max_size=30))
    weights = st.one_of(st.none(), st.integers(0, 500))
    edges = [Edge(a, b, weight=draw(weights)) for a, b in pairs]
    return Graph("g", "G", nodes=[Node(id, id) for id in IDS], edges=edges, weight_unit="times")


@given(graph=graphs(), most=st.integers(1, 30))
def test_no_node_becomes_a_dead_end(graph, most):
    """Whoever is left, or reached, still is; what stays is no lighter than what goes."""
    folded = fold_rare(graph, most=most)
    for end in ("source", "target"):
        around = [
            {getattr(e, end) for e in each.edges if e.source != e.target}
            for each in (graph, folded)
        ]
        assert around[0] == around[1]
    assert len(folded.edges) <= len(graph.edges)
    assert [edge for edge in graph.edges if edge in folded.edges] == list(folded.edges)


@given(graph=graphs(), most=st.integers(1, 30))
def test_what_is_left_out_is_said(graph, most):
    """In the note, and where it starts; a graph with nothing left out is itself."""
    folded = fold_rare(graph, most=most)
    gone = [edge for edge in graph.edges if edge not in folded.edges]
    assert bool(gone) == (folded.note is not None)
    assert folded is graph or gone
    if gone:
        counts = f"{len(gone)} ({sum(edge.weight for edge in gone):,} of "
        assert counts in folded.note.replace("\u00a0", " ")
    for node in folded.nodes:
        own = [edge for edge in gone if edge.source == node.id]
        assert bool(own) == bool(node.details)


def test_the_note_stays():
    """What was said of the graph before is said still."""
    nodes = [Node(id, id) for id in "ab"]
    edges = [Edge("a", "b", weight=5), Edge("a", "a", weight=2), Edge("b", "b", weight=1)]
    graph = Graph("g", "G", nodes=nodes, edges=edges, note="By customers.")
    assert "By customers. Rarer ways left out: 1 (1 of 8)." == fold_rare(graph, most=2).note
