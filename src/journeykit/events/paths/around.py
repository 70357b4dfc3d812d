"""What comes before and after an anchor: views of paths, a few events wide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.errors import NotFoundError
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import COUNT, EVENT, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import (
    END,
    GROUP,
    START,
    check_names,
    collected,
    flag,
    walked,
)
from journeykit.model.element import Value

__all__ = [
    "ANCHOR",
    "WHICH",
    "Anchor",
    "StepCount",
    "anchor_on",
    "anchored",
    "flow_counts",
    "step_counts",
]

WHICH = ("first", "last", "each")
"""Which occurrences of an anchor are looked at."""

ANCHOR = "_anchor"
"""Name of the truth column of the anchor."""

_OFFSET = "_offset"


@frozen(kw_only=True, eq=False)
class Anchor:
    """How the events are found around which others are looked at.

    Attributes:
        marks: truth columns that the rows have to carry, by name.
        find: adds the truth column `ANCHOR` to rows with these marks.
    """

    marks: Mapping[str, Condition]
    find: Callable[[Rows], Rows]


def anchor_on(condition: Condition) -> Anchor:
    """The events that meet a condition."""
    return Anchor(marks={ANCHOR: condition}, find=lambda rows: rows)


@frozen(kw_only=True)
class StepCount(Value):
    """How many views hold an event in one place.

    Attributes:
        group: the group of the paths, or None.
        offset: the place: 0 is the anchor, or the start of the path.
        event: the event, or `START` or `END` beyond the ends of the path.
        count: how many views.
    """

    group: Any
    offset: int
    event: str
    count: int


def anchored(rows: Rows, which: str) -> Rows:
    """The rows that are anchors: the first, the last or each that meets the condition.

    Args:
        rows: with the truth column of the anchor.
        which: "first", "last" or "each".

    Raises:
        NotFoundError: if `which` is nothing of this.
    """
    if which not in WHICH:
        raise NotFoundError("occurrence of an anchor", which, WHICH)
    if which == "each":
        return rows.filter(nw.col(ANCHOR))
    rows = rows.with_columns(_one=flag(nw.col(ANCHOR)))
    rows = rows.with_columns(_nth=rows.running_sum(nw.col("_one")))
    if which == "first":
        return rows.filter(nw.col(ANCHOR) & (nw.col("_nth") == 1))
    rows = rows.with_columns(_most=rows.final(nw.col("_nth")))
    return rows.filter(nw.col(ANCHOR) & (nw.col("_nth") == nw.col("_most")))


def _column(offset: int) -> str:
    return f"_e{offset + 1000}"


def _views(
    rows: Rows, *, anchor: bool, before: int, after: int, which: str
) -> tuple[Rows, list[int]]:
    """One row an anchor, with the events around it as columns, and their offsets.

    Without an anchor the first event of each path stands at offset 1.
    """
    first = 0 if anchor else 1
    rows = rows.with_columns(**{_column(first): nw.col(EVENT)})
    for offset in range(first + 1, after + 1):
        rows = rows.with_columns(**{_column(offset): rows.following(nw.col(_column(offset - 1)))})
    if not anchor:
        rows = rows.with_columns(_before=rows.previous(rows.clock))
        return rows.filter(nw.col("_before").is_null()), list(range(1, after + 1))
    for offset in range(-1, -before - 1, -1):
        rows = rows.with_columns(**{_column(offset): rows.previous(nw.col(EVENT), by=-offset)})
    return anchored(rows, which), list(range(-before, after + 1))


def step_counts(
    log: EventLog,
    *,
    anchor: Anchor | None,
    before: int,
    after: int,
    which: str = "first",
    count: str = "customers",
    by: str | None = None,
    customers: Any = None,
) -> list[StepCount]:
    """Count which event stands how often at each place around an anchor.

    Args:
        log: the events.
        anchor: the event at place 0; None is the start of the path.
        before: how many places before it are looked at.
        after: how many places after it.
        which: "first", "last" or "each" occurrence of the anchor.
        count: whose paths: "customers" or "sessions".
        by: column by which paths are grouped.
        customers: only the paths of these.

    Raises:
        NotFoundError: if `which` is not known.
    """
    totals: dict[tuple[Any, int, str], int] = defaultdict(int)
    groups = [] if by is None else [GROUP]
    marks = anchor.marks if anchor else {}
    for rows in walked(log, count=count, by=by, customers=customers, marks=marks):
        part = anchor.find(rows) if anchor else rows
        views, offsets = _views(
            part, anchor=anchor is not None, before=before, after=after, which=which
        )
        # One count a place: not every engine can turn columns into rows.
        places = [
            views.frame.group_by(*groups, _column(offset)).agg(nw.len().alias(COUNT)).select(
                *groups, nw.lit(offset).alias(_OFFSET), nw.col(_column(offset)).alias(EVENT), COUNT
            )
            for offset in offsets
        ]  # fmt: skip
        for row in collected(nw.concat(places)):
            offset = int(row[_OFFSET])
            event = row[EVENT]
            check_names([event])
            if event is None:
                event = START if offset < 0 else END
            totals[row.get(GROUP), offset, event] += int(row[COUNT])
            if anchor is None and offset == 1:
                totals[row.get(GROUP), 0, START] += int(row[COUNT])
    return [
        StepCount(group=group, offset=offset, event=event, count=number)
        for (group, offset, event), number in totals.items()
    ]


def flow_counts(
    log: EventLog,
    *,
    anchor: Anchor,
    before: int,
    after: int,
    which: str,
    count: str,
    customers: Any = None,
) -> dict[tuple[str, ...], int]:
    """Count the ways from an anchor on, or up to it, each as far as it goes.

    Returns:
        By events in order, the anchor among them.
    """
    totals: dict[tuple[str, ...], int] = defaultdict(int)
    for part in walked(log, count=count, customers=customers, marks=anchor.marks):
        views, offsets = _views(
            anchor.find(part), anchor=True, before=before, after=after, which=which
        )
        names = [_column(offset) for offset in offsets]
        for row in collected(views.frame.group_by(*names).agg(nw.len().alias(COUNT))):
            way = tuple(row[name] for name in names if row[name] is not None)
            totals[way] += int(row[COUNT])
    return totals
