"""Figures in words: for those who cannot see the picture, and for a first look."""

from journeykit.view.words.figure import in_words
from journeykit.view.words.journey import describe_journey

__all__ = ["describe_journey", "in_words"]
