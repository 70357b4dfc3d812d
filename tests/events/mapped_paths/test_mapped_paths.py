"""A log as a map sees it agrees with plain loops over lists, on all engines."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import table
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import Condition, EventLog
from journeykit.events.mapped_paths.counts import map_counts
from journeykit.events.mapped_paths.reading import MapReading
from journeykit.events.mapped_paths.single import done_by
from journeykit.events.mapped_paths.ways import map_ways

GAP = 2
Row = tuple[str, str, int, str | None]
TOUCHPOINTS = {
    "a": Condition("a"),
    "b": Condition(("b", "c")),
    "x": Condition(("a", "d"), where={"group": "x"}),
}
SHARED = [(0, 2)]
"""What 'a' and 'x' are at once."""

rows_of_a_log = st.lists(
    st.tuples(
        st.sampled_from([f"c{n}" for n in range(9)]), st.sampled_from("abcde"),
        st.integers(0, 9), st.sampled_from(["x", "y", None]),
    ),
    min_size=1, max_size=50,
)  # fmt: skip


def log_of(rows: list[Row], engine: str = "polars", parts: int = 1) -> EventLog:
    """The log on an engine, cut into sessions as well."""
    customers, events, times, groups = (list(column) for column in zip(*rows, strict=True))
    columns: dict[str, list[Any]] = {
        "customer": customers, "event": events, "time": times, "group": groups,
        "row": list(range(len(rows))),
    }  # fmt: skip
    log = EventLog(table(columns, engine), order="row", time_unit="s")
    if parts > 1:
        few = attrs.evolve(log.source, part_rows=max(1, len(rows) // parts))
        log = log._with(few, None, "in parts")
    return log.sessions(f"{GAP}s")


def could_be(row: Row) -> str:
    """The touchpoints that an event could be, in order of the map."""
    _, event, _, group = row
    if event == "a":
        return "ax" if group == "x" else "a"
    if event in ("b", "c"):
        return "b"
    return "x" if event == "d" and group == "x" else ""


def on_map(piece: list[Row]) -> list[tuple[Row, str]]:
    """The events of a path that are a touchpoint, each with the one that it counts for."""
    found = []
    last = (-1, 0)
    for row in piece:
        could = could_be(row)
        if len(could) == 1:
            # Of two at one time the later touchpoint was last.
            last = max(last, (row[2], "abx".index(could)))
        if could:
            # 'b' lies halfway from 'a' to 'x': what could be both is then the later one.
            found.append((row, could[-1] if last[1] > 0 else could[0]))
    return found


def units(rows: list[Row], *, sessions: bool, within: int | None) -> list[list[Row]]:
    """The rows of each customer or session in order, up to a time after the first touchpoint."""
    found: list[list[Row]] = []
    for customer in sorted({row[0] for row in rows}):
        own = sorted((row for row in rows if row[0] == customer), key=lambda row: row[2])
        pieces = [own[:1]]
        for before, row in itertools.pairwise(own):
            if sessions and row[2] - before[2] > GAP:
                pieces.append([])
            pieces[-1].append(row)
        found += pieces
    if within is None:
        return found
    kept = []
    for piece in found:
        starts = [row[2] for row in piece if could_be(row)]
        first = next((at for at, row in enumerate(piece) if could_be(row)), 0)
        kept.append(
            [
                r
                for at, r in enumerate(piece)
                if not starts or at < first or r[2] - starts[0] <= within
            ]
        )
    return kept


@settings(max_examples=20)
@given(
    rows=rows_of_a_log, sessions=st.booleans(), within=st.sampled_from([None, 0, 3]),
    beside=st.booleans(), engine=st.sampled_from([*["polars", "in parts"] * 3, "duckdb"]),
)  # fmt: skip
def test_counts_and_ways(
    rows: list[Row], sessions: bool, within: int | None, beside: bool, engine: str
) -> None:
    """Who comes where, what else they do, in which channel, what fails, and by which ways."""
    log = log_of(rows, "polars", 2) if engine == "in parts" else log_of(rows, engine)
    reading = MapReading(
        log=log, touchpoints=TOUCHPOINTS, shared=SHARED, count="sessions" if sessions else "customers",
        within_us=None if within is None else within * 1_000_000, channel="group",
        channels={"both": ["x", "y"]} if beside else {"x": ["x"], "y": ["y"]},
        failed=Condition(where={"group": "y"}),
    )  # fmt: skip
    pieces = units(rows, sessions=sessions, within=within)
    found = map_counts(reading)
    assert (len(pieces), sum(any(map(could_be, piece)) for piece in pieces)) == (
        found.units, found.on_map
    )  # fmt: skip
    mapped = [on_map(piece) for piece in pieces]
    came = Counter(id for piece in mapped for id in {id for _, id in piece})
    assert {id: came[id] for id in TOUCHPOINTS} == found.came
    seen = sum(any(r[1] in "ad" and r[3] == "x" for r in piece) for piece in pieces)
    either = sum(any(r[1] == "a" for r in piece) for piece in pieces)
    assert (either, came["b"], seen) == tuple(found.seen.values())
    assert found.several == sum(r[1] == "a" and r[3] == "x" for piece in pieces for r in piece)
    beside_map = Counter(
        event for piece in pieces for event in {row[1] for row in piece if not could_be(row)}
    )
    assert beside_map == {event: who.units for event, who in found.beside.items()}
    channels = Counter(
        pair
        for piece in mapped
        for pair in {(id, "both" if beside else r[3]) for r, id in piece if r[3]}
    )
    assert channels == {key: who.units for key, who in found.channels.items()}
    failed = Counter(id for p in mapped for id in {id for r, id in p if r[3] == "y"})
    assert failed == {id: who.units for id, who in found.failed.items()}

    expected: Counter[tuple[tuple[str, ...], int]] = Counter()
    for piece, visits in zip(pieces, mapped, strict=True):
        ids = [id for _, id in visits]
        way = tuple(id for at, id in enumerate(ids) if at == 0 or ids[at - 1] != id)
        if way:
            expected[way, len(piece) - len(visits) if beside else 0] += 1
    ways = map_ways(reading, most=1000, beside=beside)
    assert expected == {(way.touchpoints, way.beside): way.count for way in ways.items}
    assert (expected.total(), len(expected), 0) == (ways.units, ways.number, ways.cut)
    customers = {row[0] for row in rows}
    assert all(set(way.examples) <= customers and way.examples for way in ways.items)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb", "ibis", "pyspark"])
def test_every_engine_sees_the_same(engine: str) -> None:
    """A small log on each engine that is installed."""
    rows: list[Row] = [
        ("ann", "a", 0, "x"), ("ann", "b", 1, None), ("ann", "e", 2, "y"), ("ann", "a", 3, "y"),
        ("bob", "d", 0, "x"), ("bob", "d", 1, "y"), ("bob", "c", 9, "y"),
    ]  # fmt: skip
    reading, plain = (
        MapReading(log=log_of(rows, on), touchpoints=TOUCHPOINTS, shared=SHARED, channel="group", channels={"x": ["x"]}, within_us=5_000_000)
        for on in (engine, "polars")
    )  # fmt: skip
    assert map_counts(plain) == map_counts(reading)
    assert map_ways(plain, most=9, beside=True) == map_ways(reading, most=9, beside=True)
    assert done_by(plain, "bob") == done_by(reading, "bob")


def test_what_one_customer_did() -> None:
    """Each event with its touchpoint, time, channel, and whether it failed; nobody else's."""
    rows: list[Row] = [("ann", "a", 5, "x"), ("ann", "e", 7, "y"), ("bob", "a", 6, "x")]
    reading = MapReading(
        log=log_of(rows),
        touchpoints=TOUCHPOINTS,
        shared=SHARED,
        channel="group",
        failed=Condition("e"),
        channels={"x": ["x"], "y": ["y"]},
    )
    first, second = done_by(reading, "ann")
    assert ("a", "a", 5_000_000, "x", False) == attrs.astuple(first)
    assert ("e", None, 7_000_000, "y", True) == attrs.astuple(second)
    with pytest.raises(NotFoundError, match="cid"):
        done_by(reading, "cid")


