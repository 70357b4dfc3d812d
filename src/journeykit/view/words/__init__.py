"""Figures in words: for those who cannot see the picture, and for a first look."""

from journeykit.view.words.figure import in_words
from journeykit.view.words.journey import describe_concepts, describe_journey, describe_ways

__all__ = ["describe_concepts", "describe_journey", "describe_ways", "in_words"]
