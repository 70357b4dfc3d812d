"""How far a way lies from what a map allows: the cost of its best alignment.

An alignment lays a customer's way beside a walk through the map. Where both do the
same, it costs nothing; a touchpoint that only the customer visits costs 1 (a move of the
log), and so does one that only the walk passes (a move of the model).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from journeykit.analyzers.reality.plan import Plan

__all__ = ["cost_of"]


def cost_of(way: Sequence[str], plan: Plan, *, to_end: bool = True) -> int:
    """The cost of the best alignment of a way with any walk through the map.

    Of two touchpoints that are visited in step one after another, the map tells how
    many must be passed between; the touchpoints between them on the way are moves of
    the log. The cheapest choice of those in step is found by dynamic programming over
    the places of the way: n² steps for n touchpoints, whatever the size of the map.

    Args:
        way: ids of visible touchpoints, in order.
        plan: what the map allows.
        to_end: whether the walk has to come to an end of the map, or may stop anywhere.

    Returns:
        Moves of the log and moves of the model together.

    Source:
        Adriansyah, van Dongen and van der Aalst 2011, Conformance checking using
        cost-based fitness analysis, IEEE EDOC, 55-64.

    Examples:
        >>> from journeykit.analyzers.reality.plan import plan_of
        >>> from journeykit.model import Journey, Phase
        >>> plan = plan_of(
        ...     Journey("Buy", [Phase("Buy", ["Look", "Cart", "Pay"])]), ["look", "cart", "pay"]
        ... )
        >>> cost_of(["look", "pay"], plan), cost_of(["cart", "look", "cart", "pay"], plan)
        (1, 1)
        >>> cost_of(["look"], plan), cost_of(["look"], plan, to_end=False)
        (2, 0)
    """
    length = len(way)
    best: float = length + (plan.shortest if to_end else 0)
    costs: list[float] = []
    for place, id in enumerate(way):
        cost = place + _lookup(plan.enter, id)
        for earlier in range(place):
            step = _lookup(plan.between[way[earlier]], id)
            cost = min(cost, costs[earlier] + place - earlier - 1 + step)
        costs.append(cost)
        after = _lookup(plan.leave, id) if to_end else 0
        best = min(best, cost + length - 1 - place + after)
    return int(best)


def _lookup(costs: Mapping[str, int], id: str) -> float:
    return costs.get(id, math.inf)
