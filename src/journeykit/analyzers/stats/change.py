"""Why an overall rate changed: other rates, or another mix of segments."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attrs import frozen

from journeykit.analyzers.stats.checks import check_trials
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

__all__ = ["RateChange", "SegmentPart", "decompose_change"]


@frozen(kw_only=True, repr=False)
class SegmentPart(Value):
    """What one segment adds to the change of the overall rate.

    Attributes:
        segment: name of the segment.
        rate_before: its share of successes before, or None where it had nobody.
        rate_after: the same after.
        weight_before: its share of all trials before, 0 to 1.
        weight_after: the same after.
        rate_part: the change that comes from its rate.
        mix_part: the change that comes from its weight; above 0 where a segment
            better than the whole grew, or a worse one shrank.
    """

    segment: str
    rate_before: float | None
    rate_after: float | None
    weight_before: float
    weight_after: float
    rate_part: float
    mix_part: float


@frozen(kw_only=True, repr=False)
class RateChange(Value):
    """The change of an overall rate, in two parts.

    Attributes:
        before: the overall rate before.
        after: the overall rate after.
        rate_part: the change that comes from the rates of the segments.
        mix_part: the change that comes from their weights; the two add up to `change`.
        segments: the parts of each segment, in the order given.
    """

    before: float
    after: float
    rate_part: float
    mix_part: float
    segments: tuple[SegmentPart, ...]

    @property
    def change(self) -> float:
        """After - before."""
        return self.after - self.before


def decompose_change(
    before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]
) -> RateChange:
    """Split the change of an overall rate into a part of rates and a part of mix.

    With r the rate and w the weight of a segment before (0) and after (1), R the
    overall rate, and bars for the mean of both periods:
    rate part Σ w̄ (r1 - r0), mix part Σ (r̄ - R̄)(w1 - w0). There is no rest, and
    the periods may be swapped. As weights add up to 1, R̄ changes no sum; it makes
    the mix part of a segment tell by its sign which way it pulls.

    A segment without customers in one period has the rate of the other there:
    its coming or going is mix.

    Args:
        before: for each segment its successes and trials.
        after: the same later, or of another group; segments may differ.

    Returns:
        The two parts, whole and by segment, as shares (0.01 is a percentage point).

    Raises:
        InvalidValueError: if successes are not within 0 and trials, or a
            period has no trials at all.

    Source:
        Kitagawa 1955, Journal of the American Statistical Association 50(272),
        1168-1194. That the mix part of one segment needs a reference, here R̄,
        is shown in Oaxaca and Ransom 1999, Review of Economics and Statistics
        81(1), 154-157.

    Examples:
        >>> change = decompose_change(
        ...     {"phone": (10, 100), "desktop": (30, 100)}, {"phone": (36, 300), "desktop": (30, 100)}
        ... )
        >>> f"{change.change:.3f} = {change.rate_part:.4f} + {change.mix_part:.4f}"
        '-0.035 = 0.0125 + -0.0475'
    """
    names = list(dict.fromkeys([*before, *after]))
    totals = [_total("before", before), _total("after", after)]
    overall = [_rate(sums) for sums in totals]
    middle = math.fsum(rate or 0.0 for rate in overall) / 2
    parts = []
    for name in names:
        old, new = before.get(name, (0, 0)), after.get(name, (0, 0))
        weights = old[1] / totals[0][1], new[1] / totals[1][1]
        known = [rate for rate in (_rate(old), _rate(new)) if rate is not None]
        # Nobody in either period: no rate, no weight, no part.
        first, last = (known[0], known[-1]) if known else (middle, middle)
        parts.append(
            SegmentPart(
                segment=name,
                rate_before=_rate(old),
                rate_after=_rate(new),
                weight_before=weights[0],
                weight_after=weights[1],
                rate_part=(weights[0] + weights[1]) / 2 * (last - first),
                mix_part=((first + last) / 2 - middle) * (weights[1] - weights[0]),
            )
        )
    return RateChange(
        before=overall[0] or 0.0,
        after=overall[1] or 0.0,
        rate_part=math.fsum(part.rate_part for part in parts),
        mix_part=math.fsum(part.mix_part for part in parts),
        segments=tuple(parts),
    )


def _total(name: str, period: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    for segment, (successes, trials) in period.items():
        check_trials("decompose_change", successes, trials, name=f"{name}[{segment!r}]")
    total = math.fsum(k for k, _ in period.values()), math.fsum(n for _, n in period.values())
    if total[1] == 0:
        raise InvalidValueError(
            "decompose_change", name, expected="a segment with customers", got=period
        )
    return total


def _rate(counts: tuple[float, float]) -> float | None:
    return counts[0] / counts[1] if counts[1] else None
