"""Graphs: nodes in layers from left to right, edges between and around them."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.view.figures import Graph
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.graphs.aisles import Leg, order_tracks, runs_of, set_aisle
from journeykit.view.layout.graphs.bands import draw_bands, draw_grounds, set_bands
from journeykit.view.layout.graphs.edges import EdgePainter, Places
from journeykit.view.layout.graphs.exits import with_exits_said
from journeykit.view.layout.graphs.keys import place_keys
from journeykit.view.layout.graphs.layers import Layers, Slot, stack
from journeykit.view.layout.graphs.looks import EdgeLooks
from journeykit.view.layout.graphs.nodes import NodeBlock, node_width, set_node
from journeykit.view.layout.graphs.plan import Plan
from journeykit.view.layout.header import place_header
from journeykit.view.naming import WAYS
from journeykit.view.scene import Bounds, Group, Item, Scene

__all__ = ["lay_out_graph"]

_GAP = 18.0
_PAD = 14.0
_LINE_GAP = 18.0
_FOLD = 1310.0
_LOOP = 20.0
_LANE = 8.0
_NOTE = 820.0


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
    drawn = with_exits_said(graph.replace(edges=graph.edges_to_draw))
    layout = _GraphLayout(drawn, desk)
    items, width, height = layout.lay_out()
    inner = max(width, 420.0)
    head, top = place_header(
        graph.title, graph.subtitle, (), (), x=margin, y=margin, width=inner, desk=desk, small=True
    )
    y = margin + top + 2 * theme.gap
    parts: list[Item] = [Group(tuple(head)), Group(tuple(items)).moved(margin, y)]
    y += height
    keys, height = place_keys(drawn, layout.looks, desk, inner)
    if keys:
        parts.append(Group(tuple(keys)).moved(margin, y + 2 * theme.gap))
        y += height + 2 * theme.gap
    if graph.note:
        note = desk.setter.wrap(graph.note, min(inner, _NOTE), desk.note)
        parts += note.place(margin, y + theme.gap, inner)
        y += note.height + theme.gap
    return Scene(
        inner + 2 * margin, y + margin, tuple(parts), id=graph.id, title=graph.title,
        description=graph.description, ground=theme.ground, locale=graph.locale,
    )  # fmt: skip


class _GraphLayout:
    """Works out one graph from (0, 0); lives only while it does."""

    def __init__(self, graph: Graph, desk: Desk) -> None:
        self.graph, self.desk, self.theme = graph, desk, desk.theme
        self.looks = EdgeLooks(graph, desk)
        self.width = node_width(graph.nodes, desk)
        self.blocks = self._blocks()
        self.plan = Plan(graph, self.looks, self.width)
        breaks = self._fold()
        if breaks:
            self.plan = Plan(graph, self.looks, self.width, breaks)
        self.sides = self.plan.sides()
        for id, side in self.sides.items():
            self.blocks[id] = self.blocks[id].at_least(side.height)

    def lay_out(self) -> tuple[list[Item], float, float]:
        """Items, width and height."""
        if not self.blocks:
            return [], 0.0, 0.0
        plan, gutters, theme = self.plan, self.plan.gutters, self.theme
        xs = gutters.across(plan.trunks.left_width)
        plan.trunks.place()
        runs = runs_of(plan.trunks, plan.rooms(), plan.thicknesses())
        places = Places(xs=xs)
        lanes: dict[Leg, int] = {}
        grounds: list[Item] = []
        heads: list[Item] = []
        y = 0.0
        parts = plan.layers.parts(plan.breaks)
        for index, (part, (first, last)) in enumerate(zip(parts, gutters.lines(), strict=True)):
            head, names = set_bands(self.graph, part, gutters, self.desk)
            top = y + head + _PAD
            floor = top + self._stack(part, xs[first : last + 1], top, places) + _PAD
            grounds += draw_grounds(part, names, gutters, theme, top=y + head - 4, bottom=floor)
            heads += draw_bands(self.graph, part, names, gutters, theme, top=y)
            y = set_aisle(runs[index], floor + 2, places.along, lanes) + _LINE_GAP
        order_tracks(plan.trunks, lanes)
        plan.trunks.place()
        edges, words = EdgePainter(plan, places).paint()
        nodes = [block.place(places.bounds[id]) for id, block in self.blocks.items()]
        width = gutters.right + plan.trunks.right_width
        return [*grounds, *heads, *edges, *nodes, *words], width, y - _LINE_GAP

    def _stack(self, part: Layers, xs: Sequence[float], top: float, places: Places) -> float:
        """Give the nodes of a line their places; returns how high they stand."""
        middles, height = stack(part, self._extent, self.plan.pull, _GAP)
        places.middles.update((slot, top + middle) for slot, middle in middles.items())
        for row, x in zip(part.rows, xs, strict=True):
            for slot in row:
                if len(slot) == 1:
                    (id,) = slot
                    tall = self.blocks[id].height
                    places.bounds[id] = Bounds(x, places.middles[slot] - tall / 2, self.width, tall)
        return height

    # --- lines --------------------------------------------------------------

    def _fold(self) -> tuple[int, ...]:
        """The layers before which a new line starts: none where all fit beside each other.

        Lines end where groups end, and are about equally long; without groups they
        end anywhere. Groups that hold each their own kind of node are no way to be
        followed, and stay together, as does a graph of relations.
        """
        if not self.blocks or self._is_by_kind() or not self._leads():
            return ()
        xs = self.plan.gutters.across(0.0)
        width = self.plan.gutters.right
        if width <= _FOLD:
            return ()
        starts: list[int] = []
        for _, first, last in self.plan.layers.bands:
            long = not self.graph.groups or xs[last] + self.width - xs[first] > _FOLD
            starts += range(first, last + 1) if long else [first]
        ends = [*(xs[first] for first in starts[1:]), width]
        lengths = [end - xs[first] for first, end in zip(starts, ends, strict=True)]
        return tuple(starts[piece] for piece in folds(lengths, _FOLD))

    def _leads(self) -> bool:
        """Whether there are groups to follow, or ways alone."""
        return bool(self.graph.groups) or all(edge.kind in WAYS for edge in self.graph.edges)

    def _is_by_kind(self) -> bool:
        """Whether each group holds nodes of one kind, and no two groups of the same."""
        kinds = {(node.group, node.kind) for node in self.graph.nodes}
        return len(kinds) > 1 and len(kinds) == len({k for _, k in kinds}) == len(
            {g for g, _ in kinds}
        )

    # --- nodes --------------------------------------------------------------

    def _blocks(self) -> dict[str, NodeBlock]:
        hues = {id: self.theme.hue(number) for id, number in self.graph.hues.items()}
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

    def _extent(self, slot: Slot) -> tuple[float, float]:
        """How far a slot reaches above and below its middle."""
        plan, id = self.plan, slot[0]
        if len(slot) > 1:
            number = int(slot[2])
            half = self.looks.look(self.graph.edges[number]).thickness / 2
            room = plan.tags[number].height + 3 if plan.on_slot.get(number) == slot else 0.0
            return max(_LANE, room + half), max(_LANE, half)
        half = self.blocks[id].height / 2
        side = self.sides.get(id)
        up = half + max(0.0, side.room - 4 if side else 0.0)
        if id in plan.looped:
            up = max(up, half + _LOOP + plan.tags[plan.looped[id]].height)
        return up, half
