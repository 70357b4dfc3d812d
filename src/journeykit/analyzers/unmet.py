"""What customers want and do not get: opportunity scores of a survey, for each segment."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.formulas import opportunity_score
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import MIN_TRIALS, too_few, wilson_interval
from journeykit.analyzers.wording import aligned, listed, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings import Ratings
from journeykit.model import Journey, Opportunity
from journeykit.model.element import Value

__all__ = ["OpportunityBand", "OpportunityScore", "OpportunityScores", "opportunity_scores"]

Interval = tuple[float, float]

_TOP = 4
"""Answers of 4 and 5 count as important, and as satisfied."""
_TEN = 10.0


class OpportunityBand(StrEnum):
    """How much an opportunity score promises, by the bands in common use."""

    MAJOR = "major"
    """Above 15: badly underserved."""
    SOLID = "solid"
    """Above 12, up to 15: worth pursuing."""
    NEUTRAL = "neutral"
    """From 10 to 12: served about as well as it matters."""
    LOW = "low"
    """Below 10: served well enough, or of little importance."""

    @classmethod
    def of(cls, score: float) -> OpportunityBand:
        """The band of a score.

        Examples:
            >>> print(OpportunityBand.of(15), OpportunityBand.of(15.1), OpportunityBand.of(9.9))
            solid major low
        """
        if score > 15:
            return cls.MAJOR
        return cls.SOLID if score > 12 else cls.NEUTRAL if score >= 10 else cls.LOW


@frozen(kw_only=True, repr=False)
class OpportunityScore(Value):
    """How important an outcome is to a segment, how satisfied it is, and what follows.

    Attributes:
        outcome: what is asked about, such as the id of an opportunity.
        segment: for whom, or None for all.
        rank: place within the segment, from 1; equal scores share it.
        importance: share of answers of 4 and 5 of 5, times 10; 0 to 10.
        satisfaction: the same of satisfaction.
        importance_n: answers about importance.
        satisfaction_n: answers about satisfaction.
        score: importance + max(importance - satisfaction, 0); 0 to 20.
        interval: its confidence interval.
        band: what the score promises.
    """

    outcome: str
    segment: str | None = None
    rank: int
    importance: float
    satisfaction: float
    importance_n: int
    satisfaction_n: int
    score: float
    interval: Interval
    band: OpportunityBand

    @property
    def bands(self) -> tuple[OpportunityBand, OpportunityBand]:
        """The bands of the two limits: how sure the band is."""
        return OpportunityBand.of(self.interval[0]), OpportunityBand.of(self.interval[1])


@frozen(kw_only=True, repr=False)
class OpportunityScores(Listing[OpportunityScore]):
    """Opportunity scores, segment by segment, the highest first.

    Attributes:
        items: the scores.
        by: column of the segments, or None.
        confidence: confidence of the intervals, between 0 and 1.
        refused: outcomes of segments with too few answers, in words.
    """

    items: tuple[OpportunityScore, ...]
    by: str | None = None
    confidence: float
    refused: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "segment": str, "rank": int, "outcome": str, "importance": float, "importance_n": int,
        "satisfaction": float, "satisfaction_n": int, "score": float, "low": float,
        "high": float, "band": str,
    }  # fmt: skip

    @property
    def segments(self) -> tuple[str | None, ...]:
        """The segments in order, None for all together."""
        return tuple(dict.fromkeys(item.segment for item in self.items))

    def of(self, segment: str | None = None) -> tuple[OpportunityScore, ...]:
        """The scores of a segment, best first; None is all together.

        Raises:
            NotFoundError: if there is no such segment.
        """
        if segment not in self.segments:
            raise NotFoundError("segment", segment, [s or "(all)" for s in self.segments])
        return tuple(item for item in self.items if item.segment == segment)

    def written(self, journey: Journey, segment: str | None = None) -> Journey:
        """The journey with importance and satisfaction written into its opportunities.

        Outcomes are matched with opportunities by id; others stay as they are.

        Args:
            journey: the map.
            segment: whose answers; None is all together.

        Raises:
            NotFoundError: if there is no such segment, or no outcome is an opportunity.
        """
        found = {item.outcome: item for item in self.of(segment)}
        ids = [opportunity.id for opportunity in journey.opportunities]
        if not set(ids) & set(found):
            raise NotFoundError("opportunity", next(iter(found), ""), ids)

        def with_figures(opportunity: Opportunity) -> Opportunity:
            item = found.get(opportunity.id)
            if item is None:
                return opportunity
            return opportunity.replace(importance=item.importance, satisfaction=item.satisfaction)

        return journey.replace(opportunities=tuple(map(with_figures, journey.opportunities)))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each segment and outcome."""
        for i in self.items:
            yield (
                i.segment, i.rank, i.outcome, i.importance, i.importance_n, i.satisfaction,
                i.satisfaction_n, i.score, *i.interval, i.band,
            )  # fmt: skip

    def summary(self) -> str:
        """The scores of each segment, with intervals and bands."""
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"Opportunity scores ({level}; importance + unmet importance, 0 to 20)"]
        for segment in self.segments:
            if self.by is not None:
                lines.append(f"{self.by} = {segment}")
            lines += aligned([_row(item) for item in self.of(segment)], right=[0, 2])
        if self.refused:
            lines.append(f"Too few answers: {listed(self.refused)}.")
        lines.append("Above 15 major, above 12 solid, from 10 on neutral, below that low.")
        lines.append("Scores whose intervals overlap widely are in no sure order.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<OpportunityScores: {plural(len(self.items), 'score')}>"


def _row(item: OpportunityScore) -> tuple[str, str, str, str, str]:
    low, high = item.interval
    n = f"n {item.importance_n:,}, {item.satisfaction_n:,}"
    figures = f"importance {item.importance:.1f}, satisfaction {item.satisfaction:.1f} ({n})"
    return (
        f"{item.rank}.", item.outcome, f"{item.score:.1f}", f"({low:.1f} to {high:.1f}) {item.band}",
        figures,
    )  # fmt: skip


def opportunity_scores(
    ratings: Ratings,
    outcomes: Mapping[str, tuple[str, str]],
    *,
    by: str | None = None,
    confidence: float = 0.95,
    minimum: int = MIN_TRIALS,
) -> OpportunityScores:
    """Score what customers want and do not get, from their answers on 1 to 5.

    Importance I and satisfaction S are the shares of 4 and 5 among the answers, times
    10; the score is I + max(I - S, 0). An average over people who want different things
    hides what each of them lacks: give `by`, or a survey of one segment.

    The score is the larger of 2I - S and I, and its limits are the larger of theirs:
    those of I are Wilson's; those of 2I - S are put together from the Wilson limits of both,
    with the correlation of the two answers of one respondent.

    Args:
        ratings: the survey, all questions on 1..5.
        outcomes: what is asked about, such as ids of opportunities, each with the
            columns of its importance and its satisfaction.
        by: column whose values are the segments; None takes all respondents together.
        confidence: confidence of the intervals, between 0 and 1.
        minimum: the least number of answers to both questions.

    Raises:
        NotFoundError: if there is no such question or column.
        InvalidValueError: if a question is on another scale, or an option means nothing.

    Source:
        Ulwick, Jobs to be Done, p. 109; bands as on decikit.com; limits after Newcombe
        1998, Statistics in Medicine 17, 2635-2650 (paired data), and Zou and Donner
        2008, Statistics in Medicine 27(10), 1693-1702.

    Examples:
        >>> rows = [{"wants": 5, "has": 2}] * 80 + [{"wants": 3, "has": 4}] * 20
        >>> survey = Ratings(rows, questions=["wants", "has"], scale="1..5")
        >>> score = opportunity_scores(survey, {"keep uploads": ("wants", "has")}).items[0]
        >>> print(score.score, score.band, "{:.1f} to {:.1f}".format(*score.interval))
        14.0 solid 11.3 to 16.0
    """
    if not isinstance(ratings, Ratings):
        raise InvalidValueError(
            "opportunity_scores", "ratings", expected="the Ratings of a survey", got=ratings,
            hint='Ratings(table, questions=[...], scale="1..5")',
        )  # fmt: skip
    if not outcomes:
        raise InvalidValueError(
            "opportunity_scores", "outcomes", expected="at least one outcome", got=outcomes,
            hint='write {"keep-uploads": ("importance column", "satisfaction column")}',
        )  # fmt: skip
    for outcome, columns in outcomes.items():
        _check(ratings, outcome, columns)
    groups = [(None, ratings)] if by is None else list(ratings.groups(by))
    items: list[OpportunityScore] = []
    refused = []
    for segment, part in groups:
        found = []
        for outcome, (wanted, had) in outcomes.items():
            item = _score(part, outcome, (wanted, had), segment, confidence)
            if too_few(item.importance_n, item.satisfaction_n, minimum=minimum):
                few = min(item.importance_n, item.satisfaction_n)
                refused.append(f"{outcome}{f' of {segment}' if segment else ''} ({few:,})")
            else:
                found.append(item)
        items += _ranked(found)
    return OpportunityScores(
        items=tuple(items), by=by, confidence=confidence, refused=tuple(refused)
    )


def _check(ratings: Ratings, outcome: str, columns: Sequence[str]) -> None:
    if isinstance(columns, str) or len(columns) != 2:
        raise InvalidValueError(
            "opportunity_scores", f"outcomes[{outcome!r}]", got=columns,
            expected="two columns: that of importance and that of satisfaction",
        )  # fmt: skip
    for column in columns:
        scale = ratings.question(column).scale
        if (scale.worst, scale.best) != (1, 5):
            raise InvalidValueError(
                "opportunity_scores", "ratings", expected=f"{column!r} on 1..5, 5 being most",
                got=scale.id, hint="shares of 4 and 5 mean nothing on another scale",
            )  # fmt: skip


def _score(
    ratings: Ratings, outcome: str, columns: tuple[str, str], segment: str | None, confidence: float
) -> OpportunityScore:
    counts = []
    for column in columns:
        tally = ratings.tally(column)
        n = sum(tally.values())
        counts.append((sum(number for score, number in tally.items() if score >= _TOP), n))
    (wanted, wanted_n), (had, had_n) = counts
    i = _TEN * wanted / wanted_n if wanted_n else 0.0
    s = _TEN * had / had_n if had_n else 0.0
    score = opportunity_score(i, s)
    return OpportunityScore(
        outcome=outcome, segment=segment, rank=0, importance=i, satisfaction=s,
        importance_n=wanted_n, satisfaction_n=had_n, score=score, band=OpportunityBand.of(score),
        interval=_interval(i, s, counts, _correlation(ratings, columns, counts), confidence),
    )  # fmt: skip


def _correlation(
    ratings: Ratings, columns: tuple[str, str], counts: list[tuple[int, int]]
) -> float:
    """How the two shares go together, over those who answered both questions."""
    pairs = ratings.scores.select(list(columns)).drop_nulls()
    n = len(pairs)
    tops = [pairs[column] >= _TOP for column in columns]
    a, b = (int(top.sum()) for top in tops)
    both = int((tops[0] & tops[1]).sum())
    spread = math.sqrt(a * (n - a) * b * (n - b))
    if not spread:
        return 0.0
    # Those who answered one question alone share nothing.
    return (n * both - a * b) / spread * n / math.sqrt(counts[0][1] * counts[1][1])


def _interval(
    i: float, s: float, counts: list[tuple[int, int]], correlation: float, confidence: float
) -> Interval:
    (i_low, i_high), (s_low, s_high) = (
        tuple(_TEN * limit for limit in wilson_interval(k, n, confidence=confidence))
        for k, n in counts
    )
    below = _apart(2 * (i - i_low), s_high - s, correlation)
    above = _apart(2 * (i_high - i), s - s_low, correlation)
    unmet = 2 * i - s
    return max(unmet - below, i_low), max(unmet + above, i_high)


def _apart(one: float, other: float, correlation: float) -> float:
    """How far a difference reaches, from how far its two parts do."""
    return math.sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))


def _ranked(items: list[OpportunityScore]) -> list[OpportunityScore]:
    """Highest score first; equal scores share a rank and keep their order."""
    best = sorted(items, key=lambda item: -item.score)
    return [item.replace(rank=1 + sum(other.score > item.score for other in best)) for item in best]
