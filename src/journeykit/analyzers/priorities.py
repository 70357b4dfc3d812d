"""What to do first: opportunities ranked by published formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.formulas import opportunity_score, rice
from journeykit.analyzers.quadrants import Quadrants, impact_effort, importance_satisfaction
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import aligned, listed, plural
from journeykit.model import Journey, Opportunity, PainPoint, Touchpoint
from journeykit.model.element import Value

__all__ = [
    "Method",
    "Priorities",
    "RankedOpportunity",
    "rank_opportunities",
]


class Method(StrEnum):
    """By which formula an opportunity is scored."""

    ODI = "odi"
    """Opportunity score, where importance and satisfaction are known."""
    RICE = "rice"
    """RICE, where reach, impact, confidence and effort are known."""
    UNSCORED = "unscored"
    """Neither: figures are missing."""


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


@frozen(kw_only=True, repr=False)
class Priorities(Result):
    """Opportunities, ranked within each method.

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
    """

    title: str
    items: tuple[RankedOpportunity, ...]
    importance_satisfaction: Quadrants
    impact_effort: Quadrants

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "opportunity": str, "text": str, "method": str, "rank": int, "score": float,
        "rests_on": str, "missing": str, "touchpoints": str, "pains": int, "owner": str,
        "supported": bool,
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
                item.pains, item.owner, item.supported,
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
        unscored = self.of(Method.UNSCORED)
        if unscored:
            lines.append("Not ranked, because figures are missing:")
            lines += aligned([(item.text, listed(item.missing)) for item in unscored])
        if self.of(Method.ODI) and self.of(Method.RICE):
            lines.append("The two lists are not comparable: their scores have different units.")
        return "\n".join(lines)

    def __iter__(self) -> Iterator[RankedOpportunity]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        # A result is a thing, even where it is empty.
        return True

    def __repr__(self) -> str:
        scored = len(self.items) - len(self.of(Method.UNSCORED))
        total = plural(len(self.items), "opportunity", _MANY)
        return f"<Priorities of {self.title!r}: {total}, {scored} scored>"


_MANY = "opportunities"
_TITLES = {
    Method.ODI: "By opportunity score (0 to 20):",
    Method.RICE: "By RICE (reach x impact x confidence / effort):",
}


def rank_opportunities(journey: Journey) -> Priorities:
    """Rank the opportunities of a map by the figures that it gives for them.

    An opportunity with importance and satisfaction is scored by
    `opportunity_score`; otherwise one with reach, impact, confidence (a share)
    and effort by `rice`; all others stay unscored, with what is missing. Ranks
    hold within a method only.

    Args:
        journey: the map.

    Examples:
        >>> from journeykit.model import Journey, Opportunity
        >>> ranked = rank_opportunities(Journey("Buy a bike", opportunities=[
        ...     Opportunity("Keep the upload", importance=9, satisfaction=3),
        ...     Opportunity("Call back"),
        ... ]))
        >>> [(item.text, item.score, item.rank) for item in ranked]
        [('Keep the upload', 15.0, 1), ('Call back', None, None)]
    """
    touchpoints_of: dict[str, list[str]] = {}
    for touchpoint in journey.touchpoints:
        for pain in touchpoint.pain_points:
            touchpoints_of.setdefault(pain.id, []).append(touchpoint.id)
    groups: dict[Method, list[RankedOpportunity]] = {method: [] for method in Method}
    for opportunity in journey.opportunities:
        item = _scored(journey, opportunity, touchpoints_of)
        groups[item.method].append(item)
    items = [*_ranked(groups[Method.ODI]), *_ranked(groups[Method.RICE])]
    return Priorities(
        title=journey.title,
        items=(*items, *groups[Method.UNSCORED]),
        importance_satisfaction=importance_satisfaction(journey),
        impact_effort=impact_effort(journey),
    )


def _scored(
    journey: Journey, opportunity: Opportunity, touchpoints_of: Mapping[str, list[str]]
) -> RankedOpportunity:
    method, score, rests_on = _score(opportunity)
    found = (journey.find(PainPoint, id) for id in dict.fromkeys(opportunity.pain_points))
    pains = [pain for pain in found if pain is not None]
    places = [id for pain in pains for id in touchpoints_of[pain.id]]
    more = [id for id in opportunity.touchpoints if journey.find(Touchpoint, id) is not None]
    evidence = (*opportunity.evidence, *(id for pain in pains for id in pain.evidence))
    return RankedOpportunity(
        opportunity=opportunity.id, text=opportunity.text, method=method, score=score,
        rests_on=rests_on, missing=() if score is not None else _missing(opportunity),
        touchpoints=tuple(dict.fromkeys((*places, *more))), pains=len(pains),
        owner=opportunity.owner, supported=journey.is_supported(evidence),
    )  # fmt: skip


def _score(o: Opportunity) -> tuple[Method, float | None, str]:
    """By which method an opportunity can be scored, the score, and what it rests on."""
    if o.importance is not None and o.satisfaction is not None:
        score = opportunity_score(o.importance, o.satisfaction)
        return Method.ODI, score, f"importance {o.importance:g}, satisfaction {o.satisfaction:g}"
    if o.reach is None or o.impact is None or o.confidence is None or o.effort is None:
        return Method.UNSCORED, None, ""
    if o.confidence > 1:
        return Method.UNSCORED, None, ""
    text = (
        f"reach {o.reach:g}, impact {o.impact:g}, confidence {o.confidence:g}, effort {o.effort:g}"
    )
    return Method.RICE, rice(o.reach, o.impact, o.confidence, o.effort), text


def _missing(o: Opportunity) -> tuple[str, ...]:
    """What an unscored opportunity lacks for the method that it is nearest to."""
    odi = {"importance": o.importance, "satisfaction": o.satisfaction}
    by_rice = {
        "reach": o.reach, "impact": o.impact, "confidence": o.confidence, "effort": o.effort
    }  # fmt: skip
    for figures in (odi, by_rice):
        missing = tuple(name for name, value in figures.items() if value is None)
        if missing and len(missing) < len(figures):
            return missing
    if o.confidence is not None:
        return (f"a confidence from 0 to 1 (it is {o.confidence:g})",)
    return ("importance and satisfaction, or reach, impact, confidence and effort",)


def _ranked(items: list[RankedOpportunity]) -> list[RankedOpportunity]:
    """Highest score first; equal scores share a rank and stay in order of the map."""
    best = sorted(items, key=lambda item: -(item.score or 0.0))
    ranked: list[RankedOpportunity] = []
    for place, item in enumerate(best, start=1):
        shares = ranked and ranked[-1].score == item.score
        ranked.append(item.replace(rank=ranked[-1].rank if shares else place))
    return ranked
