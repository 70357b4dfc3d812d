"""Layout: from figures to scenes. Text is measured first, and then everything has its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet
from journeykit.view.layout.charts.chart import follows_script, lay_out_chart
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.graphs.graph import lay_out_graph
from journeykit.view.layout.page import lay_out_page, reads_rtl
from journeykit.view.layout.sheets.sheet import lay_out_sheet
from journeykit.view.layout.sheets.split import SheetPart, split_sheet
from journeykit.view.layout.table import lay_out_table
from journeykit.view.layout.text import EstimatedMeasure, Measure, Typesetter
from journeykit.view.scene import Scene, mirrored
from journeykit.view.theme import LIGHT, Theme

__all__ = ["EstimatedMeasure", "Measure", "lay_out"]


def lay_out(
    figure: Figure,
    *,
    theme: Theme = LIGHT,
    measure: Measure | None = None,
    max_width: float | None = None,
    apart: bool = False,
) -> tuple[Scene, ...]:
    """Lay out a figure of any kind.

    Args:
        figure: what a reader should see.
        theme: colours, type and sizes.
        measure: tells how long a text is; by default a table of usual widths,
            which needs no typeface.
        max_width: widest sheet in points (1/72 inch); a wider one is cut between
            its phases. None means never.
        apart: whether each figure of a page has a scene of its own, as on the pages
            of a document; the title of the page stands over the first.

    Returns:
        One scene, or one for each part of a sheet that was cut, or for each figure.

    Examples:
        >>> from journeykit.view.figures import Table, TableColumn
        >>> lay_out(Table("t", "Steps", columns=[TableColumn("Step")], rows=[["Home"]]))
        (<Scene 'Steps': ... x ... pt>,)
    """
    setter = Typesetter(measure or EstimatedMeasure())
    return tuple(_scenes(figure, Desk(theme, setter, figure.locale), max_width, apart=apart))


def _scenes(figure: Figure, desk: Desk, max_width: float | None, *, apart: bool) -> Iterator[Scene]:
    if isinstance(figure, Page) and apart and figure.figures:
        heads, *others = (
            tuple(_scenes(each, desk.speaking(each.locale), max_width, apart=apart))
            for each in figure.figures
        )
        if len(heads) == 1:
            yield _one(figure.replace(figures=figure.figures[:1]), desk)
        else:
            yield _one(figure.replace(figures=()), desk)
            yield from heads
        yield from chain.from_iterable(others)
    elif isinstance(figure, Sheet) and max_width is not None:
        for part in split_sheet(figure, desk, max_width):
            yield _one(part.sheet, desk, max_width, part)
    else:
        yield _one(figure, desk)


def _one(
    figure: Figure,
    desk: Desk,
    max_width: float | None = None,
    part: SheetPart | None = None,
) -> Scene:
    if isinstance(figure, Page):
        return lay_out_page(figure, desk, _one)
    turned = reads_rtl(figure, desk.locale)
    if isinstance(figure, Chart) and not follows_script(figure):
        return lay_out_chart(figure, desk)
    desk = evolve(desk, setter=evolve(desk.setter, by_script=not turned))
    if isinstance(figure, Sheet):
        scene = lay_out_sheet(figure, desk, max_width, part)
    elif isinstance(figure, Graph):
        scene = lay_out_graph(figure, desk)
    elif isinstance(figure, Chart):
        scene = lay_out_chart(figure, desk)
    else:
        scene = lay_out_table(figure, desk)
    return mirrored(scene) if turned else scene
