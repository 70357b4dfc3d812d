"""Formulas as published, and opportunities ranked by them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers import (
    Method,
    ice_mean,
    ice_product,
    impact_effort,
    importance_satisfaction,
    opportunity_score,
    rank_opportunities,
    rice,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Evidence, Journey, Opportunity, PainPoint, Phase, Touchpoint

tenths = st.floats(0, 10)


@pytest.mark.parametrize(
    ("importance", "satisfaction", "expected"), [(10, 0, 20), (0, 10, 0), (8, 8, 8), (9, 3, 15)]
)
def test_opportunity_score(importance, satisfaction, expected):
    """Importance counts once, and again as far as satisfaction falls short of it."""
    assert expected == opportunity_score(importance, satisfaction)


@given(tenths, tenths)
def test_opportunity_score_lies_within_0_and_20(importance, satisfaction):
    """And is never below the importance."""
    assert importance <= opportunity_score(importance, satisfaction) <= 20


def test_rice():
    """Reach times impact times confidence, by effort."""
    assert 200.0 == rice(500, 2, 0.8, 4)
    assert 0.0 == rice(1e308, 1e308, 0, 5e-324)


def test_the_two_kinds_of_ice():
    """A product from 1 to 1000, and a mean from 1 to 10."""
    assert (1.0, 1000.0) == (ice_product(1, 1, 1), ice_product(10, 10, 10))
    assert (1.0, 10.0) == (ice_mean(1, 1, 1), ice_mean(10, 10, 10))


@pytest.mark.parametrize(
    ("formula", "figures", "field"),
    [
        (opportunity_score, (11, 0), "importance"),
        (opportunity_score, (0, -1), "satisfaction"),
        (opportunity_score, (math.nan, 1), "importance"),
        (rice, (-1, 1, 1, 1), "reach"),
        (rice, (1, -1, 1, 1), "impact"),
        (rice, (1, 1, 80, 1), "confidence"),
        (rice, (1, 1, 1, 0), "effort"),
        (rice, (1, 1, 1, math.nan), "effort"),
        (ice_product, (0, 1, 1), "impact"),
        (ice_mean, (1, 11, 1), "confidence"),
        (ice_mean, (1, 1, 0.5), "ease"),
    ],
)
def test_figures_off_the_scale_are_refused(formula, figures, field):
    """The error names the formula and the figure."""
    with pytest.raises(InvalidValueError, match=rf"{formula.__name__}\.{field}: expected a number"):
        formula(*figures)


def mixed():
    return Journey(
        "Buy",
        [Phase("All", [
            Touchpoint("Cart", pain_points=[PainPoint("Form forgets", evidence=["survey"])]),
            Touchpoint("Pay", pain_points=[PainPoint("Card refused")]), Touchpoint("Ride"),
        ])],
        evidence=[Evidence("survey", kind="survey"), Evidence("guess", kind="assumption")],
        opportunities=[
            Opportunity("Nothing known"),
            Opportunity("Little reach", reach=10, impact=1, confidence=1, effort=1),
            Opportunity("Wanted", importance=9, satisfaction=3, owner="Ana",
                        pain_points=["form-forgets", "form-forgets", "gone"],
                        touchpoints=["ride", "cart", "nowhere"]),
            Opportunity("Wide reach", reach=900, impact=2, confidence=0.5, effort=3,
                        evidence=["guess"]),
            Opportunity("As wanted", importance=9, satisfaction=3),
            Opportunity("Both", importance=2, satisfaction=2, reach=1e6, impact=3, confidence=1,
                        effort=1),
            Opportunity("Half", importance=9),
            Opportunity("Ice", reach=1, impact=8, confidence=8, effort=5),
            Opportunity("Half rice", reach=1, impact=8),
            Opportunity("Half, but rice", importance=9, reach=4, impact=1, confidence=1, effort=1),
        ],
    )  # fmt: skip


def test_ranks_hold_within_a_method():
    """First by opportunity score, then by RICE, then the unscored; never in one list."""
    found = rank_opportunities(mixed())

    assert [("Wanted", 15.0, 1), ("As wanted", 15.0, 1), ("Both", 2.0, 3)] == [
        (item.text, item.score, item.rank) for item in found.of("odi")
    ]
    assert [("Wide reach", 300.0, 1), ("Little reach", 10.0, 2), ("Half, but rice", 4.0, 3)] == [
        (item.text, item.score, item.rank) for item in found.of(Method.RICE)
    ]
    assert ["Nothing known", "Half", "Ice", "Half rice"] == [
        item.text for item in found.of("unscored")
    ]
    assert [m for m in Method for _ in found.of(m)] == [item.method for item in found]
    assert "not comparable" in found.summary()


def test_unscored_say_what_is_missing():
    """The advice is for the method that the figures are nearest to."""
    missing = {item.text: item.missing for item in rank_opportunities(mixed())}

    assert ("importance and satisfaction, or reach, impact, confidence and effort",) == missing[
        "Nothing known"
    ]
    assert ("satisfaction",) == missing["Half"]
    assert ("a confidence from 0 to 1 (it is 8)",) == missing["Ice"]
    assert ("confidence", "effort") == missing["Half rice"]
    assert () == missing["Wanted"]


def test_what_a_rank_rests_on():
    """Figures, places on the map, and whether there is evidence."""
    found = {item.text: item for item in rank_opportunities(mixed())}

    wanted = found["Wanted"]
    assert ("importance 9, satisfaction 3", ("cart", "ride"), 1, "Ana", True) == (
        wanted.rests_on, wanted.touchpoints, wanted.pains, wanted.owner, wanted.supported,
    )  # fmt: skip
    assert not found["Wide reach"].supported
    assert "reach 900, impact 2, confidence 0.5, effort 3" == found["Wide reach"].rests_on


def test_result_without_opportunities():
    """Empty, true, and with advice."""
    found = rank_opportunities(Journey("Buy"))

    assert (0, True) == (len(found), bool(found))
    assert "Add what could be made better" in found.summary()
    assert "<Priorities of 'Buy': 0 opportunities, 0 scored>" == repr(found)
    assert ((), 0.0) == (found.impact_effort.points, found.impact_effort.x_split)


def test_frame():
    """One row an opportunity, in the order of the result."""
    pytest.importorskip("polars")

    made = rank_opportunities(mixed()).to_frame("polars")

    assert 10 == len(made)
    assert [1, 1, 3, 1, 2, 3, None, None, None, None] == made["rank"].to_list()


@pytest.mark.parametrize(
    ("importance", "satisfaction", "expected"),
    [(9, 1, "underserved"), (9, 9, "well served"), (1, 9, "overserved"), (1, 1, "low priority"),
     (5, 5, "well served")],
)  # fmt: skip
def test_importance_against_satisfaction(importance, satisfaction, expected):
    """The four quarters, what lies on a split being high."""
    wish = Opportunity("Wish", importance=importance, satisfaction=satisfaction)
    journey = Journey("Buy", opportunities=[wish, Opportunity("Other")])

    found = importance_satisfaction(journey)

    assert [expected] == [point.quadrant for point in found.points]
    assert ("other",) == found.left_out


def test_impact_against_effort():
    """High and low are relative to the others, unless splits are given."""
    figures = [(3, 1), (3, 9), (1, 1), (1, 9), (2, 5)]
    journey = Journey(
        "Buy", opportunities=[Opportunity(f"O{i}", impact=a, effort=b)
                              for i, (a, b) in enumerate(figures)],
    )  # fmt: skip

    found = impact_effort(journey)

    assert (5.0, 2.0) == (found.x_split, found.y_split)
    assert ["quick win", "big bet", "fill-in", "money pit", "big bet"] == [
        point.quadrant for point in found.points
    ]
    assert ["o1", "o4"] == [point.opportunity for point in found.of("big bet")]
    strict = impact_effort(journey, impact_split=3, effort_split=10)
    assert ["quick win", "quick win"] == [point.quadrant for point in strict.points[:2]]
    assert () == strict.of("big bet")


# --- one method for all ------------------------------------------------------------


def wishes(*figures):
    return Journey("Buy", opportunities=[Opportunity(f"O{i}", **f) for i, f in enumerate(figures)])


def test_one_method_scores_all_by_itself():
    """What has other figures stays unscored, with what this method lacks."""
    found = rank_opportunities(mixed(), method="rice")

    assert [("Both", 3e6, 1), ("Wide reach", 300.0, 2), ("Little reach", 10.0, 3)] == [
        (item.text, item.score, item.rank) for item in found.items[:3]
    ]
    assert {Method.RICE, Method.UNSCORED} == {item.method for item in found}
    missing = {item.text: item.missing for item in found}
    assert ("reach", "impact", "confidence", "effort") == missing["Wanted"]
    assert ("a confidence from 0 to 1 (it is 8)",) == missing["Ice"]
    by_odi = rank_opportunities(mixed(), method=Method.ODI)
    assert ("importance", "satisfaction") == by_odi.items[-2].missing[:2]
    assert 3 == len(by_odi.of("odi"))


@pytest.mark.parametrize(("method", "score"), [("ice_product", 120.0), ("ice_mean", 16 / 3)])
def test_ice_on_request(method, score):
    """Effort is read as ease; figures on the scales of RICE are refused, not rescaled."""
    journey = wishes(
        {"impact": 8, "confidence": 5, "effort": 3},
        {"impact": 8, "confidence": 0.5, "effort": 30, "reach": 4},
        {"impact": 8},
    )

    found = rank_opportunities(journey, method=method)

    assert [(score, 1), (None, None), (None, None)] == [(i.score, i.rank) for i in found]
    assert "impact 8, confidence 5, effort 3" == found.items[0].rests_on
    assert (
        "confidence from 1 to 10 (it is 0.5)", "effort as ease from 1 to 10 (it is 30)"
    ) == found.items[1].missing  # fmt: skip
    assert ("confidence from 1 to 10", "effort as ease from 1 to 10") == found.items[2].missing
    assert "By ICE as a" in found.summary()
    assert "further method" not in found.summary()


@pytest.mark.parametrize("method", ["moscow", "unscored", "ICE"])
def test_unknown_method_is_refused(method):
    """With those that there are."""
    with pytest.raises(NotFoundError, match="no method to rank by"):
        rank_opportunities(mixed(), method=method)


def test_figures_for_a_further_method_are_told():
    """Ranking by the opportunity score does not hide that RICE would say something else."""
    found = rank_opportunities(mixed())

    assert {"Both": ("rice",), "Ice": ("ice_product", "ice_mean")} == {
        item.text: item.also for item in found if item.also
    }
    told = found.summary().partition("With figures for a further method")[2]
    assert ["Both", "Ice"] == [line.split()[0] for line in told.splitlines()[1:]]
    assert () == rank_opportunities(mixed(), method="odi").items[0].also


def test_scores_beyond_all_numbers_are_refused():
    """An infinite score ranks nothing."""
    vast = {"reach": 1e308, "impact": 3, "confidence": 1, "effort": 5e-324}

    found = rank_opportunities(wishes(vast))

    assert [(Method.UNSCORED, None)] == [(item.method, item.score) for item in found]
    assert ("figures whose score is a number (it is beyond all numbers)",) == found.items[0].missing
    assert "inf" not in found.summary()
