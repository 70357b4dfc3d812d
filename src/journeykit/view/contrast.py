"""How well a colour reads on another, by the Web Content Accessibility Guidelines."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.view.theme import Theme

__all__ = [
    "MARK_CONTRAST",
    "TEXT_CONTRAST",
    "ContrastWarning",
    "contrast_faults",
    "contrast_ratio",
    "warn_of_contrast",
]

TEXT_CONTRAST = 4.5
"""Least contrast of text on its ground: WCAG 2.2, success criterion 1.4.3, level AA."""

MARK_CONTRAST = 3.0
"""Least contrast of signs and lines that carry meaning: criterion 1.4.11, level AA."""

_GROUNDS = ("ground", "band")
_FEW = 3


class ContrastWarning(UserWarning):
    """Colours of a theme read badly on the ground that they stand on."""


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white).

    It is (L1 + 0.05) / (L2 + 0.05) with the relative luminance L of the lighter
    and of the darker colour, as WCAG 2.2 defines them.

    Args:
        one: a colour, "#rrggbb".
        other: another.

    Examples:
        >>> contrast_ratio("#000000", "#ffffff")
        21.0
        >>> round(contrast_ratio("#5b6775", "#ffffff"), 2)
        5.77
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_faults(theme: Theme) -> tuple[str, ...]:
    """Say which colours of a theme read badly on the ground that they stand on.

    Try it on a theme of your own before you draw with it.

    Args:
        theme: the theme.

    Returns:
        A line for each pair of colours with too little contrast; none where all is well.

    Examples:
        >>> from journeykit.view import LIGHT
        >>> contrast_faults(LIGHT)
        ()
        >>> contrast_faults(LIGHT.replace(muted="#aaaaaa"))[0]
        'muted #aaaaaa on ground #ffffff: contrast 2.3, expected at least 4.5'
    """
    texts = ("ink", "muted", "positive", "neutral", "negative", "priority")
    pairs = [
        (name, getattr(theme, name), ground, getattr(theme, ground), TEXT_CONTRAST)
        for name in texts
        for ground in _GROUNDS
    ]
    for number, hue in enumerate(theme.hues):
        name = f"hues[{number}]"
        pairs += [(name, hue, each, getattr(theme, each), MARK_CONTRAST) for each in _GROUNDS]
        # The best that there is: where `on_hue` does not read, text takes ink or ground.
        pairs.append(("text", theme.on(hue), name, hue, TEXT_CONTRAST))
    for name in ("more", "less"):
        shade = getattr(theme, name)
        # On paler shades text reads if it does on the deepest: see `shaded`.
        pairs.append(("text", theme.on(shade), name, shade, TEXT_CONTRAST))
        pairs.append((name, shade, "ground", theme.ground, MARK_CONTRAST))
    return tuple(
        f"{name} {color} on {below} {ground}: contrast {ratio:.1f}, expected at least {least:g}"
        for name, color, below, ground, least in pairs
        if (ratio := contrast_ratio(color, ground)) < least
    )


def warn_of_contrast(theme: Theme, *, stacklevel: int = 2) -> None:
    """Warn, once for all, of the colours of a theme that read badly.

    Args:
        theme: the theme.
        stacklevel: whose line the warning names: 2 for the caller's, 3 for that of theirs.
    """
    faults = contrast_faults(theme)
    if faults:
        more = len(faults) - _FEW
        said = [*faults[:_FEW], *([f"and {more} more"] if more > 0 else [])]
        warnings.warn(
            f"colours of the theme {theme.name!r} read badly: {'; '.join(said)}; "
            f"see journeykit.view.contrast.contrast_faults",
            ContrastWarning,
            stacklevel=stacklevel,
        )


@lru_cache(maxsize=4096)
def _luminance(color: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
