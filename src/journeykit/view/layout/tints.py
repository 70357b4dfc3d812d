"""Colours laid thinly over others, and type that still reads on them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from journeykit.view.contrast import TEXT_CONTRAST, contrast_ratio
from journeykit.view.figures import Shading
from journeykit.view.theme import Theme

__all__ = ["legible", "mixed", "on_tints", "shaded"]

_STEPS = 20
_SHADES = 64
_PALEST = 0.07
"""How deep a shade is that stands for nothing: unlike the ground, which stands for no value."""


def mixed(color: str, ground: str, opacity: float) -> str:
    """A colour laid over another.

    Args:
        color: "#rrggbb".
        ground: what is below it.
        opacity: from 0 (only the ground is seen) to 1.

    Examples:
        >>> mixed("#000000", "#ffffff", 0.2)
        '#cccccc'
    """
    pairs = ((int(color[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


def legible(color: str, ink: str, grounds: Iterable[str]) -> str:
    """A colour for type: as it is, or with as much ink in it as its grounds ask for.

    Args:
        color: "#rrggbb".
        ink: what reads on all grounds.
        grounds: what may be below the type.

    Examples:
        >>> legible("#1f7a6d", "#1d2733", ["#ffffff"])
        '#1f7a6d'
        >>> legible("#1f7a6d", "#1d2733", ["#dce9e9"])
        '#1f7267'
    """
    below = tuple(grounds)
    for step in range(_STEPS):
        deeper = mixed(ink, color, step / _STEPS)
        if all(contrast_ratio(deeper, ground) >= TEXT_CONTRAST for ground in below):
            return deeper
    return ink


@lru_cache(maxsize=256)
def on_tints(color: str, theme: Theme, opacity: float) -> str:
    """The colour of type in a colour: so deep that it reads between a curve and neutral.

    Args:
        color: "#rrggbb".
        theme: of the curve.
        opacity: with which the areas of good and bad are laid over paper and bands.
    """
    tints = (theme.positive, theme.negative)
    grounds = [mixed(tint, at, opacity) for tint in tints for at in (theme.ground, theme.band)]
    return legible(color, theme.ink, grounds)


@lru_cache(maxsize=4096)
def shaded(value: float, shading: Shading, theme: Theme) -> tuple[str, float]:
    """The ground of a cell: the deeper, the farther its value is from 0 or from the lower end.

    A shade on which no colour of text would read is taken a little deeper.

    Args:
        value: of the cell; beyond the ends it is as deep as there.
        shading: where the scale starts and ends.
        theme: whose shades to take.

    Returns:
        The deepest shade, and how thinly it is laid over the ground, from 0 to 1.
    """
    low, high = shading.low, shading.high
    if low < 0:
        deepest, share = (
            (theme.more, value / max(high, -low))
            if value >= 0
            else (theme.less, value / min(low, -high))
        )
    else:
        deepest, share = theme.more, (value - low) / (high - low)
    opacity = _PALEST + (1 - _PALEST) * min(max(share, 0.0), 1.0)
    for step in range(math.ceil(opacity * _SHADES), _SHADES):
        color = mixed(deepest, theme.ground, step / _SHADES)
        if contrast_ratio(theme.on(color), color) >= TEXT_CONTRAST:
            return deepest, step / _SHADES
    return deepest, 1.0
