"""The map as it is walked: touchpoints in order, and the ways between them."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model import Channel, Journey, Phase, Touchpoint, Transition, TransitionKind
from journeykit.model.element import Value

__all__ = ["Stop", "Way", "Ways", "is_online", "owner_of", "stops", "ways"]


@frozen(repr=False)
class Stop(Value):
    """A touchpoint with its place on the map.

    Attributes:
        touchpoint: the touchpoint.
        phase: the phase in which it lies.
        position: its place among all touchpoints, from 0.
    """

    touchpoint: Touchpoint
    phase: Phase
    position: int

    @property
    def id(self) -> str:
        """The id of the touchpoint."""
        return self.touchpoint.id

    @property
    def name(self) -> str:
        """The name of the touchpoint."""
        return self.touchpoint.name

    @property
    def path(self) -> str:
        """The ids down to the touchpoint, such as "purchase/checkout"."""
        return f"{self.phase.id}/{self.touchpoint.id}"


@frozen(repr=False)
class Way(Value):
    """How customers get from one touchpoint to another.

    Attributes:
        source: where it starts.
        target: where it ends.
        kind: what taking it means; happy where the map has no transitions.
        label: the condition, or None.
        count: how many customers took it, or None.
        transition: id of the transition, or None where order alone makes the way.
    """

    source: Stop
    target: Stop
    kind: TransitionKind = field(default=TransitionKind.HAPPY, kw_only=True)
    label: str | None = field(default=None, kw_only=True)
    count: int | None = field(default=None, kw_only=True)
    transition: str | None = field(default=None, kw_only=True)

    @property
    def is_simultaneous(self) -> bool:
        """Whether the label says that both touchpoints happen at the same time."""
        return "simultaneous" in (self.label or "").casefold()


@frozen(repr=False)
class Ways(Value):
    """All ways of a map.

    Attributes:
        ways: in the order of the transitions, or of the touchpoints without any.
        dangling: transitions with an end that is no touchpoint; they are no ways.
    """

    ways: tuple[Way, ...]
    dangling: tuple[Transition, ...]


def stops(journey: Journey, *, owner: str = "analyze", field: str = "journey") -> tuple[Stop, ...]:
    """All touchpoints in order, each with its phase and position.

    Args:
        journey: the map.
        owner: the function that was called, for an error.
        field: the argument that the map is, for an error.

    Raises:
        InvalidValueError: if what is analysed is no journey.
    """
    # Every analyzer starts here; it never hears of a checker, so the check is made.
    if not isinstance(journey, Journey):
        raise InvalidValueError(
            owner, field, expected="a Journey", got=journey,
            hint="journeykit.load(path) reads one",
        )  # fmt: skip
    pairs = ((t, phase) for phase in journey.phases for t in phase.touchpoints)
    return tuple(Stop(t, phase, index) for index, (t, phase) in enumerate(pairs))


def ways(journey: Journey, along: tuple[Stop, ...] | None = None) -> Ways:
    """The ways of a map: its transitions, or the order of touchpoints where it has none.

    Args:
        journey: the map.
        along: its stops, where they are at hand.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> found = ways(Journey("Buy a bike", [Phase("Purchase", ["Cart", "Pay", "Ride"])]))
        >>> [(way.source.id, way.target.id) for way in found.ways]
        [('cart', 'pay'), ('pay', 'ride')]
    """
    by_id: dict[str, Stop] = {}
    for stop in stops(journey) if along is None else along:
        by_id.setdefault(stop.id, stop)
    found = []
    for transition in journey.ways:
        way = Way(
            by_id[transition.source], by_id[transition.target], kind=transition.kind,
            label=transition.label, count=transition.count,
            transition=transition.id if journey.transitions else None,
        )  # fmt: skip
        found.append(way)
    dangling = (t for t in journey.transitions if not {t.source, t.target} <= by_id.keys())
    return Ways(tuple(found), tuple(dangling))


def owner_of(stop: Stop) -> str | None:
    """Who is responsible for a touchpoint: its owner, or else that of its phase."""
    return stop.touchpoint.owner or stop.phase.owner


def is_online(journey: Journey, id: str) -> bool | None:
    """Whether a channel is online; None where the map does not say."""
    # Where a map declares no channels their names are free: the name is all there is.
    return (journey.find(Channel, id) or Channel(id)).is_online
