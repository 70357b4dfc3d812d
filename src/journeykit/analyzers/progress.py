"""How far an action plan has moved the metrics that it is to move."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from journeykit.model import (
    Initiative,
    Journey,
    Measurement,
    Opportunity,
    PainPoint,
    Touchpoint,
)
from journeykit.model.element import Value
from journeykit.model.period import days_between

__all__ = ["MetricProgress", "metric_progress"]


@frozen(kw_only=True, repr=False)
class MetricProgress(Value):
    """Where the metric of an initiative stood, stands, and is to be.

    Attributes:
        initiative: id of the initiative.
        metric: id of the metric, or None where it names none.
        baseline: what was measured in the oldest period, where there are several; else
            the baseline of an objective with this metric; or None.
        now: what was measured last, or None.
        period: of what time that is, or None.
        target: what is to be reached, or None.
    """

    initiative: str
    metric: str | None = None
    baseline: float | None = None
    now: float | None = None
    period: str | None = None
    target: float | None = None

    @property
    def share(self) -> float | None:
        """Part of the way from baseline to target that is made; None where one is not known.

        Below 0 where it goes backwards, above 1 beyond the target.
        """
        if self.baseline is None or self.now is None or self.target is None:
            return None
        way = self.target - self.baseline
        return (self.now - self.baseline) / way if way else None


def metric_progress(journey: Journey, initiative: Initiative) -> MetricProgress:
    """Where the metric of an initiative stands, from the measurements of the map.

    Measurements of the metric count that are for everybody: those at the touchpoints of
    the opportunities that the initiative takes up, if there are any; else those of the
    only touchpoint that measures it. The newest period is now, the oldest the
    baseline; with one period alone the baseline is that of an objective with the metric.

    Args:
        journey: the map.
        initiative: one of its initiatives.

    Examples:
        >>> from journeykit.model import Phase
        >>> plan = Initiative("New till", metric="conversion", target=0.3)
        >>> pay = Touchpoint("Pay", metrics=[
        ...     Measurement("conversion", 0.2, period="2026-01"),
        ...     Measurement("conversion", 0.25, period="2026-06"),
        ... ])
        >>> found = metric_progress(Journey("Buy", [Phase("P", [pay])], initiatives=[plan]), plan)
        >>> found.baseline, found.now, f"{found.share:.0%}"
        (0.2, 0.25, '50%')
    """
    bare = MetricProgress(
        initiative=initiative.id, metric=initiative.metric, target=initiative.target
    )
    if initiative.metric is None:
        return bare
    baselines = (o.baseline for o in journey.objectives if o.metric == initiative.metric)
    wanted = next((value for value in baselines if value is not None), None)
    measured = sorted(_measured(journey, initiative), key=_when)
    if not measured:
        return bare.replace(baseline=wanted)
    first, last = measured[0], measured[-1]
    before = first.value if first is not last else wanted
    return bare.replace(baseline=before, now=last.value, period=last.period)


def _when(measurement: Measurement) -> tuple[int, int]:
    """The last day and the first of a period; what has none is the oldest."""
    days = days_between(measurement.period)
    return (0, 0) if days is None else (days[1].toordinal(), days[0].toordinal())


def _measured(journey: Journey, initiative: Initiative) -> list[Measurement]:
    """The figures of its metric for everybody, where the initiative is to change them."""
    by_touchpoint = {
        touchpoint.id: found
        for touchpoint in journey.touchpoints
        if (
            found := [
                m
                for m in touchpoint.metrics
                if m.metric == initiative.metric and m.value is not None and not m.segment
            ]
        )
    }
    there = [id for id in dict.fromkeys(_places(journey, initiative)) if id in by_touchpoint]
    if there:
        return by_touchpoint[there[0]]
    # Of several touchpoints elsewhere nobody can say which one is meant.
    return next(iter(by_touchpoint.values())) if len(by_touchpoint) == 1 else []


def _places(journey: Journey, initiative: Initiative) -> Iterator[str]:
    """The ids of the touchpoints of an initiative: of its opportunities and their pains."""
    found = (journey.find(Opportunity, id) for id in initiative.opportunities)
    for opportunity in (o for o in found if o is not None):
        for pain in opportunity.pain_points:
            if journey.find(PainPoint, pain) is not None:
                yield from (
                    t.id for t in journey.touchpoints if any(p.id == pain for p in t.pain_points)
                )
        yield from (id for id in opportunity.touchpoints if journey.find(Touchpoint, id))
