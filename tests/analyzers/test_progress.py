"""How far a plan has moved what it is to move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.progress import MetricProgress, metric_progress
from journeykit.model import (
    Initiative,
    Journey,
    Measurement,
    Objective,
    Opportunity,
    PainPoint,
    Phase,
    Touchpoint,
)
from journeykit.view import view


def figure(value, period=None, **more):
    return Measurement("conversion", value, period=period, **more)


def plan(*metrics, elsewhere=(), baseline=None, **initiative):
    """A journey in which an initiative takes up a pain at paying, and that initiative."""
    todo = Initiative(
        "New till", opportunities="cards", **{"metric": "conversion", "target": 0.4} | initiative
    )
    return Journey(
        "Buy",
        [
            Phase(
                "Purchase",
                [
                    Touchpoint("Look", metrics=elsewhere),
                    Touchpoint("Pay", metrics=metrics, pain_points=[PainPoint("No card", id="card")]),
                ],
            )
        ],
        opportunities=[Opportunity("Take cards", id="cards", pain_points="card")],
        objectives=[Objective("Sell more", metric="conversion", baseline=baseline)],
        initiatives=[todo],
    ), todo  # fmt: skip


def test_the_oldest_period_is_the_baseline_and_the_newest_is_now():
    """In whatever order they stand on the map."""
    found = metric_progress(
        *plan(figure(0.3, "2026-06"), figure(0.2, "2025"), figure(0.25, "2026-Q1"))
    )
    assert (0.2, 0.3, "2026-06", 0.4) == (found.baseline, found.now, found.period, found.target)
    assert pytest.approx(0.5) == found.share


def test_an_objective_gives_the_baseline_of_a_single_figure():
    """What was never measured before may still be known."""
    assert (0.1, 0.3) == (
        (found := metric_progress(*plan(figure(0.3), baseline=0.1))).baseline, found.now,
    )  # fmt: skip
    assert 0.1 == metric_progress(*plan(baseline=0.1)).baseline
    assert metric_progress(*plan(figure(0.3))).baseline is None


def test_figures_come_from_where_the_initiative_works():
    """Those of segments do not count, nor those of other touchpoints, unless only one measures it."""
    phone = figure(0.9, segment={"device": "phone"})
    assert 0.3 == metric_progress(*plan(figure(0.3), phone, elsewhere=[figure(0.8)])).now
    assert 0.8 == metric_progress(*plan(elsewhere=[figure(0.8)])).now
    journey, todo = plan(elsewhere=[figure(0.8)])
    more = journey.with_touchpoint(Touchpoint("Ship", metrics=[figure(0.7)]), phase="purchase")
    assert metric_progress(more, todo).now is None


def test_an_initiative_without_a_metric_has_no_progress():
    """Nor one whose metric nobody measures."""
    assert MetricProgress(initiative="new-till") == metric_progress(*plan(metric=None, target=None))
    assert metric_progress(*plan()).share is None


@given(*[st.floats(-1e6, 1e6)] * 2)
def test_the_way_is_a_share_of_it(baseline, target):
    """None at the baseline, all at the target, whichever is higher."""
    found = MetricProgress(initiative="x", baseline=baseline, target=target)
    if baseline == target:
        assert found.replace(now=target).share is None
    else:
        assert 0 == found.replace(now=baseline).share
        assert pytest.approx(1) == found.replace(now=target).share


def test_the_table_shows_how_far_it_is():
    """Baseline, now with the part of the way, and target; no columns where nothing was measured."""
    journey, _ = plan(figure(0.2, "2025"), figure(0.3, "2026-06"))
    table = view(journey, "plan")
    row = dict(zip([column.title for column in table.columns], table.rows[0], strict=True))
    assert ("20.0%", "30.0%\n●●○○○ 50%", "40.0%") == (row["Baseline"], row["Now"], row["Target"])
    assert "Now" not in [column.title for column in view(plan()[0], "plan").columns]
