"""Feelings from data: what answers to surveys tell of a journey."""

from journeykit.analyzers.ratings.scoring import SurveyScore, SurveyScores, survey_scores

__all__ = ["SurveyScore", "SurveyScores", "survey_scores"]
