"""How large the parts of a sheet are that are read from across a room.

A wide sheet is looked at from further away: what gives the overview (title,
phases, the curve) grows with its width. What is read from near (cells) stays.
"""

from __future__ import annotations

from attrs import evolve, frozen

from journeykit.view.layout.desk import Desk

__all__ = ["Poster", "enlarged", "poster_of"]

_COLUMNS = 9
"""A sheet of so many columns is of usual width: nothing on it is larger than the theme says."""

_STEEP = 0.8
_MOST = 2.0


@frozen
class Poster:
    """How much larger the parts of a sheet are than the theme says.

    Attributes:
        far: factor of what is seen first: title, phases, curve.
    """

    far: float = 1.0

    @property
    def head(self) -> float:
        """Factor of the texts and cards beside the title."""
        return float(self.far**0.5)

    @property
    def near(self) -> float:
        """Factor of what leads from the overview to the cells: names of rows, goals, legend."""
        return float(self.far**0.3)


def poster_of(width: float, desk: Desk) -> Poster:
    """The factors for a sheet of this width, in points.

    Examples:
        >>> from journeykit.view.layout.text import Typesetter
        >>> from journeykit.view.theme import LIGHT
        >>> desk = Desk(LIGHT, Typesetter())
        >>> poster_of(700, desk).far, round(poster_of(2000, desk).far, 1), poster_of(9000, desk).far
        (1.0, 1.5, 2.0)
    """
    usual = desk.theme.head_width + _COLUMNS * desk.theme.column_width
    return Poster(min(max((width / usual) ** _STEEP, 1.0), _MOST))


def enlarged(desk: Desk, factor: float, *, title: float | None = None) -> Desk:
    """The same desk with larger type.

    Args:
        desk: theme and typesetter.
        factor: of all type and of gaps.
        title: factor of the title, where it is another.
    """
    theme = desk.theme
    sizes = ("text_size", "note_size", "column_size", "group_size", "gap")
    grown = {size: getattr(theme, size) * factor for size in sizes}
    grown["title_size"] = theme.title_size * (factor if title is None else title)
    return evolve(desk, theme=theme.replace(**grown))
