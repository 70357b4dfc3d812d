"""Graphs: nodes in layers from left to right, edges between and around them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from journeykit.view.figures import Edge, Graph
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.header import place_header
from journeykit.view.layout.layers import Slot, arrange, slot_height, stack
from journeykit.view.layout.legend import place_legend
from journeykit.view.layout.nodes import NODE_WIDTH, NodeBlock, set_node
from journeykit.view.layout.routes import (
    EdgeLook,
    EdgeLooks,
    arrowhead,
    curve_through,
    rounded,
)
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Bounds, Box, Group, Item, Line, Scene

__all__ = ["lay_out_graph"]

_GUTTER = 46.0
_LABEL = 110.0
_LANE_LABEL = 260.0
_GAP = 18.0
_LOOP = 22.0
_LANE = 9.0
_TRACK = 5.0
_PAD = 12.0


def lay_out_graph(graph: Graph, desk: Desk) -> Scene:
    """Lay out a graph.

    Args:
        graph: the figure.
        desk: theme and typesetter.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    layout = _GraphLayout(graph, desk)
    items, width, height = layout.lay_out()
    inner = max(width, 420.0)
    head, top = place_header(
        graph.title, None, (), (), x=margin, y=margin, width=inner, desk=desk, small=True
    )
    y = margin + top + 2 * theme.gap
    drawn: list[Item] = [Group(tuple(head)), Group(tuple(items)).moved(margin, y)]
    y += height
    swatches = layout.looks.swatches()
    if swatches:
        legend, height = place_legend(swatches, margin, y + theme.gap, inner, desk)
        drawn += legend
        y += height + theme.gap
    return Scene(
        inner + 2 * margin, y + margin, tuple(drawn), id=graph.id, title=graph.title,
        description=graph.description, ground=theme.ground, locale=graph.locale,
    )  # fmt: skip


@define
class _Gutter:
    """The space before a layer, in which edges change their height."""

    tracks: int = 0
    label_width: float = 0.0
    x: float = 0.0
    width: float = 0.0
    taken: list[Bounds] = field(factory=list)

    def track(self) -> int:
        """The number of a new upright track."""
        self.tracks += 1
        return self.tracks - 1


