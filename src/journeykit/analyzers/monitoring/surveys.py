"""What a survey answered, as a sample."""

from __future__ import annotations

from journeykit.analyzers.monitoring.samples import Sample, is_share
from journeykit.analyzers.ratings.variants import fitting, spread_of, variant_of
from journeykit.events.ratings import Ratings
from journeykit.model import STANDARD_METRICS

__all__ = ["answers"]

_NPS = "nps"


def answers(ratings: Ratings, question: str, metric: str | None = None) -> Sample | None:
    """The figure that a survey gives of a question, with how sure it is.

    Args:
        ratings: the survey.
        question: the column.
        metric: id of the figure; by default the first that is asked on the scale.

    Returns:
        The sample, or None where nobody answered or no figure is asked on the scale.

    Raises:
        InvalidValueError: if the figure is asked on another scale; the error says which
            are asked on this one.
        NotFoundError: if there is no such figure or question.

    Examples:
        >>> ratings = Ratings([{"pay": 4}, {"pay": 2}, {"pay": 5}], questions=["pay"], scale="1..5")
        >>> answers(ratings, "pay").counts, answers(ratings, "pay", "csat_mean").n
        ((2,), 3)
    """
    asked = ratings.question(question)
    ids = fitting(asked.scale) if metric is None else (metric,)
    tally = ratings.tally(question)
    if not ids or not tally:
        return None
    variant = variant_of(ids[0])
    known = STANDARD_METRICS[variant.metric]
    figure = variant.score(tally, asked.scale, question=question, confidence=0.95)
    spread = spread_of(tally)
    if ids[0] == _NPS:
        up, down = (
            sum(n for s, n in tally.items() if there(s)) for there in (_promotes, _detracts)
        )
        return Sample.nps(up, spread.n - up - down, down)
    if is_share(known):
        return Sample.share(round((figure.value or 0.0) * spread.n / 100), spread.n, metric=known)
    # A mean on another unit deviates in that unit, too.
    scale = (figure.value or 0.0) / spread.mean if spread.mean else 1.0
    return Sample.mean(figure.value or 0.0, scale * spread.std_dev, spread.n, metric=known)


def _promotes(score: float) -> bool:
    return score >= 9


def _detracts(score: float) -> bool:
    return score <= 6
