"""Where customers are lost, from the counts that a map carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.counts import CountSource, Uncounted, count_customers
from journeykit.analyzers.formulas import fix_impact
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import quantile, wilson_interval
from journeykit.analyzers.ways import Stop, stops, ways
from journeykit.analyzers.wording import aligned, count, listed, percent, percents, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import STANDARD_METRICS, Journey
from journeykit.model.element import Value

__all__ = ["DropOff", "DropOffStep", "PhaseLoss", "StepFlag", "drop_off"]

Interval = tuple[float, float]


class StepFlag(StrEnum):
    """Why a step has no rate."""

    RE_ENTRY = "re-entry"
    """More customers than at the step before: some came in by another way."""
    NOBODY_BEFORE = "nobody-before"
    """No customers at the step before, of whom a share could be taken."""


@frozen(kw_only=True, repr=False)
class DropOffStep(Value):
    """A touchpoint with its customers, and what became of those of the step before.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        phase: id of its phase.
        customers: how many reach it.
        loss: customers of the step before minus customers here; below 0 where
            more came than there were; None at the first step.
        conversion: share of the step before that comes here; None at the first
            step and where there is a `flag`.
        conversion_interval: confidence interval of the conversion, or None.
        drop_off: 1 - conversion, or None.
        drop_off_interval: confidence interval of the drop-off, or None.
        from_start: share of the first step that comes here, or None where it
            would exceed 1 or nobody started.
        from_start_interval: its confidence interval; None at the first step,
            and from the first re-entry on, because those who came later did not
            start at the start.
        survival: share of those here who come to the last step: the product of
            the conversions after this one, or None where one of them is unknown.
        fix_impact: customers that a fix of this step would bring to the end, or
            None where no lift was given or the survival is unknown.
        flag: why there is no rate, or None.
    """

    touchpoint: str
    name: str
    phase: str
    customers: float
    loss: float | None = None
    conversion: float | None = None
    conversion_interval: Interval | None = None
    drop_off: float | None = None
    drop_off_interval: Interval | None = None
    from_start: float | None = None
    from_start_interval: Interval | None = None
    survival: float | None = None
    fix_impact: float | None = None
    flag: StepFlag | None = None


@frozen(kw_only=True, repr=False)
class PhaseLoss(Value):
    """What becomes of customers on the way into a phase and through it.

    Attributes:
        phase: id of the phase.
        name: its name.
        before: customers at the last step before the phase; for the first
            phase those at the first step.
        after: customers at the last step of the phase.
        loss: before - after; the losses of all phases add up to the whole.
        conversion: after / before, or None where it would exceed 1 or before is 0.
        conversion_interval: its confidence interval; None with a re-entry within.
        position: its place among all phases of the map, from 0; or None.
    """

    phase: str
    name: str
    before: float
    after: float
    loss: float
    conversion: float | None
    conversion_interval: Interval | None
    position: int | None = None


@frozen(kw_only=True, repr=False)
class DropOff(Result):
    """How many customers are left at each touchpoint, and where they go missing.

    Attributes:
        title: title of the journey.
        metric: id of the metric that counts.
        confidence: confidence of the intervals, between 0 and 1.
        source: where the counts come from, or None where there are none.
        steps: touchpoints with a count, in order of the map.
        phases: phases with at least one step, in order of the map.
        skipped: touchpoints without a count.
        notes: what a reader should know before trusting the figures.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    metric: str
    confidence: float
    source: CountSource | None = None
    steps: tuple[DropOffStep, ...] = ()
    phases: tuple[PhaseLoss, ...] = ()
    skipped: tuple[Uncounted, ...] = ()
    notes: tuple[str, ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "touchpoint": str, "name": str, "phase": str, "customers": float, "loss": float,
        "conversion": float, "conversion_low": float, "conversion_high": float,
        "drop_off": float, "drop_off_low": float, "drop_off_high": float,
        "from_start": float, "from_start_low": float, "from_start_high": float,
        "survival": float, "fix_impact": float, "flag": str,
    }  # fmt: skip

    @property
    def start(self) -> float | None:
        """Customers at the first step, or None."""
        return self.steps[0].customers if self.steps else None

    @property
    def end(self) -> float | None:
        """Customers at the last step, or None."""
        return self.steps[-1].customers if self.steps else None

    @cached_property
    def by_loss(self) -> tuple[DropOffStep, ...]:
        """The steps that lose customers, most customers lost first."""
        losing = [step for step in self.steps if step.loss is not None and step.loss > 0]
        return tuple(sorted(losing, key=lambda step: -(step.loss or 0.0)))

    @cached_property
    def by_rate(self) -> tuple[DropOffStep, ...]:
        """The steps that lose customers, highest drop-off first."""
        return tuple(sorted(self.by_loss, key=lambda step: -(step.drop_off or 0.0)))

    @property
    def worst_by_loss(self) -> DropOffStep | None:
        """The step that loses most customers, the first of equals; None where none is lost."""
        return self.by_loss[0] if self.by_loss else None

    @property
    def worst_by_rate(self) -> DropOffStep | None:
        """The step that loses the highest share; None where none is lost."""
        return self.by_rate[0] if self.by_rate else None

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a step."""
        for s in self.steps:
            yield (
                s.touchpoint, s.name, s.phase, s.customers, s.loss,
                s.conversion, *(s.conversion_interval or (None, None)),
                s.drop_off, *(s.drop_off_interval or (None, None)),
                s.from_start, *(s.from_start_interval or (None, None)),
                s.survival, s.fix_impact, s.flag,
            )  # fmt: skip

    def summary(self) -> str:
        """The steps with their losses, and the two ways to name the worst."""
        head = f"Drop-off in {self.title!r}"
        if not self.steps:
            advice = (
                f"No counts. Give touchpoints a measurement of {self.metric!r}, "
                "or transitions a count."
            )
            return f"{head}\n{advice}"
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"{head} ({self.metric}, counted on {self.source}, {level})"]
        table = [(step.name, count(step.customers), _in_words(step)) for step in self.steps]
        lines += aligned(table, right=[1])
        worst, steepest = self.worst_by_loss, self.worst_by_rate
        if worst is not None and steepest is not None:
            loss, rate = worst.loss or 0.0, steepest.drop_off or 0.0
            lines.append(f"Most customers are lost before {worst.name!r}: {count(loss)}.")
            lines.append(f"The highest share is lost before {steepest.name!r}: {percent(rate)}.")
        elif len(self.steps) > 1:
            lines.append("No customers are lost.")
        gains = [step for step in self.steps if step.fix_impact is not None]
        if gains:
            best = max(gains, key=lambda step: step.fix_impact or 0.0)
            gain = count(best.fix_impact or 0.0)
            lines.append(f"Mending {best.name!r} would bring most customers to the end: {gain}.")
        lines += [f"Note: {note}." for note in self.notes]
        if self.skipped:
            names = listed(uncounted.name for uncounted in self.skipped)
            lines.append(f"Without a count: {names}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        if self.start is None or self.end is None:
            return f"<DropOff {self.title!r}: no counts>"
        steps = plural(len(self.steps), "step")
        return f"<DropOff {self.title!r}: {steps}, {count(self.start)} to {count(self.end)}>"


def _in_words(step: DropOffStep) -> str:
    if step.flag is StepFlag.RE_ENTRY:
        return f"{count(-(step.loss or 0.0))} more than before: re-entry, so no rate"
    if step.flag is StepFlag.NOBODY_BEFORE:
        return "nobody at the step before, so no rate"
    if step.conversion is None or step.conversion_interval is None:
        return ""
    kept = f"{percent(step.conversion)} stay ({percents(step.conversion_interval)})"
    return f"{kept}, {count(step.loss or 0.0)} lost"


def drop_off(
    journey: Journey,
    *,
    metric: str = "customers",
    confidence: float = 0.95,
    lift: float | Mapping[str, float] | None = None,
) -> DropOff:
    """Find out where customers are lost, from the counts that the map carries.

    The count of a touchpoint is the value of its last measurement of the metric
    that is not for a segment. Where no touchpoint has one, counts come from the
    transitions (for customers only): a touchpoint is reached by the sum of the
    counts of the ways into it; one that no way leads to starts with the sum of the
    counts of the ways out of it. A sum with one part unknown is unknown. Transitions of the kind "loop", and those from a
    touchpoint to itself, bring nobody new and are left out.

    Steps follow the order of the map, touchpoints without a count left out.
    With N customers at steps 0, 1, ...: conversion c_k = N_k / N_(k-1), drop-off
    1 - c_k, loss N_(k-1) - N_k. Shares have Wilson intervals. The bottleneck is
    named twice, by absolute loss and by rate, for they often differ. Where ways
    branch, steps that exclude each other are compared all the same: a note says so.

    Fix impact: loss_k x lift_k x survival after step k, in customers at the end.

    Args:
        journey: the map.
        metric: id of the metric that counts customers.
        confidence: confidence of the intervals, between 0 and 1.
        lift: share of the customers lost on the way to a step that a fix is
            expected to win back, from 0 to 1; one for all, or by touchpoint id.

    Returns:
        Steps in order of the map; none where the map carries no counts.

    Raises:
        InvalidValueError: if confidence or lift is out of range.
        NotFoundError: if there is no such metric, or `lift` names a touchpoint
            that does not exist.

    Source:
        Definitions of step conversion, loss and bottleneck as on
        metricgate.com/docs/funnel-drop-off-analysis; fix impact as in
        luvvhelp.com's lesson on drop-off.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy a bike", [Phase("Purchase", [
        ...     Touchpoint("Cart", metrics={"customers": 120}),
        ...     Touchpoint("Pay", metrics={"customers": 45}),
        ... ])])
        >>> result = drop_off(journey)
        >>> result.steps[1].conversion, result.steps[1].loss
        (0.375, 75.0)
        >>> result
        <DropOff 'Buy a bike': 2 steps, 120 to 45>
    """
    along = stops(journey, owner="drop_off")
    quantile(confidence, owner="drop_off")
    _check_metric(journey, metric)
    _check_lift(journey, lift)
    counts = count_customers(along, ways(journey, along).ways, metric)
    counted = [stop for stop in along if stop.position in counts.by_position]
    steps = _steps(counted, counts.by_position, confidence, lift)
    return DropOff(
        title=journey.title,
        metric=metric,
        confidence=confidence,
        source=counts.source,
        steps=steps,
        phases=_phases(journey, counted, steps, confidence),
        skipped=counts.skipped,
        notes=counts.notes,
        locale=journey.locale,
    )


def _check_metric(journey: Journey, metric: str) -> None:
    known = {*STANDARD_METRICS, *(declared.id for declared in journey.metrics)}
    known.update(m.metric for touchpoint in journey.touchpoints for m in touchpoint.metrics)
    if metric not in known:
        raise NotFoundError("metric", metric, sorted(known))


def _check_lift(journey: Journey, lift: float | Mapping[str, float] | None) -> None:
    lifts = lift if isinstance(lift, Mapping) else {} if lift is None else {"": lift}
    known = {touchpoint.id for touchpoint in journey.touchpoints}
    for id, share in lifts.items():
        if isinstance(lift, Mapping) and id not in known:
            raise NotFoundError("touchpoint", id, sorted(known))
        if not 0 <= share <= 1:
            field_name = f"lift[{id!r}]" if id else "lift"
            raise InvalidValueError(
                "drop_off", field_name, expected="a share from 0 to 1", got=share
            )


def _steps(
    counted: list[Stop],
    counts: Mapping[int, float],
    confidence: float,
    lift: float | Mapping[str, float] | None,
) -> tuple[DropOffStep, ...]:
    customers = [counts[stop.position] for stop in counted]
    rates = [None, *(_rate(a, b) for a, b in pairwise(customers))]
    survivals = _survivals(rates)
    steps = []
    nested = True
    for index, stop in enumerate(counted):
        here, start = customers[index], customers[0]
        before = customers[index - 1] if index else None
        rate = rates[index]
        flag = None
        if before is not None and rate is None:
            flag = StepFlag.RE_ENTRY if here > before else StepFlag.NOBODY_BEFORE
        nested = nested and flag is not StepFlag.RE_ENTRY
        kept = None if before is None or rate is None else _wilson(here, before, confidence)
        lost = None if kept is None else (1 - kept[1], 1 - kept[0])
        from_start = _rate(start, here)
        sure = index > 0 and from_start is not None and nested
        loss = None if before is None else before - here
        steps.append(
            DropOffStep(
                touchpoint=stop.id, name=stop.name, phase=stop.phase.id, customers=here,
                loss=loss, conversion=rate, conversion_interval=kept,
                drop_off=None if rate is None else 1 - rate, drop_off_interval=lost,
                from_start=from_start,
                from_start_interval=_wilson(here, start, confidence) if sure else None,
                survival=survivals[index], flag=flag,
                fix_impact=_impact(loss, _lift_at(lift, stop.id), survivals[index]),
            )
        )  # fmt: skip
    return tuple(steps)


def _wilson(part: float, whole: float, confidence: float) -> Interval:
    return wilson_interval(part, whole, confidence=confidence)


def _rate(before: float, after: float) -> float | None:
    """The share that stays, or None where there is no such share."""
    return after / before if before > 0 and after <= before else None


def _survivals(rates: list[float | None]) -> list[float | None]:
    """For each step the product of the rates after it."""
    survivals: list[float | None] = []
    after: float | None = 1.0
    for rate in reversed(rates):
        survivals.append(after)
        after = None if after is None or rate is None else after * rate
    return survivals[::-1]


def _lift_at(lift: float | Mapping[str, float] | None, id: str) -> float | None:
    return lift.get(id) if isinstance(lift, Mapping) else lift


def _impact(loss: float | None, lift: float | None, survival: float | None) -> float | None:
    if loss is None or loss < 0 or lift is None or survival is None:
        return None
    return fix_impact(loss, lift, survival)


def _phases(
    journey: Journey, counted: list[Stop], steps: tuple[DropOffStep, ...], confidence: float
) -> tuple[PhaseLoss, ...]:
    ids = dict.fromkeys(phase.id for phase in journey.phases)
    positions = {id: position for position, id in enumerate(ids)}
    found = []
    first = 0
    for index, stop in enumerate(counted):
        is_last = index + 1 == len(counted) or counted[index + 1].phase is not stop.phase
        if not is_last:
            continue
        before, after = steps[max(first - 1, 0)].customers, steps[index].customers
        within = steps[first : index + 1]
        rate = _rate(before, after)
        nested = all(step.flag is not StepFlag.RE_ENTRY for step in within)
        loss = PhaseLoss(
            phase=stop.phase.id, name=stop.phase.name, before=before, after=after,
            loss=before - after, conversion=rate,
            conversion_interval=(
                _wilson(after, before, confidence) if rate is not None and nested else None
            ),
            position=positions[stop.phase.id],
        )  # fmt: skip
        found.append(loss)
        first = index + 1
    return tuple(found)
