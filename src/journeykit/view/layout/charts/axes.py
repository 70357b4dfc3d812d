"""Axes: where a value lies, and which values are written at them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.view.durations import duration_ticks
from journeykit.view.figures import Axis, AxisKind
from journeykit.view.format import format_duration, format_number, format_on_axis, format_percent

__all__ = ["Scale", "nice_step", "scale_of", "ticks_at", "ticks_of"]

_LAST_DAY = dt.date.max.toordinal()
_RATIO_ROOM = 1.15
"""How much farther than its values a scale of ratios goes."""


@frozen
class Scale:
    """A scale from values to points.

    Attributes:
        low: value at the start.
        high: value at the end.
        start: place of `low`, in points.
        end: place of `high`; less than `start` where values grow upwards.
        whole: whether it is one of whole numbers, with nothing to say between them.
        log: whether equal ratios are equally far apart; values are above 0 then.
    """

    low: float
    high: float
    start: float
    end: float
    whole: bool = False
    log: bool = False

    def __call__(self, value: float) -> float:
        """Where a value lies; what is off the scale lies at its end."""
        if self.log:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def scale_of(
    axis: Axis,
    values: Iterable[float],
    start: float,
    end: float,
    *,
    from_zero: bool = False,
    room: float = 0.06,
) -> Scale:
    """The scale of an axis.

    Args:
        axis: says low and high, or leaves them to the values.
        values: what has to find room.
        start: place of the lowest value, in points.
        end: place of the highest value, in points.
        from_zero: whether zero has to be on it, as for bars.
        room: part of the range that stays free at ends that the values set.
    """
    if axis.kind is AxisKind.CATEGORY:
        return Scale(-0.5, max(len(axis.categories), 1) - 0.5, start, end)
    found = [value for value in values if math.isfinite(value)]
    if axis.log:
        return _log_scale(axis, [value for value in found if value > 0], start, end)
    whole = axis.kind is AxisKind.NUMBER and all(value.is_integer() for value in map(float, found))
    if axis.split is not None:
        found.append(axis.split)
    found += [value for value, _ in axis.ticks]
    if from_zero:
        found.append(0.0)
    lowest, highest = (min(found), max(found)) if found else (0.0, 1.0)
    low = lowest if axis.low is None else axis.low
    high = highest if axis.high is None else axis.high
    span = high - low
    if not math.isfinite(span) or span <= 0:
        # One value alone, or ends the wrong way round: give it some width.
        span = abs(high) * 0.2 or 1.0
        low, high = high - span / 2, high + span / 2
    if axis.low is None and not (from_zero and lowest == 0):
        low -= span * room
    if axis.high is None:
        high += span * room
        if axis.kind is AxisKind.PERCENT and highest <= 1:
            high = min(high, 1.0) if highest < 1 else 1.0
    return Scale(low, high, start, end, whole=whole and bool(found))


def _log_scale(axis: Axis, values: Sequence[float], start: float, end: float) -> Scale:
    """A scale of ratios, with some room at ends that the values set."""
    low = min(values, default=0.5) / _RATIO_ROOM if axis.low is None else axis.low
    high = max(values, default=2.0) * _RATIO_ROOM if axis.high is None else axis.high
    low = low if low > 0 else high / 100 if high > 0 else 0.5
    return Scale(low, high if high > low else 4 * low, start, end, log=True)


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, ... (times a power of ten) that cuts a span into few parts.

    Args:
        span: above 0.
        most: how many parts at most, at least 1.

    Examples:
        >>> nice_step(100, 5), nice_step(0.7, 5)
        (20.0, 0.2)
    """
    rough = span / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 5.0):
        if factor * power >= rough * 0.999:
            return float(f"{factor * power:.6g}")
    return 10.0 * power


def ticks_of(
    axis: Axis, scale: Scale, most: int, locale: str | None = None
) -> list[tuple[float, str]]:
    """The values that are written at an axis.

    Args:
        axis: its own ticks come first.
        scale: from where to where it goes.
        most: how many there may be.
        locale: language of numbers, or None.

    Returns:
        Value and text, from low to high.
    """
    if axis.kind is AxisKind.CATEGORY:
        return [(float(index), name) for index, name in enumerate(axis.categories)]
    if axis.ticks:
        inside = [(v, word) for v, word in axis.ticks if scale.low <= v <= scale.high]
        return sorted(inside, key=lambda tick: tick[0])
    if axis.kind is AxisKind.TIME:
        return _days(scale, most)
    ratios = _ratios(scale, most) if scale.log else []
    if ratios:
        return [(value, _number(value, locale)) for value in ratios]
    if axis.kind is AxisKind.DURATION:
        return ticks_at(axis, duration_ticks(scale.low, scale.high, most), locale)
    step = nice_step(scale.high - scale.low, most)
    if scale.whole:
        step = max(step, 1.0)
    first = math.ceil(scale.low / step - 1e-9)
    count = math.floor(scale.high / step + 1e-9) - first
    values = [float(f"{(first + index) * step:.12g}") for index in range(count + 1)]
    if axis.kind is AxisKind.PERCENT:
        decimals = max(0, -math.floor(math.log10(step * 100) + 1e-9))
        return [(value, format_percent(value, decimals, locale)) for value in values]
    return [(value, _number(value, locale)) for value in values]


def ticks_at(
    axis: Axis, values: Sequence[float], locale: str | None = None
) -> list[tuple[float, str]]:
    """Certain values with their words; durations in the unit of the step between them.

    Args:
        axis: what the values are.
        values: from low to high.
        locale: language of numbers and units, or None.
    """
    if axis.kind is not AxisKind.DURATION:
        return [(value, format_on_axis(value, axis, None, locale)) for value in values]
    step = min((after - before for before, after in pairwise(values)), default=None)
    return [(value, format_duration(value, locale, like=step)) for value in values]


def _ratios(scale: Scale, most: int) -> list[float]:
    """Round numbers on a scale of ratios: 1, 2, 5 or powers of 10, whichever are few enough."""
    first, last = math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high))
    for factors in ((1, 2, 5), (1, 3), (1,)):
        powers = [float(f"{f}e{power}") for power in range(first, last + 1) for f in factors]
        found = [each for each in powers if scale.low <= each <= scale.high]
        if len(found) <= most:
            break
    return found[:: max(-(-len(found) // most), 1)]


def _number(value: float, locale: str | None) -> str:
    # Three hundred digits are no text for an axis.
    return f"{value:.4g}" if abs(value) >= 1e15 else format_number(value, None, locale)


def _days(scale: Scale, most: int) -> list[tuple[float, str]]:
    """Days, weeks, months, quarters or years, whichever are few enough."""
    first = max(1, math.ceil(scale.low))
    last = min(_LAST_DAY, math.floor(scale.high))
    if last < first:
        return []
    days = last - first + 1
    for step in (1, 2, 7, 14):
        if days / step <= most:
            start = first + (1 - first) % 7 if step >= 7 else first
            return [
                (float(day), dt.date.fromordinal(day).isoformat())
                for day in range(start, last + 1, step)
            ]
    begin = dt.date.fromordinal(first)
    for months in (1, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000):
        if days / 30.4 / months <= most:
            break
    found = []
    index = -(-(begin.year * 12 + begin.month - 1) // months) * months
    while index // 12 <= dt.date.max.year:
        day = dt.date(max(index // 12, 1), index % 12 + 1, 1)
        if day.toordinal() > last:
            break
        if day.toordinal() >= first:
            text = f"{day.year}" if months >= 12 else f"{day.year}-{day.month:02}"
            found.append((float(day.toordinal()), text))
        index += months
    return found
