"""How the customer feels along the journey: the curve, its peak and end, its falls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.result import Result
from journeykit.analyzers.ways import Stop, stops
from journeykit.analyzers.wording import aligned, listed, plural, signed
from journeykit.model import Emotion, Journey, MomentOfTruth, Persona, Phase, Touchpoint
from journeykit.model.element import Value

__all__ = [
    "EmotionCurve",
    "Fall",
    "FeelingPoint",
    "PeakEnd",
    "PhaseFeeling",
    "belongs_to",
    "comes_to",
    "curve_of",
    "emotion_curve",
]


@frozen(kw_only=True, repr=False)
class FeelingPoint(Value):
    """One feeling on the curve.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        phase: id of its phase.
        position: its place among all touchpoints, from 0.
        offset: where within the touchpoint, between 0 and 1; feelings that
            follow each other there are spread evenly, a single one lies at 0.5.
        valence: from -1 to 1.
        arousal: from 0 (calm) to 1 (stirred), or None.
        label: the feeling in a word, or None.
        quote: what the customer said, or None.
        persona: id of the persona who feels it, or None for every one.
        moment: which moment of truth the touchpoint is, or None.
        evidence: ids of the evidence that the feeling, or else the touchpoint, rests on.
        supported: whether one of them is more than an assumption.
    """

    touchpoint: str
    name: str
    phase: str
    position: int
    offset: float
    valence: float
    arousal: float | None = None
    label: str | None = None
    quote: str | None = None
    persona: str | None = None
    moment: MomentOfTruth | None = None
    evidence: tuple[str, ...] = ()
    supported: bool = False


@frozen(kw_only=True, repr=False)
class PeakEnd(Value):
    """What remains of a journey in memory.

    Attributes:
        peak: the feeling farthest from neutral; of equals, the later.
        end: the last feeling.
        value: mean of the two valences, from -1 to 1.
    """

    peak: FeelingPoint
    end: FeelingPoint
    value: float


@frozen(kw_only=True, repr=False)
class Fall(Value):
    """A stretch between two neighbouring feelings on which the mood gets worse.

    Attributes:
        start: the feeling before.
        end: the feeling after.
        size: by how much the valence falls, above 0 and up to 2.
        reason: why it matters, in words.
    """

    start: FeelingPoint
    end: FeelingPoint
    size: float
    reason: str


@frozen(kw_only=True, repr=False)
class PhaseFeeling(Value):
    """The feelings of a phase.

    Attributes:
        phase: id of the phase.
        name: its name.
        n: how many feelings it has.
        mean: mean of their valences, or None where there is none.
        lowest: the lowest valence, or None.
        highest: the highest valence, or None.
        touchpoints: how many touchpoints it has, with a feeling or without.
    """

    phase: str
    name: str
    n: int
    mean: float | None = None
    lowest: float | None = None
    highest: float | None = None
    touchpoints: int = 0


@frozen(kw_only=True, repr=False)
class EmotionCurve(Result):
    """What customers feel, from the first touchpoint to the last.

    Means are over feelings, so that a touchpoint with a trajectory counts once
    for each of its feelings. They carry no interval: the points of a map are
    judgements, not a sample.

    Attributes:
        title: title of the journey.
        persona: id of the persona whose curve it is, or None for all at once.
        points: the feelings in order.
        phases: every phase with the feelings in it.
        silent: ids of touchpoints of this persona without a feeling.
        personas: ids of the personas whose own feelings are on the curve.
        persona_names: their names, in the same order.
        touchpoints: names of all touchpoints of the map, in order.
        ways: pairs of positions in `points` that follow each other: neighbours
            within a touchpoint, and from the last feeling of a touchpoint to the
            first of one that a way leads to. On a map without transitions every
            feeling follows the one before.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    persona: str | None = None
    points: tuple[FeelingPoint, ...] = ()
    phases: tuple[PhaseFeeling, ...] = ()
    silent: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    persona_names: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    ways: tuple[tuple[int, int], ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "touchpoint": str, "name": str, "phase": str, "position": int, "offset": float,
        "valence": float, "arousal": float, "label": str, "quote": str, "persona": str,
        "moment": str,
    }  # fmt: skip

    @cached_property
    def peak_end(self) -> PeakEnd | None:
        """Peak, end and their mean; None without a feeling.

        The end is the last feeling in the order of the map, also where ways branch.
        How long the journey takes plays no part. Where the best and the worst
        feeling are equally far from neutral the rule does not say which is the
        peak: the later is taken, being nearer in memory.

        Source:
            Kahneman's peak-end rule, as on behavioraleconomics.com.
        """
        if not self.points:
            return None
        peak = max(self.points, key=lambda p: (abs(p.valence), p.position, p.offset))
        end = self.points[-1]
        return PeakEnd(peak=peak, end=end, value=(peak.valence + end.valence) / 2)

    @property
    def mean(self) -> float | None:
        """Mean of all valences, from -1 to 1; None without a feeling."""
        return _mean([point.valence for point in self.points])

    @cached_property
    def lows(self) -> tuple[FeelingPoint, ...]:
        """Local low points: worse than the feelings on both sides, in order.

        The first or last feeling is one where it is worse than its only
        neighbour. Of equal feelings in a row the first stands for all. A level
        curve, and one of a single feeling, has none.
        """
        return _extrema(self.points, -1)

    @cached_property
    def highs(self) -> tuple[FeelingPoint, ...]:
        """Local high points: better than the feelings on both sides. See `lows`."""
        return _extrema(self.points, 1)

    @cached_property
    def falls(self) -> tuple[Fall, ...]:
        """Where the mood gets worse from one feeling to one that follows, steepest first."""
        steps = ((self.points[a], self.points[b]) for a, b in self.ways)
        falls = [_fall(a, b) for a, b in steps if b.valence < a.valence]
        return tuple(sorted(falls, key=lambda fall: -fall.size))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a feeling."""
        for p in self.points:
            yield (
                p.touchpoint, p.name, p.phase, p.position, p.offset, p.valence, p.arousal,
                p.label, p.quote, p.persona, p.moment,
            )  # fmt: skip

    def summary(self) -> str:
        """The mood in a few lines: mean, peak and end, phases, steepest falls."""
        whose = "" if self.persona is None else f", persona {self.persona!r}"
        lines = [f"Feelings in {self.title!r}{whose} (valence from -1 to 1)"]
        if self.mean is None or self.peak_end is None:
            return f"{lines[0]}\nNo feelings. Give touchpoints an emotion."
        rows = [(_word(p), signed(p.valence), p.label or p.quote or "") for p in self.points[:40]]
        lines += aligned(rows, right=[1])
        if len(self.points) > len(rows):
            lines.append(f"  and {plural(len(self.points) - len(rows), 'feeling')} more")
        lines.append(f"Mean {signed(self.mean)} of {plural(len(self.points), 'feeling')}.")
        peak, end = self.peak_end.peak, self.peak_end.end
        lines.append(
            f"What remains (peak-end): {signed(self.peak_end.value)}, from the peak at "
            f"{peak.name!r} ({signed(peak.valence)}) and the end at {end.name!r} "
            f"({signed(end.valence)})."
        )
        known = [(phase, phase.mean) for phase in self.phases if phase.mean is not None]
        if len(known) > 1:
            means = (f"{phase.name} {signed(mean)}" for phase, mean in known)
            lines.append(f"By phase: {listed(means, limit=12)}.")
        lines += [f"Steep: {fall.reason}." for fall in self.falls[:3]]
        if len(self.personas) > 1:
            lines.append(
                f"Note: the curve mixes the feelings of {listed(self.personas)}; "
                "give persona=... for one of them."
            )
        if self.silent:
            lines.append(f"Without a feeling: {plural(len(self.silent), 'touchpoint')}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        points = plural(len(self.points), "feeling")
        mean = "" if self.mean is None else f", mean {signed(self.mean)}"
        return f"<EmotionCurve of {self.title!r}: {points}{mean}>"


def emotion_curve(journey: Journey, *, persona: str | None = None) -> EmotionCurve:
    """Draw together what customers feel along a journey.

    Args:
        journey: the map.
        persona: id of a persona; the curve then has the feelings that are hers,
            and those of nobody in particular at touchpoints that she comes to
            (that name her, or name no one). None takes all feelings.

    Raises:
        NotFoundError: if there is no such persona.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy a bike", [Phase("Purchase", [
        ...     Touchpoint("Try", emotion=0.8), Touchpoint("Pay", emotion=-0.4),
        ... ])])
        >>> curve = emotion_curve(journey)
        >>> round(curve.peak_end.value, 2), round(curve.falls[0].size, 2)
        (0.2, 1.2)
    """
    along = stops(journey, owner="emotion_curve")
    if persona is not None:
        journey.persona(persona)
    return curve_of(journey, persona, along)


def curve_of(journey: Journey, persona: str | None, along: tuple[Stop, ...]) -> EmotionCurve:
    """The curve of a persona whom the map need not declare, along stops that are at hand."""
    points: list[FeelingPoint] = []
    silent = []
    for stop in along:
        felt = _points_at(journey, stop, persona)
        points += felt
        if not felt and comes_to(stop.touchpoint, persona):
            silent.append(stop.id)
    by_position: list[list[float]] = [[] for _ in along]
    for point in points:
        by_position[point.position].append(point.valence)
    phases: list[PhaseFeeling] = []
    first = 0
    for phase in journey.phases:
        places = range(first, first + len(phase.touchpoints))
        first += len(phase.touchpoints)
        felt_here = [valence for place in places for valence in by_position[place]]
        phases.append(_phase_feeling(phase, felt_here))
    owners = dict.fromkeys(point.persona for point in points if point.persona is not None)
    return EmotionCurve(
        title=journey.title, persona=persona, points=tuple(points), phases=tuple(phases),
        silent=tuple(silent), personas=tuple(owners), ways=_ways(journey, points),
        persona_names=tuple(_name_of(journey, owner) for owner in owners),
        touchpoints=tuple(stop.name for stop in along), locale=journey.locale,
    )  # fmt: skip


def _ways(journey: Journey, points: Sequence[FeelingPoint]) -> tuple[tuple[int, int], ...]:
    """Which feelings follow which, by their places in `points`."""
    if not journey.transitions:
        return tuple(pairwise(range(len(points))))
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    found: dict[tuple[int, int], None] = {}
    for index, point in enumerate(points):
        if index and points[index - 1].position == point.position:
            found[index - 1, index] = None
        first.setdefault(point.touchpoint, index)
        last[point.touchpoint] = index
    for way in journey.ways:
        if way.source in last and way.target in first and way.source != way.target:
            found[last[way.source], first[way.target]] = None
    return tuple(sorted(found))


def comes_to(touchpoint: Touchpoint, persona: str | None) -> bool:
    """Whether a persona comes to a touchpoint: it names her, or no one.

    Args:
        touchpoint: where.
        persona: id of the persona, or None for everyone.
    """
    named = touchpoint.personas
    return persona is None or not named or persona in named


def belongs_to(emotion: Emotion, touchpoint: Touchpoint, persona: str) -> bool:
    """Whether an emotion is one of a persona's.

    It is where it names her; and where it names nobody, at a touchpoint that
    she comes to because it names her, or names nobody either.

    Args:
        emotion: an emotion of the touchpoint.
        touchpoint: where it is felt.
        persona: id of the persona.

    Examples:
        >>> belongs_to(Emotion(0.4), Touchpoint("Pay", personas=["mira"]), "tom")
        False
    """
    if emotion.persona is not None:
        return emotion.persona == persona
    return comes_to(touchpoint, persona)


def _name_of(journey: Journey, persona: str) -> str:
    found = journey.find(Persona, persona)
    return persona if found is None else found.name


def _points_at(journey: Journey, stop: Stop, persona: str | None) -> list[FeelingPoint]:
    touchpoint = stop.touchpoint
    felt = [
        emotion
        for emotion in touchpoint.emotions
        if persona is None or belongs_to(emotion, touchpoint, persona)
    ]
    return [
        FeelingPoint(
            touchpoint=stop.id, name=stop.name, phase=stop.phase.id, position=stop.position,
            offset=(index + 1) / (len(felt) + 1), valence=emotion.valence, arousal=emotion.arousal,
            label=emotion.label, quote=emotion.quote, persona=emotion.persona,
            moment=touchpoint.moment_of_truth, evidence=emotion.evidence or touchpoint.evidence,
            supported=journey.is_supported(emotion.evidence or touchpoint.evidence),
        )
        for index, emotion in enumerate(felt)
    ]  # fmt: skip


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _phase_feeling(phase: Phase, valences: list[float]) -> PhaseFeeling:
    return PhaseFeeling(
        phase=phase.id, name=phase.name, n=len(valences), mean=_mean(valences),
        lowest=min(valences, default=None), highest=max(valences, default=None),
        touchpoints=len(phase.touchpoints),
    )  # fmt: skip


def _extrema(points: Sequence[FeelingPoint], sign: int) -> tuple[FeelingPoint, ...]:
    """Local maxima of sign x valence, a row of equals counted as one."""
    levels = [p for i, p in enumerate(points) if not i or p.valence != points[i - 1].valence]
    if len(levels) < 2:
        return ()
    heights = [sign * point.valence for point in levels]
    bounded = [float("-inf"), *heights, float("-inf")]
    return tuple(
        point
        for point, before, here, after in zip(
            levels, bounded, bounded[1:], bounded[2:], strict=False
        )
        if before < here > after
    )


def _word(point: FeelingPoint) -> str:
    return f"{point.name} *" if point.moment else point.name


def _fall(start: FeelingPoint, end: FeelingPoint) -> Fall:
    size = start.valence - end.valence
    if start.position == end.position:
        where = f"within {end.name!r}"
    else:
        where = f"from {start.name!r} to {end.name!r}"
    parts = [f"{where} the mood falls by {size:.2f}, to {signed(end.valence)}"]
    if end.valence < 0 <= start.valence:
        parts.append("and turns negative")
    if end.moment is not None:
        parts.append("at a moment of truth")
    return Fall(start=start, end=end, size=size, reason=", ".join(parts))
