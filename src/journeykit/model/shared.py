"""What several journeys may share by id, and when an element only stands for another."""

from __future__ import annotations

from typing import Any

import attrs

from journeykit.model.channel import Channel
from journeykit.model.element import Element
from journeykit.model.evidence import Evidence
from journeykit.model.metric import Metric
from journeykit.model.persona import Persona
from journeykit.model.plan import Opportunity, PainPoint
from journeykit.model.text import slug

__all__ = ["SHARED", "called", "is_mention"]

SHARED: tuple[type[Element], ...] = (Persona, Channel, PainPoint, Opportunity, Metric, Evidence)
"""The kinds of element that the journeys of an atlas share, in order of its fields."""


def _rest(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields beyond name and id, with what they are where nothing is said."""
    fields = [field for field in attrs.fields(kind)[1:] if field.name != "id"]
    return tuple(
        (f.name, f.default if f.converter is None else f.converter(f.default)) for f in fields
    )


_FIRST: dict[type[Element], str] = {kind: kind.__attrs_attrs__[0].name for kind in SHARED}
_REST: dict[type[Element], tuple[tuple[str, object], ...]] = {kind: _rest(kind) for kind in SHARED}


def is_mention(element: Element) -> bool:
    """Whether an element says nothing but its name, so that it may stand for a full one.

    Its id is then the name itself, or the slug of it.

    Args:
        element: of one of the kinds `SHARED`.

    Examples:
        >>> is_mention(Persona("mira")), is_mention(Persona("Mira", goals="A bike by Friday"))
        (True, False)
    """
    for field, default in _REST[type(element)]:
        found = getattr(element, field)
        if found is not default and found != default:
            return False
    name = called(element)
    return name == element.id or slug(name) == element.id


def called(element: Element) -> str:
    """What an element of a kind that journeys share is called: the field that stands first."""
    name: str = getattr(element, _FIRST[type(element)])
    return name
