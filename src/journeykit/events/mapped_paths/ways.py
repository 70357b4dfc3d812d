"""The different ways that customers take from touchpoint to touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.engines.rows import Rows
from journeykit.events.mapped_paths.people import FIRST, LAST, few, known
from journeykit.events.mapped_paths.reading import BESIDE, STOP, MapReading
from journeykit.events.paths.shapes import PLACE
from journeykit.events.paths.walk import collected
from journeykit.events.paths.words import Spelling
from journeykit.model.element import Value

__all__ = ["MapWay", "MapWays", "map_ways", "visits"]

_N = "_n"


@frozen(kw_only=True)
class MapWay(Value):
    """One way along a map, and who takes it.

    Attributes:
        touchpoints: their ids in order; one that is repeated at once stands once.
        beside: events between and around that are no touchpoint; 0 unless asked for.
        count: how many customers or sessions.
        examples: a few customers.
    """

    touchpoints: tuple[str, ...]
    beside: int
    count: int
    examples: tuple[Any, ...]


@frozen(kw_only=True)
class MapWays(Value):
    """The ways that were taken, the most frequent first.

    Attributes:
        items: the ways.
        units: all customers or sessions who come to a touchpoint.
        number: how many different ways they take.
        cut: how many of them go on longer than what was compared of their way.
        compared: how many touchpoints of a way were compared.
    """

    items: tuple[MapWay, ...]
    units: int
    number: int
    cut: int
    compared: int

    @property
    def covered(self) -> int:
        """How many customers or sessions take one of the ways that are listed."""
        return sum(way.count for way in self.items)


def map_ways(reading: MapReading, *, most: int, beside: bool = False) -> MapWays:
    """Find the different ways that customers take, each with how many take it.

    Args:
        reading: the log, and the events that touchpoints are.
        most: how many different ways are wanted, the most frequent.
        beside: whether ways with another number of events that are no touchpoint
            are other ways.
    """
    longest = 0
    for rows in visits(reading, beside=beside):
        (found,) = collected(rows.frame.select(nw.col(PLACE).max()))
        longest = max(longest, int(found[PLACE] or 0))
    if not longest:
        return MapWays(items=(), units=0, number=0, cut=0, compared=0)
    spelling = Spelling(names=list(reading.touchpoints), wanted=longest)
    keys = [*spelling.columns, *([BESIDE] if beside else [])]
    parts = []
    cut = 0
    for rows in visits(reading, beside=beside):
        spelt = spelling.spelt(rows, STOP)
        extra = [nw.col(BESIDE).max().cast(nw.Int64())] if beside else []
        units = spelt.frame.group_by(*rows.ids).agg(
            nw.col(PLACE).max().cast(nw.Int64()), *spelling.sums(), *extra
        )
        (over,) = collected(units.select((nw.col(PLACE) > spelling.most).cast(nw.Int64()).sum()))
        cut += int(over[PLACE] or 0)
        named = known(rows, units).group_by(*keys).agg(
            nw.len().alias(_N), nw.col(FIRST).max().alias(LAST), nw.col(FIRST).min()
        )  # fmt: skip
        parts.append(named)
    ways = nw.concat(parts).group_by(*keys).agg(
        nw.col(_N).sum().cast(nw.Int64()), nw.col(FIRST).min(), nw.col(LAST).max()
    )  # fmt: skip
    (whole,) = collected(ways.select(nw.len().alias("number"), nw.col(_N).sum().alias("units")))
    best = ways.sort(_N, *keys, descending=[True] + [False] * len(keys)).head(most)
    return MapWays(
        items=tuple(
            MapWay(
                touchpoints=spelling.read(row), beside=int(row[BESIDE]) if beside else 0,
                count=int(row[_N]), examples=few((row[FIRST], row[LAST])),
            )
            for row in collected(best)
        ),
        units=int(whole["units"] or 0), number=int(whole["number"]),
        cut=cut, compared=spelling.most,
    )  # fmt: skip


def visits(reading: MapReading, *, beside: bool = False) -> Iterator[Rows]:
    """The touchpoints of each path in order, repeats at once left out, with `PLACE`.

    Args:
        reading: the log, and the events that touchpoints are.
        beside: whether `BESIDE` is to tell how many events of the path are no touchpoint.
    """
    for part in reading.rows():
        rows = part
        if beside:
            rows = rows.with_columns(**{BESIDE: rows.running_sum(nw.col(BESIDE))})
            rows = rows.with_columns(**{BESIDE: rows.final(nw.col(BESIDE))})
        rows = rows.filter(~nw.col(STOP).is_null())
        rows = rows.with_columns(_last=rows.previous(nw.col(STOP)))
        rows = rows.filter(~(nw.col("_last") == nw.col(STOP)).fill_null(value=False))
        rows = rows.with_columns(_one=nw.lit(1))
        yield rows.with_columns(**{PLACE: rows.running_sum(nw.col("_one"))})
