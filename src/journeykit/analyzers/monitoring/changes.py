"""What a comparison of before and after says: what changed, how surely, and what it takes to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.funnels.findings import Adjustment
from journeykit.analyzers.monitoring.samples import Sample
from journeykit.analyzers.monitoring.seasons import SeasonWarning
from journeykit.analyzers.monitoring.wording import difference_text, figure_text
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Comparison
from journeykit.analyzers.wording import plural
from journeykit.model import Metric
from journeykit.model.element import Value

__all__ = ["ChangeVerdict", "MetricChange", "MetricChanges", "item_notes", "segment_text"]


class ChangeVerdict(StrEnum):
    """What can be said of a change."""

    BETTER = "better"
    """It is more than chance, and in the direction that is good."""
    WORSE = "worse"
    """It is more than chance, and in the direction that is bad."""
    OTHER = "other"
    """It is more than chance; the metric does not say which direction is good."""
    TOO_SMALL = "too small"
    """It is more than chance, but surely smaller than what matters."""
    ALIKE = "alike"
    """No change that matters: whatever there is is surely smaller than that."""
    MAY_BE_CHANCE = "may be chance"
    """It may be chance: that is no proof that nothing changed."""
    UNKNOWN = "unknown"
    """Nothing can be said."""


@frozen(kw_only=True, repr=False)
class MetricChange(Value):
    """A metric before and after.

    Attributes:
        metric: what was measured.
        where: the touchpoint or step where it was measured, or None.
        touchpoint: id of the touchpoint, or None.
        before: what was measured before.
        after: what was measured after.
        comparison: after (first) against before (second) in the unit of the metric:
            their difference with limits, and the test. None where nothing can be said.
        p_adjusted: p value of the test, adjusted for all tests, or None.
        holds: whether the adjusted p value is below the level.
        verdict: what that comes to.
        detectable: the least change, up or down, that would be found with the wanted
            power by a single test with so many answers; None where none would, or
            nothing is known.
        practical: the least change that matters, or None where nobody said.
        wished: the change that is hoped for, or None.
        needed: how many answers in each period it takes to find the wished change,
            else the one that matters; or None.
        refusal: why nothing can be said, or None.
        warnings: what makes the two periods hard to compare.
    """

    metric: Metric
    where: str | None = None
    touchpoint: str | None = None
    before: Sample
    after: Sample
    comparison: Comparison | None = None
    p_adjusted: float | None = None
    holds: bool = False
    verdict: ChangeVerdict = ChangeVerdict.UNKNOWN
    detectable: float | None = None
    practical: float | None = None
    wished: float | None = None
    needed: int | None = None
    refusal: str | None = None
    warnings: tuple[SeasonWarning, ...] = ()

    @property
    def name(self) -> str:
        """The metric, and where it was measured."""
        return self.metric.name if self.where is None else f"{self.where}: {self.metric.name}"

    @property
    def difference(self) -> float | None:
        """After minus before in the unit of the metric, or None."""
        return None if self.comparison is None else self.comparison.difference

    def text(self) -> str:
        """The change in a sentence."""
        before, after = self.before, self.after
        ends = (
            f"{figure_text(before.value, self.metric)} -> {figure_text(after.value, self.metric)}"
        )
        answers = [f"{s.n:,}" if s.n is not None else "unknown" for s in (before, after)]
        who = f" ({segment_text(before.segment)})" if before.segment else ""
        head = f"{self.name}{who} {ends} (n {', '.join(answers)})"
        return f"{head}: {self.said()}"

    def said(self) -> str:
        """What can be said of the change, with its limits, and what would be seen."""
        c = self.comparison
        if c is None or c.difference is None or c.low is None or c.high is None:
            return self.refusal or "nothing can be said"
        limits = [difference_text(limit, self.metric, signed=True) for limit in (c.low, c.high)]
        by = difference_text(c.difference, self.metric, signed=True, unit=True)
        text = f"{by}, {limits[0]} to {limits[1]}: {_VERDICTS[self.verdict]}"
        if self.verdict is ChangeVerdict.MAY_BE_CHANCE:
            text += f"; {self.seen()}"
        return text

    def seen(self) -> str:
        """How large a change would have been seen, and how many answers a smaller one takes."""
        if self.detectable is None:
            text = "with this n no change would be seen reliably"
        else:
            least = difference_text(self.detectable, self.metric, unit=True)
            text = f"with this n only changes of {least} or more are seen reliably"
        if self.needed is None:
            return text
        aim = self.wished if self.wished is not None else self.practical
        by = difference_text(abs(aim or 0.0), self.metric, unit=True)
        return f"{text}; {by} would take {self.needed:,} in each period"


_VERDICTS = {
    ChangeVerdict.BETTER: "better",
    ChangeVerdict.WORSE: "worse",
    ChangeVerdict.OTHER: "a change",
    ChangeVerdict.TOO_SMALL: "more than chance, but too small to matter",
    ChangeVerdict.ALIKE: "no change that matters",
    ChangeVerdict.MAY_BE_CHANCE: "may be chance",
    ChangeVerdict.UNKNOWN: "nothing can be said",
}


@frozen(kw_only=True, repr=False)
class MetricChanges(Listing[MetricChange]):
    """Metrics before and after, each with whether its change means anything.

    Attributes:
        title: what was measured.
        items: the changes, in order of the map, or as they were given.
        tests: how many p values were adjusted together.
        adjust: how they were adjusted.
        alpha: level below which an adjusted p value holds.
        power: chance with which `detectable` and `needed` changes are found.
        confidence: confidence of the intervals, between 0 and 1; not adjusted.
        left_out: what was measured in one period only, or by another metric, in words.
        notes: what a reader should know before trusting the figures.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    items: tuple[MetricChange, ...]
    tests: int
    adjust: Adjustment
    alpha: float
    power: float
    confidence: float
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "where": str, "metric": str, "unit": str, "segment": str, "before": float,
        "before_n": int, "before_period": str, "after": float, "after_n": int,
        "after_period": str, "difference": float, "low": float, "high": float, "method": str,
        "p": float, "p_adjusted": float, "holds": bool, "verdict": str, "detectable": float,
        "needed": int, "refusal": str, "warnings": str,
    }  # fmt: skip

    @property
    def warnings(self) -> tuple[SeasonWarning, ...]:
        """What makes periods hard to compare, each said once."""
        return tuple(dict.fromkeys(warning for item in self.items for warning in item.warnings))

    @property
    def findings(self) -> tuple[MetricChange, ...]:
        """The changes that are more than chance."""
        return tuple(item for item in self.items if item.holds)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a metric, in its own unit."""
        for item in self.items:
            before, after, c = item.before, item.after, item.comparison
            figures: tuple[Any, ...] = (None,) * 5
            if c is not None:
                figures = c.difference, c.low, c.high, c.test.method, c.test.p
            yield (
                item.where, item.metric.id, item.metric.unit, segment_text(before.segment),
                before.value, before.n, before.period, after.value, after.n, after.period,
                *figures, item.p_adjusted, item.holds, item.verdict, item.detectable,
                item.needed, item.refusal, "; ".join(warning.text for warning in item.warnings),
            )  # fmt: skip

    def summary(self) -> str:
        """Each metric with what can be said of it, in plain words."""
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"Before and after: {self.title} ({level})"]
        if not self.items:
            lines.append("Nothing was measured in both periods.")
        for item in self.items:
            lines.append(f"  {item.text()}.")
            lines += [f"    {note[:1].upper()}{note[1:]}." for note in item_notes(item)]
        for warning in self.warnings:
            hint = f": {warning.hint}" if warning.hint else ""
            lines.append(f"Not comparable as it is: {warning.text}{hint}.")
        lines += [f"Left out: {text}." for text in self.left_out]
        lines += [f"Note: {note}." for note in self.notes]
        if self.tests:
            lines.append(
                f"{plural(self.tests, 'test')}, adjusted by {self.adjust.title()}; a change holds if "
                f"p < {self.alpha:g} after that. Reliably means found {100 * self.power:g} times in "
                "100 by one test."
            )
        lines.append(
            "A change is not its cause: whatever else changed between the periods is in it, too."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        total = plural(len(self.items), "metric")
        return f"<MetricChanges of {self.title!r}: {total}, {len(self.findings)} changed>"


def item_notes(item: MetricChange) -> tuple[str, ...]:
    """What a reader should know of the two figures of a change, each said once."""
    return tuple(dict.fromkeys((*item.before.notes, *item.after.notes)))


def segment_text(segment: Mapping[str, tuple[Any, ...]]) -> str:
    """For whom something was measured, in words.

    Examples:
        >>> segment_text({"device": ("phone", "tablet")})
        'device = phone or tablet'
    """
    return ", ".join(
        f"{column} = {' or '.join(map(str, values))}" for column, values in segment.items()
    )
