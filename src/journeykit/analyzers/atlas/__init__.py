"""Analyses across the journeys of an atlas."""

from journeykit.analyzers.atlas.ends import HandOver, Orphan
from journeykit.analyzers.atlas.likeness import SimilarPainPoints, SimilarPair, similar_pain_points
from journeykit.analyzers.atlas.tree import JourneyBranch, JourneyTree, journey_tree
from journeykit.analyzers.atlas.uses import CrossReference, Use, cross_reference

__all__ = [
    "CrossReference",
    "HandOver",
    "JourneyBranch",
    "JourneyTree",
    "Orphan",
    "SimilarPainPoints",
    "SimilarPair",
    "Use",
    "cross_reference",
    "journey_tree",
    "similar_pain_points",
]
