"""The mirror: a sheet of paper turned for scripts that run from right to left."""

from __future__ import annotations

from typing import Any, cast

from attrs import evolve

from journeykit.view.scene.letters import Align, Text
from journeykit.view.scene.paper import Group, Item, Scene
from journeykit.view.scene.shapes import Box, Line, Path, Polygon, Segment

__all__ = ["mirrored"]


def mirrored(scene: Scene) -> Scene:
    """The same sheet of paper seen in a mirror, with letters still the right way round.

    Figures in scripts that are written from right to left are laid out from
    left to right and then turned: phases run to the left, row titles stand right.
    """
    copy: Any = evolve
    items = tuple(_mirrored(item, scene.width) for item in scene.items)
    return cast("Scene", copy(scene, items=items))


def _mirrored(item: Item, width: float) -> Any:
    copy: Any = evolve
    if isinstance(item, Group):
        return copy(item, items=tuple(_mirrored(inner, width) for inner in item.items))
    if isinstance(item, Text):
        sides = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}
        return copy(item, x=width - item.x, align=sides.get(item.align, item.align))
    if isinstance(item, Box):
        return copy(item, x=width - item.x - item.width)
    if isinstance(item, Line):
        return copy(item, x1=width - item.x1, x2=width - item.x2)
    if isinstance(item, Polygon):
        return copy(item, points=tuple((width - x, y) for x, y in item.points))
    if isinstance(item, Path):
        segments = tuple(
            Segment(
                width - s.x,
                s.y,
                s.control
                and (
                    (width - s.control[0][0], s.control[0][1]),
                    (width - s.control[1][0], s.control[1][1]),
                ),
            )
            for s in item.segments
        )
        return copy(item, x=width - item.x, segments=segments)
    return copy(item, x=width - item.x)
