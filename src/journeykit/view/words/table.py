"""A table in words: row by row, each value with the head of its column."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.view.figures import Table, TableColumn
from journeykit.view.format import DASH, format_value
from journeykit.view.words.phrases import phrases
from journeykit.view.words.text import in_brackets, listed, one_line, sentence, subtitle

__all__ = ["shading_words", "table_in_words"]


def table_in_words(table: Table) -> Iterator[str]:
    """The blocks of a table, below its title and its description."""
    words = phrases(table.locale)
    yield subtitle(table)
    heads = [_head(column) for column in table.columns]
    named = list(filter(None, _named(table, heads)))
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
    yield " ".join(sentence(one_line(said)) for said in shading_words(table))
    yield sentence(one_line(table.note or ""))


def shading_words(table: Table) -> Iterator[str]:
    """What the shade of cells says, and what it means that one is empty.

    Examples:
        >>> from journeykit.view.figures import Shading, ValueKind
        >>> column = TableColumn("Month 1", ValueKind.PERCENT, shaded=True, decimals=0)
        >>> shading = Shading("Still there", ends=("few", "many"), empty="still to come")
        >>> list(shading_words(Table("t", "T", columns=[column], shading=shading)))
        ['Still there: 0% few – 100% many', 'Empty cells: still to come']
    """
    shading = table.shading
    if shading is None:
        return
    column = next((each for each in table.columns if each.shaded), TableColumn(""))
    ends = [format_value(end, column, table.locale) for end in (shading.low, shading.high)]
    if shading.ends:
        ends = [f"{end} {said}" for end, said in zip(ends, shading.ends, strict=False)]
    scale = f" {DASH} ".join(ends)
    if shading.title or shading.ends:
        yield f"{shading.title}: {scale}" if shading.title else scale
    if shading.empty:
        yield phrases(table.locale)("empty_cells", shading.empty)


def _named(table: Table, heads: list[str]) -> Iterator[str]:
    """The heads, with what several of them share before the first, and the anchor as such."""
    before: str | None = None
    for column, head in zip(table.columns, heads, strict=True):
        shared = one_line(column.heading or "") if column.heading != before else ""
        before = column.heading
        said = in_brackets(head, [phrases(table.locale)("anchor")]) if column.anchor else head
        yield f"{shared}: {said}" if shared else said


def _head(column: TableColumn) -> str:
    title = one_line(column.title)
    unit = one_line(column.unit or "")
    return f"{title} ({unit})".strip() if unit else title
