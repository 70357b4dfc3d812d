"""A journey in a few sentences: what stands in for a picture of it."""

from __future__ import annotations

from journeykit.model import Journey, PainSeverity
from journeykit.view.format import format_signed
from journeykit.view.labels import Labels
from journeykit.view.words.phrases import phrases
from journeykit.view.words.short import counted, named, short

__all__ = ["describe_journey"]


def describe_journey(journey: Journey) -> str:
    """Say in a few sentences, in its language, what a journey map shows.

    Examples:
        >>> from journeykit import Phase, Touchpoint
        >>> describe_journey(Journey("Buy", [Phase("Look", [Touchpoint("Ad", emotion=0.4)])]))
        'Buy: a journey of 1 phase and 1 touchpoint. The feeling is +0.4 at Ad.'
    """
    words = phrases(journey.locale)
    about = words(
        "about",
        journey.title,
        counted(words, "phase", len(journey.phases)),
        counted(words, "touchpoint", len(journey.touchpoints)),
    )
    if len(journey.phases) > 1:
        about += words("first_to_last", journey.phases[0].name, journey.phases[-1].name)
    people = named(words, [persona.name for persona in journey.personas])
    return short(
        [
            f"{about}.",
            _feelings(journey, words),
            _pains(journey, words),
            words("seen_by", people) if people else "",
        ]
    )


def _feelings(journey: Journey, words: Labels) -> str:
    felt = [(t.valence, t.name) for t in journey.touchpoints if t.valence is not None]
    if not felt:
        return ""

    def signed(valence: float) -> str:
        return format_signed(valence, 1, journey.locale)

    if len(felt) == 1:
        return words("one_feeling", signed(felt[0][0]), felt[0][1])
    low, high = min(felt, key=lambda f: f[0]), max(felt, key=lambda f: f[0])
    return words("feelings", high[1], signed(high[0]), low[1], signed(low[0]), signed(felt[-1][0]))


def _pains(journey: Journey, words: Labels) -> str:
    pains = journey.pain_points
    if not pains:
        return ""
    text = counted(words, "pain", len(pains))
    worst = sum(pain.severity is PainSeverity.ABANDONMENT for pain in pains)
    return f"{text}, {counted(words, 'leaving', worst)}." if worst else f"{text}."
