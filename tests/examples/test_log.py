"""The log that goes with an example journey, and the problems that are planted in it."""

import datetime as dt
import zlib
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

import journeykit as jk
from journeykit import examples
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.examples.problems import PROBLEMS
from journeykit.examples.visitors import visitor

CUSTOMERS = 20_000
CHECKSUM = 2818142832
RELEASE = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def events():
    return examples.example_events()


@pytest.fixture(scope="module")
def walks(events):
    """The events of each customer, in order of time."""
    walks = defaultdict(list)
    for event in events:
        walks[event["customer"]].append(event)
    return list(walks.values())


@pytest.fixture(scope="module")
def messy():
    return examples.example_events(customers=5_000, messy=True)


def steps(walks):
    """Each event with the one after it, or with nothing."""
    for walk in walks:
        yield from pairwise([*walk, None])


def share_on(walks, source, targets, keep=lambda _: True):
    """The share of events that are followed by one of some others."""
    on = [
        after is not None and after["event"] in targets
        for event, after in steps(walks)
        if event["event"] == source and keep(event)
    ]
    return sum(on) / len(on)


def test_the_log_is_the_same_everywhere(events):
    """On every machine and in every Python a seed gives these very events."""
    lines = "\n".join(" ".join(map(str, event.values())) for event in events)
    assert CHECKSUM == zlib.crc32(lines.encode())


def test_more_customers_only_add():
    """The events of the first hundred are among those of two hundred."""
    few, many = (examples.example_events(customers=n) for n in (100, 200))
    first = {event["customer"] for event in few}
    assert few == [event for event in many if event["customer"] in first]
    assert 100 == len(first)


def test_a_seed_is_other_chance():
    """Two seeds do not give the same log."""
    one, two = (examples.example_events(customers=50, seed=seed) for seed in (1, 2))
    assert one != two


def test_events_are_in_order_and_within_the_half_year(events):
    """Times only grow, and nothing lies after the end."""
    times = [event["time"] for event in events]
    assert sorted(times) == times
    assert dt.datetime(2026, 3, 1, tzinfo=dt.UTC) <= times[0]
    assert times[-1] < dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def test_nobody_does_two_things_at_once(events):
    """Without mess there are no ties within a customer."""
    assert len(events) == len({(event["customer"], event["time"]) for event in events})


def test_the_map_knows_the_events_but_one(events):
    """Each bound event happens, and one happens that no touchpoint is bound to."""
    bound = {name for t in jk.example().touchpoints for b in t.events for name in b.events}
    assert {"password_reset"} == {event["event"] for event in events} - bound
    assert set() == bound - {event["event"] for event in events}


def test_the_persona_of_the_map_is_found(events):
    """Her segment names columns of the log, and customers are of it."""
    (mira,) = jk.example().personas
    assert any(
        all(event[column] in values for column, values in mira.segment.items()) for event in events
    )


def test_the_day_and_the_week_have_their_rhythm(events):
    """Evenings are busier than nights, and Sundays than Mondays."""
    hours = Counter(event["time"].hour for event in events)
    days = Counter(event["time"].weekday() for event in events)
    assert hours[20] > 10 * hours[3]
    assert days[6] > 1.3 * days[0]


