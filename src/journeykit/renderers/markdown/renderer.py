"""The Markdown renderer: its options, and how a page hangs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from journeykit.errors import RenderError, shown
from journeykit.model.element import Value
from journeykit.model.fields import check_is, check_number, check_text_or_none, check_whole
from journeykit.renderers.markdown.chart import chart_blocks
from journeykit.renderers.markdown.graph import graph_blocks
from journeykit.renderers.markdown.sheet import sheet_blocks
from journeykit.renderers.markdown.table import table_blocks
from journeykit.renderers.markdown.text import heading, image, prose
from journeykit.renderers.protocol import PROTOCOL, Rendered
from journeykit.renderers.words import replaced_characters
from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet, Table
from journeykit.view.theme import Theme
from journeykit.view.words.short import short
from journeykit.view.words.text import one_line

__all__ = ["MarkdownRenderer"]

# CommonMark replaces NUL, and UTF-8 cannot hold half of a surrogate pair.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@frozen(kw_only=True, repr=False)
class MarkdownRenderer(Value):
    """Draws all kinds of figure as GitHub-flavoured Markdown.

    Signs say what colour says in a picture: ▲ and ▼ for good and bad, ●●○ for
    severity, ① for rank, ★ for moments of truth, ◌ for what rests on no evidence.

    Attributes:
        heading_level: level of the title, 1 to 6; parts are one level deeper.
        max_columns: how many touchpoints stand side by side in a table. A wider
            phase is turned, one row for each touchpoint, or cut into parts.
        bars: whether bar charts get bars of text beside their figures.
        bar_width: length of the longest bar, in characters.
        legend: whether the signs of a sheet are explained at its end.
        picture: address of a picture of the figure, such as "map.svg", to stand
            below the title; or None. It is linked, not drawn. The figure's
            description becomes its alternative text.

    Examples:
        >>> from journeykit.view.figures import Page
        >>> from journeykit.view.theme import LIGHT
        >>> page = Page("p", "Bikes & more")
        >>> print(MarkdownRenderer(heading_level=3).render(page, theme=LIGHT, suffix=".md").text)
        ### Bikes & more
    """

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")
    draws: ClassVar[frozenset[type]] = frozenset({Sheet, Graph, Table, Chart, Page})

    heading_level: int = field(default=1, validator=[check_whole, check_number(1, 6)])
    max_columns: int = field(default=5, validator=[check_whole, check_number(1)])
    bars: bool = field(default=True, validator=check_is(bool, "true or false"))
    bar_width: int = field(default=16, validator=[check_whole, check_number(1)])
    legend: bool = field(default=True, validator=check_is(bool, "true or false"))
    picture: str | None = field(default=None, validator=check_text_or_none)

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Draw a figure. The theme has no meaning here.

        Raises:
            RenderError: if it is no figure.
        """
        del theme
        if type(figure) not in self.draws:
            msg = f"the format 'markdown' draws the five kinds of figure, got {shown(figure)}"
            raise RenderError(msg)
        text = "\n\n".join(self._blocks(figure, self.heading_level, self.picture)) + "\n"
        text, replaced = _UNWRITABLE.subn("\ufffd", text)
        return Rendered(
            data=text.encode(), media_type="text/markdown", suffix=suffix,
            losses=replaced_characters(replaced),
        )  # fmt: skip

    def _blocks(self, figure: Figure, level: int, picture: str | None = None) -> Iterator[str]:
        """The blocks of a figure, with a blank line between each two."""
        yield heading(figure.title, level)
        if picture is not None:
            alt = short([figure.description]) or short([figure.title])
            yield image(alt, picture)
            # Said by the picture already, unless it was too long for that.
            if alt == one_line(figure.description):
                figure = figure.replace(description="")
        match figure:
            case Sheet():
                yield from sheet_blocks(
                    figure, level, max_columns=self.max_columns, legend=self.legend
                )
            case Graph():
                yield from graph_blocks(figure, level)
            case Table():
                yield from table_blocks(figure)
            case Chart():
                yield from chart_blocks(figure, bar_width=self.bar_width if self.bars else 0)
            case Page():
                if figure.description:
                    yield prose(figure.description)
                for part in figure.figures:
                    yield from self._blocks(part, level + 1)
