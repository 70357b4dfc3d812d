"""The page: a title and a sequence of figures, which makes it a report."""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.view.figures.chart import Chart
from journeykit.view.figures.graph import Graph
from journeykit.view.figures.sheet import Sheet
from journeykit.view.figures.table import Table

__all__ = ["FIGURES", "Figure", "Page"]


@frozen(repr=False)
class Page(Value):
    """A title and a sequence of figures: a report.

    Attributes:
        id: identifier for links and element ids.
        title: what it is about.
        description: an opening paragraph, or empty.
        figures: in order; a page may hold pages, which are its sections.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    figures: tuple[Figure, ...] = field(default=(), converter=as_tuple, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)


Figure: TypeAlias = Sheet | Graph | Table | Chart | Page
"""Any of the five kinds."""

FIGURES = (Sheet, Graph, Table, Chart, Page)
"""The five kinds, for tests at run time."""
