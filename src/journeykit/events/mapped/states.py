"""Events as places of a map: each row tells at which touchpoints the customer is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import narwhals as nw
from attrs import field, frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.events.log import EventLog
from journeykit.model.element import Value

__all__ = ["HERE", "NOWHERE", "States", "as_place", "on_map"]

HERE = "_here"
"""Name of the column with the number of the state: the touchpoints that the row is."""

NOWHERE = -1
"""The number of no state, and of no place."""


@frozen(kw_only=True)
class States(Value):
    """What an event can be: one touchpoint, or several at once.

    Attributes:
        conditions: for each touchpoint the events that are it.
        shared: numbers of touchpoints that some events are at once.
    """

    conditions: tuple[Condition, ...]
    shared: tuple[tuple[int, ...], ...] = field(default=())

    @property
    def touchpoints(self) -> tuple[tuple[int, ...], ...]:
        """For each state, by its number, the numbers of the touchpoints."""
        return (*((number,) for number in range(len(self.conditions))), *self.shared)

    def holding(self, touchpoints: Sequence[int]) -> tuple[int, ...]:
        """The numbers of the states that are at least one of some touchpoints."""
        wanted = set(touchpoints)
        return tuple(n for n, held in enumerate(self.touchpoints) if wanted & set(held))


def on_map(log: EventLog, states: States) -> Iterator[Rows]:
    """The events that are a touchpoint, in order, with the number of their state in `HERE`."""
    marks = {f"_m{number}": condition for number, condition in enumerate(states.conditions)}
    alone = len(marks)
    for rows in log.rows(marks=marks, marked_only=True):
        here = nw.sum_horizontal(
            *(nw.when(nw.col(mark)).then(n).otherwise(0) for n, mark in enumerate(marks))
        )
        # The largest set that an event meets is what it is.
        order = sorted(range(len(states.shared)), key=lambda n: len(states.shared[n]))
        for number in order:
            held = [nw.col(f"_m{touchpoint}") for touchpoint in states.shared[number]]
            all_held = nw.all_horizontal(*held, ignore_nulls=False)
            here = nw.when(all_held).then(alone + number).otherwise(here)
        known = rows.with_columns(**{HERE: here.cast(nw.Int64())})
        yield rows.over(known.frame.drop(*marks))


def as_place(state: str, numbers: Sequence[Sequence[int]], level: int) -> nw.Expr:
    """Of a column of states the number of a place that each is, or `NOWHERE`.

    Args:
        state: name of the column.
        numbers: for each state the numbers of the places that it is.
        level: which of these places, from 0.
    """
    wanted = {n: places[level] for n, places in enumerate(numbers) if len(places) > level}
    return nw.col(state).replace_strict(
        list(wanted), list(wanted.values()), default=NOWHERE, return_dtype=nw.Int64()
    )
