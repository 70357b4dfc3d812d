"""Rare ways of a graph, folded: what is left out is said where it starts, and in all."""

from __future__ import annotations

from journeykit.view.figures import Edge, Graph
from journeykit.view.format import format_number
from journeykit.view.labels import labels
from journeykit.view.weights import weight_of

__all__ = ["fold_rare"]


def fold_rare(graph: Graph, *, most: int = 60) -> Graph:
    """Leave out the rarest ways of a graph, so that the others can be read.

    The heaviest way into each node and out of it always stays: no node becomes a
    dead end by being drawn. Ways without a weight stay, too.

    Args:
        graph: the figure.
        most: how many ways stay, at least 1, unless more are the heaviest of a node.

    Returns:
        The graph with fewer edges; a node from which some are left out says how many
        they are and what runs along them, and the note says so of all. A graph that
        has no more ways is returned as it is.

    Examples:
        >>> from journeykit.view.figures import Node
        >>> edges = [Edge("a", "b", weight=9), Edge("a", "c", weight=5), Edge("b", "c", weight=4)]
        >>> graph = Graph("g", "G", nodes=[Node(id, id.upper()) for id in "abc"], edges=edges)
        >>> fold_rare(graph, most=2).note is None, len(fold_rare(graph, most=2).edges)
        (True, 3)
        >>> more = graph.replace(edges=[*edges, Edge("a", "a", weight=1)])
        >>> folded = fold_rare(more, most=3)
        >>> folded.note, folded.nodes[0].details
        ('Rarer ways left out: 1 (1 of 19).', ('rarer ways: 1 (1)',))
    """
    rare = _rare(graph, most)
    if not rare:
        return graph
    gone = set(map(id, rare))
    words = labels(graph.locale)

    def number(edges: list[Edge]) -> str:
        return format_number(sum(map(weight_of, edges)), None, graph.locale)

    leaving: dict[str, list[Edge]] = {}
    for edge in rare:
        leaving.setdefault(edge.source, []).append(edge)
    nodes = [
        node.replace(details=[*node.details, words("rarer_ways", len(own), number(own))])
        if (own := leaving.get(node.id))
        else node
        for node in graph.nodes
    ]
    # Without their unit: who went two ways is counted on both.
    note = words("rarer_note", len(rare), number(rare), number(list(graph.edges)))
    return graph.replace(
        nodes=nodes,
        edges=[edge for edge in graph.edges if id(edge) not in gone],
        note=" ".join(filter(None, (graph.note, note))),
    )


def _rare(graph: Graph, most: int) -> list[Edge]:
    """The edges to leave out, in their order."""
    edges = graph.edges
    falling = sorted(range(len(edges)), key=lambda number: weight_of(edges[number]), reverse=True)
    kept = {number for number, edge in enumerate(edges) if edge.weight is None}
    into: set[str] = set()
    out: set[str] = set()
    for number in falling:
        edge = edges[number]
        if edge.source != edge.target and (edge.target not in into or edge.source not in out):
            kept.add(number)
            into.add(edge.target)
            out.add(edge.source)
    for number in falling:
        if len(kept) >= most:
            break
        kept.add(number)
    return [edge for number, edge in enumerate(edges) if number not in kept]
