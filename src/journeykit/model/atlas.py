"""Many journeys that share personas, channels, pain points and more: one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.channel import Channel, as_channels
from journeykit.model.element import Element, Value
from journeykit.model.evidence import Evidence, as_evidence
from journeykit.model.fields import check_each, check_text_or_none, every
from journeykit.model.journey import Journey
from journeykit.model.links import Link
from journeykit.model.metric import Metric, as_metrics
from journeykit.model.origin import Origin
from journeykit.model.persona import Persona, as_personas
from journeykit.model.plan import Opportunity, PainPoint, as_opportunities, as_pain_points
from journeykit.model.resolve import Definitions, resolve
from journeykit.model.shared import SHARED, called, is_mention
from journeykit.model.structure import PLURALS, Place, places_below

__all__ = ["Atlas"]

E = TypeVar("E", bound=Element)


def _as_journeys(value: Journey | Iterable[Journey]) -> tuple[Journey, ...]:
    """Journeys, one or several, by id: their order means nothing."""
    journeys = every(value)
    if all(isinstance(journey, Journey) for journey in journeys):
        return tuple(sorted(journeys, key=lambda journey: journey.id))
    return journeys


@frozen(repr=False)
class Atlas(Value):
    """Many journeys, and what they share.

    What several journeys mention by id is written once: in the atlas, or in full
    in one of the journeys. The others list it by its id alone (`personas: [mira]`)
    or just mention it (`personas: [mira]` of a touchpoint). `resolved` gives a
    journey with all of this filled in.

    Attributes:
        journeys: the journeys, in order of their ids.
        title: what the atlas is about, or None.
        personas: personas that several journeys share.
        channels: channels that several journeys share.
        pain_points: pain points that several journeys share.
        opportunities: opportunities, which may address pain points of any journey.
        metrics: metrics beyond `STANDARD_METRICS`.
        evidence: what several journeys rest on.

    Examples:
        >>> from journeykit.model import Phase, Touchpoint
        >>> pay = Touchpoint("Pay", channel="web", personas="mira")
        >>> atlas = Atlas(
        ...     [Journey("Buy a bike", [Phase("Purchase", [pay])])],
        ...     personas=Persona("Mira", goals="A bike by Friday"),
        ... )
        >>> atlas
        <Atlas: 1 journey, 1 touchpoint>
        >>> atlas.resolved("buy-a-bike").persona("mira").goals
        ('A bike by Friday',)
    """

    journeys: tuple[Journey, ...] = field(
        default=(),
        converter=_as_journeys,
        validator=check_each(Journey, "a Journey"),
        # Each stands in a file of its own.
        metadata={"file": False},
    )
    title: str | None = field(default=None, validator=check_text_or_none, kw_only=True)
    personas: tuple[Persona, ...] = field(
        default=(),
        converter=as_personas,
        validator=check_each(Persona, "a Persona or a name"),
        kw_only=True,
    )
    channels: tuple[Channel, ...] = field(
        default=(),
        converter=as_channels,
        validator=check_each(Channel, "a Channel or a name"),
        kw_only=True,
    )
    pain_points: tuple[PainPoint, ...] = field(
        default=(),
        converter=as_pain_points,
        validator=check_each(PainPoint, "a PainPoint or text"),
        kw_only=True,
    )
    opportunities: tuple[Opportunity, ...] = field(
        default=(),
        converter=as_opportunities,
        validator=check_each(Opportunity, "an Opportunity or text"),
        kw_only=True,
    )
    metrics: tuple[Metric, ...] = field(
        default=(),
        converter=as_metrics,
        validator=check_each(Metric, "a Metric or a name"),
        kw_only=True,
    )
    evidence: tuple[Evidence, ...] = field(
        default=(),
        converter=as_evidence,
        validator=check_each(Evidence, "Evidence or its source"),
        kw_only=True,
    )
    # Where the shared definitions were read from; see `Journey.origin`.
    origin: Origin | None = field(default=None, eq=False, repr=False, kw_only=True)

    def replace(self, **changes: Any) -> Atlas:
        """Return a copy with some fields changed. See `Value.replace`."""
        return super().replace(**{"origin": None, **changes})

    @property
    def locale(self) -> str | None:
        """The language of the journeys; None where they have several, or do not say."""
        found = {journey.locale for journey in self.journeys}
        return found.pop() if len(found) == 1 else None

    # --- looking up -----------------------------------------------------------

    @cached_property
    def _by_id(self) -> dict[str, Journey]:
        # Of two journeys with one id the first counts; a rule reports the other.
        return {journey.id: journey for journey in reversed(self.journeys)}

    def find(self, id: str) -> Journey | None:
        """Look up a journey by id, in constant time; None where there is none."""
        return self._by_id.get(id)

    def journey(self, id: str) -> Journey:
        """Look up a journey by id, in constant time.

        Raises:
            NotFoundError: if there is none, with the nearest id.
        """
        found = self.find(id)
        if found is None:
            raise NotFoundError("journey", id, self._by_id)
        return found

    def defined(self, kind: type[E], id: str) -> E | None:
        """The definition that counts for an id, in constant time; None where there is none.

        It is that of the atlas, or else the first full one among the journeys, or
        else the first mention with a name of its own.

        Args:
            kind: one of `SHARED`.
            id: the id.

        Raises:
            InvalidValueError: if the kind is not one that journeys share.
        """
        if kind not in self._definitions:
            names = ", ".join(kind.__name__ for kind in SHARED)
            raise InvalidValueError("Atlas", "kind", expected=f"one of {names}", got=kind)
        return cast("E | None", self._definitions[kind].get(id))

    @cached_property
    def _definitions(self) -> Definitions:
        found: dict[type[Element], dict[str, Element]] = {}
        for kind in SHARED:
            full: dict[str, Element] = {}
            mentions: dict[str, Element] = {}
            for element in self._told(kind):
                if element.id in full:
                    continue
                if not is_mention(element):
                    full[element.id] = element
                elif called(mentions.setdefault(element.id, element)) == element.id:
                    mentions[element.id] = element
            own = {element.id: element for element in reversed(getattr(self, PLURALS[kind]))}
            found[kind] = {**mentions, **full, **own}
        return found

    def _told(self, kind: type[Element]) -> Iterator[Element]:
        for journey in self.journeys:
            yield from journey.all(kind)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The touchpoints that open into journeys, in order."""
        return tuple(
            Link(journey.id, touchpoint.id, touchpoint.journey)
            for journey in self.journeys
            for touchpoint in journey.touchpoints
            if touchpoint.journey is not None
        )

    @property
    def alone(self) -> tuple[Journey, ...]:
        """The journeys that open into no other, and that none opens into."""
        linked = {end for link in self.links for end in (link.source, link.target)}
        return tuple(journey for journey in self.journeys if journey.id not in linked)

    @property
    def unused(self) -> tuple[Element, ...]:
        """What the atlas defines and no journey has, by kind."""
        found: list[Element] = []
        for kind in SHARED:
            held: tuple[Element, ...] = getattr(self, PLURALS[kind])
            journeys = self.resolved_journeys if held else ()
            used = {element.id for journey in journeys for element in journey.all(kind)}
            found += [element for element in held if element.id not in used]
        return tuple(found)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every value of the atlas and its journeys, each with the way to it."""
        return places_below(self)

    def resolved(self, id: str) -> Journey:
        """A journey with all that it shares filled in, as a reader should see it.

        What it lists by id alone becomes the full definition; what it mentions and
        does not list is added, and so are the opportunities of the atlas that
        address its pain points.

        Raises:
            NotFoundError: if there is no such journey, with the nearest id.
        """
        self.journey(id)
        return self._resolved_by_id[id]

    @cached_property
    def resolved_journeys(self) -> tuple[Journey, ...]:
        """All journeys, each with what it shares filled in; see `resolved`."""
        return tuple(
            resolve(journey, self._definitions, self._addressing) for journey in self.journeys
        )

    @cached_property
    def _resolved_by_id(self) -> dict[str, Journey]:
        return {journey.id: journey for journey in reversed(self.resolved_journeys)}

    @cached_property
    def _addressing(self) -> Mapping[str, list[Opportunity]]:
        """The opportunities of the atlas by the pain points that they address."""
        found: dict[str, list[Opportunity]] = {}
        for opportunity in self.opportunities:
            for id in opportunity.pain_points:
                found.setdefault(id, []).append(opportunity)
        return found

    # --- editing --------------------------------------------------------------

    def with_journey(self, journey: Journey) -> Atlas:
        """Put a journey in, in place of the one of its id."""
        if not isinstance(journey, Journey):
            raise InvalidValueError("Atlas", "with_journey", expected="a Journey", got=journey)
        kept = (each for each in self.journeys if each.id != journey.id)
        return self.replace(journeys=(*kept, journey), origin=self.origin)

    def without_journey(self, id: str) -> Atlas:
        """Take a journey out. Links to it stay, and a rule reports them.

        Raises:
            NotFoundError: if there is no such journey, with the nearest id.
        """
        self.journey(id)
        kept = tuple(each for each in self.journeys if each.id != id)
        return self.replace(journeys=kept, origin=self.origin)

    def with_element(self, element: Element) -> Atlas:
        """Put a shared definition in: in place of the one of its kind and id, or at the end.

        Raises:
            InvalidValueError: if it is of a kind that journeys do not share.
        """
        kind = type(element)
        if kind not in SHARED:
            names = ", ".join(kind.__name__ for kind in SHARED)
            raise InvalidValueError(
                "Atlas", "with_element", expected=f"one of {names}", got=element
            )
        held: tuple[Element, ...] = getattr(self, PLURALS[kind])
        put = {each.id: each for each in held} | {element.id: element}
        return self.replace(**{PLURALS[kind]: tuple(put.values())})

    def __len__(self) -> int:
        return len(self.journeys)

    def __iter__(self) -> Iterator[Journey]:
        return iter(self.journeys)

    def __bool__(self) -> bool:
        # An atlas is a thing, even where it is empty.
        return True

    def __repr__(self) -> str:
        touchpoints = sum(len(journey.touchpoints) for journey in self.journeys)
        name = f" {self.title!r}" if self.title else ""
        return (
            f"<Atlas{name}: {len(self.journeys):,} journey{'' if len(self.journeys) == 1 else 's'}, "
            f"{touchpoints:,} touchpoint{'' if touchpoints == 1 else 's'}>"
        )
