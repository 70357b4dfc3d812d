"""Events as touchpoints of a map, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import narwhals as nw
from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import flag

__all__ = ["BESIDE", "CHANNEL", "FAILED", "SEVERAL", "STOP", "MapReading"]

STOP = "_stop"
"""Name of the column with the id of the touchpoint; missing where an event is none."""

SEVERAL = "_several"
"""Name of the column that tells how many touchpoints an event could be."""

BESIDE = "_beside"
"""Name of the column that is 1 where an event is no touchpoint, else 0."""

CHANNEL = "_channel"
"""Name of the column with the channel in which an event happened."""

FAILED = "_failed"
"""Name of the column that tells whether an event failed."""


@frozen(kw_only=True, eq=False)
class MapReading:
    """How a log is read by a map.

    Attributes:
        log: the events.
        touchpoints: which events each touchpoint is, by its id, in order of the map. An
            event that could be several counts for the first of them.
        count: whose paths: "customers" or "sessions".
        within_us: how long after its first touchpoint a path is followed, in
            microseconds; None to the end of the log.
        channel: column of the channel in which events happened, or None.
        failed: which events failed, or None.
    """

    log: EventLog
    touchpoints: Mapping[str, Condition]
    count: str = "customers"
    within_us: int | None = None
    channel: str | None = None
    failed: Condition | None = None

    def rows(self) -> Iterator[Rows]:
        """The events in order, with `STOP`, `SEVERAL`, `BESIDE` and what else was asked for.

        Returns:
            One or more parts; no customer is in two of them.
        """
        names = {f"_t{number}": id for number, id in enumerate(self.touchpoints)}
        marks = {name: self.touchpoints[id] for name, id in names.items()}
        failed = {} if self.failed is None else {FAILED: self.failed}
        columns = {} if self.channel is None else {CHANNEL: self.channel}
        for part in self.log.rows(self.count, marks={**marks, **failed}, columns=columns):
            met = [nw.when(nw.col(name)).then(nw.lit(id)) for name, id in names.items()]
            rows = part.with_columns(
                **{STOP: nw.coalesce(*met)},
                **{SEVERAL: nw.sum_horizontal(*(flag(nw.col(name)) for name in names))},
            )
            rows = rows.with_columns(**{BESIDE: flag(nw.col(STOP).is_null())})
            yield rows if self.within_us is None else _limited(rows, self.within_us)


def _limited(rows: Rows, limit_us: int) -> Rows:
    """The rows of each path up to a time after its first touchpoint."""
    rows = rows.with_columns(_nth=rows.running_sum(1 - nw.col(BESIDE)))
    first = (nw.col(BESIDE) == 0) & (nw.col("_nth") == 1)
    rows = rows.with_columns(_first=nw.when(first).then(rows.clock).otherwise(NEVER))
    rows = rows.with_columns(_start=rows.running_max(nw.col("_first")))
    return rows.filter((nw.col("_nth") == 0) | rows.within(nw.col("_start"), limit_us))
