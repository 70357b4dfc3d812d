"""How many were there and what became of them, at each distinct time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.errors import InvalidValueError

if TYPE_CHECKING:
    from journeykit.analyzers.stats.arrays import Floats

__all__ = ["ROUNDING", "at_risk_at", "life_table", "step_limits"]

ROUNDING = 1e-9
"""A share that misses another by less than this is the same: products and sums round."""


def life_table(
    owner: str, times: Sequence[float], counts: Sequence[Sequence[float]]
) -> tuple[Floats, list[Floats], Floats]:
    """Add up counts by distinct time, and count who is still there.

    Args:
        owner: name of the function that was called.
        times: how long each was followed, in any order, of shape (rows,).
        counts: for each way to leave how many did so, each of shape (rows,).

    Returns:
        The distinct times at which anyone left, ascending; for each way to
        leave the counts then; and how many had not left just before.

    Raises:
        InvalidValueError: if a time or count is negative or not finite, or
            their numbers differ.
    """
    import numpy as np

    rows = _figures(owner, "times", times)
    columns = [_figures(owner, "counts", column) for column in counts]
    for column in columns:
        if len(column) != len(rows):
            raise InvalidValueError(
                owner, "counts", expected=f"one for each of {len(rows)} times", got=len(column)
            )
    some = np.add.reduce(columns) > 0
    distinct, place = np.unique(rows[some], return_inverse=True)
    left: list[Floats] = [
        np.bincount(place, column[some], minlength=len(distinct)).astype(np.float64)
        for column in columns
    ]
    at_risk: Floats = np.add.reduce(left)[::-1].cumsum()[::-1]
    return distinct, left, at_risk


def _figures(owner: str, name: str, figures: Sequence[float]) -> Floats:
    import numpy as np

    try:
        array = np.asarray(figures, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.empty((0, 0))
    if array.ndim != 1:
        raise InvalidValueError(owner, name, expected="a row of numbers", got=figures)
    wrong = ~(np.isfinite(array) & (array >= 0))
    if wrong.any():
        raise InvalidValueError(
            owner, name, expected="finite numbers of at least 0", got=float(array[wrong][0])
        )
    return array


def at_risk_at(times: Sequence[float], at_risk: Sequence[float], moments: Floats) -> Floats:
    """How many had not left just before each of some moments.

    Args:
        times: distinct times, ascending.
        at_risk: how many had not left just before each of them.
        moments: when to count.
    """
    import numpy as np

    place = np.searchsorted(np.asarray(times, dtype=np.float64), moments, side="left")
    counts: Floats = np.append(np.asarray(at_risk, dtype=np.float64), 0.0)[place]
    return counts


def step_limits(survival: Floats, std_error: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits on the scale log(-log S), NaN where S is 0 or 1: S^exp(± z·se / (S log S)).

    Args:
        survival: the share S that has not had the event.
        std_error: its standard error.
        z: how many standard errors the limits are away.
    """
    import numpy as np

    inside = (survival > 0) & (survival < 1)
    share = np.where(inside, survival, np.nan)
    reach = np.exp(z * std_error / -(share * np.log(share)))
    return share**reach, share ** (1 / reach)
