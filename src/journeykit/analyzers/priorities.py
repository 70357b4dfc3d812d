"""What to do first: opportunities ranked by published formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from journeykit.analyzers.fixes import Ground, GroundKind, Losses, losses_of
from journeykit.analyzers.formulas import ice_mean, ice_product, opportunity_score, rice
from journeykit.analyzers.quadrants import impact_effort, importance_satisfaction
from journeykit.analyzers.ranked import Method, Priorities, RankedOpportunity
from journeykit.analyzers.ways import stops
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Journey, Opportunity, PainPoint, Touchpoint
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.fixes import MeasuredLosses
    from journeykit.events.log import EventLog

__all__ = ["methods_of", "rank_opportunities"]


def rank_opportunities(
    journey: Journey,
    *,
    method: Method | str | None = None,
    measured: MeasuredLosses | None = None,
    lift: float | Mapping[str, float] | None = None,
    goal: str | None = None,
    log: EventLog | None = None,
) -> Priorities:
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
        measured: a funnel, or the map measured by a log: scores all opportunities by
            `fix_impact` alone: customers lost at the touchpoints of the pains that they
            address, and at their own, x lift x share of those who go on that comes
            to the end. With what of it is measured, estimated and assumed.
        lift: share of those lost that a fix is expected to win back, from 0 to 1: one for
            all, or by opportunity id; your assumption, which no log can tell.
        goal: of a measured map the id of the touchpoint that counts as the end; the last
            that is bound to events unless given. The end of a funnel is its last step.
        log: the log that a map was measured by: then who comes to the end is counted, and
            not estimated from the moves between touchpoints, which is rough.

    Raises:
        NotFoundError: if there is no such method, or `lift` names no opportunity, or
            `goal` no touchpoint that is measured.
        InvalidValueError: if `lift` is missing or no share, or `measured` says nothing of
            any touchpoint.

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
    along = stops(journey, owner="rank_opportunities")
    if method is not None and method not in {*_FORMULAS, Method.FIX_IMPACT}:
        raise NotFoundError("method to rank by", method, [*map(str, _FORMULAS), "fix_impact"])
    _check_measured(journey, method, measured, lift, goal or log)
    by = None if method is None else Method(method)
    touchpoints_of: dict[str, list[str]] = {}
    for stop in along:
        for pain in stop.touchpoint.pain_points:
            touchpoints_of.setdefault(pain.id, []).append(stop.id)
    groups: dict[Method, list[RankedOpportunity]] = {known: [] for known in Method}
    losses = None if measured is None else losses_of(journey, measured, goal=goal, log=log)
    for opportunity in journey.opportunities:
        item = _scored(journey, opportunity, touchpoints_of, by)
        if losses is not None:
            item = _by_losses(item, losses, lift)
        groups[item.method].append(item)
    ranking = (*_FORMULAS, Method.FIX_IMPACT)
    items = [item for known in ranking for item in _ranked(groups[known])]
    return Priorities(
        title=journey.title,
        locale=journey.locale,
        items=(*items, *groups[Method.UNSCORED]),
        importance_satisfaction=importance_satisfaction(journey),
        impact_effort=impact_effort(journey),
        end=None if losses is None else losses.end,
        lift=lift if isinstance(lift, int | float) else None,
        rough=losses is not None and bool(losses.how),
    )


def _check_measured(
    journey: Journey,
    method: Method | str | None,
    measured: MeasuredLosses | None,
    lift: float | Mapping[str, float] | None,
    more: object,
) -> None:
    owner = "rank_opportunities"
    if measured is None:
        if method == Method.FIX_IMPACT or lift is not None or more is not None:
            raise InvalidValueError(
                owner, "measured", expected="a funnel or a measured map, to rank by fix impact",
                got=None, hint="make one with funnel(log, steps) or measure(journey, log)",
            )  # fmt: skip
        return
    if method not in (None, Method.FIX_IMPACT):
        raise InvalidValueError(
            owner, "method", expected='"fix_impact", or none, beside measured losses', got=method,
            hint="scores of two methods are not comparable: rank twice",
        )  # fmt: skip
    if lift is None:
        raise InvalidValueError(
            owner, "lift", expected="the share of those lost that a fix wins back", got=None,
            hint='write lift=0.1 for all, or lift={"id of an opportunity": 0.1}: no log can tell it',
        )  # fmt: skip
    lifts: Mapping[str, Any] = lift if isinstance(lift, Mapping) else {"": lift}
    known = [opportunity.id for opportunity in journey.opportunities]
    for id, share in lifts.items():
        if id and id not in known:
            raise NotFoundError("opportunity", id, known)
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise InvalidValueError(
                owner, f"lift[{id!r}]" if id else "lift", expected="a share from 0 to 1", got=share
            )


def _by_losses(
    item: RankedOpportunity, losses: Losses, lift: float | Mapping[str, float] | None
) -> RankedOpportunity:
    """An opportunity scored by what mending its touchpoints would bring."""
    bare = item.replace(
        method=Method.UNSCORED, score=None, rests_on="", missing=(), also=(), grounds=()
    )
    share = lift.get(item.opportunity) if isinstance(lift, Mapping) else lift
    if share is None:
        return bare.replace(missing=("an expected lift",))
    if not item.touchpoints:
        return bare.replace(missing=("a pain point or a touchpoint",))
    gain = losses.gain(item.touchpoints, share)
    if gain is None:
        return bare.replace(missing=("a touchpoint whose losses are measured",))
    return bare.replace(
        method=Method.FIX_IMPACT, score=gain.value, interval=gain.interval, grounds=gain.grounds,
        rests_on="; ".join(f"{ground.kind}: {ground.text}" for ground in gain.grounds),
    )  # fmt: skip


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
    supported = journey.is_supported(evidence)
    kind = GroundKind.ESTIMATED if supported else GroundKind.ASSUMED
    return RankedOpportunity(
        opportunity=opportunity.id, text=opportunity.text, method=method, score=score,
        rests_on=rests_on, missing=missing, also=tuple(m for m in also if m is not method),
        touchpoints=tuple(dict.fromkeys((*places, *more))), pains=len(pains),
        owner=opportunity.owner, supported=supported,
        grounds=() if score is None else (Ground(kind, rests_on),),
    )  # fmt: skip


@frozen(kw_only=True, repr=False)
class _Formula(Value):
    """A formula, and what each figure of an opportunity must be to go into it."""

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
        score=opportunity_score, figures=("importance", "satisfaction"), ranges={},
    ),
    Method.RICE: _Formula(
        score=rice, figures=("reach", "impact", "confidence", "effort"),
        ranges={"confidence": (0, 1)},
    ),
    Method.ICE_PRODUCT: _Formula(
        score=ice_product, **_ICE,
    ),
    Method.ICE_MEAN: _Formula(
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
