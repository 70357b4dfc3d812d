"""Two versions of a journey that started from one, brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.changes.clashes import clashes_of
from journeykit.analyzers.changes.conflict import Conflict, conflicts_of
from journeykit.analyzers.changes.union import SIDES, Step, Union
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import plural
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Journey

__all__ = ["Merge", "merge"]


@frozen(kw_only=True, repr=False)
class Merge(Result):
    """What has become of two versions of one journey.

    Attributes:
        base: the journey that both started from.
        ours: one version.
        theirs: the other version.
        conflicts: what both have changed, and not alike, in order of the map.
        journey: the two versions together, or None where there are conflicts.
    """

    base: Journey
    ours: Journey
    theirs: Journey
    conflicts: tuple[Conflict, ...] = ()
    journey: Journey | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "where": str, "base": str, "ours": str, "theirs": str
    }  # fmt: skip

    @property
    def title(self) -> str:
        """The title of our version."""
        return self.ours.title

    @property
    def locale(self) -> str | None:
        """Language of the texts as BCP 47, or None."""
        return self.ours.locale or self.theirs.locale

    def resolve(self, prefer: str | Mapping[Conflict, str]) -> Journey:
        """Bring the two versions together, with a side for each conflict.

        All that is no conflict comes from both sides all the same.

        Args:
            prefer: "ours" or "theirs", for all conflicts or for each of them.

        Raises:
            NotFoundError: if there is no such side.
            InvalidValueError: if a conflict has no side, or one is of another merge.

        Examples:
            >>> base = Journey("Buy a bike")
            >>> merged = merge(base, base.replace(title="Buy an e-bike"), base.replace(title="Bikes"))
            >>> merged.resolve({conflict: "theirs" for conflict in merged.conflicts}).title
            'Bikes'
        """
        chosen = dict.fromkeys(self.conflicts, prefer) if isinstance(prefer, str) else dict(prefer)
        for conflict, side in chosen.items():
            if side not in SIDES:
                raise NotFoundError("side of a merge named", side, SIDES)
            if conflict not in self.conflicts:
                raise InvalidValueError(
                    "Merge", "resolve", expected="conflicts of this merge", got=conflict
                )
        open_ = [conflict for conflict in self.conflicts if conflict not in chosen]
        if open_:
            raise InvalidValueError(
                "Merge", "resolve", expected="a side for every conflict", got=prefer,
                hint=f"nothing is said of {open_[0].where}",
            )  # fmt: skip
        dropped: set[Step] = {
            step for conflict, side in chosen.items() for step in conflict.steps if step[0] != side
        }
        return Union.of(self.base, self.ours, self.theirs).outcome(dropped)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a conflict, in order of the map."""
        for conflict in self.conflicts:
            yield conflict.where, conflict.base, conflict.ours, conflict.theirs

    def summary(self, limit: int = 20) -> str:
        """Whether the two go together, and the first of the conflicts in full.

        Args:
            limit: how many conflicts to write out.
        """
        if not self.conflicts:
            return f"Merge of {self.title!r}: no conflict"
        lines = [f"Merge of {self.title!r}: {plural(len(self.conflicts), 'conflict')}"]
        for conflict in self.conflicts[:limit]:
            lines += [
                f"- {conflict.where}", f"    was:    {conflict.base}",
                f"    ours:   {conflict.ours}", f"    theirs: {conflict.theirs}",
            ]  # fmt: skip
        if len(self.conflicts) > limit:
            lines.append(f"and {len(self.conflicts) - limit:,} more")
        lines.append("Choose a side for each (resolve), or change one of the two versions.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Merge of {self.title!r}: {plural(len(self.conflicts), 'conflict')}>"


def merge(base: Journey, ours: Journey, theirs: Journey) -> Merge:
    """Bring together two versions of a journey that started from one.

    What one side alone has changed is taken from it: field by field, text by text,
    element by element. A conflict is what both have changed, and not alike: another
    value in one field, another place or order, or something that one side has taken
    out and the other has changed. Which side is which makes no difference to the
    outcome; where both add something at one place, one stands behind the other.

    Args:
        base: the journey that both started from.
        ours: one version.
        theirs: the other version.

    Returns:
        The journey where all goes together, and the conflicts where not.

    Raises:
        InvalidValueError: if one of the three is no journey.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> base = Journey("Buy a bike", [Phase("Purchase", [Touchpoint("Pay", channel="web")])])
        >>> pay = base.touchpoint("pay")
        >>> ours = base.with_touchpoint(pay.replace(emotion=0.4))
        >>> theirs = base.with_touchpoint(pay.replace(channel="app"))
        >>> both = merge(base, ours, theirs).journey.touchpoint("pay")
        >>> both.channel, both.valence
        ('app', 0.4)
    """
    for name, journey in (("base", base), ("ours", ours), ("theirs", theirs)):
        if not isinstance(journey, Journey):
            raise InvalidValueError(
                "merge", name, expected="a Journey", got=journey,
                hint="journeykit.load(path) reads one",
            )  # fmt: skip
    union = Union.of(base, ours, theirs)
    conflicts = conflicts_of(union, clashes_of(union))
    return Merge(
        base=base, ours=ours, theirs=theirs, conflicts=conflicts,
        journey=None if conflicts else union.outcome(),
    )  # fmt: skip
