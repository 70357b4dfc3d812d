"""Options as people write them."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from journeykit.errors import NotFoundError

__all__ = ["option"]

E = TypeVar("E", bound=StrEnum)


def option(kind: type[E], value: E | str, name: str) -> E:
    """The member of an enumeration, from its value.

    Args:
        kind: the enumeration.
        value: a member, or its value.
        name: name of the argument, for the error.

    Raises:
        NotFoundError: if there is no such member.

    Examples:
        >>> from journeykit.events.funnels import Order
        >>> option(Order, "any", "order") is Order.ANY
        True
    """
    try:
        return kind(value)
    except ValueError:
        raise NotFoundError(f"value of {name}", value, [str(m) for m in kind]) from None
