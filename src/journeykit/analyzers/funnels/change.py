"""Why a conversion changed: other rates, or another mix of customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import RateChange, decompose_change
from journeykit.analyzers.wording import aligned, percent
from journeykit.errors import InvalidValueError
from journeykit.events.funnels import FunnelDefinition, FunnelRun
from journeykit.events.roles import check_columns
from journeykit.model.element import Value

__all__ = ["ConversionChange", "Source", "changed"]


@frozen(kw_only=True, eq=False)
class Source(Value):
    """Where the counts of a segment come from.

    Attributes:
        run: the funnel.
        value: the value of the breakdown, or None for all.
    """

    run: FunnelRun
    value: tuple[Any, ...] | None = None


@frozen(kw_only=True, repr=False)
class ConversionChange(Result):
    """The difference of two conversions, as a part of rates and a part of mix.

    Attributes:
        first: name of the first segment, or of what was before.
        second: name of the second.
        over: the column whose values make the mix.
        start: name of the step from which it is counted.
        step: name of the step to which.
        parts: the two parts, whole and for each value.
    """

    first: str
    second: str
    over: str
    start: str
    step: str
    parts: RateChange

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "value": str, "rate_first": float, "rate_second": float, "weight_first": float,
        "weight_second": float, "rate_part": float, "mix_part": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a value of the column."""
        for s in self.parts.segments:
            yield (
                s.segment, s.rate_before, s.rate_after, s.weight_before, s.weight_after,
                s.rate_part, s.mix_part,
            )  # fmt: skip

    def summary(self) -> str:
        """The change, its two parts, and what each value adds to them."""
        p = self.parts
        rates = f"{self.first} {percent(p.before)}, {self.second} {percent(p.after)}"
        lines = [
            f"{self.start!r} to {self.step!r}: {rates}, {100 * p.change:+.1f} points",
            f"  {100 * p.rate_part:+.1f} points because {self.over} by {self.over} other shares convert",
            f"  {100 * p.mix_part:+.1f} points because the mix of {self.over} differs",
        ]
        table = [
            (
                s.segment, f"{percent(s.weight_before)} to {percent(s.weight_after)} of all",
                f"rates {100 * s.rate_part:+.1f}", f"mix {100 * s.mix_part:+.1f}",
            )
            for s in p.segments
        ]  # fmt: skip
        lines += aligned(table, right=[2, 3])
        lines.append("An exact split of what was counted, not a test: small parts may be chance.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<ConversionChange {self.first!r} to {self.second!r}: {self.parts.change:+.3f}>"


def changed(
    first: tuple[str, Source],
    second: tuple[str, Source],
    over: str,
    *,
    start: str | int,
    step: str | int,
) -> ConversionChange:
    """Split the difference of two conversions; see `FunnelComparison.change`."""
    d = first[1].run.definition
    a, b = d.number(start), d.number(step)
    if a >= b:
        raise InvalidValueError(
            "change", "step", expected=f"a step after {d.names[a]!r}", got=d.names[b]
        )
    if d.open or d.steps[a].optional:
        raise InvalidValueError(
            "change", "start", expected="a required step of a closed funnel", got=d.names[a],
            hint="those at a later step need not have been at this one",
        )  # fmt: skip
    counts = [_counts(source, over, a, b) for _, source in (first, second)]
    return ConversionChange(
        first=first[0], second=second[0], over=over, start=d.names[a], step=d.names[b],
        parts=decompose_change(*counts),
    )  # fmt: skip


def _counts(source: Source, over: str, a: int, b: int) -> dict[str, tuple[float, float]]:
    """Successes and trials by value of the column."""
    run = source.run
    d: FunnelDefinition = run.definition
    check_columns("change", {"over": over}, run.log.columns)
    by = d.by if source.value is not None else ()
    if over in by:
        raise InvalidValueError(
            "change", "over", expected="a column other than that of the segments", got=over
        )
    split = d.replace(by=(*by, over))
    counts: dict[str, tuple[float, float]] = {}
    for tally in FunnelRun(log=run.log, definition=split, end_us=run.end_us).tallies():
        if source.value is None or tally.value[:-1] == source.value:
            value = "(none)" if tally.value[-1] is None else str(tally.value[-1])
            came, before = counts.get(value, (0, 0))
            counts[value] = (came + tally.took[b], before + tally.took[a])
    return dict(sorted(counts.items()))
