"""The emotion curve: peak and end, extrema, falls, and whose feelings they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers import belongs_to, emotion_curve
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Emotion, Journey, Persona, Phase, Touchpoint


def felt(*valences, **more):
    """A map of one phase; each touchpoint has one feeling, several, or none."""
    touchpoints = [
        Touchpoint(f"Step {i}", emotions=() if v is None else v) for i, v in enumerate(valences)
    ]
    return Journey("Buy a bike", [Phase("All", touchpoints)], **more)


def test_points_in_order_with_their_place():
    """A single feeling lies in the middle; those of a trajectory are spread evenly."""
    curve = emotion_curve(felt(0.2, [0.5, -0.5, 0.1], None))

    assert [(0, 0.5), (1, 0.25), (1, 0.5), (1, 0.75)] == [
        (point.position, point.offset) for point in curve.points
    ]
    assert [0.2, 0.5, -0.5, 0.1] == [point.valence for point in curve.points]
    assert ("step-2",) == curve.silent


def test_peak_end_is_the_mean_of_peak_and_end():
    """The peak is the feeling farthest from neutral, in either direction."""
    found = emotion_curve(felt(0.5, -0.9, 0.1, 0.3)).peak_end

    assert ("step-1", "step-3") == (found.peak.touchpoint, found.end.touchpoint)
    assert pytest.approx(-0.3) == found.value


def test_of_equal_peaks_the_later_counts():
    """Best and worst equally far from neutral: the later is nearer in memory."""
    assert "step-2" == emotion_curve(felt(0.8, 0.1, -0.8, 0.2)).peak_end.peak.touchpoint
    assert "step-2" == emotion_curve(felt(-0.8, 0.1, 0.8, 0.2)).peak_end.peak.touchpoint


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8), st.integers(1, 4))
def test_duration_is_ignored(valences, times):
    """To draw the same feelings out does not change what remains of them."""
    once, longer = felt(*valences), felt(*(v for v in valences for _ in range(times)))

    assert emotion_curve(once).peak_end.value == emotion_curve(longer).peak_end.value


def test_extrema():
    """Ends count, of a level stretch the first, and a level curve has none."""
    curve = emotion_curve(felt(0.5, -0.2, -0.2, 0.6, 0.1))

    assert ["step-1", "step-4"] == [point.touchpoint for point in curve.lows]
    assert ["step-0", "step-3"] == [point.touchpoint for point in curve.highs]
    assert ((), ()) == (emotion_curve(felt(0.3, 0.3)).lows, emotion_curve(felt(0.3)).highs)


def test_falls_are_ranked_with_reasons():
    """The steepest comes first, and says what makes it bad."""
    journey = felt(0.4, 0.2, [0.1, -0.8])
    journey = journey.with_touchpoint(
        journey.touchpoint("step-2").replace(moment_of_truth=True, id="step-2")
    )

    falls = emotion_curve(journey).falls

    assert [pytest.approx(0.9), pytest.approx(0.2), pytest.approx(0.1)] == [f.size for f in falls]
    assert (
        "within 'Step 2' the mood falls by 0.90, to -0.80, and turns negative, at a moment of truth"
    ) == falls[0].reason
    assert "from 'Step 0' to 'Step 1' the mood falls by 0.20, to +0.20" == falls[1].reason


def test_phases_have_their_own_means():
    """An empty phase has no mean, and says so."""
    journey = Journey("Buy", [
        Phase("Look", [Touchpoint("Ad", emotion=0.2), Touchpoint("Shop", emotions=[0.4, -0.6])]),
        Phase("Wait"),
    ])  # fmt: skip

    look, wait = emotion_curve(journey).phases

    assert (3, pytest.approx(0.0), -0.6, 0.4) == (look.n, look.mean, look.lowest, look.highest)
    assert (0, None, None, None) == (wait.n, wait.mean, wait.lowest, wait.highest)


def two_personas():
    return Journey(
        "Buy",
        [Phase("All", [
            Touchpoint("Ad", emotion=0.1),
            Touchpoint("Shop", emotions=[Emotion(0.5, persona="mira"), Emotion(-0.5, persona="tom")]),
            Touchpoint("Pay", personas=["tom"], emotion=-0.2),
            Touchpoint("Ride", personas=["mira"]),
        ])],
        personas=["Mira", "Tom"],
    )  # fmt: skip


def test_a_persona_has_her_own_feelings_and_those_of_everybody():
    """A feeling that names nobody is hers where the touchpoint is for her or for all."""
    journey = two_personas()

    mira, tom = emotion_curve(journey, persona="mira"), emotion_curve(journey, persona="tom")

    assert [0.1, 0.5] == [point.valence for point in mira.points]
    assert [0.1, -0.5, -0.2] == [point.valence for point in tom.points]
    assert (("ride",), ()) == (mira.silent, tom.silent)
    assert "persona 'mira'" in mira.summary()


def test_a_mixed_curve_says_that_it_is_mixed():
    """Feelings of two personas side by side are no fall of one of them."""
    curve = emotion_curve(two_personas())

    assert ("mira", "tom") == curve.personas
    assert "mixes the feelings of mira, tom" in curve.summary()


@pytest.mark.parametrize(
    ("emotion", "named", "expected"),
    [
        (Emotion(0), [], True),
        (Emotion(0), ["mira"], True),
        (Emotion(0), ["tom"], False),
        (Emotion(0, persona="mira"), ["tom"], True),
        (Emotion(0, persona="tom"), ["mira"], False),
    ],
)
def test_belonging(emotion, named, expected):
    """The emotion decides where it names someone, otherwise the touchpoint."""
    assert expected == belongs_to(emotion, Touchpoint("Pay", personas=named), "mira")


def test_an_unknown_persona_is_refused():
    """A slip in the id is met with the nearest one."""
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        emotion_curve(felt(0.1, personas=[Persona("Mira")]), persona="mirra")


def test_no_feelings_are_an_empty_curve():
    """Nothing is made up where nothing is said."""
    curve = emotion_curve(felt(None))

    assert (None, None, (), ()) == (curve.mean, curve.peak_end, curve.lows, curve.falls)
    assert "Give touchpoints an emotion" in curve.summary()
    assert "<EmotionCurve of 'Buy a bike': 0 feelings>" == repr(curve)


def test_summary_and_frame():
    """Both say the same figures."""
    pytest.importorskip("polars")
    curve = emotion_curve(felt(*([0.5, -0.5] * 30)))

    assert "and 20 feelings more" in curve.summary()
    assert "Mean 0.00 of 60 feelings." in curve.summary()
    assert 60 == len(curve.to_frame("polars"))
    assert "<EmotionCurve of 'Buy a bike': 60 feelings, mean 0.00>" == repr(curve)


@given(st.lists(st.floats(-1, 1), max_size=12))
def test_rises_and_falls_add_up(valences):
    """From first to last feeling, what falls and what rises is the whole change."""
    curve = emotion_curve(felt(*valences))
    mirrored = emotion_curve(felt(*(-v for v in valences)))

    falls = sum(fall.size for fall in curve.falls)
    rises = sum(fall.size for fall in mirrored.falls)

    if valences:
        assert pytest.approx(valences[-1] - valences[0], abs=1e-9) == rises - falls
    assert [p.position for p in curve.lows] == [p.position for p in mirrored.highs]


def test_falls_follow_the_ways_that_exist():
    """Two ends that exclude each other are not compared."""
    journey = Journey(
        "Apply",
        [Phase("All", [
            Touchpoint("Start", emotions=[0.2, 0.5]),
            Touchpoint("Happy end", emotion=0.9),
            Touchpoint("Refused", emotion=-0.7),
        ])],
        transitions=[("start", "happy-end"), ("start", "refused")],
    )  # fmt: skip
    falls = emotion_curve(journey).falls
    assert [("start", "refused")] == [(f.start.touchpoint, f.end.touchpoint) for f in falls]
    in_order = emotion_curve(journey.replace(transitions=())).falls
    assert [("happy-end", "refused")] == [(f.start.touchpoint, f.end.touchpoint) for f in in_order]


def test_what_is_no_journey_is_refused():
    """The error says how to come by one."""
    with pytest.raises(InvalidValueError, match=r"expected a Journey, got 'map.yaml'; journeykit"):
        emotion_curve("map.yaml")
