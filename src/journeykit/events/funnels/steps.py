"""The steps of a funnel, and what must not happen between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.model.touchpoint import EventBinding

__all__ = ["Exclusion", "Step", "as_step"]


def _as_length(value: Duration | int | None) -> int | None:
    # A whole number is what the conversion itself gives: copies of a step pass through it again.
    if value is None or isinstance(value, int):
        return value
    return as_microseconds(value, owner="Step", field="within")


def _check_name(_: object, __: object, value: Any) -> None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InvalidValueError("Step", "name", expected="a text that is not empty", got=value)


@frozen(repr=False)
class Step(Condition):
    """A step of a funnel: the events that take it.

    Args:
        events: names, any one of which is meant; none stands for any event.
        where: for each column the value, values or test that it has to hold.
        name: how the step is called; the names of its events unless given.
        optional: it may be left out; the counts of other steps do not change with it.
        first_time: only the customer's first such event ever takes the step; of
            several at one time, the first in order of the rows.
        within: longest time since the step before, such as "1h".

    Examples:
        >>> Step("cart", where={"device": "mobile"})
        Step(('cart',), where={'device': Test('is', ('mobile',))})
        >>> Step(["paid", "paid_later"], within="1h").title
        'paid or paid_later'
    """

    name: str | None = field(default=None, kw_only=True, validator=_check_name)
    optional: bool = field(default=False, kw_only=True)
    first_time: bool = field(default=False, kw_only=True)
    within_us: int | None = field(default=None, kw_only=True, alias="within", converter=_as_length)

    @property
    def title(self) -> str:
        """The name that it goes by."""
        return self.name or " or ".join(self.names) or "any event"

    def __str__(self) -> str:
        text = Condition.__str__(self)
        if self.name and self.name != text:
            text = f"{self.name} ({text})"
        marks = [
            word
            for word, holds in (("optional", self.optional), ("first time", self.first_time))
            if holds
        ]
        if self.within_us is not None:
            marks.append(f"within {in_words(self.within_us)} of the step before")
        return f"{text} [{', '.join(marks)}]" if marks else text


@frozen(repr=False)
class Exclusion(Condition):
    """Events that must not happen between two steps.

    Args:
        events: names, any one of which is meant; none stands for any event.
        where: for each column the value, values or test that it has to hold.
        after: the step after which they are excluded, by name or number from 0;
            None is the first.
        before: the step until which they are, or None for the last.

    Examples:
        >>> Exclusion("support", after="cart", before="paid").after
        'cart'
    """

    after: str | int | None = field(default=None, kw_only=True)
    before: str | int | None = field(default=None, kw_only=True)


def as_step(value: Any) -> Step:
    """A step: as it is, or of the name or names of its events.

    Raises:
        InvalidValueError: if it is nothing of this.
    """
    if isinstance(value, Step):
        return value
    if isinstance(value, EventBinding):
        return Step(value.events, where=value.where)
    if isinstance(value, Condition):
        return Step(value.events, where=value.where, others=value.others)
    if isinstance(value, str):
        return Step(value)
    if isinstance(value, Iterable):
        names = tuple(value)
        if names and all(isinstance(name, str) for name in names):
            return Step(names)
    raise InvalidValueError(
        "funnel", "steps", got=value,
        expected='names of events, tuples of names (any of them), or Step("cart", ...)',
    )  # fmt: skip
