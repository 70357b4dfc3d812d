"""What a feeling means to the reader."""

from __future__ import annotations

from journeykit.view.figures import Tone

__all__ = ["NEUTRAL_BAND", "tone_of"]

NEUTRAL_BAND = 0.1
"""Valences within this distance of 0 are shown as neither good nor bad."""


def tone_of(valence: float | None) -> Tone:
    """The tone of a feeling: positive, negative, or neutral near zero and where unknown."""
    if valence is None or abs(valence) <= NEUTRAL_BAND:
        return Tone.NEUTRAL
    return Tone.POSITIVE if valence > 0 else Tone.NEGATIVE
