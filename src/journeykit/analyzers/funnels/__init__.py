"""Where customers leave, counted from a log of events; when, and what goes with it."""

from journeykit.analyzers.funnels.build import funnel
from journeykit.analyzers.funnels.change import ConversionChange
from journeykit.analyzers.funnels.compare import compare
from journeykit.analyzers.funnels.comparison import (
    FunnelComparison,
    FunnelDifference,
    OverallDifference,
)
from journeykit.analyzers.funnels.findings import Adjustment
from journeykit.analyzers.funnels.going_with import GoesWith, GoingWith, what_goes_with
from journeykit.analyzers.funnels.impact import FixImpact
from journeykit.analyzers.funnels.result import FunnelGroup, FunnelResult, FunnelStep, StepTimes
from journeykit.analyzers.funnels.timed import ConvertTimes, TimeBin, TimeDifference, TimeToConvert
from journeykit.analyzers.funnels.timing import time_to_convert
from journeykit.analyzers.funnels.trend import FunnelTrend, TrendPeriod, funnel_trend

__all__ = [
    "Adjustment",
    "ConversionChange",
    "ConvertTimes",
    "FixImpact",
    "FunnelComparison",
    "FunnelDifference",
    "FunnelGroup",
    "FunnelResult",
    "FunnelStep",
    "FunnelTrend",
    "GoesWith",
    "GoingWith",
    "OverallDifference",
    "StepTimes",
    "TimeBin",
    "TimeDifference",
    "TimeToConvert",
    "TrendPeriod",
    "compare",
    "funnel",
    "funnel_trend",
    "time_to_convert",
    "what_goes_with",
]
