"""Which channel of a map a value in a log is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from journeykit.analyzers.reality.words import OWNER
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.log import EventLog
from journeykit.events.roles import check_columns
from journeykit.model import Journey, slug

__all__ = ["Channels", "channels_of"]


class Channels:
    """From values of a column to ids of channels."""

    def __init__(self, journey: Journey, named: Mapping[Any, str]) -> None:
        used = dict.fromkeys(t.channel for t in journey.touchpoints if t.channel is not None)
        self.known = tuple(dict.fromkeys([*(c.id for c in journey.channels), *used]))
        self._named = named
        self._ids = {slug(journey.channel_name(id)): id for id in reversed(self.known)}
        self._ids |= {slug(id): id for id in self.known}

    def __getitem__(self, value: Any) -> str:
        """The id of the channel; the value itself where the map has no such channel."""
        if value in self._named:
            return self._named[value]
        text = str(value)
        return self._ids.get(slug(text), text)

    def check_values(self, values: Iterable[Any], column: str, log: EventLog) -> None:
        """Refuse names for values that the column does not hold.

        Raises:
            NotFoundError: if an unfiltered log does not have such a value.
        """
        held = set(values)
        for value in self._named:
            if held and value not in held and not log.history:
                raise NotFoundError(
                    f"value of the column {column!r}", str(value), sorted(map(str, held))
                )


def channels_of(
    journey: Journey, log: EventLog, column: str | None, named: Mapping[Any, str] | None
) -> Channels | None:
    """How the channels of a log are read, or None where no column tells them.

    Raises:
        NotFoundError: if there is no such column, or no such channel on the map.
        InvalidValueError: if values are named without a column.
    """
    if column is None:
        if named is not None:
            raise InvalidValueError(
                OWNER, "channel_column", expected="the column whose values `channels` names",
                got=None,
            )  # fmt: skip
        return None
    check_columns(OWNER, {"channel_column": column}, log.columns)
    if named is not None and not isinstance(named, Mapping):
        raise InvalidValueError(
            OWNER, "channels", got=named,
            expected='ids of channels by value of the column, such as {"Desk": "store"}',
        )  # fmt: skip
    found = Channels(journey, named or {})
    for id in (named or {}).values():
        if id not in found.known:
            raise NotFoundError("channel of the map", id, found.known)
    return found
