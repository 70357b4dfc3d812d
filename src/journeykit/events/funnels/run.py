"""A funnel over a log: counts at once, people and times when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.funnels.attempts import (
    EXCLUDED,
    WAITING,
    Attempts,
    attempts,
    came,
    step_us,
    took,
    value,
)
from journeykit.events.funnels.definition import FunnelDefinition
from journeykit.events.log import EventLog
from journeykit.model.element import Value

__all__ = ["FunnelRun", "Spread", "Tally", "added"]


@frozen(kw_only=True, repr=False)
class Tally(Value):
    """How many units did what.

    Attributes:
        value: the values of the columns of the breakdown; empty for the whole.
        took: for each step the units that took it.
        came: for each step those of them who came on from the step before.
        waiting: for each step those who took it, not the next, and whose window
            was still open when observation ended.
        excluded: units that an exclusion removed.
    """

    value: tuple[Any, ...] = ()
    took: tuple[int, ...]
    came: tuple[int, ...]
    waiting: tuple[int, ...]
    excluded: int = 0


def added(tallies: Iterable[Tally], steps: int) -> Tally:
    """All counts together.

    Args:
        tallies: the counts of groups, or of parts.
        steps: how many steps the funnel has.
    """
    none = (0,) * steps
    total = Tally(took=none, came=none, waiting=none)
    for t in tallies:
        total = Tally(
            took=_sum(total.took, t.took), came=_sum(total.came, t.came),
            waiting=_sum(total.waiting, t.waiting), excluded=total.excluded + t.excluded,
        )  # fmt: skip
    return total


def _sum(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x + y for x, y in zip(a, b, strict=True))


@frozen(kw_only=True, repr=False)
class Spread(Value):
    """How long something took.

    Attributes:
        n: how many times were measured.
        mean_s: their mean, in seconds; None without any.
        quantiles_s: for each share asked for, the time within which so many were done.
    """

    n: int
    mean_s: float | None
    quantiles_s: tuple[float | None, ...]


@frozen(kw_only=True, eq=False, slots=False)
class FunnelRun:
    """A funnel over a log.

    Attributes:
        log: the events.
        definition: what is counted.
        end_us: when observation ended, in microseconds since 1970; None where it is not known.
    """

    log: EventLog
    definition: FunnelDefinition
    end_us: int | None

    def tallies(self) -> tuple[Tally, ...]:
        """The counts: of all units, and for a breakdown of each value, largest first."""
        return self.tallied(attempts(self.log, self.definition, end_us=self.end_us))

    def tallied(self, parts: Iterable[Attempts]) -> tuple[Tally, ...]:
        """The counts of what units reached that are at hand."""
        d = self.definition
        totals: dict[tuple[Any, ...], list[int]] = {}
        for part in parts:
            for row in _counted(part.units, d, timed=self.end_us is not None):
                key = row[: len(d.by)]
                counts = [int(number or 0) for number in row[len(d.by) :]]
                known = totals.setdefault(tuple(key), [0] * len(counts))
                totals[tuple(key)] = [a + b for a, b in zip(known, counts, strict=True)]
        found = [self._tally(key, counts) for key, counts in totals.items()]
        found.sort(key=lambda tally: (-tally.took[0], tuple(map(str, tally.value))))
        return tuple(found)

    def _tally(self, key: tuple[Any, ...], counts: list[int]) -> Tally:
        n = len(self.definition.steps)
        return Tally(
            value=key, took=tuple(counts[:n]), came=tuple(counts[n : 2 * n]),
            waiting=tuple(counts[2 * n : 3 * n]), excluded=counts[-1],
        )  # fmt: skip

    def parts(self) -> Iterator[Attempts]:
        """What each unit reached and when; worked out once where it fits in memory."""
        if self._kept:
            yield from self._kept
            return
        kept = []
        for part in attempts(self.log, self.definition, details=True, end_us=self.end_us):
            kept.append(part)
            yield part
        self._kept.extend(kept)

    @cached_property
    def _kept(self) -> list[Attempts]:
        return []

    def people(
        self, step: int, *, dropped: bool = False, group: tuple[Any, ...] | None = None
    ) -> Any:
        """Who took a step, or dropped out after it, as a frame of the user's own library.

        Args:
            step: number of the step.
            dropped: those who took it and not the next required one.
            group: only those who count for this value of the breakdown.
        """
        frames = []
        for part in attempts(self.log, self.definition, end_us=self.end_us):
            units = part.units.filter(self._holds(step, dropped=dropped))
            if group is not None:
                for number, wanted in enumerate(group):
                    cell = nw.col(value(number))
                    units = units.filter(cell.is_null() if wanted is None else cell == wanted)
            named = part.rows.named(units)
            frames.append(named.select(*part.rows.keys))
        whole = frames[0] if len(frames) == 1 else nw.concat(frames)
        return self.log.source.native(whole)

    def spread(
        self, step: int, shares: Sequence[float], *, group: tuple[Any, ...] | None = None
    ) -> Spread:
        """How long the step took from the one before, in the counted attempts.

        Args:
            step: number of the step, above 0.
            shares: the quantiles that are wanted, from 0 to 1.
            group: only those who count for this value of the breakdown.
        """
        frames = []
        for part in self.parts():
            units = part.units.filter(nw.col(took(step)) & ~nw.col(step_us(step)).is_null())
            if group is not None:
                for number, wanted in enumerate(group):
                    cell = nw.col(value(number))
                    units = units.filter(cell.is_null() if wanted is None else cell == wanted)
            frames.append(units.select(us=nw.col(step_us(step)).cast(nw.Float64())))
        whole = frames[0] if len(frames) == 1 else nw.concat(frames)
        us = nw.col("us")
        made = whole.select(
            us.count().alias("n"), us.mean().alias("mean"),
            *(us.quantile(q, interpolation="linear").alias(f"q{i}") for i, q in enumerate(shares)),
        )  # fmt: skip
        n, mean, *quantiles = _collected(made).row(0)
        return Spread(
            n=n,
            mean_s=None if not n else float(mean) / 1e6,
            quantiles_s=tuple(None if not n else float(q) / 1e6 for q in quantiles),
        )

    def _holds(self, step: int, *, dropped: bool) -> nw.Expr:
        if not dropped:
            return nw.col(took(step))
        d = self.definition
        later = [n for n in d.required if n > step]
        if not later:
            # Nobody is lost after the last step; engines filter by columns, not constants.
            return nw.col(took(step)) & ~nw.col(took(step))
        on = came(later[0]) if d.open else took(later[0])
        return nw.col(took(step)) & ~nw.col(on)


def _counted(units: Any, d: FunnelDefinition, *, timed: bool) -> list[tuple[Any, ...]]:
    """A row of counts for each value of the breakdown, or one in all."""
    numbers = range(len(d.steps))
    wanted = {f"n{n}": nw.col(took(n)) for n in numbers}
    if d.open:
        wanted |= {f"c{n}": nw.col(came(n)) for n in numbers if n}
    elif timed and d.within_us is not None:
        for n, later in pairwise(d.required):
            wanted[f"w{n}"] = nw.col(WAITING) & nw.col(took(n)) & ~nw.col(took(later))
    if d.exclusions and not d.open:
        wanted["x"] = nw.col(EXCLUDED)
    sums = [_many(holds).alias(name) for name, holds in wanted.items()]
    keys = [value(n) for n in range(len(d.by))]
    counts = units.group_by(*keys).agg(*sums) if keys else units.select(*sums)
    rows = []
    for row in _collected(counts).iter_rows(named=True):
        # Who takes a step in order came on from the one before; the rest is nobody.
        got = [row.get(name, 0) for name in (*(f"w{n}" for n in numbers), "x")]
        on = [row.get(f"c{n}", row[f"n{n}"]) for n in numbers]
        rows.append((*(row[key] for key in keys), *(row[f"n{n}"] for n in numbers), *on, *got))
    return rows


def _many(holds: nw.Expr) -> nw.Expr:
    return nw.when(holds).then(1).otherwise(0).sum()


def _collected(frame: Any) -> nw.DataFrame[Any]:
    return frame.collect(backend="pyarrow") if isinstance(frame, nw.LazyFrame) else frame
