"""The step matrix: what customers do at each place before and after an anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import Asked, as_anchor, as_asked, notes_on
from journeykit.analyzers.paths.difference import REST, group_named
from journeykit.analyzers.paths.wording import group_name
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import aligned, listed, percent
from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.frames import frame
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.around import StepCount, step_counts
from journeykit.events.paths.walk import END, START
from journeykit.events.patterns.pattern import Pattern

__all__ = ["StepMatrix", "StepMatrixDifference", "StepMatrixGroup", "step_matrix"]

Shares = Mapping[tuple[str, int], float]


@frozen(kw_only=True, repr=False)
class StepMatrixGroup(Result):
    """At each place the share of paths, or occurrences of the anchor, with each event there.

    Attributes:
        value: what the paths of the group have in common; None for all paths, and
            for those without a value.
        views: how many paths, or occurrences of the anchor, are looked at.
        offsets: the places; 0 is the anchor, or the start of the path.
        counts: (event, offset, count), counts above 0 only.
    """

    value: Any = None
    views: int
    offsets: tuple[int, ...]
    counts: tuple[tuple[str, int, int], ...]

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "group": str, "offset": int, "event": str, "count": int, "share": float,
    }  # fmt: skip

    @cached_property
    def _by_cell(self) -> dict[tuple[str, int], int]:
        return {(event, offset): count for event, offset, count in self.counts}

    @property
    def nodes(self) -> tuple[str, ...]:
        """The events, most frequent first, between "path_start" and "path_end"."""
        return _nodes(self.counts)

    def count(self, event: str, offset: int) -> int:
        """How many views have the event at a place."""
        return self._by_cell.get((event, offset), 0)

    def share(self, event: str, offset: int) -> float:
        """Share of the views that have the event at a place; 0 where there are none."""
        return self.count(event, offset) / self.views if self.views else 0.0

    def matrix(self, backend: str | None = None) -> Any:
        """The shares as a table: a row for each event, a column for each place.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first that is installed.
        """
        return _table(self.nodes, self.offsets, self.share, backend)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event at a place, by place, most frequent first."""
        for event, offset, count in sorted(self.counts, key=lambda c: (c[1], -c[2], c[0])):
            yield (group_name(self.value), offset, event, count, self.share(event, offset))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self.nodes)} events, {len(self.offsets)} places>"


