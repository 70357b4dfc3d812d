"""Which channel of a map a value in a log is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeykit.analyzers.reality.words import OWNER
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.log import EventLog
from journeykit.events.mapped_paths.reading import values_of
from journeykit.events.roles import check_columns
from journeykit.model import Journey, slug

__all__ = ["channels_of"]


def channels_of(
    journey: Journey, log: EventLog, column: str | None, named: Mapping[Any, str] | None
) -> dict[str, list[Any]]:
    """The values of a column by the channel that they are.

    That is the channel for which a value is named, or whose id or name it is; else the value
    is a channel of its own, which the map does not have.

    Args:
        journey: the map.
        log: the events.
        column: whose values tell the channel, or None: then there are none.
        named: the id of the channel by value.

    Raises:
        NotFoundError: if there is no such column, no such channel on the map, or an
            unfiltered log does not have such a value.
        InvalidValueError: if values are named without a column, or not by a mapping.
    """
    if column is None:
        if named is not None:
            raise InvalidValueError(
                OWNER, "channel_column", expected="the column whose values `channels` names",
                got=None,
            )  # fmt: skip
        return {}
    check_columns(OWNER, {"channel_column": column}, log.columns)
    if named is not None and not isinstance(named, Mapping):
        raise InvalidValueError(
            OWNER, "channels", got=named,
            expected='ids of channels by value of the column, such as {"Desk": "store"}',
        )  # fmt: skip
    used = (t.channel for t in journey.touchpoints if t.channel is not None)
    known = tuple(dict.fromkeys([*(channel.id for channel in journey.channels), *used]))
    asked = dict(named or {})
    for id in asked.values():
        if id not in known:
            raise NotFoundError("channel of the map", id, known)
    values = values_of(log, column)
    for value in asked:
        if values and value not in values and not log.history:
            raise NotFoundError(f"value of the column {column!r}", str(value), map(str, values))
    ids = {slug(journey.channel_name(id)): id for id in reversed(known)}
    ids |= {slug(id): id for id in known}
    found: dict[str, list[Any]] = {}
    for value in values:
        text = str(value)
        found.setdefault(asked.get(value) or ids.get(slug(text), text), []).append(value)
    return found
