"""How many customers reach each touchpoint, as far as a map says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from journeykit.analyzers.ways import Stop, Way
from journeykit.analyzers.wording import listed
from journeykit.model import TransitionKind
from journeykit.model.element import Value
from journeykit.model.frozendict import FrozenDict

__all__ = ["CountSource", "Counts", "Uncounted", "count_customers"]


class CountSource(StrEnum):
    """Where the counts of a drop-off come from."""

    TOUCHPOINTS = "touchpoints"
    """Measurements of the metric on touchpoints."""
    TRANSITIONS = "transitions"
    """Counts along transitions."""


@frozen(kw_only=True, repr=False)
class Uncounted(Value):
    """A touchpoint that is left out of the steps, and why.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        reason: why it is left out.
    """

    touchpoint: str
    name: str
    reason: str


@frozen(kw_only=True, repr=False)
class Counts(Value):
    """Customers by touchpoint.

    Attributes:
        by_position: customers by the position of the touchpoint.
        source: where the counts come from, or None where there are none.
        skipped: touchpoints without a count.
        notes: what a reader should know before comparing the counts.
    """

    by_position: Mapping[int, float]
    source: CountSource | None
    skipped: tuple[Uncounted, ...]
    notes: tuple[str, ...]


def count_customers(along: tuple[Stop, ...], found: tuple[Way, ...], metric: str) -> Counts:
    """Count from measurements, or customers where no touchpoint has one from transitions.

    Args:
        along: the touchpoints in order.
        found: the ways between them.
        metric: id of the metric that counts customers.
    """
    counts, reasons = _measured(along, metric)
    source: CountSource | None = CountSource.TOUCHPOINTS
    notes = []
    if not counts:
        source = None
        # Transitions count customers, and nothing else.
        if metric == "customers":
            counts, partly = _counted(along, found)
            source = CountSource.TRANSITIONS if counts else None
            reasons |= dict.fromkeys(partly, "a way into it has no count")
            if partly:
                names = listed(stop.name for stop in along if stop.position in partly)
                notes.append(f"some ways have no count, so the customers at {names} are unknown")
    skipped = (
        Uncounted(touchpoint=stop.id, name=stop.name, reason=reasons[stop.position])
        for stop in along
        if stop.position not in counts
    )
    if source is CountSource.TOUCHPOINTS:
        notes += _periods(along, metric)
    if counts:
        notes += _branches(found)
    return Counts(
        by_position=FrozenDict(counts), source=source, skipped=tuple(skipped), notes=tuple(notes)
    )


def _measured(along: tuple[Stop, ...], metric: str) -> tuple[dict[int, float], dict[int, str]]:
    """The counts on touchpoints by position, and why the others have none."""
    counts: dict[int, float] = {}
    reasons: dict[int, str] = {}
    for stop in along:
        values = [m for m in stop.touchpoint.metrics if m.metric == metric]
        whole = [m.value for m in values if not m.segment and m.value is not None]
        if whole and whole[-1] >= 0:
            counts[stop.position] = whole[-1]
        elif whole:
            reasons[stop.position] = f"its {metric} are below zero"
        elif any(m.segment and m.value is not None for m in values):
            reasons[stop.position] = f"its {metric} are known for segments only"
        elif values:
            reasons[stop.position] = f"its {metric} are still to be measured"
        else:
            reasons[stop.position] = f"no measurement of {metric}"
    return counts, reasons


def _counted(
    along: tuple[Stop, ...], found: tuple[Way, ...]
) -> tuple[dict[int, float], frozenset[int]]:
    """The counts that follow from those along ways, by position, and where some are missing."""
    into: dict[int, float] = {}
    out: dict[int, float] = {}
    entered: set[int] = set()
    partly: set[int] = set()
    for way in found:
        if way.kind is TransitionKind.LOOP or way.source is way.target:
            continue
        entered.add(way.target.position)
        if way.count is None:
            # A sum with one part unknown is not a smaller sum: it is unknown.
            partly |= {way.target.position}
            continue
        into[way.target.position] = into.get(way.target.position, 0.0) + way.count
        out[way.source.position] = out.get(way.source.position, 0.0) + way.count
    starts = {
        way.source.position
        for way in found
        if way.source.position in out and way.source.position not in entered
    }
    uncounted = {
        way.source.position
        for way in found
        if way.count is None and way.source.position in starts
        and way.kind is not TransitionKind.LOOP and way.source is not way.target
    }  # fmt: skip
    counts = {
        stop.position: into[stop.position] if stop.position in into else out[stop.position]
        for stop in along
        if (stop.position in into and stop.position not in partly)
        or stop.position in starts - uncounted
    }
    return counts, frozenset((partly & into.keys()) | uncounted)


def _periods(along: tuple[Stop, ...], metric: str) -> list[str]:
    periods = [
        m.period
        for stop in along
        for m in stop.touchpoint.metrics
        if m.metric == metric and not m.segment and m.period is not None
    ]
    distinct = list(dict.fromkeys(periods))
    return [f"the counts are of different periods: {listed(distinct)}"] if distinct[1:] else []


def _branches(found: tuple[Way, ...]) -> list[str]:
    targets: dict[int, set[int]] = {}
    for way in found:
        if way.kind is not TransitionKind.LOOP and way.source is not way.target:
            targets.setdefault(way.source.position, set()).add(way.target.position)
    if all(len(ahead) < 2 for ahead in targets.values()):
        return []
    text = "the ways branch, and steps that exclude each other are compared as if in a row"
    return [text]
