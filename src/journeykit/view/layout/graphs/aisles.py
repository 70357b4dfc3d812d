"""Aisles of a graph: the space below a line of nodes, in which edges go around them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from journeykit.view.layout.graphs.gutters import Gutter
from journeykit.view.layout.graphs.spread import pack
from journeykit.view.layout.graphs.trunks import Trunk, Trunks, Way

__all__ = ["Leg", "Run", "order_tracks", "runs_of", "set_aisle"]

_LANE = 9.0
_APART = 16.0
_PAD = 12.0

Leg = tuple[str, int]
"""Which level piece it is: ("edge", number of the edge) or ("trunk", number of the trunk)."""


@frozen
class Run:
    """A level piece in an aisle.

    Attributes:
        start: its left end, or further left.
        end: its right end, or further right.
        room: height of the words above it.
        thickness: of its line.
    """

    start: float
    end: float
    room: float
    thickness: float


def runs_of(
    trunks: Trunks, rooms: Mapping[Leg, float], thickness: Mapping[Leg, float]
) -> list[dict[Leg, Run]]:
    """For each line what runs in the aisle below it.

    Args:
        trunks: the edges that go around, with their places.
        rooms: height of the words that stand on a run.
        thickness: of each run.
    """
    gutters, graph = trunks.gutters, trunks.graph
    layer = gutters.layers.layer
    aisles: list[dict[Leg, Run]] = [{} for _ in gutters.lines()]

    def add(line: int, leg: Leg, trunk: Trunk, *ends: Gutter) -> None:
        # Which track it takes in a gutter is not said yet: it may be any.
        xs = [x for gutter in ends for x in (gutter.x, gutter.x + gutter.width)]
        if trunk.way is not Way.UP:
            xs.append(trunk.x)
        aisles[line][leg] = Run(min(xs), max(xs), rooms.get(leg, 0.0), thickness[leg])

    for number, trunk in trunks.of.items():
        out = gutters.after[layer[graph.edges[number].source]]
        into = [gutters.before[layer[trunk.target]]] if trunk.way is Way.UP else []
        add(trunks.source_line(number), ("edge", number), trunk, out, *into)
    for trunk in trunks.all:
        if trunk.way in (Way.LEFT, Way.RIGHT):
            into = [gutters.before[layer[trunk.target]]]
            add(trunk.line, ("trunk", trunk.number), trunk, *into)
    return aisles


def set_aisle(
    runs: Mapping[Leg, Run], floor: float, along: dict[Leg, float], lanes: dict[Leg, int]
) -> float:
    """Give each run below a line its height and its lane; returns where they end."""
    y = floor
    spans = {leg: (run.start, run.end) for leg, run in runs.items()}
    for index, lane in enumerate(pack(spans, _APART)):
        room = max(runs[leg].room for leg in lane)
        half = max(runs[leg].thickness for leg in lane) / 2
        y += room + half + (3 if room else _LANE / 2)
        for leg in lane:
            along[leg] = y
            lanes[leg] = index
        y += half + _LANE / 2
    return y + (_PAD / 2 if runs else 0)


def order_tracks(trunks: Trunks, lanes: Mapping[Leg, int]) -> None:
    """Order the tracks of each gutter by their lanes, so that they cross as little as can be.

    What goes to an upper lane goes down left of what goes to a lower one, and
    what comes from an upper lane comes up right of what comes from a lower one.
    """
    gutters = trunks.gutters
    for gutter in [
        *gutters.after,
        *gutters.before[:1],
        *(gutters.before[b] for b in gutters.breaks),
    ]:
        order = sorted(gutter.outs, key=lambda n: (lanes[("edge", n)], n))
        gutter.outs = {number: track for track, number in enumerate(order)}
        into = sorted(gutter.ins, key=lambda n: (_lane_of(trunks, n, lanes), n))
        gutter.ins = {number: track for track, number in enumerate(into)}


def _lane_of(trunks: Trunks, number: int, lanes: Mapping[Leg, int]) -> int:
    """The lowest lane out of which a trunk comes up."""
    trunk = trunks.all[number]
    if trunk.way is Way.UP:
        return max(lanes[("edge", member)] for member in trunk.members)
    return lanes.get(("trunk", number), 0)
