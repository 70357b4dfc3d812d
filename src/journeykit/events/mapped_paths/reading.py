"""Events as touchpoints of a map, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.log import EventLog
from journeykit.events.mapped.settled import settled
from journeykit.events.paths.walk import flag
from journeykit.events.roles import check_columns

__all__ = ["BESIDE", "CHANNEL", "FAILED", "SEVERAL", "STOP", "MapReading", "values_of"]

_MOST = 1_000
"""The most values that tell channels apart."""

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
        touchpoints: which events each touchpoint is, by its id, in order of the map.
        shared: numbers of all touchpoints that some events could be at once, in order; such
            an event counts for one of them (see `settled`).
        count: whose paths: "customers" or "sessions".
        within_us: how long after its first touchpoint a path is followed, in
            microseconds; None to the end of the log.
        channel: column of the channel in which events happened, or None.
        channels: by channel the values of that column that are it.
        failed: which events failed, or None.
    """

    log: EventLog
    touchpoints: Mapping[str, Condition]
    shared: Sequence[Sequence[int]]
    count: str = "customers"
    within_us: int | None = None
    channel: str | None = None
    channels: Mapping[str, Sequence[Any]] = field(factory=dict)
    failed: Condition | None = None

    def rows(self) -> Iterator[Rows]:
        """The events in order, with `STOP`, `SEVERAL`, `BESIDE` and what else was asked for.

        Returns:
            One or more parts; no customer is in two of them.
        """
        ids = list(self.touchpoints)
        numbers = list(range(len(ids)))
        names = [f"_t{number}" for number in numbers]
        marks = dict(zip(names, self.touchpoints.values(), strict=True))
        failed = {} if self.failed is None else {FAILED: self.failed}
        columns = {} if self.channel is None else {CHANNEL: self.channel}
        for part in self.log.rows(self.count, marks={**marks, **failed}, columns=columns):
            rows = settled(part, names, self.shared, column=STOP)
            several = nw.sum_horizontal(*(flag(nw.col(name)) for name in names))
            rows = rows.with_columns(**{SEVERAL: several})
            id = nw.col(STOP).replace_strict(numbers, ids, default=None, return_dtype=nw.String())
            rows = rows.with_columns(**{STOP: nw.when(nw.col(SEVERAL) > 0).then(id)})
            rows = rows.with_columns(**{BESIDE: flag(nw.col(STOP).is_null())})
            if columns:
                rows = rows.with_columns(**{CHANNEL: self._channel()})
            yield rows if self.within_us is None else _limited(rows, self.within_us)

    def _channel(self) -> nw.Expr:
        """The channel of an event; missing where its value is none."""
        each = [
            nw.when(nw.col(CHANNEL).is_in(list(values))).then(nw.lit(id))
            for id, values in self.channels.items()
        ]
        return nw.coalesce(*each) if each else nw.lit(None).cast(nw.String())


def values_of(log: EventLog, column: str) -> list[Any]:
    """The values of a column, in order of their texts; missing ones left out.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if it has more than 1,000 values.
    """
    check_columns("values_of", {"column": column}, log.columns)
    found = log.source.events.select(column).unique().head(_MOST + 1).collect()[column].to_list()
    if len(found) > _MOST:
        raise InvalidValueError(
            "conformance", "channel_column", got=column,
            expected=f"a column of at most {_MOST:,} values",
        )  # fmt: skip
    return sorted((value for value in found if value is not None), key=str)


def _limited(rows: Rows, limit_us: int) -> Rows:
    """The rows of each path up to a time after its first touchpoint."""
    rows = rows.with_columns(_nth=rows.running_sum(1 - nw.col(BESIDE)))
    first = (nw.col(BESIDE) == 0) & (nw.col("_nth") == 1)
    rows = rows.with_columns(_first=nw.when(first).then(rows.clock).otherwise(NEVER))
    rows = rows.with_columns(_start=rows.running_max(nw.col("_first")))
    return rows.filter((nw.col("_nth") == 0) | rows.within(nw.col("_start"), limit_us))
