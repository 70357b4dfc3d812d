"""Rules about what is planned and done, at their edges."""

import datetime as dt

import pytest

from journeykit.model import Initiative, Journey, Measurement, Opportunity, Phase, Touchpoint
from journeykit.validators import validate

TODAY = dt.date(2026, 11, 1)


def found(rule, *initiatives, metrics=(), opportunities=()):
    """What a rule says of a plan."""
    journey = Journey(
        "Buy",
        [Phase("P", [Touchpoint("Pay", metrics=metrics)])],
        opportunities=opportunities,
        initiatives=initiatives,
    )
    report = validate(journey, select=[rule, "plan-missing", "done-without-result"], today=TODAY)
    return [d.message for d in report.diagnostics if d.rule == rule]


DONE = Initiative("New till", status="done", metric="conversion", due="2026-04-30")


@pytest.mark.parametrize(
    ("metrics", "says"),
    [
        ([], "but nothing measures conversion"),
        ([Measurement("conversion")], "but nothing measures conversion"),
        ([Measurement("conversion", 0.2, period="2026-03")], "last measured until 2026-03-31"),
        ([Measurement("conversion", 0.2, period="2026-04")], "last measured until 2026-04-30"),
        ([Measurement("conversion", 0.2, period="2026-05-01")], None),
        ([Measurement("conversion", 0.2, period="2026")], None),
        ([Measurement("conversion", 0.2)], None),
    ],
)
def test_what_is_done_is_measured_after_it_was_due(metrics, says):
    """A figure without a period may be of any time; one that only reaches the day is of before."""
    messages = found("done-without-measurement", DONE, metrics=metrics)
    assert (says is None) == (messages == [])
    assert says is None or says in messages[0]


@pytest.mark.parametrize(
    "initiative",
    [DONE.replace(status="in-progress"), DONE.replace(metric=None), DONE.replace(status="dropped")],
)
def test_what_is_not_done_need_not_be_measured(initiative):
    """And what names no metric is told by another rule."""
    assert [] == found("done-without-measurement", initiative)


def test_done_without_a_date_is_measured_somehow():
    """Without a due date nobody can say what came before it."""
    old = [Measurement("conversion", 0.2, period="2020")]
    assert [] == found("done-without-measurement", DONE.replace(due=None), metrics=old)


def test_only_the_most_wanted_is_told_so():
    """By opportunity score; of equals the first; the others are told by their own rule."""
    wishes = [
        Opportunity("Cards", id="cards", importance=6, satisfaction=2),
        Opportunity("Price", id="price", importance=9, satisfaction=8),
        Opportunity("Speed", id="speed", importance=8, satisfaction=6),
        Opportunity("Calm", id="calm"),
    ]
    todo = Initiative("Something", opportunities="calm")
    (message,) = found("most-wanted-not-planned", todo, opportunities=wishes)
    # 9 + 1, 6 + 4 and 8 + 2 are equal: the first of them counts.
    assert "'Cards'" in message
    others = found("opportunity-not-taken-up", todo, opportunities=wishes)
    assert ["'Price'", "'Speed'"] == [message.split("opportunity ")[1] for message in others]
    planned = Initiative("Cards at last", opportunities="cards", status="dropped")
    assert [] == found("most-wanted-not-planned", planned, opportunities=wishes)
    assert [] == found("most-wanted-not-planned", todo, opportunities=wishes[3:])
