"""What was found, as problems."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from attrs import frozen

from journeykit.analyzers.problems.look import AGAIN, ON, SOON, Look, StepLook
from journeykit.analyzers.problems.problem import Problem, ProblemKind, ProblemPeriod
from journeykit.analyzers.problems.search import Found, Question
from journeykit.analyzers.stats.rate_model import Flag
from journeykit.events.cohorts.periods import DAY_US, number_of
from journeykit.events.passages.tallies import Cell, Stratum
from journeykit.model.frozendict import FrozenDict

__all__ = ["Asked", "date_of", "grouped", "segment_of", "told"]

_DAY_0 = dt.date(1970, 1, 1)


def date_of(day: int) -> dt.date:
    """The date of a day counted from 1970."""
    return _DAY_0 + dt.timedelta(days=day)


@frozen(kw_only=True, eq=False)
class Asked:
    """A question, and where it was asked.

    Attributes:
        step: the step.
        what: who comes on, soon, or does it again.
        question: with what was found.
    """

    step: StepLook
    what: str
    question: Question


_COUNTS: dict[str, Callable[[Cell], tuple[int, int]]] = {
    ON: lambda cell: (cell.on, cell.reached),
    SOON: lambda cell: (cell.soon, cell.on),
    AGAIN: lambda cell: (cell.again, cell.reached),
}


def told(asked: Asked, found: Found, seen: Look, *, period: str, confidence: float) -> Problem:
    """A difference as a problem, or as the contrary of one."""
    question, step = asked.question, asked.step
    changed = found.flag.since is not None
    fit = question.model.fit(
        question.flags, factors=changed, blocks=not changed, drifts=question.drifts
    )
    effect = fit.effect(question.found.index(found), found.flag, confidence=confidence)
    n = effect.trials
    share, expected = effect.successes / n, effect.expected / n
    low, high = effect.low, effect.high
    if asked.what == AGAIN:
        share, expected, low, high = 1 - share, 1 - expected, -high, -low
    names = seen.names
    kind = {SOON: ProblemKind.SLOWER, AGAIN: ProblemKind.REPEATS}.get(
        asked.what, ProblemKind.CHANGE if changed else ProblemKind.SEGMENT
    )
    stratum = step.stratum(found.flag)
    made = Problem(
        kind=kind, after=names[step.number],
        step=names[step.number + (asked.what != AGAIN)],
        segment=segment_of(stratum, seen), customers=round(n), share=share, expected=expected,
        low=low, high=high, p=found.p, q=found.q,
        usual_s=step.usual_us / 1e6 if asked.what == SOON else None,
        confounded=tuple(_label(step, flag, seen) for flag in found.confounded),
        periods=_periods(step, stratum, asked.what, period),
    )  # fmt: skip
    if stratum.since is None or found.change is None:
        return made
    return made.replace(
        since=date_of(stratum.since), since_low=date_of(step.first_day + found.change.low),
        since_high=date_of(step.first_day + found.change.high),
        until=None if stratum.until is None else date_of(stratum.until),
    )  # fmt: skip


def segment_of(stratum: Stratum, seen: Look) -> FrozenDict[str, str]:
    """The columns with the value of those concerned; empty for all customers."""
    by = seen.passages.by
    return FrozenDict(
        {by[column]: "(none)" if value is None else value for column, value in stratum.where}
    )


def _label(step: StepLook, flag: Flag, seen: Look) -> str:
    segment = segment_of(step.stratum(flag), seen)
    return ", ".join(f"{column} = {value}" for column, value in segment.items())


def _periods(step: StepLook, stratum: Stratum, what: str, period: str) -> tuple[ProblemPeriod, ...]:
    always = stratum.replace(since=None, until=None)
    first: dict[int, int] = {}
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * 4)
    for cell in step.cells:
        number = number_of(cell.day * DAY_US, period)
        first[number] = min(cell.day, first.get(number, cell.day))
        k, n = _COUNTS[what](cell)
        place = 0 if always.holds(cell) else 2
        counts[number][place] += n
        counts[number][place + 1] += k
    return tuple(
        ProblemPeriod(
            start=date_of(first[number]), customers=n, count=k, others=others, others_count=did
        )
        for number, (n, k, others, did) in sorted(counts.items())
    )


def grouped(problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems of the same customers since the same time as one, those that cost most first.

    Of each group stands first what loses customers, and of that what is surest.
    """
    surest = sorted(problems, key=lambda p: (not p.loses, p.p, -p.concerned))
    heads: list[Problem] = []
    for problem in surest:
        for place, head in enumerate(heads):
            if _same(head, problem):
                heads[place] = head.replace(also=(*head.also, problem))
                break
        else:
            heads.append(problem)
    return tuple(sorted(heads, key=lambda p: p.rank))


def _same(a: Problem, b: Problem) -> bool:
    if a.event != b.event or a.segment != b.segment or (a.since is None) != (b.since is None):
        return False
    if not a.segment and a.since is None and a.event is None:
        return a.step == b.step
    if a.since is None or b.since is None or a.since_low is None or b.since_low is None:
        return True
    return a.since_low <= (b.since_high or b.since) and b.since_low <= (a.since_high or a.since)
