"""Figures without one of their parts, to see whether a renderer says that it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from journeykit.errors import JourneyKitError
from journeykit.view.figures import Axis, Chart, Column, Figure, Graph, Sheet, Table

__all__ = ["parts_with", "without"]

_Step = str | int
_Path = tuple[_Step, ...]


def parts_with(place: str) -> Iterator[str]:
    """A place in a figure and those that hold it, the innermost first.

    Examples:
        >>> list(parts_with("rows[0].cells[1]"))
        ['rows[0].cells[1]', 'rows[0].cells', 'rows[0]', 'rows']
    """
    ends = [match.end() for match in re.finditer(r"\w+\]?", place)]
    return (place[:end] for end in reversed(ends))


def without(figure: Figure, place: str) -> Figure | None:
    """The figure without what stands at a place, and without what leans on it.

    Args:
        figure: the figure; it stays as it is.
        place: such as `columns[2]` or `rows[0].note`.

    Returns:
        The figure, or None where it cannot be without.

    Examples:
        >>> from journeykit.view.figures import TableColumn
        >>> table = Table("t", "Steps", columns=[TableColumn("Step")], rows=[["home"]])
        >>> without(table, "columns[0]").rows
        ((),)
        >>> without(table, "title") is None
        True
    """
    path = tuple(int(step) if step.isdigit() else step for step in re.findall(r"\w+", place))
    try:
        smaller: Figure = _removed(figure, path)
    except (JourneyKitError, _NotPossible):
        return None
    return smaller


class _NotPossible(Exception):  # noqa: N818 - it never leaves this module
    """A part that there has to be."""


def _removed(value: Any, path: _Path) -> Any:
    step, *rest = path
    if isinstance(step, int):
        if not rest:
            return _but(value, step)
        return (*value[:step], _removed(value[step], tuple(rest)), *value[step + 1 :])
    match value, step, rest:
        case Table(), "rows", [int(row), int(column)]:
            # In a row, each value has its column.
            return value.replace(rows=_emptied(value.rows, row, column))
        case Chart(), "x" | "y", ["categories", int(place)]:
            return _category(value, step, place)
        case _, _, [int(place)] if (type(value), step) in _LEANING:
            return _LEANING[type(value), step](value, place)
    old = getattr(value, step)
    if rest:
        return attrs.evolve(value, **{step: _removed(old, tuple(rest))})
    default = attrs.fields_dict(type(value))[step].default
    if default is attrs.NOTHING and not isinstance(old, tuple):
        raise _NotPossible
    return attrs.evolve(value, **{step: () if default is attrs.NOTHING else default})


def _but(values: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*values[:place], *values[place + 1 :])


def _table_column(table: Table, place: int) -> Table:
    rows = tuple(_but(row, place) for row in table.rows)
    return table.replace(columns=_but(table.columns, place), rows=rows)


def _emptied(rows: tuple[Any, ...], row: int, column: int) -> tuple[Any, ...]:
    values = rows[row]
    return (*rows[:row], (*values[:column], None, *values[column + 1 :]), *rows[row + 1 :])


def _sheet_columns(sheet: Sheet, keeps: Callable[[int, Column], bool]) -> Sheet:
    kept = [place for place, column in enumerate(sheet.columns) if keeps(place, column)]
    return sheet.replace(
        columns=[sheet.columns[place] for place in kept], rows=[row.at(kept) for row in sheet.rows]
    )


def _sheet_column(sheet: Sheet, place: int) -> Sheet:
    return _sheet_columns(sheet, lambda each, _: each != place)


def _column_group(sheet: Sheet, place: int) -> Sheet:
    id = sheet.groups[place].id
    kept = _sheet_columns(sheet, lambda _, column: column.group != id)
    return kept.replace(groups=_but(sheet.groups, place))


def _node(graph: Graph, place: int) -> Graph:
    id = graph.nodes[place].id
    edges = tuple(edge for edge in graph.edges if id not in (edge.source, edge.target))
    return graph.replace(nodes=_but(graph.nodes, place), edges=edges)


def _node_group(graph: Graph, place: int) -> Graph:
    id = graph.groups[place].id
    nodes = tuple(node.replace(group=None) if node.group == id else node for node in graph.nodes)
    return graph.replace(nodes=nodes, groups=_but(graph.groups, place))


def _category(chart: Chart, axis: str, place: int) -> Chart:
    """A chart without a place on one of its axes: the points there go, those beyond move up."""
    old: Axis = getattr(chart, axis)
    groups, first = [], 0
    for group in old.groups:
        size = group.size - (first <= place < first + group.size)
        groups += [group.replace(size=size)] if size else []
        first += group.size
    new = old.replace(categories=_but(old.categories, place), groups=groups)
    series = [
        each.replace(
            points=[
                point.replace(**{axis: at - (at > place)})
                for point in each.points
                if (at := getattr(point, axis)) != place
            ]
        )
        for each in chart.series
    ]
    return chart.replace(**{axis: new}, series=series)


# What others lean on, which go as well.
_LEANING: Mapping[tuple[type, str], Callable[[Any, int], Figure]] = {
    (Table, "columns"): _table_column,
    (Sheet, "columns"): _sheet_column,
    (Sheet, "groups"): _column_group,
    (Graph, "nodes"): _node,
    (Graph, "groups"): _node_group,
}
