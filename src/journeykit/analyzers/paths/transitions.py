"""What follows what: the steps between events that customers take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.difference import (
    REST,
    TransitionsDifference,
    edge_table,
    group_named,
)
from journeykit.analyzers.paths.edge import DeadEnd, Edge, edges_of
from journeykit.analyzers.paths.wording import group_name, left_out, unit, wait
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import aligned, listed, percent
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.edges import EdgeCount, edge_counts, edge_waits
from journeykit.events.paths.walk import END, START

__all__ = ["TransitionsGroup", "TransitionsResult", "transitions"]


@frozen(kw_only=True, repr=False)
class TransitionsGroup(Result):
    """What follows what on the paths of one group, or of all.

    Attributes:
        count: whose paths: "customers" or "sessions".
        value: what the paths of the group have in common; None for all paths, and
            for those without a value.
        paths: how many there are.
        edges: the steps between events, most frequent first; those from
            "path_start" and to "path_end" among them.
    """

    count: str
    value: Any = None
    paths: int
    edges: tuple[Edge, ...]

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "group": str, "source": str, "target": str, "count": int, "paths": int,
        "share": float, "share_out": float, "share_in": float,
        "mean_s": float, "median_s": float, "q90_s": float, "min_s": float, "max_s": float,
    }  # fmt: skip

    @cached_property
    def steps(self) -> tuple[Edge, ...]:
        """The edges between two events."""
        return tuple(e for e in self.edges if e.source != START and e.target != END)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The events, most frequent first, between "path_start" and "path_end"."""
        times: dict[str, int] = defaultdict(int)
        for edge in self.edges:
            if edge.target != END:
                times[edge.target] += edge.count
        return (START, *sorted(times, key=lambda event: (-times[event], event)), END)

    @property
    def starts(self) -> tuple[Edge, ...]:
        """The edges from "path_start": with what paths begin."""
        return tuple(edge for edge in self.edges if edge.source == START)

    @property
    def self_loops(self) -> tuple[Edge, ...]:
        """The edges from an event to itself."""
        return tuple(edge for edge in self.edges if edge.source == edge.target)

    @property
    def dead_ends(self) -> tuple[DeadEnd, ...]:
        """The events after which paths end, that of most paths first."""
        return tuple(
            DeadEnd(event=e.source, count=e.count, share=e.share, of_event=e.share_out)
            for e in self.edges
            if e.target == END
        )

    def top(self, n: int = 10) -> tuple[Edge, ...]:
        """The most frequent steps between two events."""
        return self.steps[:n]

    def edge(self, source: str, target: str) -> Edge | None:
        """The edge between two nodes, or None where nobody takes it."""
        return self._by_ends.get((source, target))

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], Edge]:
        return {(edge.source, edge.target): edge for edge in self.edges}

    def matrix(self, figure: str = "count", backend: str | None = None) -> Any:
        """A figure of all edges as a table: a row for each source, a column for each target.

        Args:
            figure: "count", "paths", "share", "share_out" or "share_in".
            backend: "polars", "pandas" or "pyarrow"; None takes the first that is installed.

        Raises:
            NotFoundError: if there is no such figure or backend.
        """
        return edge_table(self.nodes, self._by_ends, figure, backend)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row an edge."""
        for e in self.edges:
            w = e.waits
            times = (w.mean_s, w.median_s, w.q90_s, w.min_s, w.max_s) if w else (None,) * 5
            yield (
                group_name(self.value), e.source, e.target, e.count, e.paths,
                e.share, e.share_out, e.share_in, *times,
            )  # fmt: skip

    def summary(self, n: int = 10) -> str:
        """The most frequent steps, and where paths begin and end.

        Args:
            n: how many steps are listed.
        """
        events = sum(edge.count for edge in self.edges if edge.target != END)
        lines = [f"What follows what: {events:,} events of {unit(self.count, self.paths)}"]
        if self.value is not None:
            lines[0] += f" ({group_name(self.value)})"
        lines += aligned([_in_words(edge, self.count) for edge in self.top(n)], right=[3])
        if len(self.steps) > n:
            lines.append(f"  and {len(self.steps) - n:,} more")
        starts = listed(f"{e.target} {percent(e.share)}" for e in self.starts)
        ends = listed(f"{d.event} {percent(d.share)}" for d in self.dead_ends)
        if self.paths:
            lines += [f"Paths begin with: {starts}.", f"Paths end after: {ends}."]
        loops = listed(f"{e.source} {e.count:,}" for e in self.self_loops)
        if loops:
            lines.append(f"Right after itself: {loops}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self.edges)} edges, {unit(self.count, self.paths)}>"


@frozen(kw_only=True, repr=False)
class TransitionsResult(TransitionsGroup):
    """What follows what, on all paths and in each group.

    Attributes:
        by: column by which paths are grouped, or None.
        groups: the groups, most paths first; none if paths are not grouped.
        notes: what a reader should know before trusting the figures.
    """

    by: str | None = None
    groups: tuple[TransitionsGroup, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row an edge, of each group if paths are grouped."""
        if self.by is None:
            yield from TransitionsGroup.rows(self)
        for group in self.groups:
            yield from group.rows()

    def group(self, value: Any) -> TransitionsGroup:
        """The group of a value; None is that of paths without one.

        Raises:
            NotFoundError: if there is no such group.
        """
        return group_named(self.groups, value)

    def difference(self, a: Any, b: Any = REST) -> TransitionsDifference:
        """Two groups compared: the figures of one minus those of the other.

        Args:
            a: value of the one group.
            b: value of the other; "<REST>" takes all other groups together.

        Raises:
            NotFoundError: if there is no such group.
        """
        one = self.group(a)
        if b == REST:
            _, edges = edges_of(
                EdgeCount(group=None, source=e.source, target=e.target, count=n, paths=paths)
                for e in self.edges
                for n, paths in [_without(e, one)]
                if n
            )
        else:
            edges = self.group(b).edges
        return TransitionsDifference(
            count=self.count, a=group_name(a), b=group_name(b), nodes=self.nodes,
            edges_a=one.edges, edges_b=edges,
        )  # fmt: skip

    def summary(self, n: int = 10) -> str:
        """The most frequent steps, where paths begin and end, and the groups.

        Args:
            n: how many steps are listed.
        """
        lines = [TransitionsGroup.summary(self, n)]
        if self.groups:
            sizes = listed(f"{group_name(g.value) or '(none)'} {g.paths:,}" for g in self.groups)
            lines.append(f"Paths by {self.by}: {sizes}.")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])


