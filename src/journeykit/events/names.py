"""Names of events that a log does not have."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.errors import NotFoundError
from journeykit.events.log import EventLog

__all__ = ["unknown_names"]


def unknown_names(log: EventLog, names: Iterable[str]) -> tuple[str, ...]:
    """Refuse names of events that a log does not have, or say so where it may well lack them.

    Of a log as it came, such a name is a slip of the pen. A log that was
    filtered may have lost the event, and one without events never had any.

    Args:
        log: the events.
        names: the names that are asked for.

    Returns:
        A note for each name that a filtered log does not have.

    Raises:
        NotFoundError: if an unfiltered log does not have one.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 60)])
        >>> unknown_names(log.where("home"), ["home", "cart"])
        ("no event 'cart'; known: home",)
    """
    known = set(log.event_names)
    missing = [name for name in dict.fromkeys(names) if name not in known]
    errors = [NotFoundError("event", name, log.event_names) for name in missing]
    if errors and known and not log.history:
        raise errors[0]
    return tuple(map(str, errors)) if known else ()