@frozen(kw_only=True, repr=False)
class StepMatrix(StepMatrixGroup):
    """The step matrix of all paths, and of each group.

    Attributes:
        unit: whose paths: "customers" or "sessions".
        anchor: the event at place 0; None is the start of the path.
        which: which occurrence of the anchor: "first", "last" or "each".
        by: column by which paths are grouped, or None.
        groups: the groups, most views first; none if paths are not grouped.
        notes: what a reader should know before trusting the figures.
    """

    unit: str
    anchor: Condition | Pattern | None
    which: str
    by: str | None = None
    groups: tuple[StepMatrixGroup, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event at a place, of each group if paths are grouped."""
        if self.by is None:
            yield from StepMatrixGroup.rows(self)
        for group in self.groups:
            yield from group.rows()

    def group(self, value: Any) -> StepMatrixGroup:
        """The group of a value; None is that of paths without one.

        Raises:
            NotFoundError: if there is no such group.
        """
        return group_named(self.groups, value)

    def difference(self, a: Any, b: Any = REST) -> StepMatrixDifference:
        """Two groups compared: the shares of one minus those of the other.

        Args:
            a: value of the one group.
            b: value of the other; "<REST>" takes all other groups together.

        Raises:
            NotFoundError: if there is no such group.
        """
        one = self.group(a)
        other = _rest(self, one) if b == REST else self.group(b)
        return StepMatrixDifference(
            a=group_name(a), b=group_name(b), nodes=self.nodes, offsets=self.offsets,
            group_a=one, group_b=other,
        )  # fmt: skip

    def summary(self, n: int = 3) -> str:
        """The most frequent events at each place.

        Args:
            n: how many events of each place are listed.
        """
        around = "the start of the path" if self.anchor is None else str(self.anchor)
        which = f"{self.which} " if self.anchor is not None else ""
        head = f"Steps around {which}{around}: {self.views:,} "
        lines = [head + ("occurrences" if self.which == "each" and self.anchor else self.unit)]
        table = []
        for offset in self.offsets:
            here = sorted(
                ((self.share(event, offset), event) for event in self.nodes),
                key=lambda pair: (-pair[0], pair[1]),
            )
            some = [f"{event} {percent(share)}" for share, event in here if share]
            table.append((f"{offset:+d}" if offset else "0", listed(some, n)))
        lines += aligned(table, right=[0]) if table else []
        if self.groups:
            sizes = listed(f"{group_name(g.value) or '(none)'} {g.views:,}" for g in self.groups)
            lines.append(f"By {self.by}: {sizes}.")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])


@frozen(kw_only=True, repr=False)
class StepMatrixDifference(Result):
    """The step matrix of one group minus that of another.

    Attributes:
        a: name of the one group.
        b: name of the other, which is taken away.
        nodes: events of both.
        offsets: the places.
        group_a: the one.
        group_b: the other.
    """

    a: str
    b: str
    nodes: tuple[str, ...]
    offsets: tuple[int, ...]
    group_a: StepMatrixGroup
    group_b: StepMatrixGroup

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "offset": int, "event": str, "share_a": float, "share_b": float, "share": float,
    }  # fmt: skip

    def share(self, event: str, offset: int) -> float:
        """Share of the one minus share of the other, -1 to 1."""
        return self.group_a.share(event, offset) - self.group_b.share(event, offset)

    def matrix(self, backend: str | None = None) -> Any:
        """The differences as a table: a row for each event, a column for each place.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first that is installed.
        """
        return _table(self.nodes, self.offsets, self.share, backend)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event at a place, those that differ most first."""
        cells = [(offset, event) for offset in self.offsets for event in self.nodes]
        for offset, event in sorted(cells, key=lambda c: (-abs(self.share(c[1], c[0])), c)):
            yield (
                offset, event, self.group_a.share(event, offset),
                self.group_b.share(event, offset), self.share(event, offset),
            )  # fmt: skip

    def summary(self, n: int = 10) -> str:
        """The places that differ most.

        Args:
            n: how many are listed.
        """
        head = f"Steps: {self.a or '(none)'} minus {self.b or '(none)'}, in points"
        table = [
            (f"{offset:+d}", event, f"{100 * share:+.1f}")
            for (offset, event, _, _, share), _ in zip(self.rows(), range(n), strict=False)
        ]
        return "\n".join([head, *aligned(table, right=[0, 2])]) if table else head

    def __repr__(self) -> str:
        return f"<StepMatrixDifference {self.a!r} minus {self.b!r}>"


def _nodes(counts: Iterable[tuple[str, int, int]]) -> tuple[str, ...]:
    times: dict[str, int] = defaultdict(int)
    for event, _, count in counts:
        times[event] += count
    events = sorted(times.keys() - {START, END}, key=lambda event: (-times[event], event))
    ends = [[end] if end in times else [] for end in (START, END)]
    return (*ends[0], *events, *ends[1])


def _table(nodes: Iterable[str], offsets: Iterable[int], share: Any, backend: str | None) -> Any:
    names = list(nodes)
    columns: dict[str, list[Any]] = {"event": names}
    types: dict[str, type] = {"event": str}
    for offset in offsets:
        columns[str(offset)] = [share(event, offset) for event in names]
        types[str(offset)] = float
    return frame(columns, backend, types=types)


def _rest(whole: StepMatrixGroup, group: StepMatrixGroup) -> StepMatrixGroup:
    return StepMatrixGroup(
        views=whole.views - group.views, offsets=whole.offsets,
        counts=tuple(
            (event, offset, rest)
            for event, offset, count in whole.counts
            if (rest := count - group.count(event, offset))
        ),
    )  # fmt: skip


def step_matrix(
    log: EventLog,
    anchor: Asked | None = None,
    *,
    before: int = 3,
    after: int = 5,
    which: str = "first",
    count: str = "customers",
    by: str | None = None,
    customers: Any = None,
) -> StepMatrix:
    """Find out what customers do at each place before and after an anchor.

    Paths that have ended stay in "path_end" at all later places, those that had not begun
    are in "path_start" at all earlier ones: the shares of each place add up to 1.

    Args:
        log: the events.
        anchor: the event at place 0, by name, names or condition, or a pattern of which
            matches begin there; paths without it are left out. None is the start of the path: its first event is at place 1.
        before: how many places before the anchor.
        after: how many places after it.
        which: which occurrence of the anchor on a path: "first", "last" or "each".
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        by: column by which paths are grouped; a path belongs to the first value that it holds.
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        InvalidValueError: if `before` or `after` is negative, or there is no place at all.
        NotFoundError: if there is no such event, column, unit or occurrence.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60), ("bob", "home", 0)])
        >>> matrix = step_matrix(log, after=2)
        >>> matrix.share("home", 1), matrix.share("cart", 2), matrix.share("path_end", 2)
        (1.0, 0.5, 0.5)
    """
    need_log("step_matrix", log)
    for name, number in (("before", before), ("after", after)):
        if not 0 <= number <= 100:
            raise InvalidValueError(
                "step_matrix", name, expected="a whole number from 0 to 100", got=number
            )
    if anchor is None and after == 0:
        raise InvalidValueError("step_matrix", "after", expected="at least 1 place", got=after)
    asked = None if anchor is None else as_asked(anchor)
    notes = notes_on(log, asked)
    counts = step_counts(
        log, anchor=None if asked is None else as_anchor(asked), which=which,
        before=0 if asked is None else before, after=after,
        count=count, by=by, customers=customers,
    )  # fmt: skip
    offsets = tuple(range(0 if asked is None else -before, after + 1))
    groups: dict[Any, list[StepCount]] = defaultdict(list)
    for cell in counts:
        groups[cell.group].append(cell)
    parts = [_group(value, cells, offsets) for value, cells in groups.items()] if by else []
    whole = _group(None, counts, offsets)
    return StepMatrix(
        views=whole.views, offsets=offsets, counts=whole.counts,
        unit=count, anchor=asked, which=which, by=by, notes=notes,
        groups=tuple(sorted(parts, key=lambda g: (-g.views, group_name(g.value)))),
    )  # fmt: skip


def _group(value: Any, cells: Iterable[StepCount], offsets: tuple[int, ...]) -> StepMatrixGroup:
    totals: dict[tuple[str, int], int] = defaultdict(int)
    for cell in cells:
        totals[cell.event, cell.offset] += cell.count
    return StepMatrixGroup(
        value=value, offsets=offsets,
        views=sum(number for (_, offset), number in totals.items() if offset == 0),
        counts=tuple(sorted((e, offset, number) for (e, offset), number in totals.items())),
    )  # fmt: skip
