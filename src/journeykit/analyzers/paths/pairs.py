"""What follows sooner or later: pairs of events in order, whatever lies between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.wording import left_out, unit
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, percent
from journeykit.events.conditions import as_names
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.pairs import pair_counts
from journeykit.model.element import Value

__all__ = ["EventPair", "EventPairs", "eventually_follows"]


@frozen(kw_only=True)
class EventPair(Value):
    """How often one event comes after another, whatever lies between.

    Attributes:
        source: the earlier event.
        target: the later one.
        count: how many pairs: each occurrence of the one with each later one of the other.
        paths: on how many paths.
        share: paths as a share of those with the earlier event.
    """

    source: str
    target: str
    count: int
    paths: int
    share: float


@frozen(kw_only=True, repr=False)
class EventPairs(Listing[EventPair]):
    """Which events follow others sooner or later.

    Attributes:
        items: the pairs, those on most paths first.
        count: whose paths: "customers" or "sessions".
        paths: how many there are.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[EventPair, ...]
    count: str
    paths: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "source": str, "target": str, "count": int, "paths": int, "share": float,
    }  # fmt: skip

    @cached_property
    def _by_ends(self) -> dict[tuple[str, str], EventPair]:
        return {(pair.source, pair.target): pair for pair in self.items}

    def pair(self, source: str, target: str) -> EventPair | None:
        """The pair of two events, or None where the one never follows the other."""
        return self._by_ends.get((source, target))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a pair."""
        for p in self.items:
            yield (p.source, p.target, p.count, p.paths, p.share)

    def summary(self, n: int = 10) -> str:
        """The pairs on most paths.

        Args:
            n: how many are listed.
        """
        lines = [f"What follows sooner or later: {unit(self.count, self.paths)}"]
        table = [
            (p.source, "...", p.target, f"{p.paths:,}", f"{percent(p.share)} of those with {p.source}")
            for p in self.items[:n]
        ]  # fmt: skip
        lines += aligned(table, right=[3]) if table else []
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<EventPairs {len(self.items)} pairs, {unit(self.count, self.paths)}>"


def eventually_follows(
    log: EventLog,
    events: str | Iterable[str] | None = None,
    *,
    count: str = "customers",
    customers: Any = None,
) -> EventPairs:
    """Find which events follow others, right after them or later.

    Args:
        log: the events.
        events: the earlier events that are looked at; None for all. The log is gone
            through once for each.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        NotFoundError: if there is no such event or unit.

    Source:
        Eventually-follows graph as in pm4py.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("ann", "paid", 90),
        ...                 ("bob", "home", 0)])
        >>> pair = eventually_follows(log).pair("home", "paid")
        >>> pair.paths, pair.share
        (1, 0.5)
    """
    need_log("eventually_follows", log)
    names = None if events is None else as_names(events)
    found = pair_counts(log, events=names, count=count, customers=customers)
    return EventPairs(
        items=tuple(
            EventPair(
                source=p.source, target=p.target, count=p.count, paths=p.paths,
                share=p.paths / found.with_event[p.source],
            )
            for p in found.pairs
        ),
        count=count, paths=found.paths, notes=left_out(log),
    )  # fmt: skip
