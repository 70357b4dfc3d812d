"""A log of less: filters are told, can be chained, and mean the same on every engine."""

from typing import Any

import pytest

import engines
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import at_least, contains, is_missing, is_not
from journeykit.events.log import EventLog
from journeykit.model import Persona

DAY = 86_400
EVENTS = {
    "customer": ["ann", "ann", "bob", "bob", "cat", "cat", "dan", None],
    "event": ["home", "paid", "home", "cart ", "Cart", "paid", "home", "home"],
    "time": [0, DAY, 0, 5, 2 * DAY, 3 * DAY, 4 * DAY, 5],
    "device": ["mobile", "mobile", "desktop", "desktop", None, "mobile", None, None],
    "price": [None, 20, None, 5, 5, 7, None, None],
}

QUICK = ("polars", "pandas", "pyarrow", "duckdb", "ibis")


def log_on(engine):
    """The events above on an engine."""
    return EventLog(engines.table(EVENTS, engine), time_unit="s")


def counts(log):
    """Events and customers."""
    return log.extent.events, log.extent.customers


def check(log):
    """All filters, once; each result is told in the history."""
    assert (7, 4) == counts(log)
    assert (2, 2) == counts(log.where("paid"))
    assert (2, 2) == counts(log.where("Cart", "cart "))
    assert (3, 2) == counts(log.where(device="mobile"))
    assert (5, 3) == counts(log.where(device=["mobile", "desktop"]))
    assert (5, 3) == counts(log.where(device=is_not("desktop")))
    assert (2, 2) == counts(log.where(device=is_missing()))
    assert (2, 1) == counts(log.where(device=contains("desk")))
    assert (2, 2) == counts(log.where(price=at_least(7)))
    assert (1, 1) == counts(log.where("paid", device="mobile", price=at_least(20)))

    assert (4, 3) == counts(log.between("1970-01-02", "1970-01-05").where(event=is_not("x")))
    assert (4, 2) == counts(log.between(until="1970-01-02"))
    assert (1, 1) == counts(log.between("1970-01-04T00:00:00.000001"))

    assert (4, 2) == counts(log.only_customers("paid"))
    assert (4, 2) == counts(log.only_customers(device="mobile"))
    assert (3, 2) == counts(log.without_customers("paid"))
    assert (2, 1) == counts(log.only(["bob"]))
    assert (3, 2) == counts(log.only(["bob", "dan", "eve"]))
    paid = log.where("paid").to_frame()
    assert (4, 2) == counts(log.only(paid))

    assert {"desktop": 2, "mobile": 3, None: 2} == {
        value: segment.extent.events for value, segment in log.segments("device").items()
    }
    renamed = log.rename({"cart ": "cart", "Cart": "cart"})
    assert ("home", "cart", "paid") == renamed.event_names
    assert {"home": (3, 3), "cart": (2, 2), "paid": (2, 2)} == {
        row["event"]: (row["events"], row["customers"])
        for row in renamed.events("polars").iter_rows(named=True)
    }
    chained = log.only_customers("home").between("1970-01-01", "1970-01-02").where(device="mobile")
    assert (2, 1) == counts(chained)
    assert (
        "filtered: customers with home",
        "filtered: from 1970-01-01 to 1970-01-02",
        "filtered: device is 'mobile'",
    ) == chained.history
    assert "filtered: device is 'mobile'" in repr(chained)


@pytest.mark.parametrize("engine", QUICK)
def test_filters_mean_the_same_everywhere(engine):
    """Events, times, customers, segments, names: one after the other, and chained."""
    check(log_on(engine))


def test_filters_mean_the_same_on_spark():
    """Each query takes a second there: the joins and the engine's own words, in one chain."""
    log = log_on("pyspark").only(["ann", "bob", "dan"]).without_customers("support")
    log = log.rename({"cart ": "cart"}).only_customers("cart", "paid").between(until="1970-01-01")

    assert {"cart": (1, 1), "home": (2, 2)} == {
        row["event"]: (row["events"], row["customers"])
        for row in log.events("polars").iter_rows(named=True)
    }
    assert sampled("polars") == sampled("pyspark")


