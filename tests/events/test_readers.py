"""Logs come from files as others wrote them, and a file that is none says where and why."""

import gzip
from collections import Counter
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from journeykit.errors import FormatError, InvalidValueError, NotFoundError
from journeykit.events.engines.rows import EVENT
from journeykit.events.log import EventLog
from journeykit.events.readers import read_events
from journeykit.events.readers.read import LogMissingError

DATA = Path(__file__).parents[3] / "shared" / "data"

SHOP = {"customer": "client_id", "event": "event", "time": "timestamp"}
GAME = {"customer": "userid", "event": "eventName", "time": "eventDate"}
PATIENTS = {"customer": "patient", "event": "handling"}


def shared(name, **roles):
    """A log of the shared data."""
    if not (DATA / name).exists():
        pytest.skip("../shared/data is not there")
    return read_events(DATA / name, **roles)


def traces(log):
    """What each customer did, in order."""
    done = {}
    for rows in log.rows(columns={"who": log.roles.customer}):
        for customer, event in rows.frame.select("who", EVENT).iter_rows():
            done.setdefault(customer, []).append(event)
    return done


def followed(log):
    """How often an event follows another."""
    return Counter(pair for events in traces(log).values() for pair in pairwise(events))


def written(folder, text, name="log.csv"):
    """A file with some text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "roles", "events", "customers"),
    [
        ("simple_shop.csv.gz", SHOP, 32_283, 3_751),
        ("receipt.csv.gz", {}, 8_577, 1_434),
        ("helpdesk.csv.gz", {}, 21_348, 4_580),
        ("patients.csv.gz", PATIENTS, 5_442, 500),
        ("running-example.csv", {}, 42, 6),
        ("running-example.xes", {}, 42, 6),
        ("gamelaunch.csv.gz", GAME, 29_324, 3_994),
    ],
)
def test_logs_of_others_load_whole(name, roles, events, customers):
    """Nothing is left out, and the roles of process mining are known by name."""
    extent = shared(name, **roles).extent

    assert (events, customers, 0) == (extent.events, extent.customers, 0)


def test_receipt_has_the_variants_that_pm4py_counts():
    """27 activities, 116 variants; 400 cases stop at T05, 116 at the confirmation."""
    log = shared("receipt.csv.gz")
    done = traces(log)
    ends = Counter(events[-1].split()[0] for events in done.values())

    assert 27 == len({event for events in done.values() for event in events})
    assert 116 == len({tuple(events) for events in done.values()})
    assert (400, 116) == (ends["T05"], ends["Confirmation"])
    assert ("+01:00", "+02:00") == log.offsets


def test_helpdesk_has_the_variants_that_pm4py_counts():
    """226 variants, the commonest of 2,366 cases; pairs that follow; ends."""
    log = shared("helpdesk.csv.gz")
    done, pairs = traces(log), followed(log)
    variants = Counter(tuple(events) for events in done.values())

    assert (226, 2_366) == (len(variants), variants.most_common(1)[0][1])
    assert 4_558 == pairs["Resolve ticket", "Closed"]
    assert 4_160 == pairs["Assign seriousness", "Take in charge ticket"]
    assert 4_557 == sum(events[-1] == "Closed" for events in done.values())


def test_patients_follow_as_published():
    """Complete rows only: the log has one row for the start of each activity, too."""
    pairs = followed(shared("patients.csv.gz", **PATIENTS).where(registration_type="complete"))

    assert 500 == pairs["Registration", "Triage and Assessment"]
    assert 261 == pairs["Triage and Assessment", "X-Ray"]
    assert 237 == pairs["Triage and Assessment", "Blood test"]
    assert 492 == pairs["Discuss Results", "Check-out"]


def test_shop_and_game_as_published():
    """Pairs that follow in the shop, and events of the game."""
    pairs = followed(shared("simple_shop.csv.gz", **SHOP))
    game = Counter(
        event for events in traces(shared("gamelaunch.csv.gz", **GAME)).values() for event in events
    )

    assert (4_857, 4_064) == (pairs["catalog", "catalog"], pairs["main", "catalog"])
    assert {"newPlayer": 4_102, "gameStarted": 25_222} == game


def test_the_textbook_log_is_the_same_from_csv_and_xes():
    """Same events in the same order at the same times; the traces are as long as known."""
    csv, xes = shared("running-example.csv"), shared("running-example.xes")
    by_name = {str(customer): events for customer, events in traces(csv).items()}

    assert by_name == traces(xes)
    assert [5, 5, 5, 5, 9, 13] == sorted(map(len, by_name.values()))
    assert [csv.extent.first_us, csv.extent.last_us] == [xes.extent.first_us, xes.extent.last_us]
    pairs = followed(xes)
    assert (6, 4) == (pairs["check ticket", "decide"], pairs["examine casually", "check ticket"])
    ends = Counter(events[-1] for events in by_name.values())
    assert {"pay compensation": 3, "reject request": 3} == ends


@pytest.mark.parametrize(
    ("text", "us"),
    [
        ("2026-01-31 12:30:00", 1_769_862_600_000_000),
        ("2026-01-31T12:30:00.123456", 1_769_862_600_123_456),
        ("2026-01-31T13:30:00+01:00", 1_769_862_600_000_000),
        ("2026-01-31 12:30", 1_769_862_600_000_000),
        ("2026-01-31", 1_769_817_600_000_000),
        ("1769862600", 1_769_862_600_000_000),
        ("1769862600000", 1_769_862_600_000_000),
    ],
)
def test_times_by_iso_or_as_numbers(tmp_path, text, us):
    """What ISO 8601 allows is read; numbers are told by their size."""
    log = read_events(written(tmp_path, f"customer,event,time\nann,home,{text}\n"))

    assert us == log.extent.first_us


def test_other_ways_to_write_a_time_are_told(tmp_path):
    """Day first, with semicolons between the cells."""
    path = written(tmp_path, "customer;event;time\nann;home;31.01.2026 12:30\n")

    log = read_events(path, time_format="%d.%m.%Y %H:%M")

    assert 1_769_862_600_000_000 == log.extent.first_us


def test_names_of_customers_keep_their_zeros(tmp_path):
    """007 is a name, and another than 7."""
    log = read_events(written(tmp_path, "customer,event,time\n007,home,1\n7,home,2\n"))

    assert {"007", "7"} == set(traces(log))


def test_missing_cells_are_counted_not_dropped(tmp_path):
    """An empty customer, event or time is missing."""
    path = written(tmp_path, "customer,event,time\n,home,1\nann,,2\nann,home,\nann,home,4\n")

    extent = read_events(path).extent

    assert (1, 3) == (extent.events, extent.left_out)


def test_a_text_that_is_no_time_is_shown_with_its_place(tmp_path):
    """File, line, row, column, what was expected, what came, what to do."""
    path = written(
        tmp_path,
        'customer,event,time\nann,"a\nb",2026-01-31\nann,home,2026-02-01\nann,home,yesterday\n',
    )
    with pytest.raises(FormatError) as caught:
        read_events(path)

    expected = f"{path}:5: row 3, column 'time': expected a time like '2026-01-31', got 'yesterday'"
    assert expected == str(caught.value).splitlines()[0]
    assert "time_format" in caught.value.hint


def test_a_time_of_another_form_than_most_is_shown_one_of_theirs(tmp_path):
    """Even where it comes first, and is by ISO 8601 like the others."""
    path = written(tmp_path, "customer,event,time\na,b,2026-01-31\na,b,2026-01-31 12:30\n")
    with pytest.raises(FormatError, match="like '2026-01-31 12:30', got '2026-01-31'"):
        read_events(path)


def test_times_with_and_without_a_zone_are_not_mixed_in_silence(tmp_path):
    """Some rows say their zone, one does not: nobody can tell what it means."""
    rows = ["2026-01-31T12:30:00+01:00", "2026-01-31T12:30:00Z", "2026-01-31T12:30:00"]
    path = written(tmp_path, "customer,event,time\n" + "".join(f"a,b,{t}\n" for t in rows))
    with pytest.raises(FormatError, match=r":4: row 3, column 'time': .*got '2026-01-31T12:30:00'"):
        read_events(path)


def test_parquet_stays_on_disk_and_text_times_are_read(tmp_path):
    """Scanned in parts, and the same as in memory."""
    frame = pl.DataFrame(
        {"customer": ["ann", "bob"], "event": ["a", "b"], "time": ["2026-01-31", None]}
    )
    frame.write_parquet(tmp_path / "log.parquet")

    log = read_events(tmp_path / "log.parquet")

    assert (1, 1) == (log.extent.events, log.extent.without_time)


def test_several_files_are_one_log(tmp_path):
    """By list or by a pattern, in order of their names."""
    for name, customer in (("1.csv", "ann"), ("2.csv", "bob")):
        written(tmp_path, f"customer,event,time\n{customer},home,1\n", name)

    assert 2 == read_events(tmp_path / "*.csv").extent.customers
    assert 2 == read_events([tmp_path / "2.csv", tmp_path / "1.csv"]).extent.customers


def test_a_file_with_other_columns_is_named(tmp_path):
    """What it lacks and what it has instead."""
    written(tmp_path, "customer,event,time\nann,home,1\n", "1.csv")
    written(tmp_path, "user,event,time\nann,home,1\n", "2.csv")

    with pytest.raises(FormatError, match=r"2\.csv: .*lacks \['customer'\], has also \['user'\]"):
        read_events(tmp_path / "*.csv")


def test_a_file_that_is_not_there(tmp_path):
    """The nearest file beside it is named, and it is what Python raises for files, too."""
    written(tmp_path, "customer,event,time\n", "events.csv")
    with pytest.raises(LogMissingError, match=r"did you mean .*events\.csv"):
        read_events(tmp_path / "event.csv")
    with pytest.raises(FileNotFoundError):
        read_events(tmp_path / "no*.csv")
    with pytest.raises(InvalidValueError, match="at least one file"):
        read_events([])


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (None, r"EventLog\(\.\.\.\)"),
        ([5], r"EventLog\(\.\.\.\)"),
        ("https://example.org/log.csv", "fetch the file first"),
        (Path(__file__).parent, r"events/\*\.parquet"),
    ],
)
def test_what_is_no_file_on_this_machine(path, hint):
    """The error says what to give instead."""
    with pytest.raises(InvalidValueError, match=rf"read_events\.path: expected .*{hint}"):
        read_events(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("log.csv", b"", "got an empty file"),
        ("log.csv", b"a,b,c\n1,2,3,4\n", "found more fields"),
        ("log.csv", b"customer,event,time\nann,\xff,1\n", "utf-8"),
        ("log.csv", "customer,event,time\nann,home,1".encode("utf-16"), "like UTF-16"),
        ("log.csv.gz", b"customer,event,time\n", "gzipped"),
        ("log.parquet", b"customer", "expected a Parquet file"),
        ("log.xes", b"", "expected XML: no element found"),
        ("log.xes", b"<html/>", "log.xes:1:1: expected the element 'log', got 'html'"),
        ("log.xes", b"<log>\n<trace>\n</log>", "log.xes:3:3: expected XML: mismatched tag"),
        ("log.xes", b'<!DOCTYPE log [<!ENTITY a "aa">]><log/>', "document type declaration"),
        ("log.xes", b'<log><trace><event>\n<date key="t" value="now"/></event></trace></log>',
         "log.xes:2:1: expected a value of type date for 't', got 'now'"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says(tmp_path, name, content, message):
    """The error names the file, and the line where there is one."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormatError, match=message) as caught:
        read_events(tmp_path / name)
    assert str(tmp_path / name) == caught.value.file


