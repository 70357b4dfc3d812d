"""The plan of a graph: layers, gutters and trunks, and where the words of its edges stand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from attrs import frozen

from journeykit.view.figures import Graph
from journeykit.view.layout.graphs.aisles import Leg
from journeykit.view.layout.graphs.gutters import Gutters
from journeykit.view.layout.graphs.layers import Slot, arrange
from journeykit.view.layout.graphs.looks import EdgeLook, EdgeLooks
from journeykit.view.layout.graphs.ports import Need, least_height
from journeykit.view.layout.graphs.tags import NO_TAG, Tag, stacked_tags
from journeykit.view.layout.graphs.trunks import Trunk, Trunks, Way

__all__ = ["Plan", "Side"]

_WORDS = 92.0
_PAD = 4.0


@frozen
class Side:
    """What one side of a node needs for the edges that meet it.

    Attributes:
        height: the least height of the node.
        room: how far the words of an edge may reach above it.
    """

    height: float
    room: float


class Plan:
    """How one graph will be laid out, before anything has its place.

    Attributes:
        tags: what is written at each edge.
        at_start: numbers of the edges with words near their start.
        at_end: numbers of the edges with words near their end.
        on_slot: for each edge with words in a slot between its ends, that slot.
        looped: for each node with loops, the number of the one to draw for all.
    """

    def __init__(
        self, graph: Graph, looks: EdgeLooks, width: float, breaks: tuple[int, ...] = ()
    ) -> None:
        self.graph, self.looks, self.width, self.breaks = graph, looks, width, breaks
        self.layers = arrange(graph, breaks)
        self.gutters = Gutters(self.layers, breaks, width)
        self.trunks = Trunks(graph, self.gutters)
        self.trunks.reserve()
        self.tags = self._tags()
        self.looped: dict[str, int] = {}
        for number in self.layers.loops:
            # Several loops at one node are drawn as one, with all their words.
            first = self.looped.setdefault(graph.edges[number].source, number)
            if first != number:
                self.tags[first] = stacked_tags(self.tags[first], self.tags[number])
        self.at_start, self.at_end, self.on_slot = self._stand()
        self._fill_gutters()

    def look_of(self, trunk: Trunk) -> EdgeLook:
        """The look of a trunk behind the point where the last of its edges joins it."""
        return self.looks.together([self.graph.edges[number] for number in trunk.members])

    def sides(self) -> dict[str, Side]:
        """What each node needs for the fuller of its sides."""
        found: dict[tuple[str, bool], list[Need]] = {}
        shared: set[tuple[str, bool, str]] = set()
        for number in self.layers.chains:
            edge = self.graph.edges[number]
            thick = self.looks.look(edge).thickness
            for id, leaves, at in (
                (edge.source, True, self.at_start),
                (edge.target, False, self.at_end),
            ):
                if self.looks.shares(edge):
                    if (id, leaves, edge.kind) in shared:
                        continue
                    shared.add((id, leaves, edge.kind))
                room = self.tags[number].height if number in at else 0.0
                found.setdefault((id, leaves), []).append(Need(room, thick, onwards=True))
        for number in self.trunks.of:
            edge = self.graph.edges[number]
            port = Need(0.0, self.looks.look(edge).thickness, onwards=False)
            found.setdefault((edge.source, True), []).append(port)
        for trunk in self.trunks.all:
            port = Need(0.0, self.look_of(trunk).thickness, onwards=False)
            found.setdefault((trunk.target, False), []).append(port)
        sides: dict[str, Side] = {}
        for (id, _), ports in found.items():
            height, room = least_height(ports), max(port.room for port in ports)
            other = sides.get(id, Side(0.0, 0.0))
            sides[id] = Side(max(height, other.height), max(room, other.room))
        return sides

    def rooms(self) -> dict[Leg, float]:
        """Height of the words on each level run: on its own, or where it comes from the right."""
        return {
            ("trunk", trunk.number) if trunk.way is Way.RIGHT else ("edge", number): self.tags[
                number
            ].height
            for number, trunk in self.trunks.of.items()
        }

    def thicknesses(self) -> dict[Leg, float]:
        """Thickness of each level run."""
        edges = self.graph.edges
        found: dict[Leg, float] = {
            ("edge", number): self.looks.look(edges[number]).thickness for number in self.trunks.of
        }
        for trunk in self.trunks.all:
            found["trunk", trunk.number] = self.look_of(trunk).thickness
        return found

    def pull(self, number: int) -> float:
        """How much an edge wants to be level."""
        return self.looks.pull(self.graph.edges[number])

    def _fill_gutters(self) -> None:
        """Tell each gutter what it has to hold."""
        layer = self.layers.layer
        for number, chain in self.layers.chains.items():
            edge, width = self.graph.edges[number], self.tags[number].width
            opening = self.gutters.after[layer[edge.source]]
            closing = self.gutters.before[layer[edge.target]]
            for slot, _ in pairwise(chain):
                at = layer[slot[0]] if len(slot) == 1 else int(slot[3])
                self.gutters.after[at].lines += 1
            closing.head = max(closing.head, self.looks.look(edge).reach)
            if number in self.at_start:
                opening.start_width = max(opening.start_width, width)
            elif number in self.at_end:
                closing.end_width = max(closing.end_width, width)
        for trunk in self.trunks.all:
            gutter = self.gutters.before[layer[trunk.target]]
            gutter.head = max(gutter.head, self.look_of(trunk).reach)

    def _tags(self) -> list[Tag]:
        """What is written at each edge."""
        tags = []
        for number, edge in enumerate(self.graph.edges):
            chain = self.layers.chains.get(number, ())
            # Only an edge to the next layer has its words in a gutter; all others below a node
            # or above a line, where a node would have its width.
            narrow = len(chain) == 2
            width = _WORDS if narrow else self.width - 2 * _PAD
            tags.append(self.looks.tag(edge, width, beside=not narrow))
        return tags

    def _stand(self) -> tuple[set[int], set[int], dict[int, Slot]]:
        """Where the words of edges stand: near the start, near the end, or in a slot between.

        They stand where an edge is alone; in a slot there always is room.
        """
        chains, edges = self.layers.chains, self.graph.edges
        into = Counter(edges[number].target for number in chains)
        out = Counter(edges[number].source for number in chains)
        at_start, at_end, on_slot = set(), set(), {}
        for number, chain in chains.items():
            if self.tags[number] == NO_TAG:
                continue
            if len(chain) > 2:
                on_slot[number] = chain[1]
            elif into[edges[number].target] > 1 and out[edges[number].source] == 1:
                at_start.add(number)
            else:
                at_end.add(number)
        return at_start, at_end, on_slot
