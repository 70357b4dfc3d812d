"""A stretch of the journey: a group of touchpoints with one goal."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import check_each, check_text, check_text_or_none
from journeykit.model.touchpoint import Touchpoint, as_touchpoints

__all__ = ["STAGES", "Phase"]

STAGES: tuple[str, ...] = (
    "awareness",
    "consideration",
    "purchase",
    "onboarding",
    "use",
    "support",
    "retention",
    "advocacy",
    "exit",
)
"""The standard stages, in their usual order. A phase may name another."""


@frozen(kw_only=True, repr=False)
class Phase(Element):
    """A stretch of the journey, drawn as a band over its touchpoints.

    Attributes:
        name: what the phase is called.
        touchpoints: the touchpoints, in order.
        id: stable identifier, by default the slug of the name.
        goal: what the customer wants to have reached at its end.
        stage: one of `STAGES`, or one of your own; None where it is not said.
        owner: who is responsible.

    Examples:
        >>> Phase("Awareness", ["See the ad", "Ask a friend"])
        <Phase 'Awareness': 2 touchpoints>
    """

    name: str = field(validator=check_text, kw_only=False)
    touchpoints: tuple[Touchpoint, ...] = field(
        default=(),
        converter=as_touchpoints,
        validator=check_each(Touchpoint, "a Touchpoint or its name"),
        kw_only=False,
    )
    id: str = id_from("name")
    goal: str | None = field(default=None, validator=check_text_or_none)
    stage: str | None = field(default=None, validator=check_text_or_none)
    owner: str | None = field(default=None, validator=check_text_or_none)

    def __repr__(self) -> str:
        count = len(self.touchpoints)
        return f"<Phase {self.name!r}: {count} touchpoint{'' if count == 1 else 's'}>"
