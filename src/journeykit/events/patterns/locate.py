"""Where a path pattern is met: running values over the rows of each path.

A pattern is a chain of items, each a run of rows of one kind with a length
within bounds. For each row, let `start` be the latest place from which the items
so far can be laid out to end exactly there. One item more ends at a row if the items
before it end at a place `u` that lies within its bounds before the row, with
nothing forbidden since. Of two layouts of which one lies within the other,
the ends can be exchanged item by item: so `start` never falls from one end to
a later one, the latest `u` is always the best, and each item is a few running
maxima. No automaton has to be run row by row, and any engine can do it.
"""

from __future__ import annotations

import narwhals as nw

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import CLOCK, NEVER, TIME, Rows
from journeykit.events.patterns.pattern import Pattern, PatternItem

__all__ = ["FOUND", "SINCE", "START", "locate", "marks_of"]

START = "_start"
"""Name of the column with the number of the row before the latest match that ends here."""

SINCE = "_since"
"""Name of the column with the time of that match's first event."""

FOUND = "_found"
"""Name of the column that tells where a tightest match ends: one with no other within it."""

_HERE = "_here"
_END = "_end"
_BARRED = "_barred"
_REACHED = "_reached"


def marks_of(pattern: Pattern) -> dict[str, Condition]:
    """The marks that the rows have to carry, by name."""
    return {
        f"{_HERE}{index}": Condition(item.events)
        for index, item in enumerate(pattern.items)
        if item.events
    }


def locate(rows: Rows, pattern: Pattern, *, within_us: int | None = None) -> Rows:
    """Find a pattern in paths.

    Args:
        rows: paths, with the marks of the pattern.
        pattern: what to find.
        within_us: longest time from the first event of a match to its last, in microseconds.

    Returns:
        The rows, numbered, with the columns `START`, `SINCE` and `FOUND`.
    """
    rows = rows.numbered()
    items = list(enumerate(pattern.items))
    if pattern.from_start:
        first = nw.col(CLOCK) == rows.floor + 1
        entry = nw.when(first).then(nw.col(TIME)).otherwise(NEVER)
        nowhere = {START: nw.lit(NEVER, nw.Int64()), SINCE: rows.running_max(entry)}
        rows = rows.with_columns(**nowhere)
    else:
        rows = _begun(rows, *items.pop(0))
    may_be_empty = pattern.from_start
    for index, item in items:
        rows = _continued(rows, index, item, may_be_empty=may_be_empty, fixed=pattern.from_start)
        may_be_empty = may_be_empty and item.least == 0
    return _tightest(rows, pattern, within_us)


def _here(index: int, item: PatternItem) -> nw.Expr:
    """Whether a row is of the kind of an item."""
    if item.any:
        return nw.col(CLOCK) > NEVER
    met = nw.col(f"{_HERE}{index}")
    return ~met if item.negated else met


def _barred(rows: Rows, index: int, item: PatternItem) -> nw.Expr:
    """The last row so far that is not of the kind of an item."""
    return rows.running_max(nw.when(_here(index, item)).then(NEVER).otherwise(nw.col(CLOCK)))


def _begun(rows: Rows, index: int, item: PatternItem) -> Rows:
    """The first item, anywhere in the path: it begins as late as it can."""
    if item.least == 1:
        start = nw.when(_here(index, item)).then(nw.col(CLOCK) - 1).otherwise(NEVER)
        return rows.with_columns(**{START: start, SINCE: nw.col(TIME)})
    before = nw.col(CLOCK) - item.least
    since = rows.previous(nw.col(TIME), by=item.least - 1).fill_null(NEVER)
    rows = rows.with_columns(**{_BARRED: _barred(rows, index, item), SINCE: since})
    fits = (before >= rows.floor) & (before >= nw.col(_BARRED))
    return rows.with_columns(**{START: nw.when(fits).then(before).otherwise(NEVER)})


def _continued(
    rows: Rows, index: int, item: PatternItem, *, may_be_empty: bool, fixed: bool
) -> Rows:
    """One item more.

    Args:
        rows: the rows with the items before it.
        index: its place in the pattern.
        item: the item.
        may_be_empty: whether the items before it may be laid out on no row at all.
        fixed: whether they begin with the path, so that the start is no news.
    """
    carried = [START] if fixed else [START, SINCE]
    # Where the first row needs a row before it, items on no row end there.
    ground = rows.floor if may_be_empty else nw.lit(NEVER, nw.Int64())
    here = _here(index, item)
    if item.single:
        rows = rows.with_columns(
            **{name: rows.previous(nw.col(name)).fill_null(NEVER) for name in carried},
            **{_END: rows.previous(nw.col(CLOCK)).fill_null(NEVER)},
        )
        begun = nw.when(nw.col(_END) >= rows.floor).then(nw.col(START)).otherwise(ground)
        start = nw.when(here).then(begun).otherwise(NEVER)
        return rows.with_columns(**{START: start})
    ended = nw.col(START) >= rows.floor
    running = {
        _END: nw.when(ended).then(nw.col(CLOCK)).otherwise(ground),
        **{name: nw.when(ended).then(nw.col(name)).otherwise(ground) for name in carried},
    }
    rows = rows.with_columns(
        **{name: rows.running_max(value) for name, value in running.items()},
        **({} if item.any else {_BARRED: _barred(rows, index, item)}),
    )
    if item.least:
        rows = rows.with_columns(
            **{
                name: rows.previous(nw.col(name), by=item.least).fill_null(NEVER)
                for name in (_END, *carried)
            }
        )
        if may_be_empty:
            at_start = nw.col(CLOCK) - item.least == rows.floor
            rows = rows.with_columns(
                **{
                    name: nw.when(at_start).then(rows.floor).otherwise(nw.col(name))
                    for name in (_END, *carried)
                }
            )
    fits = nw.col(_END) >= rows.floor
    if not item.any:
        fits = fits & (nw.col(_END) >= nw.col(_BARRED))
    if item.most is not None:
        fits = fits & (nw.col(_END) >= nw.col(CLOCK) - item.most)
    return rows.with_columns(**{START: nw.when(fits).then(nw.col(START)).otherwise(NEVER)})


def _tightest(rows: Rows, pattern: Pattern, within_us: int | None) -> Rows:
    """Of the matches those that have no other within them, and are short enough."""
    if pattern.to_end:
        rows = rows.with_columns(**{_END: rows.following(nw.col(CLOCK))})
        at_end = nw.when(nw.col(_END).is_null()).then(nw.col(START)).otherwise(NEVER)
        rows = rows.with_columns(**{START: at_end})
    rows = rows.with_columns(**{_REACHED: rows.running_max(nw.col(START))})
    rows = rows.with_columns(**{_REACHED: rows.before(nw.col(_REACHED))})
    found = (nw.col(START) >= rows.floor) & (nw.col(START) > nw.col(_REACHED))
    if within_us is not None:
        found = found & (nw.col(TIME) - nw.col(SINCE) <= within_us // rows.tick_us)
    return rows.with_columns(**{FOUND: found})
