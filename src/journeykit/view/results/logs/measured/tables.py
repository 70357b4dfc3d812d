"""Every figure of a measured map as tables, and which events are which touchpoint."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured import MeasuredJourney, MeasuredPlace
from journeykit.model.text import slug
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.format import format_number
from journeykit.view.labels import labels
from journeykit.view.results.logs.common import described, duration, note_of
from journeykit.view.results.logs.measured.common import (
    between,
    headline,
    never_on,
    titled,
    unbound,
)

__all__ = ["bindings_table", "measured_phases", "measured_table"]


def measured_table(
    result: MeasuredJourney, *, persona: str | None = None, locale: str | None = None
) -> Table:
    """See every figure of every touchpoint.

    Args:
        result: the measured map.
        persona: id of a persona whose customers are shown; None is all customers.
        locale: language as BCP 47; None is that of the journey.
    """
    said = locale or result.locale
    words = labels(said)
    places = result.group(persona).touchpoints
    return _table(result, places, persona, said).replace(
        note=note_of(
            words("titled", words("measured_lost"), never_on(result, words, said)),
            unbound(result, words),
        )
    )


def measured_phases(
    result: MeasuredJourney, *, persona: str | None = None, locale: str | None = None
) -> Table:
    """See every figure of every phase.

    Args:
        result: the measured map.
        persona: id of a persona whose customers are shown; None is all customers.
        locale: language as BCP 47; None is that of the journey.
    """
    said = locale or result.locale
    words = labels(said)
    places = result.group(persona).phases
    table = _table(result, places, persona, said, by_phase=True)
    return table.replace(
        id=slug(f"{result.title} measured phases"), note=words("measured_no_later_phase")
    )


def _table(
    result: MeasuredJourney,
    places: Sequence[MeasuredPlace],
    persona: str | None,
    locale: str | None,
    *,
    by_phase: bool = False,
) -> Table:
    words = labels(locale)
    title, subtitle = titled(result, persona, words), headline(result, persona, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    timed = result.within_us is not None
    interval = TableColumn(
        words("funnel_interval", f"{100 * result.confidence:g}"), ValueKind.INTERVAL, decimals=1
    )
    return Table(
        slug(f"{result.title} measured table"),
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_phase" if by_phase else "head_touchpoint")),
            TableColumn(words("head_customers"), number),
            TableColumn(words("head_reach"), share, decimals=1),
            TableColumn(words("measured_lost"), share, decimals=1),
            interval,
            *((TableColumn(words("head_may_go_on"), number),) if timed else ()),
            TableColumn(words("head_last_here"), number),
            TableColumn(words("head_came_back"), number),
            TableColumn(words("measured_onward" if by_phase else "measured_wait")),
            TableColumn(words("head_limits")),
        ),
        rows=[
            (
                place.name, place.customers, place.reach.share,
                place.drop_off.share if place.drop_off else None,
                place.drop_off.interval if place.drop_off else None,
                *((place.waiting,) if timed else ()),
                place.exits.count, place.returns.count,
                duration(times.median_s, locale), between(times, locale),
            )
            for place in places
            for times in (place.onward if by_phase else place.before,)
        ],
        locale=locale,
    )  # fmt: skip


def bindings_table(result: Bindings, *, locale: str | None = None) -> Table:
    """See which events are which touchpoint, and what does not meet.

    Args:
        result: the map and the log.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title = words("titled", result.title, words("head_bindings"))
    events = (f"{u.event} ({format_number(u.count, locale=locale)})" for u in result.unmapped)
    return Table(
        slug(f"{result.title} bindings"),
        title,
        description=described(title, None),
        columns=(
            TableColumn(words("head_touchpoint")),
            TableColumn(words("head_event")),
            TableColumn(words("head_count"), ValueKind.NUMBER),
        ),
        rows=[(b.name, str(b.condition), b.count) for b in result.touchpoints],
        note=note_of(
            words("measured_unbound", ", ".join(result.unbound)) if result.unbound else None,
            words("measured_unmapped", ", ".join(events)) if result.unmapped else None,
        ),
        locale=locale,
    )
