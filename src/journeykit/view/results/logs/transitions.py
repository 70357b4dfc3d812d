"""What follows what, as a map and as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from journeykit.analyzers.paths.difference import TransitionsDifference
from journeykit.analyzers.paths.edge import Edge as Transition
from journeykit.analyzers.paths.transitions import TransitionsGroup, TransitionsResult
from journeykit.events.paths.walk import END, START
from journeykit.view.figures import (
    Edge,
    Graph,
    Node,
    Shading,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_duration, format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.rare import fold_rare
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import (
    Kinds,
    Views,
    described,
    joined,
    kept,
    minus,
    node_name,
    note_of,
    signed_points,
    units,
)

__all__ = ["VIEWS"]


def transition_map(
    result: TransitionsGroup, *, top: int = 40, min_share: float = 0.0, locale: str | None = None
) -> Graph:
    """See the ways between events, the more often taken the thicker.

    Args:
        result: what follows what.
        top: how many ways are drawn, the most frequent; but none of an event's
            heaviest ways is left out. What is left out is said.
        min_share: leave out ways that less than this share of paths take.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    # Ends are said in the nodes: lines to one place would cross all others.
    ways = [edge for edge in result.edges if edge.target != END]
    shown = [edge for edge in ways if edge.share >= min_share] or ways[:1]
    named = {name for edge in shown for name in (edge.source, edge.target)}
    counts = {edge.target: 0 for edge in result.edges}
    for edge in result.edges:
        counts[edge.target] += edge.count
    ends = {dead.event: dead for dead in result.dead_ends}
    worst = result.dead_ends[0].event if result.dead_ends else None

    def node(name: str) -> Node:
        if name == START:
            return Node(START, words("log_start"), kind="start")
        details = [words("log_times", format_number(counts[name], locale=locale))]
        if name in ends:
            ended = format_number(ends[name].count, locale=locale)
            share = share_text(ends[name].of_event, locale)
            details.append(words("log_ends_here", ended, share))
        tone = Tone.NEGATIVE if name == worst else Tone.NEUTRAL
        return Node(name, name, kind="event", details=details, tone=tone)

    unseen = [edge for edge in ways if edge.share < min_share and edge not in shown]
    graph = Graph(
        "transitions",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        nodes=[node(name) for name in result.nodes if name in named],
        edges=[_edge(edge, result, locale) for edge in shown],
        weight_unit=words("log_transition_count"),
        note=note_of(
            words("log_folded"),
            words("log_waits") if any(edge.waits for edge in shown) else None,
            _left_out(unseen, ways, words, locale) if unseen else None,
            notes=_notes(result),
        ),
        locale=locale,
    )
    return fold_rare(graph, most=top)


def _left_out(
    unseen: Sequence[Transition], ways: Sequence[Transition], words: Labels, locale: str | None
) -> str:
    counts = (sum(edge.count for edge in some) for some in (unseen, ways))
    numbers = (format_number(count, locale=locale) for count in counts)
    return words("rarer_note", len(unseen), *numbers)


def _edge(edge: Transition, result: TransitionsGroup, locale: str | None) -> Edge:
    back = result.edge(edge.target, edge.source)
    rarer = edge.source == edge.target or (back is not None and back.count > edge.count)
    details = [share_text(edge.share_out, locale)]
    if edge.waits:
        details.append(format_duration(edge.waits.median_s, locale))
    return Edge(
        edge.source, edge.target, weight=edge.count, details=details,
        kind="loop" if rarer else "next",
    )  # fmt: skip


def _notes(result: TransitionsGroup) -> tuple[str, ...]:
    return result.notes if isinstance(result, TransitionsResult) else ()


def _title(result: TransitionsGroup, words: Labels, locale: str | None) -> str:
    events = sum(edge.count for edge in result.edges if edge.target != END)
    number = format_number(events, locale=locale)
    return words("log_map", units(result.count, result.paths, words, locale), number)


def _headline(result: TransitionsGroup, words: Labels, locale: str | None) -> str | None:
    parts = []
    for e in result.top(1):
        times, share = format_number(e.count, locale=locale), share_text(e.share_out, locale)
        parts.append(words("log_busiest", e.source, e.target, times, share))
    for d in result.dead_ends[:1]:
        ended = units(result.count, d.count, words, locale)
        parts.append(words("log_most_end", d.event, ended, share_text(d.share, locale)))
    return joined(parts)


