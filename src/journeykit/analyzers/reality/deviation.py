"""A way in which customers depart from a map."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import frozen

from journeykit.model.element import Value

__all__ = ["Deviation", "DeviationKind"]


class DeviationKind(StrEnum):
    """How reality departs from a map; what CJML calls it stands in brackets."""

    NEVER_SEEN = "never-seen"
    """A touchpoint whose events nobody has (missing)."""
    NEVER_MAPPED = "never-mapped"
    """An event that is no touchpoint (extra)."""
    SKIPPED = "skipped"
    """A touchpoint that customers pass by although the map has no way around it (missing)."""
    REVERSED = "reversed"
    """Two touchpoints that come in the other order than on the map (reordered)."""
    UNKNOWN_TRANSITION = "unknown-transition"
    """A touchpoint right after one from which the map has no way to it (reordered)."""
    UNKNOWN_START = "unknown-start"
    """A first touchpoint at which the map does not start (missing)."""
    OTHER_CHANNEL = "other-channel"
    """A touchpoint in another channel than the map's (different channel)."""
    FAILED = "failed"
    """A touchpoint that did not work (failed)."""


@frozen(kw_only=True, repr=False)
class Deviation(Value):
    """One thing in which customers depart from the map, and how many do.

    Attributes:
        kind: what it is.
        touchpoints: ids of the touchpoints that it concerns, in the order in which
            customers come to them; empty for an event that is none.
        event: name of the event that is no touchpoint, or None.
        channel: where the touchpoint happens instead: id of a channel, or the value
            of the column where the map has no such channel; None for other kinds.
        customers: how many customers, or sessions, depart.
        of: how many of them could have.
        share: customers / of.
        interval: Wilson interval of the share.
        p_adjusted: for a reversed order the chance of so many if no more than `noise`
            of the customers really did so, adjusted for all orders tested; else None.
        title: the deviation in a few words.
        reason: the figures in words.
        hint: what to do about it.
        examples: a few of the customers.
    """

    kind: DeviationKind
    touchpoints: tuple[str, ...] = ()
    event: str | None = None
    channel: str | None = None
    customers: int
    of: int
    share: float
    interval: tuple[float, float]
    p_adjusted: float | None = None
    title: str
    reason: str
    hint: str
    examples: tuple[Any, ...] = ()

    @property
    def rank_key(self) -> tuple[float, int, str]:
        """What deviations are sorted by, the lowest first: the share that is sure.

        That is the lower limit of the interval, so that three customers of three do not
        stand before a thousand of eleven hundred; then the most customers, then the title.
        """
        return (-self.interval[0], -self.customers, self.title)
