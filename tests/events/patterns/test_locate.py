"""Path patterns are found as the regular expressions of Python find them in every stretch of a path."""

import re

import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from journeykit.events.engines.rows import CLOCK, TIME
from journeykit.events.log import EventLog
from journeykit.events.patterns.anchor import mark_matches
from journeykit.events.patterns.language import parse_pattern
from journeykit.events.patterns.locate import FOUND, SINCE, START, locate, marks_of
from journeykit.events.patterns.pattern import Pattern, PatternItem

SECOND = 1_000_000
LETTERS = "abc"


def matches(pattern, path):
    """All stretches (first place, place after the last) that meet a pattern; none is empty."""
    parts = []
    for item in pattern.items:
        kind = "." if item.any else f"[{'^' if item.negated else ''}{''.join(item.events)}]"
        parts.append(f"(?:{kind}){{{item.least},{'' if item.most is None else item.most}}}")
    wanted = re.compile("".join(parts))
    return [
        (i, j)
        for i in range(len(path))
        for j in range(i + 1, len(path) + 1)
        if wanted.fullmatch(path[i:j])
        and (i == 0 or not pattern.from_start)
        and (j == len(path) or not pattern.to_end)
    ]


def tightest(pattern, path):
    """The stretches that meet a pattern and have no other such within them."""
    found = matches(pattern, path)
    return [
        (i, j)
        for i, j in found
        if not any((k, m) != (i, j) and i <= k and m <= j for k, m in found)
    ]


@st.composite
def patterns(draw):
    """Patterns on three events, with every quantifier and both ends."""
    from_start, to_end = draw(st.booleans()), draw(st.booleans())
    number = draw(st.integers(1, 5))
    items = []
    for index in range(number):
        fixed = (index > 0 or from_start) and (index < number - 1 or to_end)
        least = draw(st.sampled_from([1, 1, 0, 2, 3] if fixed else [1, 1, 2, 3]))
        most = draw(st.none() | st.integers(max(1, least), max(1, least) + 2))
        events = tuple(sorted(draw(st.sets(st.sampled_from(LETTERS), max_size=2))))
        negated = not events or draw(st.booleans())
        items.append(PatternItem(events, negated=negated, least=least, most=most))
    return Pattern(tuple(items), from_start=from_start, to_end=to_end)


# One letter in five belongs to no pattern.
PATHS = st.lists(st.text(LETTERS + "e", min_size=1, max_size=9), min_size=1, max_size=6)


def table(paths, engine):
    """A log of paths: two events a second, ties in order of the column `place`."""
    rows = [(str(c), e, p // 2, p) for c, path in enumerate(paths) for p, e in enumerate(path)]
    # As they never come: by event.
    columns = zip(*sorted(rows, key=lambda row: row[1:]), strict=True)
    named = dict(zip(("customer", "event", "time", "place"), map(list, columns), strict=True))
    return EventLog(engines.table(named, engine), order="place", time_unit="s")


def located(log, pattern, within_us=None):
    """The matches that are found: customer, first place, place after the last, seconds."""
    found = []
    columns = {"of": "customer", "place": "place"}
    for rows in log.rows(marks=marks_of(pattern), columns=columns):
        here = locate(rows, pattern, within_us=within_us)
        ends = here.frame.filter(nw.col(FOUND)).select(
            "of", "place",
            events=nw.col(CLOCK) - nw.col(START),
            took=(nw.col(TIME) - nw.col(SINCE)) * here.tick_us,
        )  # fmt: skip
        for row in engines.rows(ends.to_native()):
            end = row["place"] + 1
            found.append((row["of"], end - row["events"], end, row["took"] // SECOND))
    return sorted(found)


def expected_of(paths, pattern, within_s=None):
    """The same by brute force."""
    return sorted(
        (str(customer), i, j, took)
        for customer, path in enumerate(paths)
        for i, j in tightest(pattern, path)
        if (took := (j - 1) // 2 - i // 2) <= (99 if within_s is None else within_s)
    )


@settings(max_examples=150)
@given(patterns(), PATHS, st.none() | st.integers(0, 3))
def test_matches_are_those_of_regular_expressions(pattern, paths, within_s):
    """Each stretch that meets the pattern and holds no smaller one, short enough."""
    within_us = None if within_s is None else within_s * SECOND

    found = located(table(paths, "polars"), pattern, within_us)

    assert expected_of(paths, pattern, within_s) == found


@settings(max_examples=25)
@given(patterns(), PATHS)
def test_duckdb_finds_the_same(pattern, paths):
    """One text of the query, where the data lives."""
    assert expected_of(paths, pattern) == located(table(paths, "duckdb"), pattern)


def apart(found):
    """Where matches begin that share no event with the match before."""
    before = [(None, 0, 0, 0), *found]
    return [
        (of, i)
        for (last, _, end, _), (of, i, _, _) in zip(before, found, strict=False)
        if last != of or i >= end
    ]


def marked(log, pattern, at):
    """The places that are marked, by customer."""
    columns = {"of": "customer", "place": "place"}
    frames = [
        mark_matches(rows, pattern, "anchor", at=at).frame.filter(nw.col("anchor"))
        for rows in log.rows(marks=marks_of(pattern), columns=columns)
    ]
    found = [row for frame in frames for row in engines.rows(frame.to_native())]
    return sorted((row["of"], row["place"]) for row in found)


@settings(max_examples=60)
@given(patterns(), PATHS)
def test_first_and_last_events_of_matches_are_marked(pattern, paths):
    """As anchors, around which other events are counted."""
    found = expected_of(paths, pattern)
    log = table(paths, "polars")

    assert apart(found) == marked(log, pattern, "start")
    assert sorted((of, j - 1) for of, _, j, _ in found) == marked(log, pattern, "end")


@settings(max_examples=10)
@given(patterns(), PATHS)
def test_duckdb_marks_the_same(pattern, paths):
    """One text of the query, where the data lives."""
    found = expected_of(paths, pattern)

    marks = marked(table(paths, "duckdb"), pattern, "start")

    assert apart(found) == marks


@pytest.mark.parametrize("engine", ["ibis", "pyspark"])
def test_other_engines_find_the_same(engine):
    """One batch of all kinds of items and paths."""
    paths = ["abcab", "aabbcc", "a", "cab", "abababa", "eeabeec", "accccb", "bca"]
    pattern = parse_pattern("a -> [^b]{,2} -> b{1,2} -> .* -> (a|c)")

    assert expected_of(paths, pattern) == located(table(paths, engine), pattern)


@given(patterns(), PATHS)
def test_where_something_matches_a_tightest_match_lies_within(pattern, paths):
    """Whether a path holds the pattern at all needs no more than the tightest."""
    for path in paths:
        assert bool(matches(pattern, path)) == bool(tightest(pattern, path))
