"""Conversions before and after a day, and shares watched period by period."""

import datetime as dt

import numpy as np
import pytest

from engines import table
from journeykit.analyzers.funnels import funnel, funnel_trend
from journeykit.analyzers.monitoring import (
    ChangeVerdict,
    ControlRule,
    SeasonFault,
    control_chart,
    conversion_before_after,
)
from journeykit.errors import InvalidValueError
from journeykit.events import EventLog, Step

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
STEPS = ["home", "cart", "paid"]


def shop(rates, *, daily=20):
    """Customers who come each day; of each day this share of tenths puts a bike in the cart."""
    events = []
    for day, tenths in enumerate(rates):
        on = START + dt.timedelta(days=day)
        for n in range(daily):
            who = day * daily + n
            events.append((who, "home", on))
            if n % 10 < tenths:
                events.append((who, "cart", on + HOUR))
                if n % 2:
                    events.append((who, "paid", on + 2 * HOUR))
    return EventLog(events)


def test_the_step_that_changed_is_named():
    """From 60 % to 30 % at the cart, nothing at paying; the whole follows."""
    log = shop([6] * 28 + [3] * 28)
    result = conversion_before_after(log, STEPS, "2026-03-30")
    whole, cart, paid = result.items
    assert ["home to paid", "home to cart", "cart to paid"] == [i.where for i in result]
    assert (0.6, 0.3) == (cart.before.value, cart.after.value)
    assert (560, 560) == (cart.before.n, cart.after.n)
    assert ChangeVerdict.WORSE is cart.verdict is whole.verdict
    assert "2026-03-02/2026-03-29" == whole.before.period
    assert "2026-03-30/2026-04-26" == whole.after.period
    assert paid.p_adjusted > 0.05 or paid.verdict is ChangeVerdict.WORSE


