"""Paths as moves between states, up to where they convert or are lost."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import COUNT, EVENT, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import check_names, collected, flag, walked

__all__ = ["CONVERTED", "ENDED", "LOST", "State", "state_counts"]

State = tuple[str, ...]
"""The last few events, the earliest first; none before the first event."""

CONVERTED, LOST, ENDED = "converted", "lost", "ended"
"""How a path can end: by the goal, by what counts as lost, or by itself."""

_GOAL, _LOSS = "_goal", "_loss"


def state_counts(
    log: EventLog,
    *,
    converted: Condition,
    lost: Condition | None = None,
    order: int = 1,
    count: str = "customers",
    customers: Any = None,
) -> dict[tuple[State, State | str], int]:
    """Count moves from state to state; what comes after the first goal or loss is left out.

    Args:
        log: the events.
        converted: the goal.
        lost: what counts as lost for good; None is the end of the path only.
        order: how many of the last events make a state.
        count: whose paths: "customers" or "sessions".
        customers: only the paths of these.

    Returns:
        By the state that is left and the one that is come to, or `CONVERTED`, `LOST`, `ENDED`.
    """
    totals: dict[tuple[State, State | str], int] = defaultdict(int)
    marks = {_GOAL: converted} if lost is None else {_GOAL: converted, _LOSS: lost}
    for part in walked(log, count=count, customers=customers, marks=marks):
        rows = _until_over(part, with_loss=lost is not None)
        names = [f"_back{index}" for index in range(order - 1, 0, -1)]
        rows = rows.with_columns(
            _before=rows.previous(rows.clock),
            _next=rows.following(nw.col(EVENT)),
            _end=rows.following(nw.col("_over")),
            **{name: rows.previous(nw.col(EVENT), by=int(name[5:])) for name in names},
        )
        first = rows.frame.filter(nw.col("_before").is_null())
        for row in collected(first.group_by("_over", EVENT).agg(nw.len().alias(COUNT))):
            check_names([row[EVENT]])
            totals[(), _target((), row[EVENT], row["_over"], order)] += int(row[COUNT])
        moves = rows.frame.filter(nw.col("_over") == 0).group_by(*names, EVENT, "_next", "_end")
        for row in collected(moves.agg(nw.len().alias(COUNT))):
            state = tuple(row[name] for name in (*names, EVENT) if row[name] is not None)
            totals[state, _target(state, row["_next"], row["_end"], order)] += int(row[COUNT])
    return dict(totals)


def _until_over(rows: Rows, *, with_loss: bool) -> Rows:
    """Each path up to its first goal (1) or loss (2), with that number in `_over`, else 0."""
    goal = nw.when(nw.col(_GOAL)).then(1)
    over = (
        goal.otherwise(nw.when(nw.col(_LOSS)).then(2).otherwise(0))
        if with_loss
        else goal.otherwise(0)
    )
    rows = rows.with_columns(_over=over)
    rows = rows.with_columns(_one=flag(nw.col("_over") > 0))
    rows = rows.with_columns(_nth=rows.running_sum(nw.col("_one")))
    return rows.filter(nw.col("_nth") - nw.col("_one") == 0)


def _target(state: State, event: str | None, over: int | None, order: int) -> State | str:
    if event is None:
        return ENDED
    if over:
        return CONVERTED if over == 1 else LOST
    return (*state, event)[-order:]
