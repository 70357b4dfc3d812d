"""A funnel over time: the cases of PostHog, and the law that a period is a funnel of its own."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance import cases
from engines import table
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.funnels.trend import funnel_trend
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog
from journeykit.events.funnels import Step
from journeykit.events.funnels.periods import calendar, spans

DAY = 86_400
CASES = cases.cases("funnel_trend")


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_periods_count_as_published(case, engine):
    """Each period holds those whose attempt began in it, as PostHog counts them."""
    log = EventLog(table(cases.log_columns(case), engine))
    trend = funnel_trend(
        log, cases.steps(case), period=case["interval"], from_step=case["from_step"],
        to_step=case["to_step"], **cases.options(case),
    )  # fmt: skip
    actual = [
        (f"{p.start:%Y-%m-%d}", p.entered, p.converted, 100 * (p.rate or 0)) for p in trend.periods
    ]
    expected = [
        (p["period_start"], p["entered"], p["converted"], p["rate_percent"])
        for p in case["expected"]["periods"]
    ]
    assert expected == actual


EVENTS = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from("abc"), st.integers(0, 4 * 24)), min_size=1
)


@settings(max_examples=25)
@given(
    EVENTS,
    st.sampled_from([None, "6h", "1d", "2d"]),
    st.sampled_from(["ordered", "strict"]),
    st.sampled_from(["best", "first", "latest"]),
    st.booleans(),
)
def test_a_period_is_the_funnel_of_its_first_steps(events, within, order, entry, past_end):
    """A row is what `funnel` counts with the period as the range of the first step."""
    log = EventLog([(who, what, hour * 3600) for who, what, hour in events])
    options = {"within": within, "order": order, "entry": entry}
    trend = funnel_trend(log, ["a", "b", "c"], **options)
    for period in trend.periods:
        whole = funnel(log, ["a", "b", "c"], since=period.start, until=f"{period.start:%Y-%m-%d}", **options)  # fmt: skip
        assert (whole.steps[0].customers, whole.steps[2].customers) == (
            period.entered, period.converted,
        )  # fmt: skip
    last = max(hour for _, _, hour in events)
    cut = funnel_trend(log, ["a", "b", "c"], until=last * 1_800_000_000, past_end=past_end, **options)  # fmt: skip
    assert sum(p.entered for p in cut.periods) <= sum(p.entered for p in trend.periods)


@settings(max_examples=25)
@given(EVENTS)
def test_first_times_and_attempts_are_those_of_the_whole_log(events):
    """A first time is the first ever, not that of the period; attempts lie in the period of their start."""
    log = EventLog([(who, what, hour * 3600) for who, what, hour in events])
    first = funnel_trend(log, [Step("a", first_time=True), "b"])
    assert len({who for who, what, _ in events if what == "a"}) == sum(
        p.entered for p in first.periods
    )
    attempts = funnel_trend(log, ["a", "b"], within="2d", count="attempts")
    whole = funnel(log, ["a", "b"], within="2d", count="attempts")
    assert [s.customers for s in whole.steps] == [
        sum(p.entered for p in attempts.periods), sum(p.converted for p in attempts.periods),
    ]  # fmt: skip


def log_of_days():
    return EventLog(
        [("ann", "home", 0), ("ann", "paid", DAY), ("bob", "home", 2 * DAY), ("cid", "x", 3 * DAY)]
    )


def test_a_period_is_mature_once_all_windows_have_closed():
    """Those who entered last may still convert: their period is marked, and they are counted."""
    trend = funnel_trend(log_of_days(), ["home", "paid"], within="2d")
    assert [True, False, False, False] == [p.mature for p in trend.periods]
    assert [0, 0, 1, 0] == [p.waiting for p in trend.periods]
    assert "not yet mature: 1 waiting" in trend.summary()


def test_without_a_window_nobody_knows_what_is_mature():
    """No window, no maturity: the note says so."""
    trend = funnel_trend(log_of_days(), ["home", "paid"])
    assert {None} == {p.mature for p in trend.periods} == {p.waiting for p in trend.periods}
    assert "give within=" in trend.summary()


def test_a_period_without_entries_has_no_rate():
    """Nobody is no rate, not a rate of zero."""
    trend = funnel_trend(log_of_days(), ["home", "paid"])
    assert [1.0, None, 0.0, None] == [p.rate for p in trend.periods]
    assert trend.periods[1].rate_interval is None


def test_periods_follow_the_calendar():
    """Weeks begin on Mondays, months have their own lengths, across the ends of years."""
    first = datetime(2023, 12, 30, 13, tzinfo=UTC).timestamp() * 10**6
    last = datetime(2024, 3, 1, tzinfo=UTC).timestamp() * 10**6

    def starts(period):
        found = spans(int(first), int(last), calendar(period))
        assert all(a.end_us + 1 == b.start_us for a, b in pairwise(found))
        return [f"{datetime.fromtimestamp(s.start_us / 1e6, UTC):%m-%d %H}" for s in found]

    assert ["12-01 00", "01-01 00", "02-01 00", "03-01 00"] == starts("month")
    assert ["12-25 00", "01-01 00", "01-08 00"] == starts("week")[:3]
    assert ["12-30 00", "12-31 00"] == starts("day")[:2]


def test_days_begin_at_midnight_of_the_zone():
    """A day on which clocks change has 23 or 25 hours."""
    hour_us = 3_600_000_000
    since = int(datetime(2024, 3, 30, 12, tzinfo=UTC).timestamp()) * 10**6
    days = spans(since, since + 48 * hour_us, calendar("day", "Europe/Zurich"))
    assert [24, 23, 24] == [(day.end_us + 1 - day.start_us) // hour_us for day in days]
    log = EventLog([("ann", "home", 23 * 3600), ("bob", "home", 12 * 3600)])
    trend = funnel_trend(log, ["home", "paid"], zone="Europe/Zurich")
    assert ["1970-01-01T00:00:00+01:00", "1970-01-02T00:00:00+01:00"] == [
        row[0] for row in trend.rows()
    ]
    assert [1, 1] == [p.entered for p in trend.periods]


def test_what_makes_no_sense_is_refused():
    """Steps in the wrong order, unknown periods, and times far off are told, not counted."""
    log = log_of_days()
    with pytest.raises(InvalidValueError, match="a step after 'paid'"):
        funnel_trend(log, ["home", "paid"], from_step="paid")
    with pytest.raises(NotFoundError, match="fortnight"):
        funnel_trend(log, ["home", "paid"], period="fortnight")
    with pytest.raises(InvalidValueError, match="one of day, week, month"):
        funnel_trend(log, ["home", "paid"], period="24h")
    for last in (4_000_000_000, 10**15):
        far = EventLog([("ann", "home", 0), ("ann", "paid", last)], time_unit="s")
        with pytest.raises(InvalidValueError, match="some times may be wrong"):
            funnel_trend(far, ["home", "paid"], period="month" if last > 10**10 else "day")


def test_nobody_is_no_period():
    """A log without events has no period, and says what was counted all the same."""
    log = log_of_days().where("nothing")
    trend = funnel_trend(log, ["home", "paid"])
    assert () == trend.periods
    assert "Counted: " in trend.summary()
    assert 0 == trend.to_frame().shape[0]


@pytest.mark.parametrize("option", ["order", "entry", "ties", "count", "on_exclusion"])
def test_an_unknown_option_is_refused(option):
    """What is not among the values of an option is named, with those that are."""
    with pytest.raises(NotFoundError, match=f"value of {option} 'sideways'"):
        funnel_trend(log_of_days(), ["home", "paid"], **{option: "sideways"})
