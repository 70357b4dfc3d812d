"""How long it takes to convert, as curves and as a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeykit.analyzers.funnels.timed import ConvertTimes, TimeToConvert
from journeykit.view.durations import duration_ticks
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.format import format_duration, format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import (
    Views,
    described,
    duration,
    joined,
    note_of,
    p_value,
    units,
)
from journeykit.view.results.logs.rules import defined

__all__ = ["VIEWS"]

_MOST_CURVES = 8
_MOST_TICKS = 7
_MOST_POINTS = 60
_MOST_RISES = 50
_MOST_GUIDES = 3
_APART = 0.2
"""How far medians stand apart, as a share of the axis, for words to have room between them."""
_LEVEL = 0.98
"""A curve that has risen so far of its height is as good as level."""
_SHORTER = 0.7
"""What is left out of an axis is worth it where the rest is no longer than so much of it."""

Step = tuple[float, float, float | None, float | None]


def times_chart(result: TimeToConvert, *, locale: str | None = None) -> Chart:
    """See which share has converted by each time, those counted who have not yet.

    A curve of many steps is drawn by some sixty of them, and is exact where it rises.

    Args:
        result: the times to convert.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    watched = _watched(result)
    longest = _until(result, watched)
    ticks = duration_ticks(0, longest, _MOST_TICKS)
    groups = result.groups or (result.whole,)
    series = list(_series(result, groups[:_MOST_CURVES], ticks, longest, words))
    method = "log_aalen_johansen" if result.exits else "log_kaplan_meier"
    unseen = len(groups) - _MOST_CURVES
    medians = sorted(
        (g.median_s.value, g.label)
        for g in groups[:_MOST_GUIDES]
        if g.median_s.value is not None and g.median_s.value <= longest
    )
    told = [
        (median, words("titled", label, text) if len(groups) > 1 else text)
        for median, label in medians
        for text in [words("log_median_is", format_duration(median, locale))]
    ]
    # Words on lines that stand close would cover each other.
    apart = all(after - before > _APART * longest for (before, _), (after, _) in pairwise(medians))
    return Chart(
        "time-to-convert",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(words("log_time_since", result.start), kind=AxisKind.DURATION, low=0, high=longest),
        y=Axis(words("head_converted"), kind=AxisKind.PERCENT, low=0),
        series=series,
        guides=[Guide(median, text) for median, text in told] if apart else (),
        counts_title=words("log_at_risk") if ticks else None,
        open_means=words("log_censored") if any(p.open for s in series for p in s.points) else None,
        note=note_of(
            words("log_groups_left", unseen) if unseen > 0 else None,
            None if apart else "; ".join(text for _, text in told),
            words("log_drawn_until", *(format_duration(end, locale) for end in (longest, watched)))
            if longest < watched
            else None,
            words(method, f"{100 * result.confidence:g}"),
            defined(result.definition, locale),
            notes=result.notes,
        ),
        locale=locale,
    )


def _watched(result: TimeToConvert) -> float:
    """How long anyone was watched."""
    times = [p[0] for g in (result.whole, *result.groups) for p in g.points[-1:]]
    return max(times, default=0.0) or 1.0


def _until(result: TimeToConvert, watched: float) -> float:
    """Until when is drawn: to the end of the window, or without one until curves are level."""
    if result.definition.within_us is not None:
        return watched
    curves = [[point[:2] for point in g.points] for g in (result.whole, *result.groups)]
    curves += [list(zip(c.times, c.share, strict=True)) for c in result.whole.incidence]
    level = max(
        (
            next(time for time, share in curve if share >= _LEVEL * curve[-1][1])
            for curve in curves
            if curve
        ),
        default=0.0,
    )
    return 2 * level if 0 < 2 * level < _SHORTER * watched else watched


def _series(
    result: TimeToConvert,
    groups: Sequence[ConvertTimes],
    ticks: Sequence[float],
    longest: float,
    words: Labels,
) -> Iterator[Series]:
    for number, g in enumerate(groups):
        counts = [(tick, g.curve.at_risk_at(tick)) for tick in ticks]
        title = g.label or (result.step if result.exits else words("head_converted"))
        points = _points(g, _cut(g.points, longest), ticks)
        yield Series(f"group-{number}", title, points, kind=SeriesKind.STEPS, counts=counts)
    if len(groups) == 1:
        for number, c in enumerate(groups[0].incidence[1:]):
            steps = tuple(zip(c.times, c.share, c.low, c.high, strict=True))
            points = _points(groups[0], _cut(steps, longest), ticks)
            yield Series(f"exit-{number}", c.cause, points, kind=SeriesKind.STEPS)


