"""The words of queries mean the same on every engine, and what a plain loop says they mean."""

from random import Random

import attrs
import hypothesis.strategies as st
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given, settings

import engines
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import CLOCK, COUNT, EVENT, LATER, NEVER, PIECE, UNITS
from journeykit.events.log import EventLog

EVENTS = st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.integers(0, 6))
"""A customer, an event, a second: few of each, so that there are ties and repeats."""


def table_of(events):
    """The events with the number of their row, which breaks ties."""
    customers, names, times = zip(*events, strict=True)
    columns = {"customer": customers, "event": names, "time": times, "n": range(len(events))}
    return pa.table({name: pa.array(list(values)) for name, values in columns.items()})


def log_on(engine, events, unit="s"):
    """A log whose ties are broken by the rows, on an engine."""
    return EventLog(engines.placed(table_of(events), engine), order="n", time_unit=unit)


def asked(log, **wanted):
    """The rows with a mark for each kind of event, and their number."""
    marks = {name: Condition(name) for name in "abc"}
    return log.rows(marks=marks, columns={"n": "n", "who": "customer"}, **wanted)


def number(name):
    """1 where a mark holds."""
    return nw.when(nw.col(name)).then(1).otherwise(0)


def by_row(frames):
    """Rows of frames by their numbers."""
    found = [tuple(row.values()) for frame in frames for row in engines.rows(nw.to_native(frame))]
    return sorted(found)


def running(log):
    """For each row its number, and what each running word says; times as seconds ago."""
    frames = []
    for rows in asked(log):
        at_a = nw.when(nw.col("a")).then(rows.clock).otherwise(NEVER)
        worked = rows.with_columns(
            latest=rows.running_max(at_a), so_far=rows.running_sum(number("b")),
            before=rows.before(rows.clock), previous=rows.previous(nw.col("n")),
            earlier=rows.previous(nw.col("n"), by=2), following=rows.following(nw.col("n")),
            coming=rows.coming_min(nw.when(nw.col("a")).then(rows.clock).otherwise(LATER)),
            final=rows.final(rows.clock), moment=rows.moment,
        )  # fmt: skip
        worked = worked.recall(EVENT, same="n")
        ago = {
            name: nw.when(nw.col(name) >= rows.floor).then(
                (rows.clock - nw.col(name)) * rows.tick_us
            )
            for name in ("latest", "before", "final")
        }
        ahead = nw.when(nw.col("coming") <= nw.col("final")).then(nw.col("coming") - rows.clock)
        ago["ahead"] = ahead * rows.tick_us
        plain = ("so_far", "previous", "earlier", "following", "moment", "same")
        frames.append(worked.frame.select("n", **ago, **{name: nw.col(name) for name in plain}))
    return by_row(frames)


def running_by_loop(events, tick=1_000_000):
    """The same by a loop over each customer."""
    found = []
    for path in paths_of(events):
        latest, so_far, last = None, 0, {}
        for i, (n, name, time) in enumerate(path):
            latest = time if name == "a" else latest
            so_far += name == "b"
            ahead = next(((at - time) * tick for _, to, at in path[i:] if to == "a"), None)
            found.append((
                n, None if latest is None else (time - latest) * tick,
                (time - path[i - 1][2]) * tick if i else None, (time - path[-1][2]) * tick, ahead, so_far,
                path[i - 1][0] if i else None, path[i - 2][0] if i > 1 else None,
                path[i + 1][0] if i + 1 < len(path) else None, time * tick, last.get(name),
            ))  # fmt: skip
            last[name] = n
    return sorted(found)


def paths_of(events):
    """Number of row, event and time of each customer's events, in order."""
    paths = {}
    for n, (customer, name, time) in enumerate(events):
        paths.setdefault(customer, []).append((n, name, time))
    return [sorted(path, key=lambda event: (event[2], event[0])) for path in paths.values()]


def pieces(log, *starts):
    """For each row its number, the first row of its piece, its place there, and its moment."""
    frames = []
    for rows in asked(log, cuts=True):
        cut = rows
        for start in starts:
            cut = cut.cut(nw.col(start))
        first = nw.when(cut.previous(nw.col("n")).is_null()).then(nw.col("n"))
        worked = cut.with_columns(
            first=first,
            moment=cut.moment,
            place=cut.running_sum(number("a") + number("b") + number("c")),
        )
        frames.append(worked.frame.select("n", "who", PIECE, "first", "place", "moment"))
    found = by_row(frames)
    # Pieces are numbered from 0 or 1.
    lowest = {}
    for _, who, piece, *_ in found:
        lowest[who] = min(piece, lowest.get(who, piece))
    return [(n, who, piece - lowest[who], *rest) for n, who, piece, *rest in found]


def pieces_by_loop(events, starts):
    """The same by a loop."""
    found = []
    for path in paths_of(events):
        piece = place = 0
        for i, (n, name, time) in enumerate(path):
            begins = i == 0 or name in starts
            piece += begins and i > 0
            place = 1 if begins else place + 1
            found.append((n, events[n][0], piece, n if begins else None, place, time * 1_000_000))
    return sorted(found)


