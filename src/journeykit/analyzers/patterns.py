"""Who takes a certain way: path patterns, found in a log of events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.paths.wording import left_out, unit, wait
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import quantile, wilson_interval
from journeykit.analyzers.wording import aligned, percent, percents
from journeykit.events.durations import Duration, as_microseconds, in_words
from journeykit.events.log import EventLog, need_log
from journeykit.events.names import unknown_names
from journeykit.events.paths.waits import Waits
from journeykit.events.patterns.find import count_pattern, customers_of
from journeykit.events.patterns.language import parse_pattern
from journeykit.events.patterns.pattern import Pattern

__all__ = ["PatternResult", "find_pattern"]


@frozen(kw_only=True, repr=False)
class PatternResult(Result):
    """Who takes a certain way, how often, and how long it takes them.

    Attributes:
        pattern: the way.
        count: whose paths were searched: "customers" or "sessions".
        within_us: longest time from first to last event of a match, in microseconds, or None.
        confidence: confidence of the interval, between 0 and 1.
        paths: how many were searched.
        matching: how many hold the pattern at least once.
        share: matching / paths; None without paths.
        share_interval: its Wilson interval, or None.
        matching_customers: customers with such a path.
        matches: how often the pattern is met on all paths: tightest matches,
            those with no other match within them.
        waits: times from first to last event of a match; None without matches.
        notes: what a reader should know before trusting the figures.
        log: the events that were searched.
    """

    pattern: Pattern
    count: str
    within_us: int | None
    confidence: float
    paths: int
    matching: int
    share: float | None
    share_interval: tuple[float, float] | None
    matching_customers: int
    matches: int
    waits: Waits | None
    notes: tuple[str, ...] = ()
    log: EventLog = field(eq=False)

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "pattern": str, "count": str, "paths": int, "matching": int,
        "share": float, "share_low": float, "share_high": float,
        "matching_customers": int, "matches": int,
        "mean_s": float, "median_s": float, "q90_s": float, "min_s": float, "max_s": float,
    }  # fmt: skip

    @property
    def median_s(self) -> float | None:
        """Median time from first to last event of a match, in seconds, or None."""
        return self.waits.median_s if self.waits else None

    def customers(self) -> Any:
        """The customers with a path that holds the pattern.

        Returns:
            A frame of the user's library, with the column of the customer.
        """
        return customers_of(self.log, self.pattern, count=self.count, within_us=self.within_us)

    def only(self) -> EventLog:
        """The log of these customers alone, with all that they did."""
        return self.log.only(self.customers())

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row."""
        w = self.waits
        times = (w.mean_s, w.median_s, w.q90_s, w.min_s, w.max_s) if w else (None,) * 5
        yield (
            str(self.pattern), self.count, self.paths, self.matching,
            self.share, *(self.share_interval or (None, None)),
            self.matching_customers, self.matches, *times,
        )  # fmt: skip

    def summary(self) -> str:
        """How many hold the pattern, how often, and how long it takes."""
        head = f"Pattern {self.pattern}"
        if self.within_us is not None:
            head += f" within {in_words(self.within_us)}"
        table = [(self.count, f"{self.matching:,} of {self.paths:,}")]
        if self.share is not None and self.share_interval is not None:
            sure = f"{percent(self.share)} ({percents(self.share_interval)})"
            table[0] = (self.count, f"{table[0][1]}, {sure}")
        if self.count != "customers":
            table.append(("customers", f"{self.matching_customers:,}"))
        table.append(("matches", f"{self.matches:,}"))
        if self.waits is not None and self.waits.max_s:
            middle = f"median {wait(self.waits.median_s)}, mean {wait(self.waits.mean_s)}"
            table.append(("first to last event", middle))
        return "\n".join([head, *aligned(table), *(f"Note: {note}." for note in self.notes)])

    def __repr__(self) -> str:
        found = f"{self.matching:,} of {unit(self.count, self.paths)}"
        return f"<PatternResult {str(self.pattern)!r}: {found}>"


def find_pattern(
    log: EventLog,
    pattern: str | Pattern,
    *,
    count: str = "customers",
    within: Duration | None = None,
    confidence: float = 0.95,
) -> PatternResult:
    r"""Find out who takes a certain way, such as `cart -> [^support]* -> paid`.

    | written | meant |
    |---|---|
    | `cart` | this event; `'add to cart?'` in quotes where a name has signs of the language |
    | `(cart\|wishlist)` | one event, any of these |
    | `[^support, chat]` | one event, any but these |
    | `.` | one event, any |
    | `*` `+` `?` `{2}` `{2,}` `{,3}` `{2,3}` | so many of these: any number, one or more, ... |
    | `a -> b` | b comes directly after a |
    | `a -> .* -> b` | b comes after a, with anything between; `*` alone is the same |
    | `a -> [^x]* -> b` | b comes after a, with no x between |
    | `^ -> a`, `a -> $` | a is the first, the last event of the path |

    A path holds the pattern if some stretch of it meets it. What is counted as
    `matches`, and timed, are the tightest ones: stretches with no other match
    within them. From many carts before a payment, it is the last that counts. Two
    may share an event, so that the matches of `a -> b` are the transitions from
    a to b. Events of one time are taken in order of the log, see `EventLog`.

    Args:
        log: the events.
        pattern: the way.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        within: longest time from the first event of a match to the last, such as "1h".
        confidence: confidence of the interval, between 0 and 1.

    Returns:
        Paths and customers that hold the pattern, their share, matches and times.

    Raises:
        FormatError: if the pattern cannot be read, with the place and what to write instead.
        NotFoundError: if there is no such unit, or the log has no event of a name.
        InvalidValueError: if the log has no sessions to count, or an option is out of range.

    Examples:
        >>> log = EventLog([("ann", "cart", 0), ("ann", "help", 60), ("ann", "paid", 90),
        ...                 ("bob", "cart", 0), ("bob", "home", 20), ("bob", "paid", 50)])
        >>> result = find_pattern(log, "cart -> [^help]* -> paid")
        >>> result
        <PatternResult 'cart -> [^help]* -> paid': 1 of 2 customers>
        >>> result.matches, result.median_s
        (1, 50.0)
    """
    need_log("find_pattern", log)
    quantile(confidence)
    wanted = pattern if isinstance(pattern, Pattern) else parse_pattern(pattern)
    owner = "find_pattern"
    within_us = None if within is None else as_microseconds(within, owner=owner, field="within")
    notes = (*left_out(log), *unknown_names(log, wanted.events))
    found = count_pattern(log, wanted, count=count, within_us=within_us)
    sure = wilson_interval(found.matching, found.units, confidence=confidence)
    return PatternResult(
        pattern=wanted, count=count, within_us=within_us, confidence=confidence,
        paths=found.units, matching=found.matching,
        share=found.matching / found.units if found.units else None,
        share_interval=sure if found.units else None,
        matching_customers=found.customers, matches=found.matches, waits=found.waits,
        notes=notes, log=log,
    )  # fmt: skip
