"""Every query on paths agrees with plain loops over lists, and all engines with each other."""

from collections import Counter
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import table
from events.paths import brute
from journeykit.analyzers.paths.loops import rework
from journeykit.analyzers.paths.markov import markov
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog
from journeykit.events.paths.around import WHICH, anchor_on, flow_counts, step_counts
from journeykit.events.paths.conversion import convert_counts
from journeykit.events.paths.edges import edge_counts, edge_waits
from journeykit.events.paths.following import next_counts
from journeykit.events.paths.pairs import pair_counts
from journeykit.events.paths.shapes import Shape
from journeykit.events.paths.tree import tree_edges
from journeykit.events.paths.variants import variant_counts

NAMES = st.sampled_from("abc")
GAP = 2


@st.composite
def logs(draw: st.DrawFn) -> list[brute.Row]:
    """Events of a dozen customers, many at the same time, in any order: each is a case of its own."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([f"c{n}" for n in range(12)]), NAMES, st.integers(0, 9),
                st.sampled_from(["x", "y", None]),
            ),
            min_size=12, max_size=60,
        )
    )  # fmt: skip
    return [brute.Row(c, e, t, n, g) for n, (c, e, t, g) in enumerate(rows)]


def log_of(rows: list[brute.Row], engine: str, parts: int = 1) -> EventLog:
    """The log on an engine, cut into sessions as well."""
    columns: dict[str, list[Any]] = {
        "customer": [row.customer for row in rows], "event": [row.event for row in rows],
        "time": [row.time for row in rows], "row": [row.row for row in rows],
        "group": [row.group for row in rows],
    }  # fmt: skip
    log = EventLog(table(columns, engine), order="row", time_unit="s")
    if parts > 1:
        few = attrs.evolve(log.source, part_rows=max(1, len(rows) // parts))
        log = log._with(few, None, "in parts")
    return log.sessions(f"{GAP}s")


COUNT = st.sampled_from(["customers", "sessions"])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[EventLog, list[brute.Path], str]:
    """A log in memory, in one part or several, its paths, and whose they are."""
    rows = draw(logs())
    count = draw(COUNT)
    paths = brute.paths(rows, GAP if count == "sessions" else None)
    return log_of(rows, "polars", draw(st.integers(1, 2))), paths, count


@settings(max_examples=30)
@given(worlds())
def test_edges(world: tuple[EventLog, list[brute.Path], str]) -> None:
    """Counts, unique paths and groups of transitions; groups add up to the whole."""
    log, paths, count = world
    found = edge_counts(log, count=count)
    assert brute.edges(paths) == {(e.source, e.target): (e.count, e.paths) for e in found}
    by = edge_counts(log, count=count, by="group")
    for value in {brute.group(path) for path in paths} | {e.group for e in by}:
        mine = [path for path in paths if brute.group(path) == value]
        assert brute.edges(mine) == {
            (e.source, e.target): (e.count, e.paths) for e in by if e.group == value
        }


@settings(max_examples=30)
@given(worlds())
def test_waits(world: tuple[EventLog, list[brute.Path], str]) -> None:
    """Means and quantiles of the time from event to event."""
    log, paths, count = world
    found = edge_waits(log, count=count)
    expected = {edge: brute.quantiles(some) for edge, some in brute.waits(paths).items()}
    assert expected.keys() == found.keys()
    for edge, figures in expected.items():
        for name, value in figures.items():
            assert value == pytest.approx(getattr(found[edge], name))


@settings(max_examples=30)
@given(worlds(), NAMES, st.sampled_from(WHICH), st.integers(0, 3), st.integers(0, 3))
def test_steps_around_an_anchor(
    world: tuple[EventLog, list[brute.Path], str], anchor: str, which: str, before: int, after: int
) -> None:
    """What stands at each place before and after; each place holds every view once."""
    log, paths, count = world
    found = step_counts(
        log,
        anchor=anchor_on(Condition(anchor)),
        before=before,
        after=after,
        which=which,
        count=count,
    )
    offsets = range(-before, after + 1)
    expected = brute.cells(paths, anchor, which, offsets)
    assert expected == {(c.event, c.offset): c.count for c in found}


@settings(max_examples=30)
@given(worlds(), st.integers(1, 5))
def test_steps_from_the_start(world: tuple[EventLog, list[brute.Path], str], after: int) -> None:
    """Without an anchor the first event stands at place 1."""
    log, paths, count = world
    found = step_counts(log, anchor=None, before=0, after=after, count=count)
    expected = Counter(
        (["path_start", *brute.names(path)][place] if place <= len(path) else "path_end", place)
        for path in paths
        for place in range(after + 1)
    )
    assert expected == {(c.event, c.offset): c.count for c in found}


@settings(max_examples=30)
@given(worlds(), NAMES, st.sampled_from(WHICH), st.booleans())
def test_flows(
    world: tuple[EventLog, list[brute.Path], str], anchor: str, which: str, onward: bool
) -> None:
    """The ways on from an anchor, or up to it."""
    log, paths, count = world
    found = flow_counts(
        log, anchor=anchor_on(Condition(anchor)), which=which, count=count,
        before=0 if onward else 2, after=2 if onward else 0,
    )  # fmt: skip
    expected = Counter(
        tuple(
            brute.names(path)[at : at + 3] if onward else brute.names(path)[max(0, at - 2) : at + 1]
        )
        for path in paths
        for at in brute.anchors(path, anchor, which)
    )
    assert expected == found


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    """Which part of paths is looked at."""
    event = st.none() | NAMES
    return {"start": draw(event), "end": draw(event), "collapse": draw(st.booleans())}


def shape_of(cut: dict[str, Any], count: str) -> Shape:
    """The same for a query."""
    start, end = (None if cut[k] is None else Condition(cut[k]) for k in ("start", "end"))
    return Shape(count=count, start=start, end=end, collapse_repeats=cut["collapse"])


@settings(max_examples=30)
@given(worlds(), shapes(), st.none() | st.integers(1, 4))
def test_variants(
    world: tuple[EventLog, list[brute.Path], str], cut: dict[str, Any], length: int | None
) -> None:
    """Ways through with counts and durations, whole or up to a length."""
    log, paths, count = world
    found = variant_counts(log, shape_of(cut, count), n=100, length=length)
    parts = [path[:length] for path in brute.shaped(paths, **cut)]
    ways = Counter(tuple(brute.names(path)) for path in parts)
    assert ways == {way.events: way.count for way in found.top}
    assert (len(parts), len(ways)) == (found.paths, found.number)
    longer = sum(len(path) > (length or 99) for path in brute.shaped(paths, **cut))
    assert longer == found.cut
    for way in found.top:
        times = [p[-1].time - p[0].time for p in parts if tuple(brute.names(p)) == way.events]
        assert brute.quantiles(times)["median_s"] == pytest.approx(way.waits.median_s)


@settings(max_examples=30)
@given(worlds(), shapes(), st.integers(1, 4))
def test_trees(
    world: tuple[EventLog, list[brute.Path], str], cut: dict[str, Any], length: int
) -> None:
    """Steps by place, with their mean time."""
    log, paths, count = world
    found = tree_edges(log, shape_of(cut, count), length=length)
    times: dict[tuple[int, str, str], list[int]] = {}
    for path in brute.shaped(paths, **cut):
        for place, (a, b) in enumerate(pairwise(path[:length]), 1):
            times.setdefault((place, a.event, b.event), []).append(b.time - a.time)
    assert {edge: len(some) for edge, some in times.items()} == {
        (e.step, e.source, e.target): e.count for e in found
    }
    for e in found:
        some = times[e.step, e.source, e.target]
        assert sum(some) / len(some) == pytest.approx(e.mean_s)


LIMIT = st.none() | st.integers(0, 4)


@settings(max_examples=30)
@given(worlds(), NAMES, NAMES | st.just("path_end"), LIMIT, LIMIT.filter(lambda n: n != 0))
def test_conversions(
    world: tuple[EventLog, list[brute.Path], str],
    start: str, end: str, within: int | None, most: int | None,
) -> None:  # fmt: skip
    """Who comes from one event to another, soon enough in time and in events."""
    log, paths, count = world
    found = convert_counts(
        log, start=Condition(start), end=None if end == "path_end" else Condition(end),
        within_us=None if within is None else within * 1_000_000, within_events=most, count=count,
    )  # fmt: skip
    assert len(paths) == found.paths
    assert sum(start in brute.names(path) for path in paths) == found.with_start
    assert sum(end in [*brute.names(path), "path_end"] for path in paths) == found.with_end
    converted = sum(brute.converts(path, start, end, within, most) for path in paths)
    assert converted == found.converted


@settings(max_examples=30)
@given(worlds())
def test_later_pairs(world: tuple[EventLog, list[brute.Path], str]) -> None:
    """What follows sooner or later, in pairs and on paths."""
    log, paths, count = world
    found = pair_counts(log, count=count)
    assert brute.pairs(paths) == {(p.source, p.target): (p.count, p.paths) for p in found.pairs}
    assert len(paths) == found.paths


@settings(max_examples=30)
@given(worlds())
def test_rework_and_rings(world: tuple[EventLog, list[brute.Path], str]) -> None:
    """What is repeated, with how little between; rings lead from each event to each."""
    log, paths, count = world
    result = rework(log, count=count)
    assert brute.repeats(paths) == {i.event: (i.paths, i.repeats, i.distance) for i in result}
    leads = brute.reachable(set(brute.waits(paths)))
    members = {event for ring in result.rings for event in ring.events}
    for a in "abc":
        others = [b for b in "abc" if a != b and leads(a, b) and leads(b, a)]
        assert bool(others) == (a in members)
    for ring in result.rings:
        around = sum(
            any(
                path[i].event in ring.events and path[j].event == path[i].event
                and any(path[k].event != path[i].event for k in range(i, j))
                for i in range(len(path)) for j in range(i + 1, len(path))
            )
            for path in paths
        )  # fmt: skip
        assert around == ring.paths


@settings(max_examples=30)
@given(
    worlds(), NAMES, st.sampled_from(WHICH), st.sets(st.sampled_from([f"c{n}" for n in range(14)]))
)
def test_next_steps_of_some(
    world: tuple[EventLog, list[brute.Path], str], after: str, which: str, some: set[str]
) -> None:
    """What some customers do right after an event."""
    log, paths, count = world
    found = next_counts(
        log, after=anchor_on(Condition(after)), which=which, count=count, customers=sorted(some)
    )
    expected = Counter(
        (*brute.names(path), "path_end")[at + 1]
        for path in paths
        if path[0].customer in some
        for at in brute.anchors(path, after, which)
    )
    assert expected == {step.event: step.count for step in found}


@settings(max_examples=30)
@given(worlds(), NAMES, st.none() | NAMES, st.integers(1, 3))
def test_chains(
    world: tuple[EventLog, list[brute.Path], str], goal: str, lost: str | None, order: int
) -> None:
    """From the start the chain converts exactly the share of paths that do."""
    log, paths, count = world
    result = markov(log, goal, lost=lost, order=order, count=count)
    converted = 0
    for path in paths:
        first = next((e for e in brute.names(path) if e in (goal, lost)), None)
        converted += first == goal
    assert converted / len(paths) == pytest.approx(result.chance)
    assert len(paths) == result.paths
    whole = [s.removal_effect for s in result if s.removal_effect is not None]
    assert all(-1e-9 <= effect <= 1 + 1e-9 for effect in whole)


def main_things(log: EventLog, count: str) -> list[Any]:
    """What one query of each kind of expression says, for an engine that takes its time."""
    options: dict[str, Any] = {"count": count}
    start = Condition("a")
    return [
        sorted(edge_counts(log, by="group", **options), key=str),
        variant_counts(log, Shape(start=start, collapse_repeats=True, **options), n=5),
        convert_counts(log, start=start, end=None, within_us=3_000_000, **options),
        next_counts(log, after=anchor_on(start), **options),
    ]


def everything(log: EventLog, count: str) -> list[Any]:
    """What each query says, in an order that does not depend on the engine."""
    start, end = Condition("a"), Condition("b")
    options: dict[str, Any] = {"count": count}
    return [
        sorted(edge_counts(log, by="group", **options), key=str),
        edge_waits(log, **options),
        sorted(
            step_counts(log, anchor=anchor_on(start), before=2, after=2, which="last", **options),
            key=str,
        ),
        flow_counts(log, anchor=anchor_on(start), before=0, after=2, which="each", **options),
        variant_counts(log, Shape(start=start, collapse_repeats=True, **options), n=5),
        tree_edges(log, Shape(end=end, **options), length=3),
        convert_counts(log, start=start, end=end, within_us=3_000_000, **options),
        pair_counts(log, **options),
        rework(log, **options).items,
        next_counts(log, after=anchor_on(start), **options),
        markov(log, "b", order=2, **options).items,
    ]


@settings(max_examples=4)
@given(logs(), COUNT)
def test_duckdb_agrees(rows: list[brute.Row], count: str) -> None:
    """DuckDB says what the engine in memory does."""
    assert everything(log_of(rows, "polars"), count) == everything(log_of(rows, "duckdb"), count)


@pytest.mark.parametrize(("engine", "queries"), [("ibis", everything), ("pyspark", main_things)])
def test_other_engines_agree(engine: str, queries: Any) -> None:
    """Ibis and Spark say what the engine in memory does, ties and repeats among the events."""
    rows = [
        brute.Row(f"c{n % 4}", "abcab"[n * n % 5], n * 3 % 11, n, None if n % 3 else "x")
        for n in range(30)
    ]
    one, other = (queries(log_of(rows, e), "sessions") for e in ("polars", engine))
    assert one == other
