"""Flows and path trees: which ways lead on from an event, or up to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import Asked, as_anchor, as_asked, notes_on
from journeykit.analyzers.paths.variants import at_least_one, shape_of
from journeykit.analyzers.paths.wording import arrow, wait
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, percent
from journeykit.errors import NotFoundError
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.around import flow_counts
from journeykit.events.paths.tree import TreeEdge, tree_edges
from journeykit.events.patterns.pattern import Pattern
from journeykit.model.element import Value

__all__ = ["EventFlow", "Flows", "PathTree", "flows", "path_tree"]


@frozen(kw_only=True)
class EventFlow(Value):
    """One way on from an anchor, or up to it.

    Attributes:
        events: in order, the anchor among them.
        count: how often.
        share: of all occurrences of the anchor that are looked at.
    """

    events: tuple[str, ...]
    count: int
    share: float


@frozen(kw_only=True, repr=False)
class Flows(Listing[EventFlow]):
    """All ways on from an anchor, or up to it.

    Attributes:
        items: the ways, most frequent first.
        anchor: the event.
        direction: "after" or "before".
        occurrences: how many occurrences of the anchor are looked at.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[EventFlow, ...]
    anchor: Condition | Pattern
    direction: str
    occurrences: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "path": str, "length": int, "count": int, "share": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a way; its events are joined by " > "."""
        for flow in self.items:
            yield (arrow(flow.events), len(flow.events), flow.count, flow.share)

    def summary(self, n: int = 10) -> str:
        """The most frequent ways.

        Args:
            n: how many are listed.
        """
        lines = [f"Ways {self.direction} {self.anchor}: {self.occurrences:,} occurrences"]
        table = [(f"{f.count:,}", percent(f.share), arrow(f.events)) for f in self.items[:n]]
        lines += aligned(table, right=[0, 1]) if table else []
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<Flows {self.direction} {self.anchor}: {len(self.items)} ways>"


def flows(
    log: EventLog,
    anchor: Asked,
    *,
    direction: str = "after",
    events: int = 5,
    which: str = "each",
    count: str = "customers",
    customers: Any = None,
) -> Flows:
    """Count the ways on from an event, or up to it, each as far as it goes.

    Args:
        log: the events.
        anchor: the event, by name, names or condition, or a pattern of which matches
            begin there.
        direction: "after" or "before" it.
        events: how many events besides the anchor are looked at.
        which: which occurrence of the anchor on a path: "first", "last" or "each".
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        NotFoundError: if there is no such event, direction, unit or occurrence.
        InvalidValueError: if `events` is not a whole number from 1 on.

    Examples:
        >>> log = EventLog([("ann", "cart", 0), ("ann", "paid", 60), ("bob", "cart", 0)])
        >>> [(flow.events, flow.count) for flow in flows(log, "cart")]
        [(('cart',), 1), (('cart', 'paid'), 1)]
    """
    need_log("flows", log)
    if direction not in ("after", "before"):
        raise NotFoundError("direction", direction, ("after", "before"))
    at_least_one("flows", events=events)
    asked = as_asked(anchor)
    notes = notes_on(log, asked)
    counts = flow_counts(
        log, anchor=as_anchor(asked), which=which, count=count, customers=customers,
        before=events if direction == "before" else 0,
        after=events if direction == "after" else 0,
    )  # fmt: skip
    total = sum(counts.values())
    items = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Flows(
        items=tuple(EventFlow(events=way, count=n, share=n / total) for way, n in items),
        anchor=asked, direction=direction, occurrences=total, notes=notes,
    )  # fmt: skip


@frozen(kw_only=True, repr=False)
class PathTree(Listing[TreeEdge]):
    """The first steps of paths, place by place.

    Attributes:
        items: the steps by place, the most frequent first.
        count: whose paths: "customers" or "sessions".
        length: how many events of each path are looked at.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[TreeEdge, ...]
    count: str
    length: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "step": int, "source": str, "target": str, "count": int, "mean_s": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a step."""
        for e in self.items:
            yield (e.step, e.source, e.target, e.count, e.mean_s)

    def summary(self, n: int = 5) -> str:
        """The most frequent steps of each place.

        Args:
            n: how many of each place are listed.
        """
        lines = [f"First {self.length} events of {self.count}"]
        table = []
        for step in range(1, self.length):
            here = [edge for edge in self.items if edge.step == step]
            table += [
                (f"{e.step}", e.source, ">", e.target, f"{e.count:,}", f"mean {wait(e.mean_s)}")
                for e in here[:n]
            ]
        lines += aligned(table, right=[0, 4]) if table else []
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<PathTree of {self.count}: {len(self.items)} steps>"


def path_tree(
    log: EventLog,
    *,
    length: int = 5,
    collapse_repeats: bool = True,
    start: str | Iterable[str] | Condition | None = None,
    end: str | Iterable[str] | Condition | None = None,
    count: str = "customers",
    customers: Any = None,
) -> PathTree:
    """Count the first steps of paths by place: at the second event, who came from where?

    Args:
        log: the events.
        length: how many events of each path are looked at.
        collapse_repeats: whether an event that is repeated at once counts as one.
        start: paths begin at the first such event; those without one are left out.
        end: paths end at the first such event from there; those without one are left out.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        InvalidValueError: if length is not a whole number from 1 on.
        NotFoundError: if there is no such event or unit.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("bob", "home", 0)])
        >>> [(edge.step, edge.source, edge.target, edge.count) for edge in path_tree(log)]
        [(1, 'home', 'cart', 1)]
    """
    need_log("path_tree", log)
    at_least_one("path_tree", length=length)
    shape = shape_of(count, start, end, collapse_repeats=collapse_repeats)
    notes = notes_on(log, shape.start, shape.end)
    edges = tree_edges(log, shape, length=length, customers=customers)
    return PathTree(items=edges, count=count, length=length, notes=notes)
