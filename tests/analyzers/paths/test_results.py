"""Results of paths: what they hold, what they refuse, and how they read."""

import pytest

import journeykit as jk
from engines import table
from journeykit.analyzers.paths.conversion import conversion_rate
from journeykit.analyzers.paths.flows import flows, path_tree
from journeykit.analyzers.paths.following import next_steps
from journeykit.analyzers.paths.loops import rework
from journeykit.analyzers.paths.markov import markov
from journeykit.analyzers.paths.pairs import eventually_follows
from journeykit.analyzers.paths.steps import step_matrix
from journeykit.analyzers.paths.transitions import transitions
from journeykit.analyzers.paths.variants import top_paths
from journeykit.errors import InvalidValueError, JourneyKitError, NotFoundError
from journeykit.events.log import EventLog
from journeykit.events.patterns.language import parse_pattern

EVENTS = [
    ("ann", "home", 0, "phone"), ("ann", "cart", 60, None), ("ann", "home", 90, None),
    ("ann", "cart", 100, "desk"), ("ann", "paid", 200, None), ("bob", "home", 0, "desk"),
    ("bob", "cart", 30, None), ("bob", "help", 50, None), ("cyd", "home", 5, None),
]  # fmt: skip


def shop(engine: str = "polars", events=EVENTS) -> EventLog:
    """Three customers in a shop."""
    names = ("customer", "event", "time", "device")
    columns = {name: [event[place] for event in events] for place, name in enumerate(names)}
    return EventLog(table(columns, engine), time_unit="s")


