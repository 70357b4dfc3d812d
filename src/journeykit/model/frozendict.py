"""An immutable, hashable mapping, for the few fields whose keys are the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

__all__ = ["EMPTY", "FrozenDict"]

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenDict(Mapping[K, V_co], Generic[K, V_co]):
    """A mapping that cannot change and can be hashed.

    Equality is that of `Mapping`: the same keys with the same values, in any order.

    Examples:
        >>> FrozenDict({"age": 34})["age"]
        34
        >>> hash(FrozenDict(a=1, b=2)) == hash(FrozenDict(b=2, a=1))
        True
    """

    __slots__ = ("_items",)
    _items: dict[K, V_co]

    def __init__(self, items: Mapping[K, V_co] | None = None, /, **more: V_co) -> None:
        object.__setattr__(self, "_items", dict(items or {}, **more))

    def __setattr__(self, name: str, value: object) -> None:
        msg = "FrozenDict is immutable"
        raise AttributeError(msg)

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[object, ...]:
        return (FrozenDict, (dict(self),))


EMPTY: FrozenDict[str, Any] = FrozenDict()
"""The empty one, shared as a default."""
