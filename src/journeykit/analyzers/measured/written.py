"""A map with the figures of a log written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from journeykit.analyzers.measured.figures import MeasuredGroup, MeasuredTouchpoint, MoveKind
from journeykit.analyzers.wording import plural
from journeykit.events.moments import as_time
from journeykit.model import Evidence, EvidenceKind, Journey, Measurement, Phase, Touchpoint

__all__ = ["EVIDENCE", "written"]

EVIDENCE = "event-log"
"""Id of the evidence that measured figures rest on."""


def written(
    journey: Journey,
    figures: MeasuredGroup,
    personas: Iterable[MeasuredGroup] = (),
    *,
    events: int,
    first_us: int | None,
    end_us: int,
) -> Journey:
    """The map with measurements, counts of transitions, and the log as evidence.

    Args:
        journey: the map; what an earlier log wrote there is replaced.
        figures: of all customers.
        personas: of those of personas, to be written beside these.
        events: how many events the log has.
        first_us: time of the first, in microseconds since 1970 (UTC), or None.
        end_us: when observation ended.
    """
    if first_us is None:
        return journey
    first, last = as_time(first_us).date(), as_time(end_us).date()
    period = f"{first}" if first == last else f"{first}/{last}"
    source = f"Event log, {first} to {last}: {plural(events, 'event')}"
    evidence = Evidence(
        source, id=EVIDENCE, kind=EvidenceKind.ANALYTICS, date=last, sample_size=figures.customers
    )
    measured = {touchpoint.id: touchpoint for touchpoint in figures.touchpoints}
    groups: list[tuple[MeasuredGroup, Mapping[str, Any]]] = [(figures, {})]
    groups += [(g, journey.persona(g.persona).segment) for g in personas if g.persona]

    def touched(touchpoint: Touchpoint) -> Touchpoint:
        new = [
            made.replace(segment=segment)
            for group, segment in groups
            if touchpoint.id in measured
            for made in _measurements(group.touchpoint(touchpoint.id), period)
        ]
        metrics = _replaced(touchpoint.metrics, new)
        return touchpoint if metrics == touchpoint.metrics else touchpoint.replace(metrics=metrics)

    counts = {m.transition: m.customers.count for m in figures.moves if m.kind is MoveKind.WAY}
    return journey.replace(
        phases=tuple(_phase(phase, tuple(map(touched, phase.touchpoints))) for phase in journey.phases),
        # A count from elsewhere would not fit those of customers beside it.
        transitions=tuple(
            t.replace(count=counts.get(t.id)) if {t.source, t.target} & measured.keys() else t
            for t in journey.transitions
        ),
        evidence=journey.with_element(evidence).evidence,
    )  # fmt: skip


def _phase(phase: Phase, touchpoints: tuple[Touchpoint, ...]) -> Phase:
    return phase if touchpoints == phase.touchpoints else phase.replace(touchpoints=touchpoints)


def _measurements(found: MeasuredTouchpoint, period: str) -> tuple[Measurement, ...]:
    made = [Measurement("customers", found.customers, n=found.reach.of)]
    for metric, share in (("conversion", found.conversion), ("drop_off", found.drop_off)):
        if share is not None:
            made.append(_measurement(metric, share.share, share.interval, share.of))
    times = found.before
    # The median of a few times, of which nobody can say how sure it is, is no figure to keep.
    if times.median_interval is not None:
        made.append(_measurement("wait_s", times.median_s, times.median_interval, times.n))
    known = (m for m in made if m.value is not None)
    return tuple(m.replace(period=period, evidence=(EVIDENCE,)) for m in known)


def _measurement(
    metric: str, value: float | None, interval: tuple[float, float] | None, n: int
) -> Measurement:
    """A figure as people write it: no finer than a millionth."""
    limits = None if interval is None else (round(interval[0], 6), round(interval[1], 6))
    return Measurement(metric, None if value is None else round(value, 6), n=n, interval=limits)


def _replaced(old: tuple[Measurement, ...], new: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """New figures in the places of old ones of the same metric and segment, with their targets."""
    figures = {(m.metric, m.segment): m for m in new}
    kept: list[Measurement] = []
    for before in old:
        mine = figures.pop((before.metric, before.segment), None)
        if mine is not None:
            kept.append(mine.replace(target=before.target))
        elif EVIDENCE not in before.evidence and not _doubled(before, new):
            kept.append(before)
    return (*kept, *figures.values())


def _doubled(before: Measurement, new: Sequence[Measurement]) -> bool:
    """Whether a second measurement of a metric was there, which is measured now."""
    return any((before.metric, before.segment) == (m.metric, m.segment) for m in new)
