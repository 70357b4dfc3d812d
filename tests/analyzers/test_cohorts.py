"""Who comes back: by cohort and period, only where it can be known."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from journeykit.analyzers.cohorts import retention
from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.log import EventLog

SHARED = Path(__file__).parents[2] / "../shared"
DAY, HOUR = 86_400, 3_600


def log_of(rows, engine="polars"):
    """A log of customer, event and seconds, on an engine."""
    columns = dict(zip(("customer", "event", "time"), zip(*rows, strict=True), strict=True))
    return EventLog(engines.table(columns, engine), time_unit="s")


def backs(result, label=None):
    """Who came back by period: of a cohort, or of all."""
    cells = result.cohort(label).cells if label else result.total
    return [cell.back for cell in cells]


@pytest.fixture(scope="module")
def launch():
    """The launch of a game: dates without times."""
    path = SHARED / "data/gamelaunch.csv.gz"
    if not path.exists():
        pytest.skip("../shared/data is not there")
    frame = polars.read_csv(path, try_parse_dates=True)
    return EventLog(frame, customer="userid", event="eventName", time="eventDate")


def test_game_has_the_cohorts_that_others_count(launch):
    """The outside truth: of the first day's 96 new players 65, 55, 46 started the game again."""
    result = retention(launch, "newPlayer", "gameStarted", period="day", periods=3)
    first = result.cohorts[0]

    assert (4_102, 25_222) == tuple(
        launch.where(e).extent.events for e in ("newPlayer", "gameStarted")
    )
    assert ("2016-04-27", 96) == (first.label, first.customers)
    assert [65, 55, 46] == backs(result, first.label)[1:]


@pytest.mark.parametrize("name", ["ch.retention.d2", "ch.retention.d1d2"])
def test_clickhouse_counts_the_same(name):
    """ClickHouse's `retention` asks for events, whenever they come: here each has its day."""
    path = SHARED / "conformance/cases.json"
    if not path.exists():
        pytest.skip("../shared/conformance is not there")
    case = next(c for c in json.loads(path.read_text())["cases"] if c["id"] == name)
    log = EventLog([tuple(row[:3]) for row in case["events"]], time_unit="s")
    start, *later = [condition["event"] for condition in case["conditions"]]

    counts = [
        backs(retention(log, start, event, period="day", until="2018-08-08"))[
            (date.fromisoformat(event) - date.fromisoformat(start)).days
        ]
        for event in (start, *later)
    ]

    assert case["expected"]["sum"] == counts


PLAYS = [
    ("ann", "join", 0), ("ann", "play", 1 * DAY), ("ann", "play", 3 * DAY),
    ("bob", "join", HOUR), ("bob", "play", 3 * DAY + 1), ("cid", "play", 5),
    ("cid", "join", DAY), ("cid", "play", DAY + 1), ("dan", "join", 3 * DAY),
]  # fmt: skip


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_what_is_not_over_is_not_observed(engine):
    """On the last day nobody knows yet who will come back; before the start nothing counts."""
    result = retention(log_of(PLAYS, engine), "join", "play", period="day")

    cohorts = [(c.label, c.customers, [cell.back for cell in c.cells]) for c in result.cohorts]
    expected = [
        ("1970-01-01", 2, [0, 1, 0]), ("1970-01-02", 1, [1, 0, None]),
        ("1970-01-04", 1, [None, None, None]),
    ]  # fmt: skip
    assert expected == cohorts
    assert [(3, 1), (3, 1), (2, 0)] == [(cell.customers, cell.back) for cell in result.total]
    assert wilson_interval(1, 3) == result.total[1].interval


def test_the_end_of_observation_can_be_said():
    """A log that is known to be whole until a day counts that day, too."""
    result = retention(log_of(PLAYS), "join", "play", period="day", until="1970-01-04")

    assert [0, 1, 0, 2] == backs(result, "1970-01-01")
    assert [0] == backs(result, "1970-01-04")[:1]
    assert "observed until 1970-01-04 23:59:59 (UTC)" in result.summary()


def test_events_after_the_end_do_not_count():
    """Neither as starts nor as returns."""
    result = retention(log_of(PLAYS), "join", "play", period="day", until="1970-01-02")

    assert ["1970-01-01", "1970-01-02"] == [cohort.label for cohort in result.cohorts]
    assert [[0, 1], [1, None]] == [[c.back for c in cohort.cells] for cohort in result.cohorts]


