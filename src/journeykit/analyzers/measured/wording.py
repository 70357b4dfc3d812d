"""A measured map in words."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured.figures import (
    MeasuredGroup,
    MeasuredMove,
    MeasuredPlace,
    MoveKind,
)
from journeykit.analyzers.paths.wording import wait
from journeykit.analyzers.wording import aligned, count, listed, percent, percents, plural
from journeykit.events.durations import in_words
from journeykit.events.mapped.times import PlaceTimes
from journeykit.events.moments import as_text

__all__ = ["definitions", "summary_of"]

_MOVES = 5


def summary_of(
    title: str,
    bindings: Bindings,
    groups: Sequence[MeasuredGroup],
    *,
    customers_of_log: int,
    in_no_persona: int,
    in_several: int,
    first_us: int | None,
    end_us: int,
    within_us: int | None,
    confidence: float,
    notes: Sequence[str],
    has_transitions: bool,
) -> str:
    """The figures of all customers and of each persona, and what they mean; see `MeasuredJourney`."""
    whole = groups[0]
    if first_us is None:
        return f"{title!r} measured: the log has no events{' in this time' if end_us else ''}."
    when = f"{as_text(first_us)} to {as_text(end_us)}"
    lines = [
        f"{title!r} measured, {when} ({100 * confidence:g} % intervals)",
        f"{plural(whole.customers, 'customer')} on the map, of {count(customers_of_log)} in the log",
    ]
    if not whole.customers:
        return "\n".join([*lines, "No event of the log is on the map.", *_missing(bindings)])
    for group in groups:
        if group.persona is not None:
            lines.append(f"{group.name}: {plural(group.customers, 'customer')}")
        lines += _table("", group.touchpoints)
        if group.persona is None:
            lines += _table("by phase", group.phases, onward=True)
    lines += _worst(whole)
    lines += _moves(whole)
    if len(groups) > 1:
        lines.append(f"In no persona: {count(in_no_persona)}; in several: {count(in_several)}.")
    lines += _missing(bindings)
    lines += [f"Note: {note}." for note in notes]
    lines += definitions(within_us=within_us, has_transitions=has_transitions)
    return "\n".join(lines)


def definitions(*, within_us: int | None, has_transitions: bool) -> list[str]:
    """What the figures mean, a sentence each."""
    ways = ", where its ways lead" if has_transitions else ""
    time = "" if within_us is None else f" within {in_words(within_us)}"
    waiting = "" if within_us is None else "; those whose time is not over yet are not counted"
    lost = (
        f"no event at a later touchpoint of the map{ways}, after the first one here{time}{waiting}"
    )
    return [
        "Reach: customers with an event at the touchpoint, of all on the map.",
        f"Lost: {lost}. By phase: no event at a later phase.",
        "Last here: their last event on the map. Came back: were elsewhere on the map in between.",
        "Time before: median since the event on the map before.",
        "Time to go on: median from a customer's first event in a phase to the first in a later one.",
        "What leaves no event in the log is not seen.",
    ]


def _table(head: str, places: Sequence[MeasuredPlace], *, onward: bool = False) -> list[str]:
    timed = "time to go on" if onward else "time before"
    rows = [(head, "reach", "lost", "last here", "came back", timed)]
    rows += [
        (
            p.name,
            f"{count(p.customers)} = {percent(p.reach.share or 0.0)}",
            _lost(p),
            count(p.exits.count),
            count(p.returns.count),
            _time(p.onward if onward else p.before),
        )
        for p in places
    ]
    return aligned(rows, right=[1, 3, 4])


def _lost(place: MeasuredPlace) -> str:
    lost = place.drop_off
    if lost is None or lost.share is None or lost.interval is None:
        return "-"
    waiting = f", {count(place.waiting)} waiting" if place.waiting else ""
    return f"{percent(lost.share)} ({percents(lost.interval)}){waiting}"


def _time(times: PlaceTimes) -> str:
    if times.median_s is None:
        return "-"
    if times.median_interval is None:
        return f"{wait(times.median_s)} (n = {times.n})"
    low, high = times.median_interval
    return f"{wait(times.median_s)} ({wait(low)} to {wait(high)})"


def _worst(group: MeasuredGroup) -> list[str]:
    worst = group.worst
    if worst is None or worst.drop_off is None:
        return []
    lost = worst.drop_off
    lines = [f"Most are lost at {worst.name!r}: {count(lost.count)} of {count(lost.of)}."]
    steepest = group.steepest
    if steepest is not None:
        lines.append(f"The highest share is lost at {steepest.name!r}: {_lost(steepest)}.")
    return lines


def _moves(group: MeasuredGroup) -> list[str]:
    names = {t.id: t.name for t in group.touchpoints}
    found = group.moves_of(MoveKind.UNMAPPED)
    lines = []
    if found:
        lines.append(f"Ways that the map does not have: {len(found)}, such as")
        lines += aligned([_move(m, names) for m in found[:_MOVES]])
    unused = [m for m in group.moves if not m.count]
    if unused:
        ways = listed(f"{names[m.source]} > {names[m.target]}" for m in unused)
        lines.append(f"Ways of the map that nobody took: {ways}.")
    return lines


def _move(move: MeasuredMove, names: dict[str, str]) -> tuple[str, str]:
    share = percent(move.customers.share or 0.0)
    of = f"{plural(move.customers.count, 'customer')}, {share} of those who came to the first"
    return f"{names[move.source]} > {names[move.target]}", of


def _missing(bindings: Bindings) -> list[str]:
    lines = []
    if bindings.unbound:
        lines.append(f"Not measured, bound to no events: {listed(bindings.unbound)}.")
    for unknown in bindings.unknown:
        near = f"; did you mean {unknown.nearest!r}?" if unknown.nearest else "."
        where = listed(unknown.touchpoints)
        lines.append(f"The log has no event {unknown.event!r} ({where}){near}")
    lines += [f"{s.rule}." for s in bindings.shared]
    if bindings.unmapped:
        left = listed(f"{u.event} ({count(u.count)})" for u in bindings.unmapped)
        lines.append(f"Events on no touchpoint: {left}.")
    if bindings.unbound_personas:
        names = listed(bindings.unbound_personas)
        lines.append(f"Personas without a segment, not measured: {names}.")
    return lines
