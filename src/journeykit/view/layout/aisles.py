"""Aisles of a graph: the space below a line of nodes, in which edges go around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeykit.view.layout.gutters import TRACK, Gutters
from journeykit.view.layout.text import Paragraph

__all__ = ["Leg", "Run", "level_runs", "set_aisle"]

_LANE = 9.0
_PAD = 12.0

Run = tuple[float, float]
"""Where a level piece of an edge starts and ends."""

Leg = tuple[int, int]
"""Which level piece it is: the number of the edge, and 0 for its first run or 1 for its second."""


def level_runs(gutters: Gutters, tracks: Mapping[int, tuple[int, int]]) -> list[dict[Leg, Run]]:
    """For each line the level runs in the aisle below it, by edge and number of the run.

    An edge to its own line, or to the next, has one run. To any other it has
    two, with an upright piece on a rail left of all lines between them.
    """
    aisles: list[dict[Leg, Run]] = [{} for _ in gutters.lines()]
    for number, (out, into) in tracks.items():
        edge = gutters.graph.edges[number]
        right = gutters.after[gutters.layers.layer[edge.source]]
        left = gutters.before[gutters.layers.layer[edge.target]]
        x_out = right.x + 8 + out * TRACK
        x_in = left.x + left.width - 14 - into * TRACK
        start, end = gutters.line(edge.source), gutters.line(edge.target)
        if number not in gutters.rails:
            aisles[start][number, 0] = (x_out, x_in)
            continue
        rail = gutters.rails[number] * TRACK + 1
        aisles[start][number, 0] = (x_out, rail)
        aisles[end - 1 if end > start else end][number, 1] = (rail, x_in)
    return aisles


def set_aisle(
    runs: Mapping[Leg, Run],
    texts: Sequence[Paragraph],
    floor: float,
    along: dict[Leg, float],
) -> float:
    """Give each run below a line its height; returns where they end."""
    y = floor
    for lane in _lanes(runs, texts):
        height = max(max(_LANE, _words_on(run, texts)[1] + 2) for run in lane)
        for run in lane:
            along[run] = y + height / 2
        y += height + 3
    return y + (_PAD / 2 if runs else 0)


def _words_on(run: Leg, texts: Sequence[Paragraph]) -> tuple[float, float]:
    """Width and height of what is written on a run: the words of an edge stand on its first."""
    number, leg = run
    return (texts[number].width, texts[number].height) if leg == 0 else (0.0, 0.0)


def _lanes(runs: Mapping[Leg, Run], texts: Sequence[Paragraph]) -> list[list[Leg]]:
    """Runs that can share a lane; the short ones on top, where they cut through fewer."""
    lanes: list[list[tuple[float, float, Leg]]] = []
    for run in sorted(runs, key=lambda n: (abs(runs[n][0] - runs[n][1]), n)):
        middle = sum(runs[run]) / 2
        half = max(abs(runs[run][0] - runs[run][1]), _words_on(run, texts)[0]) / 2 + 8
        left, right = middle - half, middle + half
        for lane in lanes:
            if all(right <= start or end <= left for start, end, _ in lane):
                break
        else:
            lane = []
            lanes.append(lane)
        lane.append((left, right, run))
    return [[run for _, _, run in lane] for lane in lanes]
