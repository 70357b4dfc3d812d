"""Ways to the end and from the start of a graph: of many, most are said at the other node."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Edge, Graph
from journeykit.view.format import format_number
from journeykit.view.naming import PLAIN_WAYS, edge_word
from journeykit.view.weights import weight_of

__all__ = ["with_exits_said"]

_MOST = 3
"""How many lines lead to one end, or from one start, before the others are said instead."""


def with_exits_said(graph: Graph) -> Graph:
    """A graph in which only the heaviest ways to an end and from a start are lines.

    Customers leave from nearly everywhere: lines from every node to one would bury
    all others. The rest is written in the nodes where these ways begin, or lead to.

    Args:
        graph: the figure.

    Examples:
        >>> from journeykit.view.figures import Node
        >>> nodes = [Node(id, id.upper()) for id in "abcd"] + [Node("end", "Left", kind="end")]
        >>> edges = [Edge(id, "end", weight=10 - place) for place, id in enumerate("abcd")]
        >>> said = with_exits_said(Graph("g", "G", nodes=nodes, edges=edges))
        >>> len(said.edges), said.nodes[3].details
        (3, ('Left: 7',))
    """
    kinds = {node.id: node.kind for node in graph.nodes}
    ways = [edge for edge in graph.edges if edge.source != edge.target]
    told: list[Edge] = []
    said: dict[str, list[str]] = {}
    labels = {node.id: node.label for node in graph.nodes}
    for own, kind in kinds.items():
        if kind == "end":
            rest = _lighter([e for e in ways if e.target == own and kinds[e.source] != "start"])
            for edge in rest:
                said.setdefault(edge.source, []).append(f"{labels[own]}{_figures(edge, graph)}")
        elif kind == "start":
            rest = _lighter([e for e in ways if e.source == own and kinds[e.target] != "end"])
            for edge in rest:
                said.setdefault(edge.target, []).append(f"{labels[own]}{_figures(edge, graph)}")
        else:
            continue
        told += rest
    if not told:
        return graph
    gone = set(map(id, told))
    nodes = [node.replace(details=[*node.details, *said.get(node.id, ())]) for node in graph.nodes]
    return graph.replace(nodes=nodes, edges=[edge for edge in graph.edges if id(edge) not in gone])


def _lighter(edges: Sequence[Edge]) -> list[Edge]:
    """All but the heaviest, where there are many."""
    return sorted(edges, key=weight_of, reverse=True)[_MOST:]


def _figures(edge: Edge, graph: Graph) -> str:
    """What is written at an edge, in a line."""
    word = "" if edge.kind in PLAIN_WAYS else edge_word(edge.kind, graph.locale)
    weight = None if edge.weight is None else format_number(edge.weight, None, graph.locale)
    label = edge.label if edge.label not in (edge.kind, word) else None
    figures = " · ".join(filter(None, (word, label, weight, *edge.details)))
    return f": {figures}" if figures else ""
