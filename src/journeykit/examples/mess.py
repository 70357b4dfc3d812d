"""What happens to logs on their way: rows get lost, doubled, late, and mixed up."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

__all__ = ["messed_up"]

_Row = tuple[Any, ...]

_SHARES = {
    "no customer": 0.004,
    "twice": 0.006,
    "milliseconds": 0.01,
    "other name": 0.01,
    "late": 0.01,
    "tie": 0.005,
}
"""The share of rows that each thing happens to."""
_ROBOT_EVERY = 60
"""After so many rows a robot looks at the shop."""


def messed_up(rows: Iterable[_Row], seed: int) -> list[_Row]:
    """The rows of a log as they might arrive.

    Args:
        rows: customer, event, time in seconds, and more, in order of time.
        seed: of the log.
    """
    random = Random(seed).random  # noqa: S311 - nothing is secret here
    came: list[_Row] = []
    last: dict[Any, int] = {}
    for index, (customer, event, time_s, *rest) in enumerate(rows):
        row: _Row = (customer, event, time_s, *rest)
        match _pick(random()):
            case "no customer":
                row = (None, *row[1:])
            case "twice":
                came.append(row)
            case "milliseconds":
                row = (customer, event, time_s * 1000, *rest)
            case "other name":
                row = (customer, f"{event.capitalize()} ", time_s, *rest)
            case "late" if customer in last:
                # It takes the place of what the customer did before, which so comes after it.
                place = last[customer]
                came[place], row = row, came[place]
            case "tie" if customer in last:
                row = (customer, event, came[last[customer]][2], *rest)
            case _:
                pass
        last[customer] = len(came)
        came.append(row)
        if index % _ROBOT_EVERY == 0:
            came.append(("robot", "shop_view", time_s, "desktop", "direct", "DE", "new"))
    return came


def _pick(chance: float) -> str | None:
    for name, share in _SHARES.items():
        chance -= share
        if chance < 0:
            return name
    return None
