"""The whole map: one immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar, cast

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import edit
from journeykit.model.channel import Channel, as_channels
from journeykit.model.element import Element, Value, id_from
from journeykit.model.evidence import Evidence, EvidenceKind, as_evidence
from journeykit.model.fields import (
    Scalar,
    as_date,
    as_mapping,
    as_texts,
    check_date,
    check_each,
    check_is,
    check_mapping,
    check_text,
    check_text_or_none,
    check_texts,
    elements,
    every,
    member,
)
from journeykit.model.frozendict import EMPTY, FrozenDict
from journeykit.model.lane import Lane, as_lanes
from journeykit.model.metric import Metric, as_metrics
from journeykit.model.origin import Origin
from journeykit.model.persona import Persona, as_personas
from journeykit.model.phase import Phase
from journeykit.model.plan import (
    Initiative,
    Objective,
    Opportunity,
    PainPoint,
    as_initiatives,
    as_objectives,
    as_opportunities,
)
from journeykit.model.structure import KINDS, PLURALS, Place, Reference, places_below, references_of
from journeykit.model.touchpoint import Touchpoint
from journeykit.model.transition import Transition, as_transitions

__all__ = ["Journey", "JourneyState", "Suppression"]

E = TypeVar("E", bound=Element)


class JourneyState(StrEnum):
    """What the map claims: how it is, how it should be, or what happened.

    Current and future are the as-is and to-be of workshops. Planned and actual
    are those of CJML: a journey as designed, and one instance as observed.
    """

    CURRENT = "current"
    FUTURE = "future"
    PLANNED = "planned"
    ACTUAL = "actual"


def as_state(value: JourneyState | str | None) -> JourneyState | None:
    """A state by its name."""
    return None if value is None else member(JourneyState, value)


@frozen(repr=False)
class Suppression(Value):
    """A finding that is known and accepted, with the reason.

    Attributes:
        rule: name or code of the rule, or "*" for all.
        reason: why it is accepted; reports show it.
        at: id of the element where it holds, or None for the whole journey.
    """

    rule: str = field(validator=check_text)
    reason: str = field(validator=check_text)
    at: str | None = field(default=None, validator=check_text_or_none)


def as_phases(value: Phase | str | Iterable[Phase | str]) -> tuple[Phase, ...]:
    """Phases, one or several; a text is a name."""
    return elements(Phase, value)


def as_suppressions(value: Suppression | Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Suppressions, one or several."""
    return every(value)


