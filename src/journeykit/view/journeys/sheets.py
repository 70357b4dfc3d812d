"""What sheets of journeys are put together from: columns, groups, rows and legend of a part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from journeykit.model import Journey, Lane, LaneRole, Opportunity
from journeykit.view.figures import (
    Cell,
    Column,
    ColumnGroup,
    Entry,
    Mark,
    MarkKind,
    Row,
)
from journeykit.view.filters import Filter
from journeykit.view.journeys.lanes import LaneContent
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.labels import Labels

__all__ = ["Lanes", "columns_of", "divided", "groups_of", "lanes_of", "legend_of", "row_of"]

# The blueprint's lines lie above the first row of each of these.
_LINES = (LaneRole.FRONTSTAGE, LaneRole.BACKSTAGE, LaneRole.SUPPORT)

# Signs that look alike whatever they say, and the word that explains them.
_SHARED = {MarkKind.PRIORITY: "ranked", MarkKind.MOMENT: "moment_moment"}


Lanes: TypeAlias = Lane | LaneRole | str | Iterable[Lane | LaneRole | str]
"""Rows asked for, one or several: each by its role or its id."""


def lanes_of(journey: Journey, words: Labels, asked: Lanes | None = None) -> tuple[Lane, ...]:
    """The lanes to show: those asked for, those of the journey, or all.

    Raises:
        NotFoundError: if there is no lane of a name.
    """
    if asked is not None:
        names = Filter(lanes=asked).lanes or ()
        # What a filter cannot show cannot be asked for either.
        part_of(journey, Filter(lanes=names))
        return tuple(lane for name in names for lane in _called(name, journey, words))
    if journey.lanes:
        return journey.lanes
    return tuple(
        Lane(words(role), id=role.value, role=role)
        for role in LaneRole
        if role is not LaneRole.CUSTOM
    )


def _called(name: str, journey: Journey, words: Labels) -> Iterable[Lane]:
    """The lanes of the journey with this role or id; of a role that has none the usual one."""
    own = [lane for lane in journey.lanes if name in (lane.id, lane.role.value)]
    if own or name == LaneRole.CUSTOM.value:
        return own
    role = LaneRole(name)
    return [Lane(words(role), id=role.value, role=role)]


def divided(rows: Sequence[Row], words: Labels) -> tuple[Row, ...]:
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


def columns_of(
    context: LaneContent, part: Part, positions: Iterable[int] | None = None
) -> tuple[Column, ...]:
    """A column for each touchpoint that is shown, or for those at some positions."""
    phases = [phase for phase in part.journey.phases for _ in phase.touchpoints]
    shown = part.positions if positions is None else positions
    found = ((part.journey.touchpoints[i], phases[i]) for i in shown)
    return tuple(Column(t.id, t.name, phase.id, marks=context.marks(t)) for t, phase in found)


def groups_of(part: Part) -> tuple[ColumnGroup, ...]:
    """A group for each phase that is shown, in the hue that it has in the whole map."""
    every = part.journey.phases
    hues = {id: number for number, id in enumerate(dict.fromkeys(phase.id for phase in every))}
    whole = len(part.phases) == len(every)
    return tuple(
        ColumnGroup(phase.id, phase.name, phase.goal, hue=None if whole else hues[phase.id])
        for phase in part.phases
    )


def row_of(row: Row, *parts: Part, columns: Sequence[int] | None = None) -> Row | None:
    """What is shown of a row of the whole map; None where nothing of it is left.

    Args:
        row: of the whole map.
        *parts: the part that is shown; of several journeys one for each.
        columns: positions of the columns that are shown; by default those of the part.
    """
    had, bars = _says(row), _has_bars(row)
    only = parts[0].only
    if row.curves and only.personas is not None:
        others = {persona.id for part in parts for persona in part.journey.personas}
        others -= set(only.personas)
        row = row.replace(curves=(c for c in row.curves if c.id not in others))
    left = row.at(parts[0].positions if columns is None else columns)
    left = left.replace(
        cells=(Cell(e for e in cell.entries if _shown(e, row.role, parts)) for cell in left.cells),
        curves=(curve for curve in left.curves if curve.points),
    )
    if bars and not _has_bars(left):
        left = left.replace(note=None)
    # A row that was empty before was asked for.
    return left if _says(left) or not had else None


def _says(row: Row) -> bool:
    return bool(row.curves) or any(cell.entries for cell in row.cells)


def _has_bars(row: Row) -> bool:
    return any(entry.level is not None for cell in row.cells for entry in cell.entries)


def _shown(entry: Entry, role: LaneRole, parts: Sequence[Part]) -> bool:
    """Whether an entry of a touchpoint that is shown is so too."""
    least = parts[0].only.severity
    if least is None:
        return True
    if role is LaneRole.PAIN_POINTS:
        return any(m.kind is MarkKind.SEVERITY and m.value >= least.rank for m in entry.marks)
    if role is LaneRole.OPPORTUNITIES and entry.id is not None:
        found = ((part, part.journey.find(Opportunity, entry.id)) for part in parts)
        return any(chance is not None and part.addresses(chance) for part, chance in found)
    return True


def legend_of(columns: Iterable[Column], rows: Iterable[Row], words: Labels) -> tuple[Mark, ...]:
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
