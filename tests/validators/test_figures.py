"""Edges of the rules about metrics, objectives, the plan and evidence."""

import datetime as dt

import pytest

from journeykit.model import (
    Evidence,
    Initiative,
    Journey,
    Measurement,
    Metric,
    Objective,
    Opportunity,
    Phase,
    Touchpoint,
    Transition,
)
from validators.house import DAY, hits, told


def measured(*measurements, **fields):
    """A journey of one touchpoint with measurements."""
    return Journey("x", [Phase("P", [Touchpoint("t", metrics=measurements)])], **fields)


def funnel(*counts, **fields):
    """A journey whose touchpoints are reached by so many customers."""
    touchpoints = [
        Touchpoint(f"t{i}", metrics=() if count is None else Measurement("customers", count))
        for i, count in enumerate(counts)
    ]
    return Journey("x", [Phase("P", touchpoints)], **fields)


def test_every_figure_of_a_measurement_must_be_possible():
    """Value, both ends of the interval, and the target."""
    journey = measured(Measurement("conversion", 2, interval=(-1, 3), target=4))
    where = "p/t.metrics[0]."
    assert [
        f"{where}value", f"{where}interval[0]", f"{where}interval[1]", f"{where}target"
    ] == hits(journey, "figure-out-of-range")  # fmt: skip


def test_hint_tells_percent_from_nonsense():
    """34 of a share is 0.34; -34 is a slip."""
    hints = [
        hint
        for value in (34, -34)
        for _, hint in told(measured(Measurement("conversion", value)), "figure-out-of-range")
    ]
    assert [
        "a share is a number from 0 to 1: write 0.34 for 34 %",
        "correct the figure, or name the metric that was measured",
    ] == hints


@pytest.mark.parametrize(
    ("low", "high", "value", "words"),
    [(0, None, -1, "at least 0 s"), (None, 5, 6, "at most 5 s"), (0, 5, 6, "0 to 5 s")],
)
def test_range_is_told_in_words(low, high, value, words):
    """With the unit."""
    metric = Metric("Wait", unit="s", low=low, high=high)
    ((message, _),) = told(measured(Measurement("wait", value), metrics=metric), "JK601")
    assert message.endswith(f"it is {words}")


def test_metric_without_range_takes_any_figure():
    """And an unknown one is not judged."""
    journey = measured(Measurement("own", 1e9), Measurement("gone", -1), metrics=Metric("Own"))
    assert [] == hits(journey, "figure-out-of-range")
    assert [] == hits(journey, "share-for-percentage")


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (0.4, 1), (1, 0), (71, 0)])
def test_share_in_place_of_percent(value, expected):
    """No percentage that is measured lies between 0 and 1, except by mistake."""
    assert expected == len(hits(measured(Measurement("csat_top2", value)), "share-for-percentage"))


def test_counts_of_customers_are_their_own_n():
    """A figure still to be measured needs none either."""
    journey = measured(Measurement("customers", 9), Measurement("nps"), Measurement("nps", 9))
    assert ["p/t.metrics[2].n"] == hits(journey, "figure-without-n")


def test_few_answers_want_an_interval():
    """From the minimum on a bare figure will do."""
    assert 1 == len(hits(measured(Measurement("nps", 9, n=29)), "figure-of-few"))
    assert [] == hits(measured(Measurement("nps", 9, n=30)), "figure-of-few")
    assert [] == hits(measured(Measurement("nps", 9, n=29)), "figure-of-few", minimum=5)


@pytest.mark.parametrize(
    ("metric", "value", "target", "expected"),
    [
        ("nps", 30, 20, 1), ("nps", 30, 30, 1), ("nps", 30, 40, 0), ("ces_1", 3, 4, 1),
        ("ces_1", 3, 2, 0), ("customers", 3, 2, 0), ("gone", 3, 2, 0), ("nps", None, 2, 0),
    ],
)  # fmt: skip
def test_target_is_judged_by_the_direction(metric, value, target, expected):
    """A metric without direction is not judged."""
    journey = measured(Measurement(metric, value, target=target))
    assert expected == len(hits(journey, "target-already-met"))


def test_growing_customers_are_found_across_gaps():
    """A touchpoint that was not counted is passed over."""
    assert ["p/t2.metrics"] == hits(funnel(9, None, 10, 10, 3), "customers-grow")
    assert [] == hits(funnel(9, 10, transitions=[("t0", "t1")]), "customers-grow")


def test_counts_by_segment_or_of_several_periods_are_not_compared():
    """Unlike figures."""
    of_some = Measurement("customers", 99, segment={"device": "mobile"})
    twice = [Measurement("customers", 50, period=p) for p in ("2026", "2025")]
    touchpoints = [
        Touchpoint("a", metrics=Measurement("customers", 9)),
        Touchpoint("b", metrics=of_some),
        Touchpoint("c", metrics=twice),
    ]
    assert [] == hits(Journey("x", [Phase("P", touchpoints)]), "customers-grow")


