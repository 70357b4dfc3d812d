"""A Hypothesis strategy for edits of journeys. Needs the package hypothesis.

Two journeys drawn by themselves have next to nothing in common; versions of one have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st

from journeykit.errors import InvalidValueError
from journeykit.model import Journey
from journeykit.model.element import Value
from journeykit.testing import strategies

__all__ = ["edited", "put"]

_Draw = st.DrawFn


@st.composite
def edited(draw: _Draw, journey: Journey, most: int = 3) -> Journey:
    """The journey after some edits, such as people make.

    A field says something else, a text or an element comes, goes, or stands elsewhere,
    a touchpoint lies in another phase.

    Args:
        draw: given by Hypothesis.
        journey: the journey to edit.
        most: how many edits there are at most.
    """
    for _ in range(draw(st.integers(1, most))):
        edit = draw(st.sampled_from((_another_field, _other_items, _moved)))
        journey = edit(draw, journey)
    return journey


def put(journey: Journey, path: tuple[str | int, ...], value: Any) -> Journey:
    """The journey with another value at a path, such as ("phases", 0, "name").

    Examples:
        >>> put(Journey("Buy a bike", ["Look"]), ("phases", 0, "name"), "See").phases[0].name
        'See'
    """
    edited: Journey = _put(journey, path, value)
    return edited


def _put(whole: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*whole[:step], _put(whole[step], rest, value), *whole[step + 1 :])
    return whole.replace(**{step: _put(getattr(whole, step), rest, value)})


def _another_field(draw: _Draw, journey: Journey) -> Journey:
    """A value somewhere says in one field what another of its type says."""
    place = draw(st.sampled_from(journey.places))
    other = draw(_like(place.element))
    name = draw(st.sampled_from([f.name for f in attrs.fields(type(place.element)) if f.eq]))
    try:
        return put(journey, (*place.path, name), getattr(other, name))
    except InvalidValueError:
        # Two fields may not go together, such as the two ends of a scale.
        return journey


def _other_items(draw: _Draw, journey: Journey) -> Journey:
    """A list somewhere has some of its items, in any order, and some others among them."""
    place = draw(st.sampled_from(journey.places))
    other = draw(_like(place.element))
    lists = [
        f.name
        for f in attrs.fields(type(place.element))
        if f.eq and isinstance(getattr(place.element, f.name), tuple) and f.name != "interval"
    ]
    if not lists:
        return journey
    name = draw(st.sampled_from(lists))
    there, more = getattr(place.element, name), getattr(other, name)
    kept = [item for item in there if draw(st.booleans())] if draw(st.booleans()) else [*there]
    added = more if draw(st.booleans()) else ()
    items = draw(st.permutations([*kept, *added])) if draw(st.booleans()) else [*kept, *added]
    return put(journey, (*place.path, name), tuple(items))


def _moved(draw: _Draw, journey: Journey) -> Journey:
    """A touchpoint lies in another phase."""
    places = [p for p in journey.places if len(p.path) == 4 and p.path[2] == "touchpoints"]
    if not places:
        return journey
    place = draw(st.sampled_from(places))
    target = draw(st.integers(0, len(journey.phases) - 1))
    source, index = (step for step in place.path if isinstance(step, int))
    left = journey.phases[source].touchpoints
    journey = put(journey, place.path[:3], left[:index] + left[index + 1 :])
    there = journey.phases[target].touchpoints
    at = draw(st.integers(0, len(there)))
    return put(
        journey, ("phases", target, "touchpoints"), (*there[:at], place.element, *there[at:])
    )


def _like(element: Value) -> st.SearchStrategy[Any]:
    return _STRATEGIES[type(element).__name__]()


_STRATEGIES: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
    "Channel": strategies.channels, "Emotion": strategies.emotions,
    "EventBinding": strategies.event_bindings, "Evidence": strategies.evidence,
    "Expectation": strategies.expectations, "Initiative": strategies.initiatives,
    "Journey": strategies.journeys, "Lane": strategies.lanes,
    "Measurement": strategies.measurements, "Metric": strategies.metrics,
    "Objective": strategies.objectives, "Opportunity": strategies.opportunities,
    "PainPoint": strategies.pain_points, "Persona": strategies.personas,
    "Phase": strategies.phases, "Suppression": strategies.suppressions,
    "Touchpoint": strategies.touchpoints, "Transition": strategies.map_transitions,
}  # fmt: skip
