"""What times to convert say, with those counted who have not yet."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.paths.wording import wait
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import (
    Estimate,
    IncidenceCurve,
    SignificanceTest,
    SurvivalCurve,
)
from journeykit.analyzers.wording import aligned, percent, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.durations import Duration, as_microseconds
from journeykit.events.funnels import FunnelDefinition
from journeykit.model.element import Value

__all__ = ["ConvertTimes", "TimeBin", "TimeDifference", "TimeToConvert"]

_MOST_BINS = 60


@frozen
class TimeBin(Value):
    """A bar of a histogram.

    Attributes:
        start_s: its lower end, in seconds; the next bar's is its upper end, not included.
        number: how many.
    """

    start_s: float
    number: int


@frozen(kw_only=True, repr=False)
class ConvertTimes(Value):
    """How long one group takes.

    Attributes:
        label: name of the group; empty for all.
        value: its values of the columns of the breakdown.
        customers: those who took the step from which it is counted.
        converted: those of them who took the other.
        left: for each exit how many left by it.
        mean_s: mean time among those who converted, in seconds; None without any.
            The slow are missing from it: see `median_s`.
        curve: the share that has not converted by each time, in seconds
            (Kaplan-Meier); those who left by an exit are counted until then.
        incidence: with exits, the share that has converted, and that has left by each
            of them (Aalen-Johansen), the conversion first; else empty.
    """

    label: str
    value: tuple[Any, ...] = ()
    customers: int
    converted: int
    left: Mapping[str, int]
    mean_s: float | None
    curve: SurvivalCurve
    incidence: tuple[IncidenceCurve, ...] = ()

    @property
    def points(self) -> tuple[tuple[float, float, float | None, float | None], ...]:
        """The share that has converted, as steps: time in seconds, share, lower and upper limit."""
        if self.incidence:
            c = self.incidence[0]
            return tuple(zip(c.times, c.share, c.low, c.high, strict=True))
        s = self.curve
        shares = (1 - share for share in s.survival)
        low = (None if limit is None else 1 - limit for limit in s.high)
        high = (None if limit is None else 1 - limit for limit in s.low)
        return tuple(zip(s.times, shares, low, high, strict=True))

    @property
    def median_s(self) -> Estimate:
        """The time by which half of all had converted, in seconds; a None is "not reached"."""
        return self.time_until(0.5)

    @property
    def plateau(self) -> float | None:
        """The share that has converted by the last time that anyone was watched, or None."""
        return self.points[-1][1] if self.points else None

    def time_until(self, share: float) -> Estimate:
        """The time by which some share of all had converted, in seconds.

        Args:
            share: above 0 and at most 1.

        Returns:
            The time with its limits; a None is "not reached".

        Raises:
            InvalidValueError: if it is no such share.
        """
        if not self.incidence:
            return self.curve.time_until(share)
        if not 0 < share <= 1:
            raise InvalidValueError(
                "ConvertTimes.time_until", "share", expected="a share above 0 and at most 1",
                got=share,
            )  # fmt: skip
        reached = [
            next((p[0] for p in self.points if (at := p[place]) is not None and at >= share - 1e-9), None)
            for place in (1, 3, 2)
        ]  # fmt: skip
        return Estimate(*reached)

    def converted_by(self, time: Duration) -> Estimate:
        """The share of all that has converted by some time.

        Args:
            time: since the start, such as "1h".

        Returns:
            The share with its limits; None after the last time that anyone was watched.

        Raises:
            InvalidValueError: if it is no length of time.
        """
        time_s = as_microseconds(time, owner="converted_by", field="time") / 1e6
        if self.incidence:
            return self.incidence[0].share_at(time_s)
        s = self.curve.survival_at(time_s)
        if s.value is None:
            return s
        low = None if s.high is None else 1 - s.high
        return Estimate(1 - s.value, low, None if s.low is None else 1 - s.low, s.std_error)

    def at_risk(self, time: Duration) -> int:
        """How many were still watched and had neither converted nor left just before some time.

        Args:
            time: since the start, such as "1h".
        """
        return round(
            self.curve.at_risk_at(as_microseconds(time, owner="at_risk", field="time") / 1e6)
        )

    def histogram(self, bins: int | None = None) -> tuple[TimeBin, ...]:
        """The times of those who converted, in bars of one width.

        The first bar begins at the shortest time, and one more than `bins` at
        the longest, which would else lie on an edge.

        Args:
            bins: their number; the cube root of the number of times, rounded up,
                and at most 60, unless given.

        Raises:
            InvalidValueError: if there is to be no bar.
        """
        timed = [(t, n) for t, n in zip(self.curve.times, self.curve.events, strict=True) if n]
        if bins is not None and bins < 1:
            raise InvalidValueError("histogram", "bins", expected="a number above 0", got=bins)
        if not timed:
            return ()
        number = bins or min(_MOST_BINS, math.ceil(round(self.converted ** (1 / 3), 9)))
        first, last = timed[0][0], timed[-1][0]
        starts = [first + (last - first) * n / number for n in range(number + 1)]
        starts = starts if last > first else [first]
        counts = [0] * len(starts)
        for time, n in timed:
            counts[bisect_right(starts, time) - 1] += round(n)
        return tuple(TimeBin(start, n) for start, n in zip(starts, counts, strict=True))


@frozen(kw_only=True, repr=False)
class TimeDifference(Value):
    """Whether one group takes as long as all others.

    Attributes:
        label: name of the group.
        test: the log-rank test against all others together, or None where there are too few.
        p_adjusted: its p value, adjusted for all groups, or None.
        holds: whether the adjusted p value is below the level.
        refusal: why nothing is tested, or None.
    """

    label: str
    test: SignificanceTest | None = None
    p_adjusted: float | None = None
    holds: bool = False
    refusal: str | None = None


@frozen(kw_only=True, repr=False)
class TimeToConvert(Result):
    """How long it takes from one step of a funnel to another.

    Attributes:
        definition: the funnel.
        start: name of the step from which.
        step: name of the step to which.
        exits: names of the other ways to end.
        whole: all together, or the group that was asked for.
        groups: for a breakdown each value, in the order of the funnel.
        overall: the log-rank test over all groups that are large enough, or None. With
            exits it tells of those still on their way, not of the final shares.
        differences: for three groups or more, each against all others.
        tests: number of tests that the p values of `differences` are adjusted for.
        adjust: how they are adjusted.
        alpha: level below which an adjusted p value is a finding.
        confidence: confidence of the limits, between 0 and 1.
        tick_s: times are rounded up to a multiple of it, in seconds, because there
            are too many different ones; None where they are exact.
        notes: what a reader should know before trusting the figures.
    """

    definition: FunnelDefinition
    start: str
    step: str
    exits: tuple[str, ...] = ()
    whole: ConvertTimes
    groups: tuple[ConvertTimes, ...] = ()
    overall: SignificanceTest | None = None
    differences: tuple[TimeDifference, ...] = ()
    tests: int = 0
    adjust: Adjustment
    alpha: float
    confidence: float
    tick_s: float | None = None
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "group": str, "customers": int, "converted": int, "mean_s": float, "median_s": float,
        "median_low_s": float, "median_high_s": float, "plateau": float, "p_adjusted": float,
    }  # fmt: skip

    def group(self, *value: Any) -> ConvertTimes:
        """The times of a value of the breakdown.

        Raises:
            NotFoundError: if there is no such value.
        """
        for group in self.groups:
            if group.value == value:
                return group
        raise NotFoundError("group", ", ".join(map(str, value)), [g.label for g in self.groups])

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each group, or for all together."""
        p_values = {d.label: d.p_adjusted for d in self.differences}
        for g in self.groups or (self.whole,):
            m = g.median_s
            yield (
                g.label or None, g.customers, g.converted, g.mean_s, m.value, m.low, m.high,
                g.plateau, p_values.get(g.label),
            )  # fmt: skip

    def summary(self) -> str:
        """Medians of all who started beside means of those who made it, and what differs."""
        level = f"{100 * self.confidence:g} % limits"
        lines = [f"Time from {self.start!r} to {self.step!r} ({level})"]
        lines += aligned([_row(g) for g in (self.whole, *self.groups)])
        for name, number in self.whole.left.items():
            lines.append(f"Left by {name!r}: {number:,}.")
        if self.overall is not None and self.overall.p is not None:
            differ = "differ" if self.overall.p < self.alpha else "are not known to differ"
            lines.append(f"The groups {differ} (log-rank, {p_text(self.overall.p)}).")
        for d in self.differences:
            verdict = d.refusal or p_text(d.p_adjusted) + (", holds" if d.holds else "")
            lines.append(f"  {d.label} against all others: {verdict}")
        if self.tests:
            lines.append(f"{plural(self.tests, 'test')}, adjusted by {self.adjust.title()}.")
        lines += [f"Note: {note}" for note in self.notes]
        lines.append(f"Counted: {'; '.join(self.definition.rules())}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<TimeToConvert {self.start!r} to {self.step!r}: {self.whole.converted} of {self.whole.customers}>"


def _row(g: ConvertTimes) -> tuple[str, str, str, str]:
    m = g.median_s
    limits = f"{wait(m.low) if m.low is not None else '?'} to {wait(m.high) if m.high is not None else 'not reached'}"  # fmt: skip
    median = "median not reached" if m.value is None else f"median {wait(m.value)} ({limits})"
    mean = "" if g.mean_s is None else f"mean {wait(g.mean_s)} among those who did"
    ends = "" if g.plateau is None else f", ends at {percent(g.plateau)}"
    return g.label or "all", f"{g.converted:,} of {g.customers:,}{ends}", median, mean
