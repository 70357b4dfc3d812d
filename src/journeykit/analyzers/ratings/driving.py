"""From ratings to what goes with an outcome."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.ratings.drivers import (
    Driver,
    Drivers,
    MissingAnswers,
    PerformanceQuadrant,
)
from journeykit.analyzers.ratings.variants import spread_of
from journeykit.analyzers.stats import (
    MOST_EXACT,
    Importance,
    ImportanceMethod,
    relative_importance,
)
from journeykit.analyzers.stats.tails import normal_p
from journeykit.errors import InvalidValueError
from journeykit.events.ratings import Question, Ratings, check_ratings
from journeykit.model import Journey, Touchpoint
from journeykit.model.fields import every

__all__ = ["find_drivers"]


def find_drivers(
    ratings: Ratings,
    outcome: str,
    *,
    yes: Any = None,
    questions: Iterable[str] | None = None,
    journey: Journey | None = None,
    method: ImportanceMethod | str | None = None,
    missing: MissingAnswers | str = MissingAnswers.COMPLETE,
    importance_split: float | None = None,
    performance_split: float | None = None,
    alpha: float = 0.05,
    confidence: float = 0.95,
) -> Drivers:
    """Find which questions go with an outcome, and how they are rated.

    Ratings of one respondent go together, so that plain coefficients of a regression tell
    little. Here R² of the linear regression on all questions is divided among them, so
    that the parts add up: by Shapley (LMG), exactly, up to 15 questions, else by
    Johnson's relative weights. An outcome of two values is taken as 0 and 1.

    This finds what goes together, never what causes what: to know that, change it for
    some customers by lot.

    Args:
        ratings: the answers.
        outcome: a question, or any other column, such as overall satisfaction.
        yes: the value or values of the outcome that count as 1, all others as 0; None
            takes its figures.
        questions: those that may go with it; None takes all others.
        journey: a map, to call touchpoints by their names.
        method: "shapley" or "relative weights"; None goes by the number of questions.
        missing: "complete" leaves out respondents who lack any answer; "pairwise"
            takes for each correlation those who have both figures.
        importance_split: from which share of R² on a question is important; None takes an
            equal share, 1 by the number of questions.
        performance_split: from which mean valence on it is rated high; None takes the mean
            over the questions.
        alpha: level below which one is surely ahead of the next, after adjustment by Holm.
        confidence: of the intervals, between 0 and 1.

    Raises:
        NotFoundError: if there is no such column, question, value, method or touchpoint.
        InvalidValueError: if too few respondents answered all, an answer or the outcome
            does not vary, or one question follows from others.

    Source:
        See `relative_importance` for the parts; Martilla and James 1977, Journal of
        Marketing 41(1), 77-79, for importance against performance.

    Examples:
        >>> rows = [{"search": s, "pay": p, "overall": s + 2 * p}
        ...         for s, p in [(1, 2), (2, 4), (3, 1), (4, 5), (5, 3), (2, 2), (4, 1), (1, 5)]]
        >>> ratings = Ratings(rows, questions=["search", "pay"], scale="1..5")
        >>> [(item.question, round(item.share, 2)) for item in find_drivers(ratings, "overall")]
        [('pay', 0.86), ('search', 0.14)]
    """
    check_ratings("find_drivers", ratings)
    check_level("find_drivers", alpha)
    way = None if method is None else option(ImportanceMethod, method, "method")
    kept = option(MissingAnswers, missing, "missing")
    names = None if questions is None else list(questions)
    asked = [q for q in ratings.questions if q.column != outcome]
    if names is not None:
        asked = [ratings.question(name) for name in names]
    columns = [question.column for question in asked]
    if outcome in columns or len(columns) < 2:
        raise InvalidValueError(
            "find_drivers", "questions", got=columns,
            expected=f"two questions or more, {outcome!r} not among them",
        )  # fmt: skip
    if way is ImportanceMethod.SHAPLEY and len(columns) > MOST_EXACT:
        raise InvalidValueError(
            "find_drivers", "method", expected=f"'relative weights' for more than {MOST_EXACT} "
            "questions", got="'shapley'",
        )  # fmt: skip
    figures = ratings.outcome(outcome, yes)
    _check(ratings, asked, kept, figures)
    found = relative_importance(
        ratings.matrix(columns), figures, method=way, names=columns, confidence=confidence,
        pairwise=kept is MissingAnswers.PAIRWISE,
    )  # fmt: skip
    known = [float(value) for value in figures.tolist() if not math.isnan(value)]
    drivers = _drivers(ratings, asked, found, journey, alpha)
    important = 1 / len(drivers) if importance_split is None else importance_split
    middle = math.fsum(item.performance for item in drivers) / len(drivers)
    high = middle if performance_split is None else performance_split
    values = every(yes) if yes is not None else ()
    return Drivers(
        items=tuple(
            item.replace(quadrant=_quadrant(item.share >= important, item.performance >= high))
            for item in drivers
        ),
        outcome=outcome, yes=" or ".join(map(str, values)) or None,
        mean=math.fsum(known) / len(known), r_squared=found.r_squared, method=found.method,
        missing=kept, n=found.n, respondents=len(ratings), importance_split=important,
        performance_split=high, alpha=alpha, confidence=confidence,
        locale=None if journey is None else journey.locale,
    )  # fmt: skip


def _check(ratings: Ratings, asked: list[Question], missing: MissingAnswers, figures: Any) -> None:
    """Refuse what no regression can be made of, by the names of the questions."""
    for question in asked:
        if len(ratings.tally(question.column)) < 2:
            raise InvalidValueError(
                "find_drivers", "questions", expected="questions with scores that differ",
                got=question.column, hint="leave it out: find_drivers(..., questions=[...])",
            )  # fmt: skip
    if len({value for value in figures.tolist() if not math.isnan(value)}) < 2:
        raise InvalidValueError(
            "find_drivers", "outcome", expected="an outcome that is not the same for all",
            got="one value",
        )  # fmt: skip
    complete = ratings.complete(question.column for question in asked)
    if missing is MissingAnswers.COMPLETE and complete <= len(asked) + 2:
        rare = min(asked, key=lambda question: question.answered)
        raise InvalidValueError(
            "find_drivers", "missing", got="'complete'", expected=f"more than {len(asked) + 2} "
            f"respondents who answered all, there are {complete}",
            hint=f"take missing='pairwise', or leave out {rare.column!r} "
            f"({rare.answered:,} answers)",
        )  # fmt: skip


def _drivers(
    ratings: Ratings,
    asked: list[Question],
    found: Importance,
    journey: Journey | None,
    alpha: float,
) -> list[Driver]:
    """The questions by their parts, the largest first."""
    parts = [part.value or 0.0 for part in found.parts]
    total = math.fsum(parts)
    order = sorted(range(len(asked)), key=lambda i: (-parts[i], asked[i].column))
    ahead = _ahead(found, order, alpha)
    drivers = []
    for rank, (at, leads) in enumerate(zip(order, ahead, strict=True), start=1):
        question = asked[at]
        spread = spread_of(ratings.tally(question.column))
        score = spread.mean or 0.0
        drivers.append(
            Driver(
                rank=rank, question=question.column, touchpoint=question.touchpoint,
                name=_name(question, journey), part=found.parts[at],
                share=parts[at] / total if total else 0.0, correlation=found.correlations[at],
                ahead=leads, n=spread.n, score=score, performance=question.scale.valence(score),
                quadrant=PerformanceQuadrant.LOW_PRIORITY,
            )
        )  # fmt: skip
    return drivers


def _ahead(found: Importance, order: list[int], alpha: float) -> list[bool]:
    """Which parts are surely larger than the next one, by the error of their difference."""
    p_values: list[float | None] = []
    for a, b in pairwise(order):
        by = (found.parts[a].value or 0.0) - (found.parts[b].value or 0.0)
        c = found.covariance
        error = math.sqrt(max(0.0, c[a][a] + c[b][b] - 2 * c[a][b]))
        p_values.append(normal_p(by / error) if error else None)
    return [p is not None and p < alpha for p in (*adjusted(p_values, Adjustment.HOLM), None)]


def _name(question: Question, journey: Journey | None) -> str:
    if journey is None or question.touchpoint is None:
        return question.column
    return journey.get(Touchpoint, question.touchpoint).name


def _quadrant(important: bool, good: bool) -> PerformanceQuadrant:
    if important:
        return PerformanceQuadrant.KEEP_UP if good else PerformanceQuadrant.CONCENTRATE
    return PerformanceQuadrant.OVERKILL if good else PerformanceQuadrant.LOW_PRIORITY
