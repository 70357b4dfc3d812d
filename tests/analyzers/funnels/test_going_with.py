"""What goes with leaving: published odds, statistics of others, and what it must not claim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance import cases
from engines import table
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.funnels.going_with import what_goes_with
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog

CASES = cases.cases("correlation")
PAGES = ["home_page", "search_page", "payment_page", "payment_confirmation_page"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_odds_are_as_published(case, engine):
    """PostHog's odds ratios, with one added to each cell; events of the steps are left out."""
    log = EventLog(table(cases.log_columns(case), engine))
    found = what_goes_with(funnel(log, cases.steps(case), **cases.options(case)))
    actual = {i.name: (i.success, i.failure, i.odds_ratio.value) for i in found}
    expected = {
        e["event"]: (e["success"], e["failure"], pytest.approx(e["odds_ratio"]))
        for e in case["expected"]["events"]
    }
    assert expected == actual


def test_devices_go_with_confirming_as_published(pages):
    """Of those who pay on a phone twice as many confirm, as the published table says."""
    stats = pytest.importorskip("scipy.stats")
    result = funnel(pages, PAGES)
    found = what_goes_with(result, start="payment_page", properties=["device", "sex"])
    mobile = next(i for i in found if i.label == "device = Mobile")

    assert (302, 3020 - 302) == (mobile.success, mobile.failure)
    assert 303 * 2861 / (151 * 2719) == pytest.approx(mobile.odds_ratio.value)
    expected = stats.chi2_contingency([[302, 2718], [150, 2860]], correction=False).pvalue
    assert expected == pytest.approx(mobile.comparison.test.p)
    assert mobile.holds
    assert not mobile.with_leaving
    assert 4 == found.tests
    assert {"device = Desktop", "device = Mobile"} == {i.label for i in found.findings}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_only_what_lies_between_counts(engine):
    """Not what came before or with the step, nor what comes after converting or after the window."""
    events = [
        ("ann", "early", 0), ("ann", "cart", 10), ("ann", "same", 10), ("ann", "mid", 11),
        ("ann", "with", 20), ("ann", "paid", 20), ("ann", "late", 21),
        ("bob", "early", 0), ("bob", "cart", 10), ("bob", "mid", 11), ("bob", "edge", 40),
        ("bob", "late", 41),
    ]  # fmt: skip
    columns = dict(zip(("customer", "event", "time"), zip(*events, strict=True), strict=True))
    result = funnel(EventLog(table(columns, engine)), ["cart", "paid"], within="30s")
    found = what_goes_with(result, minimum=1)
    assert {"mid": (1, 1), "edge": (0, 1)} == {i.name: (i.success, i.failure) for i in found}


def test_a_pair_of_steps_looks_between_the_two():
    """Of those who took the one step, what was done before the other."""
    log = EventLog(
        [("a", "home", 0), ("a", "x", 1), ("a", "cart", 2), ("a", "y", 3), ("a", "paid", 4),
         ("b", "home", 0), ("b", "cart", 2), ("b", "y", 3), ("c", "home", 0), ("c", "y", 1)]
    )  # fmt: skip
    found = what_goes_with(funnel(log, ["home", "cart", "paid"]), start="cart", minimum=1)
    assert (1, 1) == (found.success, found.failure)
    assert {"y": (1, 1)} == {i.name: (i.success, i.failure) for i in found}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("count", ["sessions", "attempts"])
def test_sessions_and_attempts_have_times_of_their_own(engine, count):
    """What lies in another visit, or another attempt, of the same customer does not count."""
    events = [
        ("ann", "cart", 0), ("ann", "help", 5), ("ann", "left", 10),
        ("ann", "cart", 9000), ("ann", "look", 9010), ("ann", "paid", 9020),
        ("bob", "cart", 0), ("bob", "look", 20), ("bob", "left", 30),
    ]  # fmt: skip
    columns = dict(zip(("customer", "event", "time"), zip(*events, strict=True), strict=True))
    log = EventLog(table(columns, engine)).sessions("30m")
    result = funnel(log, ["cart", "paid"], within="10m", count=count)

    found = what_goes_with(result, minimum=1)
    expected = {"help": (0, 1), "left": (0, 2), "look": (1, 1)}
    assert expected == {i.name: (i.success, i.failure) for i in found}
    times = result.time_to_convert(exits={"left": "left"}).whole
    assert (3, 1, 2, 20.0) == (times.customers, times.converted, times.left["left"], times.mean_s)
    assert (10.0, 20.0, 30.0) == times.curve.times


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_events_without_a_session_are_a_session(engine):
    """A missing session is one of its own, on every engine."""
    columns = {
        "customer": ["ann"] * 5 + ["bob"] * 2,
        "event": ["cart", "help", "left", "cart", "look", "cart", "paid"],
        "time": [0, 1, 2, 3, 4, 0, 1],
        "visit": [None, None, None, "v1", "v1", "v1", "v1"],
    }
    log = EventLog(table(columns, engine), session="visit")
    result = funnel(log, ["cart", "paid"], within="10m", count="sessions")
    found = what_goes_with(result, minimum=1)
    assert {"help": 1, "left": 1, "look": 1} == {i.name: i.failure for i in found}
    left = result.time_to_convert(exits={"left": "left"}).whole.left
    assert {"left": 1} == dict(left)


