"""The signs that figures of a journey share: channel, severity, moment of truth."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.model import Journey, PainPoint, Touchpoint
from journeykit.view.figures import Mark, MarkKind
from journeykit.view.labels import Labels

__all__ = ["channel_mark", "channel_positions", "moment_mark", "severity_mark"]


def severity_mark(pain: PainPoint, words: Labels) -> Mark | None:
    """The sign for how bad a pain point is, or None where that is not said."""
    if pain.severity is None:
        return None
    return Mark(MarkKind.SEVERITY, pain.severity.rank, words(f"severity_{pain.severity}"))


def moment_mark(touchpoint: Touchpoint, words: Labels) -> Mark | None:
    """The sign for a moment of truth, or None where it is none."""
    if touchpoint.moment_of_truth is None:
        return None
    return Mark(MarkKind.MOMENT, 1, words(f"moment_{touchpoint.moment_of_truth}"))


def channel_mark(
    journey: Journey, touchpoint: Touchpoint, positions: Mapping[str, int]
) -> Mark | None:
    """The sign for a channel, or None where none is said."""
    if touchpoint.channel is None:
        return None
    return Mark(
        MarkKind.CHANNEL, positions[touchpoint.channel], journey.channel_name(touchpoint.channel)
    )


def channel_positions(journey: Journey) -> dict[str, int]:
    """The channels that touchpoints use, numbered in order of appearance."""
    used = dict.fromkeys(t.channel for t in journey.touchpoints if t.channel is not None)
    return {channel: index for index, channel in enumerate(used)}
