"""Which touchpoint an event counts for that could be several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import narwhals as nw

from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.paths.walk import flag

__all__ = ["settled"]


def settled(
    rows: Rows, marks: Sequence[str], shared: Iterable[Sequence[int]], *, column: str
) -> Rows:
    """The rows with the number of the touchpoint that each counts for; 0 where it is none.

    An event that could be several touchpoints counts for the one that is nearest, in
    the order of the map, to where its customer was last: at an event that is one
    touchpoint alone. Of two that are equally near it is the later one; where there was
    no such event, the first of all. At one time, the later touchpoint was last.

    Args:
        rows: with the marks.
        marks: for each touchpoint, in order of the map, the column that tells its events.
        shared: for each set of touchpoints that some event is at once their numbers, in order.
        column: name of the new column.
    """
    number = nw.sum_horizontal(
        *(nw.when(nw.col(mark)).then(n).otherwise(0) for n, mark in enumerate(marks))
    )
    rows = rows.with_columns(**{column: number.cast(nw.Int64())})
    known = sorted(map(tuple, shared), key=len)
    if not known:
        return rows
    times = nw.sum_horizontal(*(flag(nw.col(mark)) for mark in marks))
    rows = rows.with_columns(_alone=times == 1)
    middles = sorted({a + b for held in known for a, b in pairwise(held)})
    made = {}
    for middle in middles:
        beyond = 2 * nw.col(column) >= middle
        for name, side in ((_beyond(middle), beyond), (_before(middle), ~beyond)):
            made[name] = nw.when(nw.col("_alone") & side).then(rows.clock).otherwise(NEVER)
    rows = rows.with_columns(**made)
    rows = rows.with_columns(**{name: rows.running_max(nw.col(name)) for name in made})
    here = nw.col(column)
    # The largest set that an event meets is what it could be.
    for held in known:
        nearest = nw.lit(held[0])
        for a, b in pairwise(held):
            beyond, before = nw.col(_beyond(a + b)), nw.col(_before(a + b))
            was = rows.within(beyond, None) & (beyond >= before)
            nearest = nw.when(was).then(nw.lit(b)).otherwise(nearest)
        all_held = nw.all_horizontal(*(nw.col(marks[n]) for n in held), ignore_nulls=False)
        here = nw.when(all_held).then(nearest).otherwise(here)
    rows = rows.with_columns(**{column: here.cast(nw.Int64())})
    return rows.over(rows.frame.drop("_alone", *made))


def _beyond(middle: int) -> str:
    return f"_beyond{middle}"


def _before(middle: int) -> str:
    return f"_before{middle}"
