"""What happened between two steps of a funnel, to those who came on and to those who did not."""

from __future__ import annotations

from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import EVENT
from journeykit.events.funnels.attempts import START, Attempts, events_of, reached, took
from journeykit.events.funnels.definition import FunnelDefinition
from journeykit.events.funnels.follow import since_start, timed_units, watched_until
from journeykit.events.funnels.joins import joined
from journeykit.events.funnels.marks import mark
from journeykit.events.funnels.run import FunnelRun
from journeykit.model.element import Value

__all__ = ["Happened", "happened"]

_FROM, _UNTIL, _CAME, _N = "_from", "_until", "_came", "_n"


@frozen(kw_only=True)
class Happened(Value):
    """An event with those to whom it happened.

    Attributes:
        event: its name.
        came: how many of them came on.
        stayed: how many did not.
    """

    event: str
    came: int
    stayed: int


def happened(run: FunnelRun, start: int, step: int) -> tuple[Happened, ...]:
    """The events after one step and before another, with how many units they happened to.

    Of a unit that took the later step those count that lie strictly between the two, in
    time, from the first time it took the earlier one within the window: it may have come back
    to that. Of others those count from their counted attempt on until its window closed
    or observation ended. Names that a step of the funnel bears are left out.

    Args:
        run: the funnel.
        start: number of the one step.
        step: number of the other.

    Raises:
        InvalidValueError: if nobody can say when steps were taken.
    """
    if run.end_us is None:
        return ()
    d = run.definition
    own = sorted({name for s in d.steps for name in s.names})
    counts: dict[str, list[int]] = {}
    for rows in events_of(run.log, d, whole=True):
        part = reached(rows, d, details=True, end_us=run.end_us)
        for row in _counted(part, d, (start, step), own, run.end_us):
            known = counts.setdefault(str(row[EVENT]), [0, 0])
            known[0 if row[_CAME] else 1] += int(row[_N])
    return tuple(
        Happened(event=event, came=came, stayed=stayed)
        for event, (came, stayed) in sorted(counts.items())
    )


def _counted(
    part: Attempts, d: FunnelDefinition, ends: tuple[int, int], own: list[str], end_us: int
) -> list[dict[str, Any]]:
    start, step = ends
    came = nw.col(took(step)) & ~since_start(d, step).is_null()
    units = timed_units(part).filter(nw.col(took(start))).with_columns(**{_CAME: came})
    # The last microsecond that counts: what happens with the step itself is not before it.
    before = nw.col(START) + since_start(d, step) - 1
    spans = units.select(
        *part.events.ids,
        _CAME,
        **{
            _FROM: nw.col(START) + since_start(d, start),
            _UNTIL: nw.when(nw.col(_CAME)).then(before).otherwise(watched_until(d, end_us)),
        },
    )
    spans = _from_the_first(part, spans, d, start)
    others = part.events.filter(~nw.col(EVENT).is_in(own)) if own else part.events
    moments = others.with_columns(_moment=others.moment).frame
    moments = moments.select(*others.ids, EVENT, "_moment")
    between = (nw.col("_moment") > nw.col(_FROM)) & (nw.col("_moment") <= nw.col(_UNTIL))
    each = joined(moments, spans, others.ids).filter(between)
    once = each.group_by(*others.ids, EVENT, _CAME).agg(nw.len().alias("_times"))
    counts = once.group_by(EVENT, _CAME).agg(nw.len().alias(_N))
    if isinstance(counts, nw.LazyFrame):
        counts = counts.collect(backend="pyarrow")
    return list(counts.rows(named=True))


def _from_the_first(part: Attempts, spans: Any, d: FunnelDefinition, start: int) -> Any:
    """The spans of those who came on, from the first time that could have been their start."""
    ids = part.events.ids
    takes = part.events.filter(nw.col(mark(start)))
    times = takes.with_columns(_moment=takes.moment).frame.select(*ids, "_moment")
    early = joined(times, spans.filter(nw.col(_CAME)), ids).filter(
        nw.col("_moment") < nw.col(_FROM)
    )
    if d.within_us is not None:
        early = early.filter(nw.col("_moment") >= nw.col(_UNTIL) + 1 - d.within_us)
    first = early.group_by(*ids).agg(nw.col("_moment").min().alias("_first"))
    both = joined(spans, first, ids, how="left")
    began = nw.when(~nw.col("_first").is_null()).then(nw.col("_first")).otherwise(nw.col(_FROM))
    return both.with_columns(**{_FROM: began})
