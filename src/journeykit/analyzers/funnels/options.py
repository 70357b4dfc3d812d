"""Options as people write them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from journeykit.errors import InvalidValueError, NotFoundError

__all__ = ["need_funnel", "option"]

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


def need_funnel(owner: str, result: Any) -> None:
    """Refuse what is no result of a funnel, such as the log that it is counted on.

    Raises:
        InvalidValueError: if it is none; the owner is who asks.
    """
    if not callable(getattr(result, "counted", None)):
        raise InvalidValueError(
            owner, "result", expected="a FunnelResult", got=result,
            hint="count it first: journeykit.funnel(log, steps)",
        )  # fmt: skip
