"""What goes with coming on, or with leaving; never what causes it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level, p_text
from journeykit.analyzers.funnels.options import need_funnel, option
from journeykit.analyzers.funnels.result import FunnelResult
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Comparison, Estimate, compare_rates, odds_ratio
from journeykit.analyzers.wording import aligned, percent, plural
from journeykit.errors import InvalidValueError
from journeykit.events.funnels import Attribution, FunnelRun
from journeykit.events.funnels.happened import happened
from journeykit.events.roles import check_columns
from journeykit.model.element import Value

__all__ = ["GoesWith", "GoingWith", "what_goes_with"]

PRIOR = 1.0
"""The count added to each cell of an odds ratio: rare things are drawn towards 1."""


@frozen(kw_only=True, repr=False)
class GoesWith(Value):
    """An event or a property, with how those convert who have it, and those who do not.

    Attributes:
        kind: "event" or "property".
        name: name of the event, or of the column.
        value: the value of the column; None at an event.
        success: those who converted and have it.
        failure: those who did not convert and have it.
        odds_ratio: the odds of having it among those who converted by those among
            the others, with 1 added to each cell; above 1 it goes with
            converting, below 1 with leaving.
        comparison: conversion of those who have it (first) and who have not, and the test.
        p_adjusted: p value of the test, adjusted for all tests, or None.
        holds: whether the adjusted p value is below the level.
    """

    kind: str
    name: str
    value: str | None = None
    success: int
    failure: int
    odds_ratio: Estimate
    comparison: Comparison
    p_adjusted: float | None = None
    holds: bool = False

    @property
    def label(self) -> str:
        """The event, or the column with its value."""
        return self.name if self.kind == "event" else f"{self.name} = {self.value}"

    @property
    def with_leaving(self) -> bool:
        """Whether it goes with leaving rather than with converting."""
        return (self.odds_ratio.value or 0.0) < 1


@frozen(kw_only=True, repr=False)
class GoingWith(Listing[GoesWith]):
    """What goes with converting or leaving, the strongest first.

    Attributes:
        items: events and properties that enough customers have.
        start: name of the step from which.
        step: name of the step that counts as converted.
        success: those who took `start` and `step`.
        failure: those who took `start` only.
        rare: how many events and values too few customers have to be listed.
        minimum: the least number of customers who have it.
        tests: number of tests that the p values are adjusted for.
        adjust: how they are adjusted.
        alpha: level below which an adjusted p value is a finding.
        confidence: confidence of the intervals, between 0 and 1; not adjusted.
        waiting: those of `failure` who had still time when observation ended.
    """

    items: tuple[GoesWith, ...] = field(default=())
    start: str
    step: str
    success: int
    failure: int
    rare: int
    minimum: float
    tests: int
    adjust: Adjustment
    alpha: float
    confidence: float
    waiting: int

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "kind": str, "name": str, "value": str, "success": int, "failure": int,
        "odds_ratio": float, "low": float, "high": float, "rate_with": float, "rate_without": float,
        "method": str, "p": float, "p_adjusted": float, "holds": bool,
    }  # fmt: skip

    @cached_property
    def findings(self) -> tuple[GoesWith, ...]:
        """Those that hold."""
        return tuple(item for item in self.items if item.holds)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event or value."""
        for i in self.items:
            o, c = i.odds_ratio, i.comparison
            yield (
                i.kind, i.name, i.value, i.success, i.failure, o.value, o.low, o.high,
                c.first, c.second, c.test.method, c.test.p, i.p_adjusted, i.holds,
            )  # fmt: skip

    def summary(self, n: int = 20) -> str:
        """What goes with leaving and what with converting, and how surely.

        Args:
            n: how many are listed.
        """
        became = f"{self.success:,} came on, {self.failure:,} did not"
        lines = [f"What goes with leaving between {self.start!r} and {self.step!r}: {became}"]
        lines += aligned([_row(item) for item in self.items[:n]]) if self.items else []
        if not self.success or not self.failure:
            all_or_none = "Nobody" if not self.success else "Everybody"
            lines.append(f"{all_or_none} came on: there is nothing to compare.")
        elif not self.findings:
            lines.append("Nothing that holds.")
        if self.rare:
            # A share of all is no whole number, but customers are.
            least = math.ceil(self.minimum)
            lines.append(
                f"{plural(self.rare, 'event or value', 'events or values')} of fewer than "
                f"{least:,} {'customer' if least == 1 else 'customers'} left out."
            )
        lines.append(
            f"{plural(self.tests, 'test')}, adjusted by {self.adjust.title()}; it holds if p < {self.alpha:g} after that."
        )
        if self.waiting:
            lines.append(f"Note: {self.waiting:,} of those who did not had still time to.")
        lines.append(
            "Goes with is not causes: those who do something differ in other ways, too, and those who "
            "leave are watched until their window closes, longer than those who come on."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<GoingWith {self.start!r} to {self.step!r}: {plural(len(self.items), 'thing')}>"


def _row(item: GoesWith) -> tuple[str, str, str, str]:
    o, c = item.odds_ratio, item.comparison
    without = "-" if c.second is None else percent(c.second)
    ratio = o.value or 0.0
    way = "with neither" if ratio == 1 else "with leaving" if ratio < 1 else "with coming on"
    rates = f"{percent(c.first or 0.0)} with it come on, {without} without"
    return (
        item.label, way,
        f"odds x {ratio:,.0f}, {rates}" if ratio >= 10 else f"odds x {ratio:.2g}, {rates}",
        f"{p_text(item.p_adjusted)}{', holds' if item.holds else ''}",
    )  # fmt: skip


def what_goes_with(
    result: FunnelResult,
    step: str | int = -1,
    *,
    start: str | int = 0,
    properties: str | Sequence[str] = (),
    adjust: Adjustment | str = Adjustment.BENJAMINI_HOCHBERG,
    alpha: float = 0.05,
    minimum: float | None = None,
) -> GoingWith:
    """Which events between two steps, and which properties, go with coming on or leaving.

    Of those who took `start`, S took `step` and F did not; s and f of them have the
    event after the one step, from the first time they took it within the window, and before
    the other (or before the window closed or observation ended), or the property: its first value that is there, over the
    events that meet a step. Odds ratio: (s + 1)(F - f + 1) / ((S - s + 1)(f + 1)). Events
    that a step is made of are left out. The test is that of two shares: Fisher's where
    a cell is expected to hold fewer than 5, else the pooled z.

    This finds what goes together, never what causes what: to know that, change it
    for some customers by lot.

    Args:
        result: a closed funnel; a breakdown is not looked at.
        step: the step that counts as converted, by name or number.
        start: the step from which.
        properties: column or columns whose values are looked at.
        adjust: how p values are adjusted: "benjamini-hochberg" or "holm".
        alpha: level below which an adjusted p value is a finding.
        minimum: the least number of customers who have it; unless given the smaller
            of 25 and 2 % of all.

    Raises:
        InvalidValueError: if the steps are in the wrong order, or nobody can
            say when they were taken.
        NotFoundError: if a step, column or adjustment is not known.

    Source:
        The odds ratio and the minimum are those of PostHog's correlation analysis
        (funnel_correlation_query_runner.py), which does not test them.

    Examples:
        >>> from journeykit.analyzers.funnels import funnel
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(40):
        ...     events += [(n, "cart", 0), (n, "voucher" if n % 2 else "help", 5)]
        ...     events += [(n, "paid", 9)] if n % 4 else []
        >>> found = what_goes_with(funnel(EventLog(events), ["cart", "paid"]))
        >>> [(item.name, item.with_leaving, item.holds) for item in found]
        [('help', True, True), ('voucher', False, True)]
    """
    need_funnel("what_goes_with", result)
    run = result.counted()
    d = run.definition.replace(
        by=(), attribution=Attribution.FIRST, attribution_step=None
    )  # fmt: skip
    check_level("what_goes_with", alpha)
    a, b = d.number(start), d.number(step)
    if a >= b:
        raise InvalidValueError(
            "what_goes_with", "step", expected=f"a step after {d.names[a]!r}", got=d.names[b]
        )
    way = option(Adjustment, adjust, "adjust")
    columns = (properties,) if isinstance(properties, str) else tuple(properties)
    asked = {f"properties[{n}]": column for n, column in enumerate(columns)}
    check_columns("what_goes_with", asked, run.log.columns)
    plain = FunnelRun(log=run.log, definition=d, end_us=run.end_us)
    (whole,) = plain.tallies()
    success, failure = whole.took[b], whole.took[a] - whole.took[b]
    least = min(25, 0.02 * (success + failure)) if minimum is None else minimum
    # Where all came on, or nobody did, nothing can go with the one or the other.
    both = bool(success and failure)
    had: list[tuple[str, str, str | None, int, int]] = [
        ("event", h.event, None, h.came, h.stayed) for h in (happened(plain, a, b) if both else ())
    ]
    for column in columns if both else ():
        split = d.replace(by=(column,))
        for t in FunnelRun(log=run.log, definition=split, end_us=run.end_us).tallies():
            value = "(none)" if t.value[0] is None else str(t.value[0])
            had.append(("property", column, value, t.took[b], t.took[a] - t.took[b]))
    kept = [h for h in had if h[3] + h[4] >= max(least, 1)]
    items = [_item(h, success, failure, result.confidence) for h in kept]
    p_values = adjusted([item.comparison.test.p for item in items], way)
    judged = [
        item.replace(p_adjusted=p, holds=p is not None and p < alpha)
        for item, p in zip(items, p_values, strict=True)
    ]
    return GoingWith(
        items=tuple(sorted(judged, key=_strength)), start=d.names[a], step=d.names[b],
        success=success, failure=failure, rare=len(had) - len(kept), minimum=max(least, 1),
        tests=sum(p is not None for p in p_values), adjust=way, alpha=alpha,
        confidence=result.confidence, waiting=sum(whole.waiting[a:b]),
    )  # fmt: skip


def _item(
    had: tuple[str, str, str | None, int, int], success: int, failure: int, confidence: float
) -> GoesWith:
    kind, name, value, s, f = had
    return GoesWith(
        kind=kind, name=name, value=value, success=s, failure=f,
        odds_ratio=odds_ratio(s, success, f, failure, prior=PRIOR, confidence=confidence),
        comparison=compare_rates(
            s, s + f, success - s, success + failure - s - f, confidence=confidence
        ),
    )  # fmt: skip


def _strength(item: GoesWith) -> tuple[bool, float, str]:
    """Findings first, then by how far the odds are from even."""
    ratio = item.odds_ratio.value or PRIOR
    return not item.holds, -max(ratio, 1 / ratio), item.label