def _cut(steps: Sequence[Step], end: float) -> Sequence[Step]:
    """The steps until the end of what is drawn, and how high the curve is there."""
    kept = [step for step in steps if step[0] <= end]
    return [*kept, (end, *kept[-1][1:])] if 0 < len(kept) < len(steps) else steps


def _points(group: ConvertTimes, steps: Sequence[Step], ticks: Sequence[float]) -> list[Point]:
    few = len(steps) <= _MOST_POINTS
    censored = zip(group.curve.times, group.curve.censored, strict=True)
    # Of many times somebody is last seen at each: marks would be a second line.
    lost = {time for time, number in censored if number} if few else set()
    points = [
        Point(
            time, share, interval=None if low is None or high is None else (low, high),
            open=time in lost and len(lost) < len(steps),
        )
        for time, share, low, high in (steps if few else _sampled(steps, ticks))
    ]  # fmt: skip
    return points if points and points[0].x <= 0 else [Point(0.0, 0.0), *points]


def _sampled(steps: Sequence[Step], ticks: Sequence[float]) -> Iterator[Step]:
    """The steps at which a curve has visibly risen, and its height at each tick."""
    times = [step[0] for step in steps]
    rise = steps[-1][1] / _MOST_RISES
    kept: dict[float, Step] = {times[-1]: steps[-1]}
    last = -rise
    for step in steps:
        if step[1] > 0 and step[1] - last >= rise:
            kept[step[0]], last = step, step[1]
    for tick in ticks:
        place = bisect_right(times, tick) - 1
        if place >= 0 and tick <= times[-1]:
            kept.setdefault(tick, (tick, *steps[place][1:]))
    yield from (kept[time] for time in sorted(kept))


def _title(result: TimeToConvert, words: Labels, locale: str | None) -> str:
    w = result.whole
    converted = format_number(w.converted, locale=locale)
    started = units(result.definition.count, w.customers, words, locale)
    return words("log_time", result.start, result.step, converted, started)


def _headline(result: TimeToConvert, words: Labels, locale: str | None) -> str | None:
    w = result.whole
    parts = []
    median = w.median_s.value
    if median is not None:
        parts.append(words("log_half_within", format_duration(median, locale)))
    elif w.plateau is not None:
        end = format_duration(w.points[-1][0], locale)
        parts.append(words("log_not_reached", share_text(w.plateau, locale), end))
    if result.overall is not None and result.overall.p is not None:
        differ = result.overall.p < result.alpha
        key = "log_groups_differ" if differ else "log_groups_alike"
        parts.append(words(key, p_value(result.overall.p, locale)))
    return joined(parts)


def times_table(result: TimeToConvert, *, locale: str | None = None) -> Table:
    """See the medians of all who started beside the means of those who made it.

    Args:
        result: the times to convert.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    number = ValueKind.NUMBER
    p_values = {d.label: p_value(d.p_adjusted, locale) for d in result.differences}
    tested = bool(p_values)
    return Table(
        "time-to-convert-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_group")),
            TableColumn(words(f"head_{result.definition.count}"), number),
            TableColumn(words("head_converted"), number),
            TableColumn(words("head_at_the_end"), ValueKind.PERCENT, decimals=1),
            TableColumn(words("head_median")),
            TableColumn(words("head_limits")),
            TableColumn(words("head_mean")),
            *([TableColumn(words("head_p_adjusted"))] if tested else []),
        ),
        rows=[
            (
                g.label or words("log_all"), g.customers, g.converted, g.plateau,
                duration(g.median_s.value, locale), _limits(g, words, locale),
                duration(g.mean_s, locale), *([p_values.get(g.label)] if tested else []),
            )
            for g in (result.whole, *result.groups)
        ],
        note=note_of(defined(result.definition, locale), notes=result.notes),
        locale=locale,
    )  # fmt: skip


def _limits(group: ConvertTimes, words: Labels, locale: str | None) -> str | None:
    low, high = group.median_s.low, group.median_s.high
    if low is None:
        return None
    return words("log_limits", format_duration(low, locale), duration(high, locale) or "∞")


VIEWS: Views = {TimeToConvert: {"curves": (Chart, times_chart), "table": (Table, times_table)}}
