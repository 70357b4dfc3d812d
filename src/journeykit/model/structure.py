"""What a journey is built of: which kinds there are, what holds what, who refers to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from attrs import field, fields, frozen

from journeykit.model.channel import Channel
from journeykit.model.element import Element, Value
from journeykit.model.emotion import Emotion
from journeykit.model.evidence import Evidence
from journeykit.model.lane import Lane
from journeykit.model.metric import Measurement, Metric
from journeykit.model.persona import Persona
from journeykit.model.phase import Phase
from journeykit.model.plan import Initiative, Objective, Opportunity, PainPoint
from journeykit.model.touchpoint import Touchpoint
from journeykit.model.transition import Transition

__all__ = [
    "HOLDERS",
    "KINDS",
    "PLURALS",
    "REFERRING",
    "Place",
    "Reference",
    "place_at",
    "places_below",
    "references_of",
]

KINDS: dict[str, type[Element]] = {
    "channel": Channel,
    "evidence": Evidence,
    "initiative": Initiative,
    "lane": Lane,
    "metric": Metric,
    "objective": Objective,
    "opportunity": Opportunity,
    "pain point": PainPoint,
    "persona": Persona,
    "phase": Phase,
    "touchpoint": Touchpoint,
    "transition": Transition,
}
"""The kinds of element that have an id, by the word that messages use."""


PLURALS: dict[type[Element], str] = {
    Channel: "channels",
    Evidence: "evidence",
    Initiative: "initiatives",
    Lane: "lanes",
    Metric: "metrics",
    Objective: "objectives",
    Opportunity: "opportunities",
    PainPoint: "pain_points",
    Persona: "personas",
    Phase: "phases",
    Touchpoint: "touchpoints",
    Transition: "transitions",
}
"""Under which name a journey lists the elements of each kind."""

HOLDERS: dict[str, tuple[str, ...]] = {
    "Atlas": (
        "personas", "channels", "pain_points", "opportunities", "metrics", "evidence", "journeys",
    ),
    "Journey": (
        "personas", "objectives", "channels", "evidence", "metrics", "lanes", "phases",
        "transitions", "opportunities", "initiatives", "suppressions",
    ),
    "Phase": ("touchpoints",),
    "Touchpoint": ("emotions", "pain_points", "expectation", "metrics", "events"),
}  # fmt: skip
"""Which fields of which type, by its name, hold further values, in order of a walk."""

REFERRING: dict[type[Value], tuple[tuple[str, str], ...]] = {
    kind: tuple((f.name, f.metadata["ref"]) for f in fields(kind) if "ref" in f.metadata)
    for kind in (*KINDS.values(), Emotion, Measurement)
}
"""Which fields of which type name other elements by id, and of which kind these are."""


@frozen
class Place:
    """A value within a journey, and the way to it.

    Attributes:
        path: field names and positions, such as ("phases", 0, "touchpoints", 2).
        element: the value that is there.
        parent: the place that holds it, or None for the journey itself.
    """

    path: tuple[str | int, ...]
    element: Value
    parent: Place | None = field(repr=False, eq=False, default=None)

    @property
    def root(self) -> Place:
        """The place of the journey, or the atlas, that the way begins at."""
        place = self
        while place.parent is not None:
            place = place.parent
        return place

    @property
    def rank(self) -> tuple[tuple[int, int], ...]:
        """What sorts places in order of the map, each after what holds it."""
        if self.parent is None:
            return ()
        name, *index = self.path[len(self.parent.path) :]
        fields = HOLDERS[type(self.parent.element).__name__]
        at = (fields.index(cast("str", name)), cast("int", index[0]) if index else 0)
        return (*self.parent.rank, at)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids from below the journey down to here, such as ("purchase", "checkout")."""
        above = self.parent.ids if self.parent is not None else ()
        if self.parent is None or not isinstance(self.element, Element):
            return above
        return (*above, self.element.id)


@frozen
class Reference:
    """A mention of an element by id.

    Attributes:
        place: where the mention is.
        field: the field that mentions it.
        kind: the kind that is mentioned, a key of `KINDS`.
        id: the id that is mentioned.
        index: position within the field, or None for a field of one.
    """

    place: Place
    field: str
    kind: str
    id: str
    index: int | None = None


def places_below(root: Value) -> tuple[Place, ...]:
    """The place of a journey or an atlas, and all places below it, in order of the map."""
    found: list[Place] = []
    _walk(Place((), root), found)
    return tuple(found)


def _walk(place: Place, found: list[Place]) -> None:
    found.append(place)
    element = place.element
    for name in HOLDERS.get(type(element).__name__, ()):
        held = getattr(element, name)
        if type(held) is tuple:
            for index, each in enumerate(held):
                below = Place((*place.path, name, index), each, place)
                # Most values hold nothing.
                if type(each).__name__ in HOLDERS:
                    _walk(below, found)
                else:
                    found.append(below)
        elif held is not None:
            _walk(Place((*place.path, name), held, place), found)


def place_at(root: Value, path: Iterable[tuple[str, int]]) -> Place:
    """The place to which a path leads, without walking all that lies beside it.

    Args:
        root: a journey or an atlas.
        path: fields that hold several values, each with a position in it.
    """
    place = Place((), root)
    for name, index in path:
        place = Place((*place.path, name, index), getattr(place.element, name)[index], place)
    return place


def references_of(place: Place) -> Iterator[Reference]:
    """The mentions of other elements that stand at a place."""
    for name, kind in REFERRING.get(type(place.element), ()):
        value = getattr(place.element, name)
        if isinstance(value, str):
            yield Reference(place, name, kind, value)
        elif value:
            for index, id in enumerate(value):
                yield Reference(place, name, kind, id, index)
