"""Draft personas: customers who behave otherwise, in one half of them and again in the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Comparison
from journeykit.analyzers.wording import listed, percent, plural
from journeykit.model import Evidence, Persona
from journeykit.model.element import Value

__all__ = ["DraftPersona", "DraftPersonas", "Trait", "TraitKind"]

MARK = "draft: found in data, not talked to anyone"
"""What every draft says of itself."""


class TraitKind(StrEnum):
    """What is compared."""

    ON = "on"
    """Who comes on from a step to the next."""
    SOON = "soon"
    """Who does so sooner than half of all."""
    AGAIN = "again"
    """Who does a step again before coming on."""
    DOES = "does"
    """Who ever does an event."""
    BEGINS = "begins"
    """Whose first event it is."""


@frozen(kw_only=True, repr=False)
class Trait(Value):
    """Something that customers of a segment do more, or less, often than all others.

    Attributes:
        kind: what is compared.
        of: names of the step and the next one, or of the step or event.
        found: its share in the segment and among all others, in the half in which it was found.
        again: the same in the other half.
        p: p value in the other half, adjusted for all that was found.
        holds: whether the other half confirms it: the same way, and p below the level.
        given: whether it comes with the segment and tells nothing of it: an event that
            nobody else does, such as the click on an ad of those who came by the ad.
    """

    kind: TraitKind
    of: tuple[str, ...]
    found: Comparison
    again: Comparison
    p: float | None = None
    holds: bool = False
    given: bool = False

    @property
    def behaviour(self) -> str:
        """What they do, in words, such as "come on from 'cart' to 'paid'"."""
        names = [repr(name) for name in self.of]
        return {
            TraitKind.ON: "come on from {} to {}",
            TraitKind.SOON: "come from {} to {} sooner than half of all",
            TraitKind.AGAIN: "do {} again before they come on",
            TraitKind.DOES: "ever do {}",
            TraitKind.BEGINS: "begin with {}",
        }[self.kind].format(*names)

    @property
    def told(self) -> str:
        """The same with its direction, such as "fewer come on from 'cart' to 'paid'"."""
        return f"{'more' if (self.found.difference or 0.0) > 0 else 'fewer'} {self.behaviour}"

    def __str__(self) -> str:
        one, other = self.found, self.again
        return (
            f"{self.told}: {percent(one.first or 0.0)}, others {percent(one.second or 0.0)}; "
            f"in the other half {percent(other.first or 0.0)}, others {percent(other.second or 0.0)} "
            f"({100 * (other.low or 0.0):+.1f} to {100 * (other.high or 0.0):+.1f} points)"
        )


@frozen(kw_only=True, repr=False)
class DraftPersona(Value):
    """A segment that behaves otherwise, as a persona to begin with.

    Attributes:
        persona: the draft, with `segment`, `share` and behaviours in words. What it wants
            and feels no log can tell: ask some of them.
        customers: how many belong to it, in both halves.
        traits: what the other half confirms, the largest difference first.
        lost: what it does not confirm.
        given: what comes with the segment itself, and is no evidence.
    """

    persona: Persona
    customers: int
    traits: tuple[Trait, ...]
    lost: tuple[Trait, ...] = ()
    given: tuple[Trait, ...] = ()


@frozen(kw_only=True, repr=False)
class DraftPersonas(Listing[DraftPersona]):
    """Drafts of personas, those of most customers first, and what was looked at.

    Attributes:
        items: the drafts.
        evidence: what they rest on; each draft names it by id.
        steps: names of the steps.
        by: columns whose values were told apart.
        halves: how many customers each half has.
        seed: which halves.
        tests: how many tests there were in the first half.
        adjust: how p values are adjusted, in each half.
        alpha: level below which an adjusted p value is a finding.
        minimum: the least number of customers of a segment, in each half.
        min_effect: the least difference of shares.
        unsure: segments of which the other half confirmed nothing.
        same: segments that differ in what comes with them, and in nothing else.
        quiet: columns of which no value behaves otherwise.
        notes: what a reader should know.
    """

    items: tuple[DraftPersona, ...] = field(default=())
    evidence: Evidence
    steps: tuple[str, ...]
    by: tuple[str, ...]
    halves: tuple[int, int]
    seed: int
    tests: int
    adjust: Adjustment
    alpha: float
    minimum: int
    min_effect: float
    unsure: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "persona": str, "segment": str, "customers": int, "share": float, "behaviour": str,
        "rate": float, "rate_others": float, "rate_again": float, "rate_others_again": float,
        "low": float, "high": float, "p": float, "holds": bool, "given": bool,
    }  # fmt: skip

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The drafts alone, to put into a journey together with `evidence`."""
        return tuple(draft.persona for draft in self.items)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each behaviour of each draft."""
        for d in self.items:
            segment = segment_text(d.persona.segment)
            for t in (*d.traits, *d.lost, *d.given):
                yield (
                    d.persona.name, segment, d.customers, d.persona.share, t.behaviour,
                    t.found.first, t.found.second, t.again.first, t.again.second,
                    t.again.low, t.again.high, t.p, t.holds, t.given,
                )  # fmt: skip

    def summary(self) -> str:
        """The drafts with their behaviours, and what was looked at and not found."""
        a, b = self.halves
        lines = [f"{plural(len(self.items), 'draft persona')} ({MARK})"]
        for d in self.items:
            share = percent(d.persona.share or 0.0)
            lines.append(
                f"{segment_text(d.persona.segment)}: {d.customers:,} customers, {share} of all"
            )
            lines += [f"  {trait} ({p_text(trait.p)})" for trait in d.traits]
            lines += [f"  not confirmed: {trait}" for trait in d.lost]
            if d.given:
                told = listed(trait.told for trait in d.given)
                lines.append(f"  comes with the segment, so no evidence: {told}")
        if not self.items:
            lines.append("  No segment behaves otherwise in both halves.")
        if self.unsure:
            lines.append(f"In one half only, so perhaps by chance: {listed(self.unsure)}.")
        if self.same:
            lines.append(f"Differ only in what comes with them, so no drafts: {listed(self.same)}.")
        if self.quiet:
            lines.append(f"Looked at, and nothing found: {listed(self.quiet)}.")
        lines += [f"Note: {note}." for note in self.notes]
        lines.append(
            f"Found in one half ({a:,} customers, {plural(self.tests, 'test')}), confirmed in the other "
            f"({b:,}); p adjusted by {self.adjust.title()} in each, below {self.alpha:g}; seed {self.seed}."
        )
        lines.append(
            "A segment is no person: what these customers want and feel, only they can tell. "
            "Talk to some before you draw them."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<DraftPersonas by {listed(self.by)}: {plural(len(self.items), 'draft')}>"


def segment_text(segment: Mapping[str, tuple[Any, ...]]) -> str:
    """A segment in words.

    Examples:
        >>> segment_text({"device": ("phone",), "city": ("Ulm",)})
        'device = phone, city = Ulm'
    """
    return ", ".join(f"{column} = {listed(map(str, of))}" for column, of in segment.items())
