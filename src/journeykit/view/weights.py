"""How much runs along the edges of a graph: what thickness stands for."""

from __future__ import annotations

import math

from journeykit.view.figures import Edge, Graph

__all__ = ["heaviest", "round_weights", "weight_of"]


def weight_of(edge: Edge) -> float:
    """How much runs along an edge; 0 where it is unknown, negative or no number.

    Examples:
        >>> weight_of(Edge("a", "b", weight=3)), weight_of(Edge("a", "b", weight=float("nan")))
        (3, 0.0)
    """
    weight = edge.weight
    return weight if weight is not None and math.isfinite(weight) and weight > 0 else 0.0


def heaviest(graph: Graph) -> float:
    """The most that runs along an edge of a graph; 0 where nothing is known."""
    return max(map(weight_of, graph.edges), default=0.0)


def round_weights(graph: Graph) -> tuple[float, ...]:
    """Two round numbers that explain thickness: near to the most that occurs, and a tenth of it.

    Where all edges are as thick as each other, their number alone, and that only
    if a unit has to be told.

    Examples:
        >>> from journeykit.view.figures import Node
        >>> edges = [Edge("a", "a", weight=weight) for weight in (70, 3)]
        >>> round_weights(Graph("g", "G", nodes=[Node("a", "A")], edges=edges))
        (5.0, 50.0)
    """
    known = {weight_of(edge) for edge in graph.edges if edge.weight is not None}
    most = max(known, default=0.0)
    if len(known) < 2:
        return (most,) if most and graph.weight_unit else ()
    power = 10.0 ** math.floor(math.log10(most))
    top = next(step * power for step in (5, 2, 1) if step * power <= most * (1 + 1e-9))
    return (top / 10, top)
