"""Which touchpoints go with overall satisfaction, and how well they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Estimate, ImportanceMethod
from journeykit.analyzers.wording import aligned, listed, percent, percents, plural, signed
from journeykit.model.element import Value

__all__ = ["Driver", "Drivers", "MissingAnswers", "PerformanceQuadrant"]


class MissingAnswers(StrEnum):
    """Which respondents a regression rests on where some did not answer all."""

    COMPLETE = "complete"
    """Those with a score for every question and an outcome; all others are left out."""
    PAIRWISE = "pairwise"
    """For each correlation those who have both figures: all answers count, of unlike people."""


class PerformanceQuadrant(StrEnum):
    """What importance and performance together ask for, after Martilla and James 1977."""

    CONCENTRATE = "concentrate here"
    """Important, and rated low."""
    KEEP_UP = "keep up the good work"
    """Important, and rated high."""
    LOW_PRIORITY = "low priority"
    """Not important, and rated low."""
    OVERKILL = "possible overkill"
    """Not important, and rated high."""


@frozen(kw_only=True, repr=False)
class Driver(Value):
    """A question, how much of the outcome goes with it, and how well it is rated.

    Attributes:
        rank: its place, from 1.
        question: the question, by the name of its column.
        touchpoint: id of the touchpoint that it is about, or None.
        name: name of the touchpoint where a map tells it, else the question.
        part: its part of R², with limits.
        share: its share of R², from 0 to 1: all shares add up to 1.
        correlation: plain correlation of its scores with the outcome; below 0 a higher
            figure goes with a worse outcome.
        ahead: whether its part is surely larger than that of the next one.
        n: its scores.
        score: their mean.
        performance: mean valence of its scores, from -1 to 1.
        quadrant: what that asks for.
    """

    rank: int
    question: str
    touchpoint: str | None = None
    name: str
    part: Estimate
    share: float
    correlation: float
    ahead: bool = False
    n: int
    score: float
    performance: float
    quadrant: PerformanceQuadrant


@frozen(kw_only=True, repr=False)
class Drivers(Listing[Driver]):
    """What goes with an outcome such as overall satisfaction, the most important first.

    Attributes:
        items: the questions, by their part of R².
        outcome: column of the outcome.
        yes: the values of it that count as 1, in words, or None where it is a figure.
        mean: mean of the outcome over the respondents that have one; a share where `yes` is said.
        r_squared: share of its variance that goes with all questions together.
        method: how R² is divided.
        missing: which respondents count.
        n: respondents that the regression rests on; pairwise those of the rarest pair.
        respondents: all of them.
        importance_split: from which share of R² on a question is important.
        performance_split: from which valence on it is rated high.
        alpha: level below which one is surely ahead of the next, after adjustment by Holm.
        confidence: of the intervals, between 0 and 1.
        locale: language of the map as BCP 47, or None.
    """

    items: tuple[Driver, ...] = field(default=())
    outcome: str
    yes: str | None = None
    mean: float
    r_squared: Estimate
    method: ImportanceMethod
    missing: MissingAnswers
    n: int
    respondents: int
    importance_split: float
    performance_split: float
    alpha: float
    confidence: float
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "rank": int, "question": str, "touchpoint": str, "name": str, "part": float, "low": float,
        "high": float, "share": float, "correlation": float, "ahead": bool, "n": int,
        "score": float, "performance": float, "quadrant": str,
    }  # fmt: skip

    def of(self, quadrant: PerformanceQuadrant | str) -> tuple[Driver, ...]:
        """The questions of one quadrant, the most important first."""
        return tuple(item for item in self.items if item.quadrant == quadrant)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a question."""
        for i in self.items:
            yield (
                i.rank, i.question, i.touchpoint, i.name, i.part.value, i.part.low, i.part.high,
                i.share, i.correlation, i.ahead, i.n, i.score, i.performance, i.quadrant,
            )  # fmt: skip

    def summary(self) -> str:
        """What goes with the outcome, how surely, and where it is rated low."""
        r = self.r_squared
        outcome = repr(self.outcome) if self.yes is None else f"{self.outcome!r} = {self.yes}"
        mean = f"mean {self.mean:.2f}" if self.yes is None else percent(self.mean)
        sure = "" if r.interval is None else f" ({percents(r.interval)})"
        together = f"goes with {plural(len(self.items), 'question')} together"
        explained = f"{percent(r.value or 0.0)} of its variance{sure} {together}"
        lines = [f"What goes with {outcome} ({mean}): {explained}"]
        lines += aligned([_row(item) for item in self.items], right=[0, 2])
        weak = self.of(PerformanceQuadrant.CONCENTRATE)
        if weak:
            lines.append(f"Important and rated low: {listed(item.name for item in weak)}.")
        lines.append(
            f"Important from {percent(self.importance_split)} of R² on, rated high from "
            f"{signed(self.performance_split)} on."
        )
        left = self.respondents - self.n
        if self.missing is MissingAnswers.COMPLETE:
            text = f"Rests on {self.n:,} of {plural(self.respondents, 'respondent')}"
            lines.append(
                f"{text}: {left:,} lack an answer and are left out." if left else f"{text}."
            )
        else:
            lines.append(
                f"Rests on pairs of answers, at least {self.n:,} of {plural(self.respondents, 'respondent')} each."
            )
        lines.append(
            f"R² of a linear regression, divided by {self.method.value.title()}. Goes with is not causes: those "
            "who rate one thing well often rate all well."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Drivers of {self.outcome!r}: {plural(len(self.items), 'question')}>"


def _row(item: Driver) -> tuple[str, str, str, str]:
    low, value, high = (100 * (x or 0.0) for x in (item.part.low, item.part.value, item.part.high))
    told = [
        f"{value:.1f} points of R² ({low:.1f} to {high:.1f})",
        f"rated {signed(item.performance)}: {item.quadrant.value}",
        "a higher figure goes with less of it" if item.correlation < 0 else "",
        "surely ahead of the next" if item.ahead else "",
    ]
    return f"{item.rank}.", item.name, percent(item.share), ", ".join(text for text in told if text)
