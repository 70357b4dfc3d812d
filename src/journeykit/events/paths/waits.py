"""How long things take: exact means and quantiles of waits, in the engine that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["Waits", "wait_times"]

_WAIT = "_wait"


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

    They are exact, so all waits have to be looked at together: in memory that is a
    row of the keys and a number for each, of all parts of a long log.

    Args:
        parts: microseconds of a tick, and a Narwhals frame with the keys and `_wait` in ticks.
        keys: columns.

    Returns:
        The times by values of the keys.
    """
    wait = nw.col(_WAIT)
    timed = [
        frame.select(*keys, (wait * tick_us).cast(nw.Float64()).alias(_WAIT))
        for tick_us, frame in parts
    ]
    whole = timed[0] if len(timed) == 1 else nw.concat(timed)
    figures = whole.group_by(*keys).agg(
        nw.len().alias("count"), wait.mean().alias("mean"),
        wait.quantile(0.5, interpolation="linear").alias("median"),
        wait.quantile(0.9, interpolation="linear").alias("q90"),
        wait.min().alias("min"), wait.max().alias("max"),
    )  # fmt: skip
    return {tuple(row[key] for key in keys): _waits(row) for row in collected(figures)}


def _waits(row: dict[str, Any]) -> Waits:
    # Engines round in the last digit, each in its way: what is left are nanoseconds.
    seconds = {
        f"{name}_s": round(float(row[name]), 3) / 1e6
        for name in ("mean", "median", "q90", "min", "max")
    }
    return Waits(count=int(row["count"]), **seconds)
