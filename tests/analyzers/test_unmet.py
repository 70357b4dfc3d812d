"""Opportunity scores from importance and satisfaction, for each segment."""

import numpy as np
import pytest

from journeykit.analyzers.unmet import OpportunityBand, opportunity_scores
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings import Ratings
from journeykit.model import Journey, Opportunity

OUTCOMES = {"uploads": ("wants", "has")}


def survey(*rows, scale="1..5"):
    return Ratings(list(rows), questions=["wants", "has"], scale=scale, not_applicable=0)


def answers(wants, has, number, **more):
    return [{"wants": wants, "has": has, **more}] * number


def test_the_score_is_that_of_ulwick():
    """90 % important, 30 % satisfied: 9 + (9 - 3)."""
    rows = [*answers(5, 4, 30), *answers(4, 2, 60), *answers(1, 3, 10)]
    (item,) = opportunity_scores(survey(*rows), OUTCOMES)
    assert pytest.approx((9, 3, 15)) == (item.importance, item.satisfaction, item.score)
    assert OpportunityBand.SOLID is item.band
    assert item.interval[0] < 15 < item.interval[1]
    assert (OpportunityBand.SOLID, OpportunityBand.MAJOR) == item.bands


def test_what_is_no_score_counts_nowhere():
    """Zeros here mean "not applicable"; the two questions have their own numbers."""
    rows = [*answers(5, 0, 20), *answers(5, 2, 20), *answers(None, 5, 5)]
    (item,) = opportunity_scores(survey(*rows), OUTCOMES)
    assert (40, 25) == (item.importance_n, item.satisfaction_n)
    assert pytest.approx((10, 2)) == (item.importance, item.satisfaction)


@pytest.mark.parametrize(
    ("number", "joint"),
    [
        (40, (0.6, 0.3, 0.05)),
        (100, (0.5, 0.2, 0.2)),
        (100, (0.35, 0.15, 0.15)),
        (300, (0.2, 0.6, 0.05)),
    ],
)
def test_limits_hold_the_truth(number, joint):
    """By simulation, where importance equals satisfaction too; both, important alone, satisfied alone."""
    rng = np.random.default_rng(20260808)
    both, wanted, had = joint
    importance, satisfaction = 10 * (both + wanted), 10 * (both + had)
    truth = importance + max(importance - satisfaction, 0)
    hits = []
    for a, b, c, d in rng.multinomial(number, [*joint, 1 - sum(joint)], 150):
        rows = [*answers(5, 5, a), *answers(5, 1, b), *answers(1, 5, c), *answers(1, 1, d)]
        low, high = opportunity_scores(survey(*rows), OUTCOMES).items[0].interval
        hits.append(low <= truth <= high)
    # Four standard errors below 95 %; the formula itself is short of a point or two.
    assert 0.86 <= np.mean(hits)


def test_segments_that_differ_are_not_averaged():
    """What one half lacks and the other has is hidden in the whole."""
    rows = [
        *answers(5, 1, 40, device="phone"),
        *answers(5, 5, 60, device="desktop"),
        *answers(5, 1, 4, device="watch"),
    ]
    result = opportunity_scores(survey(*rows), OUTCOMES, by="device")
    assert {"desktop": 10, "phone": 20} == {i.segment: i.score for i in result}
    assert ("uploads of watch (4)",) == result.refused
    assert "device = phone" in result.summary()
    assert "Too few answers: uploads of watch (4)." in result.summary()
    with pytest.raises(NotFoundError, match="phone"):
        result.of("phon")


def test_outcomes_are_ranked_within_their_segment():
    """Equal scores share a place."""
    outcomes = {"a": ("wants", "has"), "b": ("wants", "has"), "c": ("has", "wants")}
    result = opportunity_scores(survey(*answers(5, 2, 20)), outcomes)
    assert [("a", 1), ("b", 1), ("c", 3)] == [(item.outcome, item.rank) for item in result]


def test_scores_go_into_the_map():
    """Importance and satisfaction of the opportunities with the ids of the outcomes."""
    journey = Journey(
        "Buy", opportunities=[Opportunity("Keep uploads", id="uploads"), Opportunity("Else")]
    )
    written = opportunity_scores(survey(*answers(5, 2, 20)), OUTCOMES).written(journey)
    assert [(10, 0), (None, None)] == [
        (o.importance, o.satisfaction) for o in written.opportunities
    ]
    with pytest.raises(NotFoundError, match="uploads"):
        opportunity_scores(survey(*answers(5, 2, 20)), OUTCOMES).written(Journey("Buy"))


@pytest.mark.parametrize(
    ("score", "band"),
    [(15.01, "major"), (15, "solid"), (12, "neutral"), (10, "neutral"), (9.99, "low")],
)
def test_bands(score, band):
    """Above 15, above 12, from 10 on, below."""
    assert band == OpportunityBand.of(score)


def test_mistakes_are_taught():
    """Another scale, one column instead of two, no such question."""
    with pytest.raises(InvalidValueError, match="mean nothing on another scale"):
        opportunity_scores(survey(*answers(5, 2, 9), scale="1..7"), OUTCOMES)
    with pytest.raises(InvalidValueError, match="two columns"):
        opportunity_scores(survey(*answers(5, 2, 9)), {"uploads": "wants"})
    with pytest.raises(NotFoundError, match="did you mean 'wants'"):
        opportunity_scores(survey(*answers(5, 2, 9)), {"uploads": ("want", "has")})
    with pytest.raises(InvalidValueError, match="Ratings of a survey"):
        opportunity_scores([{"wants": 5}], OUTCOMES)
    with pytest.raises(InvalidValueError, match="at least one outcome"):
        opportunity_scores(survey(*answers(5, 2, 9)), {})
    assert () == opportunity_scores(survey(*answers(0, 0, 3)), OUTCOMES).items
