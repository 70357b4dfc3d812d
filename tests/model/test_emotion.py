"""Emotions, ratings and scales."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import Emotion
from journeykit.model import SCALES, Rating, Scale


@pytest.mark.parametrize(
    ("scale", "score", "valence"),
    [
        # Smaply -2..2: x / 2. Mermaid 1..5: (x - 3) / 2. SAM 1..9: (x - 5) / 4 (Bradley, Lang 1994).
        ("smaply", -2, -1.0),
        ("smaply", 1, 0.5),
        ("mermaid", 1, -1.0),
        ("mermaid", 3, 0.0),
        ("mermaid", 4, 0.5),
        ("sam", 5, 0.0),
        ("sam", 7, 0.5),
        ("stars", 5, 1.0),
        ("percent", 75, 0.5),
    ],
)
def test_scales_convert_by_name(scale, score, valence):
    """The published conversions hold."""
    assert valence == Emotion.on_scale(score, scale).valence


def test_the_original_figure_is_kept():
    """A rating off its scale is kept as it was; the valence is clamped."""
    emotion = Emotion.on_scale(500, "mermaid", label="wow", quote="Wow!", persona="jo")
    assert 1.0 == emotion.valence
    assert 500 == emotion.rating.value
    assert not emotion.rating.on_scale
    assert (emotion.label, emotion.quote, emotion.persona) == ("wow", "Wow!", "jo")


def test_a_scale_of_ones_own():
    """A scale on which low is good has its worst end above its best."""
    effort = Scale("effort", worst=7, best=1)
    assert 1.0 == Emotion.on_scale(1, effort).valence
    assert -1.0 == Rating(7, "effort", worst=7, best=1).valence
    assert effort.holds(4)
    assert not effort.holds(8)


@given(
    scale=st.sampled_from(sorted(SCALES)),
    valence=st.floats(-1, 1, allow_nan=False),
)
def test_score_and_valence_are_inverse(scale, valence):
    """Going to a scale and back changes nothing."""
    known = SCALES[scale]
    assert valence == pytest.approx(known.valence(known.score(valence)), abs=1e-12)
    assert known.holds(known.score(valence))
