"""The questions that the quality report asks of a log, each a small query on any engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from journeykit.diagnostics import Severity
from journeykit.events.engines.source import Wanted
from journeykit.events.moments import Moment, as_text, as_us
from journeykit.events.quality import LogFinding, LogQuality

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["check_log"]

_N = "_n"
_US = "_us"
_PLACE = "_place"
_DAY_US = 86_400_000_000
_YEAR_US = 365 * _DAY_US
_SHOWN = 3
_RANK = list(Severity)

Found = Iterator[LogFinding]


def check_log(log: EventLog, *, today: Moment | None = None) -> LogQuality:
    """Find what is wrong, or odd, with a log.

    Args:
        log: the events.
        today: the day of the check: times a year after it are wrong. None takes the
            time in which 99 % of the events lie.

    Raises:
        InvalidValueError: if `today` is no moment.
    """
    extent = log.extent
    end = None if today is None else as_us(today, owner="EventLog.quality", field="today")
    view = _View(log, end)
    findings = [finding for check in _CHECKS for finding in check(view)]
    findings.sort(key=lambda finding: (_RANK.index(finding.severity), -finding.share))
    return LogQuality(
        rows=extent.events + extent.left_out, customers=extent.customers, findings=tuple(findings)
    )


@frozen(eq=False)
class _View:
    """A log, and the events of it that can be used, with their time in `_US`."""

    log: EventLog
    end_us: int | None

    @property
    def events(self) -> nw.LazyFrame[Any]:
        source = self.log.source
        timed: nw.LazyFrame[Any] = source.with_columns(**{_US: source.time}).events
        r = self.log.roles
        known = nw.all_horizontal(
            *(~nw.col(name).is_null() for name in (r.customer, r.event, _US)), ignore_nulls=False
        )
        return timed.filter(known)

    def counted(self, *columns: str) -> nw.LazyFrame[Any]:
        """How many events hold each combination of values, in `_N`."""
        return self.events.group_by(*columns).agg(nw.len().alias(_N))

    def finding(
        self, kind: str, severity: Severity, message: str, count: int, **rest: Any
    ) -> LogFinding:
        """A finding, with its share of what is counted."""
        extent = self.log.extent
        known = {
            "rows": extent.events + extent.left_out, "customers": extent.customers,
            "names": len(self.log.event_names), "events": extent.events,
        }  # fmt: skip
        return LogFinding(
            kind=kind, severity=severity, message=message, count=count,
            whole=known.get(rest["unit"], count), **rest,
        )  # fmt: skip


def _collected(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frame.collect().rows(named=True)
    return rows


def _total(frame: nw.LazyFrame[Any]) -> int:
    return int(_collected(frame.select(nw.col(_N).sum()))[0][_N] or 0)


def _missing(view: _View) -> Found:
    extent = view.log.extent
    for role, count in (
        ("customer", extent.without_customer),
        ("event", extent.without_event),
        ("time", extent.without_time),
    ):
        if count:
            column = getattr(view.log.roles, role)
            yield view.finding(
                f"no-{role}", Severity.WARNING, f"without {role} (column {column!r})", count,
                unit="rows", done="leaves them out of every count",
                hint=f"find out why {column!r} is empty there",
            )  # fmt: skip


def _disorder(view: _View) -> Found:
    log, order = view.log, view.log.roles.order
    source = log.source.numbered(_PLACE) if order is None else log.source
    if source is None:
        return
    count = 0
    shown: list[str] = []
    place = {_PLACE: _PLACE if order is None else order, "_who": log.roles.customer}
    wanted = Wanted(keys=(log.roles.customer,), columns=place)
    for rows in source.rows(wanted):
        back = rows.with_columns(_back=rows.previous(nw.col(_PLACE)) > nw.col(_PLACE))
        found = back.frame.lazy().filter(nw.col("_back"))
        count += int(_collected(found.select(nw.len().alias(_N)))[0][_N])
        if len(shown) < _SHOWN:
            shown += [
                str(row["_who"])
                for row in _collected(found.select("_who").unique().sort("_who").head(_SHOWN))
            ]
    if count:
        by = "as the rows stand" if order is None else f"by column {order!r}"
        yield view.finding(
            "out-of-order", Severity.INFO,
            f"out of order of time, {by}", count,
            unit="events", examples=tuple(shown[:_SHOWN]),
            done="sorts by time", hint="see whether clocks differ, or late events were added",
        )  # fmt: skip


def _times(view: _View) -> Found:
    years = _collected(
        view.events.select(_year=(nw.col(_US) - nw.col(_US) % _YEAR_US))
        .group_by("_year").agg(nw.len().alias(_N)).sort("_year")
    )  # fmt: skip
    numbers = view.log.source.events.collect_schema()[view.log.roles.time].is_numeric()
    early = nw.col(_US) < _YEAR_US
    count = _count(view, early)
    if count and not (numbers and count < view.log.extent.events):
        yield view.finding(
            "before-1971", Severity.WARNING, "before 1971", count,
            unit="events", examples=_whens(view, early), done="takes them as they are",
            hint="a date of 1970 often stands for a time that was not known",
        )  # fmt: skip
    elif count:
        yield _mixed(view, count, early)
    end = view.end_us if view.end_us is not None else _bulk(years)
    late = nw.col(_US) > end + _YEAR_US
    if numbers:
        # The next smaller unit lies a thousand times further from 1970.
        wild = nw.col(_US) > 100 * max(_bulk(years, 0.5), _YEAR_US)
        count = _count(view, wild)
        if count:
            yield _mixed(view, count, wild)
            late = late & ~wild
    count = _count(view, late)
    if count:
        since = "today" if view.end_us is not None else "nearly all others"
        yield view.finding(
            "far-future", Severity.WARNING, f"a year or more after {since}", count,
            unit="events", examples=_whens(view, late), done="takes them as they are",
            hint="leave them out by log.between(until=...), or mend their clocks",
        )  # fmt: skip
    zones = {
        offset.replace("Z", "+00:00").replace("+0000", "+00:00") for offset in view.log.offsets
    }
    if len(zones) > 1:
        yield view.finding(
            "mixed-zones", Severity.INFO, "times written with several offsets from UTC", len(zones), unit="offsets", examples=tuple(sorted(zones))[:_SHOWN], done="turns all to UTC",
            hint="summer time explains two; otherwise see whether one is a slip",
        )  # fmt: skip


def _mixed(view: _View, count: int, which: nw.Expr) -> LogFinding:
    """Times of another unit than those of most."""
    return view.finding(
        "mixed-units", Severity.ERROR,
        "numbers of two units, such as seconds among milliseconds", count,
        unit="events", examples=_whens(view, which),
        done=f"counts numbers in {view.log.time_unit!r}",
        hint="bring them to one unit, or say which: time_unit='ms'",
    )  # fmt: skip


def _bulk(years: list[dict[str, Any]], share: float = 0.99) -> int:
    """The end of the year up to which so many of the events lie."""
    rest = sum(int(row[_N]) for row in years) * share
    for row in years:
        rest -= int(row[_N])
        if rest <= 0:
            return int(row["_year"]) + _YEAR_US
    return 0


def _count(view: _View, keep: nw.Expr) -> int:
    return int(_collected(view.events.filter(keep).select(nw.len().alias(_N)))[0][_N])


def _whens(view: _View, keep: nw.Expr) -> tuple[str, ...]:
    """Some customers and times."""
    who = view.log.roles.customer
    rows = _collected(view.events.filter(keep).select(who, _US).sort(_US, who).head(_SHOWN))
    return tuple(f"{row[who]} at {as_text(row[_US])}" for row in rows)


def _repeats(view: _View) -> Found:
    r = view.log.roles
    twice = view.counted(*view.log.columns).filter(nw.col(_N) > 1)
    more = _total(twice.select(nw.col(_N) - 1))
    if more:
        rows = _collected(twice.sort(r.customer, r.event, r.time).head(_SHOWN))
        yield view.finding(
            "duplicates", Severity.WARNING,
            "repeat another in every column", more, unit="events",
            examples=tuple(f"{row[r.customer]}: {row[r.event]}, {row[_N]} times" for row in rows),
            done="counts each", hint="drop them at the source if one event was sent twice",
        )  # fmt: skip
    at_once = view.counted(r.customer, _US).filter(nw.col(_N) > 1)
    tied = _total(at_once)
    if tied:
        rows = _collected(at_once.sort(_N, r.customer, descending=[True, False]).head(_SHOWN))
        yield view.finding(
            "ties", Severity.INFO, "at the same time as another of their customer",
            tied, unit="events",
            examples=tuple(f"{row[r.customer]}: {row[_N]} at {as_text(row[_US])}" for row in rows),
            done="lets a funnel take them in any order (ties='any')",
            hint="name a column of order, or ask for ties='strict', where that is wrong",
        )  # fmt: skip


def _customers(view: _View) -> Found:
    who = view.log.roles.customer
    each = view.counted(who)
    sizes = sorted(
        (int(row[_N]), int(row["_customers"]))
        for row in _collected(each.group_by(_N).agg(nw.len().alias("_customers")))
    )
    customers, events = sum(n for _, n in sizes), sum(size * n for size, n in sizes)
    single = next((n for size, n in sizes if size == 1), 0)
    if single:
        yield view.finding(
            "one-event", Severity.INFO, "with one event", single,
            unit="customers", done="counts them",
            hint="where that is most of them, see whether visits of one customer are told together",
        )  # fmt: skip
    median = _median(sizes, customers)
    # One of few customers has more than a hundredth of the events by rights.
    most = max(min(100 * median, max(events / 100, 10 * median)), 1)
    many = sum(n for size, n in sizes if size > most)
    if many:
        rows = _collected(each.filter(nw.col(_N) > most).sort(_N, descending=True).head(_SHOWN))
        yield view.finding(
            "busy-customers", Severity.WARNING,
            f"with far more events than others (median {median:,})", many,
            unit="customers", examples=tuple(f"{row[who]}: {row[_N]:,} events" for row in rows),
            done="counts them like others",
            hint="bots, tests or a shared account: leave them out at the source",
        )  # fmt: skip


def _median(sizes: list[tuple[int, int]], customers: int) -> int:
    seen = 0
    for size, number in sizes:
        seen += number
        if 2 * seen >= customers:
            return size
    return 0


def _names(view: _View) -> Found:
    names = view.log.event_names
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[" ".join(name.split()).casefold()].append(name)
    groups = [group for group in alike.values() if len(group) > 1]
    if groups:
        count = sum(map(len, groups))
        yield view.finding(
            "names-alike", Severity.WARNING,
            "differ from another only in case or space", count,
            unit="names", examples=tuple(" / ".join(map(repr, group)) for group in groups[:_SHOWN]),
            done="takes them as different events", hint="make them one by log.rename({...})",
        )  # fmt: skip
    if len(names) == 1:
        yield view.finding(
            "one-name", Severity.WARNING, "one name for all events", 1,
            unit="names", done="takes it as it is",
            hint="see whether another column says what was done: event='...'",
        )  # fmt: skip


_CHECKS: tuple[Callable[[_View], Found], ...] = (
    _missing, _times, _disorder, _repeats, _customers, _names,
)  # fmt: skip
