"""Where customers leave, counted from a log of events."""

from journeykit.analyzers.funnels.build import funnel
from journeykit.analyzers.funnels.result import FunnelGroup, FunnelResult, FunnelStep, StepTimes

__all__ = ["FunnelGroup", "FunnelResult", "FunnelStep", "StepTimes", "funnel"]
