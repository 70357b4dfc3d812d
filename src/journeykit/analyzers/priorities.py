"""What to do first: opportunities ranked by published formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.formulas import ice_mean, ice_product, opportunity_score, rice
from journeykit.analyzers.quadrants import Quadrants, impact_effort, importance_satisfaction
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, listed, plural
from journeykit.errors import NotFoundError
from journeykit.model import Journey, Opportunity, PainPoint, Touchpoint
from journeykit.model.element import Value

__all__ = [
    "Method",
    "Priorities",
    "RankedOpportunity",
    "methods_of",
    "rank_opportunities",
]


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
    """

    title: str
    items: tuple[RankedOpportunity, ...]
    importance_satisfaction: Quadrants
    impact_effort: Quadrants
    locale: str | None = None

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
        for method, formula in _FORMULAS.items():
            group = self.of(method)
            if group:
                lines.append(formula.title)
                rows = [(f"{i.rank}.", f"{i.score or 0:,.4g}", i.text, i.rests_on) for i in group]
                lines += aligned(rows, right=[0, 1])
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


def rank_opportunities(journey: Journey, *, method: Method | str | None = None) -> Priorities:
    """Rank the opportunities of a map by the figures that it gives for them.

    An opportunity with importance and satisfaction is scored by
    `opportunity_score`; otherwise one with reach, impact, confidence (a share)
    and effort by `rice`; all others stay unscored, with what is missing. Ranks
    hold within a method only. Where an opportunity has figures for a further
    method, `RankedOpportunity.also` and the summary say so.

    Args:
        journey: the map.
        method: "odi", "rice", "ice_product" or "ice_mean": score all opportunities
            by this one alone. ICE reads `effort` as ease, and takes impact,
            confidence and ease from 1 to 10; a confidence below 1 is one of RICE,
            and counts as missing. None takes the opportunity score, else RICE.

    Raises:
        NotFoundError: if there is no such method.

    Examples:
        >>> from journeykit.model import Journey, Opportunity
        >>> ranked = rank_opportunities(Journey("Buy a bike", opportunities=[
        ...     Opportunity("Keep the upload", importance=9, satisfaction=3),
        ...     Opportunity("Call back"),
        ... ]))
        >>> [(item.text, item.score, item.rank) for item in ranked]
        [('Keep the upload', 15.0, 1), ('Call back', None, None)]
        >>> [item.missing for item in rank_opportunities(Journey("Buy a bike", opportunities=[
        ...     Opportunity("Call back", impact=8, confidence=0.5, effort=3),
        ... ]), method="ice_mean")]
        [('confidence from 1 to 10 (it is 0.5)',)]
    """
    if method is not None and method not in set(_FORMULAS):
        raise NotFoundError("method to rank by", method, map(str, _FORMULAS))
    by = None if method is None else Method(method)
    touchpoints_of: dict[str, list[str]] = {}
    for touchpoint in journey.touchpoints:
        for pain in touchpoint.pain_points:
            touchpoints_of.setdefault(pain.id, []).append(touchpoint.id)
    groups: dict[Method, list[RankedOpportunity]] = {known: [] for known in Method}
    for opportunity in journey.opportunities:
        item = _scored(journey, opportunity, touchpoints_of, by)
        groups[item.method].append(item)
    items = [item for known in _FORMULAS for item in _ranked(groups[known])]
    return Priorities(
        title=journey.title,
        locale=journey.locale,
        items=(*items, *groups[Method.UNSCORED]),
        importance_satisfaction=importance_satisfaction(journey),
        impact_effort=impact_effort(journey),
    )


def _scored(
    journey: Journey, opportunity: Opportunity, touchpoints_of: Mapping[str, list[str]],
    by: Method | None,
) -> RankedOpportunity:  # fmt: skip
    method, score, rests_on, missing = _score(opportunity, by)
    also = methods_of(opportunity) if by is None else ()
    found = (journey.find(PainPoint, id) for id in dict.fromkeys(opportunity.pain_points))
    pains = [pain for pain in found if pain is not None]
    places = [id for pain in pains for id in touchpoints_of[pain.id]]
    more = [id for id in opportunity.touchpoints if journey.find(Touchpoint, id) is not None]
    evidence = (*opportunity.evidence, *(id for pain in pains for id in pain.evidence))
    return RankedOpportunity(
        opportunity=opportunity.id, text=opportunity.text, method=method, score=score,
        rests_on=rests_on, missing=missing, also=tuple(m for m in also if m is not method),
        touchpoints=tuple(dict.fromkeys((*places, *more))), pains=len(pains),
        owner=opportunity.owner, supported=journey.is_supported(evidence),
    )  # fmt: skip


