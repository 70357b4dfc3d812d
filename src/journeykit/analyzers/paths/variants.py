"""Top paths: the ways that most customers take, from end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import notes_on
from journeykit.analyzers.paths.wording import arrow, unit, wait
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, percent
from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.shapes import Shape
from journeykit.events.paths.variants import variant_counts
from journeykit.events.paths.waits import Waits
from journeykit.events.paths.walk import as_condition
from journeykit.model.element import Value

__all__ = ["PathVariant", "TopPaths", "at_least_one", "shape_of", "top_paths"]


@frozen(kw_only=True)
class PathVariant(Value):
    """One way through, and who takes it.

    Attributes:
        events: in order.
        count: how many customers or sessions.
        share: of all.
        cumulated: share of this and all more frequent ways.
        waits: how long it takes from its first event to its last.
    """

    events: tuple[str, ...]
    count: int
    share: float
    cumulated: float
    waits: Waits


@frozen(kw_only=True, repr=False)
class TopPaths(Listing[PathVariant]):
    """The most frequent ways through.

    Attributes:
        items: the ways, most frequent first.
        count: whose paths: "customers" or "sessions".
        paths: how many there are.
        variants: how many different ways they take.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[PathVariant, ...]
    count: str
    paths: int
    variants: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "path": str, "length": int, "count": int, "share": float, "cumulated": float,
        "mean_s": float, "median_s": float, "q90_s": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a way; its events are joined by " > "."""
        for v in self.items:
            yield (
                arrow(v.events), len(v.events), v.count, v.share, v.cumulated,
                v.waits.mean_s, v.waits.median_s, v.waits.q90_s,
            )  # fmt: skip

    def summary(self) -> str:
        """The ways with counts, shares and durations."""
        ways = f"{self.variants:,} {'way' if self.variants == 1 else 'ways'}"
        lines = [f"Top paths: {ways} of {unit(self.count, self.paths)}"]
        table = [
            (
                f"{v.count:,}", percent(v.share), f"median {wait(v.waits.median_s)}", arrow(v.events)
            )
            for v in self.items
        ]  # fmt: skip
        lines += aligned(table, right=[0, 1]) if table else []
        if self.items and len(self.items) < self.variants:
            rest = percent(1 - self.items[-1].cumulated)
            lines.append(f"  {self.variants - len(self.items):,} other ways: {rest}")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<TopPaths {len(self.items)} of {self.variants:,} ways>"


def at_least_one(owner: str, **numbers: Any) -> None:
    """Refuse what is no whole number above 0; None passes.

    Raises:
        InvalidValueError: if one is not.
    """
    for name, number in numbers.items():
        whole = isinstance(number, int) and not isinstance(number, bool)
        if number is not None and not (whole and number >= 1):
            raise InvalidValueError(owner, name, expected="a whole number from 1 on", got=number)


def shape_of(
    count: str,
    start: str | Iterable[str] | Condition | None,
    end: str | Iterable[str] | Condition | None,
    *,
    collapse_repeats: bool,
) -> Shape:
    """Which part of each path is looked at."""
    return Shape(
        count=count, collapse_repeats=collapse_repeats,
        start=None if start is None else as_condition(start),
        end=None if end is None else as_condition(end),
    )  # fmt: skip


def top_paths(
    log: EventLog,
    n: int = 10,
    *,
    length: int | None = None,
    collapse_repeats: bool = False,
    start: str | Iterable[str] | Condition | None = None,
    end: str | Iterable[str] | Condition | None = None,
    count: str = "customers",
    customers: Any = None,
) -> TopPaths:
    """Find the ways that most customers take; paths with the same events in order are one way.

    Paths are compared exactly, up to some hundred events (a note says how many, and
    how many paths are longer).

    Args:
        log: the events.
        n: how many ways are wanted.
        length: how many events of each path are compared; None for all.
        collapse_repeats: whether an event that is repeated at once counts as one.
        start: paths begin at the first such event; those without one are left out.
        end: paths end at the first such event from there; those without one are left out.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        InvalidValueError: if n or length is not a whole number from 1 on.
        NotFoundError: if there is no such event or unit.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("bob", "home", 0),
        ...                 ("bob", "cart", 20), ("cyd", "home", 0)])
        >>> [(way.events, way.count) for way in top_paths(log)]
        [(('home', 'cart'), 2), (('home',), 1)]
    """
    need_log("top_paths", log)
    at_least_one("top_paths", n=n, length=length)
    shape = shape_of(count, start, end, collapse_repeats=collapse_repeats)
    notes = notes_on(log, shape.start, shape.end)
    found = variant_counts(log, shape, n=n, length=length, customers=customers)
    sums = accumulate(way.count for way in found.top)
    items = tuple(
        PathVariant(
            events=way.events, count=way.count, waits=way.waits,
            share=way.count / found.paths, cumulated=total / found.paths,
        )
        for way, total in zip(found.top, sums, strict=True)
    )  # fmt: skip
    if found.cut and found.compared is not None:
        notes = (*notes, f"{found.cut:,} longer paths are told apart by {found.compared:,} events")
    return TopPaths(items=items, count=count, paths=found.paths, variants=found.number, notes=notes)
