"""The contract of analyzers: every built-in one keeps it, and each kind of fault is caught."""

from itertools import count
from typing import Any

import pytest
from attrs import define, frozen

from journeykit import plugins
from journeykit.analyzers import analyzers
from journeykit.testing import check_analyzer
from journeykit.view.figures import Table

OPTIONS = {
    "drop-off": [{"lift": 0.2}],
    "priorities": [{"method": "rice"}],
}


@pytest.mark.parametrize("name", analyzers())
def test_every_built_in_analyzer_keeps_the_contract(name):
    """On odd journeys and on any, with its options, in another process, too."""
    analyzer = plugins.load_plugin(plugins.ANALYZERS, name)
    check_analyzer(analyzer, options=OPTIONS.get(name, ()), examples=15, size=60)


@frozen
class Count:
    """How many touchpoints there are."""

    title: str
    count: int
    more: Any = None

    def summary(self):
        return f"{self.count} touchpoints"

    def to_view(self):
        return Table("count", self.title)


@define(unsafe_hash=True)
class Loose:
    """A result that can be changed."""

    title: str

    summary = Count.summary
    to_view = Count.to_view


UNPICKLABLE = [lambda: 0]


def counted(journey):
    return Count(journey.title, sum(1 for _ in journey.touchpoints))


def test_a_good_analyzer_passes():
    """Nothing is asked that a simple analyzer does not do."""
    check_analyzer(counted)


ticks = count()


def saying(**members):
    """A kind of result with other members."""
    return type("Saying", (Count,), members)


Empty = saying(summary=lambda self: " ")
Blind = saying(to_view=lambda self: "table")
Unseen = saying(to_view=None)


def relying_on_phases(journey):
    return Count(journey.title, len(journey.phases[0].touchpoints))


def mutating(journey):
    object.__setattr__(journey, "title", "other")
    return counted(journey)


def needing(journey, least):
    return counted(journey)


def counting_ids(journey):
    return Count(journey.title, sum(len(t.id) for t in journey.touchpoints))


@pytest.mark.parametrize(
    ("analyzer", "error", "fault"),
    [
        (relying_on_phases, IndexError, "index out of range"),
        (mutating, AssertionError, "changes nothing"),
        (needing, AssertionError, "options by keyword with defaults, got least"),
        (counting_ids, AssertionError, "the same numbers with other ids"),
        (lambda j: Count(j.title, next(ticks)), AssertionError, "equal journeys, other results"),
        (lambda j: Count(j.title, 1, []), AssertionError, "that can be hashed"),
        (lambda j: Loose(j.title), AssertionError, "expected a frozen value, and 'title'"),
        (lambda j: Count(None, 1), AssertionError, "expected a title, got None"),
        (lambda j: Empty(j.title, 1), AssertionError, r"summary\(\): expected text, got ' '"),
        (lambda j: Blind(j.title, 1), Exception, "expected one of the five kinds of figure"),
        (lambda j: Unseen(j.title, 1), Exception, "there is no view of a Saying"),
        (lambda j: Count(j.title, 1, UNPICKLABLE[0]), Exception, "pickle"),
        (lambda j: print("x") or counted(j), AssertionError, "prints nothing"),
    ],
)  # fmt: skip
def test_faults_are_named(analyzer, error, fault):
    """The message says what was expected, and of which journey."""
    with pytest.raises(error, match=fault):
        check_analyzer(analyzer, examples=0, fresh_process=False)


def test_a_crash_names_the_journey():
    """As a note, so that the exception stays what it is."""
    with pytest.raises(IndexError) as caught:
        check_analyzer(relying_on_phases, examples=0)
    assert ["relying_on_phases: the journey 'Empty' was being analysed, which must not raise"] == (
        caught.value.__notes__
    )
