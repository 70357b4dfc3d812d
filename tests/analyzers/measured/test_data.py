"""Maps of logs that no one here made, measured: as others counted them, and as plain loops do."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import journeykit as jk
from analyzers.measured import brute
from analyzers.measured.test_brute import check_going_on, check_place
from journeykit.analyzers.bindings import bind
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.measured import MeasuredJourney, MoveKind, measure
from journeykit.events.conditions import any_of
from journeykit.events.funnels import Step
from journeykit.events.log import EventLog
from journeykit.examples import example_log
from journeykit.model import Journey, Persona, Phase, Touchpoint

DATA = Path(__file__).parents[3].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")

SHOP = Journey(
    "Buy in the shop",
    [
        Phase(
            "Look",
            [
                Touchpoint("Start page", id="start", events="main"),
                Touchpoint("Catalog", events="catalog"),
                Touchpoint("Product", events=["product1", "product2"]),
            ],
        ),
        Phase(
            "Buy",
            [
                Touchpoint("Cart", events="cart"),
                Touchpoint(
                    "Delivery", events=["delivery_choice", "delivery_courier", "delivery_pickup"]
                ),
                Touchpoint("Payment", events=["payment_choice", "payment_card", "payment_cash"]),
                Touchpoint("Paid", events="payment_done"),
            ],
        ),
    ],
)
"""A shop as one would draw it."""


@cache
def shop() -> EventLog:
    """Clicks in that shop."""
    path = DATA / "simple_shop.csv.gz"
    return jk.read_events(path, customer="client_id", event="event", time="timestamp")


@cache
def receipt() -> EventLog:
    """Requests for permits."""
    return jk.read_events(DATA / "receipt.csv.gz")


def moved(result: MeasuredJourney, source: str, target: str) -> tuple[int, int]:
    """How often somebody goes straight from one to the other, and of how many customers."""
    (move,) = [m for m in result.moves if (m.source, m.target) == (source, target)]
    return move.count, move.customers.count


def test_the_shop_as_others_counted_it() -> None:
    """Customers and moves of retentioneering and pm4py; every event is on the map."""
    result = measure(SHOP, shop())
    assert 3751 == result.customers == result.customers_of_log
    assert 32_283 == result.whole.events
    assert 3611 == result.touchpoint("catalog").customers
    assert 4064 == moved(result, "start", "catalog")[0]
    assert 1324 == moved(result, "catalog", "cart")[1]
    again = [m.count for m in result.whole.moves_of(MoveKind.AGAIN) if m.source == "catalog"]
    assert [4857] == again
    # Every event but the last of a customer is followed by another.
    assert 32_283 - 3751 == sum(m.count for m in result.moves)
    assert 3751 == sum(t.exits.count for t in result.touchpoints)
    assert 3751 == sum(t.starts for t in result.touchpoints)


def test_bound_touchpoints_are_steps_of_the_published_funnel() -> None:
    """Catalog, one of two products, cart, paid."""
    steps = {step.name: step for step in bind(SHOP, shop()).steps}
    way = [steps[name] for name in ("Catalog", "Product", "Cart", "Paid")]
    assert [3611, 2010, 1257, 429] == [s.customers for s in funnel(shop(), way).steps]


@pytest.mark.parametrize("within", [None, "1h"])
def test_drop_off_is_that_of_a_funnel_to_any_later_touchpoint(within: str | None) -> None:
    """Counted from each customer's first event, of all who came."""
    result = measure(SHOP, shop(), within=within)
    bound = result.bindings.touchpoints
    for place, (here, found) in enumerate(zip(bound[:-1], result.touchpoints, strict=False)):
        onward = any_of(*(later.condition for later in bound[place + 1 :]))
        step = Step(onward.events, name="later")
        counted = funnel(shop(), [here.step, step], within=within, entry="first", ties="row")
        assert [s.customers for s in counted.steps] == [found.customers, found.went_on]


def _us(text: str) -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def test_the_shop_as_plain_loops_measure_it() -> None:
    """All figures of each touchpoint, from the file itself."""
    with gzip.open(DATA / "simple_shop.csv.gz", "rt") as file:
        rows = [
            brute.Row(
                row["client_id"],
                row["event"],
                _us(row["timestamp"]),
                n,
                None,
            )
            for n, row in enumerate(csv.DictReader(file))
        ]
    paths = brute.paths(SHOP, rows)
    result = measure(SHOP, shop(), within="30m", confidence=0.8)
    end = max(row.time for row in rows)
    for found in result.touchpoints:
        on = brute.later(SHOP, found.id)
        expected = brute.place(paths, {found.id}, on, within=1_800_000_000, end=end)
        seconds = {k: [t / 1e6 for t in v] for k, v in expected.items() if isinstance(v, list)}
        check_place({**expected, **seconds}, found)
        check_going_on(expected, found, last=not on)


def test_requests_stop_where_pm4py_says() -> None:
    """400 end with the confirmation sent, 116 with its receipt; channels are personas."""
    names = receipt().event_names
    touchpoints = [Touchpoint(name, events=name) for name in names]
    channels = ("Internet", "Desk", "Post", "e-mail")
    personas = [Persona(c, segment={"case:channel": c}) for c in channels]
    journey = Journey("Ask for a permit", [Phase("All", touchpoints)], personas=personas)
    result = measure(journey, receipt())
    exits = {t.name: t.exits.count for t in result.touchpoints}
    assert (27, 1434) == (len(exits), sum(exits.values()))
    assert 400 == exits["T05 Print and send confirmation of receipt"]
    assert 116 == exits["Confirmation of receipt"]
    assert [1250, 109, 53, 21] == [group.customers for group in result.personas]
    assert (1, 0) == (result.in_no_persona, result.in_several)


def test_the_example_makes_sense() -> None:
    """The map's own ways are what customers take; who went into the shop from afar comes first."""
    journey = jk.example("retail-purchase")
    result = measure(journey, example_log(customers=3_000), within="30d")
    assert "shop-site" == (result.whole.worst.id if result.whole.worst else None)
    assert [("size-advisor", "shop-site")] == [(m.source, m.target) for m in result.unmapped]
    hidden = {(m.source, m.target) for m in result.whole.moves_of(MoveKind.HIDDEN)}
    assert {("delivery", "help-line"), ("delivery", "first-service")} <= hidden
    mira, everybody = (result.touchpoint("checkout", persona=p) for p in ("mira", None))
    assert mira.drop_off is not None
    assert everybody.drop_off is not None
    assert (mira.drop_off.share or 0) > (everybody.drop_off.share or 1)
