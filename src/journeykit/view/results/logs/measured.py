"""A measured map: with its figures under the touchpoints, as the real flow, and as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from journeykit.analyzers.bindings import Bindings
from journeykit.analyzers.measured import (
    MeasuredJourney,
    MeasuredMove,
    MeasuredPlace,
    MeasuredShare,
    MeasuredTouchpoint,
    MoveKind,
)
from journeykit.events.moments import as_text
from journeykit.model import LaneRole, Transition
from journeykit.model.text import slug
from journeykit.view.durations import duration_unit
from journeykit.view.figures import (
    Cell,
    Edge,
    Entry,
    Graph,
    Node,
    NodeGroup,
    Row,
    Sheet,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.filters import Filter
from journeykit.view.format import format_duration, format_number
from journeykit.view.journeys.maps import journey_map
from journeykit.view.journeys.parts import part_of
from journeykit.view.journeys.sheets import Lanes, divided, row_of
from journeykit.view.labels import Labels, labels
from journeykit.view.rare import fold_rare
from journeykit.view.results.bars import interval_text, share_text
from journeykit.view.results.logs.common import Views, described, duration, joined, note_of, units

__all__ = ["VIEWS"]

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
    title = _title(result, persona, words)
    sure = words("measured_wilson", f"{100 * result.confidence:g}")
    subtitle = joined([_headline(result, persona, words, said), sure])
    return sheet.replace(
        id=slug(f"{result.title} measured"),
        title=title,
        subtitle=subtitle,
        description=described(title, subtitle),
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
        "lost", words("measured_lost"), _never_on(result, words),
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
    return Entry(format_duration(times.median_s, locale), note=_between(place, locale))


def _between(place: MeasuredPlace, locale: str | None) -> str | None:
    """The interval of the median time, where there is one."""
    times = place.before
    if times.median_interval is None or times.median_s is None:
        return None
    _, unit = duration_unit(times.median_s)
    low, high = (format_duration(s, locale, like=unit) for s in times.median_interval)
    return low if low == high else f"{low} – {high}"


def _never_on(result: MeasuredJourney, words: Labels) -> str:
    if result.within_us is None:
        return words("measured_never_on")
    within = format_duration(result.within_us / 1e6, result.locale)
    return words("measured_not_within", within)


def _title(result: MeasuredJourney, persona: str | None, words: Labels) -> str:
    title = words("titled", result.title, words("head_measured"))
    return title if persona is None else f"{title} · {result.group(persona).name}"


def _headline(
    result: MeasuredJourney, persona: str | None, words: Labels, locale: str | None
) -> str | None:
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


def real_flow(
    result: MeasuredJourney,
    *,
    persona: str | None = None,
    min_share: float = 0.02,
    top: int = 60,
    locale: str | None = None,
) -> Graph:
    """See the ways that customers really take, those that the map does not have apart.

    Args:
        result: the measured map.
        persona: id of a persona whose customers are shown; None is all customers.
        min_share: leave out ways that are not on the map and that less than this
            share of those at their start take; how many is said.
        top: how many ways are drawn at most, the most frequent.
        locale: language as BCP 47; None is that of the journey.
    """
    said = locale or result.locale
    words = labels(said)
    group = result.group(persona)
    kinds = {t.id: t for t in result.original.transitions}
    taken = [m for m in group.moves if m.count and not _is_again(m)]
    off = [m for m in taken if m.kind is MoveKind.UNMAPPED]
    rare = [m for m in off if (m.customers.share or 0.0) < min_share]
    title = words("titled", result.title, words("head_real_flow"))
    title = title if persona is None else f"{title} · {group.name}"
    subtitle = joined(
        [_headline(result, persona, words, said), _off_the_map(group.moves, words, said, result)]
    )
    worst = group.worst.id if group.worst is not None else None
    phases = {phase.id: number for number, phase in enumerate(result.original.phases)}
    graph = Graph(
        slug(f"{result.title} real flow"),
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        groups=[
            NodeGroup(phase.id, phase.name, hue=phases[phase.id]) for phase in group.phases
        ],
        nodes=[_node(place, words, said, worst=place.id == worst) for place in group.touchpoints],
        edges=[_edge(move, kinds, said) for move in taken if move not in rare],
        weight_unit=words("head_customers"),
        note=note_of(
            words("measured_rare", share_text(min_share, said), len(rare)) if rare else None,
            _unused(group.moves, result, words),
            _unbound(result, words),
        ),
        locale=said,
    )  # fmt: skip
    return fold_rare(graph, most=top)


def _is_again(move: MeasuredMove) -> bool:
    """Whether it only repeats a touchpoint, and the map does not say that it does."""
    return move.kind is MoveKind.AGAIN


def _node(place: MeasuredTouchpoint, words: Labels, locale: str | None, *, worst: bool) -> Node:
    details = [units("customers", place.customers, words, locale)]
    if place.exits.count:
        share = share_text(place.exits.share or 0.0, locale)
        ended = format_number(place.exits.count, locale=locale)
        details.append(words("log_ends_here", ended, share))
    tone = Tone.NEGATIVE if worst else Tone.NEUTRAL
    return Node(place.id, place.name, group=place.phase, details=details, tone=tone)


def _edge(move: MeasuredMove, kinds: dict[str, Transition], locale: str | None) -> Edge:
    known = kinds.get(move.transition or "")
    kind = "happy" if move.kind is MoveKind.WAY else move.kind.value
    details = [share_text(move.customers.share or 0.0, locale)]
    if move.median_s is not None:
        details.append(format_duration(move.median_s, locale))
    return Edge(
        move.source, move.target, weight=move.customers.count, details=details,
        kind=kind if known is None else known.kind.value,
    )  # fmt: skip


def _off_the_map(
    moves: Sequence[MeasuredMove], words: Labels, locale: str | None, result: MeasuredJourney
) -> str | None:
    """How many of the moves the map does not have, and the most frequent of them."""
    taken = [m for m in moves if m.count and not _is_again(m)]
    off = [m for m in taken if m.kind is MoveKind.UNMAPPED]
    if not off:
        return None
    counts = (format_number(sum(m.count for m in some), locale=locale) for some in (off, taken))
    names = {t.id: t.name for t in result.touchpoints}
    most = off[0]
    customers = units("customers", most.customers.count, words, locale)
    first = words("measured_off_most", names[most.source], names[most.target], customers)
    return joined([words("measured_off", *counts), first])


def _unused(moves: Sequence[MeasuredMove], result: MeasuredJourney, words: Labels) -> str | None:
    names = {t.id: t.name for t in result.touchpoints}
    unused = [f"{names[m.source]} → {names[m.target]}" for m in moves if not m.count]
    return words("measured_unused", "; ".join(unused)) if unused else None


def _unbound(result: MeasuredJourney, words: Labels) -> str | None:
    journey = result.original
    names = [journey.touchpoint(id).name for id in result.bindings.unbound]
    return words("measured_unbound", ", ".join(names)) if names else None


def measured_table(
    result: MeasuredJourney, *, persona: str | None = None, locale: str | None = None
) -> Table:
    """See every figure of every touchpoint.

    Args:
        result: the measured map.
        persona: id of a persona whose customers are shown; None is all customers.
        locale: language as BCP 47; None is that of the journey.
    """
    words = labels(locale or result.locale)
    places = result.group(persona).touchpoints
    return _table(result, places, "head_touchpoint", persona, locale).replace(
        note=note_of(_never_on_said(result, words), _unbound(result, words))
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
    words = labels(locale or result.locale)
    places = result.group(persona).phases
    table = _table(result, places, "head_phase", persona, locale)
    return table.replace(
        id=slug(f"{result.title} measured phases"), note=words("measured_no_later_phase")
    )


def _table(
    result: MeasuredJourney,
    places: Sequence[MeasuredPlace],
    head: str,
    persona: str | None,
    locale: str | None,
) -> Table:
    said = locale or result.locale
    words = labels(said)
    title, subtitle = _title(result, persona, words), _headline(result, persona, words, said)
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
            TableColumn(words(head)),
            TableColumn(words("head_customers"), number),
            TableColumn(words("head_reach"), share, decimals=1),
            TableColumn(words("measured_lost"), share, decimals=1),
            interval,
            *((TableColumn(words("head_waiting"), number),) if timed else ()),
            TableColumn(words("head_last_here"), number),
            TableColumn(words("head_came_back"), number),
            TableColumn(words("measured_wait")),
            TableColumn(words("head_limits")),
        ),
        rows=[
            (
                place.name, place.customers, place.reach.share,
                place.drop_off.share if place.drop_off else None,
                place.drop_off.interval if place.drop_off else None,
                *((place.waiting,) if timed else ()),
                place.exits.count, place.returns.count,
                duration(place.before.median_s, said), _between(place, said),
            )
            for place in places
        ],
        locale=said,
    )  # fmt: skip


def _never_on_said(result: MeasuredJourney, words: Labels) -> str:
    return words("titled", words("measured_lost"), _never_on(result, words))


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


VIEWS: Views = {
    Bindings: {"table": (Table, bindings_table)},
    MeasuredJourney: {
        "map": (Sheet, measured_map),
        "flow": (Graph, real_flow),
        "table": (Table, measured_table),
        "phases": (Table, measured_phases),
    },
}
