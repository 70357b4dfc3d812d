"""Who stands for many: some customers by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from journeykit.events.engines.rows import Rows

__all__ = ["FIRST", "LAST", "few", "known"]

FIRST, LAST = "_first_of", "_last_of"
"""Names of the columns with the customers who are first and last by name."""


def known(rows: Rows, units: Any) -> Any:
    """A frame of units with the column `FIRST` that names their customer.

    Args:
        rows: the rows that the units came of.
        units: a frame with the columns `rows.ids`.
    """
    names = rows.named(rows.last({"_end": rows.clock}))
    customers = names.select(*rows.ids, nw.col(rows.keys[0]).alias(FIRST))
    return units.join(customers, on=list(rows.ids), how="inner")


def few(customers: Iterable[Any], most: int = 3) -> tuple[Any, ...]:
    """The first of some customers by name.

    Examples:
        >>> few({"bob", "ann"}), few([3, 10, 2, 1])
        (('ann', 'bob'), (1, 2, 3))
    """
    distinct = set(customers)
    try:
        ordered = sorted(distinct)
    except TypeError:
        ordered = sorted(distinct, key=str)
    return tuple(ordered[:most])
