"""What a funnel asks of each event, as columns: which steps it can take, what it excludes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from operator import and_

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.funnels.definition import Count, Entry, FunnelDefinition, Order, Ties
from journeykit.events.funnels.steps import Step

__all__ = [
    "ENTRY",
    "Need",
    "all_of",
    "excluded",
    "latest",
    "linked",
    "mark",
    "marks_of",
    "overlap",
    "prepared",
    "runs",
]

ENTRY = "_entry"
"""Name of the column that tells whether an event may begin an attempt."""

Need = tuple[str, int]
"""A column that counts events of one moment, and how many of them are needed."""


def mark(number: int) -> str:
    """Name of the column that tells whether an event can take a step."""
    return f"_m{number}"


def excluded(number: int) -> str:
    """Name of the column that tells whether an event is excluded."""
    return f"_x{number}"


def marks_of(d: FunnelDefinition) -> dict[str, Condition]:
    """The conditions that the source has to mark."""
    steps = {mark(number): step.condition for number, step in enumerate(d.steps)}
    return steps | {excluded(n): exclusion.condition for n, exclusion in enumerate(d.exclusions)}


def latest(rows: Rows, column: str | nw.Expr) -> nw.Expr:
    """The time of the latest event so far of which a truth column holds."""
    holds = nw.col(column) if isinstance(column, str) else column
    return rows.running_max(nw.when(holds).then(rows.clock).otherwise(NEVER))


def prepared(rows: Rows, d: FunnelDefinition) -> Rows:
    """The events in range, with truth columns for steps, entries and exclusions."""
    firsts = [number for number, step in enumerate(d.steps) if step.first_time]
    if firsts:
        # One running value at a time: no engine takes one of another in a single query.
        rows = rows.with_columns(**{f"_f{n}": latest(rows, mark(n)) for n in firsts})
        rows = rows.with_columns(**{f"_f{n}": rows.before(nw.col(f"_f{n}")) for n in firsts})
        rows = rows.with_columns(
            **{mark(n): nw.col(mark(n)) & (nw.col(f"_f{n}") < rows.floor) for n in firsts}
        )
    entry = nw.col(mark(0))
    if d.since_us is not None:
        rows = rows.filter(rows.moment >= d.since_us)
    if d.until_us is not None:
        if d.past_end and d.order is not Order.ANY and not d.open:
            entry = entry & (rows.moment <= d.until_us)
        else:
            rows = rows.filter(rows.moment <= d.until_us)
    rows = rows.with_columns(**{ENTRY: entry})
    if d.count is Count.ATTEMPTS:
        rows = rows.cut(nw.col(mark(0)))
    if d.entry is Entry.LATEST:
        # Row by row, of events at one time only the last is the latest.
        now = rows.place if d.ties is Ties.ROW else rows.clock
        rows = rows.with_columns(_now=now)
        rows = rows.with_columns(_last=nw.when(nw.col(ENTRY)).then(nw.col("_now")).otherwise(NEVER))
        rows = rows.with_columns(_last=rows.final(nw.col("_last")))
        rows = rows.filter(nw.col("_now") >= nw.col("_last"))
    return rows


def all_of(conditions: Iterable[nw.Expr]) -> nw.Expr:
    """Whether every one of some conditions holds; there has to be one."""
    return reduce(and_, conditions)


def overlap(steps: Iterable[Step], step: Step) -> bool:
    """Whether an event that takes a step could take one of others."""
    return any(not step.apart(other) for other in steps)


def runs(
    steps: tuple[tuple[int, Step], ...],
) -> tuple[dict[str, tuple[int, ...]], dict[tuple[int, int], list[Need]]]:
    """Which stretches of steps the events of one moment can take, each event once.

    By Hall's theorem a stretch can be taken if, for every set of its conditions,
    as many events meet one of the set as steps ask for it. Only sets of
    conditions that share events have to be looked at together: of a set that
    falls apart, no part has too few events unless that part alone tells so.

    Args:
        steps: number and step, in order.

    Returns:
        For each column of counts the numbers of the steps whose events it
        counts; and for each stretch, from place to place, what it needs.
    """
    columns: dict[str, tuple[int, ...]] = {}
    needs: dict[tuple[int, int], list[Need]] = {}
    for a in range(len(steps)):
        for b in range(a, len(steps)):
            wanted: dict[tuple[Condition, bool], list[int]] = {}
            for number, step in steps[a : b + 1]:
                wanted.setdefault((step.condition, step.first_time), []).append(number)
            stretch: list[Need] = []
            for group in linked(list(wanted)):
                for size in range(1, len(group) + 1):
                    for chosen in combinations(group, size):
                        if len(linked(list(chosen))) > 1:
                            continue
                        numbers = tuple(sorted(wanted[c][0] for c in chosen))
                        name = "_n" + "_".join(map(str, numbers))
                        columns[name] = numbers
                        stretch.append((name, sum(len(wanted[c]) for c in chosen)))
            needs[a, b] = stretch
    return columns, needs


def linked(conditions: list[tuple[Condition, bool]]) -> list[list[tuple[Condition, bool]]]:
    """Conditions in groups, so that none shares events with one of another group."""
    groups: list[list[tuple[Condition, bool]]] = []
    for condition in conditions:
        near = [g for g in groups if any(not condition[0].apart(other[0]) for other in g)]
        groups = [g for g in groups if g not in near]
        groups.append([condition, *(c for g in near for c in g)])
    return groups