@pytest.mark.parametrize(
    ("kind", "expected"), [("on", [0, 1, 0, 2]), ("within", [0, 1, 1, 2]), ("from", [2, 2, 2, 2])]
)
def test_kinds_differ_in_when_one_must_have_come_back(kind, expected):
    """Ann plays on days 1 and 3, Bob on day 3."""
    result = retention(log_of(PLAYS), "join", "play", period="day", kind=kind, until="1970-01-04")

    assert expected == backs(result, "1970-01-01")


def test_lengths_count_from_each_customers_start():
    """An hour after the start is another period in the calendar, the same by the clock."""
    rows = [("ann", "join", DAY - HOUR), ("ann", "play", DAY), ("bob", "home", 9 * DAY)]

    assert [1, 1] == backs(retention(log_of(rows), "join", period="day", periods=1))
    assert [1, 0] == backs(retention(log_of(rows), "join", period="24h", periods=1))


def test_days_are_those_of_the_zone():
    """Half past eleven at night in New York is already tomorrow in UTC."""
    rows = [("ann", "join", 3 * HOUR), ("ann", "play", 6 * HOUR), ("bob", "home", 9 * DAY)]
    log = log_of(rows)

    there = retention(log, "join", period="day", periods=1, zone="America/New_York")

    assert [1, 0] == backs(retention(log, "join", period="day", periods=1))
    assert ("1969-12-31", [1, 1]) == (there.cohorts[0].label, backs(there, "1969-12-31"))


def test_weeks_begin_on_monday_and_months_on_the_first():
    """29 December 1969 was the Monday before the first of 1970, a Thursday."""
    rows = [
        ("ann", "join", 0),
        ("ann", "play", 4 * DAY),
        ("ann", "play", 31 * DAY),
        ("ann", "x", 99 * DAY),
    ]
    weeks = retention(log_of(rows), period="week", periods=5)
    months = retention(log_of(rows), period="month", periods=2)

    assert ("1969-12-29", [1, 1, 0, 0, 1, 0]) == (weeks.cohorts[0].label, backs(weeks))
    assert ("1970-01", [1, 1, 0]) == (months.cohorts[0].label, backs(months))


def test_groups_add_up_to_the_whole():
    """A customer belongs to the first value that he holds; one without is a group, too."""
    table = polars.DataFrame(
        [(*row, {"ann": "web", "cid": "web"}.get(row[0])) for row in PLAYS],
        schema=["customer", "event", "time", "device"], orient="row",
    )  # fmt: skip
    result = retention(EventLog(table, time_unit="s"), "join", "play", period="day", by="device")

    assert {"web": 2, None: 2} == {group.value: group.customers for group in result.groups}
    assert backs(result) == [
        sum(cells)
        for cells in zip(*([c.back or 0 for c in g.total] for g in result.groups), strict=True)
    ]
    assert {"web", ""} == set(result.to_frame("polars")["group"])


def test_it_tells_itself_in_words_and_as_frames():
    """A text for people, long and wide tables for machines."""
    result = retention(log_of(PLAYS), "join", "play", period="day")

    expected = """\
Retention by day: 4 customers in 3 cohorts
From join on; back with play in that very period.
  period 0  1 of 3  33.3 % (6.1 to 79.2 %)
  period 1  1 of 3  33.3 % (6.1 to 79.2 %)
  period 2  0 of 2   0.0 % (0.0 to 65.8 %)
Note: observed until 1970-01-04 00:00:01 (UTC), what is not over by then left out.
Note: later periods are told by those who began early enough only."""
    assert expected == result.summary()
    assert ("", "1970-01-02", 1, 1, 1, 0, 0.0) == result.to_frame("polars").row(4)[:7]
    assert ["cohort", "size", "0", "1", "2"] == result.matrix(backend="polars").columns
    assert ("1970-01-02", 1, 1, 0, None) == result.matrix("back", "polars").row(1)
    assert "<RetentionResult 4 customers in 3 cohorts>" == repr(result)


@pytest.mark.parametrize("log", [EventLog([]), log_of(PLAYS).where("play")])
def test_a_log_without_starts_has_no_cohorts(log):
    """Nothing is made up."""
    result = retention(log, "join")

    assert (0, (), ()) == (result.customers, result.cohorts, result.total)
    assert "0 customers in 0 cohorts" in result.summary()


