"""A journey in a few sentences: what stands in for a picture of it."""

from __future__ import annotations

from collections import Counter

from journeykit.model import Journey, PainSeverity
from journeykit.view.format import format_number, format_signed
from journeykit.view.labels import Labels
from journeykit.view.words.phrases import phrases
from journeykit.view.words.short import counted, named, short

__all__ = ["describe_concepts", "describe_journey", "describe_ways"]


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


def describe_ways(journey: Journey) -> str:
    """Say how many ways there are between touchpoints, of which kinds, and the busiest.

    Examples:
        >>> from journeykit import Phase
        >>> describe_ways(Journey("Buy", [Phase("Look", ["Ad", "Shop"])]))
        'Buy: 1 way between 2 touchpoints. By kind: happy path 1.'
    """
    words = phrases(journey.locale)
    ways = counted(words, "way", len(journey.ways))
    met = counted(words, "touchpoint", len(journey.touchpoints))
    told = [f"{journey.title}: {words('ways_between', ways, met)}"]
    kinds = Counter(str(way.kind) for way in journey.ways).most_common()
    if kinds:
        each = (f"{words(f'transition_{kind}')} {number}" for kind, number in kinds)
        told.append(words("by_kind", ", ".join(each)))
    weighted = [(way.count, way) for way in journey.ways if way.count]
    if len(weighted) > 1:
        count, way = max(weighted, key=lambda each: each[0])
        names = {touchpoint.id: touchpoint.name for touchpoint in reversed(journey.touchpoints)}
        ends = (names.get(end, end) for end in (way.source, way.target))
        told.append(words("busiest", *ends, format_number(count, locale=journey.locale)))
    return short(told)


def describe_concepts(journey: Journey) -> str:
    """Say how many things of each kind a journey is made of.

    Examples:
        >>> from journeykit import Phase
        >>> describe_concepts(Journey("Buy", [Phase("Look", ["Ad"])], personas="Mira"))
        'Buy: 1 persona, 1 phase, 1 touchpoint, and how they belong together.'
    """
    words = phrases(journey.locale)
    met = journey.touchpoints
    channels = {touchpoint.channel for touchpoint in met} - {None}
    things = (
        ("persona", journey.personas), ("phase", journey.phases), ("meeting", met),
        ("channel", channels), ("pain", journey.pain_points),
        ("chance", journey.opportunities), ("initiative", journey.initiatives),
    )  # fmt: skip
    each = [counted(words, key, len(found)) for key, found in things if found]
    if not each:
        return describe_journey(journey)
    return short([words("belong", journey.title, ", ".join(each))])


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