RESULTS = {
    "transitions": lambda log: transitions(log, by="device", times=True),
    "step matrix": lambda log: step_matrix(log, "cart", by="device"),
    "top paths": top_paths,
    "flows": lambda log: flows(log, "cart"),
    "path tree": path_tree,
    "next steps": lambda log: next_steps(log, "cart"),
    "rework": rework,
    "later pairs": eventually_follows,
    "conversion": lambda log: conversion_rate(log, "cart", "paid"),
    "chain": lambda log: markov(log, "paid"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_each_result_reads_well_and_becomes_a_frame(name: str) -> None:
    """The columns are those that are promised, with rows or without; the text is short lines."""
    result = RESULTS[name](shop())
    for backend in ("polars", "pandas", "pyarrow"):
        frame = result.to_frame(backend)
        names = frame.column_names if backend == "pyarrow" else list(frame.columns)
        assert list(result.COLUMNS) == names
    lines = result.summary().splitlines()
    assert all(line == line.rstrip() and len(line) <= 120 for line in lines)
    assert repr(result).startswith("<")


@pytest.mark.parametrize("name", sorted(RESULTS.keys() - {"chain"}))
def test_a_log_without_events_gives_a_result_without_rows(name: str) -> None:
    """Nothing happened: nothing is counted, and no rate is invented."""
    empty = RESULTS[name](shop().where("nothing"))
    frame = empty.to_frame("polars")
    assert list(empty.COLUMNS) == frame.columns
    assert name == "conversion" or len(frame) == 0
    assert empty.summary()


def test_a_chain_needs_events() -> None:
    """Of nothing there is no chance."""
    with pytest.raises(InvalidValueError, match="expected a log with events"):
        markov(shop().where("nothing"), "paid")


def test_a_goal_that_nobody_reaches_has_no_chance() -> None:
    """The chance is 0, and no effect is made up."""
    result = markov(shop().where("home", "cart"), "paid")
    assert ("no event 'paid'; known: cart, home",) == result.notes
    assert 0 == result.chance
    assert all(state.removal_effect is None for state in result)


def test_a_path_belongs_to_the_first_value_that_it_holds() -> None:
    """Ann began on the phone, Bob at the desk, of Cyd nothing is known."""
    result = transitions(shop(), by="device")
    assert {"phone": 1, "desk": 1, None: 1} == {g.value: g.paths for g in result.groups}
    rest = result.difference("phone").edges
    differences = {(edge.source, edge.target): edge.count for edge in rest}
    # Ann goes twice from home to the cart, the others once together.
    assert 1 == differences["home", "cart"]
    assert -1 == differences["path_start", "home"]


def test_matrices_have_a_row_and_a_column_for_each_node() -> None:
    """Counts of edges, and shares of the step matrix that add up to one at each place."""
    result = transitions(shop())
    matrix = result.matrix("count", "polars")
    assert list(result.nodes) == matrix.columns[1:] == matrix[matrix.columns[0]].to_list()
    assert ("path_start", "home", "cart", "help", "paid", "path_end") == result.nodes
    around = step_matrix(shop(), "cart", before=2, after=2)
    sums = around.matrix("polars").drop("event").sum().row(0)
    assert pytest.approx([1] * 5) == list(sums)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_what_those_whom_a_funnel_lost_did_next(engine: str) -> None:
    """The frame of lost customers goes straight into the question."""
    log = shop(engine)
    lost = jk.funnel(log, ["home", "cart", "paid"]).dropped("cart")
    result = next_steps(log, "cart", customers=lost)
    assert [("help", 1)] == [(step.event, step.count) for step in result]
    assert 20.0 == result.items[0].waits.median_s
    assert result.items == next_steps(log, "cart", customers=["bob"]).items


def test_a_pattern_can_be_an_anchor() -> None:
    """Ann went home between two carts; matches begin at place 0, and end before the next step."""
    pattern = parse_pattern("cart -> home -> cart")
    matrix = step_matrix(shop(), pattern, before=1, after=3)
    assert (1, 1.0, 1.0) == (matrix.views, matrix.share("home", -1), matrix.share("paid", 3))
    step = next_steps(shop(), pattern).items[0]
    assert ("paid", 1, 100.0) == (step.event, step.count, step.waits.median_s)


def test_rows_left_out_are_told() -> None:
    """An event of nobody is not counted, and a note says so."""
    result = transitions(shop(events=[*EVENTS, (None, "home", 7, None)]))
    assert ("rows left out: 1 without customer",) == result.notes
    assert result.summary().endswith("Note: rows left out: 1 without customer.")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: transitions(shop(), by="devise"), "did you mean 'device'"),
        (lambda: transitions(shop(), count="visits"), "no unit to count 'visits'"),
        (lambda: transitions(shop(), count="sessions"), 'log.sessions("30m")'),
        (lambda: transitions(shop(), by="device").difference("phon"), "did you mean 'phone'"),
        (lambda: transitions(shop()).matrix("number"), "no figure of an edge 'number'"),
        (lambda: transitions(shop(), customers=5), "a list of customers"),
        (lambda: transitions(shop(events=[("a", "path_end", 0, "x")])), "rename the event"),
        (lambda: step_matrix(shop(), "cart", which="second"), "known: each, first, last"),
        (lambda: step_matrix(shop(), "cart", before=-1), "from 0 to 100"),
        (lambda: step_matrix(shop(), after=0), "at least 1 place"),
        (lambda: top_paths(shop(), 0), "a whole number from 1 on"),
        (lambda: flows(shop(), "cart", direction="up"), "known: after, before"),
        (lambda: eventually_follows(shop(), ["hom"]), "did you mean 'home'"),
        (lambda: conversion_rate(shop(), "cart", "paid", within=5), "write the unit"),
        (lambda: conversion_rate(shop(), "cart", "paid", within_events=0), "from 1 on"),
        (lambda: markov(shop(), "paid", order=0), "from 1 on"),
        (lambda: markov(shop(), "payed"), "did you mean 'paid'"),
        (lambda: step_matrix(shop(), "carrt"), "did you mean 'cart'"),
        (lambda: next_steps(shop(), "carrt"), "did you mean 'cart'"),
        (lambda: top_paths(shop(), start="carrt"), "did you mean 'cart'"),
        (lambda: conversion_rate(shop(), "cart", "payed"), "did you mean 'paid'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_words_that_help(ask, words: str) -> None:
    """Where, what was expected, what came, what to do."""
    with pytest.raises(JourneyKitError) as error:
        ask()
    assert words in str(error.value)
    assert isinstance(error.value, InvalidValueError | NotFoundError)


def test_long_paths_are_compared_as_far_as_numbers_reach() -> None:
    """A path of a thousand events is cut, and a note says how many are."""
    events = [("ann", f"e{n % 40}", n, None) for n in range(1000)]
    result = top_paths(shop(events=[*events, ("bob", "e1", 0, None)]))
    assert (2, 2) == (result.paths, result.variants)
    assert len(result.items[0].events) in (1, 264)
    assert any("1 longer paths" in note for note in result.notes)
