"""Where events come from, and what every engine can hand out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, Self

import narwhals as nw
from attrs import field, frozen

from journeykit.events.conditions import Condition
from journeykit.events.engines.rows import Rows
from journeykit.model.element import Value

__all__ = ["Extent", "Source", "Wanted"]


@frozen(kw_only=True)
class Extent(Value):
    """How large a log is, and what of it cannot be used.

    Attributes:
        events: rows that can be used.
        customers: customers that they belong to.
        first_us: time of the first, in microseconds since 1970 (UTC), or None where there is none.
        last_us: time of the last, or None.
        without_customer: rows left out because nobody did them.
        without_event: rows left out because nothing was done.
        without_time: rows left out because nobody knows when.
        left_out: rows left out in all; one may lack several things.
    """

    events: int
    customers: int
    first_us: int | None = None
    last_us: int | None = None
    without_customer: int = 0
    without_event: int = 0
    without_time: int = 0
    left_out: int = 0


@frozen(kw_only=True)
class Wanted(Value):
    """What a query needs of the events.

    Attributes:
        keys: columns that tell the units apart.
        marks: truth columns to make, by name: whether a row meets a condition.
        columns: columns of the log to bring along, by the name that they get.
        marked_only: leave out rows that meet none of the conditions.
        reach_us: the longest time apart, in microseconds, at which two rows of
            a unit still matter, or None where all do.
        cuts: whether the query will cut units into smaller ones.
    """

    keys: tuple[str, ...]
    marks: Mapping[str, Condition] = field(factory=dict)
    columns: Mapping[str, str] = field(factory=dict)
    marked_only: bool = False
    reach_us: int | None = None
    cuts: bool = False


class Source(ABC):
    """A log where it lives."""

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The columns."""

    @property
    @abstractmethod
    def events(self) -> nw.LazyFrame[Any]:
        """The rows as they came."""

    @property
    @abstractmethod
    def time(self) -> nw.Expr:
        """When, in microseconds since 1970 (UTC)."""

    @abstractmethod
    def extent(self) -> Extent:
        """How large it is; one pass over the events, remembered."""

    @abstractmethod
    def rows(self, wanted: Wanted) -> Iterator[Rows]:
        """The events in order, in one or more parts; no customer is in two of them."""

    @abstractmethod
    def filter(self, keep: nw.Expr) -> Self:
        """The events of which something holds."""

    @abstractmethod
    def among(self, customers: nw.LazyFrame[Any] | list[Any], *, keep: bool = True) -> Self:
        """The events of some customers, or of all others.

        Args:
            customers: a frame of the same engine with their column, or their names.
            keep: whether they are kept, or left out.
        """

    @abstractmethod
    def with_columns(self, **columns: nw.Expr) -> Self:
        """The same events with more columns."""

    @abstractmethod
    def numbered(self, name: str) -> Self | None:
        """The same events with the numbers of their rows, or None where rows have no order."""

    @abstractmethod
    def native(self, frame: Any) -> Any:
        """A Narwhals frame as one of the user's own library."""
