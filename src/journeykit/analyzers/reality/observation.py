"""A map and the log that it is held against, kept for questions that come later."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from journeykit.analyzers.reality.plan import Plan
from journeykit.analyzers.reality.tally import Concerned
from journeykit.events.mapped_paths.reading import MapReading
from journeykit.model import Journey

__all__ = ["Observation"]


@frozen(kw_only=True, eq=False)
class Observation:
    """A map and a log.

    Attributes:
        journey: the map.
        reading: the log, as the map reads it.
        plan: what the map allows.
        invisible: ids of touchpoints that the log cannot show.
        order: by two touchpoints of the map, the earlier first: who comes to both, and
            to the later one first.
    """

    journey: Journey
    reading: MapReading
    plan: Plan
    invisible: frozenset[str]
    order: Mapping[tuple[str, str], Concerned]
