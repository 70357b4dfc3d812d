"""A problem: what is wrong where, since when, and whom it costs."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from attrs import frozen

from journeykit.analyzers.wording import listed, percent
from journeykit.model.element import Value
from journeykit.model.frozendict import EMPTY, FrozenDict

__all__ = ["Problem", "ProblemKind", "ProblemPeriod"]


class ProblemKind(StrEnum):
    """What is wrong."""

    SEGMENT = "segment"
    """Fewer customers of a segment come on than others at the same step."""
    CHANGE = "change"
    """Fewer come on from a day on than before it."""
    LEAVING = "leaving"
    """Fewer of those to whom something happens come on."""
    REPEATS = "repeats"
    """More do a step again before they come on."""
    SLOWER = "slower"
    """More take longer than is usual."""


@frozen(kw_only=True, repr=False)
class ProblemPeriod(Value):
    """Those concerned and all others, in one period of the calendar.

    Attributes:
        start: first day of the period.
        customers: those concerned who reached the step in it.
        count: how many of them did what `Problem.share` is a share of.
        others: the others who reached the step in it.
        others_count: how many of them did.
    """

    start: dt.date
    customers: int
    count: int
    others: int
    others_count: int


@frozen(kw_only=True, repr=False)
class Problem(Value):
    """Something that goes worse for some customers, or since some day, than for others.

    Attributes:
        kind: what is wrong.
        after: name of the step that those concerned had reached; of repeats that are
            more than those of any other event, the event.
        step: name of the step that they were to take next; of repeats, the one repeated.
        segment: columns with the value of those concerned; empty for all customers.
        since: the first day on which it was so (UTC), or None for all the time.
        since_low: first day of the 95 % interval of `since`.
        since_high: its last day.
        until: the day on which it was over, or None.
        event: what happens to those concerned, or None.
        customers: those concerned: who reached `after` and could be watched long enough.
        share: their share who came on; of `repeats` who did it again; of `slower`
            who were no slower than half of all are.
        expected: the share that would have, did they do as the others do at the
            same time: all else that was found at this step is held.
        low: lower limit of `share - expected`.
        high: its upper limit.
        usual_s: of `slower`, the time that half of all take at most, in seconds.
        p: p value of the test.
        q: p value adjusted for all tests.
        confounded: what else would tell the same, because it nearly always goes together.
        detour: of `leaving`, whether they come on as often as all do who do not come on
            soon: it may be a longer way, and no reason to leave.
        also: further findings about the same customers, which one cause may explain.
        periods: the share over time, here and elsewhere.
    """

    kind: ProblemKind
    after: str
    step: str
    segment: FrozenDict[str, str] = EMPTY
    since: dt.date | None = None
    since_low: dt.date | None = None
    since_high: dt.date | None = None
    until: dt.date | None = None
    event: str | None = None
    customers: int
    share: float
    expected: float
    low: float
    high: float
    usual_s: float | None = None
    p: float
    q: float
    confounded: tuple[str, ...] = ()
    detour: bool = False
    also: tuple[Problem, ...] = ()
    periods: tuple[ProblemPeriod, ...] = ()

    @property
    def difference(self) -> float:
        """`share - expected`: below 0 where too few do something, above 0 for `repeats`."""
        return self.share - self.expected

    @property
    def concerned(self) -> float:
        """How many customers more than expected left, did it again, or were slow."""
        return abs(self.difference) * self.customers

    @property
    def concerned_interval(self) -> tuple[float, float]:
        """The interval of `concerned`."""
        low, high = sorted(
            (-self.low, -self.high) if self.difference < 0 else (self.low, self.high)
        )
        return max(0.0, low) * self.customers, max(0.0, high) * self.customers

    @property
    def loses(self) -> bool:
        """Whether it costs customers; repeats and waits cost them patience."""
        return self.kind in (ProblemKind.SEGMENT, ProblemKind.CHANGE, ProblemKind.LEAVING)

    @property
    def lost(self) -> float | None:
        """How many customers it lost at this step, or None where it need not lose any."""
        return self.concerned if self.loses else None

    @property
    def lost_interval(self) -> tuple[float, float] | None:
        """The interval of `lost`, or None."""
        return self.concerned_interval if self.loses else None

    @property
    def worse(self) -> bool:
        """Whether it is a problem at all, rather than something that goes better than elsewhere."""
        return (self.difference > 0) == (self.kind is ProblemKind.REPEATS)

    @property
    def who(self) -> str:
        """The customers concerned, in words."""
        words = [f"{column} = {value}" for column, value in self.segment.items()]
        if self.event is not None and self.kind is ProblemKind.LEAVING:
            words.append(f"after {self.event!r}")
        return ", ".join(words) or "all customers"

    @property
    def when(self) -> str:
        """Since when, in words; empty where it was always so."""
        if self.since is None:
            return ""
        end = f" until {self.until}" if self.until else ""
        return f"since {self.since}{end}"

    @property
    def title(self) -> str:
        """What is wrong, in few words."""
        number = "more" if self.difference > 0 else "fewer"
        what = f"{self.after} to {self.step}: {number} come on"
        if self.kind is ProblemKind.REPEATS:
            what = f"{self.step}: {number} do it again"
        elif self.kind is ProblemKind.SLOWER:
            what = f"{self.after} to {self.step}: {number} are quick"
        return ", ".join(part for part in (what, self.who, self.when) if part)

    def __str__(self) -> str:
        points = f"{percent(self.share)} instead of {percent(self.expected)}"
        limits = f"{100 * self.low:+.1f} to {100 * self.high:+.1f} points"
        low, high = self.concerned_interval
        number = f"{self.concerned:,.0f} customers ({low:,.0f} to {high:,.0f})"
        told = {
            ProblemKind.REPEATS: f"{points} do it again ({limits}), {number} more than elsewhere",
            ProblemKind.SLOWER: f"{points} are as quick as is usual ({limits}), {number} wait longer",
        }.get(self.kind, f"{points} come on ({limits}), {number} lost")
        return f"{self.title}: {told}."

    def __repr__(self) -> str:
        return f"<Problem {self.title}>"

    @property
    def rank(self) -> tuple[int, float, str]:
        """What is to be looked at first: what costs customers, then patience, then what may be nothing."""
        return (2 if self.detour else 0 if self.loses else 1), -self.concerned, self.title

    def limits(self) -> str:
        """The interval of the first day, and what cannot be told apart, in words."""
        parts = []
        if self.since_low is not None and self.since_low != self.since_high:
            parts.append(f"between {self.since_low} and {self.since_high}")
        if self.confounded:
            parts.append(f"cannot be told from {listed(self.confounded)}")
        if self.detour:
            parts.append(
                "may be only a longer way: who does not come on at once comes on as seldom without it"
            )
        return "; ".join(parts)
