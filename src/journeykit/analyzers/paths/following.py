"""Next steps: what customers did right after an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import Asked, as_anchor, as_asked, notes_on
from journeykit.analyzers.paths.wording import unit, wait
from journeykit.analyzers.result import Listing
from journeykit.analyzers.wording import aligned, percent
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.following import next_counts
from journeykit.events.paths.waits import Waits
from journeykit.events.patterns.pattern import Pattern
from journeykit.model.element import Value

__all__ = ["NextStep", "NextSteps", "next_steps"]


@frozen(kw_only=True)
class NextStep(Value):
    """What came next, and how often.

    Attributes:
        event: the event, or "path_end" where nothing came.
        count: how often.
        paths: on how many paths.
        share: count as a share of all occurrences that are looked at.
        waits: how long it took to get there; None at the end of a path.
    """

    event: str
    count: int
    paths: int
    share: float
    waits: Waits | None = None


@frozen(kw_only=True, repr=False)
class NextSteps(Listing[NextStep]):
    """What came right after an event.

    Attributes:
        items: what came next, most frequent first.
        after: the event.
        which: which occurrence of it on a path: "first", "last" or "each".
        count: whose paths: "customers" or "sessions".
        occurrences: how many occurrences are looked at.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[NextStep, ...]
    after: Condition | Pattern
    which: str
    count: str
    occurrences: int
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "event": str, "count": int, "paths": int, "share": float,
        "mean_s": float, "median_s": float, "q90_s": float,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each event that came next."""
        for s in self.items:
            w = s.waits
            times = (w.mean_s, w.median_s, w.q90_s) if w else (None,) * 3
            yield (s.event, s.count, s.paths, s.share, *times)

    def summary(self, n: int = 10) -> str:
        """What came next, most frequent first.

        Args:
            n: how many are listed.
        """
        each = f"{self.occurrences:,} occurrences"
        whose = each if self.which == "each" else unit(self.count, self.occurrences)
        lines = [
            f"Right after {'each' if self.which == 'each' else f'the {self.which}'} {self.after}: {whose}"
        ]
        table = [
            (
                s.event, f"{s.count:,}", percent(s.share),
                f"median {wait(s.waits.median_s)}" if s.waits else "",
            )
            for s in self.items[:n]
        ]  # fmt: skip
        lines += aligned(table, right=[1, 2]) if table else ["  nobody did it"]
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<NextSteps after {self.after}: {len(self.items)} events>"


def next_steps(
    log: EventLog,
    after: Asked,
    *,
    customers: Any = None,
    which: str = "last",
    count: str = "customers",
) -> NextSteps:
    """Find out what customers did right after an event, and how soon.

    Args:
        log: the events.
        after: the event, by name, names or condition, or a pattern of which matches
            end there.
        customers: only the paths of these: a list, or a frame with their column, such as
            those whom a funnel lost.
        which: which occurrence of the event on a path: "first", "last" or "each".
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).

    Raises:
        NotFoundError: if there is no such event, unit or occurrence.
        InvalidValueError: if `customers` is neither a list nor a frame with their column.

    Examples:
        >>> log = EventLog([("ann", "cart", 0), ("ann", "paid", 60),
        ...                 ("bob", "cart", 0), ("bob", "help", 30)])
        >>> [(step.event, step.share) for step in next_steps(log, "cart", customers=["bob"])]
        [('help', 1.0)]
    """
    need_log("next_steps", log)
    asked = as_asked(after)
    notes = notes_on(log, asked)
    anchor = as_anchor(asked, at="end")
    found = next_counts(log, after=anchor, which=which, count=count, customers=customers)
    total = sum(step.count for step in found)
    return NextSteps(
        items=tuple(
            NextStep(
                event=s.event, count=s.count, paths=s.paths, share=s.count / total, waits=s.waits
            )
            for s in found
        ),
        after=asked, which=which, count=count, occurrences=total, notes=notes,
    )  # fmt: skip
