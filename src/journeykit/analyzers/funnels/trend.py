"""A funnel over time, by when customers enter it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from attrs import frozen

from journeykit.analyzers.funnels.build import define, run_of
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import wilson_interval
from journeykit.analyzers.wording import aligned, percent, percents, plural
from journeykit.errors import InvalidValueError
from journeykit.events.durations import Duration
from journeykit.events.funnels import (
    Count,
    Entry,
    Exclusion,
    FunnelDefinition,
    OnExclusion,
    Order,
    Step,
    Ties,
)
from journeykit.events.funnels.periods import Span, calendar, spans, tallies_by_span
from journeykit.events.funnels.run import Tally
from journeykit.events.log import EventLog, need_log
from journeykit.events.moments import Moment, as_text, as_time
from journeykit.model.element import Value

__all__ = ["FunnelTrend", "TrendPeriod", "funnel_trend"]


@frozen(kw_only=True, repr=False)
class TrendPeriod(Value):
    """Those who entered in a period, and how many of them came on.

    Attributes:
        start: first instant of the period, in the time zone asked for.
        entered: those of whom an attempt that began in the period took the step it starts from.
        converted: how many of them took the other step, in or after the period.
        rate: their share, or None where nobody entered.
        rate_interval: its Wilson interval, or None.
        waiting: those who entered, did not convert, and whose window was still
            open when observation ended; None without a window.
        mature: whether all who could enter in the period had their whole window;
            None without a window.
    """

    start: datetime
    entered: int
    converted: int
    rate: float | None = None
    rate_interval: tuple[float, float] | None = None
    waiting: int | None = None
    mature: bool | None = None


@frozen(kw_only=True, repr=False)
class FunnelTrend(Result):
    """What became of those who entered a funnel in each period.

    One who enters in several periods is counted in each, so that the periods do
    not add up to the funnel of the whole time.

    Attributes:
        definition: what was counted; its first steps lie in one period at a time.
        period: how long the periods are: "day", "week" or "month".
        from_step: name of the step that counts as entered.
        to_step: name of the step that counts as converted.
        confidence: confidence of the intervals, between 0 and 1.
        periods: the periods in order, those in which nobody entered too.
        notes: what a reader should know before trusting the figures.
    """

    definition: FunnelDefinition
    period: str
    from_step: str
    to_step: str
    confidence: float
    periods: tuple[TrendPeriod, ...] = ()
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "start": str, "entered": int, "converted": int, "rate": float, "rate_low": float,
        "rate_high": float, "waiting": int, "mature": bool,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a period, its start as ISO text."""
        for p in self.periods:
            low, high = p.rate_interval or (None, None)
            yield (
                p.start.isoformat(), p.entered, p.converted, p.rate, low, high, p.waiting, p.mature
            )  # fmt: skip

    def summary(self) -> str:
        """The periods with their rates, those that are not yet mature marked."""
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"{self.from_step!r} to {self.to_step!r} by {self.period} of entry ({level})"]
        table = [
            (f"{p.start:%Y-%m-%d}", f"{p.entered:,}", f"{p.converted:,}", _in_words(p))
            for p in self.periods
        ]
        lines += aligned(table, right=[1, 2]) if table else []
        lines += [f"Note: {note}" for note in self.notes]
        lines.append(f"Counted: {'; '.join(self.definition.rules())}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<FunnelTrend of {plural(len(self.periods), self.period)}>"


def _in_words(period: TrendPeriod) -> str:
    if period.rate is None or period.rate_interval is None:
        return "-"
    text = f"{percent(period.rate)} ({percents(period.rate_interval)})"
    return f"{text}, not yet mature: {period.waiting:,} waiting" if period.mature is False else text


def funnel_trend(
    log: EventLog,
    steps: Sequence[Step | str | tuple[str, ...]],
    *,
    period: str = "day",
    zone: str = "UTC",
    from_step: str | int = 0,
    to_step: str | int = -1,
    within: Duration | None = None,
    order: Order | str = Order.ORDERED,
    entry: Entry | str = Entry.BEST,
    ties: Ties | str = Ties.ANY,
    exclude: Exclusion | str | Iterable[Exclusion | str] = (),
    on_exclusion: OnExclusion | str | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
    past_end: bool = True,
    count: Count | str = Count.CUSTOMERS,
    observed_until: Moment | None = None,
    confidence: float = 0.95,
) -> FunnelTrend:
    """Count a funnel for those who enter in each day, week or month.

    A period counts each customer (or session) once: where the furthest of the
    attempts leads whose *first step* lies in the period. Later steps may lie in
    later periods. A row is what `funnel` counts with `since` and `until` at the
    ends of the period. With steps in any order all have to lie in the period.

    Args:
        log: the events.
        steps: see `funnel`, as for all arguments that are not named here.
        period: "day", "week" (from Monday on) or "month".
        zone: time zone in which days begin, such as "Europe/Zurich".
        from_step: the step that counts as entered, by name or number.
        to_step: the step that counts as converted.
        within: longest time from the first step to any other; without it
            nobody can say which periods are mature.
        order: "ordered", "strict" or "any".
        entry: which first steps of the period begin an attempt.
        ties: how events at one time follow each other.
        exclude: events that must not happen between two steps.
        on_exclusion: "remove" or "stop".
        since: earliest time of a first step; the first event of the log unless given.
        until: latest time of a first step; the last event unless given.
        past_end: later steps may come after `until`.
        count: "customers", "sessions" or "attempts".
        observed_until: when observation ended; the last event of the log unless given.
        confidence: confidence of the intervals, between 0 and 1.

    Raises:
        InvalidValueError: if the definition makes no sense, or there are more
            than 2,000 periods.
        NotFoundError: if a column, step, period or time zone is not known.

    Examples:
        >>> from journeykit.events import EventLog
        >>> day = 86_400
        >>> log = EventLog(
        ...     [("ann", "home", 0), ("ann", "paid", day), ("bob", "home", 9), ("ann", "home", 2 * day)]
        ... )
        >>> trend = funnel_trend(log, ["home", "paid"], within="1d")
        >>> [(p.entered, p.converted, p.mature) for p in trend.periods]
        [(2, 1, True), (0, 0, False), (1, 0, False)]
    """
    need_log("funnel_trend", log)
    d = define(
        steps, within=within, order=order, entry=entry, ties=ties, exclude=exclude,
        on_exclusion=on_exclusion, since=since, until=until, past_end=past_end, count=count,
    )  # fmt: skip
    a, b = d.number(from_step), d.number(to_step)
    for name, number in (("from_step", a), ("to_step", b)):
        if d.steps[number].optional:
            raise InvalidValueError(
                "funnel_trend", name, expected="a step that is not optional", got=d.names[number]
            )
    if a >= b:
        raise InvalidValueError(
            "funnel_trend", "to_step", expected=f"a step after {d.names[a]!r}", got=d.names[b]
        )
    cut = calendar(period, zone)
    run = run_of(log, d, observed_until=observed_until, confidence=confidence)
    extent = log.extent
    first_us = extent.first_us if d.since_us is None else d.since_us
    last_us = extent.last_us if d.until_us is None else d.until_us
    periods: tuple[Span, ...] = ()
    if first_us is not None and last_us is not None and first_us <= last_us:
        periods = spans(first_us, last_us, cut)
    told = [
        _period(d, span, tally, (a, b), zone=zone, end_us=run.end_us, confidence=confidence)
        for span, tally in zip(periods, tallies_by_span(run, periods), strict=True)
    ]
    return FunnelTrend(
        definition=d, period=cut.unit, from_step=d.names[a], to_step=d.names[b],
        confidence=confidence, periods=tuple(told),
        notes=tuple(_notes(d, told, extent.left_out, run.end_us)),
    )  # fmt: skip


def _period(
    d: FunnelDefinition,
    span: Span,
    tally: Tally,
    ends: tuple[int, int],
    *,
    zone: str,
    end_us: int | None,
    confidence: float,
) -> TrendPeriod:
    a, b = ends
    entered, converted = tally.took[a], tally.took[b]
    made = TrendPeriod(
        start=as_time(span.start_us).astimezone(ZoneInfo(zone)),
        entered=entered,
        converted=converted,
    )
    if entered:
        made = made.replace(
            rate=converted / entered,
            rate_interval=wilson_interval(converted, entered, confidence=confidence),
        )
    if d.within_us is None or end_us is None:
        return made
    last_us = span.end_us if d.until_us is None else min(span.end_us, d.until_us)
    return made.replace(waiting=sum(tally.waiting[a:b]), mature=last_us + d.within_us <= end_us)


def _notes(
    d: FunnelDefinition, periods: list[TrendPeriod], left_out: int, end_us: int | None
) -> Iterator[str]:
    if left_out:
        yield f"{left_out:,} events without a customer, event or time are not counted."
    if d.within_us is None:
        yield (
            "without a window later periods had less time to convert than earlier ones: "
            "give within= to tell which are mature."
        )
    young = sum(p.mature is False for p in periods)
    if young and end_us is not None:
        yield (
            f"{plural(young, 'period')} not yet mature: observation ended {as_text(end_us)}, "
            "before the last window closed."
        )
    if d.order is Order.ANY:
        yield "steps in any order are counted where all of them lie in one period."
