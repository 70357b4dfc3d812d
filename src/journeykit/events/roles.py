"""Which column of a log is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Value

__all__ = ["Roles", "TimeUnit", "check_columns"]

TimeUnit = str
"""What whole numbers in the time column count: "s", "ms", "us" or "ns" since 1970."""

TIME_UNITS = {"s": 1_000_000, "ms": 1_000, "us": 1, "ns": 0}
"""Microseconds of each unit; a nanosecond is less than one."""


def _as_tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class Roles(Value):
    """The columns of a log by what they are for.

    Attributes:
        customer: who did it.
        event: what was done.
        time: when.
        session: the visit that it belongs to, unique within the customer, or None.
        order: breaks ties of time, lowest first; None takes the order of the
            rows where the engine keeps one.
    """

    customer: str = "customer"
    event: str = "event"
    time: str = "time"
    session: str | None = None
    order: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that every log has: customer, event and time."""
        return (self.customer, self.event, self.time)


@frozen(kw_only=True)
class Unit(Value):
    """What is counted: the columns that tell one from another.

    Attributes:
        name: "customers" or "sessions".
        keys: columns of the log.
    """

    name: str
    keys: tuple[str, ...] = field(converter=_as_tuple)


def check_columns(owner: str, asked: dict[str, Any], known: Sequence[str]) -> None:
    """Refuse columns that the data does not have.

    Args:
        owner: who asks.
        asked: the name of each argument with the column, or None where there is none.
        known: columns of the data.

    Raises:
        InvalidValueError: if a name of a column is not a text, or one column is given two roles.
        NotFoundError: if there is no such column.
    """
    seen: dict[str, str] = {}
    for role, column in asked.items():
        if column is None:
            continue
        if not isinstance(column, str):
            raise InvalidValueError(owner, role, expected="the name of a column", got=column)
        if column not in known:
            raise NotFoundError(f"column (for {role})", column, list(known))
        if column in seen:
            raise InvalidValueError(
                owner, role, expected=f"another column than that of {seen[column]}", got=column
            )
        seen[column] = role