def test_what_makes_no_sense_is_refused():
    """Each with what to do instead."""
    log = log_of(PLAYS)
    with pytest.raises(NotFoundError, match="did you mean 'week'"):
        retention(log, period="weeks")
    with pytest.raises(InvalidValueError, match="length above 0"):
        retention(log, period="0s")
    with pytest.raises(NotFoundError, match="kind of retention"):
        retention(log, kind="rolling")
    with pytest.raises(InvalidValueError, match="periods"):
        retention(log, periods=-1)
    with pytest.raises(NotFoundError, match="time zone"):
        retention(log, zone="Mars/Olympus")
    with pytest.raises(NotFoundError, match="no event 'joined'; did you mean 'join'"):
        retention(log, "joined")
    with pytest.raises(NotFoundError, match="column"):
        retention(log, by="device")
    with pytest.raises(InvalidValueError, match="in memory"):
        retention(log_of(PLAYS, "duckdb"), zone="Europe/Zurich")
    with pytest.raises(NotFoundError, match="cohort '1971-01-01'"):
        retention(log, period="day").cohort("1971-01-01")


def period_of(seconds, start, period, zone):
    """In which period of a customer a moment lies, by Python's own calendar."""
    if period not in {"day", "week", "month"}:
        return (seconds - start) // {"24h": DAY, "7d": 7 * DAY, "40h": 40 * HOUR}[period]
    then, now = (datetime.fromtimestamp(s, UTC).astimezone(zone).date() for s in (start, seconds))
    if period == "day":
        return (now - then).days
    if period == "week":
        monday, other = (day - timedelta(days=day.weekday()) for day in (then, now))
        return (other - monday).days // 7
    return (now.year - then.year) * 12 + now.month - then.month


def expected_of(rows, asked):
    """Customers observed and customers back by period, one customer after the other."""
    period, kind, zone = asked["period"], asked["kind"], ZoneInfo(asked["zone"])
    found = defaultdict(lambda: [0, 0])
    for customer in {row[0] for row in rows}:
        starts = [t for c, e, t in rows if c == customer and e == "join"]
        if not starts or min(starts) > asked["until"]:
            continue
        start = min(starts)
        came = {
            period_of(t, start, period, zone)
            for c, e, t in rows
            if c == customer and e == "play" and start <= t <= asked["until"]
        }
        # The period that holds the moment after the end is not over.
        not_over = period_of(asked["until"] + 1, start, period, zone)
        for k in range(min(asked["last"] + 1, not_over)):
            earlier = {p for p in came if 0 < p <= k} if k else came & {0}
            later = {p for p in came if p >= k}
            found[k][0] += 1
            found[k][1] += bool({"on": came & {k}, "within": earlier, "from": later}[kind])
    return [(k, *found[k]) for k in sorted(found)]


# Whatever is asked for is there, but long after the end.
TOO_LATE = [("zed", "join", 200 * DAY), ("zed", "play", 201 * DAY)]


def counted(log, asked):
    """The same from a log."""
    options = {name: asked[name] for name in ("period", "kind", "zone")}
    # Until the last microsecond of the second.
    end = datetime.fromtimestamp(asked["until"] + 1, UTC) - timedelta(microseconds=1)
    result = retention(log, "join", "play", periods=asked["last"], until=end, **options)
    return [(c.period, c.customers, c.back) for c in result.total if c.observed]


LOGS = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bob", "cid"]),
        st.sampled_from(["join", "play", "home"]),
        # Whole hours around 1970, over a change of the clocks and three months.
        st.integers(-24 * 40, 24 * 60).map(lambda hour: hour * HOUR)
        | st.sampled_from([0, DAY, 2 * DAY]),
    ),
    min_size=1,
    max_size=14,
)

QUESTIONS = {
    "period": st.sampled_from(["day", "week", "month", "24h", "7d", "40h"]),
    "kind": st.sampled_from(["on", "within", "from"]),
    "last": st.integers(0, 5),
    "until": st.integers(-24, 24 * 60).map(lambda hour: hour * HOUR + HOUR - 1),
}


@settings(max_examples=150)
@given(
    LOGS,
    st.fixed_dictionaries(
        {
            **QUESTIONS,
            "zone": st.sampled_from(
                ["UTC", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"]
            ),
        }
    ),
)
def test_counts_are_those_of_brute_force(rows, asked):
    """Each customer is looked at alone, with Python's own calendar and zones."""
    assert expected_of(rows, asked) == counted(log_of(rows + TOO_LATE), asked)


@settings(max_examples=25)
@given(LOGS, st.fixed_dictionaries({**QUESTIONS, "zone": st.just("UTC")}))
def test_duckdb_counts_the_same(rows, asked):
    """One text of the query, where the data lives."""
    assert expected_of(rows, asked) == counted(log_of(rows + TOO_LATE, "duckdb"), asked)
