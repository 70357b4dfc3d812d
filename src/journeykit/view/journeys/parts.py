"""The part of a journey that a filter lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from attrs import frozen

from journeykit.analyzers.feelings import comes_to
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import (
    Channel,
    Initiative,
    Journey,
    Lane,
    LaneRole,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.view.filters import Filter
from journeykit.view.labels import Labels
from journeykit.view.words.text import capital

__all__ = ["Part", "part_of"]


def part_of(journey: Journey, only: Filter | None, *others: Journey) -> Part:
    """The part of a journey that a filter lets through; all of it without one.

    Args:
        journey: the journey.
        only: the filter.
        *others: journeys seen beside it: what one of them knows is known.

    Raises:
        InvalidValueError: if the filter is none.
        NotFoundError: if it names what no journey has, with the nearest name.
    """
    if only is None:
        return Part(journey, Filter())
    if not isinstance(only, Filter):
        raise InvalidValueError(
            "view", "only", expected="a Filter such as Filter(phases='purchase')", got=only
        )
    for kind, (ids, names) in _NAMES.items():
        for id in getattr(only, ids) or ():
            known = dict.fromkeys(name for each in (journey, *others) for name in names(each))
            if id not in known:
                raise NotFoundError(kind, id, known)
    return Part(journey, only)


def _persona_ids(journey: Journey) -> Iterable[str]:
    yield from (persona.id for persona in journey.personas)
    for touchpoint in journey.touchpoints:
        yield from touchpoint.personas
        yield from (e.persona for e in touchpoint.emotions if e.persona is not None)


def _channel_ids(journey: Journey) -> Iterable[str]:
    yield from (channel.id for channel in journey.channels)
    yield from (t.channel for t in journey.touchpoints if t.channel is not None)


def _lane_ids(journey: Journey) -> Iterable[str]:
    yield from (lane.id for lane in journey.lanes)
    yield from (role.value for role in LaneRole)


# For each kind of name the field of a filter, and the names that a journey knows:
# those that it declares, and those that it uses without declaring them.
_NAMES: dict[str, tuple[str, Callable[[Journey], Iterable[str]]]] = {
    "phase": ("phases", lambda journey: (phase.id for phase in journey.phases)),
    "touchpoint": ("touchpoints", lambda journey: (t.id for t in journey.touchpoints)),
    "persona": ("personas", _persona_ids),
    "channel": ("channels", _channel_ids),
    "lane": ("lanes", _lane_ids),
}


@frozen(slots=False, eq=False)
class Part:
    """What a filter lets through of a journey.

    Attributes:
        journey: the whole journey.
        only: the filter.
    """

    journey: Journey
    only: Filter

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """Where the touchpoints stand that are shown, among all of the journey."""
        phases = [phase for phase in self.journey.phases for _ in phase.touchpoints]
        return tuple(
            index
            for index, (phase, touchpoint) in enumerate(
                zip(phases, self.journey.touchpoints, strict=True)
            )
            if _lets(self.only.phases, phase.id) and self._meets(touchpoint)
        )

    def _meets(self, touchpoint: Touchpoint) -> bool:
        only = self.only
        return (
            _lets(only.touchpoints, touchpoint.id)
            and (only.channels is None or touchpoint.channel in only.channels)
            and (only.personas is None or any(comes_to(touchpoint, id) for id in only.personas))
        )

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that are shown, in order."""
        return tuple(self.journey.touchpoints[index] for index in self.positions)

    @cached_property
    def touchpoint_ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(touchpoint.id for touchpoint in self.touchpoints)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that are shown: those with a touchpoint left, and empty ones asked for."""
        shown = set(self.positions)
        found = []
        first = 0
        for phase in self.journey.phases:
            places = range(first, first + len(phase.touchpoints))
            first += len(phase.touchpoints)
            named = self.only.phases is not None and phase.id in self.only.phases
            asked = not phase.touchpoints and (named or not self.only.is_local)
            if asked or not shown.isdisjoint(places):
                found.append(phase)
        return tuple(found)

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """The personas that are shown: those let through who come to what is shown."""
        return tuple(persona for persona in self.journey.personas if self.has_persona(persona.id))

    def has_persona(self, id: str) -> bool:
        """Whether a persona is let through, and comes to a touchpoint that is shown."""
        if not _lets(self.only.personas, id):
            return False
        return not self.only.is_local or any(
            comes_to(touchpoint, id) for touchpoint in self.touchpoints
        )

    def has_lane(self, lane: Lane) -> bool:
        """Whether a row is shown."""
        lanes = self.only.lanes
        return lanes is None or lane.id in lanes or lane.role.value in lanes

    def has_pain(self, pain: PainPoint) -> bool:
        """Whether a pain point is shown where its touchpoint is."""
        least = self.only.severity
        return least is None or (pain.severity is not None and pain.severity.rank >= least.rank)

    @cached_property
    def pain_ids(self) -> frozenset[str]:
        """The ids of the pain points that are shown."""
        return frozenset(
            pain.id for t in self.touchpoints for pain in t.pain_points if self.has_pain(pain)
        )

    def addresses(self, opportunity: Opportunity) -> bool:
        """Whether an opportunity addresses more than pain points of too little severity."""
        if self.only.severity is None or opportunity.touchpoints:
            return True
        found = (self.journey.find(PainPoint, id) for id in opportunity.pain_points)
        known = [pain for pain in found if pain is not None]
        return not known or any(map(self.has_pain, known))

    def has_opportunity(self, opportunity: Opportunity) -> bool:
        """Whether an opportunity has to do with what is shown."""
        find = self.journey.find
        pains = [id for id in opportunity.pain_points if find(PainPoint, id) is not None]
        places = [id for id in opportunity.touchpoints if find(Touchpoint, id) is not None]
        if not pains and not places:
            return not self.only.is_local
        return any(id in self.pain_ids for id in pains) or any(
            id in self.touchpoint_ids for id in places
        )

    def has_initiative(self, initiative: Initiative) -> bool:
        """Whether an initiative takes up an opportunity that has to do with what is shown."""
        found = (self.journey.find(Opportunity, id) for id in initiative.opportunities)
        known = [opportunity for opportunity in found if opportunity is not None]
        if not known:
            return not self.only.is_local and self.only.severity is None
        return any(map(self.has_opportunity, known))

    def words(self, words: Labels, *others: Journey, lanes: bool = True) -> str | None:
        """What is shown, in words, or None where that is all.

        Args:
            words: of the language.
            *others: journeys seen beside it, which may name what it does not.
            lanes: whether the view has rows.
        """
        said = []
        # A filter of nothing at all, or of phases and channels that never meet.
        empty = self.only.is_local and bool(self.journey.touchpoints) and not self.positions
        for field_name, name in self._names(words):
            ids = getattr(self.only, field_name)
            if ids is None or (field_name == "lanes" and not lanes):
                continue
            named = [next(filter(None, (name(j, id) for j in (self.journey, *others))), id)
                     for id in self._ordered(field_name)]  # fmt: skip
            if empty and not named:
                continue
            text = ", ".join(named) or words("shows_nothing")
            said.append(words(f"shows_{field_name}", text))
        if self.only.severity is not None:
            severity = words(f"severity_{self.only.severity}")
            said.append(words("shows_severity", severity))
        shown = words("shows", "; ".join(said)) if said else None
        return "; ".join(filter(None, (shown, words("shows_none")))) if empty else shown

    def said(self, whole: str, words: Labels, *, lanes: bool = True) -> str:
        """A description of the whole journey, and the sentence that says what is shown of it."""
        shown = self.words(words, lanes=lanes)
        return whole if shown is None else f"{whole} {capital(shown)}."

    def _ordered(self, field_name: str) -> list[str]:
        """The ids of a field in the order of the journey, so that equal filters read alike."""
        ids = getattr(self.only, field_name)
        known = next(names for field, names in _NAMES.values() if field == field_name)
        found = [id for id in dict.fromkeys(known(self.journey)) if id in ids]
        return found + sorted(set(ids) - set(found))

    def _names(self, words: Labels) -> Iterable[tuple[str, Callable[[Journey, str], str | None]]]:
        def named(kind: type[Any]) -> Callable[[Journey, str], str | None]:
            def name(journey: Journey, id: str) -> str | None:
                found = journey.find(kind, id)
                return None if found is None else found.name

            return name

        def lane(journey: Journey, id: str) -> str | None:
            named = (own for own in journey.lanes if id in (own.id, own.role.value))
            found = journey.find(Lane, id) or next(named, None)
            return words(id) if found is None else found.title

        yield "personas", named(Persona)
        yield "phases", named(Phase)
        yield "touchpoints", named(Touchpoint)
        yield "channels", named(Channel)
        yield "lanes", lane


def _lets(ids: tuple[str, ...] | None, id: str) -> bool:
    return ids is None or id in ids
