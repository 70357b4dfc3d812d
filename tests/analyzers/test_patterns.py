"""Who takes a certain way: counts, shares, times, and who they are."""

from pathlib import Path

import polars
import pytest

import engines
from journeykit.analyzers.patterns import find_pattern
from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import FormatError, InvalidValueError, NotFoundError
from journeykit.events.log import EventLog

SHOP = Path(__file__).parents[2] / "../shared/data/simple_shop.csv.gz"
QUICK = ("polars", "pandas", "pyarrow", "duckdb")

EVENTS = [
    ("ann", "cart", 0), ("ann", "help", 60), ("ann", "paid", 90), ("ann", "cart", 9000),
    ("bob", "cart", 0), ("bob", "cart", 10), ("bob", "home", 30), ("bob", "paid", 70),
    ("bob", "cart", 100), ("bob", "paid", 110), ("cid", "paid", 5), ("cid", "cart", 6),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop():
    """A real shop's clicks."""
    if not SHOP.exists():
        pytest.skip("../shared/data is not there")
    frame = polars.read_csv(SHOP, try_parse_dates=True)
    return EventLog(frame, customer="client_id", time="timestamp")


def log_on(engine):
    """The events on an engine."""
    customers, events, times = map(list, zip(*EVENTS, strict=True))
    return EventLog(
        engines.table({"customer": customers, "event": events, "time": times}, engine),
        time_unit="s",
    )


@pytest.mark.parametrize(
    ("pattern", "matching", "matches"),
    [("catalog -> cart", 1_324, None), ("catalog -> catalog", None, 4_857),
     ("main -> catalog", None, 4_064), ("catalog -> .* -> cart", 1_924, None),
     ("catalog -> .* -> cart -> .* -> payment_done", 653, None),
     ("catalog -> .* -> (product1|product2) -> .* -> cart -> .* -> payment_done", 429, None)],
)  # fmt: skip
def test_shop_has_the_ways_that_others_count(shop, pattern, matching, matches):
    """The outside truths: customers of retentioneering, directly-follows counts of pm4py."""
    found = find_pattern(shop, pattern)

    assert matching in {None, found.matching}
    assert matches in {None, found.matches}
    assert 3_751 == found.paths


@pytest.mark.parametrize(
    ("source", "target", "share"),
    [("catalog", "catalog", 0.633375), ("cart", "catalog", 0.283848),
     ("payment_cash", "payment_done", 0.708333)],
)  # fmt: skip
def test_shares_of_what_follows_are_those_of_others(shop, source, target, share):
    """The outside truth: users with a step from A to B among those with any step after A."""
    there = find_pattern(shop, f"{source} -> {target}").matching
    anywhere = find_pattern(shop, f"{source} -> .").matching

    assert share == pytest.approx(there / anywhere, abs=5e-7)


def test_a_session_is_a_path_of_its_own(shop):
    """Of 6,454 sessions some hold the pattern; fewer customers have one."""
    found = find_pattern(shop.sessions("30m"), "catalog -> cart", count="sessions")

    assert (6_454, 1_566, 1_324) == (found.paths, found.matching, found.matching_customers)
    assert 1_324 == len(found.customers())


@pytest.mark.parametrize("engine", QUICK)
def test_every_engine_counts_the_same(engine):
    """The gap forbids help: Ann's payment does not count, both of Bob's do."""
    found = find_pattern(log_on(engine), "cart -> [^help]* -> paid")

    assert (3, 1, 2) == (found.paths, found.matching, found.matches)
    assert wilson_interval(1, 3) == found.share_interval
    assert (35.0, 10.0, 60.0) == (found.median_s, found.waits.min_s, found.waits.max_s)
    assert [{"customer": "bob"}] == engines.rows(found.customers())


@pytest.mark.parametrize(
    ("pattern", "who"),
    [("^ -> cart", {"ann", "bob"}), ("cart -> $", {"ann", "cid"}), ("^ -> [^help]* -> $", {"bob", "cid"}),
     ("cart{2}", {"bob"}), ("paid -> .{,3} -> paid", {"bob"}), ("cart -> (help|home) -> paid", {"ann", "bob"})],
)  # fmt: skip
def test_who_they_are(pattern, who):
    """The customers behind the count, as a frame of the user's library."""
    found = find_pattern(log_on("polars"), pattern)

    assert who == set(found.customers()["customer"])
    assert len(who) == found.matching


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_the_log_of_those_who_match(engine):
    """All that they did, not the match alone."""
    only = find_pattern(log_on(engine), "cart -> [^help]* -> paid").only()

    assert (6, 1) == (only.extent.events, only.extent.customers)
    assert 1 == find_pattern(only, "cart -> home").matching


def test_a_filtered_log_may_lack_an_event():
    """That it does is said, and is no error."""
    found = find_pattern(log_on("polars").where("cart", "paid"), "cart -> [^help]* -> paid")

    assert ("no event 'help'; known: cart, paid",) == found.notes
    assert 2 == found.matching


def test_a_match_longer_than_allowed_does_not_count():
    """The limit is inclusive, from the first to the last event of the match."""
    log = log_on("polars")

    assert {"ann", "bob"} == set(
        find_pattern(log, "cart -> .* -> paid", within="90s").customers()["customer"]
    )
    assert {"bob"} == set(
        find_pattern(log, "cart -> .* -> paid", within="89s").customers()["customer"]
    )
    assert 1 == find_pattern(log, "cart -> .* -> paid", within="59s").matches


def test_long_logs_are_searched_in_parts(tmp_path):
    """Counts and times add up, and who they are is told of all parts."""
    from attrs import evolve

    whole = log_on("polars")
    parts = evolve(whole.source, part_rows=2)
    split = whole._with(parts, None, "in parts")

    one, many = (find_pattern(log, "cart -> .* -> paid") for log in (whole, split))

    assert (one.matching, one.matches, one.waits) == (many.matching, many.matches, many.waits)
    assert set(one.customers()["customer"]) == set(many.customers()["customer"])


def test_it_tells_itself_in_words_and_as_a_frame():
    """A text for people, a row for machines."""
    found = find_pattern(log_on("polars"), "cart->*->paid", within="1h")

    expected = """\
Pattern cart -> .* -> paid within 1 hour
  customers            2 of 3, 66.7 % (20.8 to 93.9 %)
  matches              3
  first to last event  median 1.0 min, mean 53.3 s"""
    assert expected == found.summary()
    assert ("cart -> .* -> paid", "customers", 3, 2) == found.to_frame("polars").row(0)[:4]
    assert "<PatternResult 'cart -> .* -> paid': 2 of 3 customers>" == repr(found)


def test_a_log_without_events_has_no_share():
    """Nothing is made up."""
    found = find_pattern(EventLog([]), "a -> b")

    assert (0, 0, None, None) == (found.paths, found.matches, found.share, found.median_s)
    assert "0 of 0" in found.summary()


def test_rows_that_cannot_be_used_are_told():
    """What was left out is said."""
    found = find_pattern(EventLog([*EVENTS, (None, "cart", 3)]), "cart")

    assert "Note: rows left out: 1 without customer." in found.summary()


def test_what_makes_no_sense_is_refused():
    """Each with what to do instead."""
    log = log_on("polars")
    with pytest.raises(FormatError, match="put -> between"):
        find_pattern(log, "cart | paid")
    with pytest.raises(NotFoundError, match="no event 'card'; did you mean 'cart'"):
        find_pattern(log, "card -> paid")
    with pytest.raises(NotFoundError, match="no unit to count 'visits'"):
        find_pattern(log, "cart", count="visits")
    with pytest.raises(InvalidValueError, match="sessions"):
        find_pattern(log, "cart", count="sessions")
    with pytest.raises(InvalidValueError, match="within"):
        find_pattern(log, "cart", within=3)
    with pytest.raises(InvalidValueError, match="confidence"):
        find_pattern(log, "cart", confidence=95)
