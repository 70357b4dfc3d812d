"""Loops and rework: what customers do more than once, and where they go round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.graph import rings
from journeykit.analyzers.paths.wording import left_out, unit
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, listed, percent, plural
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.edges import edge_counts
from journeykit.events.paths.loops import return_counts
from journeykit.events.paths.walk import END, START
from journeykit.model.element import Value

__all__ = ["Rework", "ReworkResult", "Ring", "rework"]


@frozen(kw_only=True)
class Rework(Value):
    """An event that is done more than once.

    Attributes:
        event: the event.
        paths: how many customers or sessions repeat it.
        share: paths as a share of all.
        repeats: how often it is done again.
        distance: the least number of other events between two of it on one path.
    """

    event: str
    paths: int
    share: float
    repeats: int
    distance: int


@frozen(kw_only=True)
class Ring(Value):
    """Events of which each leads to every other, right away or by others of them.

    Attributes:
        events: by name.
        paths: how many customers or sessions go round: come back to one of the
            events after another.
        share: paths as a share of all.
    """

    events: tuple[str, ...]
    paths: int
    share: float


@frozen(kw_only=True, repr=False)
class ReworkResult(Listing[Rework]):
    """What is done more than once, and where customers go round.

    Attributes:
        items: the repeated events, those of most customers or sessions first.
        rings: groups of events that lead to each other, that of most paths first.
        count: whose paths: "customers" or "sessions".
        paths: how many there are.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[Rework, ...]
    rings: tuple[Ring, ...]
    count: str
    paths: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "event": str, "paths": int, "share": float, "repeats": int, "distance": int,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event that is repeated."""
        for r in self.items:
            yield (r.event, r.paths, r.share, r.repeats, r.distance)

    def summary(self, n: int = 10) -> str:
        """The events that are repeated by most, and the rings.

        Args:
            n: how many events are listed.
        """
        lines = [f"Done more than once, by {unit(self.count, self.paths)}"]
        table = [
            (
                r.event, f"{r.paths:,}", percent(r.share), f"{r.repeats:,} more times",
                "at once" if not r.distance else f"after {plural(r.distance, 'other event')} or more",
            )
            for r in self.items[:n]
        ]  # fmt: skip
        lines += aligned(table, right=[1, 2]) if table else ["  nothing"]
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        for ring in self.rings:
            around = f"{unit(self.count, ring.paths)} ({percent(ring.share)})"
            lines.append(f"Round {listed(ring.events)}: {around}.")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        repeated = plural(len(self.items), "repeated event")
        return f"<ReworkResult {repeated}, {plural(len(self.rings), 'ring')}>"


def rework(log: EventLog, *, count: str = "customers", customers: Any = None) -> ReworkResult:
    """Find what customers do more than once, and where they go round.

    Args:
        log: the events.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        NotFoundError: if there is no such unit.

    Source:
        Rework and minimum self-distance as in pm4py: cases in which an activity
        occurs more than once, and the least number of events between two occurrences.
        Rings are strongly connected components (Tarjan 1972).

    Examples:
        >>> log = EventLog([("ann", "cart", 0), ("ann", "help", 5), ("ann", "cart", 9),
        ...                 ("bob", "cart", 0)])
        >>> result = rework(log)
        >>> [(item.event, item.paths, item.distance) for item in result]
        [('cart', 1, 1)]
        >>> [(ring.events, ring.paths) for ring in result.rings]
        [(('cart', 'help'), 1)]
    """
    need_log("rework", log)
    edges = edge_counts(log, count=count, customers=customers)
    paths = sum(edge.count for edge in edges if edge.target == END)
    steps = [(e.source, e.target) for e in edges if e.source != START and e.target != END]
    groups = sorted(tuple(sorted(ring)) for ring in rings(steps) if len(ring) > 1)
    numbers = {event: number for number, ring in enumerate(groups) for event in ring}
    counts, around = return_counts(log, rings=numbers, count=count, customers=customers)
    found = [
        Ring(events=events, paths=around.get(number, 0), share=around.get(number, 0) / paths)
        for number, events in enumerate(groups)
    ]
    return ReworkResult(
        items=tuple(
            Rework(
                event=c.event, paths=c.paths, share=c.paths / paths,
                repeats=c.count, distance=c.distance,
            )
            for c in counts
        ),
        rings=tuple(sorted(found, key=lambda ring: (-ring.paths, ring.events))),
        count=count, paths=paths, notes=left_out(log),
    )  # fmt: skip