@pytest.mark.parametrize(("count", "expected"), [(9, 0), (10, 1), (None, 0)])
def test_nobody_leaves_who_was_not_there(count, expected):
    """A transition from nowhere is another rule's."""
    ways = [Transition("t0", "t1", count=count), Transition("gone", "t1", count=99)]
    journey = funnel(9, None, transitions=ways)
    assert expected == len(hits(journey, "transition-exceeds-source"))


def test_transitions_are_compared_where_both_figures_make_sense():
    """Without a count nothing is claimed; customers below 0 are out of range, and no more."""
    for count in (None, 3):
        journey = funnel(-5, None, transitions=[Transition("t0", "t1", count=count)])
        assert [] == hits(journey, "transition-exceeds-source")
        assert 1 == len(hits(journey, "figure-out-of-range"))


def test_objective_in_percent_for_a_share_is_told_the_share():
    """The hint does the sum for both figures."""
    goal = Objective("More buy", metric="conversion", baseline=40, target=60)
    found = told(Journey("x", objectives=goal), "objective-out-of-range")
    share = "a share is a number from 0 to 1: write "
    assert [f"{share}0.4 for 40 %", f"{share}0.6 for 60 %"] == [hint for _, hint in found]


def test_a_standard_metric_may_be_spelled_out():
    """Only what differs is a redefinition."""
    same = Metric("NPS", id="nps", unit="points", low=-100, high=100, higher_is_better=True)
    assert [] == hits(Journey("x", metrics=same), "standard-metric-redefined")
    ((message, _),) = told(Journey("x", metrics=same.replace(low=0, high=10)), "JK609")
    assert message.endswith("another low and another high")


def test_direction_matters_only_where_something_aims():
    """Being measured asks for none."""
    journey = measured(Measurement("own", 1), metrics=Metric("Own"))
    assert [] == hits(journey, "metric-without-direction")


def test_measured_twice_needs_two_values():
    """Of one metric, segment and period; repeating the same figure is no contradiction."""
    journey = measured(
        Measurement("nps", 1), Measurement("nps"), Measurement("nps", 1), Measurement("nps", 2),
        Measurement("nps", 3, period="2026"),
    )  # fmt: skip
    assert ["p/t.metrics[3]"] == hits(journey, "measured-twice")


@pytest.mark.parametrize(
    "period",
    [
        "2026",
        "2026-03",
        "2026-03-31",
        "2026-Q4",
        "2026-H2",
        "2026-W07",
        "2026-01/2026-03",
        "2026/2026",
    ],
)
def test_periods_that_can_be_read(period):
    """Dates, parts of a year, and intervals."""
    assert [] == hits(measured(Measurement("nps", 1, period=period)), "period-unreadable")


@pytest.mark.parametrize(
    "period",
    ["spring", "2026-13", "2026-H3", "2026-Q5", "2026-W60", "2026-02-30", "0000", "1/2", "2026/",
     "2026/2027/2028", "2026-03/2026-01", "03/2026"],
)  # fmt: skip
def test_periods_that_cannot_be_read(period):
    """Or that run backwards."""
    assert 1 == len(hits(measured(Measurement("nps", 1, period=period)), "period-unreadable"))


@pytest.mark.parametrize(
    ("metric", "baseline", "target", "expected"),
    [
        ("conversion", 0.2, 0.1, 1), ("conversion", 0.1, 0.2, 0), ("drop_off", 0.1, 0.2, 1),
        ("drop_off", 0.2, 0.1, 0), ("nps", 3, 3, 1), (None, 3, 3, 1), (None, 3, 2, 0),
        ("customers", 3, 2, 0), ("conversion", None, 0.2, 0),
    ],
)  # fmt: skip
def test_objectives_point_the_right_way(metric, baseline, target, expected):
    """By the direction of the metric, where there is one."""
    objective = Objective("o", metric=metric, baseline=baseline, target=target)
    journey = Journey("x", objectives=objective)
    assert expected == len(hits(journey, "target-in-wrong-direction"))


def test_objective_without_metric_is_told_so_once():
    """Target and baseline mean nothing before."""
    journey = Journey("x", objectives="Better")
    assert 1 == len(hits(journey, "objective-without-metric"))
    assert [] == hits(journey, "objective-without-target")
    assert [] == hits(journey, "objective-without-baseline")


def test_overdue_objective_is_told_once():
    """Not a second time because a review comes later."""
    journey = Journey("x", objectives=Objective("o", due="2026-01-01"), review_by="2027-01-01")
    assert ["o.due"] == hits(journey, "objective-overdue")
    assert [] == hits(journey, "objective-due-before-review")


