"""The bands of phases: chevrons that point to the next, with their names."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from journeykit.view.layout.desk import Desk
from journeykit.view.layout.sheets.grid import PAD, Grid
from journeykit.view.layout.sheets.heads import TIP, chevron
from journeykit.view.scene import Group, Polygon

__all__ = ["set_bands"]

_SLIVER = 6.0
"""Width of the slivers that a phase begins or ends with where it was cut."""


def set_bands(
    grid: Grid,
    colors: Sequence[str],
    y: float,
    desk: Desk,
    *,
    resumed: bool = False,
    unfinished: bool = False,
) -> tuple[list[Group], float]:
    """Draw the bands of all groups.

    Args:
        grid: where they are.
        colors: of the bands.
        y: upper edge.
        desk: theme and typesetter.
        resumed: whether the first began elsewhere: it starts with slivers.
        unfinished: whether the last goes on elsewhere: it ends with slivers.

    Returns:
        A group for each band, and the height that they take.
    """
    size = grid.name
    pad, tip, sliver = PAD * size, TIP * size, _SLIVER * size
    last = len(grid.groups) - 1
    bands = list(zip(grid.groups, grid.group_lefts, grid.group_widths, colors, strict=True))
    before = [2 * sliver if k == 0 and resumed else 0.0 for k in range(last + 1)]
    after = [2 * sliver if k == last and unfinished else 0.0 for k in range(last + 1)]
    names = [
        desk.setter.wrap(
            group.title,
            width - 2 * pad - 2 * tip - before[k] - after[k],
            evolve(desk.group_on(color), size=desk.group.size * size),
        )
        for k, (group, _, width, color) in enumerate(bands)
    ]
    height = max(name.height for name in names) + 2 * desk.theme.gap * size
    drawn = []
    for k, ((group, left, width, color), name) in enumerate(zip(bands, names, strict=True)):
        start, end = left + before[k], left + width - after[k]
        first = k == 0 and not before[k]
        shapes = [chevron(start, y, end - start, height, first=first, last=k == last, tip=tip)]
        shapes += (
            chevron(x + i * sliver, y, sliver, height, tip=tip)
            for x, some in ((left, before[k]), (end - tip, after[k]))
            for i in (0, 1)
            if some
        )
        inset = pad + (2 * size if first else tip)
        words = name.place(start + inset, y + (height - name.height) / 2, end - start - inset)
        items = (*(Polygon(points, fill=color) for points in shapes), *words)
        drawn.append(Group(items, id=group.id, title=group.title))
    return drawn, height