@frozen(kw_only=True, repr=False)
class _Formula(Value):
    """A formula, and what each figure of an opportunity must be to go into it."""

    title: str
    score: Callable[..., float]
    figures: tuple[str, ...]
    ranges: Mapping[str, tuple[float, float]]
    words: Mapping[str, str] = {}

    def missing(self, opportunity: Opportunity) -> tuple[str, ...]:
        """The figures that the opportunity lacks, or has on another scale."""
        found = []
        for name in self.figures:
            value: float | None = getattr(opportunity, name)
            low, high = self.ranges.get(name, (-math.inf, math.inf))
            if value is None:
                found.append(self.words.get(name, name))
            elif not low <= value <= high:
                wanted = self.words.get(name, f"a {name} from {low:g} to {high:g}")
                found.append(f"{wanted} (it is {value:g})")
        if not found and not math.isfinite(self.value(opportunity)):
            found.append("figures whose score is a number (it is beyond all numbers)")
        return tuple(found)

    def value(self, opportunity: Opportunity) -> float:
        """The score; all figures are there."""
        return self.score(*(getattr(opportunity, name) for name in self.figures))

    def rests_on(self, opportunity: Opportunity) -> str:
        """The figures that go into the score."""
        return ", ".join(f"{name} {getattr(opportunity, name):g}" for name in self.figures)


_ICE: dict[str, Any] = {
    "figures": ("impact", "confidence", "effort"),
    "ranges": dict.fromkeys(("impact", "confidence", "effort"), (1, 10)),
    "words": {
        "impact": "impact from 1 to 10",
        "confidence": "confidence from 1 to 10",
        "effort": "effort as ease from 1 to 10",
    },
}
_FORMULAS: dict[Method, _Formula] = {
    Method.ODI: _Formula(
        title="By opportunity score (0 to 20):",
        score=opportunity_score, figures=("importance", "satisfaction"), ranges={},
    ),
    Method.RICE: _Formula(
        title="By RICE (reach x impact x confidence / effort):",
        score=rice, figures=("reach", "impact", "confidence", "effort"),
        ranges={"confidence": (0, 1)},
    ),
    Method.ICE_PRODUCT: _Formula(
        title="By ICE as a product (impact x confidence x ease, 1 to 1,000):",
        score=ice_product, **_ICE,
    ),
    Method.ICE_MEAN: _Formula(
        title="By ICE as a mean ((impact + confidence + ease) / 3, 1 to 10):",
        score=ice_mean, **_ICE,
    ),
}  # fmt: skip
_DEFAULT = (Method.ODI, Method.RICE)


def methods_of(opportunity: Opportunity) -> tuple[Method, ...]:
    """The methods by which an opportunity can be scored, in order of `Method`.

    Impact, confidence and effort that go into RICE are on its scales, and so not on
    those of ICE.

    Examples:
        >>> [str(m) for m in methods_of(Opportunity("x", impact=8, confidence=5, effort=3))]
        ['ice_product', 'ice_mean']
    """
    able = [m for m, formula in _FORMULAS.items() if not formula.missing(opportunity)]
    if Method.RICE in able:
        return tuple(method for method in able if method in _DEFAULT)
    return tuple(able)


def _score(
    o: Opportunity, method: Method | None
) -> tuple[Method, float | None, str, tuple[str, ...]]:
    """By which method an opportunity is scored, the score, what it rests on, what it lacks."""
    candidates = _DEFAULT if method is None else (method,)
    for candidate in candidates:
        formula = _FORMULAS[candidate]
        if not formula.missing(o):
            return candidate, formula.value(o), formula.rests_on(o), ()
    missing = _nearest_missing(o) if method is None else _FORMULAS[method].missing(o)
    return Method.UNSCORED, None, "", missing


def _nearest_missing(o: Opportunity) -> tuple[str, ...]:
    """What an unscored opportunity lacks for the method that it is nearest to."""
    for method in _DEFAULT:
        formula = _FORMULAS[method]
        given = [name for name in formula.figures if getattr(o, name) is not None]
        if given and (method is Method.ODI or len(given) < len(formula.figures)):
            return tuple(name for name in formula.figures if name not in given)
        if given:
            return formula.missing(o)
    return ("importance and satisfaction, or reach, impact, confidence and effort",)


def _ranked(items: list[RankedOpportunity]) -> list[RankedOpportunity]:
    """Highest score first; equal scores share a rank and stay in order of the map."""
    best = sorted(items, key=lambda item: -(item.score or 0.0))
    ranked: list[RankedOpportunity] = []
    for place, item in enumerate(best, start=1):
        shares = ranked and ranked[-1].score == item.score
        ranked.append(item.replace(rank=ranked[-1].rank if shares else place))
    return ranked
