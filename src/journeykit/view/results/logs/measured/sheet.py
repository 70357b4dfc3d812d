"""The map with its measured figures right below what is felt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeykit.analyzers.measured import (
    MeasuredJourney,
    MeasuredPlace,
    MeasuredShare,
    MeasuredTouchpoint,
)
from journeykit.model import LaneRole
from journeykit.model.text import slug
from journeykit.view.figures import Cell, Entry, Row, Sheet, Tone
from journeykit.view.filters import Filter
from journeykit.view.format import format_duration, format_number
from journeykit.view.journeys.maps import journey_map
from journeykit.view.journeys.parts import part_of
from journeykit.view.journeys.sheets import Lanes, divided, row_of
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import interval_text, share_text
from journeykit.view.results.logs.common import described, joined
from journeykit.view.results.logs.measured.common import between, headline, never_on, titled

__all__ = ["measured_map"]

_BESIDE = (LaneRole.EMOTIONS, LaneRole.PAIN_POINTS, LaneRole.OPPORTUNITIES)
"""The rows of the map beside which the figures stand unless others are asked for."""


def measured_map(
    result: MeasuredJourney,
    *,
    persona: str | None = None,
    lanes: Lanes | None = None,
    only: Filter | None = None,
    locale: str | None = None,
) -> Sheet:
    """See the map with the figures of a log: customers, who goes no further, and how long it took.

    Args:
        result: the measured map.
        persona: id of a persona whose customers are shown; None is all customers.
        lanes: further rows of the map, each by its role or id; by default feelings,
            pain points and opportunities.
        only: which part of the map to show, or None for all.
        locale: language as BCP 47; None is that of the journey.
    """
    said = locale or result.locale
    words = labels(said)
    journey = result.original.replace(locale=said)
    sheet = journey_map(journey, lanes=_BESIDE if lanes is None else lanes, only=only)
    part = part_of(journey, only)
    made = (row_of(row, part) for row in _rows(result, persona, words, said))
    rows = [row for row in made if row is not None]
    # What was measured comes right below what was felt.
    first = next((n + 1 for n, r in enumerate(sheet.rows) if r.role is LaneRole.EMOTIONS), 0)
    given = [row for row in sheet.rows if any(cell.entries for cell in row.cells) or row.curves]
    first = min(first, len(given))
    title = titled(result, persona, words)
    sure = words("measured_wilson", f"{100 * result.confidence:g}")
    told = joined([headline(result, persona, words, said), sure])
    subtitle = " · ".join(filter(None, (told, part.words(words))))
    return sheet.replace(
        id=slug(f"{result.title} measured"),
        title=title,
        subtitle=subtitle,
        description=part.said(described(title, told), words),
        fields=(),
        cards=(),
        rows=divided([*given[:first], *rows, *given[first:]], words),
        locale=said,
    )


def _rows(
    result: MeasuredJourney, persona: str | None, words: Labels, locale: str | None
) -> Iterable[Row]:
    group = result.group(persona)
    found = {touchpoint.id: touchpoint for touchpoint in group.touchpoints}
    worst = group.worst.id if group.worst is not None else None
    most = max((t.reach.share or 0.0 for t in group.touchpoints), default=0.0)

    def row(
        id: str, title: str, note: str, entry: Callable[[MeasuredTouchpoint], Entry | None]
    ) -> Row:
        places = (found.get(touchpoint.id) for touchpoint in result.original.touchpoints)
        entries = (None if place is None else entry(place) for place in places)
        cells = (Cell(() if made is None else (made,)) for made in entries)
        return Row(f"measured-{id}", title, LaneRole.METRICS, cells=tuple(cells), note=note)

    yield row(
        "customers", words("head_customers"), words("measured_reach"),
        lambda place: _bar(
            place.reach, locale, text=format_number(place.customers, locale=locale), most=most
        ),
    )  # fmt: skip
    yield row(
        "lost", words("measured_lost"), never_on(result, words, locale),
        lambda place: _lost(place, words, locale, worst=place.id == worst),
    )  # fmt: skip
    yield row(
        "wait", words("measured_wait"), words("measured_since"), lambda place: _wait(place, locale)
    )


def _bar(share: MeasuredShare, locale: str | None, *, text: str, most: float = 1.0) -> Entry | None:
    if share.share is None or share.interval is None or not most:
        return None
    low, high = share.interval
    return Entry(
        text,
        level=share.share / most,
        interval=(low / most, min(high / most, 1.0)),
        note=f"{share_text(share.share, locale)} ({_bare(share.interval, locale)})",
    )


def _lost(place: MeasuredPlace, words: Labels, locale: str | None, *, worst: bool) -> Entry | None:
    lost = place.drop_off
    if lost is None or lost.share is None or lost.interval is None:
        return None
    note = _bare(lost.interval, locale)
    if place.waiting:
        waiting = words("measured_waiting", format_number(place.waiting, locale=locale))
        note = f"{note}; {waiting}"
    return Entry(
        share_text(lost.share, locale), level=lost.share, interval=lost.interval, note=note,
        tone=Tone.NEGATIVE if worst else Tone.NEUTRAL,
    )  # fmt: skip


def _bare(interval: tuple[float, float], locale: str | None) -> str:
    return interval_text(interval, locale).rstrip("%\u00a0\u202f")


def _wait(place: MeasuredPlace, locale: str | None) -> Entry | None:
    times = place.before
    if times.median_s is None:
        return None
    return Entry(format_duration(times.median_s, locale), note=between(times, locale))
