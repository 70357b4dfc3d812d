"""Laws that hold for every analyzer on every journey."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from journeykit.analyzers import Gap, GapKind, analyze, analyzers, drop_off, find_gaps, to_networkx
from journeykit.model import (
    Evidence,
    Initiative,
    Journey,
    Objective,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.testing.strategies import journeys

patient = settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip

ID_COLUMNS = {
    "touchpoint", "touchpoints", "where", "fingerprint", "phase", "persona", "evidence",
    "opportunity",
}  # fmt: skip
# Ids of channels and metrics are no mere names: they may be those of the library.
FREE = (
    Touchpoint,
    Phase,
    Persona,
    PainPoint,
    Opportunity,
    Initiative,
    Objective,
    Evidence,
    Transition,
)


@patient
@given(journeys())
def test_no_analyzer_raises(journey):
    """Half-made maps are analysed too: a result, a text and a frame, the same each time."""
    pytest.importorskip("polars")
    for name in analyzers():
        result = analyze(journey, name)
        assert result == analyze(journey, name)
        assert result.summary().strip()
        assert len(repr(result)) < 40 + len(repr(journey.title)) + 100
        rows = list(result.rows())
        assert all(len(result.COLUMNS) == len(row) for row in rows)
        assert len(rows) == len(result.to_frame("polars"))
    assert {t.id for t in journey.touchpoints} == set(to_networkx(journey))


def figures(journey):
    """Everything that the analyzers say but for ids."""
    found = {}
    for name in analyzers():
        result = analyze(journey, name)
        keep = [i for i, column in enumerate(result.COLUMNS) if column not in ID_COLUMNS]
        found[name] = [tuple(row[i] for i in keep) for row in result.rows()]
    return found


@patient
@given(journeys())
def test_ids_change_no_number(journey):
    """Other ids leave every figure, order and reason as it was."""
    relabelled = journey
    for kind in FREE:
        ids = dict.fromkeys(element.id for element in journey.all(kind))
        new = {id: f"relabelled-{number}" for number, id in enumerate(ids)}
        relabelled = relabelled.with_ids(kind, new)

    assert figures(journey) == figures(relabelled)


@patient
@given(journeys())
def test_a_journey_has_no_gap_to_itself(journey):
    """As-is against itself is as it should be."""
    gaps = find_gaps(journey, against=journey)

    assert ((), ()) == (gaps.of(GapKind.TO_BE), gaps.of(GapKind.DEVIATION))


@patient
@given(journeys())
def test_shares_of_a_journey_lie_within_0_and_1(journey):
    """Whatever counts a map carries, a share is a share."""
    for step in drop_off(journey, lift=1).steps:
        shares = [step.conversion, step.drop_off, step.from_start, step.survival]
        for interval in (step.conversion_interval, step.from_start_interval):
            shares += interval or ()
        assert all(0 <= share <= 1 for share in shares if share is not None)
    for branch in analyze(journey, "flow").branches:
        assert branch.shares is None or pytest.approx(1) == sum(branch.shares)


@patient
@given(journeys(), journeys())
def test_any_two_journeys_can_be_compared(journey, other):
    """Gaps against any other map, all at touchpoints of one of the two."""
    known = {t.id for t in (*journey.touchpoints, *other.touchpoints)}

    for gap in find_gaps(journey, kinds=["to-be", "deviation"], against=other):
        assert isinstance(gap, Gap)
        assert set(gap.touchpoints) <= known


def test_analyzers_are_linear():
    """Ten thousand touchpoints with ways, feelings and counts take no time to speak of.

    Nothing is timed here: a quadratic step would take minutes.
    """
    touchpoints = [
        Touchpoint(
            f"T {i}", channel=("web", "store", "app")[i % 3], emotion=(i % 7 - 3) / 3,
            metrics={"customers": 20_000 - i}, owner=f"Team {i // 100}",
        )
        for i in range(5_000)
    ]  # fmt: skip
    journey = Journey("Long", [Phase("All", touchpoints)])
    backwards = Journey("Long", [Phase("All", touchpoints[::-1])])

    for name in analyzers():
        assert analyze(journey, name)
    assert 4_999 == len(find_gaps(journey, kinds=["to-be"], against=backwards))


EXAMPLES = sorted((Path(__file__).parents[2] / "src/journeykit/examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_worth_reading(path):
    """Each shipped example gives every analyzer something to say."""
    io = pytest.importorskip("journeykit.io")
    journey = io.load(path)

    for name in analyzers():
        assert 3 < len(analyze(journey, name).summary().splitlines())
