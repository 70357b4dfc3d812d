"""Graphs: nodes in layers from left to right, edges between and around them."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Edge, Graph
from journeykit.view.layout.aisles import Leg, Run, level_runs, set_aisle
from journeykit.view.layout.bands import draw_bands, set_bands
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.gutters import Gutter, Gutters
from journeykit.view.layout.header import place_header
from journeykit.view.layout.layers import Layers, Slot, arrange, slot_height, stack
from journeykit.view.layout.legend import place_legend
from journeykit.view.layout.nodes import NodeBlock, node_width, set_node
from journeykit.view.layout.routes import (
    EdgeLook,
    EdgeLooks,
    arrowhead,
    curve_through,
    ports,
    rounded,
)
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Bounds, Box, Group, Item, Scene

__all__ = ["lay_out_graph"]

_LABEL = 110.0
_LANE_LABEL = 260.0
_GAP = 18.0
_LOOP = 22.0
_PAD = 12.0
_LINE_GAP = 16.0
_FOLD = 1240.0


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


class _GraphLayout:
    """Works out one graph from (0, 0); lives only while it does."""

    def __init__(self, graph: Graph, desk: Desk) -> None:
        self.graph, self.desk, self.theme = graph, desk, desk.theme
        self.looks = EdgeLooks(graph, desk)
        self.width = node_width(graph.nodes, desk)
        self.blocks = self._blocks()
        self.layers = arrange(graph)
        self.breaks: tuple[int, ...] = ()
        self._prepare()
        self.breaks = self._fold()
        if self.breaks:
            self.layers = arrange(graph, self.breaks)
        self._prepare()

    def _prepare(self) -> None:
        """Set the words of the edges, and an empty gutter on each side of each layer."""
        graph, desk = self.graph, self.desk
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
        self.gutters = Gutters(graph, self.layers, self.breaks, self.texts, self.width)
        self.items: list[Item] = []
        self.front: list[Item] = []
        self.heads: list[Item] = []
        chains = self.layers.chains.values()
        self.leaving = {chain[0][0] for chain in chains}
        self.entering = {chain[-1][0] for chain in chains}

    def lay_out(self) -> tuple[list[Item], float, float]:
        """Items, width and height."""
        if not self.blocks:
            return [], 0.0, 0.0
        tracks = self.gutters.reserve()
        xs, width = self.gutters.across()
        heights = {id: self._room(id) for id in self.blocks}
        bounds: dict[str, Bounds] = {}
        along: dict[Leg, float] = {}
        stacked: list[tuple[Layers, dict[Slot, float], float]] = []
        runs = level_runs(self.gutters, tracks)
        y = 0.0
        for index, (first, last) in enumerate(self.gutters.lines()):
            part = self.layers.part(first, last)
            head, names = set_bands(self.graph, part, self.gutters, self.desk)
            top = y + head + _PAD
            middles, height = stack(part, lambda slot: slot_height(slot, heights), _GAP)
            for row, x in zip(part.rows, xs[first : last + 1], strict=True):
                for slot in row:
                    if len(slot) == 1:
                        bounds[slot[0]] = self._bounds(slot[0], x, top + middles[slot])
            floor = top + height + _PAD
            bottom = set_aisle(runs[index], self.texts, floor, along)
            end = floor if self.breaks else bottom
            self.heads += draw_bands(part, names, self.gutters, self.theme, top=y, bottom=end)
            stacked.append((part, middles, top))
            y = bottom + _LINE_GAP
        levels = {run: ends for aisle in runs for run, ends in aisle.items()}
        for number in tracks:
            self._edge_around(number, bounds, levels, along)
        behind = self.items
        self.items = []
        nodes = [self.blocks[id].place(bounds[id]) for id in self.blocks]
        for part, middles, top in stacked:
            self._forward(part, bounds, middles, xs, top)
        self._self_loops(bounds)
        return [*behind, *self.heads, *self.items, *nodes, *self.front], width, y - _LINE_GAP

    # --- lines --------------------------------------------------------------

    def _fold(self) -> tuple[int, ...]:
        """The layers before which a new line starts: none where all fit beside each other.

        Lines end where groups end, and are about equally long.
        """
        if not self.graph.groups or not self.blocks:
            return ()
        self.gutters.reserve()
        xs, width = self.gutters.across()
        if width <= _FOLD:
            return ()
        starts: list[int] = []
        for _, first, last in self.layers.bands:
            long = xs[last] + self.width - xs[first] > _FOLD
            starts += range(first, last + 1) if long else [first]
        ends = [*(xs[first] for first in starts[1:]), width]
        lengths = [end - xs[first] for first, end in zip(starts, ends, strict=True)]
        return tuple(starts[piece] for piece in folds(lengths, _FOLD))

    # --- nodes --------------------------------------------------------------

    def _blocks(self) -> dict[str, NodeBlock]:
        hues = {group.id: self.theme.hue(i) for i, group in enumerate(self.graph.groups)}
        kinds = list(dict.fromkeys(node.kind for node in self.graph.nodes))
        return {
            node.id: set_node(
                node,
                hues.get(node.group or "") or self.theme.hue(kinds.index(node.kind)),
                self.desk,
                self.width,
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
        return Bounds(x, middle - height / 2, self.width, height)

    # --- edges --------------------------------------------------------------

    def _forward(
        self,
        part: Layers,
        bounds: dict[str, Bounds],
        middles: dict[Slot, float],
        xs: Sequence[float],
        top: float,
    ) -> None:
        sides = ports(self.graph, part, bounds, middles)
        for number, chain in part.chains.items():
            edge = self.graph.edges[number]
            look = self.looks.look(edge)
            start, end = bounds[edge.source], bounds[edge.target]
            points = [(start.right, sides[number][0])]
            for slot in chain[1:-1]:
                x, y = xs[int(slot[3])], top + middles[slot]
                points += [(x, y), (x + self.width, y)]
            tip = end.x - 1
            reach = 4 + look.thickness if self.graph.directed else -1
            points.append((tip - reach, sides[number][1]))
            self._draw(edge, curve_through(points, look), look, (tip, sides[number][1]))
            middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
            gutter = self.gutters.after[self.layers.layer[edge.source]]
            self._label(self.texts[number], *middle, gutter)

    def _edge_around(
        self,
        number: int,
        bounds: dict[str, Bounds],
        runs: dict[Leg, Run],
        along: dict[Leg, float],
    ) -> None:
        """Lead an edge around below the nodes of its line."""
        edge, text = self.graph.edges[number], self.texts[number]
        look = self.looks.look(edge)
        start, end = bounds[edge.source], bounds[edge.target]
        down = self.gutters.line(edge.target) > self.gutters.line(edge.source)
        y_out = start.bottom - min(7.0, start.height / 4)
        y_in = end.bottom - min(7.0, end.height / 4)
        if down:
            # It comes from the line above, and has the middle for itself where it is alone.
            y_in = end.y + min(7.0, end.height / 4)
            if edge.source not in self.leaving:
                y_out = start.y + start.height / 2
            if edge.target not in self.entering:
                y_in = end.y + end.height / 2
        tip = end.x - 1
        reach = 4 + look.thickness if self.graph.directed else -1
        points = [(start.right, y_out)]
        for leg in range(2 if number in self.gutters.rails else 1):
            points += ((x, along[number, leg]) for x in runs[number, leg])
        points.insert(1, (points[1][0], y_out))
        points += [(points[-1][0], y_in), (tip - reach, y_in)]
        self._draw(edge, rounded(points, look), look, (tip, y_in))
        if text.lines:
            middle = sum(runs[number, 0]) / 2
            self._write(text, middle - text.width / 2, along[number, 0] - text.height / 2)

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

    def _label(self, text: Paragraph, x: float, y: float, gutter: Gutter) -> None:
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
