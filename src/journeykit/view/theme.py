"""How figures look: colours, type and sizes, as one frozen value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple, check_number, check_texts
from journeykit.view.contrast import TEXT_CONTRAST, contrast_ratio

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["DARK", "LIGHT", "PRINT", "Theme", "as_theme"]

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def _check_colour(theme: object, attribute: Attribute[Any], value: object) -> None:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise _no_colour(theme, attribute.name, value)


def _check_colours(theme: object, attribute: Attribute[Any], value: tuple[object, ...]) -> None:
    if not value:
        raise InvalidValueError(
            type(theme).__name__, attribute.name, expected="one colour at least", got=value
        )
    for index, each in enumerate(value):
        if not isinstance(each, str) or not _COLOUR.fullmatch(each):
            raise _no_colour(theme, f"{attribute.name}[{index}]", each)


def _no_colour(theme: object, name: str, value: object) -> InvalidValueError:
    expected = "a colour such as '#1d2733'"
    return InvalidValueError(type(theme).__name__, name, expected=expected, got=value)


def _colour(default: str) -> Any:
    return field(default=default, validator=_check_colour)


def _size(default: float) -> Any:
    return field(default=default, validator=check_number(above=0))


@frozen(kw_only=True, repr=False)
class Theme(Value):
    """How figures look. Change it with `replace`; renderers never keep one.

    Colours are "#rrggbb". Those of text on its ground hold WCAG AA (4.5:1);
    `journeykit.view.contrast.contrast_faults` says where a theme of your own does not.
    Sizes are points (1/72 inch).

    Attributes:
        name: what it is called.
        ground: the paper.
        band: ground of every second phase, and of cards.
        ink: text, axes and curves.
        muted: secondary text.
        rule: thin lines.
        positive: good; always with a sign or word beside it.
        neutral: neither good nor bad.
        negative: bad.
        priority: ranks and moments of truth.
        more: the deepest shade of cells, where much is; it pales towards `ground`.
        less: the same for values below zero.
        hues: phases, channels and series, in turn.
        on_hue: text on a hue; on a hue where it does not read, `on` takes another.
        families: typefaces by preference; each character takes the first that has it.
        text_size: body text.
        title_size: title of a figure.
        group_size: name of a phase.
        column_size: name of a touchpoint.
        note_size: notes and legends.
        column_width: width of a column of a sheet.
        head_width: width of the row titles of a sheet.
        gap: the unit of spacing.
    """

    name: str = "light"
    ground: str = _colour("#ffffff")
    band: str = _colour("#f6f8fa")
    ink: str = _colour("#1d2733")
    muted: str = _colour("#5b6775")
    rule: str = _colour("#dfe4ea")
    positive: str = _colour("#1f7a6d")
    neutral: str = _colour("#66707b")
    negative: str = _colour("#b3432b")
    priority: str = _colour("#8f6400")
    more: str = _colour("#1f4e79")
    less: str = _colour("#8a4513")
    hues: tuple[str, ...] = field(
        default=("#3d5a80", "#24737f", "#467343", "#96592b", "#7a5195"),
        converter=as_tuple,
        validator=_check_colours,
    )
    on_hue: str = _colour("#ffffff")
    families: tuple[str, ...] = field(
        default=("Source Sans 3", "Source Sans Pro", "DejaVu Sans"),
        converter=as_texts,
        validator=check_texts,
    )
    text_size: float = _size(10.5)
    title_size: float = _size(24.0)
    group_size: float = _size(14.0)
    column_size: float = _size(11.5)
    note_size: float = _size(9.5)
    column_width: float = _size(118.0)
    head_width: float = _size(104.0)
    gap: float = _size(8.0)

    def hue(self, index: int) -> str:
        """The hue of the n-th phase, channel or series; they repeat in turn."""
        return self.hues[index % len(self.hues)]

    def on(self, color: str) -> str:
        """The colour of text on a hue, or on another colour of the theme.

        It is `on_hue` where that reads there (4.5:1), or else `ink`, or else
        `ground`; where none does, the one of them that reads best.

        Args:
            color: what the text stands on, "#rrggbb".

        Examples:
            >>> LIGHT.on("#3d5a80"), LIGHT.on("#ffb81c")
            ('#ffffff', '#1d2733')
        """
        choices = (self.on_hue, self.ink, self.ground)
        reads = (each for each in choices if contrast_ratio(each, color) >= TEXT_CONTRAST)
        return next(reads, max(choices, key=lambda each: contrast_ratio(each, color)))


LIGHT = Theme()
"""Dark text on white."""

DARK = Theme(
    name="dark",
    ground="#12181f",
    band="#1a222c",
    ink="#e8edf2",
    muted="#a3b0bd",
    rule="#2f3b48",
    positive="#5cc4b2",
    neutral="#98a3af",
    negative="#f08c74",
    priority="#e3b341",
    more="#9cc4f2",
    less="#f0b27a",
    hues=("#8fb1de", "#67bccb", "#8fc48a", "#dba274", "#c29add"),
    on_hue="#12181f",
)
"""Light text on a dark ground."""

PRINT = Theme(
    name="print",
    band="#f4f4f4",
    ink="#1a1a1a",
    muted="#595959",
    rule="#d0d0d0",
    positive="#4d4d4d",
    neutral="#6b6b6b",
    negative="#262626",
    priority="#404040",
    more="#333333",
    less="#4d4d4d",
    hues=("#404040", "#666666", "#525252", "#737373", "#474747"),
)
"""Grey only, for paper."""


def as_theme(theme: Theme | str | None) -> Theme:
    """The theme that is meant: itself, or that of a name; the light one for None.

    Raises:
        NotFoundError: if there is no theme of this name.
        InvalidValueError: if it is neither a theme nor a name.

    Examples:
        >>> as_theme("dark").name
        'dark'
    """
    if theme is None:
        return LIGHT
    if isinstance(theme, Theme):
        return theme
    known = {each.name: each for each in (LIGHT, DARK, PRINT)}
    if isinstance(theme, str):
        if theme not in known:
            raise NotFoundError("theme", theme, known)
        return known[theme]
    hint = "a theme is an object: Theme(...)" if theme is Theme else "see LIGHT.replace(...)"
    raise InvalidValueError(
        "render", "theme", expected=f"a Theme, or one of {', '.join(map(repr, known))}",
        got=theme, hint=hint,
    )  # fmt: skip
