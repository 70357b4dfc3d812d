"""Which events are meant: by name, and by what their columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals as nw
from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Value
from journeykit.model.frozendict import EMPTY, FrozenDict

__all__ = [
    "Condition",
    "Test",
    "any_of",
    "at_least",
    "at_most",
    "contains",
    "is_missing",
    "is_not",
    "is_set",
]


@frozen(repr=False)
class Test(Value):
    """What a column has to hold.

    Attributes:
        kind: `is`, `is not`, `contains`, `set`, `missing`, `at least` or `at most`.
        values: what it is compared with.
    """

    # Not a test of pytest, whatever the name says.
    __test__ = False

    kind: str
    values: tuple[Any, ...] = ()

    def holds(self, column: str) -> nw.Expr:
        """The test as an expression; a missing value passes `missing` and `is not` only."""
        cell = nw.col(column)
        match self.kind:
            case "set":
                return ~cell.is_null()
            case "missing":
                return cell.is_null()
            case "contains":
                found = [
                    cell.cast(nw.String()).str.contains(str(v), literal=True) for v in self.values
                ]
                return nw.any_horizontal(*found, ignore_nulls=True).fill_null(value=False)
            case "at least":
                least: nw.Expr = cell >= self.values[0]
                return least.fill_null(value=False)
            case "at most":
                most: nw.Expr = cell <= self.values[0]
                return most.fill_null(value=False)
            case "is not":
                return ~self._is_one(cell)
            case _:
                return self._is_one(cell)

    def _is_one(self, cell: nw.Expr) -> nw.Expr:
        if all(isinstance(value, str) for value in self.values):
            return cell.is_in(list(self.values)).fill_null(value=False)
        # Whole numbers are found among fractions by comparison, but not as a list.
        each = [cell == value for value in self.values]
        return nw.any_horizontal(*each, ignore_nulls=True).fill_null(value=False)

    def __str__(self) -> str:
        values = " or ".join(repr(value) for value in self.values)
        return f"{self.kind} {values}".strip()


def is_not(*values: Any) -> Test:
    """The column holds none of the values; a missing value passes."""
    return Test("is not", values)


def contains(*texts: str) -> Test:
    """The column's text contains one of the texts, letter by letter."""
    return Test("contains", texts)


def is_set() -> Test:
    """The column holds a value."""
    return Test("set")


def is_missing() -> Test:
    """The column holds no value."""
    return Test("missing")


def at_least(value: Any) -> Test:
    """The column holds the value or more."""
    return Test("at least", (value,))


def at_most(value: Any) -> Test:
    """The column holds the value or less."""
    return Test("at most", (value,))


