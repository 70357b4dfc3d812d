"""Scales as they are written: by name, by their ends, or as a value."""

from __future__ import annotations

import re

from journeykit.errors import InvalidValueError
from journeykit.model import SCALES, Scale

__all__ = ["as_scale"]

_ENDS = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)\s*")


def as_scale(scale: object, owner: str) -> Scale:
    """A scale by its name, such as "stars", or by its ends, the worst first, such as "1..5".

    Args:
        scale: as it is written; "5..1" is a scale on which a low figure is good.
        owner: who asks, for the error.

    Raises:
        InvalidValueError: if it is neither.

    Examples:
        >>> as_scale("0..10", "Ratings")
        Scale('0..10', 0.0, 10.0)
    """
    if isinstance(scale, Scale):
        return scale
    ends = _ENDS.fullmatch(scale) if isinstance(scale, str) else None
    if ends is not None and float(ends[1]) != float(ends[2]):
        worst, best = ends.groups()
        return Scale(f"{worst}..{best}", float(worst), float(best))
    if isinstance(scale, str) and scale in SCALES:
        return SCALES[scale]
    raise InvalidValueError(
        owner, "scale", got=scale, hint='where low is good, the worst comes first: "5..1"',
        expected=f"the two ends, such as '1..5', a Scale, or one of {', '.join(SCALES)}",
    )  # fmt: skip
