"""The funnel of a log, as bars and as a table."""

from __future__ import annotations

from journeykit.analyzers.funnels.result import FunnelGroup, FunnelResult, FunnelStep, StepTimes
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_duration, format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import figures_of, heads, share_text, worst_of
from journeykit.view.results.logs.common import Views, described, duration, note_of, units
from journeykit.view.results.logs.rules import defined

__all__ = ["VIEWS"]

_MOST_GROUPS = 5
"""More sets of bars than these are thinner than their figures."""


def funnel_chart(result: FunnelResult, *, locale: str | None = None) -> Chart:
    """See how many take each step, what is lost on the way there, and how long it takes.

    Args:
        result: the funnel.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    shown = _groups(result)[:_MOST_GROUPS]
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    unseen = len(result.groups) - len(shown) if result.groups else 0
    return Chart(
        "funnel",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.CATEGORY, categories=[step.name for step in result.steps]),
        y=Axis(words(f"head_{result.definition.count}"), low=0),
        series=[_series(result, group, n, words, locale) for n, group in enumerate(shown)],
        note=note_of(
            words("log_groups_left", unseen) if unseen > 0 else None,
            words("funnel_wilson", f"{100 * result.confidence:g}"),
            defined(result.definition, locale),
            notes=result.notes,
        ),
        locale=locale,
    )


def _groups(result: FunnelResult) -> tuple[FunnelGroup, ...]:
    return result.groups or (FunnelGroup(value=(), steps=result.steps),)


def _title(result: FunnelResult, words: Labels, locale: str | None) -> str:
    first, last = result.steps[0], result.steps[-1]
    entered = units(result.definition.count, first.customers, words, locale)
    if last.from_start is None:
        counted = format_number(last.customers, locale=locale)
        return words("log_open_funnel", entered, first.name, counted, last.name)
    return words("log_funnel", entered, share_text(last.from_start, locale), last.name)


def _headline(result: FunnelResult, words: Labels, locale: str | None) -> str | None:
    """The worst loss, and how far each group comes."""
    parts = []
    worst = result.worst
    if worst is not None:
        lost = format_number(worst.loss or 0, locale=locale)
        share = share_text(worst.drop_off or 0.0, locale)
        parts.append(words("funnel_worst", worst.name, f"{lost} ({share})"))
    ends = [(group.label, group.steps[-1].from_start) for group in result.groups[:_MOST_GROUPS]]
    reached = ", ".join(
        words("titled", label, share_text(end, locale)) for label, end in ends if end is not None
    )
    if reached:
        parts.append(words("log_reached", result.steps[-1].name, reached))
    return " ".join(parts) or None


def _series(
    result: FunnelResult, group: FunnelGroup, number: int, words: Labels, locale: str | None
) -> Series:
    several = len(result.groups) > 1
    sure = any(step.drop_off_interval is not None for step in group.steps)
    # The last figure is the share of the start, which an open funnel has not.
    shown = -1 if result.definition.open else None
    worst = worst_of(group.steps)
    points = []
    before: FunnelStep | None = None
    for place, step in enumerate(group.steps):
        keys = worst.get(place, [])
        lines = [format_number(step.customers, locale=locale)]
        lines += [words("log_optional")] if step.optional else [words(key) for key in keys]
        times = _times(result, group, place)
        points.append(
            Point(
                place, step.customers, label="\n".join(lines),
                before=before.customers if before and step.loss and step.loss > 0 else None,
                pending=before.waiting or None if before and not step.optional else None,
                interval=_spread(step),
                details=_figures(step, locale, sure=sure)[:shown],
                between=_waited(times, words, locale, short=several),
                tone=Tone.MUTED if step.optional else Tone.NEGATIVE if keys else Tone.NEUTRAL,
            )
        )  # fmt: skip
        before = before if step.optional else step
    title = group.label if result.groups else words(f"head_{result.definition.count}")
    timed = any(point.between for point in points)
    return Series(
        f"group-{number}", title, points, kind=SeriesKind.BARS,
        details=heads(words, result.confidence, sure=sure)[:shown],
        between=words("log_time_between") if timed else None,
    )  # fmt: skip


def _figures(step: FunnelStep, locale: str | None, *, sure: bool) -> tuple[str, ...]:
    figures = figures_of(step, locale, sure=sure)
    # Who passes by an optional step is not lost.
    return (*[""] * (len(figures) - 1), figures[-1]) if step.optional else figures


def _spread(step: FunnelStep) -> tuple[float, float] | None:
    """The interval of those who came, in whole units; in an open funnel others are there, too."""
    if step.conversion_interval is None or step.before is None or step.came != step.customers:
        return None
    low, high = (round(step.before * share) for share in step.conversion_interval)
    return (low, high)


def _times(result: FunnelResult, group: FunnelGroup, place: int) -> StepTimes:
    if place == 0 or result.run is None:
        return StepTimes(n=0)
    return result.times(place, group=group.value if result.groups else None)


def _waited(times: StepTimes, words: Labels, locale: str | None, *, short: bool) -> str | None:
    if times.median_s is None or times.q90_s is None:
        return None
    median = format_duration(times.median_s, locale)
    most = words("log_most_within", format_duration(times.q90_s, locale))
    return median if short else f"{median}\n{most}"


def funnel_table(result: FunnelResult, *, locale: str | None = None) -> Table:
    """See every figure of every step, of each group.

    Args:
        result: the funnel.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    waiting = any(step.waiting for step in result.steps)
    columns = (
        *([TableColumn(words("head_group"))] if result.groups else []),
        TableColumn(words("head_step")),
        TableColumn(words(f"head_{result.definition.count}"), number),
        TableColumn(words("head_lost"), number),
        TableColumn(words("head_conversion"), share, decimals=1),
        TableColumn(
            words("funnel_interval", f"{100 * result.confidence:g}"), ValueKind.INTERVAL, decimals=1
        ),
        TableColumn(words("head_from_start"), share, decimals=1),
        *([TableColumn(words("head_waiting"), number)] if waiting else []),
        TableColumn(words("head_median")),
        TableColumn(words("head_most_within")),
    )
    rows = []
    for group in _groups(result):
        for place, step in enumerate(group.steps):
            times = _times(result, group, place)
            rows.append(
                (
                    *([group.label] if result.groups else []),
                    f"{step.name} ({words('log_optional')})" if step.optional else step.name,
                    step.customers, step.loss, step.conversion, step.conversion_interval,
                    step.from_start, *([step.waiting] if waiting else []),
                    duration(times.median_s, locale), duration(times.q90_s, locale),
                )
            )  # fmt: skip
    return Table(
        "funnel-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=columns,
        rows=rows,
        note=note_of(defined(result.definition, locale), notes=result.notes),
        locale=locale,
    )


VIEWS: Views = {
    FunnelResult: {"funnel": (Chart, funnel_chart), "table": (Table, funnel_table)},
}
