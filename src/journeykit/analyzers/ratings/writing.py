"""Measured feelings written into a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from journeykit.model import (
    STANDARD_METRICS,
    Emotion,
    Evidence,
    Journey,
    Measurement,
    Metric,
    Phase,
    Scale,
    Touchpoint,
    slug,
)

__all__ = ["Written", "metric_of_mean", "with_feelings"]


@frozen
class Written:
    """What is written into a touchpoint.

    Attributes:
        emotions: the measured feelings, in place of those on the map.
        metrics: the figures behind them.
    """

    emotions: tuple[Emotion, ...]
    metrics: tuple[Measurement, ...]


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


def with_feelings(
    journey: Journey,
    written: Mapping[str, Written],
    evidence: Evidence,
    metrics: Iterable[Metric],
) -> Journey:
    """The map with measured feelings in place of those that it told.

    Where the same evidence was written before, its figures are replaced: measuring
    twice leaves the map as measuring once.

    Args:
        journey: the map.
        written: what to write, by id of the touchpoint.
        evidence: what it rests on.
        metrics: those that have to be declared, unless they are standard ones.
    """
    phases = [
        phase.replace(touchpoints=tuple(_touchpoint(t, written, evidence) for t in phase.touchpoints))
        if any(t.id in written for t in phase.touchpoints)
        else phase
        for phase in journey.phases
    ]  # fmt: skip
    result = journey.replace(phases=tuple[Phase, ...](phases)).with_element(evidence)
    for metric in metrics:
        if metric.id not in STANDARD_METRICS:
            result = result.with_element(metric)
    return result


def _touchpoint(
    touchpoint: Touchpoint, written: Mapping[str, Written], evidence: Evidence
) -> Touchpoint:
    new = written.get(touchpoint.id)
    if new is None:
        return touchpoint
    kept = (m for m in touchpoint.metrics if evidence.id not in m.evidence)
    return touchpoint.replace(emotions=new.emotions, metrics=(*kept, *new.metrics))
