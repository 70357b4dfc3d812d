"""Events as places of a map: each row tells at which touchpoint the customer is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals as nw
from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.events.log import EventLog
from journeykit.events.mapped.settled import settled
from journeykit.model.element import Value

__all__ = ["HERE", "NOWHERE", "States", "as_place", "on_map"]

HERE = "_here"
"""Name of the column with the number of the touchpoint that the row is."""

NOWHERE = -1
"""The number of no place."""


@frozen(kw_only=True)
class States(Value):
    """Which events are which touchpoints.

    Attributes:
        conditions: for each touchpoint, in order of the map, the events that are it.
        shared: numbers of all touchpoints that some events could be at once, in order; such
            an event counts for one of them (see `settled`).
    """

    conditions: tuple[Condition, ...]
    shared: tuple[tuple[int, ...], ...]


def on_map(log: EventLog, states: States) -> Iterator[Rows]:
    """The events that are a touchpoint, in order, with its number in `HERE`."""
    marks = {f"_m{number}": condition for number, condition in enumerate(states.conditions)}
    for rows in log.rows(marks=marks, marked_only=True):
        known = settled(rows, list(marks), states.shared, column=HERE)
        yield known.over(known.frame.drop(*marks))


def as_place(touchpoint: str, numbers: Sequence[Sequence[int]], level: int) -> nw.Expr:
    """Of a column of touchpoints the number of a place that each is, or `NOWHERE`.

    Args:
        touchpoint: name of the column.
        numbers: for each touchpoint the numbers of the places that it is.
        level: which of these places, from 0.
    """
    wanted = {n: places[level] for n, places in enumerate(numbers) if len(places) > level}
    return nw.col(touchpoint).replace_strict(
        list(wanted), list(wanted.values()), default=NOWHERE, return_dtype=nw.Int64()
    )