def test_waits_have_heavy_tails(walks):
    """From slot to delivery the mean is far above the median."""
    waits = sorted(
        (after["time"] - event["time"]).total_seconds()
        for event, after in steps(walks)
        if after and (event["event"], after["event"]) == ("slot_chosen", "delivered")
    )
    assert sum(waits) / len(waits) > 1.2 * waits[len(waits) // 2]


def test_the_end_cuts_some_off(walks):
    """Of those who confirmed in the last week, fewer have their bike than of those before."""
    confirmed = [
        (event["time"], any(e["event"] == "delivered" for e in walk))
        for walk in walks
        for event in walk
        if event["event"] == "order_confirmed"
    ]
    late = [got for time, got in confirmed if time >= dt.datetime(2026, 8, 25, tzinfo=dt.UTC)]
    early = [got for time, got in confirmed if time < dt.datetime(2026, 7, 1, tzinfo=dt.UTC)]
    assert sum(late) / len(late) < 0.3
    assert sum(early) / len(early) > 0.9


def test_the_release_breaks_the_checkout_on_phones(walks):
    """Half as many go on from its day on, on phones only."""
    on = {}
    for mobile in (True, False):
        for since in (False, True):
            on[mobile, since] = share_on(
                walks, "checkout_start", {"order_confirmed", "leasing_start"},
                lambda e, m=mobile, s=since: ((e["device"] == "mobile"), e["time"] >= RELEASE) == (m, s),
            )  # fmt: skip
    assert 0.5 == pytest.approx(on[True, True] / on[True, False], abs=0.1)
    assert 1 == pytest.approx(on[False, True] / on[False, False], abs=0.1)


def test_uploads_are_sent_again(walks):
    """44 of a hundred uploads are followed by another one."""
    assert 0.44 == pytest.approx(share_on(walks, "leasing_upload", {"leasing_upload"}), abs=0.06)


def test_who_came_by_voucher_never_comes_back(walks):
    """The shop sees them on one day; of the others, many come again."""
    shop = {"shop_view", "compare_view", "test_ride", "cart_view", "cart_add"}
    back = Counter()
    for walk in walks:
        days = {event["time"].date() for event in walk if event["event"] in shop}
        back[walk[0]["source"] == "voucher"] += len(days) > 1
    # A visit may last past midnight.
    assert back[True] <= 5
    assert back[False] > 1000


def test_who_asked_in_the_chat_gives_up(walks):
    """After the chat, half as many go from comparing to the basket."""
    chatted = Counter(), Counter()
    for walk in walks:
        asked = False
        for event, after in pairwise([*walk, None]):
            asked |= event["event"] == "chat_open"
            if event["event"] == "compare_view":
                chatted[asked][after is not None and after["event"] == "cart_add"] += 1
    never, asked = (counts[True] / counts.total() for counts in chatted)
    assert 0.5 == pytest.approx(asked / never, abs=0.15)


def test_without_problems_nothing_differs():
    """What is planted is all that there is: without it phones are as good as the rest."""
    rows = [row for n in range(1, CUSTOMERS) for row in visitor(n, 1, ())]
    after = Counter()
    for row, following in pairwise([*rows, (None,) * 7]):
        if row[1] == "checkout_start":
            on = row[0] == following[0] and following[1] != "password_reset"
            after[row[3] == "mobile", on] += 1
    mobile, others = (after[m, True] / (after[m, True] + after[m, False]) for m in (True, False))
    assert mobile == pytest.approx(others, abs=0.06)


def test_planted_problems_are_told(events):
    """What is planted names events and columns of the log, and days within it."""
    assert examples.planted() is PROBLEMS
    names = {event["event"] for event in events}
    for problem in PROBLEMS:
        assert problem.text.endswith(".")
        assert {*problem.targets, problem.source, problem.after} - {None} <= names
        assert set(problem.where) <= set(events[0])


def test_mess_is_there(messy):
    """Each kind of mess happens, and times are numbers."""
    whole = [e for e in messy if e["customer"] != "robot"]
    share = {
        "no customer": sum(e["customer"] is None for e in whole),
        "milliseconds": sum(e["time"] > 10**11 for e in whole),
        "names": sum(e["event"].endswith(" ") for e in whole),
        "twice": len(whole) - len({tuple(e.items()) for e in whole}),
    }
    share = {what: count / len(whole) for what, count in share.items()}
    expected = {"no customer": 0.004, "milliseconds": 0.01, "names": 0.01, "twice": 0.006}
    assert expected == pytest.approx(share, abs=0.003)
    assert len(messy) - len(whole) > 0.01 * len(messy)
    last, late = {}, 0
    for event in whole:
        late += event["time"] < last.get(event["customer"], 0) < 10**11
        last[event["customer"]] = event["time"]
    assert late > 0


def test_a_log_is_made_of_them():
    """The log holds the events, wherever Polars is installed."""
    pytest.importorskip("polars")
    log = examples.example_log(customers=300)
    events = examples.example_events(customers=300)
    assert (len(events), 300) == (log.extent.events, log.extent.customers)


@pytest.mark.parametrize(
    "function", [examples.example_events, examples.example_log, examples.planted]
)
def test_an_unknown_log_is_refused(function):
    """A misspelled name is answered with the one that was meant."""
    with pytest.raises(NotFoundError, match="did you mean 'retail-purchase'"):
        function("retail-purchse")


def test_no_customers_are_refused():
    """A log of nobody is none."""
    with pytest.raises(InvalidValueError, match="whole number from 1"):
        examples.example_events(customers=0)
