"""Who comes to which touchpoint: signs beside its name, or a row where there are many."""

from __future__ import annotations

from journeykit.analyzers.feelings import comes_to
from journeykit.model import Journey, LaneRole, Touchpoint
from journeykit.view.figures import Cell, Column, Entry, Mark, MarkKind, Row, Tone
from journeykit.view.labels import Labels

__all__ = ["are_many", "signed", "who_comes"]

# Signs of more personas than these leave no room for the name of a touchpoint.
_MOST_SIGNS = 3


def are_many(journey: Journey) -> bool:
    """Whether a journey has more personas than can stand beside the name of a touchpoint."""
    return len(journey.personas) > _MOST_SIGNS


def who_comes(journey: Journey, words: Labels) -> Row:
    """A row with the names of those who come to a touchpoint."""
    cells = []
    for touchpoint in journey.touchpoints:
        come = [p.name for p in journey.personas if comes_to(touchpoint, p.id)]
        everyone = len(come) == len(journey.personas)
        said = words("all_personas") if everyone else ", ".join(come)
        # That all come is the rule, and recedes behind where they do not.
        tone = Tone.MUTED if everyone else Tone.NEUTRAL
        cells.append(Cell((Entry(said, tone=tone),) if said else ()))
    return Row("personas", words("who_comes"), LaneRole.CUSTOM, cells=cells)


def signed(column: Column, touchpoint: Touchpoint, journey: Journey) -> Column:
    """A column with the signs of the personas who come there, where not all of them do."""
    everyone = journey.personas
    marks = tuple(
        Mark(MarkKind.PERSONA, place, persona.name)
        for place, persona in enumerate(everyone)
        if comes_to(touchpoint, persona.id)
    )
    if len(marks) == len(everyone) or are_many(journey):
        return column
    return column.replace(marks=(*column.marks, *marks))
