"""Count a funnel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.funnels.result import FunnelGroup, FunnelResult, FunnelStep
from journeykit.analyzers.stats import wilson_interval
from journeykit.analyzers.wording import plural
from journeykit.errors import InvalidValueError, did_you_mean
from journeykit.events.durations import Duration, as_microseconds
from journeykit.events.funnels import (
    Attribution,
    Count,
    Entry,
    Exclusion,
    FunnelDefinition,
    FunnelRun,
    OnExclusion,
    Order,
    Step,
    Tally,
    Ties,
)
from journeykit.events.funnels.definition import number_of
from journeykit.events.funnels.run import added
from journeykit.events.funnels.steps import as_step
from journeykit.events.log import EventLog, need_log
from journeykit.events.moments import Moment, as_us
from journeykit.events.roles import check_columns

__all__ = ["define", "funnel", "run_of"]


def define(
    steps: Sequence[Step | str | tuple[str, ...]],
    *,
    within: Duration | None = None,
    order: Order | str = Order.ORDERED,
    entry: Entry | str = Entry.BEST,
    ties: Ties | str = Ties.ANY,
    exclude: Exclusion | str | Iterable[Exclusion | str] = (),
    on_exclusion: OnExclusion | str | None = None,
    open: bool = False,
    since: Moment | None = None,
    until: Moment | None = None,
    past_end: bool = True,
    count: Count | str = Count.CUSTOMERS,
    by: str | Sequence[str] | None = None,
    attribution: Attribution | str | int = Attribution.FIRST,
) -> FunnelDefinition:
    """What a funnel is to count; see `funnel` for the arguments and errors."""
    if isinstance(steps, str):
        raise InvalidValueError(
            "funnel", "steps", expected="a list of steps", got=steps, hint=f"write [{steps!r}, ...]"
        )
    made = tuple(as_step(step) for step in steps)
    loose = FunnelDefinition(steps=made) if made else FunnelDefinition(steps=())
    names = loose.names
    excluded = []
    for item in (exclude,) if isinstance(exclude, Exclusion | str) else tuple(exclude):
        exclusion = item if isinstance(item, Exclusion) else Exclusion(item)
        after = 0 if exclusion.after is None else number_of(names, exclusion.after)
        before = len(made) - 1 if exclusion.before is None else number_of(names, exclusion.before)
        excluded.append(exclusion.replace(after=after, before=before))
    ordering = option(Order, order, "order")
    if on_exclusion is None:
        gentle = open or ordering is Order.ANY
        on_exclusion = OnExclusion.STOP if gentle else OnExclusion.REMOVE
    step: int | None = None
    if not isinstance(attribution, Attribution):
        if isinstance(attribution, str) and attribution in {"first", "last", "all"}:
            attribution = Attribution(attribution)
        else:
            step, attribution = number_of(names, attribution), Attribution.STEP
    return FunnelDefinition(
        steps=made,
        order=ordering,
        within_us=None
        if within is None
        else as_microseconds(within, owner="funnel", field="within"),
        entry=option(Entry, entry, "entry"),
        ties=option(Ties, ties, "ties"),
        exclusions=tuple(excluded),
        on_exclusion=option(OnExclusion, on_exclusion, "on_exclusion"),
        open=open,
        since_us=None if since is None else as_us(since, owner="funnel", field="since"),
        until_us=None if until is None else as_us(until, owner="funnel", field="until", end=True),
        past_end=past_end,
        count=option(Count, count, "count"),
        by=() if by is None else (by,) if isinstance(by, str) else tuple(by),
        attribution=attribution,
        attribution_step=step,
    )


def funnel(
    log: EventLog,
    steps: Sequence[Step | str | tuple[str, ...]],
    *,
    within: Duration | None = None,
    order: Order | str = Order.ORDERED,
    entry: Entry | str = Entry.BEST,
    ties: Ties | str = Ties.ANY,
    exclude: Exclusion | str | Iterable[Exclusion | str] = (),
    on_exclusion: OnExclusion | str | None = None,
    open: bool = False,
    since: Moment | None = None,
    until: Moment | None = None,
    past_end: bool = True,
    count: Count | str = Count.CUSTOMERS,
    by: str | Sequence[str] | None = None,
    attribution: Attribution | str | int = Attribution.FIRST,
    observed_until: Moment | None = None,
    confidence: float = 0.95,
) -> FunnelResult:
    """Count how many take each step, and where they leave.

    An *attempt* is a choice of distinct events of one customer, one for each
    step. A customer is counted at each step of the furthest attempt.

    Args:
        log: the events.
        steps: names of events; a tuple of names is any one of them; `Step` for
            conditions on columns, optional steps and times.
        within: longest time from the first step of an attempt to any other,
            inclusive, such as "7d"; None sets no limit.
        order: "ordered" (other events may lie between), "strict" (none may) or "any".
        entry: which first steps begin an attempt: every one ("best": the
            furthest attempt counts), only the customer's "first", or only the "latest".
        ties: events at one time are taken in "any" order, in order of the
            "row", or, "strict", never one after the other.
        exclude: events that must not happen between two steps.
        on_exclusion: "remove" leaves out customers whose furthest attempt was ended
            so (the default where it has a meaning); "stop" counts it until there.
        open: attempts may begin at any step.
        since: earliest time of a first step.
        until: latest time of a first step; a date includes the whole day.
        past_end: later steps may come after `until`, within the window. Open funnels
            and those in any order end at `until` with all steps.
        count: "customers", "sessions" or "attempts" (one begins at each first step).
        by: column or columns whose values are told apart.
        attribution: the value that counts where a customer has several: "first"
            or "last" over the events that meet a step, "all" (each value has a
            funnel of the events that carry it), or that of a step, by name or number.
        observed_until: when observation ended; the last event of the log unless given.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        The counts, with all that defines them.

    Raises:
        InvalidValueError: if the definition makes no sense, with the reason.
        NotFoundError: if a column, step or value of an option is not known.

    Examples:
        >>> from journeykit.events import EventLog
        >>> log = EventLog(
        ...     [("ann", "home", 0), ("ann", "cart", 60), ("ann", "paid", 90), ("bob", "home", 5)]
        ... )
        >>> result = funnel(log, ["home", "cart", "paid"], within="1h")
        >>> [step.customers for step in result.steps]
        [2, 1, 1]
    """
    d = define(
        steps, within=within, order=order, entry=entry, ties=ties, exclude=exclude,
        on_exclusion=on_exclusion, open=open, since=since, until=until, past_end=past_end,
        count=count, by=by, attribution=attribution,
    )  # fmt: skip
    run = run_of(log, d, observed_until=observed_until, confidence=confidence)
    tallies = run.tallies()
    return _result(run, tallies, confidence)


def run_of(
    log: EventLog,
    d: FunnelDefinition,
    *,
    observed_until: Moment | None = None,
    confidence: float = 0.95,
) -> FunnelRun:
    """A funnel over a log, ready to be counted; see `funnel` for the arguments and errors."""
    need_log("funnel", log)
    asked = {f"by[{n}]": column for n, column in enumerate(d.by)}
    for condition in (*d.steps, *d.exclusions):
        asked |= {f"where of {condition}": column for column in condition.columns}
    for role, column in asked.items():
        check_columns("funnel", {role: column}, log.columns)
    wilson_interval(0, 1, confidence=confidence)
    end_us = log.extent.last_us if observed_until is None else as_us(
        observed_until, owner="funnel", field="observed_until", end=True
    )  # fmt: skip
    return FunnelRun(log=log, definition=d, end_us=end_us)


def _result(run: FunnelRun, tallies: tuple[Tally, ...], confidence: float) -> FunnelResult:
    d = run.definition
    groups: tuple[FunnelGroup, ...] = ()
    if d.by:
        groups = tuple(
            FunnelGroup(value=t.value, steps=_steps(d, t, confidence), excluded=t.excluded)
            for t in tallies
        )
        if d.attribution is Attribution.ALL:
            plain = d.replace(by=(), attribution=Attribution.FIRST)
            whole = FunnelRun(log=run.log, definition=plain, end_us=run.end_us).tallies()[0]
        else:
            whole = added(tallies, len(d.steps))
    else:
        whole = tallies[0]
    left_out = run.log.extent.left_out
    return FunnelResult(
        definition=d, confidence=confidence, steps=_steps(d, whole, confidence), groups=groups,
        excluded=whole.excluded, left_out=left_out, end_us=run.end_us,
        notes=tuple(_notes(run, whole, left_out)), run=run,
    )  # fmt: skip


def _steps(d: FunnelDefinition, t: Tally, confidence: float) -> tuple[FunnelStep, ...]:
    steps = []
    before: int | None = None
    timed = d.within_us is not None and not d.open
    for number, step in enumerate(d.steps):
        customers, came = t.took[number], t.came[number]
        made = FunnelStep(
            name=d.names[number], number=number, optional=step.optional, customers=customers, came=came,
            waiting=t.waiting[number] if timed and not step.optional and number < len(d.steps) - 1 else None,
        )  # fmt: skip
        if before is not None:
            made = made.replace(before=before, loss=None if step.optional else before - came)
            if before:
                low, high = wilson_interval(came, before, confidence=confidence)
                share = came / before
                made = made.replace(
                    conversion=share, conversion_interval=(low, high),
                    drop_off=1 - share, drop_off_interval=(1 - high, 1 - low),
                )  # fmt: skip
        if not d.open and t.took[0]:
            made = made.replace(
                from_start=customers / t.took[0],
                from_start_interval=wilson_interval(customers, t.took[0], confidence=confidence)
                if number
                else None,
            )
        steps.append(made)
        if not step.optional:
            before = customers
    return tuple(steps)


def _notes(run: FunnelRun, whole: Tally, left_out: int) -> list[str]:
    d = run.definition
    notes = []
    if left_out:
        notes.append(f"{plural(left_out, 'event')} without a customer, event or time left out.")
    if whole.excluded:
        notes.append(f"{_units(d, whole.excluded)} removed by an exclusion.")
    waiting = sum(whole.waiting)
    if waiting:
        notes.append(f"{_units(d, waiting)} had not yet the time to go on when observation ended.")
    notes += _unknown(run, whole)
    if not whole.took[0]:
        notes.append(f"Nobody took the first step, {d.names[0]!r}.")
    return notes


def _unknown(run: FunnelRun, whole: Tally) -> list[str]:
    """Names that are asked for and that the log does not have: often a slip of the pen.

    Of a step with one name that somebody took it is known without looking.
    """
    d = run.definition
    taken = zip(d.steps, whole.took, strict=True)
    asked = [*d.exclusions, *(s for s, took in taken if not took or len(s.names) > 1)]
    if not asked:
        return []
    known = run.log.event_names
    notes = []
    for name in dict.fromkeys(name for each in asked for name in each.names):
        if name not in known:
            near = did_you_mean(name, known)
            hint = f"; did you mean {near!r}?" if near else "."
            notes.append(f"The log has no event {name!r}{hint}")
    return notes


def _units(d: FunnelDefinition, number: int) -> str:
    return plural(number, str(d.count).removesuffix("s"))
