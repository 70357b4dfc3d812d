"""Gaps in what customers feel, expect, can say and get."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.analyzers.feelings import EmotionCurve, Fall, FeelingPoint
from journeykit.analyzers.gaps.context import NOTICEABLE, STEEP, Context, Found, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.ways import Stop
from journeykit.analyzers.wording import listed, plural, signed

__all__ = [
    "expected_feeling",
    "low_point",
    "missing_feedback",
    "only_burden",
    "persona_left_out",
    "steep_fall",
    "unanswered_expectation",
]


def expected_feeling(context: Context) -> Iterator[Found]:
    """Customers feel clearly worse than they expect to."""
    compared = unvalued = 0
    for stop in context.stops:
        expectation, felt = stop.touchpoint.expectation, stop.touchpoint.valence
        if expectation is None or felt is None:
            continue
        if expectation.valence is None:
            unvalued += 1
            continue
        compared += 1
        short = expectation.valence - felt
        if short < NOTICEABLE:
            continue
        turns = felt < 0 <= expectation.valence
        figures = f"expected {signed(expectation.valence)}, felt {signed(felt)}"
        yield Gap(
            kind=GapKind.EXPECTATION, check="expected-feeling",
            title=f"{stop.name!r} falls short of what is expected",
            reason=f"{figures}: {'customers leave with a bad feeling' if turns else 'a let-down'}",
            hint=f"Find out what breaks the promise {expectation.text!r}",
            weight=Weight.HURTS if turns or short >= STEEP else Weight.UNMANAGED,
            **touching(
                stop, size=short, unit="valence", evidence=stop.touchpoint.emotions[-1].evidence
            ),
        )  # fmt: skip
    if not compared:
        yield "no touchpoint has both an expected valence and a feeling"
    elif unvalued:
        yield f"{plural(unvalued, 'expectation')} without a valence to compare"


def unanswered_expectation(context: Context) -> Iterator[Found]:
    """An expectation is known, but not what becomes of it."""
    stated = [stop for stop in context.stops if stop.touchpoint.expectation is not None]
    if not stated:
        yield "no touchpoint states an expectation"
    for stop in stated:
        if stop.touchpoint.expectation is not None and not stop.touchpoint.emotions:
            yield Gap(
                kind=GapKind.EXPECTATION, check="unanswered-expectation",
                title=f"Nobody knows how {stop.name!r} meets what is expected",
                reason=(
                    f"the map says what customers expect ({stop.touchpoint.expectation.text!r}), "
                    "but not how they feel"
                ),
                hint="Ask customers here, and add the emotion",
                weight=Weight.INCOMPLETE, **touching(stop),
            )  # fmt: skip


def _lowest(curve: EmotionCurve) -> tuple[FeelingPoint, ...]:
    """The low points below neutral; a curve that is bad throughout has its first."""
    level = len({point.valence for point in curve.points}) == 1
    lows = curve.points[:1] if level else curve.lows
    return tuple(point for point in lows if point.valence < 0)


def _lows_by_position(context: Context) -> dict[int, FeelingPoint]:
    """The worst low point at each touchpoint that has one."""
    worst: dict[int, FeelingPoint] = {}
    for curve in context.curves:
        for low in _lowest(curve):
            known = worst.get(low.position)
            if known is None or low.valence < known.valence:
                worst[low.position] = low
    return worst


def _falls_into(context: Context, lows: dict[int, FeelingPoint]) -> dict[int, Fall]:
    """The steepest fall that ends at each touchpoint; where there is a low point, in that."""
    steepest: dict[int, Fall] = {}
    for curve in context.curves:
        for fall in curve.falls:
            low = lows.get(fall.end.position)
            if low is not None and fall.end.valence != low.valence:
                continue
            known = steepest.get(fall.end.position)
            if known is None or fall.size > known.size:
                steepest[fall.end.position] = fall
    return steepest


def low_point(context: Context) -> Iterator[Found]:
    """A low point of the mood, below neutral."""
    if not any(curve.points for curve in context.curves):
        yield "no touchpoint has a feeling"
        return
    lows = _lows_by_position(context)
    falls = _falls_into(context, lows)
    for position, low in sorted(lows.items()):
        stop = context.stops[position]
        reason = f"a low point of the mood, at {signed(low.valence)}"
        if low.label:
            reason += f" ({low.label})"
        if position in falls:
            reason += f"; {falls[position].reason}"
        yield Gap(
            kind=GapKind.EMOTION, check="low-point",
            title=f"Customers feel bad at {stop.name!r}", reason=reason,
            hint="Start with its pain points, and with what customers expected",
            weight=Weight.HURTS if low.valence <= -0.5 else Weight.UNMANAGED,
            **touching(
                stop, size=-low.valence, unit="valence",
                evidence=[id for e in stop.touchpoint.emotions for id in e.evidence],
            ),
        )  # fmt: skip


def steep_fall(context: Context) -> Iterator[Found]:
    """The mood falls steeply, to where no low point says so already."""
    if sum(len(stop.touchpoint.emotions) for stop in context.stops) < 2:
        yield "fewer than two feelings: no fall can be seen"
        return
    lows = _lows_by_position(context)
    for position, fall in sorted(_falls_into(context, lows).items()):
        if fall.size < STEEP or position in lows:
            continue
        start, stop = context.stops[fall.start.position], context.stops[position]
        yield Gap(
            kind=GapKind.EMOTION, check="steep-fall",
            title=f"The mood falls steeply at {stop.name!r}", reason=fall.reason,
            hint="Look at what changes between the two feelings",
            weight=Weight.HURTS if fall.end.valence < 0 else Weight.UNMANAGED,
            **touching(stop, start, size=fall.size, unit="valence"),
        )  # fmt: skip


def missing_feedback(context: Context) -> Iterator[Found]:
    """Customers cannot say what they think where it matters most."""
    relevant = [(stop, why) for stop in context.stops if (why := _why_ask(stop)) is not None]
    if not relevant:
        yield "no touchpoint is a moment of truth or has a feeling below neutral"
    for stop, why in relevant:
        if stop.touchpoint.feedback is None:
            yield Gap(
                kind=GapKind.FEEDBACK, check="missing-feedback",
                title=f"Customers cannot give feedback at {stop.name!r}",
                reason=f"{why}, and the map names no way to tell the company",
                hint="Ask right there, in the channel that customers use",
                weight=Weight.UNMANAGED, **touching(stop),
            )  # fmt: skip


def _why_ask(stop: Stop) -> str | None:
    if stop.touchpoint.moment_of_truth is not None:
        return "it is a moment of truth"
    if any(emotion.valence < 0 for emotion in stop.touchpoint.emotions):
        return "customers feel bad here"
    return None


def persona_left_out(context: Context) -> Iterator[Found]:
    """A persona of the map comes to no touchpoint."""
    journey = context.journey
    if not journey.personas or not context.stops:
        yield "the map has no personas" if context.stops else "the map has no touchpoints"
        return
    # A touchpoint that names nobody is for everybody.
    if any(not stop.touchpoint.personas for stop in context.stops):
        return
    named = {id for stop in context.stops for id in stop.touchpoint.personas}
    for persona in journey.personas:
        if persona.id not in named:
            yield Gap(
                kind=GapKind.VALUE, check="persona-left-out", where=persona.id,
                title=f"{persona.name!r} gets nothing from this journey",
                reason="every touchpoint names the personas it is for, and none names this one",
                hint="Add the touchpoints of this persona, or take it off the map",
                weight=Weight.UNMANAGED, evidence=persona.evidence,
            )  # fmt: skip


def only_burden(context: Context) -> Iterator[Found]:
    """A touchpoint costs customers something and gives them nothing."""
    if not any(stop.touchpoint.goals or stop.touchpoint.needs for stop in context.stops):
        yield "no touchpoint states goals or needs, so value cannot be seen"
        return
    for stop in context.stops:
        touchpoint = stop.touchpoint
        burdens = [*(pain.text for pain in touchpoint.pain_points), *touchpoint.barriers]
        gives = touchpoint.goals or touchpoint.needs or touchpoint.motivations
        glad = any(emotion.valence > 0 for emotion in touchpoint.emotions)
        if burdens and not gives and not glad:
            yield Gap(
                kind=GapKind.VALUE, check="only-burden",
                title=f"{stop.name!r} costs customers something and gives them nothing",
                reason=(
                    f"it has {plural(len(burdens), 'pain or barrier', 'pains and barriers')} "
                    f"({listed(burdens, limit=3)}), but no goal, need or good feeling"
                ),
                hint="Say what customers get from it, or spare them the step",
                weight=Weight.UNMANAGED,
                **touching(stop, size=float(len(burdens)), unit="pains and barriers"),
            )  # fmt: skip
