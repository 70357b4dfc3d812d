"""Paths: what each customer, or each session, did in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals as nw

from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.events.log import EventLog
from journeykit.events.roles import check_columns

__all__ = ["END", "GROUP", "START", "as_condition", "check_names", "collected", "flag", "walked"]

START = "path_start"
"""What stands before the first event of a path."""

END = "path_end"
"""What stands after the last event of a path."""

GROUP = "_group"
"""Name of the column with the group of the path."""


def walked(
    log: EventLog,
    *,
    count: str = "customers",
    by: str | None = None,
    customers: Any = None,
    marks: Mapping[str, Condition] | None = None,
) -> Iterator[Rows]:
    """The events of each path in order.

    Args:
        log: the events.
        count: whose paths: "customers" or "sessions".
        by: column by which paths are grouped; the first value that a path holds
            is that of the whole path, in `GROUP`.
        customers: only the paths of these: a list, or a frame with their column.
        marks: truth columns to make, by name.

    Returns:
        One or more parts; no customer is in two of them.

    Raises:
        NotFoundError: if there is no such column or unit.
        InvalidValueError: if `customers` is neither a list nor a frame.
    """
    columns = {}
    if by is not None:
        check_columns("paths", {"by": by}, log.columns)
        columns[GROUP] = by
    if customers is not None:
        given = nw.from_native(customers, pass_through=True)
        if not isinstance(given, nw.LazyFrame | nw.DataFrame | Iterable):
            raise InvalidValueError(
                "paths", "customers", got=customers,
                expected="a list of customers, or a frame with their column",
            )  # fmt: skip
        log = log.only(customers)
    for rows in log.rows(count, marks=marks, columns=columns):
        yield rows if by is None else _grouped(rows)


def _grouped(rows: Rows) -> Rows:
    """The group of a path is the first value that it holds; missing where it holds none."""
    if rows.frame.collect_schema()[GROUP] in (nw.Categorical, nw.Enum):
        rows = rows.with_columns(**{GROUP: nw.col(GROUP).cast(nw.String())})
    known = ~nw.col(GROUP).is_null()
    rows = rows.with_columns(_known=flag(known))
    rows = rows.with_columns(_nth=rows.running_sum(nw.col("_known")))
    rows = rows.with_columns(_value=nw.when(known & (nw.col("_nth") == 1)).then(nw.col(GROUP)))
    return rows.with_columns(**{GROUP: rows.final(nw.col("_value"))})


def as_condition(value: str | Iterable[str] | Condition) -> Condition:
    """Which events are meant: by a name, by several, or by a condition or step."""
    return value if isinstance(value, Condition) else Condition(value)


def flag(holds: nw.Expr) -> nw.Expr:
    """One where something holds, else 0."""
    return nw.when(holds).then(1).otherwise(0)


def check_names(events: Iterable[str | None]) -> None:
    """Refuse events that are named like what stands before and after a path."""
    for event in events:
        if event in (START, END):
            raise InvalidValueError(
                "paths", "event", expected=f"events with other names than {START!r} and {END!r}",
                got=event, hint="these stand for the start and the end of a path: rename the event",
            )  # fmt: skip


def collected(frame: Any) -> list[dict[str, Any]]:
    """The rows of a small result, wherever it was worked out."""
    eager = frame.collect(backend="pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    rows: list[dict[str, Any]] = eager.rows(named=True)
    return rows
