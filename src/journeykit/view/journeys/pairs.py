"""Two journeys laid over each other: which touchpoints and phases stand for the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from itertools import pairwise

from attrs import frozen

from journeykit.analyzers.changes.order import moved
from journeykit.model import Journey, Phase, Touchpoint
from journeykit.view.labels import Labels

__all__ = ["ChangeSign", "Pair", "becomes", "merged", "pairs_of", "phases_of"]


class ChangeSign(IntEnum):
    """What becomes of a thing from one journey to another; the value of `MarkKind.CHANGE`."""

    NEW = 1
    GONE = 2
    MOVED = 3
    CHANGED = 4


@frozen(kw_only=True)
class Pair:
    """A touchpoint in two journeys.

    Attributes:
        touchpoint: as it will be, or as it was where it is gone.
        before: as it was, or None where it is new.
        after: as it will be, or None where it is gone.
        phase: id of the phase in which it stands, in the journey that has it last.
        moved_from: name of the phase that it has left, or None.
        moved_after: name of the touchpoint that it stood after within its phase, or
            "" where it stood first; None where it has kept its place.
    """

    touchpoint: Touchpoint
    before: Touchpoint | None = None
    after: Touchpoint | None = None
    phase: str
    moved_from: str | None = None
    moved_after: str | None = None


def merged(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The ids of both: in the later order, with what is gone behind what it stood behind.

    Examples:
        >>> merged(["a", "b", "c", "d"], ["c", "a", "e"])
        ['c', 'd', 'a', 'b', 'e']
    """
    later = dict.fromkeys(after)
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for id in dict.fromkeys(before):
        if id in later:
            last = id
        else:
            behind.setdefault(last, []).append(id)
    found = behind.get(None, [])
    return found + [each for id in later for each in (id, *behind.get(id, ()))]


def phases_of(before: Journey, after: Journey) -> tuple[Phase, ...]:
    """The phases of both journeys, each as it will be; a phase that is gone as it was."""
    was, will = ({phase.id: phase for phase in reversed(j.phases)} for j in (before, after))
    return tuple(will.get(id) or was[id] for id in merged(_phase_ids(before), _phase_ids(after)))


def _phase_ids(journey: Journey) -> Iterable[str]:
    """The ids of phases in order."""
    return (phase.id for phase in journey.phases)


def pairs_of(before: Journey, after: Journey) -> tuple[Pair, ...]:
    """The touchpoints of both journeys by id, in order of the phases of both."""
    was, will = _by_id(before), _by_id(after)
    found = []
    for phase in phases_of(before, after):
        own = [t for t, home in was.values() if home.id == phase.id]
        new = [t for t, home in will.values() if home.id == phase.id]
        own_by_id = {t.id: t for t in own}
        kept = {t.id for t in new}
        stayed = [t for t in own if t.id in kept]
        shifted = moved([t.id for t in stayed], [t.id for t in new])
        neighbours = {b.id: a.name for a, b in pairwise(own)}
        gone = [t.id for t in own if t.id in kept or t.id not in will]
        for id in merged(gone, [t.id for t in new]):
            old, home = was.get(id, (None, None))
            later = will[id][0] if id in will else None
            found.append(
                Pair(
                    touchpoint=later or own_by_id[id],
                    before=old,
                    after=later,
                    phase=phase.id,
                    moved_from=None if home is None or home.id == phase.id else home.name,
                    moved_after=neighbours.get(id, "") if id in shifted else None,
                )
            )
    return tuple(found)


def _by_id(journey: Journey) -> Mapping[str, tuple[Touchpoint, Phase]]:
    """The touchpoints with their phases; of those that share an id the first."""
    found: dict[str, tuple[Touchpoint, Phase]] = {}
    for phase in journey.phases:
        for touchpoint in phase.touchpoints:
            found.setdefault(touchpoint.id, (touchpoint, phase))
    return found


def becomes(names: tuple[str, str], words: Labels) -> str:
    """What was and what will be, with an arrow as one reads; once where both are the same."""
    before, after = names
    return before if before == after else words("becomes", before, after)