EVENTS = st.lists(
    st.tuples(st.sampled_from("vwxyz"), st.sampled_from("abmn"), st.integers(0, 30)), min_size=1
)


@settings(max_examples=40)
@given(EVENTS, st.booleans())
def test_everyone_is_counted_once_for_each_event(events, tied):
    """The same by plain loops over the events of each customer, first entries only."""
    log = EventLog(events)
    result = funnel(log, ["a", "b"], within="9s", entry="first", ties="any" if tied else "strict")
    found = what_goes_with(result, minimum=1)
    end = max(t for _, _, t in events)
    expected, sides = {}, set()
    for who in {w for w, _, _ in events}:
        mine = [(e, t) for w, e, t in events if w == who]
        entries = [t for e, t in mine if e == "a"]
        if not entries:
            continue
        start = min(entries)
        later = [t for e, t in mine if e == "b" and (t >= start if tied else t > start)]
        paid = min((t for t in later if t <= start + 9), default=None)
        sides.add(paid is None)
        until = min(start + 9, end) if paid is None else paid - 1
        for event in {e for e, t in mine if e in "mn" and start < t <= until}:
            counts = expected.setdefault(event, [0, 0])
            counts[paid is None] += 1
    if len(sides) < 2:
        expected = {}
    assert expected == {i.name: [i.success, i.failure] for i in found}


def forty():
    """A log in which all who ask for help leave, and one in forty sees a banner."""
    events = []
    for n in range(40):
        events += [(f"{n}", "cart", 0), (f"{n}", "look", 1)]
        events += [(f"{n}", "paid", 9)] if n % 2 else [(f"{n}", "help", 5)]
    return EventLog([*events, ("0", "banner", 2)])


def test_it_never_says_causes():
    """The summary tells both directions, the number of tests, and that it is no cause."""
    text = what_goes_with(funnel(forty(), ["cart", "paid"], within="1m")).summary()
    assert "help" in text
    assert "with leaving" in text
    assert "holds" in text
    assert "Goes with is not causes" in text
    assert "2 tests" in text
    assert "Note: 20 of those who did not had still time to." in text


def test_what_too_few_have_is_left_out_and_counted():
    """The smaller of 25 and 2 % of all is enough, unless said otherwise."""
    result = funnel(forty(), ["cart", "paid"])
    assert 1 == what_goes_with(result).minimum
    found = what_goes_with(result, minimum=5)
    assert (1, ["help"]) == (found.rare, [i.name for i in found if i.holds])
    assert "1 event or value of fewer than 5 customers left out." in found.summary()
    # Of a share of all there are no parts of a customer.
    assert "of fewer than 5 customers" in found.replace(minimum=4.2).summary()


def test_what_all_do_tells_nothing():
    """An event of every customer has no test, and is no finding."""
    look = next(i for i in what_goes_with(funnel(forty(), ["cart", "paid"])) if i.name == "look")
    assert (None, False) == (look.comparison.second, look.holds)
    assert 1.0 == look.odds_ratio.value


def test_what_makes_no_sense_is_refused():
    """Steps the wrong way round, and columns that are not there."""
    result = funnel(forty(), ["cart", "paid"])
    with pytest.raises(InvalidValueError, match="a step after 'paid'"):
        what_goes_with(result, "cart", start="paid")
    with pytest.raises(NotFoundError, match="device"):
        what_goes_with(result, properties="device")


def test_a_frame_has_a_row_for_each():
    """Typed columns, empty where there is nothing to say."""
    frame = what_goes_with(funnel(forty(), ["cart", "paid"])).to_frame("polars")
    assert ["help", "banner", "look"] == frame["name"].to_list()
    assert [None] * 3 == frame["value"].to_list()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_happened_before_coming_back_to_the_start_counts(engine):
    """Who comes on may have taken the start before: what lay between is between start and step."""
    events = [
        ("ann", "cart", 0), ("ann", "chat", 10), ("ann", "cart", 20), ("ann", "paid", 30),
        ("bob", "cart", 0), ("bob", "chat", 10),
        ("eve", "cart", 0), ("eve", "chat", 10), ("eve", "cart", 90), ("eve", "paid", 100),
    ]  # fmt: skip
    columns = dict(zip(("customer", "event", "time"), zip(*events, strict=True), strict=True))
    result = funnel(EventLog(table(columns, engine)), ["cart", "paid"], within="30s")
    found = what_goes_with(result, minimum=1)
    # Eve's first cart is out of reach of her payment.
    assert [("chat", 1, 1)] == [(item.name, item.success, item.failure) for item in found]


def test_nothing_goes_with_what_nobody_did():
    """Where nobody came on there is nothing to compare, and the summary says so."""
    events = [(n, name, t) for n in range(30) for t, name in enumerate(["cart", "help"])]
    found = what_goes_with(funnel(EventLog(events), ["cart", "paid"]))
    assert (0, ()) == (found.tests, found.items)
    assert "Nobody came on: there is nothing to compare." in found.summary()
