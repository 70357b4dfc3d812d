"""How long until an event, where some are not followed to the end."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from journeykit.analyzers.stats.arrays import none_for_nan
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.stats.lifetable import ROUNDING, life_table, step_limits
from journeykit.analyzers.stats.verdicts import Estimate
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

__all__ = ["SurvivalCurve", "kaplan_meier"]


@frozen(kw_only=True, repr=False)
class SurvivalCurve(Value):
    """The share that has not had the event yet, as steps over time.

    All rows are of one length, one entry for each distinct time at which
    anyone had the event or was lost to sight. Times are in the unit they came in.

    Attributes:
        confidence: confidence of the limits, between 0 and 1.
        times: distinct times, ascending.
        at_risk: how many were there just before.
        events: how many had the event then.
        censored: how many were last seen then, without the event.
        survival: share without the event from then on.
        low: lower limits; None before the first event and where nobody is left,
            for there the formula says nothing.
        high: upper limits, None likewise.
        std_error: Greenwood's standard errors; None where nobody is left.
    """

    confidence: float
    times: tuple[float, ...]
    at_risk: tuple[float, ...]
    events: tuple[float, ...]
    censored: tuple[float, ...]
    survival: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    std_error: tuple[float | None, ...]

    @property
    def number(self) -> float:
        """How many were followed."""
        return self.at_risk[0] if self.at_risk else 0.0

    @property
    def median(self) -> Estimate:
        """The time by which half have had the event; a None is "not reached"."""
        return self.time_until(0.5)

    def at_risk_at(self, time: float) -> float:
        """How many had neither had the event nor been lost just before some time."""
        place = bisect_left(self.times, time)
        return self.at_risk[place] if place < len(self.times) else 0.0

    def survival_at(self, time: float) -> Estimate:
        """The share that has not had the event by some time, with its limits.

        Args:
            time: since the start, at least 0.

        Returns:
            The share; None after the last time unless it ended at 0, because
            nobody was watched then.

        Raises:
            InvalidValueError: if the time is not at least 0.
        """
        if not time >= 0:
            raise InvalidValueError(
                "SurvivalCurve.survival_at", "time", expected="a number of at least 0", got=time
            )
        place = bisect_right(self.times, time) - 1
        if not self.times or (time > self.times[-1] and self.survival[-1] > 0):
            return Estimate()
        if place < 0:
            return Estimate(1.0, std_error=0.0)
        return Estimate(
            self.survival[place], self.low[place], self.high[place], self.std_error[place]
        )

    def time_until(self, share: float) -> Estimate:
        """The time by which some share has had the event, with its limits.

        It is the first time at which at most 1 - share are left; the limits are
        the times at which those of the curve get there.

        Args:
            share: of all that are followed, above 0 and at most 1.

        Returns:
            Times; a None is "not reached". There is no standard error.

        Raises:
            InvalidValueError: if the share is not above 0 and at most 1.

        Source:
            Brookmeyer and Crowley 1982, Biometrics 38(1), 29-41.
        """
        if not 0 < share <= 1:
            raise InvalidValueError(
                "SurvivalCurve.time_until", "share", expected="a share above 0 and at most 1",
                got=share,
            )  # fmt: skip
        left = 1 - share + ROUNDING
        crossings = []
        for curve in (self.survival, self.low, self.high):
            known = zip(self.times, curve, strict=True)
            crossings.append(
                next((time for time, level in known if level is not None and level <= left), None)
            )
        return Estimate(*crossings)

    def restricted_mean(self, horizon: float | None = None) -> Estimate:
        """The mean time without the event up to a horizon: the area below the curve.

        Its variance is Σ A² d / (n (n - d)), with A the area from each event to the
        horizon, d events and n at risk; the limits are normal, and None where no
        event tells how customers differ.

        Args:
            horizon: in the unit of the times; None takes the last time.

        Returns:
            The mean with its limits, in the unit of the times; nothing where
            nobody was followed.

        Raises:
            InvalidValueError: if the horizon is negative, or after the last
                time while some have not had the event: nobody was watched then.

        Source:
            Irwin 1949, Journal of Hygiene 47(2), 188-189; Royston and Parmar
            2013, BMC Medical Research Methodology 13, 152.
        """
        import numpy as np

        if not self.times:
            return Estimate()
        end = self.times[-1] if horizon is None else horizon
        if not 0 <= end < math.inf or (end > self.times[-1] and self.survival[-1] > 0):
            raise InvalidValueError(
                "SurvivalCurve.restricted_mean", "horizon", got=horizon,
                expected=f"a time from 0 to the last one ({self.times[-1]:g})",
            )  # fmt: skip
        used = bisect_right(self.times, end)
        times, at_risk, events = (
            np.asarray(column[:used]) for column in (self.times, self.at_risk, self.events)
        )
        areas = np.diff(np.concatenate([[0.0], times, [end]])) * [1.0, *self.survival[:used]]
        ahead = areas[::-1].cumsum()[::-1][1:]
        # Where all who are left have the event, no area is ahead.
        some = at_risk > events
        parts = ahead[some] ** 2 * events[some] / (at_risk[some] * (at_risk[some] - events[some]))
        mean, error = float(areas.sum()), float(np.sqrt(parts.sum()))
        if error == 0:
            return Estimate(mean, std_error=0.0)
        half = quantile(self.confidence) * error
        return Estimate(mean, max(0.0, mean - half), min(end, mean + half), std_error=error)

    def __repr__(self) -> str:
        events = sum(self.events)
        return f"<SurvivalCurve of {self.number:g}: {events:g} events, {len(self.times)} times>"


def kaplan_meier(
    times: Sequence[float],
    *,
    observed: Sequence[bool] | None = None,
    events: Sequence[float] | None = None,
    censored: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> SurvivalCurve:
    """Estimate how long it takes, from those who got there and those not yet.

    S(t) = Π (1 - d/n) over the times up to t, with d events and n at risk. Who is
    censored at a time is still at risk at it. Limits are Greenwood's on the scale
    log(-log S): S^exp(± z sqrt(Σ d/(n(n-d))) / log S).

    Give one row a customer and `observed`, or rows that are counted already and
    `events` with `censored`; with neither, each row is an event.

    Args:
        times: how long each was followed, at least 0, in any unit and order.
        observed: for each row whether it ended with the event.
        events: for each row how many had the event then.
        censored: for each row how many were last seen then, without the event.
        confidence: confidence of the limits, between 0 and 1.

    Returns:
        The curve; without times where nobody was followed.

    Raises:
        InvalidValueError: if a time or count is negative or not finite, the
            rows differ in number, only one of `events` and `censored` is given,
            or both ways are mixed.

    Source:
        Kaplan and Meier 1958, Journal of the American Statistical Association
        53(282), 457-481; limits as in Kalbfleisch and Prentice 2002, The
        Statistical Analysis of Failure Time Data, chapter 1.

    Examples:
        >>> curve = kaplan_meier([1, 2, 2, 5], observed=[True, True, False, True])
        >>> curve.times, curve.survival
        ((1.0, 2.0, 5.0), (0.75, 0.5, 0.0))
        >>> kaplan_meier([1, 2, 5], events=[1, 1, 1], censored=[0, 1, 0]) == curve
        True
        >>> curve.median.value
        2.0
        >>> kaplan_meier([1, 2], events=[10, 5], censored=[0, 85]).median.value is None
        True
    """
    import numpy as np

    z = quantile(confidence)
    events, censored = _as_counts(times, observed, events, censored)
    distinct, (had, lost), at_risk = life_table("kaplan_meier", times, (events, censored))
    survival = np.cumprod((at_risk - had) / at_risk)
    ended = survival == 0
    parts = had / (at_risk * np.where(ended, np.nan, at_risk - had))
    std_error = survival * np.sqrt(np.cumsum(parts))
    low, high = step_limits(survival, std_error, z)
    return SurvivalCurve(
        confidence=confidence,
        times=tuple(distinct.tolist()),
        at_risk=tuple(at_risk.tolist()),
        events=tuple(had.tolist()),
        censored=tuple(lost.tolist()),
        survival=tuple(survival.tolist()),
        low=none_for_nan(low),
        high=none_for_nan(high),
        std_error=none_for_nan(std_error),
    )


def _as_counts(
    times: Sequence[float],
    observed: Sequence[bool] | None,
    events: Sequence[float] | None,
    censored: Sequence[float] | None,
) -> tuple[Sequence[float], Sequence[float]]:
    """Both ways to say what happened, as counts of events and of those lost to sight."""
    if events is not None and censored is not None and observed is None:
        return events, censored
    if events is not None or censored is not None:
        given = "observed beside counts" if observed is not None else "one of them"
        raise InvalidValueError(
            "kaplan_meier", "events", expected="both events and censored, or observed", got=given
        )
    flags = [True] * len(times) if observed is None else [bool(flag) for flag in observed]
    return flags, [not flag for flag in flags]
