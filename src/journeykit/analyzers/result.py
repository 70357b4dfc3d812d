"""What the results of all analyzers share: a text for people, a frame for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from journeykit.events.frames import frame
from journeykit.model.element import Value

__all__ = ["Listing", "Result"]

T = TypeVar("T")


class Result(Value):
    """Base of every result: an immutable value that can be read and computed with."""

    __slots__ = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {}
    """The columns of `to_frame`, each with the type of its values; None is an empty cell."""

    def rows(self) -> Iterable[tuple[Any, ...]]:
        """The rows of `to_frame`, each with one plain value for each of `COLUMNS`."""
        raise NotImplementedError

    def summary(self) -> str:
        """The result as plain text, several lines long."""
        raise NotImplementedError

    def to_frame(self, backend: str | None = None) -> Any:
        """The result as a data frame, one row for each thing found.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first of
                these that is installed.

        Returns:
            A frame of the library itself.

        Raises:
            NotFoundError: if there is no such backend.
            MissingDependencyError: if it is not installed.
        """
        rows = list(self.rows())
        columns = {
            name: [_plain(row[index]) for row in rows] for index, name in enumerate(self.COLUMNS)
        }
        return frame(columns, backend, types=self.COLUMNS)


class Listing(Result, Generic[T]):
    """Base of a result that is a ranked list of things, and can be walked as one."""

    __slots__ = ()

    items: tuple[T, ...]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        # A result is a thing, even where it is empty.
        return True


def _plain(value: Any) -> Any:
    # Members of an enumeration are texts, but not to every data frame library.
    return str(value) if isinstance(value, str) else value
