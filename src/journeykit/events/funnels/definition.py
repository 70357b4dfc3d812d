"""All that defines a funnel, checked, and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.durations import in_words
from journeykit.events.funnels.steps import Exclusion, Step
from journeykit.events.moments import as_text
from journeykit.model.element import Value

__all__ = ["Attribution", "Count", "Entry", "FunnelDefinition", "OnExclusion", "Order", "Ties"]


class Order(StrEnum):
    """In which order steps are taken."""

    ORDERED = "ordered"
    """One after the other; other events may lie between."""
    STRICT = "strict"
    """One after the other, with no other event of the customer between."""
    ANY = "any"
    """In any order, within one window."""


class Ties(StrEnum):
    """How events of a customer at one and the same time follow each other."""

    ANY = "any"
    """In whatever order takes them furthest: nobody knows which came first."""
    ROW = "row"
    """In the order of the rows, or of the log's `order` column."""
    STRICT = "strict"
    """Not at all: each step has to be later than the one before."""


class Entry(StrEnum):
    """Which first steps begin an attempt."""

    BEST = "best"
    """Every one: a customer is where the best attempt leads."""
    FIRST = "first"
    """The customer's first one only; later ones do not start the window anew."""
    LATEST = "latest"
    """The customer's last one only; all before it is forgotten."""


class OnExclusion(StrEnum):
    """What an excluded event does."""

    REMOVE = "remove"
    """A customer whose furthest attempt it ended leaves the funnel altogether."""
    STOP = "stop"
    """The attempt ends there, and counts for the steps that it had taken."""


class Count(StrEnum):
    """What is counted."""

    CUSTOMERS = "customers"
    SESSIONS = "sessions"
    ATTEMPTS = "attempts"
    """Each first step begins an attempt, which ends where the next one begins.

    Of events at one time, those in rows before a first step belong to the attempt before it."""


class Attribution(StrEnum):
    """Which value a customer counts for, where values differ between events."""

    FIRST = "first"
    """The first that is there, over the events that meet a step."""
    LAST = "last"
    """The last that is there, over the events that meet a step."""
    ALL = "all"
    """Each value has a funnel of its own, of the events that carry it."""
    STEP = "step"
    """That of the event which took a given step."""


