"""Where a drawing that is too long for one line goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["folds"]

_HALVINGS = 12


def folds(lengths: Sequence[float], limit: float) -> list[int]:
    """Cut pieces that stand in a row into lines: as few as hold them, and about equally long.

    Args:
        lengths: of the pieces, in order.
        limit: how long a line may be; a piece that is longer has a line of its own.

    Returns:
        The pieces with which a new line starts, without the first.

    Examples:
        >>> folds([4, 1, 1, 1, 4], 6), folds([4, 1, 1, 1, 4], 12)
        ([3], [])
    """
    fewest = len(_filled(lengths, limit))
    low, high = 0.0, limit
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if len(_filled(lengths, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _filled(lengths, high)


def _filled(lengths: Sequence[float], limit: float) -> list[int]:
    """Where lines start if each takes as many pieces as it can hold."""
    starts, used = [], 0.0
    for piece, length in enumerate(lengths):
        if piece and used + length > limit:
            starts.append(piece)
            used = 0.0
        used += length
    return starts
