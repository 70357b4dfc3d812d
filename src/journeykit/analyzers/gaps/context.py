"""What all checks read: the map with its ways and feelings, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from journeykit.analyzers.feelings import EmotionCurve, curve_of
from journeykit.analyzers.gaps.gap import Gap
from journeykit.analyzers.ways import Stop, Ways, stops, ways
from journeykit.model import Journey, Touchpoint

__all__ = ["NOTICEABLE", "STEEP", "Check", "Context", "Found", "arrival", "touching"]

NOTICEABLE = 0.25
"""From how much valence on a difference counts: half a point of a five-point scale."""

STEEP = 1.0
"""From how much valence on a fall is steep: two points of a five-point scale."""

Found: TypeAlias = Gap | str
"""What a check yields: a gap, or the reason why something could not be looked at."""


class Context:
    """A map, made ready for the checks.

    Attributes:
        journey: the map.
        against: the map to compare it with, or None.
        stops: its touchpoints with phase and position.
        against_stops: those of the other map; none without one.
    """

    def __init__(self, journey: Journey, against: Journey | None = None) -> None:
        self.journey = journey
        self.against = against
        self.stops: tuple[Stop, ...] = stops(journey, owner="find_gaps")
        self.against_stops: tuple[Stop, ...] = (
            () if against is None else stops(against, owner="find_gaps", field="against")
        )

    @cached_property
    def ways(self) -> Ways:
        """The ways between touchpoints."""
        return ways(self.journey, self.stops)

    @cached_property
    def curves(self) -> tuple[EmotionCurve, ...]:
        """One curve for each persona whom a feeling can be told to be of, or one for all.

        Feelings of two personas at one touchpoint are no fall from one to the other.
        """
        personas: dict[str | None, None] = {}
        for stop in self.stops:
            for emotion in stop.touchpoint.emotions:
                owner = emotion.persona
                personas.update(
                    dict.fromkeys(stop.touchpoint.personas if owner is None else (owner,))
                )
        return tuple(curve_of(self.journey, id, self.stops) for id in personas or (None,))


Check: TypeAlias = Callable[[Context], Iterator[Found]]


def touching(*along: Stop, **more: Any) -> dict[str, Any]:
    """The fields of a gap that follow from the touchpoints it concerns, and more of them.

    Args:
        *along: the touchpoints in order, at least one.
        **more: other fields; `evidence` adds to that of the touchpoints.
    """
    cited: Iterable[str] = more.pop("evidence", ())
    evidence = [id for stop in along for id in stop.touchpoint.evidence]
    fields = {
        "where": along[0].path,
        "touchpoints": tuple(dict.fromkeys(stop.id for stop in along)),
        "evidence": tuple(dict.fromkeys((*evidence, *cited))),
        "moment": any(stop.touchpoint.moment_of_truth is not None for stop in along),
        "position": along[0].position,
    }
    return {**fields, **more}


def arrival(touchpoint: Touchpoint) -> float | None:
    """The feeling with which a touchpoint begins, or None."""
    return touchpoint.emotions[0].valence if touchpoint.emotions else None
