"""How long it takes to convert, with those counted who have not yet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level
from journeykit.analyzers.funnels.options import need_funnel, option
from journeykit.analyzers.funnels.timed import ConvertTimes, TimeDifference, TimeToConvert
from journeykit.analyzers.stats import (
    MIN_TRIALS,
    IncidenceCurve,
    aalen_johansen,
    kaplan_meier,
    log_rank,
    too_few,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import Condition
from journeykit.events.durations import in_words
from journeykit.events.funnels import Attribution, FunnelDefinition
from journeykit.events.funnels.follow import FollowUp, Wait, follow
from journeykit.events.funnels.steps import as_step
from journeykit.model.frozendict import FrozenDict

if TYPE_CHECKING:
    from journeykit.analyzers.funnels.result import FunnelResult

__all__ = ["time_to_convert"]

_US = 1e6


def time_to_convert(
    result: FunnelResult,
    step: str | int = -1,
    *,
    start: str | int = 0,
    group: tuple[Any, ...] | None = None,
    exits: Mapping[str, Condition | str | tuple[str, ...]] | None = None,
    adjust: Adjustment | str = Adjustment.BENJAMINI_HOCHBERG,
    alpha: float = 0.05,
    minimum: int = MIN_TRIALS,
) -> TimeToConvert:
    """How long customers take from one step to another, those counted who did not get there.

    A mean or median of those who did is too short: the slow are missing. Here all
    who took `start` are followed from the moment at which their counted attempt
    took it (of those who convert the first that did, of the others the latest of the
    furthest): until they take `step`, or until their window closes or observation
    ends, whichever is first. The share that has converted by each time is 1 - the
    Kaplan-Meier estimate of those who have not. A customer with several attempts
    is followed in one of them: count with entry="first" to start all clocks at
    the first entry.

    Exits are events after `start` and before `step` that end it, such as
    {"cancel": "cancelled"}. The shares are then those of Aalen and Johansen: nobody
    who has left by one exit can leave by another.

    Args:
        result: a closed funnel; with a breakdown its values are compared.
        step: the step to which, by name or number.
        start: the step from which.
        group: only those who count for this value of the breakdown.
        exits: other ways to end, by name: events as steps are given.
        adjust: how the p values of groups are adjusted: "benjamini-hochberg" or "holm".
        alpha: level below which an adjusted p value is a finding.
        minimum: the least size of a group that is tested.

    Raises:
        InvalidValueError: if the steps are in the wrong order, or nobody can
            say when they were taken.
        NotFoundError: if a step, group, column or adjustment is not known.

    Source:
        Kaplan and Meier 1958, Journal of the American Statistical Association
        53(282), 457-481; Aalen and Johansen 1978, Scandinavian Journal of
        Statistics 5(3), 141-150.

    Examples:
        >>> from journeykit.analyzers.funnels import funnel
        >>> from journeykit.events import EventLog
        >>> log = EventLog(
        ...     [("ann", "cart", 0), ("ann", "paid", 60), ("bob", "cart", 0), ("bob", "paid", 90),
        ...      ("cid", "cart", 0), ("dan", "cart", 30), ("dan", "look", 120)]
        ... )
        >>> times = time_to_convert(funnel(log, ["cart", "paid"]))
        >>> times.whole.mean_s, times.whole.median_s.value
        (75.0, 90.0)
    """  # fmt: skip
    need_funnel("time_to_convert", result)
    run, d = result.counted(), result.definition
    check_level("time_to_convert", alpha)
    a, b = d.number(start), d.number(step)
    if a >= b:
        raise InvalidValueError(
            "time_to_convert", "step", expected=f"a step after {d.names[a]!r}", got=d.names[b]
        )
    if d.by and d.attribution is Attribution.ALL and group is None:
        raise InvalidValueError(
            "time_to_convert", "group", expected="one group, where customers may be in several",
            got=None, hint='give group=..., or count the funnel with attribution="first"',
        )  # fmt: skip
    ways = {name: as_step(exit).condition for name, exit in (exits or {}).items()}
    if d.names[b] in ways:
        raise InvalidValueError(
            "time_to_convert", "exits", expected="exits not called like the step", got=d.names[b]
        )
    for condition in ways.values():
        for column in condition.columns:
            if column not in run.log.columns:
                raise NotFoundError("column (of an exit)", column, list(run.log.columns))
    found = follow(run, a, b, ways)
    causes = (d.names[b], *ways)
    confidence, way = result.confidence, option(Adjustment, adjust, "adjust")
    groups: tuple[ConvertTimes, ...] = ()
    if group is not None:
        mine = result.group(*group)
        waits = [w for w in found.waits if w.value == group]
        whole = _times(waits, causes, confidence).replace(label=mine.label, value=group)
    else:
        whole = _times(found.waits, causes, confidence)
        groups = tuple(
            _times([w for w in found.waits if w.value == g.value], causes, confidence).replace(
                label=g.label, value=g.value
            )
            for g in result.groups
        )
    large = [g.curve for g in groups if too_few(g.customers, minimum=minimum) is None]
    differences = _differences(groups, found.waits, minimum) if len(groups) > 2 else []
    p_values = adjusted([x.test.p if x.test else None for x in differences], way)
    return TimeToConvert(
        definition=d, start=d.names[a], step=d.names[b], exits=tuple(ways), whole=whole,
        groups=groups, overall=log_rank(large) if len(large) > 1 else None,
        differences=tuple(
            x.replace(p_adjusted=p, holds=p is not None and p < alpha)
            for x, p in zip(differences, p_values, strict=True)
        ),
        tests=sum(p is not None for p in p_values), adjust=way, alpha=alpha,
        confidence=confidence, tick_s=None if found.tick_us is None else found.tick_us / _US,
        notes=tuple(_notes(d, found, whole)),
    )  # fmt: skip


def _times(waits: Sequence[Wait], causes: tuple[str, ...], confidence: float) -> ConvertTimes:
    """The times of a group, from how long its customers were followed; the first cause is the step."""
    times = [w.wait_us / _US for w in waits]
    by_outcome = [
        [w.number if w.outcome == outcome else 0 for w in waits]
        for outcome in range(len(causes) + 1)
    ]
    unseen, converted, *left = by_outcome
    customers = sum(w.number for w in waits)
    took = sum(converted)
    total_us = math.fsum(w.total_us for w in waits if w.outcome == 1)
    others = [0 if w.outcome == 1 else w.number for w in waits]
    incidence: tuple[IncidenceCurve, ...] = ()
    if left:
        events = dict(zip(causes, by_outcome[1:], strict=True))
        curves = aalen_johansen(times, events=events, censored=unseen, confidence=confidence)
        incidence = tuple(sorted(curves, key=lambda c: causes.index(c.cause)))
    return ConvertTimes(
        label="", customers=customers, converted=took,
        left=FrozenDict(dict(zip(causes[1:], map(sum, left), strict=True))),
        mean_s=total_us / took / _US if took else None,
        curve=kaplan_meier(times, events=converted, censored=others, confidence=confidence),
        incidence=incidence,
    )  # fmt: skip


def _differences(
    groups: tuple[ConvertTimes, ...], waits: Sequence[Wait], minimum: int
) -> list[TimeDifference]:
    """Each group against all others together."""
    found = []
    for group in groups:
        others = [w for w in waits if w.value != group.value]
        rest = sum(w.number for w in others)
        refusal = too_few(group.customers, rest, minimum=minimum)
        test = None
        if refusal is None:
            test = log_rank([group.curve, _times(others, ("",), 0.95).curve])
        found.append(TimeDifference(label=group.label, test=test, refusal=refusal))
    return found


def _notes(d: FunnelDefinition, found: FollowUp, whole: ConvertTimes) -> Iterator[str]:
    if whole.customers and whole.median_s.value is None:
        yield (
            "the median is not reached: fewer than half have converted by the last time "
            "that anyone was watched."
        )
    if found.tick_us is not None:
        yield f"times are rounded up to {in_words(found.tick_us)}: there are very many different ones."
    if d.within_us is None:
        yield "without a window all who have not converted may still do so."
