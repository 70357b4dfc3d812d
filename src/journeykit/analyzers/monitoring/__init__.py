"""Before against after: what changed, whether it means anything, and what it takes to know."""

from journeykit.analyzers.monitoring.changes import ChangeVerdict, MetricChange, MetricChanges
from journeykit.analyzers.monitoring.compare import before_after
from journeykit.analyzers.monitoring.control import (
    ControlChart,
    ControlPoint,
    ControlRule,
    control_chart,
)
from journeykit.analyzers.monitoring.conversions import conversion_before_after
from journeykit.analyzers.monitoring.samples import Sample, SampleKind
from journeykit.analyzers.monitoring.seasons import SeasonFault, SeasonWarning, compare_periods

__all__ = [
    "ChangeVerdict",
    "ControlChart",
    "ControlPoint",
    "ControlRule",
    "MetricChange",
    "MetricChanges",
    "Sample",
    "SampleKind",
    "SeasonFault",
    "SeasonWarning",
    "before_after",
    "compare_periods",
    "control_chart",
    "conversion_before_after",
]
