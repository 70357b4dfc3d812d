"""The rows of a map, as data: the role of a lane, not its title, drives its drawing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import check_is, check_text, elements, member

__all__ = ["Lane", "LaneRole", "as_lanes"]


class LaneRole(StrEnum):
    """What a lane shows. The order is that of a map, from top to bottom.

    The lines of a service blueprint lie between roles: the line of interaction
    above `frontstage`, the line of visibility above `backstage`, the line of
    internal interaction above `support`.
    """

    PHYSICAL_EVIDENCE = "physical_evidence"
    ACTIONS = "actions"
    GOALS = "goals"
    MOTIVATIONS = "motivations"
    EXPECTATION = "expectation"
    THOUGHTS = "thoughts"
    EMOTIONS = "emotions"
    NEEDS = "needs"
    BARRIERS = "barriers"
    PAIN_POINTS = "pain_points"
    OPPORTUNITIES = "opportunities"
    METRICS = "metrics"
    FEEDBACK = "feedback"
    OWNER = "owner"
    JOURNEY = "journey"
    CUSTOM = "custom"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


def as_role(value: LaneRole | str) -> LaneRole:
    """A role by its name."""
    return member(LaneRole, value)


@frozen(kw_only=True, repr=False)
class Lane(Element):
    """A row of the map.

    A journey lists lanes to choose which rows are drawn, in which order and
    under which titles, or to add rows of its own. The texts of a lane come
    from the touchpoint field of the same name as the role, and from
    `Touchpoint.lanes` under the lane's id.

    Attributes:
        title: what stands at the head of the row, in any language.
        id: stable identifier, by default the slug of the title.
        role: what the row shows, and where it lies among the blueprint's lines.

    Examples:
        >>> Lane("Rechtsgrundlage", role="support").role
        <LaneRole.SUPPORT: 'support'>
    """

    title: str = field(validator=check_text, kw_only=False)
    id: str = id_from("title")
    role: LaneRole = field(
        default=LaneRole.CUSTOM, converter=as_role, validator=check_is(LaneRole, "a role")
    )


def as_lanes(value: Lane | str | Iterable[Lane | str]) -> tuple[Lane, ...]:
    """Lanes, one or several; a text is a title."""
    return elements(Lane, value)