@frozen(kw_only=True, repr=False)
class FunnelDefinition(Value):
    """What a funnel counts; every option is here, and nothing else decides.

    Attributes:
        steps: the steps in order.
        order: in which order they are taken.
        within_us: longest time from the first step to any other, in microseconds, or None.
        entry: which first steps begin an attempt.
        ties: how events at one time follow each other.
        exclusions: what must not happen between two steps, numbers of steps resolved.
        on_exclusion: what an excluded event does.
        open: whether an attempt may begin at any step.
        since_us: earliest time of a first step, in microseconds since 1970, or None.
        until_us: latest time of a first step, inclusive, or None.
        past_end: whether later steps may come after `until_us`.
        count: what is counted.
        by: columns whose values are told apart.
        attribution: which value counts.
        attribution_step: number of the step whose event gives the value, or None.
    """

    steps: tuple[Step, ...] = field()
    order: Order = Order.ORDERED
    within_us: int | None = None
    entry: Entry = Entry.BEST
    ties: Ties = Ties.ANY
    exclusions: tuple[Exclusion, ...] = ()
    on_exclusion: OnExclusion = OnExclusion.REMOVE
    open: bool = False
    since_us: int | None = None
    until_us: int | None = None
    past_end: bool = True
    count: Count = Count.CUSTOMERS
    by: tuple[str, ...] = ()
    attribution: Attribution = Attribution.FIRST
    attribution_step: int | None = None

    def __attrs_post_init__(self) -> None:
        for check in (_check_steps, _check_order, _check_open, _check_exclusions, _check_rest):
            check(self)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The steps by name; one that comes again has its number added."""
        seen: dict[str, int] = {}
        names = []
        for step in self.steps:
            seen[step.title] = seen.get(step.title, 0) + 1
            again = seen[step.title]
            names.append(step.title if again == 1 else f"{step.title} ({again})")
        return tuple(names)

    @cached_property
    def required(self) -> tuple[int, ...]:
        """Numbers of the steps that are not optional."""
        return tuple(number for number, step in enumerate(self.steps) if not step.optional)

    def number(self, step: str | int) -> int:
        """The number of a step, from its name or number.

        Raises:
            NotFoundError: if there is no such step.
        """
        return number_of(self.names, step)

    def __str__(self) -> str:
        steps = {"ordered": " -> ", "strict": " => ", "any": " + "}[self.order].join(
            str(step) for step in self.steps
        )
        return f"{steps}; {'; '.join(self.rules())}"

    def rules(self) -> list[str]:
        """What holds for the funnel, in words, one rule each."""
        counted = f"counting {self.count}"
        order = {
            "ordered": "steps in order, other events between allowed",
            "strict": "steps in order, no other event between",
            "any": "steps in any order",
        }[self.order]
        window = (
            f"within {in_words(self.within_us)} of the first step"
            if self.within_us is not None
            else "without limit of time"
        )
        entry = {
            "best": "the furthest attempt counts",
            "first": "only the first first step begins an attempt",
            "latest": "only the latest first step begins an attempt",
        }[self.entry]
        ties = {
            "any": "events at one time in any order",
            "row": "events at one time in order of the rows",
            "strict": "each step later than the one before",
        }[self.ties]
        rules = [counted, order, window]
        rules.append("attempts may begin at any step" if self.open else entry)
        rules.append(ties)
        for exclusion in self.exclusions:
            after, before = (
                self.names[int(exclusion.after or 0)],
                self.names[int(exclusion.before or 0)],
            )
            rules.append(f"no {exclusion} between {after} and {before}")
        if self.exclusions:
            rules.append(
                "customers whom that ends are left out"
                if self.on_exclusion is OnExclusion.REMOVE
                else "attempts that it ends count until there"
            )
        if self.since_us is not None:
            rules.append(f"first step from {as_text(self.since_us)}")
        if self.until_us is not None:
            later = "later steps may follow" if self.past_end else "no step after"
            rules.append(f"first step until {as_text(self.until_us)}, {later}")
        if self.by:
            of = {
                "first": "first value",
                "last": "last value",
                "all": "each value by its own events",
                "step": f"value at {self.names[self.attribution_step or 0]}",
            }[self.attribution]
            rules.append(f"by {', '.join(self.by)} ({of})")
        return rules


def number_of(names: Sequence[str], step: str | int) -> int:
    """The number of a step among names, from its name or number from 0."""
    if isinstance(step, int) and not isinstance(step, bool):
        if -len(names) <= step < len(names):
            return step % len(names)
    elif step in names:
        return names.index(step)
    raise NotFoundError("step", step, list(names))


def _refuse(field: str, expected: str, got: object, hint: str | None = None) -> InvalidValueError:
    # Members of an enumeration are told as one writes them.
    told = str(got) if isinstance(got, StrEnum) else got
    return InvalidValueError("funnel", field, expected=expected, got=told, hint=hint)


def _check_steps(d: FunnelDefinition) -> None:
    if not d.steps:
        raise _refuse("steps", "at least one step", [])
    if d.steps[0].optional:
        raise _refuse(
            "steps", "a first step that is not optional", str(d.steps[0]),
            "a funnel begins somewhere: put a required step first, or let attempts begin anywhere with open=True",
        )  # fmt: skip
    if d.steps[0].within_us is not None:
        raise _refuse(
            "steps", "no `within` at the first step", str(d.steps[0]),
            "it counts from the step before, and there is none",
        )  # fmt: skip


def _check_order(d: FunnelDefinition) -> None:
    if d.order is Order.ANY:
        for step in d.steps:
            if step.optional:
                raise _refuse(
                    "steps", "no optional steps with order='any'", str(step), "leave the step out"
                )
            if step.within_us is not None:
                raise _refuse(
                    "steps", "no `within` of steps with order='any'", str(step),
                    "there is no step before: give the window of the whole funnel, within=",
                )  # fmt: skip
        if d.entry is not Entry.BEST:
            raise _refuse("entry", "'best' with order='any'", d.entry, "any step may be the first")
        if d.ties is Ties.STRICT:
            raise _refuse(
                "ties", "'any' or 'row' with order='any'", d.ties, "order does not matter there"
            )
    if d.order is Order.STRICT and d.steps and any(step.optional for step in d.steps):
        raise _refuse(
            "steps", "no optional steps with order='strict'", [s.title for s in d.steps if s.optional],
            "a step left out leaves nothing between; count both funnels, with and without it",
        )  # fmt: skip


def _check_open(d: FunnelDefinition) -> None:
    if not d.open:
        return
    if d.order is not Order.ORDERED:
        raise _refuse("open", "order='ordered' for an open funnel", d.order)
    if d.entry is not Entry.BEST:
        raise _refuse(
            "open", "entry='best' for an open funnel", d.entry, "every step may be an entry"
        )
    if d.count is Count.ATTEMPTS:
        raise _refuse(
            "open", "customers or sessions to count", d.count, "attempts begin at a first step"
        )
    if any(step.optional for step in d.steps):
        raise _refuse("open", "no optional steps", [s.title for s in d.steps if s.optional],
                      "every step of an open funnel may be left out")  # fmt: skip
    if d.exclusions and d.on_exclusion is OnExclusion.REMOVE:
        raise _refuse("on_exclusion", "'stop' for an open funnel", d.on_exclusion)


def _check_exclusions(d: FunnelDefinition) -> None:
    if d.exclusions and d.order is Order.STRICT:
        raise _refuse(
            "exclude", "no exclusions with order='strict'", [str(e) for e in d.exclusions],
            "no event at all may lie between the steps there",
        )  # fmt: skip
    last = len(d.steps) - 1
    for exclusion in d.exclusions:
        after, before = int(exclusion.after or 0), int(exclusion.before or 0)
        if after >= before:
            raise _refuse(
                "exclude", "a step `after` that comes before the step `before`",
                f"after {d.names[after]!r}, before {d.names[before]!r}",
            )  # fmt: skip
        for number in (after, before):
            if d.steps[number].optional:
                raise _refuse(
                    "exclude", "steps that are not optional", d.names[number],
                    "an optional step may never come: name the required ones around it",
                )  # fmt: skip
        if d.order is Order.ANY and (after, before) != (0, last):
            raise _refuse(
                "exclude", "an exclusion over the whole funnel with order='any'", str(exclusion),
                "leave out after= and before=: there is no order that they could refer to",
            )  # fmt: skip
        for step in d.steps[after : before + 1]:
            if step.condition == exclusion.condition:
                raise _refuse(
                    "exclude", "events other than those of the steps around", str(exclusion),
                    "the same events cannot both take a step and be excluded",
                )  # fmt: skip
    if d.exclusions and d.order is Order.ANY and d.on_exclusion is OnExclusion.REMOVE:
        raise _refuse(
            "on_exclusion", "'stop' with order='any'", d.on_exclusion,
            "an excluded event there only wipes what was collected before it",
        )  # fmt: skip


def _check_rest(d: FunnelDefinition) -> None:
    if d.since_us is not None and d.until_us is not None and d.since_us > d.until_us:
        raise _refuse("since", "a time not after `until`", as_text(d.since_us))
    if d.count is Count.ATTEMPTS:
        if d.entry is not Entry.BEST:
            raise _refuse(
                "entry", "'best' where attempts are counted", d.entry, "each attempt has one entry"
            )
        first = d.steps[0]
        for step in d.steps[1:]:
            if d.order is Order.ANY or not first.apart(step):
                raise _refuse(
                    "count", "'customers' or 'sessions'", d.count,
                    "an attempt begins at each first step, so no other step may be taken by the same events: "
                    f"{first.title!r} and {step.title!r} may be",
                )  # fmt: skip
    if d.attribution is not Attribution.FIRST and not d.by:
        raise _refuse(
            "attribution", "columns in `by` to tell apart", d.attribution, "give by= as well"
        )
    if (d.attribution is Attribution.STEP) != (d.attribution_step is not None):
        raise _refuse("attribution", "'first', 'last', 'all' or a step", d.attribution)
    if d.attribution_step is not None:
        step = d.steps[d.attribution_step]
        if step.optional or d.order is Order.ANY or d.open:
            raise _refuse("attribution", "a required step of a closed, ordered funnel", step.title)