def test_very_long_ways_are_cut_and_counted() -> None:
    """More visits than numbers can hold are told; up to there ways are told apart."""
    events = [("ann", "ab"[n % 2], n, None) for n in range(2000)]
    reading = MapReading(
        log=log_of([*events, ("bob", "a", 0, None)]), touchpoints=TOUCHPOINTS, shared=SHARED
    )
    ways = map_ways(reading, most=9)
    assert (1, 2) == (ways.cut, ways.number)
    assert {1, ways.compared} == {len(way.touchpoints) for way in ways.items}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_customers_are_found_by_number_or_its_digits(engine: str) -> None:
    """As the column has them, or as text; what is none is one clear error on every engine."""
    log = EventLog(table({"customer": [1, 2], "event": ["a", "b"], "time": [0, 1]}, engine))
    reading = MapReading(log=log, touchpoints={"a": Condition("a")}, shared=())
    assert done_by(reading, 1) == done_by(reading, "1")
    with pytest.raises(NotFoundError, match="ann"):
        done_by(reading, "ann")
    with pytest.raises(InvalidValueError, match="one customer"):
        done_by(reading, [1])
    texts = MapReading(
        log=log_of([("7", "a", 0, None)], engine), touchpoints=TOUCHPOINTS, shared=SHARED
    )
    assert 1 == len(done_by(texts, 7))
