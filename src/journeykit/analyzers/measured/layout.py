"""What of a map is counted: its bound touchpoints and phases, what comes later, and its ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from attrs import frozen

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured.figures import MoveKind
from journeykit.analyzers.ways import ways
from journeykit.events.mapped.states import States
from journeykit.events.mapped.visits import Place
from journeykit.model import Journey, Phase, TransitionKind
from journeykit.model.element import Value

__all__ = ["KnownWay", "Layout", "layout_of"]


@frozen(kw_only=True)
class KnownWay(Value):
    """A way between two bound touchpoints that the map has.

    Attributes:
        kind: a way of its own, or through touchpoints that are not bound.
        transition: id of the transition, or None.
    """

    kind: MoveKind
    transition: str | None = None


@frozen(kw_only=True)
class Layout(Value):
    """A map as its events are counted.

    Attributes:
        bindings: the bound touchpoints; their numbers are their places here.
        states: which events are which of them.
        phases: phases with bound touchpoints, and the numbers of these.
        places: touchpoints, then phases.
        ways: by numbers of source and target what the map has.
    """

    bindings: Bindings
    states: States
    phases: tuple[tuple[Phase, tuple[int, ...]], ...]
    places: tuple[Place, ...]
    ways: dict[tuple[int, int], KnownWay]


def layout_of(journey: Journey, bindings: Bindings) -> Layout:
    """What of a map is counted."""
    bound = bindings.touchpoints
    numbers = {b.touchpoint: number for number, b in enumerate(bound)}
    phases = tuple(
        (phase, mine)
        for phase in journey.phases
        if (mine := tuple(n for n, b in enumerate(bound) if b.phase == phase.id))
    )
    return Layout(
        bindings=bindings,
        states=States(conditions=bindings.conditions, shared=bindings.together),
        phases=phases,
        places=(*_touchpoints(journey, bindings), *_phases(mine for _, mine in phases)),
        ways=_ways(journey, numbers),
    )


def _touchpoints(journey: Journey, bindings: Bindings) -> Iterable[Place]:
    """Each bound touchpoint; later are those that stand after it and can be reached from it."""
    onward: dict[str, set[str]] = defaultdict(set)
    for way in ways(journey).ways:
        if way.kind is not TransitionKind.LOOP:
            onward[way.source.id].add(way.target.id)
    for number, bound in enumerate(bindings.touchpoints):
        reachable = _reachable(bound.touchpoint, onward)
        later = tuple(
            n
            for n, other in enumerate(bindings.touchpoints)
            if n > number and other.touchpoint in reachable
        )
        yield Place(touchpoints=(number,), later=later)


def _reachable(start: str, onward: dict[str, set[str]]) -> set[str]:
    """All that ways lead to from a touchpoint, however many they are."""
    found: set[str] = set()
    open_ends = [start]
    while open_ends:
        new = onward.get(open_ends.pop(), set()) - found
        found |= new
        open_ends += new
    return found


def _phases(phases: Iterable[tuple[int, ...]]) -> Iterable[Place]:
    known = list(phases)
    for place, mine in enumerate(known):
        yield Place(touchpoints=mine, later=tuple(n for later in known[place + 1 :] for n in later))


def _ways(journey: Journey, numbers: dict[str, int]) -> dict[tuple[int, int], KnownWay]:
    """The ways between bound touchpoints, and those through others that are not bound."""
    found: dict[tuple[int, int], KnownWay] = {}
    unbound: dict[str, set[str]] = defaultdict(set)
    leading: dict[str, set[str]] = defaultdict(set)
    for way in ways(journey).ways:
        source, target = way.source.id, way.target.id
        leading[source].add(target)
        if source not in numbers:
            unbound[source].add(target)
        elif target in numbers:
            known = KnownWay(kind=MoveKind.WAY, transition=way.transition)
            found.setdefault((numbers[source], numbers[target]), known)
    for source, number in numbers.items():
        for first in leading[source]:
            for target in _reachable(first, unbound):
                if target in numbers and numbers[target] != number:
                    hidden = KnownWay(kind=MoveKind.HIDDEN)
                    found.setdefault((number, numbers[target]), hidden)
    return found