def transition_matrix(
    result: TransitionsGroup, *, top: int = 10, locale: str | None = None
) -> Table:
    """See which share of what follows each event is which other.

    Args:
        result: what follows what.
        top: how many events are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)

    def share(source: str, target: str) -> float | None:
        edge = result.edge(source, target)
        return edge.share_out if edge else None

    return _matrix(
        result.nodes, share, _times(result.edges), top=top, id="transition-matrix",
        title=_title(result, words, locale), subtitle=_headline(result, words, locale),
        shading=Shading(words("log_share_next"), high=1.0, empty=words("log_never")),
        signed=False, notes=_notes(result), words=words, locale=locale,
    )  # fmt: skip


def difference_matrix(
    result: TransitionsDifference, *, top: int = 10, locale: str | None = None
) -> Table:
    """See what follows more often in one group than in the other.

    Args:
        result: one group minus the other.
        top: how many events are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    by_ends = {(edge.source, edge.target): edge.share_out for edge in result.edges}
    most = result.edges[0] if result.edges else None
    return _matrix(
        result.nodes, lambda source, target: by_ends.get((source, target)),
        _times([*result.edges_a, *result.edges_b]), top=top, id="transition-difference",
        title=words("titled", words("log_next"), minus(result.a, result.b, words)),
        subtitle=None if most is None else words(
            "log_differ_most", node_name(most.target, words), node_name(most.source, words),
            signed_points(most.share_out, locale),
        ),
        shading=Shading(
            words("change_difference"), low=-0.3, high=0.3, empty=words("log_never"),
            ends=(words("log_fewer"), words("log_more")),
        ),
        signed=True, notes=(), words=words, locale=locale,
    )  # fmt: skip


def _times(edges: Iterable[Transition]) -> dict[str, int]:
    times: dict[str, int] = defaultdict(int)
    for edge in edges:
        times[edge.target] += edge.count
    return times


def _matrix(
    nodes: Sequence[str],
    share: Callable[[str, str], float | None],
    times: dict[str, int],
    *,
    top: int,
    id: str,
    title: str,
    subtitle: str | None,
    shading: Shading,
    signed: bool,
    notes: tuple[str, ...],
    words: Labels,
    locale: str | None,
) -> Table:
    shown, unseen = kept(nodes, top)
    # Where paths end comes first: the table may be folded behind many columns.
    targets = [END, *(name for name in shown if name not in (START, END))]
    columns = [
        TableColumn(
            node_name(name, words), ValueKind.PERCENT, decimals=0, shaded=True, signed=signed,
            heading=words("log_next"),
        )
        for name in targets
    ]  # fmt: skip
    return Table(
        id,
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_event")),
            TableColumn(words("head_count"), ValueKind.NUMBER),
            *columns,
        ),
        rows=[
            (
                node_name(source, words), times.get(source),
                *(share(source, target) for target in targets),
            )
            for source in shown
            if source != END
        ],
        shading=shading,
        note=note_of(words("log_rows_left", unseen) if unseen else None, notes=notes),
        locale=locale,
    )  # fmt: skip


def transition_table(result: TransitionsGroup, *, locale: str | None = None) -> Table:
    """See every way with its figures.

    Args:
        result: what follows what.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    timed = any(edge.waits for edge in result.edges)
    waits = ("head_median", "head_most_within") if timed else ()
    return Table(
        "transition-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_from")),
            TableColumn(words("head_to")),
            TableColumn(words("head_count"), number),
            TableColumn(words(f"head_{result.count}"), number),
            TableColumn(words("log_share_next"), share, decimals=1),
            *(TableColumn(words(key)) for key in waits),
        ),
        rows=[
            (
                node_name(e.source, words), node_name(e.target, words), e.count, e.paths, e.share_out,
                *(_waited(e, locale) if timed else ()),
            )
            for e in result.edges
        ],
        note=note_of(notes=_notes(result)),
        locale=locale,
    )  # fmt: skip


def _waited(edge: Transition, locale: str | None) -> tuple[str | None, str | None]:
    if edge.waits is None:
        return None, None
    return format_duration(edge.waits.median_s, locale), format_duration(edge.waits.q90_s, locale)


_OF_ONE: Kinds = {
    "map": (Graph, transition_map),
    "matrix": (Table, transition_matrix),
    "table": (Table, transition_table),
}

VIEWS: Views = {
    TransitionsDifference: {"matrix": (Table, difference_matrix)},
    TransitionsGroup: _OF_ONE,
    TransitionsResult: _OF_ONE,
}
