"""Paths, transitions and step matrices as other suites expect them, on every engine."""

from typing import Any

import pytest

from conformance.cases import Case, cases
from engines import ENGINES, table
from journeykit.analyzers.paths.conversion import conversion_rate
from journeykit.analyzers.paths.difference import REST
from journeykit.analyzers.paths.flows import flows, path_tree
from journeykit.analyzers.paths.loops import rework
from journeykit.analyzers.paths.pairs import eventually_follows
from journeykit.analyzers.paths.steps import step_matrix
from journeykit.analyzers.paths.transitions import transitions
from journeykit.analyzers.paths.variants import top_paths
from journeykit.events.log import EventLog

KINDS = (
    "transitions", "transitions_diff", "step_matrix", "step_matrix_diff", "conversion_rate",
    "paths", "flows", "dfg",
)  # fmt: skip
CASES = cases(*KINDS)


def log_of(case: Case, engine: str) -> EventLog:
    """The events of a case on an engine, those of one time in order of the rows."""
    events = [[*event, {}][:4] for event in case["events"]]
    columns: dict[str, list[Any]] = {
        "customer": [event[0] for event in events],
        "event": [event[1] for event in events],
        "time": [event[2] for event in events],
        "row": list(range(len(events))),
    }
    if "segment" in case:
        by = case["segment"]["by"]
        columns[by] = [event[3].get(by) for event in events]
    log = EventLog(table(columns, engine), order="row", time_unit="s")
    gap = case.get("session_gap_seconds")
    return log.sessions(f"{gap}s") if gap else log


def check_transitions(case: Case, log: EventLog) -> None:
    """Counts and shares of each pair of nodes."""
    expected, result = case["expected"], transitions(log)
    assert expected["users"] == result.paths
    assert expected["total_transitions"] == sum(edge.count for edge in result.edges)
    assert sorted(expected["nodes"]) == sorted(result.nodes)
    for figure, name in (
        ("count", "count"), ("proba_out", "share_out"), ("proba_in", "share_in"),
    ):  # fmt: skip
        for source, row in zip(expected["nodes"], expected[figure], strict=True):
            for target, value in zip(expected["nodes"], row, strict=True):
                edge = result.edge(source, target)
                assert value == pytest.approx(getattr(edge, name) if edge else 0)


def check_transitions_diff(case: Case, log: EventLog) -> None:
    """Counts of one group minus those of another."""
    segment, expected = case["segment"], case["expected"]
    result = transitions(log, by=segment["by"]).difference(segment["a"], segment["b"])
    counts = {(edge.source, edge.target): edge.count for edge in result.edges}
    for source, row in zip(expected["nodes"], expected["count_diff"], strict=True):
        for target, value in zip(expected["nodes"], row, strict=True):
            assert value == counts.get((source, target), 0)


def check_shares(expected: dict[str, Any], name: str, share: Any) -> None:
    """Shares of each node in each column."""
    for node, row in zip(expected["nodes"], expected[name], strict=True):
        for column, value in zip(expected["columns"], row, strict=True):
            assert value == pytest.approx(share(node, column))


def check_step_matrix(case: Case, log: EventLog) -> None:
    """Shares of each event at each place."""
    check_shares(case["expected"], "share", step_matrix(log, after=case["max_steps"]).share)


def check_step_matrix_diff(case: Case, log: EventLog) -> None:
    """Shares of one group, of another or the rest, and the difference."""
    segment = case["segment"]
    assert segment["b"] == REST
    matrix = step_matrix(log, after=case["max_steps"], by=segment["by"])
    result = matrix.difference(segment["a"], segment["b"])
    check_shares(case["expected"], "share_a", result.group_a.share)
    check_shares(case["expected"], "share_b", result.group_b.share)
    check_shares(case["expected"], "share_diff", result.share)


def check_conversion_rate(case: Case, log: EventLog) -> None:
    """Who comes from one event to another."""
    end = case["end_event"].strip("<>")
    result = conversion_rate(log, case["start_event"], end, within_events=case.get("window_events"))
    found = {
        "users_with_start": result.with_start, "converted": result.converted,
        "conversion_rate": result.rate, "base_rate": result.base_rate, "lift": result.lift,
    }  # fmt: skip
    for name, value in case["expected"].items():
        assert value == pytest.approx(found[name])


def check_paths(case: Case, log: EventLog) -> None:
    """Steps between the first events of each session."""
    result = path_tree(
        log, length=case["max_steps"], start=case.get("start_point"), count="sessions",
        collapse_repeats=case["collapse_repeats"],
    )  # fmt: skip
    expected = {
        (*edge["source"], *edge["target"]): edge["count"] for edge in case["expected"]["edges"]
    }
    assert expected == {(e.step, e.source, e.step + 1, e.target): e.count for e in result}


def check_flows(case: Case, log: EventLog) -> None:
    """The ways on from each occurrence of an event."""
    result = flows(log, case["anchor_event"], direction=case["direction"], events=case["n_events"])
    expected = {tuple(events): count for events, count in case["expected"]["flows"]}
    assert expected == {flow.events: flow.count for flow in result}


def check_dfg(case: Case, log: EventLog) -> None:
    """The textbook log: edges with times, starts, ends, variants, rework, later pairs."""
    expected, result = case["expected"], transitions(log, times=True)
    assert len(expected["edges"]) == len(result.steps)
    for edge in expected["edges"]:
        found = result.edge(edge["source"], edge["target"])
        assert edge["count"] == found.count
        for name, value in edge["seconds"].items():
            assert value == pytest.approx(getattr(found.waits, f"{name}_s"))
    assert expected["start"] == {edge.target: edge.count for edge in result.starts}
    assert expected["end"] == {end.event: end.count for end in result.dead_ends}
    ways = top_paths(log)
    assert sorted((tuple(way), count) for way, count in expected["variants"]) == sorted(
        (way.events, way.count) for way in ways
    )
    assert sorted(expected["case_durations_seconds"]) == sorted(way.waits.mean_s for way in ways)
    repeats = rework(log)
    assert expected["rework_cases_per_activity"] == {item.event: item.paths for item in repeats}
    assert expected["minimum_self_distance"] == {item.event: item.distance for item in repeats}
    pairs = {(p.source, p.target): p.count for p in eventually_follows(log)}
    assert {(p["source"], p["target"]): p["count"] for p in expected["eventually_follows"]} == pairs


@pytest.mark.skipif(not CASES, reason="the shared cases are not here")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_cases_of_other_suites(kind: str, engine: str) -> None:
    """What retentioneering, PostHog, dbt_product_analytics and pm4py expect comes out."""
    mine = [case for case in CASES if case["kind"] == kind]
    assert mine
    for case in mine:
        globals()[f"check_{kind}"](case, log_of(case, engine))