def test_unknown_columns_and_formats(tmp_path):
    """The nearest name is shown."""
    path = written(tmp_path, "customer,event,time\nann,home,1\n")
    with pytest.raises(NotFoundError, match="did you mean 'customer'"):
        read_events(path, customer="custmer")
    with pytest.raises(NotFoundError, match="did you mean 'parquet'"):
        read_events(path, format="parket")
    with pytest.raises(NotFoundError, match="did you mean '.xes'"):
        read_events(written(tmp_path, "", "log.xlsx"))


def test_xes_with_all_that_the_standard_allows(tmp_path):
    """Types, nested attributes, lists, prefixes, attributes that some events lack; gzipped."""
    text = """<?xml version="1.0"?>
<xes:log xmlns:xes="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="?"/></global>
  <trace>
    <string key="concept:name" value="c1"><int key="deep" value="1"/></string>
    <boolean key="vip" value="true"/>
    <event>
      <string key="concept:name" value="a"/>
      <date key="time:timestamp" value="2026-01-31T13:30:00.000+01:00"/>
      <float key="cost" value="1.5"/>
      <list key="items"><values><string key="x" value="y"/></values></list>
    </event>
    <event>
      <string key="concept:name" value="b"/>
      <date key="time:timestamp" value="2026-01-31T12:31:00Z"/>
      <string key="lifecycle:transition" value="complete"/>
      <int key="cost" value="2"/>
    </event>
  </trace>
</xes:log>"""
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(text.encode()))

    log = read_events(path)

    assert {"c1": ["a", "b"]} == traces(log)
    assert ("+00:00", "+01:00") == log.offsets
    assert 1_769_862_600_000_000 == log.extent.first_us
    assert {
        "case:concept:name", "case:vip", "concept:name", "time:timestamp", "cost",
        "lifecycle:transition",
    } == set(log.columns)  # fmt: skip
    assert isinstance(log, EventLog)