def sums(log):
    """Per customer and moment the sums; per customer the end; per event rows and customers."""
    moments, ends, tallies = [], [], []
    for rows in asked(log):
        counted = rows.counted({"as_": nw.col("a"), "bs": nw.col("b")}, together=True)
        totals = counted.with_columns(
            as_=nw.col("as_").cast(nw.Int64()), bs=nw.col("bs").cast(nw.Int64()),
            twice=counted.at_least("as_", 2), once=counted.at_least("bs"),
        )  # fmt: skip
        kept = totals.with_columns(moment=totals.moment, after=totals.running_sum(nw.col("as_")))
        moments.append(kept.frame.select("moment", "as_", "bs", "twice", "once", "after"))
        last = rows.named(rows.last({"end": rows.clock, "at": rows.moment}))
        ends.append(last.select("customer", "at"))
        tallies.append(rows.tally(EVENT).select(nw.col(EVENT).cast(nw.String()), COUNT, UNITS))
    tally = {}
    for name, rows, units in by_row(tallies):
        before = tally.get(name, (0, 0))
        tally[name] = (before[0] + rows, before[1] + units)
    return by_row(moments), by_row(ends), tally


def sums_by_loop(events):
    """The same by a loop."""
    moments, ends = [], []
    for path in paths_of(events):
        after = 0
        for time in sorted({time for _, _, time in path}):
            names = [name for _, name, at in path if at == time]
            a, b = names.count("a"), names.count("b")
            after += a
            moments.append((time * 1_000_000, a, b, a >= 2, b >= 1, after))
        ends.append((events[path[0][0]][0], path[-1][2] * 1_000_000))
    tally = {
        name: (sum(e == name for _, e, _ in events), len({c for c, e, _ in events if e == name}))
        for name in {name for _, name, _ in events}
    }
    return sorted(moments), sorted(ends), tally


def check(log, events):
    """All words at once."""
    assert running_by_loop(events) == running(log)
    for starts in ("a", "ab"):
        assert pieces_by_loop(events, starts) == pieces(log, *starts)
    assert sums_by_loop(events) == sums(log)


@settings(max_examples=30)
@given(events=st.lists(EVENTS, min_size=1, max_size=30))
def test_in_memory_as_by_a_loop(events):
    """Ties, repeats, customers with one event."""
    check(log_on("polars", events), events)


@pytest.mark.parametrize("engine", ["duckdb", "ibis"])
@settings(max_examples=4)
@given(events=st.lists(EVENTS, min_size=10, max_size=30))
def test_on_lazy_engines_as_by_a_loop(engine, events):
    """The same words as windows over partitions."""
    check(log_on(engine, events), events)


def many(customers):
    """A log of many small ones."""
    random = Random(5)
    return [
        (customer, random.choice("abc"), random.randrange(6))
        for customer in range(customers)
        for _ in range(random.randrange(1, 8))
    ]


def test_on_spark_as_by_a_loop():
    """Many small logs in one."""
    events = many(60)
    log = log_on("pyspark", events)
    assert running_by_loop(events) == running(log)
    assert pieces_by_loop(events, "ab") == pieces(log, *"ab")


@settings(max_examples=20)
@given(events=st.lists(EVENTS, min_size=1, max_size=15), part_rows=st.integers(1, 9))
def test_in_parts_as_in_one(events, part_rows):
    """A long log is read in parts of whole customers: the results add up."""
    told = []
    log = log_on("polars", events)
    source = attrs.evolve(log.source, part_rows=part_rows, progress=lambda *done: told.append(done))
    parts = log._with(source, None, "in parts")

    check(parts, events)
    assert log.extent == parts.extent
    assert all(1 <= done <= whole for done, whole in told)


@settings(max_examples=20)
@given(events=st.lists(EVENTS, min_size=1, max_size=15), rows=st.integers(1, 9))
def test_in_slices_as_in_one(events, rows):
    """Many rows are worked out some customers at a time: the results add up."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("journeykit.events.engines.part._SLICE_ROWS", rows)
        check(log_on("polars", events), events)


@settings(max_examples=15)
@given(events=st.lists(EVENTS, min_size=1, max_size=30), seed=st.integers(0, 9))
def test_times_too_far_apart_for_one_clock(events, seed):
    """Thousands of years in microseconds need several clocks; nothing else changes."""
    span = 2**57
    wide = [(c, e, t * span // 6 + (t * 7919 + seed) % 5) for c, e, t in events]
    log = log_on("polars", wide, unit="us")

    assert running_by_loop(wide, tick=1) == running(log)


def test_several_clocks_are_really_needed():
    """A dozen customers, each of whom came twice, thousands of years apart."""
    events = [
        (customer, name, time) for customer in range(12) for name, time in (("a", 0), ("b", 2**57))
    ]
    log = log_on("polars", events, unit="us")

    assert 1 < len(list(asked(log)))
    assert running_by_loop(events, tick=1) == running(log)


def test_only_rows_that_are_marked():
    """Rows that meet no condition are left out, in memory and elsewhere."""
    events = [(1, "a", 0), (1, "c", 1), (1, "b", 2)]
    for engine in ("polars", "duckdb"):
        marks = {"a": Condition("a"), "b": Condition("b")}
        (rows,) = log_on(engine, events).rows(marks=marks, marked_only=True)
        times = rows.frame.select(rows.moment.alias("at"))
        assert [(0,), (2_000_000,)] == by_row([times])
        assert CLOCK in rows.frame.collect_schema().names()
