"""Feelings from data: what answers to surveys tell of a journey."""

from journeykit.analyzers.ratings.coded import CodedComments, CodedTheme
from journeykit.analyzers.ratings.counting import count_comments
from journeykit.analyzers.ratings.drivers import (
    Driver,
    Drivers,
    MissingAnswers,
    PerformanceQuadrant,
)
from journeykit.analyzers.ratings.driving import find_drivers
from journeykit.analyzers.ratings.felt import MeasuredFeelings, RatedFall, RatedFeeling
from journeykit.analyzers.ratings.measuring import measure_feelings
from journeykit.analyzers.ratings.scoring import SurveyScore, SurveyScores, survey_scores

__all__ = [
    "CodedComments",
    "CodedTheme",
    "Driver",
    "Drivers",
    "MeasuredFeelings",
    "MissingAnswers",
    "PerformanceQuadrant",
    "RatedFall",
    "RatedFeeling",
    "SurveyScore",
    "SurveyScores",
    "count_comments",
    "find_drivers",
    "measure_feelings",
    "survey_scores",
]