def _without(edge: Edge, group: TransitionsGroup) -> tuple[int, int]:
    """Count and paths of an edge outside a group: paths of groups add up."""
    mine = group.edge(edge.source, edge.target)
    return (edge.count - mine.count, edge.paths - mine.paths) if mine else (edge.count, edge.paths)


def _in_words(edge: Edge, count: str) -> tuple[str, ...]:
    times = f"median {wait(edge.waits.median_s)}" if edge.waits else ""
    return (
        edge.source, ">", edge.target, f"{edge.count:,}",
        f"{percent(edge.share_out)} of what follows {edge.source}", unit(count, edge.paths), times,
    )  # fmt: skip


def transitions(
    log: EventLog,
    *,
    count: str = "customers",
    by: str | None = None,
    times: bool = False,
    customers: Any = None,
) -> TransitionsResult:
    """Count which event comes right after which.

    Each pair of neighbours on a path counts, repeats included; before the first
    event stands "path_start", after the last "path_end". Events of one time are
    taken in order of the log, see `EventLog`.

    Args:
        log: the events.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        by: column by which paths are grouped. A path belongs to the first value that
            it holds, so that groups add up to the whole.
        times: whether to time the steps as well. Means and quantiles are exact, so that
            in memory they take about 20 bytes for each event, of a log in files, too.
        customers: only the paths of these: a list, or a frame with their column.

    Returns:
        All steps with counts, unique customers or sessions, and shares.

    Raises:
        NotFoundError: if there is no such column or unit.
        InvalidValueError: if the log has no sessions to count, or an event is named
            "path_start" or "path_end".

    Source:
        Directly-follows graph: van der Aalst 2016, Process Mining, chapter 5.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("ann", "home", 90),
        ...                 ("bob", "home", 0), ("bob", "cart", 20)])
        >>> result = transitions(log, times=True)
        >>> edge = result.edge("home", "cart")
        >>> edge.count, edge.paths, round(edge.share_out, 3), edge.waits.median_s
        (2, 2, 0.667, 40.0)
        >>> [(end.event, end.count) for end in result.dead_ends]
        [('cart', 1), ('home', 1)]
    """
    need_log("transitions", log)
    counts = edge_counts(log, count=count, by=by, customers=customers)
    waits = edge_waits(log, count=count, customers=customers) if times else {}
    grouped = edge_waits(log, count=count, by=by, customers=customers) if times and by else {}
    whole: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    groups: dict[Any, list[EdgeCount]] = defaultdict(list)
    for edge in counts:
        whole[edge.source, edge.target][0] += edge.count
        whole[edge.source, edge.target][1] += edge.paths
        groups[edge.group].append(edge)
    paths, edges = edges_of(
        (
            EdgeCount(group=None, source=source, target=target, count=number, paths=some)
            for (source, target), (number, some) in whole.items()
        ),
        waits,
    )
    parts = []
    for value, edges_here in groups.items() if by else ():
        mine = {key[1:]: times_ for key, times_ in grouped.items() if key[0] == value}
        size, some_edges = edges_of(edges_here, mine)
        parts.append(TransitionsGroup(count=count, value=value, paths=size, edges=some_edges))
    return TransitionsResult(
        count=count, paths=paths, edges=edges, by=by, notes=left_out(log),
        groups=tuple(sorted(parts, key=lambda g: (-g.paths, group_name(g.value)))),
    )  # fmt: skip
