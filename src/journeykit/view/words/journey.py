"""A journey in a few sentences: what stands in for a picture of it."""

from __future__ import annotations

from journeykit.model import Journey, PainSeverity
from journeykit.view.format import format_signed
from journeykit.view.labels import Labels, labels

__all__ = ["describe_journey"]


def describe_journey(journey: Journey) -> str:
    """Say in a few sentences, in its language, what a journey map shows.

    Examples:
        >>> from journeykit import Phase, Touchpoint
        >>> describe_journey(Journey("Buy", [Phase("Look", [Touchpoint("Ad", emotion=0.4)])]))
        'Buy: a journey of 1 phase and 1 touchpoint: Look (1). The feeling is +0.4 at Ad.'
    """
    words = labels(journey.locale)
    about = words(
        "about",
        journey.title,
        _count(words, "phase", len(journey.phases)),
        _count(words, "touchpoint", len(journey.touchpoints)),
    )
    phases = ", ".join(f"{phase.name} ({len(phase.touchpoints)})" for phase in journey.phases)
    sentences = [f"{about}: {phases}." if phases else f"{about}."]
    if journey.personas:
        sentences.append(words("seen_by", ", ".join(p.name for p in journey.personas)))
    sentences += _feelings(journey, words)
    pains = journey.pain_points
    if pains:
        worst = sum(pain.severity is PainSeverity.ABANDONMENT for pain in pains)
        leaving = words("leaving", worst) if worst else ""
        if len(pains) == 1:
            sentences.append(words("one_pain", leaving))
        else:
            sentences.append(words("pains", len(pains), leaving))
    return " ".join(sentences)


def _count(words: Labels, key: str, number: int) -> str:
    return words(key) if number == 1 else words(f"{key}s", number)


def _feelings(journey: Journey, words: Labels) -> list[str]:
    felt = [(t.valence, t.name) for t in journey.touchpoints if t.valence is not None]
    if not felt:
        return []

    def signed(valence: float) -> str:
        return format_signed(valence, 1, journey.locale)

    if len(felt) == 1:
        return [words("one_feeling", signed(felt[0][0]), felt[0][1])]
    low, high = min(felt, key=lambda f: f[0]), max(felt, key=lambda f: f[0])
    return [
        words(
            "feelings",
            signed(felt[0][0]), high[1], signed(high[0]), low[1], signed(low[0]),
            signed(felt[-1][0]),
        )
    ]  # fmt: skip
