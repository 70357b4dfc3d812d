"""What a log tells of itself, and what it refuses to be made of."""

import pickle

import pytest

import engines
from journeykit.analyzers import transitions
from journeykit.errors import InvalidValueError, JourneyKitError, NotFoundError
from journeykit.events.log import EventLog

ROWS = [("ann", "home", 0), ("ann", "paid", 60), (None, "home", 5)]


def test_a_log_tells_what_it_is():
    """How large, from when to when, what is left out, and what was done to it."""
    log = EventLog(ROWS).where("paid")

    expected = "EventLog(1 event of 1 customer, 1970-01-01 00:01:00 to 1970-01-01 00:01:00 UTC; "
    assert expected + "filtered: paid)" == repr(log)
    assert "2 events of 1 customer, 1970-01-01 to" in repr(EventLog(ROWS))
    assert "left out: 1 row, see quality()" in repr(EventLog(ROWS))
    assert "EventLog(no events)" == repr(EventLog([]))


def test_a_log_shows_itself_in_a_notebook():
    """As a small table; names cannot break out of it."""
    rows = [{"customer": "ann", "event": "<b>", "time": 0, "<i>": 1}]
    html = EventLog(rows).where("<b>")._repr_html_()

    assert "filtered: &lt;b&gt;" in html
    assert "customer, event, time, &lt;i&gt;" in html


def test_logs_are_equal_only_to_themselves():
    """Two that look alike may live in different places."""
    log = EventLog(ROWS)
    assert log == log  # noqa: PLR0124
    assert log != EventLog(ROWS)
    assert 1 == len({log, log})


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_logs_in_memory_can_be_pickled(engine):
    """With their filters and sessions, before and after a query."""
    table = {"customer": ["ann", "bob"], "event": ["home", "paid"], "time": [0, 60]}
    log = EventLog(engines.table(table, engine)).sessions("30m").where("paid")
    for _ in range(2):
        again = pickle.loads(pickle.dumps(log))
        assert repr(log) == repr(again)
        assert type(log.to_frame()) is type(again.to_frame())


def test_a_log_in_a_connection_says_why_it_cannot_be_pickled():
    """What to do instead is said, too."""
    log = EventLog(engines.table({"customer": ["a"], "event": ["b"], "time": [1]}, "duckdb"))
    with pytest.raises(InvalidValueError, match="open that anew"):
        pickle.dumps(log)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb", "ibis"])
def test_columns_that_are_not_there(engine):
    """The nearest name is shown."""
    table = engines.table({"user_id": ["a"], "event": ["b"], "time": [1]}, engine)
    with pytest.raises(
        NotFoundError, match=r"column \(for customer\) 'userid'; did you mean 'user_id'"
    ):
        EventLog(table, customer="userid")
    with pytest.raises(InvalidValueError, match="another column than that of customer"):
        EventLog(table, customer="event")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (5, "EventLog.data: expected a data frame, or tuples"),
        ("log.csv", "read files with read_events"),
        ([("ann", "home")], r"EventLog.data\[0\]: expected a tuple of customer, event and time"),
        ([("ann", "home", 0), ("bob", "home", "?")], "EventLog.time: .*of type String"),
        ([(1.5, "home", 0)], r"EventLog.customer: expected a column of texts or whole numbers"),
        ([("ann", 1.5, 0)], r"EventLog.event: expected a column of names"),
        ([("ann", "home", "2026-01-01")], r"EventLog.time: .*read files with read_events"),
        ([("ann", "home", True)], r"EventLog.time: expected a column of times"),
        ([(["ann"], "home", 0)], r"EventLog.customer: .*of type List"),
        ([{"customer": "ann", "event": "home"}], r"no column \(for time\) 'time'"),
        (
            [{"customer": "ann", "event": "home", "time": 0}, 5],
            r"EventLog.data\[0\]: expected a tuple",
        ),
    ],
)
def test_data_that_is_no_log(rows, message):
    """Where, what was expected, what came, what to do."""
    with pytest.raises(JourneyKitError, match=message):
        EventLog(rows)


