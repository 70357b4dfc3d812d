"""Graphs: nodes in layers from left to right, edges between and around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import define, field

from journeykit.view.figures import Edge, Graph
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.header import place_header
from journeykit.view.layout.layers import Layers, Slot, arrange, slot_height, stack
from journeykit.view.layout.legend import place_legend
from journeykit.view.layout.nodes import NodeBlock, node_width, set_node
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
_LINE_GAP = 16.0
_FOLD = 1240.0

Run = tuple[float, float]
"""Where a level piece of an edge starts and ends."""


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
        self.before = [_Gutter() for _ in self.layers.rows]
        self.after = [*self.before[1:], _Gutter()]
        for first in self.breaks:
            self.after[first - 1] = _Gutter()
        self.items: list[Item] = []
        self.front: list[Item] = []
        self.heads: list[Item] = []
        self.rails: dict[int, int] = {}
        chains = self.layers.chains.values()
        self.leaving = {chain[0][0] for chain in chains}
        self.entering = {chain[-1][0] for chain in chains}

    def lay_out(self) -> tuple[list[Item], float, float]:
        """Items, width and height."""
        if not self.blocks:
            return [], 0.0, 0.0
        tracks = self._reserve()
        xs, width = self._across()
        heights = {id: self._room(id) for id in self.blocks}
        bounds: dict[str, Bounds] = {}
        along: dict[tuple[int, int], float] = {}
        stacked: list[tuple[Layers, dict[Slot, float], float]] = []
        runs = self._runs(tracks)
        y = 0.0
        for index, (first, last) in enumerate(self._lines()):
            part = self.layers.part(first, last)
            head, names = self._band_names(part)
            top = y + head + _PAD
            middles, height = stack(part, lambda slot: slot_height(slot, heights), _GAP)
            for row, x in zip(part.rows, xs[first : last + 1], strict=True):
                for slot in row:
                    if len(slot) == 1:
                        bounds[slot[0]] = self._bounds(slot[0], x, top + middles[slot])
            floor = top + height + _PAD
            bottom = self._aisle(runs[index], floor, along)
            self._bands(part, names, y, floor if self.breaks else bottom)
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

    def _lines(self) -> list[tuple[int, int]]:
        """First and last layer of each line of the drawing."""
        starts = [0, *self.breaks]
        ends = [*(first - 1 for first in self.breaks), len(self.layers.rows) - 1]
        return list(zip(starts, ends, strict=True))

    def _line(self, id: str) -> int:
        return bisect_right(self.breaks, self.layers.layer[id])

    def _fold(self) -> tuple[int, ...]:
        """The layers before which a new line starts: none where all fit beside each other.

        Lines end where groups end, and are about equally long.
        """
        if not self.graph.groups or not self.blocks:
            return ()
        self._reserve()
        xs, width = self._across()
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

    # --- across -------------------------------------------------------------

    def _reserve(self) -> dict[int, tuple[int, int]]:
        """Count what each gutter has to hold; returns the tracks of the edges that go around."""
        layer = self.layers.layer
        for number, chain in self.layers.chains.items():
            gutter = self.after[layer[chain[0][0]]]
            gutter.label_width = max(gutter.label_width, self.texts[number].width)
        tracks = {}
        for number in self.layers.around:
            edge = self.graph.edges[number]
            out = self.after[layer[edge.source]].track()
            tracks[number] = (out, self.before[layer[edge.target]].track())
            if self._line(edge.target) - self._line(edge.source) not in (0, 1):
                self.rails[number] = len(self.rails)
        return tracks

    def _across(self) -> tuple[list[float], float]:
        """The left edge of each layer, and the width of all."""
        xs: list[float] = []
        widest = 0.0
        for first, last in self._lines():
            x = len(self.rails) * _TRACK + _TRACK if self.rails else 0.0
            for index in range(first, last + 1):
                x = self._widen(self.before[index], x, edge=index == first)
                xs.append(x)
                x += self.width
            widest = max(widest, self._widen(self.after[last], x, edge=True))
        return xs, widest

    @staticmethod
    def _widen(gutter: _Gutter, x: float, *, edge: bool) -> float:
        """Put a gutter in its place; returns where it ends."""
        width = _PAD + 2 if edge else max(_GUTTER, gutter.label_width + 28)
        gutter.x = x
        gutter.width = width + gutter.tracks * _TRACK + (10 if gutter.tracks and edge else 0)
        return x + gutter.width

    def _edges_of(self, first: int, last: int) -> tuple[float, float]:
        """Left and right edge of the band over some layers: it meets its neighbours half way."""
        before, after = self.before[first], self.after[last]
        left = before.x if self._opens(first) else before.x + before.width / 2
        end = after.x + (after.width if self._opens(last + 1) else after.width / 2)
        return left, end

    def _opens(self, layer: int) -> bool:
        """Whether a line starts with a layer, or would."""
        return layer in (0, len(self.layers.rows), *self.breaks)

    def _band_names(self, part: Layers) -> tuple[float, list[Paragraph]]:
        if not self.graph.groups:
            return 0.0, []
        known = {group.id: group.label for group in self.graph.groups}
        names = []
        for group, first, last in part.bands:
            left, right = self._edges_of(first, last)
            label = known.get(group or "", "")
            names.append(self.desk.setter.wrap(label, right - left - 2 * _PAD, self.desk.group))
        return max(name.height for name in names) + 12, names

    def _bands(self, part: Layers, names: Sequence[Paragraph], top: float, bottom: float) -> None:
        """Head each group with its name, and draw a line between two."""
        if not names:
            return
        head = max(name.height for name in names) + 12
        order = [group for group, _, _ in self.layers.bands]
        for index, ((group, first, last), name) in enumerate(zip(part.bands, names, strict=True)):
            left, right = self._edges_of(first, last)
            parts: list[Item] = []
            if index > 0:
                # No shaded ground here: labels of edges have patches in the colour of the paper.
                parts.append(
                    Line(left, top + head + 4, left, bottom, stroke=self.theme.rule, dash=(3, 3))
                )
            if name.lines:
                parts.append(
                    Box(
                        left + 1.5, top, right - left - 3, head - 2, radius=3,
                        fill=self.theme.hue(order.index(group)),
                    )
                )  # fmt: skip
                width = right - left - 2 * _PAD
                parts += name.place(left + _PAD, top + (head - 2 - name.height) / 2, width)
            # A group that goes on in the next line has one id all the same.
            own = group if self.layers.bands[order.index(group)][1] == first else None
            self.heads.append(Group(tuple(parts), id=own))

    # --- edges --------------------------------------------------------------

    def _forward(
        self,
        part: Layers,
        bounds: dict[str, Bounds],
        middles: dict[Slot, float],
        xs: Sequence[float],
        top: float,
    ) -> None:
        ports = self._ports(part, bounds, middles)
        for number, chain in part.chains.items():
            edge = self.graph.edges[number]
            look = self.looks.look(edge)
            start, end = bounds[edge.source], bounds[edge.target]
            points = [(start.right, ports[number][0])]
            for slot in chain[1:-1]:
                x, y = xs[int(slot[3])], top + middles[slot]
                points += [(x, y), (x + self.width, y)]
            tip = end.x - 1
            reach = 4 + look.thickness if self.graph.directed else -1
            points.append((tip - reach, ports[number][1]))
            self._draw(edge, curve_through(points, look), look, (tip, ports[number][1]))
            middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
            gutter = self.after[self.layers.layer[edge.source]]
            self._label(self.texts[number], *middle, gutter)

    def _ports(
        self, part: Layers, bounds: dict[str, Bounds], middles: dict[Slot, float]
    ) -> dict[int, tuple[float, float]]:
        """Where edges leave and enter: spread over the side of a node, in order of their far ends."""
        out: dict[str, list[tuple[float, int]]] = {}
        into: dict[str, list[tuple[float, int]]] = {}
        for number, chain in part.chains.items():
            edge = self.graph.edges[number]
            out.setdefault(edge.source, []).append((middles[chain[1]], number))
            into.setdefault(edge.target, []).append((middles[chain[-2]], number))
        ends: dict[int, list[float]] = {number: [] for number in part.chains}
        for sides in (out, into):
            for id, edges in sides.items():
                box = bounds[id]
                step = min(12.0, (box.height - 12) / max(len(edges), 1))
                first = box.y + box.height / 2 - step * (len(edges) - 1) / 2
                for index, (_, number) in enumerate(sorted(edges)):
                    ends[number].append(first + index * step)
        return {number: (pair[0], pair[1]) for number, pair in ends.items()}

    def _runs(self, tracks: dict[int, tuple[int, int]]) -> list[dict[tuple[int, int], Run]]:
        """For each line the level runs in the aisle below it, by edge and number of the run.

        An edge to its own line, or to the next, has one run. To any other it has
        two, with an upright piece on a rail left of all lines between them.
        """
        aisles: list[dict[tuple[int, int], Run]] = [{} for _ in self._lines()]
        for number, (out, into) in tracks.items():
            edge = self.graph.edges[number]
            right = self.after[self.layers.layer[edge.source]]
            left = self.before[self.layers.layer[edge.target]]
            x_out = right.x + 8 + out * _TRACK
            x_in = left.x + left.width - 14 - into * _TRACK
            start, end = self._line(edge.source), self._line(edge.target)
            if number not in self.rails:
                aisles[start][number, 0] = (x_out, x_in)
                continue
            rail = self.rails[number] * _TRACK + 1
            aisles[start][number, 0] = (x_out, rail)
            aisles[end - 1 if end > start else end][number, 1] = (rail, x_in)
        return aisles

    def _aisle(
        self,
        runs: dict[tuple[int, int], Run],
        floor: float,
        along: dict[tuple[int, int], float],
    ) -> float:
        """Give each run below a line its height; returns where they end."""
        y = floor
        for lane in self._lanes(runs):
            height = max(max(_LANE, self._words_on(run).height + 2) for run in lane)
            for run in lane:
                along[run] = y + height / 2
            y += height + 3
        return y + (_PAD / 2 if runs else 0)

    def _words_on(self, run: tuple[int, int]) -> Paragraph:
        """What is written on a run: the words of an edge stand on its first."""
        number, leg = run
        return self.texts[number] if leg == 0 else Paragraph((), self.desk.note)

    def _lanes(self, runs: dict[tuple[int, int], Run]) -> list[list[tuple[int, int]]]:
        """Runs that can share a lane; the short ones on top, where they cut through fewer."""
        lanes: list[list[tuple[float, float, tuple[int, int]]]] = []
        for run in sorted(runs, key=lambda n: (abs(runs[n][0] - runs[n][1]), n)):
            middle = sum(runs[run]) / 2
            half = max(abs(runs[run][0] - runs[run][1]), self._words_on(run).width) / 2 + 8
            left, right = middle - half, middle + half
            for lane in lanes:
                if all(right <= start or end <= left for start, end, _ in lane):
                    break
            else:
                lane = []
                lanes.append(lane)
            lane.append((left, right, run))
        return [[run for _, _, run in lane] for lane in lanes]

    def _edge_around(
        self,
        number: int,
        bounds: dict[str, Bounds],
        runs: dict[tuple[int, int], Run],
        along: dict[tuple[int, int], float],
    ) -> None:
        """Lead an edge around below the nodes of its line."""
        edge, text = self.graph.edges[number], self.texts[number]
        look = self.looks.look(edge)
        start, end = bounds[edge.source], bounds[edge.target]
        down = self._line(edge.target) > self._line(edge.source)
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
        for leg in range(2 if number in self.rails else 1):
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
