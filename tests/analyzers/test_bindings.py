"""Where a map and a log meet, and what is said where they do not."""

import pytest

import journeykit as jk
from engines import table
from journeykit.analyzers.bindings import bind
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import Condition, any_of
from journeykit.events.log import EventLog
from journeykit.examples import example_log
from journeykit.model import EventBinding, Journey, Persona, Phase, Touchpoint

COLUMNS = {
    "customer": ["ann", "ann", "ann", "bob", "bob", "cyd", "cyd"],
    "event": ["home", "cart", "call", "cart", "paid", "call", "help"],
    "time": [1, 2, 3, 1, 2, 1, 2],
    "device": ["mobile", "mobile", None, "desktop", "mobile", "desktop", "desktop"],
    "line": [None, None, 2, None, None, 1, None],
}


def a_journey(*touchpoints, **more):
    return Journey("Shop", [Phase("All", touchpoints)], **more)


JOURNEY = a_journey(
    Touchpoint("Home", events="home"),
    Touchpoint("Cart", events=[EventBinding("cart", where={"device": "mobile"}), "basket"]),
    Touchpoint("Pay", events=["paid", EventBinding("call", where={"line": 2})]),
    Touchpoint("Ask", events=["call", "help"]),
    Touchpoint("Ride"),
    personas=[
        Persona("Mira", segment={"device": "mobile"}),
        Persona("Otto", segment={"device": ["desktop", "tablet"]}),
        Persona("Zoe"),
    ],
)


@pytest.fixture(params=["polars", "duckdb"])
def log(request):
    return EventLog(table(COLUMNS, request.param))


def test_touchpoints_are_the_events_that_any_of_their_bindings_names(log):
    """Names, several of them, and what columns hold; unbound touchpoints are told apart."""
    bound = bind(JOURNEY, log)
    assert [("home", 1), ("cart", 1), ("pay", 2), ("ask", 3)] == [
        (b.touchpoint, b.count) for b in bound.touchpoints
    ]
    assert ("ride",) == bound.unbound
    assert [0, 1, 2, 3] == [b.position for b in bound.touchpoints]
    assert 7 == bound.events


def test_what_does_not_meet_is_told(log):
    """Names that the log lacks, events that are no touchpoint, events that are several."""
    bound = bind(JOURNEY, log)
    assert [("basket", ("cart",))] == [(u.event, u.touchpoints) for u in bound.unknown]
    assert [("cart", 1, 1, True)] == [
        (u.event, u.count, u.customers, u.partly) for u in bound.unmapped
    ]
    assert [("call", ("pay", "ask"), 1)] == [
        (s.event, s.touchpoints, s.count) for s in bound.shared
    ]
    text = bound.summary()
    for part in ("Not bound to events: ride", "'basket'", "pay, ask", "On no touchpoint: cart (1)"):
        assert part in text


def test_personas_are_those_who_once_did_something_as_such(log):
    """One who changes the device belongs to both; a persona without a segment to nobody."""
    bound = bind(JOURNEY, log)
    mira, otto = bound.personas
    assert ("zoe",) == bound.unbound_personas
    assert 2 == mira.customers_of(log).extent.customers
    assert 5 == mira.customers_of(log).extent.events
    assert 2 == otto.customers_of(log).extent.customers


def test_conditions_of_touchpoints_are_marks_and_steps(log):
    """They fit rows and funnels as they are."""
    bound = bind(JOURNEY, log)
    marks = {b.touchpoint: b.condition for b in bound.touchpoints}
    counted = dict.fromkeys(marks, 0)
    for rows in log.rows(marks=marks):
        for row in rows.frame.lazy().collect().rows(named=True):
            for name in marks:
                counted[name] += bool(row[name])
    assert {"home": 1, "cart": 1, "pay": 2, "ask": 3} == counted
    counts = [s.customers for s in jk.funnel(log, [bound.steps[1], bound.steps[2]]).steps]
    assert [1, 1] == counts
    assert "Pay" == bound.steps[2].title


def test_a_condition_says_all_that_will_do():
    """Conditions with the same tests become one; any event swallows names."""
    both = any_of(Condition("a"), Condition("b", where={"x": 1}), Condition("c"))
    assert "a or c, or b where x is 1" == str(both)
    assert ("a", "c", "b") == both.names
    assert ("x",) == both.columns
    assert Condition() == any_of(Condition("a"), Condition())
    assert not both.apart(Condition("b"))
    assert both.apart(Condition("d"))


def test_the_example_is_bound():
    """All events of the log but the one that the map does not know."""
    bound = bind(jk.example("retail-purchase"), example_log(customers=2_000))
    assert ["password_reset"] == [u.event for u in bound.unmapped]
    assert () == bound.unknown + bound.shared


@pytest.mark.parametrize(
    ("journey", "words"),
    [
        (
            a_journey(Touchpoint("Cart", events=EventBinding("cart", where={"devise": "m"}))),
            ["touchpoint 'cart'", "'devise'", "did you mean 'device'?"],
        ),
        (
            a_journey(Touchpoint("Cart", events="cart"), personas=[Persona("M", segment={"dev": 1})]),
            ["segment of persona 'm'", "'dev'"],
        ),
    ],
)  # fmt: skip
def test_unknown_columns_are_named_with_who_asks(journey, words):
    """And with the nearest column."""
    with pytest.raises(NotFoundError) as caught:
        bind(journey, EventLog(table(COLUMNS, "polars")))
    for word in words:
        assert word in str(caught.value)


def test_only_the_personas_that_are_asked_for_need_their_columns():
    """A log without the columns of a persona can still be measured."""
    log = EventLog([("ann", "home", 0)])
    with pytest.raises(NotFoundError, match="persona 'mira'"):
        bind(JOURNEY.replace(phases=[Phase("All", [Touchpoint("Home", events="home")])]), log)
    alone = bind(
        a_journey(Touchpoint("Home", events="home"), personas=JOURNEY.personas), log, personas=()
    )
    assert () == alone.personas
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        bind(JOURNEY, log, personas=["mirra"])


def test_a_map_without_bindings_is_taught_how_to_bind():
    """In YAML and in Python, with the names that the log has."""
    with pytest.raises(InvalidValueError) as caught:
        bind(a_journey("Cart"), EventLog([("ann", "cart_view", 0)]))
    text = str(caught.value)
    assert "events: cart_view" in text
    assert 'Touchpoint("...", events="cart_view")' in text
    taught = "title: x\nphases:\n- name: p\n  touchpoints:\n  - name: t\n    events: [{events: cart_view, where: {device: mobile}}]\n"
    read = jk.loads(taught, format="yaml").touchpoints[0].events
    assert (EventBinding("cart_view", where={"device": "mobile"}),) == read


def test_what_is_no_log_and_no_journey_is_refused():
    """With what was expected."""
    with pytest.raises(InvalidValueError, match="expected an EventLog"):
        bind(JOURNEY, [("ann", "home", 0)])
    with pytest.raises(InvalidValueError, match="expected a Journey"):
        bind("shop.yaml", EventLog([("ann", "home", 0)]))
