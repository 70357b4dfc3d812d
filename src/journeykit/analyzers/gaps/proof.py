"""Gaps between what a map claims and what it rests on, and in what is measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.analyzers.gaps.context import Context, Found, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.wording import listed, plural
from journeykit.model import STANDARD_METRICS, Evidence, Journey, Measurement, Metric, PainSeverity

__all__ = ["missed_target", "unmeasured", "unsupported", "without_metric"]


def unsupported(context: Context) -> Iterator[Found]:
    """A claim rests on no evidence, or only on an assumption."""
    journey = context.journey
    claims = list(_claims(context))
    if not claims:
        yield "the map makes no claims: no personas, pains, feelings or opportunities"
    elif not any(journey.is_supported(cited) for cited, _ in claims):
        yield Gap(
            kind=GapKind.EVIDENCE, check="unsupported", where="",
            title="The map rests on no evidence",
            reason=f"none of its {plural(len(claims), 'claim')} cites a source beyond assumption",
            hint="List the sources in the journey's evidence, and cite them where they speak",
            weight=Weight.UNMANAGED, size=float(len(claims)), unit="claims",
        )  # fmt: skip
    else:
        yield from (gap for cited, gap in claims if not journey.is_supported(cited))


def _claims(context: Context) -> Iterator[tuple[Sequence[str], Gap]]:
    """Every claim: what it cites, and the gap that it is where that does not support it."""
    journey = context.journey
    for persona in journey.personas:
        yield persona.evidence, Gap(
            kind=GapKind.EVIDENCE, check="unsupported", where=persona.id,
            title=f"The persona {persona.name!r} is invented, as far as the map says",
            reason=_why(journey, persona.evidence), evidence=persona.evidence,
            hint="Cite the interviews or data that the persona comes from",
            weight=Weight.UNMANAGED, size=1.0, unit="claims", key="persona",
        )  # fmt: skip
    supported_pains: dict[str, tuple[str, ...]] = {}
    for stop in context.stops:
        touchpoint = stop.touchpoint
        for pain in touchpoint.pain_points:
            cited = (*pain.evidence, *touchpoint.evidence)
            supported_pains.setdefault(pain.id, cited)
            grave = pain.severity is PainSeverity.ABANDONMENT
            yield cited, Gap(
                kind=GapKind.EVIDENCE, check="unsupported",
                title=f"Nobody has shown that {pain.text!r} hurts customers",
                reason=_why(journey, cited),
                hint="Cite the survey, ticket or observation that shows it",
                weight=Weight.UNMANAGED if grave else Weight.INCOMPLETE, key="pain point",
                **touching(
                    stop, where=f"{stop.path}/{pain.id}", size=1.0, unit="claims",
                    evidence=pain.evidence,
                ),
            )  # fmt: skip
        if touchpoint.emotions:
            # Feelings at one touchpoint are one claim: how customers feel there.
            cited = (*touchpoint.evidence, *(i for e in touchpoint.emotions for i in e.evidence))
            yield cited, Gap(
                kind=GapKind.EVIDENCE, check="unsupported",
                title=f"Nobody has asked how customers feel at {stop.name!r}",
                reason=_why(journey, cited), hint="Cite the source of the feeling, or ask",
                weight=Weight.INCOMPLETE, key="emotions",
                **touching(
                    stop, where=f"{stop.path}.emotions", size=1.0, unit="claims", evidence=cited
                ),
            )  # fmt: skip
    for opportunity in journey.opportunities:
        pains = (i for p in opportunity.pain_points for i in supported_pains.get(p, ()))
        cited = (*opportunity.evidence, *pains)
        yield cited, Gap(
            kind=GapKind.EVIDENCE, check="unsupported", where=opportunity.id,
            title=f"Nothing shows that {opportunity.text!r} is wanted",
            reason=f"{_why(journey, cited)}, neither itself nor through its pain points",
            hint="Tie it to pain points that rest on evidence",
            weight=Weight.INCOMPLETE, size=1.0, unit="claims", key="opportunity", evidence=cited,
        )  # fmt: skip


def _why(journey: Journey, cited: Sequence[str]) -> str:
    if not cited:
        return "it cites no evidence"
    unknown = [id for id in dict.fromkeys(cited) if journey.find(Evidence, id) is None]
    if unknown:
        return f"it cites what the map does not list ({listed(unknown)})"
    return "it rests on an assumption alone"


def without_metric(context: Context) -> Iterator[Found]:
    """Nothing is measured at a touchpoint."""
    bare = [stop for stop in context.stops if not stop.touchpoint.metrics]
    if not context.stops:
        yield "the map has no touchpoints"
    elif len(bare) == len(context.stops):
        yield Gap(
            kind=GapKind.METRIC, check="without-metric", title="Nothing on this map is measured",
            reason="no touchpoint has a metric",
            hint="Start at the moments of truth and the low points",
            weight=Weight.UNMANAGED, **touching(*bare, where=""),
        )  # fmt: skip
    else:
        for stop in bare:
            is_moment = stop.touchpoint.moment_of_truth is not None
            turns = ", though it is a moment of truth" if is_moment else ""
            yield Gap(
                kind=GapKind.METRIC, check="without-metric",
                title=f"Nothing is measured at {stop.name!r}",
                reason=f"it has no metric{turns}",
                hint="Choose one figure that would show whether it works",
                weight=Weight.UNMANAGED if is_moment else Weight.INCOMPLETE, **touching(stop),
            )  # fmt: skip


def unmeasured(context: Context) -> Iterator[Found]:
    """A metric is named, but has no value."""
    if not any(stop.touchpoint.metrics for stop in context.stops):
        yield "no touchpoint has a metric"
    for stop in context.stops:
        empty = [m.metric for m in stop.touchpoint.metrics if m.value is None]
        if empty:
            yield Gap(
                kind=GapKind.METRIC, check="unmeasured",
                title=f"{listed(empty)} is still to be measured at {stop.name!r}",
                reason=f"{plural(len(empty), 'metric')} without a value",
                hint="Measure it, or take it off the map", weight=Weight.INCOMPLETE,
                **touching(stop, size=float(len(empty)), unit="metrics"),
            )  # fmt: skip


def missed_target(context: Context) -> Iterator[Found]:
    """A measured value has not reached its target."""
    compared = unclear = 0
    for stop in context.stops:
        for number, measurement in enumerate(stop.touchpoint.metrics):
            value, target = measurement.value, measurement.target
            if value is None or target is None:
                continue
            metric = _metric(context.journey, measurement)
            if metric is None or metric.higher_is_better is None:
                unclear += 1
                continue
            compared += 1
            if value >= target if metric.higher_is_better else value <= target:
                continue
            unit = "" if metric.unit is None else f" {metric.unit}"
            yield Gap(
                kind=GapKind.METRIC, check="missed-target",
                title=f"{metric.name} misses its target at {stop.name!r}",
                reason=f"it is {value:g}{unit}, and should be {target:g}{unit}",
                hint="Find out what holds it back, or set a target that can be reached",
                weight=Weight.UNMANAGED, key=f"{measurement.metric} {number}",
                **touching(stop, evidence=measurement.evidence),
            )  # fmt: skip
    if not compared and not unclear:
        yield "no measurement has both a value and a target"
    elif unclear:
        yield f"{plural(unclear, 'target')} of metrics that do not say which direction is good"


def _metric(journey: Journey, measurement: Measurement) -> Metric | None:
    return journey.find(Metric, measurement.metric) or STANDARD_METRICS.get(measurement.metric)
