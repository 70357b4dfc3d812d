"""What a walk over the events of each unit leaves behind."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.events.engines.rows import Rows
from journeykit.model.element import Value

__all__ = ["Walked"]


@frozen(kw_only=True, eq=False)
class Walked(Value):
    """Events with running times, from which the end of each unit tells how far it got.

    The columns that are named hold times that never fall within a unit; one
    below the floor says that it has not come to that.

    Attributes:
        rows: the events, or moments.
        starts: for each required step the column with the start of the latest
            attempt that got there.
        times: for each required step the columns with the times at which that
            attempt took the steps up to there; empty where not asked for.
        via: for each optional step, by required steps, the columns with the
            start of the latest attempt that got there and passed it; None
            before the step that it follows.
        via_times: the same with the times of the step before it and of itself.
        spoiled: for each required step, by its place, pairs of columns: where
            both hold the same, an exclusion has ended the latest attempt that got there.
        came: for an open funnel, for each step the column with the time of the
            step before it of the latest attempt that came on; else empty.
            `times` then hold for each step the time of that before it and its own.
        unsorted: whether steps were taken in any order; `times` then hold one
            for each step, and last the time before which none was taken.
    """

    rows: Rows
    starts: tuple[str, ...]
    times: tuple[tuple[str, ...], ...] = ()
    via: dict[int, tuple[str | None, ...]] = field(factory=dict)
    via_times: dict[int, tuple[tuple[str, str] | None, ...]] = field(factory=dict)
    spoiled: dict[int, list[tuple[str, str]]] = field(factory=dict)
    came: tuple[str, ...] = ()
    unsorted: bool = False
