"""Spreading: places in a row that keep apart, and runs that share as few tracks as they can."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["apart", "pack"]

Key = TypeVar("Key", bound=Hashable)


def apart(
    wanted: Sequence[float], between: Sequence[float], weights: Sequence[float] | None = None
) -> list[float]:
    """Places in this order, as near to those wanted as keeps neighbours apart.

    Blocks of touching neighbours stand at the mean of what they want: the
    pool-adjacent-violators way of isotonic regression, which is linear.

    Args:
        wanted: where each would like to be.
        between: least distance from each to the next, one fewer than places.
        weights: how much each insists; by default all alike.

    Examples:
        >>> apart([0, 0], [10]), apart([0, 0], [10], [3, 1])
        ([-5.0, 5.0], [-2.5, 7.5])
    """
    offsets = [0.0]
    for distance in between:
        offsets.append(offsets[-1] + distance)
    blocks: list[tuple[float, float, int]] = []
    for index, (want, offset) in enumerate(zip(wanted, offsets, strict=False)):
        weight = 1.0 if weights is None else weights[index]
        total, count = (want - offset) * weight, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / weight:
            more, heavier, others = blocks.pop()
            total, weight, count = total + more, weight + heavier, count + others
        blocks.append((total, weight, count))
    places = [total / weight for total, weight, count in blocks for _ in range(count)]
    return [place + offset for place, offset in zip(places, offsets, strict=False)]


def pack(runs: Mapping[Key, tuple[float, float]], gap: float) -> list[list[Key]]:
    """Put runs onto tracks so that none meets another; the short ones on the first tracks.

    Args:
        runs: start and end of each.
        gap: least distance between two runs on a track.

    Examples:
        >>> pack({"long": (0, 9), "a": (0, 2), "b": (5, 6)}, 1)
        [['b', 'a'], ['long']]
    """
    tracks: list[list[Key]] = []
    taken: list[list[tuple[float, float]]] = []
    order: list[Any] = sorted(runs, key=lambda key: (runs[key][1] - runs[key][0], key))
    for key in order:
        run = runs[key]
        track = next((n for n, others in enumerate(taken) if _fits(run, others, gap)), len(taken))
        if track == len(taken):
            taken.append([])
            tracks.append([])
        insort(taken[track], run)
        tracks[track].append(key)
    return tracks


def _fits(run: tuple[float, float], others: Sequence[tuple[float, float]], gap: float) -> bool:
    """Whether a run keeps its distance from those on a track, which are in order."""
    at = bisect_left(others, run)
    before = at == 0 or others[at - 1][1] + gap <= run[0]
    return before and (at == len(others) or run[1] + gap <= others[at][0])
