"""Steps one after the other, with no other event of the unit between."""

from __future__ import annotations

import narwhals as nw

from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.funnels.definition import Entry, FunnelDefinition, Ties
from journeykit.events.funnels.marks import ENTRY, all_of, latest, mark, runs
from journeykit.events.funnels.walk import Walked

__all__ = ["walk_strict"]

_EVENTS = "_events"


def walk_strict(rows: Rows, d: FunnelDefinition, *, details: bool) -> Walked:
    """Walk through all events of each unit, that are `prepared`.

    An attempt covers events without a gap. Of a moment at which several events
    fall, and whose order nobody knows, it covers all, but at its own first and
    last moment, where it may cover some. With ties="strict" any other event at
    the time of one of its events comes between.

    Args:
        rows: the events, with marks; none may be missing.
        d: what the funnel counts.
        details: whether the times of all steps are wanted too.
    """
    number = len(d.steps)
    windowed = any(step.within_us is not None for step in d.steps)
    columns, needs = runs(tuple(enumerate(d.steps)))
    if d.ties is not Ties.ANY:
        columns = {f"_n{n}": (n,) for n in range(number)}
        needs = {(n, n): [(f"_n{n}", 1)] for n in range(number)}
    counted: dict[str, nw.Expr] = {}
    for name, numbers in columns.items():
        meets = nw.col(mark(numbers[0]))
        for other in numbers[1:]:
            meets = meets | nw.col(mark(other))
        counted[name] = meets
    counted |= {ENTRY: nw.col(ENTRY), _EVENTS: nw.lit(value=True)}
    rows = rows.counted(counted, together=d.ties is not Ties.ROW)
    entry = rows.at_least(ENTRY)
    if d.entry is Entry.FIRST:
        rows = rows.with_columns(_e=latest(rows, entry))
        rows = rows.with_columns(_e=rows.before(nw.col("_e")))
        entry = entry & (nw.col("_e") < rows.floor)

    # `_h` is the attempt that has covered all of this moment, so that it can go
    # on at the next; `_s` remembers the latest that ends here or ended before.
    starts: list[str] = []
    times: list[tuple[str, ...]] = []
    for level in range(number):
        kept = range(level + 1) if details or windowed else range(1)
        ends: list[tuple[nw.Expr, int]] = []
        goes: list[tuple[nw.Expr, int]] = []
        for a in range(level + 1):
            if (a, level) not in needs:
                continue
            fits = all_of(rows.at_least(name, least) for name, least in needs[a, level])
            # Nobody knows which of several events at one time came last.
            alone = ~rows.at_least(_EVENTS, 2)
            if a == 0:
                ends.append((fits & entry, 0))
                goes.append((fits & entry & alone if d.ties is Ties.STRICT else fits & entry, 0))
                continue
            fits = fits & rows.within(nw.col(f"_h{a - 1}t0b"), d.within_us)
            limit = d.steps[a].within_us
            if limit is not None:
                fits = fits & rows.within(nw.col(f"_h{a - 1}t{a - 1}b"), limit)
            if d.ties is Ties.STRICT:
                fits = fits & alone
            ends.append((fits, a))
            taken = level - a + 1
            all_taken = rows.at_least(_EVENTS, taken) & ~rows.at_least(_EVENTS, taken + 1)
            goes.append((fits & all_taken, a))
        for j in kept:
            rows = rows.with_columns(**{f"_h{level}t{j}": _latest(rows, goes, j)})
        rows = rows.with_columns(
            **{f"_h{level}t{j}b": rows.before(nw.col(f"_h{level}t{j}")) for j in kept},
            **{f"_s{level}t{j}": rows.running_max(_latest(rows, ends, j)) for j in kept},
        )
        starts.append(f"_s{level}t0")
        times.append(tuple(f"_s{level}t{j}" for j in kept))
    return Walked(rows=rows, starts=tuple(starts), times=tuple(times) if details else ())


def _latest(rows: Rows, cases: list[tuple[nw.Expr, int]], place: int) -> nw.Expr:
    """When the latest of some attempts took a step: now, or when the one that goes on did."""
    values = [
        nw.when(condition)
        .then(rows.clock if place >= a else nw.col(f"_h{a - 1}t{place}b"))
        .otherwise(NEVER)
        for condition, a in cases
    ]
    return nw.max_horizontal(*values) if len(values) > 1 else values[0]
