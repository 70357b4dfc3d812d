"""Tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.renderers.markdown.text import emphasis, inline, prose, strong, table
from journeykit.renderers.words import word
from journeykit.view.figures import Table, ValueKind
from journeykit.view.format import format_value
from journeykit.view.words.table import shading_words

__all__ = ["table_blocks"]

_TO_THE_RIGHT = (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.INTERVAL)


def table_blocks(figure: Table) -> Iterator[str]:
    """The blocks of a table, below its title."""
    if figure.description:
        yield prose(figure.description)
    if figure.subtitle and figure.subtitle not in figure.description:
        yield prose(figure.subtitle)
    if figure.columns:
        yield table(
            list(_heads(figure)),
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
    yield from map(emphasis, shading_words(figure))
    if figure.note:
        yield emphasis(figure.note)


def _heads(figure: Table) -> Iterator[str]:
    """The heads: what several share at the first of them, and the anchor standing out."""
    before: str | None = None
    for column in figure.columns:
        text = strong(column.head) if column.anchor else inline(column.head)
        shared = column.heading if column.heading != before else None
        yield f"{inline(shared)}: {text}" if shared else text
        before = column.heading
