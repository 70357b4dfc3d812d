"""The edges of a graph, drawn: forward through the gutters, around through the aisles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from journeykit.view.figures import Edge
from journeykit.view.layout.graphs.aisles import Leg
from journeykit.view.layout.graphs.gutters import Gutter
from journeykit.view.layout.graphs.layers import Slot
from journeykit.view.layout.graphs.looks import EdgeLook
from journeykit.view.layout.graphs.plan import Plan
from journeykit.view.layout.graphs.ports import Port, place_ports
from journeykit.view.layout.graphs.routes import (
    CORNER,
    arrowhead,
    line_end,
    rounded,
    swung,
    tail_sign,
)
from journeykit.view.layout.graphs.tags import Tag
from journeykit.view.layout.graphs.trunks import Trunk, Way
from journeykit.view.scene import Bounds, Group, Item
from journeykit.view.scene.bounds import Coordinates

__all__ = ["EdgePainter", "Places"]

_LOOP = 12.0
_ABOVE = 1.5
_LEVEL = 6.0


@frozen
class Places:
    """Where everything stands that edges lead to, through and around.

    Attributes:
        xs: left edge of each layer.
        bounds: of each node.
        middles: the y of each slot.
        along: the y of each run in an aisle.
    """

    xs: Sequence[float]
    bounds: dict[str, Bounds] = field(factory=dict)
    middles: dict[Slot, float] = field(factory=dict)
    along: dict[Leg, float] = field(factory=dict)


class EdgePainter:
    """Draws the edges of one graph whose nodes have their places; lives only while it does."""

    def __init__(self, plan: Plan, places: Places) -> None:
        self.plan, self.graph, self.looks = plan, plan.graph, plan.looks
        self.layers, self.gutters, self.trunks = plan.layers, plan.gutters, plan.trunks
        self.xs, self.bounds = places.xs, places.bounds
        self.middles, self.along = places.middles, places.along
        self.edges: list[Item] = []
        self.words: list[Item] = []

    def paint(self) -> tuple[list[Item], list[Item]]:
        """The edges with their heads, and what is written at them."""
        out, into = self._ports()
        for number in self.trunks.of:
            self._branch(number, out, into)
        for number in self.layers.chains:
            self._forward(number, out[number], into[number])
        for number in self.plan.looped.values():
            self._loop(number)
        return self.edges, self.words

    # --- ports --------------------------------------------------------------

    def _ports(self) -> tuple[dict[int, float], dict[int, float]]:
        """Where each edge leaves its source, and where it enters its target."""
        leaving: dict[str, dict[int, Port]] = {}
        entering: dict[str, dict[int, Port]] = {}
        same: dict[tuple[str, str, bool], int] = {}
        stands: list[dict[int, int]] = [{}, {}]
        for number, chain in self.layers.chains.items():
            edge = self.graph.edges[number]
            thick = self.looks.look(edge).thickness
            for side, id, far, at in (
                (leaving, edge.source, chain[1], self.plan.at_start),
                (entering, edge.target, chain[-2], self.plan.at_end),
            ):
                y, middle = self.middles[far], self.middles[(id,)]
                key, wish = number, (middle + y) / 2
                if self.looks.shares(edge):
                    # Branches of a tree start and end in the middle unless they can be level.
                    wish = wish if abs(y - middle) <= 2 * _LEVEL else middle
                    key = same.setdefault((id, edge.kind, side is leaving), number)
                stands[side is entering][number] = key
                ports = side.setdefault(id, {})
                if key != number:
                    # What several share has its place in the middle.
                    ports[key] = evolve(ports[key], wish=None)
                    continue
                ports[key] = Port(
                    key, (1, y), wish,
                    self.plan.tags[number].height if number in at else 0.0, thick, self.looks.pull(edge),
                )  # fmt: skip
        for number in self.trunks.of:
            edge = self.graph.edges[number]
            y = self.along["edge", number]
            thick = self.looks.look(edge).thickness
            port = Port(number, (2, -y), None, 0.0, thick, 0.05)
            leaving.setdefault(edge.source, {})[number] = port
        for trunk in self.trunks.all:
            port = self._trunk_port(trunk)
            entering.setdefault(trunk.target, {})[port.key] = port
            stands[1].update(dict.fromkeys(trunk.members, port.key))
        out = self._spread(leaving)
        into = self._spread(entering)
        outs = {
            number: out[stands[0].get(number, number)] for number in (*stands[0], *self.trunks.of)
        }
        return outs, {number: into[key] for number, key in stands[1].items()}

    def _trunk_port(self, trunk: Trunk) -> Port:
        """Where a trunk enters: from a rail above at the top, out of an aisle at the bottom."""
        key = trunk.members[0]
        if trunk.way is Way.ASIDE:
            order: tuple[float, ...] = (
                (0, trunk.rail or 0) if trunk.down else (2, -(trunk.rail or 0))
            )
        else:
            order = (3, -self._turn(trunk))
        look = self.plan.look_of(trunk)
        return Port(key, order, None, 0.0, look.thickness, 0.05)

    def _turn(self, trunk: Trunk) -> float:
        """The y where a trunk comes up out of its aisle."""
        if trunk.way is Way.UP:
            return max(self.along["edge", number] for number in trunk.members)
        return self.along["trunk", trunk.number]

    def _spread(self, sides: Mapping[str, Mapping[int, Port]]) -> dict[int, float]:
        found: dict[int, float] = {}
        for id, ports in sides.items():
            found.update(place_ports(list(ports.values()), self.bounds[id]))
        return found

    # --- forward ------------------------------------------------------------

    def _forward(self, number: int, out: float, into: float) -> None:
        """Draw an edge that leads from layer to layer."""
        edge, chain = self.graph.edges[number], self.layers.chains[number]
        look = self.looks.look(edge)
        start, end = self.bounds[edge.source], self.bounds[edge.target]
        ys = [out, *(self.middles[slot] for slot in chain[1:-1]), into]
        first = self.layers.layer[edge.source]
        bends = []
        for at, (y0, y1) in enumerate(pairwise(ys), first):
            left, right = self.gutters.after[at].curve
            # What differs by less than a hair is level.
            bends.append((left, y0, right, y1 if abs(y1 - y0) > 0.5 else y0))
        if len(bends) == 1:
            into = bends[0][3]
        tip = end.x - 0.8
        path = swung(start.right, out, bends, line_end(tip, look), look)
        self._draw(edge, [path], look, start=(start.right, out), tip=(tip, into))
        tag, at_start = self.plan.tags[number], number in self.plan.at_start
        if len(chain) > 2:
            x = self.xs[int(chain[1][3])] + self.gutters.width / 2
            self._write(tag, x, ys[1], look)
            return
        gutter = self.gutters.after[first]
        y = out if at_start else into
        self._write(tag, self._middle(gutter, tag, out == into, at_start), y, look)

    @staticmethod
    def _middle(gutter: Gutter, tag: Tag, level: bool, at_start: bool) -> float:
        """The x of words in a gutter."""
        if level and gutter.lines < 2:
            # On both sides of it there is as much line to be seen.
            return (gutter.left + gutter.right) / 2
        left, right = gutter.curve
        if at_start:
            return left - 6 - gutter.start_width + tag.width / 2
        return right + 6 + gutter.end_width - tag.width / 2

    # --- around -------------------------------------------------------------

    def _branch(self, number: int, out: Mapping[int, float], into: Mapping[int, float]) -> None:
        """Draw an edge that goes around: to its trunk, and as its longest member with the trunk."""
        edge, trunk = self.graph.edges[number], self.trunks.of[number]
        look = self.looks.look(edge)
        start, target = self.bounds[edge.source], self.bounds[trunk.target]
        gutter = self.gutters.after[self.layers.layer[edge.source]]
        lane = self.along["edge", number]
        x_out = gutter.out_of(number)
        points = [(start.right, out[number]), (x_out, out[number]), (x_out, lane), (trunk.x, lane)]
        rest = self._rest(trunk, into[number])
        tip = target.x - 0.8
        thick = self.plan.look_of(trunk)
        rest.append((line_end(tip, thick), into[number]))
        if len(trunk.members) == 1:
            path = rounded([*points, *rest], look)
            self._draw(edge, [path], look, start=points[0], tip=(tip, into[number]))
        else:
            self._join(number, points, rest, (tip, into[number]))
        level, near = (
            (self.along["trunk", trunk.number], target)
            if trunk.way is Way.RIGHT
            else (lane, self._beside(edge, trunk))
        )
        self._write(self.plan.tags[number], near.x + near.width / 2, level, look)

    def _join(
        self,
        number: int,
        points: list[Coordinates],
        rest: list[Coordinates],
        tip: Coordinates,
    ) -> None:
        """Draw a member up to its trunk, and the trunk from there to where the next one joins."""
        edges, trunk = self.graph.edges, self.trunks.of[number]
        along = self.along
        turn = CORNER if rest[0][1] > points[-1][1] else -CORNER
        order = sorted(trunk.members, key=lambda n: (turn * along["edge", n], n))
        at = order.index(number)
        joint = (trunk.x, points[-1][1] + turn)
        own = self.looks.look(edges[number])
        thick = self.looks.together([edges[n] for n in order[: at + 1]])
        paths = [rounded([*points, joint], own)]
        if at + 1 < len(order):
            onwards = (trunk.x, along["edge", order[at + 1]] + turn)
            self._draw(
                edges[number], [*paths, rounded([joint, onwards], thick)], own, start=points[0]
            )
        else:
            paths.append(rounded([joint, *rest], thick))
            self._draw(edges[number], paths, thick, start=points[0], tip=tip)

    def _rest(self, trunk: Trunk, y: float) -> list[Coordinates]:
        """The corners of a trunk behind the point where members join it."""
        if trunk.way in (Way.UP, Way.ASIDE):
            return [(trunk.x, y)]
        gutter = self.gutters.before[self.layers.layer[trunk.target]]
        lane, x = self.along["trunk", trunk.number], gutter.into(trunk.number)
        return [(trunk.x, lane), (x, lane), (x, y)]

    def _beside(self, edge: Edge, trunk: Trunk) -> Bounds:
        """The node under which the words of an edge stand: its source, or the next on its way."""
        start = self.bounds[edge.source]
        if trunk.x < start.x:
            return start
        layer = self.layers.layer[edge.source]
        return Bounds(self.xs[layer + 1], start.y, start.width, start.height)

    def _loop(self, number: int) -> None:
        """Draw a loop above its node."""
        edge = self.graph.edges[number]
        look, box = self.looks.look(edge), self.bounds[edge.source]
        x0, x1, up = box.x + box.width * 0.36, box.x + box.width * 0.64, box.y - _LOOP - 2
        points = [(x0, box.y), (x0, up), (x1, up), (x1, box.y - 0.8 - look.reach * 0.6)]
        self._draw(edge, [rounded(points, look)], look, tip=(x1, box.y - 0.8), down=True)
        self._write(self.plan.tags[number], box.x + box.width / 2, up, look)

    # --- drawing ------------------------------------------------------------

    def _draw(
        self,
        edge: Edge,
        paths: Sequence[Item],
        look: EdgeLook,
        *,
        start: Coordinates | None = None,
        tip: Coordinates | None = None,
        down: bool = False,
    ) -> None:
        parts: list[Item] = [*paths]
        if tip is not None:
            parts += arrowhead(*tip, look, down=down)
        if start is not None:
            parts += tail_sign(*start, look)
        words = f"{edge.source} → {edge.target}"
        figures = " · ".join(filter(None, (self.looks.count(edge), *edge.details)))
        text = ": ".join(filter(None, (self.looks.words(edge), figures)))
        self.edges.append(Group(tuple(parts), title=f"{words}: {text}" if text else words))

    def _write(self, tag: Tag, middle: float, y: float, look: EdgeLook) -> None:
        """Write words above a level piece of their line."""
        self.words += tag.place(middle, y - look.thickness / 2 - _ABOVE)
