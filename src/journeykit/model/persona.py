"""Who the journey is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import (
    Scalar,
    as_mapping,
    as_refs,
    as_texts,
    check_mapping,
    check_number,
    check_text,
    check_text_or_none,
    check_texts,
    elements,
    pairs_of,
)
from journeykit.model.frozendict import EMPTY, FrozenDict

__all__ = ["Persona", "as_personas", "as_segment"]

Segment = FrozenDict[str, tuple[Scalar, ...]]


def as_segment(value: Mapping[str, Scalar | Iterable[Scalar]]) -> Segment:
    """A filter on columns: each column with the value or values that count."""
    return pairs_of(value)


@frozen(kw_only=True, repr=False)
class Persona(Element):
    """A kind of customer, drawn as one person.

    Attributes:
        name: what the persona is called.
        id: stable identifier, by default the slug of the name.
        role: what the persona is in this journey, such as "first-time buyer".
        quote: a sentence that sums the persona up.
        demographics: facts such as age or home, by name.
        psychographics: attitudes and values.
        behaviours: what the persona usually does.
        goals: what the persona wants to reach.
        challenges: what stands in the way.
        needs: what the persona cannot do without.
        preferences: what the persona likes better than something else.
        preferred_channels: ids of channels.
        share: part of all customers, from 0 to 1, or None where unknown.
        segment: the persona in the data: event-log columns with the values that count.
        evidence: ids of the evidence that the persona rests on.

    Examples:
        >>> Persona("Mira", role="commuter", segment={"device": "mobile"}).segment
        {'device': ('mobile',)}
    """

    name: str = field(validator=check_text, kw_only=False)
    id: str = id_from("name")
    role: str | None = field(default=None, validator=check_text_or_none)
    quote: str | None = field(default=None, validator=check_text_or_none)
    demographics: FrozenDict[str, Scalar] = field(
        default=EMPTY, converter=as_mapping, validator=check_mapping
    )
    psychographics: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    behaviours: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    goals: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    challenges: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    needs: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    preferences: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    preferred_channels: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "channel"}
    )
    share: float | None = field(default=None, validator=check_number(0, 1))
    segment: Segment = field(default=EMPTY, converter=as_segment, validator=check_mapping)
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )


def as_personas(value: Persona | str | Iterable[Persona | str]) -> tuple[Persona, ...]:
    """Personas, one or several; a text is a name."""
    return elements(Persona, value)
