"""How well a map fits what customers do, as one figure."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import frozen

from journeykit.analyzers.reality.alignment import costs_of
from journeykit.analyzers.reality.plan import Plan
from journeykit.analyzers.stats import mean_interval, wilson_interval
from journeykit.events.mapped_paths.ways import MapWay
from journeykit.model.element import Value

__all__ = ["Fitness", "fitness_of"]


@frozen(kw_only=True, repr=False)
class Fitness(Value):
    """How well a map fits what customers do, from 0 (not at all) to 1 (they follow it).

    For each customer 1 - cost of the best alignment / cost of the worst. The best
    alignment lays the customer's way beside the walk through the map that is most
    like it; each touchpoint that only one of the two has costs 1. The worst has
    nothing in common: all touchpoints of the customer, and those of the map's
    shortest walk.

    Attributes:
        mean: the mean over all customers.
        interval: Student's interval of the mean, within 0 to 1; None for fewer than two.
        pooled: 1 - all costs / all worst costs; longer ways weigh more.
        customers: how many customers, or sessions, it rests on.
        fitting: how many of them do nothing that the map does not allow.
        share_fitting: fitting / customers.
        fitting_interval: Wilson interval of that share.

    Source:
        Van der Aalst, Adriansyah and van Dongen 2012, Replaying history on process
        models for conformance checking and performance analysis, WIREs Data Mining and
        Knowledge Discovery 2(2), 182-192: `pooled` is its fitness of a log; that of one
        trace, whose mean is `mean`, is in Adriansyah, van Dongen and van der Aalst
        2011, IEEE EDOC, 55-64.
    """

    mean: float
    interval: tuple[float, float] | None
    pooled: float
    customers: int
    fitting: int
    share_fitting: float
    fitting_interval: tuple[float, float]


def fitness_of(
    found: Iterable[MapWay], plan: Plan, *, confidence: float = 0.95
) -> tuple[Fitness | None, Fitness | None]:
    """How well a map fits the ways that customers take.

    Events beside the map are moves of the log, as far as the ways count them.

    Args:
        found: the ways.
        plan: what the map allows.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        From start to end, and if ways may end anywhere; None where there are none.
    """
    to_end: list[_Aligned] = []
    until_left: list[_Aligned] = []
    for way in found:
        costs = costs_of(way.touchpoints, plan)
        moves = len(way.touchpoints) + way.beside
        to_end.append((way.count, costs.to_end + way.beside, moves + plan.shortest))
        until_left.append((way.count, costs.until_left + way.beside, moves))
    return _fitness(to_end, confidence), _fitness(until_left, confidence)


_Aligned = tuple[int, int, int]
"""How many customers, the cost of their best alignment, and of their worst."""


def _fitness(aligned: list[_Aligned], confidence: float) -> Fitness | None:
    customers = sum(count for count, _, _ in aligned)
    if not customers:
        return None
    values = [(count, 1 - cost / worst) for count, cost, worst in aligned]
    mean = math.fsum(count * value for count, value in values) / customers
    spread = math.fsum(count * (value - mean) ** 2 for count, value in values)
    deviation = math.sqrt(spread / (customers - 1)) if customers > 1 else 0.0
    limits = mean_interval(mean, deviation, customers, confidence=confidence)
    fitting = sum(count for count, cost, _ in aligned if cost == 0)
    return Fitness(
        mean=mean, interval=limits and (max(0.0, limits[0]), min(1.0, limits[1])),
        pooled=1 - sum(n * cost for n, cost, _ in aligned) / sum(n * w for n, _, w in aligned),
        customers=customers, fitting=fitting, share_fitting=fitting / customers,
        fitting_interval=wilson_interval(fitting, customers, confidence=confidence),
    )  # fmt: skip
