"""The ways that customers really take, those that the map does not have apart."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.measured import (
    MeasuredJourney,
    MeasuredMove,
    MeasuredTouchpoint,
    MoveKind,
)
from journeykit.model import Transition
from journeykit.model.text import slug
from journeykit.view.figures import Edge, Graph, Node, NodeGroup, Tone
from journeykit.view.format import format_duration, format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.rare import fold_rare
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import described, joined, note_of, units
from journeykit.view.results.logs.measured.common import headline, unbound

__all__ = ["real_flow"]


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
        [headline(result, persona, words, said), _off_the_map(group.moves, words, said, result)]
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
            words("measured_of_start"),
            words("measured_rare", share_text(min_share, said), len(rare)) if rare else None,
            _unused(group.moves, result, words),
            unbound(result, words),
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
    unused = [
        words("log_step_from_to", names[m.source], names[m.target]) for m in moves if not m.count
    ]
    return words("measured_unused", "; ".join(unused)) if unused else None
