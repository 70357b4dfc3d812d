"""What a journey tells: every analyzer takes a map and gives back a frozen result.

A result has `summary()` (plain text), `to_frame()` (a data frame) and its
figures as attributes, with their units and how sure they are. The names below
are loaded when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.analyzers.bindings import (
        Bindings,
        BoundPersona,
        BoundTouchpoint,
        SharedEvent,
        UnboundEvent,
        UnknownEvent,
        bind,
    )
    from journeykit.analyzers.changes import (
        Change,
        ChangeKind,
        ChangeWeight,
        Conflict,
        JourneyDiff,
        LikelyRename,
        Merge,
        diff,
        merge,
    )
    from journeykit.analyzers.cohorts import (
        Cohort,
        RetentionCell,
        RetentionGroup,
        RetentionResult,
        retention,
    )
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
    from journeykit.analyzers.fixes import Ground, GroundKind
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
    from journeykit.analyzers.measured import (
        MeasuredGroup,
        MeasuredJourney,
        MeasuredMove,
        MeasuredPhase,
        MeasuredPlace,
        MeasuredShare,
        MeasuredTouchpoint,
        MoveKind,
        PlaceTimes,
        measure,
    )
    from journeykit.analyzers.moments import (
        Moment,
        MomentReason,
        Moments,
        Sign,
        moments_of_truth,
    )
    from journeykit.analyzers.monitoring import (
        ChangeVerdict,
        ControlChart,
        ControlPoint,
        ControlRule,
        MetricChange,
        MetricChanges,
        Sample,
        SampleKind,
        SeasonFault,
        SeasonWarning,
        before_after,
        compare_periods,
        control_chart,
        conversion_before_after,
    )
    from journeykit.analyzers.paths.conversion import ConversionRate, conversion_rate
    from journeykit.analyzers.paths.difference import TransitionsDifference
    from journeykit.analyzers.paths.edge import DeadEnd
    from journeykit.analyzers.paths.flows import EventFlow, Flows, PathTree, flows, path_tree
    from journeykit.analyzers.paths.following import NextStep, NextSteps, next_steps
    from journeykit.analyzers.paths.loops import Rework, ReworkResult, Ring, rework
    from journeykit.analyzers.paths.markov import MarkovResult, MarkovState, markov
    from journeykit.analyzers.paths.pairs import EventPair, EventPairs, eventually_follows
    from journeykit.analyzers.paths.steps import StepMatrix, StepMatrixDifference, step_matrix
    from journeykit.analyzers.paths.transitions import (
        TransitionsGroup,
        TransitionsResult,
        transitions,
    )
    from journeykit.analyzers.paths.variants import PathVariant, TopPaths, top_paths
    from journeykit.analyzers.patterns import PatternResult, find_pattern
    from journeykit.analyzers.priorities import rank_opportunities
    from journeykit.analyzers.quadrants import (
        QuadrantPoint,
        Quadrants,
        impact_effort,
        importance_satisfaction,
    )
    from journeykit.analyzers.ranked import Method, Priorities, RankedOpportunity
    from journeykit.analyzers.ratings import (
        CodedComments,
        CodedTheme,
        Driver,
        Drivers,
        MeasuredFeelings,
        MissingAnswers,
        PerformanceQuadrant,
        RatedFall,
        RatedFeeling,
        SurveyScore,
        SurveyScores,
        count_comments,
        find_drivers,
        measure_feelings,
        survey_scores,
    )
    from journeykit.analyzers.reality import (
        Conformance,
        ConformanceOptions,
        Deviation,
        DeviationKind,
        Fitness,
        ObservedMove,
        ObservedTouchpoint,
        conformance,
    )
    from journeykit.analyzers.registry import analyze, analyzers
    from journeykit.analyzers.result import Result
    from journeykit.analyzers.shape import Branch, Flow, HandOff, Loop, Spot, flow
    from journeykit.analyzers.stats import wilson_interval
    from journeykit.analyzers.unmet import (
        OpportunityBand,
        OpportunityScore,
        OpportunityScores,
        opportunity_scores,
    )

__all__ = [
    "Adjustment",
    "Bindings",
    "BoundPersona",
    "BoundTouchpoint",
    "Branch",
    "Change",
    "ChangeKind",
    "ChangeVerdict",
    "ChangeWeight",
    "CodedComments",
    "CodedTheme",
    "Cohort",
    "Conflict",
    "Conformance",
    "ConformanceOptions",
    "ControlChart",
    "ControlPoint",
    "ControlRule",
    "ConversionChange",
    "ConversionRate",
    "ConvertTimes",
    "CountSource",
    "DeadEnd",
    "Deviation",
    "DeviationKind",
    "Driver",
    "Drivers",
    "DropOff",
    "DropOffStep",
    "EmotionCurve",
    "EventFlow",
    "EventPair",
    "EventPairs",
    "Fall",
    "FeelingPoint",
    "Fitness",
    "FixImpact",
    "Flow",
    "Flows",
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
    "Ground",
    "GroundKind",
    "HandOff",
    "JourneyDiff",
    "LikelyRename",
    "Loop",
    "MarkovResult",
    "MarkovState",
    "MeasuredFeelings",
    "MeasuredGroup",
    "MeasuredJourney",
    "MeasuredMove",
    "MeasuredPhase",
    "MeasuredPlace",
    "MeasuredShare",
    "MeasuredTouchpoint",
    "Merge",
    "Method",
    "MetricChange",
    "MetricChanges",
    "MissingAnswers",
    "Moment",
    "MomentReason",
    "Moments",
    "MoveKind",
    "NextStep",
    "NextSteps",
    "ObservedMove",
    "ObservedTouchpoint",
    "OpportunityBand",
    "OpportunityScore",
    "OpportunityScores",
    "OverallDifference",
    "PathTree",
    "PathVariant",
    "PatternResult",
    "PeakEnd",
    "PerformanceQuadrant",
    "PhaseFeeling",
    "PhaseLoss",
    "PlaceTimes",
    "Priorities",
    "QuadrantPoint",
    "Quadrants",
    "RankedOpportunity",
    "RatedFall",
    "RatedFeeling",
    "Result",
    "RetentionCell",
    "RetentionGroup",
    "RetentionResult",
    "Rework",
    "ReworkResult",
    "Ring",
    "Sample",
    "SampleKind",
    "SeasonFault",
    "SeasonWarning",
    "SharedEvent",
    "Sign",
    "SkippedCheck",
    "Spot",
    "StepFlag",
    "StepMatrix",
    "StepMatrixDifference",
    "StepTimes",
    "SurveyScore",
    "SurveyScores",
    "TimeBin",
    "TimeDifference",
    "TimeToConvert",
    "TopPaths",
    "TransitionsDifference",
    "TransitionsGroup",
    "TransitionsResult",
    "TrendPeriod",
    "UnboundEvent",
    "Uncounted",
    "UnknownEvent",
    "Weight",
    "analyze",
    "analyzers",
    "before_after",
    "belongs_to",
    "bind",
    "compare",
    "compare_periods",
    "conformance",
    "control_chart",
    "conversion_before_after",
    "conversion_rate",
    "count_comments",
    "diff",
    "drop_off",
    "emotion_curve",
    "eventually_follows",
    "find_drivers",
    "find_gaps",
    "find_pattern",
    "flow",
    "flows",
    "funnel",
    "funnel_trend",
    "ice_mean",
    "ice_product",
    "impact_effort",
    "importance_satisfaction",
    "layered",
    "markov",
    "measure",
    "measure_feelings",
    "merge",
    "moments_of_truth",
    "next_steps",
    "opportunity_score",
    "opportunity_scores",
    "path_tree",
    "rank_opportunities",
    "retention",
    "rework",
    "rice",
    "step_matrix",
    "survey_scores",
    "time_to_convert",
    "to_networkx",
    "top_paths",
    "transitions",
    "what_goes_with",
    "wilson_interval",
]

_NAMES_BY_HOME = {
    "bindings": (
        "Bindings", "BoundPersona", "BoundTouchpoint", "SharedEvent", "UnboundEvent", "UnknownEvent",
        "bind",
    ),
    "changes": (
        "Change", "ChangeKind", "ChangeWeight", "Conflict", "JourneyDiff", "LikelyRename",
        "Merge", "diff", "merge",
    ),
    "cohorts": ("Cohort", "RetentionCell", "RetentionGroup", "RetentionResult", "retention"),
    "counts": ("CountSource", "Uncounted"),
    "dropoff": ("DropOff", "DropOffStep", "PhaseLoss", "StepFlag", "drop_off"),
    "feelings": (
        "EmotionCurve", "Fall", "FeelingPoint", "PeakEnd", "PhaseFeeling", "belongs_to",
        "emotion_curve",
    ),
    "fixes": ("Ground", "GroundKind"),
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
    "measured": (
        "MeasuredGroup", "MeasuredJourney", "MeasuredMove", "MeasuredPhase", "MeasuredPlace",
        "MeasuredShare", "MeasuredTouchpoint", "MoveKind", "PlaceTimes", "measure",
    ),
    "moments": ("Moment", "MomentReason", "Moments", "Sign", "moments_of_truth"),
    "monitoring": (
        "ChangeVerdict", "ControlChart", "ControlPoint", "ControlRule", "MetricChange",
        "MetricChanges", "Sample", "SampleKind", "SeasonFault", "SeasonWarning",
        "before_after", "compare_periods", "control_chart", "conversion_before_after",
    ),
    "paths.conversion": ("ConversionRate", "conversion_rate"),
    "paths.difference": ("TransitionsDifference",),
    "paths.edge": ("DeadEnd",),
    "paths.flows": ("EventFlow", "Flows", "PathTree", "flows", "path_tree"),
    "paths.following": ("NextStep", "NextSteps", "next_steps"),
    "paths.loops": ("Rework", "ReworkResult", "Ring", "rework"),
    "paths.markov": ("MarkovResult", "MarkovState", "markov"),
    "paths.pairs": ("EventPair", "EventPairs", "eventually_follows"),
    "paths.steps": ("StepMatrix", "StepMatrixDifference", "step_matrix"),
    "paths.transitions": ("TransitionsGroup", "TransitionsResult", "transitions"),
    "paths.variants": ("PathVariant", "TopPaths", "top_paths"),
    "patterns": ("PatternResult", "find_pattern"),
    "priorities": ("rank_opportunities",),
    "quadrants": ("QuadrantPoint", "Quadrants", "impact_effort", "importance_satisfaction"),
    "reality": (
        "Conformance", "ConformanceOptions", "Deviation", "DeviationKind", "Fitness",
        "ObservedMove", "ObservedTouchpoint", "conformance",
    ),
    "ranked": ("Method", "Priorities", "RankedOpportunity"),
    "ratings": (
        "CodedComments", "CodedTheme", "Driver", "Drivers", "MeasuredFeelings", "MissingAnswers",
        "PerformanceQuadrant", "RatedFall", "RatedFeeling", "SurveyScore", "SurveyScores",
        "count_comments", "find_drivers", "measure_feelings", "survey_scores",
    ),
    "registry": ("analyze", "analyzers"),
    "result": ("Result",),
    "shape": ("Branch", "Flow", "HandOff", "Loop", "Spot", "flow"),
    "stats": ("wilson_interval",),
    "unmet": (
        "OpportunityBand", "OpportunityScore", "OpportunityScores", "opportunity_scores",
    ),
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
