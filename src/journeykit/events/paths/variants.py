"""Whole paths: which are taken how often, and how long they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import EVENT, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.shapes import PLACE, Shape, shaped
from journeykit.events.paths.waits import Waits, wait_times
from journeykit.events.paths.walk import collected
from journeykit.events.paths.words import Spelling
from journeykit.model.element import Value

__all__ = ["VariantCount", "Variants", "variant_counts"]

_N = "_n"


@frozen(kw_only=True)
class VariantCount(Value):
    """One way through, and how many take it.

    Attributes:
        events: in order.
        count: how many paths.
        waits: from the first of the events to the last.
    """

    events: tuple[str, ...]
    count: int
    waits: Waits


@frozen(kw_only=True)
class Variants(Value):
    """All ways through, the most frequent by name.

    Attributes:
        paths: how many paths there are.
        number: how many different ones.
        top: the most frequent.
        cut: how many paths are longer than what was compared of them.
        compared: how many events were compared at most, or None for all.
    """

    paths: int
    number: int
    top: tuple[VariantCount, ...]
    cut: int
    compared: int | None


def variant_counts(
    log: EventLog,
    shape: Shape,
    *,
    n: int,
    length: int | None = None,
    customers: Any = None,
) -> Variants:
    """Count the ways that paths take.

    Args:
        log: the events.
        shape: which part of each path.
        n: how many of the most frequent are wanted.
        length: how many events of each path are compared; None for all.
        customers: only the paths of these.
    """
    # A long log is gone through twice rather than held in memory.
    names, longest = _facts(shaped(log, shape, customers=customers))
    if not names:
        return Variants(paths=0, number=0, top=(), cut=0, compared=None)
    spelling = Spelling(names=names, wanted=min(length or longest, longest))
    words, most = spelling.columns, spelling.most
    counted, lengths = [], []
    for rows in shaped(log, shape, customers=customers):
        units = _written(rows, spelling)
        counted.append((rows.tick_us, units))
        lengths.append(collected(units.select((nw.col(PLACE) > most).cast(nw.Int64()).sum())))
    ways = nw.concat(
        [units.group_by(*words).agg(nw.len().alias(_N)) for _, units in counted]
    ).group_by(*words).agg(nw.col(_N).sum().cast(nw.Int64()))  # fmt: skip
    (whole,) = collected(ways.select(nw.len().alias("number"), nw.col(_N).sum().alias("paths")))
    best = collected(ways.sort(_N, *words, descending=[True] + [False] * len(words)).head(n))
    times = _times(counted, words, best)
    return Variants(
        paths=int(whole["paths"] or 0),
        number=int(whole["number"]),
        top=tuple(
            VariantCount(
                events=spelling.read(row),
                count=int(row[_N]),
                waits=times[tuple(int(row[word]) for word in words)],
            )
            for row in best
        ),
        cut=sum(int(row[PLACE] or 0) for part in lengths for row in part),
        compared=most if most < longest else None,
    )


def _facts(parts: Iterable[Rows]) -> tuple[list[str], int]:
    """The names of all events in order, and the length of the longest path."""
    longest: dict[str, int] = {}
    for rows in parts:
        for row in collected(rows.frame.group_by(EVENT).agg(nw.col(PLACE).max())):
            longest[row[EVENT]] = max(longest.get(row[EVENT], 0), int(row[PLACE]))
    return sorted(longest), max(longest.values(), default=1)


def _written(rows: Rows, spelling: Spelling) -> Any:
    """One row a path: its events as numbers, its length, and how long it took."""
    place, most = nw.col(PLACE), spelling.most
    rows = spelling.spelt(rows.with_columns(_next=rows.following(rows.clock)), EVENT)
    rows = rows.with_columns(
        _first=nw.when(place == 1).then(rows.clock).otherwise(0),
        _last=nw.when(
            (place == most) | ((place < most) & nw.col("_next").is_null())
        ).then(rows.clock).otherwise(0),
    )  # fmt: skip
    written = rows.frame.group_by(*rows.ids).agg(
        nw.col(PLACE).max().cast(nw.Int64()),
        nw.col("_first").sum().cast(nw.Int64()),
        nw.col("_last").sum().cast(nw.Int64()),
        *spelling.sums(),
    )
    return written.with_columns(_wait=nw.col("_last") - nw.col("_first"))


def _times(
    counted: Sequence[tuple[int, Any]], words: Sequence[str], best: Sequence[dict[str, Any]]
) -> dict[tuple[Any, ...], Waits]:
    """How long the best ways took, from their first event to their last."""
    if not best:
        return {}
    meant = nw.any_horizontal(
        *(
            nw.all_horizontal(*(nw.col(word) == int(row[word]) for word in words), ignore_nulls=False)
            for row in best
        ),
        ignore_nulls=False,
    )  # fmt: skip
    return wait_times([(tick_us, units.filter(meant)) for tick_us, units in counted], words)
