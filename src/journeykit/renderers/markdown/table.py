"""Tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.renderers.markdown.text import emphasis, inline, prose, table
from journeykit.renderers.words import word
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.format import format_value

__all__ = ["table_blocks"]

_TO_THE_RIGHT = (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.INTERVAL)


def table_blocks(figure: Table) -> Iterator[str]:
    """The blocks of a table, below its title."""
    if figure.description:
        yield prose(figure.description)
    if figure.columns:
        yield table(
            [inline(_head(column)) for column in figure.columns],
            (
                [
                    inline(format_value(value, column, figure.locale))
                    for value, column in zip(row, figure.columns, strict=True)
                ]
                for row in figure.rows
            ),
            right=(i for i, c in enumerate(figure.columns) if c.kind in _TO_THE_RIGHT),
        )
    # A description says it better: "no findings" is no gap to be filled.
    if not figure.rows and not figure.description:
        yield emphasis(word("empty", figure.locale))


def _head(column: TableColumn) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title
