"""A table in words: row by row, each value with the head of its column."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.view.figures import Table, TableColumn
from journeykit.view.format import format_value
from journeykit.view.words.phrases import phrases
from journeykit.view.words.text import listed, one_line, sentence

__all__ = ["table_in_words"]


def table_in_words(table: Table) -> Iterator[str]:
    """The blocks of a table, below its title and its description."""
    words = phrases(table.locale)
    heads = [_head(column) for column in table.columns]
    named = [head for head in heads if head]
    if named:
        yield sentence(f"{words('columns')}: {', '.join(named)}")
    for row in table.rows:
        told = (
            listed(head, [one_line(format_value(value, column, table.locale), "; ")])
            for value, column, head in zip(row, table.columns, heads, strict=True)
        )
        yield " ".join(filter(None, told))
    # A description says it better: "no findings" is no gap to be filled.
    if not table.rows and not table.description:
        yield words("empty")


def _head(column: TableColumn) -> str:
    title = one_line(column.title)
    unit = one_line(column.unit or "")
    return f"{title} ({unit})".strip() if unit else title
