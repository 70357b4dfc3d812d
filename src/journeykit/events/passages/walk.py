"""Each customer's first way through some steps: when each step was taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import LATER, NEVER, Rows
from journeykit.events.funnels.steps import Step
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import flag

__all__ = ["AGAIN", "TIME", "Passages", "column", "took", "values", "walked"]

TIME, AGAIN = "_t", "_r"


def took(step: int) -> nw.Expr:
    """Whether the unit took a step."""
    return nw.col(f"{TIME}{step}") < LATER


def column(number: int) -> str:
    """Name of the column with a value of the unit."""
    return f"_value{number}"


@frozen(kw_only=True, eq=False, slots=False)
class Passages:
    """The first way of each customer through some steps.

    A customer is followed from the first event that takes the first step; each
    further step is taken by the first event that can, at the time of the step
    before or later. Unlike the furthest of several attempts, it is known when
    each step was reached, by those who stay there as by those who go on.

    Attributes:
        log: the events.
        steps: the steps, in order.
        by: columns; the first value that a customer has at an event that takes a step counts, as text.
        within_us: longest time from the first step to any other, in microseconds, or None.
    """

    log: EventLog
    steps: tuple[Step, ...]
    by: tuple[str, ...] = ()
    within_us: int | None = None

    @cached_property
    def units(self) -> list[Any]:
        """A frame for each part of the log, one row for each customer who took the first step.

        `_t0`, `_t1`, ... are the times of the steps in microseconds since 1970, and
        `_r0`, ... those of the first repeat of a step before the next one; what never
        was, `LATER`. Lazy where the engine is.
        """
        return [self._ended(rows) for rows in self.rows(whole=False)]

    def rows(self, *, whole: bool) -> list[Rows]:
        """The events with the times of the unit's steps at each of them, by the clock of the rows.

        Args:
            whole: all events, not only those that take a step.
        """
        marks = {f"_m{number}": step.condition for number, step in enumerate(self.steps)}
        columns = {column(number): name for number, name in enumerate(self.by)}
        parts = self.log.rows(marks=marks, columns=columns, marked_only=not whole)
        return [walked(rows, self.steps, len(self.by)) for rows in parts]

    def _ended(self, rows: Rows) -> Any:
        steps = range(len(self.steps))
        times = [*(f"{TIME}{n}" for n in steps), *(f"{AGAIN}{n}" for n in steps)]
        kept = {name: nw.col(name) for name in times}
        kept |= {column(n): nw.col(column(n)) for n in range(len(self.by))}
        ends = rows.last(kept | {"_now": rows.moment, "_at": rows.clock})
        ends = ends.filter(took(0))
        # The clock of the rows becomes the one on the wall.
        wall = nw.col("_now") - nw.col("_at") * rows.tick_us
        made = {
            name: nw.when(nw.col(name) < LATER)
            .then(wall + nw.col(name) * rows.tick_us)
            .otherwise(LATER)
            for name in times
        }
        ends = ends.with_columns(**made)
        if self.within_us is None:
            return ends
        last = nw.col(f"{TIME}0") + self.within_us
        return ends.with_columns(
            **{
                name: nw.when(nw.col(name) <= last).then(nw.col(name)).otherwise(LATER)
                for name in times
            }
        )


def walked(rows: Rows, steps: Sequence[Step], by: int) -> Rows:
    """The rows with the times of the steps of their unit, and its values."""
    for number, step in enumerate(steps):
        marked = nw.col(f"_m{number}")
        if number:
            # What can take both steps takes one of them at a time.
            before = nw.col(f"{TIME}{number - 1}")
            apart = all(step.apart(other) for other in steps[:number])
            marked = marked & (rows.clock >= before if apart else rows.clock > before)
        rows = _earliest(rows, f"{TIME}{number}", marked)
    for number in range(len(steps)):
        again = nw.col(f"_m{number}") & (rows.clock > nw.col(f"{TIME}{number}"))
        if number + 1 < len(steps):
            again = again & (rows.clock < nw.col(f"{TIME}{number + 1}"))
        rows = _earliest(rows, f"{AGAIN}{number}", again)
    takes = nw.any_horizontal(*(nw.col(f"_m{n}") for n in range(len(steps))), ignore_nulls=False)
    for number in range(by):
        rows = values(rows, column(number), among=takes)
    return rows


def _earliest(rows: Rows, name: str, holds: nw.Expr) -> Rows:
    # The latest of times that run backwards is the earliest.
    backwards = nw.when(holds).then(0 - rows.clock).otherwise(NEVER)
    rows = rows.with_columns(**{name: backwards})
    rows = rows.with_columns(**{name: rows.final(nw.col(name))})
    return rows.with_columns(**{name: 0 - nw.col(name)})


def values(rows: Rows, name: str, *, among: nw.Expr | None = None) -> Rows:
    """The rows with the first value that their unit has in a column, as text.

    Args:
        rows: the rows.
        name: the column.
        among: only the values of these rows count; None takes all.
    """
    rows = rows.with_columns(**{name: nw.col(name).cast(nw.String())})
    known = ~nw.col(name).is_null()
    known = known if among is None else known & among
    rows = rows.with_columns(_known=flag(known))
    rows = rows.with_columns(_nth=rows.running_sum(nw.col("_known")))
    first = (nw.col("_known") == 1) & (nw.col("_nth") == 1)
    rows = rows.with_columns(**{name: nw.when(first).then(nw.col(name))})
    return rows.with_columns(**{name: rows.final(nw.col(name))})
