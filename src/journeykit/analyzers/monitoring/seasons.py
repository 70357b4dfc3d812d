"""Whether two periods can be compared: other seasons, weekdays or holidays are other customers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from journeykit.analyzers.wording import plural
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value
from journeykit.model.period import days_between

__all__ = ["SeasonFault", "SeasonWarning", "compare_periods", "days_off"]

Days = tuple[dt.date, dt.date]

_YEAR = dt.timedelta(days=364)
"""52 weeks: the same weekdays, and the same season."""
_SEASON = 31
"""So many days apart in the year two periods are of one season."""
_WEEKDAYS = 0.05
"""By so much the share of a weekday may differ: two whole months never differ by more."""
_LENGTH = 0.2
"""By so much one period may be longer: the longest month is less so than the shortest."""
_HOLIDAYS = 0.02
"""By so much the share of holidays may differ: less than a day in a month."""
_WEEK = 7


class SeasonFault(StrEnum):
    """Why two periods are not comparable."""

    UNKNOWN = "unknown"
    """A period is not given, or cannot be read."""
    ORDER = "order"
    """The period after lies before the one before."""
    OVERLAP = "overlap"
    """Some days are in both periods."""
    LENGTH = "length"
    """One period is much longer than the other."""
    WEEKDAYS = "weekdays"
    """Some weekday makes up more of one period than of the other."""
    SEASON = "season"
    """The periods lie in other parts of the year."""
    HOLIDAYS = "holidays"
    """Holidays make up more of one period than of the other."""
    TREND = "trend"
    """The figure was rising or falling before the change."""


@frozen(repr=False)
class SeasonWarning(Value):
    """Why a change between two periods may come from something else.

    Attributes:
        fault: which of the known reasons.
        text: the same in words, with the figures.
        hint: what would be comparable, or None.
    """

    fault: SeasonFault
    text: str
    hint: str | None = None


def compare_periods(
    before: str | None, after: str | None, *, holidays: Iterable[dt.date | str] = ()
) -> tuple[SeasonWarning, ...]:
    """Say what makes two periods hard to compare, and what would be comparable.

    Checked are: that both can be read, their order and that no day is in both; lengths
    more than 20 % apart; a weekday whose share of the days differs by more than 5
    points; middles more than 31 days apart in the year; and holidays whose
    share of the days differs by more than 2 points.

    Args:
        before: the period before, as in `Measurement.period`.
        after: the period after.
        holidays: days that are unlike others, as dates or ISO text; none are known
            by themselves, for they depend on the country.

    Returns:
        The warnings; none where nothing speaks against it.

    Raises:
        InvalidValueError: if a holiday is no date.

    Examples:
        >>> [str(warning.fault) for warning in compare_periods("2026-03/2026-05", "2026-06/2026-08")]
        ['season']
        >>> compare_periods("2025-06-02/2025-08-31", "2026-06-01/2026-08-30")
        ()
    """
    free = frozenset(days_off(holidays))
    first, second = (
        days_between(period) if isinstance(period, str) else None for period in (before, after)
    )
    if first is None or second is None:
        text = _unknown(before, first) or _unknown(after, second)
        hint = "give periods such as 2026-01/2026-03"
        return (SeasonWarning(SeasonFault.UNKNOWN, f"{text}: seasons may differ", hint),)
    return tuple(_warnings(first, second, free))


def _warnings(before: Days, after: Days, holidays: frozenset[dt.date]) -> Iterator[SeasonWarning]:
    if after[1] < before[0]:
        text = f"the period after ({_shown(after)}) lies before the one before ({_shown(before)})"
        yield SeasonWarning(SeasonFault.ORDER, text, "swap the two")
    elif after[0] <= before[1]:
        both = max(before[0], after[0]), min(before[1], after[1])
        text = f"{plural(_length(both), 'day')} ({_shown(both)}) in both periods"
        yield SeasonWarning(SeasonFault.OVERLAP, text, "take periods without common days")
    lengths = _length(before), _length(after)
    like = _like(after)
    if max(lengths) > (1 + _LENGTH) * min(lengths):
        text = f"before is {plural(lengths[0], 'day')} long, after {plural(lengths[1], 'day')}"
        yield SeasonWarning(SeasonFault.LENGTH, text, "take periods of one length")
    day, shares = max(_weekdays(before, after), key=lambda item: abs(item[1][1] - item[1][0]))
    if abs(shares[1] - shares[0]) > _WEEKDAYS:
        text = f"{day}s are {shares[0]:.0%} of the days before, and {shares[1]:.0%} after"
        yield SeasonWarning(SeasonFault.WEEKDAYS, text, "take whole weeks")
    apart = _apart(before, after)
    if apart > _SEASON:
        text = f"the periods are {plural(apart, 'day')} apart in the year ({_shown(before)}, {_shown(after)})"
        yield SeasonWarning(
            SeasonFault.SEASON, text, f"compare with {_shown(like)}, 52 weeks before"
        )
    free = [sum(days[0] <= day <= days[1] for day in holidays) for days in (before, after)]
    if abs(free[1] / lengths[1] - free[0] / lengths[0]) > _HOLIDAYS:
        text = f"{plural(free[0], 'holiday')} before, {free[1]:,} after"
        yield SeasonWarning(SeasonFault.HOLIDAYS, text, "leave them out of both")


def _unknown(period: str | None, days: Days | None) -> str | None:
    if days is not None:
        return None
    return "a period is not given" if period is None else f"the period {period!r} cannot be read"


def days_off(holidays: Iterable[dt.date | str]) -> tuple[dt.date, ...]:
    """Holidays as dates.

    Raises:
        InvalidValueError: if one is no date.

    Examples:
        >>> days_off(["2026-12-25"])
        (datetime.date(2026, 12, 25),)
    """
    if isinstance(holidays, str | dt.date):
        raise InvalidValueError(
            "compare_periods", "holidays", expected="a list of dates", got=holidays,
            hint=f"write [{str(holidays)!r}]",
        )  # fmt: skip
    return tuple(map(_day, holidays))


def _day(value: dt.date | str) -> dt.date:
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidValueError(
            "compare_periods", "holidays", expected="dates such as 2026-12-25", got=value
        ) from None


def _length(days: Days) -> int:
    return (days[1] - days[0]).days + 1


def _like(days: Days) -> Days:
    """The same days a year earlier, by weekday; as they are at the beginning of time."""
    early = days[0] < dt.date.min + _YEAR
    return days if early else (days[0] - _YEAR, days[1] - _YEAR)


def _weekdays(before: Days, after: Days) -> Iterator[tuple[str, tuple[float, float]]]:
    """For each weekday its share of the days before and after."""
    for number in range(_WEEK):
        shares = (_share(number, days) for days in (before, after))
        yield _NAMES[number], (next(shares), next(shares))


_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _share(weekday: int, days: Days) -> float:
    """The share of days that are this weekday, 0 for Monday."""
    length = _length(days)
    before = (weekday - days[0].weekday()) % _WEEK
    return max(0, length - before + _WEEK - 1) // _WEEK / length


def _apart(before: Days, after: Days) -> int:
    """How many days the middles of two periods lie apart in the year."""
    middles = [days[0].toordinal() + _length(days) / 2 for days in (before, after)]
    around = (middles[1] - middles[0]) % 365.2425
    return round(min(around, 365.2425 - around))


def _shown(days: Days) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