@frozen(kw_only=True, repr=False, cache_hash=True)
class Journey(Element):
    """A customer journey map.

    Attributes:
        title: what the map is about.
        phases: the phases, in order.
        id: stable identifier, by default the slug of the title.
        scenario: the situation that the journey starts from.
        expectations: what customers expect of it.
        state: current, future, planned or actual; None where it is not said.
        personas: who the journey is about.
        objectives: what the company wants from it.
        transitions: ways between touchpoints; without any, their order is the way.
        opportunities: what could be made better.
        initiatives: the action plan.
        evidence: what the map rests on.
        channels: where touchpoints happen; without any, channel names are free.
        metrics: metrics beyond `STANDARD_METRICS`.
        lanes: which rows are drawn; without any, all that have content.
        owner: who keeps the map true.
        status: how far the map is, such as "draft" or "agreed".
        reviewed_on: when it was last held against reality.
        review_by: when it has to be looked at again.
        locale: language of its texts, as BCP 47, such as "en" or "de-AT".
        suppressions: findings that are known and accepted.
        metadata: anything else, by name.

    Examples:
        >>> journey = Journey("Buy a bike", [Phase("Awareness", ["See the ad"])])
        >>> journey
        <Journey 'Buy a bike': 1 phase, 1 touchpoint>
        >>> journey.touchpoint("see-the-ad").name
        'See the ad'
    """

    title: str = field(validator=check_text, kw_only=False)
    phases: tuple[Phase, ...] = field(
        default=(),
        converter=as_phases,
        validator=check_each(Phase, "a Phase or its name"),
        kw_only=False,
    )
    id: str = id_from("title")
    scenario: str | None = field(default=None, validator=check_text_or_none)
    expectations: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    state: JourneyState | None = field(
        default=None, converter=as_state, validator=check_is(JourneyState, "a state")
    )
    personas: tuple[Persona, ...] = field(
        default=(), converter=as_personas, validator=check_each(Persona, "a Persona or a name")
    )
    objectives: tuple[Objective, ...] = field(
        default=(),
        converter=as_objectives,
        validator=check_each(Objective, "an Objective or text"),
    )
    transitions: tuple[Transition, ...] = field(
        default=(),
        converter=as_transitions,
        validator=check_each(Transition, "a Transition or a pair of touchpoint ids"),
    )
    opportunities: tuple[Opportunity, ...] = field(
        default=(),
        converter=as_opportunities,
        validator=check_each(Opportunity, "an Opportunity or text"),
    )
    initiatives: tuple[Initiative, ...] = field(
        default=(),
        converter=as_initiatives,
        validator=check_each(Initiative, "an Initiative or text"),
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=as_evidence, validator=check_each(Evidence, "Evidence or its source")
    )
    channels: tuple[Channel, ...] = field(
        default=(), converter=as_channels, validator=check_each(Channel, "a Channel or a name")
    )
    metrics: tuple[Metric, ...] = field(
        default=(), converter=as_metrics, validator=check_each(Metric, "a Metric or a name")
    )
    lanes: tuple[Lane, ...] = field(
        default=(), converter=as_lanes, validator=check_each(Lane, "a Lane or a title")
    )
    owner: str | None = field(default=None, validator=check_text_or_none)
    status: str | None = field(default=None, validator=check_text_or_none)
    reviewed_on: date | None = field(default=None, converter=as_date, validator=check_date)
    review_by: date | None = field(default=None, converter=as_date, validator=check_date)
    locale: str | None = field(default=None, validator=check_text_or_none)
    suppressions: tuple[Suppression, ...] = field(
        default=(), converter=as_suppressions, validator=check_each(Suppression, "a Suppression")
    )
    metadata: FrozenDict[str, Scalar] = field(
        default=EMPTY, converter=as_mapping, validator=check_mapping
    )
    # Where it was read from. Not part of the value: the same map from another
    # file is equal, and an edited copy has no origin, for its lines have moved.
    origin: Origin | None = field(default=None, eq=False, repr=False)

    def replace(self, **changes: Any) -> Journey:
        """Return a copy with some fields changed. See `Value.replace`."""
        return super().replace(**{"origin": None, **changes})

    # --- looking up -----------------------------------------------------------

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints, in order of phases."""
        return tuple(t for phase in self.phases for t in phase.touchpoints)

    @cached_property
    def pain_points(self) -> tuple[PainPoint, ...]:
        """All pain points, in order of touchpoints."""
        return tuple(p for touchpoint in self.touchpoints for p in touchpoint.pain_points)

    @cached_property
    def _index(self) -> dict[type[Element], dict[str, Element]]:
        groups: dict[type[Element], tuple[Element, ...]] = {
            kind: getattr(self, PLURALS[kind]) for kind in KINDS.values()
        }
        # The first of two elements with one id is the one that counts.
        return {
            kind: {element.id: element for element in reversed(elements)}
            for kind, elements in groups.items()
        }

    @cached_property
    def _phase_of(self) -> dict[str, Phase]:
        return {t.id: phase for phase in reversed(self.phases) for t in reversed(phase.touchpoints)}

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """All elements of one kind, in order of the map."""
        found: tuple[E, ...] = getattr(self, PLURALS[kind])
        return found

    def find(self, kind: type[E], id: str) -> E | None:
        """Look up an element by id, in constant time; None where there is none.

        Where two elements share an id, the first is found.
        """
        if kind not in self._index:
            raise InvalidValueError(
                "Journey", "kind", expected="a type such as Touchpoint", got=kind
            )
        return cast("E | None", self._index[kind].get(id))

    def get(self, kind: type[E], id: str) -> E:
        """Look up an element by id, in constant time.

        Raises:
            NotFoundError: if there is none, with the nearest id.
        """
        found = self.find(kind, id)
        if found is None:
            word = next(word for word, known in KINDS.items() if known is kind)
            raise NotFoundError(word, id, self._index[kind])
        return found

    def phase(self, id: str) -> Phase:
        """The phase of this id. See `get`."""
        return self.get(Phase, id)

    def touchpoint(self, id: str) -> Touchpoint:
        """The touchpoint of this id. See `get`."""
        return self.get(Touchpoint, id)

    def persona(self, id: str) -> Persona:
        """The persona of this id. See `get`."""
        return self.get(Persona, id)

    def phase_of(self, touchpoint_id: str) -> Phase:
        """The phase in which a touchpoint lies. See `get`."""
        self.get(Touchpoint, touchpoint_id)
        return self._phase_of[touchpoint_id]

    def channel_name(self, id: str) -> str:
        """What a channel is called; the id itself where the journey does not declare it."""
        channel = self.find(Channel, id)
        return channel.name if channel is not None else id

    def is_supported(self, evidence: Iterable[str]) -> bool:
        """Whether at least one of these ids is evidence, and not a mere assumption."""
        found = (self.find(Evidence, id) for id in evidence)
        return any(
            source is not None and source.kind is not EvidenceKind.ASSUMPTION for source in found
        )

    # --- walking --------------------------------------------------------------

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every value of the map with the way to it, the journey itself first."""
        return places_below(self)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every mention of one element by another."""
        return tuple(r for place in self.places for r in references_of(place))

    @cached_property
    def ways(self) -> tuple[Transition, ...]:
        """The ways between touchpoints: the transitions, or else the order of touchpoints.

        Transitions that start or end nowhere are left out; a rule reports them.
        """
        if self.transitions:
            return tuple(
                t
                for t in self.transitions
                if self.find(Touchpoint, t.source) and self.find(Touchpoint, t.target)
            )
        ids = tuple(dict.fromkeys(t.id for t in self.touchpoints))
        return tuple(Transition(a, b) for a, b in pairwise(ids))

    # --- editing: see journeykit.model.edit -----------------------------------

    def with_phase(
        self, phase: Phase, *, before: str | None = None, after: str | None = None
    ) -> Journey:
        """Put a phase in: in place of the one of its id, or beside another, or at the end."""
        return edit.with_phase(self, phase, before=before, after=after)

    def with_touchpoint(
        self,
        touchpoint: Touchpoint,
        *,
        phase: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Journey:
        """Put a touchpoint in: in place of the one of its id, or beside another, or last.

        Args:
            touchpoint: the touchpoint.
            phase: id of the phase; needed where the touchpoint is new and stands
                beside no other.
            before: id of the touchpoint before which it goes.
            after: id of the touchpoint after which it goes.
        """
        return edit.with_touchpoint(self, touchpoint, phase=phase, before=before, after=after)

    def with_element(self, element: Element) -> Journey:
        """Put an element of any kind in: in place of the one of its id, or at the end.

        A new touchpoint needs a phase (see `with_touchpoint`), and a new pain
        point a touchpoint: replace that.

        Examples:
            >>> Journey("Buy a bike").with_element(Persona("Mira")).personas
            (Persona('Mira'),)
        """
        return edit.with_element(self, element)

    def move(
        self,
        touchpoint_id: str,
        *,
        phase: str | None = None,
        before: str | None = None,
        after: str | None = None,
    ) -> Journey:
        """Move a touchpoint to the end of a phase, or beside another touchpoint."""
        return edit.move(self, touchpoint_id, phase=phase, before=before, after=after)

    def without(self, kind: type[Element], id: str) -> Journey:
        """Take an element out. References to it stay, and a rule reports them."""
        return edit.without(self, kind, id)

    def rename(self, kind: type[Element], id: str, name: str) -> Journey:
        """Give an element another name; its id stays, and so do all references."""
        return edit.rename(self, kind, id, name)

    def with_ids(self, kind: type[Element], ids: Mapping[str, str]) -> Journey:
        """Give elements other ids, and change every reference to them."""
        return edit.with_ids(self, kind, ids)

    # --- showing ---------------------------------------------------------------

    def __repr__(self) -> str:
        parts = [
            f"{len(items)} {word}{'' if len(items) == 1 else 's'}"
            for word, items in (
                ("phase", self.phases),
                ("touchpoint", self.touchpoints),
                ("persona", self.personas),
            )
            if items or word == "phase"
        ]
        return f"<Journey {self.title!r}: {', '.join(parts)}>"
