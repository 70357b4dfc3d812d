"""What the figures of a measured map have in common: title, headline, what is not measured."""

from __future__ import annotations

from journeykit.analyzers.measured import MeasuredJourney, PlaceTimes
from journeykit.events.moments import as_text
from journeykit.view.durations import duration_unit
from journeykit.view.format import format_duration, format_number
from journeykit.view.labels import Labels
from journeykit.view.results.logs.common import joined, units

__all__ = ["between", "headline", "never_on", "titled", "unbound"]

_MOST = 120
"""Up to how many of a unit a time is written in it."""


def titled(result: MeasuredJourney, persona: str | None, words: Labels) -> str:
    """What is measured, and of whom."""
    title = words("titled", result.title, words("head_measured"))
    return title if persona is None else f"{title} · {result.group(persona).name}"


def headline(
    result: MeasuredJourney, persona: str | None, words: Labels, locale: str | None
) -> str | None:
    """What was counted, and where most are lost."""
    group = result.group(persona)
    if result.first_us is None:
        return None
    first, last = as_text(result.first_us)[:10], as_text(result.end_us)[:10]
    customers = units("customers", group.customers, words, locale)
    parts = [words("measured_basis", first, last, customers)]
    worst = group.worst
    if worst is not None and worst.drop_off is not None:
        lost, of = (
            format_number(n, locale=locale) for n in (worst.drop_off.count, worst.drop_off.of)
        )
        parts.append(words("measured_worst", worst.name, lost, of))
    return joined(parts)


def never_on(result: MeasuredJourney, words: Labels, locale: str | None) -> str:
    """What it is to go no further, in words."""
    if result.within_us is None:
        return words("measured_never_on")
    within = format_duration(result.within_us / 1e6, locale)
    return words("measured_not_within", within)


def between(times: PlaceTimes, locale: str | None) -> str | None:
    """The interval of the median time, where there is one."""
    if times.median_interval is None or times.median_s is None:
        return None
    _, unit = duration_unit(times.median_s)
    # One unit reads best, unless the limits lie too far apart for it.
    like = unit if times.median_interval[1] < _MOST * unit else None
    low, high = (format_duration(s, locale, like=like) for s in times.median_interval)
    return low if low == high else f"{low} – {high}"


def unbound(result: MeasuredJourney, words: Labels) -> str | None:
    """Which touchpoints are not measured, or None."""
    journey = result.original
    names = [journey.touchpoint(id).name for id in result.bindings.unbound]
    return words("measured_unbound", ", ".join(names)) if names else None
