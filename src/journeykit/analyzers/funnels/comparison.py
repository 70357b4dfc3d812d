"""What a comparison of funnels says: which segments come on more or less often, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.funnels.change import ConversionChange, Source, changed
from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import Comparison, SignificanceTest
from journeykit.analyzers.wording import aligned, listed, percent, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Value

__all__ = ["FunnelComparison", "FunnelDifference", "OverallDifference"]


@frozen(kw_only=True, repr=False)
class FunnelDifference(Value):
    """One segment at one step, against others.

    The rate is the conditional one: of those at the step before, who came on.
    Rates from the start mix all steps before, and are not compared.

    Attributes:
        step: name of the step.
        segment: name of the segment.
        against: name of the segment it is compared with, or "all others".
        before: those of the segment at the step before.
        came: those of them who came on.
        before_others: those of the others at the step before.
        came_others: those of them who came on.
        comparison: the two rates, their difference with its Newcombe interval,
            and the test; Fisher's where a cell is expected to hold fewer than 5.
            None where there are too few.
        p_adjusted: p value of the test, adjusted for all tests, or None.
        holds: whether it is a finding: the adjusted p value is below the level.
        refusal: why nothing is compared, or None.
    """

    step: str
    segment: str
    against: str
    before: int
    came: int
    before_others: int
    came_others: int
    comparison: Comparison | None = None
    p_adjusted: float | None = None
    holds: bool = False
    refusal: str | None = None

    @property
    def difference(self) -> float | None:
        """Rate of the segment minus that of the others, as a share, or None."""
        return None if self.comparison is None else self.comparison.difference

    @property
    def missing(self) -> float | None:
        """How many more of the segment would have come on at the rate of the others.

        Below 0 where more came; None where nothing is compared.
        """
        return None if self.difference is None else -self.difference * self.before


@frozen(kw_only=True, repr=False)
class OverallDifference(Value):
    """Whether all segments that are large enough differ anywhere at a step.

    Attributes:
        step: name of the step.
        segments: how many segments were tested together.
        test: chi-square over them.
        p_adjusted: its p value, adjusted for the number of steps, or None.
        holds: whether the adjusted p value is below the level.
    """

    step: str
    segments: int
    test: SignificanceTest
    p_adjusted: float | None = None
    holds: bool = False


@frozen(kw_only=True, repr=False)
class FunnelComparison(Result):
    """Where segments, or funnels, differ, step by step.

    Attributes:
        segments: their names, in order.
        steps: names of the steps that are compared: all required ones but the first.
        baseline: the segment that the others are compared with; None is each with the rest.
        differences: one for each step and segment, in order.
        overall: for three segments or more, one for each step.
        tests: number of tests that the p values of `differences` are adjusted for.
        adjust: how they are adjusted.
        alpha: level below which an adjusted p value is a finding.
        confidence: confidence of the intervals, between 0 and 1; not adjusted.
        minimum: the least size of a group that is compared.
    """

    segments: tuple[str, ...]
    steps: tuple[str, ...]
    baseline: str | None
    differences: tuple[FunnelDifference, ...]
    overall: tuple[OverallDifference, ...] = ()
    tests: int
    adjust: Adjustment
    alpha: float
    confidence: float
    minimum: int
    sources: tuple[Source, ...] = field(default=(), eq=False)

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "step": str, "segment": str, "against": str, "before": int, "came": int,
        "rate": float, "rate_others": float, "difference": float, "low": float, "high": float,
        "method": str, "p": float, "p_adjusted": float, "holds": bool, "refusal": str,
    }  # fmt: skip

    @cached_property
    def findings(self) -> tuple[FunnelDifference, ...]:
        """The differences that hold, those that cost or bring most customers first."""
        found = [d for d in self.differences if d.holds]
        return tuple(sorted(found, key=lambda d: -abs(d.missing or 0.0)))

    @property
    def refused(self) -> tuple[FunnelDifference, ...]:
        """Those of which nothing can be said: too few customers."""
        return tuple(d for d in self.differences if d.refusal is not None)

    def difference(self, step: str, segment: str) -> FunnelDifference:
        """That of a segment at a step.

        Raises:
            NotFoundError: if there is none.
        """
        for d in self.differences:
            if (d.step, d.segment) == (step, segment):
                return d
        known = [f"{d.step}, {d.segment}" for d in self.differences]
        raise NotFoundError("difference", f"{step}, {segment}", known)

    def change(
        self,
        over: str,
        *,
        first: str | None = None,
        second: str | None = None,
        start: str | int = 0,
        step: str | int = -1,
    ) -> ConversionChange:
        """Why the conversion of two segments, or of before and after, differs.

        It is split into a part that comes from other rates within the values of
        a column, and a part that comes from another mix of these values.

        Args:
            over: the column.
            first: name of the one segment; the first unless given.
            second: name of the other; the last unless given.
            start: the step from which, by name or number.
            step: the step to which.

        Raises:
            NotFoundError: if there is no such segment, column or step.
            InvalidValueError: if it makes no sense, with the reason.
        """
        ends = []
        for name, place in ((first, 0), (second, -1)):
            wanted = self.segments[place] if name is None else name
            if wanted not in self.segments:
                raise NotFoundError("segment", wanted, self.segments)
            ends.append(wanted)
        if not self.sources:
            raise InvalidValueError(
                "FunnelComparison.change", "sources", got=None,
                expected="a comparison of results that still have their log",
            )  # fmt: skip
        one, other = (self.sources[self.segments.index(name)] for name in ends)
        return changed((ends[0], one), (ends[1], other), over, start=start, step=step)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each step and segment."""
        for d in self.differences:
            c = d.comparison
            figures: tuple[Any, ...] = (None,) * 7
            if c is not None:
                figures = c.first, c.second, c.difference, c.low, c.high, c.test.method, c.test.p
            yield (
                d.step, d.segment, d.against, d.before, d.came, *figures,
                d.p_adjusted, d.holds, d.refusal,
            )  # fmt: skip

    def summary(self) -> str:
        """What differs and how surely, and what cannot be said, in plain words."""
        what = f"{plural(len(self.segments), 'segment')}, each with {self.baseline or 'all others'}"
        if len(self.segments) == 2:
            d = self.differences[0]
            what = f"{d.segment} with {d.against}"
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"Compared: {what}, by the share of each step before that came on ({level})"]
        lines += aligned([_row(d) for d in self.differences])
        found = [_in_words(d) for d in self.findings]
        lines.append("What differs:" if found else "No difference holds.")
        lines += [f"  {text}" for text in found]
        for o in self.overall:
            if o.test.p is not None:
                verdict = "differ" if o.holds else "are not known to differ"
                rough = (
                    ", rough: some cells are small" if (o.test.smallest_expected or 0) < 5 else ""
                )
                text = f"{o.segments} segments together {verdict} ({p_text(o.p_adjusted)}{rough})"
                lines.append(f"At {o.step!r} {text}.")
        few = [f"{d.segment} at {d.step!r} ({d.before})" for d in self.refused]
        if few:
            lines.append(f"Too few to compare (fewer than {self.minimum}): {listed(few)}.")
        lines.append(
            f"{plural(self.tests, 'test')}, adjusted by {self.adjust.title()}; a difference holds if p < "
            f"{self.alpha:g} after that. That one does not hold is no proof that there is none."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        found = plural(len(self.findings), "finding")
        return f"<FunnelComparison of {plural(len(self.segments), 'segment')}: {found}>"


def _row(d: FunnelDifference) -> tuple[str, str, str, str, str]:
    c = d.comparison
    if c is None or c.first is None or c.second is None:
        return d.step, d.segment, f"{d.came:,} of {d.before:,}", d.refusal or "", ""
    return (
        d.step, d.segment, f"{d.came:,} of {d.before:,}",
        f"{percent(c.first)}, {d.against} {percent(c.second)}, {_points(c)}",
        f"{p_text(d.p_adjusted)}{', holds' if d.holds else ''}",
    )  # fmt: skip


def _points(c: Comparison) -> str:
    low, high = (100 * (limit or 0.0) for limit in (c.low, c.high))
    return f"{100 * (c.difference or 0.0):+.1f} points ({low:+.1f} to {high:+.1f})"


def _in_words(d: FunnelDifference) -> str:
    c = d.comparison
    more = "more" if (d.difference or 0.0) > 0 else "fewer"
    number = f"about {abs(d.missing or 0.0):,.0f} {more} than at their rate"
    points = _points(c) if c else ""
    return f"{d.segment} at {d.step!r}: {points} against {d.against}, {number}."
