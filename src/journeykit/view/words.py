"""Figures in words: for those who cannot see the picture, and for a first look."""

from __future__ import annotations

from journeykit.model import Journey, PainSeverity

__all__ = ["describe_journey"]


def describe_journey(journey: Journey) -> str:
    """Say in a few sentences what a journey map shows.

    Examples:
        >>> from journeykit import Phase, Touchpoint
        >>> describe_journey(Journey("Buy", [Phase("Look", [Touchpoint("Ad", emotion=0.4)])]))
        'Buy: a journey of 1 phase and 1 touchpoint: Look (1). The feeling is +0.4 at Ad.'
    """
    touchpoints = journey.touchpoints
    phases = ", ".join(f"{p.name} ({len(p.touchpoints)})" for p in journey.phases)
    text = (
        f"{journey.title}: a journey of {_count(len(journey.phases), 'phase')} "
        f"and {_count(len(touchpoints), 'touchpoint')}"
    )
    sentences = [f"{text}: {phases}." if phases else f"{text}."]
    if journey.personas:
        sentences.append(f"It is seen by {', '.join(p.name for p in journey.personas)}.")
    felt = [(t.valence, t.name) for t in touchpoints if t.valence is not None]
    if len(felt) == 1:
        sentences.append(f"The feeling is {felt[0][0]:+.1f} at {felt[0][1]}.")
    elif felt:
        low, high = min(felt, key=lambda f: f[0]), max(felt, key=lambda f: f[0])
        sentences.append(
            f"The feeling starts at {felt[0][0]:+.1f}, is best at {high[1]} ({high[0]:+.1f}) "
            f"and worst at {low[1]} ({low[0]:+.1f}), and ends at {felt[-1][0]:+.1f}."
        )
    pains = journey.pain_points
    if pains:
        worst = sum(pain.severity is PainSeverity.ABANDONMENT for pain in pains)
        leaving = f", {worst} of which make customers leave" if worst else ""
        sentences.append(f"There are {_count(len(pains), 'pain point')}{leaving}.")
    return " ".join(sentences)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
