"""Conversions of a log before a day and from it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from journeykit.analyzers.funnels import FunnelResult, funnel, funnel_trend
from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.monitoring.changes import MetricChange, MetricChanges
from journeykit.analyzers.monitoring.judge import Options, judged, options_of, pair
from journeykit.analyzers.monitoring.samples import Sample, SampleKind
from journeykit.analyzers.monitoring.seasons import SeasonFault, SeasonWarning
from journeykit.analyzers.stats import MIN_TRIALS, rate_trend_test
from journeykit.analyzers.wording import plural
from journeykit.errors import InvalidValueError
from journeykit.events.durations import Duration, as_microseconds
from journeykit.events.funnels import Step
from journeykit.events.log import EventLog
from journeykit.events.moments import Moment, as_time, as_us
from journeykit.model import STANDARD_METRICS, Metric

__all__ = ["conversion_before_after"]

_OWNER = "conversion_before_after"
_DAY_US = 86_400_000_000
_WEEK = 7
_LEAST_WEEKS = 4
"""Of fewer weeks nobody can say whether they rise."""

Steps = Sequence[Step | str | tuple[str, ...]]


@frozen(kw_only=True)
class _Spans:
    """The first days of both periods, and how many days each has."""

    before: dt.date
    after: dt.date
    days: int

    def period(self, first: dt.date) -> str:
        return f"{first}/{self.last(first)}"

    def last(self, first: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.days - 1)


def conversion_before_after(
    log: EventLog,
    steps: Steps,
    on: Moment,
    *,
    within: Duration | None = None,
    weeks: int | None = None,
    practical: float | None = None,
    wished: float | None = None,
    holidays: Iterable[dt.date | str] = (),
    alpha: float = 0.05,
    power: float = 0.8,
    confidence: float = 0.95,
    adjust: Adjustment | str = Adjustment.HOLM,
    minimum: int = MIN_TRIALS,
) -> MetricChanges:
    """Tell whether conversions changed on a day: at each step, and from the first to the last.

    Both periods have the same number of whole weeks, where the log is long enough, so
    that each weekday counts alike. Customers count for the period in which they take
    the first step. The period after begins on the day; the one before ends a window
    earlier, so that nobody's window reaches over the day, and the one after ends a
    window before the log does, so that all had their whole time. At each step the share
    of those at the step before who came on is compared: these conditional rates
    are tested apart. One who takes the first step in both periods counts in both.

    Where the conversion was rising or falling before the day (weeks, Cochran-Armitage
    test), a warning says so: what goes on by itself is no effect.

    Args:
        log: the events.
        steps: as for `funnel`, all of them required.
        on: the day of the change (UTC).
        within: longest time from the first step to any other; without it those
            before had more time, and a note says so.
        weeks: how many weeks each period has; as many as the log has on both sides unless given.
        practical: the least change that matters, as a share: 0.02 is 2 points.
        wished: the change that is hoped for, as a share.
        holidays: days that are unlike others, as dates or ISO text.
        alpha: level below which an adjusted p value holds.
        power: chance with which a change is to be found.
        confidence: confidence of the intervals.
        adjust: how p values are adjusted: "holm" or "benjamini-hochberg".
        minimum: the least number of customers that is compared.

    Returns:
        The conversion from first to last, where there are more than two steps, and that
        of each step.

    Raises:
        InvalidValueError: if the log has no day on one of the sides, or fewer weeks
            than asked for, or an option can mean nothing.
        NotFoundError: if a column of a step is not known.

    Source:
        See `before_after`; the trend after Cochran 1954, Biometrics 10(4), 417-451.

    Examples:
        >>> from datetime import datetime, timedelta
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(1120):
        ...     day = datetime(2026, 3, 2) + timedelta(days=n // 20)
        ...     events.append((n, "cart", day))
        ...     if n % 10 < (6 if n < 560 else 4):
        ...         events.append((n, "paid", day))
        >>> result = conversion_before_after(EventLog(events), ["cart", "paid"], "2026-03-30")
        >>> print(result.items[0].said())
        -20 points, -25.6 to -14.2: worse
    """
    options = options_of(
        alpha=alpha, power=power, confidence=confidence, adjust=adjust, minimum=minimum,
        practical=practical, wished=wished, holidays=holidays,
    )  # fmt: skip
    if isinstance(steps, str) or len(steps) < 2:
        raise InvalidValueError(_OWNER, "steps", expected="a list of two steps or more", got=steps)
    window_us = 0 if within is None else as_microseconds(within, owner=_OWNER, field="within")
    spans = _spans(log, as_us(on, owner=_OWNER, field="on"), window_us, weeks)
    results = [
        funnel(
            log, steps, within=within, since=first, until=spans.last(first), confidence=confidence
        )
        for first in (spans.before, spans.after)
    ]
    warnings = tuple(_trend(log, steps, within, spans))
    # What both periods are told of holds for the whole.
    notes = [note.rstrip(".?") for note in results[0].notes if note in results[1].notes]
    if within is None:
        notes.append("without a window those before had more time: give within=")
    if spans.days % _WEEK:
        notes.append(
            f"the log has no whole week on both sides: {plural(spans.days, 'day')} are compared"
        )
    items = [
        item.replace(warnings=(*item.warnings, *warnings))
        for item in _items(results, spans, options)
    ]
    first, last = (results[0].definition.names[place] for place in (0, -1))
    return judged(items, options, title=f"{first} to {last}, on {spans.after}", notes=notes)


def _spans(log: EventLog, on_us: int, window_us: int, weeks: int | None) -> _Spans:
    extent = log.extent
    first_us, last_us = extent.first_us, extent.last_us
    day = on_us // _DAY_US
    window = -(-window_us // _DAY_US)
    there = (0, 0)
    if first_us is not None and last_us is not None:
        there = (day - window - first_us // _DAY_US, last_us // _DAY_US + 1 - window - day)
    days = min(there)
    if days < 1:
        raise InvalidValueError(
            _OWNER, "on", got=str(as_time(on_us).date()),
            expected="a day with at least one day of the log, and a whole window, on both sides",
            hint="take another day, or a shorter window",
        )  # fmt: skip
    if weeks is not None:
        if weeks != int(weeks) or not 0 < weeks * _WEEK <= days:
            raise InvalidValueError(
                _OWNER, "weeks", got=weeks,
                expected=f"a number of weeks from 1 to {days // _WEEK}, as the log has on both sides",
            )  # fmt: skip
        days = weeks * _WEEK
    elif days >= _WEEK:
        days -= days % _WEEK
    start = as_time(day * _DAY_US).date()
    return _Spans(before=start - dt.timedelta(days=window + days), after=start, days=days)


def _items(
    results: Sequence[FunnelResult], spans: _Spans, options: Options
) -> Iterator[MetricChange]:
    conversion = STANDARD_METRICS["conversion"]
    names = results[0].definition.names
    places = range(1, len(names))
    for step in results[0].steps:
        if step.optional:
            raise InvalidValueError(
                _OWNER, "steps", expected="steps that are not optional", got=step.name
            )
    periods = [spans.period(first) for first in (spans.before, spans.after)]
    ends = [(0, len(names) - 1)] if len(names) > 2 else []
    for start, end in [*ends, *((place - 1, place) for place in places)]:
        counts = [(r.steps[end].customers, r.steps[start].customers) for r in results]
        where = f"{names[start]} to {names[end]}"
        samples = [
            _sample(k, n, metric=conversion, period=period)
            for (k, n), period in zip(counts, periods, strict=True)
        ]
        yield pair(samples[0], samples[1], options, metric=conversion, where=where)


def _sample(k: int, n: int, *, metric: Metric, period: str) -> Sample:
    """So many of n; of nobody a figure that nothing is known of."""
    if n:
        return Sample.share(k, n, metric=metric, period=period)
    return Sample(kind=SampleKind.BARE, value=0.0, n=0, metric=metric, period=period)


def _trend(
    log: EventLog, steps: Steps, within: Duration | None, spans: _Spans
) -> Iterator[SeasonWarning]:
    """Whether the conversion was on its way before the day."""
    weeks = spans.days // _WEEK
    if weeks < _LEAST_WEEKS:
        return
    # Weeks of the calendar: the first and the last may lie partly in the period.
    trend = funnel_trend(
        log, steps, within=within, period="week", since=spans.before,
        until=spans.last(spans.before),
    )  # fmt: skip
    counts = [(p.converted, p.entered) for p in trend.periods]
    test = rate_trend_test(counts)
    if test.p is None or test.statistic is None or test.p >= 0.05:
        return
    way = "rising" if test.statistic > 0 else "falling"
    shares = [k / n for k, n in counts if n]
    text = (
        f"the conversion was {way} in the {weeks} weeks before already, from {shares[0]:.1%} to "
        f"{shares[-1]:.1%} by week (Cochran-Armitage, {p_text(test.p)})"
    )
    yield SeasonWarning(SeasonFault.TREND, text, "look at the weeks one by one: control_chart")
