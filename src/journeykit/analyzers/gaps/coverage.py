"""Gaps in the rows of a map: touchpoints at which a row is empty."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.analyzers.gaps.context import Context, Found, touching
from journeykit.analyzers.gaps.gap import Gap, GapKind, Weight
from journeykit.analyzers.ways import Stop
from journeykit.analyzers.wording import listed, plural
from journeykit.model import Lane, LaneRole, Touchpoint

__all__ = ["empty_stretch"]

_SILENCE_MAY_BE_GOOD = frozenset({LaneRole.BARRIERS, LaneRole.PAIN_POINTS, LaneRole.OPPORTUNITIES})
_CHECKED_ELSEWHERE = frozenset({LaneRole.FEEDBACK, LaneRole.METRICS, LaneRole.OWNER})
# Most touchpoints are told in full where they stand.
_SELDOM = frozenset({LaneRole.JOURNEY})
_WITHOUT_A_FIELD = frozenset({LaneRole.CUSTOM, LaneRole.OPPORTUNITIES})


def empty_stretch(context: Context) -> Iterator[Found]:
    """A row is empty over one or more touchpoints: one gap for each stretch.

    The rows are the lanes that the map lists; where it lists none, the roles
    with content anywhere.
    """
    if not context.stops:
        yield "the map has no touchpoints"
        return
    lanes = context.journey.lanes or _lanes_with_content(context)
    checked = [
        lane
        for lane in lanes
        if lane.role not in _SILENCE_MAY_BE_GOOD | _CHECKED_ELSEWHERE | _SELDOM
    ]
    for lane in checked:
        for stretch in _stretches(context.stops, lane):
            yield _gap(lane, stretch, len(context.stops))
    good = [lane.title for lane in lanes if lane.role in _SILENCE_MAY_BE_GOOD]
    if good:
        yield f"in the rows {listed(good)} an empty cell can be good news"
    if not checked:
        yield "no row of the map ought to be full"


def _lanes_with_content(context: Context) -> tuple[Lane, ...]:
    lanes = (
        Lane(str(role).replace("_", " ").capitalize(), id=str(role), role=role)
        for role in LaneRole
        if role not in _WITHOUT_A_FIELD
    )
    return tuple(
        lane for lane in lanes if any(_says(stop.touchpoint, lane) for stop in context.stops)
    )


def _says(touchpoint: Touchpoint, lane: Lane) -> bool:
    """Whether the cell of a touchpoint in a row has content."""
    if touchpoint.lanes.get(lane.id):
        return True
    return lane.role not in _WITHOUT_A_FIELD and bool(getattr(touchpoint, lane.role))


def _stretches(along: tuple[Stop, ...], lane: Lane) -> Iterator[list[Stop]]:
    """Runs of neighbouring touchpoints whose cells are empty."""
    silent: list[Stop] = []
    for stop in along:
        if not _says(stop.touchpoint, lane):
            silent.append(stop)
        elif silent:
            yield silent
            silent = []
    if silent:
        yield silent


def _gap(lane: Lane, stretch: list[Stop], total: int) -> Gap:
    first, last = stretch[0], stretch[-1]
    if len(stretch) == total:
        where, title = "", f"The row {lane.title!r} is empty throughout"
    elif first is last:
        where, title = first.path, f"The row {lane.title!r} says nothing at {first.name!r}"
    else:
        where = first.path
        title = f"The row {lane.title!r} says nothing from {first.name!r} to {last.name!r}"
    size = len(stretch)
    return Gap(
        kind=GapKind.COVERAGE, check="empty-stretch", title=title,
        reason=f"{plural(size, 'empty cell')} in a row; what is not said cannot be looked at",
        hint="Fill it in, or say why there is nothing to say", weight=Weight.INCOMPLETE,
        key=lane.id,
        **touching(*stretch, where=where, size=float(size), unit="touchpoints"),
    )  # fmt: skip
