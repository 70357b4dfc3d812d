"""A log of events that goes with an example journey, made by rule and by seeded chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.examples.mess import messed_up
from journeykit.examples.problems import PROBLEMS, Problem
from journeykit.examples.visitors import COLUMNS, visitor

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["example_events", "example_log", "planted"]

_NAMES = ("retail-purchase",)


def planted(name: str = "retail-purchase") -> tuple[Problem, ...]:
    """What is wrong in an example log, and can be found there.

    Args:
        name: the example; `retail-purchase` has a log.

    Raises:
        NotFoundError: if there is no log of this name.

    Examples:
        >>> [problem.name for problem in planted()]
        ['mobile-checkout', 'lost-upload', 'voucher-hunters', 'chat-gives-up']
    """
    _check_name(name)
    return PROBLEMS


def example_events(
    name: str = "retail-purchase", *, customers: int = 20_000, seed: int = 1, messy: bool = False
) -> list[dict[str, Any]]:
    """The events of an example log as plain Python, in order of time.

    Customers come over half a year, more of them in the evening and on
    Sundays, and walk by chance, as the log's `planted` problems let them. One
    seed gives the same events on every machine, and more customers only add
    to those of fewer. The log ends while some are still on their way.

    Args:
        name: the example; `retail-purchase` has a log. Its events are those
            that the touchpoints of the journey are bound to, and one more
            that the map does not know: `password_reset`.
        customers: how many there are.
        seed: a whole number; another one is other chance.
        messy: soil the log as real ones are: times are numbers of seconds, of
            which some are milliseconds; rows come late, twice, at one time, or
            without a customer; names are written in two ways; and a robot reads along.

    Returns:
        Mappings with customer, event, time (UTC, whole seconds), device,
        source (how the customer found the shop), country and customer_type.

    Raises:
        NotFoundError: if there is no log of this name.
        InvalidValueError: if customers is no count.

    Examples:
        >>> events = example_events(customers=100)
        >>> sorted(events[0])
        ['country', 'customer', 'customer_type', 'device', 'event', 'source', 'time']
        >>> events == example_events(customers=100)
        True
    """
    _check_name(name)
    if customers < 1:
        raise InvalidValueError(
            "example_events", "customers", expected="a whole number from 1", got=customers
        )
    rows = sorted(_rows(customers, seed), key=lambda row: (row[2], row[0]))
    if messy:
        rows = messed_up(rows, seed)
    events: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    if not messy:
        start = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        for event in events:
            event["time"] = start + dt.timedelta(seconds=event["time"])
    return events


def example_log(
    name: str = "retail-purchase", *, customers: int = 20_000, seed: int = 1, messy: bool = False
) -> EventLog:
    """An event log that goes with an example journey.

    Args:
        name: the example; `retail-purchase` has a log.
        customers: how many there are.
        seed: a whole number; another one is other chance.
        messy: soil the log as real ones are, see `example_events`.

    Raises:
        NotFoundError: if there is no log of this name.
        InvalidValueError: if customers is no count.
        MissingDependencyError: if Polars is not installed.

    Examples:
        >>> example_log(customers=100).extent.customers
        100
    """
    from journeykit.events.log import EventLog

    return EventLog(example_events(name, customers=customers, seed=seed, messy=messy))


def _check_name(name: str) -> None:
    if name not in _NAMES:
        raise NotFoundError("example log", name, _NAMES)


def _rows(customers: int, seed: int) -> Iterator[tuple[Any, ...]]:
    for number in range(1, customers + 1):
        yield from visitor(number, seed, PROBLEMS)
