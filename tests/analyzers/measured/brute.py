"""A map measured by plain loops over lists, as simply as can be."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from journeykit.model import Journey, TransitionKind


class Row(NamedTuple):
    """An event: whose, what, when, where in the log, and on which device."""

    customer: str
    event: str
    time: int
    row: int
    device: str | None


Path = list[tuple[int, set[str]]]
"""Times, and the ids of the touchpoints that happened then."""


def held(journey: Journey, row: Row) -> set[str]:
    """The touchpoints that an event is."""
    found = set()
    for touchpoint in journey.touchpoints:
        for binding in touchpoint.events:
            devices = binding.where.get("device")
            if row.event in binding.events and (devices is None or row.device in devices):
                found.add(touchpoint.id)
    return found


def paths(journey: Journey, log: list[Row]) -> dict[str, Path]:
    """What each customer did on the map."""
    found: dict[str, Path] = defaultdict(list)
    last: dict[str, tuple[int, int]] = {}
    order = [t.id for t in journey.touchpoints if t.events]
    for row in sorted(log, key=lambda r: (r.time, r.row)):
        numbers = sorted(order.index(id) for id in held(journey, row))
        if not numbers:
            continue
        was = last.get(row.customer, (0, -1))[1]
        best = min(numbers, key=lambda n: (abs(n - was), -n)) if was >= 0 else numbers[0]
        if len(numbers) == 1:
            # Of two at one time the later touchpoint was last.
            last[row.customer] = max(last.get(row.customer, (-1, -1)), (row.time, best))
        found[row.customer].append((row.time, {order[best]}))
    return dict(found)


def later(journey: Journey, id: str) -> set[str]:
    """Touchpoints after one on the map that ways lead to which are no loops."""
    order = [t.id for t in journey.touchpoints]
    ways = {(w.source, w.target) for w in journey.ways if w.kind is not TransitionKind.LOOP}
    reached = {b for a, b in ways if a == id}
    for _ in order:
        reached |= {b for a, b in ways if a in reached}
    return {other for other in order[order.index(id) + 1 :] if other in reached}


def place(
    found: dict[str, Path], here: set[str], on: set[str], *, within: int | None, end: int
) -> dict[str, Any]:
    """The figures of a place: touchpoints that it is, and those that come later."""
    count: Counter[str] = Counter()
    times: dict[str, list[int]] = {"before": [], "after": [], "onward": []}
    for path in found.values():
        hits = [i for i, (_, s) in enumerate(path) if s & here]
        if not hits:
            continue
        first = path[hits[0]][0]
        over = within is None or first + within <= end
        visits = [i for i in hits if i == 0 or not path[i - 1][1] & here]
        goals = [t for t, s in path[hits[0] + 1 :] if s & on]
        went = bool(goals) and (within is None or goals[0] - first <= within)
        count["customers"] += 1
        count["visits"] += len(visits)
        count["returned"] += len(visits) > 1
        count["starts"] += hits[0] == 0
        last_over = within is None or path[-1][0] + within <= end
        count["exits"] += hits[-1] == len(path) - 1 and last_over
        count["over"] += over
        count["went_on"] += went
        count["lost"] += over and not went
        count["waiting"] += not over and not went
        times["before"] += [path[i][0] - path[i - 1][0] for i in visits if i]
        times["after"] += [
            path[i + 1][0] - path[i][0]
            for i in hits
            if i + 1 < len(path) and not path[i + 1][1] & here
        ]
        times["onward"] += [goals[0] - first] if went else []
    return {**count, **times}


def moves(found: dict[str, Path]) -> dict[tuple[str, str], tuple[int, int]]:
    """How often one touchpoint comes right after another, and of how many customers."""
    count: Counter[tuple[str, str]] = Counter()
    some: Counter[tuple[str, str]] = Counter()
    for path in found.values():
        mine = [
            (a, b)
            for (_, s), (_, t) in itertools.pairwise(path)
            for a in s
            for b in t
            if b not in s or a == b
        ]
        count.update(mine)
        some.update(set(mine))
    return {pair: (count[pair], some[pair]) for pair in count}


def quantile(values: list[int], q: float) -> float:
    """By interpolation between the sorted values."""
    ordered = sorted(values)
    at = (len(ordered) - 1) * q
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)
