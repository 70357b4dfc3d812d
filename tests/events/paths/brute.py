"""Paths worked out by plain loops over lists, as simply as can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple


class Row(NamedTuple):
    """An event: whose, what, when, and where in the log."""

    customer: str
    event: str
    time: int
    row: int
    group: str | None


Path = list[Row]


def paths(log: list[Row], gap: int | None = None) -> list[Path]:
    """What each customer did in order; cut where more than the gap lies between two events."""
    whole: dict[str, Path] = defaultdict(list)
    for row in sorted(log, key=lambda r: (r.time, r.row)):
        whole[row.customer].append(row)
    if gap is None:
        return list(whole.values())
    cut: list[Path] = []
    for path in whole.values():
        for place, row in enumerate(path):
            if place == 0 or row.time - path[place - 1].time > gap:
                cut.append([])
            cut[-1].append(row)
    return cut


def names(path: Path) -> list[str]:
    """The events of a path."""
    return [row.event for row in path]


def group(path: Path) -> str | None:
    """The first value that a path holds."""
    return next((row.group for row in path if row.group is not None), None)


def edges(log: list[Path]) -> dict[tuple[str, str], tuple[int, int]]:
    """How often one event follows another, and on how many paths."""
    count: Counter[tuple[str, str]] = Counter()
    some: Counter[tuple[str, str]] = Counter()
    for path in log:
        whole = ["path_start", *names(path), "path_end"]
        pairs = list(pairwise(whole))
        count.update(pairs)
        some.update(set(pairs))
    return {pair: (count[pair], some[pair]) for pair in count}


def waits(log: list[Path]) -> dict[tuple[str, str], list[int]]:
    """How long each step from event to event took."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for path in log:
        for a, b in pairwise(path):
            found[a.event, b.event].append(b.time - a.time)
    return dict(found)


def anchors(path: Path, anchor: str, which: str) -> list[int]:
    """The places of an anchor on a path."""
    found = [place for place, row in enumerate(path) if row.event == anchor]
    return {"first": found[:1], "last": found[-1:], "each": found}[which]


def cells(log: list[Path], anchor: str, which: str, offsets: range) -> dict[tuple[str, int], int]:
    """How many views have an event at a place around an anchor."""
    count: Counter[tuple[str, int]] = Counter()
    for path in log:
        for at in anchors(path, anchor, which):
            for offset in offsets:
                place = at + offset
                event = "path_start" if place < 0 else "path_end"
                if 0 <= place < len(path):
                    event = path[place].event
                count[event, offset] += 1
    return dict(count)


def shaped(
    log: list[Path], *, start: str | None = None, end: str | None = None, collapse: bool = False
) -> list[Path]:
    """Paths from an event on, up to one, without repeats."""
    found = []
    for path in log:
        part = path
        if start is not None:
            if start not in names(part):
                continue
            part = part[names(part).index(start) :]
        if end is not None:
            if end not in names(part):
                continue
            part = part[: names(part).index(end) + 1]
        if collapse:
            part = [
                row
                for place, row in enumerate(part)
                if place == 0 or row.event != part[place - 1].event
            ]
        found.append(part)
    return found


def converts(path: Path, start: str, end: str, within: int | None, most: int | None) -> bool:
    """Whether some start has an end after it, soon enough."""
    last = path[-1]._replace(event="path_end")
    whole = [*path, last] if end == "path_end" else path
    return any(
        a.event == start
        and b.event == end
        and i < j
        and (within is None or b.time - a.time <= within)
        and (most is None or j - i <= most)
        for i, a in enumerate(path)
        for j, b in enumerate(whole)
    )


def pairs(log: list[Path]) -> dict[tuple[str, str], tuple[int, int]]:
    """How often one event comes after another, and on how many paths."""
    count: Counter[tuple[str, str]] = Counter()
    some: Counter[tuple[str, str]] = Counter()
    for path in log:
        mine = [(a.event, b.event) for i, a in enumerate(path) for b in path[i + 1 :]]
        count.update(mine)
        some.update(set(mine))
    return {pair: (count[pair], some[pair]) for pair in count}


def repeats(log: list[Path]) -> dict[str, tuple[int, int, int]]:
    """On how many paths an event is repeated, how often, and with how little between."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, path in enumerate(log):
        for i, a in enumerate(path):
            later = [j for j in range(i + 1, len(path)) if path[j].event == a.event]
            if later:
                found[a.event].append((number, later[0] - i - 1))
    return {
        event: (len({n for n, _ in seen}), len(seen), min(d for _, d in seen))
        for event, seen in found.items()
    }


def reachable(steps: set[tuple[str, str]]) -> Callable[[str, str], bool]:
    """Whether one event leads to another, by any number of steps."""
    reach: dict[str, set[str]] = defaultdict(set)
    for a, b in steps:
        reach[a].add(b)
    for _ in range(len(reach)):
        for a in list(reach):
            reach[a] |= {c for b in reach[a] for c in reach.get(b, set())}
    return lambda a, b: b in reach.get(a, set())


def quantiles(values: list[int]) -> dict[str, Any]:
    """Mean and quantiles, by interpolation between the sorted values."""
    ordered = sorted(values)

    def at(q: float) -> float:
        place = (len(ordered) - 1) * q
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    return {
        "count": len(ordered), "mean_s": sum(ordered) / len(ordered), "median_s": at(0.5),
        "q90_s": at(0.9), "min_s": ordered[0], "max_s": ordered[-1],
    }  # fmt: skip
