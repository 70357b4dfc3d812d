"""How long it takes to convert: published cases, lifelines on a real log, and laws."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance import cases
from engines import table
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.funnels.timing import time_to_convert
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog
from journeykit.events.funnels import Step, follow

CASES = cases.cases("time_to_convert")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_means_and_bars_are_as_published(case, engine):
    """PostHog's mean among those who convert, and its bars, whose least number differs by version."""
    log = EventLog(table(cases.log_columns(case), engine))
    result = funnel(log, cases.steps(case), **cases.options(case))
    times = result.time_to_convert(case["to_step"], start=case["from_step"]).whole
    least, _ = case["auto_bins"]
    bars = max(least, len(times.histogram()) - 1)

    assert case["expected"]["average_seconds"] == times.mean_s
    assert case["expected"]["bins"] == [[bar.start_s, bar.number] for bar in times.histogram(bars)]


def test_a_real_log_gives_what_lifelines_gives(shop):
    """The Kaplan-Meier estimate of the time from catalog to payment, censored at seven days."""
    lifelines = pytest.importorskip("lifelines")
    pl = pytest.importorskip("polars")
    result = funnel(shop, ["catalog", "cart", "payment_done"], within="7d", entry="first")
    times = result.time_to_convert().whole

    # The same by other means: the funnel's people, and plain joins.
    frame = shop.source.frame.collect()
    first = frame.filter(event="catalog").group_by("client_id").agg(start=pl.col("timestamp").min())
    cart = _next(frame, first, "cart", "start", "cart")
    paid = _next(frame, cart, "payment_done", "cart", "paid")
    end = frame["timestamp"].max()
    week = pl.duration(days=7)
    rows = paid.with_columns(
        done=(pl.col("paid") - pl.col("start") <= week).fill_null(value=False)
    ).with_columns(
        wait=pl.when("done").then(pl.col("paid") - pl.col("start"))
        .otherwise(pl.min_horizontal(week, pl.lit(end) - pl.col("start"))).dt.total_microseconds() / 1e6
    )  # fmt: skip
    fit = lifelines.KaplanMeierFitter().fit(rows["wait"].to_list(), rows["done"].to_list())

    assert rows.height == times.customers
    assert rows["done"].sum() == times.converted > 500
    for time, share, low, high in times.points[:: len(times.points) // 25]:
        assert 1 - float(fit.predict(time)) == pytest.approx(share)
        if low is not None:
            bounds = fit.confidence_interval_.loc[:time].iloc[-1]
            assert [1 - bounds.iloc[1], 1 - bounds.iloc[0]] == pytest.approx([low, high])
    assert times.median_s.value is None
    assert "median not reached" in result.time_to_convert().summary()


def _next(frame, starts, event, after, name):
    """The first event of a customer at or after another."""
    pl = pytest.importorskip("polars")
    came = starts.join(frame.filter(event=event), on="client_id")
    came = came.filter(pl.col("timestamp") >= pl.col(after)).group_by("client_id")
    return starts.join(came.agg(pl.col("timestamp").min().alias(name)), on="client_id", how="left")


def test_those_not_watched_to_the_end_count_until_then():
    """Two of four convert; one has left the log's sight earlier than the slower of them."""
    log = EventLog(
        [("ann", "cart", 0), ("ann", "paid", 60), ("bob", "cart", 0), ("bob", "paid", 100),
         ("cid", "cart", 0), ("dan", "cart", 50), ("zoe", "look", 120)]
    )  # fmt: skip
    times = funnel(log, ["cart", "paid"]).time_to_convert().whole

    assert (60.0, 70.0, 100.0, 120.0) == times.curve.times
    assert (0, 1, 0, 1) == times.curve.censored
    assert [0.25, 0.25, 0.625, 0.625] == [share for _, share, _, _ in times.points]
    assert (100.0, 80.0) == (times.median_s.value, times.mean_s)
    assert 0.25 == times.converted_by("99s").value
    assert [4, 2, 0] == [times.at_risk("1m"), times.at_risk("71s"), times.at_risk("1h")]
    assert times.converted_by("1h").value is None
    assert 0.625 == times.plateau


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_an_exit_shuts_the_others(engine):
    """Who cancels before paying is no longer on the way; who pays first has paid."""
    events = [
        ("ann", "cart", 0), ("ann", "paid", 10), ("ann", "cancelled", 20),
        ("bob", "cart", 0), ("bob", "cancelled", 20), ("bob", "paid", 30),
        ("cid", "cart", 0), ("cid", "left", 30),
        ("dan", "cancelled", 0), ("dan", "cart", 1), ("dan", "paid", 41),
    ]  # fmt: skip
    columns = dict(zip(("customer", "event", "time"), zip(*events, strict=True), strict=True))
    result = funnel(EventLog(table(columns, engine)), ["cart", "paid"])
    exits = {"cancel": "cancelled", "leave": Step(("left", "gone"))}
    times = result.time_to_convert(exits=exits)

    assert (2, {"cancel": 1, "leave": 1}) == (times.whole.converted, dict(times.whole.left))
    paid, cancel, leave = times.whole.incidence
    assert (10.0, 20.0, 30.0, 40.0) == paid.times
    assert (0.25, 0.25, 0.25, 0.5) == pytest.approx(paid.share)
    assert (0.0, 0.25, 0.25, 0.25) == pytest.approx(cancel.share)
    assert (0.0, 0.0, 0.25, 0.25) == pytest.approx(leave.share)
    assert 40.0 == times.whole.median_s.value
    assert 0.25 == times.whole.converted_by("15s").value
    assert "Left by 'cancel': 1." in times.summary()


EVENTS = st.lists(
    st.tuples(st.sampled_from("vwxyz"), st.sampled_from("abc"), st.integers(0, 30)), min_size=1
)


@settings(max_examples=25)
@given(
    EVENTS,
    st.sampled_from([None, "5s", "10s"]),
    st.sampled_from([(0, 1), (0, 2), (1, 2)]),
    st.sampled_from(["ordered", "strict", "any"]),
)
def test_counts_are_those_of_the_funnel(events, within, ends, order):
    """All who took the step are followed, and all who took the other have converted."""
    start, step = ends
    result = funnel(EventLog(events), ["a", "b", "c"], within=within, order=order)
    times = result.time_to_convert(step, start=start).whole

    took = [s.customers for s in result.steps]
    assert (took[start], took[step]) == (times.customers, times.converted)
    if step == start + 1 and times.converted:
        assert result.times(step).mean_s == pytest.approx(times.mean_s)


@settings(max_examples=40)
@given(EVENTS)
def test_without_censoring_the_curve_ends_at_the_share(events):
    """Where all windows have closed, the share converted at the end is the funnel's conversion."""
    log = EventLog([*events, ("late", "look", 100)])
    result = funnel(log, ["a", "b"], within="10s")
    times = result.time_to_convert().whole
    assert result.conversion == pytest.approx(times.plateau)


@settings(max_examples=30)
@given(EVENTS)
def test_groups_add_up(events):
    """Groups hold all customers and conversions once."""
    rows = [{"customer": w, "event": e, "time": t, "side": w < "x"} for w, e, t in events]
    times = funnel(EventLog(rows), ["a", "b"], by="side").time_to_convert()
    assert times.whole.customers == sum(g.customers for g in times.groups)
    assert times.whole.converted == sum(g.converted for g in times.groups)


def test_young_customers_do_not_pull_the_share_down():
    """Half convert, after 50 days on average; those who came late had no time yet, and count so."""
    chance = random.Random(7)
    events, day, end = [], 86_400, 100
    for n in range(3000):
        came = chance.uniform(0, end)
        events.append((f"{n}", "cart", int(came * day)))
        paid = came + chance.expovariate(1 / 50)
        if chance.random() < 0.5 and paid <= end:
            events.append((f"{n}", "paid", int(paid * day)))
    result = funnel(EventLog(events), ["cart", "paid"], observed_until=end * day * 1_000_000)
    share = result.time_to_convert().whole.converted_by("60d")
    truth = 0.5 * (1 - math.exp(-60 / 50))

    assert result.conversion < truth - 0.05
    assert share.low < truth < share.high
    assert share.high - share.low < 0.06


def slow_and_quick():
    """Three groups of 40: one takes ten times as long."""
    rows = []
    for n in range(120):
        who = {"customer": n, "group": "abc"[n % 3]}
        wait = 10 + n if n % 3 else 400 + 10 * n
        rows += [{**who, "event": "cart", "time": 0}, {**who, "event": "paid", "time": wait}]
    rows.append({"customer": "x", "event": "cart", "time": 0, "group": "d"})
    return [{**row, "customer": str(row["customer"])} for row in rows]


def test_groups_are_tested_and_tiny_ones_refused():
    """The slow group differs from all others, and of one customer nothing is said."""
    result = funnel(EventLog(slow_and_quick()), ["cart", "paid"], by="group")
    times = result.time_to_convert()

    assert times.overall.p < 0.001
    assert 2 == times.overall.df
    verdicts = {d.label: (d.holds, d.refusal) for d in times.differences}
    assert (False, "too few to compare: 1 of at least 10") == verdicts["d"]
    assert (True, None) == verdicts["a"]
    assert 3 == times.tests
    holm = time_to_convert(result, adjust="holm")
    assert "3 tests, adjusted by Holm." in holm.summary()
    assert ["a", "b", "c", "d"] == sorted(row[0] for row in times.rows())
    assert times.group("a") == result.time_to_convert(group=("a",)).whole


def test_very_many_different_times_are_rounded_up_and_that_is_said(monkeypatch):
    """The mean stays exact; the median is off by less than the tick."""
    rows = slow_and_quick()
    exact = funnel(EventLog(rows), ["cart", "paid"]).time_to_convert()
    monkeypatch.setattr(follow, "_MOST", 50)
    rounded = funnel(EventLog(rows), ["cart", "paid"]).time_to_convert()

    assert exact.tick_s is None
    assert rounded.tick_s is not None
    assert exact.whole.mean_s == rounded.whole.mean_s
    difference = rounded.whole.median_s.value - exact.whole.median_s.value
    assert 0 <= difference < rounded.tick_s
    assert "times are rounded up to" in rounded.summary()


def test_optional_steps_are_timed_from_the_start():
    """A step between may be the one that is asked for."""
    log = EventLog([("a", "home", 0), ("a", "look", 5), ("a", "cart", 9), ("b", "home", 0), ("b", "cart", 9)])  # fmt: skip
    result = funnel(log, ["home", Step("look", optional=True), "cart"])
    assert (1, 5.0) == (result.time_to_convert("look").whole.converted, result.time_to_convert("look").whole.mean_s)  # fmt: skip
    assert 4.0 == result.time_to_convert("cart", start="look").whole.mean_s


def test_what_has_no_time_is_refused():
    """Steps the wrong way round, open funnels, exits that are called like the step."""
    log = EventLog([("a", "home", 0), ("a", "cart", 9)])
    result = funnel(log, ["home", "cart"])
    with pytest.raises(InvalidValueError, match="a step after 'cart'"):
        result.time_to_convert("home", start="cart")
    with pytest.raises(InvalidValueError, match="no common start"):
        funnel(log, ["home", "cart"], open=True).time_to_convert()
    with pytest.raises(InvalidValueError, match="not called like the step"):
        result.time_to_convert(exits={"cart": "left"})
    with pytest.raises(NotFoundError, match="colour"):
        result.time_to_convert(exits={"left": Step("left", where={"colour": "red"})})
    both = [{"customer": "a", "event": "home", "time": t, "kind": t} for t in (0, 1)]
    with pytest.raises(InvalidValueError, match="customers may be in several"):
        funnel(EventLog(both), ["home", "cart"], by="kind", attribution="all").time_to_convert()


def test_nobody_takes_no_time():
    """An empty log has no curve, and says so without failing."""
    log = EventLog([("a", "home", 0)]).where("nothing")
    times = funnel(log, ["home", "cart"]).time_to_convert()
    assert (0, None, None, ()) == (
        times.whole.customers, times.whole.mean_s, times.whole.plateau, times.whole.histogram(),
    )  # fmt: skip
    assert "median not reached" in times.summary()
