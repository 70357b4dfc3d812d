"""A small part of the report in docs/explanation/finding-problems.md, with fixed seeds."""

import pytest

pytest.importorskip("polars")

from journeykit.analyzers.problems.problem import ProblemKind
from planted.judged import found_in, judged, verdict
from planted.stories import Plant, Story, make_log

PLANTS = {
    "segment": Plant(kind=ProblemKind.SEGMENT, step=1, size=0.2, where={"source": "social"}),
    "pair": Plant(
        kind=ProblemKind.SEGMENT, step=1, size=0.25, where={"device": "mobile", "source": "search"}
    ),
    "correlated": Plant(kind=ProblemKind.SEGMENT, step=1, size=0.15, where={"os": "ios"}),
    "period": Plant(kind=ProblemKind.CHANGE, step=1, size=0.15, since=100),
    "release": Plant(
        kind=ProblemKind.CHANGE, step=1, size=0.25, since=110, where={"device": "mobile"}
    ),
    "repeats": Plant(kind=ProblemKind.REPEATS, step=1, size=0.15, since=90),
    "slower": Plant(kind=ProblemKind.SLOWER, step=1, size=3.0, where={"device": "mobile"}),
    "error": Plant(kind=ProblemKind.LEAVING, step=1, size=0.3, event="error"),
}


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_planted_is_named_first(name):
    """In a log of 6,000 customers: found, first, and nothing else said to be wrong."""
    found = judged(Story(plants=(PLANTS[name],)), 6_000, 2)
    assert (1, 0) == (found.rank, found.alarms)


@pytest.mark.parametrize(
    "story", [Story(), Story(mix=True), Story(rare=20)], ids=["nothing", "mix", "rare"]
)
def test_decoys_raise_hardly_an_alarm(story):
    """Weekdays, growth, newsletters, a mix that changes and rare values are nothing wrong.

    One log of twenty may show something by chance; of four at most one.
    """
    found = [judged(story, 3_000, seed) for seed in (1, 2, 3, 4)]
    assert sum(of.alarms for of in found) <= 1


def test_the_judge_is_strict():
    """What was not found is not found: the problems of one log are no answer to another plant."""
    found = found_in(Story(plants=(PLANTS["segment"],)), 6_000, 1)
    assert verdict(found, (PLANTS["segment"],)).found
    for other in ("pair", "period", "release", "repeats", "slower", "error"):
        assert not verdict(found, (PLANTS[other],)).found, other


def test_one_seed_gives_one_log():
    """And another seed another one."""
    story = Story(plants=(PLANTS["error"],))
    one, same, other = (make_log(story, 500, seed).to_frame() for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)
