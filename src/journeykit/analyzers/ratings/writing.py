"""Measured feelings written into a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from journeykit.analyzers.ratings.felt import RatedFeeling
from journeykit.analyzers.ratings.variants import variant_of
from journeykit.events.ratings import Question, Ratings
from journeykit.model import (
    STANDARD_METRICS,
    Emotion,
    Evidence,
    Journey,
    Measurement,
    Metric,
    Persona,
    Scale,
    Touchpoint,
    slug,
)

__all__ = ["Groups", "Writer", "metric_of_mean"]

Groups = Sequence[tuple[Persona | None, Ratings]]
"""Personas with their respondents, or nobody in particular with all of them."""


def metric_of_mean(scale: Scale) -> Metric:
    """The metric of a mean on a scale: of the standard ones where there is one for it.

    Examples:
        >>> metric_of_mean(Scale("1..5", 1, 5)).id, metric_of_mean(Scale("0..10", 0, 10)).id
        ('csat_mean', 'mean-rating-0-10')
    """
    if (scale.worst, scale.best) == (1, 5):
        return STANDARD_METRICS["csat_mean"]
    low, high = sorted((scale.worst, scale.best))
    best = f"{scale.best:g} being best"
    return Metric(
        f"Mean rating on {low:g} to {high:g}, {best}", id=slug(f"mean rating {scale.id}"),
        unit="points", low=low, high=high, higher_is_better=scale.best > scale.worst,
        definition=f"mean of answers from {low:g} to {high:g}, {best}",
    )  # fmt: skip


@frozen(kw_only=True)
class Writer:
    """Writes measured feelings into a map, in place of those that it told.

    Where the same evidence was written before, its figures are replaced: measuring
    twice leaves the map as measuring once. Feelings of personas that were not measured
    stay where others were measured one by one.

    Attributes:
        questions: the questions by their columns.
        groups: the respondents, of each persona or of all.
        evidence: what the feelings rest on.
        metrics: ids of the figures that are written beside the mean.
        confidence: of the intervals, between 0 and 1.
    """

    questions: Mapping[str, Question]
    groups: Groups
    evidence: Evidence
    metrics: tuple[str, ...]
    confidence: float

    def write(self, journey: Journey, items: Iterable[RatedFeeling]) -> Journey:
        """The map with these feelings."""
        by_touchpoint: dict[str, list[RatedFeeling]] = {}
        for item in items:
            by_touchpoint.setdefault(item.touchpoint, []).append(item)
        phases = [
            phase.replace(touchpoints=tuple(self._written(t, by_touchpoint) for t in phase.touchpoints))
            if any(t.id in by_touchpoint for t in phase.touchpoints)
            else phase
            for phase in journey.phases
        ]  # fmt: skip
        result = journey.replace(phases=tuple(phases)).with_element(self.evidence)
        for question in self.questions.values():
            metric = metric_of_mean(question.scale)
            if metric.id not in STANDARD_METRICS:
                result = result.with_element(metric)
        return result

    def _written(
        self, touchpoint: Touchpoint, by_touchpoint: Mapping[str, list[RatedFeeling]]
    ) -> Touchpoint:
        items = by_touchpoint.get(touchpoint.id)
        if items is None:
            return touchpoint
        id = self.evidence.id
        measured = {None if p is None else p.id for p, _ in self.groups}
        others = (
            emotion
            for emotion in touchpoint.emotions
            if emotion.persona is not None
            and not measured & {None, emotion.persona}
            and id not in emotion.evidence
        )
        felt = (Emotion(rating=i.rating, persona=i.persona, evidence=id) for i in items)
        kept = (m for m in touchpoint.metrics if id not in m.evidence)
        figures = (m for item in items for m in self._measurements(item))
        return touchpoint.replace(emotions=(*others, *felt), metrics=(*kept, *figures))

    def _measurements(self, item: RatedFeeling) -> Iterator[Measurement]:
        scale = self.questions[item.question].scale
        persona, ratings = next(
            (p, some) for p, some in self.groups if item.persona == (None if p is None else p.id)
        )
        limits = None if item.interval is None else sorted(map(scale.score, item.interval))
        sure = None if limits is None else (limits[0], limits[1])
        figures = [(metric_of_mean(scale).id, item.rating.value, sure)]
        tally = ratings.tally(item.question)
        for metric in self.metrics:
            found = variant_of(metric).score(
                tally, scale, question=item.question, confidence=self.confidence
            )
            if found.value is not None:
                figures.append((metric, found.value, found.interval))
        for metric, value, interval in figures:
            yield Measurement(
                metric, value, n=item.n, interval=interval, evidence=self.evidence,
                segment={} if persona is None else persona.segment,
            )  # fmt: skip
