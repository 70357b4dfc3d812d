"""Which item of a new list was which of an older one: by id, by value, by position."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

__all__ = ["is_same", "matched"]


def is_same(old: Any, new: Any) -> bool:
    """Whether two pieces of plain data are equal, types of figures included."""
    return bool(old == new) and json.dumps(old, sort_keys=True, default=str) == json.dumps(
        new, sort_keys=True, default=str
    )


def matched(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new item of a list the old one that it was, or None.

    By id where there are ids, and else by being equal; what is left is matched by
    its position: an element only if it has the name of the one that stood there.
    """
    free: dict[str, list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        free.setdefault(_identity(old[index]), []).append(index)
    found: list[int | None] = []
    for item in new:
        same = free.get(_identity(item))
        found.append(same.pop() if same else None)
    taken = set(found)
    for index, item in enumerate(new):
        if found[index] is None and index < len(old) and index not in taken:
            before = old[index]
            if not (_has_id(item) or _has_id(before)) or is_same(_first(before), _first(item)):
                found[index] = index
    return found


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and "id" in item


def _identity(item: Any) -> str:
    if _has_id(item):
        return json.dumps(["id", item["id"]], default=str)
    return json.dumps(item, sort_keys=True, default=str)


def _first(item: Any) -> Any:
    return next(iter(item.values()), None) if isinstance(item, dict) else item
