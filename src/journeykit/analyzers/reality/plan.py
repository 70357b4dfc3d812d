"""The map as a plan that customers may follow: its ways, seen through what a log can show.

A touchpoint without events cannot be seen, and one that is not for all personas need
not be passed: whether a customer was there is no deviation, so that to pass it costs
nothing.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import frozen

from journeykit.analyzers.ways import stops, ways
from journeykit.model import Journey, TransitionKind

__all__ = ["Plan", "plan_of"]


@frozen(kw_only=True, slots=False)
class Plan:
    """What a map allows.

    Attributes:
        touchpoints: ids of all touchpoints, in order of the map.
        visible: ids of those that the log can show.
        must: ids of those that cost a move to pass unseen.
        out: for each touchpoint those to which a way leads.
        starts: where a journey may start.
        ends: where it may end.
    """

    touchpoints: tuple[str, ...]
    visible: frozenset[str]
    must: frozenset[str]
    out: Mapping[str, tuple[str, ...]]
    starts: tuple[str, ...]
    ends: frozenset[str]

    @cached_property
    def enter(self) -> dict[str, int]:
        """For each touchpoint how many others must be passed before it."""
        return self._distances(dict.fromkeys(self.starts, 0))

    @cached_property
    def between(self) -> dict[str, dict[str, int]]:
        """For each two touchpoints how many others must be passed between them."""
        return {id: self._distances(dict.fromkeys(self.out[id], 0)) for id in self.visible}

    @cached_property
    def leave(self) -> dict[str, int]:
        """For each touchpoint how many others must be passed after it."""
        found = {}
        for id, ahead in self.between.items():
            ways_out = [cost + self._cost(end) for end, cost in ahead.items() if end in self.ends]
            if id in self.ends:
                ways_out.append(0)
            if ways_out:
                found[id] = min(ways_out)
        return found

    @cached_property
    def shortest(self) -> int:
        """How many touchpoints the shortest way from a start to an end must pass."""
        whole = [cost + self._cost(id) for id, cost in self.enter.items() if id in self.ends]
        return min(whole, default=0)

    def starts_at(self, id: str) -> bool:
        """Whether a visible touchpoint may be the first that is visited."""
        return self.enter.get(id) == 0

    def knows(self, source: str, target: str) -> bool:
        """Whether one visible touchpoint may follow right after another."""
        return self.between[source].get(target) == 0

    @cached_property
    def before(self) -> dict[str, frozenset[str]]:
        """For each visible touchpoint the visible ones that follow it, and cannot be visited first.

        One can be visited first if a start leads to it past the other, and it leads on to
        that; a way back behind the other does not count.
        """
        ahead = {id: _reached(self.out, self.out[id]) for id in self.visible}
        found = {}
        for id in self.visible:
            first = {other for other in self._without(id) if id in ahead.get(other, ())}
            after = ahead[id] & self.visible if id in self._everywhere else frozenset[str]()
            found[id] = frozenset(after - first - {id})
        return found

    @cached_property
    def needed_for(self) -> dict[str, frozenset[str]]:
        """For each touchpoint that must be passed the visible ones that no way around it leads to."""
        everywhere = self._everywhere
        return {
            id: (everywhere & self.visible) - self._without(id) - {id}
            for id in sorted(self.must & everywhere)
        }

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """All touchpoints to which a start leads."""
        return _reached(self.out, self.starts)

    def _without(self, id: str) -> frozenset[str]:
        """All touchpoints to which a start leads around one."""
        around = {a: tuple(b for b in targets if b != id) for a, targets in self.out.items()}
        return _reached(around, (start for start in self.starts if start != id))

    def _cost(self, id: str) -> int:
        return 1 if id in self.must else 0

    def _distances(self, first: Mapping[str, int]) -> dict[str, int]:
        """How many touchpoints must be passed on the cheapest way to each, from some on."""
        best: dict[str, int] = {}
        waiting = [(cost, id) for id, cost in first.items()]
        heapq.heapify(waiting)
        while waiting:
            cost, id = heapq.heappop(waiting)
            if id in best:
                continue
            best[id] = cost
            passed = cost + self._cost(id)
            for target in self.out[id]:
                if passed < best.get(target, math.inf):
                    heapq.heappush(waiting, (passed, target))
        return best


def _reached(out: Mapping[str, Iterable[str]], first: Iterable[str]) -> frozenset[str]:
    """All touchpoints to which ways lead from some, those included."""
    reached = set(first)
    waiting = list(reached)
    while waiting:
        for target in out[waiting.pop()]:
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return frozenset(reached)


def plan_of(journey: Journey, visible: Iterable[str], *, persona: str | None = None) -> Plan:
    """What a map allows, of which some touchpoints can be seen in a log.

    A journey starts at the first touchpoint, and at each other to which no way
    leads; of those that a start leads to, it ends where no way leads on, or else at the
    last. Ways of the kind "loop" do not count. A touchpoint without any way on a map that
    has ways is neither start nor end.

    Args:
        journey: the map.
        visible: ids of touchpoints whose events the log can have.
        persona: id of the persona whose journey it is; None for all of them.

    Examples:
        >>> from journeykit.model import Phase
        >>> journey = Journey("Buy a bike", [Phase("Purchase", ["Cart", "Call", "Pay"])])
        >>> plan = plan_of(journey, ["cart", "pay"])
        >>> plan.knows("cart", "pay"), plan.knows("pay", "cart"), plan.shortest
        (True, False, 2)
    """
    along = stops(journey)
    seen = frozenset(visible)
    ids = tuple(dict.fromkeys(stop.id for stop in along))
    out: dict[str, dict[str, None]] = {id: {} for id in ids}
    onward: dict[str, dict[str, None]] = {id: {} for id in ids}
    for way in ways(journey, along).ways:
        if way.source.id != way.target.id:
            out[way.source.id][way.target.id] = None
            if way.kind is not TransitionKind.LOOP:
                onward[way.source.id][way.target.id] = None
    entered = {target for targets in onward.values() for target in targets}
    joined = [id for id in ids if onward[id] or id in entered] or list(ids[:1])
    starts = [id for number, id in enumerate(joined) if number == 0 or id not in entered]
    reached = _reached(out, starts)
    within = [id for id in joined if id in reached]
    ends = [id for id in within if not onward[id]] or within[-1:]
    everyone = {one.id for one in journey.personas} if persona is None else {persona}
    for_all = {
        stop.id
        for stop in along
        if not stop.touchpoint.personas or everyone <= set(stop.touchpoint.personas)
    }
    return Plan(
        touchpoints=ids, visible=seen, must=seen & for_all,
        out={id: tuple(targets) for id, targets in out.items()},
        starts=tuple(starts), ends=frozenset(ends),
    )  # fmt: skip
