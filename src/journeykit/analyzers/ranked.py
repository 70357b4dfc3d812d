"""Opportunities with their scores and ranks, and what these rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.fixes import Ground, GroundKind
from journeykit.analyzers.quadrants import Quadrants
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, listed, plural
from journeykit.model.element import Value

__all__ = ["Method", "Priorities", "RankedOpportunity"]


class Method(StrEnum):
    """By which formula an opportunity is scored."""

    ODI = "odi"
    """Opportunity score, where importance and satisfaction are known."""
    RICE = "rice"
    """RICE, where reach, impact, confidence and effort are known."""
    ICE_PRODUCT = "ice_product"
    """ICE as a product, on request, where impact, confidence and ease are known."""
    ICE_MEAN = "ice_mean"
    """ICE as a mean, on request, from the same figures."""
    FIX_IMPACT = "fix_impact"
    """Customers that a fix would bring to the end, where a log measured the losses."""
    UNSCORED = "unscored"
    """None: figures are missing."""


@frozen(kw_only=True, repr=False)
class RankedOpportunity(Value):
    """An opportunity with its place among those that are scored alike.

    Attributes:
        opportunity: id of the opportunity.
        text: the opportunity in a sentence.
        method: by which formula it is scored.
        score: the score in the units of the method, or None.
        rank: place within the method, from 1; equal scores share a place; None
            without a score.
        rests_on: the figures that went into the score, in words.
        missing: what it would take to score it; empty where it is scored.
        touchpoints: ids of touchpoints it applies to, its pain points' first.
        pains: how many pain points on the map it addresses.
        owner: who is responsible, or None.
        supported: whether it, or a pain point of it, rests on evidence beyond assumption.
        also: further methods by which it could be scored; empty where a method was asked for.
        interval: limits of a fix impact, which know of chance in what was counted; or None.
        grounds: what the score rests on, each measured, estimated or assumed.
    """

    opportunity: str
    text: str
    method: Method
    score: float | None = None
    rank: int | None = None
    rests_on: str = ""
    missing: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    pains: int = 0
    owner: str | None = None
    supported: bool = False
    also: tuple[Method, ...] = ()
    interval: tuple[float, float] | None = None
    grounds: tuple[Ground, ...] = ()

    def ground(self, kind: GroundKind) -> str:
        """What the score rests on that is measured, or estimated, or assumed; "" for nothing."""
        return "; ".join(ground.text for ground in self.grounds if ground.kind is kind)


@frozen(kw_only=True, repr=False)
class Priorities(Listing[RankedOpportunity]):
    """Opportunities, ranked within each method, or by the one that was asked for.

    Scores of two methods measure different things. So there is no one order:
    first those with an opportunity score, then those with RICE, each group
    highest first, then those without a score in order of the map. That one
    group stands above another says nothing.

    Attributes:
        title: title of the journey.
        items: all opportunities, in that order.
        importance_satisfaction: how much customers want it (to the right)
            against how satisfied they are, split at 5 of 10.
        impact_effort: effort (to the right) against impact, split at the
            median of the opportunities that have both.
        locale: language of the journey as BCP 47, or None.
        end: name of what counts as the end of a fix impact, or None.
        lift: share of those lost that is assumed to be won back, if one for all; or None.
        rough: whether who comes to the end is estimated from moves, not counted.
    """

    title: str
    items: tuple[RankedOpportunity, ...]
    importance_satisfaction: Quadrants
    impact_effort: Quadrants
    locale: str | None = None
    end: str | None = None
    lift: float | None = None
    rough: bool = False

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "opportunity": str, "text": str, "method": str, "rank": int, "score": float,
        "rests_on": str, "missing": str, "touchpoints": str, "pains": int, "owner": str,
        "supported": bool, "low": float, "high": float, "measured": str, "estimated": str,
        "assumed": str,
    }  # fmt: skip

    def of(self, method: Method | str) -> tuple[RankedOpportunity, ...]:
        """Those scored by one method, best first."""
        return tuple(item for item in self.items if item.method == method)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row an opportunity."""
        for item in self.items:
            yield (
                item.opportunity, item.text, item.method, item.rank, item.score,
                item.rests_on, ", ".join(item.missing), ", ".join(item.touchpoints),
                item.pains, item.owner, item.supported, *(item.interval or (None, None)),
                *map(item.ground, GroundKind),
            )  # fmt: skip

    def summary(self) -> str:
        """The opportunities by method, and what is missing to rank the others."""
        lines = [f"Priorities in {self.title!r}: {plural(len(self.items), 'opportunity', _MANY)}"]
        if not self.items:
            return f"{lines[0]}\nNo opportunities. Add what could be made better."
        for method, title in _TITLES.items():
            group = self.of(method)
            if group:
                lines.append(title)
                rows = [(f"{i.rank}.", f"{i.score or 0:,.4g}", i.text, i.rests_on) for i in group]
                lines += aligned(rows, right=[0, 1])
        gains = self.of(Method.FIX_IMPACT)
        if gains:
            lines.append("By fix impact (customers more at the end):")
            for i in gains:
                lines += aligned([(f"{i.rank}.", _gain(i), i.text)], right=[0])
                lines += [f"      {ground.kind}: {ground.text}" for ground in i.grounds]
            if self.rough:
                lines.append(_ROUGH)
        unscored = self.of(Method.UNSCORED)
        if unscored:
            lines.append("Not ranked, because figures are missing:")
            lines += aligned([(item.text, listed(item.missing)) for item in unscored])
        if self.of(Method.ODI) and self.of(Method.RICE):
            lines.append("The two lists are not comparable: their scores have different units.")
        further = [item for item in self.items if item.also]
        if further:
            lines.append("With figures for a further method, rank_opportunities(..., method=...):")
            lines += aligned([(item.text, listed(item.also)) for item in further])
        return "\n".join(lines)

    def __repr__(self) -> str:
        scored = len(self.items) - len(self.of(Method.UNSCORED))
        total = plural(len(self.items), "opportunity", _MANY)
        return f"<Priorities of {self.title!r}: {total}, {scored} scored>"


_MANY = "opportunities"
_ROUGH = (
    "Who comes to the end is a rough estimate, as if only the touchpoint mattered at which one is: "
    "rank_opportunities(..., log=log) counts it."
)
_TITLES = {
    Method.ODI: "By opportunity score (0 to 20):",
    Method.RICE: "By RICE (reach x impact x confidence / effort):",
    Method.ICE_PRODUCT: "By ICE as a product (impact x confidence x ease, 1 to 1,000):",
    Method.ICE_MEAN: "By ICE as a mean ((impact + confidence + ease) / 3, 1 to 10):",
}


def _gain(item: RankedOpportunity) -> str:
    """A number of customers with its limits, no finer than it can be."""
    figures = [item.score or 0.0, *(item.interval or ())]
    told = [f"{figure:,.0f}" if figure >= 10 else f"{figure:,.1f}" for figure in figures]
    return f"{told[0]} ({told[1]} to {told[2]})" if item.interval else told[0]
