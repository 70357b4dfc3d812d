"""A map against reality: the deviations, and how well the map fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.paths.wording import unit
from journeykit.analyzers.reality.actual import group_journey, journey_of
from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.fitness import Fitness
from journeykit.analyzers.reality.observation import Observation
from journeykit.analyzers.reality.people import people_of
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, listed, percent, percents, plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.mapped_paths.single import done_by
from journeykit.model import Journey
from journeykit.model.element import Value

__all__ = ["Conformance", "ConformanceOptions", "ObservedMove", "ObservedTouchpoint"]

_GROUP_SHARE = 0.5
"""What at least this share of customers do belongs to the journey of the group."""


@frozen(kw_only=True, repr=False)
class ObservedTouchpoint(Value):
    """A touchpoint that a log can show, with those who come to it.

    Attributes:
        touchpoint: its id.
        name: its name.
        customers: how many customers, or sessions, come to it.
        share: of those who come to any touchpoint.
        interval: Wilson interval of the share.
    """

    touchpoint: str
    name: str
    customers: int
    share: float
    interval: tuple[float, float]


@frozen(kw_only=True, repr=False)
class ObservedMove(Value):
    """One touchpoint right after another, events that are no touchpoint left out.

    Attributes:
        source: id of the touchpoint.
        target: id of the one right after it, never the same.
        count: how often.
        customers: how many customers, or sessions, at least once.
        known: whether the map has a way, at most past touchpoints that need not be seen.
        examples: a few of the customers.
    """

    source: str
    target: str
    count: int
    customers: int
    known: bool
    examples: tuple[Any, ...] = ()


@frozen(kw_only=True)
class ConformanceOptions(Value):
    """What was asked, and what counts as a deviation worth telling.

    Attributes:
        count: what is counted: "customers" or "sessions".
        persona: id of the persona whose customers are looked at, or None for all.
        within: how long after its first touchpoint a path is followed, in words, or None.
        confidence: confidence of the intervals, between 0 and 1.
        min_share: the least share of a deviation that is listed.
        min_customers: the least number of customers of a deviation that is listed.
        noise: the share of customers in reversed order that is no wonder.
        alpha: level below which an adjusted p value counts.
        unmapped: what events are that are no touchpoint: "apart" from the fitness, or
            "moves" of the log in it.
    """

    count: str
    persona: str | None
    within: str | None
    confidence: float
    min_share: float
    min_customers: int
    noise: float
    alpha: float
    unmapped: str


@frozen(kw_only=True, repr=False)
class Conformance(Listing[Deviation]):
    """A map held against what customers did.

    Attributes:
        title: title of the journey.
        items: the deviations that are large enough, those first that are surely largest.
        below: how many deviations there are below the thresholds.
        implied: how many reversed orders follow from those that are listed.
        options: what was asked.
        units: all customers, or sessions, of the log.
        on_map: those of them who come to a touchpoint.
        fitness: how well the map fits their ways from its start to its end; who leaves
            early departs from it. None where nobody comes to a touchpoint.
        fitness_until_left: the same if they may leave anywhere.
        touchpoints: those that the log can show, in order of the map.
        moves: what comes right after what, the most frequent first.
        ways: how many different ways customers take.
        covered: how many customers take one of the ways that were looked at.
        invisible: ids of touchpoints that the log cannot show.
        notes: what a reader should know before trusting the figures.
        locale: language of the journey as BCP 47, or None.
        observation: the map and the log themselves, for `actual`.
    """

    title: str
    items: tuple[Deviation, ...]
    below: int
    implied: int
    options: ConformanceOptions
    units: int
    on_map: int
    fitness: Fitness | None
    fitness_until_left: Fitness | None
    touchpoints: tuple[ObservedTouchpoint, ...]
    moves: tuple[ObservedMove, ...]
    ways: int
    covered: int
    invisible: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    locale: str | None = None
    observation: Observation | None = field(default=None, eq=False)

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "rank": int, "kind": str, "touchpoints": str, "event": str, "channel": str,
        "customers": int, "of": int, "share": float, "low": float, "high": float,
        "p_adjusted": float, "title": str, "reason": str, "hint": str, "examples": str,
    }  # fmt: skip

    @cached_property
    def known_share(self) -> float | None:
        """Share of all moves from touchpoint to touchpoint that the map knows, or None."""
        times = sum(move.count for move in self.moves)
        return sum(move.count for move in self.moves if move.known) / times if times else None

    def of(self, kind: DeviationKind | str) -> tuple[Deviation, ...]:
        """The deviations of one kind, ranked.

        Raises:
            NotFoundError: if there is no such kind.
        """
        if kind not in set(DeviationKind):
            raise NotFoundError("kind of deviation", kind, map(str, DeviationKind))
        return tuple(item for item in self.items if item.kind == kind)

    def at(self, touchpoint_id: str) -> tuple[Deviation, ...]:
        """The deviations that concern a touchpoint, ranked; none where there are none."""
        return tuple(item for item in self.items if touchpoint_id in item.touchpoints)

    def move(self, source: str, target: str) -> ObservedMove | None:
        """The move from one touchpoint right to another, or None where nobody made it."""
        return self._moves.get((source, target))

    @cached_property
    def _moves(self) -> dict[tuple[str, str], ObservedMove]:
        return {(move.source, move.target): move for move in self.moves}

    def customers(self, deviation: Deviation) -> Any:
        """Who departs from the map as a deviation says: all of them, not only examples.

        Args:
            deviation: one of this result.

        Returns:
            A frame of the library that the log came from, one row each, with the column
            of customers (and of sessions, where these are counted and have a column).

        Raises:
            InvalidValueError: if it is none of this result, or that was not made by
                `conformance`.
        """
        if deviation not in self.items:
            raise InvalidValueError(
                "Conformance.customers", "deviation", expected="a deviation of this result",
                got=deviation,
            )  # fmt: skip
        return people_of(self.counted(), deviation)

    def actual(self, customer: Any = None) -> Journey:
        """The journey as it was: of one customer, or of the group.

        Touchpoints keep their ids, so that `find_gaps(actual, against=plan)` and the
        view "change" tell what is missing, extra, reordered or in another channel.

        Of one customer each touchpoint stands where it was visited first; what comes out
        of turn stands in the phase in which it happened. The metadata tell who it is,
        when each touchpoint was visited first, how often, and how often it failed;
        transitions, what followed what. Events that are no touchpoint are touchpoints,
        too. Of the group there are the touchpoints to which at least half of those come
        who come to any, ordered by which comes first for most; events that are no
        touchpoint are left to the deviations. Touchpoints that the log cannot show stay,
        as far as customers came. What the map says of a touchpoint is kept.

        Args:
            customer: as the column of customers has him; None for the group.

        Returns:
            A journey with the state "actual".

        Raises:
            NotFoundError: if he is not in the log.
            InvalidValueError: if this result was not made by `conformance`.
        """
        observation = self.counted()
        if customer is not None:
            return journey_of(observation, done_by(observation.reading, customer), customer)
        shares = {seen.touchpoint: seen.share for seen in self.touchpoints}
        moves = {(move.source, move.target): move.customers for move in self.moves}
        return group_journey(observation, shares, moves, least=_GROUP_SHARE)

    def counted(self) -> Observation:
        """The map and the log behind the figures.

        Raises:
            InvalidValueError: if this result was not made by `conformance`.
        """
        if self.observation is None:
            raise InvalidValueError(
                "Conformance", "observation", expected="a result of conformance(journey, log)", got=None
            )  # fmt: skip
        return self.observation

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a deviation, ranked."""
        for rank, d in enumerate(self.items, start=1):
            yield (
                rank, d.kind, ", ".join(d.touchpoints), d.event, d.channel, d.customers, d.of,
                d.share, *d.interval, d.p_adjusted, d.title, d.reason, d.hint,
                ", ".join(map(str, d.examples)),
            )  # fmt: skip

    def summary(self, limit: int = 10) -> str:
        """How well the map fits, the largest deviations, and what this does not say.

        Args:
            limit: how many deviations to write out.
        """
        o = self.options
        head = f"{self.title!r} against {unit(o.count, self.units)}"
        lines = [f"{head}, {self.on_map:,} of whom come to a touchpoint"]
        if self.fitness is not None and self.fitness_until_left is not None:
            whole, left = self.fitness, self.fitness_until_left
            lines.append(
                f"Fitness {whole.mean:.2f}{_limits(whole)} from start to end; "
                f"{left.mean:.2f}{_limits(left)} if leaving early is no deviation "
                f"({100 * o.confidence:g} % intervals; 1 is a map that all follow)."
            )
            lines.append(
                f"{percent(left.share_fitting)} ({percents(left.fitting_interval)}) do nothing "
                f"against the map, {percent(whole.share_fitting)} follow it to its end."
            )
        if self.known_share is not None:
            lines.append(f"The map knows {percent(self.known_share)} of the moves they make.")
        kinds = Counter(item.kind for item in self.items)
        lines.append(plural(len(self.items), "deviation") + (":" if kinds else "."))
        lines += aligned(
            [(str(k), str(kinds[k])) for k in DeviationKind if k in kinds], [1]
        ) if kinds else []  # fmt: skip
        for rank, item in enumerate(self.items[:limit], start=1):
            lines.append(f"{rank}. {item.title}")
            lines.append(f"   {item.reason}. {item.hint}.")
        if len(self.items) > limit:
            lines.append(f"and {len(self.items) - limit:,} more")
        if self.below:
            lines.append(
                f"Not listed: {self.below:,} of less than {percent(o.min_share)} or fewer than "
                f"{unit(o.count, o.min_customers)}, or in an order that may be chance."
            )
        if self.implied:
            follow = plural(
                self.implied, "reversed order that follows", "reversed orders that follow"
            )
            lines.append(f"Not listed: {follow} from those above.")
        if self.invisible:
            lines.append(f"The log cannot show: {listed(self.invisible)}.")
        lines += [f"Note: {note}." for note in self.notes]
        lines.append(
            "A deviation is no fault of the customers: the map may be wrong, the events, or the "
            "way it is built. Who began before the log did seems to have skipped something."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        fits = "" if self.fitness is None else f", fitness {self.fitness.mean:.2f}"
        return f"<Conformance of {self.title!r}: {plural(len(self.items), 'deviation')}{fits}>"


def _limits(fitness: Fitness) -> str:
    if fitness.interval is None:
        return ""
    low, high = fitness.interval
    return f" ({low:.2f} to {high:.2f})"
