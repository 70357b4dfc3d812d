"""Pages: a title and figures below each other; pages within pages are sections."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from journeykit.view.figures import Figure, Page
from journeykit.view.layout.desk import Desk
from journeykit.view.scene import Group, Item, Scene

__all__ = ["lay_out_page"]

_TEXT_WIDTH = 680.0
_SMALLEST_TITLE = 15.0


def lay_out_page(page: Page, desk: Desk, lay_out: Callable[[Figure, Desk], Scene]) -> Scene:
    """Lay out a page.

    Args:
        page: the figure.
        desk: theme and typesetter.
        lay_out: lays out a single figure.

    Returns:
        The scene.
    """
    theme = desk.theme
    margin = 3 * theme.gap
    title = desk.setter.wrap(page.title, _TEXT_WIDTH, desk.title)
    opening = desk.setter.wrap(page.description, _TEXT_WIDTH, desk.body)
    items: list[Item] = [*title.place(margin, margin, _TEXT_WIDTH)]
    y = margin + title.height
    if opening.lines:
        items += opening.place(margin, y + theme.gap, _TEXT_WIDTH)
        y += opening.height + theme.gap
    right = margin + max(title.width, opening.width)
    # The titles of what a page holds stand below its own.
    size = max(theme.title_size * 0.75, min(_SMALLEST_TITLE, theme.title_size))
    inner = evolve(desk, theme=theme.replace(title_size=size))
    for figure in page.figures:
        scene = lay_out(figure, evolve(inner, locale=figure.locale or desk.locale))
        # A scene brings its own margins, which here do for the space between.
        items.append(Group(scene.items, id=scene.id, title=scene.title).moved(0, y))
        y += scene.height - margin / 2
        right = max(right, scene.width - margin)
    return Scene(
        right + margin, y + margin, tuple(items), id=page.id, title=page.title,
        description=page.description, ground=theme.ground, locale=page.locale,
    )  # fmt: skip
