"""What is asked about a log wants a log, and says how one is made of what came instead."""

import pytest

import engines
import journeykit as jk
from journeykit import analyzers as a
from journeykit.errors import InvalidValueError

ROWS = [("ann", "home", 0), ("ann", "cart", 60), ("bob", "home", 5)]

QUESTIONS = {
    "funnel": lambda log: jk.funnel(log, ["home", "cart"]),
    "funnel_trend": lambda log: a.funnel_trend(log, ["home", "cart"], period="day"),
    "transitions": jk.transitions,
    "retention": lambda log: jk.retention(log, "home", "cart"),
    "conversion_rate": lambda log: a.conversion_rate(log, "home", "cart"),
    "eventually_follows": a.eventually_follows,
    "find_pattern": lambda log: a.find_pattern(log, "home -> cart"),
    "flows": lambda log: a.flows(log, "home"),
    "markov": lambda log: a.markov(log, "cart"),
    "next_steps": lambda log: a.next_steps(log, "home"),
    "path_tree": a.path_tree,
    "rework": a.rework,
    "step_matrix": a.step_matrix,
    "top_paths": a.top_paths,
}


@pytest.mark.parametrize("owner", QUESTIONS)
@pytest.mark.parametrize("kind", ["pandas", "polars", "path", "result", "none"])
def test_what_is_no_log_is_refused(owner, kind):
    """The frame itself is what people give first."""
    columns = {"customer": ["ann"], "event": ["home"], "time": [0]}
    given = {
        "path": lambda: "log.csv",
        "none": lambda: None,
        "result": lambda: jk.transitions(jk.EventLog(ROWS)),
    }.get(kind, lambda: engines.table(columns, kind))()
    with pytest.raises(
        InvalidValueError, match=rf"^{owner}\.log: expected an EventLog, got"
    ) as caught:
        QUESTIONS[owner](given)
    assert "EventLog(frame, customer=..., event=..., time=...)" in str(caught.value)


@pytest.mark.parametrize("owner", ["compare", "time_to_convert", "what_goes_with"])
@pytest.mark.parametrize("given", [None, jk.EventLog(ROWS)])
def test_what_is_no_funnel_is_refused(owner, given):
    """The log is counted first."""
    with pytest.raises(InvalidValueError, match=rf"^{owner}\.result: .*journeykit\.funnel\(log"):
        getattr(a, owner)(given)


@pytest.mark.parametrize(
    ("steps", "options"),
    [
        (["home", "carrt"], {}),
        (["home", ("cart", "carrt")], {}),
        (["home", "cart"], {"exclude": "carrt"}),
    ],
)
def test_names_that_the_log_does_not_have_are_noted(steps, options):
    """A slip of the pen would count nobody, or exclude nothing, in silence."""
    log = jk.EventLog(ROWS)
    note = "The log has no event 'carrt'; did you mean 'cart'?"
    assert note in jk.funnel(log, steps, **options).notes
    assert note in jk.funnel(log, steps, **options).summary()
    assert () == jk.funnel(log, ["home", ("cart", "home")], exclude=()).notes
