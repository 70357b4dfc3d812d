"""Find what goes worse for some customers, or since some day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeykit.analyzers.funnels.findings import Adjustment, adjusted
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.problems.around import find_leaving, find_repeats
from journeykit.analyzers.problems.look import AGAIN, ON, SOON, Look, check_options, look
from journeykit.analyzers.problems.result import Problems
from journeykit.analyzers.problems.search import Found, search
from journeykit.analyzers.problems.told import Asked, date_of, grouped, segment_of, told
from journeykit.analyzers.problems.way import Steps, way_of
from journeykit.errors import NotFoundError
from journeykit.events.cohorts.periods import CALENDAR
from journeykit.events.durations import Duration
from journeykit.events.funnels import FunnelDefinition
from journeykit.events.log import EventLog
from journeykit.events.moments import Moment, as_us

__all__ = ["find_problems"]


def find_problems(
    log: EventLog,
    steps: Steps,
    *,
    by: str | Sequence[str] = (),
    period: str = "week",
    within: Duration | None = None,
    again: Iterable[str] | None = None,
    alpha: float = 0.05,
    adjust: Adjustment | str = Adjustment.HOLM,
    minimum: int = 100,
    min_effect: float = 0.02,
    min_again: float = 0.1,
    observed_until: Moment | None = None,
    confidence: float = 0.95,
) -> Problems:
    """Look through steps, segments and days for what goes worse than elsewhere.

    Every customer is followed from the first time at the first step, through the first
    time at each later one. At each step it is asked who comes on, who is slow, and who does
    it again; of each single value of the columns, of each pair of values, and since each
    day. The narrowest explanation is the one that is surest: it is taken up, and all
    others are tested anew given it, so that a problem is not named again for each
    column that goes together with it. A change is told from a change of mix, because
    values of columns have shares of their own; from weekdays, for the same reason; and
    from a slow drift, which has to fit less well than a day. Everyone is watched
    equally long, so that the young are not taken for lost.

    This finds what differs, never why.

    Args:
        log: the events.
        steps: see `funnel`; two or more, none of them optional. Or a map whose touchpoints
            are bound to events: those of its touchpoints that customers reach one after the other.
        by: column or columns whose values are told apart, such as device or channel; the
            first value that a customer has at one of the steps counts.
        period: "day", "week" or "month", for the charts.
        within: longest time from the first step to any other; None sets no limit.
        again: events that are meant to be done again, such as looking on; repeats of
            them are no problem. None for those of the first step, and of a map for all
            of its awareness and consideration: that more do those again than other
            events is no problem, that some customers do, or all since a day, may be one.
        alpha: level below which an adjusted p value is a finding.
        adjust: how p values are adjusted, over all tests: "holm" (even one false alarm
            is unlikely) or "benjamini-hochberg" (few of the findings are).
        minimum: the least number of customers that is compared.
        min_effect: the least difference of shares that is listed, such as 0.02 for 2 points.
        min_again: how much larger the share of customers who do an event again at
            once has to be than that of the next event.
        observed_until: when observation ended; the last event of the log unless given.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        The problems, those that cost most customers first.

    Raises:
        InvalidValueError: if the steps or an option make no sense, with the reason.
        NotFoundError: if an event, column or value of an option is not known.

    Source:
        Rao's score test in a logistic model; the p value of the best of all days after
        Miller and Siegmund 1982, Biometrics 38(4), 1011-1016, its interval after Hansen
        2000, Econometrica 68(3), 575-603; Holm 1979, Scandinavian Journal of
        Statistics 6(2), 65-70.

    Examples:
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(1200):
        ...     device = "phone" if n % 3 else "desktop"
        ...     at = n * 7200
        ...     events.append({"customer": n, "event": "cart", "time": at, "device": device})
        ...     if n % 10 < (4 if device == "phone" else 7):
        ...         paid = {"customer": n, "event": "paid", "time": at + 60, "device": device}
        ...         events.append(paid)
        >>> found = find_problems(EventLog(events), ["cart", "paid"], by="device")
        >>> [(p.kind.value, p.who, round(p.share, 2), round(p.expected, 2)) for p in found]
        [('segment', 'device = phone', 0.4, 0.7)]
    """
    owner = "find_problems"
    check_options(owner, alpha=alpha, minimum=minimum, min_effect=min_effect, min_again=min_again)
    if period not in CALENDAR:
        raise NotFoundError("period", period, CALENDAR)
    method = option(Adjustment, adjust, "adjust")
    fine = (again,) if isinstance(again, str) else tuple(again or ())
    way = way_of(owner, log, steps, by=by, within=within, more=fine)
    d, columns = way.definition, way.columns
    end_us = log.extent.last_us if observed_until is None else as_us(
        observed_until, owner=owner, field="observed_until", end=True
    )  # fmt: skip
    seen = look(log, d, columns, end_us=end_us or 0, minimum=minimum)
    asked = list(_asked(seen, d, fine, minimum=minimum))
    own = {name for step in d.steps for name in step.names}
    elsewhere = len(seen.steps) * len(set(log.event_names) - own) + len(log.event_names)
    tests = search([a.question for a in asked], adjust=method, alpha=alpha, more_tests=elsewhere)
    told_of = [
        told(a, found, seen, period=period, confidence=confidence)
        for a in asked
        for found in a.question.found
    ]
    around = find_leaving(seen, asked, minimum=minimum, confidence=confidence)
    meant = way.looking if again is None else fine
    around += find_repeats(
        seen,
        {*meant, *_since_a_day(asked, d)},
        minimum=minimum,
        least=min_again,
        confidence=confidence,
    )
    rest = [1.0] * max(0, tests - len(told_of) - len(around))
    judged = adjusted([*(p.p for p in told_of), *(p.p for p in around), *rest], method)
    sure = [
        problem.replace(q=q)
        for problem, q in zip(around, judged[len(told_of) :], strict=False)
        if q is not None and q < alpha
    ]
    found = [*told_of, *sure]
    large = [p for p in found if abs(p.difference) >= min_effect]
    drifts = [_drift(a, found, seen) for a in asked for found in a.question.drifted]
    return Problems(
        items=grouped([p for p in large if p.worse]),
        better=tuple(sorted((p for p in large if not p.worse), key=lambda p: p.rank)),
        steps=d.names, by=columns, customers=sum(s.reached for s in seen.steps[:1]),
        tests=tests, adjust=method, alpha=alpha, confidence=confidence, minimum=minimum,
        min_effect=min_effect, small=len(found) - len(large), period=period,
        notes=(*way.notes, *seen.notes, *drifts),
    )  # fmt: skip


def _asked(
    seen: Look, d: FunnelDefinition, again: tuple[str, ...], *, minimum: int
) -> Iterator[Asked]:
    for step in seen.steps:
        for what in (ON, SOON, AGAIN):
            if what == AGAIN and set(d.steps[step.number].names) & set(again):
                continue
            if step.reached >= 2 * minimum:
                yield Asked(step=step, what=what, question=step.question(what, minimum=minimum))


def _since_a_day(asked: Sequence[Asked], d: FunnelDefinition) -> Iterator[str]:
    """Events that all do again since a day: told with it, they are not told once more without."""
    for a in asked:
        if a.what == AGAIN and any(found.flag.where == () for found in a.question.found):
            yield from d.steps[a.step.number].names


def _drift(asked: Asked, found: Found, seen: Look) -> str:
    name = seen.names[asked.step.number]
    what = {ON: "come on", SOON: "are quick", AGAIN: "do it again"}[asked.what]
    stratum = asked.step.stratum(found.flag)
    of = "".join(f", {column} = {value}" for column, value in segment_of(stratum, seen).items())
    around = f", most around {date_of(stratum.since)}" if stratum.since is not None else ""
    return (
        f"how many {what} after {name!r}{of} changes over time{around}, "
        "but no day tells it clearly better than a slow drift"
    )