def as_names(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Names of events: one, several, or none for any event."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def as_tests(value: Mapping[str, Any] | None) -> FrozenDict[str, Test]:
    """Tests of columns: a value or several stand for `is`."""
    tests: dict[str, Test] = {}
    for column, test in (value or {}).items():
        if isinstance(test, Test):
            tests[column] = test
        elif isinstance(test, Iterable) and not isinstance(test, str):
            tests[column] = Test("is", tuple(test))
        else:
            tests[column] = Test("is", (test,))
    return FrozenDict(tests)


def check_tests(owner: str, tests: Mapping[str, Test], schema: Mapping[str, Any]) -> None:
    """Refuse tests of columns that are not there, or that hold values of another kind.

    Args:
        owner: who asks, for the error.
        tests: for each column its test.
        schema: for each column of the log its type.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if a column can never hold a value that is asked for.
    """
    for column, test in tests.items():
        if column not in schema:
            raise NotFoundError("column of the log", column, list(schema))
        kind = schema[column]
        texts = kind in (nw.String, nw.Categorical, nw.Enum)
        for value in () if test.kind == "contains" else test.values:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if (
                value is None
                or kind.is_nested()
                or (kind in (nw.Date, nw.Datetime) and not isinstance(value, date))
                or (texts and not isinstance(value, str))
                or (kind.is_numeric() and not (is_number or isinstance(value, Decimal)))
                or (kind == nw.Boolean and not isinstance(value, bool))
            ):
                raise InvalidValueError(
                    owner, column, expected=f"a value as the column holds, {kind}", got=value,
                    hint=_hint(value, kind),
                )  # fmt: skip


def _hint(value: Any, kind: Any) -> str | None:
    if value is None:
        return "what holds no value is found by is_missing() of journeykit.events"
    if kind in (nw.Date, nw.Datetime):
        return "write datetime.date(2026, 1, 31), or a datetime"
    return None


def _check_names(owner: object, attribute: Any, value: tuple[Any, ...]) -> None:
    for name in value:
        if not isinstance(name, str):
            raise InvalidValueError(
                type(owner).__name__, attribute.name, expected="names of events, as texts", got=name
            )


def _as_others(value: Condition | Iterable[Condition]) -> tuple[Condition, ...]:
    return (value,) if isinstance(value, Condition) else tuple(value)


@frozen(repr=False)
class Condition(Value):
    """Events by name and by what their columns hold.

    Attributes:
        events: names, any one of which is meant; none stands for any event.
        where: for each column the test that it has to pass; all of them must hold.
        others: conditions that will do as well: see `any_of`.
    """

    events: tuple[str, ...] = field(default=(), converter=as_names, validator=_check_names)
    where: FrozenDict[str, Test] = field(default=EMPTY, converter=as_tests, kw_only=True)
    others: tuple[Condition, ...] = field(default=(), converter=_as_others, kw_only=True)

    @property
    def condition(self) -> Condition:
        """Which events are meant, whatever else is asked of them."""
        return Condition(self.events, where=self.where, others=self.others)

    @property
    def alternatives(self) -> tuple[Condition, ...]:
        """Conditions without others, any one of which is enough."""
        own = Condition(self.events, where=self.where)
        return (own, *(one for other in self.others for one in other.alternatives))

    @property
    def names(self) -> tuple[str, ...]:
        """All names of events that are asked for."""
        return tuple(dict.fromkeys(name for one in self.alternatives for name in one.events))

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are tested."""
        return tuple(dict.fromkeys(column for one in self.alternatives for column in one.where))

    def named(self, event: str) -> nw.Expr:
        """Whether a column of names of events holds one of those meant, of others not asked."""
        if not self.events:
            return ~nw.col(event).is_null()
        return nw.col(event).is_in(list(self.events))

    def passed(self) -> nw.Expr:
        """Whether all tests of columns hold, of others not asked."""
        tests = [test.holds(column) for column, test in self.where.items()]
        return nw.all_horizontal(*tests, ignore_nulls=False) if tests else nw.lit(value=True)

    def apart(self, other: Condition) -> bool:
        """Whether no event can ever meet both, as far as the names tell."""
        return not any(
            not a.events or not b.events or set(a.events) & set(b.events)
            for a in self.alternatives
            for b in other.alternatives
        )

    def __str__(self) -> str:
        return ", or ".join(map(_in_words, self.alternatives))


def _in_words(condition: Condition) -> str:
    names = " or ".join(condition.events) or "any event"
    tests = " and ".join(f"{column} {test}" for column, test in condition.where.items())
    return f"{names} where {tests}" if tests else names


def any_of(first: Condition, *rest: Condition) -> Condition:
    """The events that meet one of some conditions; those with the same tests become one.

    Examples:
        >>> str(any_of(Condition("cart"), Condition("paid"), Condition("call", where={"line": 2})))
        'cart or paid, or call where line is 2'
    """
    names: dict[FrozenDict[str, Test], tuple[str, ...]] = {}
    for one in (one for condition in (first, *rest) for one in condition.alternatives):
        known = names.get(one.where)
        both = (
            one.events if known is None else (*known, *one.events) if known and one.events else ()
        )
        names[one.where] = tuple(dict.fromkeys(both))
    merged, *others = (Condition(events, where=where) for where, events in names.items())
    return merged.replace(others=others) if others else merged
