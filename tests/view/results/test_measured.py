"""A measured map as figures: what stands where, and what is told of it."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.analyzers.measured import measure
from journeykit.errors import NotFoundError
from journeykit.events import EventLog
from journeykit.examples import example_log
from journeykit.model import LaneRole
from journeykit.renderers import render, to_markdown
from journeykit.view import Filter, kinds, view
from journeykit.view.figures import Tone
from journeykit.view.layout import lay_out
from journeykit.view.scene import Line


@pytest.fixture(scope="module")
def measured():
    """The example with a small log of its own."""
    return measure(jk.example("retail-purchase"), example_log(customers=1_500), within="30d")


def rows_of(sheet):
    return {row.id: row for row in sheet.rows}


def entry(sheet, row, touchpoint):
    """What a row says at a touchpoint, or None."""
    at = [column.id for column in sheet.columns].index(touchpoint)
    cell = rows_of(sheet)[row].cells[at]
    return cell.entries[0] if cell.entries else None


def test_figures_stand_right_below_what_is_felt(measured):
    """Then pain points and opportunities; other rows where they are asked for."""
    assert ["map", "flow", "table", "phases"] == list(kinds(measured))
    expected = [
        "feeling", "measured-customers", "measured-lost", "measured-wait", "pains", "ideas",
    ]  # fmt: skip
    assert expected == [row.id for row in view(measured).rows]
    asked = view(measured, lanes=[LaneRole.ACTIONS])
    assert [*expected[1:4], "doing"] == [row.id for row in asked.rows]


def test_bars_say_how_sure_they_are(measured):
    """With the share in words, and the interval as whisker and in words."""
    sheet = view(measured)
    found = measured.touchpoint("checkout")
    bar = entry(sheet, "measured-lost", "checkout")
    assert (found.drop_off.share, found.drop_off.interval) == (bar.level, bar.interval)
    assert f"{found.waiting} may yet go on" in bar.note
    most = measured.touchpoint("shop-site").reach.share
    reach = entry(sheet, "measured-customers", "checkout")
    assert (f"{found.customers}", found.reach.share / most) == (reach.text, reach.level)
    assert Tone.NEGATIVE is entry(sheet, "measured-lost", "shop-site").tone
    assert entry(sheet, "measured-customers", "first-ride") is None
    assert entry(sheet, "measured-lost", "referral") is None


def test_whiskers_are_drawn_from_end_to_end(measured):
    """A line with a cap at each end for each bar with an interval."""
    bars = view(measured, lanes=[])
    plain = bars.replace(
        rows=[
            row.replace(
                cells=[
                    cell.replace(entries=[e.replace(interval=None) for e in cell.entries])
                    for cell in row.cells
                ]
            )
            for row in bars.rows
        ]
    )
    with_interval = sum(
        entry.interval is not None
        for row in bars.rows
        for cell in row.cells
        for entry in cell.entries
    )
    drawn = [sum(map(_lines, lay_out(figure)[0].items)) for figure in (bars, plain)]
    assert drawn[0] - drawn[1] == 3 * with_interval > 0


def _lines(item):
    return isinstance(item, Line) + sum(map(_lines, getattr(item, "items", ())))


def test_a_part_of_the_map_is_a_part_of_the_figures(measured):
    """Only the phases that are asked for; a persona by its id."""
    part = view(measured, only=Filter(phases="purchase"))
    assert ["basket", "checkout", "leasing-form", "confirmation"] == [c.id for c in part.columns]
    assert entry(view(measured), "measured-lost", "checkout") == entry(
        part, "measured-lost", "checkout"
    )
    assert part.subtitle.endswith("shows only Purchase")
    mira = view(measured, persona="mira")
    assert "Mira" in mira.title
    customers = measured.touchpoint("checkout", persona="mira").customers
    assert str(customers) == entry(mira, "measured-customers", "checkout").text
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        view(measured, persona="mirra")


def test_the_flow_tells_ways_of_the_map_from_others(measured):
    """By their kind; rare ones off the map are left out, and said."""
    graph = view(measured, "flow")
    kinds_of = {(edge.source, edge.target): edge.kind for edge in graph.edges}
    assert "unmapped" == kinds_of["size-advisor", "shop-site"]
    assert "alternative" == kinds_of["compare-bikes", "test-ride"]
    assert "hidden" == kinds_of["delivery", "first-service"]
    assert ("shop-site", "shop-site") not in kinds_of
    assert ("leasing-form", "leasing-form") in kinds_of
    assert {m.customers.count for m in measured.moves if m.kind == "way" and m.count} <= {
        edge.weight for edge in graph.edges
    }
    few = view(measured, "flow", min_share=0.99)
    assert "unmapped" not in {edge.kind for edge in few.edges}
    assert "left out: 1" in few.note
    assert "Not measured" in graph.note


def test_tables_hold_every_figure(measured):
    """Touchpoints and phases, in Markdown as well."""
    table, phases = view(measured, "table"), view(measured, "phases")
    assert [t.name for t in measured.touchpoints] == [row[0] for row in table.rows]
    assert [p.customers for p in measured.phases] == [row[1] for row in phases.rows]
    text = to_markdown(measured, kind="table")
    assert "| Fill in the checkout |" in text


def test_figures_speak_the_language_of_the_journey(measured):
    """Unless another one is asked for."""
    german = measured.replace(original=measured.original.replace(locale="de"))
    assert "Gehen nicht weiter" in [row.title for row in view(german).rows]
    assert "Customers" in [row.title for row in view(german, locale="en").rows]


def test_a_log_without_events_is_drawn_all_the_same():
    """Empty, with the map as it is."""
    empty = measure(jk.example("retail-purchase"), example_log(customers=50), until="2020-01-01")
    for kind in kinds(empty):
        assert render(empty, format="svg", kind=kind).data


def test_bindings_are_a_table():
    """With what does not meet below."""
    from journeykit.analyzers.bindings import bind

    log = EventLog([("ann", "ad_click", 0), ("ann", "zzz", 1)])
    table = view(bind(jk.example("retail-purchase"), log, personas=()))
    assert ("See the bike in a feed", "ad_click", 1) == table.rows[0]
    assert "zzz (1)" in table.note
