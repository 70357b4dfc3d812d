"""Trunks of a graph: where edges that cannot run onwards go around, and where they join.

Such an edge goes down into the aisle below its line. To a node of the same line
it comes up again; to another line it takes a rail beside all lines. Edges of one
kind that lead to one node the same way become one trunk, as thick as all together.
Nothing of this crosses the heads of groups or a node: aisles lie below all nodes
of a line, rails beside all of them, and tracks in the gutters between.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import define, field

from journeykit.view.figures import Graph
from journeykit.view.layout.graphs.gutters import Gutters
from journeykit.view.layout.graphs.spread import pack

__all__ = ["RAIL", "Trunk", "Trunks", "Way"]

RAIL = 10.0
"""Room from one rail to the next."""

_RIGHT_WORTH = 0.8


class Way(StrEnum):
    """How a trunk comes to its node."""

    UP = "up"
    """From the aisle below the same line."""
    ASIDE = "aside"
    """From a rail on the left, straight into the first node of a line."""
    LEFT = "left"
    """By a rail on the left, into the aisle of the line, and up."""
    RIGHT = "right"
    """By a rail on the right, into the aisle of the line, and up."""


@define
class Trunk:
    """Edges that share their last part.

    Attributes:
        number: of the trunk.
        target: the node where it ends.
        line: of the target.
        way: how it comes there.
        down: whether it comes from a line above.
        members: numbers of its edges.
        rail: its rail, counted from the lines outwards; None where it has none.
        x: where members join it.
    """

    number: int
    target: str
    line: int
    way: Way
    down: bool
    members: list[int] = field(factory=list)
    rail: int | None = None
    x: float = 0.0


class Trunks:
    """The trunks of one graph; they live while it is laid out."""

    def __init__(self, graph: Graph, gutters: Gutters) -> None:
        self.graph, self.gutters = graph, gutters
        self.all: list[Trunk] = []
        self.of: dict[int, Trunk] = {}
        self._spans = [last - first + 1 for first, last in gutters.lines()]
        self._firsts = [first for first, _ in gutters.lines()]
        self._longest = max(self._spans, default=1)
        known: dict[object, Trunk] = {}
        for number in gutters.layers.around:
            edge = graph.edges[number]
            start, end = gutters.line(edge.source), gutters.line(edge.target)
            way = self._way(edge.source, edge.target)
            # On the right each keeps to itself, so that its words can stand at its end.
            own = number if way is Way.RIGHT else None
            key = (edge.target, edge.kind, way, start < end, own)
            if key not in known:
                known[key] = Trunk(len(self.all), edge.target, end, way, start < end)
                self.all.append(known[key])
            known[key].members.append(number)
            self.of[number] = known[key]
        self.rails = [self._set_rails(ways) for ways in ((Way.ASIDE, Way.LEFT), (Way.RIGHT,))]

    @property
    def left_width(self) -> float:
        """Room that the rails on the left take."""
        return self.rails[0] * RAIL + RAIL / 2 if self.rails[0] else 0.0

    @property
    def right_width(self) -> float:
        """Room that the rails on the right take."""
        return self.rails[1] * RAIL + RAIL / 2 if self.rails[1] else 0.0

    def reserve(self) -> None:
        """Give each edge and each trunk a track in its gutter, for now in any order."""
        layer, gutters = self.gutters.layers.layer, self.gutters
        for number in self.of:
            outs = gutters.after[layer[self.graph.edges[number].source]].outs
            outs[number] = len(outs)
        for trunk in self.coming_up():
            ins = gutters.before[layer[trunk.target]].ins
            ins[trunk.number] = len(ins)

    def coming_up(self) -> Iterator[Trunk]:
        """The trunks that end with a way up out of an aisle."""
        return (trunk for trunk in self.all if trunk.way is not Way.ASIDE)

    def source_line(self, number: int) -> int:
        """The line where an edge starts."""
        return self.gutters.line(self.graph.edges[number].source)

    def place(self) -> None:
        """Set where members join each trunk, once gutters have their places and tracks."""
        for trunk in self.all:
            if trunk.way is Way.UP:
                gutter = self.gutters.before[self.gutters.layers.layer[trunk.target]]
                trunk.x = gutter.into(trunk.number)
            elif trunk.way is Way.RIGHT:
                trunk.x = self.gutters.right + ((trunk.rail or 0) + 1) * RAIL
            else:
                trunk.x = self.gutters.left - ((trunk.rail or 0) + 1) * RAIL

    def _way(self, source: str, target: str) -> Way:
        start, end = self.gutters.line(source), self.gutters.line(target)
        layer = self.gutters.layers.layer
        into = layer[target] - self._firsts[end]
        if start == end:
            return Way.UP
        if into == 0:
            return Way.ASIDE
        out = layer[source] - self._firsts[start] + 1
        left = out + into
        right = 2 * self._longest - left
        return Way.RIGHT if right < left * _RIGHT_WORTH else Way.LEFT

    def _set_rails(self, ways: tuple[Way, ...]) -> int:
        """Give each trunk beside the lines a rail, the short ones near to them."""
        runs: dict[int, tuple[float, float]] = {}
        for trunk in self.all:
            if trunk.way in ways:
                # Line n lies at 2 n, and the aisle below it at 2 n + 1.
                ends = [2 * self.source_line(number) + 1 for number in trunk.members]
                ends.append(2 * trunk.line + (trunk.way is not Way.ASIDE))
                runs[trunk.number] = (min(ends), max(ends))
        rails = pack(runs, 0.5)
        for rail, numbers in enumerate(rails):
            for number in numbers:
                self.all[number].rail = rail
        return len(rails)
