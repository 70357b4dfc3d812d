"""What happens between the steps: events that go with leaving, and what is done again at once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from attrs import frozen

from journeykit.analyzers.problems.look import ON, Look
from journeykit.analyzers.problems.problem import Problem, ProblemKind
from journeykit.analyzers.problems.told import Asked
from journeykit.analyzers.stats import compare_rates, mantel_haenszel
from journeykit.events.passages.around import Between, between, repeats
from journeykit.events.passages.tallies import Cell

__all__ = ["find_leaving", "find_repeats"]

_SOONER = 1.5
_MOST = 0.5

_DOUBT = 0.05


def find_leaving(
    seen: Look, asked: list[Asked], *, minimum: int, confidence: float
) -> list[Problem]:
    """Events after a step of which those who have them come on less often than the others there.

    They are compared among customers of whom all else that was found at the step is the same.

    Args:
        seen: what is looked at.
        asked: the questions who comes on, with what was found.
        minimum: the least number of customers with and without the event.
        confidence: confidence of the limits.

    Returns:
        Every event that was tested, with `q` the p value, not yet adjusted.
    """
    steps = {a.step.number: a for a in asked if a.what == ON}
    strata = [a.step.stratum(flag) for a in steps.values() for flag in a.question.flags]
    counts: dict[tuple[int, str], list[Between]] = defaultdict(list)
    happened = between(
        seen.passages, {n: a.step.horizon_us for n, a in steps.items()},
        {n: a.step.usual_us for n, a in steps.items()}, strata, end_us=seen.end_us,
    )  # fmt: skip
    for b in happened:
        counts[b.step, b.event].append(b)
    found = []
    for (number, event), parts in counts.items():
        mine = [s for s in strata if s.step == number]
        all_there: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for cell in steps[number].step.cells:
            key = sum(2**place for place, s in enumerate(mine) if s.holds(cell))
            all_there[key][0] += cell.on
            all_there[key][1] += cell.reached
        problem = _leaving(
            parts, dict(all_there), steps[number].step.cells, minimum=minimum, confidence=confidence
        )
        if problem is not None:
            names = seen.names
            found.append(problem.replace(after=names[number], step=names[number + 1], event=event))
    return found


def _leaving(
    parts: list[Between],
    there: dict[int, list[int]],
    cells: tuple[Cell, ...],
    *,
    minimum: int,
    confidence: float,
) -> Problem | None:
    n, k = sum(b.n for b in parts), sum(b.on for b in parts)
    everybody = sum(reached for _, reached in there.values())
    if min(n, everybody - n) < minimum:
        return None
    if _goes_on_anyway(parts):
        return None
    tables = []
    for b in parts:
        on, reached = there.get(b.stratum, [0, 0])
        tables.append((b.on, b.n, on - b.on, reached - b.n))
    made = mantel_haenszel(tables, confidence=confidence)
    ratio, p = made.ratio, made.test.p
    if p is None or ratio.value is None or ratio.low is None or ratio.high is None:
        return None
    # What their odds would be without: their own, divided by the ratio.
    odds = (k + 0.5) / (n - k + 0.5)
    expected, most, least = (
        odds / r / (1 + odds / r) if r > 0 and math.isfinite(r) else 1.0
        for r in (ratio.value, ratio.low, ratio.high)
    )
    share = k / n
    return Problem(
        kind=ProblemKind.LEAVING, after="", step="", customers=n, share=share, expected=expected,
        low=share - most, high=share - least, p=p, q=p, detour=_detour(k, n, cells),
    )  # fmt: skip


def _goes_on_anyway(parts: list[Between]) -> bool:
    """Whether an event has little to do with the step: it is as frequent later as soon after it.

    Who leaves is watched longer than who comes on, and so has more of what goes on anyway,
    such as newsletters. What belongs to the step happens in the time that it usually takes.
    """
    early, late = sum(b.early for b in parts), sum(b.late for b in parts)
    return early < _SOONER * late or early + late < _MOST * sum(b.times for b in parts)


def _detour(k: int, n: int, cells: tuple[Cell, ...]) -> bool:
    """Whether they come on as often as those who are still there after the usual time.

    Who comes on at once has no time for anything else. What is left of the others is
    how customers do on any longer way.
    """
    there = sum(cell.reached - cell.soon for cell in cells)
    came = sum(cell.on - cell.soon for cell in cells)
    if not there:
        return False
    c = compare_rates(k, n, came, there)
    return c.difference is None or c.difference >= 0 or (c.test.p or 1.0) > _DOUBT


@frozen
class _Repeated:
    event: str
    customers: int
    again: int

    @property
    def share(self) -> float:
        return self.again / self.customers


def find_repeats(
    seen: Look, again: Collection[str], *, minimum: int, least: float, confidence: float
) -> list[Problem]:
    """Events that far more customers do again at once than any event below them.

    Args:
        seen: what is looked at.
        again: events that are meant to be done again.
        minimum: the least number of customers.
        least: how much larger the share has to be than that of the next event.
        confidence: confidence of the limits.

    Returns:
        Those above the widest gap, if it is wide enough, with `q` the p value.
    """
    counted = [
        _Repeated(r.event, r.customers, r.again)
        for r in repeats(seen.passages)
        if r.customers >= minimum and r.event not in again
    ]
    counted.sort(key=lambda r: (-r.share, r.event))
    gaps = [a.share - b.share for a, b in pairwise(counted)]
    # Where most are done again, to do so is what is usual.
    upper = gaps[: len(counted) // 2]
    if not upper or max(upper) < least:
        return []
    below = upper.index(max(upper)) + 1
    return list(_repeats(counted[:below], counted[below], confidence))


def _repeats(found: list[_Repeated], usual: _Repeated, confidence: float) -> Iterator[Problem]:
    for r in found:
        c = compare_rates(r.again, r.customers, usual.again, usual.customers, confidence=confidence)
        yield Problem(
            kind=ProblemKind.REPEATS, after=r.event, step=r.event, customers=r.customers,
            share=r.share, expected=usual.share, low=c.low or 0.0, high=c.high or 0.0,
            event=r.event, p=c.test.p or 0.0, q=c.test.p or 0.0,
        )  # fmt: skip
