"""An error names the function that was called, not one within it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from journeykit.analyzers import (
    bind,
    conformance,
    count_comments,
    drop_off,
    emotion_curve,
    find_gaps,
    flow,
    measure,
    measure_feelings,
    moments_of_truth,
    rank_opportunities,
    survey_scores,
)
from journeykit.errors import InvalidValueError
from journeykit.events import EventLog, Ratings
from journeykit.model import Journey, Phase, Touchpoint

SHOP = Journey("Shop", [Phase("Buy", [Touchpoint("Look", events="look")])])
UNBOUND = Journey("Shop", [Phase("Buy", ["Look"])])
LOG = EventLog([("ann", "look", 0)])
RATINGS = Ratings([{"look": 3}], questions=["look"], scale="1..5")


@pytest.mark.parametrize(
    ("called", "options", "start"),
    [
        (measure, {"journey": "shop.yaml", "log": LOG}, "measure.journey: expected a Journey"),
        (measure, {"journey": UNBOUND, "log": LOG}, "measure.journey: expected a journey with"),
        (measure, {"journey": SHOP, "log": "log.csv"}, "measure.log: "),
        (measure, {"journey": SHOP, "log": LOG, "confidence": 95}, "measure.confidence: "),
        (conformance, {"journey": "shop.yaml", "log": LOG}, "conformance.journey: "),
        (conformance, {"journey": SHOP, "log": "log.csv"}, "conformance.log: "),
        (conformance, {"journey": SHOP, "log": LOG, "confidence": 95}, "conformance.confidence: "),
        (bind, {"journey": SHOP, "log": "log.csv"}, "bind.log: "),
        (rank_opportunities, {"journey": "shop.yaml"}, "rank_opportunities.journey: "),
        (measure_feelings, {"journey": "x", "ratings": RATINGS}, "measure_feelings.journey: "),
        (survey_scores, {"ratings": RATINGS, "confidence": 95}, "survey_scores.confidence: "),
        (
            count_comments,
            {"journey": "x", "data": [{"touchpoint": "a", "theme": "b"}]},
            "count_comments.journey: ",
        ),
        (drop_off, {"journey": "shop.yaml"}, "drop_off.journey: "),
        (emotion_curve, {"journey": "shop.yaml"}, "emotion_curve.journey: "),
        (find_gaps, {"journey": "shop.yaml"}, "find_gaps.journey: "),
        (find_gaps, {"journey": SHOP, "against": "old.yaml"}, "find_gaps.against: "),
        (flow, {"journey": "shop.yaml"}, "flow.journey: "),
        (moments_of_truth, {"journey": "shop.yaml"}, "moments_of_truth.journey: "),
    ],
)
def test_errors_name_what_was_called(
    called: Callable[..., Any], options: dict[str, Any], start: str
) -> None:
    """With the argument that is wrong."""
    with pytest.raises(InvalidValueError) as caught:
        called(**options)
    assert start == str(caught.value)[: len(start)]


def test_the_log_of_a_ranking_is_checked() -> None:
    """A path is no log."""
    with pytest.raises(InvalidValueError, match=r"rank_opportunities\.log"):
        rank_opportunities(SHOP, measured=measure(SHOP, LOG), lift=0.1, log="log.csv")  # type: ignore[arg-type]
