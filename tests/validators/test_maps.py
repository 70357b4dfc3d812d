"""Edges of the rules about anatomy, personas, emotions and the blueprint."""

import pytest

from journeykit.model import (
    Emotion,
    Expectation,
    Journey,
    Lane,
    Persona,
    Phase,
    Rating,
    Touchpoint,
)
from journeykit.validators import validate
from validators.house import DAY, hits


def with_emotions(*emotions, **fields):
    """A journey with a touchpoint for each emotion."""
    touchpoints = [Touchpoint(f"t{i}", emotion=emotion) for i, emotion in enumerate(emotions)]
    return Journey("x", [Phase("P", touchpoints)], **fields)


def test_planned_journeys_need_no_thoughts_and_no_emotions():
    """CJML: nobody has lived through them."""
    journey = Journey("x", [Phase("P", ["t"])], state="planned")
    for rule in ("touchpoint-without-thoughts", "touchpoint-without-emotion"):
        assert [] == hits(journey, rule)
        assert 1 == len(hits(journey.replace(state="future"), rule))


def test_expectations_may_stand_at_a_touchpoint():
    """One is enough."""
    journey = Journey("x", [Phase("P", [Touchpoint("t", expectation="Fast")])])
    assert [] == hits(journey, "expectations-missing")


def test_maps_of_the_future_need_no_opportunities():
    """They are the answer to some."""
    journey = Journey("x", [Phase("P", ["t"])], state="future")
    assert [] == hits(journey, "opportunities-missing")


def test_an_empty_journey_is_told_once_that_it_is_empty():
    """What follows from it is skipped."""
    report = validate(Journey("x"), today=DAY)
    assert "opportunities-missing" in {skip.rule for skip in report.skipped}
    assert "opportunities-missing" not in {d.rule for d in report}


def test_missing_actions_of_a_blueprint_are_told_once():
    """At the journey, not at each touchpoint."""
    journey = Journey("x", [Phase("P", [Touchpoint("t", frontstage="f"), "u"])])
    report = validate(journey, select=["JKB01", "JK305"], today=DAY)
    assert ["blueprint-without-actions"] == [d.rule for d in report]


def test_owner_of_the_phase_owns_its_touchpoints():
    """Unless they have their own."""
    journey = Journey(
        "x", [Phase("P", ["t"], owner="me"), Phase("Q", [Touchpoint("u", owner="y")])]
    )
    assert [] == hits(journey, "touchpoint-without-owner")


def test_needs_will_do_for_goals():
    """A persona wants something either way."""
    assert [] == hits(Journey("x", personas=Persona("m", needs="n")), "persona-without-goals")


def test_shares_may_add_up_to_one():
    """Ten tenths are one, whatever floats say."""
    tenths = [Persona(f"p{i}", share=0.1) for i in range(10)]
    assert [] == hits(Journey("x", personas=tenths), "shares-above-one")
    assert [".personas"] == hits(
        Journey("x", personas=[*tenths, Persona("q", share=0.01)]), "shares-above-one"
    )


def test_touchpoint_without_personas_concerns_all():
    """Then nobody is unused; without touchpoints neither."""
    journey = Journey("x", [Phase("P", [Touchpoint("t", personas="m"), "u"])], personas=["m", "n"])
    assert [] == hits(journey, "unused-persona")
    assert [] == hits(Journey("x", personas="m"), "unused-persona")


def test_segments_are_compared_without_order():
    """Columns and values are sets."""
    a = Persona("a", segment={"x": [1, 2], "y": 3})
    b = Persona("b", segment={"y": 3, "x": [2, 1]})
    assert ["b.segment"] == hits(Journey("x", personas=[a, b, "c", "d"]), "personas-of-one-segment")