def sampled(engine):
    """The customers of a sample."""
    customers = [f"c{i}" for i in range(400)]
    table = {"customer": customers, "event": ["home"] * 400, "time": [0] * 400}
    log = EventLog(engines.table(table, engine), time_unit="s").sample(0.25, seed=3)
    return {row["customer"] for row in engines.rows(log.to_frame())}


@pytest.mark.parametrize("engine", QUICK[1:])
def test_a_sample_takes_the_same_customers_everywhere(engine):
    """By a digest of the name: about the share that was asked for."""
    assert sampled("polars") == sampled(engine)
    assert 70 <= len(sampled("polars")) <= 130


def test_samples_of_nobody_and_of_all():
    """The ends of the scale; a larger sample holds the smaller one."""
    log = log_on("polars")
    assert (0, 0) == counts(log.sample(0))
    assert (7, 4) == counts(log.sample(1))
    with pytest.raises(InvalidValueError, match="a share from 0 to 1"):
        log.sample(20)


def test_rows_keep_their_order_when_customers_are_chosen():
    """Ties of time are in order of the rows: choosing customers must not shuffle them."""
    names = [f"e{i % 7}" for i in range(2_000)]
    rows = [(f"c{i % 50}", name, 0) for i, name in enumerate(names)]
    log = EventLog([*rows, *(("x", "other", 0) for _ in range(50))])

    expected = [
        name for name, (customer, _, _) in zip(names, rows, strict=True) if customer == "c3"
    ]
    chosen = log.without_customers("other").only(["c3"])

    (part,) = chosen.rows()
    assert expected == [str(name) for name in part.frame["_event"].to_list()]


def test_a_segment_of_a_persona_chooses_its_customers():
    """The persona in the data."""
    persona = Persona("Mira", segment={"device": "mobile"})
    assert (4, 2) == counts(log_on("polars").only_customers(**persona.segment))


def test_sessions_survive_choices_of_customers_and_new_names():
    """Cut first, chosen later."""
    log = log_on("polars").sessions("1h").only_customers("paid").rename({"home": "start"})
    ends = [
        rows.named(rows.last({"end": rows.clock})) for rows in log.where("start").rows("sessions")
    ]
    assert 1 == sum(map(len, ends))


def test_frames_come_back_in_the_library_they_came_in():
    """The user's own kind of frame, with all columns."""
    import pandas

    assert isinstance(log_on("pandas").where("paid").to_frame(), pandas.DataFrame)
    assert [*EVENTS] == list(log_on("pandas").to_frame().columns)
    assert [*EVENTS] == log_on("duckdb").to_frame().columns


@pytest.mark.parametrize(
    ("filtered", "message"),
    [
        (lambda log: log.where(devise="mobile"), "did you mean 'device'"),
        (lambda log: log.only_customers(devise="mobile"), "did you mean 'device'"),
        (lambda log: log.segments("devise"), "did you mean 'device'"),
        (lambda log: log.between("soon"), r"EventLog.between.since: .*got 'soon'"),
        (lambda log: log.between("2026-01-02", "2026-01-01"), "no time before 2026-01-02"),
        (lambda log: log.where(5), "names of events, as texts"),
    ],
)
def test_what_makes_no_sense_is_refused(filtered, message):
    """Where, what was expected, what came."""
    with pytest.raises((NotFoundError, InvalidValueError), match=message):
        filtered(log_on("polars"))


def test_new_names_come_as_a_mapping():
    """Of old names to new ones; what was done is told in the history."""
    log = EventLog([("ann", "a", 0)])
    assert ("1 name changed",) == log.rename({"a": "b"}).history
    assert ("2 names changed",) == log.rename({"a": "b", "c": "b"}).history
    wrong: Any = "a"
    with pytest.raises(InvalidValueError, match=r"EventLog\.rename\.names: expected a mapping"):
        log.rename(wrong)
