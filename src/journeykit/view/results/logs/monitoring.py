"""Before against after, and shares watched period by period, as figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from journeykit.analyzers.monitoring import (
    ChangeVerdict,
    ControlChart,
    ControlPoint,
    MetricChange,
    MetricChanges,
)
from journeykit.analyzers.monitoring.changes import item_notes, segment_text
from journeykit.model import Metric
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
    TableValue,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number, format_signed, format_value
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import ADJUSTMENTS, Views, described, note_of, p_value

__all__ = ["VIEWS"]

_TONES = {ChangeVerdict.BETTER: Tone.POSITIVE, ChangeVerdict.WORSE: Tone.NEGATIVE}
_WORDS = {
    ChangeVerdict.BETTER: "watch_better",
    ChangeVerdict.WORSE: "watch_worse",
    ChangeVerdict.OTHER: "watch_other",
    ChangeVerdict.TOO_SMALL: "watch_too_small",
    ChangeVerdict.ALIKE: "watch_alike",
    ChangeVerdict.MAY_BE_CHANCE: "log_may_be_chance",
    ChangeVerdict.UNKNOWN: "watch_unknown",
}
_HUNDRED = 100.0
_FEW = 3
"""So many changes are told by name."""
_NEARLY_HALF = 0.499
"""Beyond half a place an axis would call it the next one."""
_POINTS = "points"


def changes_chart(result: MetricChanges, *, locale: str | None = None) -> Chart:
    """See by how much each metric changed, how sure that is, and which changes hold.

    Metrics of several units stand on one axis as parts of their scales; those without
    ends stand in the table alone.

    Args:
        result: the changes.
        locale: language as BCP 47; None takes that of the journey, else English.
    """
    locale = locale or result.locale
    words = labels(locale)
    told = [item for item in result.items if item.comparison and not item.refusal]
    scale = _scale([item.metric for item in told])
    shown = [item for item in told if scale is not None or _width(item.metric)]
    left = _briefly([item for item in result.items if item not in shown])
    title, subtitle = _title(result, words), _headline(result, words, locale)
    points = [_point(item, place, scale, words, locale) for place, item in enumerate(shown)]
    return Chart(
        "changes",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(_axis([item.metric for item in shown], words)),
        y=Axis(kind=AxisKind.CATEGORY, categories=_names(shown)),
        series=[
            Series(
                "changes", words("change_difference"), points, kind=SeriesKind.ESTIMATES,
                details=(words("watch_ends"), words("change_answers"), words("head_p_adjusted")),
            )
        ],
        guides=[Guide(0, words("watch_no_change"))] if points else (),
        open_means=words("log_may_be_chance") if any(point.open for point in points) else None,
        note=note_of(
            words("watch_intervals", f"{_HUNDRED * result.confidence:g}"),
            _tested(result, words),
            words("watch_table_only", left) if left else None,
            words("watch_cause"),
            notes=_warned(result),
        ),
        locale=locale,
    )  # fmt: skip


def _names(items: Sequence[MetricChange]) -> list[str]:
    """What each change is of: where alone says it, if all are of one metric."""
    one = len({item.metric for item in items}) == 1 and all(item.where for item in items)
    return [_name(item, short=one) for item in items]


def _name(item: MetricChange, *, short: bool = False) -> str:
    """What a change is of, and for whom; in short without the metric."""
    name = item.where or "" if short else item.name
    of = segment_text(item.after.segment)
    return f"{name} ({of})" if of else name


def _briefly(items: Sequence[MetricChange]) -> str:
    """A few changes by their names, many by their metrics with the number of each."""
    if len(items) <= _FEW:
        return ", ".join(map(_name, items))
    counted = Counter(item.metric.name for item in items)
    return ", ".join(f"{name} ({number})" for name, number in counted.items())


def _percent(metric: Metric) -> bool:
    return metric.unit in ("share", "%")


def _width(metric: Metric) -> float | None:
    """How wide the scale of a metric is, or None where it has no ends."""
    return None if metric.low is None or metric.high is None else metric.high - metric.low


def _scale(metrics: Sequence[Metric]) -> float | None:
    """By what figures of one unit are multiplied; None where units differ."""
    if all(map(_percent, metrics)) and len({m.unit for m in metrics}) == 1:
        return _HUNDRED if metrics and metrics[0].unit == "share" else 1.0
    return 1.0 if len({(m.unit, m.low, m.high) for m in metrics}) == 1 else None


def _axis(metrics: Sequence[Metric], words: Labels) -> str:
    if _scale(metrics) is None:
        return words("watch_scale")
    if not metrics or _percent(metrics[0]):
        return words("watch_points")
    unit = metrics[0].unit
    return words("change_difference") if unit is None else words("watch_unit", unit)


def _point(
    item: MetricChange, place: int, scale: float | None, words: Labels, locale: str | None
) -> Point:
    by = scale if scale is not None else _HUNDRED / (_width(item.metric) or 1.0)
    c, ends = item.comparison, (item.before, item.after)
    low, value, high = (by * (x or 0.0) for x in ((c.low, c.difference, c.high) if c else (0,) * 3))
    return Point(
        value, place, interval=(low, high), open=not item.holds, id=item.touchpoint,
        tone=_TONES.get(item.verdict, Tone.NEUTRAL),
        details=(
            words("watch_from_to", *(_figure(sample.value, item.metric, locale) for sample in ends)),
            ", ".join(
                "–" if n is None else format_number(n, locale=locale)
                for n in (sample.n for sample in ends)
            ),
            p_value(item.p_adjusted, locale),
        ),
    )  # fmt: skip


def _figure(value: float, metric: Metric, locale: str | None) -> str:
    """A figure of a metric, no finer than needed."""
    if metric.unit == "share":
        return share_text(value, locale)
    if metric.unit == "%":
        return share_text(value / _HUNDRED, locale)
    text = format_number(value, 0 if abs(value) >= _HUNDRED else None, locale)
    silent = metric.unit in (None, _POINTS, metric.name.lower())
    return text if silent else f"{text} {metric.unit}"


def _by(value: float, metric: Metric, locale: str | None, *, signed: bool = True) -> str:
    """A difference of a metric: percentages in points."""
    shown = _HUNDRED * value if metric.unit == "share" else value
    decimals = 1 if abs(shown) >= 1 else 2
    return (format_signed if signed else format_number)(shown, decimals, locale)


def _title(result: MetricChanges, words: Labels) -> str:
    found = len(result.findings)
    verdict = words("watch_many", found) if found > 1 else words("watch_one" if found else "watch_none")  # fmt: skip
    return words("watch_changes", result.title, verdict)


def _headline(result: MetricChanges, words: Labels, locale: str | None) -> str | None:
    """The change that is surest, with its figures."""
    if not result.findings:
        return None
    item = min(result.findings, key=lambda each: each.p_adjusted or 0.0)
    ends = (_figure(s.value, item.metric, locale) for s in (item.before, item.after))
    return words("watch_telling", _name(item), *ends)


def _tested(result: MetricChanges, words: Labels) -> str | None:
    if not result.tests:
        return None
    return words("log_tests", result.tests, ADJUSTMENTS[result.adjust], f"{result.alpha:g}")


def _warned(result: MetricChanges) -> list[str]:
    """What makes periods hard to compare, and what the analysis noted."""
    warned = [f"{w.text}: {w.hint}" if w.hint else w.text for w in result.warnings]
    notes = dict.fromkeys(note for item in result.items for note in item_notes(item))
    return [*warned, *notes, *result.notes]


def changes_table(result: MetricChanges, *, locale: str | None = None) -> Table:
    """See each metric before and after, and whether the change means anything.

    Args:
        result: the changes.
        locale: language as BCP 47; None takes that of the journey, else English.
    """
    locale = locale or result.locale
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    needed = any(item.needed is not None for item in result.items)
    return Table(
        "changes-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_metric")),
            TableColumn(words("head_before")),
            TableColumn(words("change_answers"), ValueKind.NUMBER),
            TableColumn(words("head_after")),
            TableColumn(words("change_answers"), ValueKind.NUMBER),
            TableColumn(words("change_difference")),
            TableColumn(words("funnel_interval", f"{_HUNDRED * result.confidence:g}")),
            TableColumn(words("watch_seen")),
            *((TableColumn(words("watch_needed"), ValueKind.NUMBER),) if needed else ()),
            TableColumn(words("head_verdict")),
        ),
        rows=[
            _row(item, name, words, locale, needed=needed)
            for item, name in zip(result.items, _names(result.items), strict=True)
        ],
        note=note_of(
            words("watch_reliably", f"{_HUNDRED * result.power:g}"),
            _tested(result, words),
            words("watch_cause"),
            notes=[*_warned(result), *result.left_out],
        ),
        locale=locale,
    )


def _row(
    item: MetricChange, name: str, words: Labels, locale: str | None, *, needed: bool
) -> tuple[TableValue, ...]:
    c, metric = item.comparison, item.metric
    change = limits = None
    if c is not None and not item.refusal:
        low, by, high = (_by(x or 0.0, metric, locale) for x in (c.low, c.difference, c.high))
        change, limits = by, words("log_limits", low, high)
    seen = item.detectable
    verdict = words(_WORDS[item.verdict])
    return (
        name,
        _figure(item.before.value, metric, locale), item.before.n,
        _figure(item.after.value, metric, locale), item.after.n,
        change, limits, None if seen is None else _by(seen, metric, locale, signed=False),
        *((item.needed,) if needed else ()),
        f"{verdict}: {item.refusal}" if item.refusal else verdict,
    )  # fmt: skip


# --- control charts -----------------------------------------------------------


def control_view(result: ControlChart, *, locale: str | None = None) -> Chart:
    """See a share period by period within the limits of chance, signals marked.

    Args:
        result: the control chart.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _watched(result, words), _first(result, words, locale)
    days = [_day(point.period) for point in result.points]
    dated = [day.toordinal() for day in days if day is not None]
    places = dated if len(dated) == len(days) else list(range(len(days)))
    shown = list(zip(places, result.points, strict=True))
    first = next((point.period for point in result.points if point.signals), None)
    told = [
        Point(
            x, p.share, label=share_text(p.share, locale) if p.period == first else None,
            tone=Tone.NEGATIVE if p.signals else Tone.NEUTRAL,
        )
        for x, p in shown
        if p.share is not None
    ]  # fmt: skip
    # Signals have a form of their own, and not their colour alone.
    shares = [
        Series(name, words(title), [p for p in told if p.tone is tone], kind=SeriesKind.POINTS)
        for name, title, tone in (
            ("chance", "log_may_be_chance", Tone.NEUTRAL), ("signals", "watch_signal", Tone.NEGATIVE),
        )
    ]  # fmt: skip
    # On the calendar limits hold until the next period, the last as long as the one before;
    # named periods stand in the middle of theirs.
    calendar = places is dated
    starts = places if calendar else [place - 0.5 for place in places]
    end = 2 * places[-1] - places[-2] if calendar else places[-1] + _NEARLY_HALF
    limits = [
        Point(x, result.centre, interval=_limits(p))
        for x, p in zip([*starts, end], [*result.points, result.points[-1]], strict=True)
        if p.low is not None
    ]
    centre = words("watch_centre", share_text(result.centre, locale))
    return Chart(
        "control",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.TIME)
        if calendar
        else Axis(kind=AxisKind.CATEGORY, categories=[p.period for p in result.points]),
        y=Axis(words("head_share"), kind=AxisKind.PERCENT),
        series=[
            *(series for series in shares if series.points),
            Series(
                "limits", words("titled", words("watch_limits"), centre), limits,
                kind=SeriesKind.STEPS,
            ),
        ],
        note=_control_note(result, words, locale),
        locale=locale,
    )  # fmt: skip


