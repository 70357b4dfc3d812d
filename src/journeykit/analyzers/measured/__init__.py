"""The map measured: what a log of events says of each touchpoint, phase and way.

The names are loaded by `journeykit.analyzers`.
"""

from journeykit.analyzers.measured.build import measure
from journeykit.analyzers.measured.figures import (
    MeasuredGroup,
    MeasuredMove,
    MeasuredPhase,
    MeasuredPlace,
    MeasuredShare,
    MeasuredTouchpoint,
    MoveKind,
)
from journeykit.analyzers.measured.result import MeasuredJourney
from journeykit.events.mapped.times import PlaceTimes

__all__ = [
    "MeasuredGroup",
    "MeasuredJourney",
    "MeasuredMove",
    "MeasuredPhase",
    "MeasuredPlace",
    "MeasuredShare",
    "MeasuredTouchpoint",
    "MoveKind",
    "PlaceTimes",
    "measure",
]
