"""Pages: a title and figures in rows; pages within pages are sections."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from attrs import evolve

from journeykit.view.figures import Figure, Page
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.folds import folds
from journeykit.view.layout.poster import enlarged, poster_of
from journeykit.view.layout.text import is_rtl
from journeykit.view.scene import Align, Group, Item, Scene

__all__ = ["lay_out_page"]

_TEXT_WIDTH = 680.0
_SMALLEST_TITLE = 15.0
_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def lay_out_page(page: Page, desk: Desk, lay_out: Callable[[Figure, Desk], Scene]) -> Scene:
    """Lay out a page: figures in their order, beside each other where there is room.

    The widest of them decides how wide the page is.

    Args:
        page: the figure.
        desk: theme and typesetter.
        lay_out: lays out a single figure.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    # The titles of what a page holds stand below its own.
    size = max(theme.title_size * 0.75, min(_SMALLEST_TITLE, theme.title_size))
    inner = evolve(desk, theme=theme.replace(title_size=size))
    scenes = [lay_out(figure, inner.speaking(figure.locale)) for figure in page.figures]
    # A page with a wide map is seen from as far away as the map, and its head grows likewise.
    poster = poster_of(max((scene.width for scene in scenes), default=0.0), desk)
    large, text_width = enlarged(desk, poster.head, title=poster.far), _TEXT_WIDTH * poster.far
    title = desk.setter.wrap(page.title, text_width, large.title)
    opening = desk.setter.wrap(page.description, text_width, large.body)
    width = max(
        [title.width + 2 * margin, opening.width + 2 * margin, *(scene.width for scene in scenes)]
    )
    turned = reads_rtl(page, desk.locale)
    side = Align.RIGHT if turned != bool(title.lines and title.lines[0].rtl) else Align.LEFT
    items: list[Item] = [*title.place(margin, margin, width - 2 * margin, side)]
    y = margin + title.height
    if opening.lines:
        side = Align.RIGHT if turned != opening.lines[0].rtl else Align.LEFT
        items += opening.place(margin, y + theme.gap, width - 2 * margin, side)
        y += opening.height + theme.gap
    # Scenes bring their own margins, which do for the space between them: they share them.
    starts = folds([scene.width - margin for scene in scenes], width - margin)
    for first, end in pairwise((0, *starts, len(scenes))):
        x = 0.0
        for scene in scenes[first:end]:
            dx = width - x - scene.width if turned else x
            items.append(Group(scene.items, id=scene.id, title=scene.title).moved(dx, y))
            x += scene.width - margin
        y += max((scene.height for scene in scenes[first:end]), default=margin / 2) - margin / 2
    return Scene(
        width, y + margin, tuple(items), id=page.id, title=page.title,
        description=page.description, ground=theme.ground, locale=page.locale,
    )  # fmt: skip


def reads_rtl(figure: Figure, locale: str | None) -> bool:
    """Tell whether a figure reads from right to left: by its language, or else its title.

    Examples:
        >>> reads_rtl(Page("p", "Report"), "he-IL"), reads_rtl(Page("p", "Report"), None)
        (True, False)
    """
    language = figure.locale or locale
    if language is None:
        return is_rtl(figure.title)
    return language.replace("_", "-").split("-")[0].lower() in _RTL_LANGUAGES
