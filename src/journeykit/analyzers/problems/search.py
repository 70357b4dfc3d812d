"""Which segments and days explain shares that differ: the narrowest first, the rest given those."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from attrs import evolve, frozen

from journeykit.analyzers.funnels.findings import Adjustment, adjusted
from journeykit.analyzers.stats.rate_model import ChangeScore, Flag, RateModel

__all__ = ["Found", "Question", "search"]

Where = tuple[tuple[int, int], ...]

_MOST = 40
"""So many differences are taken up; more would tell nobody anything."""

_CLEARLY = 6.0
"""So much better, in deviance, a day has to tell a change than a smooth curve.

That is strong evidence for the one against the other: Kass and Raftery 1995, Journal of
the American Statistical Association 90(430), 773-795.
"""

_SECOND = 8.0
"""What a second day and its size are to bring."""

_WORSE = 5.0
"""Of two sides of one difference the worse one is told, unless the better is so much surer, in ln p."""


@frozen(kw_only=True)
class Found:
    """A difference that holds.

    Attributes:
        flag: the trials concerned.
        z: the distance from what was expected, in standard errors; below 0 is worse.
        p: its p value.
        q: the same, adjusted for all tests.
        change: for a change the day with its interval.
        confounded: other flags that would tell the same.
    """

    flag: Flag
    z: float
    p: float
    q: float
    change: ChangeScore | None = None
    confounded: tuple[Flag, ...] = ()


class Question:
    """A share at one step, and what was found to change it.

    Args:
        model: the trials.
        values: for each factor the codes that are large enough to be looked at.
        pairs: whether values of two factors together are looked at.
        changes: whether days are looked for from which on it is otherwise.
    """

    def __init__(
        self,
        model: RateModel,
        values: Sequence[Sequence[int]],
        *,
        pairs: bool = False,
        changes: bool = True,
    ) -> None:
        self.model = model
        self.values = values
        self.found: list[Found] = []
        self.drifted: list[Found] = []
        singles: list[Where] = [
            ((factor, code),) for factor, codes in enumerate(values) for code in codes
        ]
        self._scopes: list[Where] = [(), *singles] if changes else []
        self._segments = list(singles)
        if pairs:
            both = combinations(singles, 2)
            self._segments += [(*a, *b) for a, b in both if a[0][0] != b[0][0]]
        self.tried = self._tried()

    @property
    def flags(self) -> list[Flag]:
        """The trials concerned by what was found so far."""
        return [found.flag for found in self.found]

    @property
    def drifts(self) -> list[Flag]:
        """The trials whose share drifts."""
        return [Flag(found.flag.where) for found in self.drifted]

    def _tried(self) -> list[Found]:
        """All differences that are left, each given what was found so far."""
        known = self.flags
        tried = []
        still = self.model.fit(known, blocks=True, drifts=self.drifts)
        for where in self._segments:
            flag = Flag(where)
            score = None if flag in known else still.score(flag)
            if score is not None:
                tried.append(Found(flag=flag, z=score.z, p=score.p, q=1.0))
        moving = self.model.fit(known, factors=True, drifts=self.drifts)
        for where in self._scopes:
            change = None if Flag(where) in self.drifts else moving.change(where)
            if change is not None:
                flag = Flag(where, since=change.day)
                tried.append(Found(flag=flag, z=change.z, p=change.p, q=1.0, change=change))
        return tried

    def take(self, found: Found, *, alpha: float) -> None:
        """Take up a difference; one that is a drift rather than a change is remembered as that."""
        if found.change is not None and self._drifts(found):
            self.drifted.append(found)
        else:
            found = evolve(found, confounded=tuple(self._confounded(found, alpha)))
            self._add(found)
        self.tried = self._tried()

    def _drifts(self, found: Found) -> bool:
        """Whether a smooth curve tells the change about as well as a day does, or better.

        A step of the right height fits a wave quite well, and its day was chosen to fit: it
        has to fit clearly better than the curve. So does what has a second day, on which it ended.
        """
        where = found.flag.where
        known = [*self.flags, found.flag]
        sudden = self.model.fit(known, factors=True, drifts=self.drifts)
        smooth = self.model.fit(self.flags, factors=True, drifts=[*self.drifts, Flag(where)])
        if sudden.deviance - smooth.deviance >= _CLEARLY:
            return False
        end = sudden.change(where)
        if end is None:
            return True
        known.append(Flag(where, since=end.day))
        ended = self.model.fit(known, factors=True, drifts=self.drifts)
        return ended.deviance - smooth.deviance < _CLEARLY + _SECOND

    def _add(self, found: Found) -> None:
        """Add it; a fall and the rise that ends it are one."""
        for place, known in enumerate(self.found):
            a, b = known.flag, found.flag
            turned = known.z * found.z < 0 and a.where == b.where and a.until is None
            if not turned or a.since is None or b.since is None:
                continue
            fall, rise = (known, found) if known.z < 0 else (found, known)
            if (fall.flag.since or 0) < (rise.flag.since or 0):
                ended = evolve(fall.flag, until=rise.flag.since)
                self.found[place] = evolve(fall, flag=ended)
                return
        self.found.append(self._other_side(found))

    def _other_side(self, found: Found) -> Found:
        """Of two values, the one that does worse is what is wrong."""
        flag = found.flag
        if found.z < 0 or flag.since is not None or len(flag.where) != 1:
            return found
        ((factor, code),) = flag.where
        others = [other for other in self.values[factor] if other != code]
        present = set(self.model.codes[factor].tolist())
        if len(others) != 1 or present != {code, *others}:
            return found
        return evolve(found, flag=Flag(((factor, others[0]),)), z=-found.z)

    def _confounded(self, found: Found, alpha: float) -> Iterator[Flag]:
        """Other flags of other factors that explain it away, as it does them."""
        mine = {factor for factor, _ in found.flag.where}
        for other in self.tried:
            theirs = {factor for factor, _ in other.flag.where}
            if not mine or not theirs or mine & theirs or other.z * found.z < 0:
                continue
            if other.p > found.p**0.5 or (other.change is None) != (found.change is None):
                continue
            given = evolve(other.flag, since=found.flag.since)
            fit = self.model.fit(
                [*self.flags, given], factors=False, blocks=found.change is None, drifts=self.drifts
            )
            left = fit.score(found.flag)
            if left is None or left.p > alpha:
                yield given


def search(
    questions: Sequence[Question], *, adjust: Adjustment, alpha: float, more_tests: int = 0
) -> int:
    """Take up what holds, over all questions, the surest first.

    After each, what is left at the same question is tested anew given what was
    found; the p values are adjusted for all tests that there are.

    Args:
        questions: the shares that are looked at; each remembers what was found.
        adjust: how p values are adjusted.
        alpha: level below which an adjusted p value is a finding.
        more_tests: how many tests there are elsewhere.

    Returns:
        How many tests there were.
    """
    tests = sum(len(question.tried) for question in questions) + more_tests
    taken: list[float] = []
    for _ in range(_MOST):
        left = [(found, question) for question in questions for found in question.tried]
        if not left:
            break
        rest = max(0, tests - len(taken) - 1)

        def adjusted_p(p: float, rest: int = rest) -> float:
            # What is not the least stands for all others: it changes nothing for the least.
            return adjusted([*taken, p, *([1.0] * rest)], adjust)[len(taken)] or 0.0

        if adjusted_p(min(found.p for found, _ in left)) >= alpha:
            break
        best, question = min(left, key=lambda pair: _unlikely(pair[0]))
        q = adjusted_p(best.p)
        if q >= alpha:
            best, question = min(left, key=lambda pair: pair[0].p)
            q = adjusted_p(best.p)
        known = len(question.found)
        question.take(evolve(best, q=q), alpha=alpha)
        if len(question.found) > known:
            taken.append(best.p)
    return tests


def _unlikely(found: Found) -> float:
    """The logarithm of the p value, also where that is too small for a number; less for the worse."""
    told = math.log(found.p) if found.p > 0 else -found.z * found.z / 2
    return told + _WORSE * (found.z > 0)
