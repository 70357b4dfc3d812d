"""Frames of units side by side, on every engine."""

from __future__ import annotations

from typing import Any, Literal

import narwhals as nw

__all__ = ["joined"]


def joined(
    left: Any, right: Any, ids: tuple[str, ...], *, how: Literal["inner", "left"] = "inner"
) -> Any:
    """Two frames of units side by side; a missing key is a key like any other.

    Args:
        left: a frame with the ids, lazy or not.
        right: another one; its other columns are added.
        ids: columns that tell the units apart, the customer or a number first.
        how: "inner", or "left" to keep units that only the one frame has.
    """
    first, *others = ids
    # To engines that take queries one missing key is never another.
    keys = {f"_key{n}": nw.col(key).cast(nw.String()).fill_null("") for n, key in enumerate(others)}
    keys |= {f"_none{n}": nw.col(key).is_null() for n, key in enumerate(others)}
    if not keys:
        return left.join(right, on=first, how=how)
    both = left.with_columns(**keys).join(
        right.with_columns(**keys).drop(*others), on=[first, *keys], how=how
    )
    return both.drop(*keys)
