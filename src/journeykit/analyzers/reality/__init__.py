"""A map against reality: deviations, fitness, and the journey as it was."""

from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.find import conformance
from journeykit.analyzers.reality.fitness import Fitness
from journeykit.analyzers.reality.result import (
    Conformance,
    ConformanceOptions,
    ObservedMove,
    ObservedTouchpoint,
)

__all__ = [
    "Conformance",
    "ConformanceOptions",
    "Deviation",
    "DeviationKind",
    "Fitness",
    "ObservedMove",
    "ObservedTouchpoint",
    "conformance",
]
