"""What a journey tells: every analyzer takes a map and gives back a frozen result.

A result has `summary()` (plain text), `to_frame()` (a data frame) and its
figures as attributes, with their units and how sure they are. The names below
are loaded when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.analyzers.counts import CountSource, Uncounted
    from journeykit.analyzers.dropoff import DropOff, DropOffStep, PhaseLoss, StepFlag, drop_off
    from journeykit.analyzers.feelings import (
        EmotionCurve,
        Fall,
        FeelingPoint,
        PeakEnd,
        PhaseFeeling,
        belongs_to,
        emotion_curve,
    )
    from journeykit.analyzers.formulas import ice_mean, ice_product, opportunity_score, rice
    from journeykit.analyzers.funnels import (
        Adjustment,
        ConversionChange,
        ConvertTimes,
        FixImpact,
        FunnelComparison,
        FunnelDifference,
        FunnelGroup,
        FunnelResult,
        FunnelStep,
        FunnelTrend,
        GoesWith,
        GoingWith,
        OverallDifference,
        StepTimes,
        TimeBin,
        TimeDifference,
        TimeToConvert,
        TrendPeriod,
        compare,
        funnel,
        funnel_trend,
        time_to_convert,
        what_goes_with,
    )
    from journeykit.analyzers.gaps import Gap, GapKind, Gaps, SkippedCheck, Weight, find_gaps
    from journeykit.analyzers.graph import to_networkx
    from journeykit.analyzers.layering import layered
    from journeykit.analyzers.moments import (
        Moment,
        MomentReason,
        Moments,
        Sign,
        moments_of_truth,
    )
    from journeykit.analyzers.priorities import (
        Method,
        Priorities,
        RankedOpportunity,
        rank_opportunities,
    )
    from journeykit.analyzers.quadrants import (
        QuadrantPoint,
        Quadrants,
        impact_effort,
        importance_satisfaction,
    )
    from journeykit.analyzers.registry import analyze, analyzers
    from journeykit.analyzers.result import Result
    from journeykit.analyzers.shape import Branch, Flow, HandOff, Loop, Spot, flow
    from journeykit.analyzers.stats import wilson_interval

__all__ = [
    "Adjustment",
    "Branch",
    "ConversionChange",
    "ConvertTimes",
    "CountSource",
    "DropOff",
    "DropOffStep",
    "EmotionCurve",
    "Fall",
    "FeelingPoint",
    "FixImpact",
    "Flow",
    "FunnelComparison",
    "FunnelDifference",
    "FunnelGroup",
    "FunnelResult",
    "FunnelStep",
    "FunnelTrend",
    "Gap",
    "GapKind",
    "Gaps",
    "GoesWith",
    "GoingWith",
    "HandOff",
    "Loop",
    "Method",
    "Moment",
    "MomentReason",
    "Moments",
    "OverallDifference",
    "PeakEnd",
    "PhaseFeeling",
    "PhaseLoss",
    "Priorities",
    "QuadrantPoint",
    "Quadrants",
    "RankedOpportunity",
    "Result",
    "Sign",
    "SkippedCheck",
    "Spot",
    "StepFlag",
    "StepTimes",
    "TimeBin",
    "TimeDifference",
    "TimeToConvert",
    "TrendPeriod",
    "Uncounted",
    "Weight",
    "analyze",
    "analyzers",
    "belongs_to",
    "compare",
    "drop_off",
    "emotion_curve",
    "find_gaps",
    "flow",
    "funnel",
    "funnel_trend",
    "ice_mean",
    "ice_product",
    "impact_effort",
    "importance_satisfaction",
    "layered",
    "moments_of_truth",
    "opportunity_score",
    "rank_opportunities",
    "rice",
    "time_to_convert",
    "to_networkx",
    "what_goes_with",
    "wilson_interval",
]

_NAMES_BY_HOME = {
    "counts": ("CountSource", "Uncounted"),
    "dropoff": ("DropOff", "DropOffStep", "PhaseLoss", "StepFlag", "drop_off"),
    "feelings": (
        "EmotionCurve", "Fall", "FeelingPoint", "PeakEnd", "PhaseFeeling", "belongs_to",
        "emotion_curve",
    ),
    "formulas": ("ice_mean", "ice_product", "opportunity_score", "rice"),
    "funnels": (
        "Adjustment", "TimeBin", "ConversionChange", "ConvertTimes", "FixImpact", "FunnelComparison",
        "FunnelDifference", "FunnelGroup", "FunnelResult", "FunnelStep", "FunnelTrend",
        "GoesWith", "GoingWith", "OverallDifference", "StepTimes", "TimeDifference",
        "TimeToConvert", "TrendPeriod", "compare", "funnel", "funnel_trend", "time_to_convert",
        "what_goes_with",
    ),
    "gaps": ("Gap", "GapKind", "Gaps", "SkippedCheck", "Weight", "find_gaps"),
    "graph": ("to_networkx",),
    "layering": ("layered",),
    "moments": ("Moment", "MomentReason", "Moments", "Sign", "moments_of_truth"),
    "priorities": ("Method", "Priorities", "RankedOpportunity", "rank_opportunities"),
    "quadrants": ("QuadrantPoint", "Quadrants", "impact_effort", "importance_satisfaction"),
    "registry": ("analyze", "analyzers"),
    "result": ("Result",),
    "shape": ("Branch", "Flow", "HandOff", "Loop", "Spot", "flow"),
    "stats": ("wilson_interval",),
}  # fmt: skip
_HOMES = {name: home for home, names in _NAMES_BY_HOME.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'journeykit.analyzers' has no attribute {name!r}")
    value: object = getattr(import_module(f"journeykit.analyzers.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
