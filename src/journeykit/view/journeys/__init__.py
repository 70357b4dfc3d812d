"""Journeys, personas, and one journey beside another, as figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeykit.analyzers.changes import JourneyDiff, Merge
from journeykit.model import Journey, Persona
from journeykit.view.figures import Chart, Figure, Graph, Sheet, Table
from journeykit.view.journeys.cards import persona_cards, persona_sheet
from journeykit.view.journeys.changes import change_map
from journeykit.view.journeys.comparisons import before_after_chart, measured_table
from journeykit.view.journeys.graphs import concept_map, flow_graph
from journeykit.view.journeys.maps import journey_map, service_blueprint
from journeykit.view.journeys.personas import persona_map
from journeykit.view.journeys.plans import timeline_chart
from journeykit.view.journeys.reviews import changed_map, conflict_table, review_table
from journeykit.view.journeys.tables import persona_table, plan_table

__all__ = ["VIEWS"]

VIEWS: Mapping[type, Mapping[str, tuple[type, Callable[..., Figure]]]] = {
    Journey: {
        "map": (Sheet, journey_map),
        "blueprint": (Sheet, service_blueprint),
        "change": (Sheet, change_map),
        "flow": (Graph, flow_graph),
        "concepts": (Graph, concept_map),
        "by-persona": (Sheet, persona_map),
        "cards": (Sheet, persona_cards),
        "personas": (Table, persona_table),
        "plan": (Table, plan_table),
        "timeline": (Chart, timeline_chart),
        "before-after": (Chart, before_after_chart),
        "measured": (Table, measured_table),
    },
    Persona: {"card": (Sheet, persona_sheet)},
    JourneyDiff: {"review": (Table, review_table), "map": (Sheet, changed_map)},
    Merge: {"conflicts": (Table, conflict_table)},
}
"""The views of each type by name, the usual one first, with the figure that comes out."""
