"""Gaps in what customers feel, expect, can say and get."""

import pytest

from journeykit.analyzers import GapKind, Weight, find_gaps
from journeykit.model import Emotion, Expectation, Journey, Persona, Phase, Touchpoint


def one(*touchpoints, **more):
    return Journey("Buy", [Phase("All", list(touchpoints))], **more)


def found(journey, check):
    """The gaps of one check, and the reasons why it could not look everywhere."""
    gaps = find_gaps(journey)
    return (
        [gap for gap in gaps if gap.check == check],
        [skip.reason for skip in gaps.skipped if skip.check == check],
    )


@pytest.mark.parametrize(
    ("expected", "felt", "weight"),
    [
        (0.8, 0.3, Weight.UNMANAGED),
        (0.3, -0.1, Weight.HURTS),
        (1.0, 0.0, Weight.HURTS),
        (-0.2, -0.5, Weight.UNMANAGED),
        (0.3, 0.1, None),
        (0.0, 0.9, None),
    ],
)
def test_expectation_against_experience(expected, felt, weight):
    """A shortfall of half a point of five counts; to turn negative, or two points, hurts."""
    gaps, skipped = found(
        one(Touchpoint("Pay", expectation=Expectation("Quick", expected), emotion=felt)),
        "expected-feeling",
    )

    assert ([] if weight is None else [weight]) == [gap.weight for gap in gaps]
    assert [] == skipped
    for gap in gaps:
        assert pytest.approx(expected - felt) == gap.size
        assert ("all/pay", "valence") == (gap.where, gap.unit)


def test_what_an_expectation_lacks_is_said():
    """Without a valence, or without a feeling, there is nothing to compare."""
    _, nothing = found(one(Touchpoint("Pay", expectation="Quick")), "expected-feeling")
    _, partly = found(
        one(
            Touchpoint("Pay", expectation=Expectation("Quick", 0.5), emotion=0.5),
            Touchpoint("Ride", expectation="Smooth", emotion=0.5),
        ),
        "expected-feeling",
    )

    assert ["no touchpoint has both an expected valence and a feeling"] == nothing
    assert ["1 expectation without a valence to compare"] == partly


def test_expectation_without_a_feeling():
    """What customers expect is known, what becomes of it is not."""
    journey = one(Touchpoint("Pay", expectation="Quick"), Touchpoint("Ride"))

    gaps, _ = found(journey, "unanswered-expectation")

    assert ["all/pay"] == [gap.where for gap in gaps]
    assert ["no touchpoint states an expectation"] == found(one("Ride"), "unanswered-expectation")[
        1
    ]


def test_low_points_below_neutral():
    """A local low is a gap only where it is bad; how bad decides the weight."""
    journey = one(
        Touchpoint("A", emotion=0.9), Touchpoint("B", emotion=0.2), Touchpoint("C", emotion=0.5),
        Touchpoint("D", emotion=-0.3), Touchpoint("E", emotion=0.1),
        Touchpoint("F", emotion=Emotion(-0.5, label="lost")),
    )  # fmt: skip

    gaps, _ = found(journey, "low-point")

    assert [("all/f", Weight.HURTS), ("all/d", Weight.UNMANAGED)] == [
        (gap.where, gap.weight) for gap in gaps
    ]
    assert (
        "a low point of the mood, at -0.50 (lost); "
        "from 'E' to 'F' the mood falls by 0.60, to -0.50, and turns negative"
    ) == gaps[0].reason


def test_a_curve_that_is_bad_throughout_has_one_low_point():
    """A level curve below neutral has no local low, but is no good news."""
    assert ["all/a"] == [
        gap.where
        for gap in found(one(Touchpoint("A", emotion=-0.4), Touchpoint("B", emotion=-0.4)),
                         "low-point")[0]
    ]  # fmt: skip
    assert [] == found(one(Touchpoint("A", emotion=0.4)), "low-point")[0]


