"""Paths in words, the same way in every summary."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.events.log import EventLog

__all__ = ["arrow", "group_name", "left_out", "unit", "wait"]

_UNITS = (("d", 86_400.0), ("h", 3_600.0), ("min", 60.0))


def wait(seconds: float) -> str:
    """A length of time, in the unit that suits it.

    Examples:
        >>> wait(90), wait(7200), wait(0.25), wait(200000)
        ('1.5 min', '2.0 h', '0.2 s', '2.3 d')
    """
    for name, length in _UNITS:
        if seconds >= length:
            return f"{seconds / length:,.1f} {name}"
    return f"{seconds:.1f} s"


def arrow(events: Iterable[str]) -> str:
    """Events in order.

    Examples:
        >>> arrow(["home", "cart"])
        'home > cart'
    """
    return " > ".join(events)


def unit(count: str, number: int | None = None) -> str:
    """Whose paths: "customers" or "sessions", with a number if there is one.

    Examples:
        >>> unit("customers", 1), unit("sessions", 2000), unit("sessions")
        ('1 customer', '2,000 sessions', 'sessions')
    """
    if number is None:
        return count
    return f"{number:,} {count[:-1] if number == 1 else count}"


def group_name(value: object) -> str:
    """The name of a group; a missing value has an empty one.

    Examples:
        >>> group_name("mobile"), group_name(None)
        ('mobile', '')
    """
    return "" if value is None else str(value)


def left_out(log: EventLog) -> tuple[str, ...]:
    """What a reader should know: rows of the log that could not be used."""
    extent = log.extent
    if not extent.left_out:
        return ()
    lacks = (
        (extent.without_customer, "customer"),
        (extent.without_event, "event"),
        (extent.without_time, "time"),
    )
    missing = ", ".join(f"{number:,} without {name}" for number, name in lacks if number)
    return (f"rows left out: {missing}",)
