"""How long things take: exact means and quantiles of waits, in the engine that holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["Waits", "wait_times"]

_WAIT, _N, _UP_TO, _ALL = "_wait", "_n", "_up_to", "_all"


@frozen(kw_only=True)
class Waits(Value):
    """How long something took.

    Attributes:
        count: how often it was timed.
        mean_s: mean, in seconds.
        median_s: half took no longer; between two, the middle of them.
        q90_s: nine of ten took no longer, interpolated between two.
        min_s: the shortest.
        max_s: the longest.
    """

    count: int
    mean_s: float
    median_s: float
    q90_s: float
    min_s: float
    max_s: float


def wait_times(
    parts: Iterable[tuple[int, Any]], keys: Sequence[str]
) -> dict[tuple[Any, ...], Waits]:
    """Mean and quantiles of the column `_wait`, for each combination of keys.

    Equal waits are counted first, so that parts of a long log add up exactly; what
    is kept in memory is one row for each different wait of each combination.

    Args:
        parts: microseconds of a tick, and a Narwhals frame with the keys and `_wait` in ticks.
        keys: columns.

    Returns:
        The times by values of the keys.
    """
    counted = [
        frame.select(*keys, (nw.col(_WAIT) * tick_us).alias(_WAIT))
        .group_by(*keys, _WAIT).agg(nw.len().alias(_N))
        for tick_us, frame in parts
    ]  # fmt: skip
    whole = counted[0]
    if len(counted) > 1:
        whole = nw.concat(counted).group_by(*keys, _WAIT).agg(nw.col(_N).sum())
    sums = whole.group_by(*keys).agg(
        (nw.col(_WAIT).cast(nw.Float64()) * nw.col(_N)).sum().alias("_sum"),
        nw.col(_N).sum().cast(nw.Int64()).alias(_ALL),
        nw.col(_WAIT).min().alias("_min"),
        nw.col(_WAIT).max().alias("_max"),
    )
    ranked = whole.with_columns(
        nw.col(_N).cum_sum().over(*keys, order_by=_WAIT).cast(nw.Int64()).alias(_UP_TO),
        nw.col(_N).sum().over(*keys).cast(nw.Int64()).alias(_ALL),
    )
    needed = nw.any_horizontal(
        *(
            (nw.col(_UP_TO) > place) & (nw.col(_UP_TO) - nw.col(_N) <= place)
            for place in _places(nw.col(_ALL))
        ),
        ignore_nulls=False,
    )
    steps: dict[tuple[Any, ...], list[tuple[int, int]]] = defaultdict(list)
    for row in collected(ranked.filter(needed).select(*keys, _WAIT, _UP_TO)):
        steps[tuple(row[key] for key in keys)].append((int(row[_UP_TO]), int(row[_WAIT])))
    return {
        key: _waits(row, sorted(steps[key]))
        for row in collected(sums)
        if (key := tuple(row[key] for key in keys))
    }


def _places(number: Any) -> tuple[Any, Any, Any, Any]:
    """Of so many waits in order, counted from 0, those between which the quantiles lie."""
    ninth = (number - 1) * 9 // 10
    return (number - 1) // 2, number // 2, ninth, ninth + 1


def _waits(row: dict[str, Any], steps: list[tuple[int, int]]) -> Waits:
    number = int(row[_ALL])

    def at(place: int) -> int:
        return next((wait for up_to, wait in steps if up_to > place), steps[-1][1])

    low, high, ninth, next_one = map(at, _places(number))
    rest = (number - 1) * 9 % 10 / 10
    return Waits(
        count=number,
        mean_s=float(row["_sum"]) / number / 1e6,
        median_s=(low + high) / 2 / 1e6,
        q90_s=(ninth + (next_one - ninth) * rest) / 1e6,
        min_s=int(row["_min"]) / 1e6,
        max_s=int(row["_max"]) / 1e6,
    )
