"""Steps in any order, within one window."""

from __future__ import annotations

from itertools import combinations

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.funnels.definition import FunnelDefinition, Ties
from journeykit.events.funnels.marks import excluded, linked, mark
from journeykit.events.funnels.walk import Walked

__all__ = ["walk_unordered"]

_SINCE = "_since"
_LEVEL = "_level"
_PLACE = "_place"


def walk_unordered(rows: Rows, d: FunnelDefinition, *, details: bool) -> Walked:
    """Walk through events that are `prepared`.

    At each event the window that ends there is looked at: a step can be taken
    if the latest event that takes it is no older. Where events can take several
    steps, the most steps that distinct events can take follow from the numbers
    of events that meet each set of conditions (König's theorem).

    Args:
        rows: the events, with marks.
        d: what the funnel counts.
        details: whether the times of the steps are wanted too.
    """
    by_row = d.ties is Ties.ROW and bool(d.exclusions)
    if by_row:
        rows = rows.with_columns(**{_PLACE: rows.place})
    wanted: dict[tuple[Condition, bool], list[int]] = {}
    for number, step in enumerate(d.steps):
        wanted.setdefault((step.condition, step.first_time), []).append(number)
    # For each set of conditions the latest events that meet one of it: the
    # latest, the one before, ... as many as there are steps to take.
    groups = linked(list(wanted))
    sets: list[tuple[list[tuple[list[str], int]], int]] = []
    asked: dict[str, tuple[nw.Expr, int]] = {}
    for group in groups:
        parts: list[tuple[list[str], int]] = []
        for size in range(1, len(group) + 1):
            for chosen in combinations(group, size):
                numbers = sorted(wanted[c][0] for c in chosen)
                meets = nw.col(mark(numbers[0]))
                for number in numbers[1:]:
                    meets = meets | nw.col(mark(number))
                many = sum(len(wanted[c]) for c in chosen)
                name = "_l" + "_".join(map(str, numbers)) + "_"
                asked[name] = meets, many
                parts.append(([f"{name}{i}" for i in range(many)], many))
        total = sum(len(wanted[c]) for c in group)
        sets.append((parts, total))
    rows = _latest_few(rows, asked, by_row=by_row)
    since = rows.floor
    if d.within_us is not None:
        since = nw.max_horizontal(since, rows.clock - d.within_us // rows.tick_us)
    marks = [excluded(number) for number in range(len(d.exclusions))]
    now = nw.col(_PLACE) if by_row else rows.clock
    last = {f"{x}p": nw.when(nw.col(x)).then(now).otherwise(NEVER) for x in marks}
    rows = rows.with_columns(**{name: rows.running_max(times) for name, times in last.items()})
    if last and not by_row:
        rows = rows.with_columns(**{name: rows.before(nw.col(name)) for name in last})
        # Only what lies before this moment is between its events and earlier ones.
        earlier = {
            name: nw.when(nw.col(name) < rows.clock).then(nw.col(name)).otherwise(NEVER)
            for name in last
        }
        rows = rows.with_columns(**{n: rows.running_max(times) for n, times in earlier.items()})
        since = nw.max_horizontal(since, nw.col(*last))
    rows = rows.with_columns(**{_SINCE: since})
    level = nw.lit(0)
    for parts, total in sets:
        choices = [nw.lit(total)]
        for columns, many in parts:
            there = nw.lit(total - many)
            for column in columns:
                holds = nw.col(column) >= nw.col(_SINCE)
                for number in range(len(d.exclusions) if by_row else 0):
                    holds = holds & (nw.col(f"{column}q") > nw.col(f"{excluded(number)}p"))
                there = there + nw.when(holds).then(1).otherwise(0)
            choices.append(there)
        level = level + (nw.min_horizontal(*choices) if len(choices) > 1 else choices[0])
    rows = rows.with_columns(**{_LEVEL: level})
    apart = all(len(group) == 1 and len(wanted[group[0]]) == 1 for group in groups)
    number = len(d.steps)
    starts = tuple(f"_s{i}" for i in range(number))
    reached = {
        name: nw.when(nw.col(_LEVEL) > i).then(rows.clock).otherwise(NEVER)
        for i, name in enumerate(starts)
    }
    rows = rows.with_columns(**{name: rows.running_max(value) for name, value in reached.items()})
    if not details or not apart or by_row:
        return Walked(rows=rows, starts=starts, unsorted=True)
    # Full attempts count once they are full: what comes later does not move them.
    rows = rows.with_columns(_done=rows.before(nw.col(starts[-1])))
    times = []
    for i, start in enumerate(starts):
        holds = nw.col(_LEVEL) > i
        if i == number - 1:
            holds = holds & (nw.col("_done") < rows.floor)
        seen = {f"{start}t{n}": nw.col(f"_l{n}_0") for n in range(number)} | {
            f"{start}b": nw.col(_SINCE)
        }
        rows = rows.with_columns(
            **{
                name: rows.running_max(nw.when(holds).then(value).otherwise(NEVER))
                for name, value in seen.items()
            }
        )
        times.append(tuple(seen))
    return Walked(rows=rows, starts=starts, times=tuple(times), unsorted=True)


def _latest_few(rows: Rows, asked: dict[str, tuple[nw.Expr, int]], *, by_row: bool) -> Rows:
    """The rows with the time of the latest event of which something holds, of the one before, ...

    The columns end in 0, 1, ... Row by row each has beside it one with the place of
    the event, ending in "q". All things are asked of at once: many columns side by
    side are planned sooner than one upon the other.

    Args:
        rows: the events, with their places where they are asked row by row.
        asked: what has to hold, and how many events are wanted, by beginning of the names.
        by_row: whether events of one time follow each other.
    """
    rows = rows.with_columns(**{f"{name}m": meets for name, (meets, _) in asked.items()})
    ends = {"": rows.clock, "q": nw.col(_PLACE)} if by_row else {"": rows.clock}
    for i in range(max(many for _, many in asked.values())):
        wanted = {
            f"{name}{i}{end}": (f"{name}m", now if i == 0 else nw.col(f"{name}{i - 1}{end}b"))
            for name, (_, many) in asked.items()
            for end, now in ends.items()
            if i < many
        }
        rows = rows.with_columns(**{
            name: rows.running_max(nw.when(nw.col(holds)).then(time).otherwise(NEVER))
            for name, (holds, time) in wanted.items()
        })  # fmt: skip
        further = [
            f"{name}{i}{end}" for name, (_, many) in asked.items() for end in ends if i + 1 < many
        ]
        rows = rows.with_columns(**{f"{name}b": rows.before(nw.col(name)) for name in further})
    return rows