def test_feeling_of_all_or_of_those_concerned_is_fine():
    """Only a persona who is left out is a contradiction."""
    touchpoint = Touchpoint("t", personas="m", emotions=[Emotion(0), Emotion(0, persona="m")])
    assert [] == hits(Journey("x", [Phase("P", [touchpoint])]), "feeling-of-absent-persona")
    alone = Touchpoint("t", emotions=Emotion(0, persona="m"))
    assert [] == hits(Journey("x", [Phase("P", [alone])]), "feeling-of-absent-persona")


def test_rating_is_judged_on_its_own_scale():
    """Upside-down scales have their worst figure above the best."""
    effort = Emotion(rating=Rating(0, "effort", worst=7, best=1))
    assert ["p/t0.emotions[0].rating"] == hits(with_emotions(effort), "rating-off-scale")


def test_rating_off_its_scale_is_not_compared():
    """The first complaint is enough."""
    emotion = Emotion(-1, rating=Rating(30, "mermaid"))
    assert [] == hits(with_emotions(emotion), "rating-contradicts-valence")
    rounded = Emotion(0.42, rating=Rating(4, "stars"))
    assert [] == hits(with_emotions(rounded), "rating-contradicts-valence")
    found = hits(with_emotions(rounded), "rating-contradicts-valence", tolerance=0.01)
    assert ["p/t0.emotions[0].valence"] == found


@pytest.mark.parametrize(
    ("emotions", "expected"),
    [([0, 0, 0], 0), ([0.5] * 4, 1), ([0.5, 0.5, 0.5, 0.4], 0), ([], 0)],
)
def test_flat_curve_needs_enough_points(emotions, expected):
    """Three may be alike by chance."""
    assert expected == len(hits(with_emotions(*emotions), "flat-curve"))


def test_changing_feelings_in_one_touchpoint_are_no_flat_curve():
    """A sequence counts as what it is."""
    assert [] == hits(with_emotions(0.5, 0.5, 0.5, [0.5, -0.5]), "flat-curve")


@pytest.mark.parametrize(
    ("confusion", "expected"),
    [(abs, 1), (lambda v: (v + 1) / 2, 1), (lambda v: (1 - v) / 2, 1), (lambda v: 0.3, 0)],
)
def test_arousal_told_as_something_else_is_recognised(confusion, expected):
    """Strength, goodness and distress."""
    emotions = [Emotion(v, arousal=confusion(v)) for v in (-1, -0.4, 0.2, 0.6)]
    assert expected == len(hits(with_emotions(*emotions), "arousal-from-valence"))
    assert [] == hits(with_emotions(*emotions[:3]), "arousal-from-valence")


@pytest.mark.parametrize(
    ("valence", "label", "locale", "expected"),
    [
        (-0.5, "Happy ", None, 1), (0.5, "happy", None, 0), (0.1, "angry", None, 0),
        (0.5, "angry", "en-GB", 1), (0.5, "angry", "de", 0), (0.5, "curious", None, 0),
    ],
)  # fmt: skip
def test_labels_are_judged_in_english_only(valence, label, locale, expected):
    """And only where they clearly contradict the figure."""
    journey = with_emotions(Emotion(valence, label=label), locale=locale)
    assert expected == len(hits(journey, "label-contradicts-valence"))


def test_expectation_without_a_feeling_needs_no_answer():
    """A text alone cannot be compared; the future has no feelings yet."""
    plain = Journey("x", [Phase("P", [Touchpoint("t", expectation="Fast")])])
    assert [] == hits(plain, "expectation-without-feeling")
    felt = Touchpoint("t", expectation=Expectation("Fast", 0.4))
    assert [] == hits(
        Journey("x", [Phase("P", [felt])], state="future"), "expectation-without-feeling"
    )


def test_lanes_without_blueprint_roles_have_any_order():
    """Only the roles that the lines separate are judged."""
    lanes = [Lane("F", role="feedback"), Lane("S", role="support"), Lane("O", role="owner"),
             Lane("B", role="backstage"), Lane("A", role="actions")]  # fmt: skip
    assert ["b", "a"] == hits(Journey("x", lanes=lanes), "layers-out-of-order")
