"""Ports of a graph: where edges leave a node and where they enter it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.view.layout.graphs.spread import apart
from journeykit.view.scene import Bounds

__all__ = ["Need", "Port", "least_height", "place_ports"]

_STEP = 11.0
_EDGE = 7.0
_BALANCED = 2


@frozen
class Port:
    """A place at the side of a node for one edge, or for several that share it.

    Attributes:
        key: what is asked for it by.
        order: ports stand by it from top to bottom.
        wish: the y where it would like to be, or None for the middle.
        room: height of the words on its line, near the node.
        thickness: of its line.
        weight: how much it insists on its wish.
    """

    key: int
    order: tuple[float, ...]
    wish: float | None
    room: float
    thickness: float
    weight: float


@frozen
class Need:
    """What an edge needs at the side of a node.

    Attributes:
        room: height of the words on its line, near the node.
        thickness: of its line.
        onwards: whether it leads from layer to layer, and not around.
    """

    room: float
    thickness: float
    onwards: bool


def least_height(needs: Sequence[Need]) -> float:
    """How high a node has to be for what meets one of its sides."""
    if len(needs) < 2:
        return 0.0
    thickest = max(need.thickness for need in needs)
    lengths = [_need(need.room, need.thickness, thickest) for need in needs]
    height = sum(lengths) - min(lengths)
    if sum(need.onwards for need in needs) == 1:
        # What leads onwards stays in the middle, and the others go below it.
        around = [long for need, long in zip(needs, lengths, strict=True) if not need.onwards]
        height = max(height, 2 * sum(around[:_BALANCED]))
    return height + 2 * _EDGE


def place_ports(ports: Sequence[Port], box: Bounds) -> dict[int, float]:
    """The y of each port at one side of a node.

    Args:
        ports: in any order.
        box: the node.
    """
    standing = sorted(ports, key=lambda port: (port.order, port.key))
    middle = box.y + box.height / 2
    limit = max(box.height / 2 - _EDGE - 3, 0.0)
    wanted = [
        middle if port.wish is None else min(max(port.wish, middle - limit), middle + limit)
        for port in standing
    ]
    between = [
        _need(below.room, below.thickness, above.thickness) for above, below in pairwise(standing)
    ]
    ys = apart(wanted, between, [port.weight for port in standing])
    low, high = box.y + _EDGE, box.bottom - _EDGE - sum(between)
    for index, y in enumerate(ys):
        ys[index] = min(max(y, low), max(high, low))
        if index < len(between):
            low, high = low + between[index], high + between[index]
    return {port.key: y for port, y in zip(standing, ys, strict=True)}


def _need(room: float, thickness: float, other: float) -> float:
    """Least distance of a line to the one above it, with words between them."""
    half = (thickness + other) / 2
    return max(_STEP, room + 3 + half, half + 5)
