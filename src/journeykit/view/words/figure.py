"""Any figure in words."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet, Table
from journeykit.view.words.chart import chart_in_words
from journeykit.view.words.graph import graph_in_words
from journeykit.view.words.sheet import sheet_in_words
from journeykit.view.words.table import table_in_words
from journeykit.view.words.text import lines, one_line, sentence

__all__ = ["in_words"]


def in_words(figure: Figure) -> str:
    """Say all that a figure shows, in the order of reading.

    Every text of the figure is there, every sign by its words, every value as a
    figure. Blocks have a blank line between them; no line is wrapped.

    Examples:
        >>> from journeykit.view.figures import TableColumn
        >>> table = Table("t", "Steps", columns=[TableColumn("Step")], rows=[["Home"]])
        >>> print(in_words(table))
        Steps.
        <BLANKLINE>
        Columns: Step.
        <BLANKLINE>
        Step: Home.
    """
    return "\n\n".join(block for block in _blocks(figure) if block)


def _blocks(figure: Figure) -> Iterator[str]:
    yield sentence(one_line(figure.title))
    yield "\n".join(lines(figure.description))
    match figure:
        case Sheet():
            yield from sheet_in_words(figure)
        case Graph():
            yield from graph_in_words(figure)
        case Table():
            yield from table_in_words(figure)
        case Chart():
            yield from chart_in_words(figure)
        case Page():
            for part in figure.figures:
                yield from _blocks(part)
