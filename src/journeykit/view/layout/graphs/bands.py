"""Bands of a graph: the names of its groups above their layers, and the ground below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.view.figures import Graph
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.graphs.gutters import Gutters
from journeykit.view.layout.graphs.layers import Layers
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Box, Group
from journeykit.view.theme import Theme

__all__ = ["draw_bands", "draw_grounds", "set_bands"]

_PAD = 12.0
_SLIT = 3.0


def set_bands(
    graph: Graph, part: Layers, gutters: Gutters, desk: Desk
) -> tuple[float, list[Paragraph]]:
    """Set the names of the groups in one line of a graph; returns their height, too."""
    if not graph.groups:
        return 0.0, []
    known = {group.id: group.label for group in graph.groups}
    names, hues = [], graph.hues
    for group, first, last in part.bands:
        left, right = gutters.edges_of(first, last)
        label = known.get(group or "", "")
        style = desk.group_on(desk.theme.hue(hues.get(group or "", 0)))
        names.append(desk.setter.wrap(label, right - left - 2 * _PAD, style))
    return max(name.height for name in names) + 12, names


def draw_grounds(
    part: Layers,
    names: Sequence[Paragraph],
    gutters: Gutters,
    theme: Theme,
    *,
    top: float,
    bottom: float,
) -> Iterator[Box]:
    """Shade the ground of each group that has a name."""
    for (_, first, last), name in zip(part.bands, names, strict=False):
        left, right = gutters.edges_of(first, last)
        if name.lines:
            yield Box(
                left + _SLIT / 2, top, right - left - _SLIT, bottom - top, fill=theme.band, radius=3
            )


def draw_bands(
    graph: Graph,
    part: Layers,
    names: Sequence[Paragraph],
    gutters: Gutters,
    theme: Theme,
    *,
    top: float,
) -> Iterator[Group]:
    """Head each group with its name."""
    height = max((name.height for name in names), default=0.0) + 12
    first_of = {group: first for group, first, _ in gutters.layers.bands}
    hues = graph.hues
    for (group, first, last), name in zip(part.bands, names, strict=False):
        left, right = gutters.edges_of(first, last)
        if not name.lines:
            continue
        box = Box(
            left + _SLIT / 2, top, right - left - _SLIT, height - 2, radius=3,
            fill=theme.hue(hues[group or ""]),
        )  # fmt: skip
        width = right - left - 2 * _PAD
        words = name.place(left + _PAD, top + (height - 2 - name.height) / 2, width)
        # A group that goes on in the next line has one id all the same.
        yield Group((box, *words), id=group if first_of[group] == first else None)
