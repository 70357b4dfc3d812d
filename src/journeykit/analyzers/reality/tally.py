"""What the ways that customers take tell of a map, each way with all who take it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import define, field

from journeykit.analyzers.reality.plan import Plan
from journeykit.events.mapped_paths.ways import MapWay

__all__ = ["Concerned", "Passing", "passing"]

_EXAMPLES = 3


@define
class Concerned:
    """Customers of whom something could be true, and those of whom it is.

    Attributes:
        of: those of whom it could be.
        customers: those of whom it is.
        times: how often it is.
        examples: a few of them, those on the most frequent ways first.
    """

    of: int = 0
    customers: int = 0
    times: int = 0
    examples: tuple[Any, ...] = ()

    def add(self, way: MapWay, times: int = 1) -> None:
        """Count the customers of a way."""
        self.customers += way.count
        self.times += times * way.count
        if len(self.examples) < _EXAMPLES:
            self.examples = (*self.examples, *way.examples)[:_EXAMPLES]


@define
class Passing:
    """How customers pass through a map.

    Attributes:
        came: by touchpoint those who come to it.
        begun: by touchpoint those for whom it is the first.
        moves: by touchpoint and the one right after it.
        order: by touchpoint and a later one of the map: `of` come to both,
            `customers` to the later one first.
        skipped: by touchpoint: `of` came to where no way around it leads, `customers`
            without it.
    """

    came: dict[str, int] = field(factory=lambda: defaultdict(int))
    begun: dict[str, Concerned] = field(factory=lambda: defaultdict(Concerned))
    moves: dict[tuple[str, str], Concerned] = field(factory=lambda: defaultdict(Concerned))
    order: dict[tuple[str, str], Concerned] = field(factory=lambda: defaultdict(Concerned))
    skipped: dict[str, Concerned] = field(factory=lambda: defaultdict(Concerned))


def passing(found: Iterable[MapWay], plan: Plan) -> Passing:
    """Count how customers pass through a map.

    Args:
        found: the ways that they take.
        plan: what the map allows.
    """
    result = Passing()
    for way in found:
        result.begun[way.touchpoints[0]].add(way)
        times: dict[tuple[str, str], int] = defaultdict(int)
        for move in pairwise(way.touchpoints):
            times[move] += 1
        for move, number in times.items():
            result.moves[move].add(way, number)
        visited = list(dict.fromkeys(way.touchpoints))
        for number, id in enumerate(visited):
            result.came[id] += way.count
            after = plan.before[id]
            for other in visited[:number]:
                if id in plan.before[other]:
                    result.order[other, id].of += way.count
                elif other in after:
                    pair = result.order[id, other]
                    pair.of += way.count
                    pair.add(way)
        for id, beyond in plan.needed_for.items():
            if not beyond.isdisjoint(visited):
                skip = result.skipped[id]
                skip.of += way.count
                if id not in visited:
                    skip.add(way)
    return result
