"""What deviations are found in: a map, and what a log holds of it."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.plan import Plan
from journeykit.analyzers.reality.result import ConformanceOptions
from journeykit.analyzers.reality.tally import Passing
from journeykit.analyzers.reality.words import Naming
from journeykit.analyzers.stats import wilson_interval
from journeykit.events.mapped_paths.counts import MapCounts
from journeykit.model import Journey

__all__ = ["Grounds"]


@frozen(kw_only=True)
class Grounds:
    """All that checks look at.

    Attributes:
        journey: the map.
        bindings: where it meets the log.
        plan: what the map allows.
        counts: who comes where, and what else they do.
        passing: how they pass through the map.
        naming: names of touchpoints, and what is counted.
        options: what was asked.
        fails: whether it was asked what failed.
    """

    journey: Journey
    bindings: Bindings
    plan: Plan
    counts: MapCounts
    passing: Passing
    naming: Naming
    options: ConformanceOptions
    fails: bool

    def deviation(
        self, kind: DeviationKind, *, customers: int, of: int, title: str, does: str, hint: str,
        **fields: Any,
    ) -> Deviation:  # fmt: skip
        """A deviation with its share, and its figures in words.

        Args:
            kind: what it is.
            customers: how many depart.
            of: how many could have.
            title: the deviation in a few words.
            does: what they do, to follow the figures.
            hint: what to do about it.
            **fields: other fields of a deviation.
        """
        interval = wilson_interval(customers, of, confidence=self.options.confidence)
        figures = self.naming.figures(customers, of, interval)
        return Deviation(
            kind=kind, customers=customers, of=of, share=customers / of, interval=interval,
            title=title, reason=f"{figures} {does}", hint=hint, **fields,
        )  # fmt: skip
