"""Moments of truth: those that the map declares, and those that it should look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.feelings import emotion_curve
from journeykit.analyzers.result import Result
from journeykit.analyzers.ways import Stop, owner_of, stops, ways
from journeykit.analyzers.wording import aligned, plural, signed
from journeykit.model import Journey, MomentOfTruth
from journeykit.model.element import Value

__all__ = ["Moment", "MomentReason", "Moments", "Sign", "moments_of_truth"]


class MomentReason(StrEnum):
    """What makes a touchpoint likely to be a moment of truth."""

    BEGINNING = "beginning"
    """The journey begins here."""
    END = "end"
    """The journey ends here."""
    OWNER_CHANGE = "owner-change"
    """The customer is handed from one owner to another here."""
    CHANNEL_CHANGE = "channel-change"
    """The customer changes the channel here."""
    PEAK = "peak"
    """The strongest feeling of the journey is here."""
    LAST_FEELING = "last-feeling"
    """The feeling with which the journey leaves the customer is here."""


@frozen(repr=False)
class Sign(Value):
    """A sign that a touchpoint is a moment of truth.

    Attributes:
        reason: which of the published signs it is.
        text: the same in words, with the figures.
    """

    reason: MomentReason
    text: str


@frozen(kw_only=True, repr=False)
class Moment(Value):
    """A touchpoint on which the relation turns, or may turn.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        phase: id of its phase.
        declared: which moment the map says it is, or None where it is only suggested.
        signs: what speaks for it; a declared moment may have none.
    """

    touchpoint: str
    name: str
    phase: str
    declared: MomentOfTruth | None = None
    signs: tuple[Sign, ...] = ()


@frozen(kw_only=True, repr=False)
class Moments(Result):
    """Declared and suggested moments of truth, kept apart.

    Attributes:
        title: title of the journey.
        declared: moments that the map declares, in order of the map.
        suggested: touchpoints that the map does not declare but signs speak
            for, in order of the map.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    declared: tuple[Moment, ...] = ()
    suggested: tuple[Moment, ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "touchpoint": str, "name": str, "phase": str, "declared": str, "reasons": str,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a moment, the declared first."""
        for moment in (*self.declared, *self.suggested):
            reasons = "; ".join(sign.text for sign in moment.signs)
            yield (moment.touchpoint, moment.name, moment.phase, moment.declared, reasons)

    def summary(self) -> str:
        """Both lists with their reasons."""
        lines = [f"Moments of truth in {self.title!r}"]
        if not self.declared and not self.suggested:
            return f"{lines[0]}\nNone: the map has no touchpoints."
        if self.declared:
            lines.append("Declared by the map:")
            rows = [(m.name, str(m.declared), _texts(m)) for m in self.declared]
            lines += aligned(rows)
        if self.suggested:
            lines.append("Worth a look (beginning, end, hand-offs, strongest feelings):")
            lines += aligned([(m.name, _texts(m)) for m in self.suggested])
        return "\n".join(lines)

    def __repr__(self) -> str:
        total = plural(len(self.declared), "declared", "declared")
        return f"<Moments of {self.title!r}: {total}, {len(self.suggested)} suggested>"


def _texts(moment: Moment) -> str:
    return "; ".join(sign.text for sign in moment.signs)


def moments_of_truth(journey: Journey) -> Moments:
    """List the declared moments of truth, and suggest where others may be.

    Moments are most likely at the beginning, at the end, and at hand-offs
    between silos: where the owner or the channel changes along a way of the
    map. Memory adds the peak and the last feeling. A suggestion is a place to
    look at, not a finding.

    Args:
        journey: the map.

    Source:
        heartofthecustomer.com/focus-on-moments-of-truth (beginning, end,
        hand-offs); the peak-end rule, see `EmotionCurve.peak_end`.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> found = moments_of_truth(Journey("Buy a bike", [Phase("Buy", ["Try", "Pay", "Ride"])]))
        >>> [moment.touchpoint for moment in found.suggested]
        ['try', 'ride']
    """
    along = stops(journey, owner="moments_of_truth")
    signs: dict[int, dict[MomentReason, Sign]] = {stop.position: {} for stop in along}
    for position, sign in _signs(journey, along):
        # One sign of a kind is enough: many ways may lead to one touchpoint.
        signs[position].setdefault(sign.reason, sign)
    declared = []
    suggested = []
    for stop in along:
        moment = Moment(
            touchpoint=stop.id, name=stop.name, phase=stop.phase.id,
            declared=stop.touchpoint.moment_of_truth, signs=tuple(signs[stop.position].values()),
        )  # fmt: skip
        if moment.declared is not None:
            declared.append(moment)
        elif moment.signs:
            suggested.append(moment)
    return Moments(
        title=journey.title, declared=tuple(declared), suggested=tuple(suggested),
        locale=journey.locale,
    )  # fmt: skip


def _signs(journey: Journey, along: tuple[Stop, ...]) -> Iterator[tuple[int, Sign]]:
    if along:
        yield 0, Sign(MomentReason.BEGINNING, "the journey begins here")
        yield along[-1].position, Sign(MomentReason.END, "the journey ends here")
    for way in ways(journey, along).ways:
        here = way.target.position
        before, after = owner_of(way.source), owner_of(way.target)
        if before is not None and after is not None and before != after:
            yield here, Sign(MomentReason.OWNER_CHANGE, f"handed from {before} to {after}")
        left, entered = way.source.touchpoint.channel, way.target.touchpoint.channel
        if left is not None and entered is not None and left != entered:
            names = f"{journey.channel_name(left)} to {journey.channel_name(entered)}"
            yield here, Sign(MomentReason.CHANNEL_CHANGE, f"the channel changes from {names}")
    peak_end = emotion_curve(journey).peak_end
    if peak_end is not None:
        peak, end = peak_end.peak, peak_end.end
        text = f"the strongest feeling ({signed(peak.valence)})"
        yield peak.position, Sign(MomentReason.PEAK, text)
        text = f"the last feeling ({signed(end.valence)})"
        yield end.position, Sign(MomentReason.LAST_FEELING, text)
