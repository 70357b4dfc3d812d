"""How far a way lies from what a map allows: the cost of its best alignment.

An alignment lays a customer's way beside a walk through the map. Where both do the
same, it costs nothing; a touchpoint that only the customer visits costs 1 (a move of the
log), and so does one that only the walk passes (a move of the model).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from journeykit.analyzers.reality.plan import Plan

__all__ = ["Costs", "costs_of"]


@frozen
class Costs:
    """The costs of the best alignments of one way.

    Attributes:
        to_end: with a walk that comes to an end of the map.
        until_left: with a walk that may stop anywhere.
    """

    to_end: int
    until_left: int


def costs_of(way: Sequence[str], plan: Plan) -> Costs:
    """The costs of the best alignments of a way with any walk through the map.

    Of two touchpoints that are visited in step one after another, the map tells how
    many must be passed between; the touchpoints between them on the way are moves of
    the log. The cheapest choice of those in step is found by dynamic programming over
    the places of the way: n² steps for n touchpoints, whatever the size of the map.

    Args:
        way: ids of visible touchpoints, in order.
        plan: what the map allows.

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
        >>> costs_of(["look", "pay"], plan), costs_of(["look"], plan)
        (Costs(to_end=1, until_left=1), Costs(to_end=2, until_left=0))
    """
    length = len(way)
    enter, between, leave = plan.enter, plan.between, plan.leave
    never = length + len(plan.touchpoints) + 1
    to_end, until_left = length + plan.shortest, length
    # For each place in step: its cost so far, less the moves of the log that come before it.
    ahead: list[tuple[int, dict[str, int]]] = []
    for place, id in enumerate(way):
        cost = place + enter.get(id, never)
        for so_far, steps in ahead:
            reached = so_far + place
            if reached < cost:
                cost = min(cost, reached + steps.get(id, never))
        ahead.append((cost - place - 1, between[id]))
        rest = cost + length - 1 - place
        until_left = min(until_left, rest)
        to_end = min(to_end, rest + leave.get(id, never))
    return Costs(to_end, until_left)
