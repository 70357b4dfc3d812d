"""A figure as geometry: boxes, lines and runs of text, measured and placed.

A scene is what is left when layout is done and drawing has not begun. Whoever
draws it decides nothing: no text is wrapped, no colour chosen, no place found.
Lengths are points (1/72 inch), the origin is at the top left, y grows downwards.
"""

from __future__ import annotations

from journeykit.view.scene.bounds import Bounds, hatch_lines
from journeykit.view.scene.letters import ASCENT, DESCENT, Align, Text
from journeykit.view.scene.mirror import mirrored
from journeykit.view.scene.paper import Group, Item, Scene, stacked, texts
from journeykit.view.scene.shapes import Box, Disc, Line, Path, Polygon, Segment

__all__ = [
    "ASCENT",
    "DESCENT",
    "Align",
    "Bounds",
    "Box",
    "Disc",
    "Group",
    "Item",
    "Line",
    "Path",
    "Polygon",
    "Scene",
    "Segment",
    "Text",
    "hatch_lines",
    "mirrored",
    "stacked",
    "texts",
]
