"""What each persona feels along a journey, one below the other on one scale."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.analyzers.feelings import comes_to
from journeykit.model import Journey, LaneRole
from journeykit.view.figures import Row, Sheet
from journeykit.view.filters import Filter
from journeykit.view.journeys.cards import cards_of
from journeykit.view.journeys.comers import are_many, signed, who_comes
from journeykit.view.journeys.lanes import LaneContent
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.journeys.sheets import columns_of, groups_of, lanes_of, legend_of, row_of
from journeykit.view.labels import labels

__all__ = ["persona_map"]

# What happens, what each feels about it, and what hurts.
_ROLES = (LaneRole.ACTIONS, LaneRole.EMOTIONS, LaneRole.PAIN_POINTS)


def persona_map(journey: Journey, *, only: Filter | None = None) -> Sheet:
    """See what each persona feels along a journey, one below the other on one scale.

    Touchpoints that nobody of them comes to are left out; where not all of them
    come, signs or a row say who does. A feeling of nobody in particular is everyone's who
    comes there.

    Args:
        journey: the journey.
        only: which part of it to show, or None for all.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    context = LaneContent.of(journey, words)
    shown = [
        index
        for index in part.positions
        if not part.personas
        or any(comes_to(journey.touchpoints[index], persona.id) for persona in part.personas)
    ]
    rows = [
        found
        for row in _rows(part, context)
        if (found := row_of(row, part, columns=shown)) is not None
    ]
    columns = tuple(
        signed(column, journey.touchpoints[index], journey)
        for index, column in zip(shown, columns_of(context, part, shown), strict=True)
    )
    counts = [
        words(
            "comes_to",
            persona.name,
            sum(comes_to(journey.touchpoints[index], persona.id) for index in part.positions),
            len(part.positions),
        )
        for persona in part.personas
    ]
    said = words("felt_by", journey.title, "; ".join(counts) or words("all_personas"))
    used = {column.group for column in columns}
    return Sheet(
        f"{journey.id}-by-persona",
        words("titled", journey.title, words("head_personas")),
        description=part.said(said, words),
        subtitle=" · ".join(filter(None, (*counts, part.words(words)))) or None,
        cards=cards_of(part, words),
        groups=tuple(group for group in groups_of(part) if group.id in used),
        columns=columns,
        rows=rows,
        legend=legend_of(columns, rows, words),
        locale=journey.locale,
    )


def _rows(part: Part, context: LaneContent) -> Iterator[Row]:
    """The rows of the whole journey; of the feelings one for each persona."""
    if are_many(part.journey) and part.only.lanes is None:
        yield who_comes(part.journey, context.words)
    for lane in lanes_of(part.journey, context.words, _ROLES):
        if not part.has_lane(lane):
            continue
        if lane.role is not LaneRole.EMOTIONS:
            content = context.cells(lane)
            if content is not None:
                yield context.row(lane, content)
            continue
        for persona in part.journey.personas:
            curve = context.curve(persona.id, persona.name, persona.id)
            row = context.row(lane, (curve,))
            yield row.replace(id=f"{lane.id}:{persona.id}", title=f"{lane.title} · {persona.name}")
        if not part.journey.personas and (curves := context.curves()):
            yield context.row(lane, curves)