def test_due_today_is_not_overdue():
    """The day itself still counts."""
    journey = Journey(
        "x",
        objectives=Objective("o", due=DAY),
        initiatives=Initiative("i", due=DAY),
        review_by=DAY,
        reviewed_on=DAY,
        evidence=Evidence("e", date=DAY),
    )
    for rule in ("objective-overdue", "initiative-overdue", "review-overdue",
                 "reviewed-in-the-future", "evidence-from-the-future"):  # fmt: skip
        assert [] == hits(journey, rule)


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_closed_initiatives_need_no_owner_and_no_date(status):
    """What is over is over."""
    journey = Journey("x", initiatives=Initiative("i", status=status, due="2020-01-01"))
    for rule in ("initiative-without-owner", "initiative-overdue"):
        assert [] == hits(journey, rule)
    bare = Journey("x", initiatives=Initiative("i", status=status))
    assert [] == hits(bare, "initiative-without-due-date")


def test_initiative_that_is_overdue_is_not_also_late_to_start():
    """One complaint."""
    initiative = Initiative("i", start="2026-01-01", due="2026-02-01", status="planned")
    journey = Journey("x", initiatives=initiative)
    assert ["i.due"] == hits(journey, "initiative-overdue")
    assert [] == hits(journey, "initiative-not-started")


def test_without_any_plan_opportunities_are_not_told_one_by_one():
    """The plan is missing; that is one finding."""
    journey = Journey("x", opportunities=["a", "b"])
    assert [".initiatives"] == hits(journey, "plan-missing")
    assert [] == hits(journey, "opportunity-not-taken-up")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, []), ({"impact": 1, "confidence": 1, "effort": 1}, []),
        ({"reach": 1, "impact": 1, "confidence": 1, "effort": 1}, []),
        ({"reach": 1}, ["o.impact"]), ({"importance": 9}, ["o.satisfaction"]),
        ({"satisfaction": 9}, ["o.importance"]), ({"importance": 9, "satisfaction": 3}, []),
    ],
)  # fmt: skip
def test_scores_are_whole_or_absent(scores, expected):
    """RICE, ICE, or the opportunity score."""
    journey = Journey("x", opportunities=Opportunity("o", **scores))
    assert expected == hits(journey, "score-incomplete")


@pytest.mark.parametrize(
    ("scores", "hint"),
    [
        ({"reach": 1, "confidence": 0.8}, None), ({"confidence": 8}, None),
        ({"reach": 1, "confidence": 8}, "write 0.08 for 8 %"),
        ({"confidence": 800}, "correct the figure"),
    ],
)  # fmt: skip
def test_confidence_has_two_scales(scores, hint):
    """Up to 1 beside a reach, up to 10 without."""
    journey = Journey("x", opportunities=Opportunity("o", **scores))
    assert ([hint] if hint else []) == [h for _, h in told(journey, "confidence-off-scale")]


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [("2024-12-01", 18, 1), ("2024-12-02", 18, 0), ("2026-05-31", 0, 0), (None, 18, 0),
     ("2027-01-01", 18, 0)],
)  # fmt: skip
def test_evidence_goes_stale_on_the_day(date, months, expected):
    """Eighteen months before the first of June 2026 is the first of December 2024."""
    journey = Journey("x", evidence=Evidence("e", date=date))
    assert expected == len(hits(journey, "stale-evidence", months=months))


@pytest.mark.parametrize(
    ("kind", "size", "expected"),
    [("survey", 29, 1), ("survey", 30, 0), ("interview", 4, 1), ("interview", 5, 0),
     ("assumption", 1, 0), (None, 3, 1), ("survey", None, 0)],
)  # fmt: skip
def test_samples_are_small_by_kind(kind, size, expected):
    """What is counted needs more than what is talked through."""
    journey = Journey("x", evidence=Evidence("e", kind=kind, sample_size=size))
    assert expected == len(hits(journey, "small-sample"))


def test_evidence_of_a_claim_is_evidence_of_the_touchpoint():
    """Of an emotion, a pain point or a measurement; a touchpoint without claims needs none."""
    backed = Touchpoint("a", thoughts="t", metrics=Measurement("nps", 1, evidence="e"))
    journey = Journey("x", [Phase("P", [backed, "b"])], evidence="e")
    assert [] == hits(journey, "touchpoint-without-evidence")


def test_a_map_of_assumptions_is_told_so_once():
    """Not at every touchpoint again."""
    evidence = Evidence("e", kind="assumption")
    journey = Journey("x", [Phase("P", [Touchpoint("a", evidence="e")])], evidence=evidence)
    assert [".evidence"] == hits(journey, "only-assumptions")
    assert [] == hits(journey, "touchpoint-of-assumptions")


def test_old_reviews_count_only_without_a_next_one():
    """Where the next day is set, that day decides."""
    journey = Journey("x", reviewed_on=dt.date(2020, 1, 1), review_by=dt.date(2027, 1, 1))
    assert [] == hits(journey, "review-long-ago")
    assert [".reviewed_on"] == hits(journey.replace(review_by=None), "review-long-ago")
    assert [] == hits(journey.replace(review_by=None), "review-long-ago", months=120)
