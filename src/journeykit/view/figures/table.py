"""The table: typed columns, and rows of plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model.element import Value
from journeykit.model.fields import as_tuple

__all__ = ["Table", "TableColumn", "TableValue", "ValueKind"]


class ValueKind(StrEnum):
    """What a column of a table holds, which decides how it is written and aligned."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    """A share from 0 to 1, written as a percentage."""
    INTERVAL = "interval"
    """A pair of shares, written as percentages."""
    DATE = "date"


TableValue: TypeAlias = str | int | float | bool | dt.date | tuple[float, float] | None


@frozen(repr=False)
class TableColumn(Value):
    """A column of a table.

    Attributes:
        title: what stands at its head.
        kind: what it holds.
        unit: written at its head, or None.
        decimals: digits after the point for numbers and percentages.
    """

    title: str
    kind: ValueKind = ValueKind.TEXT
    unit: str | None = field(default=None, kw_only=True)
    decimals: int | None = field(default=None, kw_only=True)


def _rows(rows: Iterable[Iterable[TableValue]]) -> tuple[tuple[TableValue, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen(repr=False)
class Table(Value):
    """Typed columns and rows of plain values; None is an empty cell.

    Used for findings, personas, funnel figures, the action plan.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        columns: in order.
        rows: in order, each with one value for each column.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    columns: tuple[TableColumn, ...] = field(default=(), converter=as_tuple, kw_only=True)
    rows: tuple[tuple[TableValue, ...], ...] = field(default=(), converter=_rows, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise InvalidValueError(
                    "Table", f"rows[{index}]", expected=f"{len(self.columns)} values", got=len(row)
                )
