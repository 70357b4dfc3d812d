"""Bands of a graph: the names of its groups above their layers, and lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.view.figures import Graph
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.gutters import Gutters
from journeykit.view.layout.layers import Layers
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Box, Group, Item, Line
from journeykit.view.theme import Theme

__all__ = ["draw_bands", "set_bands"]

_PAD = 12.0


def set_bands(
    graph: Graph, part: Layers, gutters: Gutters, desk: Desk
) -> tuple[float, list[Paragraph]]:
    """Set the names of the groups in one line of a graph; returns their height, too."""
    if not graph.groups:
        return 0.0, []
    known = {group.id: group.label for group in graph.groups}
    names = []
    for group, first, last in part.bands:
        left, right = gutters.edges_of(first, last)
        label = known.get(group or "", "")
        names.append(desk.setter.wrap(label, right - left - 2 * _PAD, desk.group))
    return max(name.height for name in names) + 12, names


def draw_bands(
    part: Layers,
    names: Sequence[Paragraph],
    gutters: Gutters,
    theme: Theme,
    *,
    top: float,
    bottom: float,
) -> Iterator[Group]:
    """Head each group with its name, and draw a line between two."""
    if not names:
        return
    head = max(name.height for name in names) + 12
    order = [group for group, _, _ in gutters.layers.bands]
    for index, ((group, first, last), name) in enumerate(zip(part.bands, names, strict=True)):
        left, right = gutters.edges_of(first, last)
        parts: list[Item] = []
        if index > 0:
            # No shaded ground here: labels of edges have patches in the colour of the paper.
            parts.append(Line(left, top + head + 4, left, bottom, stroke=theme.rule, dash=(3, 3)))
        if name.lines:
            parts.append(
                Box(
                    left + 1.5, top, right - left - 3, head - 2, radius=3,
                    fill=theme.hue(order.index(group)),
                )
            )  # fmt: skip
            width = right - left - 2 * _PAD
            parts += name.place(left + _PAD, top + (head - 2 - name.height) / 2, width)
        # A group that goes on in the next line has one id all the same.
        own = group if gutters.layers.bands[order.index(group)][1] == first else None
        yield Group(tuple(parts), id=own)