def test_steep_falls_where_no_low_point_says_so():
    """A fall of two points of five is one, unless it ends in a reported low point."""
    journey = one(
        Touchpoint("A", emotion=1.0), Touchpoint("B", emotion=0.0), Touchpoint("C", emotion=-0.1),
    )  # fmt: skip

    gaps, _ = found(journey, "steep-fall")

    assert [(Weight.UNMANAGED, ("b", "a"), 1.0)] == [
        (g.weight, g.touchpoints, g.size) for g in gaps
    ]
    assert [] == found(one(Touchpoint("A", emotion=0.9), Touchpoint("B", emotion=-0.9)),
                       "steep-fall")[0]  # fmt: skip


def test_a_steep_fall_on_the_way_down_hurts():
    """It ends below neutral, before the low point is reached."""
    journey = one(
        Touchpoint("A", emotion=0.9), Touchpoint("B", emotion=-0.3), Touchpoint("C", emotion=-0.4)
    )

    assert [Weight.HURTS] == [gap.weight for gap in found(journey, "steep-fall")[0]]


def test_feelings_of_two_personas_are_no_fall():
    """Each persona has a curve of her own; a low point of both is one gap."""
    journey = one(
        Touchpoint("A", emotions=[Emotion(0.9, persona="mira"), Emotion(-0.2, persona="tom")]),
        Touchpoint("B", emotions=[Emotion(0.8, persona="mira"), Emotion(0.1, persona="tom")]),
        Touchpoint("C", emotion=-0.6),
        Touchpoint("D", personas=["tom"], emotion=-0.9),
    )

    low, _ = found(journey, "low-point")

    assert [("d", 0.9), ("c", 0.6), ("a", 0.2)] == [(g.touchpoints[0], g.size) for g in low]
    assert [] == found(journey, "steep-fall")[0]


def test_without_feelings_the_checks_are_skipped():
    """One feeling is enough for a low point, a fall needs two."""
    assert ["no touchpoint has a feeling"] == found(one("A"), "low-point")[1]
    assert ["fewer than two feelings: no fall can be seen"] == found(
        one(Touchpoint("A", emotion=0.1)), "steep-fall"
    )[1]


def test_feedback_where_it_matters():
    """At moments of truth and bad feelings customers should be heard."""
    journey = one(
        Touchpoint("A", emotion=-0.1), Touchpoint("B", moment_of_truth=True),
        Touchpoint("C", moment_of_truth=True, feedback="Survey"), Touchpoint("D", emotion=0.5),
    )  # fmt: skip

    gaps, _ = found(journey, "missing-feedback")

    assert {"all/a": False, "all/b": True} == {gap.where: gap.moment for gap in gaps}
    assert ["no touchpoint is a moment of truth or has a feeling below neutral"] == found(
        one(Touchpoint("D", emotion=0.5)), "missing-feedback"
    )[1]


def test_a_persona_who_comes_nowhere():
    """Only where every touchpoint says whom it is for can somebody be left out."""
    personas = [Persona("Mira"), Persona("Tom", evidence=["talks"])]
    journey = one(Touchpoint("A", personas=["mira"]), personas=personas)

    gaps, _ = found(journey, "persona-left-out")

    assert [("tom", GapKind.VALUE, ("talks",))] == [(g.where, g.kind, g.evidence) for g in gaps]
    for_all = one(Touchpoint("A", personas=["mira"]), "B", personas=personas)
    assert ([], []) == found(for_all, "persona-left-out")
    assert ["the map has no personas"] == found(one("A"), "persona-left-out")[1]
    assert ["the map has no touchpoints"] == found(one(personas=personas), "persona-left-out")[1]


def test_a_touchpoint_that_only_costs():
    """Pains and barriers, but no goal, need, motive or good feeling."""
    journey = one(
        Touchpoint("A", goals="Get it", barriers="Price"),
        Touchpoint("B", barriers=["Form", "Queue"], pain_points="Wait"),
        Touchpoint("C", barriers="Form", emotion=0.2),
        Touchpoint("D", barriers="Form", motivations="Hope"),
        Touchpoint("E"),
    )

    gaps, _ = found(journey, "only-burden")

    assert [("all/b", 3.0)] == [(gap.where, gap.size) for gap in gaps]
    assert "3 pains and barriers (Wait, Form, Queue)" in gaps[0].reason
    assert ["no touchpoint states goals or needs, so value cannot be seen"] == found(
        one(Touchpoint("B", barriers="Form")), "only-burden"
    )[1]
