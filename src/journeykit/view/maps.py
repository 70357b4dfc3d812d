"""The journey as a sheet: phases and touchpoints across, lanes down."""

from __future__ import annotations

from journeykit.model import (
    Evidence,
    Journey,
    Lane,
    LaneRole,
    Persona,
)
from journeykit.view.figures import (
    Card,
    Column,
    ColumnGroup,
    Field,
    Mark,
    MarkKind,
    Row,
    Sheet,
)
from journeykit.view.labels import Labels, labels
from journeykit.view.lanes import LaneContent, sample_size
from journeykit.view.words import describe_journey

__all__ = ["BLUEPRINT_ROLES", "journey_map", "persona_card", "service_blueprint"]

BLUEPRINT_ROLES = (
    LaneRole.PHYSICAL_EVIDENCE,
    LaneRole.ACTIONS,
    LaneRole.FRONTSTAGE,
    LaneRole.BACKSTAGE,
    LaneRole.SUPPORT,
)
"""The five rows of a service blueprint, from top to bottom."""

# The blueprint's lines lie above the first row of each of these.
_LINES = (LaneRole.FRONTSTAGE, LaneRole.BACKSTAGE, LaneRole.SUPPORT)

# Signs that look alike whatever they say, and the word that explains them.
_SHARED = {MarkKind.PRIORITY: "ranked", MarkKind.MOMENT: "moment_moment"}


def journey_map(journey: Journey, *, lanes: tuple[LaneRole, ...] | None = None) -> Sheet:
    """See a journey as the classic map.

    Args:
        journey: the journey.
        lanes: the roles to show, from top to bottom; by default the lanes that
            the journey lists, or else every role with content.

    Returns:
        A sheet with one column for each touchpoint, in the language of the journey.
    """
    words = labels(journey.locale)
    context = LaneContent.of(journey, words)
    rows = [
        context.row(lane, cells)
        for lane in _lanes(journey, words, lanes)
        if (cells := context.cells(lane)) is not None
    ]
    columns = tuple(
        Column(t.id, t.name, phase.id, marks=context.marks(t))
        for phase in journey.phases
        for t in phase.touchpoints
    )
    return Sheet(
        journey.id,
        journey.title,
        description=describe_journey(journey),
        subtitle=" · ".join(_subtitle(journey, words)),
        fields=_fields(journey, words, context),
        cards=tuple(persona_card(persona, words) for persona in journey.personas),
        groups=tuple(ColumnGroup(p.id, p.name, p.goal) for p in journey.phases),
        columns=columns,
        rows=_with_lines(rows, words),
        legend=_legend(columns, rows, words),
        locale=journey.locale,
    )


def service_blueprint(journey: Journey) -> Sheet:
    """See a journey as a service blueprint: its five rows with the lines between them.

    The rows are those of Shostack's blueprint: physical evidence, customer
    actions, line of interaction, frontstage, line of visibility, backstage,
    line of internal interaction, support processes.
    """
    return journey_map(journey, lanes=BLUEPRINT_ROLES)


def persona_card(persona: Persona, words: Labels) -> Card:
    """A persona as a block of text."""
    facts = [persona.role] if persona.role else []
    facts += [str(value) for value in persona.demographics.values()]
    fields = [
        Field(words(label), texts)
        for label, texts in (
            ("goals", persona.goals),
            ("needs", persona.needs),
            ("challenges", persona.challenges),
        )
        if texts
    ]
    return Card(
        persona.id,
        persona.name,
        subtitle=", ".join(facts) or None,
        quote=persona.quote,
        fields=tuple(fields),
    )


def _lanes(journey: Journey, words: Labels, roles: tuple[LaneRole, ...] | None) -> tuple[Lane, ...]:
    """The lanes to show: those asked for, those of the journey, or all."""
    if roles is not None:
        own: dict[LaneRole, list[Lane]] = {}
        for lane in journey.lanes:
            own.setdefault(lane.role, []).append(lane)
        return tuple(
            lane
            for role in roles
            for lane in own.get(role) or [Lane(words(role), id=role.value, role=role)]
        )
    if journey.lanes:
        return journey.lanes
    return tuple(
        Lane(words(role), id=role.value, role=role)
        for role in LaneRole
        if role is not LaneRole.CUSTOM
    )


def _with_lines(rows: list[Row], words: Labels) -> tuple[Row, ...]:
    """Put the blueprint's lines above the first row of each level."""
    drawn: list[Row] = []
    open_lines = list(_LINES)
    for index, row in enumerate(rows):
        if row.role in open_lines and index > 0:
            open_lines.remove(row.role)
            drawn.append(row.replace(line_above=words(f"line_{row.role}")))
        else:
            drawn.append(row)
    return tuple(drawn)


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


def _fields(journey: Journey, words: Labels, context: LaneContent) -> tuple[Field, ...]:
    fields = []
    if journey.scenario is not None:
        fields.append(Field(words("scenario"), journey.scenario))
    if journey.expectations:
        fields.append(Field(words("expectations"), journey.expectations))
    if context.homeless:
        fields.append(Field(words("elsewhere"), tuple(o.text for o in context.homeless)))
    return tuple(fields)


def _legend(columns: tuple[Column, ...], rows: list[Row], words: Labels) -> tuple[Mark, ...]:
    """One mark of each kind and value that occurs; ranks and moments of truth only once."""
    seen: dict[tuple[MarkKind, int | None], Mark] = {}
    marks = [mark for column in columns for mark in column.marks]
    for row in rows:
        marks += [m for cell in row.cells for entry in cell.entries for m in entry.marks]
        marks += [m for curve in row.curves for point in curve.points for m in point.marks]
    for mark in marks:
        # One rank explains them all: the sign is the same, and the number is its own word.
        # Nor has a moment of truth a sign for each of its kinds.
        shared = _SHARED.get(mark.kind)
        if shared is None:
            seen.setdefault((mark.kind, mark.value), mark)
        else:
            seen.setdefault((mark.kind, None), mark.replace(label=words(shared)))
    order = list(MarkKind)
    return tuple(sorted(seen.values(), key=lambda mark: (order.index(mark.kind), mark.value)))
