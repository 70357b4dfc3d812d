"""Filters: which part of a journey a view shows, apart from the journey and the renderer.

What of a journey a filter lets through is worked out in `journeykit.view.journeys.parts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, fields_dict, frozen

from journeykit.model import LaneRole, PainSeverity
from journeykit.model.element import Value
from journeykit.model.fields import as_refs, check_is, check_texts, every
from journeykit.model.plan import as_severity

if TYPE_CHECKING:
    from journeykit.model.fields import Identified

__all__ = ["Filter"]


def _as_refs_or_all(
    value: Identified | str | Iterable[Identified | str] | None,
) -> tuple[str, ...] | None:
    """References, one or several, or None for all; the role of a lane is a reference too."""
    if value is None:
        return None
    items: Any = every(value)
    # A role is a text already, of a kind of its own.
    return as_refs([item.value if isinstance(item, LaneRole) else item for item in items])


def _check_refs(instance: object, attribute: Any, value: object) -> None:
    if value is not None:
        check_texts(instance, attribute, value)


@frozen(kw_only=True, repr=False)
class Filter(Value):
    """Which part of a journey a view shows.

    It hides, and changes nothing else: ranks, signs of channels, hues of phases
    and figures stay those of the whole journey. None of a field is no limit, an
    empty tuple shows nothing. Ids and elements are both taken, one or several.

    Attributes:
        phases: phases to show.
        touchpoints: touchpoints to show.
        personas: personas to show, with the touchpoints that they come to (that
            name one of them, or no one) and their own feelings.
        channels: channels whose touchpoints are shown.
        lanes: rows to show, each by its role (see `LaneRole`) or its id; of use
            for maps only.
        severity: pain points to show: those of this severity and worse. The
            opportunities that address nothing else go with the others.

    Examples:
        >>> from journeykit import Journey, Phase
        >>> from journeykit.view import view
        >>> journey = Journey("Buy", [Phase("Look", ["Ad"]), Phase("Pay", ["Cart"])])
        >>> [column.title for column in view(journey, only=Filter(phases="pay")).columns]
        ['Cart']
    """

    phases: tuple[str, ...] | None = field(
        default=None, converter=_as_refs_or_all, validator=_check_refs
    )
    touchpoints: tuple[str, ...] | None = field(
        default=None, converter=_as_refs_or_all, validator=_check_refs
    )
    personas: tuple[str, ...] | None = field(
        default=None, converter=_as_refs_or_all, validator=_check_refs
    )
    channels: tuple[str, ...] | None = field(
        default=None, converter=_as_refs_or_all, validator=_check_refs
    )
    lanes: tuple[str, ...] | None = field(
        default=None, converter=_as_refs_or_all, validator=_check_refs
    )
    severity: PainSeverity | None = field(
        default=None, converter=as_severity, validator=check_is(PainSeverity, "a severity")
    )

    def __and__(self, other: Filter) -> Filter:
        """Show only what both name: of each field the common ids, the worse severity.

        Examples:
            >>> Filter(phases=["look", "pay"]) & Filter(phases="pay", channels="web")
            Filter(phases=('pay',), channels=('web',))
        """
        if not isinstance(other, Filter):
            return NotImplemented
        found: dict[str, Any] = {}
        for name in fields_dict(Filter):
            mine, others = getattr(self, name), getattr(other, name)
            if mine is None or others is None:
                found[name] = others if mine is None else mine
            elif name == "severity":
                found[name] = max(mine, others, key=lambda severity: severity.rank)
            else:
                found[name] = tuple(id for id in mine if id in others)
        return Filter(**found)

    @property
    def is_local(self) -> bool:
        """Whether it limits touchpoints, and not only rows or pain points."""
        limits = (self.phases, self.touchpoints, self.personas, self.channels)
        return any(limit is not None for limit in limits)
