"""A gap, and a ranked list of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, plural
from journeykit.errors import NotFoundError
from journeykit.model.element import Value

__all__ = ["Gap", "GapKind", "Gaps", "SkippedCheck", "Weight"]


class GapKind(StrEnum):
    """What a gap lies between. The order is that of gaps with equal weight."""

    EXPECTATION = "expectation"
    """What customers expect, and what they experience."""
    EMOTION = "emotion"
    """How customers feel, and neutral; or how they felt just before."""
    CHANNEL = "channel"
    """Two touchpoints in different channels, where the change harms or may harm."""
    OWNERSHIP = "ownership"
    """What happens to customers, and who is responsible."""
    VALUE = "value"
    """What a touchpoint asks of customers, and what it gives them."""
    OPPORTUNITY = "opportunity"
    """What hurts, and what is done about it."""
    FEEDBACK = "feedback"
    """What customers have to say, and a way to say it."""
    METRIC = "metric"
    """What matters, and what is measured."""
    EVIDENCE = "evidence"
    """What the map claims, and what it rests on."""
    COVERAGE = "coverage"
    """Rows of the map, and touchpoints at which they are empty."""
    TO_BE = "to-be"
    """The journey as it is, and as it should be."""
    DEVIATION = "deviation"
    """The journey as it happened, and as it was planned."""


class Weight(IntEnum):
    """What a gap means to customers: three steps, because finer ones would be made up."""

    HURTS = 3
    """Customers are hurt or lost here, or get clearly less than they expect."""
    UNMANAGED = 2
    """Something that can hurt customers is not looked after."""
    INCOMPLETE = 1
    """The map says less than it could."""


@frozen(kw_only=True, repr=False)
class Gap(Value):
    """Something that a map leaves open.

    Attributes:
        kind: what it lies between.
        check: name of the check that found it, such as "low-point".
        where: ids down to the place, such as "purchase/checkout"; empty for
            the whole map.
        title: the gap in a few words.
        reason: why it counts, and why as much as it does.
        hint: what to do about it.
        weight: what it means to customers.
        moment: whether it lies at a moment of truth.
        size: how large it is, in `unit`; only gaps of one kind are compared by
            it. None where there is nothing to measure.
        unit: what the size counts, or None.
        touchpoints: ids of the touchpoints that it concerns, in order.
        evidence: ids of the evidence that it rests on.
        position: place of its first touchpoint on the map, from 0.
        key: tells gaps of one check at one place apart.
    """

    kind: GapKind
    check: str
    where: str
    title: str
    reason: str
    hint: str
    weight: Weight
    moment: bool = False
    size: float | None = None
    unit: str | None = None
    touchpoints: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    position: int = 0
    key: str = ""

    @property
    def rank_key(self) -> tuple[int, int, int, float, int]:
        """What gaps are sorted by, the lowest first.

        There is no standard score of a gap, and this is none. The parts, each
        deciding only where those before are equal: weight, the heaviest first;
        moments of truth first; kind, in the order of `GapKind`; size, the
        largest first; position on the map.
        """
        kind = list(GapKind).index(self.kind)
        return (-self.weight, not self.moment, kind, -(self.size or 0.0), self.position)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits, the same in every run that finds this gap.

        They depend on check, place and key alone: other words or figures do not
        change them.
        """
        identity = "\n".join((self.kind, self.check, self.where, self.key))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@frozen(kw_only=True, repr=False)
class SkippedCheck(Value):
    """A check that could not run, or not everywhere, or that left something out, and why.

    Attributes:
        check: name of the check.
        kind: the kind of gap that it looks for.
        reason: why it could not run, or what it left out.
    """

    check: str
    kind: GapKind
    reason: str


@frozen(kw_only=True, repr=False)
class Gaps(Listing[Gap]):
    """All gaps of a map, ranked by `Gap.rank_key`.

    Attributes:
        title: title of the journey.
        items: the gaps, ranked.
        skipped: checks that could not run, and what checks left out, such as
            changes of channel that do no harm; a silent skip would read as a
            clean bill.
        checks: names of the checks that were asked for.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    items: tuple[Gap, ...] = field(default=())
    skipped: tuple[SkippedCheck, ...] = ()
    checks: tuple[str, ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "rank": int, "kind": str, "check": str, "where": str, "title": str, "reason": str,
        "hint": str, "weight": int, "moment": bool, "size": float, "unit": str,
        "touchpoints": str, "evidence": str, "fingerprint": str,
    }  # fmt: skip

    def of(self, kind: GapKind | str) -> tuple[Gap, ...]:
        """The gaps of one kind, ranked.

        Raises:
            NotFoundError: if there is no such kind.
        """
        if kind not in set(GapKind):
            raise NotFoundError("kind of gap", kind, map(str, GapKind))
        return tuple(gap for gap in self.items if gap.kind == kind)

    def at(self, touchpoint_id: str) -> tuple[Gap, ...]:
        """The gaps that concern a touchpoint, ranked; none where there is no such touchpoint."""
        return self._by_touchpoint.get(touchpoint_id, ())

    @cached_property
    def _by_touchpoint(self) -> dict[str, tuple[Gap, ...]]:
        found: dict[str, list[Gap]] = {}
        for gap in self.items:
            for id in gap.touchpoints:
                found.setdefault(id, []).append(gap)
        return {id: tuple(gaps) for id, gaps in found.items()}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a gap, ranked."""
        for rank, gap in enumerate(self.items, start=1):
            yield (
                rank, gap.kind, gap.check, gap.where, gap.title, gap.reason, gap.hint,
                int(gap.weight), gap.moment, gap.size, gap.unit, ", ".join(gap.touchpoints),
                ", ".join(gap.evidence), gap.fingerprint,
            )  # fmt: skip

    def summary(self, limit: int = 10) -> str:
        """The gaps counted by kind, the first of them in full, and what was not checked.

        Args:
            limit: how many gaps to write out.
        """
        lines = [f"Gaps in {self.title!r}: {plural(len(self.items), 'gap')}"]
        kinds = Counter(gap.kind for gap in self.items)
        lines += aligned([(str(kind), str(kinds[kind])) for kind in GapKind if kind in kinds], [1])
        for rank, gap in enumerate(self.items[:limit], start=1):
            lines.append(f"{rank}. {gap.title}")
            lines.append(f"   {gap.reason}. {gap.hint}.")
        if len(self.items) > limit:
            lines.append(f"and {len(self.items) - limit} more")
        if self.skipped:
            lines.append("Not checked, or only in part:")
            lines += aligned([(skip.check, skip.reason) for skip in self.skipped])
        return "\n".join(lines)

    def __repr__(self) -> str:
        found = plural(len(self.items), "gap")
        skipped = plural(len(self.skipped), "check")
        return f"<Gaps of {self.title!r}: {found}, {skipped} skipped>"
