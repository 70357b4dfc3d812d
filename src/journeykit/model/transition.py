"""How customers get from one touchpoint to another."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from attrs import Factory, field, frozen

from journeykit.model.element import Element
from journeykit.model.fields import (
    as_ref,
    check_is,
    check_text,
    check_text_or_none,
    check_whole,
    every,
    member,
)
from journeykit.model.text import slug

if TYPE_CHECKING:
    from journeykit.model.fields import Identified

__all__ = ["Transition", "TransitionKind", "as_transitions"]


class TransitionKind(StrEnum):
    """What taking the transition means for the customer."""

    HAPPY = "happy"
    UNHAPPY = "unhappy"
    EXCEPTION = "exception"
    ALTERNATIVE = "alternative"
    LOOP = "loop"


def as_transition_kind(value: TransitionKind | str) -> TransitionKind:
    """A kind of transition by its name."""
    return member(TransitionKind, value)


def as_end(value: Identified | str) -> str:
    """An end of a transition: the id of a touchpoint, or the touchpoint itself."""
    return cast("str", as_ref(value))


def _id_of(transition: Any) -> str:
    return slug(f"{transition.source} to {transition.target}")


@frozen(kw_only=True, repr=False)
class Transition(Element):
    """A way from one touchpoint to another.

    A journey without transitions is walked in the order of its touchpoints.

    Attributes:
        source: id of the touchpoint where it starts.
        target: id of the touchpoint where it ends.
        id: stable identifier, by default made from source and target.
        kind: happy, unhappy, exception, alternative or loop.
        label: the condition, such as "payment refused".
        count: how many customers took it, or None where unknown.

    Examples:
        >>> Transition("cart", "checkout", count=120).id
        'cart-to-checkout'
    """

    source: str = field(
        converter=as_end, validator=check_text, kw_only=False, metadata={"ref": "touchpoint"}
    )
    target: str = field(
        converter=as_end, validator=check_text, kw_only=False, metadata={"ref": "touchpoint"}
    )
    id: str = field(default=Factory(_id_of, takes_self=True), validator=check_text)
    kind: TransitionKind = field(
        default=TransitionKind.HAPPY,
        converter=as_transition_kind,
        validator=check_is(TransitionKind, "a kind of transition"),
    )
    label: str | None = field(default=None, validator=check_text_or_none)
    count: int | None = field(default=None, validator=check_whole)


def as_transitions(
    value: Transition | tuple[str, str] | Iterable[Transition | tuple[str, str]],
) -> tuple[Transition, ...]:
    """Transitions, one or several; a pair of ids is source and target."""
    pairs: Any = (value,) if _is_pair(value) else every(value)
    return tuple(Transition(*item) if _is_pair(item) else item for item in pairs)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, tuple | list)
        and len(value) == 2
        and all(isinstance(part, str) for part in value)
    )
