"""A measured map: with its figures under the touchpoints, as the real flow, and as tables."""

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured import MeasuredJourney
from journeykit.view.figures import Graph, Sheet, Table
from journeykit.view.results.logs.common import Views
from journeykit.view.results.logs.measured.flow import real_flow
from journeykit.view.results.logs.measured.sheet import measured_map
from journeykit.view.results.logs.measured.tables import (
    bindings_table,
    measured_phases,
    measured_table,
)

__all__ = ["VIEWS"]

VIEWS: Views = {
    Bindings: {"table": (Table, bindings_table)},
    MeasuredJourney: {
        "map": (Sheet, measured_map),
        "flow": (Graph, real_flow),
        "table": (Table, measured_table),
        "phases": (Table, measured_phases),
    },
}
