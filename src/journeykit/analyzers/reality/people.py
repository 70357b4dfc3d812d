"""Who departs from a map, by name."""

from __future__ import annotations

from typing import Any

from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.observation import Observation
from journeykit.events.mapped_paths.picks import (
    who_began,
    who_came,
    who_did,
    who_failed,
    who_missed,
    who_moved,
    who_reversed,
    who_was_there,
)

__all__ = ["people_of"]


def people_of(observation: Observation, found: Deviation) -> Any:
    """The customers who depart as a deviation says, as a frame of the user's own library.

    Args:
        observation: the map and the log in which it was found.
        found: the deviation.
    """
    reading, ids = observation.reading, found.touchpoints
    match found.kind:
        case DeviationKind.NEVER_MAPPED:
            return who_did(reading, str(found.event))
        case DeviationKind.SKIPPED:
            return who_missed(reading, ids[0], observation.plan.needed_for[ids[0]])
        case DeviationKind.REVERSED:
            second, first = ids
            return who_reversed(reading, first, second)
        case DeviationKind.UNKNOWN_TRANSITION:
            return who_moved(reading, *ids)
        case DeviationKind.UNKNOWN_START:
            return who_began(reading, ids[0])
        case DeviationKind.OTHER_CHANNEL:
            return who_came(reading, ids[0], str(found.channel))
        case DeviationKind.FAILED:
            return who_failed(reading, ids[0])
        case DeviationKind.NEVER_SEEN:
            return who_was_there(reading)
