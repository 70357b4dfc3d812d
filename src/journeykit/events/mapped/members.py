"""How many customers belong to which groups, where one may belong to several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import COUNT
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import collected, flag

__all__ = ["member_counts"]

_AMONG = "_among"


def member_counts(
    log: EventLog, groups: Sequence[Condition], *, among: Condition
) -> dict[tuple[int, ...], int]:
    """Count customers by the groups that they belong to.

    Args:
        log: the events.
        groups: a customer with an event that meets the condition belongs to it.
        among: only customers with an event that meets this are counted.

    Returns:
        By the numbers of the groups: how many customers belong to just these.
    """
    marks = {f"_g{number}": group for number, group in enumerate(groups)}
    totals: dict[tuple[int, ...], int] = defaultdict(int)
    for rows in log.rows(marks={**marks, _AMONG: among}):
        units = rows.frame.group_by(*rows.ids).agg(
            *(flag(nw.col(name)).max().alias(name) for name in (*marks, _AMONG))
        )
        counted = units.filter(nw.col(_AMONG) == 1)
        if marks:
            counted = counted.group_by(*marks).agg(nw.len().alias(COUNT))
        else:
            counted = counted.select(nw.len().alias(COUNT))
        for row in collected(counted):
            held = tuple(number for number, name in enumerate(marks) if row[name])
            totals[held] += int(row[COUNT])
    return dict(totals)
