"""Two orders of the same things: what has moved; and three orders woven into one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

__all__ = ["in_order", "moved", "woven"]

K = TypeVar("K", bound=Hashable)


def in_order(values: Sequence[int]) -> set[int]:
    """Positions of a longest strictly increasing run of values, in n log n steps.

    Source:
        Fredman 1975, on computing the length of longest increasing subsequences.

    Examples:
        >>> sorted(in_order([0, 3, 1, 2]))
        [0, 2, 3]
    """
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [position]
    kept = set()
    position = last[-1] if last else -1
    while position >= 0:
        kept.add(position)
        position = previous[position]
    return kept


def moved(before: Iterable[K], after: Iterable[K]) -> set[K]:
    """What has changed places: the fewest of the common without which the order is the same.

    Args:
        before: things in order, each once.
        after: the same, or others, in another order.

    Examples:
        >>> moved(["cart", "pay", "ride"], ["pay", "ride", "cart", "tell"])
        {'cart'}
    """
    places = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    kept = in_order([places[key] for key in common])
    return {key for index, key in enumerate(common) if index not in kept}


def woven(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], *, prefer: str | None = None
) -> tuple[K, ...] | None:
    """One order of all that either of two lists has, as both have changed a third.

    What both have stands in the order of the side that has changed it. What one side
    alone has stands behind what it stands behind there; where both put something in one
    place, the order does not depend on which side is which.

    Args:
        base: the list that both started from; each thing once, as in the others.
        ours: the list as one side has it.
        theirs: the list as the other side has it.
        prefer: "ours" or "theirs", where both have changed the order differently.

    Returns:
        The order, or None where both have changed it differently and none is preferred.

    Examples:
        >>> woven("abc", "axbc", "abcy")
        ('a', 'x', 'b', 'c', 'y')
        >>> woven("abc", "bac", "acb") is None
        True
    """
    core = _core(base, ours, theirs, prefer)
    if core is None:
        return None
    common = set(core)
    runs = [_runs(side, common) for side in (ours, theirs)]
    found: list[K] = []
    for anchor in (None, *core):
        if anchor is not None:
            found.append(anchor)
        for run in sorted((each[anchor] for each in runs if anchor in each), key=repr):
            found += run
    left = set(base).difference(found)
    return (*found, *(key for key in base if key in left))


def _core(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], prefer: str | None
) -> list[K] | None:
    """What both sides have, in the order of the side that has changed it."""
    ours, theirs = _within(ours, set(theirs)), _within(theirs, set(ours))
    known, kept = set(base), set(ours)
    was, mine, other = _within(base, kept), _within(ours, known), _within(theirs, known)
    if mine == other:
        # They differ, if at all, in where both have put what is new.
        return min(ours, theirs, key=repr)
    if was in (mine, other):
        return theirs if mine == was else ours
    return {"ours": ours, "theirs": theirs}.get(prefer or "")


def _within(keys: Sequence[K], wanted: set[K]) -> list[K]:
    return [key for key in keys if key in wanted]


def _runs(keys: Sequence[K], common: set[K]) -> dict[K | None, list[K]]:
    """What is not common, by the common thing that it stands behind."""
    runs: dict[K | None, list[K]] = {}
    anchor: K | None = None
    for key in keys:
        if key in common:
            anchor = key
        else:
            runs.setdefault(anchor, []).append(key)
    return runs
