"""The action plan over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from journeykit.errors import InvalidValueError
from journeykit.model import Initiative, InitiativeStatus, Journey, Opportunity
from journeykit.model.fields import as_date
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
    Tone,
)
from journeykit.view.filters import Filter
from journeykit.view.journeys.parts import part_of
from journeykit.view.labels import Labels, labels
from journeykit.view.words.short import named

__all__ = ["timeline_chart"]

_ORDER = (
    InitiativeStatus.DONE,
    InitiativeStatus.IN_PROGRESS,
    InitiativeStatus.PLANNED,
    InitiativeStatus.PROPOSED,
    InitiativeStatus.DROPPED,
    None,
)
"""Each status has its place, and so its pattern, whether or not it occurs."""

_FEW = 0.6
_EVERYBODY = ""


def timeline_chart(
    journey: Journey, *, today: dt.date | str | None = None, only: Filter | None = None
) -> Chart:
    """See the action plan over time: who does what until when, and how far it is.

    Args:
        journey: the journey.
        today: the day of a line "today", from which on what is open and due
            counts as overdue; None draws no line, and calls nothing overdue.
        only: which part of it to show: what is planned for it.

    Raises:
        InvalidValueError: if `today` is no date.

    Examples:
        >>> from journeykit import Initiative, Journey
        >>> journey = Journey("Buy", initiatives=[Initiative("Call back", due="2026-11-30")])
        >>> [point.tone.value for series in timeline_chart(journey, today="2026-12-24").series
        ...     for point in series.points]
        ['negative']
    """
    words = labels(journey.locale)
    now = as_date(today)
    if now is not None and not isinstance(now, dt.date):
        raise InvalidValueError(
            "view", "today", expected="a date such as 2026-11-30, or None", got=today
        )
    part = part_of(journey, only)
    shown = tuple(filter(part.has_initiative, journey.initiatives))
    dated = sorted((i for i in shown if i.start or i.due), key=_when)
    teams = _by_team(dated)
    rows = [initiative for initiatives in teams.values() for initiative in initiatives]
    undated = [initiative.title for initiative in shown if not (initiative.start or initiative.due)]
    late = [initiative for initiative in rows if _is_late(initiative, now)]
    said = _said(journey, rows, words)
    return Chart(
        f"{journey.id}-timeline",
        words("titled", journey.title, words("head_action_plan")),
        description=part.said(said, words, lanes=False),
        subtitle=_headline(shown, late, now, words),
        x=Axis(kind=AxisKind.TIME),
        y=Axis(
            kind=AxisKind.CATEGORY,
            categories=[initiative.title for initiative in rows],
            groups=[
                AxisGroup(team or words("timeline_no_team"), len(initiatives))
                for team, initiatives in teams.items()
                if team != _EVERYBODY
            ],
        ),
        series=[
            _series(journey, status, rows, now, words, named=_EVERYBODY not in teams)
            for status in _ORDER
        ]
        if rows
        else (),
        guides=[Guide(now.toordinal(), words("head_today"))] if now is not None and rows else (),
        note=_note(rows, undated, words),
        locale=journey.locale,
    )


def _by_team(initiatives: Sequence[Initiative]) -> dict[str | None, list[Initiative]]:
    """The initiatives of each team by date; teams in the order of what they do first.

    Where hardly a team has several, all stand in one row of dates: heads for
    each would tear the plan apart.
    """
    teams: dict[str | None, list[Initiative]] = {}
    for initiative in initiatives:
        teams.setdefault(initiative.team, []).append(initiative)
    return teams if len(teams) <= _FEW * len(initiatives) else {_EVERYBODY: list(initiatives)}


def _when(initiative: Initiative) -> tuple[dt.date, dt.date]:
    first = initiative.start or initiative.due or dt.date.max
    return (first, initiative.due or first)


def _series(
    journey: Journey,
    status: InitiativeStatus | None,
    rows: Sequence[Initiative],
    now: dt.date | None,
    words: Labels,
    *,
    named: bool,
) -> Series:
    points = []
    for row, initiative in enumerate(rows):
        if initiative.status is not status:
            continue
        first, last = _when(initiative)
        points.append(
            Point(
                first.toordinal(), row,
                x_end=None if first == last else last.toordinal(),
                label=_label(journey, initiative, now, words, named=named), id=initiative.id,
                tone=Tone.NEGATIVE if _is_late(initiative, now) else Tone.NEUTRAL,
            )
        )  # fmt: skip
    key = "timeline_no_status" if status is None else f"status_{status.value}"
    return Series(f"status-{status or 'none'}", words(key), points, kind=SeriesKind.SPANS)


def _label(
    journey: Journey, initiative: Initiative, now: dt.date | None, words: Labels, *, named: bool
) -> str:
    """How far it is, until when and by whom; below, for what. Where teams are heads, not by which."""
    status = None if initiative.status is None else words(f"status_{initiative.status.value}")
    if _is_late(initiative, now):
        status = words("timeline_overdue")
    due = None if initiative.due is None else words("timeline_due", initiative.due.isoformat())
    who = dict.fromkeys((None if named else initiative.team, initiative.owner))
    lines = [" · ".join(part for part in (status, due, *who) if part)]
    found = (journey.find(Opportunity, id) for id in initiative.opportunities)
    texts = "; ".join(opportunity.text for opportunity in found if opportunity is not None)
    if texts:
        lines.append(words("timeline_for", texts))
    return "\n".join(lines)


def _is_late(initiative: Initiative, now: dt.date | None) -> bool:
    is_open = initiative.status is None or initiative.status.is_open
    return now is not None and is_open and initiative.due is not None and initiative.due < now


def _headline(
    shown: Sequence[Initiative], late: Sequence[Initiative], now: dt.date | None, words: Labels
) -> str | None:
    if now is not None and late:
        titles = named(words, [initiative.title for initiative in late])
        return words("timeline_late", now.isoformat(), titles)
    due = [i.due for i in shown if i.due and (i.status is None or i.status.is_open)]
    if not due:
        return None
    done = sum(initiative.status is InitiativeStatus.DONE for initiative in shown)
    return words("plan_has", len(shown), done, min(due).isoformat())


def _said(journey: Journey, rows: Sequence[Initiative], words: Labels) -> str:
    if not rows:
        return words("timeline_none")
    first = min(_when(initiative)[0] for initiative in rows).isoformat()
    last = max(_when(initiative)[1] for initiative in rows).isoformat()
    done = sum(initiative.status is InitiativeStatus.DONE for initiative in rows)
    return words("timeline_reaches", journey.title, len(rows), first, last, done)


def _note(rows: Sequence[Initiative], undated: Sequence[str], words: Labels) -> str | None:
    parts = [] if rows else [words("timeline_none")]
    if any(initiative.start is None for initiative in rows):
        parts.append(words("timeline_day"))
    if undated:
        parts.append(words("timeline_undated", ", ".join(undated)))
    return " ".join(parts) or None
