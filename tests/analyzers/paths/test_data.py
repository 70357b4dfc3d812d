"""Paths in logs that no one here made, with figures that other tools gave."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from journeykit.analyzers.paths.flows import flows
from journeykit.analyzers.paths.loops import rework
from journeykit.analyzers.paths.markov import markov
from journeykit.analyzers.paths.transitions import transitions
from journeykit.analyzers.paths.variants import top_paths
from journeykit.events.log import EventLog

DATA = Path(__file__).parents[3].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")


@cache
def read(name: str, **roles: Any) -> EventLog:
    """A log of the shared data."""
    from journeykit.events.readers import read_events

    return read_events(DATA / name, **roles)


def shop() -> EventLog:
    """Clicks in a shop."""
    return read("simple_shop.csv.gz", customer="client_id", event="event", time="timestamp")


def count(result: Any, source: str, target: str) -> int:
    """How often one event follows another."""
    return result.edge(source, target).count


def test_simple_shop_as_pm4py_and_retentioneering_count_it() -> None:
    """Directly-follows counts are those of pm4py, unique customers those of retentioneering."""
    result = transitions(shop())
    assert (4857, 4064) == (count(result, "catalog", "catalog"), count(result, "main", "catalog"))
    assert 1324 == result.edge("catalog", "cart").paths
    assert 3751 == result.paths
    assert 32_283 == sum(edge.count for edge in result.edges if edge.target != "path_end")


def test_sessions_of_simple_shop_are_paths_of_their_own() -> None:
    """A gap of 30 minutes makes 6,454 sessions, each with a start and an end."""
    result = transitions(shop().sessions("30m"), count="sessions")
    assert 6454 == result.paths == sum(edge.count for edge in result.starts)


def test_the_textbook_log_reads_the_same_from_csv_and_xes() -> None:
    """Edges, ends and lengths are those of the running example."""
    for name in ("running-example.csv", "running-example.xes"):
        log = read(name)
        result = transitions(log)
        assert 6 == count(result, "check ticket", "decide")
        assert 4 == count(result, "examine casually", "check ticket")
        ends = {end.event: end.count for end in result.dead_ends}
        assert {"pay compensation": 3, "reject request": 3} == ends
        lengths = sorted(len(way.events) for way in top_paths(log) for _ in range(way.count))
        assert [5, 5, 5, 5, 9, 13] == lengths


def test_helpdesk_as_pm4py_counts_it() -> None:
    """Variants, their top, edges and ends."""
    log = read("helpdesk.csv.gz")
    ways, result = top_paths(log), transitions(log)
    assert (4580, 226, 2366) == (ways.paths, ways.variants, ways.items[0].count)
    assert 4558 == count(result, "Resolve ticket", "Closed")
    assert 4160 == count(result, "Assign seriousness", "Take in charge ticket")
    assert ("Closed", 4557) == (result.dead_ends[0].event, result.dead_ends[0].count)


def test_receipt_as_pm4py_counts_it() -> None:
    """Activities, variants, and where cases stop; the small channels add up with the large."""
    log = read("receipt.csv.gz")
    result = transitions(log, by="case:channel")
    assert 27 == len(result.nodes) - 2
    assert (1434, 116) == (result.paths, top_paths(log).variants)
    stops = {end.event: end.count for end in result.dead_ends}
    assert 400 == stops["T05 Print and send confirmation of receipt"]
    assert 116 == stops["Confirmation of receipt"]
    sizes = {group.value: group.paths for group in result.groups}
    assert {"Internet": 1250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1} == sizes


def test_complete_rows_of_patients_as_bupar_counts_them() -> None:
    """Of an interval log the rows that complete an activity make the path."""
    log = read("patients.csv.gz", customer="patient", event="handling", time="time")
    result = transitions(log.where(registration_type="complete"))
    edges = {
        ("Registration", "Triage and Assessment"): 500,
        ("Triage and Assessment", "X-Ray"): 261,
        ("Triage and Assessment", "Blood test"): 237,
        ("Discuss Results", "Check-out"): 492,
    }
    assert edges == {pair: count(result, *pair) for pair in edges}


def test_a_chain_gives_back_the_share_that_converts() -> None:
    """In the shop 653 of 3,751 customers come to the last step; the chain says the same."""
    for order in (1, 2):
        result = markov(shop(), "payment_done", order=order)
        assert 653 / 3751 == pytest.approx(result.chance)
        assert all(0 <= state.chance <= 1 for state in result)


def test_summaries_can_be_read() -> None:
    """Each result says first what it is about, and lists the top things."""
    log = shop()
    assert transitions(log, times=True).summary().splitlines()[0] == (
        "What follows what: 32,283 events of 3,751 customers"
    )
    assert "catalog" in rework(log).summary()
    assert flows(log, "cart", events=2).summary().startswith("Ways after cart: ")
