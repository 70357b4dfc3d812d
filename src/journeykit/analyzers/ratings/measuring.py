"""From ratings to feelings along a map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from journeykit.analyzers.bindings import chosen_personas
from journeykit.analyzers.feelings import EmotionCurve, belongs_to, curve_of
from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.ratings.binding import bound
from journeykit.analyzers.ratings.felt import MeasuredFeelings, RatedFall, RatedFeeling
from journeykit.analyzers.ratings.variants import spread_of, variant_of
from journeykit.analyzers.ratings.writing import Groups, Writer
from journeykit.analyzers.stats import compare_with, mean_interval
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.ways import Stop, stops
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings import Question, Ratings, check_ratings
from journeykit.model import Evidence, Journey, Persona, Rating, Scale

__all__ = ["measure_feelings"]

Bound = tuple[tuple[Question, Stop], ...]


def measure_feelings(
    journey: Journey,
    ratings: Ratings,
    *,
    by_persona: bool | Persona | str | Iterable[Persona | str] = False,
    metrics: str | Iterable[str] = (),
    source: Evidence | str = "Ratings",
    date: dt.date | str | None = None,
    margin: float = 0.25,
    adjust: Adjustment | str = Adjustment.BENJAMINI_HOCHBERG,
    alpha: float = 0.05,
    confidence: float = 0.95,
) -> MeasuredFeelings:
    """Measure what customers feel along a map, and where the map guessed otherwise.

    Scores become valences from -1 to 1 by their scale: its worst end is -1, its middle
    0, its best end 1. At each touchpoint stand their mean with Student's interval, and the
    share of scores below the middle. The mean is compared with the mean valence that
    the map tells there, by Student's t; the map's own figure is a judgement and is taken
    as exact. From each feeling to those that follow on the map, the scores of respondents
    who rated both are compared in pairs.

    The map that comes back has these feelings in place of its own at rated touchpoints,
    each with the mean score and its scale, and rests them on an evidence. Measured again
    with the same source, its figures are replaced, not added to.

    Args:
        journey: the map.
        ratings: the answers; a question is about the touchpoint that `Ratings` was told,
            else about that whose id or name its column is.
        by_persona: whether to measure for each persona that has a `segment` by itself,
            or for which, by id; the segment's columns are those of the ratings.
        metrics: further figures to write into the map, such as "csat_top2"; the mean is
            always there (as `csat_mean` on 1 to 5).
        source: what the map says that the feelings rest on.
        date: when the answers were gathered.
        margin: the least difference of valences that matters; 0.25 is half a point on 1 to 5.
        adjust: how p values are adjusted: "benjamini-hochberg" or "holm".
        alpha: level below which an adjusted p value is a finding.
        confidence: of the intervals, between 0 and 1.

    Raises:
        NotFoundError: if a question is said to be about a touchpoint that the map has
            not, `by_persona` names a persona that it has not, or a column of a
            persona's segment is not in the ratings.
        InvalidValueError: if no question is about a touchpoint, no persona has a
            segment, or a metric is not asked on the scale of a question.

    Source:
        Student 1908, Biometrika 6(1), 1-25, for intervals and tests.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> shop = Journey("Buy", [Phase("Pay", [Touchpoint("Cart", emotion=0.5), "Pay"])])
        >>> rows = [{"cart": 2, "pay": 5}, {"cart": 1, "pay": 4}, {"cart": 2, "pay": 5}]
        >>> felt = measure_feelings(shop, Ratings(rows, questions=["cart", "pay"], scale="1..5"))
        >>> [(item.name, round(item.valence, 2), item.differs) for item in felt]
        [('Cart', -0.67, True), ('Pay', 0.83, False)]
    """
    check_ratings("measure_feelings", ratings)
    check_level("measure_feelings", alpha)
    quantile(confidence, owner="measure_feelings")
    if not 0 <= margin <= 2:
        raise InvalidValueError(
            "measure_feelings", "margin", expected="a difference from 0 to 2", got=margin
        )
    way = option(Adjustment, adjust, "adjust")
    along = stops(journey, owner="measure_feelings")
    pairs, unbound = bound(ratings, journey, along)
    extra = [variant_of(m) for m in ((metrics,) if isinstance(metrics, str) else metrics)]
    for variant in extra:
        for question, _ in pairs:
            variant.check(question.scale, question.column)
    groups: Groups = [(None, ratings)]
    none = several = 0
    if by_persona is not False:
        wanted = chosen_personas(journey, None if by_persona is True else by_persona)
        groups = _groups(wanted, ratings)
        none, several = ratings.overlap(p.segment for p in wanted if p.segment)
    evidence = _evidence(source, date, len(ratings))
    items: list[RatedFeeling] = []
    for persona, some in groups:
        items += _feelings(pairs, some, persona, evidence.id, confidence)
    p_values = [None if i.comparison is None else i.comparison.test.p for i in items]
    judged = tuple(
        item.replace(p_adjusted=p, differs=p is not None and p < alpha and far)
        for item, p in zip(items, adjusted(p_values, way), strict=True)
        for far in (abs(item.difference or 0.0) >= margin,)
    )
    writer = Writer(
        questions={question.column: question for question, _ in pairs},
        groups=groups, evidence=evidence, metrics=tuple(v.metric for v in extra),
        confidence=confidence,
    )  # fmt: skip
    measured = writer.write(journey, judged)
    curves = tuple(_curve(measured, evidence.id, persona) for persona, _ in groups)
    return MeasuredFeelings(
        items=judged, title=journey.title, curves=curves,
        falls=_falls(curves, groups, judged, _Rule(way, alpha, confidence)), journey=measured,
        evidence=evidence, unbound=unbound,
        unanswered=tuple(q.column for q, _ in pairs if not q.answered),
        personas=tuple((p.id, p.name, len(some)) for p, some in groups if p is not None),
        respondents=len(ratings), of_none=none, of_several=several,
        tests=sum(p is not None for p in p_values), adjust=way, alpha=alpha, margin=margin,
        confidence=confidence, locale=journey.locale,
    )  # fmt: skip


@frozen
class _Rule:
    """When a difference is a finding."""

    adjust: Adjustment
    alpha: float
    confidence: float


def _groups(personas: Iterable[Persona], ratings: Ratings) -> Groups:
    """The respondents of each persona that the ratings can tell."""
    wanted = tuple(personas)
    known = [persona for persona in wanted if persona.segment]
    for persona in known:
        for column in persona.segment:
            if column not in ratings.columns:
                what = (
                    f"column of the ratings (in the segment of persona {persona.id!r}; "
                    "by_persona=[...] names those to measure)"
                )
                raise NotFoundError(what, column, ratings.columns)
    if not known:
        raise InvalidValueError(
            "measure_feelings", "by_persona", got=[p.name for p in wanted],
            expected="a persona with a segment", hint='say who they are in the data: '
            'Persona("Mira", segment={"device": "mobile"})',
        )  # fmt: skip
    return [(persona, ratings.where(persona.segment)) for persona in known]


def _evidence(source: Evidence | str, date: dt.date | str | None, n: int) -> Evidence:
    if isinstance(source, Evidence):
        return source
    return Evidence(source, kind="survey", date=date, sample_size=n)


def _feelings(
    pairs: Bound, ratings: Ratings, persona: Persona | None, evidence: str, confidence: float
) -> list[RatedFeeling]:
    """The feelings of one group of respondents, in order of the map."""
    known = [(question, stop, ratings.tally(question.column)) for question, stop in pairs]
    answered = [(question, stop, tally) for question, stop, tally in known if tally]
    items = []
    for at, (question, stop, tally) in enumerate(answered):
        scale = question.scale
        spread = spread_of(tally)
        mean = spread.mean or 0.0
        # A valence is a score on another scale: its spread is that of scores, stretched.
        valence, deviation = scale.valence(mean), spread.std_dev * _stretch(scale)
        limits = mean_interval(valence, deviation, spread.n, confidence=confidence)
        mapped = _mapped(stop, persona, evidence)
        here = [place for place, (_, other, _) in enumerate(answered) if other is stop]
        items.append(
            RatedFeeling(
                question=question.column, touchpoint=stop.id, name=stop.name, phase=stop.phase.id,
                position=stop.position, offset=(here.index(at) + 1) / (len(here) + 1),
                persona=None if persona is None else persona.id, n=spread.n, asked=len(ratings),
                rating=Rating(mean, scale.id, worst=scale.worst, best=scale.best),
                valence=valence, std_dev=deviation,
                interval=None if limits is None else (max(-1.0, limits[0]), min(1.0, limits[1])),
                negative=sum(n for s, n in tally.items() if scale.valence(s) < 0) / spread.n,
                mapped=mapped,
                comparison=None if mapped is None else compare_with(
                    valence, deviation, spread.n, mapped, confidence=confidence
                ),
            )
        )  # fmt: skip
    return items


def _stretch(scale: Scale) -> float:
    """How long a point of the scale is in valence."""
    return 2 / abs(scale.best - scale.worst)


def _mapped(stop: Stop, persona: Persona | None, evidence: str) -> float | None:
    """The mean valence that the map tells, but for what was measured from the same source."""
    valences = [
        emotion.valence
        for emotion in stop.touchpoint.emotions
        if evidence not in emotion.evidence
        and (persona is None or belongs_to(emotion, stop.touchpoint, persona.id))
    ]
    return sum(valences) / len(valences) if valences else None


def _curve(measured: Journey, evidence: str, persona: Persona | None) -> EmotionCurve:
    """The curve of what was measured, and of nothing else."""
    phases = [
        phase.replace(
            touchpoints=tuple(
                t.replace(emotions=tuple(e for e in t.emotions if evidence in e.evidence))
                for t in phase.touchpoints
            )
        )
        for phase in measured.phases
    ]
    only = measured.replace(phases=tuple(phases))
    return curve_of(only, None if persona is None else persona.id, stops(only))


def _falls(
    curves: Sequence[EmotionCurve], groups: Groups, items: tuple[RatedFeeling, ...], rule: _Rule
) -> tuple[RatedFall, ...]:
    """Where ratings get worse from one feeling to one that follows, tested in pairs."""
    tested: list[RatedFall] = []
    for curve, (persona, ratings) in zip(curves, groups, strict=True):
        id = None if persona is None else persona.id
        felt = dict(zip(curve.points, (i for i in items if i.persona == id), strict=True))
        for fall in curve.falls:
            n, mean, deviation = ratings.changes(felt[fall.start].question, felt[fall.end].question)
            found = compare_with(mean, deviation, n, confidence=rule.confidence)
            tested.append(RatedFall(fall=fall, persona=id, n=n, comparison=found))
    adjusted_p = adjusted([fall.comparison.test.p for fall in tested], rule.adjust)
    judged = (
        fall.replace(
            p_adjusted=p,
            holds=p is not None and p < rule.alpha and (fall.comparison.difference or 0.0) < 0,
        )
        for fall, p in zip(tested, adjusted_p, strict=True)
    )
    return tuple(sorted(judged, key=lambda fall: -fall.fall.size))
