"""How long it takes to and from each of several places, with intervals of the medians."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["AT", "WAIT", "PlaceTimes", "Ranks", "place_times"]

Ranks = Callable[[int], "tuple[int, int] | None"]
"""From a number of times the ranks, from 1, of the two that hold the median between them."""

AT = "_at"
"""Name of the column with the number of the place."""

WAIT = "_wait"
"""Name of the column with the time, in ticks."""

_SHARES = {"q25_s": 0.25, "median_s": 0.5, "q75_s": 0.75, "q90_s": 0.9}


@frozen(kw_only=True)
class PlaceTimes(Value):
    """How long something took, in seconds.

    Attributes:
        n: how many times were measured.
        median_s: half of them took no longer; None without any.
        median_interval: confidence interval of the median; None where there are too
            few times for one.
        q25_s: a quarter took no longer.
        q75_s: three quarters took no longer.
        q90_s: nine of ten took no longer.
    """

    n: int = 0
    median_s: float | None = None
    median_interval: tuple[float, float] | None = None
    q25_s: float | None = None
    q75_s: float | None = None
    q90_s: float | None = None


def place_times(
    parts: Sequence[tuple[int, Any]], places: int, ranks: Ranks
) -> tuple[PlaceTimes, ...]:
    """Quantiles of the times of each place: exact, interpolated between two times.

    Args:
        parts: microseconds of a tick, and a Narwhals frame with `AT` and `WAIT`.
        places: how many places there are.
        ranks: which two times hold the median between them.
    """
    wait = nw.col(WAIT)
    frames = [
        frame.select(AT, (wait * tick_us).cast(nw.Float64()).alias(WAIT))
        for tick_us, frame in parts
    ]
    if not frames:
        return (PlaceTimes(),) * places
    whole = frames[0] if len(frames) == 1 else nw.concat(frames)
    quantiles = [wait.quantile(q, interpolation="linear").alias(s) for s, q in _SHARES.items()]
    figures = {
        int(row[AT]): row
        for row in collected(whole.group_by(AT).agg(nw.len().alias("n"), *quantiles))
    }
    limits = _limits(whole, {at: int(row["n"]) for at, row in figures.items()}, ranks)
    return tuple(
        PlaceTimes(
            n=int(figures[at]["n"]),
            median_interval=limits.get(at),
            **{name: _seconds(figures[at][name]) for name in _SHARES},
        )
        if at in figures
        else PlaceTimes()
        for at in range(places)
    )


def _limits(whole: Any, counts: dict[int, int], ranks: Ranks) -> dict[int, tuple[float, float]]:
    """The times at the ranks that hold the median between them."""
    asked: dict[str, nw.Expr] = {}
    for at, n in counts.items():
        for end, rank in zip(("low", "high"), ranks(n) or (), strict=False):
            mine = nw.when(nw.col(AT) == at).then(nw.col(WAIT))
            asked[f"{end}{at}"] = mine.quantile((rank - 1) / (n - 1), interpolation="linear")
    if not asked:
        return {}
    (row,) = collected(whole.select(**asked))
    return {
        at: (_seconds(row[f"low{at}"]), _seconds(row[f"high{at}"]))
        for at in counts
        if f"low{at}" in asked
    }


def _seconds(microseconds: float) -> float:
    # Engines round in the last digit, each in its way: quarters of a microsecond are left.
    return round(float(microseconds) / 1e6, 8)
