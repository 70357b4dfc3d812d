"""A place for every node of a graph: layers from left to right, order within each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["layered"]

SWEEPS = 4
"""How often the order is improved, in turn forwards and backwards."""


def layered(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Place the nodes of a directed graph for drawing.

    An edge leads from a lower layer to a higher one, but for those that close
    a loop. A node lies in the layer that its longest way from a beginning
    needs; within a layer, nodes are ordered by the mean place of their
    neighbours in the layer before, then after, a few times in turn. The result
    depends on the order of nodes and edges alone. The cost is linear, but for
    sorting within layers.

    Args:
        nodes: names, in the order to prefer; of two that are equal the first counts.
        edges: pairs of source and target; those with an end that is no node,
            and those from a node to itself, have no effect.

    Returns:
        For each node its layer and its place in that layer, both from 0.

    Source:
        Sugiyama, Tagawa and Toda 1981: layers, then barycentres.

    Examples:
        >>> layered("abc", [("a", "b"), ("b", "c"), ("c", "a")])
        {'a': (0, 0), 'b': (1, 0), 'c': (2, 0)}
    """
    ahead: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in dict.fromkeys(edges):
        if source in ahead and target in ahead and source != target:
            ahead[source].append(target)
    finished, closing = _walk(ahead)
    forward = {
        node: [target for target in targets if (node, target) not in closing]
        for node, targets in ahead.items()
    }
    behind: dict[str, list[str]] = {node: [] for node in ahead}
    for node, targets in forward.items():
        for target in targets:
            behind[target].append(node)
    layer = dict.fromkeys(ahead, 0)
    for node in reversed(finished):
        for target in forward[node]:
            layer[target] = max(layer[target], layer[node] + 1)
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in ahead:
        rows[layer[node]].append(node)
    place = {node: index for row in rows for index, node in enumerate(row)}
    for sweep in range(SWEEPS):
        onwards = sweep % 2 == 0
        for row in rows if onwards else reversed(rows):
            _reorder(row, behind if onwards else forward, place)
    return {node: (layer[node], place[node]) for node in ahead}


def _walk(ahead: Mapping[str, Sequence[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Walk the graph depth first, without recursion, for long maps are deep.

    Returns:
        The nodes in the order in which they were finished, and the edges that
        lead back to a node still being walked, which close loops.
    """
    finished: list[str] = []
    closing: set[tuple[str, str]] = set()
    entered: set[str] = set()
    open_nodes: set[str] = set()
    for root in ahead:
        if root in entered:
            continue
        entered.add(root)
        open_nodes.add(root)
        stack = [(root, iter(ahead[root]))]
        while stack:
            node, targets = stack[-1]
            for target in targets:
                if target in open_nodes:
                    closing.add((node, target))
                elif target not in entered:
                    entered.add(target)
                    open_nodes.add(target)
                    stack.append((target, iter(ahead[target])))
                    break
            else:
                stack.pop()
                open_nodes.discard(node)
                finished.append(node)
    return finished, closing


def _reorder(
    row: list[str], neighbours: Mapping[str, Sequence[str]], place: dict[str, int]
) -> None:
    """Order a layer by the mean place of each node's neighbours; others keep their place."""
    means = {}
    for node in row:
        near = neighbours[node]
        means[node] = sum(place[n] for n in near) / len(near) if near else float(place[node])
    row.sort(key=lambda node: (means[node], place[node]))
    place.update((node, index) for index, node in enumerate(row))
