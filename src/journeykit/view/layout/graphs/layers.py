"""Places for the nodes of a graph: layers from left to right, one below the other within each.

An edge that crosses layers gets a place of its own in each of them, so that it
runs between nodes and not over them.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from journeykit.analyzers.layering import layered
from journeykit.view.figures import Graph
from journeykit.view.layout.graphs.spread import apart

__all__ = ["Layers", "Slot", "arrange", "stack"]

_SWEEPS = 6
_SETTLINGS = 9
_NEARLY = 24.0
_LONGEST = 6
_WORTH = 0.6

Slot = tuple[str, ...]
"""A place in a layer: (node,), or (source, target, number of the edge, layer) for an edge."""


@frozen
class Layers:
    """The layers of a graph.

    Attributes:
        rows: the slots of each layer, from top to bottom.
        layer: the layer of each node.
        bands: for each group in order: its id, and its first and last layer.
        chains: for each other edge, by its number: the slots that it runs through.
        around: numbers of the edges that go back, stay in their layer, or go very far.
        loops: numbers of the edges from a node to itself.
    """

    rows: tuple[tuple[Slot, ...], ...]
    layer: Mapping[str, int]
    bands: tuple[tuple[str | None, int, int], ...]
    chains: Mapping[int, tuple[Slot, ...]]
    around: tuple[int, ...]
    loops: tuple[int, ...]

    def parts(self, breaks: Sequence[int]) -> Iterator[Layers]:
        """The layers of each line of the drawing, with the chains that run within it.

        Args:
            breaks: layers before which a new line starts.
        """
        within: dict[int, dict[int, tuple[Slot, ...]]] = {}
        for number, chain in self.chains.items():
            line = bisect_right(breaks, self.layer[chain[0][0]])
            within.setdefault(line, {})[number] = chain
        ends = [*breaks, len(self.rows)]
        bands = list(reversed(self.bands))
        for line, (start, end) in enumerate(zip([0, *breaks], ends, strict=True)):
            own = []
            while bands and bands[-1][1] < end:
                group, first, last = bands[-1]
                own.append((group, max(first, start), min(last, end - 1)))
                if last >= end:
                    break
                bands.pop()
            yield evolve(
                self, rows=self.rows[start:end], bands=tuple(own), chains=within.get(line, {})
            )


def arrange(graph: Graph, breaks: Sequence[int] = ()) -> Layers:
    """Give each node a layer, and each layer an order with few crossings.

    Groups stand side by side in their order, each with layers of its own; nodes
    without a group come last. Without groups the edges alone decide.

    Args:
        graph: the figure.
        breaks: layers before which the drawing starts a new line; edges that
            lead from one line to another go around.
    """
    layer, bands = _layers(graph)
    lines = {id: bisect_right(breaks, at) for id, at in layer.items()}
    count = bands[-1][2] + 1 if bands else 0
    rows: list[list[Slot]] = [[] for _ in range(count)]
    for node in graph.nodes:
        rows[layer[node.id]].append((node.id,))
    chains: dict[int, tuple[Slot, ...]] = {}
    around, loops = [], []
    for number, edge in enumerate(graph.edges):
        start, end = layer[edge.source], layer[edge.target]
        if edge.source == edge.target:
            loops.append(number)
        elif end <= start or end - start > _LONGEST or lines[edge.source] != lines[edge.target]:
            # A very long edge is easier to follow around the nodes than between them,
            # and a place in every layer for each would make the cost grow faster than linear.
            around.append(number)
        else:
            between = [
                (edge.source, edge.target, str(number), str(at)) for at in range(start + 1, end)
            ]
            for at, slot in enumerate(between, start + 1):
                rows[at].append(slot)
            chains[number] = ((edge.source,), *between, (edge.target,))
    _order(rows, chains)
    return Layers(tuple(map(tuple, rows)), layer, tuple(bands), chains, tuple(around), tuple(loops))


def _layers(graph: Graph) -> tuple[dict[str, int], list[tuple[str | None, int, int]]]:
    members: dict[str | None, list[str]] = {group.id: [] for group in graph.groups}
    known = set(members)
    for node in graph.nodes:
        members.setdefault(node.group if node.group in known else None, []).append(node.id)
    home = {node: group for group, nodes in members.items() for node in nodes}
    inside: dict[str | None, list[tuple[str, str]]] = {}
    for edge in graph.edges:
        if home[edge.source] == home[edge.target]:
            inside.setdefault(home[edge.source], []).append((edge.source, edge.target))
    layer: dict[str, int] = {}
    bands: list[tuple[str | None, int, int]] = []
    first = 0
    for group, nodes in members.items():
        places = layered(nodes, inside.get(group, ()))
        layer.update((node, first + at) for node, (at, _) in places.items())
        last = first + max((at for at, _ in places.values()), default=0)
        last = _put_last(graph, nodes, layer, last)
        bands.append((group, first, last))
        first = last + 1
    return layer, bands


def _put_last(graph: Graph, nodes: Sequence[str], layer: dict[str, int], last: int) -> int:
    """Move ends behind all other nodes of their group; returns the last layer then."""
    ends = {node.id for node in graph.nodes if node.kind == "end"}.intersection(nodes)
    ends -= {edge.source for edge in graph.edges}
    others = [layer[id] for id in nodes if id not in ends]
    if ends and others:
        last = max(others) + 1
        layer.update(dict.fromkeys(sorted(ends), last))
    return last


def _order(rows: list[list[Slot]], chains: Mapping[int, tuple[Slot, ...]]) -> None:
    """Order each layer by the mean place of neighbours.

    Once onwards keeps what the figure lists in its order, so far as edges from
    the left allow. Going to and fro may mix it up, and has to be worth it.
    """
    before: dict[Slot, list[Slot]] = {}
    after: dict[Slot, list[Slot]] = {}
    for chain in chains.values():
        for a, b in pairwise(chain):
            after.setdefault(a, []).append(b)
            before.setdefault(b, []).append(a)
    place = {slot: float(index) for row in rows for index, slot in enumerate(row)}
    calm: list[list[Slot]] = []
    for sweep in range(_SWEEPS):
        if sweep == 1:
            calm = [list(row) for row in rows]
        onwards = sweep % 2 == 0
        near = before if onwards else after
        for row in rows if onwards else reversed(rows):
            means = {
                slot: _mean([place[n] for n in near.get(slot, ())], place[slot]) for slot in row
            }
            row.sort(key=lambda slot, means=means: (means[slot], place[slot]))  # type: ignore[misc]
            place.update((slot, float(index)) for index, slot in enumerate(row))
    if _crossings(rows, after) > _WORTH * _crossings(calm, after):
        rows[:] = calm


def _crossings(rows: Sequence[Sequence[Slot]], after: Mapping[Slot, Sequence[Slot]]) -> int:
    """How often edges between neighbouring layers cross."""
    place = {slot: index for row in rows for index, slot in enumerate(row)}
    total = 0
    for row in rows:
        above: list[int] = []
        for slot in row:
            ends = [place[end] for end in after.get(slot, ())]
            total += sum(len(above) - bisect_right(above, end) for end in ends)
            for end in ends:
                insort(above, end)
    return total


def stack(
    layers: Layers,
    extent: Callable[[Slot], tuple[float, float]],
    pull: Callable[[int], float],
    gap: float,
) -> tuple[dict[Slot, float], float]:
    """Give every slot the y of its middle, near those of its neighbours.

    Args:
        layers: the layers.
        extent: how far a slot reaches above and below its middle, in points.
        pull: how much an edge wants to be level, by its number.
        gap: between two slots, in points.

    Returns:
        The middles, from 0 down, and the height of all.
    """
    before: dict[Slot, list[tuple[Slot, float]]] = {}
    near: dict[Slot, list[tuple[Slot, float]]] = {}
    leading = Counter(a for chain in layers.chains.values() for a, _ in pairwise(chain))
    coming = Counter(b for chain in layers.chains.values() for _, b in pairwise(chain))
    for number, chain in layers.chains.items():
        strength = pull(number)
        for a, b in pairwise(chain):
            # One of many branches follows its stem less than the stem its branches.
            before.setdefault(b, []).append((a, strength))
            near.setdefault(b, []).append((a, strength / leading[a]))
            near.setdefault(a, []).append((b, strength / coming[b]))
    extents = {slot: extent(slot) for row in layers.rows for slot in row}
    # What pulls more gives way to hardly anything else, so that the main way stays level.
    weights = {
        slot: max((strength for _, strength in before.get(slot, ())), default=1.0) ** 3
        for slot in extents
    }
    between = [
        [extents[a][1] + gap + extents[b][0] for a, b in pairwise(row)] for row in layers.rows
    ]
    middles: dict[Slot, float] = {}
    for row, distances in zip(layers.rows, between, strict=True):
        y = -sum(distances) / 2
        for slot, distance in zip(row, [*distances, 0.0], strict=False):
            middles[slot] = y
            y += distance
    rows = list(zip(layers.rows, between, strict=True))
    # The last sweep runs onwards, so that what ends a way stands level with it.
    for sweep in range(_SETTLINGS):
        for row, distances in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_pulled(near.get(slot, ()), middles, middles[slot]) for slot in row]
            if sweep == _SETTLINGS - 1:
                wanted = [
                    _levelled(before.get(slot, ()), leading, middles, want)
                    for slot, want in zip(row, wanted, strict=True)
                ]
            places = apart(wanted, distances, [weights[slot] for slot in row])
            middles.update(zip(row, places, strict=True))
    top = min((middles[s] - extents[s][0] for s in middles), default=0.0)
    for row in layers.rows:
        # A layer that nothing leads to or from, such as the channels, has nothing to be level with.
        if len(layers.rows) > 1 and row and near.keys().isdisjoint(row):
            up = middles[row[0]] - extents[row[0]][0] - top
            middles.update((slot, middles[slot] - up) for slot in row)
    bottom = max((middles[s] + extents[s][1] for s in middles), default=0.0)
    return {slot: y - top for slot, y in middles.items()}, bottom - top


def _pulled(
    near: Sequence[tuple[Slot, float]], middles: Mapping[Slot, float], default: float
) -> float:
    """The mean place of neighbours, by how much each pulls."""
    total = sum(strength for _, strength in near)
    if not total:
        return default
    return sum(middles[slot] * strength for slot, strength in near) / total


def _levelled(
    before: Sequence[tuple[Slot, float]],
    leading: Mapping[Slot, int],
    middles: Mapping[Slot, float],
    want: float,
) -> float:
    """Level with what pulls most from the left, where that is near or leads nowhere else."""
    if not before:
        return want
    strongest = max(before, key=lambda pair: pair[1])[0]
    alone = len(before) == 1 and leading[strongest] == 1
    near = abs(middles[strongest] - want) <= _NEARLY
    return middles[strongest] if alone or near else want


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
