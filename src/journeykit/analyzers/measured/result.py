"""What a log of events says of a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured.figures import (
    MeasuredGroup,
    MeasuredMove,
    MeasuredPhase,
    MeasuredPlace,
    MeasuredShare,
    MeasuredTouchpoint,
    MoveKind,
)
from journeykit.analyzers.measured.wording import summary_of
from journeykit.analyzers.measured.written import written
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import plural
from journeykit.errors import NotFoundError
from journeykit.model import Journey

__all__ = ["MeasuredJourney"]


@frozen(kw_only=True, repr=False)
class MeasuredJourney(Result):
    """The map measured: for each touchpoint, phase and way what a log says of it.

    Attributes:
        original: the map as it was.
        bindings: which events are which touchpoint, and what does not meet.
        whole: the figures of all customers.
        personas: the figures of each persona with a segment.
        in_no_persona: customers on the map who belong to none of them.
        in_several: customers on the map who belong to more than one.
        customers_of_log: how many customers the log has, on the map or not.
        first_us: time of the first event, in microseconds since 1970 (UTC), or None.
        end_us: when observation ended.
        within_us: the longest time to go on, in microseconds, or None for any.
        confidence: confidence of the intervals, between 0 and 1.
        notes: what a reader should know before trusting the figures.
    """

    original: Journey = field(eq=False)
    bindings: Bindings
    whole: MeasuredGroup
    personas: tuple[MeasuredGroup, ...] = ()
    in_no_persona: int = 0
    in_several: int = 0
    customers_of_log: int
    first_us: int | None
    end_us: int
    within_us: int | None = None
    confidence: float = 0.95
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "persona": str, "kind": str, "id": str, "name": str,
        "customers": int, "reach": float, "reach_low": float, "reach_high": float,
        "visits": int, "returned": int, "return_share": float,
        "drop_off": float, "drop_off_low": float, "drop_off_high": float,
        "drop_off_n": int, "waiting": int, "exits": int, "exit_share": float,
        "before_n": int, "before_median_s": float, "before_low_s": float, "before_high_s": float,
        "before_q90_s": float, "after_median_s": float, "onward_median_s": float,
    }  # fmt: skip

    @cached_property
    def journey(self) -> Journey:
        """The map with the figures of all customers written in.

        Touchpoints get measurements of customers, conversion, drop_off and wait_s (the
        median time from the event before), with n, interval, period and the evidence
        that they rest on; transitions between bound touchpoints get their count
        of customers, those to and from others lose it; the journey gets the log as
        evidence. Measurements of the same metric for all customers are replaced,
        their targets kept. Ids stay. See `written` for those of personas.
        """
        return self.written()

    def written(self, *, personas: bool = False) -> Journey:
        """The map with the figures written in, as in `journey`.

        Args:
            personas: whether those of each measured persona are written, too, as
                measurements of its segment; they replace others of the same metric and
                segment.
        """
        return written(
            self.original, self.whole, self.personas if personas else (),
            events=self.bindings.events, first_us=self.first_us, end_us=self.end_us,
        )  # fmt: skip

    @property
    def title(self) -> str:
        """The title of the journey."""
        return self.original.title

    @property
    def locale(self) -> str | None:
        """The language of the journey as BCP 47, or None."""
        return self.original.locale

    @property
    def customers(self) -> int:
        """How many customers have an event on the map."""
        return self.whole.customers

    @property
    def touchpoints(self) -> tuple[MeasuredTouchpoint, ...]:
        """The touchpoints that are bound to events, in order of the map."""
        return self.whole.touchpoints

    @property
    def phases(self) -> tuple[MeasuredPhase, ...]:
        """The phases with such touchpoints, in order of the map."""
        return self.whole.phases

    @property
    def moves(self) -> tuple[MeasuredMove, ...]:
        """The ways that customers really take, most customers first."""
        return self.whole.moves

    @property
    def unmapped(self) -> tuple[MeasuredMove, ...]:
        """The moves that the map does not have, most customers first."""
        return self.whole.moves_of(MoveKind.UNMAPPED)

    def touchpoint(self, id: str, *, persona: str | None = None) -> MeasuredTouchpoint:
        """A touchpoint by its id, of all customers or those of a persona.

        Raises:
            NotFoundError: if there is no such touchpoint, or no such persona, with figures.
        """
        return self.group(persona).touchpoint(id)

    def phase(self, id: str, *, persona: str | None = None) -> MeasuredPhase:
        """A phase by its id, of all customers or those of a persona.

        Raises:
            NotFoundError: if there is no such phase, or no such persona, with figures.
        """
        return self.group(persona).phase(id)

    def group(self, persona: str | None = None) -> MeasuredGroup:
        """The figures of a persona, or, without one, of all customers.

        Raises:
            NotFoundError: if the persona is not there, or has no segment.
        """
        if persona is None:
            return self.whole
        for group in self.personas:
            if group.persona == persona:
                return group
        raise NotFoundError("measured persona", persona, [g.persona or "" for g in self.personas])

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a touchpoint and one a phase, of all customers and of each persona."""
        for group in (self.whole, *self.personas):
            for kind, places in (("touchpoint", group.touchpoints), ("phase", group.phases)):
                for place in places:
                    yield group.persona, kind, *_row(place)

    def summary(self) -> str:
        """The figures with their intervals, what they mean, and what they do not say."""
        return summary_of(
            self.title, self.bindings, (self.whole, *self.personas), customers_of_log=self.customers_of_log,
            in_no_persona=self.in_no_persona, in_several=self.in_several, first_us=self.first_us,
            end_us=self.end_us, within_us=self.within_us, confidence=self.confidence,
            notes=self.notes, has_transitions=bool(self.original.transitions),
        )  # fmt: skip

    def __repr__(self) -> str:
        of = plural(len(self.touchpoints), "touchpoint")
        return f"<MeasuredJourney {self.title!r}: {of}, {plural(self.customers, 'customer')}>"


def _row(p: MeasuredPlace) -> tuple[Any, ...]:
    lost = p.drop_off or MeasuredShare(0, 0)
    is_last = p.drop_off is None
    return (
        p.id, p.name, p.customers, p.reach.share, *(p.reach.interval or (None, None)),
        p.visits, p.returns.count, p.returns.share,
        lost.share, *(lost.interval or (None, None)), None if is_last else lost.of, p.waiting,
        p.exits.count, p.exits.share,
        p.before.n, p.before.median_s, *(p.before.median_interval or (None, None)), p.before.q90_s,
        p.after.median_s, p.onward.median_s,
    )  # fmt: skip
