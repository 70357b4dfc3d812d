"""Durations: which unit suits them, and the round ones that people count in."""

from __future__ import annotations

import math

__all__ = ["duration_ticks", "duration_unit"]

_SECOND, _MINUTE, _HOUR, _DAY = 1.0, 60.0, 3600.0, 86_400.0

# The word for each unit, its size, and up to how many of it are read easily. Days come
# last: months and years differ in length.
_UNITS = (
    ("duration_seconds", _SECOND, 90 * _SECOND),
    ("duration_minutes", _MINUTE, 90 * _MINUTE),
    ("duration_hours", _HOUR, 48 * _HOUR),
    ("duration_days", _DAY, math.inf),
)

_STEPS = (
    *(step * _SECOND for step in (1, 2, 5, 10, 15, 30)),
    *(step * _MINUTE for step in (1, 2, 5, 10, 15, 30)),
    *(step * _HOUR for step in (1, 2, 3, 6, 12)),
    *(step * _DAY for step in (1, 2, 7, 14, 30, 60, 90, 180, 360)),
)


def duration_unit(seconds: float, *, like: float | None = None) -> tuple[str, float]:
    """The key of the word for a unit of time, and its size in seconds.

    Args:
        seconds: the duration that it has to suit.
        like: a step whose unit to take instead, in seconds, or None.

    Examples:
        >>> duration_unit(8040), duration_unit(8040, like=60)
        (('duration_hours', 3600.0), ('duration_minutes', 60.0))
    """
    if like is not None:
        return next(((key, size) for key, size, _ in _UNITS[::-1] if size <= like), _UNITS[0][:2])
    return next((key, size) for key, size, most in _UNITS if abs(seconds) < most)


def duration_ticks(low: float, high: float, most: int = 8) -> tuple[float, ...]:
    """Round durations between two others, in steps that people count in.

    An analysis that tells how many are still at risk at certain times takes these.

    Args:
        low: the shortest, in seconds.
        high: the longest, in seconds.
        most: how many steps there may be at most.

    Returns:
        Seconds, from low to high; none where the span is no positive number.

    Examples:
        >>> [tick / 86_400 for tick in duration_ticks(0, 6 * 86_400, 4)]
        [0.0, 2.0, 4.0, 6.0]
    """
    span = high - low
    if not (math.isfinite(low) and math.isfinite(span)) or span <= 0:
        return ()
    step = _step(span / max(most, 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(float(f"{index * step:.12g}") for index in range(first, last + 1))


def _step(least: float) -> float:
    """The shortest round step of at least so many seconds."""
    unit = _SECOND
    if least > _SECOND / 2:
        step = next((each for each in _STEPS if each >= least * 0.999), None)
        if step is not None:
            return step
        unit = _DAY
    # Fractions of a second, and years of days.
    power = 10.0 ** math.floor(math.log10(least / unit)) * unit
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * 0.999)
