"""Gaps between touchpoints, and in who is responsible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.analyzers.gaps.context import NOTICEABLE, Context, Found, arrival, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.ways import Stop, Way, is_online, owner_of
from journeykit.analyzers.wording import plural, signed

__all__ = ["channel_change", "owner_change", "without_owner"]


def channel_change(context: Context) -> Iterator[Found]:
    """Customers have to change the channel on their way, and lose something by it.

    To change it is no fault: a bicycle is ridden in the store. It is a gap where
    the mood falls, or where customers cross from online to offline or back at a
    moment of truth, or with nobody who answers for both sides. All others are
    counted only; `journeykit.flow` lists them as hand-offs.
    """
    compared = unsaid = simultaneous = 0
    harmless: list[Way] = []
    for way in context.ways.ways:
        left, entered = way.source.touchpoint.channel, way.target.touchpoint.channel
        if left is None or entered is None:
            unsaid += 1
            continue
        compared += 1
        if left != entered and way.is_simultaneous:
            simultaneous += 1
        elif left != entered:
            gap = _break(context, way, left, entered)
            if gap is None:
                harmless.append(way)
            else:
                yield gap
    if not compared:
        yield "no way leads between two touchpoints that name their channel"
    elif unsaid:
        total = plural(compared + unsaid, "way")
        yield f"{unsaid} of {total} with an end that names no channel"
    if simultaneous:
        yield f"{plural(simultaneous, 'way')} between touchpoints at the same time: no break"
    if harmless:
        yield _left_out(harmless)


def _left_out(harmless: Sequence[Way]) -> str:
    """How many changes of channel are not listed, and of how many nobody knows the mood."""
    mute = sum(
        1 for way in harmless
        if way.source.touchpoint.valence is None or arrival(way.target.touchpoint) is None
    )  # fmt: skip
    unknown = f", {mute} of them with an end that has no feeling" if mute else ""
    changes = plural(len(harmless), "change")
    return f"{changes} of channel without a known harm{unknown}: see hand_offs of the flow"


def _break(context: Context, way: Way, left: str, entered: str) -> Gap | None:
    """The gap that a change of channel is, or None where nothing speaks against it."""
    journey = context.journey
    before, after = is_online(journey, left), is_online(journey, entered)
    crosses = before is not None and after is not None and before != after
    fall = _fall(way)
    risks = _risks(way) if crosses else []
    if fall is None and not risks:
        return None
    reason = (
        f"customers change from {journey.channel_name(left)} to {journey.channel_name(entered)}"
    )
    if crosses:
        reason += ", from online to offline" if before else ", from offline to online"
    if fall is not None:
        reason += f", and feel {fall:.2f} worse"
    if risks:
        reason += f"; {', and '.join(risks)}"
    # What has hurt outweighs what might.
    weight = Weight.INCOMPLETE
    if fall is not None:
        weight = Weight.HURTS if crosses else Weight.UNMANAGED
    return Gap(
        kind=GapKind.CHANNEL, check="channel-change",
        title=f"The channel changes between {way.source.name!r} and {way.target.name!r}",
        reason=reason, weight=weight, key=f"{way.source.id} {way.target.id} {way.transition or ''}",
        hint="Carry over what the customer has said and done, so that nothing is asked twice",
        **touching(
            way.source, way.target, where=way.target.path, size=fall,
            unit=None if fall is None else "valence",
        ),
    )  # fmt: skip


def _risks(way: Way) -> list[str]:
    """What can go wrong where customers cross from online to offline or back, in words."""
    risks = []
    if any(stop.touchpoint.moment_of_truth is not None for stop in (way.source, way.target)):
        risks.append("it is a moment of truth")
    before, after = owner_of(way.source), owner_of(way.target)
    if before is None and after is None:
        risks.append("nobody is responsible on either side")
    elif before is None or after is None:
        risks.append("only one side has an owner")
    elif before != after:
        risks.append(f"{before} hands them to {after}")
    return risks


def _fall(way: Way) -> float | None:
    """By how much the mood falls from the end of one touchpoint to the start of the next."""
    before, after = way.source.touchpoint.valence, arrival(way.target.touchpoint)
    if before is None or after is None or before - after < NOTICEABLE:
        return None
    return before - after


def owner_change(context: Context) -> Iterator[Found]:
    """The mood falls where customers are handed from one owner to another."""
    compared = 0
    for way in context.ways.ways:
        before, after = owner_of(way.source), owner_of(way.target)
        if before is None or after is None:
            continue
        compared += 1
        fall = _fall(way)
        if before == after or fall is None:
            continue
        felt = arrival(way.target.touchpoint) or 0.0
        yield Gap(
            kind=GapKind.OWNERSHIP, check="owner-change",
            title=f"Customers lose out when {before} hands them to {after}",
            reason=(
                f"between {way.source.name!r} and {way.target.name!r} the owner changes, and the "
                f"mood falls by {fall:.2f}, to {signed(felt)}"
            ),
            hint="Name one person who answers for the hand-off",
            weight=Weight.HURTS if felt < 0 else Weight.UNMANAGED,
            key=f"{way.source.id} {way.target.id} {way.transition or ''}",
            **touching(way.source, way.target, where=way.target.path, size=fall, unit="valence"),
        )  # fmt: skip
    if not compared:
        yield "no way leads between two touchpoints that have an owner"


def without_owner(context: Context) -> Iterator[Found]:
    """Nobody is responsible for a touchpoint."""
    orphans = [stop for stop in context.stops if owner_of(stop) is None]
    if not context.stops:
        yield "the map has no touchpoints"
    elif len(orphans) == len(context.stops):
        yield Gap(
            kind=GapKind.OWNERSHIP, check="without-owner",
            title="Nobody is responsible for any touchpoint",
            reason="neither touchpoints nor phases name an owner",
            hint="Name an owner for each phase first, then for the touchpoints that differ",
            weight=Weight.UNMANAGED, **touching(*orphans, where=""),
        )  # fmt: skip
    else:
        for stop in orphans:
            matters = _why_it_matters(stop)
            yield Gap(
                kind=GapKind.OWNERSHIP, check="without-owner",
                title=f"Nobody is responsible for {stop.name!r}",
                reason=f"neither it nor its phase names an owner{matters and ', and ' + matters}",
                hint="Name an owner, for the touchpoint or for its phase",
                weight=Weight.UNMANAGED if matters else Weight.INCOMPLETE, **touching(stop),
            )  # fmt: skip


def _why_it_matters(stop: Stop) -> str:
    if stop.touchpoint.moment_of_truth is not None:
        return "it is a moment of truth"
    if any(emotion.valence < 0 for emotion in stop.touchpoint.emotions):
        return "customers feel bad here"
    return ""