def test_customers_that_pandas_made_fractions_of():
    """Missing ids do that; the error says how they stay whole."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"customer": [1, None], "event": ["a", "b"], "time": [0, 1]})
    with pytest.raises(InvalidValueError, match=r"df\['customer'\].astype\('Int64'\)"):
        EventLog(frame)
    assert 1 == EventLog(frame.astype({"customer": "Int64"})).extent.left_out


def test_a_column_of_several_types_is_named():
    """Pandas allows it, Polars does not."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {"customer": [1, 2], "event": ["a", "b"], "time": [0, 1], "x": [1, "y"]}
    )
    with pytest.raises(InvalidValueError, match=r"EventLog.data\['x'\]: .*df\['x'\].astype\(str\)"):
        EventLog(frame)


@pytest.mark.parametrize("engine", ["duckdb", "pyspark"])
def test_a_dot_in_a_name_is_refused_where_it_would_be_misread(engine):
    """Before it these engines see a table."""
    columns = {"customer": ["a"], "event": ["b"], "time": [1], "el.tag": ["c"]}
    with pytest.raises(InvalidValueError, match="rename it to 'el_tag' first"):
        EventLog(engines.table(columns, engine))


@pytest.mark.parametrize("name", ['the "tag"', 'el."tag"'])
def test_quotes_in_a_name_are_refused_where_they_would_be_misread(name):
    """DuckDB writes names in quotes; elsewhere they are names like others."""
    columns = {"customer": ["a"], "event": ["b"], "time": [1], name: ["c"]}
    with pytest.raises(InvalidValueError, match="rename it to '(the|el_) ?_tag_' first"):
        EventLog(engines.table(columns, "duckdb"))
    assert 1 == EventLog(engines.table(columns, "polars")).where(**{name: "c"}).extent.events


@pytest.mark.parametrize("library", ["pandas", "pyarrow"])
def test_two_columns_of_one_name_are_named(library):
    """They allow it, and nobody can tell which is meant."""
    if library == "pandas":
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame(
            [["a", "b", 1, "c"]], columns=["customer", "event", "time", "event"]
        )
    else:
        pyarrow = pytest.importorskip("pyarrow")
        names = ["customer", "event", "time", "event"]
        frame = pyarrow.table([["a"], ["b"], [1], ["c"]], names=names)
    with pytest.raises(InvalidValueError, match=r"columns of different names, got \['event'\]"):
        EventLog(frame)


def test_whatever_hands_out_arrow_is_a_log():
    """A batch of records, as databases give them."""
    pyarrow = pytest.importorskip("pyarrow")
    batch = pyarrow.RecordBatch.from_pydict({"customer": ["a"], "event": ["b"], "time": [1]})
    assert "EventLog(1 event of 1 customer, " in repr(EventLog(batch))


@pytest.mark.parametrize("engine", ["polars", "duckdb", "ibis"])
def test_events_may_be_named_by_numbers(engine):
    """As texts, like all names."""
    table = {"customer": ["a", "a"], "event": [404, 200], "time": [1, 2]}
    assert ("200", "404") == EventLog(engines.table(table, engine)).event_names


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb", "ibis"])
def test_logs_without_much(engine):
    """No rows, nothing known, one customer, all at one time: each has an extent and a report."""
    empty = EventLog(
        engines.table({"customer": [], "event": [], "time": []}, "polars").cast({"time": int})
    )
    assert (0, 0, None) == (empty.extent.events, empty.extent.customers, empty.extent.first_us)
    missing = {"customer": [None, None], "event": [None, None], "time": [None, 1]}
    log = EventLog(engines.table(missing, engine))
    assert (0, 2) == (log.extent.events, log.extent.left_out)
    assert () == log.event_names
    tied = {"customer": ["a", "a", "a"], "event": ["x", "y", "x"], "time": [5, 5, 5]}
    log = EventLog(engines.table(tied, engine))
    assert (3, 1) == (log.extent.events, log.extent.customers)
    assert "ties" in [finding.kind for finding in log.quality()]


def test_times_beyond_all_calendars():
    """Numbers in a unit that is not theirs give years that no calendar knows."""
    log = EventLog([("ann", "home", 10**15), ("ann", "paid", 10**15 + 1)], time_unit="ms")
    assert repr(log).startswith("EventLog(2 events")


@pytest.mark.parametrize("number", [254, 255, 256, 257])
def test_events_of_any_number_of_names_are_told_apart(number):
    """Few names are kept in 8 bits, which end somewhere."""
    log = EventLog([(0, f"event {n}", n) for n in range(number)])
    names = {step.source for step in transitions(log).steps}
    assert {f"event {n}" for n in range(number - 1)} == names
