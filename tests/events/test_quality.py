"""The report on a log finds what is wrong with it, on every engine, and drops nothing."""

import pytest

import engines
from journeykit.diagnostics import Severity
from journeykit.errors import InvalidValueError
from journeykit.events.log import EventLog
from journeykit.events.readers import read_events

DAY = 86_400
START = 1_700_000_000
"""The 14th of November 2023, in seconds."""


def planted():
    """A log of 200 quiet customers with two events, and one problem of each kind."""
    rows = []
    for i in range(200):
        rows += [(f"c{i:03}", "home", START + 3 * i), (f"c{i:03}", "paid", START + 3 * i + 1)]
    rows += [("c000", "home", START)]  # once more, in every column
    rows += [("c001", "Home ", START + 5_000)]  # another name only to a machine
    rows += [("c002", "home", START + 3 * 365 * DAY)]  # years after all others
    rows += [("c003", "home", START // 1_000)]  # counted in another unit
    rows += [
        (None, "home", START),
        ("c004", None, START),
        ("c005", "home", None),
        (None, None, None),
    ]
    rows += [("bot", "home", START + i) for i in range(150)]
    rows += [("once", "home", START)]
    columns = zip(*rows, strict=True)
    return dict(zip(("customer", "event", "time"), map(list, columns), strict=True))


EXPECTED = {
    "mixed-units": (1, 555, "events", ("c003 at 1970-01-20 16:13:20",)),
    "duplicates": (1, 555, "events", ("c000: home, 2 times",)),
    "far-future": (1, 555, "events", ("c002 at 2026-11-13 22:13:20",)),
    "no-customer": (2, 559, "rows", ()),
    "no-event": (2, 559, "rows", ()),
    "no-time": (2, 559, "rows", ()),
    "names-alike": (2, 3, "names", ("'home' / 'Home '",)),
    "busy-customers": (1, 202, "customers", ("bot: 150 events",)),
    "ties": (2, 555, "events", ("c000: 2 at 2023-11-14 22:13:20",)),
    "one-event": (1, 202, "customers", ()),
}
"""How many, of how many of what, and which, by kind of finding."""


def found(quality):
    """The findings as in `EXPECTED`."""
    return {f.kind: (f.count, f.whole, f.unit, f.examples) for f in quality}


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb", "ibis"])
def test_planted_problems_are_found_everywhere(engine):
    """Each of them, with its examples, and no other."""
    quality = EventLog(engines.table(planted(), engine), time_unit="s").quality()
    findings = found(quality)
    # Rows have an order in memory only.
    disorder = findings.pop("out-of-order", None)

    assert EXPECTED == findings
    assert (disorder is not None) == (engine in ("polars", "pandas"))
    assert not quality.ok
    assert (559, 202) == (quality.rows, quality.customers)


def test_planted_problems_are_found_on_spark():
    """The same text of the queries."""
    table = engines.table(planted(), "pyspark").cache()
    assert EXPECTED == found(EventLog(table, time_unit="s").quality())


def test_every_finding_says_what_is_done_and_what_to_do():
    """The worst first; a text for people, a frame for machines."""
    quality = EventLog(engines.table(planted(), "polars"), time_unit="s").quality()

    assert Severity.ERROR is quality.findings[0].severity
    assert all(f.done and f.hint and len(f.examples) <= 3 and 0 <= f.share <= 1 for f in quality)
    assert [f.kind for f in quality] == quality.to_frame("polars")["kind"].to_list()
    text = quality.summary()
    assert "error: numbers of two units" in text
    assert "journeykit leaves them out of every count" in text
    assert repr(quality).startswith("<LogQuality: rows: 559")


def test_a_clean_log_is_ok():
    """Nothing to remark is said so."""
    rows = [("ann", "home", START), ("ann", "paid", START + 1)]
    quality = EventLog(rows).quality()

    assert quality.ok
    assert () == quality.findings
    assert "rows: 2, customers: 1, findings: 0" == quality.summary()


def test_rows_against_the_time_are_told():
    """As the rows stand, or by the column of order."""
    rows = [("ann", "paid", START + 1), ("ann", "home", START), ("bob", "home", START)]
    (single, disorder) = EventLog(rows).quality()
    assert ("out-of-order", 1, ("ann",)) == (disorder.kind, disorder.count, disorder.examples)
    assert "one-event" == single.kind

    table = {"customer": ["a", "a"], "event": ["x", "y"], "time": [START, START + 1], "n": [2, 1]}
    for engine in ("polars", "duckdb"):
        (disorder,) = EventLog(engines.table(table, engine), order="n").quality()
        assert "out of order of time, by column 'n'" == disorder.message


def test_the_future_begins_a_year_after_today():
    """Given, today decides; not given, the time of nearly all events."""
    rows = [("ann", "home", START), ("ann", "paid", START + DAY)]
    log = EventLog(rows)

    assert () == log.quality().findings
    assert ["far-future"] == [f.kind for f in log.quality(today="2022-11-14")]
    with pytest.raises(InvalidValueError, match=r"EventLog.quality.today"):
        log.quality(today="soon")


def test_offsets_that_differ_are_told(tmp_path):
    """Texts show their zones; Z and +00:00 are one."""
    path = tmp_path / "log.csv"
    times = ["2026-07-01T10:00:00+02:00", "2026-01-01T10:00:00Z", "2026-01-01T11:00:00+00:00"]
    path.write_text("customer,event,time\n" + "".join(f"ann,e{t[5]},{t}\n" for t in times))

    (zones, *_) = [f for f in read_events(path).quality() if f.kind == "mixed-zones"]

    assert ("+00:00", "+02:00") == zones.examples


def test_one_name_for_all_is_odd():
    """The column of events may be another."""
    rows = [("ann", "event", START), ("ann", "event", START + 1)]
    assert ["one-name"] == [f.kind for f in EventLog(rows).quality()]


def test_an_empty_log_has_a_report():
    """No rows, no findings, no error."""
    quality = EventLog([]).quality()
    assert (0, 0, ()) == (quality.rows, quality.customers, quality.findings)
