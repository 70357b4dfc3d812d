"""The table: typed columns, and rows of plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model.element import Value
from journeykit.model.fields import as_tuple, check_number

__all__ = ["Shading", "Table", "TableColumn", "TableValue", "ValueKind"]


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
        signed: whether numbers above 0 are written with a plus, as differences are.
        shaded: whether its cells are shaded by their values, as `Table.shading` says.
        heading: what it has in common with its neighbours of the same heading,
            written once above them, or None.
        anchor: whether it is the one from which the others are counted.
    """

    title: str
    kind: ValueKind = ValueKind.TEXT
    unit: str | None = field(default=None, kw_only=True)
    decimals: int | None = field(default=None, kw_only=True)
    signed: bool = field(default=False, kw_only=True)
    shaded: bool = field(default=False, kw_only=True)
    heading: str | None = field(default=None, kw_only=True)
    anchor: bool = field(default=False, kw_only=True)

    @property
    def head(self) -> str:
        """Its title with its unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


@frozen(repr=False)
class Shading(Value):
    """How the cells of a table are shaded: the deeper, the greater the value.

    Values below 0 have another hue, which deepens away from 0; as the text of a cell
    says its value, nothing is said by colour alone.

    Attributes:
        title: what the shade says, for the legend, or None.
        low: value at the lower end: 0, or below 0 where there are values on both sides.
        high: value of the deepest shade, above `low`.
        ends: words for the lower and the upper end, such as ("fewer", "more"), or None.
        empty: what an empty cell means, such as "not yet observed", or None.
    """

    title: str | None = None
    low: float = field(default=0.0, validator=check_number(), kw_only=True)
    high: float = field(default=1.0, validator=check_number(), kw_only=True)
    ends: tuple[str, str] | None = field(default=None, kw_only=True)
    empty: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.low >= self.high:
            raise InvalidValueError(
                "Shading", "high", expected=f"a number above low ({self.low:g})", got=self.high
            )


def _rows(rows: Iterable[Iterable[TableValue]]) -> tuple[tuple[TableValue, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen(repr=False)
class Table(Value):
    """Typed columns and rows of plain values; None is an empty cell.

    Used for findings, personas, funnel figures, the action plan; with shaded columns
    for retention and for what happens before and after an event.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        subtitle: what it comes to, in a sentence, or None.
        columns: in order.
        rows: in order, each with one value for each column.
        shading: how the cells of shaded columns are shaded, or None for none.
        note: a line below, such as the method and its source, or None.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    subtitle: str | None = field(default=None, kw_only=True)
    columns: tuple[TableColumn, ...] = field(default=(), converter=as_tuple, kw_only=True)
    rows: tuple[tuple[TableValue, ...], ...] = field(default=(), converter=_rows, kw_only=True)
    shading: Shading | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise InvalidValueError(
                    "Table", f"rows[{index}]", expected=f"{len(self.columns)} values", got=len(row)
                )
