"""Shares that several things change at once: which of them do, each with the others held."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from journeykit.analyzers.stats.change_points import CHANGE_INTERVAL, greatest_of_dates_p
from journeykit.analyzers.stats.intervals import quantile, square_and_add, wilson_interval
from journeykit.analyzers.stats.tails import normal_p
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.stats.arrays import Floats

__all__ = ["ChangeScore", "Effect", "Flag", "FlagScore", "RateFit", "RateModel"]

SMALL_CELL = 5
"""Fewer successes or failures expected on either side make a score rough."""

EDGE_DAYS = 7
"""A change is not looked for in the first and the last days: weekdays would not balance out."""

_ROUNDS = 30
_NEAR = 1e-8


@frozen
class Flag(Value):
    """Some of the trials: those of certain codes, in some of the time.

    Attributes:
        where: numbers of factors, each with the code that counts; none stands for all.
        since: the first day, or None.
        until: the day before which it ended, or None.
    """

    where: tuple[tuple[int, int], ...] = ()
    since: int | None = None
    until: int | None = None


@frozen(kw_only=True)
class FlagScore(Value):
    """How far the flagged trials are from what the model expects of them.

    Attributes:
        trials: how many are flagged.
        successes: how many of them succeeded.
        expected: how many were expected to.
        z: the distance in standard errors; below 0 where fewer succeeded.
        p: its two-sided p value.
    """

    trials: float
    successes: float
    expected: float
    z: float
    p: float


@frozen(kw_only=True)
class ChangeScore(Value):
    """The day from which on trials are furthest from what they were before.

    Attributes:
        day: the best day.
        low: first day of the 95 % interval of the day.
        high: its last day.
        z: the distance after that day in standard errors; below 0 where fewer succeeded.
        p: its p value, for the best of all days tried.
    """

    day: int
    low: int
    high: int
    z: float
    p: float


@frozen(kw_only=True)
class Effect(Value):
    """What a flag changes, the other flags held.

    Attributes:
        trials: how many are flagged.
        successes: how many of them succeeded.
        expected: how many would have, did the flag change nothing.
        low: lower limit of the difference of both, as a share of the trials.
        high: its upper limit.
    """

    trials: float
    successes: float
    expected: float
    low: float
    high: float


class RateModel:
    """Trials in cells of one day and one combination of codes, to which models are fitted.

    Args:
        successes: of each cell.
        trials: of each cell.
        days: of each cell, whole numbers from 0 on; 0 is a day of any week.
        codes: for each factor the code of each cell, from 0 on.
        minimum: the least number of trials on each side of a comparison.

    Source:
        Logistic regression by iteratively reweighted least squares, and Rao's score
        tests: McCullagh and Nelder 1989, Generalized Linear Models, chapter 4.

    Examples:
        >>> model = RateModel([30, 60], [100, 100], [0, 0], [[0, 1]], minimum=10)
        >>> round(model.fit().score(Flag(((0, 1),))).z, 2)
        4.25
    """

    def __init__(
        self,
        successes: Sequence[float],
        trials: Sequence[float],
        days: Sequence[int],
        codes: Sequence[Sequence[int]] = (),
        *,
        minimum: float = 100,
    ) -> None:
        import numpy as np

        if not len(successes) == len(trials) == len(days):
            raise InvalidValueError(
                "RateModel", "cells", expected="successes, trials and days of one length",
                got=(len(successes), len(trials), len(days)),
            )  # fmt: skip
        self.k = np.asarray(successes, dtype=float)
        self.n = np.asarray(trials, dtype=float)
        self.day = np.asarray(days, dtype=int)
        self.codes = [np.asarray(factor, dtype=int) for factor in codes]
        self.minimum = minimum

    def holds(self, flag: Flag) -> Any:
        """Which cells are flagged."""
        import numpy as np

        holds = np.ones(len(self.n), dtype=bool)
        for factor, code in flag.where:
            holds &= self.codes[factor] == code
        if flag.since is not None:
            holds &= self.day >= flag.since
        return holds if flag.until is None else holds & (self.day < flag.until)

    def fit(
        self,
        flags: Sequence[Flag] = (),
        *,
        factors: bool = False,
        blocks: bool = False,
        drifts: Sequence[Flag] = (),
    ) -> RateFit:
        """Fit what is known already, so that further flags can be told from it.

        Weekdays always have shares of their own.

        Args:
            flags: what is known to change the share.
            factors: each code of each factor has a share of its own.
            blocks: each four weeks have a share of their own.
            drifts: flagged trials whose share drifts smoothly, as a cubic in time.
        """
        import numpy as np

        columns = [np.ones(len(self.n))]
        columns += _dummies(self.day % 7)
        if blocks:
            columns += _dummies(self.day // 28)
        if factors:
            columns += [dummy for codes in self.codes for dummy in _dummies(codes)]
        day = self.day - self.day.mean() if len(self.day) else self.day
        day = day / (abs(day).max() or 1.0) if len(self.day) else day
        for drift in drifts:
            holds = self.holds(drift)
            columns += [np.where(holds, day**power, 0.0) for power in (1, 2, 3)]
        first_flag = len(columns)
        columns += [self.holds(flag).astype(float) for flag in flags]
        return RateFit(self, np.column_stack(columns), first_flag)


def _dummies(codes: Any) -> list[Any]:
    import numpy as np

    return [(codes == code).astype(float) for code in np.unique(codes)[1:]]


class RateFit:
    """A fitted model; made by `RateModel.fit`."""

    def __init__(self, model: RateModel, design: Floats, first_flag: int) -> None:
        import numpy as np

        self.model = model
        self.design = design
        self._first_flag = first_flag
        n, k = model.n, model.k
        beta = np.zeros(design.shape[1])
        total = n.sum()
        share = (k.sum() + 0.5) / (total + 1)
        beta[0] = math.log(share / (1 - share))
        # A trace of a prior keeps finite what all or nobody of a group did.
        ridge = np.full(len(beta), 1e-3)
        ridge[0] = 1e-9
        for _ in range(_ROUNDS):
            mean = 1 / (1 + np.exp(-(design @ beta)))
            weight = n * mean * (1 - mean)
            information = (design.T * weight) @ design + np.diag(ridge)
            step = np.linalg.solve(information, design.T @ (k - n * mean) - ridge * beta)
            step = np.clip(step, -4, 4)
            beta = beta + step
            if float(abs(step).max()) < _NEAR:
                break
        self.beta = beta
        mean = 1 / (1 + np.exp(-(design @ beta)))
        self._mean = mean
        self._weight = n * mean * (1 - mean)
        self._rest = k - n * mean
        self._covariance = np.linalg.inv((design.T * self._weight) @ design + np.diag(ridge))

    @property
    def deviance(self) -> float:
        """Twice the logarithm of how likely the data are, up to a constant; higher fits better."""
        import numpy as np

        mean = np.clip(self._mean, 1e-12, 1 - 1e-12)
        n, k = self.model.n, self.model.k
        return float(2 * (k * np.log(mean) + (n - k) * np.log(1 - mean)).sum())

    def score(self, flag: Flag) -> FlagScore | None:
        """Test whether flagged trials differ from what the model expects; None for too few."""
        m = self.model
        holds = m.holds(flag)
        n, all_n = float(m.n[holds].sum()), float(m.n.sum())
        if min(n, all_n - n) < m.minimum:
            return None
        expected = float((m.n * self._mean)[holds].sum())
        others = float((m.n * self._mean).sum()) - expected
        cells = expected, n - expected, others, all_n - n - others
        if min(cells) < SMALL_CELL:
            return None
        cross = (self.design[holds].T * self._weight[holds]).sum(axis=1)
        variance = float(self._weight[holds].sum() - cross @ self._covariance @ cross)
        # What the model tells already leaves nothing to test.
        if variance < 0.02 * float(self._weight[holds].sum()):
            return None
        k = float(m.k[holds].sum())
        z = _careful((k - expected) / math.sqrt(variance), k, n, expected, variance)
        return FlagScore(trials=n, successes=k, expected=expected, z=z, p=normal_p(z))

    def change(self, where: tuple[tuple[int, int], ...] = ()) -> ChangeScore | None:
        """Find the day from which on trials of certain codes changed most; None for too few."""
        import numpy as np

        m = self.model
        holds = m.holds(Flag(where))
        if not holds.any():
            return None
        day = m.day[holds] - m.day[holds].min()
        width = int(day.max()) + 1

        def after(numbers: Any) -> Any:
            """Sums from each day on."""
            return np.bincount(day, weights=numbers, minlength=width)[::-1].cumsum()[::-1]

        n, rest, weight = after(m.n[holds]), after(self._rest[holds]), after(self._weight[holds])
        weighted = self.design[holds] * self._weight[holds][:, None]
        cross = np.column_stack([after(column) for column in weighted.T])
        variance = weight - np.einsum("ij,jk,ik->i", cross, self._covariance, cross)
        place = np.arange(width)
        tried = (n >= m.minimum) & (n[0] - n >= m.minimum)
        tried &= (place >= EDGE_DAYS) & (place <= width - EDGE_DAYS)
        tried &= variance > 0.02 * weight
        if not tried.any():
            return None
        z = np.where(tried, rest / np.sqrt(np.where(tried, variance, 1.0)), 0.0)
        best = int(abs(z).argmax())
        before = 1 - weight / weight[0]
        first, last = float(before[tried].min()), float(before[tried].max())
        near = np.flatnonzero(
            tried & (z * z > float(z[best]) ** 2 - CHANGE_INTERVAL) & (z * z[best] >= 0)
        )
        start = int(m.day[holds].min())
        flagged = holds & (m.day >= start + best)
        k, expected = float(m.k[flagged].sum()), float((m.n * self._mean)[flagged].sum())
        exact = _careful(float(z[best]), k, float(n[best]), expected, float(variance[best]))
        return ChangeScore(
            day=start + best, low=start + int(near.min()), high=start + int(near.max()),
            z=exact, p=greatest_of_dates_p(exact, max(first, 1e-6), min(last, 1 - 1e-6)),
        )  # fmt: skip

    def effect(self, number: int, flag: Flag, *, confidence: float = 0.95) -> Effect:
        """What one of the fitted flags changes.

        The interval is made of two: Wilson's of the share that is, and that of the share that
        is expected, from what the others tell; put together after Newcombe.

        Args:
            number: its place among the flags of the fit.
            flag: the flag.
            confidence: confidence of the limits.
        """
        import numpy as np

        m = self.model
        holds = m.holds(flag)
        place = self._first_flag + number
        others = self.design[holds].copy()
        others[:, place] = 0.0
        mean = 1 / (1 + np.exp(-(others @ self.beta)))
        n, k, expected = (
            float(numbers.sum()) for numbers in (m.n[holds], m.k[holds], m.n[holds] * mean)
        )
        slope = others.T @ (m.n[holds] * mean * (1 - mean)) / n
        wide = quantile(confidence) * math.sqrt(float(slope @ self._covariance @ slope))
        share = expected / n
        low, high = square_and_add(
            k / n, wilson_interval(k, n, confidence=confidence),
            share, (max(0.0, share - wide), min(1.0, share + wide)),
        )  # fmt: skip
        return Effect(trials=n, successes=k, expected=expected, low=low, high=high)


def _careful(z: float, k: float, n: float, expected: float, variance: float) -> float:
    """The smaller of a score and its signed root of likelihood: far out, a score goes too far."""
    share, seen = expected / n, k / n
    apart = 0.0
    if seen > 0:
        apart += seen * math.log(seen / share)
    if seen < 1:
        apart += (1 - seen) * math.log((1 - seen) / (1 - share))
    root = math.sqrt(max(0.0, 2 * n * apart * expected * (1 - share) / variance))
    return math.copysign(min(abs(z), root), z)
