"""Answers to surveys: what customers say of their journey."""

from journeykit.events.ratings.answers import Ratings, check_ratings
from journeykit.events.ratings.questions import Question, RatingsQuality
from journeykit.events.ratings.tables import records

__all__ = ["Question", "Ratings", "RatingsQuality", "check_ratings", "records"]
