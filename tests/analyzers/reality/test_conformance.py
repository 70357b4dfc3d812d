"""Deviations, their figures and words; what is refused; the journey as it was."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.reality.brute import Map
from analyzers.reality.test_alignment import SHOP
from engines import rows as frame_rows
from engines import table
from journeykit.analyzers import Conformance, DeviationKind, conformance, find_gaps
from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import Condition, EventLog
from journeykit.model import (
    Channel,
    EventBinding,
    Journey,
    JourneyState,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.view import view


def bound(*names: str, **fields: Any) -> Journey:
    """A journey of one phase whose touchpoints are the events of their names."""
    return Journey("Shop", [Phase("All", [Touchpoint(n, events=n) for n in names])], **fields)


def log_of(*ways: str, times: int = 1) -> EventLog:
    """A log in which each way, such as "look cart pay", is taken by some customers."""
    people = [way.split() for way in ways for _ in range(times)]
    return EventLog(
        [(f"c{n:03}", name, 10 * at) for n, way in enumerate(people) for at, name in enumerate(way)]
    )


def titles(fit: Conformance) -> list[str]:
    """What was found, in order."""
    return [item.title for item in fit]


# --- each kind ----------------------------------------------------------------


def test_who_follows_the_map_departs_in_nothing() -> None:
    """A map that all follow to its end fits perfectly."""
    fit = conformance(bound("look", "cart", "pay"), log_of("look cart cart pay", times=20))
    assert fit.fitness is not None
    assert (1.0, 1.0, 20, 1.0) == (
        fit.fitness.mean, fit.fitness.pooled, fit.fitness.fitting, fit.known_share
    )  # fmt: skip
    assert [] == titles(fit)


def test_never_seen_and_never_mapped() -> None:
    """A touchpoint without its event, and an event without a touchpoint, with a hint to a slip."""
    journey = bound("look", "chekout", "pay")
    fit = conformance(journey, log_of("look checkout pay", "look pay", times=10))
    seen, mapped = fit.items
    assert ("Nobody was seen at 'chekout'", 20, 20) == (seen.title, seen.customers, seen.of)
    assert "Bind it to 'checkout', if that is what is meant" == seen.hint
    assert ("'checkout' is not on the map", 10, 20) == (mapped.title, mapped.customers, mapped.of)
    assert wilson_interval(10, 20) == mapped.interval
    assert ("c000", "c009") == mapped.examples


def test_an_event_that_is_a_touchpoint_only_at_times() -> None:
    """Those that pass no test of a column are never mapped, and the title says how."""
    rows = [
        {"customer": n, "event": "pay", "time": 0, "device": "tv" if n % 2 else "phone"}
        for n in range(20)
    ]
    pay = Touchpoint("Pay", events=EventBinding("pay", where={"device": "phone"}))
    fit = conformance(Journey("Shop", [Phase("All", [pay])]), EventLog(rows))
    assert ["'pay' is not always on the map"] == titles(fit)
    assert (10, 20) == (fit.items[0].customers, fit.items[0].of)


def test_skipped_is_of_those_who_had_to_pass() -> None:
    """Who leaves before skips nothing; who comes further without it does."""
    journey = bound("look", "cart", "pay")
    fit = conformance(journey, log_of("look", "look pay", "look cart pay", times=10))
    (skip,) = fit.of("skipped")
    assert (("cart",), 10, 20, 0.5) == (skip.touchpoints, skip.customers, skip.of, skip.share)


def test_what_may_be_passed_by_is_not_skipped() -> None:
    """A branch, a touchpoint of other personas, and one that no event shows are no duty."""
    branch = bound("look", "size", "pay", transitions=[("look", "size"), ("look", "pay"), ("size", "pay")])  # fmt: skip
    personas = [Persona("Mira"), Persona("Sam")]
    of_mira = Journey("Shop", [Phase("All", [
        Touchpoint("look", events="look"), Touchpoint("size", events="size", personas="mira"),
        Touchpoint("call"), Touchpoint("pay", events="pay"),
    ])], personas=personas)  # fmt: skip
    log = log_of("look pay", "look size pay", times=10)
    for journey in (branch, of_mira):
        fit = conformance(journey, log)
        assert [] == titles(fit)
        assert fit.fitness is not None
        assert 1.0 == fit.fitness.mean


def test_a_reversed_order_is_no_noise() -> None:
    """One in forty is chance or a clock; one in two is not. What follows is said once."""
    journey = bound("look", "size", "cart", "pay")
    rare = log_of(*["look size cart pay"] * 39, "size look cart pay")
    assert not conformance(journey, rare, min_share=0, min_customers=1).of("reversed")
    fit = conformance(journey, log_of("look size cart pay", "size cart pay look", times=20))
    (found,) = fit.of("reversed")
    assert (("size", "look"), 20, 40) == (found.touchpoints, found.customers, found.of)
    assert "'size' comes before 'look'" == found.title
    assert found.p_adjusted is not None
    assert found.p_adjusted < 1e-9
    assert 2 == fit.implied


def test_a_loop_on_the_map_reverses_nothing() -> None:
    """A way back of the kind loop is known, and the order of first visits still counts."""
    back = Transition("pay", "cart", kind="loop")
    journey = bound("look", "cart", "pay", transitions=[("look", "cart"), ("cart", "pay"), back])
    fit = conformance(journey, log_of("look cart pay cart pay", times=20))
    assert [] == titles(fit)
    wrong = conformance(journey, log_of("look pay cart pay", times=20))
    assert ["'pay' comes before 'cart'", "From 'look' right to 'pay'"] == titles(wrong)


def test_an_unknown_transition_is_of_those_at_its_start() -> None:
    """Two touchpoints that the map does not join; what lies between unseen joins them."""
    fit = conformance(SHOP_BOUND, log_of("look cart pay", "look pay", times=10))
    assert {("look", "pay"): (10, 20)} == {
        d.touchpoints: (d.customers, d.of) for d in fit.of("unknown-transition")
    }
    move = fit.move("cart", "pay")
    assert move is not None
    assert (10, 10, True) == (move.count, move.customers, move.known)
    assert 20 / 30 == fit.known_share


SHOP_BOUND = SHOP.replace(
    phases=[
        phase.replace(
            touchpoints=[
                t.replace(events=() if t.id == "call" else t.id) for t in phase.touchpoints
            ]
        )
        for phase in SHOP.phases
    ]
)


def test_an_unknown_start_is_of_all_on_the_map() -> None:
    """Who begins at a touchpoint that has others before it; unseen ones before it are none."""
    fit = conformance(SHOP_BOUND, log_of("look cart pay", "cart pay", times=10))
    (start,) = fit.of("unknown-start")
    assert (("cart",), 10, 20) == (start.touchpoints, start.customers, start.of)
    assert "the map starts at 'Look'" in start.reason
    unseen = Journey("Shop", [Phase("All", ["Ad", Touchpoint("Look", events="look")])])
    assert [] == titles(conformance(unseen, log_of("look", times=20)))


def channelled(*, declared: bool = True) -> tuple[Journey, EventLog]:
    """A map on which one pays on the web, and a log in which half do so at a desk."""
    rows = [
        {"customer": n, "event": "pay", "time": 0, "where": [None, "Desk", "WEB SHOP"][n % 3],
         "status": "error" if n % 5 == 0 else "ok"}
        for n in range(60)
    ]  # fmt: skip
    channels = [Channel("Web shop"), Channel("Store")] if declared else []
    pay = Touchpoint("Pay", channel="web-shop", events="pay")
    return Journey("Shop", [Phase("All", [pay])], channels=channels), EventLog(rows)


def test_other_channel_is_of_those_whose_channel_is_known() -> None:
    """Values are found among ids and names, or are named; missing ones say nothing."""
    journey, log = channelled()
    (found,) = conformance(journey, log, channel_column="where", channels={"Desk": "store"})
    assert ("store", 20, 40) == (found.channel, found.customers, found.of)
    assert "'Pay' happens in 'Store'" == found.title
    (raw,) = conformance(journey, log, channel_column="where")
    assert "Desk" == raw.channel


def test_failed_is_what_the_log_says() -> None:
    """Customers for whom a touchpoint failed, of those who came to it."""
    journey, log = channelled()
    for failed in ({"status": "error"}, Condition(where={"status": "error"})):
        (found,) = conformance(journey, log, failed=failed)
        assert (DeviationKind.FAILED, 12, 60) == (found.kind, found.customers, found.of)


# --- what was asked -----------------------------------------------------------


def test_within_ends_a_path_some_time_after_its_first_touchpoint() -> None:
    """What comes later is not looked at, what came before the first touchpoint is."""
    log = EventLog([(n, e, t) for n in range(20) for e, t in
                    [("help", 0), ("look", 1000), ("pay", 1000 + 60 * n)]])  # fmt: skip
    fit = conformance(bound("look", "cart", "pay"), log, within="5m", min_share=0)
    assert {("pay", 6), ("look", 20)} == {
        (t.touchpoint, t.customers) for t in fit.touchpoints if t.customers
    }
    assert [20] == [d.customers for d in fit.of("never-mapped")]
    assert "5 minutes" in fit.notes[0]


def test_unmapped_events_can_be_moves() -> None:
    """Apart they cost nothing; as moves each costs one."""
    journey, log = bound("look", "pay"), log_of("look help help pay", times=20)
    apart, moves = (conformance(journey, log, unmapped=how).fitness for how in ("apart", "moves"))
    assert apart is not None
    assert moves is not None
    assert (1.0, pytest.approx(1 - 2 / 6)) == (apart.mean, moves.mean)


def test_a_persona_is_its_customers_and_what_is_for_them() -> None:
    """Others are left out; what is for others only may be passed, and nobody need come there."""
    rows = [
        {"customer": n, "event": event, "time": at, "device": "phone" if n % 2 else "desktop"}
        for n in range(40)
        for at, event in enumerate(["look", "pay"] if n % 2 else ["look", "size", "pay"])
    ]
    journey = Journey("Shop", [Phase("All", [
        Touchpoint("look", events="look"), Touchpoint("size", events="size", personas="sam"),
        Touchpoint("voucher", events="voucher", personas="sam"), Touchpoint("pay", events="pay"),
    ])], personas=[
        Persona("Mira", segment={"device": "phone"}), Persona("Sam", segment={"device": "desktop"}),
        Persona("Kim"),
    ])  # fmt: skip
    mira, sam = (conformance(journey, EventLog(rows), persona=id) for id in ("mira", "sam"))
    assert (20, 20) == (mira.units, sam.units)
    assert ([], ["Nobody was seen at 'voucher'"]) == (titles(mira), titles(sam))
    assert "only customers of 'Mira'" in mira.notes
    with pytest.raises(InvalidValueError, match="segment"):
        conformance(journey, EventLog(rows), persona="kim")
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        conformance(journey, EventLog(rows), persona="mirra")


def test_sessions_are_paths_of_their_own() -> None:
    """Two visits of one customer are two paths, each counted."""
    log = EventLog([(n, "look", at) for n in range(10) for at in (0, 10_000)]).sessions("30m")
    fit = conformance(bound("look"), log, count="sessions")
    assert 20 == fit.units
    assert "20 sessions" in fit.summary()


def test_thresholds_hide_nothing() -> None:
    """What is too small is counted."""
    log = log_of(*["look pay"] * 30, "look help pay")
    journey = bound("look", "pay")
    assert (0, 1) == (len(conformance(journey, log)), conformance(journey, log).below)
    assert 1 == len(conformance(journey, log, min_share=0, min_customers=1))


def test_a_long_tail_is_left_out_and_said() -> None:
    """Only the most frequent ways are looked at, and the note says what they cover."""
    log = log_of(*["look pay"] * 9, "pay look")
    fit = conformance(bound("look", "pay"), log, most_ways=1)
    assert (9, 2) == (fit.covered, fit.ways)
    assert "9 of 10 (90.0 %)" in fit.notes[0]
    assert fit.fitness is not None
    assert 9 == fit.fitness.customers


def test_two_touchpoints_of_the_same_events_cannot_be_told_apart() -> None:
    """The second is no deviation: its events count for the first, and the notes say so."""
    journey = Journey("Shop", [Phase("All", [
        Touchpoint("A", events="look"), Touchpoint("B", events="look"), Touchpoint("C", events="pay"),
    ])])  # fmt: skip
    fit = conformance(journey, log_of("look pay", times=20))
    assert [] == titles(fit)
    assert ("b",) == fit.invisible
    assert any("several touchpoints" in note for note in fit.notes)


def test_an_event_of_two_touchpoints_counts_for_the_nearest() -> None:
    """Who calls before paying asks for advice, who calls after it for help: both as planned."""
    journey = Journey("Shop", [Phase("All", [
        Touchpoint("Look", events="look"), Touchpoint("Advice", events="call"),
        Touchpoint("Pay", events="pay"), Touchpoint("Help", events="call"),
    ])])  # fmt: skip
    fit = conformance(journey, log_of("look call pay call", times=20))
    assert [] == titles(fit)
    assert () == fit.invisible
    assert fit.fitness is not None
    assert 1 == fit.fitness.mean
    done = fit.actual("c000")
    assert ["Look", "Advice", "Pay", "Help"] == [t.name for t in done.touchpoints]


def test_an_empty_log() -> None:
    """Nobody did anything: nothing is found, and there is no fitness."""
    fit = conformance(bound("look", "pay"), log_of("look pay").where("nothing"))
    assert (0, None, None) == (len(fit), fit.fitness, fit.known_share)
    assert "0 customers" in fit.summary()


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"within": 5}, InvalidValueError, "write the unit"),
        ({"count": "visits"}, NotFoundError, "customers"),
        ({"min_share": 5}, InvalidValueError, "a share from 0 to 1"),
        ({"min_customers": 0}, InvalidValueError, "whole number"),
        ({"noise": -1}, InvalidValueError, "a share from 0 to 1"),
        ({"alpha": 1}, InvalidValueError, "level"),
        ({"confidence": 95}, InvalidValueError, "0.95"),
        ({"unmapped": "move"}, NotFoundError, "did you mean 'moves'"),
        ({"channels": {"Desk": "store"}}, InvalidValueError, "channel_column"),
        ({"channel_column": "were"}, NotFoundError, "did you mean 'where'"),
        ({"channel_column": "where", "channels": {"Desk": "stor"}}, NotFoundError, "'store'"),
        ({"channel_column": "where", "channels": {"desk": "store"}}, NotFoundError, "'Desk'"),
        ({"channel_column": "where", "channels": ["store"]}, InvalidValueError, "by value"),
        ({"failed": "pai"}, NotFoundError, "did you mean 'pay'"),
        ({"most_ways": 0}, InvalidValueError, "whole number"),
    ],
)
def test_mistakes_are_refused(options: Any, error: type[Exception], said: str) -> None:
    """Each by one clear error that says what was expected."""
    journey, log = channelled()
    with pytest.raises(error, match=said):
        conformance(journey, log, **options)


def test_what_can_be_asked_of_a_result_is_checked() -> None:
    """A kind that there is not, and a customer who is not in the log."""
    fit = conformance(bound("look", "pay"), log_of("look pay"))
    with pytest.raises(NotFoundError, match="did you mean 'skipped'"):
        fit.of("skiped")
    with pytest.raises(NotFoundError, match="c999"):
        fit.actual("c999")
    with pytest.raises(InvalidValueError, match="a result of conformance"):
        fit.replace(observation=None).actual()


# --- planted ------------------------------------------------------------------

BRANCHED = bound(
    "look", "size", "cart", "pay", "rate",
    transitions=[
        ("look", "size"), ("look", "cart"), ("size", "cart"), ("cart", "pay"), ("pay", "rate"),
        Transition("cart", "look", kind="loop"),
    ],
)  # fmt: skip


def walkers(seed: int, plant: Callable[[list[str]], list[str]], share: float) -> EventLog:
    """1,000 customers who walk the map, half of them not to its end; one in a hundred slips."""
    draw = Random(seed)
    rows: list[tuple[int, str, int]] = []
    for customer in range(1000):
        way = ["look"]
        while way[-1] != "rate" and draw.random() < 0.9:
            way.append(draw.choice([t.target for t in BRANCHED.ways if t.source == way[-1]]))
        if draw.random() < 0.01:
            draw.shuffle(way)
        if draw.random() < share:
            way = plant(way)
        rows += [(customer, event, 60 * at) for at, event in enumerate(way)]
    return EventLog(rows)


PLANTS: list[tuple[str, tuple[str, ...], Callable[[list[str]], list[str]]]] = [
    ("skipped", ("cart",), lambda way: [id for id in way if id != "cart"]),
    ("reversed", ("pay", "cart"), lambda way: ["look", "pay", *way[1:]]),
    (
        "unknown-transition",
        ("size", "pay"),
        lambda way: [*way, *(["size", "pay"] * (len(way) > 3))],
    ),
    ("never-mapped", (), lambda way: [*way, "call"]),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("kind", "where", "plant"), PLANTS, ids=[kind for kind, *_ in PLANTS])
def test_what_is_planted_is_found(
    kind: str, where: tuple[str, ...], plant: Callable[[list[str]], list[str]], seed: int
) -> None:
    """In a fifth of the customers it is told; in none of them there is nothing to tell."""
    found = conformance(BRANCHED, walkers(seed, plant, 0.2))
    assert where in [deviation.touchpoints for deviation in found.of(kind)]
    assert [] == titles(conformance(BRANCHED, walkers(seed, plant, 0.0)))


def test_who_they_are() -> None:
    """All customers of a deviation, as many as it counts, and none twice."""
    journey, log = channelled()
    named = {"channel_column": "where", "channels": {"Desk": "store"}}
    fit = conformance(journey, log, failed={"status": "error"}, **named)
    for deviation in fit:
        people = [row["customer"] for row in frame_rows(fit.customers(deviation))]
        assert deviation.customers == len(people) == len(set(people))
        assert set(deviation.examples) <= set(people)
    with pytest.raises(InvalidValueError, match="of this result"):
        conformance(journey, log).customers(fit.items[0])


@pytest.mark.parametrize("engine", ["pandas", "duckdb", "ibis", "pyspark"])
def test_every_engine_says_the_same(engine: str) -> None:
    """Deviations, fitness, customers and the journey of one, on each engine that is installed."""
    ways = ["see try cart pay", "cart see help", "see cart try pay", "see pay pay", "see"]
    rows = [(f"c{n}", e, at) for n, way in enumerate(ways) for at, e in enumerate(way.split())]
    customers, events, times = (list(column) for column in zip(*rows, strict=True))
    columns = {
        "customer": customers, "event": events, "time": times,
        "where": [["Web", "Desk", None][at % 3] for at in range(len(rows))],
    }  # fmt: skip
    asked = {"channel_column": "where", "failed": "pay", "min_customers": 1, "noise": 0}
    there, here = (
        conformance(planned(), EventLog(table(columns, on), time_unit="s"), **asked)
        for on in (engine, "polars")
    )
    assert here == there
    assert 7 == len({deviation.kind for deviation in here})
    assert here.actual("c2") == there.actual("c2")
    for deviation in here:
        names = [
            sorted(row["customer"] for row in frame_rows(fit.customers(deviation)))
            for fit in (here, there)
        ]
        assert names[0] == names[1]
        assert deviation.customers == len(names[0])


def test_who_they_are_by_session() -> None:
    """Of sessions each has a row, with their column where there is one."""
    rows = [
        {"customer": "ann", "visit": visit, "event": event, "time": 100 * visit + at}
        for visit, events in enumerate([["look", "pay"], ["pay", "look"], ["pay"]])
        for at, event in enumerate(events)
    ]
    log = EventLog(rows, session="visit")
    fit = conformance(bound("look", "pay"), log, count="sessions", min_customers=1)
    (start,) = fit.of("unknown-start")
    assert [1, 2] == sorted(row["visit"] for row in frame_rows(fit.customers(start)))


# --- planned against actual ---------------------------------------------------


def planned() -> Journey:
    """Two phases, as they are planned; no event tells of the talk."""
    look = [
        Touchpoint("See", events="see", channel="web"), Touchpoint("Talk"),
        Touchpoint("Try", events="try"),
    ]  # fmt: skip
    buy = [Touchpoint("Cart", events="cart"), Touchpoint("Pay", events="pay")]
    return Journey("Shop", [Phase("Look", look), Phase("Buy", buy)], state="planned")


def test_the_journey_of_one_customer() -> None:
    """Touchpoints in real order with their times; what is out of turn stands where it happened."""
    names = ["see", "cart", "help", "try", "try", "cart", "oops"]
    rows = [
        {"customer": "ann", "event": name, "time": 60 * at, "at": "Store" if at == 0 else None}
        for at, name in enumerate(names)
    ]
    fit = conformance(planned(), EventLog(rows), channel_column="at", failed="cart")
    actual = fit.actual("ann")
    assert JourneyState.ACTUAL is actual.state
    assert [("Look", ["see", "talk"]), ("Buy", ["cart", "help", "try", "oops"])] == [
        (phase.name, [t.id for t in phase.touchpoints]) for phase in actual.phases
    ]
    assert {
        "customer": "ann", "began": "1970-01-01", "ended": "1970-01-01 00:06:00",
        "cart: first": "1970-01-01 00:01:00", "cart: visits": 2, "cart: failures": 2,
    }.items() <= dict(actual.metadata).items()  # fmt: skip
    assert "store" == actual.touchpoint("see").channel
    assert "Failed 2 times" == actual.touchpoint("cart").pain_points[0].text
    moves = {(t.source, t.target): (t.count, t.kind.value) for t in actual.transitions}
    assert (1, "loop") == moves["try", "cart"]
    gaps = find_gaps(actual, against=planned(), kinds="deviation")
    assert {
        ("missing", "Pay"), ("extra", "help"), ("extra", "oops"), ("other-phase", "Try"),
        ("other-channel", "See"),
    } == {(gap.check, gap.title.split("'")[1]) for gap in gaps}  # fmt: skip
    assert "Failed 2 times" in str(view(planned(), "change", to=actual))


def test_the_journey_of_the_group() -> None:
    """What at least half do, in the order in which most do it."""
    fit = conformance(planned(), log_of("see cart try", "see cart try pay", "see", times=10))
    actual = fit.actual()
    assert ["see", "talk", "cart", "try"] == [t.id for t in actual.touchpoints]
    assert {("see", "cart"): 20, ("cart", "try"): 20} == {
        (t.source, t.target): t.count for t in actual.transitions
    }
    gaps = find_gaps(actual, against=planned(), kinds="deviation")
    assert [("missing", "Pay"), ("other-phase", "Try")] == [
        (gap.check, gap.title.split("'")[1]) for gap in gaps
    ]


def test_who_follows_the_plan_departs_in_nothing() -> None:
    """The actual journey of such a customer has no deviation from the plan."""
    fit = conformance(planned(), log_of("see try cart pay", "see"))
    gaps = find_gaps(fit.actual("c000"), against=planned(), kinds="deviation")
    assert (0, ["see"]) == (len(gaps), [t.id for t in fit.actual("c001").touchpoints])


@given(st.lists(st.sampled_from(["see", "try", "cart", "pay", "help", "see!"]), min_size=1))
def test_any_journey_that_was_is_a_map(events: list[str]) -> None:
    """Ids are unique, each event has its touchpoint, and visits add up to the way."""
    fit = conformance(planned(), EventLog([("ann", e, at) for at, e in enumerate(events)]))
    actual = fit.actual("ann")
    for elements in (actual.phases, actual.touchpoints, actual.transitions):
        assert len(elements) == len({element.id for element in elements})
    assert set(events) == {t.events[0].events[0] for t in actual.touchpoints if t.events}
    told = sum(int(str(v)) for key, v in actual.metadata.items() if key.endswith(": visits"))
    assert told - 1 == sum(t.count or 0 for t in actual.transitions)
    first = [actual.metadata[f"{t.id}: first"] for t in actual.touchpoints if t.events]
    assert sorted(map(str, first)) == first


# --- laws ---------------------------------------------------------------------

EVENTS = "abcx"
PATHS = st.lists(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=6), min_size=1, max_size=8)
WAYS = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=6)


def worked_out(journey: Journey, paths: list[list[str]]) -> dict[tuple[Any, ...], tuple[int, int]]:
    """All deviations by plain loops: customers, and those who could."""
    visible = [t.id for t in journey.touchpoints if t.events]
    came = [id for id in visible if any(id in path for path in paths)]
    brute = Map(journey, came)
    found: dict[tuple[Any, ...], tuple[int, int]] = {}
    mapped = [[e for e in path if e in visible] for path in paths]
    ways = [[e for at, e in enumerate(w) if at == 0 or w[at - 1] != e] for w in mapped]
    for id in visible:
        if not any(id in way for way in ways):
            found["never-seen", id] = (len(paths), len(paths))
        had_to = [way for way in ways if any(brute.needs(b, id) for b in way)]
        without = [way for way in had_to if id not in way]
        if without and any(id in way for way in ways):
            found["skipped", id] = (len(without), len(had_to))
        begun = sum(way[:1] == [id] for way in ways)
        if begun and not brute.starts_at(id):
            found["unknown-start", id] = (begun, sum(map(bool, ways)))
    for event in {e for path in paths for e in path} - set(visible):
        found["never-mapped", event] = (sum(event in path for path in paths), len(paths))
    for a in visible:
        for b in visible:
            both = [way for way in ways if a in way and b in way]
            wrong = [way for way in both if way.index(b) < way.index(a)]
            if wrong and brute.is_before(a, b):
                found["reversed", b, a] = (len(wrong), len(both))
            did = [way for way in ways if (a, b) in pairwise(way)]
            if did and not brute.knows(a, b):
                found["unknown-transition", a, b] = (len(did), sum(a in way for way in ways))
    return found


@settings(max_examples=40)
@given(paths=PATHS, ways=WAYS, engine=st.sampled_from(["polars", "polars", "duckdb"]))
def test_all_deviations_are_those_of_plain_loops(
    paths: list[list[str]], ways: set[tuple[str, str]], engine: str
) -> None:
    """On any map and log, in memory and in DuckDB."""
    touchpoints = [Touchpoint(id, events=() if id == "d" else id) for id in "abcd"]
    journey = Journey("Map", [Phase("All", touchpoints)], transitions=sorted(ways))
    rows = [(n, e, at) for n, path in enumerate(paths) for at, e in enumerate(path)]
    customers, events, times = (list(column) for column in zip(*rows, strict=True))
    log = EventLog(
        table({"customer": customers, "event": events, "time": times}, engine), time_unit="s"
    )
    # With no noise, and every p value of at most 1 told, nothing but what follows is left out.
    fit = conformance(journey, log, min_share=0, min_customers=1, noise=0)
    told = {(d.kind, *(d.touchpoints or (d.event,))): (d.customers, d.of) for d in fit}
    expected = worked_out(journey, paths)
    assert told.items() <= expected.items()
    assert len(expected) == len(told) + fit.implied + fit.below
    assert all(kind == "reversed" for kind, *_ in expected.keys() - told.keys())
    assert 0 == fit.below
    assert {d: d.customers for d in fit} == {d: len(frame_rows(fit.customers(d))) for d in fit}


def test_rare_events_off_the_map_are_noted() -> None:
    """What few do is no deviation to look into; that it is not on the map is said all the same."""
    journey = Journey("Buy", [Phase("Buy", [Touchpoint("Look", events="look")])])
    events = [(f"{n}", "look", 0) for n in range(100)]
    fit = conformance(journey, EventLog([*events, ("7", "help", 5)]))
    assert () == fit.of("never-mapped")
    assert "not on the map, and done by few: 'help' (1.0 %)" in fit.notes


def test_failures_that_are_no_touchpoint_are_told() -> None:
    """What failed elsewhere, or nowhere, is not passed over in silence."""
    rows = [
        {"customer": n, "event": event, "time": at, "status": status}
        for n in range(20)
        for at, (event, status) in enumerate([("look", "ok"), ("card", "refused"), ("pay", "ok")])
    ]
    journey, log = bound("look", "pay"), EventLog(rows)
    notes = conformance(journey, log, failed={"status": "refused"}).notes
    assert "20 of 20 events that failed are no touchpoint: bind them, to see where" in notes
    notes = conformance(journey, log, failed={"status": "lost"}).notes
    assert "no event of the log failed: see what `failed` asks for" in notes
