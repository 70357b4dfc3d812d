"""A map against reality in plain loops, slow and simple."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from journeykit.model import Journey, TransitionKind


class Map:
    """The ways of a journey, as the definition says them."""

    def __init__(self, journey: Journey, visible: Sequence[str]) -> None:
        everyone = {persona.id for persona in journey.personas}
        self.ids = [t.id for t in journey.touchpoints]
        self.visible = set(visible)
        self.free = {
            t.id
            for t in journey.touchpoints
            if t.id not in self.visible or (t.personas and not everyone <= set(t.personas))
        }
        all_ways = [way for way in journey.ways if way.source != way.target]
        self.ways = {(way.source, way.target) for way in all_ways}
        self.onward = {
            (way.source, way.target) for way in all_ways if way.kind is not TransitionKind.LOOP
        }
        joined = [id for id in self.ids if any(id in way for way in self.onward)] or self.ids[:1]
        into = {target for _, target in self.onward}
        outof = {source for source, _ in self.onward}
        self.starts = [id for id in joined if id == joined[0] or id not in into]
        within = [id for id in joined if self.leads_to(id)]
        self.ends = [id for id in within if id not in outof] or [within[-1]]

    def cost(self, id: str) -> int:
        """What passing a touchpoint unseen costs."""
        return 0 if id in self.free else 1

    def simple_paths(
        self, source: str, target: str, ways: set[tuple[str, str]], been: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, ...]]:
        """All paths of at least one way that come to no touchpoint twice, ends included."""
        for a, b in ways:
            if a == source and b == target:
                yield (*been, source, target)
            elif a == source and b not in (*been, source):
                yield from self.simple_paths(b, target, ways, (*been, source))

    def knows(self, source: str, target: str) -> bool:
        """Whether one may follow right after the other."""
        paths = self.simple_paths(source, target, self.ways)
        return any(set(path[1:-1]) <= self.free for path in paths)

    def is_before(self, a: str, b: str) -> bool:
        """Whether the map leads from one to the other, and no walk visits the other first."""
        if not self.leads_to(a) or not any(self.simple_paths(a, b, self.ways)):
            return False
        past = {way for way in self.ways if a not in way}
        starts = [start for start in self.starts if start != a]
        first = b in starts or any(any(self.simple_paths(s, b, past)) for s in starts)
        return not (first and any(self.simple_paths(b, a, self.ways)))

    def leads_to(self, id: str) -> bool:
        """Whether a start leads to a touchpoint."""
        return id in self.starts or any(
            any(self.simple_paths(s, id, self.ways)) for s in self.starts
        )

    def starts_at(self, id: str) -> bool:
        """Whether one may be the first that is seen."""
        paths = [path for s in self.starts for path in self.simple_paths(s, id, self.ways)]
        return id in self.starts or any(set(path[:-1]) <= self.free for path in paths)

    def needs(self, b: str, a: str) -> bool:
        """Whether each way from a start to `b` comes past `a`."""
        if a == b or a in self.free:
            return False
        paths = [(b,)] if b in self.starts else []
        for start in self.starts:
            if start != b:
                paths += list(self.simple_paths(start, b, self.ways))
        return bool(paths) and all(a in path for path in paths)

    def alignment(self, way: Sequence[str], *, to_end: bool) -> int:
        """The cheapest path through all pairs of a place on the way and one on the map."""
        seen = set()
        waiting: list[tuple[int, int, str]] = [(0, 0, "")]
        while waiting:
            cost, place, at = heapq.heappop(waiting)
            if (place, at) in seen:
                continue
            seen.add((place, at))
            if place == len(way) and (at in self.ends if to_end else True):
                return cost
            if place < len(way):
                heapq.heappush(waiting, (cost + 1, place + 1, at))
            steps = self.starts if not at else [b for a, b in self.ways if a == at]
            for step in steps:
                heapq.heappush(waiting, (cost + self.cost(step), place, step))
                if place < len(way) and way[place] == step:
                    heapq.heappush(waiting, (cost, place + 1, step))
        raise AssertionError("every map has a way from a start to an end")
