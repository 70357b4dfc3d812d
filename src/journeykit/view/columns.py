"""The columns, groups, cards and rows of a sheet that shows a part of a journey."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.model import LaneRole, Opportunity
from journeykit.view.figures import (
    Cell,
    Column,
    ColumnGroup,
    Entry,
    Mark,
    MarkKind,
    Row,
)
from journeykit.view.labels import Labels
from journeykit.view.lanes import LaneContent
from journeykit.view.parts import Part

__all__ = ["columns_of", "groups_of", "legend_of", "row_of"]

# Signs that look alike whatever they say, and the word that explains them.
_SHARED = {MarkKind.PRIORITY: "ranked", MarkKind.MOMENT: "moment_moment"}


def columns_of(context: LaneContent, part: Part) -> tuple[Column, ...]:
    """A column for each touchpoint that is shown."""
    phases = [phase for phase in part.journey.phases for _ in phase.touchpoints]
    found = ((part.journey.touchpoints[i], phases[i]) for i in part.positions)
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


def row_of(row: Row, part: Part) -> Row | None:
    """What is shown of a row of the whole map; None where nothing of it is left."""
    had = _says(row)
    if row.curves and part.only.personas is not None:
        declared = {persona.id for persona in part.journey.personas} - set(part.only.personas)
        row = row.replace(curves=(c for c in row.curves if c.id not in declared))
    left = row.at(part.positions)
    cells = (Cell(e for e in cell.entries if _shown(e, row.role, part)) for cell in left.cells)
    curves = (curve for curve in left.curves if curve.points)
    left = left.replace(cells=cells, curves=curves)
    # A row that was empty before was asked for.
    return left if _says(left) or not had else None


def _says(row: Row) -> bool:
    return bool(row.curves) or any(cell.entries for cell in row.cells)


def _shown(entry: Entry, role: LaneRole, part: Part) -> bool:
    """Whether an entry of a touchpoint that is shown is so too."""
    least = part.only.severity
    if least is None:
        return True
    if role is LaneRole.PAIN_POINTS:
        return any(m.kind is MarkKind.SEVERITY and m.value >= least.rank for m in entry.marks)
    if role is LaneRole.OPPORTUNITIES and entry.id is not None:
        opportunity = part.journey.find(Opportunity, entry.id)
        return opportunity is None or part.addresses(opportunity)
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
