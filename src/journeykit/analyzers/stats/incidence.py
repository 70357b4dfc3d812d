"""How many leave by each of several exits, where one shuts the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from journeykit.analyzers.stats.arrays import none_for_nan
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.lifetable import ROUNDING, life_table, step_limits
from journeykit.analyzers.stats.verdicts import Estimate
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.stats.arrays import Floats

__all__ = ["IncidenceCurve", "aalen_johansen"]


@frozen(kw_only=True, repr=False)
class IncidenceCurve(Value):
    """The share that has left by one exit, as steps over time.

    All rows are of one length, one entry for each distinct time at which
    anyone left by any exit or was lost to sight.

    Attributes:
        cause: the exit.
        confidence: confidence of the limits, between 0 and 1.
        times: distinct times, ascending, in the unit they came in.
        at_risk: how many were there just before.
        events: how many left by this exit then.
        share: share that has left by this exit by then.
        low: lower limits; None where the share is 0 or 1.
        high: upper limits, None likewise.
        std_error: standard errors of the share.
        ended: whether all had left by one of the exits at the last time.
    """

    cause: str
    confidence: float
    times: tuple[float, ...]
    at_risk: tuple[float, ...]
    events: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    std_error: tuple[float | None, ...]
    ended: bool

    def share_at(self, time: float) -> Estimate:
        """The share that has left by this exit by some time, with its limits.

        Args:
            time: since the start, at least 0.

        Returns:
            The share; None after the last time, because nobody was watched
            then, unless all had left.

        Raises:
            InvalidValueError: if the time is not at least 0.
        """
        if not time >= 0:
            raise InvalidValueError(
                "IncidenceCurve.share_at", "time", expected="a number of at least 0", got=time
            )
        place = bisect_right(self.times, time) - 1
        if not self.times or (time > self.times[-1] and not self.ended):
            return Estimate()
        if place < 0:
            return Estimate(0.0, std_error=0.0)
        return Estimate(self.share[place], self.low[place], self.high[place], self.std_error[place])

    def __repr__(self) -> str:
        return f"<IncidenceCurve {self.cause!r}: {sum(self.events):g} events>"


def aalen_johansen(
    times: Sequence[float],
    *,
    causes: Sequence[str | None] | None = None,
    events: Mapping[str, Sequence[float]] | None = None,
    censored: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> tuple[IncidenceCurve, ...]:
    """Estimate the share that leaves by each exit, where exits compete.

    F_j(t) = Σ S(t-) d_j / n over the times up to t, with S the share that has left
    by no exit. To estimate each exit alone by 1 - Kaplan-Meier, as if the others
    did not exist, overstates it. The variance is that of the delta method:
    Σ (F_j(t) - F_j)² d / (n (n - d)) + Σ S(t-)² d_j (n - d_j) / n³ - 2 Σ (F_j(t) - F_j) S(t-) d_j / n²,
    the limits those of 1 - F_j on the scale log(-log), so that with one exit
    all equals Kaplan-Meier.

    Give one row a customer and `causes`, or rows that are counted already and
    `events` with `censored`.

    Args:
        times: how long each was followed, at least 0, in any unit and order.
        causes: for each row the exit, or None for one lost to sight.
        events: for each exit how many left by it, one count a row.
        censored: for each row how many were last seen then, still there.
        confidence: confidence of the limits, between 0 and 1.

    Returns:
        A curve for each exit, by name.

    Raises:
        InvalidValueError: if a time or count is negative or not finite, the
            rows differ in number, or not exactly one way is used.

    Source:
        Aalen and Johansen 1978, Scandinavian Journal of Statistics 5(3),
        141-150; variance as in Marubini and Valsecchi 1995, Analysing Survival Data
        from Clinical Trials and Observational Studies, chapter 10.

    Examples:
        >>> bought, left = aalen_johansen([1, 2, 3, 4], causes=["buy", "leave", None, "buy"])
        >>> bought.share
        (0.25, 0.25, 0.25, 0.75)
        >>> left.share_at(2).value
        0.25
    """
    import numpy as np

    z = quantile(confidence)
    events, censored = _as_counts(causes, events, censored)
    names = sorted(events)
    columns = [events[name] for name in names]
    distinct, (*by_cause, _), at_risk = life_table("aalen_johansen", times, (*columns, censored))
    gone = np.add.reduce(by_cause) if by_cause else np.zeros_like(at_risk)
    survival = np.cumprod((at_risk - gone) / at_risk)
    before = np.concatenate([[1.0], survival[:-1]])[: len(survival)]
    curves = []
    for name, had in zip(names, by_cause, strict=True):
        share = np.cumsum(before * had / at_risk)
        # Where all have left by this exit, sums miss 1 by a rounding.
        share[share > 1 - ROUNDING] = 1.0
        std_error = np.sqrt(_variance(share, before, had, gone, at_risk))
        low, high = step_limits(1 - share, std_error, z)
        curves.append(
            IncidenceCurve(
                cause=name,
                confidence=confidence,
                times=tuple(distinct.tolist()),
                at_risk=tuple(at_risk.tolist()),
                events=tuple(had.tolist()),
                share=tuple(share.tolist()),
                low=none_for_nan(1 - high),
                high=none_for_nan(1 - low),
                std_error=none_for_nan(std_error),
                ended=bool(len(survival)) and float(survival[-1]) == 0,
            )
        )
    return tuple(curves)


def _variance(
    share: Floats,
    before: Floats,
    had: Floats,
    gone: Floats,
    at_risk: Floats,
) -> Floats:
    """The delta-method variance at every time, its squares multiplied out to running sums."""
    import numpy as np

    left = at_risk - gone
    # Where all who are left leave, the weight is infinite and its distance 0, then and later.
    weight = np.divide(gone, at_risk * left, out=np.zeros_like(gone), where=left > 0)
    pull = before * had / at_risk**2
    distance = (
        share**2 * np.cumsum(weight)
        - 2 * share * np.cumsum(weight * share)
        + np.cumsum(weight * share**2)
    )
    own = np.cumsum(before**2 * had * (at_risk - had) / at_risk**3)
    both = share * np.cumsum(pull) - np.cumsum(pull * share)
    variance: Floats = np.maximum(0.0, distance + own - 2 * both)
    return variance


def _as_counts(
    causes: Sequence[str | None] | None,
    events: Mapping[str, Sequence[float]] | None,
    censored: Sequence[float] | None,
) -> tuple[Mapping[str, Sequence[float]], Sequence[float]]:
    """Both ways to say what happened, as counts for each exit and of those lost to sight."""
    if causes is None and events is not None and censored is not None:
        return events, censored
    if causes is None or events is not None or censored is not None:
        raise InvalidValueError(
            "aalen_johansen", "causes", expected="causes, or events with censored",
            got="both" if causes is not None else "neither or one of the two",
        )  # fmt: skip
    names = {cause for cause in causes if cause is not None}
    counts = {name: [float(cause == name) for cause in causes] for name in names}
    return counts, [float(cause is None) for cause in causes]
