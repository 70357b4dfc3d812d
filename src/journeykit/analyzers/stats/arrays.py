"""Rows of figures, in numpy and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

__all__ = ["none_for_nan"]


def none_for_nan(figures: Floats) -> tuple[float | None, ...]:
    """A row of figures, with None for those that are not defined.

    Examples:
        >>> import numpy
        >>> none_for_nan(numpy.array([0.5, numpy.nan]))
        (0.5, None)
    """
    import numpy as np

    row: list[float | None] = figures.tolist()
    for index in np.flatnonzero(np.isnan(figures)).tolist():
        row[index] = None
    return tuple(row)
