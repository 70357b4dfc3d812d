"""Which events follow others, right after them or later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.errors import NotFoundError
from journeykit.events.engines.rows import EVENT, UNITS, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import collected, flag, walked
from journeykit.model.element import Value

__all__ = ["PairCount", "Pairs", "pair_counts"]

_BEFORE = "_before"


@frozen(kw_only=True)
class PairCount(Value):
    """How often one event comes after another, right after it or later.

    Attributes:
        source: the earlier event.
        target: the later one.
        count: how many pairs of one and the other: each with each that comes later.
        paths: on how many paths.
    """

    source: str
    target: str
    count: int
    paths: int


@frozen(kw_only=True)
class Pairs(Value):
    """All pairs of events in order.

    Attributes:
        paths: how many paths there are.
        with_event: on how many paths each event is.
        pairs: of each two events that are looked at.
    """

    paths: int
    with_event: dict[str, int]
    pairs: tuple[PairCount, ...]


def pair_counts(
    log: EventLog,
    *,
    events: Sequence[str] | None = None,
    count: str = "customers",
    customers: Any = None,
) -> Pairs:
    """Count the pairs of an event and a later one; one pass over the log for each event.

    Args:
        log: the events.
        events: the earlier events that are looked at; None for all.
        count: whose paths: "customers" or "sessions".
        customers: only the paths of these.

    Raises:
        NotFoundError: if one of the events is not in the log.
    """
    with_event: dict[str, int] = defaultdict(int)
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    paths = 0
    for rows in walked(log, count=count, customers=customers):
        here = {row[EVENT]: int(row[UNITS]) for row in collected(rows.tally(EVENT))}
        paths += int(collected(rows.frame.select(*rows.ids).unique().select(nw.len()))[0]["len"])
        for event, number in here.items():
            with_event[event] += number
        for source in sorted(here) if events is None else events:
            if source not in here:
                continue
            for row in collected(_after(rows, source)):
                total = totals[source, row[EVENT]]
                total[0] += int(row[_BEFORE])
                total[1] += int(row[UNITS])
    for event in events or ():
        if event not in with_event:
            raise NotFoundError("event", event, sorted(with_event))
    pairs = [
        PairCount(source=source, target=target, count=number, paths=some)
        for (source, target), (number, some) in totals.items()
    ]
    return Pairs(
        paths=paths, with_event=dict(with_event),
        pairs=tuple(sorted(pairs, key=lambda p: (-p.paths, -p.count, p.source, p.target))),
    )  # fmt: skip


def _after(rows: Rows, source: str) -> Any:
    """For each event how many pairs with an earlier `source` it makes, and on how many paths."""
    rows = rows.with_columns(_one=flag(nw.col(EVENT) == source))
    rows = rows.with_columns(**{_BEFORE: rows.running_sum(nw.col("_one"))})
    # The event itself does not come before itself.
    rows = rows.with_columns(**{_BEFORE: nw.col(_BEFORE) - nw.col("_one")})
    rows = rows.filter(nw.col(_BEFORE) > 0)
    each = rows.frame.group_by(EVENT).agg(nw.col(_BEFORE).sum().cast(nw.Int64()))
    units = rows.tally(EVENT).select(EVENT, UNITS)
    return each.join(units, on=EVENT, how="inner")
