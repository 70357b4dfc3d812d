"""What is found in a log: problems, with where and since when; segments that behave otherwise."""

from journeykit.analyzers.problems.draft import DraftPersona, DraftPersonas, Trait, TraitKind
from journeykit.analyzers.problems.find import find_problems
from journeykit.analyzers.problems.personas import draft_personas
from journeykit.analyzers.problems.problem import Problem, ProblemKind, ProblemPeriod
from journeykit.analyzers.problems.result import Problems

__all__ = [
    "DraftPersona",
    "DraftPersonas",
    "Problem",
    "ProblemKind",
    "ProblemPeriod",
    "Problems",
    "Trait",
    "TraitKind",
    "draft_personas",
    "find_problems",
]
