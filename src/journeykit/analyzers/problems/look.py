"""What is looked at: the steps, the columns, and how long customers are watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from attrs import frozen

from journeykit.analyzers.funnels.findings import check_level
from journeykit.analyzers.problems.search import Question
from journeykit.analyzers.stats.rate_model import Flag, RateModel
from journeykit.analyzers.wording import listed, plural
from journeykit.errors import InvalidValueError
from journeykit.events.cohorts.periods import DAY_US
from journeykit.events.funnels import FunnelDefinition
from journeykit.events.log import EventLog
from journeykit.events.passages.tallies import Cell, Stratum, cells, wait_us
from journeykit.events.passages.walk import Passages

__all__ = ["AGAIN", "ON", "SOON", "Look", "StepLook", "check_options", "look", "told_apart"]

ON, SOON, AGAIN = "on", "soon", "again"
"""What is asked at a step: who comes on, who does so soon, who does it again first."""

_MOST_VALUES = 30
"""So many values of a column are told apart, the largest."""

_SHARES = (0.5, 0.95)
_LONGEST = 4
"""Customers are watched a quarter of the whole time at most."""


@frozen(kw_only=True, eq=False, slots=False)
class StepLook:
    """A step, and what became of those who reached it.

    Attributes:
        number: its number.
        horizon_us: how long they were watched.
        usual_us: half of those who came on did so within it.
        cells: how many did what, by day and values.
        values: for each column the values that are told apart.
    """

    number: int
    horizon_us: int
    usual_us: int
    cells: tuple[Cell, ...]
    values: tuple[tuple[str | None, ...], ...]

    @property
    def reached(self) -> int:
        """How many reached it, and could be watched long enough."""
        return sum(cell.reached for cell in self.cells)

    @cached_property
    def first_day(self) -> int:
        """The first day, since 1970."""
        return min((cell.day for cell in self.cells), default=0)

    @cached_property
    def codes(self) -> list[list[int]]:
        """For each column the code of each cell: 0 for values too rare to be told apart."""
        known = [{value: code for code, value in enumerate(of, 1)} for of in self.values]
        return [
            [of.get(cell.values[number], 0) for cell in self.cells]
            for number, of in enumerate(known)
        ]

    def question(self, asked: str, *, minimum: int, changes: bool = True) -> Question:
        """A question about those who reached the step; more of what is counted is better."""
        trials = [float(c.on if asked == SOON else c.reached) for c in self.cells]
        good = [
            float({ON: c.on, SOON: c.soon, AGAIN: c.reached - c.again}[asked]) for c in self.cells
        ]
        days = [cell.day - self.first_day for cell in self.cells]
        model = RateModel(good, trials, days, self.codes, minimum=minimum)
        values = [range(1, len(of) + 1) for of in self.values]
        return Question(model, values, pairs=asked == ON, changes=changes)

    def stratum(self, flag: Flag) -> Stratum:
        """Flagged customers, as the log knows them."""
        return Stratum(
            step=self.number,
            where=tuple((factor, self.values[factor][code - 1]) for factor, code in flag.where),
            since=None if flag.since is None else flag.since + self.first_day,
            until=None if flag.until is None else flag.until + self.first_day,
        )


@frozen(kw_only=True, eq=False)
class Look:
    """All that is looked at.

    Attributes:
        passages: the first ways of customers.
        names: names of the steps.
        end_us: when observation ended, in microseconds since 1970.
        steps: each step but the last.
        notes: what a reader should know.
    """

    passages: Passages
    names: tuple[str, ...]
    end_us: int
    steps: tuple[StepLook, ...]
    notes: tuple[str, ...]


def look(
    log: EventLog, d: FunnelDefinition, by: tuple[str, ...], *, end_us: int, minimum: int
) -> Look:
    """Count who did what, so that questions can be asked.

    Args:
        log: the events.
        d: the steps, and the longest time from the first to any other.
        by: columns.
        end_us: when observation ended.
        minimum: the least number of customers with a value that is told apart.
    """
    passages = Passages(log=log, steps=d.steps, by=by, within_us=d.within_us)
    first_us = log.extent.first_us or 0
    notes: list[str] = []
    steps = []
    for number in range(len(d.steps) - 1):
        waits = wait_us(passages, number, _SHARES)
        if not waits:
            notes.append(f"nobody came from {d.names[number]!r} to {d.names[number + 1]!r}")
            continue
        usual_us = waits[0]
        horizon_us = min(max(waits[1], DAY_US), (end_us - first_us) // _LONGEST)
        if d.within_us is not None:
            horizon_us = min(horizon_us, d.within_us)
        found = cells(passages, number, horizon_us=horizon_us, usual_us=usual_us, end_us=end_us)
        steps.append(
            StepLook(
                number=number, horizon_us=horizon_us, usual_us=usual_us, cells=found,
                values=tuple(
                    told_apart(((c.values[n], c.reached) for c in found), minimum=minimum)
                    for n in range(len(by))
                ),
            )
        )  # fmt: skip
    if steps:
        notes += _rare(steps[0], by)
    few = [d.names[step.number] for step in steps if step.reached < 2 * minimum]
    if few:
        notes.append(f"too few customers to look at after {listed(few)}")
    return Look(
        passages=passages, names=d.names, end_us=end_us, steps=tuple(steps), notes=tuple(notes)
    )


def told_apart(sizes: Iterable[tuple[str | None, int]], *, minimum: int) -> tuple[str | None, ...]:
    """The values of a column that enough customers have, the most frequent first.

    Args:
        sizes: values, each with a number of customers; they may come several times.
        minimum: the least number of customers.

    Examples:
        >>> told_apart([("phone", 90), ("tablet", 5), ("desktop", 80), ("phone", 30)], minimum=50)
        ('phone', 'desktop')
    """
    totals: Counter[str | None] = Counter()
    for value, size in sizes:
        totals[value] += size
    large = [value for value, size in totals.items() if size >= minimum]
    large.sort(key=lambda value: (-totals[value], value or ""))
    return tuple(large[:_MOST_VALUES]) if len(totals) > 1 else ()


def _rare(step: StepLook, by: tuple[str, ...]) -> Iterator[str]:
    for number, column in enumerate(by):
        seen = {cell.values[number] for cell in step.cells}
        if len(seen) < 2:
            yield f"the column {column!r} holds one value only"
            continue
        rare = sorted(str(value) for value in seen - set(step.values[number]))
        if rare:
            yield f"{plural(len(rare), 'value')} of {column!r} too rare to be told apart: {listed(rare)}"


def check_options(owner: str, *, alpha: float, minimum: Any, **shares: float) -> None:
    """Refuse options that can mean nothing.

    Raises:
        InvalidValueError: if one is out of its range.
    """
    check_level(owner, alpha)
    for name, share in shares.items():
        if not 0 <= share < 1:
            raise InvalidValueError(
                owner, name, expected="a share from 0 to 1, such as 0.02 for 2 points", got=share
            )
    if isinstance(minimum, bool) or not isinstance(minimum, int) or minimum < 10:
        raise InvalidValueError(
            owner, "minimum", expected="a whole number of at least 10", got=minimum,
            hint="of fewer customers nothing can be said",
        )  # fmt: skip
