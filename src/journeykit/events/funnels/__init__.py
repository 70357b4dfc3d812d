"""Funnels over a log of events: what they count, and the one query that counts it."""

from journeykit.events.funnels.definition import (
    Attribution,
    Count,
    Entry,
    FunnelDefinition,
    OnExclusion,
    Order,
    Ties,
)
from journeykit.events.funnels.run import FunnelRun, Spread, Tally
from journeykit.events.funnels.steps import Exclusion, Step

__all__ = [
    "Attribution",
    "Count",
    "Entry",
    "Exclusion",
    "FunnelDefinition",
    "FunnelRun",
    "OnExclusion",
    "Order",
    "Spread",
    "Step",
    "Tally",
    "Ties",
]
