"""How well a map fits what customers do, as one figure."""

from __future__ import annotations

import math
from collections.abc import Iterable

from attrs import frozen

from journeykit.analyzers.reality.alignment import cost_of
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
    found: Iterable[MapWay], plan: Plan, *, to_end: bool = True, confidence: float = 0.95
) -> Fitness | None:
    """How well a map fits the ways that customers take; None where there are none.

    Events beside the map are moves of the log, as far as the ways count them.

    Args:
        found: the ways.
        plan: what the map allows.
        to_end: whether a way has to come to an end of the map.
        confidence: confidence of the intervals, between 0 and 1.
    """
    shortest = plan.shortest if to_end else 0
    customers, fitting, costs, worsts = 0, 0, 0, 0
    values: list[tuple[float, int]] = []
    for way in found:
        cost = cost_of(way.touchpoints, plan, to_end=to_end) + way.beside
        worst = len(way.touchpoints) + way.beside + shortest
        customers += way.count
        fitting += way.count if cost == 0 else 0
        costs += way.count * cost
        worsts += way.count * worst
        values.append((1 - cost / worst, way.count))
    if not customers:
        return None
    mean = math.fsum(value * count for value, count in values) / customers
    spread = math.fsum(count * (value - mean) ** 2 for value, count in values)
    deviation = math.sqrt(spread / (customers - 1)) if customers > 1 else 0.0
    limits = mean_interval(mean, deviation, customers, confidence=confidence)
    return Fitness(
        mean=mean, interval=limits and (max(0.0, limits[0]), min(1.0, limits[1])),
        pooled=1 - costs / worsts, customers=customers,
        fitting=fitting, share_fitting=fitting / customers,
        fitting_interval=wilson_interval(fitting, customers, confidence=confidence),
    )  # fmt: skip
