"""Sheets that are too wide: cut between phases into sheets that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from journeykit.view.figures import ColumnGroup, Curve, Sheet
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.poster import Poster, poster_of
from journeykit.view.layout.sheets.grid import Grid, hue_numbers, set_grid
from journeykit.view.layout.spots import Edges

__all__ = ["SheetPart", "split_sheet"]

_HALVINGS = 12

_Part = list[tuple[ColumnGroup, list[int]]]


@frozen
class SheetPart:
    """A sheet that is a part of another, or all of it.

    Attributes:
        sheet: what it shows.
        poster: factors of larger parts, as in its neighbours; None where it stands alone.
        resumed: whether its first group began in the part before.
        unfinished: whether its last group goes on in the part after it.
        edges: for each row and curve, by their ids, the value of the curve at the
            left and at the right edge, where it comes from or goes on elsewhere.
        span: width of the columns of the widest part; all are on paper of one width.
    """

    sheet: Sheet
    poster: Poster | None = None
    resumed: bool = False
    unfinished: bool = False
    edges: Mapping[tuple[str, str], Edges] = field(factory=dict)
    span: float = 0.0


def split_sheet(sheet: Sheet, desk: Desk, max_width: float) -> tuple[SheetPart, ...]:
    """Cut a sheet that is too wide into sheets that are not.

    It is cut between phases, and inside a phase only where that alone is too
    wide. Every part has title, row titles and legend; the first keeps the rest
    of the head.

    Args:
        sheet: the figure.
        desk: theme and typesetter.
        max_width: in points; a single column may still be wider.

    Returns:
        The parts, in order; the sheet itself where it fits.
    """
    grid = set_grid(sheet, desk)
    hues = hue_numbers(sheet)
    if grid.right + grid.margin <= max_width or not grid.groups:
        return (SheetPart(sheet),)
    room = max_width - 2 * grid.margin - grid.head
    parts = _parts(sheet, grid, room)
    if len(parts) < 2:
        return (SheetPart(sheet),)
    # As many parts as are needed, but about equally wide.
    low, high = 0.0, room
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = _parts(sheet, grid, middle)
        if len(found) > len(parts) or _cuts(found) > _cuts(parts):
            low = middle
        else:
            high = middle
    parts = _parts(sheet, grid, high)
    widest = max(sum(grid.widths[i] for _, inside in part for i in inside) for part in parts)
    poster = poster_of(grid.head + widest, desk)
    starts = [part[0][0].id for part in parts]
    ends = [part[-1][0].id for part in parts]
    sheets = [
        _part(sheet, part, number, len(parts)).replace(
            groups=[group.replace(hue=hues[group.id]) for group, _ in part]
        )
        for number, part in enumerate(parts, start=1)
    ]
    grids = (set_grid(each, desk, max_width, poster) for each in sheets)
    span = max(each.right - each.left for each in grids)
    return tuple(
        SheetPart(
            sheets[number],
            poster,
            resumed=number > 0 and starts[number] == ends[number - 1],
            unfinished=number + 1 < len(parts) and ends[number] == starts[number + 1],
            edges=_edges(sheet, part),
            span=span,
        )
        for number, part in enumerate(parts)
    )


def _cuts(parts: Sequence[_Part]) -> int:
    """How many pieces of phases the parts hold: the more, the more phases are cut."""
    return sum(map(len, parts))


def _parts(sheet: Sheet, grid: Grid, room: float) -> list[_Part]:
    members: dict[str, list[int]] = {group.id: [] for group in grid.groups}
    for index, column in enumerate(sheet.columns):
        members[column.group].append(index)
    parts: list[_Part] = [[]]
    used = 0.0
    for group, width in zip(grid.groups, grid.group_widths, strict=True):
        if used + width <= room:
            parts[-1].append((group, members[group.id]))
            used += width
            continue
        if parts[-1]:
            parts.append([])
        used = 0.0
        chunk: list[int] = []
        for index in members[group.id]:
            if chunk and used + grid.widths[index] > room:
                parts[-1].append((group, chunk))
                parts.append([])
                chunk, used = [], 0.0
            chunk.append(index)
            used += grid.widths[index]
        parts[-1].append((group, chunk))
        used = used or width
    return [part for part in parts if part]


def _edges(sheet: Sheet, part: _Part) -> dict[tuple[str, str], Edges]:
    """What the curves of a sheet are worth where a part of it begins and ends."""
    indices = [index for _, inside in part for index in inside]
    if not indices or indices != list(range(indices[0], indices[-1] + 1)):
        return {}
    return {
        (row.id, curve.id): (_value(curve, indices[0]), _value(curve, indices[-1] + 1))
        for row in sheet.rows
        for curve in row.curves
    }


def _value(curve: Curve, at: int) -> float | None:
    """What a curve is worth between two columns; None where it does not cross from one to the other."""
    places = [(point.column + point.offset, point.value) for point in curve.points]
    left = max((place for place in places if place[0] < at), default=None)
    right = min((place for place in places if place[0] >= at), default=None)
    if left is None or right is None:
        return None
    return left[1] + (right[1] - left[1]) * (at - left[0]) / (right[0] - left[0])


def _part(sheet: Sheet, part: _Part, number: int, count: int) -> Sheet:
    indices = [index for _, inside in part for index in inside]
    first = number == 1
    return sheet.replace(
        id=sheet.id if first else f"{sheet.id}-{number}",
        title=f"{sheet.title} ({number}/{count})",
        subtitle=sheet.subtitle if first else None,
        fields=sheet.fields if first else (),
        cards=sheet.cards if first else (),
        columns=tuple(sheet.columns[index] for index in indices),
        rows=tuple(row.at(indices) for row in sheet.rows),
    )
