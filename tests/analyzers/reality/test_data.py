"""Maps drawn by hand for logs that no one here made; what is found is counted in plain loops."""

from __future__ import annotations

import csv
import gzip
import heapq
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from journeykit.analyzers import Conformance, conformance
from journeykit.events import EventLog, read_events
from journeykit.model import Channel, Journey, Phase, Touchpoint

DATA = Path(__file__).parents[3].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")


@cache
def paths(name: str, customer: str, event: str, time: str) -> dict[str, list[str]]:
    """What each customer did, in order; events at one time in order of the file."""
    done = defaultdict(list)
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            done[row[customer]].append((row[time], row[event]))
    return {
        id: [e for _, e in sorted(events, key=lambda pair: pair[0])] for id, events in done.items()
    }


def visits(events: list[str], names: dict[str, str]) -> list[str]:
    """The touchpoints of a path; one that is repeated at once stands once."""
    ids = [names[event] for event in events if event in names]
    return [id for at, id in enumerate(ids) if at == 0 or ids[at - 1] != id]


# --- a shop -------------------------------------------------------------------

SHOP = Journey("Shop", [
    Phase("Look", [
        Touchpoint("Home", events="main"), Touchpoint("Catalog", events="catalog"),
        Touchpoint("Product", events=["product1", "product2"]),
    ]),
    Phase("Buy", [
        Touchpoint("Cart", events="cart"), Touchpoint("Delivery", events="delivery_choice"),
        Touchpoint("Courier", events="delivery_courier"),
        Touchpoint("Payment", events="payment_choice"), Touchpoint("Voucher", events="voucher"),
        Touchpoint("Done", events="payment_done"),
    ]),
], transitions=[
    ("home", "catalog"), ("catalog", "product"), ("catalog", "cart"), ("product", "cart"),
    ("cart", "delivery"), ("delivery", "courier"), ("courier", "payment"), ("payment", "done"),
])  # fmt: skip
SHOP_NAMES = {
    "main": "home", "catalog": "catalog", "product1": "product", "product2": "product",
    "cart": "cart", "delivery_choice": "delivery", "delivery_courier": "courier",
    "payment_choice": "payment", "payment_done": "done",
}  # fmt: skip


def shop_rows() -> list[list[str]]:
    """The paths of the shop."""
    return list(paths("simple_shop.csv.gz", "client_id", "event", "timestamp").values())


@cache
def shop_fit(engine: str = "polars") -> Conformance:
    """The shop against its map."""
    log = read_events(
        DATA / "simple_shop.csv.gz", customer="client_id", event="event", time="timestamp"
    )
    if engine == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        log = EventLog(
            duckdb.from_arrow(log.to_frame().to_arrow()),
            customer="client_id", event="event", time="timestamp",
        )  # fmt: skip
    return conformance(SHOP, log)


