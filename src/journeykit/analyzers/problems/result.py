"""All problems that were found, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.problems.problem import Problem
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import listed, percent, plural

__all__ = ["Problems"]


@frozen(kw_only=True, repr=False)
class Problems(Listing[Problem]):
    """Problems, those that cost most customers first.

    Attributes:
        items: the problems. Repeats and waits, which need not cost customers, come last.
        better: what goes better for some than for others.
        steps: names of the steps.
        by: columns whose values were told apart.
        customers: how many took the first step and could be watched long enough.
        tests: how many tests there were; p values are adjusted for all of them.
        adjust: how.
        alpha: level below which an adjusted p value is a finding.
        confidence: confidence of the intervals, between 0 and 1; not adjusted.
        minimum: the least number of customers that is looked at.
        min_effect: the least difference of shares that is listed.
        small: how many differences hold and are smaller than that.
        period: periods of the charts.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[Problem, ...] = field(default=())
    better: tuple[Problem, ...] = ()
    steps: tuple[str, ...]
    by: tuple[str, ...]
    customers: int
    tests: int
    adjust: Adjustment
    alpha: float
    confidence: float
    minimum: int
    min_effect: float
    small: int = 0
    period: str = "week"
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "rank": int, "kind": str, "after": str, "step": str, "segment": str, "since": str,
        "since_low": str, "since_high": str, "until": str, "event": str, "customers": int,
        "share": float, "expected": float, "difference": float, "low": float, "high": float,
        "lost": float, "lost_low": float, "lost_high": float, "p": float, "q": float,
        "confounded": str, "part_of": int,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each problem, and for each further finding about the same customers."""
        rank = 0
        for problem in self.items:
            rank += 1
            head = rank
            yield (rank, *_row(problem), None)
            for other in problem.also:
                rank += 1
                yield (rank, *_row(other), head)

    def summary(self, n: int = 10) -> str:
        """The problems in sentences, with what was looked at and how surely.

        Args:
            n: how many are told.
        """
        level = f"{100 * self.confidence:g} % intervals"
        way = f"from {self.steps[0]!r} to {self.steps[-1]!r}, {self.customers:,} customers"
        lines = [f"{plural(len(self.items), 'problem')} {way} ({level})"]
        for rank, problem in enumerate(self.items[:n], 1):
            lines.append(f"{rank:>3}. {problem} ({p_text(problem.q)} adjusted)")
            lines += [
                f"     {limits[:1].upper()}{limits[1:]}." for limits in [problem.limits()] if limits
            ]
            lines += [f"     Also: {other}" for other in problem.also]
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        if not self.items:
            lines.append("  Nothing that holds. That is no proof that there is nothing.")
        if self.better:
            lines.append(f"Better than elsewhere: {listed(p.title for p in self.better)}.")
        lines += [f"Note: {note}." for note in self.notes]
        small = f" {plural(self.small, 'smaller difference')} not listed." if self.small else ""
        columns = f", by {listed(self.by)}" if self.by else ""
        lines.append(
            f"Looked at: {plural(len(self.steps) - 1, 'step')}{columns}, {plural(self.tests, 'test')}, "
            f"adjusted by {self.adjust.title()}; listed if p < {self.alpha:g} after that, "
            f"{self.minimum:,} customers or more, and {percent(self.min_effect)} points or more.{small}"
        )
        lines.append(
            "Found in data: what differs, not why. Customers who differ in a column differ in other ways too."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Problems {self.steps[0]!r} to {self.steps[-1]!r}: {len(self.items)} found>"


def _row(p: Problem) -> tuple[Any, ...]:
    segment = ", ".join(f"{column} = {value}" for column, value in p.segment.items()) or None
    dates = (
        None if day is None else str(day) for day in (p.since, p.since_low, p.since_high, p.until)
    )
    return (
        p.kind, p.after, p.step, segment, *dates, p.event, p.customers, p.share, p.expected,
        p.difference, p.low, p.high, p.lost, *(p.lost_interval or (None, None)), p.p, p.q,
        ", ".join(p.confounded) or None,
    )  # fmt: skip
