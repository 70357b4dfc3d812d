"""The map as a graph of networkx, whose only home this is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeykit.analyzers.ways import Way, owner_of, stops, ways
from journeykit.errors import NotFoundError
from journeykit.model import Journey, TransitionKind

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["rings", "round_trips", "to_networkx"]


def to_networkx(
    journey: Journey, *, kinds: Iterable[TransitionKind | str] | None = None
) -> nx.DiGraph[str]:
    """The map as a directed graph.

    Nodes are ids of touchpoints, in order of the map, with the attributes
    `name`, `phase` (an id), `channel` (an id), `valence`, `owner` (of the
    touchpoint, or else of its phase) and `customers`; what the map does not
    say is None. Edges have `kind` (a text), `count`, `label` and `transitions`
    (ids). A map without transitions gives the order of its touchpoints as
    happy edges. Two transitions between the same touchpoints are one edge with
    the kind of the first, the sum of their counts and both labels.

    Args:
        journey: the map; transitions that lead nowhere are left out.
        kinds: kinds of transition to take; None takes all.

    Raises:
        NotFoundError: if there is no such kind of transition.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> graph = to_networkx(Journey("Buy a bike", [Phase("Purchase", ["Cart", "Pay"])]))
        >>> list(graph.edges(data="kind"))
        [('cart', 'pay', 'happy')]
    """
    import networkx as nx

    wanted = _kinds(kinds)
    along = stops(journey, owner="to_networkx")
    graph: nx.DiGraph[str] = nx.DiGraph(title=journey.title)
    for stop in along:
        # Of two touchpoints with one id the first counts, as everywhere.
        if stop.id not in graph:
            customers = stop.touchpoint.measurement("customers")
            graph.add_node(
                stop.id, name=stop.name, phase=stop.phase.id, channel=stop.touchpoint.channel,
                valence=stop.touchpoint.valence, owner=owner_of(stop),
                customers=None if customers is None else customers.value,
            )  # fmt: skip
    for way in ways(journey, along).ways:
        if way.kind in wanted:
            _add_edge(graph, way)
    return graph


def _kinds(kinds: Iterable[TransitionKind | str] | None) -> frozenset[str]:
    known = frozenset(map(str, TransitionKind))
    if kinds is None:
        return known
    asked = [kinds] if isinstance(kinds, str) else [str(kind) for kind in kinds]
    for kind in asked:
        if kind not in known:
            raise NotFoundError("kind of transition", kind, sorted(known))
    return frozenset(map(str, asked))


def _add_edge(graph: nx.DiGraph[str], way: Way) -> None:
    ids = () if way.transition is None else (way.transition,)
    if not graph.has_edge(way.source.id, way.target.id):
        graph.add_edge(
            way.source.id, way.target.id, kind=str(way.kind), count=way.count, label=way.label,
            transitions=ids,
        )  # fmt: skip
        return
    edge = graph.edges[way.source.id, way.target.id]
    edge["transitions"] += ids
    if way.count is not None:
        edge["count"] = (edge["count"] or 0) + way.count
    if way.label is not None:
        edge["label"] = way.label if edge["label"] is None else f"{edge['label']}; {way.label}"


def round_trips(journey: Journey) -> list[frozenset[str]]:
    """Groups of touchpoints in which every one can be reached from every other.

    The cost is linear; to list every single cycle could take exponentially long.

    Returns:
        Ids of touchpoints, a group each; the order of the groups means nothing.
    """
    return rings(to_networkx(journey).edges)


def rings(edges: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Groups of nodes in which every one can be reached from every other.

    Returns:
        The strongly connected components with an edge inside; their order means nothing.

    Source:
        Tarjan 1972.

    Examples:
        >>> sorted(map(sorted, rings([("a", "b"), ("b", "a"), ("b", "c"), ("d", "d")])))
        [['a', 'b'], ['d']]
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(edges)
    return [
        frozenset(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or any(graph.has_edge(id, id) for id in group)
    ]
