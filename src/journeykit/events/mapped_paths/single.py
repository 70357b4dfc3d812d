"""What one customer did, event by event, as a map sees it."""

from __future__ import annotations

from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.engines.rows import EVENT
from journeykit.events.log import EventLog
from journeykit.events.mapped_paths.reading import CHANNEL, FAILED, STOP, MapReading
from journeykit.events.paths.walk import collected
from journeykit.model.element import Value

__all__ = ["Done", "done_by"]


@frozen(kw_only=True)
class Done(Value):
    """One event of a customer.

    Attributes:
        event: its name.
        touchpoint: id of the touchpoint that it is, or None.
        us: when, in microseconds since 1970 (UTC).
        channel: where it happened, or None.
        failed: whether it failed.
    """

    event: str
    touchpoint: str | None
    us: int
    channel: str | None = None
    failed: bool = False


def done_by(reading: MapReading, customer: Any) -> tuple[Done, ...]:
    """What a customer did, in order.

    Args:
        reading: the log, and the events that touchpoints are.
        customer: as the column of customers has him.

    Raises:
        NotFoundError: if he is not in the log.
        InvalidValueError: if it is no name of a customer.
    """
    name = _as_in(reading.log, customer)
    alone = evolve(reading, log=reading.log.only([name]), count="customers")
    found: list[Done] = []
    for part in alone.rows():
        rows = part.with_columns(_place=part.place, _us=part.moment)
        more = [name for name in (CHANNEL, FAILED) if name in rows.frame.collect_schema().names()]
        told = rows.frame.select("_place", "_us", nw.col(EVENT).cast(nw.String()), STOP, *more)
        found += [
            Done(
                event=row[EVENT], touchpoint=row[STOP], us=int(row["_us"]),
                channel=row.get(CHANNEL), failed=bool(row.get(FAILED)),
            )
            for row in sorted(collected(told), key=lambda row: int(row["_place"]))
        ]  # fmt: skip
    if not found:
        raise NotFoundError("customer of the log", str(customer), ())
    return tuple(found)


def _as_in(log: EventLog, customer: Any) -> Any:
    """The name of a customer as the column holds it: a number, or a text of digits for it."""
    schema = log.source.events.collect_schema()
    kind = schema[log.roles.customer]
    if isinstance(customer, list | tuple | set | dict):
        raise InvalidValueError(
            "conformance", "customer", expected="one customer, as the log names him", got=customer
        )
    if kind in (nw.String, nw.Categorical, nw.Enum):
        return str(customer)
    if kind.is_integer() and isinstance(customer, str):
        try:
            return int(customer)
        except ValueError:
            raise NotFoundError("customer of the log", customer, ()) from None
    return customer