def figures(fit: Conformance, kind: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """The deviations of a kind: customers, and those who could."""
    return {d.touchpoints or (str(d.event),): (d.customers, d.of) for d in fit.of(kind)}


def test_shop_events_that_are_not_on_the_map() -> None:
    """Counted customer by customer; the voucher, which nobody has, is said."""
    fit, everyone = shop_fit(), shop_rows()
    unmapped = {"delivery_pickup", "payment_card", "payment_cash"}
    assert unmapped == {e for path in everyone for e in path} - set(SHOP_NAMES)
    expected = {(e,): (sum(e in path for path in everyone), 3751) for e in unmapped}
    assert expected == figures(fit, "never-mapped")
    assert {("voucher",): (3751, 3751)} == figures(fit, "never-seen")


def test_shop_touchpoints_that_are_skipped() -> None:
    """The map has no way around home, catalog, cart, delivery, courier and payment."""
    ways = [visits(path, SHOP_NAMES) for path in shop_rows()]
    behind = ["home", "catalog", "cart", "delivery", "courier", "payment", "done"]
    expected = {}
    for at, id in enumerate(behind):
        # The product lies beside this line: who comes there had to pass home and catalog.
        later = {*behind[at + 1 :], *(["product"] if id in ("home", "catalog") else [])}
        had_to = [way for way in ways if later & set(way)]
        without = sum(id not in way for way in had_to)
        if had_to and without / len(had_to) >= 0.05 and without >= 10:
            expected[id,] = (without, len(had_to))
    assert {("home",), ("courier",)} == expected.keys()
    assert expected == figures(shop_fit(), "skipped")


def test_shop_orders_that_are_reversed() -> None:
    """Those listed have the figures of a plain loop, and the catalog before home is one."""
    ways = [visits(path, SHOP_NAMES) for path in shop_rows()]
    found = figures(shop_fit(), "reversed")
    assert ("catalog", "home") in found
    for (later, earlier), figure in found.items():
        both = [way for way in ways if later in way and earlier in way]
        assert (sum(w.index(later) < w.index(earlier) for w in both), len(both)) == figure


def test_shop_transitions() -> None:
    """What follows right after what, known or not, with its customers."""
    ways = [visits(path, SHOP_NAMES) for path in shop_rows()]
    times: dict[tuple[str, str], int] = defaultdict(int)
    people: dict[tuple[str, str], int] = defaultdict(int)
    for way in ways:
        for move in pairwise(way):
            times[move] += 1
        for move in set(pairwise(way)):
            people[move] += 1
    fit = shop_fit()
    assert times == {(m.source, m.target): m.count for m in fit.moves}
    assert people == {(m.source, m.target): m.customers for m in fit.moves}
    known = {(t.source, t.target) for t in SHOP.transitions}
    assert known & times.keys() == {(m.source, m.target) for m in fit.moves if m.known}
    assert sum(times[m] for m in known) / sum(times.values()) == fit.known_share
    expected = {}
    for move in times.keys() - known:
        of = sum(move[0] in way for way in ways)
        if people[move] >= 10 and people[move] / of >= 0.05:
            expected[move] = (people[move], of)
    assert expected == figures(fit, "unknown-transition")


def cheapest(way: list[str]) -> int:
    """The best alignment with the shop's map, by a search through all there are."""
    out = defaultdict(list)
    for t in SHOP.transitions:
        out[t.source].append(t.target)
    waiting, seen = [(0, 0, "")], set()
    while True:
        cost, at, here = heapq.heappop(waiting)
        if at == len(way) and here == "done":
            return cost
        if (at, here) in seen:
            continue
        seen.add((at, here))
        if at < len(way):
            heapq.heappush(waiting, (cost + 1, at + 1, here))
        for there in out[here] if here else ["home"]:
            heapq.heappush(waiting, (cost + 1, at, there))
            if at < len(way) and way[at] == there:
                heapq.heappush(waiting, (cost, at + 1, there))


def test_shop_fitness() -> None:
    """The mean over customers, the pooled figure, and those who follow the map to its end."""
    ways = [way for path in shop_rows() if (way := visits(path, SHOP_NAMES))]
    costs = {way: cheapest(list(way)) for way in {tuple(way) for way in ways}}
    # The shortest way through is home, catalog, cart, delivery, courier, payment, done.
    fits = [1 - costs[tuple(way)] / (len(way) + 7) for way in ways]
    fit = shop_fit().fitness
    assert fit is not None
    assert pytest.approx(fmean(fits)) == fit.mean
    assert len(ways) == fit.customers
    total = sum(costs[tuple(way)] for way in ways)
    assert pytest.approx(1 - total / sum(len(way) + 7 for way in ways)) == fit.pooled
    assert sum(costs[tuple(way)] == 0 for way in ways) == fit.fitting


def test_shop_is_the_same_in_a_database() -> None:
    """Every figure, in memory and in DuckDB."""
    assert shop_fit() == shop_fit("duckdb")


# --- permits ------------------------------------------------------------------

T = {
    "confirm": "Confirmation of receipt",
    "check": "T02 Check confirmation of receipt",
    "determine": "T04 Determine confirmation of receipt",
    "print": "T05 Print and send confirmation of receipt",
    "advice": "T06 Determine necessity of stop advice",
    "stop": "T10 Determine necessity to stop indication",
}
PERMIT = Journey("Permit", [Phase("Receipt", [
    Touchpoint("Confirm", channel="web", events=T["confirm"]), Touchpoint("Check", events=T["check"]),
    Touchpoint("Determine", events=T["determine"]), Touchpoint("Print", events=T["print"]),
    Touchpoint("Advice", events=T["advice"]), Touchpoint("Stop", events=T["stop"]),
])], channels=[Channel("Web"), Channel("Office"), Channel("E-mail")])  # fmt: skip
COLUMNS: dict[str, Any] = {
    "customer": "case:concept:name",
    "event": "concept:name",
    "time": "time:timestamp",
}


def permit_fit(**options: Any) -> Conformance:
    """The permits against their map."""
    return conformance(PERMIT, read_events(DATA / "receipt.csv.gz", **COLUMNS), **options)


def test_permits_come_in_by_other_channels() -> None:
    """Internet is the web of the map; the others are counted, tiny ones below the line."""
    named = {"Internet": "web", "Desk": "office", "Post": "office"}
    options = {"channel_column": "case:channel", "channels": named}
    found = permit_fit(**options, min_share=0, min_customers=1).of("other-channel")
    # 109 came to the desk, 53 wrote: both are the office.
    assert [("office", 162), ("e-mail", 21), ("Intern", 1)] == [
        (d.channel, d.customers) for d in found
    ]
    assert {1434} == {d.of for d in found}
    assert [162] == [d.customers for d in permit_fit(**options).of("other-channel")]


def test_permits_against_plain_loops() -> None:
    """Skips, events beside the map and reversed orders, case by case."""
    names = {event: id for id, event in T.items()}
    done = paths("receipt.csv.gz", *COLUMNS.values())
    ways = [visits(path, names) for path in done.values()]
    ids = list(T)
    fit = permit_fit(min_share=0.01, min_customers=10)
    skips = {}
    for at, id in enumerate(ids):
        had_to = [way for way in ways if set(ids[at + 1 :]) & set(way)]
        without = sum(id not in way for way in had_to)
        if without >= 10 and without / len(had_to) >= 0.01:
            skips[id,] = (without, len(had_to))
    assert skips == figures(fit, "skipped")
    assert skips
    beside = {e: sum(e in path for path in done.values()) for e in {e for p in done.values() for e in p} - set(names)}  # fmt: skip
    expected = {(e,): (n, 1434) for e, n in beside.items() if n >= 10 and n / 1434 >= 0.01}
    assert expected == figures(fit, "never-mapped")
    for (later, earlier), figure in figures(fit, "reversed").items():
        both = [way for way in ways if later in way and earlier in way]
        assert (sum(w.index(later) < w.index(earlier) for w in both), len(both)) == figure


def test_the_running_example_by_hand() -> None:
    """Six cases of the textbook against a straight map: what each costs can be counted out."""
    log = read_events(DATA / "running-example.csv")
    straight = Journey("Claim", [Phase("All", [
        Touchpoint("Register", events="register request"),
        Touchpoint("Examine", events=["examine casually", "examine thoroughly"]),
        Touchpoint("Ticket", events="check ticket"), Touchpoint("Decide", events="decide"),
        Touchpoint("End", events=["pay compensation", "reject request"]),
    ])])  # fmt: skip
    fit = conformance(straight, log)
    # Two cases do as planned, two have b and c the other way round (a move of each side), and
    # two go round again: three visits more than the map has, or six.
    names = {
        "register request": "a", "examine casually": "b", "examine thoroughly": "b",
        "check ticket": "c", "decide": "d", "pay compensation": "e", "reject request": "e",
    }  # fmt: skip
    ways = {case: "".join(visits(path, names)) for case, path in running_example().items()}
    by_hand = {"1": 0, "2": 2, "3": 3, "4": 2, "5": 6, "6": 0}
    assert {
        "1": "abcde", "2": "acbde", "3": "abcdbcde", "4": "acbde", "5": "abcdcbdbcde", "6": "abcde",
    } == ways  # fmt: skip
    assert fit.fitness is not None
    assert (
        pytest.approx(fmean(1 - by_hand[case] / (len(way) + 5) for case, way in ways.items()))
        == fit.fitness.mean
    )


def running_example() -> dict[str, list[str]]:
    """The textbook log, case by case."""
    done = defaultdict(list)
    with (DATA / "running-example.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            done[row["case:concept:name"]].append((row["time:timestamp"], row["concept:name"]))
    return {case: [e for _, e in sorted(events)] for case, events in done.items()}
