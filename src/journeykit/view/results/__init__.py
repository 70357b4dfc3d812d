"""Results of analyzers, and reports, as charts and tables, in the language of the journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from journeykit.analyzers.atlas import CrossReference, JourneyTree, SimilarPainPoints
from journeykit.analyzers.dropoff import DropOff
from journeykit.analyzers.feelings import EmotionCurve
from journeykit.analyzers.gaps import Gaps
from journeykit.analyzers.moments import Moments
from journeykit.analyzers.ranked import Priorities
from journeykit.analyzers.shape import Flow
from journeykit.diagnostics import Report
from journeykit.model import Atlas
from journeykit.view.figures import Chart, Figure, Graph, Table
from journeykit.view.results.atlas import (
    atlas_matrix,
    atlas_tree,
    common_table,
    matrix_table,
    similar_table,
    tree_graph,
)
from journeykit.view.results.feelings import curve_chart
from journeykit.view.results.findings import report_table
from journeykit.view.results.funnel import funnel_chart, funnel_table
from journeykit.view.results.gains import gains_chart
from journeykit.view.results.lists import flow_table, gap_table, moment_table, priority_table
from journeykit.view.results.matrix import effort_chart, importance_chart

__all__ = ["LOG_RESULTS", "VIEWS", "views_of_log"]

Views = Mapping[str, tuple[type, Callable[..., Figure]]]

VIEWS: Mapping[type, Views] = {
    Atlas: {"matrix": (Table, atlas_matrix), "tree": (Graph, atlas_tree)},
    CrossReference: {"matrix": (Table, matrix_table), "table": (Table, common_table)},
    DropOff: {"funnel": (Chart, funnel_chart), "table": (Table, funnel_table)},
    EmotionCurve: {"curve": (Chart, curve_chart)},
    Flow: {"table": (Table, flow_table)},
    JourneyTree: {"tree": (Graph, tree_graph)},
    SimilarPainPoints: {"table": (Table, similar_table)},
    Gaps: {"table": (Table, gap_table)},
    Moments: {"table": (Table, moment_table)},
    Priorities: {
        "table": (Table, priority_table),
        "importance": (Chart, importance_chart),
        "effort": (Chart, effort_chart),
        "gains": (Chart, gains_chart),
    },
    Report: {"findings": (Table, report_table)},
}
"""The views of each result by name, the usual one first, with the figure that comes out."""

_LOG_RESULTS_BY_HOME = {
    "change": ("ConversionChange", "FixImpact"),
    "comments": ("CodedComments",),
    "comparison": ("FunnelComparison",),
    "drafts": ("DraftPersonas",),
    "drivers": ("Drivers",),
    "felt": ("MeasuredFeelings",),
    "conformance": ("Conformance",),
    "funnel": ("FunnelResult",),
    "going_with": ("GoingWith",),
    "markov": ("MarkovResult",),
    "monitoring": ("ControlChart", "MetricChanges"),
    "measured": ("Bindings", "MeasuredJourney"),
    "paths": (
        "ConversionRate", "EventPairs", "Flows", "NextSteps", "PathTree", "PatternResult",
        "ReworkResult", "TopPaths",
    ),
    "problems": ("Problem", "Problems"),
    "quality": ("LogQuality",),
    "ratings": ("RatingsQuality", "SurveyScores"),
    "retention": ("RetentionResult",),
    "steps": ("StepMatrix", "StepMatrixDifference"),
    "times": ("TimeToConvert",),
    "transitions": ("TransitionsDifference", "TransitionsGroup", "TransitionsResult"),
    "trend": ("FunnelTrend",),
    "unmet": ("OpportunityScores",),
}  # fmt: skip

LOG_RESULTS: Mapping[str, str] = {
    name: home for home, names in _LOG_RESULTS_BY_HOME.items() for name in names
}
"""The results of event logs by name, each with the module of its views.

Those are loaded when the first such result is seen: to draw a map nobody pays for what
counts events.
"""


def views_of_log(kind: type) -> Views | None:
    """The views of a result of event logs by name, the usual one first, or None."""
    home = LOG_RESULTS.get(kind.__name__)
    if home is None or not kind.__module__.startswith("journeykit."):
        return None
    module = import_module(f"journeykit.view.results.logs.{home}")
    return cast("Mapping[type, Views]", module.VIEWS).get(kind)