def test_counts_are_those_of_the_funnel():
    """Each period is a funnel with a range of first steps."""
    log = shop([5, 6, 7, 4, 5, 6, 7] * 8)
    result = conversion_before_after(log, STEPS, "2026-03-30", within="1d", weeks=3)
    for item, since, until in (
        (result.items[0].before, "2026-03-08", "2026-03-28"),
        (result.items[0].after, "2026-03-30", "2026-04-19"),
    ):
        steps = funnel(log, STEPS, within="1d", since=since, until=until).steps
        assert (steps[-1].customers, steps[0].customers) == (item.counts[0], item.n)


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
def test_engines_count_alike(engine):
    """The same changes, warnings and limits, wherever the log is."""
    rows = [(f"c{n}", n % 7 // 3, 3600 * n) for n in range(1400)]
    columns = {
        "customer": [who for who, _, _ in rows] * 2,
        "event": ["home"] * len(rows) + ["paid" if did else "other" for _, did, _ in rows],
        "time": [at for _, _, at in rows] + [at + 60 for _, _, at in rows],
    }
    found = [
        conversion_before_after(
            EventLog(table(columns, name)), ["home", "paid"], "1970-01-29", within="1d"
        )
        for name in ("polars", engine)
    ]
    assert found[0] == found[1]
    assert 4 <= found[0].items[0].before.n / 100


def test_no_window_reaches_over_the_day():
    """The period before ends a window earlier, the one after a window before the log does."""
    result = conversion_before_after(shop([6] * 60), STEPS, "2026-03-30", within="3d")
    assert "2026-03-06/2026-03-26" == result.items[0].before.period
    assert "2026-03-30/2026-04-19" == result.items[0].after.period
    assert () == result.notes


def test_without_a_window_a_note_says_what_is_unfair():
    """Those before had more time."""
    assert "give within=" in conversion_before_after(shop([6] * 60), STEPS, "2026-03-30").notes[0]


def test_a_trend_before_the_day_is_told():
    """What rose by itself for weeks is no effect of the day."""
    rising = [3] * 14 + [4] * 14 + [5] * 14 + [6] * 14
    log = shop([*rising, *([7] * 56)])
    result = conversion_before_after(log, ["home", "cart"], "2026-04-27")
    trend = [w for w in result.warnings if w.fault is SeasonFault.TREND]
    assert "was rising in the 8 weeks before already" in trend[0].text
    level = conversion_before_after(shop([5] * 56 + [7] * 56), ["home", "cart"], "2026-04-27")
    assert SeasonFault.TREND not in [w.fault for w in level.warnings]


def test_a_short_log_is_compared_by_days():
    """With a note; weekdays are warned of by themselves."""
    result = conversion_before_after(shop([6] * 3 + [3] * 4), ["home", "cart"], "2026-03-05")
    assert "3 days are compared" in result.notes[1]
    assert SeasonFault.WEEKDAYS in [w.fault for w in result.warnings]


@pytest.mark.parametrize(
    ("on", "options", "field"),
    [
        ("2026-03-02", {}, "on"), ("2027-01-01", {}, "on"), ("2026-03-10", {"weeks": 5}, "weeks"),
        ("2026-03-10", {"weeks": 0}, "weeks"), ("soon", {}, "on"),
        ("2026-03-10", {"within": 7}, "within"), ("2026-03-10", {"alpha": 0}, "alpha"),
    ],
)  # fmt: skip
def test_days_that_mean_nothing(on, options, field):
    """One error, with what the log has."""
    with pytest.raises(InvalidValueError) as caught:
        conversion_before_after(shop([6] * 14), ["home", "cart"], on, **options)
    assert field == caught.value.field


def test_steps_that_mean_nothing():
    """One step, or a text; what the log does not have is noted."""
    for steps in (["home"], "home"):
        with pytest.raises(InvalidValueError, match="two steps or more"):
            conversion_before_after(shop([6] * 14), steps, "2026-03-09")
    result = conversion_before_after(shop([6] * 14), ["home", "crat"], "2026-03-09")
    assert "did you mean 'cart'" in result.notes[0]


def test_optional_steps_are_refused():
    """Who leaves one out is not lost."""
    steps = ["home", Step("cart", optional=True), "paid"]
    with pytest.raises(InvalidValueError, match="optional"):
        conversion_before_after(shop([6] * 14), steps, "2026-03-09")


def test_nobody_before_is_said():
    """A step that nobody reached can not be compared."""
    result = conversion_before_after(shop([0] * 14 + [5] * 14), STEPS, "2026-03-16")
    paid = result.items[2]
    assert ChangeVerdict.UNKNOWN is paid.verdict
    assert paid.refusal


# --- control charts ------------------------------------------------------------


def weeks(*tenths, n=100):
    return [(str(place), 10 * k, n) for place, k in enumerate(tenths)]


@pytest.mark.parametrize(
    ("shares", "rule"),
    [
        ([5, 5, 5, 5, 5, 9], ControlRule.BEYOND),
        ([5, 5, 5, 5, 6.2, 5, 6.2], ControlRule.TWO_OF_THREE),
        ([5, 5, 5, 5.7, 5.7, 5, 5.7, 5.7], ControlRule.FOUR_OF_FIVE),
        ([5, *[5.2] * 8], ControlRule.EIGHT),
    ],
)
def test_each_rule_of_western_electric(shares, rule):
    """With a deviation of 5 points around 50 %: what ends there is a signal by one rule."""
    chart = control_chart([(str(n), round(10 * s), 100) for n, s in enumerate(shares)], baseline=1)
    assert [(rule,)] == [point.signals for point in chart.signals]
    assert str(len(shares) - 1) == chart.signals[0].period


def test_ordinary_weeks_are_no_signal():
    """About one of 92 is, by all rules together (Champ and Woodall 1987)."""
    rng = np.random.default_rng(20260606)
    chart = control_chart(
        [(str(n), int(k), 400) for n, k in enumerate(rng.binomial(400, 0.4, 3000))]
    )
    first = [p for p in chart.points if ControlRule.BEYOND in p.signals]
    assert len(first) < 3000 * 0.0027 * 2
    assert 3000 / 92 * 0.5 < len(chart.signals) < 3000 / 92 * 3


def test_a_trend_of_a_log_is_a_chart():
    """Periods that are not mature yet are left out, and said."""
    log = shop([6] * 42 + [2] * 21)
    trend = funnel_trend(log, ["home", "cart"], within="3d", period="week")
    chart = control_chart(trend, baseline=6)
    assert ["2026-04-13", "2026-04-20"] == [point.period for point in chart.signals]
    assert "1 period not yet mature left out" in chart.notes[0]
    assert "More than chance: 2026-04-13, 2026-04-20." in chart.summary()


def test_a_week_with_nobody_breaks_no_row():
    """It has no share and no limits, and the rows go on over it."""
    data = (
        [(str(n), 52, 100) for n in range(4)]
        + [("4", 0, 0)]
        + [(str(n), 52, 100) for n in range(5, 9)]
    )
    chart = control_chart([("a", 500, 1000), *data], baseline=1)
    assert (None, None, ()) == (chart.points[5].share, chart.points[5].low, chart.points[5].signals)
    assert ["8"] == [point.period for point in chart.signals]
    assert len(chart.COLUMNS) == len(next(iter(chart.rows())))


@pytest.mark.parametrize(
    ("periods", "baseline"),
    [
        ([("1", 1, 2)], None),
        ([("1", 3, 2), ("2", 1, 2)], None),
        (weeks(5, 5), 3),
        ([1, 2, 3], None),
        (5, None),
    ],
)
def test_periods_that_mean_nothing(periods, baseline):
    """Refused, with the reason."""
    with pytest.raises(InvalidValueError):
        control_chart(periods, baseline=baseline)