class _GraphLayout:
    """Works out one graph from (0, 0); lives only while it does."""

    def __init__(self, graph: Graph, desk: Desk) -> None:
        self.graph, self.desk, self.theme = graph, desk, desk.theme
        self.layers = arrange(graph)
        self.looks = EdgeLooks(graph, desk)
        self.blocks = self._blocks()
        lanes = set(self.layers.around)
        words = [
            self.looks.text(edge, " · " if number in lanes else "\n")
            for number, edge in enumerate(graph.edges)
        ]
        self.looped: dict[str, int] = {}
        for number in self.layers.loops:
            # Several loops at one node are drawn as one, with all their words.
            first = self.looped.setdefault(graph.edges[number].source, number)
            if first != number and words[number]:
                words[first] = "\n".join(filter(None, (words[first], words[number])))
        self.texts = [
            desk.setter.wrap(text, _LANE_LABEL if number in lanes else _LABEL, desk.note)
            for number, text in enumerate(words)
        ]
        self.gutters = [_Gutter() for _ in range(len(self.layers.rows) + 1)]
        self.items: list[Item] = []
        self.front: list[Item] = []

    def lay_out(self) -> tuple[list[Item], float, float]:
        """Items, width and height."""
        if not self.blocks:
            return [], 0.0, 0.0
        tracks = self._reserve()
        xs, width = self._across()
        top, names = self._band_names(xs)
        heights = {id: self._room(id) for id in self.blocks}
        middles, height = stack(self.layers, lambda slot: slot_height(slot, heights), _GAP)
        top += _PAD
        bounds = {
            id: self._bounds(id, xs[self.layers.layer[id]], top + middles[(id,)])
            for id in self.blocks
        }
        floor = top + height + _PAD
        bottom = self._edges_around(bounds, tracks, floor)
        self._bands(xs, names, bottom)
        nodes = [self.blocks[id].place(bounds[id]) for id in self.blocks]
        self._forward(bounds, middles, xs, top)
        self._self_loops(bounds)
        return [*self.items, *nodes, *self.front], width, bottom

    # --- nodes --------------------------------------------------------------

    def _blocks(self) -> dict[str, NodeBlock]:
        hues = {group.id: self.theme.hue(i) for i, group in enumerate(self.graph.groups)}
        kinds = list(dict.fromkeys(node.kind for node in self.graph.nodes))
        return {
            node.id: set_node(
                node,
                hues.get(node.group or "") or self.theme.hue(kinds.index(node.kind)),
                self.desk,
            )
            for node in self.graph.nodes
        }

    def _room(self, id: str) -> float:
        """Height of a node with the loop above it."""
        room = self.blocks[id].height
        if id in self.looped:
            # As much below as above keeps the node in the middle of its room.
            room += 2 * (_LOOP + self.texts[self.looped[id]].height)
        return room

    def _bounds(self, id: str, x: float, middle: float) -> Bounds:
        height = self.blocks[id].height
        return Bounds(x, middle - height / 2, NODE_WIDTH, height)

    # --- across -------------------------------------------------------------

    def _reserve(self) -> dict[int, tuple[int, int]]:
        """Count what each gutter has to hold; returns the tracks of the edges that go around."""
        for number, chain in self.layers.chains.items():
            gutter = self.gutters[self.layers.layer[chain[0][0]] + 1]
            gutter.label_width = max(gutter.label_width, self.texts[number].width)
        tracks = {}
        for number in self.layers.around:
            edge = self.graph.edges[number]
            out = self.gutters[self.layers.layer[edge.source] + 1].track()
            tracks[number] = (out, self.gutters[self.layers.layer[edge.target]].track())
        return tracks

    def _across(self) -> tuple[list[float], float]:
        """The left edge of each layer, and the width of all."""
        xs = []
        x = 0.0
        last = len(self.layers.rows)
        for index, gutter in enumerate(self.gutters):
            edge = index in (0, last)
            width = _PAD + 2 if edge else max(_GUTTER, gutter.label_width + 28)
            gutter.x = x
            gutter.width = width + gutter.tracks * _TRACK + (10 if gutter.tracks and edge else 0)
            x += gutter.width
            if index < last:
                xs.append(x)
                x += NODE_WIDTH
        return xs, x

    def _edges_of(self, first: int, last: int, xs: Sequence[float]) -> tuple[float, float]:
        """Left and right edge of the band over some layers: it meets its neighbours half way."""
        before, after = self.gutters[first], self.gutters[last + 1]
        left = before.x if first == 0 else before.x + before.width / 2
        end = after.x + (after.width if last + 1 == len(xs) else after.width / 2)
        return left, end

    def _band_names(self, xs: Sequence[float]) -> tuple[float, list[Paragraph]]:
        if not self.graph.groups:
            return 0.0, []
        known = {group.id: group.label for group in self.graph.groups}
        names = []
        for group, first, last in self.layers.bands:
            left, right = self._edges_of(first, last, xs)
            label = known.get(group or "", "")
            names.append(self.desk.setter.wrap(label, right - left - 2 * _PAD, self.desk.group))
        return max(name.height for name in names) + 12, names

    def _bands(self, xs: Sequence[float], names: Sequence[Paragraph], bottom: float) -> None:
        """Head each group with its name, and draw a line between two."""
        if not names:
            return
        head = max(name.height for name in names) + 12
        behind: list[Item] = []
        for index, ((group, first, last), name) in enumerate(
            zip(self.layers.bands, names, strict=True)
        ):
            left, right = self._edges_of(first, last, xs)
            parts: list[Item] = []
            if index > 0:
                # No shaded ground here: labels of edges have patches in the colour of the paper.
                parts.append(
                    Line(left, head + 4, left, bottom, stroke=self.theme.rule, dash=(3, 3))
                )
            if name.lines:
                parts.append(
                    Box(
                        left + 1.5, 0, right - left - 3, head - 2, radius=3,
                        fill=self.theme.hue(index),
                    )
                )  # fmt: skip
                width = right - left - 2 * _PAD
                parts += name.place(left + _PAD, (head - 2 - name.height) / 2, width)
            behind.append(Group(tuple(parts), id=group))
        self.items[:0] = behind

    # --- edges --------------------------------------------------------------

    def _forward(
        self, bounds: dict[str, Bounds], middles: dict[Slot, float], xs: Sequence[float], top: float
    ) -> None:
        ports = self._ports(bounds, middles)
        for number, chain in self.layers.chains.items():
            edge = self.graph.edges[number]
            look = self.looks.look(edge)
            start, end = bounds[edge.source], bounds[edge.target]
            points = [(start.right, ports[number][0])]
            for slot in chain[1:-1]:
                x, y = xs[int(slot[3])], top + middles[slot]
                points += [(x, y), (x + NODE_WIDTH, y)]
            tip = end.x - 1
            reach = 4 + look.thickness if self.graph.directed else -1
            points.append((tip - reach, ports[number][1]))
            self._draw(edge, curve_through(points, look), look, (tip, ports[number][1]))
            middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
            gutter = self.gutters[self.layers.layer[edge.source] + 1]
            self._label(self.texts[number], *middle, gutter)

    def _ports(
        self, bounds: dict[str, Bounds], middles: dict[Slot, float]
    ) -> dict[int, tuple[float, float]]:
        """Where edges leave and enter: spread over the side of a node, in order of their far ends."""
        out: dict[str, list[tuple[float, int]]] = {}
        into: dict[str, list[tuple[float, int]]] = {}
        for number, chain in self.layers.chains.items():
            edge = self.graph.edges[number]
            out.setdefault(edge.source, []).append((middles[chain[1]], number))
            into.setdefault(edge.target, []).append((middles[chain[-2]], number))
        ends: dict[int, list[float]] = {number: [] for number in self.layers.chains}
        for sides in (out, into):
            for id, edges in sides.items():
                box = bounds[id]
                step = min(12.0, (box.height - 12) / max(len(edges), 1))
                first = box.y + box.height / 2 - step * (len(edges) - 1) / 2
                for index, (_, number) in enumerate(sorted(edges)):
                    ends[number].append(first + index * step)
        return {number: (pair[0], pair[1]) for number, pair in ends.items()}

    def _edges_around(
        self, bounds: dict[str, Bounds], tracks: dict[int, tuple[int, int]], floor: float
    ) -> float:
        """Lead edges around below all nodes; returns where they end."""
        runs = {}
        for number, (out, into) in tracks.items():
            edge = self.graph.edges[number]
            right = self.gutters[self.layers.layer[edge.source] + 1]
            left = self.gutters[self.layers.layer[edge.target]]
            runs[number] = (
                right.x + 8 + out * _TRACK,
                left.x + left.width - 14 - into * _TRACK,
            )
        y = floor
        for lane in self._lanes(runs):
            height = max(max(_LANE, self.texts[number].height + 2) for number in lane)
            for number in lane:
                self._edge_around(number, bounds, runs[number], y + height / 2)
            y += height + 3
        return y + (_PAD / 2 if runs else 0)

    def _lanes(self, runs: dict[int, tuple[float, float]]) -> list[list[int]]:
        """Edges that can share a lane; the short ones on top, where they cut through fewer."""
        lanes: list[list[tuple[float, float, int]]] = []
        for number in sorted(runs, key=lambda n: (abs(runs[n][0] - runs[n][1]), n)):
            middle = sum(runs[number]) / 2
            half = max(abs(runs[number][0] - runs[number][1]), self.texts[number].width) / 2 + 8
            left, right = middle - half, middle + half
            for lane in lanes:
                if all(right <= start or end <= left for start, end, _ in lane):
                    break
            else:
                lane = []
                lanes.append(lane)
            lane.append((left, right, number))
        return [[number for _, _, number in lane] for lane in lanes]

    def _edge_around(
        self, number: int, bounds: dict[str, Bounds], run: tuple[float, float], along: float
    ) -> None:
        edge, text = self.graph.edges[number], self.texts[number]
        look = self.looks.look(edge)
        start, end = bounds[edge.source], bounds[edge.target]
        x_out, x_in = run
        y_out = start.bottom - min(7.0, start.height / 4)
        y_in = end.bottom - min(7.0, end.height / 4)
        tip = end.x - 1
        reach = 4 + look.thickness if self.graph.directed else -1
        points = [
            (start.right, y_out), (x_out, y_out), (x_out, along), (x_in, along), (x_in, y_in),
            (tip - reach, y_in),
        ]  # fmt: skip
        self._draw(edge, rounded(points, look), look, (tip, y_in))
        if text.lines:
            self._write(text, (x_out + x_in) / 2 - text.width / 2, along - text.height / 2)

    def _self_loops(self, bounds: dict[str, Bounds]) -> None:
        for number in self.looped.values():
            edge = self.graph.edges[number]
            look, text, box = self.looks.look(edge), self.texts[number], bounds[edge.source]
            x0, x1, up = box.x + box.width * 0.4, box.x + box.width * 0.75, box.y - _LOOP + 6
            reach = 4 + look.thickness if self.graph.directed else 0
            points = [(x0, box.y), (x0, up), (x1, up), (x1, box.y - 1 - reach)]
            self._draw(edge, rounded(points, look), look, (x1, box.y - 1), down=True)
            if text.lines:
                self._write(text, (x0 + x1) / 2 - text.width / 2, up - text.height - 2)

    def _draw(
        self,
        edge: Edge,
        path: Item,
        look: EdgeLook,
        tip: tuple[float, float],
        *,
        down: bool = False,
    ) -> None:
        parts: list[Item] = [path]
        if self.graph.directed:
            parts += arrowhead(*tip, look, down=down)
        words = f"{edge.source} → {edge.target}"
        text = self.looks.text(edge, ": ")
        self.items.append(Group(tuple(parts), title=f"{words}: {text}" if text else words))

    def _label(self, text: Paragraph, x: float, y: float, gutter: _Gutter) -> None:
        """Write a label into its gutter, below those that are there already."""
        if not text.lines:
            return
        left = x - text.width / 2
        top = y - text.height / 2
        for taken in sorted(gutter.taken, key=lambda bounds: bounds.y):
            if taken.meets(Bounds(left, top - 2, text.width, text.height + 4)):
                top = taken.bottom + 2
        gutter.taken.append(Bounds(left, top, text.width, text.height))
        self._write(text, left, top)

    def _write(self, text: Paragraph, x: float, y: float) -> None:
        """Write a label on a patch of paper, so that lines do not run through it."""
        self.front.append(
            Box(x - 3, y, text.width + 6, text.height, fill=self.theme.ground, radius=3)
        )
        self.front += text.place(x, y, text.width, Align.CENTER)
