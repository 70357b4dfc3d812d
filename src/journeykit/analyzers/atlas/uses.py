"""What journeys have in common: channels, personas, pain points, opportunities, metrics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum
from typing import Any, ClassVar, TypeAlias

from attrs import define, field, frozen

from journeykit.analyzers.atlas.ends import HandOver, Orphan, hand_overs, orphans
from journeykit.analyzers.atlas.given import check_given
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, listed, plural, signed
from journeykit.errors import NotFoundError
from journeykit.model import (
    STANDARD_METRICS,
    Atlas,
    Channel,
    Journey,
    Metric,
    Opportunity,
    PainPoint,
    PainSeverity,
    Persona,
)
from journeykit.model.element import Element, Value
from journeykit.model.garbage import no_collection
from journeykit.model.shared import called

__all__ = ["USED", "CrossReference", "Use", "cross_reference"]

USED: Mapping[str, type[Element]] = {
    "channel": Channel,
    "persona": Persona,
    "pain point": PainPoint,
    "opportunity": Opportunity,
    "metric": Metric,
}
"""The kinds of thing that are followed across journeys, by the word for each."""

_SHOWN = 5


@frozen(kw_only=True, repr=False)
class Use(Value):
    """One thing that journeys have, and where.

    Attributes:
        kind: what it is, a key of `USED`.
        id: its id.
        name: what it is called; the id where nobody says.
        counts: (id of a journey, number of touchpoints) of every journey that has it,
            in order of ids. A journey may have a thing at no touchpoint.
        personas: how many personas come to these touchpoints.
        pain_points: how many pain points stand there; of an opportunity those that
            it addresses, of a pain point None.
        opportunities: how many opportunities address it, of a pain point; else None.
        severity: the gravest that a journey gives it, of a pain point; None where
            none does.
        feeling: mean of the feelings with which these touchpoints leave customers,
            from -1 to 1; None where no feeling is written.
        felt: how many touchpoints that mean is of.
    """

    kind: str
    id: str
    name: str
    counts: tuple[tuple[str, int], ...]
    personas: int
    pain_points: int | None = None
    opportunities: int | None = None
    severity: PainSeverity | None = None
    feeling: float | None = None
    felt: int = 0

    @property
    def journeys(self) -> tuple[str, ...]:
        """The ids of the journeys that have it."""
        return tuple(id for id, _ in self.counts)

    @property
    def touchpoints(self) -> int:
        """At how many touchpoints it is."""
        return sum(count for _, count in self.counts)


@frozen(kw_only=True, repr=False)
class CrossReference(Listing[Use]):
    """What the journeys of an atlas have in common, and what hangs loose.

    Attributes:
        title: of the atlas.
        journeys: (id, title) of every journey, in order of ids.
        touchpoints: how many touchpoints all of them have.
        items: what they have: by kind, what most journeys have first.
        orphans: what nobody refers to, and links that lead nowhere.
        hand_overs: where one journey opens into another.
        locale: language of the journeys, or None where they have several, or none.
    """

    title: str
    journeys: tuple[tuple[str, str], ...]
    touchpoints: int
    items: tuple[Use, ...]
    orphans: tuple[Orphan, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "kind": str, "id": str, "name": str, "journeys": int, "touchpoints": int,
        "personas": int, "pain_points": int, "opportunities": int, "severity": str,
        "feeling": float, "felt": int,
    }  # fmt: skip

    def of(self, kind: str) -> tuple[Use, ...]:
        """The things of one kind, what most journeys have first.

        Args:
            kind: "channel", "persona", "pain point", "opportunity" or "metric".

        Raises:
            NotFoundError: if there is no such kind.
        """
        if kind not in USED:
            raise NotFoundError("kind of thing named", kind, USED)
        return tuple(use for use in self.items if use.kind == kind)

    def shared(self, kind: str) -> tuple[Use, ...]:
        """The things of one kind that several journeys have. See `of`."""
        return tuple(use for use in self.of(kind) if len(use.counts) > 1)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each thing."""
        for use in self.items:
            yield (
                use.kind, use.id, use.name, len(use.counts), use.touchpoints, use.personas,
                use.pain_points, use.opportunities, use.severity, use.feeling, use.felt,
            )  # fmt: skip

    def summary(self) -> str:
        """What most journeys have, by kind; what nobody refers to; where journeys meet."""
        size = f"{plural(len(self.journeys), 'journey')}, {plural(self.touchpoints, 'touchpoint')}"
        lines = [f"{self.title}: {size}"]
        for kind in USED:
            uses = self.of(kind)
            if not uses:
                continue
            shared = len(self.shared(kind))
            many = "opportunities" if kind == "opportunity" else f"{kind}s"
            lines.append(f"{plural(len(uses), kind, many)}, {shared:,} in several journeys")
            lines += aligned([_line(use) for use in uses[:_SHOWN]], right=[1, 2])
        lines += [orphan.text for orphan in self.orphans[:_SHOWN]]
        if len(self.orphans) > _SHOWN:
            lines.append(f"... and {len(self.orphans) - _SHOWN:,} more that hang loose")
        if self.hand_overs:
            texts = (f"{over.source_title} > {over.target_title}" for over in self.hand_overs)
            lines.append(f"{plural(len(self.hand_overs), 'hand-over')}: {listed(texts, 3)}")
        lines.append(
            "Counts are of touchpoints as the maps tell them, not of customers; feelings are "
            "the mapmakers' own."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        things = plural(len(self.items), "thing")
        return (
            f"<CrossReference of {self.title!r}: {plural(len(self.journeys), 'journey')}, {things}>"
        )


def _line(use: Use) -> tuple[str, ...]:
    said = []
    if use.severity is not None:
        said.append(str(use.severity))
    if use.pain_points is not None and use.pain_points:
        said.append(plural(use.pain_points, "pain point"))
    if use.opportunities is not None:
        said.append(plural(use.opportunities, "opportunity", "opportunities"))
    if use.feeling is not None:
        said.append(f"feeling {signed(use.feeling)} (n = {use.felt:,})")
    journeys, touchpoints = (
        plural(len(use.counts), "journey"),
        plural(use.touchpoints, "touchpoint"),
    )
    return (use.name, journeys, touchpoints, ", ".join(said) or "-")


_Stop: TypeAlias = tuple[tuple[str, ...], float | None]
"""Who comes to a touchpoint, and how it leaves them."""


@define(eq=False)
class _Tally:
    """What is known so far of one thing."""

    counts: dict[str, int] = field(factory=dict)
    personas: set[str] = field(factory=set)
    pains: set[str] = field(factory=set)
    felt: list[float] = field(factory=list)

    def add(
        self, journey: str, who: Iterable[str], pains: Iterable[str], felt: float | None
    ) -> None:
        """Count a touchpoint."""
        self.add_all(journey, 1, who, pains, () if felt is None else (felt,))

    def add_all(
        self, journey: str, number: int, who: Iterable[str], pains: Iterable[str],
        felt: Iterable[float],
    ) -> None:  # fmt: skip
        """Count touchpoints that have something in common."""
        self.counts[journey] = self.counts.get(journey, 0) + number
        self.personas.update(who)
        if pains:
            self.pains.update(pains)
        self.felt.extend(felt)


class _Tallies:
    """Counts touchpoints journey by journey."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, _Tally]] = {kind: {} for kind in USED}
        self.addressing: dict[str, set[str]] = {}
        self.severities: dict[str, PainSeverity] = {}

    def of(self, kind: str, id: str) -> _Tally:
        """The tally of a thing."""
        held = self.by_kind[kind]
        found = held.get(id)
        if found is None:
            found = held[id] = _Tally()
        return found

    def read(self, journey: Journey) -> None:
        """Count all touchpoints of a journey."""
        everyone = tuple(dict.fromkeys(persona.id for persona in journey.personas))
        # Most touchpoints name no personas, and are counted for all of them at once.
        of_all, pains_of_all, felt_of_all = 0, set[str](), list[float]()
        by_touchpoint: dict[str, list[_Stop]] = {}
        by_pain: dict[str, list[_Stop]] = {}
        for touchpoint in journey.touchpoints:
            who = touchpoint.personas or everyone
            felt = touchpoint.valence
            pains = [pain.id for pain in touchpoint.pain_points]
            if touchpoint.channel is not None:
                self.of("channel", touchpoint.channel).add(journey.id, who, pains, felt)
            for persona in dict.fromkeys(touchpoint.personas):
                self.of("persona", persona).add(journey.id, who, pains, felt)
            if not touchpoint.personas:
                of_all += 1
                pains_of_all.update(pains)
                felt_of_all += () if felt is None else (felt,)
            for metric in dict.fromkeys(each.metric for each in touchpoint.metrics):
                self.of("metric", metric).add(journey.id, who, pains, felt)
            stop = (who, felt)
            by_touchpoint.setdefault(touchpoint.id, []).append(stop)
            for pain in touchpoint.pain_points:
                self._grave(pain)
            for pain_id in dict.fromkeys(pains):
                self.of("pain point", pain_id).add(journey.id, who, pains, felt)
                by_pain.setdefault(pain_id, []).append(stop)
        for persona in everyone if of_all else ():
            tally = self.of("persona", persona)
            tally.add_all(journey.id, of_all, everyone, pains_of_all, felt_of_all)
        # What a journey lists, it has, be it at no touchpoint.
        for kind in ("channel", "persona", "metric"):
            for element in journey.all(USED[kind]):
                self.of(kind, element.id).counts.setdefault(journey.id, 0)
        for opportunity in journey.opportunities:
            tally = self.of("opportunity", opportunity.id)
            tally.counts.setdefault(journey.id, 0)
            met = [stop for pain_id in opportunity.pain_points for stop in by_pain.get(pain_id, ())]
            met += [stop for at in opportunity.touchpoints for stop in by_touchpoint.get(at, ())]
            for who, felt in {id(stop): stop for stop in met}.values():
                tally.add(journey.id, who, (), felt)
            tally.pains.update(opportunity.pain_points)
            for pain_id in opportunity.pain_points:
                self.addressing.setdefault(pain_id, set()).add(opportunity.id)

    def _grave(self, pain: PainPoint) -> None:
        if pain.severity is not None:
            known = self.severities.get(pain.id)
            if known is None or known.rank < pain.severity.rank:
                self.severities[pain.id] = pain.severity


def cross_reference(atlas: Atlas) -> CrossReference:
    """Follow channels, personas, pain points, opportunities and metrics across journeys.

    All goes by id, in the journeys with what they share filled in: what is the
    same in words only is another thing here (see `similar_pain_points`). A
    touchpoint that names no personas is one of all personas of its journey. Of a
    touchpoint that several feelings follow each other at, the last counts.

    Args:
        atlas: the journeys.

    Returns:
        What the journeys have in common, and what hangs loose.

    Raises:
        InvalidValueError: if it is given anything else.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> def journey(title, **touchpoint):
        ...     return Journey(title, [Phase("Phase", [Touchpoint("Pay", **touchpoint)])])
        >>> found = cross_reference(Atlas([
        ...     journey("Buy", channel="web", pain_points="Too slow", emotion=-0.5),
        ...     journey("Return", channel="web", pain_points="Too slow"),
        ... ]))
        >>> [(use.name, use.journeys, use.feeling) for use in found.shared("pain point")]
        [('Too slow', ('buy', 'return'), -0.5)]
    """
    check_given("cross_reference", atlas)
    tallies = _Tallies()
    with no_collection():
        for journey in atlas.resolved_journeys:
            tallies.read(journey)
    items: list[Use] = []
    for kind, by_id in tallies.by_kind.items():
        uses = [_use(atlas, kind, id, tally, tallies) for id, tally in by_id.items()]
        uses.sort(key=lambda use: (-len(use.counts), -use.touchpoints, use.id))
        items += uses
    return CrossReference(
        title=atlas.title or "Atlas",
        journeys=tuple((journey.id, journey.title) for journey in atlas),
        touchpoints=sum(len(journey.touchpoints) for journey in atlas),
        items=tuple(items),
        orphans=orphans(atlas),
        hand_overs=hand_overs(atlas),
        locale=atlas.locale,
    )


def _use(atlas: Atlas, kind: str, id: str, tally: _Tally, tallies: _Tallies) -> Use:
    definition = atlas.defined(USED[kind], id) or STANDARD_METRICS.get(id)
    is_pain = kind == "pain point"
    return Use(
        kind=kind,
        id=id,
        name=id if definition is None else called(definition),
        counts=tuple(sorted(tally.counts.items())),
        personas=len(tally.personas),
        pain_points=None if is_pain else len(tally.pains),
        opportunities=len(tallies.addressing.get(id, ())) if is_pain else None,
        severity=tallies.severities.get(id) if is_pain else None,
        feeling=fsum(tally.felt) / len(tally.felt) if tally.felt else None,
        felt=len(tally.felt),
    )
