"""What customers feel along a map by their own ratings, beside what the map says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.feelings import EmotionCurve, Fall
from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Comparison
from journeykit.analyzers.wording import aligned, listed, percent, plural, signed
from journeykit.errors import InvalidValueError
from journeykit.model import Evidence, Journey, Rating
from journeykit.model.element import Value

__all__ = ["MeasuredFeelings", "RatedFall", "RatedFeeling"]


@frozen(kw_only=True, repr=False)
class RatedFeeling(Value):
    """What customers feel at a touchpoint, by their answers to a question.

    Attributes:
        question: the question, by the name of its column.
        touchpoint: id of the touchpoint.
        name: its name.
        phase: id of its phase.
        position: its place among all touchpoints, from 0.
        offset: where within the touchpoint, between 0 and 1.
        persona: id of the persona whose respondents these are, or None for all.
        n: answers that are scores.
        asked: respondents, those without a score among them.
        rating: the mean score, with its scale.
        valence: the mean valence, from -1 to 1.
        interval: confidence interval of the valence, or None where fewer than two answered.
        std_dev: standard deviation of the valences.
        negative: share of the scores that are below the middle of the scale.
        mapped: mean valence of the feelings that the map tells there, or None.
        comparison: the measured valence (first), the mapped one (second) and their
            difference, or None where the map tells no feeling.
        p_adjusted: p value of that, adjusted for all feelings that were compared, or None.
        differs: whether the adjusted p value is below the level, and the difference
            at least as large as the least one that matters.
    """

    question: str
    touchpoint: str
    name: str
    phase: str
    position: int
    offset: float = 0.5
    persona: str | None = None
    n: int
    asked: int
    rating: Rating
    valence: float
    interval: tuple[float, float] | None
    std_dev: float
    negative: float
    mapped: float | None = None
    comparison: Comparison | None = None
    p_adjusted: float | None = None
    differs: bool = False

    @property
    def difference(self) -> float | None:
        """Measured less mapped valence, or None where the map tells none."""
        return None if self.comparison is None else self.comparison.difference


@frozen(kw_only=True, repr=False)
class RatedFall(Value):
    """A stretch between two neighbouring feelings on which ratings get worse.

    Attributes:
        fall: from which feeling to which.
        persona: id of the persona, or None for all.
        n: respondents who rated both.
        comparison: the mean fall of these, with limits, and the paired test.
        p_adjusted: p value, adjusted for all stretches, or None.
        holds: whether it is below the level.
    """

    fall: Fall
    persona: str | None = None
    n: int
    comparison: Comparison
    p_adjusted: float | None = None
    holds: bool = False


@frozen(kw_only=True, repr=False)
class MeasuredFeelings(Listing[RatedFeeling]):
    """Feelings along a map by ratings, and where the map guessed otherwise.

    Attributes:
        items: the feelings in order of the map; with personas, all of one, then the next.
        title: title of the journey.
        curves: the measured curve, or one for each persona.
        falls: where ratings get worse from one feeling to the next, the steepest first.
        journey: the map with these feelings written in, in place of its own.
        evidence: what they rest on, as it is on that map.
        unbound: questions that are about no touchpoint of the map.
        unanswered: questions without a single score.
        personas: ids of the personas that were told apart, with their names and respondents.
        respondents: how many there are.
        of_none: respondents who belong to none of these personas, and count for none.
        of_several: those who belong to several, and count for each.
        tests: how many mapped feelings were compared.
        adjust: how p values are adjusted.
        alpha: level below which an adjusted p value is a finding.
        margin: the least difference of valences that matters.
        confidence: of the intervals, between 0 and 1.
        locale: language of the journey as BCP 47, or None.
    """

    items: tuple[RatedFeeling, ...] = field(default=())
    title: str
    curves: tuple[EmotionCurve, ...] = field(repr=False)
    falls: tuple[RatedFall, ...] = ()
    journey: Journey
    evidence: Evidence
    unbound: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    personas: tuple[tuple[str, str, int], ...] = ()
    respondents: int
    of_none: int = 0
    of_several: int = 0
    tests: int
    adjust: Adjustment
    alpha: float
    margin: float
    confidence: float
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "persona": str, "touchpoint": str, "question": str, "n": int, "asked": int, "score": float,
        "scale": str, "valence": float, "low": float, "high": float, "negative": float,
        "mapped": float, "difference": float, "p_adjusted": float, "differs": bool,
    }  # fmt: skip

    def curve(self, persona: str | None = None) -> EmotionCurve:
        """The measured curve, with its peak and end, its lows and its falls.

        Touchpoints without ratings are silent on it.

        Args:
            persona: id of a persona; None takes the only curve there is.

        Raises:
            InvalidValueError: if there is no such curve, or there are several.
        """
        found = [c for c in self.curves if persona in (None, c.persona)]
        if len(found) != 1:
            known = [c.persona for c in self.curves if c.persona is not None]
            raise InvalidValueError(
                "MeasuredFeelings.curve", "persona", got=persona,
                expected=f"one of {', '.join(known)}" if known else "None: there are no personas",
            )  # fmt: skip
        return found[0]

    @property
    def wrong(self) -> tuple[RatedFeeling, ...]:
        """Feelings that the map tells otherwise, the largest difference first."""
        found = (item for item in self.items if item.differs)
        return tuple(sorted(found, key=lambda item: -abs(item.difference or 0.0)))

    def of(self, persona: str | None = None) -> tuple[RatedFeeling, ...]:
        """The feelings of one persona, or of all respondents together."""
        return tuple(item for item in self.items if item.persona == persona)

    def _name_of(self, persona: str) -> str:
        return next(
            f"{name}, {plural(n, 'respondent')}" for id, name, n in self.personas if id == persona
        )

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a feeling."""
        for i in self.items:
            low, high = i.interval or (None, None)
            yield (
                i.persona, i.touchpoint, i.question, i.n, i.asked, i.rating.value, i.rating.scale,
                i.valence, low, high, i.negative, i.mapped, i.difference, i.p_adjusted, i.differs,
            )  # fmt: skip

    def summary(self, n: int = 40) -> str:
        """The measured curve, what remains of it, its falls, and where the map is wrong.

        Args:
            n: how many feelings are listed, of each persona.
        """
        told = plural(len({i.touchpoint for i in self.items}), "touchpoint")
        by = f"by ratings of {plural(self.respondents, 'respondent')}"
        lines = [f"Feelings in {self.title!r} {by}: {told}, valence from -1 to 1"]
        for curve in self.curves:
            if curve.persona is not None:
                lines.append(f"{self._name_of(curve.persona)}:")
            felt = self.of(curve.persona)
            lines += aligned([_row(item) for item in felt[:n]], right=[1]) if felt else []
            if len(felt) > n:
                lines.append(f"  and {plural(len(felt) - n, 'feeling')} more")
            if curve.peak_end is not None:
                peak, end = curve.peak_end.peak, curve.peak_end.end
                lines.append(
                    f"What remains (peak-end): {signed(curve.peak_end.value)}, from the peak at "
                    f"{peak.name!r} and the end at {end.name!r}."
                )
        held = [fall for fall in self.falls if fall.holds]
        for fall in held[:3]:
            size = -(fall.comparison.difference or 0.0)
            way = f"from {fall.fall.start.name!r} to {fall.fall.end.name!r}"
            whose = "" if fall.persona is None else f"{fall.persona}: "
            sure = f"{plural(fall.n, 'respondent')} rated both, {p_text(fall.p_adjusted)}"
            lines.append(f"{whose}Falls {way} by {size:.2f} ({sure}).")
        if self.tests:
            lines.append(
                f"The map tells {len(self.wrong)} of {plural(self.tests, 'feeling')} otherwise: by {self.margin:g} "
                f"or more, p < {self.alpha:g} after adjustment by {self.adjust.title()}."
            )
        for text, names in (
            ("about no touchpoint", self.unbound),
            ("without a score", self.unanswered),
        ):
            if names:
                lines.append(f"Questions {text}: {listed(names)}.")
        if self.of_none or self.of_several:
            told = f"{self.of_none:,} of no persona, {self.of_several:,} of several"
            lines.append(f"Of the respondents: {told}.")
        lines.append(
            "Ratings tell what those felt who answered; mapped feelings are taken as exact."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<MeasuredFeelings in {self.title!r}: {plural(len(self.items), 'feeling')}>"


def _row(item: RatedFeeling) -> tuple[str, str, str]:
    sure = (
        ""
        if item.interval is None
        else f"({signed(item.interval[0])} to {signed(item.interval[1])}), "
    )
    score = (
        f"mean {item.rating.value:.2f} on {item.rating.scale}, {percent(item.negative)} negative"
    )
    parts = [f"{sure}{score}, n {item.n:,} of {item.asked:,}"]
    if item.mapped is not None:
        verdict = f"differs, {p_text(item.p_adjusted)}" if item.differs else "not contradicted"
        parts.append(f"mapped {signed(item.mapped)}: {verdict}")
    return item.name, signed(item.valence), "; ".join(parts)
