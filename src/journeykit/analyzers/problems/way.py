"""The steps that are looked at: as they are given, or those of a map."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from journeykit.analyzers.bindings import bind
from journeykit.analyzers.funnels.build import define
from journeykit.analyzers.wording import listed
from journeykit.errors import InvalidValueError
from journeykit.events.durations import Duration
from journeykit.events.funnels import FunnelDefinition, Step
from journeykit.events.log import EventLog, need_log
from journeykit.events.names import unknown_names
from journeykit.events.passages.reach import reach
from journeykit.events.roles import check_columns
from journeykit.model import Journey

__all__ = ["Steps", "Way", "way_of"]

_LOOKING = ("awareness", "consideration")
"""Stages in which customers look on: to do so again is what they are there for."""

Steps = Sequence[Step | str | tuple[str, ...]] | Journey


@frozen(kw_only=True, eq=False)
class Way:
    """The steps that customers are followed along.

    Attributes:
        definition: the steps, and the longest time from the first to any other.
        columns: columns whose values are told apart.
        looking: events that customers do again as they please: those of the first step, and
            of a map all up to its consideration.
        notes: what a reader should know.
    """

    definition: FunnelDefinition
    columns: tuple[str, ...]
    looking: frozenset[str]
    notes: tuple[str, ...]


def way_of(
    owner: str,
    log: EventLog,
    steps: Steps,
    *,
    by: str | Sequence[str],
    within: Duration | None,
    more: Sequence[str] = (),
) -> Way:
    """The steps to look at, checked.

    Of a map these are the touchpoints that are bound to events, in order, but for those
    that fewer customers reach than a later one: they are no step on the way of all.

    Args:
        owner: who asks, for errors.
        log: the events.
        steps: the steps, or a map.
        by: columns.
        within: longest time from the first step to any other.
        more: further names of events that are asked for.

    Raises:
        InvalidValueError: if the log is none, or the steps make no sense.
        NotFoundError: if an event or column is not known.
    """
    need_log(owner, log)
    notes: list[str] = []
    looking: set[str] = set()
    if isinstance(steps, Journey):
        bindings = bind(steps, log)
        early = {
            t.id for phase in steps.phases if phase.stage in _LOOKING for t in phase.touchpoints
        }
        for place in bindings.touchpoints:
            looking.update(place.step.names if place.touchpoint in early else ())
        bound = bindings.steps
        counts = reach(log, bound)
        kept = [n for n, count in enumerate(counts) if count and count == max(counts[n:])]
        aside = [step.title for n, step in enumerate(bound) if n not in kept]
        if aside:
            notes.append(
                f"not looked at as steps, as fewer reach them than later ones: {listed(aside)}"
            )
        steps = [bound[n] for n in kept]
    d = define(steps, within=within)
    optional = [step.title for step in d.steps if step.optional or step.first_time]
    if len(d.steps) < 2 or optional:
        raise InvalidValueError(
            owner, "steps", got=listed(optional or d.names) or "none",
            expected="two steps or more, none of them optional or for the first time only",
        )  # fmt: skip
    columns = (by,) if isinstance(by, str) else tuple(by)
    check_columns(owner, {f"by[{n}]": column for n, column in enumerate(columns)}, log.columns)
    for step in d.steps:
        for column in step.columns:
            check_columns(owner, {f"where of {step}": column}, log.columns)
    notes += unknown_names(log, [*more, *(name for step in d.steps for name in step.names)])
    looking.update(d.steps[0].names)
    return Way(definition=d, columns=columns, looking=frozenset(looking), notes=tuple(notes))
