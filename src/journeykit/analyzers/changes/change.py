"""One change from one version of a journey to another."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

from attrs import frozen

from journeykit.model import KINDS
from journeykit.model.element import Value

__all__ = ["Change", "ChangeKind", "ChangeWeight", "LikelyRename"]


class ChangeKind(StrEnum):
    """What has become of a thing. The order is that of changes with equal weight."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """It lies in another phase or touchpoint, or stands elsewhere among its like."""
    RENAMED = "renamed"
    """It is called otherwise; its id, and so what refers to it, is the same."""
    CHANGED = "changed"


class ChangeWeight(IntEnum):
    """Whom a change concerns: three steps, because finer ones would be made up."""

    CUSTOMER = 3
    """What customers meet, in which order and channel, what hurts and how they feel."""
    PLAN = 2
    """Who the map is about, what is measured, and what is to be done by whom."""
    DETAIL = 1
    """All else that the map says."""


@frozen(kw_only=True, repr=False)
class Change(Value):
    """One change.

    What lies within a touchpoint, such as a pain point, is told of the touchpoint.

    Attributes:
        kind: what has become of it.
        weight: whom it concerns.
        element: kind of the element that it is told of, one of `KINDS`, or "journey".
        id: id of that element.
        name: what that element is called, as it will be or, where it is gone, was.
        text: the change in words, such as "valence -0.8 (0.4 → -0.4)".
        phase: id of the phase in which the element lies, or that it is; or None.
        field: the way to what has changed within the element, such as
            "emotions[0].valence"; empty for the element itself.
        old: what was there, or None.
        new: what is there now, or None.
        path: the way to it in the journey that has it, the later where both have.
    """

    kind: ChangeKind
    weight: ChangeWeight
    element: str
    id: str
    name: str
    text: str
    phase: str | None = None
    field: str = ""
    old: Any = None
    new: Any = None
    path: tuple[str | int, ...] = ()

    @property
    def subject(self) -> str:
        """The element that the change is told of, such as "Touchpoint 'Pay'"."""
        if self.element not in KINDS:
            return self.element.capitalize()
        return f"{self.element.capitalize()} '{self.name}'"

    @property
    def line(self) -> str:
        """The change in a line, such as "Touchpoint 'Pay' moved from Cart to Checkout"."""
        return f"{self.subject}{':' if self.field else ''} {self.text}"


@frozen(kw_only=True, repr=False)
class LikelyRename(Value):
    """Something gone and something new that are the same but for the id.

    Nothing is done about it: only the author knows. See `Journey.with_ids`.

    Attributes:
        element: its kind, one of `KINDS`.
        old: the id that is gone.
        new: the id that is new.
        name: what it is called now.
    """

    element: str
    old: str
    new: str
    name: str
