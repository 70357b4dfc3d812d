"""Personas as cards: small ones beside a map, and whole ones to hang up."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.model import Evidence, Journey, Persona
from journeykit.view.figures import Card, Field, Mark, MarkKind, Sheet
from journeykit.view.filters import Filter
from journeykit.view.format import format_percent
from journeykit.view.journeys.marks import channel_positions
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.labels import Labels, labels
from journeykit.view.words.short import short

__all__ = ["cards_of", "persona_card", "persona_cards", "persona_sheet"]

_BESIDE = ("goals", "needs", "challenges")
_ALL = (*_BESIDE, "behaviours", "psychographics", "preferences")


def persona_card(persona: Persona, words: Labels) -> Card:
    """A persona as a block of text beside a map: what one needs to know to read that."""
    facts = [persona.role] if persona.role else []
    facts += [str(value) for value in persona.demographics.values()]
    return Card(
        persona.id,
        persona.name,
        subtitle=", ".join(facts) or None,
        quote=persona.quote,
        fields=_lists(persona, _BESIDE, words),
    )


def cards_of(part: Part, words: Labels) -> tuple[Card, ...]:
    """The personas of a part beside a map, each in the hue that it has beside the whole map."""
    whole = len(part.personas) == len(part.journey.personas)
    places = _places(part.journey)
    return tuple(
        persona_card(persona, words).replace(hue=None if whole else places[persona.id])
        for persona in part.personas
    )


def persona_sheet(persona: Persona, *, locale: str | None = None) -> Sheet:
    """See a persona as a card to hang up: all that is known of it.

    Args:
        persona: the persona.
        locale: language of its texts, or None.
    """
    words = labels(locale)
    signs = {channel: place for place, channel in enumerate(persona.preferred_channels)}
    card = _whole_card(persona, {}, signs, words, locale)
    return Sheet(
        persona.id,
        persona.name,
        description=_said(persona, words, locale),
        cards=(card,),
        locale=locale,
    )


def persona_cards(journey: Journey, *, only: Filter | None = None) -> Sheet:
    """See the personas of a journey as cards to hang up: all that is known of them.

    Args:
        journey: the journey.
        only: which part of it to show: the personas who come there.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    names = {channel.id: channel.name for channel in reversed(journey.channels)}
    signs = channel_positions(journey)
    for channel in (c for persona in journey.personas for c in persona.preferred_channels):
        signs.setdefault(channel, len(signs))
    places = _places(journey)
    said = words("no_personas")
    if len(part.personas) == 1:
        said = _said(part.personas[0], words, journey.locale)
    elif part.personas:
        who = ", ".join(persona.name for persona in part.personas)
        said = short([words("personas_has", len(part.personas), who)])
    return Sheet(
        f"{journey.id}-cards",
        words("titled", journey.title, words("head_personas")),
        description=part.said(said, words, lanes=False),
        subtitle=part.words(words, lanes=False),
        cards=tuple(
            _grounded(
                _whole_card(persona, names, signs, words, journey.locale), persona, part, words
            ).replace(hue=places[persona.id])
            for persona in part.personas
        ),
        locale=journey.locale,
    )


def _places(journey: Journey) -> dict[str, int]:
    return {persona.id: place for place, persona in reversed([*enumerate(journey.personas)])}


def _lists(persona: Persona, names: tuple[str, ...], words: Labels) -> tuple[Field, ...]:
    """The fields that hold texts, as far as there are any."""
    return tuple(Field(words(name), texts) for name in names if (texts := getattr(persona, name)))


def _whole_card(
    persona: Persona,
    names: Mapping[str, str],
    signs: Mapping[str, int],
    words: Labels,
    locale: str | None,
) -> Card:
    """All of a persona.

    Args:
        persona: the persona.
        names: of channels, by id.
        signs: of channels, by id.
        words: of the language.
        locale: for figures.
    """
    fields = list(_lists(persona, _ALL, words))
    if persona.preferred_channels:
        channels = tuple(names.get(id, id) for id in persona.preferred_channels)
        marks = tuple(
            Mark(MarkKind.CHANNEL, signs[id], name)
            for id, name in zip(persona.preferred_channels, channels, strict=True)
        )
        fields.append(Field(words("preferred_channels"), channels, marks=marks))
    if persona.demographics:
        facts = (f"{name}: {value}" for name, value in persona.demographics.items())
        fields.append(Field(words("facts"), tuple(facts)))
    if persona.segment:
        parts = (
            f"{column}: {', '.join(map(str, values))}" for column, values in persona.segment.items()
        )
        fields.append(Field(words("segment"), tuple(parts)))
    if persona.share is not None:
        share = _percent(persona.share, locale)
        fields.append(Field(words("share"), share, level=persona.share))
    return Card(
        persona.id,
        persona.name,
        subtitle=persona.role,
        quote=persona.quote,
        fields=tuple(fields),
    )


def _percent(share: float, locale: str | None) -> str:
    """A share in whole per cent, but never nothing where there is something."""
    return format_percent(share, 0 if share >= 0.01 or not share else 1, locale)


def _grounded(card: Card, persona: Persona, part: Part, words: Labels) -> Card:
    """A card that says what its persona rests on, where the journey knows any evidence."""
    if not part.journey.evidence:
        return card
    found = (part.journey.find(Evidence, id) for id in persona.evidence)
    sources = tuple(source.source for source in found if source is not None)
    ground = Field(words("evidence"), sources or words("unsupported"))
    return card.replace(fields=(*card.fields, ground))


def _said(persona: Persona, words: Labels, locale: str | None) -> str:
    """A persona in a few sentences."""
    role = f": {persona.role}" if persona.role else ""
    sentences = [words("persona_said", persona.name, role)]
    sentences += [
        f"{field.label}: {'; '.join(text.rstrip('.') for text in field.text)}."
        for field in _lists(persona, _BESIDE, words)
    ]
    if persona.share is not None:
        sentences.append(words("persona_share", _percent(persona.share, locale)))
    return short(sentences)