def _control_note(result: ControlChart, words: Labels, locale: str | None) -> str | None:
    """What the limits rest on, and how far to trust them."""
    wider = format_number(result.widening, 1, locale)
    return note_of(
        words("watch_baseline", result.baseline), words("watch_rules"),
        words("watch_young", result.young) if result.young else None,
        words("watch_rough", result.FEW) if result.rough else None,
        words("watch_wide", wider) if result.widened else None,
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _watched(result: ControlChart, words: Labels) -> str:
    found = len(result.signals)
    verdict = (
        words("watch_signals", found, len(result.points)) if found else words("watch_no_signals")
    )
    return words("titled", result.title, verdict)


def _first(result: ControlChart, words: Labels, locale: str | None) -> str | None:
    """The first signal, with what chance would have allowed."""
    for p in result.signals:
        if p.share is not None and p.low is not None and p.high is not None:
            limits = format_value((p.low, p.high), TableColumn("", ValueKind.INTERVAL, decimals=0), locale)  # fmt: skip
            return words("watch_first", p.period, share_text(p.share, locale), limits)
    return None


def control_table(result: ControlChart, *, locale: str | None = None) -> Table:
    """See each period with its limits and the signals that end there.

    Args:
        result: the control chart.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _watched(result, words), _first(result, words, locale)
    return Table(
        "control-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_period")),
            TableColumn(words("change_answers"), ValueKind.NUMBER),
            TableColumn(words("head_share"), ValueKind.PERCENT, decimals=1),
            TableColumn(words("watch_limits"), ValueKind.INTERVAL, decimals=1),
            TableColumn(words("head_signal")),
        ),
        rows=[
            (p.period, p.n, p.share, _limits(p), words(_signal(p.signals[0])) if p.signals else None)
            for p in result.points
        ],
        note=_control_note(result, words, locale),
        locale=locale,
    )  # fmt: skip


def _limits(point: ControlPoint) -> tuple[float, float] | None:
    return None if point.low is None or point.high is None else (point.low, point.high)


def _signal(rule: str) -> str:
    return f"signal_{rule.replace(' ', '_')}"


VIEWS: Views = {
    MetricChanges: {"changes": (Chart, changes_chart), "table": (Table, changes_table)},
    ControlChart: {"control": (Chart, control_view), "table": (Table, control_table)},
}
