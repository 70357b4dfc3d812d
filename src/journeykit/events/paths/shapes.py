"""Paths cut to what is asked for: from an event on, up to one, without repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import EVENT, Rows
from journeykit.events.log import EventLog
from journeykit.events.paths.walk import flag, walked
from journeykit.model.element import Value

__all__ = ["PLACE", "Shape", "shaped"]

PLACE = "_place"
"""Name of the column that numbers the events of a path from 1."""

_BEGIN, _FINISH = "_begin", "_finish"


@frozen(kw_only=True)
class Shape(Value):
    """Which part of each path is looked at.

    Attributes:
        count: whose paths: "customers" or "sessions".
        start: paths begin at the first such event; those without one are left out.
        end: paths end at the first such event from there; those without one are left out.
        collapse_repeats: whether an event that is repeated at once counts as one.
    """

    count: str = "customers"
    start: Condition | None = None
    end: Condition | None = None
    collapse_repeats: bool = False


def shaped(log: EventLog, shape: Shape, *, customers: Any = None) -> Iterator[Rows]:
    """The events of each path in order, cut to a shape, with `PLACE`."""
    marks = {
        name: condition
        for name, condition in ((_BEGIN, shape.start), (_FINISH, shape.end))
        if condition is not None
    }
    for part in walked(log, count=shape.count, customers=customers, marks=marks):
        rows = part
        if shape.start is not None:
            rows = rows.with_columns(_one=flag(nw.col(_BEGIN)))
            rows = rows.with_columns(_nth=rows.running_sum(nw.col("_one")))
            rows = rows.filter(nw.col("_nth") > 0)
        if shape.end is not None:
            rows = rows.with_columns(_one=flag(nw.col(_FINISH)))
            rows = rows.with_columns(_nth=rows.running_sum(nw.col("_one")))
            rows = rows.with_columns(_most=rows.final(nw.col("_nth")))
            last = nw.col("_nth") - nw.col("_one") == 0
            rows = rows.filter(last & (nw.col("_most") > 0))
        if shape.collapse_repeats:
            rows = rows.with_columns(_last=rows.previous(nw.col(EVENT)))
            same = (nw.col("_last") == nw.col(EVENT)).fill_null(value=False)
            rows = rows.filter(~same)
        rows = rows.with_columns(_one=flag(~nw.col(EVENT).is_null()))
        yield rows.with_columns(**{PLACE: rows.running_sum(nw.col("_one"))})
