"""The journey as a sheet: phases and touchpoints across, lanes down."""

from __future__ import annotations

from journeykit.analyzers.feelings import comes_to
from journeykit.model import (
    Evidence,
    Journey,
    Lane,
    LaneRole,
    Opportunity,
)
from journeykit.view.figures import (
    Field,
    Sheet,
)
from journeykit.view.filters import Filter
from journeykit.view.journeys.cards import cards_of
from journeykit.view.journeys.comers import signed, who_comes
from journeykit.view.journeys.lanes import LaneContent, sample_size
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.journeys.sheets import (
    Lanes,
    columns_of,
    divided,
    groups_of,
    lanes_of,
    legend_of,
    row_of,
)
from journeykit.view.labels import Labels, labels
from journeykit.view.words import describe_journey

__all__ = ["BLUEPRINT_ROLES", "journey_map", "service_blueprint"]

BLUEPRINT_ROLES = (
    LaneRole.PHYSICAL_EVIDENCE,
    LaneRole.ACTIONS,
    LaneRole.FRONTSTAGE,
    LaneRole.BACKSTAGE,
    LaneRole.SUPPORT,
)
"""The five rows of a service blueprint, from top to bottom."""


def journey_map(
    journey: Journey,
    *,
    lanes: Lanes | None = None,
    only: Filter | None = None,
) -> Sheet:
    """See a journey as the classic map.

    Args:
        journey: the journey.
        lanes: the rows to show, from top to bottom, each by its role or its id;
            by default the lanes that the journey lists, or else every role with content.
        only: which part of it to show, or None for all.

    Returns:
        A sheet with one column for each touchpoint, in the language of the journey.
        Where not all personas come, and no curve of theirs says who does, a row
        does; signs do where it was said which rows there are to be.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    context = LaneContent.of(journey, words)
    rows = [
        row
        for lane in lanes_of(journey, words, lanes)
        if part.has_lane(lane)
        and (content := context.cells(lane)) is not None
        and (row := row_of(context.row(lane, content), part)) is not None
    ]
    columns = columns_of(context, part)
    if not _told_by_curves(journey) and _some_stay_away(journey):
        if _is_free(journey, lanes, part):
            row = row_of(who_comes(journey, words), part)
            rows = [*([row] if row is not None else []), *rows]
        else:
            columns = tuple(
                signed(column, journey.touchpoints[index], journey)
                for index, column in zip(part.positions, columns, strict=True)
            )
    return Sheet(
        journey.id,
        journey.title,
        description=part.said(describe_journey(journey), words),
        subtitle=" · ".join(filter(None, (*_subtitle(journey, words), part.words(words)))),
        fields=_fields(part, words, context.homeless),
        cards=cards_of(part, words),
        groups=groups_of(part),
        columns=columns,
        rows=divided(rows, words),
        legend=legend_of(columns, rows, words),
        locale=journey.locale,
    )


def service_blueprint(journey: Journey, *, only: Filter | None = None) -> Sheet:
    """See a journey as a service blueprint: its five rows with the lines between them.

    The rows are those of Shostack's blueprint: physical evidence, customer
    actions, line of interaction, frontstage, line of visibility, backstage,
    line of internal interaction, support processes.

    Args:
        journey: the journey.
        only: which part of it to show, or None for all.
    """
    words = labels(journey.locale)
    sheet = journey_map(journey, lanes=BLUEPRINT_ROLES, only=only)
    return sheet.replace(title=words("titled", journey.title, words("head_blueprint")))


def _told_by_curves(journey: Journey) -> bool:
    """Whether personas have curves of their own, which begin and end where they do."""
    return any(e.persona for touchpoint in journey.touchpoints for e in touchpoint.emotions)


def _is_free(journey: Journey, lanes: Lanes | None, part: Part) -> bool:
    """Whether nobody said which rows there are to be."""
    return lanes is None and part.only.lanes is None and not journey.lanes


def _some_stay_away(journey: Journey) -> bool:
    return any(
        not comes_to(touchpoint, persona.id)
        for touchpoint in journey.touchpoints
        for persona in journey.personas
    )


def _subtitle(journey: Journey, words: Labels) -> list[str]:
    parts = []
    if journey.state is not None:
        parts.append(words(f"state_{journey.state}"))
    if journey.owner is not None:
        parts.append(words("owned_by", journey.owner))
    if journey.reviewed_on is not None:
        parts.append(words("reviewed", journey.reviewed_on.isoformat()))
    parts.append(_basis(journey.evidence, words, journey.locale))
    return parts


def _basis(evidence: tuple[Evidence, ...], words: Labels, locale: str | None) -> str:
    """What the map rests on, by kind of source, with the sample sizes."""
    if not evidence:
        return words("rests_on_nothing")
    sizes: dict[str, list[int]] = {}
    for source in evidence:
        kind = source.kind.value if source.kind is not None else "other"
        sizes.setdefault(kind, []).append(source.sample_size or 0)
    named = []
    for kind, counts in sizes.items():
        total = sum(counts)
        named.append(words(f"evidence_{kind}") + sample_size(total, locale))
    return words("rests_on", ", ".join(named))


def _fields(part: Part, words: Labels, homeless: tuple[Opportunity, ...]) -> tuple[Field, ...]:
    journey = part.journey
    fields = []
    if journey.scenario is not None:
        fields.append(Field(words("scenario"), journey.scenario))
    if journey.expectations:
        fields.append(Field(words("expectations"), journey.expectations))
    # What has no place is in no part of the journey; and one asks for rows to see these alone.
    row = Lane(words("opportunities"), id="opportunities", role=LaneRole.OPPORTUNITIES)
    if homeless and not part.only.is_local and part.has_lane(row):
        fields.append(Field(words("elsewhere"), tuple(o.text for o in homeless)))
    return tuple(fields)
