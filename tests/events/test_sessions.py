"""Sessions: where they are cut, what counts them, and that filters leave them alone."""

from pathlib import Path

import polars
import pytest

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog

DATA = Path(__file__).parents[3] / "shared" / "data"
MINUTE = 60

ANN = [("home", 0), ("cart", 10), ("home", 40), ("paid", 71)]
"""Events with minutes: the last comes 31 minutes after the one before."""


def log_of(**events):
    """A log of customers by name, each with events and their minutes."""
    rows = [(c, e, minute * MINUTE) for c, done in events.items() for e, minute in done]
    return EventLog(rows or [])


def units(log, count="sessions", **wanted):
    """How many units have a row, over all parts."""
    ends = [rows.named(rows.last({"end": rows.clock})) for rows in log.rows(count, **wanted)]
    return sum(len(frame) for frame in ends)


def test_shop_has_the_sessions_that_others_count():
    """The outside truth: 6,454 sessions at 30 minutes."""
    path = DATA / "simple_shop.csv.gz"
    if not path.exists():
        pytest.skip("../shared/data is not there")
    frame = polars.read_csv(path, try_parse_dates=True)

    log = EventLog(frame, customer="client_id", time="timestamp").sessions("30m")

    assert 6_454 == units(log)
    assert 3_751 == units(log, "customers")


@pytest.mark.parametrize(("gap", "expected"), [("30m", 3), ("31m", 2), ("0s", 5), ("9m", 5)])
def test_a_session_ends_after_more_than_the_gap(gap, expected):
    """A wait as long as the gap still belongs; customers never share a session."""
    assert expected == units(log_of(ann=ANN, bob=[("home", 71)]).sessions(gap))


def test_later_filters_leave_the_sessions_as_they_are():
    """What holds a session together may be filtered out without cutting it."""
    log = log_of(ann=ANN).sessions("30m")

    assert 2 == units(log.where("home", "paid"))
    assert 1 == units(log.where("home", "cart").where("home"))
    assert 2 == units(log, marks={"m": Condition(["home", "paid"])}, marked_only=True)


def test_earlier_filters_come_before_the_cut():
    """Sessions of filtered events are cut at the waits between those."""
    assert 2 == units(log_of(ann=ANN).where("home").sessions("30m"))


def test_sessions_by_column():
    """A column tells the visits of a customer apart; the same name is another's, too."""
    rows = [
        {"customer": c, "event": "home", "time": 0, "visit": v}
        for c, v in [("ann", 1), ("ann", 1), ("ann", 2), ("bob", 1), ("bob", None)]
    ]
    assert 4 == units(EventLog(rows, session="visit"))


def test_a_log_without_sessions_says_how_to_get_them():
    """The error names both ways."""
    with pytest.raises(InvalidValueError, match=r'log.sessions\("30m"\), or name their column'):
        log_of(ann=ANN).rows("sessions")


def test_an_unknown_unit_is_refused():
    """A slip is answered with the nearest word."""
    with pytest.raises(NotFoundError, match="did you mean 'sessions'"):
        log_of(ann=ANN).rows("session")


def test_a_gap_needs_its_unit():
    """A bare number could mean seconds or minutes."""
    with pytest.raises(InvalidValueError, match=r"EventLog.sessions.gap: .*'30s' for seconds"):
        log_of(ann=ANN).sessions(30)
